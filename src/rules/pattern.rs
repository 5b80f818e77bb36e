//! A compiled pattern that stays fast on text with accents.
//!
//! The automaton behind a regular expression cannot decide a Unicode word boundary next to a letter outside ASCII and falls back
//! to an engine tens of times slower; in Dutch text every paragraph has such a letter. So each pattern is compiled twice: once as
//! written, and once without its word boundaries. The second matches wherever the first does and more, so a text that it does not
//! match is done with; most are.
//!
//! Callers may rely on this: the answers are those of the pattern as written.

use regex::{CaptureMatches, Captures, Match, Matches, Regex, RegexBuilder};

/// A pattern as written, and its relaxed twin.
#[derive(Debug)]
pub struct Pattern {
    exact: Regex,
    relaxed: Option<Regex>,
}

/// Bytes of compiled program allowed for one pattern; ten times what the largest needs.
const SIZE_LIMIT: usize = 64 << 20;

impl Pattern {
    /// Compiles a pattern.
    ///
    /// # Errors
    /// When it is not valid.
    pub fn new(pattern: &str) -> Result<Self, regex::Error> {
        let build = |pattern: &str| RegexBuilder::new(pattern).size_limit(SIZE_LIMIT).build();
        let without = without_boundaries(pattern);
        let relaxed = if without == pattern { None } else { build(&without).ok() };
        Ok(Self { exact: build(pattern)?, relaxed })
    }

    /// False only when the pattern certainly does not match.
    fn may_match(&self, text: &str) -> bool {
        match &self.relaxed {
            Some(relaxed) if !text.is_ascii() => relaxed.is_match(text),
            _ => true,
        }
    }

    /// Whether the pattern matches anywhere.
    pub fn is_match(&self, text: &str) -> bool {
        self.may_match(text) && self.exact.is_match(text)
    }

    /// The first match.
    pub fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        if self.is_match(text) { self.exact.find(text) } else { None }
    }

    /// The first match with its groups.
    pub fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        // Groups cost several times a plain test, and most texts do not match.
        if self.is_match(text) { self.exact.captures(text) } else { None }
    }

    /// Every match.
    pub fn find_iter<'r, 't>(&'r self, text: &'t str) -> std::iter::Flatten<std::option::IntoIter<Matches<'r, 't>>> {
        self.may_match(text).then(|| self.exact.find_iter(text)).into_iter().flatten()
    }

    /// Every match with its groups.
    pub fn captures_iter<'r, 't>(&'r self, text: &'t str) -> std::iter::Flatten<std::option::IntoIter<CaptureMatches<'r, 't>>> {
        self.may_match(text).then(|| self.exact.captures_iter(text)).into_iter().flatten()
    }
}

/// The pattern without `\b` and `\B`.
fn without_boundaries(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('b' | 'B') => {}
            Some(next) => {
                out.push(c);
                out.push(next);
            }
            None => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boundaries_hold_also_beside_accents() {
        let pattern = Pattern::new(r"\bzie\b").unwrap();
        assert!(pattern.is_match("é, zie vraag 2") && pattern.is_match("zie"));
        assert!(!pattern.is_match("zieën") && !pattern.is_match("poëzie"));
        assert_eq!(pattern.find_iter("zie é zie zieë").count(), 2);
    }

    #[test]
    fn an_escaped_backslash_is_no_boundary() {
        assert_eq!(without_boundaries(r"a\\b\bc"), r"a\\bc");
    }
}
