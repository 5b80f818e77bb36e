//! How near the words of a text are to each question of the document.
//!
//! Stems, and for compounds the five-letter sequences of the words ("ontwerpbesluit" finds "ontwerp-raadsdocumenten"), weighted by
//! how rare they are in the document. Built once; a question is found through its rare words, so that nothing is quadratic.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use foldhash::{HashMap, HashMapExt};

use crate::words;

const PEOPLES: &str = include_str!("../lexicon/data/peoples.csv");
/// Letters of a shared sequence.
const GRAM: usize = 5;
/// A word of an answer weighs less than one of the question that it answers.
const ANSWER_WEIGHT: f32 = 0.9;
/// Words that occur in more questions than this find no candidates (they still count in the score).
const COMMON: usize = 300;
/// Most candidates that are scored when no other demand narrows them.
const MOST_CANDIDATES: usize = 100;

/// Features of one text, each list in order.
#[derive(Default)]
struct Bag {
    words: Vec<u32>,
    grams: Vec<u32>,
}

fn holds(list: &[u32], id: u32) -> bool {
    list.binary_search(&id).is_ok()
}

/// A stem of the document, the sequences in it, and the stems that mean the same.
struct Term {
    id: u32,
    grams: Vec<u32>,
    also: Vec<usize>,
    /// The last text that holds it.
    seen: u32,
}

/// The words of every question and its answer.
pub(super) struct Index {
    terms: Vec<Term>,
    by_stem: HashMap<Box<str>, usize>,
    texts: u32,
    grams: HashMap<Gram, u32>,
    weight: Vec<f32>,
    postings: Vec<Vec<u32>>,
    questions: Vec<Bag>,
    answers: Vec<Bag>,
    peoples: &'static HashMap<String, String>,
    abbreviations: BTreeMap<String, Vec<String>>,
}

/// A text as weighted features.
pub(super) struct Query {
    terms: Vec<(Option<u32>, Vec<Option<u32>>)>,
}

