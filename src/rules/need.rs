//! What a text must hold for a pattern to match it: literals joined by *and* and *or*, read off the pattern's syntax tree.
//!
//! Callers may rely on this: a text that the pattern matches fulfils its need. The other way round nothing is promised.
//! Literals are compared without regard to the case of ASCII letters, so the pattern must be one that is
//! [`restrict`](super::latin::restrict)ed: in it no other letter folds to an ASCII one.

use regex_syntax::hir::{Class, Hir, HirKind, Look};

use super::literals;

/// A condition on a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Need<L> {
    /// None.
    Nothing,
    /// This literal.
    Literal(L),
    /// All of these.
    All(Vec<Need<L>>),
    /// One of these.
    One(Vec<Need<L>>),
}

/// Words that a text must hold, in lower case.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Literal {
    /// The bytes, ASCII letters in lower case.
    pub bytes: Vec<u8>,
    /// No ASCII letter, digit or underscore stands right before it.
    pub open: bool,
    /// Nor right behind it.
    pub close: bool,
    /// It stands at the beginning of the text.
    pub first: bool,
    /// It stands at the end of the text.
    pub last: bool,
}

/// What a text must hold for a pattern to match it.
#[derive(Debug)]
pub(super) struct Words {
    /// The need of the pattern.
    pub need: Need<Literal>,
    /// Literals of which every match of the pattern begins with one; none when they are not known.
    pub lead: Vec<Literal>,
}

impl Words {
    /// Of a pattern, when it has a restricted form.
    pub(super) fn of(restricted: Option<&Hir>) -> Self {
        let Some(hir) = restricted else { return Self { need: Need::Nothing, lead: Vec::new() } };
        let info = info(hir, &[], &[]);
        // Where a match begins at the beginning of the text, nothing is to be found.
        let is_bound = hir.properties().look_set_prefix().contains(Look::Start);
        let lead =
            info.lead().filter(|_| !is_bound).and_then(|strings| strings.iter().map(|string| beginning(string)).collect::<Option<_>>());
        let need = match &info.exact {
            Some(strings) => flush(strings),
            None => info.need,
        };
        Self { need: simplify(need), lead: without_longer_beginnings(lead.unwrap_or_default()) }
    }
}

impl<L> Need<L> {
    /// The same with other literals.
    pub(super) fn map<M>(self, literal: &mut impl FnMut(L) -> M) -> Need<M> {
        match self {
            Self::Nothing => Need::Nothing,
            Self::Literal(l) => Need::Literal(literal(l)),
            Self::All(needs) => Need::All(needs.into_iter().map(|n| n.map(literal)).collect()),
            Self::One(needs) => Need::One(needs.into_iter().map(|n| n.map(literal)).collect()),
        }
    }

    /// Whether it is fulfilled, when `holds` says which literals the text holds.
    pub(super) fn is_met(&self, holds: &impl Fn(&L) -> bool) -> bool {
        match self {
            Self::Nothing => true,
            Self::Literal(literal) => holds(literal),
            Self::All(needs) => needs.iter().all(|need| need.is_met(holds)),
            Self::One(needs) => needs.iter().any(|need| need.is_met(holds)),
        }
    }

    /// Every literal in it.
    pub(super) fn each(&self, visit: &mut impl FnMut(&L)) {
        match self {
            Self::Nothing => {}
            Self::Literal(literal) => visit(literal),
            Self::All(needs) | Self::One(needs) => needs.iter().for_each(|need| need.each(visit)),
        }
    }

