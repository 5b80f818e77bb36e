//! A look at the tags before they are parsed: does one hold more than any page needs, and does the file end inside one.
//!
//! html5ever compares every attribute of a tag with all before it; 100,000 attributes on one tag take it seconds.

use memchr::{memchr, memmem};

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scan {
    /// Every tag ends and is of a reasonable size.
    Fine,
    /// The tag that begins at this byte is too long.
    LongTag(usize),
    /// The file ends inside the tag or comment that begins at this byte: a browser shows nothing from there on.
    OpenEnd(usize),
}

/// Bytes that a tag may hold, not counting quoted values: pictures stand inside their tag in pages that were saved whole.
const MAX_TAG: usize = 64 << 10;

/// Attributes that a tag may have: what html5ever does with them grows with the square of their number.
const MAX_ATTRIBUTES: usize = 1_000;

/// Scans a page.
pub(super) fn scan(text: &str) -> Scan {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = memchr(b'<', &bytes[at..]) {
        let start = at + found;
        let rest = &bytes[start..];
        at = match rest.get(1) {
            Some(b'!') if rest.starts_with(b"<!--") => match memmem::find(&rest[4..], b"-->") {
                Some(end) => start + 4 + end + 3,
                // `<!-->` is a comment too; html5ever ends what is left at the end of the file.
                None if rest.starts_with(b"<!-->") || rest.starts_with(b"<!--->") => start + 5,
                None => return Scan::OpenEnd(start),
            },
            Some(b'!' | b'?') => match memchr(b'>', rest) {
                Some(end) => start + end + 1,
                None => return Scan::OpenEnd(start),
            },
            Some(b'/') if rest.get(2).is_some_and(u8::is_ascii_alphabetic) => match tag_end(rest) {
                Ok(end) => start + end,
                Err(long) => return if long { Scan::LongTag(start) } else { Scan::OpenEnd(start) },
            },
            Some(letter) if letter.is_ascii_alphabetic() => {
                let end = match tag_end(rest) {
                    Ok(end) => start + end,
                    Err(long) => return if long { Scan::LongTag(start) } else { Scan::OpenEnd(start) },
                };
                match raw_text(&rest[1..]) {
                    Some(name) => closing(bytes, end, name),
                    None => end,
                }
            }
            _ => start + 1,
        };
    }
    Scan::Fine
}

/// One past the `>` that ends the tag at the start of `rest`; the error tells a tag that is too long from one that does not end.
fn tag_end(rest: &[u8]) -> Result<usize, bool> {
    let mut at = 1;
    let mut quoted = 0;
    let mut equals = false;
    let mut attributes = 0;
    while let Some(byte) = rest.get(at) {
        if at - quoted > MAX_TAG || attributes > MAX_ATTRIBUTES {
            return Err(true);
        }
        match byte {
            b'>' => return Ok(at + 1),
            b'"' | b'\'' if equals => {
                let Some(end) = memchr(*byte, &rest[at + 1..]) else { return Err(false) };
                quoted += end;
                at += end + 1;
                equals = false;
            }
            b'=' => equals = true,
            byte if byte.is_ascii_whitespace() || *byte == b'/' => {
                attributes += usize::from(rest.get(at + 1).is_some_and(|next| !next.is_ascii_whitespace() && !equals));
            }
            _ => equals = false,
        }
        at += 1;
    }
    Err(false)
}

/// The name of an element whose content is no markup.
fn raw_text(tag: &[u8]) -> Option<&'static [u8]> {
    const NAMES: [&[u8]; 7] = [b"script", b"style", b"textarea", b"title", b"xmp", b"iframe", b"noembed"];
    NAMES
        .into_iter()
        .find(|name| tag.len() > name.len() && tag[..name.len()].eq_ignore_ascii_case(name) && !tag[name.len()].is_ascii_alphanumeric())
}

/// Where the end tag of `name` begins, from `at` on; the end of the file when there is none.
fn closing(bytes: &[u8], mut at: usize, name: &[u8]) -> usize {
    while let Some(found) = memchr(b'<', &bytes[at..]) {
        let start = at + found;
        if bytes.get(start + 1) == Some(&b'/')
            && bytes.get(start + 2..start + 2 + name.len()).is_some_and(|there| there.eq_ignore_ascii_case(name))
        {
            return start;
        }
        at = start + 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_measured_without_their_quoted_values() {
        let picture = format!("<p>a<img alt='' src=\"data:{}\">b", "A".repeat(200_000));
        assert_eq!(scan(&picture), Scan::Fine);
        let attributes: String = (0..20_000).map(|i| format!(" a{i}=''")).collect();
        assert_eq!(scan(&format!("<p><b{attributes}>")), Scan::LongTag(3));
    }

    #[test]
    fn an_open_end_is_found() {
        assert_eq!(scan("<p>a</p><a href=\"x>b</a>"), Scan::OpenEnd(8));
        assert_eq!(scan("<p>a<!-- b</p>"), Scan::OpenEnd(4));
        assert_eq!(scan("<p>a</p"), Scan::OpenEnd(4));
        assert_eq!(scan("<p>1 < 2 en 3 <4</p><script>if (a<b) '</p'</script><style>a<b</style>"), Scan::Fine);
        assert_eq!(scan("<p title='a > b'>x</p><!-->y"), Scan::Fine);
    }
}
