//! A compiled pattern that stays fast on text with accents.
//!
//! The automaton behind a regular expression cannot decide a Unicode word boundary next to a letter outside ASCII and falls back
//! to an engine tens of times slower; in Dutch text every paragraph has such a letter. So a pattern has a twin with ASCII
//! boundaries and the Latin alphabet (`latin.rs`). On a text whose letters are all ASCII, whatever its quotation marks and
//! dashes, the two are the same. On one with accents the twin matches at least wherever the pattern does, when an ASCII letter stands
//! beside each boundary in the pattern; then its match is the pattern's own unless an accented letter stands in it or right
//! beside it. Only what is left goes to the pattern as written, and where the twin proves nothing, only what matches without boundaries.
//!
//! The twin reads texts in one byte a character (`coded.rs`). One with long gaps has a loose form (`loose.rs`) that is asked first.
//!
//! Callers may rely on this: the answers are those of the pattern as written. Each form is compiled when it is first asked.

use std::ops::Range;
use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};
use regex_automata::meta;
use regex_automata::{Anchored, Input};
use regex_syntax::hir::{Hir, Look};

use super::boundary::bounded_by_ascii;
use super::caches::Automaton;
use super::found::{self, Captures, Match};
use super::latin::{self, Known, Letters};
use super::{coded, loose};

/// A pattern as written, and its twin.
#[derive(Debug)]
pub struct Pattern {
    written: String,
    exact: OnceLock<Regex>,
    twin: Option<Twin>,
    /// Bytes of text between which a match can lie at all.
    length: (usize, usize),
}

#[derive(Debug)]
struct Twin {
    form: Form,
    /// The same without the bounds of its long gaps, and the longest text in bytes on which that makes no difference.
    loose: Option<(Form, usize)>,
    /// What it is good for on a text with accents.
    accented: Trust,
    /// Where it is good for nothing: the same without boundaries and bounds.
    covering: Option<Form>,
}

/// A form of a pattern for coded texts; it is compiled when it is first asked. Its syntax tree is made anew for that: the trees of
/// all patterns are three times as large as the program.
#[derive(Debug)]
struct Form {
    made: fn(&Hir) -> Hir,
    compiled: OnceLock<Automaton>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trust {
    /// Its answers are the pattern's.
    Same,
    /// It matches at least wherever the pattern does.
    Covers,
    /// Nothing.
    Nothing,
}

/// A compiled pattern.
#[derive(Debug, Clone, Copy)]
enum Engine<'p> {
    Written(&'p Regex),
    Form(&'p Automaton),
}

/// Where in a text a match is looked for, in bytes.
#[derive(Debug, Clone, Copy)]
pub(super) enum At<'a> {
    /// From here on.
    From(usize),
    /// At these places, in order: every match begins at one of them.
    OneOf(&'a [u32]),
}

impl At<'_> {
    /// The first place where a match can begin; `None` when there is none.
    fn first(self) -> Option<usize> {
        match self {
            Self::From(at) => Some(at),
            Self::OneOf(places) => places.first().map(|at| *at as usize),
        }
    }
}

impl Automaton {
    /// What `search` finds first.
    fn first<T>(
        &self,
        text: &str,
        at: At<'_>,
        known: &Known,
        search: impl Fn(&meta::Regex, &mut meta::Cache, &Input<'_>) -> Option<T>,
    ) -> Option<T> {
        self.search(|regex, cache| match at {
            At::From(at) => search(regex, cache, &input(text, at, known)),
            // A search that may begin in one place only ends where nothing can match any more, mostly a few bytes on.
            At::OneOf(places) => places.iter().find_map(|at| {
                let input = input(text, *at as usize, known).anchored(Anchored::Yes);
                search(regex, cache, &input)
            }),
        })
    }
}

impl Engine<'_> {
    fn is_match(self, text: &str, at: At<'_>, known: &Known) -> bool {
        match self {
            Self::Written(regex) => at.first().is_some_and(|at| regex.is_match_at(text, at)),
            Self::Form(automaton) => {
                let search = |regex: &meta::Regex, cache: &mut meta::Cache, input: &Input<'_>| {
                    regex.search_half_with(cache, &input.clone().earliest(true))
                };
                automaton.first(text, at, known, search).is_some()
            }
        }
    }