    /// What is left to ask when a literal of `known` is held, without parts that texts fulfil nearly always; `None` for nothing.
    pub(super) fn without(self, is_common: &impl Fn(&L) -> bool, known: &[L]) -> Option<Self>
    where
        L: PartialEq,
    {
        let is_known = |need: &Self| matches!(need, Self::Literal(literal) if known.contains(literal));
        match self {
            Self::Nothing => None,
            Self::Literal(literal) => {
                (!is_common(&literal) && !matches!(known, [only] if *only == literal)).then_some(Self::Literal(literal))
            }
            Self::One(needs) if known.len() == needs.len() && needs.iter().all(is_known) => None,
            Self::One(needs) => needs.into_iter().map(|need| need.without(is_common, &[])).collect::<Option<_>>().map(Self::One),
            Self::All(needs) => {
                let left: Vec<Self> = needs.into_iter().filter_map(|need| need.without(is_common, known)).collect();
                (!left.is_empty()).then_some(Self::All(left))
            }
        }
    }

    /// Literals of which a text that fulfils the need holds at least one, the rarest such set by `cost`; `None` when there is no such set.
    pub(super) fn alarm(&self, cost: &impl Fn(&L) -> f64) -> Option<Vec<L>>
    where
        L: Clone,
    {
        match self {
            Self::Nothing => None,
            Self::Literal(literal) => Some(vec![literal.clone()]),
            Self::One(needs) => needs.iter().map(|need| need.alarm(cost)).collect::<Option<Vec<_>>>().map(|sets| sets.concat()),
            Self::All(needs) => {
                let total = |set: &Vec<L>| set.iter().map(cost).sum::<f64>();
                needs.iter().filter_map(|need| need.alarm(cost)).min_by(|a, b| total(a).total_cmp(&total(b)))
            }
        }
    }
}

/// Bytes that no UTF-8 text has, as marks inside strings: a word boundary, the beginning and the end of the text.
const BOUNDARY: u8 = 0xff;
const BEGIN: u8 = 0xfe;
const END: u8 = 0xfd;
/// Most strings that a part of a pattern may be spelt out to.
const MOST_STRINGS: usize = 48;
/// Most characters that a class may be spelt out to.
const MOST_CHARS: usize = 10;
/// Longest literal in bytes; a longer one is told by its beginning.
const ENOUGH: usize = literals::LONGEST;
/// Longest string in bytes that is spelt out.
const LONGEST: usize = 64;

struct Info {
    /// All strings that the part matches, with marks; `None` when there are too many.
    exact: Option<Vec<Vec<u8>>>,
    /// What it needs when they are not spelt out.
    need: Need<Literal>,
    /// Then also: strings with marks, of which every text that it matches begins with one; `None` when that is not known.
    lead: Option<Vec<Vec<u8>>>,
}

impl Info {
    fn vague(need: Need<Literal>, lead: Option<Vec<Vec<u8>>>) -> Self {
        Self { exact: None, need, lead }
    }

    fn lead(&self) -> Option<&Vec<Vec<u8>>> {
        self.exact.as_ref().or(self.lead.as_ref())
    }
}

