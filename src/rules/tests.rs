//! What the engine adds to plain regular expressions changes speed alone.

use std::path::{Path, PathBuf};

use regex::Regex;

use super::*;

#[test]
fn shipped_rules_hold_what_they_promise() {
    Rules::load(None).map_err(|e| e.to_string()).expect("all accepts match and no rejects do");
}

/// Every text under a folder of the repository that is UTF-8.
fn texts(folder: &Path, out: &mut Vec<String>) {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            texts(&path, out);
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            out.push(text);
        }
    }
}

/// All texts that rules are asked about and more: lines, paragraphs and sentences of the fixtures, and all examples of all rules.
fn haystacks(rules: &Rules) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    texts(&root.join("input"), &mut files);
    texts(&root.join("tests/fixtures"), &mut files);
    assert!(files.len() > 30, "{} files", files.len());
    let mut out = std::collections::BTreeSet::new();
    for file in &files {
        out.extend(file.lines().map(str::trim).map(str::to_owned));
        for paragraph in file.split("\n\n") {
            let joined = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
            out.extend(joined.split_inclusive(['.', '?', '!']).map(|sentence| sentence.trim().to_owned()));
            out.insert(joined);
        }
    }
    for (_, group) in rules.groups() {
        for rule in group.rules() {
            out.extend(rule.accepts.iter().chain(&rule.rejects).cloned());
        }
    }
    // Long ones take the plain expressions minutes, and say no more.
    let mut out: Vec<String> = out.into_iter().filter(|text| text.len() < 1500).collect();
    // Accents where the patterns expect plain letters, and the letters that fold to ASCII.
    let accented: Vec<String> = out.iter().step_by(7).map(|text| text.replace('e', "ë").replace("vra", "vrá")).collect();
    let odd: Vec<String> = out.iter().step_by(41).map(|text| text.replace('k', "\u{212a}").replace('s', "\u{17f}")).collect();
    out.extend(accented);
    out.extend(odd);
    out.push(String::new());
    out
}

#[test]
fn prefiltered_answers_are_those_of_the_plain_expressions() {
    type Found = Vec<Vec<Option<std::ops::Range<usize>>>>;
    let rules = Rules::embedded();
    let haystacks = haystacks(rules);
    // Every text against every rule takes plain expressions an hour; each rule gets its share, and its own group's examples.
    let share = if std::env::var_os("QUICK").is_some() { 120 } else { 24 };
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let jobs: Vec<(&str, &Group, usize)> =
        rules.groups().flat_map(|(name, group)| (0..group.rules().len()).map(move |index| (name, group, index))).collect();
    std::thread::scope(|scope| {
        for thread in 0..threads {
            let (jobs, haystacks) = (&jobs, &haystacks);
            scope.spawn(move || {
                for (number, &(name, group, index)) in jobs.iter().enumerate().filter(|(number, _)| number % threads == thread) {
                    let rule = &group.rules()[index];
                    let plain = Regex::new(rule.pattern().as_str()).unwrap();
                    let examples = group.rules().iter().flat_map(|other| other.accepts.iter().chain(&other.rejects));
                    for text in haystacks.iter().skip(number % share).step_by(share).chain(examples) {
                        let plain_spans = |captures: regex::Captures<'_>| captures.iter().map(|m| m.map(|m| m.range())).collect();
                        let expected: Found = plain.captures_iter(text).map(plain_spans).collect();
                        let candidate = group.ask(text).candidates().any(|index| std::ptr::eq(&group.rules[index], rule));
                        assert!(candidate || expected.is_empty(), "{name}/{} is passed over for {text:?}", rule.id);
                        let found: Found = rule.pattern().captures_iter(text).map(|captures| captures.ranges()).collect();
                        assert_eq!(found, expected, "{name}/{} on {text:?}", rule.id);
                        let first = expected.first().and_then(|spans| spans[0].clone());
                        assert_eq!(rule.pattern().find(text).map(|m| m.range()), first, "{name}/{} on {text:?}", rule.id);
                        assert_eq!(rule.pattern().is_match(text), first.is_some(), "{name}/{} on {text:?}", rule.id);
                        assert_eq!(
                            rule.pattern().captures(text).map(|captures| captures.ranges()),
                            expected.first().cloned(),
                            "{name}/{} on {text:?}",
                            rule.id
                        );
                    }
                }
            });
        }
    });
}
