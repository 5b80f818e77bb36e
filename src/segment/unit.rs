//! The document as a list of units: blocks, or the parts of a block that a marker divides, each with what its form says.
//!
//! Callers may rely on this: units are in the order of the text, disjoint, not empty, and hold every character of the
//! flow blocks that are not head, other than white space.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::patterns::Patterns;
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
    /// The row (table and row, from 0) of a table whose columns are questions and answers.
    pub pair: Option<(u32, u32)>,
    pub is_bullet: bool,
    /// Cut off from the question before it in the same block, by voice alone.
    pub inferred: bool,
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
        };
        let first = out.len();
        // The number of the row's question.
        if side == Some(Cell::Other)
            && let Some((mark @ Mark::NumberLine(_), rule)) = heading(text, patterns, lexicon)
        {
            out.push(Unit { mark, rule, ..base });
            continue;
        }
        // A row of one cell over all columns is the subject of the rows below it.
        if side == Some(Cell::Other) && cell.is_some_and(|(table, row, _)| alone.contains(&(table, row))) {
            out.push(Unit { is_heading: true, is_cell: false, ..base });
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
                unit.pair = cell.filter(|_| side.is_some()).map(|(table, row, _)| (table, row));
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
    if classified.kind == DocumentKind::NotaNaarAanleidingVanHetVerslag {
        split_retold(document, patterns, &mut out);
    }
    out
}

/// The rows (table and row, from 0) of one cell.
fn rows_of_one_cell(document: &Document) -> HashSet<(u32, u32)> {
    let mut cells: HashMap<(u32, u32), usize> = HashMap::new();
    for block in &document.blocks {
        if let BlockKind::Cell { table, row, .. } = block.kind {
            *cells.entry((table, row)).or_default() += 1;
        }
    }
    cells.into_iter().filter(|(_, count)| *count == 1).map(|(row, _)| row).collect()
}

/// Which column of a table holds the questions and which the answers, as its first row says.
#[derive(Debug, Clone, Copy)]
struct Columns {
    /// The row of their heads.
    heads: u32,
    questions: u32,
    answers: u32,
}

/// What a cell of such a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell {
    Head,
    Question,
    Answer,
    /// What the row is about, or its number.
    Other,
}

impl Cell {
    /// The rule by which it is neither question nor answer.
    fn aside(self) -> Option<&'static str> {
        match self {
            Self::Head => Some("table.head"),
            Self::Other => Some("table.other"),
            Self::Question | Self::Answer => None,
        }
    }
}

impl Columns {
    /// By table, of those whose first row says "Vraag" and "Antwoord".
    fn of_tables(document: &Document, patterns: &Patterns<'_>) -> HashMap<u32, Self> {
        let mut seen = HashSet::new();
        let first = |(at, block): (usize, &crate::model::Block)| match block.kind {
            BlockKind::Cell { table, row, .. } if seen.insert(table) => Some((table, Self::of(document, at, table, row, patterns)?)),
            _ => None,
        };
        document.blocks.iter().enumerate().filter_map(first).collect()
    }

    /// Of the table whose first cell is the block at `first`.
    fn of(document: &Document, first: usize, table: u32, row: u32, patterns: &Patterns<'_>) -> Option<Self> {
        let in_row = |b: &&crate::model::Block| matches!(b.kind, BlockKind::Cell { table: t, row: r, .. } if (t, r) == (table, row));
        let (mut questions, mut answers) = (None, None);
        for block in document.blocks[first..].iter().take_while(in_row) {
            let BlockKind::Cell { column, .. } = block.kind else { continue };
            let text = document.slice(block.span).trim();
            if patterns.column_questions.is_match(text) {
                questions = questions.or(Some(column));
            } else if patterns.column_answers.is_match(text) {
                answers = answers.or(Some(column));
            }
        }
        Some(Self { heads: row, questions: questions?, answers: answers? })
    }

