//! Learns the weights of the second opinion (`src/status/opinion.rs`) and says what they are worth: `cargo bench --bench opinion`.
//!
//! They are learnt from the labelled answers of `tests/gold`, but those that are kept to measure with: the halves and parts that are
//! called unseen there, `others`, and `composed/unseen`, and whatever has the same words as one of those. What is printed is how often the
//! weights alone are right about answers that they were not learnt from (five parts, each judged by what the other four teach), and
//! on those how often they are sure of something, and wrong, about an answer that is content. The same answers give the same weights on every machine of one kind;
//! `--write` puts them in `src/status/data/weights.tsv`.
#![allow(missing_docs, dead_code, clippy::print_stdout, clippy::print_stderr)]

#[path = "../tests/support/mod.rs"]
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use overleg::score::GoldDocument;
use overleg::status::Label;
use overleg::status::opinion::{ANY, LABELS, Opinion, Weights, grams, share, softmax};
use overleg::words::letters_and_digits;
use serde_json::Value;
use support::reading;

/// What a wrong answer weighs against large weights.
const STRICTNESS: f64 = 50.0;
/// Rounds of the descent; after these the weights hardly move.
const ROUNDS: usize = 600;
/// Weights nearer to 0 are left out.
const LEAST: f64 = 0.2;
/// Answers in which words must stand to count.
const COMMON: usize = 2;
const PARTS: usize = 5;

/// A labelled answer.
struct Answer {
    text: String,
    label: usize,
}

fn main() {
    let answers = answers();
    println!("{} labelled answers", answers.len());
    let (mut right, mut content, mut spoilt) = (0, 0, 0);
    for part in 0..PARTS {
        let (told, rest): (Vec<_>, Vec<_>) = answers.iter().enumerate().partition(|(at, _)| at % PARTS != part);
        let opinion = learn(&told.into_iter().map(|(_, answer)| answer).collect::<Vec<_>>()).opinion();
        for (_, answer) in rest {
            let beliefs = opinion.beliefs(&answer.text);
            let best = (0..LABELS.len()).max_by(|&a, &b| beliefs[a].total_cmp(&beliefs[b])).expect("there are labels");
            right += usize::from(best == answer.label);
            if answer.label == 0 {
                content += 1;
                spoilt += usize::from(opinion.sure(&answer.text, Label::Content, false).is_some());
            }
        }
    }
    println!("right about {right} of {} that they were not learnt from", answers.len());
    println!("sure and wrong about {spoilt} of {content} with content");
    if std::env::args().any(|argument| argument == "--write") {
        let file = root().join("src/status/data/weights.tsv");
        fs::write(&file, learn(&answers.iter().collect::<Vec<_>>()).rows(answers.len())).expect("the weights can be written");
        println!("wrote {}", file.display());
    }
}

/// What was learnt.
struct Learnt {
    any: Weights,
    grams: Vec<(String, Weights)>,
}

impl Learnt {
    fn opinion(&self) -> Opinion {
        Opinion::new(self.any, self.grams.iter().map(|(gram, weights)| (gram.as_str(), *weights)))
    }

    fn rows(&self, answers: usize) -> String {
        let mut out = format!(
            "# What words and pairs of neighbouring words weigh for each label (src/status/opinion.rs). Learnt from {answers} answers:\n\
             # do not edit, but `cargo bench --bench opinion -- --write`. Numbers are 9. `{ANY}` counts for every text.\n# words"
        );
        LABELS.iter().for_each(|label| write!(out, "\t{}", label.as_str()).expect("a string takes all"));
        out.push('\n');
        for (gram, weights) in std::iter::once((ANY, &self.any)).chain(self.grams.iter().map(|(gram, weights)| (gram.as_str(), weights))) {
            out.push_str(gram);
            for weight in weights {
                out.push('\t');
                if *weight != 0.0 {
                    write!(out, "{weight:.2}").expect("a string takes all");
                }
            }
            out.push('\n');
        }
        out
    }
}

