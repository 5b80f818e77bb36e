//! Patterns as data: the `*.toml` files in `data`, loaded, checked and compiled once. A package of its own, which knows nothing of
//! documents; the rest of `overleg` sees it as `overleg::rules`.
//!
//! A rules file holds `[define]` fragments and `[[rule]]` tables:
//!
//! ```toml
//! [define]
//! number = '''\d{1,3}[a-z]?'''
//!
//! [[rule]]
//! id      = "answer.numbered"           # unique; shown in evidence, `inspect` and blocks.csv
//! group   = "heading.answer"            # the question that the code asks
//! why     = "Lists number their answers (kst-36800-V-19)."
//! pattern = '''(?i)^antwoord\s+(?:op\s+)?(?:vraag\s+)?(?<numbers>{{number}})\s*:?$'''
//! value   = "numbered"                  # optional: what a match means to the code
//! accepts = ["Antwoord 1", "Antwoord op vraag 12:"]
//! rejects = ["Antwoorden op vragen van de commissie over de brief"]
//! ```
//!
//! `{{name}}` is replaced by the fragment of that name from any file. Within a group the order of the rules is
//! the order of the files (by name) and of the rules in them. Nothing else compiles regular expressions.
//!
//! What makes a pattern fast: words. One pass over a text finds the words of all patterns at once (`sieve.rs`); a pattern runs only
//! where words that it cannot do without stand (`need.rs`). So `\b(?:niet|geen)\b.*?\bbekend\b` costs nothing in a sentence
//! without "bekend"; `^[\p{L}\s]+:` has no word and always runs. A short word counts when it stands between boundaries.
//! A `\b` beside an ASCII letter is cheap, one beside `\w`, `.` or `é` is not (`pattern.rs`). Counted repeats of something wide
//! (`.{0,160}`) are as many copies of it in the automaton: `[^.?]*?` says the same of a sentence for less, where no count is meant.
//!
//! Callers may rely on this: in a loaded [`Rules`] every rule matches all of its `accepts` and none of its `rejects` (of
//! the shipped ones a test says so), and the answers are those of the patterns as written (a test compares them with plain expressions).

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

mod boundary;
mod caches;
mod coded;
mod found;
mod latin;
mod lines;
mod literals;
mod loose;
mod need;
mod pattern;
mod sieve;
#[cfg(test)]
mod tests;

pub use found::{Captures, Match};
use latin::Known;
pub use lines::Lines;
use need::Words;
use pattern::At;
pub use pattern::Pattern;
use rayon::prelude::*;
use serde::Deserialize;
use sieve::{Awake, Sieve};

