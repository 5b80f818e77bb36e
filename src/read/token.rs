//! An xml part cut into tokens.
//!
//! Callers may rely on this: the tokens, the errors and their places are those of quick-xml with `allow_dangling_amp`, ends of elements
//! checked against their starts. Plain tags and text are cut here without a copy, because they are nearly all of an office file and
//! cutting them is most of the time that reading one takes; comments, declarations, CDATA, references and whatever is not well formed
//! are left to quick-xml, piece by piece.

use std::borrow::Cow;

use memchr::{memchr, memchr2, memchr3_iter};
use quick_xml::Reader;
use quick_xml::errors::{Error, IllFormedError};
use quick_xml::events::attributes::Attributes as OddAttributes;
use quick_xml::events::{BytesRef, Event};

/// What comes next.
pub(super) enum Token<'a> {
    /// An element begins.
    Start(Start<'a>),
    /// An element that has no content begins and ends.
    Empty(Start<'a>),
    /// The innermost open element ends.
    End,
    /// Text.
    Text(Cow<'a, str>),
    /// A reference to a character or an entity.
    Reference(BytesRef<'a>),
    /// A comment, an instruction, a declaration, a document type.
    Silent,
    /// The part ends, whether or not elements are open.
    Eof,
}

/// The inside of a start tag.
#[derive(Debug, Clone, Copy)]
pub(super) struct Start<'a> {
    /// The name with its prefix.
    pub name: &'a str,
    /// What stands behind the name.
    pub attributes: &'a str,
}

/// The tokens of one part.
pub(super) struct Tokens<'a> {
    text: &'a str,
    at: usize,
    /// Names of the open elements, outermost first.
    open: Vec<&'a str>,
    /// Whether a name with a quotation mark was met: in a tag such a mark hides a `>`.
    quoted: bool,
    error_at: u64,
}

impl<'a> Tokens<'a> {
    /// The tokens of `text`.
    pub fn new(text: &'a str) -> Self {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        Self { text, at: 0, open: Vec::with_capacity(16), quoted: false, error_at: 0 }
    }

    /// The text without byte order mark.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The byte of it behind the token that was read last.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Where the last error is, 0 before there is one.
    pub fn error_at(&self) -> u64 {
        self.error_at
    }

    /// The next token.
    #[inline]
    pub fn next(&mut self) -> Result<Token<'a>, Error> {
        let bytes = self.text.as_bytes();
        match bytes.get(self.at) {
            Some(b'<') => self.markup(),
            Some(b'&') => self.odd(),
            Some(_) => {
                let rest = &bytes[self.at..];
                let end = self.at + memchr2(b'<', b'&', rest).unwrap_or(rest.len());
                let text = &self.text[self.at..end];
                self.at = end;
                Ok(Token::Text(Cow::Borrowed(text)))
            }
            None => Ok(Token::Eof),
        }
    }

    /// The next token that is no text and no reference.
    pub fn next_markup(&mut self) -> Result<Token<'a>, Error> {
        match memchr(b'<', &self.text.as_bytes()[self.at..]) {
            Some(length) => {
                self.at += length;
                self.markup()
            }
            None => {
                self.at = self.text.len();
                Ok(Token::Eof)
            }
        }
    }

    /// The token at the `<` that is next.
    #[inline]
    fn markup(&mut self) -> Result<Token<'a>, Error> {
        match self.text.as_bytes().get(self.at + 1) {
            Some(b'/') => self.end(),
            Some(b'!' | b'?') | None => self.odd(),
            Some(_) => match self.start() {
                Some(token) => Ok(token),
                // The tag has no end.
                None => self.odd(),
            },
        }
    }

    #[inline]
    fn end(&mut self) -> Result<Token<'a>, Error> {
        if let Some(name) = self.open.last().filter(|_| !self.quoted) {
            let rest = &self.text.as_bytes()[self.at + 2..];
            if rest.get(name.len()) == Some(&b'>') && rest.starts_with(name.as_bytes()) {
                self.at += name.len() + 3;
                self.open.pop();
                return Ok(Token::End);
            }
        }
        let place = self.at as u64;
        match self.event()? {
            Event::End(end) => {
                let found = end.name().into_inner();
                let error = match self.open.pop() {
                    Some(expected) if expected == found => return Ok(Token::End),
                    Some(expected) => IllFormedError::MismatchedEndTag { expected: expected.to_owned(), found: found.to_owned() },
                    None => IllFormedError::UnmatchedEndTag(found.to_owned()),
                };
                self.error_at = place;
                Err(Error::IllFormed(error))
            }
            _ => Ok(Token::Silent),
        }
    }

    /// The start tag that is next; `None` when it has no end.
    #[inline]
    fn start(&mut self) -> Option<Token<'a>> {
        let inside = &self.text[self.at + 1..];
        let bytes = inside.as_bytes();
        let mut name = bytes.iter().position(|byte| ENDS_NAME[usize::from(*byte)])?;
        let end = match bytes[name] {
            b'>' => name,
            b'"' | b'\'' => {
                self.quoted = true;
                let end = close(bytes, 0)?;
                name = bytes[..end].iter().position(|byte| is_space(*byte)).unwrap_or(end);
                end
            }
            _ => name + close(&bytes[name..], 0)?,
        };
        self.at += end + 2;
        let empty = end > 0 && bytes[end - 1] == b'/';
        let content = &inside[..end - usize::from(empty)];
        let (name, attributes) = content.split_at(name.min(content.len()));
        let start = Start { name, attributes };
        if empty {
            return Some(Token::Empty(start));
        }
        self.open.push(name);
        Some(Token::Start(start))
    }

    /// What is next, in the words of quick-xml.
    #[cold]
    fn odd(&mut self) -> Result<Token<'a>, Error> {
        Ok(match self.event()? {
            Event::Text(text) => Token::Text(text.into_inner()),
            Event::CData(text) => Token::Text(text.into_inner()),
            Event::GeneralRef(reference) => Token::Reference(reference),
            Event::Eof => Token::Eof,
            // Tags come here only to be found without an end.
            _ => Token::Silent,
        })
    }

    #[cold]
    fn event(&mut self) -> Result<Event<'a>, Error> {
        let mut reader = Reader::from_str(&self.text[self.at..]);
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        // It does not see what was open before.
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        match reader.read_event() {
            Ok(event) => {
                self.at += reader.buffer_position() as usize;
                Ok(event)
            }
            Err(error) => {
                self.error_at = self.at as u64 + reader.error_position();
                Err(error)
            }
        }
    }
}

