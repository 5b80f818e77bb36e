//! The same report in several files: which one is kept, and which only get their row.
//!
//! Two documents are one
//! - when their bytes are equal, whatever their names; or
//! - when dossier and number, the Aanhangsel's number or the Kamer's document number agree, and half of their asks or more are
//!   the same text: a reprint (herdruk) or a new version changes some, another paper that was given the same number by
//!   mistake shares none; or
//! - when no number can be compared, and nine tenths of their asks and eight of their answers are the same text, with the
//!   same factions and no other dossier: the docx that a ministry sends has no number yet.
//!
//! They never are when their numbers differ (one letter that answers two sets of written questions is printed twice, under
//! two numbers), when their chambers differ, or when one is an inbreng and the other is not. The same text under two
//! dossiers, without a number that says that it is one document, stays two.
//!
//! Of those that are one, the newest version is kept; of the same version one that was read without fault; then one with
//! answers; then the richest format: xml > docx > odt > html > pdf > txt (from marked up to guessed structure); then the
//! later date, then the first in order of the paths. The order in which documents come does not matter.
//!
//! Merging two different documents would lose records, keeping two of the same only counts them twice: every test here errs
//! on that side.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::extract::State;
use super::profile::{AskMark, Profile};
use crate::model::Format;

/// Of a hundred asks, how many must be the same beside a number that agrees.
const SHARE_WITH_NUMBER: usize = 50;
/// Of a hundred asks, how many without a number.
const SHARE_OF_ASKS: usize = 90;
/// Of a hundred answers, how many without a number. Lower: readers of formats differ more about where an answer ends.
const SHARE_OF_ANSWERS: usize = 80;
/// Asks that a document needs before its text alone can say what it is.
const ASKS_ENOUGH: usize = 3;
/// Of a document's hashes, how many it is found by when there is no number. Two documents that share nine tenths of their
/// asks have the same smallest one in nine cases of ten, and none of the eight smallest in one of a hundred million.
const SKETCH: usize = 8;

/// Documents that are kept under one hash of a sketch. A text that more have under different numbers tells nothing, and
/// comparing each with all of them would take time by the square of their number.
const CROWD: usize = 64;

/// Why a document is one with another that is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// The same bytes.
    Bytes,
    /// The same dossier and number, Aanhangsel number or Kamer's document number.
    Number,
    /// The same text, without a number to compare.
    Text,
}

/// What a duplicate is a duplicate of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duplicate {
    /// Position of the document that is kept.
    pub of: usize,
    /// Why.
    pub ground: Ground,
    /// Of its asks, how many are in the one that is kept.
    pub shared: usize,
    /// Its asks.
    pub asks: usize,
}

/// For each of `profiles` what it is a duplicate of; `None` for those that are kept, and for everything without records.
pub fn find(profiles: &[Profile], copies: &[Option<usize>]) -> Vec<Option<Duplicate>> {
    let mut order: Vec<usize> = (0..profiles.len()).filter(|&i| copies[i].is_none() && profiles[i].is_report()).collect();
    order.sort_by_key(|&i| rank(&profiles[i], i));
    let mut verdicts = vec![None; profiles.len()];
    let mut shelf = Shelf::default();
    for index in order {
        verdicts[index] = shelf.find(profiles, index);
        if verdicts[index].is_none() {
            shelf.keep(profiles, index);
        }
    }
    for (index, copy) in copies.iter().enumerate() {
        if let Some(original) = *copy {
            let asks = profiles[original].asks.len();
            // A copy of a duplicate is a duplicate of the same document.
            let of = verdicts[original].map_or(original, |duplicate| duplicate.of);
            verdicts[index] = Some(Duplicate { of, ground: Ground::Bytes, shared: asks, asks });
        }
    }
    verdicts
}

/// The smallest is kept. With the position in the order of the paths no two are equal.
type Rank<'p> = (Reverse<(u32, u32)>, bool, bool, usize, Reverse<&'p str>, usize);

fn rank(profile: &Profile, position: usize) -> Rank<'_> {
    (
        Reverse(profile.version),
        profile.state != State::Ok,
        profile.answers.is_empty(),
        poverty(profile.format),
        Reverse(&profile.answered_on),
        position,
    )
}

/// How little of a document's structure its format keeps.
fn poverty(format: Option<Format>) -> usize {
    match format {
        Some(Format::Xml) => 0,
        Some(Format::Docx) => 1,
        Some(Format::Odt) => 2,
        Some(Format::Html) => 3,
        Some(Format::Pdf) => 4,
        Some(Format::Txt) => 5,
        None => 6,
    }
}

/// The documents that are kept, by everything that a later one may be known by.
#[derive(Default)]
struct Shelf {
    numbers: HashMap<Box<str>, Vec<usize>>,
    sketches: HashMap<u64, Vec<usize>>,
    /// The numbers of a document that is kept, its own or those of a duplicate.
    known: HashMap<usize, Numbers>,
}

