//! Status and signals of real answers, by the codebook: figures over two halves, and every hard case.
//!
//! The rules were written looking at the half of `gold/answers.jsonl` whose ids have an even CRC-32; the other half is only scored:
//! the kinds of its errors were counted, its texts not read. `gold/pairs_labelled.tsv` is a second set, labelled by one reader, with
//! halves of its own, `gold/pairs_composed.tsv` a third one, of wordings that were sought to be hard. The weights of the second opinion are
//! learnt from the seen halves and parts alone, without what stands in the others too. The table of cases holds wordings that the rules were written for: it guards them, it
//! measures nothing. A figure below the recorded one fails.

#![allow(clippy::print_stdout, reason = "the figures are the point of the test")]

use std::collections::{BTreeMap, BTreeSet};

use overleg::model::{Judgement, Status};
use overleg::rules::Rules;
use overleg::status::{judge, judge_with};
use serde_json::Value;

const ANSWERS: &str = include_str!("gold/answers.jsonl");
const LABELLED: &str = include_str!("gold/pairs_labelled.tsv");
const COMPOSED: &str = include_str!("gold/pairs_composed.tsv");
const CASES: &str = include_str!("gold/status_cases.tsv");

/// One answer: by the gold and by us, with `refers_back` and `refers_forward` as `refers_within`.
struct Pair {
    gold: (String, BTreeSet<String>),
    ours: (String, BTreeSet<String>),
}

/// Recorded figures, in the order of `figures`.
const SEEN: [f64; 5] = [0.99, 1.0, 1.0, 0.995, 0.995];
const UNSEEN: [f64; 5] = [0.985, 1.0, 1.0, 0.92, 0.95];
const ALL: [f64; 5] = [0.99, 1.0, 1.0, 0.95, 0.965];
const SECOND_SEEN: [f64; 5] = [0.99, 1.0, 1.0, 0.96, 0.96];
const SECOND_UNSEEN: [f64; 5] = [0.965, 1.0, 0.9, 0.98, 0.97];
/// Status F1 and F1 of not answered.
const COMPOSED_SEEN: [f64; 2] = [0.985, 0.99];
const COMPOSED_UNSEEN: [f64; 2] = [0.95, 0.96];
/// Answered questions that are not called so, of 120, where somebody else refuses, delays or does not know.
const OTHERS_WRONG: usize = 9;

#[test]
fn figures_do_not_drop() {
    let all = pairs(|_| true);
    let seen = pairs(|id| crc32fast::hash(id.as_bytes()).is_multiple_of(2));
    let unseen = pairs(|id| !crc32fast::hash(id.as_bytes()).is_multiple_of(2));
    for (name, pairs, recorded) in [("seen", &seen, SEEN), ("unseen", &unseen, UNSEEN), ("all", &all, ALL)] {
        let figures = print(name, pairs);
        for signal in ["refers_within", "refers_elsewhere", "deferred", "declined", "no_information", "acknowledged"] {
            let says = |(status, also): &(String, BTreeSet<String>)| status == signal || also.contains(signal);
            let (precision, recall) = precision_recall(pairs.iter().map(|p| (says(&p.gold), says(&p.ours))));
            println!("         {signal:17} P {precision:.3} R {recall:.3}");
        }
        at_least(name, figures, recorded);
    }
}

#[test]
fn figures_of_the_second_set_do_not_drop() {
    for (half, recorded) in [("seen", SECOND_SEEN), ("unseen", SECOND_UNSEEN)] {
        at_least(half, print(half, &labelled(LABELLED, half)), recorded);
    }
}

#[test]
fn figures_of_composed_wordings_do_not_drop() {
    for (part, [status, withheld]) in [("seen", COMPOSED_SEEN), ("unseen", COMPOSED_UNSEEN)] {
        // Only the status is labelled.
        let [.., ours, not_answered] = print(part, &labelled(COMPOSED, part));
        assert!(ours >= status && not_answered >= withheld, "{part}: {ours} {not_answered} below {status} {withheld}");
    }
    let others = labelled(COMPOSED, "others");
    let wrong = others.iter().filter(|pair| pair.ours.0 != pair.gold.0).count();
    println!("others n={} wrong {wrong}", others.len());
    assert!(others.len() == 120 && wrong <= OTHERS_WRONG, "{wrong} wrong");
}

