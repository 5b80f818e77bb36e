//! Which kind of paper a document is, on which evidence, and what its head says.
//!
//! Callers may rely on this: a document is a report only when a title, an opening formula or its own question and answer
//! headings say so; a letter that merely mentions a schriftelijk overleg is `Other`. The evidence quotes the words that decided.

mod dates;
mod head;
mod respondent;

pub(crate) use respondent::respondents;

use crate::diagnostic::Pass;
use crate::lexicon::{FactionHeading, Lexicon};
use crate::model::{BlockKind, Classified, Document, DocumentKind};
use crate::rules::{Group, Rules};
use crate::sentence;

/// How many blocks from the top a title may stand (site menus and OP metadata come before it).
const TITLE_WITHIN: usize = 45;
/// "Vraag n" and "Antwoord" headings that make a report of a document without a title.
const HEADINGS_ENOUGH: usize = 2;

/// "Antwoord" headings, or rows of a table of questions and answers, that make one where no question has a heading of its own.
const ANSWERS_ENOUGH: usize = 3;

/// Classifies a document and reads its head. Always has an output; a document that is no report is `DocumentKind::Other`.
pub fn classify(document: &Document, rules: &Rules, lexicon: &Lexicon) -> Pass<Classified> {
    let flow: Vec<usize> = (0..document.blocks.len()).filter(|&i| document.blocks[i].is_flow()).collect();
    let shape = Shape::of(document, &flow, rules, lexicon);
    let (kind, evidence) = kind(document, &flow, &shape, rules, lexicon);
    let mut classified = Classified { kind, head: Default::default(), head_blocks: Vec::new(), agenda_blocks: Vec::new(), evidence };
    head::read(document, &flow, &shape, rules, lexicon, &mut classified);
    Pass::clean(classified)
}

/// What the blocks are by their own form, as far as kind and head need it.
pub(crate) struct Shape {
    questions: usize,
    answers: usize,
    factions: usize,
    question_marks: usize,
    /// Rows of tables with a column of questions and one of answers, the heads left out.
    rows: usize,
    /// Position in the flow of the first heading of the report's body.
    pub first_heading: Option<usize>,
    /// Position in the flow of the first block that ends in a question mark.
    pub first_ask: Option<usize>,
}

impl Shape {
    fn of(document: &Document, flow: &[usize], rules: &Rules, lexicon: &Lexicon) -> Self {
        let groups: [&Group; 8] = [
            rules.group("heading.section"),
            rules.group("heading.contents"),
            rules.group("heading.letter"),
            rules.group("heading.question"),
            rules.group("heading.question_inline"),
            rules.group("heading.answer"),
            rules.group("heading.answer_inline"),
            rules.group("heading.number"),
        ];
        let mut shape = Self {
            questions: 0,
            answers: 0,
            factions: 0,
            question_marks: 0,
            rows: rows(document, rules),
            first_heading: None,
            first_ask: None,
        };
        for (at, &index) in flow.iter().enumerate() {
            let text = document.block_text(index).trim().trim_end_matches(['|', ' ']);
            if sentence::ends_asking(text) {
                shape.question_marks += 1;
                shape.first_ask.get_or_insert(at);
            }
            if text.len() > 320 {
                if groups[4].is_match(text) {
                    shape.questions += 1;
                    shape.first_heading.get_or_insert(at);
                } else if groups[6].is_match(text) {
                    shape.answers += 1;
                }
                continue;
            }
            let question = groups[3].is_match(text) || groups[4].is_match(text);
            let answer = !question && (groups[5].is_match(text) || groups[6].is_match(text));
            let faction = !question && !answer && lexicon.heading_faction(text).is_some();
            shape.questions += usize::from(question);
            shape.answers += usize::from(answer);
            shape.factions += usize::from(faction);
            // A number alone counts as a heading of the body only when a question follows: pages and the Aanhangsel number look the same.
            let asks = |text: &str| sentence::ends_asking(text) || groups[3].is_match(text);
            let number = || flow.get(at + 1).is_some_and(|&n| asks(document.block_text(n).trim())) && groups[7].is_match(text);
            // What stands below a paper begins none.
            let section = || groups[0].first_rule(text).is_some_and(|rule| !matches!(rule.value.as_str(), "annex" | "site"));
            let heads = || section() || groups[1..3].iter().any(|g| g.is_match(text));
            // What the first answer answers stands above it, perhaps without a heading.
            if shape.first_heading.is_none() && !answer && (question || faction || number() || heads()) {
                shape.first_heading = Some(at);
            }
        }
        shape
    }
}