    fn side(self, row: u32, column: u32) -> Cell {
        match column {
            _ if row == self.heads => Cell::Head,
            column if column == self.questions => Cell::Question,
            column if column == self.answers => Cell::Answer,
            _ => Cell::Other,
        }
    }
}

/// The longest line that can be a heading, in bytes.
const LONGEST_HEADING: usize = 320;

/// How far into a paragraph the speaking faction is named, in bytes ("Ten aanzien van … vragen de leden van de X-fractie").
const SPEAKER_WITHIN: usize = 320;

fn speaker(text: &str, patterns: &Patterns<'_>, lexicon: &Lexicon) -> Option<FactionMention> {
    let mut end = text.len().min(SPEAKER_WITHIN);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = &text[..end];
    let lower = head.to_lowercase();
    if !lower.contains("fractie") && !lower.contains("lid ") && !lower.contains("leden ") && !lower.contains("groep ") {
        return None;
    }
    // The faction must be the subject, not one that is spoken about ("Deelt de minister de zorg van de leden van de CDA-fractie?"):
    // it opens the text, or the words before it hold its verb; or it opens the sentence that asks, or that announces questions
    // ("In uw brief stelt u … De leden van de fracties van GroenLinks en de PvdA vragen waarop …").
    let mut mentions = lexicon.mentions_together(head).into_iter();
    let first = mentions.find(|mention| {
        let before = &head[..mention.range.start];
        let subject = mention.range.start <= 4 || !before.contains(['.', '?', '!']) && !patterns.spoken_about.is_match(before);
        subject || opens_asking(text, mention, patterns)
    })?;
    // "De leden van de SP-fractie hebben eerder vragen gesteld over … De leden van de PvdA-fractie vernemen graag …": who asks, speaks.
    let asks = |mention: &FactionMention| super::ask::form(sentence_from(text, mention), patterns).is_some();
    let own = first.factions.clone();
    let mut mentions = mentions.peekable();
    // "De leden van de VVD-fractie hebben vernomen dat … Deze leden vragen of …" asks, up to where another faction is named.
    let until = mentions.peek().map_or(text.len(), |next| next.range.start);
    let first_asks = super::ask::asks_anything(&text[first.range.start..until], patterns);
    let mut others = mentions.filter(|mention| mention.factions != own && asks(mention) && opens_asking(text, mention, patterns));
    let mut speaker = if first_asks { first } else { others.next().unwrap_or(first) };
    // "De leden van de NSC-fractie vragen of … De leden van de D66-fractie vragen in dat verband hoe …": the paragraph is of both.
    others.for_each(|other| {
        if other.factions.iter().any(|faction| !speaker.factions.contains(faction)) {
            speaker.join(other, "; ");
        }
    });
    Some(speaker)
}

/// The sentence of `text` from the mention on.
fn sentence_from<'t>(text: &'t str, mention: &FactionMention) -> &'t str {
    let rest = &text[mention.range.start..];
    crate::sentence::split(rest).into_iter().next().map_or(rest, |range| &rest[range])
}

/// The faction whose earlier questions the first sentence of `text` recalls.
fn recalled(text: &str, patterns: &Patterns<'_>, lexicon: &Lexicon) -> Option<FactionMention> {
    let before = patterns.recalled.first(text)?.range().end;
    let mut mentions = lexicon.mentions_together(text).into_iter();
    mentions.find(|mention| mention.range.start == before && before < SPEAKER_WITHIN && !text[..before].contains(['.', '?', '!']))
}

/// Whether the unit is an item of a list of papers: "– Antwoorden op vragen van de commissie over het rapport …".
fn lists_a_paper(unit: &Unit<'_>, mark: &Mark) -> bool {
    unit.is_bullet && unit.text.len() > LONGEST_BULLET_HEADING && matches!(mark, Mark::Section(Section::Answers) | Mark::Answer { .. })
}

