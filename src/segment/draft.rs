//! What a reading makes of the units: records, the role of every unit, and the facts to judge the reading by.

use std::collections::HashSet;

use super::ask;
use super::patterns::Patterns;
use super::unit::{Mark, Section, Side, Unit};
use crate::lexicon::FactionMention;
use crate::model::{Number, Structure};
use crate::sentence;

/// The role of one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Unplaced,
    Question(usize),
    Answer(usize),
    AnswerHeading,
    QuestionHeading,
    Restatement,
    FactionHeading,
    SectionHeading,
    Topic,
    Remark(usize),
    Contents,
    Agenda,
    Letter,
    Note,
}

/// A question with its answer, as units.
#[derive(Debug, Clone, Default)]
pub(crate) struct Record {
    pub question: Vec<usize>,
    pub answer: Vec<usize>,
    pub numbers: Vec<Number>,
    pub answer_numbers: Vec<Number>,
    pub contribution: usize,
    /// The unit that is its topic heading.
    pub topic: Option<usize>,
    pub respondent: String,
    /// 0..=1; 1 where markers say so.
    pub confidence: f32,
    /// Whether an answer heading was seen; its text may be empty all the same.
    pub headed: bool,
    /// The record above whose answer is the answer to this question too, where it has none of its own.
    pub answered_with: Option<usize>,
}

impl Record {
    /// Whether its question has an answer, its own or another's.
    pub(crate) fn is_answered(&self) -> bool {
        !self.answer.is_empty() || self.answered_with.is_some()
    }
}

/// A faction's part as a reading found it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Voice {
    pub mention: Option<FactionMention>,
}

/// One reading of the whole document.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub structure: Structure,
    pub rule: &'static str,
    pub parts: Vec<Part>,
    /// By unit, whether it is neither question nor answer.
    asides: Vec<bool>,
    pub records: Vec<Record>,
    pub voices: Vec<Voice>,
    /// Whether factions came from the running text and not from headings.
    pub running: bool,
}

