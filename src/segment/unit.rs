//! The document as a list of units: blocks, or the parts of a block that a marker divides, each with what its form says.
//!
//! Callers may rely on this: units are in the order of the text, disjoint, not empty, and hold every character of the
//! flow blocks that are not head, other than white space.

use std::collections::HashSet;

use super::cut::{cut, retells_all, split_flattened, split_retold};
use super::patterns::Patterns;
use super::speaker::{recalled, speaker};
use super::table::{Cell, Columns, rows_of_one_cell};
use crate::lexicon::{FactionMention, Lexicon};
use crate::model::{BlockKind, Classified, Document, DocumentKind, Markup, Number, Span, Style};
use crate::number;

/// The two sides of a consultation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Questions,
    Answers,
}

/// What a unit is by its own form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Running text; perhaps a topic heading.
    Text,
    /// Heading of a part.
    Section(Section),
    /// Heading of a faction's part.
    Faction { mention: FactionMention, answers: bool },
    /// "Antwoord 1".
    Answer { numbers: Vec<Number>, respondent: String },
    /// "Vraag 1".
    Question { numbers: Vec<Number> },
    /// A number alone on its line: a question's number or a footnote's.
    NumberLine(Vec<Number>),
    /// Title of a letter within the report.
    Letter(Side),
    /// Salutation, address, closing of a letter.
    LetterText,
    /// "Inhoudsopgave" and what belongs to it.
    Contents,
    /// One of the sources listed behind the last answer.
    Note,
}

/// Headings of parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    Questions,
    Answers,
    Both,
    Agenda,
    /// "Reactie van de minister" without a roman number: the part, or one answer.
    MaybeAnswers,
    /// A roman number alone.
    Roman,
    /// A notice that answers nothing.
    Notice,
    /// What a site prints below the paper.
    Site,
    /// An annex behind the answers.
    Annex,
}

/// A stretch of text within one block.
#[derive(Debug, Clone)]
pub(crate) struct Unit<'a> {
    pub span: Span,
    pub text: &'a str,
    pub mark: Mark,
    pub rule: &'a str,
    /// Numbers before the text, taken as a question's number only when the sequence bears it out.
    pub numbers: Vec<Number>,
    /// Where those numbers stand in the text; `None` when the format draws them as a list label.
    pub prefix: Option<Span>,
    /// Positive: sounds like one who asks; negative: like one who answers.
    pub voice: f32,
    /// The faction that speaks, where the first words say so.
    pub speaker: Option<FactionMention>,
    /// Whether it only recalls questions of the faction that it names ("In antwoord op eerdere vragen van de leden van …"): its own
    /// where no heading says whose part this is.
    pub recalls: bool,
    pub style: Style,
    pub is_heading: bool,
    pub is_cell: bool,
    /// The row (table and row, from 0) of a table whose columns are questions and answers; of several with one answer the first.
    pub pair: Option<(u32, u32)>,
    pub is_bullet: bool,
    /// Cut off from the question before it in the same block, by voice alone.
    pub inferred: bool,
    /// Neither question nor answer, wherever it stands.
    pub is_aside: bool,
}

impl Unit<'_> {
    pub(crate) fn is_text(&self) -> bool {
        self.mark == Mark::Text
    }

    /// The text behind its number.
    pub(crate) fn body(&self) -> &str {
        self.prefix.map_or(self.text, |prefix| self.text[prefix.len().min(self.text.len())..].trim_start())
    }

    /// Whether the text could be a topic heading: a short line without a full stop.
    pub(crate) fn could_be_topic(&self) -> bool {
        if !self.is_text() || self.is_cell || self.is_bullet || self.text.contains('\u{b7}') {
            return false;
        }
        let last = self.text.chars().next_back().unwrap_or('.');
        let first = self.text.chars().find(|c| c.is_alphanumeric());
        // Nearly every paragraph ends in a full stop: what takes no counting comes first.
        !matches!(last, '.' | '?' | '!' | ';' | ',' | ':' | '…')
            && first.is_some_and(|c| !c.is_lowercase() || self.is_heading)
            && self.text.chars().take(131).count() <= 130
            && self.text.split_whitespace().take(15).count() <= 14
            && !self.text.contains("? ")
            && !is_row(self.text)
    }
}

