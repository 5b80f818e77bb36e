//! The tokens beside those of quick-xml, over well-formed and damaged text.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::{Attributes, Token, Tokens};
use crate::read::container::build::damaged;

/// A text with everything that this module leaves to quick-xml and everything that it does not.
const SAMPLE: &str = r#"<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE w [<!ENTITY a "b>">]><w:d xmlns:w="u" a='1' b="x > y"><!-- <w:p> -->
<w:p w:rsid="00A1" ><w:r><w:t xml:space="preserve">Eén &amp; twee &#x20AC; &onbekend; & drie</w:t></w:r  ><w:br/><w:tab w:val = "9" w:pos='"'/></w:p>
<w:p><w:r/><![CDATA[a<b]]>tekst<w:t>«»</w:t></w:p ><w:e a="1"b="2" c d=3 =4 e="&lt;"/></w:d>
"#;

/// What quick-xml makes of `text`: its events, empty elements as start and end, and the place and words of its error.
fn expected(text: &str) -> Vec<String> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().allow_dangling_amp = true;
    let mut out = Vec::new();
    loop {
        out.push(match reader.read_event() {
            Ok(Event::Start(start)) => format!("start {} {}", start.name().into_inner(), start.attributes_raw()),
            Ok(Event::Empty(start)) => format!("empty {} {}", start.name().into_inner(), start.attributes_raw()),
            Ok(Event::End(_)) => "end".to_owned(),
            Ok(Event::Text(text)) => format!("text {}", text.into_inner()),
            Ok(Event::CData(text)) => format!("text {}", text.into_inner()),
            Ok(Event::GeneralRef(reference)) => format!("reference {}", &*reference),
            Ok(Event::Eof) => "eof".to_owned(),
            Ok(_) => "silent".to_owned(),
            Err(error) => format!("error at {}: {error}", reader.error_position()),
        });
        if out.last().is_some_and(|last| last == "eof" || last.starts_with("error")) {
            return out;
        }
    }
}

fn found(text: &str) -> Vec<String> {
    let mut tokens = Tokens::new(text);
    let mut out = Vec::new();
    loop {
        out.push(match tokens.next() {
            Ok(Token::Start(start)) => format!("start {} {}", start.name, start.attributes),
            Ok(Token::Empty(start)) => format!("empty {} {}", start.name, start.attributes),
            Ok(Token::End) => "end".to_owned(),
            Ok(Token::Text(text)) => format!("text {text}"),
            Ok(Token::Reference(reference)) => format!("reference {}", &*reference),
            Ok(Token::Eof) => "eof".to_owned(),
            Ok(Token::Silent) => "silent".to_owned(),
            Err(error) => format!("error at {}: {error}", tokens.error_at()),
        });
        if out.last().is_some_and(|last| last == "eof" || last.starts_with("error")) {
            return out;
        }
    }
}

#[test]
fn tokens_are_those_of_quick_xml() {
    assert_eq!(found(SAMPLE), expected(SAMPLE));
    assert!(found(SAMPLE).len() > 30 && found(SAMPLE).last().is_some_and(|last| last == "eof"));
    let odd = [
        "",
        "<",
        "<a",
        "<a b='>",
        "</a>",
        "<a></b>",
        "<a\"b>\"></a\"b>\">",
        "<>",
        "< a/>",
        "<a/ b>",
        "a<b/>c",
        "&",
        "&a",
        "<a>&</a>",
        "<a/",
    ];
    for text in odd {
        assert_eq!(found(text), expected(text), "{text}");
    }
}

#[test]
fn damage_is_found_where_quick_xml_finds_it() {
    let mut errors = 0;
    for bytes in damaged(SAMPLE.as_bytes(), 4_000) {
        let text = String::from_utf8_lossy(&bytes);
        let found = found(&text);
        assert_eq!(found, expected(&text), "{text}");
        errors += usize::from(found.last().is_some_and(|last| last.starts_with("error")));
    }
    assert!(errors > 100, "{errors}");
}

#[test]
fn attributes_are_those_of_quick_xml() {
    let sample = r#" w:a="1" b='x"y' c = "2"  d="&amp;>" e"#;
    let ends = [r#" f="3""#, "", "g=5 h=\"6\" ", " i=\"7\"j=\"8\" k=\"9\"", " =\"1\" l=\"2\""];
    for text in ends.iter().flat_map(|end| damaged(format!("{sample}{end} z=\"0\"").as_bytes(), 400).collect::<Vec<_>>()) {
        let text = String::from_utf8_lossy(&text);
        let found: Vec<(&str, Cow<str>)> = Attributes::new(&text).collect();
        let mut odd = super::OddAttributes::new(&text, 0);
        let expected: Vec<_> = odd.with_checks(false).flatten().map(|attribute| (attribute.key.into_inner(), attribute.value)).collect();
        assert_eq!(found, expected, "{text}");
    }
}
