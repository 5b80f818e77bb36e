//! Which rules may match a text: one pass over it for the literals of all rules at once.
//!
//! Rules are asked in groups, many groups about the same words; what a text holds is remembered per thread for the last texts
//! seen, by their content, so that a heading or a clause is passed over once however many groups and readings ask. What a pattern
//! said of such a text is remembered with it ([`Sieve::note`]): no pattern runs over the same words to say no again.
//!
//! Callers may rely on this: a rule that is not among the candidates does not match.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::BuildHasher;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use super::latin::{Known, Letters};
use super::literals::{self, Literals};
use super::need::{self, Literal, Need, Words};

/// Texts that a thread remembers, as a power of two: several times as many as a report has sentences, so that
/// few drive each other out.
const MEMORY_BITS: u32 = 12;
/// Longest text in bytes that is worth remembering.
const LONGEST: usize = 4096;
/// Most places of a text that are looked at one by one; with more, one pass over all of it is as fast.
const MOST_STARTS: usize = 8;

/// The literals of all rules and what they mean.
#[derive(Debug)]
pub(super) struct Sieve {
    /// Which sieve a remembered answer is of.
    id: u64,
    /// By where they may stand: at the begin of a word, anywhere, at the begin of the text, at its end.
    words: Literals,
    anywhere: Literals,
    begin: Literals,
    end: Literals,
    /// By literal: the rules that cannot match without it or others of theirs are `wakes[first[id]..first[id + 1]]`.
    first: Vec<u32>,
    wakes: Vec<u32>,
    /// By rule: what it needs beside one of the literals that wake it.
    needs: Vec<Need<u32>>,
    /// Rules that need nothing.
    always: Vec<u64>,
    /// By rule: the literals of which each of its matches begins with one are `leads[first_lead[rule]..first_lead[rule + 1]]`; none when
    /// they are not known.
    first_lead: Vec<u32>,
    leads: Vec<u16>,
}

/// What a literal asks of its edges, beside its number in the tables.
const OPEN: u32 = 1 << 31;
const CLOSE: u32 = 1 << 30;
const LAST: u32 = 1 << 29;
/// Matches begin with it.
const LEAD: u32 = 1 << 28;
const ID: u32 = LEAD - 1;

/// What one text holds.
#[derive(Debug, Default)]
struct Seen {
    sieve: u64,
    /// Which text of the thread's it is: two texts that were at one place have different ones.
    turn: u64,
    text: String,
    known: Known,
    held: Vec<u64>,
    /// Where literals stand that matches begin with, and which.
    stands: Vec<(u16, u16)>,
    /// Rules that may match.
    awake: Vec<u64>,
    /// Those of them whose needs are known to be met.
    met: Vec<u64>,
    /// Rules that are known to match.
    proved: Vec<u64>,
}

thread_local! {
    static MEMO: RefCell<Memory> = const { RefCell::new(Memory { places: Vec::new(), last: 0, turn: 0 }) };
}

struct Memory {
    places: Vec<Seen>,
    /// Where the text asked about last is: the next question is mostly about the same.
    last: usize,
    /// Texts seen.
    turn: u64,
}

/// Where a text is remembered.
#[derive(Debug, Clone, Copy)]
struct Place {
    slot: usize,
    turn: u64,
}

/// Bits of a group that fit in place; rules behind them are always candidates.
const WORDS: usize = 4;

/// The rules of a group that may match, as bits.
#[derive(Debug, Clone)]
pub(super) struct Awake {
    rules: [u64; WORDS],
    proved: [u64; WORDS],
    place: Option<Place>,
    /// Of the text, where it was looked at.
    pub known: Option<Known>,
}

impl Awake {
    /// Every rule.
    pub(super) const ALL: Self = Self { rules: [u64::MAX; WORDS], proved: [0; WORDS], place: None, known: None };

    /// Whether the rule with this index is known to match.
    pub(super) fn is_proved(&self, index: usize) -> bool {
        self.proved.get(index / 64).is_some_and(|word| word >> (index % 64) & 1 == 1)
    }

    /// Indices below `count` that may match, in order.
    pub(super) fn indices(&self, count: usize) -> impl Iterator<Item = usize> + use<> {
        let bits = self.rules.into_iter().enumerate().flat_map(|(at, mut word)| {
            std::iter::from_fn(move || {
                (word != 0).then(|| {
                    let bit = word.trailing_zeros() as usize;
                    word &= word - 1;
                    at * 64 + bit
                })
            })
        });
        bits.take_while(move |&i| i < count).chain(WORDS * 64..count.max(WORDS * 64))
    }
}

