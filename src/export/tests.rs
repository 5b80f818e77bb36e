//! A small report made by hand, through the books, the rows and the files.

use std::collections::BTreeSet;

use super::extract::{Extract, State};
use super::schema::{Kind, Table};
use super::tables;
use super::{Writer, known_files};
use crate::Silent;
use crate::cli::OutputFormat;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::*;
use crate::pipeline::stages::{Examination, from_examination};
use crate::pipeline::{Keep, account};
use crate::plan::Plan;

/// Each block with its role.
const TEXT: &[(&str, Role)] = &[
    ("32 317 JBZ-Raad", Role::Head),
    ("Vragen van de leden van de D66-fractie", Role::FactionHeading),
    ("De leden danken de minister.", Role::Remark(0)),
    ("Klopt het, \"zo\" gezegd; echt?", Role::Question(0)),
    ("Kan de minister dat toelichten?", Role::Question(0)),
    ("Antwoord", Role::AnswerHeading),
    ("=1+1 is twee.", Role::Answer(0)),
    ("En waarom?", Role::Question(1)),
    ("Antwoord", Role::AnswerHeading),
    ("Zie het antwoord op de vorige vraag.", Role::Answer(1)),
    ("En wanneer?", Role::Question(2)),
    ("Antwoord", Role::AnswerHeading),
    ("Een antwoord zonder vraag.", Role::Answer(2)),
    ("Waarheen?", Role::Question(3)),
    ("Zie elders in deze brief.", Role::Answer(3)),
];

fn judged(status: Status) -> Judgement {
    Judgement { status, also: BTreeSet::new(), evidence: "zie".to_owned() }
}

fn answer(questions: Vec<usize>, spans: Vec<Span>, status: Status) -> Answer {
    let (numbers, cites, notes) = (Vec::new(), Vec::new(), Vec::new());
    Answer {
        id: String::new(),
        questions,
        numbers,
        respondent: String::new(),
        spans,
        judgement: judged(status),
        repeats: None,
        cites,
        notes,
    }
}

fn reference(answer: usize, targets: Vec<usize>, certainty: Certainty, candidates: Vec<usize>) -> Reference {
    Reference {
        answer,
        text: "Zie het antwoord".to_owned(),
        kind: ReferenceKind::Previous,
        named_factions: vec!["D66".to_owned(), "VVD".to_owned()],
        named_numbers: Vec::new(),
        named_ordinal: Some(-1),
        named_topic: String::new(),
        named_document: String::new(),
        final_answer: targets.first().map(|_| 0),
        chain_length: targets.len() as u32,
        targets,
        certainty,
        candidates,
        rule: "previous".to_owned(),
        doubt: String::new(),
    }
}

