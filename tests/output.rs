//! What is written: documents as JSON lines, selections, columns.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::place::{BLOCKS, LETTER, Place, REPORT, Rows, column, files};
use serde_json::Value;

const SCHEMA: &str = include_str!("../src/export/data/document.schema.json");

fn lines(place: &Place) -> Vec<Value> {
    let text = std::fs::read_to_string(place.output().join("documents.jsonl")).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_line_fits_the_schema_and_says_what_the_tables_say() {
    let place = Place::new([("verslag.txt", REPORT), ("brief.txt", LETTER), ("leeg.txt", ""), ("blokken.txt", BLOCKS)]);
    assert_eq!(place.run(&["--format", "csv,jsonl"]).status, 1, "the empty file failed");
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let documents = lines(&place);
    let get = |key: &str| documents.iter().map(|d| d[key].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>();
    for key in ["document_id", "source_file", "state", "document_kind", "structure", "dossier"] {
        assert_eq!(get(key), column(&place.table("documents"), key), "{key}");
    }
    let of_all = |list: &str, key: &str| -> Vec<String> {
        let items = documents.iter().flat_map(|d| d[list].as_array().unwrap());
        items.map(|item| item[key].as_str().unwrap_or_default().to_owned()).collect()
    };
    for (list, table, keys) in [
        ("questions", "questions", &["question_id", "faction_id", "answer_id", "topic"][..]),
        ("answers", "answers", &["answer_id", "status", "evidence", "repeats"]),
        ("references", "references", &["reference_id", "text", "kind", "certainty", "final_answer_id", "doubt"]),
        ("contributions", "factions", &["faction_id", "as_written"]),
        ("diagnostics", "diagnostics", &["code", "severity", "message"]),
    ] {
        for key in keys {
            assert_eq!(of_all(list, key), column(&place.table(table), key), "{list}.{key}");
        }
    }
    assert_eq!(of_all("questions", "text"), column(&place.table("questions"), "question"));
    assert_eq!(of_all("answers", "text"), column(&place.table("answers"), "answer"));
    for document in &documents {
        assert_eq!(misfit(&schema, &schema, document, "$"), None);
        spans_lead_to_their_text(document);
    }
}

/// The words of every span, put one behind the other, are those of the text that it is said to hold.
fn spans_lead_to_their_text(document: &Value) {
    let Some(text) = document["text"].as_str() else { return assert_eq!(document["state"], "failed") };
    let characters: Vec<char> = text.chars().collect();
    let of = |span: &Value| -> String {
        characters[span["start"].as_u64().unwrap() as usize..span["end"].as_u64().unwrap() as usize].iter().collect()
    };
    let words = |text: &str| text.split(|c: char| c.is_whitespace() || c == '|').collect::<String>();
    for item in ["questions", "answers"].iter().flat_map(|list| document[*list].as_array().unwrap()) {
        let found: String = item["spans"].as_array().unwrap().iter().map(|span| words(&of(span))).collect();
        assert_eq!(found, words(item["text"].as_str().unwrap()));
        for ask in item["asks"].as_array().into_iter().flatten() {
            assert_eq!(of(&ask["span"]).trim(), ask["text"]);
        }
    }
    for remark in document["contributions"].as_array().unwrap().iter().flat_map(|c| c["remarks"].as_array().unwrap()) {
        assert_eq!(of(&remark["span"]).trim(), remark["text"]);
    }
    let mut end = 0;
    for piece in document["pieces"].as_array().unwrap() {
        let start = piece["start"].as_u64().unwrap() as usize;
        assert!(characters[end..start].iter().all(|c| c.is_whitespace()), "text in no piece before {start}");
        end = piece["end"].as_u64().unwrap() as usize;
    }
    assert!(characters[end..].iter().all(|c| c.is_whitespace()));
}

/// Where a value does not fit the schema; of JSON Schema what the shipped schema uses. A keyword that this does not know fails.
fn misfit(root: &Value, schema: &Value, value: &Value, at: &str) -> Option<String> {
    let fail = |why: String| Some(format!("{at}: {why}: {}", value.to_string().chars().take(80).collect::<String>()));
    for (keyword, rule) in schema.as_object().unwrap() {
        let wrong = match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" => None,
            "$ref" => misfit(root, &root["$defs"][rule.as_str()?.rsplit('/').next()?], value, at),
            "oneOf" => {
                let fitting = rule.as_array()?.iter().filter(|one| misfit(root, one, value, at).is_none()).count();
                if fitting == 1 { None } else { fail(format!("{fitting} of oneOf")) }
            }
            "type" => {
                let kind = match value {
                    Value::Null => "null",
                    Value::Bool(_) => "boolean",
                    Value::Number(n) => {
                        if n.is_f64() {
                            "number"
                        } else {
                            "integer"
                        }
                    }
                    Value::String(_) => "string",
                    Value::Array(_) => "array",
                    Value::Object(_) => "object",
                };
                let fits = rule.as_str() == Some(kind) || rule.as_array().is_some_and(|kinds| kinds.iter().any(|k| k == kind));
                if fits { None } else { fail(format!("no {rule}")) }
            }
            "enum" => {
                if rule.as_array()?.contains(value) {
                    None
                } else {
                    fail("not in the enum".to_owned())
                }
            }
            "minLength" => {
                if value.as_str().is_none_or(|s| !s.is_empty()) {
                    None
                } else {
                    fail("empty".to_owned())
                }
            }
            "minimum" => {
                if value.as_i64().is_none_or(|n| n >= rule.as_i64().unwrap()) {
                    None
                } else {
                    fail("too small".to_owned())
                }
            }
            "pattern" => {
                let fits = |s: &str| match rule.as_str().unwrap() {
                    "^[0-9a-f]{64}$" => s.len() == 64 && s.chars().all(|c| c.is_ascii_digit() || ('a'..='f').contains(&c)),
                    "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" => s.len() == 10 && s.parse::<jiff::civil::Date>().is_ok(),
                    other => panic!("{other}: a pattern that this test does not know"),
                };
                if value.as_str().is_none_or(fits) { None } else { fail("the pattern".to_owned()) }
            }
            "required" => {
                rule.as_array()?.iter().find(|key| value.get(key.as_str().unwrap()).is_none()).and_then(|key| fail(format!("no {key}")))
            }
            "additionalProperties" => value
                .as_object()?
                .keys()
                .find(|key| schema["properties"].get(key).is_none())
                .and_then(|key| fail(format!("{key} is unknown"))),
            "properties" => rule.as_object()?.iter().find_map(|(key, one)| misfit(root, one, value.get(key)?, &format!("{at}.{key}"))),
            "items" => value.as_array()?.iter().enumerate().find_map(|(n, item)| misfit(root, rule, item, &format!("{at}[{n}]"))),
            other => panic!("{other}: a keyword that this test does not know"),
        };
        if wrong.is_some() {
            return wrong;
        }
    }
    None
}

#[test]
fn the_check_of_the_schema_can_fail() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let place = Place::new([("verslag.txt", REPORT)]);
    place.ok(&["--format", "jsonl"]);
    let good = lines(&place).remove(0);
    let spoilt = |change: &dyn Fn(&mut Value)| {
        let mut document = good.clone();
        change(&mut document);
        misfit(&schema, &schema, &document, "$")
    };
    assert_eq!(spoilt(&|_| {}), None);
    assert!(spoilt(&|d| d["state"] = "great".into()).is_some());
    assert!(spoilt(&|d| d["questions"][0]["spans"][0]["end"] = "7".into()).is_some());
    assert!(spoilt(&|d| drop(d.as_object_mut().unwrap().remove("text"))).is_some());
    assert!(spoilt(&|d| d["answers"][0]["colour"] = "red".into()).is_some());
    assert!(spoilt(&|d| d["answered_on"] = "5 november".into()).is_some());
}

