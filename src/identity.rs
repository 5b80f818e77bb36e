//! Names for documents, questions and answers that stay when the document gets a new version or another format.
//!
//! Callers may rely on this: the same text gives the same hash; ids are unique within a document, and [`DocumentIds`]
//! makes those of the documents unique within a run, in the order in which they are asked for.

use std::collections::{BTreeSet, HashMap};

use sha2::{Digest, Sha256};

use crate::model::{Document, DocumentKind, Head};
use crate::rules::Rules;
use crate::words;

/// The id that a document should have: dossier and number, else the Kamer's own number, else its path without extension.
pub fn document_id(source_file: &str, head: Option<&Head>, document: Option<&Document>) -> String {
    if let Some(head) = head {
        if !head.dossier.is_empty() && !head.document_number.is_empty() {
            return format!("{}-{}", head.dossier, head.document_number);
        }
        if !head.kamer_number.is_empty() {
            return head.kamer_number.clone();
        }
    }
    if let Some(hint) = document.and_then(|d| d.name_hint.as_deref())
        && is_kamer_number(hint)
    {
        return hint.to_ascii_uppercase();
    }
    let folder = source_file.rfind('/').map_or(0, |at| at + 1);
    match source_file[folder..].rfind('.') {
        Some(dot) if dot > 0 => source_file[..folder + dot].to_owned(),
        _ => source_file.to_owned(),
    }
}

/// Blocks from the top in which a version may stand.
const VERSION_WITHIN: usize = 45;

/// Which version of itself a document is: first how often it was reprinted (herdruk), then the Kamer's version. Later
/// versions are greater; `(0, 0)` when the document does not say.
pub fn version(document: &Document, rules: &Rules) -> (u32, u32) {
    let (mut reprint, mut version) = (0, 0);
    for index in 0..document.blocks.len().min(VERSION_WITHIN) {
        let text = document.block_text(index).trim();
        if let Some(hit) = rules.group("head.reprint").first(text) {
            // HERDRUK is the first, HERDRUK2 the second.
            reprint = reprint.max(hit.named("number").and_then(|n| n.parse().ok()).unwrap_or(1));
        }
        if let Some(hit) = rules.group("head.version").first(text) {
            version = version.max(hit.named("number").and_then(|n| n.parse().ok()).unwrap_or(0));
        }
    }
    (reprint, version)
}

/// How other documents cite this one, in the form of [`crate::citation`]: `32317-974`, `ah-20212022-2347`; `None` when the
/// head does not give the numbers.
pub fn citation_key(kind: DocumentKind, head: &Head) -> Option<String> {
    if head.document_number.is_empty() {
        return None;
    }
    if kind == DocumentKind::AntwoordSchriftelijkeVragen {
        let first = session(head.answered_on?)?;
        return Some(format!("ah-{first}{}-{}", first + 1, head.document_number));
    }
    (!head.dossier.is_empty()).then(|| format!("{}-{}", head.dossier, head.document_number))
}

/// The year in which the parliamentary session of `date` began: on the third Tuesday of September, between the 15th and the
/// 21st. `None` in the days around it, when an Aanhangsel may be counted with either.
fn session(date: jiff::civil::Date) -> Option<i16> {
    match (date.month(), date.day()) {
        (9, 10..=25) => None,
        (9, day) if day > 25 => Some(date.year()),
        (10.., _) => Some(date.year()),
        _ => Some(date.year() - 1),
    }
}

/// `2025D43823`, `2025Z01234`: a year, a letter, digits.
fn is_kamer_number(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 9
        && bytes[..4].iter().all(u8::is_ascii_digit)
        && matches!(bytes[4].to_ascii_uppercase(), b'D' | b'Z')
        && bytes[5..].iter().all(u8::is_ascii_digit)
}

/// Bytes that are brought to their normal form at once.
const HASHED: usize = 64 << 10;

/// The first 8 hexadecimal digits of the SHA-256 of `text` in its normal form (letters and digits in lower case).
pub fn text_hash(text: &str) -> String {
    let mut hasher = Sha256::new();
    // Piece by piece: a text may be as long as a file.
    let mut rest = text;
    while !rest.is_empty() {
        let end = (HASHED..HASHED + 4).find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len());
        hasher.update(words::letters_and_digits(&rest[..end]));
        rest = &rest[end..];
    }
    hex(&hasher.finalize()[..4])
}