/// The row of a table that a converter set on a line: two figures side by side ("Totaal 2.378 1.326"), or with the same unit
/// ("Volkeraksluizen 41 min 46 min").
fn is_row(text: &str) -> bool {
    let figure = |word: &str| word.chars().any(|c| c.is_ascii_digit()) && !word.chars().any(char::is_alphabetic);
    let words: Vec<&str> = text.split_whitespace().collect();
    let with_unit = |four: &[&str]| figure(four[0]) && figure(four[2]) && four[1] == four[3];
    words.windows(2).any(|pair| figure(pair[0]) && figure(pair[1])) || words.windows(4).any(with_unit)
}

/// Cuts the flow of a document into units.
pub(crate) fn units<'a>(document: &'a Document, classified: &Classified, patterns: &'a Patterns<'a>, lexicon: &Lexicon) -> Vec<Unit<'a>> {
    let mut is_head = vec![false; document.blocks.len()];
    for &index in classified.head_blocks.iter().chain(&classified.agenda_blocks) {
        is_head[index] = true;
    }
    let mut out = Vec::with_capacity(document.blocks.len());
    let columns = Columns::of_tables(document, patterns);
    let joint_rows = Columns::joint_rows(&columns, document);
    let askers = Columns::askers(&columns, document, lexicon);
    let alone = if columns.is_empty() { HashSet::new() } else { rows_of_one_cell(document) };
    for (index, block) in document.blocks.iter().enumerate() {
        if is_head[index] || !block.is_flow() {
            continue;
        }
        let cell = match block.kind {
            BlockKind::Cell { table, row, column } => Some((table, row, column)),
            _ => None,
        };
        let side = cell.and_then(|(table, row, column)| Some(columns.get(&table)?.side(row, column)));
        let text = document.slice(block.span);
        let lead = text.len() - text.trim_start().len();
        let start = block.span.start as usize + lead;
        let text = text.trim();
        if text.is_empty() {
            continue;
        }
        let label = match &block.kind {
            BlockKind::ListItem(label) => Some(&**label),
            _ => None,
        };
        let base = Unit {
            span: Span::new(start, start + text.len()),
            text,
            mark: Mark::Text,
            rule: "",
            numbers: Vec::new(),
            prefix: None,
            voice: 0.0,
            speaker: None,
            recalls: false,
            style: block.style,
            is_heading: matches!(block.kind, BlockKind::Heading(_)),
            is_cell: cell.is_some(),
            pair: None,
            is_bullet: label.is_some_and(|l| !l.contains(|c: char| c.is_ascii_digit())) || text.starts_with(['•', '·', '▪', '◦', '-', '–']),
            inferred: false,
            is_aside: side == Some(Cell::Page),
        };
        let first = out.len();
        // The number of the row's question; pages and the like stand behind it.
        if side == Some(Cell::Other)
            && cell.is_some_and(|(table, _, column)| columns.get(&table).is_some_and(|columns| columns.may_number(column)))
            && let Some((mark @ Mark::NumberLine(_), rule)) = heading(text, patterns, lexicon)
        {
            out.push(Unit { mark, rule, ..base });
            continue;
        }
        // A row of one cell over all columns is the subject of the rows below it.
        if matches!(side, Some(Cell::Other | Cell::Page)) && cell.is_some_and(|(table, row, _)| alone.contains(&(table, row))) {
            out.push(Unit { is_heading: true, is_cell: false, is_aside: false, ..base });
            continue;
        }
        if let Some(rule) = side.and_then(Cell::aside) {
            out.push(Unit { mark: Mark::LetterText, rule, ..base });
            continue;
        }
        cut(base, label, document, patterns, lexicon, &mut out);
        for unit in &mut out[first..] {
            if unit.is_text() {
                unit.voice = patterns.voice(unit.body())
                    + match block.markup {
                        Some(Markup::Question) => 6.0,
                        Some(Markup::Answer) => -6.0,
                        None => 0.0,
                    }
                    + match side {
                        Some(Cell::Question) => 6.0,
                        Some(Cell::Answer) => -6.0,
                        _ => 0.0,
                    };
                let answered_in = |(table, row, _)| (table, joint_rows.get(&(table, row)).copied().unwrap_or(row));
                unit.pair = cell.filter(|_| side.is_some()).map(answered_in);
                if side == Some(Cell::Question)
                    && let Some(asker) = cell.and_then(|(table, row, _)| askers.get(&(table, row)))
                {
                    unit.speaker = Some(asker.clone());
                    continue;
                }
                // Written questions are asked by the members whom the head names, whoever is spoken of.
                let asks = unit.voice > 0.0 || patterns.introduction.is_match(unit.body());
                if asks && classified.kind != DocumentKind::AntwoordSchriftelijkeVragen {
                    unit.speaker = speaker(unit.body(), patterns, lexicon);
                    if unit.speaker.is_none() {
                        unit.speaker = recalled(unit.body(), patterns, lexicon);
                        unit.recalls = unit.speaker.is_some();
                    }
                }
            }
        }
    }
    split_flattened(document, patterns, &mut out);
    let retells = match classified.kind {
        DocumentKind::NotaNaarAanleidingVanHetVerslag => true,
        DocumentKind::InbrengSchriftelijkOverleg => false,
        _ => retells_all(&out, patterns),
    };
    if retells {
        split_retold(document, classified.kind, patterns, lexicon, &mut out);
    }
    out
}

