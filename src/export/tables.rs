//! The tables, column by column: name, type, meaning, value. Order and names are a contract with the user.

use super::extract::{
    AnswerExtract, BlockExtract, ContributionExtract, DiagnosticExtract, QuestionExtract, ReferenceExtract, State, Unanswered,
};
use super::rows::{Ask, Doc, Item, Record, resolved_values};
use super::schema::{Cell, Column, ForeignKey, Kind, Table, tables};
use super::summary::{GROUPS, SummaryRow};
use crate::diagnostic::{Code, Severity};
use crate::model::{AskForm, Certainty, Chamber, DocumentKind, Format, ReferenceKind, ReviewReason, Signal, Status, Structure};

/// The values of an enum, for [`Kind::Enum`].
macro_rules! values {
    ($type:ty) => {
        || <$type>::ALL.iter().map(|value| value.as_str()).collect()
    };
}

tables! {
    /// One row per question, with its answer and everything to filter on. An answer without a question has a row with an empty question.
    RECORDS = "records", fn record(row: &Record<'a>), key ["question_id", "answer_id"],
    links ["document_id" => "documents"."document_id", "question_id" => "questions"."question_id", "answer_id" => "answers"."answer_id",
        "resolved_answer_id" => "answers"."answer_id"] {
        "document_id": Kind::Id, "The document." => text(row.doc.id);
        "dossier": Kind::Text, "Dossier number without spaces, with its chapter." => text(&row.doc.extract.head.dossier);
        "document_number": Kind::Text, "Number or letters within the dossier." => text(&row.doc.extract.head.document_number);
        "document_kind": Kind::Enum(values!(DocumentKind)), "Kind of paper." => word(row.doc.extract.kind.map(DocumentKind::as_str));
        "committee": Kind::Text, "The committee that asked." => text(&row.doc.extract.head.committee);
        "respondent": Kind::List, "The minister(s) or state secretary who answered." => text(row.respondent());
        "answered_on": Kind::Date, "When the answers were given, else when the report was adopted." => text(row.answered_on());
        "faction": Kind::List, "Who asks, by canonical name; `unknown` when the text names none." => factions(row.contribution());
        "topic": Kind::Text, "Nearest topic heading." => row.question.map_or(Cell::Empty, |q| text(&q.topic));
        "question_id": Kind::Text, "The question; stable. Empty for an answer without a question." => row.question.map_or(Cell::Empty, |q| row.doc.id_of(&q.id));
        "question_seq": Kind::Integer, "Position in the document, from 1." => row.seq.map_or(Cell::Empty, count);
        "question_number": Kind::List, "Numbers as printed, expanded." => row.question.map_or(Cell::Empty, |q| list(&q.numbers));
        "question": Kind::Text, "The whole question, verbatim." => row.question.map_or(Cell::Empty, |q| text(&q.text));
        "asks": Kind::Integer, "Number of asks in it." => row.question.map_or(Cell::Empty, |q| count(q.asks.len()));
        "answer_id": Kind::Text, "The answer; empty when there is none." => row.answer.map_or(Cell::Empty, |a| row.doc.id_of(&a.id));
        "answer": Kind::Text, "The whole answer, verbatim, without its heading." => row.answer.map_or(Cell::Empty, |a| text(&a.text));
        "status": Kind::Enum(values!(Status)), "What the answer gives; `overleg explain STATUS`." => word(Some(row.status().as_str()));
        "also": Kind::ListOf(values!(Signal)), "What the answer does besides." => row.answer.map_or(Cell::Empty, |a| words(a.also.iter().map(|s| s.as_str())));
        "refers_to": Kind::List, "question_ids that the answer refers to within the document." => row.doc.question_ids(&row.refers_to());
        "resolved_status": Kind::Enum(resolved_values), "Status at the end of the chain of references; `unresolved` when it cannot be followed. With same_as: that of the later report." => word(Some(row.resolved_status()));
        "resolved_answer_id": Kind::Text, "The answer at the end of the chain." => row.resolved_answer().map_or(Cell::Empty, |a| row.doc.id_of(&a.id));
        "resolved_answer": Kind::Text, "Its text." => row.resolved_answer().map_or(Cell::Empty, |a| text(&a.text));
        "unanswered": Kind::Enum(values!(Unanswered)), "`no` when resolved_status is `answered`, `unknown` when `unresolved`, else `yes`." => word(Some(row.unanswered().as_str()));
        "review": Kind::YesNo, "Whether a person should look." => yes_no(!row.review().is_empty());
        "review_reason": Kind::ListOf(values!(ReviewReason)), "Why; `overleg explain REASON`." => words(row.review().iter().map(|r| r.as_str()));
        "source_file": Kind::Id, "Path of the input, relative to the input folder." => text(&row.doc.extract.source_file);
        "source_page": Kind::Integer, "Page of the question, where the format has pages." => number(row.place().0);
        "source_paragraph": Kind::Integer, "Paragraph of the question in the source, from 1." => number(row.place().1);
        "same_as": Kind::List, "For a question of an inbreng: question_id of the same text in the later report; resolved_status and unanswered are then what that report gives." => row.question.map_or(Cell::Empty, |q| list(&q.same_as));
    }

    /// One row per input file, whatever became of it.
    DOCUMENTS = "documents", fn document(row: Doc<'a>), key ["document_id"], links [] {
        "document_id": Kind::Id, "Dossier and number, else the Kamer's document number, else the path without extension; unique in a run." => text(row.id);
        "source_file": Kind::Id, "Path of the input, relative to the input folder." => text(&row.extract.source_file);
        "format": Kind::Enum(values!(Format)), "Format, recognised by content." => word(row.extract.format.map(Format::as_str));
        "sha256": Kind::Text, "SHA-256 of the file." => text(&row.extract.sha256);
        "bytes": Kind::Integer, "Size of the file." => count(row.extract.bytes as usize);
        "document_kind": Kind::Enum(values!(DocumentKind)), "Kind of paper." => word(row.extract.kind.map(DocumentKind::as_str));
        "structure": Kind::Enum(values!(Structure)), "How questions and answers are arranged." => word(row.extract.structure.map(Structure::as_str));
        "chamber": Kind::Enum(values!(Chamber)), "Tweede Kamer or Eerste Kamer." => word(row.extract.head.chamber.map(Chamber::as_str));
        "dossier": Kind::Text, "Dossier number without spaces, with its chapter." => text(&row.extract.head.dossier);
        "dossier_title": Kind::Text, "Title of the dossier." => text(&row.extract.head.dossier_title);
        "document_number": Kind::Text, "Number or letters within the dossier." => text(&row.extract.head.document_number);
        "title": Kind::Text, "Title of the document." => text(&row.extract.head.title);
        "committee": Kind::Text, "The committee that asked." => text(&row.extract.head.committee);
        "respondent": Kind::List, "Who answered." => text(&row.extract.head.respondent);
        "adopted_on": Kind::Date, "When the report was adopted (vastgesteld)." => text(&row.extract.head.adopted_on);
        "asked_on": Kind::Date, "When the questions were sent." => text(&row.extract.head.asked_on);
        "answered_on": Kind::Date, "When the answers were given." => text(&row.extract.head.answered_on);
        "agenda": Kind::List, "Documents under discussion." => list(&row.extract.head.agenda);
        "factions": Kind::Integer, "Number of different factions that ask." => count(row.factions());
        "questions": Kind::Integer, "Number of questions." => count(row.extract.questions.len());
        "asks": Kind::Integer, "Number of asks." => count(row.extract.questions.iter().map(|q| q.asks.len()).sum());
        "answers": Kind::Integer, "Number of answers." => count(row.extract.answers.len());
        "refers_back": Kind::Integer, "Number of questions whose answer only refers back." => count(row.count(|q| row.status_of(q) == Status::RefersBack));
        "unanswered": Kind::Integer, "Number of questions that remain unanswered." => count(row.count(|q| q.unanswered() == Unanswered::Yes));
        "characters": Kind::Integer, "Characters of the source text, white space not counted." => count(row.extract.characters as usize);
        "accounted": Kind::Integer, "Of these, those that ended in exactly one place; must equal `characters`." => count(row.extract.accounted as usize);
        "state": Kind::Enum(values!(State)), "What became of the file." => word(Some(row.extract.state.as_str()));
        "duplicate_of": Kind::Text, "document_id of the document that is the same and is kept; this one adds no records and counts none." => text(&row.extract.duplicate_of);
        "message": Kind::Text, "Why it is skipped, partial, failed or a duplicate." => text(&row.extract.message);
    }

    /// One row per contribution: one faction's part of one document.
    FACTIONS = "factions", fn faction(row: Item<'a, ContributionExtract>), key ["faction_id"], links ["document_id" => "documents"."document_id"] {
        "faction_id": Kind::Id, "The contribution." => row.doc.faction_id(row.index);
        "document_id": Kind::Id, "The document." => text(row.doc.id);
        "seq": Kind::Integer, "Position in the document, from 1." => count(row.index + 1);
        "faction": Kind::List, "Canonical name(s); `unknown` when the text names none." => factions(Some(row.item));
        "as_written": Kind::Text, "The names as the text has them." => text(&row.item.as_written);
        "members": Kind::List, "Named members." => list(&row.item.members);
        "joins": Kind::List, "Factions whose questions this one joins." => list(&row.item.joins);
        "remarks": Kind::Text, "Paragraphs that ask nothing." => lines(&row.item.remarks);
        "questions": Kind::Integer, "Number of questions." => count(row.questions(|_| true));
        "asks": Kind::Integer, "Number of asks." => count(row.own_questions().map(|q| q.asks.len()).sum());
        "answered": Kind::Integer, "Questions that got an answer." => count(row.questions(|q| q.unanswered() == Unanswered::No));
        "refers_back": Kind::Integer, "Questions whose answer only refers back." => count(row.questions(|q| row.doc.status_of(q) == Status::RefersBack));
        "unanswered": Kind::Integer, "Questions that remain unanswered." => count(row.questions(|q| q.unanswered() == Unanswered::Yes));
    }

    /// One row per question: the stretch of text that gets one answer.
    QUESTIONS = "questions", fn question(row: Item<'a, QuestionExtract>), key ["question_id"],
    links ["document_id" => "documents"."document_id", "faction_id" => "factions"."faction_id", "answer_id" => "answers"."answer_id"] {
        "question_id": Kind::Id, "The question; stable." => row.doc.id_of(&row.item.id);
        "document_id": Kind::Id, "The document." => text(row.doc.id);
        "faction_id": Kind::Text, "The contribution it is part of." => row.doc.contribution_id(row.item.contribution);
        "seq": Kind::Integer, "Position in the document, from 1." => count(row.index + 1);
        "number": Kind::List, "Numbers as printed, expanded." => list(&row.item.numbers);
        "topic": Kind::Text, "Nearest topic heading." => text(&row.item.topic);
        "question": Kind::Text, "The whole question, verbatim." => text(&row.item.text);
        "asks": Kind::Integer, "Number of asks in it." => count(row.item.asks.len());
        "cites": Kind::List, "Kamerstukken named in it." => list(&row.item.cites);
        "notes": Kind::Text, "Its footnotes." => lines(&row.item.notes);
        "answer_id": Kind::Text, "Its answer." => row.doc.answer_id(row.item.answer);
        "page": Kind::Integer, "Page, where the format has pages." => number(row.item.page);
        "paragraph": Kind::Integer, "Paragraph in the source, from 1." => number(row.item.paragraph);
        "same_as": Kind::List, "For a question of an inbreng: question_id of the same text in the later report of the same consultation." => list(&row.item.same_as);
    }

    /// One row per ask: one interrogative sentence or indirect request inside a question.
    ASKS = "asks", fn ask(row: Ask<'a>), key ["ask_id"], links ["question_id" => "questions"."question_id"] {
        "ask_id": Kind::Id, "The ask." => Cell::Text(format!("{}/{}/ask-{}", row.doc.id, row.question.id, row.seq).into());
        "question_id": Kind::Id, "The question it is part of." => row.doc.id_of(&row.question.id);
        "seq": Kind::Integer, "Position in the question, from 1." => count(row.seq);
        "text": Kind::Text, "The sentence." => text(row.text);
        "form": Kind::Enum(values!(AskForm)), "How it is put." => word(Some(row.form.as_str()));
    }

    /// One row per answer.
    ANSWERS = "answers", fn answer(row: Item<'a, AnswerExtract>), key ["answer_id"],
    links ["document_id" => "documents"."document_id", "repeats" => "answers"."answer_id"] {
        "answer_id": Kind::Id, "The answer; stable." => row.doc.id_of(&row.item.id);
        "document_id": Kind::Id, "The document." => text(row.doc.id);
        "question_ids": Kind::List, "The questions it answers; empty when none was found." => row.doc.question_ids(&row.item.questions);
        "number": Kind::List, "Numbers in its heading, expanded." => list(&row.item.numbers);
        "respondent": Kind::List, "Who answers." => text(row.doc.respondent(Some(row.item)));
        "answer": Kind::Text, "The whole answer, verbatim, without its heading." => text(&row.item.text);
        "status": Kind::Enum(values!(Status)), "What the answer gives." => word(Some(row.item.status.as_str()));
        "also": Kind::ListOf(values!(Signal)), "What it does besides." => words(row.item.also.iter().map(|s| s.as_str()));
        "evidence": Kind::Text, "The words that decided the status." => text(&row.item.evidence);
        "repeats": Kind::Text, "Earlier answer of the document with which it shares its text." => row.doc.answer_id(row.item.repeats);
        "cites": Kind::List, "Kamerstukken named in it." => list(&row.item.cites);
        "notes": Kind::Text, "Its footnotes." => lines(&row.item.notes);
        "page": Kind::Integer, "Page, where the format has pages." => number(row.item.page);
        "paragraph": Kind::Integer, "Paragraph in the source, from 1." => number(row.item.paragraph);
    }

    /// One row per reference in an answer. A link is made only when one candidate is left.
    REFERENCES = "references", fn reference(row: Item<'a, ReferenceExtract>), key ["reference_id"],
    links ["answer_id" => "answers"."answer_id", "document_id" => "documents"."document_id", "final_answer_id" => "answers"."answer_id"] {
        "reference_id": Kind::Id, "The reference." => row.reference_id();
        "answer_id": Kind::Id, "The answer that holds it." => row.doc.answer_id(Some(row.item.answer));
        "document_id": Kind::Id, "The document." => text(row.doc.id);
        "seq": Kind::Integer, "Position in the answer, from 1." => count(row.seq_in_answer());
        "text": Kind::Text, "The words." => text(&row.item.text);
        "kind": Kind::Enum(values!(ReferenceKind)), "How the words point." => word(Some(row.item.kind.as_str()));
        "named_faction": Kind::List, "Factions named." => list(&row.item.named_factions);
        "named_number": Kind::List, "Numbers named, expanded." => list(&row.item.named_numbers);
        "named_ordinal": Kind::Signed, "Ordinal named: 1 is the first, -1 the last." => row.item.named_ordinal.map_or(Cell::Empty, |n| Cell::Integer(n.into()));
        "named_topic": Kind::Text, "Topic words named." => text(&row.item.named_topic);
        "named_document": Kind::Text, "The other document named: its document_id when it is in this run, else dossier and number." => text(&row.item.named_document);
        "target_question_ids": Kind::List, "The questions meant." => row.doc.question_ids(&row.item.targets);
        "target_answer_ids": Kind::List, "Their answers." => row.target_answers();
        "certainty": Kind::Enum(values!(Certainty)), "How sure." => word(Some(row.item.certainty.as_str()));
        "candidates": Kind::List, "question_ids left when it is not resolved." => row.doc.question_ids(&row.item.candidates);
        "rule": Kind::Text, "Which step resolved it, or why none did." => text(&row.item.rule);
        "final_answer_id": Kind::Text, "The answer at the end of the chain." => row.doc.answer_id(row.item.final_answer);
        "chain_length": Kind::Integer, "References followed to get there." => count(row.item.chain_length as usize);
        "doubt": Kind::Text, "Why the target may not be what was meant." => text(&row.item.doubt);
    }

    /// One row per message about an input file.
    DIAGNOSTICS = "diagnostics", fn diagnostic(row: Item<'a, DiagnosticExtract>), key [], links ["source_file" => "documents"."source_file"] {
        "source_file": Kind::Id, "Path of the input, relative to the input folder." => text(&row.doc.extract.source_file);
        "severity": Kind::Enum(values!(Severity)), "How bad it is." => word(Some(row.item.severity().as_str()));
        "code": Kind::Enum(values!(Code)), "What happened; `overleg explain CODE`." => text(&row.item.code);
        "message": Kind::Text, "The particulars." => text(&row.item.message);
        "hint": Kind::Text, "What to do." => text(row.item.hint());
        "page": Kind::Integer, "Page, where the format has pages." => number(row.item.page);
        "paragraph": Kind::Integer, "Paragraph in the source, from 1." => number(row.item.paragraph);
    }

    /// Counts per faction, respondent, committee and document. A joint question counts for each faction that asks it.
    SUMMARY = "summary", fn summary(row: &'a SummaryRow), key ["group_by", "group"], links [] {
        "group_by": Kind::Enum(|| GROUPS.to_vec()), "By what." => text(row.group_by);
        "group": Kind::Id, "Which; `unknown` when the text does not say." => text(&row.group);
        "documents": Kind::Integer, "Number of documents." => count(row.documents);
        "questions": Kind::Integer, "Number of questions." => count(row.questions);
        "asks": Kind::Integer, "Number of asks." => count(row.asks);
        "answered": Kind::Integer, "Questions with this status." => count(row.status(Status::Answered));
        "refers_back": Kind::Integer, "Questions with this status." => count(row.status(Status::RefersBack));
        "refers_forward": Kind::Integer, "Questions with this status." => count(row.status(Status::RefersForward));
        "refers_elsewhere": Kind::Integer, "Questions with this status." => count(row.status(Status::RefersElsewhere));
        "deferred": Kind::Integer, "Questions with this status." => count(row.status(Status::Deferred));
        "declined": Kind::Integer, "Questions with this status." => count(row.status(Status::Declined));
        "no_information": Kind::Integer, "Questions with this status." => count(row.status(Status::NoInformation));
        "acknowledged": Kind::Integer, "Questions with this status." => count(row.status(Status::Acknowledged));
        "missing": Kind::Integer, "Questions with this status." => count(row.status(Status::Missing));
        "unanswered": Kind::Integer, "Questions that remain unanswered when references are followed." => count(row.unanswered);
        "unanswered_percent": Kind::Decimal, "Of the questions, with one decimal." => row.unanswered_percent();
    }

    /// With --trace: one row per block of a document, or per part of one, with its role and the rule that gave it.
    BLOCKS = "blocks", fn block(row: Item<'a, BlockExtract>), key ["document_id", "block", "piece"], links ["document_id" => "documents"."document_id"] {
        "document_id": Kind::Id, "The document." => text(row.doc.id);
        "source_file": Kind::Id, "Path of the input, relative to the input folder." => text(&row.doc.extract.source_file);
        "block": Kind::Integer, "Position in the document, from 1." => count(row.item.block);
        "piece": Kind::Integer, "Part of the block, from 1." => count(row.item.piece);
        "page": Kind::Integer, "Page, where the format has pages." => number(row.item.page);
        "paragraph": Kind::Integer, "Paragraph in the source, from 1." => count(row.item.paragraph as usize);
        "role": Kind::Text, "What it is to the report." => text(&row.item.role);
        "rule": Kind::Text, "Which rule said so." => text(&row.item.rule);
        "kind": Kind::Text, "What it is in the source." => text(&row.item.kind);
        "text": Kind::Text, "Its text." => text(&row.item.text);
    }
}

fn text(text: &str) -> Cell<'_> {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.into()) }
}

fn word(word: Option<&'static str>) -> Cell<'static> {
    word.map_or(Cell::Empty, text)
}

fn words<'a>(words: impl Iterator<Item = &'static str>) -> Cell<'a> {
    owned(words.collect::<Vec<_>>().join(";"))
}

fn count<'a>(count: usize) -> Cell<'a> {
    Cell::Integer(count as i64)
}

fn number<'a>(number: Option<u32>) -> Cell<'a> {
    number.map_or(Cell::Empty, |n| Cell::Integer(n.into()))
}

fn yes_no<'a>(value: bool) -> Cell<'a> {
    text(if value { "yes" } else { "no" })
}

fn list<'a, T: ToString>(items: &[T]) -> Cell<'a> {
    owned(items.iter().map(ToString::to_string).collect::<Vec<_>>().join(";"))
}

fn lines<'a>(items: &[String]) -> Cell<'a> {
    owned(items.join("\n"))
}

fn owned<'a>(text: String) -> Cell<'a> {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.into()) }
}

/// The factions of a contribution, `unknown` when it names none.
fn factions<'a>(contribution: Option<&ContributionExtract>) -> Cell<'a> {
    match contribution {
        Some(contribution) if !contribution.factions.is_empty() => list(&contribution.factions),
        _ => text("unknown"),
    }
}
