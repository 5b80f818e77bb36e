//! How near the words of a text are to each question of the document.
//!
//! Stems, and for compounds the five-letter sequences of the words ("ontwerpbesluit" finds "ontwerp-raadsdocumenten"), weighted by
//! how rare they are in the document. Built once; a question is found through its rare words, so that nothing is quadratic.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::model::{Document, Report};
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

#[derive(Default)]
struct Bag {
    words: HashSet<u32>,
    grams: HashSet<u32>,
}

/// The words of every question and its answer.
pub(super) struct Index {
    ids: HashMap<String, u32>,
    weight: Vec<f32>,
    postings: Vec<Vec<u32>>,
    questions: Vec<Bag>,
    answers: Vec<Bag>,
    stems: Vec<Vec<u32>>,
    peoples: HashMap<String, String>,
    abbreviations: BTreeMap<String, Vec<String>>,
}

/// A text as weighted features.
pub(super) struct Query {
    terms: Vec<(Option<u32>, Vec<Option<u32>>)>,
}

impl Index {
    pub(super) fn new(document: &Document, report: &Report) -> Self {
        let peoples = PEOPLES
            .lines()
            .filter_map(|line| line.split_once(','))
            .map(|(people, land)| (words::content(people).concat(), words::content(land).concat()))
            .collect();
        let mut index = Self {
            ids: HashMap::new(),
            weight: Vec::new(),
            postings: Vec::new(),
            questions: Vec::new(),
            answers: Vec::new(),
            stems: Vec::new(),
            peoples,
            abbreviations: abbreviations(&document.text),
        };
        for (i, question) in report.questions.iter().enumerate() {
            let text = document.text_of(&question.spans);
            let answer = question.answer.and_then(|a| report.answers.get(a)).map(|a| document.text_of(&a.spans)).unwrap_or_default();
            let stems = index.stems_of(&text);
            let (bag, ids) = index.bag(&stems, i);
            let stems = index.stems_of(&answer);
            let (other, _) = index.bag(&stems, i);
            index.questions.push(bag);
            index.answers.push(other);
            index.stems.push(ids);
        }
        let n = report.questions.len().max(1) as f32;
        index.weight = index.postings.iter().map(|p| (1.0 + n / p.len().max(1) as f32).ln()).collect();
        index
    }

    fn stems_of(&self, text: &str) -> Vec<String> {
        let mut out = Vec::new();
        for stem in words::different(text) {
            if let Some(full) = self.abbreviations.get(&stem) {
                out.extend(full.iter().cloned());
            }
            if let Some(land) = self.peoples.get(&stem) {
                out.push(land.clone());
            }
            out.push(stem);
        }
        out
    }

    fn id(&mut self, key: String, question: usize) -> u32 {
        let next = self.postings.len() as u32;
        let id = *self.ids.entry(key).or_insert(next);
        if id == next {
            self.postings.push(Vec::new());
        }
        let list = &mut self.postings[id as usize];
        if list.last() != Some(&(question as u32)) {
            list.push(question as u32);
        }
        id
    }

    fn bag(&mut self, stems: &[String], question: usize) -> (Bag, Vec<u32>) {
        let mut bag = Bag::default();
        for stem in stems {
            let id = self.id(stem.clone(), question);
            bag.words.insert(id);
            for gram in grams(stem) {
                let id = self.id(gram, question);
                bag.grams.insert(id);
            }
        }
        let mut ids: Vec<u32> = bag.words.iter().copied().collect();
        ids.sort_unstable();
        (bag, ids)
    }

    /// The features of any text.
    pub(super) fn query(&self, text: &str) -> Query {
        let mut stems = self.stems_of(text);
        stems.sort();
        stems.dedup();
        let terms =
            stems.iter().map(|stem| (self.ids.get(stem).copied(), grams(stem).map(|g| self.ids.get(&g).copied()).collect())).collect();
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
                if word.is_some_and(|id| bag.words.contains(&id)) {
                    return 1.0;
                }
                let total: f32 = grams.iter().map(weight).sum();
                let shared: f32 = grams.iter().filter(|g| g.is_some_and(|id| bag.grams.contains(&id))).map(weight).sum();
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
        self.voted(self.stems[at].iter().map(|id| (*id, 1.0)), None)
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
        let (short, long) = if self.stems[a].len() <= self.stems[b].len() { (a, b) } else { (b, a) };
        if self.stems[short].len() < 6 {
            return 0.0;
        }
        let weigh = |id: &u32| self.weight[*id as usize];
        let all: f32 = self.stems[short].iter().map(weigh).sum();
        let shared: f32 = self.stems[short].iter().filter(|id| self.questions[long].words.contains(id)).map(weigh).sum();
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

fn grams(stem: &str) -> impl Iterator<Item = String> + '_ {
    let chars: Vec<char> = stem.chars().collect();
    let count = (chars.len() + 1).saturating_sub(GRAM);
    (0..count).map(move |at| format!("~{}", chars[at..at + GRAM].iter().collect::<String>()))
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
