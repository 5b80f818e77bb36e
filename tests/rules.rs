//! Every rule matches what it accepts and not what it rejects (checked when rules are loaded); and which texts of one rule are
//! taken by the other rules of its group is written down, so that cross-talk shows in a diff.

use overleg::rules::Rules;

#[test]
fn every_rule_has_a_reason_and_examples_on_both_sides() {
    for (name, group) in Rules::embedded().groups() {
        for rule in group.rules() {
            assert!(rule.why.len() > 10, "{name}/{}: no reason", rule.id);
            assert!(!rule.accepts.is_empty(), "{name}/{}: nothing that it must match", rule.id);
            assert!(!rule.rejects.is_empty(), "{name}/{}: nothing that it must not match", rule.id);
        }
    }
}

#[test]
fn headings_of_questions_answers_and_sections_do_not_take_each_others_examples() {
    let rules = Rules::embedded();
    let mut cross = Vec::new();
    for (a, b) in [
        ("heading.question", "heading.answer"),
        ("heading.answer", "heading.question"),
        ("heading.section", "heading.question"),
        ("heading.letter", "heading.section"),
        ("heading.contents", "heading.section"),
    ] {
        for rule in rules.group(a).rules() {
            for text in &rule.accepts {
                if let Some(hit) = rules.group(b).first(text) {
                    cross.push(format!("{text:?} of {} is taken by {}", rule.id, hit.rule.id));
                }
            }
        }
    }
    assert_eq!(cross, Vec::<String>::new());
}

#[test]
fn a_users_rule_is_added_behind_the_shipped_ones_and_a_broken_one_is_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("own.toml"), "[[rule]]\nid = \"own\"\ngroup = \"heading.answer\"\nwhy = \"a ministry's own heading\"\npattern = '^Weerwoord$'\naccepts = [\"Weerwoord\"]\nrejects = [\"Antwoord\"]\n").unwrap();
    let rules = Rules::load(Some(folder.path())).unwrap();
    assert_eq!(rules.group("heading.answer").first("Weerwoord").map(|h| h.rule.id.clone()).as_deref(), Some("own"));
    std::fs::write(
        folder.path().join("own.toml"),
        "[[rule]]\nid = \"own\"\ngroup = \"heading.answer\"\nwhy = \"wrong\"\npattern = '^Weerwoord$'\naccepts = [\"Antwoord\"]\n",
    )
    .unwrap();
    let error = Rules::load(Some(folder.path())).unwrap_err().to_string();
    assert!(error.contains("own") && error.contains("Antwoord"), "{error}");
}
