//! Scores annotated documents; prints the figures; fails when one drops below what was reached.
//!
//! `gold/` annotates real documents. `gold/composed/` holds reports that somebody composed who knew the genre and the codebook and
//! not the rules: `structure` in other layouts, `references` with answers in other words, half of which refer, put off, withhold
//! or do not know. The rules were mended by what failed there, so these figures show what holds, not how well it carries over: README has
//! those from before the mending.
#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::support::place::{Place, Row};
use crate::support::reading;
use overleg::score::{GoldDocument, ReadRecord, Score, score};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn source(file: &str) -> PathBuf {
    if file.starts_with("002_") {
        return root().join("input/verslag-schriftelijk-overleg-jbz-raad-32317-974.txt");
    }
    let folder = file.rsplit('.').next().unwrap_or("txt");
    root().join("tests/fixtures").join(folder).join(file)
}

fn records(path: &Path) -> Vec<ReadRecord> {
    let bytes = std::fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let Some(mut reading) = reading::read(&path.to_string_lossy(), &bytes) else { return Vec::new() };
    reading.resolve();
    reading.records()
}

/// The annotations in `folder`, in the order of their names.
fn annotations(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "json")).collect();
    files.sort();
    files
}

/// The sum over the annotations in `folder`, which are of the documents that `source` finds; the figures of each are printed.
fn scored(folder: &Path, source: impl Fn(&str) -> PathBuf, mut each: impl FnMut(&GoldDocument, &Score)) -> Score {
    let mut sum = Score::default();
    for file in &annotations(folder) {
        let gold: GoldDocument = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        let (one, faults) = score(&gold, &records(&source(&gold.file)));
        println!(
            "{:<32} F1 {:.3}  {} of {} right, {} read; answers {} factions {} topics {} statuses {} asks {}",
            gold.file,
            one.f1(),
            one.right,
            one.gold,
            one.read,
            one.answers,
            one.factions,
            one.topics,
            one.statuses,
            one.asks
        );
        for fault in faults {
            println!("    {fault}");
        }
        each(&gold, &one);
        sum.add(&one);
    }
    println!(
        "all: F1 {:.3}, {} of {} documents perfect, statuses {} of {}",
        sum.f1(),
        sum.perfect,
        sum.documents,
        sum.statuses,
        sum.questions
    );
    sum
}

#[test]
fn annotated_documents_are_read_as_well_as_recorded() {
    let sum = scored(&root().join("tests/gold"), source, |gold, one| {
        if gold.file.starts_with("002_") {
            assert_eq!((one.right, one.read, one.topics, one.statuses, one.asks), (23, 23, 23, 23, 23), "the acceptance document");
        }
    });
    assert!(sum.f1() >= F1_REACHED, "pairs F1 dropped to {:.3}", sum.f1());
    assert!(sum.statuses >= STATUSES_REACHED, "statuses dropped to {}", sum.statuses);
}

/// The figures reached; raise them when they rise.
const F1_REACHED: f64 = 0.999;
const STATUSES_REACHED: usize = 95;

#[test]
fn composed_layouts_are_read_as_well_as_recorded() {
    let folder = root().join("tests/gold/composed/structure");
    let sum = scored(&folder, |file| folder.join(file), |_, _| {});
    assert!(sum.f1() >= LAYOUTS_F1_REACHED, "pairs F1 dropped to {:.3}", sum.f1());
    assert!(sum.statuses >= LAYOUTS_STATUSES_REACHED, "statuses dropped to {}", sum.statuses);
}

const LAYOUTS_F1_REACHED: f64 = 0.976;
const LAYOUTS_STATUSES_REACHED: usize = 1596;

/// What is true of one record of a composed report.
#[derive(Deserialize)]
struct Expected {
    faction: String,
    status: String,
    also: Vec<String>,
    /// Places of the records meant, from 0.
    refers_to: Vec<usize>,
    /// Whether two good readers could differ in `also`.
    #[serde(default)]
    ambiguous: bool,
}

fn values(cell: &str) -> Vec<&str> {
    cell.split(';').filter(|value| !value.is_empty()).collect()
}

/// In how many of the records each holds: the faction, the status, what else is said, the targets.
fn compare(name: &str, rows: &[&Row], expected: &[Expected]) -> [usize; 4] {
    assert_eq!(rows.len(), expected.len(), "{name}: records");
    let place: BTreeMap<&str, usize> = rows.iter().enumerate().map(|(at, row)| (row["question_id"].as_str(), at)).collect();
    let mut right = [0; 4];
    for (at, (row, gold)) in rows.iter().zip(expected).enumerate() {
        let mut targets: Vec<usize> = values(&row["refers_to"]).iter().filter_map(|id| place.get(id).copied()).collect();
        targets.sort_unstable();
        let mut meant = gold.refers_to.clone();
        meant.sort_unstable();
        let (mut also, mut said) = (values(&row["also"]), gold.also.iter().map(String::as_str).collect::<Vec<_>>());
        also.sort_unstable();
        said.sort_unstable();
        let holds = [row["faction"] == gold.faction, row["status"] == gold.status, also == said || gold.ambiguous, targets == meant];
        holds.iter().zip(&mut right).for_each(|(holds, count)| *count += usize::from(*holds));
        if holds.contains(&false) {
            println!(
                "    {name} {at}: {} {} {also:?} {targets:?}, not {} {} {said:?} {meant:?}: {}",
                row["faction"], row["status"], gold.faction, gold.status, row["answer"]
            );
        }
    }
    right
}

#[test]
fn composed_answers_are_judged_and_resolved_as_well_as_recorded() {
    answers_right("references", ANSWERS_REACHED);
}

/// No rule was mended by these and no weight learnt from them, nor should be: they tell how both carry over. From which belief on
/// the weights count was chosen by these and the other sets that are kept.
#[test]
fn unseen_answers_are_judged_and_resolved_as_well_as_recorded() {
    answers_right("unseen", UNSEEN_REACHED);
}

/// In how many records of the folder each holds: the faction, the status, what else is said, the targets; no fewer than `reached`.
fn answers_right(folder: &str, reached: [usize; 4]) {
    let folder = root().join("tests/gold/composed").join(folder);
    let annotations = annotations(&folder);
    let text = |annotation: &Path| annotation.with_extension("txt");
    let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    let place = Place::new(annotations.iter().map(|path| (name(&text(path)), std::fs::read(text(path)).unwrap())));
    place.run_here();
    let rows = place.rows("records");
    let mut sum = [0; 4];
    for annotation in &annotations {
        let gold: Vec<Expected> = serde_json::from_slice(&std::fs::read(annotation).unwrap()).unwrap();
        let file = name(&text(annotation));
        let own: Vec<&Row> = rows.iter().filter(|row| row["source_file"] == file).collect();
        let right = compare(&file, &own, &gold);
        sum.iter_mut().zip(right).for_each(|(sum, right)| *sum += right);
    }
    println!("composed answers: faction, status, also, targets right in {sum:?} of {}", rows.len());
    assert!(sum.iter().zip(reached).all(|(sum, reached)| *sum >= reached), "{sum:?} are less than {reached:?}");
}

const ANSWERS_REACHED: [usize; 4] = [914, 909, 887, 895];
const UNSEEN_REACHED: [usize; 4] = [592, 553, 535, 564];