    fn find_at<'t>(self, text: &'t str, at: At<'_>, known: &Known) -> Option<Match<'t>> {
        let range = match self {
            Self::Written(regex) => regex.find_at(text, at.first()?)?.range(),
            Self::Form(automaton) => {
                let found = automaton.first(text, at, known, |regex, cache, input| regex.search_with(cache, input))?;
                found::in_text(found.span(), known.coded.as_deref())
            }
        };
        Some(Match::new(text, range))
    }

    fn captures_at<'t>(self, text: &'t str, at: At<'_>, known: &Known) -> Option<Captures<'t>> {
        match self {
            Self::Written(regex) => Some(Captures::written(text, regex.captures_at(text, at.first()?)?)),
            Self::Form(automaton) => {
                let captures = automaton.first(text, at, known, |regex, cache, input| {
                    let mut captures = regex.create_captures();
                    regex.search_captures_with(cache, input, &mut captures);
                    captures.is_match().then_some(captures)
                });
                Captures::form(text, captures?, known.coded.clone())
            }
        }
    }
}

/// The text from byte `at` on, coded; what stands before it counts for boundaries.
fn input<'a>(text: &'a str, at: usize, known: &'a Known) -> Input<'a> {
    match &known.coded {
        Some(coded) => Input::new(&*coded.bytes).range(coded.of_text(at)..),
        None => Input::new(text).range(at..),
    }
}

/// The compiled pattern whose answers are right.
enum Judge<'p> {
    /// It matches.
    Found(Engine<'p>),
    /// It may match.
    Ask(Engine<'p>),
}

impl<'p> Judge<'p> {
    fn engine(&self) -> Engine<'p> {
        match self {
            Self::Found(engine) | Self::Ask(engine) => *engine,
        }
    }
}

/// Bytes of compiled program allowed for one pattern; ten times what the largest needs.
const SIZE_LIMIT: usize = 64 << 20;

/// Bytes of states that one pattern may keep in one thread; long alternations need more than the usual 2 MB.
const STATES_LIMIT: usize = 1 << 20;

fn compile(pattern: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(pattern).size_limit(SIZE_LIMIT).dfa_size_limit(STATES_LIMIT).build()
}

impl Pattern {
    /// Compiles a pattern.
    ///
    /// # Errors
    /// When it is not valid.
    pub fn new(pattern: &str) -> Result<Self, regex::Error> {
        let exact = compile(pattern)?;
        let this = Self::shipped(pattern)?;
        let _ = this.exact.set(exact);
        Ok(this)
    }

    /// A pattern that ships with the program, and so is known to compile; it is compiled when it is first asked.
    ///
    /// # Errors
    /// When it is not valid.
    pub fn shipped(pattern: &str) -> Result<Self, regex::Error> {
        let hir = regex_syntax::parse(pattern).map_err(|e| regex::Error::Syntax(e.to_string()))?;
        let restricted = latin::restrict(&hir);
        Ok(Self::of(pattern, &hir, restricted.as_ref()))
    }

    /// A pattern whose syntax trees, as written and restricted, are known; it is compiled when it is first asked.
    pub(super) fn of(pattern: &str, hir: &Hir, restricted: Option<&Hir>) -> Self {
        let properties = hir.properties();
        let anchored = properties.look_set_prefix().contains(Look::Start) && properties.look_set_suffix().contains(Look::End);
        let most = if anchored { properties.maximum_len().unwrap_or(usize::MAX) } else { usize::MAX };
        let length = (properties.minimum_len().unwrap_or(0), most);
        let twin = restricted.map(|restricted| {
            let accented = match (properties.look_set().contains_word(), bounded_by_ascii(restricted)) {
                _ if restricted == hir => Trust::Same,
                (false, _) => Trust::Same,
                (true, true) => Trust::Covers,
                (true, false) => Trust::Nothing,
            };
            Twin {
                form: Form::new(Hir::clone),
                loose: loose::within(restricted).map(|within| (Form::new(loose::without_bounds), within)),
                accented,
                covering: (accented == Trust::Nothing).then(|| Form::new(|hir| loose::without_boundaries(&loose::without_bounds(hir)))),
            }
        });
        Self { written: pattern.to_owned(), exact: OnceLock::new(), twin, length }
    }

    /// The pattern as written.
    pub fn as_str(&self) -> &str {
        &self.written
    }