impl Sieve {
    /// Over the words of all rules, in the order in which callers number the rules.
    pub(super) fn new(words: Vec<Words>) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let mut ids: HashMap<Literal, u32> = HashMap::new();
        let mut literals: Vec<Literal> = Vec::new();
        let mut id = |literal: Literal| -> u32 {
            *ids.entry(literal).or_insert_with_key(|literal| {
                literals.push(literal.clone());
                (literals.len() - 1) as u32
            })
        };
        let (mut needs, mut first_lead, mut leads) = (Vec::<Need<u32>>::with_capacity(words.len()), vec![0], Vec::new());
        for Words { need, lead } in words {
            needs.push(need.map(&mut id));
            // Of more literals than any rules have, the last ones are not looked for.
            let lead: Option<Vec<u16>> = lead.into_iter().map(|literal| u16::try_from(id(literal)).ok()).collect();
            leads.extend(lead.unwrap_or_default());
            first_lead.push(leads.len() as u32);
        }
        let mut always = vec![0_u64; needs.len().div_ceil(64)];
        let cost = |id: &u32| frequency(&literals[*id as usize]);
        let alarms: Vec<Option<Vec<u32>>> = needs.iter().map(|need| need.alarm(&cost)).collect();
        let is_common = |id: &u32| is_common(&literals[*id as usize]);
        let needs: Vec<Need<u32>> = needs
            .into_iter()
            .zip(&alarms)
            // A rule that is awake has what woke it.
            .map(|(need, alarm)| need.without(&is_common, alarm.as_deref().unwrap_or_default()).unwrap_or(Need::Nothing))
            .collect();
        let mut used = vec![false; literals.len()];
        let mut woken: Vec<Vec<u32>> = vec![Vec::new(); literals.len()];
        for need in &needs {
            need.each(&mut |id| used[*id as usize] = true);
        }
        for (rule, alarm) in alarms.into_iter().enumerate() {
            match alarm {
                None => always[rule / 64] |= 1 << (rule % 64),
                Some(ids) => ids.into_iter().for_each(|id| {
                    used[id as usize] = true;
                    woken[id as usize].push(rule as u32);
                }),
            }
        }
        let mut leading = vec![false; literals.len()];
        for id in &leads {
            (used[*id as usize], leading[*id as usize]) = (true, true);
        }
        let place = |fits: &dyn Fn(&Literal) -> bool| {
            let ids = (0..literals.len()).filter(|&i| used[i] && fits(&literals[i]));
            Literals::new(ids.map(|i| {
                let Literal { bytes, open, close, last, .. } = &literals[i];
                let flag = |is_set: &bool, flag: u32| if *is_set { flag } else { 0 };
                (bytes.as_slice(), i as u32 | flag(open, OPEN) | flag(close, CLOSE) | flag(last, LAST) | flag(&leading[i], LEAD))
            }))
        };
        let mut first = vec![0];
        let mut wakes = Vec::new();
        for mut rules in woken {
            wakes.append(&mut rules);
            first.push(wakes.len() as u32);
        }
        let begin = place(&|l| l.first);
        let end = place(&|l| l.last && !l.first);
        let words = place(&|l| l.open && !l.first && !l.last);
        let anywhere = place(&|l| !l.open && !l.first && !l.last);
        Self { id: NEXT.fetch_add(1, Ordering::Relaxed), words, anywhere, begin, end, first, wakes, needs, always, first_lead, leads }
    }

    /// Which of the rules in `range` may match `text`.
    pub(super) fn awake(&self, text: &str, range: Range<usize>) -> Awake {
        MEMO.with_borrow_mut(|Memory { places, last, turn }| {
            if text.len() > LONGEST {
                let mut seen = Seen::default();
                self.scan(text, &mut seen);
                return Awake { place: None, ..self.candidates(&mut seen, 0, range) };
            }
            if places.is_empty() {
                places.resize_with(1 << MEMORY_BITS, Seen::default);
            }
            let known = |seen: &Seen| seen.sieve == self.id && seen.text == text;
            if !known(&places[*last]) {
                *last = slot(text);
                if !known(&places[*last]) {
                    *turn += 1;
                    let seen = &mut places[*last];
                    seen.turn = *turn;
                    seen.text.clear();
                    seen.text.push_str(text);
                    self.scan(text, seen);
                }
            }
            self.candidates(&mut places[*last], *last, range)
        })
    }

    /// Remembers whether `rule` matches the text that `awake` is of.
    pub(super) fn note(&self, awake: &Awake, rule: usize, matches: bool) {
        let Some(Place { slot, turn }) = awake.place else { return };
        MEMO.with_borrow_mut(|memory| {
            let Some(seen) = memory.places.get_mut(slot).filter(|seen| seen.sieve == self.id && seen.turn == turn) else { return };
            if matches {
                seen.proved[rule / 64] |= 1 << (rule % 64);
            } else {
                seen.awake[rule / 64] &= !(1 << (rule % 64));
            }
        });
    }

    /// Where in the text that `awake` is of a match of `rule` can begin, in order; `false` when that is not known.
    pub(super) fn starts(&self, awake: &Awake, rule: usize, starts: &mut Vec<u32>) -> bool {
        starts.clear();
        let leads = &self.leads[self.first_lead[rule] as usize..self.first_lead[rule + 1] as usize];
        let Some(Place { slot, turn }) = awake.place.filter(|_| !leads.is_empty()) else { return false };
        MEMO.with_borrow(|memory| {
            let Some(seen) = memory.places.get(slot).filter(|seen| seen.sieve == self.id && seen.turn == turn) else { return false };
            let is_held = |id: &&u16| seen.held[usize::from(**id) / 64] >> (**id % 64) & 1 == 1;
            for lead in leads.iter().filter(is_held) {
                starts.extend(seen.stands.iter().filter(|(_, id)| id == lead).map(|(at, _)| u32::from(*at)));
            }
            starts.sort_unstable();
            starts.dedup();
            starts.len() <= MOST_STARTS
        })
    }

    fn candidates(&self, seen: &mut Seen, slot: usize, range: Range<usize>) -> Awake {
        if seen.known.letters == Letters::Foreign {
            return Awake { known: Some(seen.known.clone()), ..Awake::ALL };
        }
        let (mut rules, mut proved) = ([0_u64; WORDS], [0_u64; WORDS]);
        let Seen { held, awake, met, proved: known, .. } = seen;
        let holds = |id: &u32| held[*id as usize / 64] >> (id % 64) & 1 == 1;
        let length = range.len().min(WORDS * 64);
        let (first, end) = (range.start, range.start + length);
        let mut rule = first;
        while rule < end {
            // The awake ones of the 64 rules from a multiple of 64 on.
            let word = awake[rule / 64] & (u64::MAX << (rule % 64));
            if word == 0 {
                rule = (rule / 64 + 1) * 64;
                continue;
            }
            rule = rule / 64 * 64 + word.trailing_zeros() as usize;
            if rule < end {
                let (index, at, bit) = (rule - first, rule / 64, 1 << (rule % 64));
                // Asked once a text.
                if met[at] & bit == 0 && self.needs[rule].is_met(&holds) {
                    met[at] |= bit;
                }
                if met[at] & bit == 0 {
                    awake[at] &= !bit;
                } else {
                    rules[index / 64] |= 1 << (index % 64);
                    proved[index / 64] |= u64::from(known[at] & bit != 0) << (index % 64);
                }
            }
            rule += 1;
        }
        Awake { rules, proved, place: Some(Place { slot, turn: seen.turn }), known: Some(seen.known.clone()) }
    }

    fn scan(&self, text: &str, seen: &mut Seen) {
        seen.sieve = self.id;
        seen.known = Known::of(text);
        // Its characters do not rule anything out.
        if seen.known.letters == Letters::Foreign {
            return;
        }
        seen.stands.clear();
        seen.held.clear();
        seen.held.resize(self.first.len().div_ceil(64), 0);
        seen.awake.clear();
        seen.awake.extend_from_slice(&self.always);
        for rules in [&mut seen.met, &mut seen.proved] {
            rules.clear();
            rules.resize(self.always.len(), 0);
        }
        let bytes = text.as_bytes();
        let mut inside = false;
        for at in 0..bytes.len() {
            let window = literals::window(&bytes[at..]);
            let is_word = need::is_word(window as u8);
            if is_word && !inside {
                self.words.at(window, |length, literal| self.found(literal, bytes, at, at + length, seen));
            }
            self.anywhere.at(window, |length, literal| self.found(literal, bytes, at, at + length, seen));
            inside = is_word;
        }
        self.begin.at(literals::window(bytes), |length, literal| self.found(literal, bytes, 0, length, seen));
        for start in bytes.len().saturating_sub(literals::LONGEST)..bytes.len() {
            self.end.at(literals::window(&bytes[start..]), |length, literal| self.found(literal, bytes, start, start + length, seen));
        }
    }

    /// Notes a literal whose bytes stand at `start..end`, when its edges hold.
    #[inline]
    fn found(&self, literal: u32, text: &[u8], start: usize, end: usize, seen: &mut Seen) {
        if literal & CLOSE != 0 && end < text.len() && need::is_word(text[end])
            || literal & OPEN != 0 && start > 0 && need::is_word(text[start - 1])
            || literal & LAST != 0 && end < text.len()
        {
            return;
        }
        // In a longer text nobody asks where.
        if literal & LEAD != 0 && start < LONGEST {
            seen.stands.push((start as u16, (literal & ID) as u16));
        }
        let id = (literal & ID) as usize;
        let (word, bit) = (id / 64, 1 << (id % 64));
        if seen.held[word] & bit == 0 {
            seen.held[word] |= bit;
            for rule in &self.wakes[self.first[id] as usize..self.first[id + 1] as usize] {
                seen.awake[*rule as usize / 64] |= 1 << (rule % 64);
            }
        }
    }
}