/// `before` and `behind` are marks that are known to hold at either end of the part.
fn info(hir: &Hir, before: &[u8], behind: &[u8]) -> Info {
    let exact = |strings: Vec<Vec<u8>>| Info {
        exact: Some(strings.into_iter().map(|s| [before, &s, behind].concat()).collect()),
        need: Need::Nothing,
        lead: None,
    };
    let begin = |strings: &[Vec<u8>]| -> Vec<Vec<u8>> { strings.iter().map(|s| [before, s].concat()).collect() };
    match hir.kind() {
        HirKind::Empty => exact(vec![Vec::new()]),
        HirKind::Look(look) => exact(vec![mark(*look).into_iter().collect()]),
        HirKind::Literal(literal) => exact(vec![literal.0.to_ascii_lowercase()]),
        HirKind::Class(class) => match spelt(class) {
            Some(strings) => exact(strings),
            None => Info::vague(Need::Nothing, None),
        },
        HirKind::Capture(capture) => info(&capture.sub, before, behind),
        HirKind::Repetition(repetition) => {
            let (min, max) = (repetition.min, repetition.max);
            let sub = info(&repetition.sub, &[], &[]);
            match (sub.exact, max) {
                (Some(mut strings), Some(1)) => {
                    if min == 0 {
                        strings.push(Vec::new());
                    }
                    exact(strings)
                }
                (Some(strings), Some(max)) if max == min && min <= 4 => {
                    let mut all = vec![Vec::new()];
                    for _ in 0..min {
                        match product(&all, &strings) {
                            Some(longer) => all = longer,
                            None => return Info::vague(flush(&strings), Some(begin(&all))),
                        }
                    }
                    exact(all)
                }
                _ if min == 0 => Info::vague(Need::Nothing, None),
                (Some(strings), _) => Info::vague(flush(&strings), Some(begin(&strings))),
                (None, _) => Info::vague(sub.need, sub.lead.map(|lead| begin(&lead))),
            }
        }
        HirKind::Alternation(parts) => {
            let infos: Vec<Info> = parts.iter().map(|part| info(part, before, behind)).collect();
            let count: usize = infos.iter().map(|i| i.exact.as_ref().map_or(usize::MAX / 64, Vec::len)).sum();
            if count <= MOST_STRINGS {
                let mut strings: Vec<Vec<u8>> = infos.into_iter().filter_map(|i| i.exact).flatten().collect();
                strings.sort();
                strings.dedup();
                return Info { exact: Some(strings), need: Need::Nothing, lead: None };
            }
            let lead = infos.iter().map(Info::lead).collect::<Option<Vec<_>>>().map(|leads| leads.into_iter().flatten().cloned().collect());
            Info::vague(Need::One(infos.into_iter().map(|i| i.exact.map_or(i.need, |strings| flush(&strings))).collect()), lead)
        }
        HirKind::Concat(parts) => concat(parts, before, behind),
    }
}

fn concat(parts: &[Hir], before: &[u8], behind: &[u8]) -> Info {
    let mut run: Vec<Vec<u8>> = vec![before.to_vec()];
    let mut needs = Vec::new();
    // Of the first part that is vague and all before it.
    let mut lead = None;
    let mut vague = false;
    for (i, part) in parts.iter().enumerate() {
        let known: Vec<u8> = match run.as_slice() {
            [only] if only.iter().all(|b| *b >= END) => only.clone(),
            _ => Vec::new(),
        };
        let next = match parts.get(i + 1).map(|next| (next, next.kind())) {
            Some((_, HirKind::Look(look))) => mark(*look).into_iter().collect(),
            Some((next, _)) if is_between_words(next) => vec![BOUNDARY],
            Some(_) => Vec::new(),
            None => behind.to_vec(),
        };
        let part = info(part, &known, &next);
        match part.exact {
            Some(strings) if !known.is_empty() => run = strings,
            Some(strings) => match product(&run, &strings) {
                Some(longer) => run = longer,
                None => {
                    needs.push(flush(&run));
                    if !vague {
                        lead = Some(run);
                    }
                    vague = true;
                    run = strings;
                }
            },
            None => {
                needs.push(flush(&run));
                if !vague {
                    lead = match part.lead {
                        // It begins with what is known already.
                        Some(strings) if !known.is_empty() || run == [[]] => Some(strings),
                        Some(strings) => product(&run, &strings).or(Some(run)),
                        None => Some(run),
                    };
                }
                needs.push(part.need);
                vague = true;
                // Behind "\s+" begins a word, if anything of one follows.
                run = vec![if ends_between_words(&parts[i]) { vec![BOUNDARY] } else { Vec::new() }];
            }
        }
    }
    if vague {
        needs.push(flush(&run));
        return Info::vague(Need::All(needs), lead);
    }
    let strings = run.into_iter().map(|s| [&s, behind].concat()).collect();
    Info { exact: Some(strings), need: Need::Nothing, lead: None }
}