/// Rows below the heads of tables of which one column is of questions and one of answers.
fn rows(document: &Document, rules: &Rules) -> usize {
    let heads = [rules.group("column.questions"), rules.group("column.answers")];
    let mut out = 0;
    // The table, its first row, which heads that has, and the last row.
    let mut open: Option<(u32, u32, [bool; 2], u32)> = None;
    let mut count = |table: Option<(u32, u32, [bool; 2], u32)>| {
        if let Some((_, first, [true, true], last)) = table {
            out += (last - first) as usize;
        }
    };
    for block in &document.blocks {
        let BlockKind::Cell { table, row, .. } = block.kind else { continue };
        if open.as_ref().is_none_or(|open| open.0 != table) {
            count(open.replace((table, row, [false; 2], row)));
        }
        if let Some((_, first, found, last)) = &mut open {
            *last = row.max(*last);
            if row == *first {
                let text = document.slice(block.span).trim();
                found.iter_mut().zip(heads).for_each(|(found, head)| *found |= head.is_match(text));
            }
        }
    }
    count(open);
    out
}

fn kind(document: &Document, flow: &[usize], shape: &Shape, rules: &Rules, lexicon: &Lexicon) -> (DocumentKind, Vec<String>) {
    let titles = rules.group("kind.title");
    let others = rules.group("kind.other");
    let mut other: Option<(usize, String)> = None;
    // Whether that is the agenda of a meeting, which lists consultations and holds none.
    let mut of_meeting = false;
    for (at, &index) in flow.iter().take(TITLE_WITHIN).enumerate() {
        let text = document.block_text(index).trim();
        // A title stands above the body: what an answer's text says is no title.
        if shape.first_heading.is_some_and(|h| at > h + 1) {
            break;
        }
        // An item of the list of papers under discussion is no title ("· Antwoorden op vragen commissie over …").
        let item = matches!(document.blocks[index].kind, BlockKind::ListItem(_)) || text.starts_with(['·', '•', '▪']);
        // "Antwoorden op de vragen van de leden van de VVD-fractie" heads one part of several, as a title heads answers to members.
        let heads_a_part = || {
            let of_faction = |heading: FactionHeading| heading.answers && !heading.mention.factions.is_empty();
            shape.factions >= HEADINGS_ENOUGH && lexicon.heading_faction(text).is_some_and(of_faction)
        };
        if let Some(hit) = titles.first(text).filter(|_| !item && !heads_a_part()) {
            let kind = parse(&hit.rule.value);
            let evidence = format!("paragraph {}: \"{}\" ({})", document.blocks[index].paragraph, shorten(text), hit.rule.id);
            if kind == DocumentKind::AntwoordSchriftelijkeVragen && shape.questions < 1 && shape.question_marks < 1 {
                // "Hierbij bied ik u de antwoorden aan op de vragen die de leden van de fracties van … hebben gesteld": the letter may go on
                // with the questions, retold.
                let retold = opening(document, flow, rules).filter(|_| asks_enough(document, flow, rules));
                return retold.unwrap_or_else(|| {
                    let notice = "but no question is printed in it: a notice about the answers, not the answers";
                    (DocumentKind::Other, vec![evidence, notice.to_owned()])
                });
            }
            if let Some((before, why)) = &other
                && *before < at
                && shape.questions + shape.answers + shape.factions < HEADINGS_ENOUGH
            {
                return (DocumentKind::Other, vec![why.clone(), format!("{evidence}: only mentioned")]);
            }
            return (kind, vec![evidence]);
        }
        if other.is_none()
            && let Some(hit) = others.first(text)
        {
            of_meeting = hit.rule.value == "meeting";
            other = Some((at, format!("paragraph {}: \"{}\" ({})", document.blocks[index].paragraph, shorten(text), hit.rule.id)));
        }
    }
    if of_meeting && shape.questions + shape.answers + shape.factions < HEADINGS_ENOUGH {
        return (DocumentKind::Other, other.into_iter().map(|(_, why)| why).collect());
    }
    let delay = flow.iter().take(TITLE_WITHIN).find_map(|&i| rules.group("kind.delay").first(document.block_text(i)));
    if let Some(hit) = &delay
        && shape.questions == 0
    {
        return (DocumentKind::Other, vec![format!("a notice that the answers come later: \"{}\" ({})", hit.text(), hit.rule.id)]);
    }
    if let Some(report) = opening(document, flow, rules)
        && (shape.answers >= HEADINGS_ENOUGH
            || shape.factions > 0
            || shape.question_marks >= HEADINGS_ENOUGH
            || asks_enough(document, flow, rules))
    {
        return report;
    }
    if shape.questions >= HEADINGS_ENOUGH && shape.question_marks >= HEADINGS_ENOUGH {
        let evidence = format!("no title, but {} question headings and {} answer headings", shape.questions, shape.answers);
        return (
            if shape.factions > 0 { DocumentKind::VerslagSchriftelijkOverleg } else { DocumentKind::AntwoordSchriftelijkeVragen },
            vec![evidence],
        );
    }
    if shape.factions > 0 && shape.answers >= HEADINGS_ENOUGH && shape.question_marks >= HEADINGS_ENOUGH {
        let evidence = format!("no title, but {} faction headings and {} answer headings", shape.factions, shape.answers);
        return (DocumentKind::VerslagSchriftelijkOverleg, vec![evidence]);
    }
    let enough = shape.answers.max(shape.rows) >= ANSWERS_ENOUGH && shape.question_marks >= ANSWERS_ENOUGH;
    let politics = rules.group("kind.politics");
    if !enough || !flow.iter().any(|&i| politics.is_match(document.block_text(i))) {
        let mut evidence = Vec::new();
        evidence.extend(other.map(|(_, why)| why));
        evidence.push(format!(
            "no title or opening of a report in the first {TITLE_WITHIN} paragraphs; {} question headings, {} answer headings, {} faction headings",
            shape.questions, shape.answers, shape.factions
        ));
        if enough {
            evidence.push("questions and answers, but no word of a parliament, a council or a province".to_owned());
        }
        return (DocumentKind::Other, evidence);
    }
    if shape.answers >= ANSWERS_ENOUGH {
        let evidence = format!("no title, but {} answer headings and {} questions", shape.answers, shape.question_marks);
        return (DocumentKind::AntwoordSchriftelijkeVragen, vec![evidence]);
    }
    let evidence = format!("no title, but a table of questions and answers with {} rows", shape.rows);
    (DocumentKind::LijstVanVragenEnAntwoorden, vec![evidence])
}

