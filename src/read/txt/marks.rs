//! Marks that converters leave in the text: `[bookmark: _Hlk210663655]`, `[footnoteRef:2]`, `[2:  Tweede Kamer, …]` (32317-974).

/// A mark in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark<'t> {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it is.
    pub what: MarkKind<'t>,
}

/// What a mark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind<'t> {
    /// A bookmark of the word processor.
    Bookmark,
    /// Calls the note of this label.
    Call(&'t str),
    /// Holds the body of the note of this label: byte range of the body in the text.
    Body(&'t str, usize, usize),
}

/// The marks of `text`, in order and disjoint. A bracket that is never closed marks nothing. Time is linear.
pub fn find(text: &str) -> Vec<Mark<'_>> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    // Closing bracket of each opening one that begins a mark; brackets may nest inside a note.
    let mut stack: Vec<(usize, Option<MarkKind<'_>>)> = Vec::new();
    for at in memchr::memchr2_iter(b'[', b']', bytes) {
        if bytes[at] == b'[' {
            stack.push((at, opening(text, at)));
        } else if let Some((start, Some(what))) = stack.pop() {
            let what = match what {
                MarkKind::Body(label, from, _) => MarkKind::Body(label, from, at),
                other => other,
            };
            // Marks inside this one came first; the outer one holds them.
            while out.last().is_some_and(|m: &Mark<'_>| m.start > start) {
                out.pop();
            }
            out.push(Mark { start, end: at + 1, what });
        }
    }
    out
}

/// The mark that the bracket at `at` begins, if its words are those of one.
fn opening(text: &str, at: usize) -> Option<MarkKind<'_>> {
    let rest = &text[at + 1..];
    if rest.starts_with("bookmark:") {
        return Some(MarkKind::Bookmark);
    }
    for word in ["footnoteRef:", "endnoteRef:"] {
        if let Some(label) = rest.strip_prefix(word) {
            return Some(MarkKind::Call(number(label.trim_start())?));
        }
    }
    let label = number(rest)?;
    rest[label.len()..].strip_prefix(':').map(|_| MarkKind::Body(label, at + 1 + label.len() + 1, 0))
}

fn number(text: &str) -> Option<&str> {
    let end = text.bytes().position(|b| !b.is_ascii_digit()).unwrap_or(text.len());
    (1..=4).contains(&end).then(|| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_in_the_middle_of_a_line_and_around_brackets() {
        let text = "samenwerking[footnoteRef:2].  [2:  Zie [hier] (https://a.nl/x?y[]=1) nr. 967] En [MFK] verder [bookmark: _Hlk1]x";
        let found: Vec<_> = find(text).into_iter().map(|m| (&text[m.start..m.end], m.what)).collect();
        assert_eq!(found[0], ("[footnoteRef:2]", MarkKind::Call("2")));
        assert!(matches!(found[1].1, MarkKind::Body("2", from, to) if &text[from..to] == "  Zie [hier] (https://a.nl/x?y[]=1) nr. 967"));
        assert_eq!(found[2], ("[bookmark: _Hlk1]", MarkKind::Bookmark));
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn brackets_of_the_text_are_no_marks() {
        assert!(find("Fiche: [MFK] EU-steun [2025: begroting").is_empty());
        assert!(find("[sic] ] [ [12]").is_empty());
    }
}