/// Two reports of different dossiers and dates, and a letter.
fn two_reports() -> Place {
    let other = REPORT.replace("32 317", "36 600-XVI").replace("32317", "36600-XVI").replace("2025", "2019");
    Place::new([("nieuw.txt", REPORT), ("oud.txt", &other), ("brief.txt", LETTER)])
}

#[test]
fn a_selection_filters_what_is_written_and_leaves_the_documents() {
    let place = two_reports();
    // These have dates; the others have none.
    place.file("thema.txt", include_str!("fixtures/families/thema.txt"));
    place.file("blokken.txt", BLOCKS);
    place.ok(&["--format", "csv", "--keep-duplicates"]);
    let all = place.table("records");
    let documents = place.table("documents");
    let count = |test: &dyn Fn(&BTreeMap<&str, &str>) -> bool| {
        all[1..].iter().filter(|row| test(&all[0].iter().zip(*row).map(|(k, v)| (k.as_str(), v.as_str())).collect())).count()
    };
    for (arguments, expected) in [
        (&["--faction", "nsc,D66"][..], count(&|r| r["faction"].split(';').any(|f| f == "NSC" || f == "D66"))),
        (&["--status", "refers_back,deferred"], count(&|r| matches!(r["status"], "refers_back" | "deferred"))),
        (&["--status", "uitgesteld"], count(&|r| r["status"] == "deferred")),
        (&["--unanswered"], count(&|r| r["unanswered"] == "yes")),
        (&["--unanswered=no,unknown"], count(&|r| r["unanswered"] != "yes")),
        (&["--since", "2020-07-21"], count(&|r| r["answered_on"] >= "2020-07-21")),
        (&["--dossier", "32 317"], count(&|r| r["dossier"] == "32317")),
        (&["--dossier", "36600"], count(&|r| r["dossier"] == "36600-XVI")),
        (
            &["--dossier", "32317", "--unanswered", "--faction", "NSC"],
            count(&|r| r["dossier"] == "32317" && r["unanswered"] == "yes" && r["faction"] == "NSC"),
        ),
    ] {
        assert!(expected > 0 && expected < all.len() - 1, "{arguments:?}: {expected}");
        let said = place.ok(&[arguments, &["--format", "csv", "--keep-duplicates"]].concat());
        let undated = count(&|r| r["answered_on"].is_empty());
        assert_eq!(said.out.contains(&format!("{undated} are in documents without a date")), arguments[0] == "--since", "{}", said.out);
        assert!(said.out.contains(&format!("A selection: {expected} of {} questions", all.len() - 1)), "{arguments:?}: {}", said.out);
        let records = place.table("records");
        assert_eq!(records.len() - 1, expected, "{arguments:?}");
        assert!(records.iter().all(|row| all.contains(row)), "{arguments:?}");
        assert_eq!(place.table("documents"), documents, "{arguments:?}");
        assert_eq!(column(&place.table("questions"), "question_id"), column(&records, "question_id"));
        no_link_leads_nowhere(&place);
    }
}