/// The longest item of a list that can head an answer, in bytes ("- Antwoord van de staatssecretaris").
const LONGEST_BULLET_HEADING: usize = 48;

/// Whether the mention opens a sentence that asks or announces questions, in a text that does not go on with an earlier speaker.
fn opens_asking(text: &str, mention: &FactionMention, patterns: &Patterns<'_>) -> bool {
    let first = text.split_whitespace().next().unwrap_or("");
    if !text[..mention.range.start].trim_end().ends_with(['.', '?']) || matches!(first, "Zij" | "Deze" | "Genoemde" | "Dit" | "Voornoemde")
    {
        return false;
    }
    let sentence = sentence_from(text, mention);
    super::ask::form(sentence, patterns).is_some() || patterns.introduction.is_match(text) && patterns.remark.is_match(sentence)
}

fn cut<'a>(
    base: Unit<'a>,
    label: Option<&str>,
    document: &'a Document,
    patterns: &'a Patterns<'a>,
    lexicon: &Lexicon,
    out: &mut Vec<Unit<'a>>,
) {
    if base.text.len() <= LONGEST_HEADING
        && let Some((mark, rule)) = heading(base.text, patterns, lexicon)
        && !lists_a_paper(&base, &mark)
    {
        out.push(Unit { mark, rule, ..base });
        return;
    }
    for (group, is_answer) in [(patterns.answer_inline, true), (patterns.question_inline, false)] {
        if let Some(hit) = group.first(base.text)
            && let (Some(marker), Some(rest)) = (hit.captures.name("marker"), hit.captures.name("rest"))
        {
            let numbers = number::parse(hit.named("numbers").unwrap_or(""));
            let mark = if is_answer {
                Mark::Answer { numbers, respondent: hit.named("respondent").unwrap_or("").to_owned() }
            } else {
                Mark::Question { numbers }
            };
            let (head, tail) = (part(&base, document, 0, marker.end()), part(&base, document, rest.start(), base.text.len()));
            out.push(Unit { mark, rule: &hit.rule.id, ..head });
            cut_midline(tail, document, patterns, out);
            return;
        }
    }
    let mut base = base;
    if let Some(label) = label {
        base.numbers = number::parse(label);
    } else if let Some(hit) = patterns.number_prefix.first(base.text)
        && let (Some(marker), Some(rest)) = (hit.captures.name("marker"), hit.captures.name("rest"))
    {
        base.numbers = number::parse(hit.named("numbers").or(hit.named("bare")).unwrap_or(""));
        base.prefix = Some(part(&base, document, 0, marker.end()).span);
        let _ = rest;
    }
    cut_midline(base, document, patterns, out);
}

/// Question and answer in one block: "Wat is dit? Antwoord De staatssecretaris …".
fn cut_midline<'a>(base: Unit<'a>, document: &'a Document, patterns: &'a Patterns<'a>, out: &mut Vec<Unit<'a>>) {
    if let Some(hit) = patterns.answer_midline.first(base.text)
        && let (Some(marker), Some(rest)) = (hit.captures.name("marker"), hit.captures.name("rest"))
    {
        let question = part(&base, document, 0, marker.start());
        let head = part(&base, document, marker.start(), marker.end());
        let tail = part(&base, document, rest.start(), base.text.len());
        let numbers = number::parse(hit.named("numbers").unwrap_or(""));
        out.push(Unit { numbers: base.numbers.clone(), prefix: base.prefix, ..question });
        out.push(Unit { mark: Mark::Answer { numbers, respondent: String::new() }, rule: &hit.rule.id, ..head });
        out.push(tail);
    } else {
        out.push(base);
    }
}

