//! The stages apart, in this process.

use std::time::{Duration, Instant};

use overleg::classify;
use overleg::export::Extract;
use overleg::lexicon::Lexicon;
use overleg::model::DocumentKind;
use overleg::pipeline::account;
use overleg::read::{self, Limits};
use overleg::resolve;
use overleg::rules::Rules;
use overleg::segment;
use overleg::status;

use crate::corpus;
use crate::support::generator::{Family, compose};

const NAMES: [&str; 7] = ["reading", "classifying", "segmenting", "judging answers", "resolving references", "balancing the books", "rows"];

/// Sends a text through the stages and adds the time of each.
fn examine(text: &str, spent: &mut [Duration; NAMES.len()]) {
    let (rules, lexicon) = (Rules::embedded(), Lexicon::embedded());
    let mut start = Instant::now();
    let mut lap = |stage: usize| {
        spent[stage] += start.elapsed();
        start = Instant::now();
    };
    let document = read::read("report.txt", text.as_bytes(), &Limits::default()).output.expect("a composed report is read");
    lap(0);
    let classified = classify::classify(&document, rules, lexicon).output.expect("a document has a kind");
    lap(1);
    if classified.kind == DocumentKind::Other {
        return;
    }
    let report = segment::segment(&document, &classified, rules, lexicon).output;
    lap(2);
    let Some(mut report) = report else { return };
    let questions: Vec<String> = report.questions.iter().map(|q| document.text_of(&q.spans)).collect();
    let answers: Vec<String> = report.answers.iter().map(|a| document.text_of(&a.spans)).collect();
    for (answer, text) in report.answers.iter_mut().zip(&answers) {
        let asked: Vec<&str> = answer.questions.iter().map(|&q| questions[q].as_str()).collect();
        answer.judgement = status::judge(&asked.join("\n"), text, rules);
    }
    lap(3);
    resolve::resolve(&document, &mut report, rules, lexicon);
    lap(4);
    let account = account::balance(&document, Some(&report));
    assert_eq!(account.fault, None);
    lap(5);
    let empty = overleg::diagnostic::Diagnostic::new(overleg::diagnostic::Code::EmptyFile, "");
    Extract::failed("report.txt", text.len() as u64, &empty).fill(&document, &report, questions, answers);
    lap(6);
}

/// The time of each stage over `documents` reports.
pub fn table(documents: usize) {
    let texts: Vec<String> = (0..documents).map(|number| corpus::report(number).to_text()).collect();
    // Once, so that patterns are compiled.
    texts.iter().take(50).for_each(|text| examine(text, &mut Default::default()));
    let mut spent = [Duration::ZERO; NAMES.len()];
    texts.iter().for_each(|text| examine(text, &mut spent));
    let bytes: usize = texts.iter().map(String::len).sum();
    let all: f64 = spent.iter().map(Duration::as_secs_f64).sum();
    println!("| stage | seconds | share | MB/s |\n|---|---:|---:|---:|");
    for (name, time) in NAMES.iter().zip(spent) {
        let seconds = time.as_secs_f64();
        println!("| {name} | {seconds:.3} | {:.0} % | {:.1} |", 100.0 * seconds / all, bytes as f64 / 1e6 / seconds);
    }
    println!("| all | {all:.3} | | {:.1} |", bytes as f64 / 1e6 / all);
}

/// The time of one report of each of these numbers of questions; the fastest of three.
pub fn growth(sizes: &[usize]) {
    examine(&corpus::report(0).to_text(), &mut Default::default());
    for family in [Family::Interleaved, Family::Blocks, Family::Lijst] {
        let mut first = None;
        for &size in sizes {
            let text = compose(7, family, size).to_text();
            let once = |_| {
                let start = Instant::now();
                examine(&text, &mut Default::default());
                start.elapsed().as_secs_f64()
            };
            let seconds = (0..3).map(once).fold(f64::INFINITY, f64::min);
            let ratio = match first.get_or_insert(seconds) {
                base if *base < seconds => format!(" ({:.1} times)", seconds / *base),
                _ => String::new(),
            };
            let megabytes = text.len() as f64 / 1e6;
            println!("| {size} ({}) | {megabytes:.2} MB | {seconds:.2}{ratio} | {:.1} |", family.as_str(), megabytes / seconds);
        }
    }
}
