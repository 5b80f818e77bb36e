//! What the attributes of an element say of how it looks.

use quick_xml::events::BytesStart;

use super::super::flow::Face;

/// The first of these attributes that is there.
pub(super) fn attribute(tag: &BytesStart<'_>, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| {
        let found = tag.attributes().with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == *name)?;
        Some(
            found.normalized_value(quick_xml::XmlVersion::Implicit1_0).map_or_else(|_| found.value.to_string(), |value| value.into_owned()),
        )
    })
}

/// How a heading between paragraphs looks, and how far below its division it stands.
pub(super) fn heading(look: Option<&str>) -> (Face, u8) {
    let look = look.unwrap_or("vet").to_ascii_lowercase();
    let face = Face { bold: look.contains("vet"), italic: look.contains("cur"), underline: look.contains("ond") };
    let level = match (face.bold, face.italic) {
        (true, false) => 2,
        (true, true) => 3,
        (false, true) => 4,
        (false, false) => 5,
    };
    (face, level)
}

/// Adds what an emphasised element called `name` says to `face`.
pub(super) fn emphasis(name: &str, look: Option<&str>, face: &mut Face) {
    // Emphasis without a kind is in italics.
    let look = look.map_or_else(|| if name == "nadruk" { "cur".to_owned() } else { name.to_owned() }, str::to_ascii_lowercase);
    face.bold |= look.contains("vet") || matches!(look.as_str(), "b" | "strong");
    face.italic |= look.contains("cur") || matches!(look.as_str(), "i" | "em");
    face.underline |= look.contains("ond") || look == "u";
}
