//! Rows of the tables as views on an [`Extract`]: who belongs to whom, what follows from what. Nothing is copied.

use super::extract::{AnswerExtract, ContributionExtract, Extract, QuestionExtract, ReferenceExtract, Unanswered};
use super::schema::Cell;
use crate::model::{AskForm, Certainty, ReviewReason, Status};

/// A document and the id that it has in this run.
#[derive(Debug, Clone, Copy)]
pub struct Doc<'a> {
    /// Its rows.
    pub extract: &'a Extract,
    /// Unique in the run.
    pub id: &'a str,
}

impl<'a> Doc<'a> {
    /// A question's or answer's id in the run.
    pub fn id_of(self, local: &str) -> Cell<'a> {
        Cell::Text(self.full(local).into())
    }

    fn full(self, local: &str) -> String {
        format!("{}/{local}", self.id)
    }

    /// The id of contribution `index`.
    pub fn faction_id(self, index: usize) -> Cell<'a> {
        Cell::Text(format!("{}/f-{}", self.id, index + 1).into())
    }

    /// The id of contribution `index`, empty when there is none.
    pub fn contribution_id(self, index: usize) -> Cell<'a> {
        if index < self.extract.contributions.len() { self.faction_id(index) } else { Cell::Empty }
    }

    /// Ids of questions, as a list.
    pub fn question_ids(self, indices: &[usize]) -> Cell<'a> {
        joined(indices.iter().map(|&i| self.full(&self.extract.questions[i].id)))
    }

    /// Id of an answer, empty when there is none.
    pub fn answer_id(self, index: Option<usize>) -> Cell<'a> {
        index.map_or(Cell::Empty, |i| self.id_of(&self.extract.answers[i].id))
    }

    /// Status of a question's answer; `Missing` without one.
    pub fn status_of(self, question: &QuestionExtract) -> Status {
        question.answer.map_or(Status::Missing, |a| self.extract.answers[a].status)
    }

    /// Who gave an answer: by its own heading, else by the head of the document.
    pub fn respondent(self, answer: Option<&'a AnswerExtract>) -> &'a str {
        match answer {
            Some(answer) if !answer.respondent.is_empty() => &answer.respondent,
            _ => &self.extract.head.respondent,
        }
    }

    /// Number of questions for which `test` holds.
    pub fn count(self, test: impl Fn(&QuestionExtract) -> bool) -> usize {
        self.extract.questions.iter().filter(|q| test(q)).count()
    }

    /// Number of different factions that ask.
    pub fn factions(self) -> usize {
        let names: std::collections::BTreeSet<&str> =
            self.extract.contributions.iter().flat_map(|c| c.factions.iter().map(String::as_str)).collect();
        names.len()
    }

    /// Its records in the order of the text: questions, and answers without a question where they stand.
    pub fn records(self) -> Vec<Record<'a>> {
        let answers = &self.extract.answers;
        let mut records: Vec<Record<'a>> = self
            .extract
            .questions
            .iter()
            .enumerate()
            .map(|(i, q)| Record {
                doc: self,
                question: Some(q),
                seq: Some(i + 1),
                answer: q.answer.map(|a| &answers[a]),
                answer_index: q.answer,
            })
            .collect();
        let orphans = answers.iter().enumerate().filter(|(_, a)| a.questions.is_empty());
        records.extend(orphans.map(|(i, a)| Record { doc: self, question: None, seq: None, answer: Some(a), answer_index: Some(i) }));
        // Stable: questions keep their order, also where a reading has taken them out of the order of the text.
        if records.iter().any(|r| r.question.is_none()) {
            records.sort_by_key(|r| r.question.map_or_else(|| r.answer.map_or(0, |a| a.start), |q| q.start));
        }
        records
    }

    /// Its asks.
    pub fn asks(self) -> impl Iterator<Item = Ask<'a>> {
        self.extract.questions.iter().enumerate().flat_map(move |(question_index, question)| {
            let ask = move |(i, (text, form)): (usize, &'a (String, AskForm))| Ask {
                doc: self,
                question,
                question_index,
                seq: i + 1,
                text,
                form: *form,
            };
            question.asks.iter().enumerate().map(ask)
        })
    }

    /// Any of its lists as rows.
    pub fn items<T>(self, items: &'a [T]) -> impl Iterator<Item = Item<'a, T>> {
        items.iter().enumerate().map(move |(index, item)| Item { doc: self, index, item })
    }
}

/// An element of one of an extract's lists.
#[derive(Debug)]
pub struct Item<'a, T> {
    /// Its document.
    pub doc: Doc<'a>,
    /// Its position in the list.
    pub index: usize,
    /// The element.
    pub item: &'a T,
}

impl<'a> Item<'a, ContributionExtract> {
    /// The questions of the contribution.
    pub fn own_questions(&self) -> impl Iterator<Item = &'a QuestionExtract> {
        let index = self.index;
        self.doc.extract.questions.iter().filter(move |q| q.contribution == index)
    }

    /// Number of its questions for which `test` holds.
    pub fn questions(&self, test: impl Fn(&QuestionExtract) -> bool) -> usize {
        self.own_questions().filter(|q| test(q)).count()
    }
}