/// Multinomial logistic regression by accelerated gradient descent: the weights that make the labels likeliest, small ones preferred.
fn learn(answers: &[&Answer]) -> Learnt {
    let texts: Vec<Vec<String>> = answers.iter().map(|answer| grams(&answer.text)).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    texts.iter().flatten().for_each(|gram| *counts.entry(gram).or_default() += 1);
    counts.retain(|_, count| *count >= COMMON);
    let number: BTreeMap<&str, usize> = counts.keys().enumerate().map(|(at, gram)| (*gram, at)).collect();
    let rows: Vec<(Vec<usize>, f64, usize)> = texts
        .iter()
        .zip(answers)
        .map(|(grams, answer)| {
            (grams.iter().filter_map(|gram| number.get(gram.as_str()).copied()).collect(), share(grams.len()), answer.label)
        })
        .collect();
    // No eigenvalue of the curvature is larger than the largest sum over a row of the products of the answers.
    let mut most = 0.0_f64;
    let mut sums = vec![0.0; number.len()];
    rows.iter().for_each(|(grams, share, _)| grams.iter().for_each(|&gram| sums[gram] += share));
    for (grams, share, _) in &rows {
        most = most.max(grams.iter().map(|&gram| sums[gram] * share).sum());
    }
    let step = 1.0 / (1.0 + STRICTNESS * 0.5 * (most + rows.len() as f64));
    let step_of_words = 1.0 / (1.0 + STRICTNESS * 0.5 * most);
    let none = Weights::default();
    let (mut weights, mut ahead, mut any, mut any_ahead) = (vec![none; number.len()], vec![none; number.len()], none, none);
    let mut pace = 1.0_f64;
    for _ in 0..ROUNDS {
        let (mut slope, mut any_slope) = (vec![none; number.len()], none);
        for (grams, share, label) in &rows {
            let mut sums = any_ahead;
            grams.iter().for_each(|&gram| (0..LABELS.len()).for_each(|at| sums[at] += ahead[gram][at] * share));
            let mut error = softmax(sums);
            error[*label] -= 1.0;
            (0..LABELS.len()).for_each(|at| any_slope[at] += STRICTNESS * error[at]);
            grams.iter().for_each(|&gram| (0..LABELS.len()).for_each(|at| slope[gram][at] += STRICTNESS * error[at] * share));
        }
        let next_pace = f64::midpoint(1.0, (1.0 + 4.0 * pace * pace).sqrt());
        let carry = (pace - 1.0) / next_pace;
        pace = next_pace;
        for gram in 0..weights.len() {
            for at in 0..LABELS.len() {
                let next = ahead[gram][at] - step_of_words * (slope[gram][at] + ahead[gram][at]);
                ahead[gram][at] = next + carry * (next - weights[gram][at]);
                weights[gram][at] = next;
            }
        }
        for at in 0..LABELS.len() {
            let next = any_ahead[at] - step * any_slope[at];
            any_ahead[at] = next + carry * (next - any[at]);
            any[at] = next;
        }
    }
    let large = |weights: &Weights| weights.map(|weight| if weight.abs() < LEAST { 0.0 } else { (weight * 100.0).round() / 100.0 });
    let grams =
        number.into_iter().map(|(gram, at)| (gram.to_owned(), large(&weights[at]))).filter(|(_, weights)| *weights != none).collect();
    Learnt { any: any.map(|weight| (weight * 100.0).round() / 100.0), grams }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The labelled answers to learn from, each text once.
fn answers() -> Vec<Answer> {
    let gold = root().join("tests/gold");
    let mut out = Vec::new();
    // What is kept to measure with, though it stands in another set as well.
    let mut seen = kept(&gold);
    let mut add = |text: &str, status: &str| {
        let status = match status {
            "answered" => "content",
            "refers_back" | "refers_forward" => "refers_within",
            other => other,
        };
        if let Some(label) = LABELS.iter().position(|label| label.as_str() == status)
            && seen.insert(letters_and_digits(text))
        {
            out.push(Answer { text: text.to_owned(), label });
        }
    };
    for line in lines(&gold.join("status_cases.tsv")) {
        let fields: Vec<&str> = line.split('\t').collect();
        add(fields[3], fields[0]);
    }
    for file in ["pairs_composed.tsv", "pairs_labelled.tsv"] {
        for line in lines(&gold.join(file)) {
            let fields: Vec<&str> = line.split('\t').collect();
            if fields[0] == "seen" {
                add(&fields[fields.len() - 1].replace("\\n", "\n"), fields[1]);
            }
        }
    }
    for line in lines(&gold.join("answers_composed.tsv")) {
        let fields: Vec<&str> = line.split('\t').collect();
        add(&fields[3].replace("\\n", "\n"), fields[0]);
    }
    for line in lines(&gold.join("answers.jsonl")) {
        let entry: Value = serde_json::from_str(&line).expect("a JSON object");
        let text = |key: &str| entry[key].as_str().expect("text");
        if is_seen(&entry) {
            add(text("answer"), text("status"));
        }
    }
    for folder in [gold.clone(), gold.join("composed/structure")] {
        for file in annotations(&folder) {
            let document: GoldDocument = serde_json::from_slice(&fs::read(file).expect("an annotation")).expect("an annotation");
            document.records.iter().for_each(|record| add(record.answer.as_deref().unwrap_or_default(), &record.status));
        }
    }
    for file in annotations(&gold.join("composed/references")) {
        let labels: Vec<Value> = serde_json::from_slice(&fs::read(&file).expect("labels")).expect("labels");
        let answers = answers_of(&file.with_extension("txt"));
        assert_eq!(answers.len(), labels.len(), "{}", file.display());
        answers.iter().zip(&labels).for_each(|(answer, label)| add(answer, label["status"].as_str().expect("text")));
    }
    out
}

/// The texts of the answers that are kept to measure with.
fn kept(gold: &Path) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for file in ["pairs_composed.tsv", "pairs_labelled.tsv"] {
        for line in lines(&gold.join(file)) {
            let fields: Vec<&str> = line.split('\t').collect();
            if fields[0] != "seen" {
                out.insert(letters_and_digits(&fields[fields.len() - 1].replace("\\n", "\n")));
            }
        }
    }
    for line in lines(&gold.join("answers.jsonl")) {
        let entry: Value = serde_json::from_str(&line).expect("a JSON object");
        if !is_seen(&entry) {
            out.insert(letters_and_digits(entry["answer"].as_str().expect("text")));
        }
    }
    for file in annotations(&gold.join("composed/unseen")) {
        out.extend(answers_of(&file.with_extension("txt")).iter().map(|answer| letters_and_digits(answer)));
    }
    out
}

fn is_seen(entry: &Value) -> bool {
    crc32fast::hash(entry["id"].as_str().expect("text").as_bytes()).is_multiple_of(2)
}

/// The answers of a composed report, in order of its questions.
fn answers_of(report: &Path) -> Vec<String> {
    let mut reading = reading::read("a.txt", &fs::read(report).expect("a report")).expect("a report that can be read");
    reading.resolve();
    reading.records().into_iter().map(|record| record.answer).collect()
}

fn lines(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

fn annotations(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|extension| extension == "json")).collect();
    files.sort();
    files
}