pub(crate) fn examination() -> Examination {
    let mut text = String::new();
    let mut blocks = Vec::new();
    let mut pieces = Vec::new();
    for (i, (words, role)) in TEXT.iter().enumerate() {
        if i > 0 {
            text.push('\n');
        }
        let start = text.len();
        text.push_str(words);
        let span = Span::new(start, text.len());
        let page = Some(1 + i as u32 / 8);
        blocks.push(Block { kind: BlockKind::Paragraph, span, style: Style::default(), page, paragraph: i as u32 + 1, markup: None });
        pieces.push(Piece { span, role: *role, rule: format!("by_hand_{i}") });
    }
    let spans = |role: Role| pieces.iter().filter(|p| p.role == role).map(|p| p.span).collect::<Vec<_>>();
    let question = |n: usize, answer: Option<usize>| Question {
        topic: "Over de zaak".to_owned(),
        asks: spans(Role::Question(n)).into_iter().map(|span| Ask { span, form: AskForm::Question }).collect(),
        spans: spans(Role::Question(n)),
        answer,
        confidence: 1.0,
        ..Question::default()
    };
    let removed = vec![Removed { why: "bookmark", text: "[b: 1]".into(), paragraph: 1 }];
    let characters = count_characters(&text) + 5;
    let head = Head {
        dossier: "32317".to_owned(),
        document_number: "974".to_owned(),
        respondent: "minister van A;minister voor B".to_owned(),
        adopted_on: Some(jiff::civil::date(2025, 11, 5)),
        ..Head::default()
    };
    let report = Report {
        kind: DocumentKind::VerslagSchriftelijkOverleg,
        head: head.clone(),
        structure: Structure::Interleaved,
        contributions: vec![Contribution {
            factions: vec!["D66".to_owned()],
            as_written: "D66".to_owned(),
            remarks: spans(Role::Remark(0)),
            ..Contribution::default()
        }],
        questions: vec![question(0, Some(0)), question(1, Some(1)), question(2, None), question(3, Some(3))],
        answers: vec![
            answer(vec![0], spans(Role::Answer(0)), Status::Answered),
            answer(vec![1], spans(Role::Answer(1)), Status::RefersBack),
            answer(vec![], spans(Role::Answer(2)), Status::Answered),
            answer(vec![3], spans(Role::Answer(3)), Status::RefersBack),
        ],
        references: vec![reference(1, vec![0], Certainty::Resolved, vec![]), reference(3, vec![], Certainty::Ambiguous, vec![0, 2])],
        resolutions: vec![
            Resolution::Status(Status::Answered, Some(0)),
            Resolution::Status(Status::Answered, Some(0)),
            Resolution::Status(Status::Missing, None),
            Resolution::Unresolved,
        ],
        pieces,
        readings: Vec::new(),
    };
    let document = Document {
        format: Format::Txt,
        text: text.into(),
        blocks,
        notes: Vec::new(),
        covered: Vec::new(),
        removed,
        characters,
        added: 0,
        pages: Some(2),
        name_hint: None,
    };
    let kind = report.kind;
    let classified = Classified { kind, head, head_blocks: vec![0], agenda_blocks: Vec::new(), evidence: Vec::new() };
    let questions = report.questions.iter().map(|q| document.text_of(&q.spans)).collect();
    let answers = report.answers.iter().map(|a| document.text_of(&a.spans)).collect();
    let account = account::balance(&document, Some(&report));
    Examination { document, classified, report: Some(report), questions, answers, account }
}

/// The rows of the report.
pub(crate) fn sample() -> Extract {
    from_examination("map/stuk één.txt", 77, "00".repeat(32), examination(), &[], Keep { blocks: true, text: false })
}

type Rows = Vec<Vec<String>>;

/// Writes `extracts` and reads the tables back.
fn written(extracts: Vec<Extract>, trace: bool) -> (tempfile::TempDir, impl Fn(&str) -> Rows, super::Summary) {
    let folder = tempfile::tempdir().unwrap();
    let plan = Plan { trace, formats: vec![OutputFormat::Csv], ..Plan::new(vec!["in".into()], folder.path().to_owned()) };
    let mut writer = Writer::create(&plan).unwrap();
    extracts.into_iter().for_each(|extract| writer.push(extract).unwrap());
    let summary = writer.finish(&Silent).unwrap();
    let path = folder.path().to_owned();
    let table = move |name: &str| -> Rows {
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_path(path.join(format!("{name}.csv"))).unwrap();
        reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect()
    };
    (folder, table, summary)
}

fn column(rows: &Rows, name: &str) -> Vec<String> {
    let at = rows[0].iter().position(|header| header == name).unwrap_or_else(|| panic!("no column {name}"));
    rows[1..].iter().map(|row| row[at].clone()).collect()
}

#[test]
fn books_balance_and_faults_are_found() {
    let examination = examination();
    assert_eq!(examination.account.fault, None);
    let balance = |change: &dyn Fn(&mut Report)| {
        let mut report = examination.report.clone().unwrap();
        change(&mut report);
        account::balance(&examination.document, Some(&report)).fault.unwrap_or_default()
    };
    assert!(
        balance(&|r| {
            r.pieces.remove(4);
        })
        .contains("“Kan de minister dat toelichten?"),
        "a gap"
    );
    assert!(balance(&|r| r.pieces.insert(4, r.pieces[4].clone())).contains("in two pieces"));
    assert!(
        balance(&|r| {
            r.questions[0].spans.pop();
        })
        .contains("is question but in none"),
        "a role without a record"
    );
    assert!(balance(&|r| r.pieces[2].role = Role::Remark(7)).contains("is remark but in none"));
    assert!(balance(&|r| r.pieces[5].role = Role::Unplaced).is_empty());
    let mut document = examination.document.clone();
    document.characters += 1;
    assert!(account::balance(&document, examination.report.as_ref()).fault.unwrap().contains("accounted for"));
    assert_eq!(account::balance(&examination.document, None).fault, None, "without a report the blocks count");
}

