//! How well a document was read, against an annotation by hand (`gold/FORMAT.md` of the project's test data).
//!
//! Texts are compared by their letters alone, in lower case, with a tolerance of 2 %. A record is right when its question holds
//! the annotated core and stays inside the annotated maximum, its answer equals the annotated answer, and its factions are the
//! same. Callers may rely on this: each annotated record is matched to one record at most and the other way round.

pub mod written;

use serde::Deserialize;

/// An annotated document.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldDocument {
    /// Name of the source document.
    pub file: String,
    /// Its `document_kind`.
    pub kind: String,
    /// One per question, in order.
    pub records: Vec<GoldRecord>,
    /// Paragraphs of a faction that ask nothing.
    #[serde(default)]
    pub remarks: Vec<String>,
}

/// An annotated question with its answer.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldRecord {
    /// Printed numbers.
    #[serde(default)]
    pub numbers: Vec<serde_json::Value>,
    /// Canonical factions.
    #[serde(default)]
    pub factions: Vec<String>,
    /// Nearest topic heading.
    pub topic: Option<String>,
    /// The least that a right question holds.
    pub question_core: String,
    /// The most that it may hold.
    pub question_max: String,
    /// The whole answer; empty or null when there is none.
    pub answer: Option<String>,
    /// `status` of the codebook.
    #[serde(default)]
    pub status: String,
    /// Further signals.
    #[serde(default)]
    pub also: Vec<String>,
    /// 0-based indices of the records referred to.
    #[serde(default)]
    pub refers_to: Vec<usize>,
    /// Asking sentences.
    pub asks: Option<usize>,
}

/// A record as the program read it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadRecord {
    /// The question's text.
    pub question: String,
    /// The answer's text.
    pub answer: String,
    /// Canonical factions.
    pub factions: Vec<String>,
    /// The topic heading.
    pub topic: String,
    /// `status`.
    pub status: String,
    /// Number of asks.
    pub asks: usize,
    /// Whether the record is marked for review: a doubt that is said is not a claim.
    pub review: bool,
}

/// Counts for one document; sums for many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Score {
    /// Annotated records.
    pub gold: usize,
    /// Records read.
    pub read: usize,
    /// Question, answer and factions all right.
    pub right: usize,
    /// Questions right, whatever the answer.
    pub questions: usize,
    /// Answers right among the right questions.
    pub answers: usize,
    /// Factions right among the right questions.
    pub factions: usize,
    /// Topics right among the right questions.
    pub topics: usize,
    /// Statuses right among the right questions.
    pub statuses: usize,
    /// Asks counted right among the right questions.
    pub asks: usize,
    /// Pairs that are none: a record with an answer and without a mark for review, whose question is no annotated one or whose
    /// answer shares nothing with that question's. A cut in the wrong place is wrong, and counted elsewhere, but not invented.
    pub invented: usize,
    /// Documents whose records are all right with none too many.
    pub perfect: usize,
    /// Documents.
    pub documents: usize,
}

impl Score {
    /// Harmonic mean of precision and recall of whole records, 0..=1.
    pub fn f1(&self) -> f64 {
        if self.gold + self.read == 0 { 1.0 } else { 2.0 * self.right as f64 / (self.gold + self.read) as f64 }
    }

    /// Adds the counts of another document.
    pub fn add(&mut self, other: &Self) {
        self.gold += other.gold;
        self.read += other.read;
        self.right += other.right;
        self.questions += other.questions;
        self.answers += other.answers;
        self.factions += other.factions;
        self.topics += other.topics;
        self.statuses += other.statuses;
        self.asks += other.asks;
        self.invented += other.invented;
        self.perfect += other.perfect;
        self.documents += other.documents;
    }
}

/// For each annotated record the index of the record read that is it: its question holds the core and stays inside the maximum;
/// among equal questions the one with the right answer, else the first. No record read is given twice.
pub fn pair_up(gold: &GoldDocument, read: &[ReadRecord]) -> Vec<Option<usize>> {
    let keys: Vec<(String, String)> = read.iter().map(|r| (letters(&r.question), letters(&r.answer))).collect();
    let mut used = vec![false; read.len()];
    let mut out = Vec::with_capacity(gold.records.len());
    for record in &gold.records {
        let core: Vec<String> = record.question_core.split('\n').map(letters).filter(|l| !l.is_empty()).collect();
        let maximum = letters(&record.question_max);
        let answer = letters(record.answer.as_deref().unwrap_or(""));
        let fits = |key: &str| key.len() <= maximum.len() + maximum.len() / 50 + 1 && core.iter().all(|c| contains(key, c));
        let candidates: Vec<usize> = (0..read.len()).filter(|&i| !used[i] && fits(&keys[i].0)).collect();
        let found = candidates.iter().find(|&&i| same(&keys[i].1, &answer)).or(candidates.first()).copied();
        if let Some(found) = found {
            used[found] = true;
        }
        out.push(found);
    }
    out
}