/// The rules that ship with the program: file name and text.
const EMBEDDED: &[(&str, &str)] = &[
    // Sorted by name; a test compares this list with the folder.
    ("ask.toml", include_str!("data/ask.toml")),
    ("citation.toml", include_str!("data/citation.toml")),
    ("faction.toml", include_str!("data/faction.toml")),
    ("furniture.toml", include_str!("data/furniture.toml")),
    ("head.toml", include_str!("data/head.toml")),
    ("heading.toml", include_str!("data/heading.toml")),
    ("kind.toml", include_str!("data/kind.toml")),
    ("reference.toml", include_str!("data/reference.toml")),
    ("reference_count.toml", include_str!("data/reference_count.toml")),
    ("status.toml", include_str!("data/status.toml")),
    ("status_background.toml", include_str!("data/status_background.toml")),
    ("status_question.toml", include_str!("data/status_question.toml")),
    ("status_reference.toml", include_str!("data/status_reference.toml")),
    ("status_signal.toml", include_str!("data/status_signal.toml")),
    ("status_withheld.toml", include_str!("data/status_withheld.toml")),
    ("status_wording.toml", include_str!("data/status_wording.toml")),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RulesFile {
    #[serde(default)]
    define: BTreeMap<String, String>,
    #[serde(default)]
    rule: Vec<RuleEntry>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleEntry {
    id: String,
    group: String,
    why: String,
    pattern: String,
    #[serde(default)]
    value: String,
    #[serde(default)]
    accepts: Vec<String>,
    #[serde(default)]
    rejects: Vec<String>,
}

impl RuleEntry {
    /// The pattern, its words, and, where that is checked, what it promises and does not hold.
    fn compile(&self, file: &str, defines: &BTreeMap<String, String>, check: bool) -> Result<(Pattern, Words, Vec<String>), RulesError> {
        let fail = |message: String| RulesError::Rule { file: file.to_owned(), id: self.id.clone(), message };
        let written = expand(&self.pattern, defines).map_err(fail)?;
        let hir = regex_syntax::parse(&written).map_err(|e| fail(e.to_string()))?;
        let restricted = latin::restrict(&hir);
        let words = Words::of(restricted.as_ref());
        if !check {
            return Ok((Pattern::of(&written, &hir, restricted.as_ref()), words, Vec::new()));
        }
        let pattern = Pattern::new(&written).map_err(|e| fail(e.to_string()))?;
        let missed = self.accepts.iter().filter(|text| !pattern.is_match(text));
        let wrong = self.rejects.iter().filter(|text| pattern.is_match(text));
        let faults = missed
            .map(|text| format!("does not match {text:?}, which it must accept"))
            .chain(wrong.map(|text| format!("matches {text:?}, which it must reject")))
            .map(|message| fail(message).to_string())
            .collect();
        Ok((pattern, words, faults))
    }
}

/// Why rules could not be loaded. The run cannot start.
#[derive(Debug, thiserror::Error)]
pub enum RulesError {
    /// A file or folder of the user's could not be read.
    #[error("cannot read the rules in {path}: {source}")]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file is no valid TOML of the form that this module documents.
    #[error("{file} is not a valid rules file: {message}")]
    Syntax {
        /// Which file.
        file: String,
        /// What the parser says.
        message: String,
    },
    /// Rules do not hold what they promise.
    #[error("{faults}")]
    Fixtures {
        /// One line for each text that a rule takes wrongly.
        faults: String,
    },
    /// A rule is broken.
    #[error("rule {id} in {file}: {message}")]
    Rule {
        /// Which file.
        file: String,
        /// Which rule.
        id: String,
        /// What is wrong with it.
        message: String,
    },
}

/// One compiled pattern.
#[derive(Debug)]
pub struct Rule {
    /// Unique name.
    pub id: String,
    /// Why it exists.
    pub why: String,
    /// What a match means to the code that asks; may be empty.
    pub value: String,
    /// Texts that it must match.
    pub accepts: Vec<String>,
    /// Texts that it must not match.
    pub rejects: Vec<String>,
    pattern: Pattern,
}

impl Rule {
    /// The compiled pattern.
    pub fn pattern(&self) -> &Pattern {
        &self.pattern
    }
}

/// A match of one rule.
#[derive(Debug)]
pub struct Hit<'r, 't> {
    /// The rule that matched.
    pub rule: &'r Rule,
    /// Its captures.
    pub captures: Captures<'t>,
}

impl<'t> Hit<'_, 't> {
    /// The words matched.
    pub fn text(&self) -> &'t str {
        self.captures.get_match().as_str()
    }

    /// Byte range of the words matched.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.captures.get_match().range()
    }

    /// A named group, trimmed; `None` when it did not take part.
    pub fn named(&self, name: &str) -> Option<&'t str> {
        self.captures.name(name).map(|m| m.as_str().trim())
    }
}

/// The rules of one group, asked one after the other; those that cannot match for want of a word are passed over.
///
/// One automaton for all patterns was slower: large alternations overflow its cache (20 times slower for the signals of
/// `status`, measured).
#[derive(Debug)]
pub struct Group {
    rules: Vec<Rule>,
    /// Over the rules of all groups; `None` while they are loaded.
    sieve: Option<Arc<Sieve>>,
    /// Number of the first rule in the sieve.
    first: usize,
}