/// Whether a part is at least one character and no letter, digit or underscore of ASCII: `\s+`.
fn is_between_words(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Class(Class::Unicode(class)) => {
            !class.iter().any(|range| (range.start()..=range.end()).take_while(char::is_ascii).any(|c| is_word(c as u8)))
        }
        HirKind::Repetition(repetition) => repetition.min > 0 && is_between_words(&repetition.sub),
        HirKind::Capture(capture) => is_between_words(&capture.sub),
        _ => false,
    }
}

/// Whether the last character of a part is no letter, digit or underscore of ASCII, whatever it matches.
fn ends_between_words(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Concat(parts) => parts.last().is_some_and(ends_between_words),
        HirKind::Capture(capture) => ends_between_words(&capture.sub),
        HirKind::Repetition(repetition) => repetition.min > 0 && ends_between_words(&repetition.sub),
        _ => is_between_words(hir),
    }
}

fn product(heads: &[Vec<u8>], tails: &[Vec<u8>]) -> Option<Vec<Vec<u8>>> {
    if heads.len() * tails.len() > MOST_STRINGS || heads.iter().chain(tails).any(|s| s.len() > LONGEST) {
        return None;
    }
    Some(heads.iter().flat_map(|head| tails.iter().map(move |tail| [&head[..], tail].concat())).collect())
}

fn mark(look: Look) -> Option<u8> {
    match look {
        Look::Start => Some(BEGIN),
        Look::End => Some(END),
        Look::WordAscii | Look::WordUnicode => Some(BOUNDARY),
        // Others are not followed up: without a mark nothing is claimed.
        _ => None,
    }
}

fn spelt(class: &Class) -> Option<Vec<Vec<u8>>> {
    let Class::Unicode(class) = class else { return None };
    let size: usize = class.iter().map(|r| (r.end() as usize - r.start() as usize) + 1).sum();
    if size > 2 * MOST_CHARS {
        return None;
    }
    let mut chars: Vec<char> = class.iter().flat_map(|r| r.start()..=r.end()).collect();
    chars.iter_mut().for_each(|c| c.make_ascii_lowercase());
    chars.sort_unstable();
    chars.dedup();
    (!chars.is_empty() && chars.len() <= MOST_CHARS).then(|| chars.into_iter().map(|c| c.to_string().into_bytes()).collect())
}

/// One of these strings.
fn flush(strings: &[Vec<u8>]) -> Need<Literal> {
    let mut literals = Vec::with_capacity(strings.len());
    for string in strings {
        match literal(string) {
            Some(literal) => literals.push(literal),
            None => return Need::Nothing,
        }
    }
    // "eerste vraag" adds nothing to "vraag".
    let whole = without_longer(literals);
    let cut = without_longer(whole.into_iter().map(cut_short).collect());
    Need::One(cut.into_iter().map(Need::Literal).collect())
}

/// The literals that no other one of them implies.
fn without_longer(mut literals: Vec<Literal>) -> Vec<Literal> {
    literals.sort_by(|a, b| a.bytes.len().cmp(&b.bytes.len()).then_with(|| a.cmp(b)));
    literals.dedup();
    let mut kept: Vec<Literal> = Vec::new();
    for literal in literals {
        if !kept.iter().any(|shorter| implies(&literal, shorter)) {
            kept.push(literal);
        }
    }
    kept
}

/// So that it fits a number (`literals.rs`).
fn cut_short(mut literal: Literal) -> Literal {
    if literal.bytes.len() > ENOUGH {
        literal.bytes.truncate(ENOUGH);
        (literal.last, literal.close) = (false, false);
    }
    literal
}

