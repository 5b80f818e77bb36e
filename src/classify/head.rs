//! The head of a document: where it ends, and what it says.

use super::respondent::respondents;
use super::{Shape, dates};
use crate::citation;
use crate::lexicon::Lexicon;
use crate::model::{BlockKind, Chamber, Classified, Document, DocumentKind, Head};
use crate::rules::{Hit, Rules};

/// Fills `head`, `head_blocks` and `agenda_blocks`.
pub(crate) fn read(document: &Document, flow: &[usize], shape: &Shape, rules: &Rules, lexicon: &Lexicon, classified: &mut Classified) {
    let end = end(document, flow, shape, rules);
    classified.head_blocks = flow[..end].to_vec();
    let tail = if classified.kind == DocumentKind::Other { flow.len() } else { signature_tail(document, flow, end, rules) };
    classified.head_blocks.extend(&flow[tail..]);
    agenda_blocks(document, classified, end, flow);
    let mut head = Head::default();
    let lines: Vec<&str> = flow[..end.max(flow.len().min(12))].iter().map(|&i| document.block_text(i).trim()).collect();
    numbers(&lines, rules, &mut head, classified.kind);
    if head.kamer_number.is_empty() {
        // tkconv prints it among the facts above the document, which are no part of the head.
        let facts = (0..document.blocks.len()).take(FACTS_WITHIN).filter(|&i| !document.blocks[i].is_flow());
        let number = facts.filter_map(|i| rules.group("head.version").first(document.block_text(i))?.named("kamer")).next();
        head.kamer_number = number.unwrap_or_default().to_owned();
    }
    if let Some(hint) = &document.name_hint
        && head.kamer_number.is_empty()
        && hint.starts_with("20")
    {
        head.kamer_number = hint.to_string();
    }
    title(&lines, rules, &mut head);
    people(&lines, rules, &mut head, classified.kind);
    all_dates(&lines, rules, &mut head, classified.kind);
    head.chamber = chamber(&lines, &head, classified.kind);
    if classified.kind == DocumentKind::AntwoordSchriftelijkeVragen {
        askers(&lines, rules, lexicon, &mut head);
    } else {
        for line in &lines {
            for cited in citation::find(line, rules) {
                if !head.agenda.contains(&cited.key) {
                    head.agenda.push(cited.key);
                }
            }
        }
        let own = format!("{}-{}", head.dossier, head.document_number);
        head.agenda.retain(|key| *key != own);
    }
    classified.head = head;
}

/// Blocks from the top within which a web page prints facts about the document.
const FACTS_WITHIN: usize = 45;

/// One past the last block of the head, as a position in the flow.
fn end(document: &Document, flow: &[usize], shape: &Shape, rules: &Rules) -> usize {
    // The last block that only a head holds, above the first question.
    let ceiling = shape.first_ask.unwrap_or(flow.len()).min(HEAD_WITHIN);
    let formal = (0..ceiling.min(flow.len()))
        .rev()
        .find(|&at| {
            let text = document.block_text(flow[at]).trim();
            rules.group("head.signature").is_match(text)
                || rules.group("head.printed").is_match(text)
                || rules.group("kind.title").is_match(text)
        })
        .map_or(0, |at| {
            let text = document.block_text(flow[at]).trim();
            // The name of the one who signs stands on the next line.
            at + 1
                + usize::from(
                    text.ends_with(',') && at + 1 < flow.len() && document.block_text(flow[at + 1]).split_whitespace().count() <= 5,
                )
        });
    match shape.first_heading {
        Some(heading) if heading <= HEAD_WITHIN && shape.first_ask.is_none_or(|ask| heading <= ask) => heading.max(formal.min(heading)),
        _ => formal,
    }
}

/// Blocks from the top within which a head ends: the longest seen (agendas of EU councils) has some sixty.
const HEAD_WITHIN: usize = 120;

/// Chair and clerk may sign at the end instead (Eerste Kamer). Position in the flow of the first block of that signature.
fn signature_tail(document: &Document, flow: &[usize], end: usize, rules: &Rules) -> usize {
    let mut tail = flow.len();
    for at in (end.max(flow.len().saturating_sub(6))..flow.len()).rev() {
        let text = document.block_text(flow[at]).trim();
        if rules.group("head.signature").is_match(text) {
            tail = at;
        } else if text.split_whitespace().count() > 5 || text.ends_with(['.', '?']) && text.split_whitespace().count() > 3 {
            break;
        }
    }
    tail
}