#[test]
fn records_say_what_the_report_says() {
    let (_folder, table, summary) = written(vec![sample()], true);
    let records = table("records");
    let get = |name: &str| column(&records, name);
    assert_eq!(get("question_seq"), ["1", "2", "3", "", "4"]);
    assert_eq!(get("question")[0], "Klopt het, \"zo\" gezegd; echt?\nKan de minister dat toelichten?");
    assert_eq!(get("answer")[0], "=1+1 is twee.");
    assert_eq!(get("status"), ["answered", "refers_back", "missing", "answered", "refers_back"]);
    assert_eq!(get("resolved_status"), ["answered", "answered", "missing", "answered", "unresolved"]);
    assert_eq!(get("unanswered"), ["no", "no", "yes", "no", "unknown"]);
    assert_eq!(get("resolved_answer")[1], "=1+1 is twee.");
    assert_eq!(get("refers_to")[1], get("question_id")[0]);
    assert_eq!(get("refers_to")[4], "", "candidates are no targets");
    assert_eq!(get("question")[3], "", "an answer without a question is kept, in its place");
    assert_eq!(get("review_reason"), ["", "", "question_without_answer", "answer_without_question", ""]);
    assert_eq!(get("review"), ["no", "no", "yes", "yes", "no"]);
    assert_eq!(get("answered_on")[0], "2025-11-05");
    assert_eq!(get("source_page"), ["1", "1", "2", "2", "2"]);
    assert_eq!(get("source_paragraph"), ["4", "8", "11", "13", "14"]);
    assert!(get("question_id")[0].starts_with("32317-974/q-"));

    assert_eq!(column(&table("documents"), "unanswered"), ["1"]);
    assert_eq!(column(&table("documents"), "refers_back"), ["2"]);
    assert_eq!(column(&table("documents"), "accounted"), column(&table("documents"), "characters"));
    let factions = table("factions");
    assert_eq!(
        ["questions", "asks", "answered", "refers_back", "unanswered"].map(|name| column(&factions, name)[0].clone()),
        ["4", "5", "2", "2", "1"]
    );
    let references = table("references");
    assert_eq!(column(&references, "target_question_ids")[0], get("question_id")[0]);
    assert_eq!(column(&references, "target_answer_ids")[0], get("answer_id")[0]);
    assert_eq!(column(&references, "candidates")[1], format!("{};{}", get("question_id")[0], get("question_id")[2]));
    let groups = table("summary");
    assert_eq!(column(&groups, "group"), ["D66", "minister van A", "minister voor B", "unknown", "32317-974"]);
    assert_eq!(column(&groups, "unanswered_percent"), ["25.0"; 5]);
    assert_eq!(column(&table("blocks"), "role").len(), TEXT.len());
    assert_eq!((summary.questions, summary.asks, summary.unanswered, summary.unknown, summary.review), (4, 5, 1, 1, 2));
}

#[test]
fn documents_of_one_name_get_suffixes_and_say_so() {
    let failed = |name: &str| Extract::failed(name, 0, &Diagnostic::new(Code::EmptyFile, "Leeg."));
    // Another text under the same number: not the same document.
    let mut other = sample();
    other.sha256 = "other".to_owned();
    for (text, _) in other.questions.iter_mut().flat_map(|q| &mut q.asks) {
        text.insert_str(0, "Over heel andere zaken: ");
    }
    let (_folder, table, summary) = written(vec![failed("a.docx"), failed("a.pdf"), sample(), other], false);
    assert_eq!(column(&table("documents"), "document_id"), ["a", "a-2", "32317-974", "32317-974-2"]);
    assert_eq!(column(&table("diagnostics"), "code"), ["empty_file", "empty_file", "id_collision"]);
    assert!(column(&table("questions"), "question_id")[4].starts_with("32317-974-2/q-"));
    assert_eq!((summary.state(State::Failed), summary.state(State::Ok), summary.exit_status(false)), (2, 2, 1));
}

#[test]
fn keys_are_unique_and_links_lead_somewhere() {
    let (_folder, table, _) = written(vec![sample(), sample()], true);
    let values = |name: &str, column_name: &str| column(&table(name), column_name);
    for t in tables::TABLES {
        let rows = table(t.name);
        if !t.primary_key.is_empty() {
            let keys: Vec<Vec<String>> = t.primary_key.iter().map(|name| column(&rows, name)).collect();
            let unique: BTreeSet<Vec<&String>> = (0..rows.len() - 1).map(|i| keys.iter().map(|k| &k[i]).collect()).collect();
            assert_eq!(unique.len(), rows.len() - 1, "{}", t.name);
        }
        for link in t.foreign_keys {
            let targets = values(link.table, link.target);
            for value in column(&rows, link.column) {
                assert!(value.is_empty() || targets.contains(&value), "{}.{}: {value}", t.name, link.column);
            }
        }
    }
}