/// What stands where a string begins; `None` when it is too short to tell.
fn beginning(string: &[u8]) -> Option<Literal> {
    let start = string.iter().position(|b| *b < END)?;
    let end = string.iter().rposition(|b| *b < END)? + 1;
    let mut bytes: Vec<u8> = string[start..end].iter().copied().filter(|b| *b < END).collect();
    let is_whole = bytes.len() <= ENOUGH;
    bytes.truncate(ENOUGH);
    let telling = bytes.len() >= 2 || !bytes[0].is_ascii_alphabetic() && bytes[0] != b' ';
    // Nothing stands before the beginning of a text either.
    let open = string[..start].iter().any(|mark| matches!(*mark, BOUNDARY | BEGIN)) && is_word(bytes[0]);
    let close = is_whole && string[end..].contains(&BOUNDARY) && bytes.last().copied().is_some_and(is_word);
    telling.then_some(Literal { bytes, open, close, first: false, last: false })
}

/// The literals that begin with no other one of them: where "zienswijze" stands, "zie" stands.
fn without_longer_beginnings(mut literals: Vec<Literal>) -> Vec<Literal> {
    literals.sort();
    literals.dedup();
    let all = literals.clone();
    let is_told =
        |literal: &Literal, by: &Literal| by != literal && !by.close && by.open <= literal.open && literal.bytes.starts_with(&by.bytes);
    literals.retain(|literal| !all.iter().any(|by| is_told(literal, by)));
    literals
}

/// Whether every text that holds `long` holds `short`.
fn implies(long: &Literal, short: &Literal) -> bool {
    match (short.open || short.first, short.close || short.last) {
        (false, false) => memchr::memmem::find(&long.bytes, &short.bytes).is_some(),
        (true, false) => long.open >= short.open && long.first >= short.first && long.bytes.starts_with(&short.bytes),
        (false, true) => long.close >= short.close && long.last >= short.last && long.bytes.ends_with(&short.bytes),
        (true, true) => false,
    }
}

/// `None` when the string is too short to rule anything out.
fn literal(string: &[u8]) -> Option<Literal> {
    let start = string.iter().position(|b| *b < END)?;
    let end = string.iter().rposition(|b| *b < END)? + 1;
    let (front, back) = (&string[..start], &string[end..]);
    let mut bytes: Vec<u8> = string[start..end].iter().copied().filter(|b| *b < END).collect();
    let word = |b: &u8| is_word(*b);
    let first = front.contains(&BEGIN);
    let last = back.contains(&END);
    let (mut open, mut close) = (front.contains(&BOUNDARY), back.contains(&BOUNDARY));
    // "zie" behind a space is the beginning of a word, and tells more in as many bytes.
    if !last && bytes.ends_with(b" ") {
        bytes.truncate(bytes.trim_ascii_end().len());
        close = true;
    }
    if !first && bytes.starts_with(b" ") {
        bytes.drain(..bytes.len() - bytes.trim_ascii_start().len());
        open = true;
    }
    open &= bytes.first().is_some_and(word);
    close &= bytes.last().is_some_and(word);
    let telling = first && !bytes.is_empty()
        || last && !bytes.is_empty()
        || bytes.len() >= 3
        || bytes.len() == 2 && open && close
        || !bytes.iter().all(|b| b.is_ascii_alphabetic() || *b == b' ');
    telling.then_some(Literal { bytes, open, close, first, last })
}

pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn simplify(need: Need<Literal>) -> Need<Literal> {
    match need {
        Need::All(needs) => {
            let mut out: Vec<Need<Literal>> = Vec::new();
            for need in needs.into_iter().map(simplify) {
                match need {
                    Need::Nothing => {}
                    Need::All(inner) => out.extend(inner),
                    other => out.push(other),
                }
            }
            match out.len() {
                0 => Need::Nothing,
                1 => out.remove(0),
                _ => Need::All(out),
            }
        }
        Need::One(needs) => {
            let mut out: Vec<Need<Literal>> = Vec::new();
            for need in needs.into_iter().map(simplify) {
                match need {
                    Need::Nothing => return Need::Nothing,
                    Need::One(inner) => out.extend(inner),
                    other => out.push(other),
                }
            }
            if out.len() == 1 { out.remove(0) } else { Need::One(out) }
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(pattern: &str) -> String {
        fn show(need: &Need<Literal>) -> String {
            match need {
                Need::Nothing => "?".to_owned(),
                Need::Literal(l) => {
                    let side = |first: bool, open: bool, mark: &str| if first { mark.to_owned() } else { "|".repeat(usize::from(open)) };
                    let text = String::from_utf8_lossy(&l.bytes).into_owned();
                    format!("{}{text}{}", side(l.first, l.open, "^"), side(l.last, l.close, "$"))
                }
                Need::All(needs) => needs.iter().map(show).collect::<Vec<_>>().join(" & "),
                Need::One(needs) => format!("({})", needs.iter().map(show).collect::<Vec<_>>().join(" ")),
            }
        }
        show(&of(pattern).need)
    }

    fn of(pattern: &str) -> Words {
        Words::of(crate::latin::restrict(&regex_syntax::parse(pattern).unwrap()).as_ref())
    }

    #[test]
    fn literals_come_with_their_edges_and_are_joined() {
        assert_eq!(words(r"(?i)\bzie\b"), "|zie|");
        assert_eq!(words(r"(?i)\b(?:niet|geen)\b.*?\b(?:bekend|bewust)\b"), "(|geen| |niet|) & (|bekend| |bewust|)");
        assert_eq!(words(r"(?i)^antwoord(?:en)?\s+op"), "^antwoo");
        assert_eq!(words(r"(?i)\b(?:zie\b.*?vraag|idem)"), "(|zie| & vraag |idem)");
        assert_eq!(words(r"[a-z]+\s+zie[ .]+(?:vraag|idem)x"), "|zie| & (|idemx |vraagx)");
        assert_eq!(words(r"\pL{1,3} zie, \pL"), "|zie,");
        assert_eq!(words(r"\s*[a-z]+"), "?");
        assert_eq!(words(r"x\d"), "(x0 x1 x2 x3 x4 x5 x6 x7 x8 x9)");
        assert_eq!(words(r"(?i)ge[iï]nd$"), "(geind$ geÏnd$ geïnd$)");
        assert_eq!(words(r"(?i)\bverantwoordelijk$"), "|verant");
        assert_eq!(words(r"(?:a|bcd)?x"), "?");
    }

    fn lead(pattern: &str) -> Vec<String> {
        let edge = |is_set: bool| if is_set { "|" } else { "" };
        of(pattern).lead.iter().map(|l| format!("{}{}{}", edge(l.open), String::from_utf8_lossy(&l.bytes), edge(l.close))).collect()
    }

    #[test]
    fn matches_begin_with_the_words_that_a_pattern_begins_with() {
        assert_eq!(lead(r"(?i)\b(?:niet|geen)\b.*?\b(?:bekend|bewust)\b"), ["|geen|", "|niet|"]);
        assert_eq!(lead(r"(?i)\b(?:en )?(?:zie|zien)\b.*vraag"), ["|en zie", "|zie|", "|zien|"]);
        assert_eq!(lead(r"(?i)(?:^|\b)antwoorden\s+op"), ["|antwoo"]);
        assert_eq!(lead(r"(?i)\b(?:zie|zienswijze)\b"), ["|zie|", "|ziensw"], "the second is no word that ends behind the first");
        assert_eq!(lead(r"(?i)\b(?:zie|zienswijze)"), ["|zie"]);
        assert_eq!(lead(r"[;:] x+"), [": x", "; x"]);
        for unknown in [r"(?i)^zie", r"[a-z]*cijfers", r"(?:zie )?\pL+", r"(?:de|[^?]*) x"] {
            assert_eq!(lead(unknown), [""; 0], "{unknown}");
        }
    }

    #[test]
    fn a_word_inside_a_longer_one_makes_it_superfluous() {
        assert_eq!(words(r"(?i)(?:eerste |tweede )?vraag"), "vraag");
    }
}
