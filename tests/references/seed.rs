//! The sample report: every reference in it has one right target.

use std::collections::BTreeMap;

use overleg::model::{Certainty, Resolution, ReviewReason, Status};

use super::report;

const SEED: &[u8] = include_bytes!("../../input/verslag-schriftelijk-overleg-jbz-raad-32317-974.txt");

/// All seven links of the gold are made. The margins behind those by "het ontwerpbesluit" are narrow and were set with this
/// document in view; other documents decide how well they carry.
#[test]
fn the_seed_is_resolved_as_its_gold_says() {
    let report = report("verslag-schriftelijk-overleg-jbz-raad-32317-974.txt", SEED);
    assert_eq!(report.questions.len(), 23);
    let mut targets = BTreeMap::new();
    for r in &report.references {
        let asking = report.answers[r.answer].questions[0];
        println!("{asking:2} {:?} {:?} {:?} {:?} | {} | {} | {}", r.kind, r.certainty, r.targets, r.candidates, r.rule, r.text, r.doubt);
        if !r.targets.is_empty() {
            assert_eq!(r.certainty, Certainty::Resolved, "{}", r.text);
            targets.insert(asking, r.targets.clone());
        }
    }
    for (at, answer) in report.answers.iter().enumerate() {
        if let Some(earlier) = answer.repeats {
            println!("answer {at} repeats {earlier}");
        }
    }
    let expected =
        BTreeMap::from([(9, vec![8]), (10, vec![6]), (12, vec![6]), (15, vec![13]), (17, vec![13]), (19, vec![1]), (22, vec![1])]);
    assert_eq!(targets, expected);
    let last = report.references.iter().find(|r| report.answers[r.answer].questions == [22]).expect("a reference");
    assert!(last.doubt.contains("question 6 (NSC)"), "{}", last.doubt);
    assert!(report.questions[22].review.contains(&ReviewReason::DoubtfulReference));
    assert_eq!(report.resolutions[22], Resolution::Status(Status::Answered, report.questions[1].answer));
    assert_eq!(report.answers[8].repeats, Some(6));
}