/// Flattened lists set question and answer in one block without a mark between them (lists of the Algemene Rekenkamer): the
/// answer begins behind the last question mark of the opening run of questions.
fn split_flattened<'a>(document: &'a Document, patterns: &Patterns<'_>, units: &mut Vec<Unit<'a>>) {
    let numbered = units.iter().filter(|u| matches!(&u.mark, Mark::Question { numbers } if !numbers.is_empty())).count();
    if numbered < 3 || units.iter().any(|u| matches!(u.mark, Mark::Answer { .. })) {
        return;
    }
    let mut out: Vec<Unit<'a>> = Vec::with_capacity(units.len() + numbered);
    for unit in units.drain(..) {
        let first = unit.is_text() && matches!(out.last().map(|u| &u.mark), Some(Mark::Question { .. }));
        match first.then(|| end_of_asking(unit.text, patterns)).flatten() {
            Some(cut) => {
                let [question, answer] = question_and_answer(&unit, cut, document, patterns);
                out.extend([question, Unit { inferred: true, ..answer }]);
            }
            None => out.push(unit),
        }
    }
    *units = out;
}

/// A nota may retell a question and answer it in one paragraph ("De leden van de VVD-fractie vragen naar de regeldruk. Daarvoor
/// verwijst de regering naar paragraaf 6 van de memorie van toelichting."): the answer begins behind the last sentence that asks,
/// where what follows sounds like the respondent; where nothing else answers, too, but then it may only explain the question: the cut
/// is inferred.
fn split_retold<'a>(document: &'a Document, patterns: &Patterns<'_>, units: &mut Vec<Unit<'a>>) {
    let asks = |unit: &Unit<'_>| unit.is_text() && unit.voice > 0.8 && unit.speaker.is_some();
    let cuts: Vec<Option<(usize, bool)>> = units
        .iter()
        .enumerate()
        .map(|(i, unit)| {
            let sentences = if asks(unit) { crate::sentence::split(unit.text) } else { Vec::new() };
            let last = sentences.iter().rposition(|range| super::ask::form(&unit.text[range.clone()], patterns).is_some())?;
            let cut = sentences[last].end;
            let rest = unit.text[cut..].trim();
            let first = crate::sentence::split(rest).into_iter().next()?;
            let voice = patterns.voice(rest);
            if voice < -0.8 || patterns.answer_retold.is_match(&rest[first]) {
                return Some((cut, false));
            }
            let answered = units.get(i + 1).is_some_and(|next| next.is_text() && !asks(next) && !next.could_be_topic());
            (voice <= 0.0 && !answered).then_some((cut, true))
        })
        .collect();
    let mut out: Vec<Unit<'a>> = Vec::with_capacity(units.len());
    for (unit, cut) in units.drain(..).zip(cuts) {
        let Some((cut, inferred)) = cut else {
            out.push(unit);
            continue;
        };
        let [question, answer] = question_and_answer(&unit, cut, document, patterns);
        let voice = answer.voice.min(-0.1);
        out.extend([Unit { numbers: unit.numbers, prefix: unit.prefix, ..question }, Unit { voice, inferred, ..answer }]);
    }
    *units = out;
}

/// A converter that leaves no blank lines may run the next question into the answer above it, where the answer's last line is full. Between two
/// answer headings both must stand: the cut is where the voice turns, when what stands before it clearly answers.
pub(crate) fn split_run_together<'a>(document: &'a Document, patterns: &Patterns<'_>, units: &mut Vec<Unit<'a>>) {
    let bare = |unit: &Unit<'_>| matches!(&unit.mark, Mark::Answer { numbers, .. } if numbers.is_empty());
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    let mut in_answer = false;
    for (i, unit) in units.iter().enumerate() {
        if bare(unit) {
            in_answer = true;
        } else if !unit.is_text() {
            in_answer = false;
        } else if in_answer && unit.numbers.is_empty() && unit.speaker.is_none() && units.get(i + 1).is_some_and(bare) {
            cuts.extend(voice_turns(unit.text, patterns).map(|cut| (i, cut)));
        }
    }
    if cuts.is_empty() {
        return;
    }
    let mut cuts = cuts.into_iter().peekable();
    let mut out = Vec::with_capacity(units.len() + cuts.len());
    for (i, unit) in units.drain(..).enumerate() {
        match cuts.next_if(|(at, _)| *at == i) {
            Some((_, cut)) => out.extend(question_and_answer(&unit, cut, document, patterns)),
            None => out.push(unit),
        }
    }
    *units = out;
}