fn agenda_blocks(document: &Document, classified: &mut Classified, end: usize, flow: &[usize]) {
    let mut open = false;
    for &index in &flow[..end] {
        let text = document.block_text(index).trim();
        let item = matches!(document.blocks[index].kind, BlockKind::ListItem(_)) || text.starts_with(['·', '•', '-', '–', '▪']);
        if item && open {
            classified.agenda_blocks.push(index);
        } else {
            open = text.ends_with(':') && text.to_lowercase().contains("brie");
        }
    }
    let agenda = std::mem::take(&mut classified.agenda_blocks);
    classified.head_blocks.retain(|b| !agenda.contains(b));
    classified.agenda_blocks = agenda;
}

fn numbers(lines: &[&str], rules: &Rules, head: &mut Head, kind: DocumentKind) {
    for line in lines {
        if head.dossier.is_empty()
            && let Some(hit) = rules.group("head.dossier").first(line)
            && let Some(dossier) = hit.named("dossier")
        {
            head.dossier = citation::normal_dossier(dossier);
            head.dossier_title = hit.named("title").unwrap_or("").trim_end_matches('.').to_owned();
            if let Some(number) = hit.named("number") {
                head.document_number = number.to_owned();
            }
        }
        if head.document_number.is_empty()
            && kind != DocumentKind::AntwoordSchriftelijkeVragen
            && let Some(number) = rules.group("head.number").first(line).and_then(|h| h.named("number").map(str::to_owned))
        {
            head.document_number = number;
        }
        if head.document_number.is_empty()
            && kind == DocumentKind::AntwoordSchriftelijkeVragen
            && let Some(number) = rules.group("head.number.aanhangsel").first(line).and_then(|h| h.named("number").map(str::to_owned))
        {
            head.document_number = number;
        }
        if head.kamer_number.is_empty()
            && let Some(number) = rules.group("head.kamer_number").first(line).and_then(|h| h.named("number").map(str::to_owned))
        {
            head.kamer_number = number;
        }
    }
    if kind == DocumentKind::AntwoordSchriftelijkeVragen {
        // Kamervragen have no dossier of their own; one that a line of the letterhead seems to show is a postal code or a phone number.
        head.dossier.clear();
        head.dossier_title.clear();
    }
}

fn title(lines: &[&str], rules: &Rules, head: &mut Head) {
    for line in lines {
        if rules.group("kind.title").is_match(line) {
            let start = rules.group("head.number").first(line).map_or(0, |h| if h.rule.id == "head.number" { h.range().end } else { 0 });
            head.title = line[start..].trim().to_owned();
            // A first page on one line: its subject is the title.
            if line.len() > LONGEST_TITLE
                && let Some(subject) = rules.group("head.subject").first(line)
            {
                head.title = subject.named("title").unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
            }
            return;
        }
    }
}

/// Bytes from which a paragraph that holds a title holds more than a title.
const LONGEST_TITLE: usize = 500;

fn people(lines: &[&str], rules: &Rules, head: &mut Head, kind: DocumentKind) {
    let first = |group: &str, name: &str| {
        lines.iter().find_map(|line| rules.group(group).first(line).and_then(|h| h.named(name).map(str::to_owned)))
    };
    head.committee = first("head.committee", "committee")
        .map(|c| {
            c.trim_end_matches([',', ' ']).trim_end_matches(|c: char| c.is_ascii_digit()).replacen("Vaste Commissie", "vaste commissie", 1)
        })
        .unwrap_or_default();
    let respondent = if kind == DocumentKind::AntwoordSchriftelijkeVragen {
        first("head.respondent.kamervragen", "respondent")
    } else {
        // Who answered outranks who was asked.
        lines
            .iter()
            .flat_map(|line| rules.group("head.respondent").all(line))
            .filter_map(|h| h.named("respondent").map(|r| (h.rule.id == "head.respondent.answered", r.to_owned())))
            .reduce(|best, next| if next.0 && !best.0 { next } else { best })
            .map(|r| r.1)
    };
    head.respondent = respondent.map(|r| respondents(&r, rules)).unwrap_or_default();
}