impl Index {
    /// Of each question and what its answer says itself; a sentence that sends the reader elsewhere names the words of another
    /// question. `text` is the whole document's.
    pub(super) fn new<'t>(text: &str, pairs: impl Iterator<Item = (&'t str, String)>) -> Self {
        let mut index = Self {
            terms: Vec::new(),
            by_stem: HashMap::new(),
            texts: 0,
            grams: HashMap::new(),
            weight: Vec::new(),
            postings: Vec::new(),
            questions: Vec::new(),
            answers: Vec::new(),
            peoples: peoples(),
            abbreviations: abbreviations(text),
        };
        for (i, (question, answer)) in pairs.enumerate() {
            let bag = index.bag(question, i);
            index.questions.push(bag);
            let bag = index.bag(&answer, i);
            index.answers.push(bag);
        }
        let n = index.questions.len().max(1) as f32;
        index.weight = index.postings.iter().map(|p| (1.0 + n / p.len().max(1) as f32).ln()).collect();
        index
    }

    /// The stems of a text, each with those that mean the same.
    fn stems_of(&self, text: &str) -> Vec<String> {
        let mut out = Vec::new();
        words::each_stem(text, |stem| {
            out.extend(self.same_as(stem).map(str::to_owned));
            out.push(stem.to_owned());
        });
        out.sort_unstable();
        out.dedup();
        out
    }

    /// What an abbreviation stands for, and the land of a people.
    fn same_as(&self, stem: &str) -> impl Iterator<Item = &str> {
        let full = self.abbreviations.get(stem);
        full.into_iter().flatten().chain(self.peoples.get(stem)).map(String::as_str)
    }

    fn term(&mut self, stem: &str) -> usize {
        if let Some(at) = self.by_stem.get(stem) {
            return *at;
        }
        let at = self.plain_term(stem);
        let same: Vec<String> = self.same_as(stem).map(str::to_owned).collect();
        self.terms[at].also = same.iter().map(|stem| self.plain_term(stem)).filter(|other| *other != at).collect();
        at
    }

    fn plain_term(&mut self, stem: &str) -> usize {
        if let Some(at) = self.by_stem.get(stem) {
            return *at;
        }
        let Self { grams: known, postings, .. } = self;
        let mut new = || {
            postings.push(Vec::new());
            (postings.len() - 1) as u32
        };
        let id = new();
        let grams = grams(stem).map(|gram| *known.entry(gram).or_insert_with(&mut new)).collect();
        self.terms.push(Term { id, grams, also: Vec::new(), seen: 0 });
        self.by_stem.insert(stem.into(), self.terms.len() - 1);
        self.terms.len() - 1
    }

    fn bag(&mut self, text: &str, question: usize) -> Bag {
        let question = question as u32;
        self.texts += 1;
        let mut bag = Bag::default();
        words::each_stem(text, |stem| {
            let at = self.term(stem);
            for index in 0..=self.terms[at].also.len() {
                let at = index.checked_sub(1).map_or(at, |index| self.terms[at].also[index]);
                let term = &mut self.terms[at];
                if term.seen != self.texts {
                    term.seen = self.texts;
                    bag.words.push(term.id);
                    bag.grams.extend_from_slice(&term.grams);
                }
            }
        });
        for list in [&mut bag.words, &mut bag.grams] {
            list.sort_unstable();
            list.dedup();
            for id in list.iter() {
                let list = &mut self.postings[*id as usize];
                if list.last() != Some(&question) {
                    list.push(question);
                }
            }
        }
        bag
    }

    /// The features of any text.
    pub(super) fn query(&self, text: &str) -> Query {
        let terms = self
            .stems_of(text)
            .iter()
            .map(|stem| {
                (self.by_stem.get(stem.as_str()).map(|at| self.terms[*at].id), grams(stem).map(|g| self.grams.get(&g).copied()).collect())
            })
            .collect();
        Query { terms }
    }

    /// How much of the query's weight question `at` and its answer hold, 0.0..=1.0.
    pub(super) fn score(&self, query: &Query, at: usize) -> f32 {
        let rarest = (1.0 + self.questions.len() as f32).ln();
        let weight = |id: &Option<u32>| id.map_or(rarest, |id| self.weight[id as usize]);
        let (mut sum, mut all) = (0.0, 0.0);
        for (word, grams) in &query.terms {
            // A word that the document lacks is heard through its parts only.
            let own = word.map_or(rarest, |id| self.weight[id as usize]);
            all += own;
            let part = |bag: &Bag| -> f32 {
                if word.is_some_and(|id| holds(&bag.words, id)) {
                    return 1.0;
                }
                let total: f32 = grams.iter().map(weight).sum();
                let shared: f32 = grams.iter().filter(|g| g.is_some_and(|id| holds(&bag.grams, id))).map(weight).sum();
                if total > 0.0 && shared / total >= 0.2 { 0.9 * shared / total } else { 0.0 }
            };
            let (q, a) = (part(&self.questions[at]), part(&self.answers[at]));
            sum += own * (q.max(ANSWER_WEIGHT * a) + 0.3 * q.min(a));
        }
        if all > 0.0 { (sum / all).min(1.0) } else { 0.0 }
    }

    /// The questions (of `pool` where it is given) that share the most rare words with the query, in order of the document.
    pub(super) fn near(&self, query: &Query, pool: Option<&[usize]>) -> Vec<usize> {
        let words = query.terms.iter().filter_map(|(word, _)| word.map(|id| (id, 1.0)));
        let parts = query.terms.iter().flat_map(|(_, grams)| grams.iter().flatten().map(|id| (*id, 0.2)));
        self.voted(words.chain(parts), pool)
    }

    /// The questions that share the most rare words with question `at`.
    pub(super) fn sharing(&self, at: usize) -> Vec<usize> {
        self.voted(self.questions[at].words.iter().map(|id| (*id, 1.0)), None)
    }

    fn voted(&self, features: impl Iterator<Item = (u32, f32)>, pool: Option<&[usize]>) -> Vec<usize> {
        let mut votes: HashMap<u32, f32> = HashMap::new();
        for (id, factor) in features {
            let list = &self.postings[id as usize];
            if list.len() <= COMMON {
                for q in list {
                    *votes.entry(*q).or_default() += factor * self.weight[id as usize];
                }
            }
        }
        let inside = |q: u32| pool.is_none_or(|pool| pool.binary_search(&(q as usize)).is_ok());
        let mut best: Vec<(u32, f32)> = votes.into_iter().filter(|(q, _)| inside(*q)).collect();
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        best.truncate(MOST_CANDIDATES);
        let mut out: Vec<usize> = best.into_iter().map(|(q, _)| q as usize).collect();
        out.sort_unstable();
        out
    }

    /// Share of the shorter question's words that the other one has, by weight; 0 for questions of fewer than six words.
    pub(super) fn overlap(&self, a: usize, b: usize) -> f32 {
        let (short, long) = if self.questions[a].words.len() <= self.questions[b].words.len() { (a, b) } else { (b, a) };
        if self.questions[short].words.len() < 6 {
            return 0.0;
        }
        let weigh = |id: &u32| self.weight[*id as usize];
        let all: f32 = self.questions[short].words.iter().map(weigh).sum();
        let shared: f32 = self.questions[short].words.iter().filter(|id| holds(&self.questions[long].words, **id)).map(weigh).sum();
        shared / all.max(f32::EPSILON)
    }
}