/// The SHA-256 of a file, in hexadecimal.
pub fn file_hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|b| [DIGITS[usize::from(b >> 4)] as char, DIGITS[usize::from(b & 15)] as char]).collect()
}

/// Ids of the texts of one document, without the document's own: `q-<8 hex>`, with `-2`, `-3` for repeats.
pub fn text_ids<'t>(letter: char, texts: impl Iterator<Item = &'t str>) -> Vec<String> {
    let mut seen: HashMap<String, u32> = HashMap::new();
    texts
        .map(|text| {
            let hash = text_hash(text);
            let id = format!("{letter}-{hash}");
            let n = seen.entry(hash).and_modify(|n| *n += 1).or_insert(1);
            if *n == 1 { id } else { format!("{id}-{n}") }
        })
        .collect()
}

/// The document ids of a run.
#[derive(Debug, Default)]
pub struct DocumentIds {
    taken: BTreeSet<String>,
    /// The number to try next for an id that was wanted before: ten thousand copies must not try ten thousand numbers each.
    next: HashMap<String, u32>,
}

impl DocumentIds {
    /// `wanted`, or when it is taken `wanted` with the first free number behind it.
    pub fn unique(&mut self, wanted: &str) -> String {
        if self.taken.insert(wanted.to_owned()) {
            return wanted.to_owned();
        }
        let n = self.next.entry(wanted.to_owned()).or_insert(2);
        loop {
            let id = format!("{wanted}-{n}");
            *n += 1;
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_named_by_the_best_that_is_known() {
        let head = |dossier: &str, number: &str, kamer: &str| Head {
            dossier: dossier.to_owned(),
            document_number: number.to_owned(),
            kamer_number: kamer.to_owned(),
            ..Head::default()
        };
        let id = |head: Head| document_id("map/stuk.v2.docx", Some(&head), None);
        assert_eq!(id(head("32317", "974", "2025D43823")), "32317-974");
        assert_eq!(id(head("32317", "", "2025D43823")), "2025D43823");
        assert_eq!(id(head("", "974", "")), "map/stuk.v2");
        assert_eq!(document_id(".docx", None, None), ".docx");
        assert_eq!(document_id("a.b/stuk", None, None), "a.b/stuk");
        assert!(is_kamer_number("2025D43823") && !is_kamer_number("kst-32317-974") && !is_kamer_number("2025D"));
    }

    #[test]
    fn a_document_is_cited_by_its_numbers() {
        let head = |dossier: &str, number: &str, answered_on| Head {
            dossier: dossier.to_owned(),
            document_number: number.to_owned(),
            answered_on,
            ..Head::default()
        };
        let date = |y, m, d| Some(jiff::civil::date(y, m, d));
        let key = |kind, head: Head| citation_key(kind, &head);
        let (report, answers) = (DocumentKind::VerslagSchriftelijkOverleg, DocumentKind::AntwoordSchriftelijkeVragen);
        assert_eq!(key(report, head("36600-XVI", "12", None)).as_deref(), Some("36600-XVI-12"));
        assert_eq!(key(report, head("36600-XVI", "", None)), None);
        assert_eq!(key(answers, head("", "2347", date(2022, 4, 1))).as_deref(), Some("ah-20212022-2347"));
        assert_eq!(key(answers, head("", "47", date(2022, 10, 1))).as_deref(), Some("ah-20222023-47"));
        assert_eq!(key(answers, head("", "3047", date(2022, 9, 20))), None, "the last of one session or the first of the next");
        assert_eq!(key(answers, head("", "3047", None)), None);
    }

    #[test]
    fn ids_ignore_layout_and_number_repeats() {
        let ids = text_ids('q', ["Is dat zo?", "Is  dát zo?", "is dat\nzo", "Nee."].into_iter());
        assert_eq!(ids[0], format!("q-{}", text_hash("is dat zo")));
        assert_ne!(ids[0], ids[1], "an accent is another letter");
        assert_eq!(ids[2], format!("{}-2", ids[0]));
    }

    #[test]
    fn document_ids_are_unique() {
        let mut ids = DocumentIds::default();
        assert_eq!([ids.unique("a"), ids.unique("a"), ids.unique("a-2"), ids.unique("a")], ["a", "a-2", "a-2-2", "a-3"]);
    }
}