fn all_dates(lines: &[&str], rules: &Rules, head: &mut Head, kind: DocumentKind) {
    let date_of = |hit: &Hit<'_, '_>| ["date", "date2", "date3", "date4", "date5"].iter().find_map(|n| hit.named(n)).and_then(dates::parse);
    for line in lines {
        if head.adopted_on.is_none() {
            head.adopted_on = rules.group("head.adopted").first(line).and_then(|h| date_of(&h));
        }
        if head.asked_on.is_none() {
            head.asked_on = rules.group("head.asked").first(line).and_then(|h| date_of(&h));
        }
        // Of several letters the last one holds the answer (35827-C).
        let answered = rules.group("head.answered").find_all(line).iter().filter_map(date_of).max();
        head.answered_on = head.answered_on.max(answered);
    }
    if head.answered_on.is_none() && kind == DocumentKind::AntwoordSchriftelijkeVragen {
        head.answered_on = lines.iter().find_map(|line| rules.group("head.letter_date").first(line).and_then(|h| date_of(&h)));
    }
}

fn chamber(lines: &[&str], head: &Head, kind: DocumentKind) -> Option<Chamber> {
    if head.document_number.starts_with(|c: char| c.is_ascii_uppercase()) {
        return Some(Chamber::Ek);
    }
    for line in lines {
        if line.contains("Eerste Kamer") && !line.contains("Tweede Kamer") {
            return Some(Chamber::Ek);
        }
        if line.contains("Tweede Kamer") {
            return Some(Chamber::Tk);
        }
    }
    let tk = !head.document_number.is_empty()
        || !head.kamer_number.is_empty()
        || kind == DocumentKind::AntwoordSchriftelijkeVragen
        || head.committee.starts_with("vaste commissie voor");
    (tk && kind != DocumentKind::Other).then_some(Chamber::Tk)
}

/// The asking members with their parties, from "Vragen van de leden Piri (GroenLinks-PvdA) en Boswijk (CDA) aan …", or behind "Vragenstellers".
fn askers(lines: &[&str], rules: &Rules, lexicon: &Lexicon, head: &mut Head) {
    let named = |pairs: &Vec<(String, String)>| pairs.iter().any(|pair| !pair.1.is_empty());
    for (at, line) in lines.iter().enumerate() {
        // A title may run over several lines of the source.
        let line: &str = &[line, lines.get(at + 1).copied().unwrap_or(""), lines.get(at + 2).copied().unwrap_or("")].join(" ");
        // The first words may stand twice, with the parties the second time ("Antwoord op vragen van de leden … / Vragen van …").
        let mut from = 0;
        while let Some(at) = askers_at(line, from) {
            from = at;
            let rest = &line[at..];
            let end = [" aan de ", " over ", " aan het ", " inzake ", " (ingezonden", " betreffende "]
                .iter()
                .filter_map(|w| rest.find(w))
                .min()
                .unwrap_or(rest.len());
            let pairs = lexicon.members(&rest[..end]);
            if named(&pairs) {
                head.askers = pairs;
                return;
            }
        }
    }
    for (at, line) in lines.iter().enumerate() {
        let Some(hit) = rules.group("head.askers").first(line) else { continue };
        let names = hit.named("names").filter(|names| !names.is_empty()).or(lines.get(at + 1).copied());
        if let Some(pairs) = names.map(|names| lexicon.members(names)).filter(named) {
            head.askers = pairs;
            return;
        }
    }
}

/// What stands before the names of the members who ask.
const ASKED_BY: [&str; 18] = [
    "van het lid ",
    "van de leden ",
    "van het kamerlid ",
    "van het Kamerlid ",
    "van de kamerleden ",
    "van de Kamerleden ",
    "van het raadslid ",
    "van raadslid ",
    "van de raadsleden ",
    "van het statenlid ",
    "van het Statenlid ",
    "van Statenlid ",
    "van de statenleden ",
    "van de Statenleden ",
    "door het lid ",
    "door de leden ",
    "de leden ",
    "het lid ",
];

/// Where the names behind the next "van de leden" and the like begin, from `from` on.
fn askers_at(line: &str, from: usize) -> Option<usize> {
    let rest = line.get(from..)?;
    ASKED_BY.iter().filter_map(|words| rest.find(words).map(|at| at + words.len())).min().map(|at| from + at)
}