/// The kind of a paper without a title that opens as a consultation.
fn opening(document: &Document, flow: &[usize], rules: &Rules) -> Option<(DocumentKind, Vec<String>)> {
    let openings = rules.group("kind.opening");
    let (index, hit) = flow.iter().take(TITLE_WITHIN).find_map(|&i| openings.first(document.block_text(i)).map(|hit| (i, hit)))?;
    let paragraph = document.blocks[index].paragraph;
    let (words, rule) = (shorten(hit.text()), &hit.rule.id);
    let evidence = format!("no title, but paragraph {paragraph} opens as a schriftelijk overleg: \"{words}\" ({rule})");
    Some((DocumentKind::VerslagSchriftelijkOverleg, vec![evidence]))
}

/// Whether paragraphs take up what factions asked, as a minister's letter does that has no headings.
fn asks_enough(document: &Document, flow: &[usize], rules: &Rules) -> bool {
    let requests = rules.group("ask.request");
    let opens = |text: &str| ["De leden", "Het lid", "Deze leden", "Genoemde leden"].iter().any(|start| text.starts_with(start));
    let asking = flow.iter().map(|&i| document.block_text(i).trim()).filter(|text| opens(text) && requests.is_match(text));
    asking.take(HEADINGS_ENOUGH).count() >= HEADINGS_ENOUGH
}

fn parse(value: &str) -> DocumentKind {
    match value {
        "verslag_schriftelijk_overleg" => DocumentKind::VerslagSchriftelijkOverleg,
        "verslag_nader_schriftelijk_overleg" => DocumentKind::VerslagNaderSchriftelijkOverleg,
        "inbreng_schriftelijk_overleg" => DocumentKind::InbrengSchriftelijkOverleg,
        "lijst_van_vragen_en_antwoorden" => DocumentKind::LijstVanVragenEnAntwoorden,
        "antwoord_schriftelijke_vragen" => DocumentKind::AntwoordSchriftelijkeVragen,
        "nota_naar_aanleiding_van_het_verslag" => DocumentKind::NotaNaarAanleidingVanHetVerslag,
        _ => DocumentKind::Other,
    }
}

fn shorten(text: &str) -> String {
    let mut out: String = text.chars().take(100).collect();
    if out.len() < text.len() {
        out.push('…');
    }
    out
}