/// Where in `text`, which begins as an answer, a question begins.
fn voice_turns(text: &str, patterns: &Patterns<'_>) -> Option<usize> {
    let sentences = crate::sentence::split(text);
    let voice = |range: &Range<usize>| (patterns.voice(&text[range.clone()]) - NEUTRAL_ANSWERS).clamp(-4.0, 4.0);
    // It opens as a question does.
    if sentences.len() < 2 || voice(&sentences[0]) > ASKS {
        return None;
    }
    let asks = sentences.iter().position(|range| super::ask::form(&text[range.clone()], patterns).is_some())?;
    let mut before = 0.0;
    let mut best = (0.0, 0);
    for (at, range) in sentences.iter().enumerate().take(asks + 1) {
        // What stands before answers, what stands from here on asks.
        if before < best.0 {
            best = (before, at);
        }
        before += voice(range);
    }
    let cut = sentences[best.1].start;
    (best.1 > 0 && patterns.voice(&text[..cut]) < CLEARLY_ANSWERS).then_some(cut)
}

/// How much a sentence that neither asks nor answers by its words sounds like an answer, behind an answer's.
const NEUTRAL_ANSWERS: f32 = 0.1;
/// The voice of what asks.
const ASKS: f32 = 0.7;
/// The voice of what clearly answers.
const CLEARLY_ANSWERS: f32 = -0.5;

/// The two sides of a unit, with the voice of each.
fn question_and_answer<'a>(unit: &Unit<'a>, cut: usize, document: &'a Document, patterns: &Patterns<'_>) -> [Unit<'a>; 2] {
    let (question, answer) = (part(unit, document, 0, cut), part(unit, document, cut, unit.text.len()));
    let (asking, answering) = (patterns.voice(question.text), patterns.voice(answer.text));
    [Unit { voice: asking, ..question }, Unit { voice: answering, speaker: None, ..answer }]
}

/// Where the opening run of questions of `text` ends, when something stands behind it.
fn end_of_asking(text: &str, patterns: &Patterns<'_>) -> Option<usize> {
    let mut cut = None;
    let mut statements = 0;
    for range in crate::sentence::split(text) {
        let sentence = &text[range.clone()];
        if sentence.trim_end_matches(['”', '’', '"', ')']).ends_with('?') {
            cut = Some(range.end);
            statements = 0;
        } else if cut.is_some() {
            statements += 1;
            // One statement may stand between two questions; an answer's first words or a second statement end the run.
            if statements > 1 || patterns.voice(sentence) < -0.8 {
                break;
            }
        }
    }
    let cut = cut.map(|c| c + patterns.place.first(&text[c..]).map_or(0, |hit| hit.range().end));
    cut.filter(|&c| !text[c..].trim().is_empty())
}

fn part<'a>(base: &Unit<'a>, document: &'a Document, from: usize, to: usize) -> Unit<'a> {
    let text = &base.text[from..to];
    let lead = text.len() - text.trim_start().len();
    let start = base.span.start as usize + from + lead;
    let span = Span::new(start, start + text.trim().len());
    Unit { span, text: document.slice(span), numbers: Vec::new(), prefix: None, ..base.clone() }
}

fn heading<'a>(text: &str, patterns: &'a Patterns<'a>, lexicon: &Lexicon) -> Option<(Mark, &'a str)> {
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
    if patterns.letter_text.is_match(text) {
        return Some((Mark::LetterText, "letter.text"));
    }
    None
}
