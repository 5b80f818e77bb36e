//! The hyphen at the end of a line: is it the printer's or the word's?
//!
//! Callers may rely on this: the same document always gives the same verdicts. Evidence in this order: what stands
//! behind it ("asiel- en"), the document's own spelling elsewhere, the shape of both parts (NSC-fractie, K-EET), the
//! words of `hyphen.csv`, two vowels that Dutch spelling keeps apart (zee-eend); else the hyphen is the printer's.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::OnceLock;

use super::lines::Line;

/// What to do with a hyphen at a line end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The printer's: drop it and join.
    Drop,
    /// The word's: keep it and join without a space.
    Join,
    /// A suspended hyphen or a dash: keep it and put a space behind it.
    Space,
}

/// How often the document writes words with or without a hyphen inside a line.
#[derive(Debug, Default)]
pub(super) struct Spelling {
    words: HashMap<String, u32>,
}

impl Spelling {
    /// Learns from the lines' words, but for the first and the last of each line, which may be broken.
    pub(super) fn learn<'a>(lines: impl Iterator<Item = &'a Line>) -> Self {
        let mut words = HashMap::new();
        for line in lines {
            let mut tokens: Vec<&str> = line.text.split(' ').map(trim_word).collect();
            if line.text.ends_with(['-', '\u{2010}']) {
                tokens.pop();
            }
            // The first word may be the second half of a broken one: it counts only when it is written large.
            for (i, token) in tokens.into_iter().enumerate() {
                if token.len() > 3 && (i > 0 || token.starts_with(char::is_uppercase)) {
                    *words.entry(token.to_lowercase()).or_insert(0) += 1;
                }
            }
        }
        Self { words }
    }

    fn count(&self, word: &str) -> u32 {
        self.words.get(&word.to_lowercase()).copied().unwrap_or(0)
    }
}

/// The verdict on the hyphen that ends `before` (hyphen included) when `after` is the next line.
pub(super) fn judge(before: &str, after: &str, spelling: &Spelling) -> Verdict {
    let Some(stem) = before.strip_suffix(['-', '\u{2010}']) else { return Verdict::Space };
    let token = stem.rsplit(' ').next().unwrap_or("");
    let follower = after.split(' ').next().unwrap_or("");
    let (left, right) = (token.trim_start_matches(|c: char| !c.is_alphanumeric()), trim_word(follower));
    if left.is_empty() || right.is_empty() || stem.ends_with(['-', ' ']) {
        return Verdict::Space;
    }
    if is_address(token) {
        return Verdict::Join;
    }
    if data().get("after").is_some_and(|words| words.contains(trim_word(follower)) || words.contains(follower)) {
        return Verdict::Space;
    }
    let (plain, hyphened) = (spelling.count(&format!("{left}{right}")), spelling.count(&format!("{left}-{right}")));
    if plain != hyphened {
        return if plain > hyphened { Verdict::Drop } else { Verdict::Join };
    }
    let (last, first) = (left.chars().next_back().unwrap_or(' '), right.chars().next().unwrap_or(' '));
    // The part behind an earlier hyphen of the same word is what this one belongs to ("vraag-en-antwoord-").
    let part = left.rsplit('-').next().unwrap_or(left);
    let inner_capital = part.chars().skip(1).any(char::is_uppercase);
    let shaped = last.is_uppercase() || last.is_ascii_digit() || first.is_uppercase() || first.is_ascii_digit() || inner_capital;
    let faction =
        part.starts_with(char::is_uppercase) && (right.starts_with("fractie") || right.starts_with("lid") || right.starts_with("leden"));
    let listed = |list: &str| data().get(list).is_some_and(|words| words.contains(part.to_lowercase().as_str()));
    // "oud-minister", but "oud-ste" and "pro-fessioneel": where the part may begin a word, a whole word must follow.
    let prefix = listed("before") || listed("before_word") && spelling.count(right) > 0;
    if shaped || faction || prefix || part.chars().count() == 1 || (clash(last, first) && !matches!(part, "ge" | "be")) {
        Verdict::Join
    } else {
        Verdict::Drop
    }
}

/// Whether the last word of `line` is a web address that goes on in the next line.
pub(super) fn is_address(word: &str) -> bool {
    word.contains("://") || word.contains("www.") || (word.matches('/').count() >= 2 && word.contains('.'))
}

/// Vowels that Dutch spelling keeps apart in compounds: they would be read as one sound.
fn clash(last: char, first: char) -> bool {
    matches!(
        (last, first),
        ('a', 'a' | 'e' | 'i' | 'u') | ('e', 'e' | 'i' | 'u') | ('o', 'e' | 'i' | 'o' | 'u') | ('u', 'i' | 'u') | ('i', 'i' | 'j')
    )
}

fn trim_word(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn data() -> &'static BTreeMap<String, HashSet<String>> {
    static DATA: OnceLock<BTreeMap<String, HashSet<String>>> = OnceLock::new();
    DATA.get_or_init(|| {
        let mut out: BTreeMap<String, HashSet<String>> = BTreeMap::new();
        let mut reader = csv::Reader::from_reader(include_str!("hyphen.csv").as_bytes());
        for row in reader.records().flatten() {
            if let (Some(part), Some(word)) = (row.get(0), row.get(1)) {
                out.entry(part.to_owned()).or_default().insert(word.to_owned());
            }
        }
        out
    })
}