impl Group {
    /// The rules, in order.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    fn ask(&self, text: &str) -> Asking<'_> {
        let awake = match &self.sieve {
            Some(sieve) => sieve.awake(text, self.first..self.first + self.rules.len()),
            None => Awake::ALL,
        };
        Asking { group: self, awake, starts: Vec::new() }
    }

    /// Whether any rule matches.
    pub fn is_match(&self, text: &str) -> bool {
        let mut asking = self.ask(text);
        asking.candidates().any(|index| asking.is_match(index, text))
    }

    /// Indices into [`Group::rules`] of the rules that match, in order.
    pub fn matching<'g>(&'g self, text: &'g str) -> impl Iterator<Item = usize> + 'g {
        let mut asking = self.ask(text);
        asking.candidates().filter(move |&index| asking.is_match(index, text))
    }

    /// The first rule, in order of the rules, that matches; for those who need no captures.
    pub fn first_rule(&self, text: &str) -> Option<&Rule> {
        let mut asking = self.ask(text);
        asking.candidates().find(|&index| asking.is_match(index, text)).map(|index| &self.rules[index])
    }

    /// The first rule, in order of the rules, that matches.
    pub fn first<'r, 't>(&'r self, text: &'t str) -> Option<Hit<'r, 't>> {
        let mut asking = self.ask(text);
        asking.candidates().find_map(|index| asking.hit(index, text))
    }

    /// The first match of every rule that matches, in order of the rules.
    pub fn all<'r, 't>(&'r self, text: &'t str) -> Vec<Hit<'r, 't>> {
        let mut asking = self.ask(text);
        asking.candidates().filter_map(|index| asking.hit(index, text)).collect()
    }

    /// The first match of every rule that matches, in order of the rules; for those who need no captures.
    pub fn first_ranges<'r, 't>(&'r self, text: &'t str) -> impl Iterator<Item = (&'r Rule, Range<usize>)> + use<'r, 't> {
        let mut asking = self.ask(text);
        asking.candidates().filter_map(move |index| asking.find(index, text).map(|range| (&self.rules[index], range)))
    }

    /// Every match of every rule, in order of the rules and then of the text. Matches of different rules may overlap.
    pub fn find_all<'r, 't>(&'r self, text: &'t str) -> Vec<Hit<'r, 't>> {
        let mut asking = self.ask(text);
        let candidates = asking.candidates();
        let hits = |index: usize| {
            let rule = &self.rules[index];
            let mut captures = rule.pattern.captures_iter_in(text, &mut asking.awake.known).peekable();
            asking.note(index, captures.peek().is_some());
            captures.map(move |captures| Hit { rule, captures })
        };
        candidates.flat_map(hits).collect()
    }
}

/// The rules of a group that may match one text. What a rule says is remembered for whoever asks next.
struct Asking<'g> {
    group: &'g Group,
    awake: Awake,
    /// Where a match of the rule asked last can begin.
    starts: Vec<u32>,
}

impl<'g> Asking<'g> {
    /// Indices of the rules that may match, in order: all that do, and few others.
    fn candidates(&self) -> impl Iterator<Item = usize> + use<> {
        self.awake.indices(self.group.rules.len())
    }

    fn is_match(&mut self, index: usize, text: &str) -> bool {
        if self.awake.is_proved(index) {
            return true;
        }
        let (pattern, known, at) = self.pattern(index);
        let found = pattern.is_match_in(text, known, at);
        self.note(index, found);
        found
    }

    fn find(&mut self, index: usize, text: &str) -> Option<Range<usize>> {
        let (pattern, known, at) = self.pattern(index);
        let found = pattern.find_in(text, known, at);
        self.note(index, found.is_some());
        found.map(|found| found.range())
    }

    fn hit<'t>(&mut self, index: usize, text: &'t str) -> Option<Hit<'g, 't>> {
        let (pattern, known, at) = self.pattern(index);
        let captures = pattern.captures_in(text, known, at);
        self.note(index, captures.is_some());
        captures.map(|captures| Hit { rule: &self.group.rules[index], captures })
    }

    /// The pattern of a rule, what is known of the text, and where a match of it can begin.
    fn pattern(&mut self, index: usize) -> (&'g Pattern, &mut Option<Known>, At<'_>) {
        let sieve = self.group.sieve.as_ref();
        let is_known = sieve.is_some_and(|sieve| sieve.starts(&self.awake, self.group.first + index, &mut self.starts));
        let at = if is_known { At::OneOf(&self.starts) } else { At::From(0) };
        (&self.group.rules[index].pattern, &mut self.awake.known, at)
    }

    fn note(&self, index: usize, found: bool) {
        if let Some(sieve) = self.group.sieve.as_ref().filter(|_| found != self.awake.is_proved(index)) {
            sieve.note(&self.awake, self.group.first + index, found);
        }
    }
}

/// All groups.
#[derive(Debug, Default)]
pub struct Rules {
    groups: BTreeMap<String, Group>,
}