impl<'a> Item<'a, ReferenceExtract> {
    /// Position of the reference in its answer, from 1. References are in the order of the answers.
    pub fn seq_in_answer(&self) -> usize {
        let before = self.doc.extract.references[..self.index].iter().rev();
        1 + before.take_while(|r| r.answer == self.item.answer).count()
    }

    /// `<answer_id>/ref-<seq>`.
    pub fn reference_id(&self) -> Cell<'a> {
        let answer = self.doc.full(&self.doc.extract.answers[self.item.answer].id);
        Cell::Text(format!("{answer}/ref-{}", self.seq_in_answer()).into())
    }

    /// The answers of the questions meant.
    pub fn target_answers(&self) -> Cell<'a> {
        let mut answers: Vec<usize> = Vec::new();
        for answer in self.item.targets.iter().filter_map(|&q| self.doc.extract.questions[q].answer) {
            if !answers.contains(&answer) {
                answers.push(answer);
            }
        }
        joined(answers.iter().map(|&a| self.doc.full(&self.doc.extract.answers[a].id)))
    }
}

/// An ask of a question.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// Its document.
    pub doc: Doc<'a>,
    /// Its question.
    pub question: &'a QuestionExtract,
    /// Position of the question in the document, from 0.
    pub question_index: usize,
    /// Position in the question, from 1.
    pub seq: usize,
    /// The sentence.
    pub text: &'a str,
    /// How it is put.
    pub form: AskForm,
}

/// A question with its answer, or an answer without a question.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    /// Its document.
    pub doc: Doc<'a>,
    /// `None` for an answer without a question.
    pub question: Option<&'a QuestionExtract>,
    /// Position of the question, from 1.
    pub seq: Option<usize>,
    /// `None` for a question without an answer.
    pub answer: Option<&'a AnswerExtract>,
    /// Its index.
    answer_index: Option<usize>,
}

impl<'a> Record<'a> {
    /// Position of its answer among those of the document, from 0.
    pub fn answer_index(&self) -> Option<usize> {
        self.answer_index
    }

    /// Who answered.
    pub fn respondent(&self) -> &'a str {
        self.doc.respondent(self.answer)
    }

    /// When the answers were given, else when the report was adopted.
    pub fn answered_on(&self) -> &'a str {
        let head = &self.doc.extract.head;
        if head.answered_on.is_empty() { &head.adopted_on } else { &head.answered_on }
    }

    /// Who asks.
    pub fn contribution(&self) -> Option<&'a ContributionExtract> {
        self.question.and_then(|q| self.doc.extract.contributions.get(q.contribution))
    }

    /// Status of the answer; `Missing` without one.
    pub fn status(&self) -> Status {
        self.answer.map_or(Status::Missing, |a| a.status)
    }

    /// The column `resolved_status`.
    pub fn resolved_status(&self) -> &'static str {
        match self.question {
            Some(question) => question.resolved_status.map_or(UNRESOLVED, Status::as_str),
            // Without a question nothing was followed: a reference is left open, everything else stands for itself.
            None if matches!(self.status(), Status::RefersBack | Status::RefersForward) => UNRESOLVED,
            None => self.status().as_str(),
        }
    }

    /// The answer at the end of the chain.
    pub fn resolved_answer(&self) -> Option<&'a AnswerExtract> {
        self.question.and_then(|q| q.resolved_answer).map(|a| &self.doc.extract.answers[a])
    }

    /// Whether the question remains without an answer; follows from `resolved_status`, also where no question was found.
    pub fn unanswered(&self) -> Unanswered {
        match self.resolved_status() {
            UNRESOLVED => Unanswered::Unknown,
            status if status == Status::Answered.as_str() => Unanswered::No,
            _ => Unanswered::Yes,
        }
    }

    /// Questions that the answer certainly refers to, in order, each once.
    pub fn refers_to(&self) -> Vec<usize> {
        let Some(index) = self.answer_index else { return Vec::new() };
        let extract = self.doc.extract;
        let from = extract.references.partition_point(|r| r.answer < index);
        let own = extract.references[from..].iter().take_while(|r| r.answer == index).filter(|r| r.certainty == Certainty::Resolved);
        let mut targets = Vec::new();
        for &target in own.flat_map(|r| &r.targets) {
            if !targets.contains(&target) {
                targets.push(target);
            }
        }
        targets
    }

    /// Why a person should look.
    pub fn review(&self) -> &'a [ReviewReason] {
        match self.question {
            Some(question) => &question.review,
            None => &[ReviewReason::AnswerWithoutQuestion],
        }
    }

    /// Page and paragraph of the question, else of the answer.
    pub fn place(&self) -> (Option<u32>, Option<u32>) {
        match (self.question, self.answer) {
            (Some(question), _) => (question.page, question.paragraph),
            (None, Some(answer)) => (answer.page, answer.paragraph),
            (None, None) => (None, None),
        }
    }
}

const UNRESOLVED: &str = "unresolved";

/// The values of the column `resolved_status`.
pub fn resolved_values() -> Vec<&'static str> {
    Status::ALL.iter().map(|status| status.as_str()).chain([UNRESOLVED]).collect()
}

fn joined<'a>(ids: impl Iterator<Item = String>) -> Cell<'a> {
    let ids: Vec<String> = ids.collect();
    if ids.is_empty() { Cell::Empty } else { Cell::Text(ids.join(";").into()) }
}