/// The counts for one document and, in sentences, what is wrong with it.
pub fn score(gold: &GoldDocument, read: &[ReadRecord]) -> (Score, Vec<String>) {
    let mut score = Score { gold: gold.records.len(), read: read.len(), documents: 1, ..Score::default() };
    let mut faults = Vec::new();
    let pairs = pair_up(gold, read);
    let mut used = vec![false; read.len()];
    for (index, (record, found)) in gold.records.iter().zip(&pairs).enumerate() {
        let Some(found) = *found else {
            faults.push(format!("record {index}: no question holds \"{}\"", start(&record.question_core)));
            continue;
        };
        let (given, answer) = (letters(&read[found].answer), letters(record.answer.as_deref().unwrap_or("")));
        used[found] = true;
        score.questions += 1;
        let mut factions = [record.factions.clone(), read[found].factions.clone()];
        factions.iter_mut().for_each(|f| {
            // As the tables say that nobody is named.
            f.retain(|name| name != "unknown");
            f.sort();
        });
        let right_factions = factions[0] == factions[1];
        let right_answer = same(&given, &answer);
        score.answers += usize::from(right_answer);
        score.factions += usize::from(right_factions);
        score.topics += usize::from(record.topic.as_deref().unwrap_or("") == read[found].topic);
        score.statuses += usize::from(record.status == read[found].status);
        score.asks += usize::from(record.asks == Some(read[found].asks));
        score.right += usize::from(right_answer && right_factions);
        if !right_answer {
            let (is, ought) = difference(&read[found].answer, record.answer.as_deref().unwrap_or(""));
            faults.push(format!("record {index}: the answer is \"{is}\" and not \"{ought}\""));
        }
        if !right_answer && claimed(&read[found]) && !shares(&given, &answer) {
            score.invented += 1;
        }
        if !right_factions {
            faults.push(format!("record {index}: the factions are {:?} and not {:?}", read[found].factions, record.factions));
        }
        if !record.status.is_empty() && record.status != read[found].status {
            faults.push(format!("record {index}: the status is {} and not {}", read[found].status, record.status));
        }
    }
    for (index, _) in used.iter().enumerate().filter(|(_, used)| !**used) {
        let (question, answer) = (letters(&read[index].question), letters(&read[index].answer));
        let any = gold
            .records
            .iter()
            .any(|r| shares(&question, &letters(&r.question_max)) && shares(&answer, &letters(r.answer.as_deref().unwrap_or(""))));
        score.invented += usize::from(claimed(&read[index]) && !any);
        faults.push(format!("too many: \"{}\"", start(&read[index].question)));
    }
    score.perfect = usize::from(score.right == score.gold && score.read == score.gold);
    (score, faults)
}

/// Whether the record says that this is the answer: a doubt that is marked claims nothing.
fn claimed(record: &ReadRecord) -> bool {
    !record.answer.is_empty() && !record.review
}

/// Whether one holds the other, or the first or last 30 letters of it.
fn shares(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let head: String = short.chars().take(30).collect();
    let tail: String = short.chars().rev().take(30).collect::<Vec<_>>().into_iter().rev().collect();
    !short.is_empty() && (long.contains(&head) || long.contains(&tail))
}

/// Letters alone, in lower case.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// Equal within 2 % of the letters: a common beginning and end that leave no more than that between them.
fn same(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (longer, shorter) = (a.chars().count().max(b.chars().count()), a.chars().count().min(b.chars().count()));
    if shorter == 0 {
        return false;
    }
    let head = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let tail = a.chars().rev().zip(b.chars().rev()).take_while(|(x, y)| x == y).count().min(shorter - head.min(shorter));
    (longer - (head + tail).min(longer)) as f64 <= 0.02 * longer as f64
}

fn contains(text: &str, core: &str) -> bool {
    if text.contains(core) {
        return true;
    }
    // A slip inside the core within the tolerance: its two halves stand there whole, or all but 2 % of it does.
    let chars: Vec<char> = core.chars().collect();
    let cut = chars.len() / 50;
    cut > 0 && {
        let first: String = chars[..chars.len() - cut].iter().collect();
        let last: String = chars[cut..].iter().collect();
        text.contains(&first) || text.contains(&last)
    }
}

/// Both texts from shortly before the place where they part, for texts that begin alike.
fn difference(is: &str, ought: &str) -> (String, String) {
    let shared = is.chars().zip(ought.chars()).take_while(|(a, b)| a == b).count();
    let from = if shared > 40 { shared - 20 } else { 0 };
    let cut = |text: &str| {
        let rest: String = text.chars().skip(from).collect();
        if from == 0 { start(&rest) } else { format!("…{}", start(&rest)) }
    };
    (cut(is), cut(ought))
}

fn start(text: &str) -> String {
    text.chars().take(70).collect::<String>().replace('\n', " / ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_per_cent_are_forgiven_and_three_are_not() {
        let text = "a".repeat(100);
        assert!(same(&text, &format!("{}bb", "a".repeat(98))));
        assert!(!same(&text, &format!("{}bbb", "a".repeat(97))));
        assert!(!same("", "ja"));
    }
}