fn no_link_leads_nowhere(place: &Place) {
    for table in overleg::export::tables::TABLES.iter().filter(|table| table.name != "blocks") {
        for link in table.foreign_keys {
            let targets: BTreeSet<String> = column(&place.table(link.table), link.target).into_iter().collect();
            for value in column(&place.table(table.name), link.column).iter().filter(|value| !value.is_empty()) {
                assert!(targets.contains(value), "{}.{}: {value}", table.name, link.column);
            }
        }
    }
}

#[test]
fn wrong_values_are_answered_with_the_right_ones() {
    let place = two_reports();
    for (arguments, right) in [
        (["--faction", "Zonnebloempartij"], "GroenLinks-PvdA"),
        (["--status", "perhaps"], "refers_back"),
        (["--unanswered=perhaps", "--trace"], "unknown"),
        (["--since", "gisteren"], "2025-01-31"),
        (["--dossier", "JBZ"], "36600-XVI"),
        (["--dossier", "99999"], "32317, 36600-XVI"),
        (["--columns", "colour"], "resolved_status"),
        (["--format", "pdf"], "xlsx"),
        (["--dialect", "excel"], "excel-nl"),
        (["--lang", "de"], "nl"),
    ] {
        let said = place.run(&arguments);
        assert_eq!(said.status, 2, "{arguments:?}: {}", said.err);
        assert!(said.err.contains(right), "{arguments:?}: {}", said.err);
        assert!(files(&place.root().join("input")).len() == 3 && (!place.output().exists() || place.files().is_empty()));
    }
}

#[test]
fn columns_and_language() {
    let place = two_reports();
    place.ok(&["--keep-duplicates"]);
    let all = place.table("records");
    place.ok(&["--columns", "faction,question,status", "--lang", "nl", "--keep-duplicates"]);
    let records = place.table("records");
    assert_eq!(records[0], ["fractie", "vraag", "status"]);
    assert_eq!(column(&records, "vraag"), column(&all, "question"));
    assert!(column(&records, "status").contains(&"verwijst terug".to_owned()));
    assert_eq!(column(&place.table("documents"), "toestand"), ["overgeslagen", "goed", "goed"]);
    let package: Value = serde_json::from_slice(&place.files()["datapackage.json"]).unwrap();
    for resource in package["resources"].as_array().unwrap() {
        let schema = &resource["schema"];
        let names: Vec<&str> = schema["fields"].as_array().unwrap().iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(names, place.table(resource["name"].as_str().unwrap())[0]);
        let keys = schema["primaryKey"].as_array().into_iter().flatten();
        let links = schema["foreignKeys"].as_array().into_iter().flatten().flat_map(|link| link["fields"].as_array().unwrap());
        assert!(keys.chain(links).all(|key| names.contains(&key.as_str().unwrap())), "{schema}");
    }
}

/// `Rows` are compared as a whole above; here so that a table without rows is seen to have its header.
#[test]
fn a_selection_that_nothing_passes_gives_headers() {
    let place = two_reports();
    place.ok(&["--faction", "SGP"]);
    let records: Rows = place.table("records");
    assert_eq!(records.len(), 1);
    assert_eq!(place.table("documents").len(), 4);
}