    fn exact(&self) -> Engine<'_> {
        // A pattern that parsed compiles unless it is larger than anything that the loader lets through.
        Engine::Written(self.exact.get_or_init(|| compile(&self.written).expect("a parsed pattern compiles")))
    }

    fn may_fit(&self, text: &str) -> bool {
        (self.length.0..=self.length.1).contains(&text.len())
    }

    /// Who answers for `text` at `at`; `None` when nothing matches there.
    fn judge(&self, text: &str, at: At<'_>, known: &Known) -> Option<Judge<'_>> {
        let Some(twin) = &self.twin else { return Some(Judge::Ask(self.exact())) };
        match (known.letters, twin.accented) {
            (Letters::Ascii, _) | (Letters::Accented, Trust::Same) => self.by_twin(twin, text, at, known),
            (Letters::Accented, Trust::Covers) => {
                let engine = self.by_twin(twin, text, at, known)?.engine();
                let found = engine.find_at(text, at, known)?;
                Some(if is_clean(text, found.range()) { Judge::Found(engine) } else { Judge::Ask(self.exact()) })
            }
            (Letters::Accented, Trust::Nothing) => {
                let may_match = |form: &Form| Engine::Form(form.automaton(&self.written)).is_match(text, at, known);
                twin.covering.as_ref().is_none_or(may_match).then(|| Judge::Ask(self.exact()))
            }
            (Letters::Uncoded | Letters::Foreign, _) => Some(Judge::Ask(self.exact())),
        }
    }

    /// The form whose answers for `text` at `at` are the twin's; `None` when nothing matches there.
    fn by_twin<'p>(&'p self, twin: &'p Twin, text: &str, at: At<'_>, known: &Known) -> Option<Judge<'p>> {
        let compiled = |form: &'p Form| form.automaton(&self.written);
        let Some((loose, within)) = &twin.loose else { return Some(Judge::Ask(Engine::Form(compiled(&twin.form)))) };
        let loose = compiled(loose);
        if text.len() <= *within {
            return Some(Judge::Ask(Engine::Form(loose)));
        }
        // The first match is the pattern's own when it is too short to hold a gap that is too long.
        let found = loose.first(text, at, known, |regex, cache, input| regex.search_with(cache, input))?;
        Some(if found.len() <= *within { Judge::Found(Engine::Form(loose)) } else { Judge::Ask(Engine::Form(compiled(&twin.form))) })
    }

    /// Whether the pattern matches anywhere in a text of which `known` is known.
    pub(super) fn is_match_in(&self, text: &str, known: &mut Option<Known>, at: At<'_>) -> bool {
        if !self.may_fit(text) {
            return false;
        }
        let known = known.get_or_insert_with(|| Known::of(text));
        match self.judge(text, at, known) {
            Some(Judge::Found(_)) => true,
            Some(Judge::Ask(engine)) => engine.is_match(text, at, known),
            None => false,
        }
    }

    /// The first match with its groups in a text of which `known` is known.
    pub(super) fn captures_in<'t>(&self, text: &'t str, known: &mut Option<Known>, at: At<'_>) -> Option<Captures<'t>> {
        if !self.may_fit(text) {
            return None;
        }
        let known = known.get_or_insert_with(|| Known::of(text));
        self.judge(text, at, known)?.engine().captures_at(text, at, known)
    }

    /// The first match in a text of which `known` is known.
    pub(super) fn find_in<'t>(&self, text: &'t str, known: &mut Option<Known>, at: At<'_>) -> Option<Match<'t>> {
        if !self.may_fit(text) {
            return None;
        }
        let known = known.get_or_insert_with(|| Known::of(text));
        self.judge(text, at, known)?.engine().find_at(text, at, known)
    }

    /// Whether the pattern matches anywhere.
    pub fn is_match(&self, text: &str) -> bool {
        self.is_match_in(text, &mut None, At::From(0))
    }

    /// The first match.
    pub fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.find_in(text, &mut None, At::From(0))
    }

    /// The first match with its groups.
    pub fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.captures_in(text, &mut None, At::From(0))
    }

    /// Every match.
    pub fn find_iter<'r, 't>(&'r self, text: &'t str) -> impl Iterator<Item = Match<'t>> + use<'r, 't> {
        self.every(text, &mut None, |engine, at, known| engine.find_at(text, At::From(at), known), |found| found.range())
    }

    /// Every match with its groups.
    pub fn captures_iter<'r, 't>(&'r self, text: &'t str) -> impl Iterator<Item = Captures<'t>> + use<'r, 't> {
        self.captures_iter_in(text, &mut None)
    }

    /// Every match with its groups in a text of which `known` is known.
    pub(super) fn captures_iter_in<'r, 't>(
        &'r self,
        text: &'t str,
        known: &mut Option<Known>,
    ) -> impl Iterator<Item = Captures<'t>> + use<'r, 't> {
        self.every(text, known, |engine, at, known| engine.captures_at(text, At::From(at), known), |captures| captures.get_match().range())
    }

    /// The matches of [`Regex::find_iter`]: one behind the other; an empty one only where the last one did not end.
    fn every<'r, 't, M, F, R>(
        &'r self,
        text: &'t str,
        known: &mut Option<Known>,
        find: F,
        range: R,
    ) -> impl Iterator<Item = M> + use<'r, 't, M, F, R>
    where
        F: Fn(Engine<'r>, usize, &Known) -> Option<M>,
        R: Fn(&M) -> Range<usize>,
    {
        let known = known.get_or_insert_with(|| Known::of(text)).clone();
        let mut at = self.may_fit(text).then_some(0);
        let mut last = None;
        std::iter::from_fn(move || {
            loop {
                let start = at?;
                let found = self.judge(text, At::From(start), &known).and_then(|judge| find(judge.engine(), start, &known));
                let Some(found) = found else {
                    at = None;
                    return None;
                };
                let Range { start, end } = range(&found);
                if start == end && last == Some(end) {
                    at = text[end..].chars().next().map(|c| end + c.len_utf8());
                    continue;
                }
                at = Some(end);
                last = Some(end);
                return Some(found);
            }
        })
    }
}