impl Rules {
    /// The rules that ship with the program. Compiled at the first call.
    ///
    /// # Panics
    /// When a shipped rule is broken, which `tests/rules.rs` rules out.
    pub fn embedded() -> &'static Self {
        static RULES: OnceLock<Rules> = OnceLock::new();
        // What they promise is checked by a test, not by every run.
        RULES.get_or_init(|| Self::compile(&shipped(), false).expect("the shipped rules are valid"))
    }

    /// The shipped rules and, behind them in each group, those of the `*.toml` files in `extra`.
    ///
    /// # Errors
    /// When a file cannot be read or a rule does not hold what it promises.
    pub fn load(extra: Option<&Path>) -> Result<Self, RulesError> {
        let mut files = shipped();
        if let Some(folder) = extra {
            files.extend(toml_files(folder)?);
        }
        Self::compile(&files, true)
    }

    /// The group of this name.
    ///
    /// # Panics
    /// When no rule names the group: a mistake in the program, found by any test that runs the stage.
    pub fn group(&self, name: &str) -> &Group {
        self.groups.get(name).unwrap_or_else(|| panic!("no rule has the group {name:?}"))
    }

    /// All groups by name.
    pub fn groups(&self) -> impl Iterator<Item = (&str, &Group)> {
        self.groups.iter().map(|(name, group)| (name.as_str(), group))
    }

    fn compile(files: &[(String, String)], check: bool) -> Result<Self, RulesError> {
        let mut defines = BTreeMap::new();
        let mut entries = Vec::new();
        for (file, text) in files {
            let parsed: RulesFile = toml::from_str(text).map_err(|e| RulesError::Syntax { file: file.clone(), message: e.to_string() })?;
            defines.extend(parsed.define);
            entries.extend(parsed.rule.into_iter().map(|entry| (file.as_str(), entry)));
        }
        let mut seen: HashMap<&str, &str> = HashMap::new();
        for (file, entry) in &entries {
            if let Some(other) = seen.insert(&entry.id, file) {
                let message = format!("the id is already used in {other}");
                return Err(RulesError::Rule { file: (*file).to_owned(), id: entry.id.clone(), message });
            }
        }
        // Parsing the patterns is what the start of a run waits for.
        let made: Vec<_> = entries.par_iter().map(|(file, entry)| entry.compile(file, &defines, check)).collect();
        let mut faults: Vec<String> = Vec::new();
        let mut groups: BTreeMap<String, Vec<(Rule, Words)>> = BTreeMap::new();
        for ((_, entry), made) in entries.into_iter().zip(made) {
            let (pattern, words, broken) = made?;
            faults.extend(broken);
            let RuleEntry { id, group, why, value, accepts, rejects, .. } = entry;
            groups.entry(group).or_default().push((Rule { id, why, value, accepts, rejects, pattern }, words));
        }
        if !faults.is_empty() {
            return Err(RulesError::Fixtures { faults: faults.join("\n") });
        }
        let mut words = Vec::new();
        let mut numbered = BTreeMap::new();
        for (name, rules) in groups {
            let first = words.len();
            let (rules, own): (Vec<Rule>, Vec<_>) = rules.into_iter().unzip();
            words.extend(own);
            numbered.insert(name, Group { rules, sieve: None, first });
        }
        let sieve = Arc::new(Sieve::new(words));
        numbered.values_mut().for_each(|group| group.sieve = Some(Arc::clone(&sieve)));
        Ok(Self { groups: numbered })
    }
}

fn shipped() -> Vec<(String, String)> {
    EMBEDDED.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

fn expand(pattern: &str, defines: &BTreeMap<String, String>) -> Result<String, String> {
    let mut out = pattern.to_owned();
    // Fragments may use fragments; ten levels are more than anyone can read.
    for _ in 0..10 {
        let Some(start) = out.find("{{") else { return Ok(out) };
        let Some(length) = out[start..].find("}}") else { return Err("`{{` without `}}`".to_owned()) };
        let name = out[start + 2..start + length].trim().to_owned();
        let fragment = defines.get(&name).ok_or_else(|| format!("no fragment is called {name:?}"))?;
        out = out.replace(&format!("{{{{{name}}}}}"), &format!("(?:{fragment})"));
    }
    if out.contains("{{") { Err("fragments use each other in a circle".to_owned()) } else { Ok(out) }
}

fn toml_files(folder: &Path) -> Result<Vec<(String, String)>, RulesError> {
    let read = |source| RulesError::Read { path: folder.to_owned(), source };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(read)? {
        let path = entry.map_err(read)?.path();
        if path.extension().is_some_and(|e| e == "toml") {
            paths.push(path);
        }
    }
    paths.sort();
    paths
        .into_iter()
        .map(|path| match std::fs::read_to_string(&path) {
            Ok(text) => Ok((path.display().to_string(), text)),
            Err(source) => Err(RulesError::Read { path, source }),
        })
        .collect()
}