#[test]
fn cells_have_the_type_of_their_column() {
    let (_folder, table, _) = written(vec![sample(), Extract::failed("x", 1, &Diagnostic::new(Code::BinaryFile, "Nee."))], true);
    for t in tables::TABLES {
        let rows = table(t.name);
        assert_eq!(rows[0], t.columns.iter().map(|c| c.name.to_owned()).collect::<Vec<_>>());
        assert!(rows.len() > 1, "{} has no row to look at", t.name);
        for c in t.columns {
            for value in column(&rows, c.name) {
                let fits = match c.kind {
                    Kind::Text | Kind::List => true,
                    Kind::Id => !value.is_empty(),
                    _ if value.is_empty() => true,
                    Kind::Integer | Kind::Signed => value.parse::<i64>().is_ok(),
                    Kind::Decimal => value.parse::<f64>().is_ok(),
                    Kind::Date => value.parse::<jiff::civil::Date>().is_ok(),
                    Kind::YesNo => value == "yes" || value == "no",
                    Kind::Enum(values) => values().contains(&value.as_str()),
                    Kind::ListOf(values) => value.split(';').all(|v| values().contains(&v)),
                };
                assert!(fits, "{}.{}: {value:?}", t.name, c.name);
            }
        }
    }
}

/// The columns are a contract: `tables.md` of the specification, word for word.
#[test]
fn columns_are_those_of_the_specification() {
    let names = |table: &Table| table.columns.iter().map(|c| c.name).collect::<Vec<_>>().join(" ");
    assert_eq!(
        names(&tables::RECORDS),
        "document_id dossier document_number document_kind committee respondent answered_on faction topic question_id question_seq \
         question_number question asks answer_id answer status also refers_to resolved_status resolved_answer_id resolved_answer unanswered \
         review review_reason source_file source_page source_paragraph same_as"
    );
    assert_eq!(
        names(&tables::DOCUMENTS),
        "document_id source_file format sha256 bytes document_kind structure chamber dossier dossier_title document_number title committee \
         respondent adopted_on asked_on answered_on agenda factions questions asks answers refers_back unanswered characters accounted state \
         duplicate_of message"
    );
    assert_eq!(
        names(&tables::FACTIONS),
        "faction_id document_id seq faction as_written members joins remarks questions asks answered refers_back unanswered"
    );
    assert_eq!(
        names(&tables::QUESTIONS),
        "question_id document_id faction_id seq number topic question asks cites notes answer_id page paragraph same_as"
    );
    assert_eq!(names(&tables::ASKS), "ask_id question_id seq text form");
    assert_eq!(
        names(&tables::ANSWERS),
        "answer_id document_id question_ids number respondent answer status also evidence repeats cites notes page paragraph"
    );
    assert_eq!(
        names(&tables::REFERENCES),
        "reference_id answer_id document_id seq text kind named_faction named_number named_ordinal named_topic named_document \
         target_question_ids target_answer_ids certainty candidates rule final_answer_id chain_length doubt"
    );
    assert_eq!(names(&tables::DIAGNOSTICS), "source_file severity code message hint page paragraph");
    let statuses = Status::ALL.map(Status::as_str).join(" ");
    assert_eq!(names(&tables::SUMMARY), format!("group_by group documents questions asks {statuses} unanswered unanswered_percent"));
}

#[test]
fn the_package_describes_every_file() {
    let (folder, _, _) = written(vec![sample()], true);
    let package: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(folder.path().join("datapackage.json")).unwrap()).unwrap();
    let paths: Vec<&str> = package["resources"].as_array().unwrap().iter().map(|r| r["path"].as_str().unwrap()).collect();
    let mut files: Vec<String> =
        std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    files.sort();
    let mut expected: Vec<String> = paths.iter().map(|p| (*p).to_owned()).chain(["datapackage.json".to_owned()]).collect();
    expected.sort();
    assert_eq!(files, expected);
    let known = known_files();
    assert!(expected.iter().all(|name| known.contains(name)), "{known:?}");
}