/// The longest line that can be a heading, in bytes.
pub(super) const LONGEST_HEADING: usize = 320;

pub(super) fn heading<'a>(text: &str, patterns: &'a Patterns<'a>, lexicon: &Lexicon) -> Option<(Mark, &'a str)> {
    // The cell of a table that a converter set on a line of its own (2021D17949).
    let text = text.trim_end_matches(['|', ' ', '\t']);
    if patterns.contents.is_match(text) {
        return Some((Mark::Contents, "contents.heading"));
    }
    if let Some(hit) = patterns.section.first(text) {
        let section = match hit.rule.value.as_str() {
            "both" => Section::Both,
            "questions" => Section::Questions,
            "answers" => Section::Answers,
            "agenda" => Section::Agenda,
            "roman" => Section::Roman,
            "notice" => Section::Notice,
            "site" => Section::Site,
            "annex" => Section::Annex,
            _ => Section::MaybeAnswers,
        };
        return Some((Mark::Section(section), &hit.rule.id));
    }
    if let Some(hit) = patterns.letter.first(text) {
        let side = if hit.rule.value == "answers" { Side::Answers } else { Side::Questions };
        return Some((Mark::Letter(side), &hit.rule.id));
    }
    if let Some(hit) = patterns.answer.first(text) {
        let numbers = number::parse(hit.named("numbers").unwrap_or(""));
        return Some((Mark::Answer { numbers, respondent: hit.named("respondent").unwrap_or("").to_owned() }, &hit.rule.id));
    }
    if let Some(hit) = patterns.question.first(text) {
        return Some((Mark::Question { numbers: number::parse(hit.named("numbers").unwrap_or("")) }, &hit.rule.id));
    }
    if let Some(hit) = patterns.number.first(text) {
        return Some((Mark::NumberLine(number::parse(hit.named("numbers").unwrap_or(""))), &hit.rule.id));
    }
    if let Some(heading) = lexicon.heading_faction(text) {
        return Some((Mark::Faction { mention: heading.mention, answers: heading.answers }, "faction.heading"));
    }
    if let Some(rule) = patterns.letter_text.first_rule(text) {
        return Some((Mark::LetterText, &rule.id));
    }
    None
}