impl Form {
    fn new(made: fn(&Hir) -> Hir) -> Self {
        Self { made, compiled: OnceLock::new() }
    }

    /// Compiled from the pattern as it is written.
    fn automaton(&self, written: &str) -> &Automaton {
        self.compiled.get_or_init(|| {
            let restricted = regex_syntax::parse(written).ok().and_then(|hir| latin::restrict(&hir));
            let hir = coded::encode(&(self.made)(&restricted.expect("a pattern that was parsed and restricted is so again")));
            // Texts are short and the sieve has seen that the words are there: looking for literals first gains nothing, and
            // finding out which ones takes as long as all the rest of compiling.
            let config = meta::Config::new()
                .auto_prefilter(false)
                .utf8_empty(false)
                .nfa_size_limit(Some(SIZE_LIMIT))
                .hybrid_cache_capacity(STATES_LIMIT);
            let compiled = meta::Builder::new().configure(config).build_from_hir(&hir);
            Automaton::new(compiled.expect("a pattern compiles with smaller boundaries and longer gaps too"))
        })
    }
}

/// Whether no letter outside ASCII stands in the range or right beside it.
fn is_clean(text: &str, range: Range<usize>) -> bool {
    let odd = |c: char| !c.is_ascii() && latin::is_letter(c);
    !text[..range.start].chars().next_back().is_some_and(odd)
        && !text[range.end..].chars().next().is_some_and(odd)
        && (text[range.clone()].is_ascii() || !text[range].chars().any(odd))
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
    fn matches_are_those_of_the_pattern_as_written() {
        let patterns = [r"\bzie\b", r"(?i)\b(?:ge|be)?zien?\b", r"(?i)\bde\b.*?\bë?en\b", r"\b\w+\b", r"\b", r"(?i)k\b|\bs", r"x*\b"];
        let texts =
            ["", "zie", "zië zie", "ëzie, zie; beziën zien", "de ëen en zeeën en", "\u{212a} K \u{17f} s", "‘zie’ – dé zie", "xx é xx"];
        for pattern in patterns {
            let (fast, plain) = (Pattern::new(pattern).unwrap(), Regex::new(pattern).unwrap());
            for text in texts {
                assert_eq!(fast.is_match(text), plain.is_match(text), "{pattern} {text}");
                assert_eq!(fast.find(text).map(|m| m.range()), plain.find(text).map(|m| m.range()), "{pattern} {text}");
                let (ours, plains): (Vec<_>, Vec<_>) =
                    (fast.find_iter(text).map(|m| m.range()).collect(), plain.find_iter(text).map(|m| m.range()).collect());
                assert_eq!(ours, plains, "{pattern} {text}");
            }
        }
    }
}
