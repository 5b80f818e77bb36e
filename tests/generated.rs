//! Reads hundreds of composed reports of every structure family and compares the records with what is true of them.
//!
//! The seeds are fixed, and a few are fresh each time; the seed of the worst documents is printed. To see one:
//! `FAMILY=blocks SEED=17 SIZE=8 cargo test --test generated show -- --nocapture`.
#![allow(missing_docs, clippy::print_stdout)]

mod support;

use overleg::score::{Score, score};
use support::generator::{Composed, Family, compose};
use support::reading::{self, Reading};

/// Issue 3: pairs F1 that each family must reach in the end; 0.95 where answers have to be matched to questions by their words.
fn target(family: Family) -> f64 {
    if matches!(family, Family::Blocks | Family::Letters) { 0.95 } else { 0.985 }
}
const TARGET_FACTIONS: f64 = 0.998;
const TARGET_PERFECT: f64 = 0.90;

/// Pairs F1 reached; raised when the reading gets better, never lowered but for a harder generator.
fn reached(family: Family) -> f64 {
    match family {
        Family::Interleaved => 0.74,
        Family::Blocks => 0.65,
        Family::Numbered => 0.90,
        Family::Thematic => 0.80,
        Family::Letters => 0.52,
        Family::QuestionsOnly => 0.90,
        Family::AnswersOnly => 0.93,
        Family::Lijst => 0.98,
        Family::Kamervragen => 0.91,
        Family::Nota => 0.76,
    }
}

fn measure(composed: &Composed) -> (Score, Vec<String>, Option<Reading>) {
    let text = composed.to_text();
    let reading = reading::read("generated.txt", text.as_bytes());
    if let Some(reading) = &reading {
        if let Err(fault) = reading.balance() {
            panic!("{} seed {}: {fault}", composed.family.as_str(), composed.seed);
        }
    }
    let records = reading.as_ref().map(Reading::records).unwrap_or_default();
    let (one, faults) = score(&composed.truth.gold("generated.txt"), &records);
    (one, faults, reading)
}

fn line(name: &str, sum: &Score) {
    let share = |n: usize, of: usize| if of == 0 { 1.0 } else { n as f64 / of as f64 };
    println!(
        "{name:<24} pairs F1 {:.4}  questions {:.4}  answers {:.4}  factions {:.4}  topics {:.3}  perfect {:.3}  invented {}  ({} documents, {} records)",
        sum.f1(),
        share(sum.questions, sum.gold),
        share(sum.answers, sum.questions),
        share(sum.factions, sum.questions),
        share(sum.topics, sum.questions),
        share(sum.perfect, sum.documents),
        sum.invented,
        sum.documents,
        sum.gold
    );
}

#[test]
fn families() {
    let count: u64 = std::env::var("SEEDS").ok().and_then(|s| s.parse().ok()).unwrap_or(60);
    let only = std::env::var("FAMILY").unwrap_or_default();
    let started = std::time::Instant::now();
    for family in Family::ALL.into_iter().filter(|f| only.is_empty() || f.as_str() == only) {
        let mut sum = Score::default();
        let mut worst: Vec<(f64, u64, String, String)> = Vec::new();
        for seed in 0..count {
            let composed = compose(seed, family, 10);
            let (one, faults, _) = measure(&composed);
            if one.perfect == 0 {
                worst.push((one.f1(), seed, composed.choices.clone(), faults.first().cloned().unwrap_or_default()));
            }
            sum.add(&one);
        }
        line(family.as_str(), &sum);
        assert!(count < 30 || sum.f1() >= reached(family), "{}: pairs F1 dropped to {:.4}", family.as_str(), sum.f1());
        worst.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (f1, seed, choices, fault) in worst.iter().take(std::env::var("WORST").ok().and_then(|s| s.parse().ok()).unwrap_or(3)) {
            println!("    seed {seed}: {f1:.2} [{choices}] {fault}");
        }
    }
    println!("{:?}; targets {} {} {}", started.elapsed(), target(Family::Blocks), TARGET_FACTIONS, TARGET_PERFECT);
}

/// Prints one composed report, what is true of it and what was read.
#[test]
fn show() {
    let Ok(name) = std::env::var("FAMILY") else { return };
    let number = |key: &str, default: u64| std::env::var(key).ok().and_then(|s| s.parse().ok()).unwrap_or(default);
    let family = Family::ALL.into_iter().find(|f| f.as_str() == name).expect("a family");
    let composed = compose(number("SEED", 0), family, number("SIZE", 10) as usize);
    println!("{}\n{}", composed.choices, composed.to_text());
    let (one, faults, reading) = measure(&composed);
    println!("{one:#?}");
    if let Some(report) = reading.as_ref().and_then(|r| r.report.as_ref()) {
        println!("{:?} {:?} {:?}", report.kind, report.structure, report.readings);
    }
    for (record, faction) in composed.truth.records.iter().map(|r| (&r.core, &r.factions)) {
        println!("  {faction:?} {}", record.chars().take(90).collect::<String>());
    }
    faults.iter().for_each(|f| println!("  ! {f}"));
}