/// Where a text is remembered; two texts in one place drive each other out.
fn slot(text: &str) -> usize {
    (foldhash::fast::FixedState::default().hash_one(text) >> (64 - MEMORY_BITS)) as usize
}

/// How often a literal occurs, roughly; only the order matters.
fn frequency(literal: &Literal) -> f64 {
    let usual = if is_common(literal) { 8.0 } else { 1.0 };
    let edges = 0.6_f64.powi(i32::from(literal.open) + i32::from(literal.close));
    let ends = 0.05_f64.powi(i32::from(literal.first) + i32::from(literal.last));
    2_f64.powi(-(literal.bytes.len().min(14) as i32)) * edges * ends * usual
}

/// Words that nearly every sentence holds. What half of the sentences hold ("op", "is", "niet") still spares half of the asking.
const COMMON: &[&str] = &["de", "den", "der", "een", "en", "het", "in", "van"];

/// Whether nearly every sentence holds this literal, so that asking for it beside another tells nothing.
fn is_common(literal: &Literal) -> bool {
    let Ok(text) = std::str::from_utf8(&literal.bytes) else { return false };
    !literal.first && !literal.last && text.trim().split(' ').all(|word| word.is_empty() || COMMON.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sieve(patterns: &[&str]) -> Sieve {
        let restricted = |p: &&str| crate::latin::restrict(&regex_syntax::parse(p).unwrap());
        Sieve::new(patterns.iter().map(|p| Words::of(restricted(p).as_ref())).collect())
    }

    fn awake(sieve: &Sieve, text: &str) -> Vec<usize> {
        sieve.awake(text, 0..sieve.needs.len()).indices(sieve.needs.len()).collect()
    }

    #[test]
    fn only_rules_whose_words_occur_are_asked() {
        let sieve = sieve(&[r"(?i)\bzie\b", r"\d", r"(?i)^antwoord", r"(?i)\bniet\b.*\bbekend\b"]);
        assert_eq!(awake(&sieve, "Ik zag het ziekenhuis."), [0; 0]);
        assert_eq!(awake(&sieve, "Zie het antwoord op vraag 3."), [0, 1]);
        assert_eq!(awake(&sieve, "Antwoord: dat is niet bekend"), [2, 3]);
        assert_eq!(awake(&sieve, "Dat is niet zo"), [0; 0]);
        assert_eq!(awake(&sieve, "met de \u{212a}elvin"), [0, 1, 2, 3], "a letter that folds to ASCII rules nothing out");
    }

    #[test]
    fn sieves_do_not_share_what_they_remember() {
        let (a, b) = (sieve(&["abc"]), sieve(&["xyz"]));
        assert_eq!((awake(&a, "abc"), awake(&b, "abc"), awake(&a, "abc")), (vec![0], vec![], vec![0]));
    }
}