#[test]
fn hard_cases_and_wordings_of_the_genre() {
    let mut wrong = Vec::new();
    for line in CASES.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [status, also, question, answer] = fields[..] else { panic!("four fields: {line:?}") };
        let expected = (status.to_owned(), also.split(';').filter(|s| !s.is_empty()).map(str::to_owned).collect::<BTreeSet<_>>());
        // The rules alone: the weights were learnt from these.
        let ours = said(&judge_with(question, answer, Rules::embedded(), None));
        if ours != expected {
            wrong.push(format!("{answer:?} -> {ours:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// On each set that is kept to measure with, answers judged rightly with the second opinion and by the rules alone.
#[test]
fn the_second_opinion_makes_no_kept_set_worse() {
    let rows = |table: &str, part: &str| -> Vec<(String, String, String)> {
        let lines = table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect::<Vec<_>>());
        let of_part = lines.filter(|fields| fields[0] == part);
        of_part.map(|f| (f[1].to_owned(), f[f.len() - 2].to_owned(), f[f.len() - 1].to_owned())).collect()
    };
    let entries = ANSWERS.lines().map(|line| serde_json::from_str::<Value>(line).expect("a JSON object"));
    let text = |entry: &Value, key: &str| entry[key].as_str().expect("text").to_owned();
    let real = entries.filter(|entry| !crc32fast::hash(text(entry, "id").as_bytes()).is_multiple_of(2));
    let real = real.map(|entry| (text(&entry, "status"), text(&entry, "question"), text(&entry, "answer"))).collect();
    for (name, set) in
        [("real", real), ("labelled", rows(LABELLED, "unseen")), ("hard", rows(COMPOSED, "unseen")), ("others", rows(COMPOSED, "others"))]
    {
        let right = |judge: &dyn Fn(&str, &str) -> String| set.iter().filter(|(gold, q, a)| judge(q, a) == *gold).count();
        let with = right(&|question, answer| ours(question, answer).0);
        let alone = right(&|question, answer| said(&judge_with(question, answer, Rules::embedded(), None)).0);
        println!("{name}: {with} of {} right, by the rules alone {alone}", set.len());
        assert!(with >= alone, "{name}: {with} with a second opinion, {alone} without");
    }
}

/// The second opinion speaks where no rule knows the words, and is silent where something is said, little is said, or it is what was asked.
#[test]
fn a_second_opinion_is_given_and_where_not() {
    let status = |question: &str, answer: &str| ours(question, answer).0;
    let rules_alone = |question: &str, answer: &str| said(&judge_with(question, answer, Rules::embedded(), None)).0;
    for (question, answer, expected) in [
        (
            "Wat zijn de oorzaken?",
            "De redenen voor uitstel zijn aan de orde gekomen in het antwoord op de tweede vraag van de leden van de VVD-fractie, waarnaar ik kortheidshalve verwijs.",
            "refers_within",
        ),
        (
            "Voor hoeveel dagen is er voorraad?",
            "Inzicht in de omvang van voorraden raakt aan de operationele veiligheid. Ik kan u daarover uitsluitend vertrouwelijk informeren.",
            "declined",
        ),
        (
            "Wat vindt de minister van het plan?",
            "Ik heb waardering voor het denkwerk dat het lid van de Volt-fractie heeft verricht.",
            "acknowledged",
        ),
    ] {
        assert_eq!((rules_alone(question, answer).as_str(), status(question, answer).as_str()), ("answered", expected), "{answer}");
    }
    for (question, answer) in [
        ("Wanneer gaat de regeling in?", "De regeling is op 3 mei ingegaan. Zie ook mijn brief van 3 mei."),
        ("Wat vindt u hiervan?", "Dit is zorgelijk. Zie ook de antwoorden op vraag 2 en 3."),
        ("Wat doet het kabinet?", "Het kabinet kiest voor een verbod. Uw Kamer wordt hierover in het najaar geïnformeerd."),
        ("Hoe vaak komt dit voor?", "Dit komt zelden voor. Exacte aantallen zijn niet bekend."),
        (
            "Gaan kinderen naar school?",
            "Zoals opgemerkt in reactie op de vragen van de leden van de SP-fractie over noodopvang, krijgen zij les op de locatie.",
        ),
        ("Hoeveel gevallen zijn er vastgesteld?", "Geen."),
        ("Wie is verantwoordelijk voor de uitvoering?", "De minister van VWS."),
        ("Wanneer is de brief verzonden?", "De brief is op 3 mei verzonden."),
        ("Welk rapport is gebruikt?", "Het rapport van de commissie-Van Dijk uit 2021."),
        ("Waar is dit vastgelegd?", "In de Kamerbrief van 3 mei 2024."),
        ("Welke afspraken zijn er gemaakt?", "Hierover zijn geen afspraken gemaakt."),
        ("Moeten banken klachten registreren?", "Banken hoeven dit niet te registreren."),
        ("Gaat u hierover in gesprek met de sector?", "Ik ga hierover in gesprek met de sector."),
        ("Bent u bekend met het bericht?", "Hier heb ik geen weet van."),
        ("Waarom is er geen landelijk register?", "Er is geen landelijk register omdat gemeenten hun eigen administratie voeren."),
        ("Wat vindt u van de uitspraak van de rechter?", "Het kabinet respecteert de uitspraak van de rechter en gaat niet in beroep."),
        (
            "Waarom worden de gegevens niet openbaar gemaakt?",
            "De gegevens worden niet openbaar gemaakt omdat bedrijven daardoor schade lijden.",
        ),
    ] {
        assert_eq!(status(question, answer), "answered", "{question} {answer}");
    }
}

#[test]
fn evidence_is_verbatim_and_missing_is_missing() {
    let rules = Rules::embedded();
    assert_eq!(judge("Waarom?", " \n", rules).status, Status::Missing);
    for line in ANSWERS.lines() {
        let entry: Value = serde_json::from_str(line).expect("a JSON object");
        let answer = entry["answer"].as_str().expect("text");
        let judgement = judge(entry["question"].as_str().expect("text"), answer, rules);
        assert!(!judgement.evidence.is_empty() && answer.contains(&judgement.evidence));
    }
}

/// The rules list the factions that may stand for a place without a word for it; the lexicon, which knows them all, is the measure.
#[test]
fn every_faction_since_2010_may_be_named_as_a_place() {
    let mut factions = csv::Reader::from_reader(&include_bytes!("../src/lexicon/data/factions.csv")[..]);
    let rows = factions.deserialize::<Faction>().map(Result::unwrap);
    let missing: BTreeSet<String> = rows
        .filter(|faction| faction.valid_to.is_none_or(|year| year >= 2010))
        .map(|faction| faction.canonical)
        .filter(|name| ours("Waarom?", &format!("Zie {name}, vraag 5.")).0 != "refers_within")
        .collect();
    assert!(missing.is_empty(), "add to sr_name in src/rules/data/status_reference.toml: {missing:?}");
}

#[derive(serde::Deserialize)]
struct Faction {
    canonical: String,
    valid_to: Option<u16>,
}

fn print(name: &str, pairs: &[Pair]) -> [f64; 5] {
    let figures = figures(pairs);
    let [references, precision, recall, status, withheld] = figures;
    println!(
        "{name:6} n={:3} references F1 {references:.3}  only P {precision:.3} R {recall:.3}  status F1 {status:.3}  not answered F1 {withheld:.3}",
        pairs.len(),
    );
    figures
}

fn at_least(name: &str, figures: [f64; 5], recorded: [f64; 5]) {
    for (figure, least) in figures.iter().zip(recorded) {
        assert!(*figure >= least, "{name}: {figures:?} below {recorded:?}");
    }
}

/// The pairs of one part of a table: part, status, question, answer; where it is labelled, the signal stands behind the status.
fn labelled(table: &str, part: &str) -> Vec<Pair> {
    let lines = table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect::<Vec<_>>());
    lines
        .filter(|fields| fields[0] == part)
        .map(|fields| {
            let (status, signal, question, answer) = match fields[..] {
                [_, status, signal, question, answer] => (status, signal, question, answer),
                [_, status, question, answer] => (status, "", question, answer),
                _ => panic!("four or five fields: {fields:?}"),
            };
            let gold = (status.to_owned(), Some(signal.to_owned()).filter(|s| !s.is_empty()).into_iter().collect());
            Pair { gold, ours: ours(question, answer) }
        })
        .collect()
}

fn ours(question: &str, answer: &str) -> (String, BTreeSet<String>) {
    said(&judge(question, answer, Rules::embedded()))
}

fn said(judgement: &Judgement) -> (String, BTreeSet<String>) {
    let status = match judgement.status {
        Status::RefersBack | Status::RefersForward => "refers_within",
        status => status.as_str(),
    };
    (status.to_owned(), judgement.also.iter().map(|signal| signal.as_str().to_owned()).collect())
}

fn pairs(keep: impl Fn(&str) -> bool) -> Vec<Pair> {
    let entries = ANSWERS.lines().map(|line| serde_json::from_str::<Value>(line).expect("a JSON object"));
    entries
        .filter(|entry| keep(entry["id"].as_str().expect("an id")))
        .map(|entry| {
            let text = |key: &str| entry[key].as_str().expect("text").to_owned();
            let also = entry["also"].as_array().expect("a list").iter().map(|v| v.as_str().expect("text").to_owned()).collect();
            Pair { gold: (text("status"), also), ours: ours(&text("question"), &text("answer")) }
        })
        .collect()
}

/// None/mixed/only macro-F1, precision and recall of "only", status macro-F1, F1 of not answered.
fn figures(pairs: &[Pair]) -> [f64; 5] {
    fn references((status, also): &(String, BTreeSet<String>)) -> &'static str {
        match (status.as_str(), also.contains("refers_within")) {
            ("refers_within", _) => "only",
            (_, true) => "mixed",
            _ => "none",
        }
    }
    let (precision, recall) = precision_recall(pairs.iter().map(|p| (references(&p.gold) == "only", references(&p.ours) == "only")));
    let (p, r) = precision_recall(pairs.iter().map(|p| (p.gold.0 != "answered", p.ours.0 != "answered")));
    [
        macro_f1(pairs.iter().map(|p| (references(&p.gold), references(&p.ours)))),
        precision,
        recall,
        macro_f1(pairs.iter().map(|p| (p.gold.0.as_str(), p.ours.0.as_str()))),
        f1(p, r),
    ]
}

fn macro_f1<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> f64 {
    let pairs: Vec<_> = pairs.collect();
    let classes: BTreeMap<&str, ()> = pairs.iter().map(|&(gold, _)| (gold, ())).collect();
    let sum: f64 = classes
        .keys()
        .map(|class| {
            let (p, r) = precision_recall(pairs.iter().map(|(gold, ours)| (gold == class, ours == class)));
            f1(p, r)
        })
        .sum();
    sum / classes.len() as f64
}

fn f1(precision: f64, recall: f64) -> f64 {
    if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
}

fn precision_recall(pairs: impl Iterator<Item = (bool, bool)>) -> (f64, f64) {
    let (mut both, mut gold, mut ours) = (0.0, 0.0, 0.0);
    for (is, said) in pairs {
        both += f64::from(u8::from(is && said));
        gold += f64::from(u8::from(is));
        ours += f64::from(u8::from(said));
    }
    let share = |of: f64| if of > 0.0 { both / of } else { 1.0 };
    (share(ours), share(gold))
}