impl Draft {
    pub(crate) fn new(structure: Structure, rule: &'static str, units: &[Unit<'_>]) -> Self {
        let mut in_agenda = false;
        let mut in_notice = false;
        // Behind the paper stands what a site prints, or an annex.
        let mut is_over = false;
        let parts = units
            .iter()
            .map(|unit| match &unit.mark {
                Mark::Section(section @ (Section::Notice | Section::Site | Section::Annex)) => {
                    in_notice = true;
                    is_over |= *section != Section::Notice;
                    Part::Letter
                }
                Mark::Text | Mark::NumberLine(_) | Mark::LetterText if is_over || in_notice && !unit.is_heading => Part::Letter,
                Mark::Section(Section::Agenda) => {
                    in_agenda = true;
                    Part::SectionHeading
                }
                // "Brief van de minister, d.d. 2 juli 2013 (Kamerstuk 28 330, nr. 57)": one of the papers on the agenda.
                Mark::Letter(_) if in_agenda && unit.text.contains('(') => Part::Agenda,
                Mark::Section(_) | Mark::Letter(_) => {
                    in_notice = false;
                    in_agenda = false;
                    Part::SectionHeading
                }
                _ if in_agenda => Part::Agenda,
                Mark::Contents => Part::Contents,
                Mark::Note => Part::Note,
                Mark::Faction { .. } => Part::FactionHeading,
                Mark::Answer { .. } => {
                    in_notice = false;
                    Part::AnswerHeading
                }
                Mark::Question { .. } => {
                    in_notice = false;
                    Part::QuestionHeading
                }
                Mark::LetterText => Part::Letter,
                Mark::NumberLine(_) | Mark::Text => {
                    in_notice = false;
                    Part::Unplaced
                }
            })
            .collect();
        let asides = units.iter().map(|unit| unit.is_aside).collect();
        Self { structure, rule, parts, asides, records: Vec::new(), voices: Vec::new(), running: false }
    }

    /// The contribution of those who speak in `first` and in `second`: questions of several factions may be answered together.
    pub(crate) fn together(&mut self, first: usize, second: usize) -> usize {
        let mentions = [first, second].map(|at| self.voices[at].mention.clone());
        match mentions {
            [Some(mut all), Some(others)] if first != second && others.factions.iter().any(|faction| !all.factions.contains(faction)) => {
                all.join(others, "; ");
                self.contribution(Some(&all))
            }
            _ => first,
        }
    }

    /// The contribution of the factions that `mention` names; one document has one contribution for each set of factions.
    pub(crate) fn contribution(&mut self, mention: Option<&FactionMention>) -> usize {
        let same = |voice: &Voice| match (&voice.mention, mention) {
            (Some(a), Some(b)) => a.factions == b.factions && a.members == b.members,
            (None, None) => true,
            _ => false,
        };
        if let Some(index) = self.voices.iter().position(same) {
            return index;
        }
        self.voices.push(Voice { mention: mention.cloned() });
        self.voices.len() - 1
    }

    /// Gives `unit` to the question or the answer of `record`; what is neither stays what it is.
    pub(crate) fn place(&mut self, unit: usize, part: Part) {
        if self.asides[unit] {
            return;
        }
        self.parts[unit] = part;
        match part {
            Part::Question(r) => self.records[r].question.push(unit),
            Part::Answer(r) => self.records[r].answer.push(unit),
            _ => {}
        }
    }

    /// Turns questions without an answer that only ask attention for what the faction goes on to ask ("Zij vragen aandacht voor de
    /// inwoners van de gebieden …") into remarks: they introduce the questions that are answered.
    pub(crate) fn release_introductions(&mut self, units: &[Unit<'_>], patterns: &Patterns<'_>) {
        if self.structure == Structure::QuestionsOnly {
            return;
        }
        let answered: HashSet<usize> = self.records.iter().filter(|r| !r.answer.is_empty()).map(|r| r.contribution).collect();
        for record in &mut self.records {
            let introduces = !record.is_answered()
                && record.numbers.is_empty()
                && !record.headed
                && answered.contains(&record.contribution)
                && record.question.iter().all(|&unit| units[unit].pair.is_none() && !ask::asks_more(units[unit].text, patterns))
                && record.question.iter().any(|&unit| patterns.attention.is_match(units[unit].text));
            if introduces {
                for unit in std::mem::take(&mut record.question) {
                    self.parts[unit] = Part::Remark(record.contribution);
                }
            }
        }
    }

    /// How consistent the reading is; higher is better, and the reasons in sentences.
    pub(crate) fn score(&self, units: &[Unit<'_>], expects_answers: bool) -> (f32, Vec<String>) {
        let apart = matches!(self.structure, Structure::Blocks | Structure::Letters);
        let clamp = |voice: f32| (voice.clamp(-3.0, 3.0)) / 3.0;
        let (mut fit, mut texts, mut unplaced) = (0.0, 0usize, 0usize);
        for (unit, part) in units.iter().zip(&self.parts) {
            if !unit.is_text() {
                continue;
            }
            match part {
                // Introductions and statements inside a question sound neutral; only a clear contradiction counts against them.
                Part::Question(_) => fit += clamp(unit.voice),
                // Where the answers stand apart they take up the question in the asker's words ("De leden van … vragen …").
                Part::Answer(_) if apart => fit -= clamp(unit.voice).min(0.2),
                Part::Answer(_) => fit -= clamp(unit.voice),
                Part::Unplaced => unplaced += 1,
                // A question that is passed off as a remark or a letter's text is a question lost.
                Part::Remark(_) | Part::Letter if unit.voice > 1.5 && sentence::ends_asking(unit.text) => unplaced += 1,
                _ => continue,
            }
            texts += 1;
        }
        let n = self.records.len().max(1) as f32;
        let missing = self.records.iter().filter(|r| !r.is_answered() && !r.question.is_empty()).count() as f32;
        let orphans = self.records.iter().filter(|r| r.question.is_empty() && !r.answer.is_empty()).count() as f32;
        let weak = self.records.iter().filter(|r| r.confidence < super::CERTAIN && !r.answer.is_empty()).count() as f32;
        let tied = self.records.iter().filter(|r| !r.numbers.is_empty() && !r.answer_numbers.is_empty()).count() as f32;
        let headings = units.iter().filter(|u| matches!(u.mark, Mark::Answer { .. })).count() as f32;
        let unused = headings - self.records.iter().filter(|r| r.headed).count() as f32;
        let texts_share = texts.max(1) as f32;
        let mut score = fit / texts_share - 2.0 * unplaced as f32 / texts_share - 1.5 * orphans / n - 0.4 * weak / n + 0.3 * tied / n;
        // Who reads the answers' part as if it went on with the questions pairs across the border between them.
        if !apart
            && let Some(border) = units.iter().position(|u| matches!(u.mark, Mark::Section(Section::Answers) | Mark::Letter(Side::Answers)))
        {
            let across = |r: &&Record| r.question.first().is_some_and(|&q| q < border) && r.answer.first().is_some_and(|&a| a > border);
            score -= self.records.iter().filter(across).count() as f32 / n;
        }
        if self.structure != Structure::QuestionsOnly && self.records.iter().all(|r| r.answer.is_empty()) {
            // Nothing but questions is what the reading of questions reads best.
            score -= 0.1;
        }
        if expects_answers {
            score -= 1.2 * missing / n;
        }
        if headings > 0.0 {
            score -= 1.5 * unused.max(0.0) / headings;
        }
        // Where the answers stand apart, the number of a question stands again above its restatement or its answer.
        let again = |i: usize| {
            let text = (i..units.len()).find(|&j| units[j].is_text()).map(|j| self.parts[j]);
            apart && matches!(text, Some(Part::Restatement | Part::Answer(_)))
        };
        let numbered = |u: &Unit<'_>| match &u.mark {
            Mark::Question { numbers } => !numbers.is_empty(),
            _ => u.is_text() && !u.numbers.is_empty(),
        };
        let numbers = units.iter().enumerate().filter(|&(i, u)| numbered(u) && !again(i)).count() as f32;
        let numbers_used = self.records.iter().map(|r| r.numbers.len()).sum::<usize>() as f32;
        if numbers > 0.0 {
            // A reading that passes over printed numbers loses what references point to. A few among more questions number a list.
            score -= 1.5 * (numbers - numbers_used).max(0.0) / numbers.max(n);
        }
        let reasons = vec![
            format!("{} questions, {missing} without answer, {orphans} answers without question", self.records.len()),
            format!("voice of questions and answers fits at {:.2} on a scale from -1 to 1", fit / texts_share),
            format!(
                "{unplaced} of {texts} paragraphs not placed, {weak} weak matches, {tied} tied by numbers, {unused} of {headings} answer headings unused"
            ),
        ];
        (score, reasons)
    }
}