/// What ends the name in a start tag, and the quotation marks, which do not.
const ENDS_NAME: [bool; 256] = {
    let mut ends = [false; 256];
    let signs = b" \t\r\n>\"'";
    let mut index = 0;
    while index < signs.len() {
        ends[signs[index] as usize] = true;
        index += 1;
    }
    ends
};

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// Where the tag ends in which `from` stands outside of any value: at the first `>` that no quotation marks enclose.
#[inline]
fn close(bytes: &[u8], from: usize) -> Option<usize> {
    let end = from + memchr(b'>', &bytes[from..])?;
    let (mut odd, mut single) = (false, false);
    for byte in &bytes[from..end] {
        odd ^= *byte == b'"';
        single |= *byte == b'\'';
    }
    if !odd && !single {
        return Some(end);
    }
    let mut inside = None;
    for at in memchr3_iter(b'>', b'\'', b'"', &bytes[from..]) {
        match (inside, bytes[from + at]) {
            (None, b'>') => return Some(from + at),
            (None, quote) => inside = Some(quote),
            (Some(quote), byte) if quote == byte => inside = None,
            _ => {}
        }
    }
    None
}

/// The attributes of a tag: name with prefix, value as written. Broken ones are left out.
#[derive(Clone)]
pub(super) struct Attributes<'a> {
    text: &'a str,
    at: usize,
    odd: Option<OddAttributes<'a>>,
}

impl<'a> Attributes<'a> {
    /// The attributes in `text`, which stands behind a name.
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0, odd: None }
    }

    /// `name="value"` with nothing odd about it; `None` at the end and at anything else.
    #[inline]
    fn plain(&mut self) -> Option<(&'a str, &'a str)> {
        let bytes = self.text.as_bytes();
        let mut start = self.at;
        while bytes.get(start).is_some_and(|byte| is_space(*byte)) {
            start += 1;
        }
        let equals = start + bytes[start..].iter().position(|byte| ENDS_KEY[usize::from(*byte)])?;
        let quote = *bytes.get(equals + 1).filter(|quote| bytes[equals] == b'=' && equals > start && matches!(quote, b'"' | b'\''))?;
        let from = equals + 2;
        let to = from + memchr(quote, &bytes[from..])?;
        if bytes.get(to + 1).is_some_and(|byte| !is_space(*byte)) {
            return None;
        }
        self.at = to + 1;
        Some((&self.text[start..equals], &self.text[from..to]))
    }
}

/// What ends the name of an attribute, and the quotation marks, which make it odd.
const ENDS_KEY: [bool; 256] = {
    let mut ends = ENDS_NAME;
    ends[b'=' as usize] = true;
    ends
};

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, Cow<'a, str>);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if self.odd.is_none() {
            if let Some((key, value)) = self.plain() {
                return Some((key, Cow::Borrowed(value)));
            }
            if self.text.as_bytes()[self.at..].iter().all(|byte| is_space(*byte)) {
                return None;
            }
        }
        let odd = self.odd.get_or_insert_with(|| {
            let mut odd = OddAttributes::new(self.text, self.at);
            odd.with_checks(false);
            odd
        });
        odd.flatten().next().map(|attribute| (attribute.key.into_inner(), attribute.value))
    }
}

#[cfg(test)]
mod tests;
