//! Characters of symbol fonts (`w:sym`, bullets): the sign that a reader sees.

/// The sign at `code` of a symbol font. Codes of the private area F000–F0FF count from 0. A sign that is not in the
/// tables stays what it is, so that it is not lost.
pub fn sign(font: &str, code: u32) -> char {
    let low = if (0xF000..=0xF0FF).contains(&code) { code - 0xF000 } else { code };
    let font = font.to_ascii_lowercase();
    let table: &[(u32, char)] = match font.as_str() {
        "wingdings" => WINGDINGS,
        "wingdings 2" | "wingdings 3" | "webdings" => &[],
        _ => SYMBOL,
    };
    let is_symbol_font = low != code || font == "symbol" || font.starts_with("wingdings");
    if is_symbol_font && let Some((_, sign)) = table.iter().find(|(at, _)| *at == low) {
        return *sign;
    }
    // Symbol fonts keep digits and the marks of ASCII in their places; letters are others' (Greek, pictures).
    match char::from_u32(low) {
        Some(sign) if low != code && font == "symbol" && sign.is_ascii_graphic() && !sign.is_ascii_alphabetic() => sign,
        _ => char::from_u32(code).unwrap_or('\u{FFFD}'),
    }
}

/// The signs of a bullet's text.
pub fn bullet(font: &str, text: &str) -> String {
    text.chars()
        .map(|character| match u32::from(character) {
            code @ 0xF000..=0xF0FF => match sign(font, code) {
                // A bullet of an unknown picture is still a bullet.
                unknown if u32::from(unknown) == code => '•',
                known => known,
            },
            _ => character,
        })
        .collect()
}

const WINGDINGS: &[(u32, char)] = &[
    (0x4A, '☺'),
    (0x6C, '●'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x71, '❑'),
    (0x73, '⬧'),
    (0x74, '⧫'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x77, '⬥'),
    (0x9E, '·'),
    (0x9F, '•'),
    (0xA1, '○'),
    (0xA7, '▪'),
    (0xA8, '◻'),
    (0xD8, '➢'),
    (0xDC, '➲'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE1, '↑'),
    (0xE2, '↓'),
    (0xE8, '➔'),
    (0xF0, '⇨'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];

const SYMBOL: &[(u32, char)] = &[
    (0x22, '∀'),
    (0x2D, '−'),
    (0x40, '≅'),
    (0x41, 'Α'),
    (0x42, 'Β'),
    (0x43, 'Χ'),
    (0x44, 'Δ'),
    (0x45, 'Ε'),
    (0x46, 'Φ'),
    (0x47, 'Γ'),
    (0x48, 'Η'),
    (0x49, 'Ι'),
    (0x4B, 'Κ'),
    (0x4C, 'Λ'),
    (0x4D, 'Μ'),
    (0x4E, 'Ν'),
    (0x4F, 'Ο'),
    (0x50, 'Π'),
    (0x51, 'Θ'),
    (0x52, 'Ρ'),
    (0x53, 'Σ'),
    (0x54, 'Τ'),
    (0x55, 'Υ'),
    (0x57, 'Ω'),
    (0x58, 'Ξ'),
    (0x59, 'Ψ'),
    (0x5A, 'Ζ'),
    (0x61, 'α'),
    (0x62, 'β'),
    (0x63, 'χ'),
    (0x64, 'δ'),
    (0x65, 'ε'),
    (0x66, 'φ'),
    (0x67, 'γ'),
    (0x68, 'η'),
    (0x69, 'ι'),
    (0x6B, 'κ'),
    (0x6C, 'λ'),
    (0x6D, 'μ'),
    (0x6E, 'ν'),
    (0x6F, 'ο'),
    (0x70, 'π'),
    (0x71, 'θ'),
    (0x72, 'ρ'),
    (0x73, 'σ'),
    (0x74, 'τ'),
    (0x75, 'υ'),
    (0x77, 'ω'),
    (0x78, 'ξ'),
    (0x79, 'ψ'),
    (0x7A, 'ζ'),
    (0xA3, '≤'),
    (0xA5, '∞'),
    (0xA8, '♦'),
    (0xAC, '←'),
    (0xAD, '↑'),
    (0xAE, '→'),
    (0xAF, '↓'),
    (0xB0, '°'),
    (0xB1, '±'),
    (0xB3, '≥'),
    (0xB4, '×'),
    (0xB7, '•'),
    (0xB9, '≠'),
    (0xBB, '≈'),
    (0xBC, '…'),
    (0xD6, '√'),
    (0xDE, '⇒'),
    (0xE5, '∑'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_symbol_fonts() {
        assert_eq!(sign("Symbol", 0xF0B3), '≥');
        assert_eq!(sign("Symbol", 0x61), 'α');
        assert_eq!(sign("Wingdings", 0xF0E0), '→');
        assert_eq!(sign("Arial", 0x20AC), '€');
        assert_eq!(sign("Webdings", 0xF041), '\u{F041}');
        assert_eq!(sign("Symbol", 0xD800), '\u{FFFD}');
        assert_eq!(bullet("Symbol", "\u{F0B7}"), "•");
        assert_eq!(bullet("Webdings", "\u{F041}"), "•");
        assert_eq!(bullet("Courier New", "o"), "o");
    }
}
