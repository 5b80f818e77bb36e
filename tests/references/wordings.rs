//! Every wording of the genre and many natural variations, in a report of each family: what it demands and where it leads.
//!
//! `tests/fixtures/references/wordings.txt` holds one wording a line: family, asking question, answer, expected references.

use std::collections::BTreeMap;
use std::path::Path;

use overleg::model::{Certainty, Reference, ReferenceKind, Report};

use super::examined;

#[test]
fn every_wording_leads_where_it_should() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/references");
    let table = std::fs::read_to_string(folder.join("wordings.txt")).expect("the table is there");
    let mut families: BTreeMap<String, Family> = BTreeMap::new();
    let (mut all, mut faults) = (0, Vec::new());
    for (line, row) in table.lines().enumerate().filter(|(_, row)| !row.trim().is_empty() && !row.starts_with('#')) {
        let cells: Vec<&str> = row.split(" | ").map(str::trim).collect();
        let [family, asking, wording, expected] = cells.as_slice() else { panic!("line {}: four cells are needed", line + 1) };
        let family = families.entry((*family).to_owned()).or_insert_with(|| Family::read(&folder.join(format!("{family}.txt"))));
        let asking: usize = asking.parse().expect("the asking question is a number");
        all += 1;
        if let Err(found) = family.check(asking, wording, expected) {
            faults.push(format!("line {}: {wording}\n    expected {expected}\n    found    {found}", line + 1));
        }
    }
    println!("{} of {all} wordings lead where they should", all - faults.len());
    assert!(all > 200, "only {all} wordings");
    assert!(faults.is_empty(), "{} of {all} wordings:\n{}", faults.len(), faults.join("\n"));
}

struct Family {
    text: String,
    /// The answers of the questions, in order of the questions.
    answers: Vec<String>,
}

impl Family {
    fn read(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).expect("the family is there");
        let (document, report) = examined("verslag.txt", text.as_bytes()).expect("the family is a report");
        let answers = report
            .questions
            .iter()
            .map(|q| document.text_of(&report.answers[q.answer.expect("every question has an answer")].spans))
            .collect();
        assert!(report.references.is_empty(), "{}: {:?}", path.display(), report.references);
        Self { text, answers }
    }

    /// Puts `wording` in the place of the answer to question `asking` (from 1) and compares the references.
    fn check(&self, asking: usize, wording: &str, expected: &str) -> Result<(), String> {
        let old = &self.answers[asking - 1];
        assert_eq!(self.text.matches(old.as_str()).count(), 1, "{old}");
        let text = self.text.replace(old.as_str(), &wording.replace(" // ", "\n\n"));
        let Some((_, report)) = examined("verslag.txt", text.as_bytes()) else { return Err("no report".to_owned()) };
        if report.questions.len() != self.answers.len() {
            return Err(format!("{} questions instead of {}", report.questions.len(), self.answers.len()));
        }
        let answer = report.questions[asking - 1].answer.ok_or("no answer")?;
        let found: Vec<&Reference> = report.references.iter().filter(|r| r.answer == answer).collect();
        let wanted: Vec<&str> = expected.split(" + ").map(str::trim).filter(|w| *w != "none").collect();
        let fits = found.len() == wanted.len() && found.iter().zip(&wanted).all(|(r, wanted)| demands(r, wanted, &report));
        if fits { Ok(()) } else { Err(found.iter().map(|r| told(r)).collect::<Vec<_>>().join(" + ")) }
    }
}

/// Whether a reference is as `kind key=value … -> targets` says; keys that are not named are not compared.
fn demands(r: &Reference, wanted: &str, report: &Report) -> bool {
    let (left, targets) = wanted.split_once("->").unwrap_or((wanted, ""));
    let mut words = left.split_whitespace();
    let kind = words.next().unwrap_or("");
    let numbers = |list: &[usize]| list.iter().map(|q| (q + 1).to_string()).collect::<Vec<_>>().join(",");
    let leads = match targets.trim() {
        "" => r.kind == ReferenceKind::Elsewhere,
        "?" => r.certainty == Certainty::Ambiguous && !r.candidates.is_empty() && !r.rule.is_empty(),
        "!" => r.certainty == Certainty::Unresolved && r.targets.is_empty() && !r.rule.is_empty(),
        list => r.certainty == Certainty::Resolved && numbers(&r.targets) == list && r.targets.iter().all(|t| *t < report.questions.len()),
    };
    leads
        && kind.split('/').any(|kind| r.kind.as_str() == kind)
        && words.all(|word| {
            let (key, value) = word.split_once('=').expect("key=value");
            let value = value.replace('_', " ");
            match key {
                "f" => r.named_factions.join(",") == value,
                "n" => r.named_numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(",") == value,
                "o" => r.named_ordinal.map(|o| o.to_string()) == Some(value),
                "t" => r.named_topic.to_lowercase() == value.to_lowercase(),
                "d" => r.named_document == value,
                other => panic!("no key {other}"),
            }
        })
}

fn told(r: &Reference) -> String {
    format!(
        "{} f={:?} n={:?} o={:?} t={:?} d={:?} {:?} {:?} candidates {:?} ({}) {}",
        r.kind.as_str(),
        r.named_factions,
        r.named_numbers.iter().map(ToString::to_string).collect::<Vec<_>>(),
        r.named_ordinal,
        r.named_topic,
        r.named_document,
        r.certainty,
        r.targets.iter().map(|q| q + 1).collect::<Vec<_>>(),
        r.candidates.iter().map(|q| q + 1).collect::<Vec<_>>(),
        r.rule,
        r.doubt
    )
}