impl Shelf {
    fn find(&mut self, profiles: &[Profile], index: usize) -> Option<Duplicate> {
        let profile = &profiles[index];
        let numbers = Numbers::of(profile);
        let named = [&numbers.cited, &numbers.kamer].into_iter().filter_map(|number| self.numbers.get(number)).flatten();
        let alike = sketch(profile).filter_map(|hash| self.sketches.get(&hash)).flatten();
        let mut candidates: Vec<usize> = named.chain(alike).copied().collect();
        candidates.sort_by_key(|&i| rank(&profiles[i], i));
        candidates.dedup();
        let (found, ground) = candidates.into_iter().find_map(|kept| Some((kept, self.ground(profiles, kept, profile, &numbers)?)))?;
        self.learn(found, numbers);
        let shared = shared(&profiles[found].asks, &profile.asks);
        Some(Duplicate { of: found, ground, shared, asks: profile.asks.len() })
    }

    fn ground(&self, profiles: &[Profile], kept: usize, profile: &Profile, numbers: &Numbers) -> Option<Ground> {
        let other = &profiles[kept];
        if other.is_inbreng() != profile.is_inbreng() || matches!((other.chamber, profile.chamber), (Some(a), Some(b)) if a != b) {
            return None;
        }
        let known = &self.known[&kept];
        if differ(&known.cited, &numbers.cited) || differ(&known.printed, &numbers.printed) {
            return None;
        }
        let most = other.asks.len().max(profile.asks.len());
        let asks = shared(&other.asks, &profile.asks);
        if agree(&known.cited, &numbers.cited) || agree(&known.kamer, &numbers.kamer) {
            return (most > 0 && asks * 100 >= most * SHARE_WITH_NUMBER).then_some(Ground::Number);
        }
        let other_factions = other.factions != 0 && profile.factions != 0 && other.factions != profile.factions;
        if differ(&known.kamer, &numbers.kamer) || differ(&known.dossier, &numbers.dossier) || other_factions || other.kind != profile.kind
        {
            return None;
        }
        let answers = shared_hashes(&other.answers, &profile.answers);
        let most_answers = other.answers.len().max(profile.answers.len());
        let same = most >= ASKS_ENOUGH && asks * 100 >= most * SHARE_OF_ASKS && answers * 100 >= most_answers * SHARE_OF_ANSWERS;
        same.then_some(Ground::Text)
    }

    fn keep(&mut self, profiles: &[Profile], index: usize) {
        for hash in sketch(&profiles[index]) {
            let shelf = self.sketches.entry(hash).or_default();
            if shelf.len() < CROWD {
                shelf.push(index);
            }
        }
        self.learn(index, Numbers::of(&profiles[index]));
    }

    /// A document that is kept is from now on also known by the numbers of its duplicate.
    fn learn(&mut self, kept: usize, numbers: Numbers) {
        let known = self.known.entry(kept).or_default();
        for (known, number) in [(&mut known.cited, numbers.cited), (&mut known.kamer, numbers.kamer)] {
            if known.is_empty() && !number.is_empty() {
                self.numbers.entry(number.clone()).or_default().push(kept);
                *known = number;
            }
        }
        for (known, number) in [(&mut known.printed, numbers.printed), (&mut known.dossier, numbers.dossier)] {
            if known.is_empty() {
                *known = number;
            }
        }
    }
}

/// The numbers that a document has. Each may be empty.
#[derive(Debug, Clone, Default)]
struct Numbers {
    /// Dossier and number, or the Aanhangsel's session and number.
    cited: Box<str>,
    /// The number alone: where the dossier was not found it can only tell that two documents are not the same.
    printed: Box<str>,
    /// The Kamer's own.
    kamer: Box<str>,
    /// The dossier alone: of two documents that only their text makes one it tells that they are not.
    dossier: Box<str>,
}

impl Numbers {
    fn of(profile: &Profile) -> Self {
        Self {
            cited: profile.citation_key.clone(),
            printed: profile.document_number.clone(),
            kamer: profile.kamer_number.clone(),
            dossier: profile.dossier.clone(),
        }
    }
}

fn agree(a: &str, b: &str) -> bool {
    !a.is_empty() && a == b
}

fn differ(a: &str, b: &str) -> bool {
    !a.is_empty() && !b.is_empty() && a != b
}

fn sketch(profile: &Profile) -> impl Iterator<Item = u64> + '_ {
    profile.asks.iter().map(|ask| ask.text).take(SKETCH)
}

/// Hashes that both hold, as often as both hold them. Both are sorted.
fn shared(a: &[AskMark], b: &[AskMark]) -> usize {
    merge(a.iter().map(|m| m.text), b.iter().map(|m| m.text))
}

fn shared_hashes(a: &[u64], b: &[u64]) -> usize {
    merge(a.iter().copied(), b.iter().copied())
}

fn merge(a: impl Iterator<Item = u64>, b: impl Iterator<Item = u64>) -> usize {
    let (mut a, mut b) = (a.peekable(), b.peekable());
    let mut both = 0;
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => drop(a.next()),
            std::cmp::Ordering::Greater => drop(b.next()),
            std::cmp::Ordering::Equal => {
                both += 1;
                a.next();
                b.next();
            }
        }
    }
    both
}