/// Share of the words of `topic` that a heading holds, parts of words included.
pub(super) fn heading_share(topic: &[String], heading: &[String]) -> f32 {
    if topic.is_empty() || heading.is_empty() {
        return 0.0;
    }
    let hit = topic
        .iter()
        .filter(|t| {
            heading.iter().any(|h| h == *t || t.len() >= GRAM && h.len() >= GRAM && (h.contains(t.as_str()) || t.contains(h.as_str())))
        })
        .count();
    hit as f32 / topic.len() as f32
}

/// [`GRAM`] characters, 21 bits each.
type Gram = u128;

fn grams(stem: &str) -> impl Iterator<Item = Gram> + '_ {
    const MASK: Gram = (1 << (21 * GRAM)) - 1;
    let mut gram = 0;
    stem.chars().enumerate().filter_map(move |(at, c)| {
        gram = (gram << 21 | Gram::from(u32::from(c))) & MASK;
        (at + 1 >= GRAM).then_some(gram)
    })
}

/// Stems of peoples to stems of their lands.
fn peoples() -> &'static HashMap<String, String> {
    static PEOPLE: OnceLock<HashMap<String, String>> = OnceLock::new();
    PEOPLE.get_or_init(|| {
        let pairs = PEOPLES.lines().filter_map(|line| line.split_once(','));
        pairs.map(|(people, land)| (words::content(people).concat(), words::content(land).concat())).collect()
    })
}

/// Abbreviations that the text itself explains: "Europees Verdrag voor de Rechten van de Mens (EVRM)".
fn abbreviations(text: &str) -> BTreeMap<String, Vec<String>> {
    let mut out = BTreeMap::new();
    for (at, _) in text.match_indices('(') {
        let Some(close) = text[at..].char_indices().take(14).find(|(_, c)| *c == ')').map(|(i, _)| at + i) else { continue };
        let short = &text[at + 1..close];
        if short.len() < 3 || !short.chars().all(|c| c.is_ascii_uppercase()) {
            continue;
        }
        let line = text[..at].rfind('\n').map_or(0, |i| i + 1);
        let mut start = line;
        let mut left = short.len();
        for (i, _) in text[line..at]
            .char_indices()
            .rev()
            .filter(|(i, c)| c.is_uppercase() && (*i == 0 || text[..line + i].ends_with([' ', '‘', '\n', '-'])))
        {
            left -= 1;
            start = line + i;
            if left == 0 {
                break;
            }
        }
        let words_before = text[start..at].split_whitespace().count();
        if left == 0 && words_before <= short.len() * 2 + 2 {
            out.entry(words::content(short).concat()).or_insert_with(|| words::content(&text[start..at]));
        }
    }
    out
}
