//! `overleg explain CODE`: every word that a table can hold, with its meaning and what to do.

use std::fmt::Write as _;

use super::{BOLD, DIM, complain, out};
use crate::cli::Lang;
use crate::diagnostic::Code;
use crate::export::State;
use crate::export::words::Words;
use crate::model::{ReviewReason, Signal, Status};
use crate::read::Limits;

/// A word with its meaning.
struct Entry {
    /// Where it stands.
    column: &'static str,
    word: &'static str,
    meaning: &'static str,
    advice: &'static str,
}

/// Prints the meaning of `code`, or the list of all. Exit status 2 when there is no such word.
pub fn explain(code: Option<&str>) -> u8 {
    let entries = entries();
    let Some(code) = code else {
        return out(list(&entries).as_bytes());
    };
    let wanted = code.trim().to_lowercase().replace('-', "_");
    if wanted == "limits" {
        return out(limits().as_bytes());
    }
    // The Dutch label of a table written with --lang nl, too.
    let dutch = Words::of(Lang::Nl);
    let is_wanted = |e: &&Entry| e.word == wanted || dutch.label(e.word).replace([' ', '-'], "_") == wanted.replace(' ', "_");
    let found: Vec<&Entry> = entries.iter().filter(is_wanted).collect();
    if found.is_empty() {
        let near: Vec<&str> =
            entries.iter().map(|e| e.word).filter(|word| !wanted.is_empty() && (word.contains(&wanted) || wanted.contains(word))).collect();
        let hint = if near.is_empty() { String::new() } else { format!("Did you mean {}? ", near.join(" or ")) };
        complain(&format!("{code:?} is no word that overleg knows"), &format!("{hint}`overleg explain` lists them all."));
        return 2;
    }
    let mut text = String::new();
    for entry in found {
        let _ = writeln!(
            text,
            "{BOLD}{}{BOLD:#} {DIM}{}{DIM:#}\n  {}\n  What to do: {}",
            entry.word, entry.column, entry.meaning, entry.advice
        );
    }
    out(text.as_bytes())
}

fn list(entries: &[Entry]) -> String {
    let mut text = String::new();
    let mut column = "";
    for entry in entries {
        if entry.column != column {
            column = entry.column;
            let _ = writeln!(text, "{BOLD}{column}{BOLD:#}");
        }
        let _ = writeln!(text, "  {:<26}{DIM}{}{DIM:#}", entry.word, first_sentence(entry.meaning));
    }
    text.push_str("`overleg explain WORD` says more; `overleg explain limits` lists the limits.\n");
    text
}

fn first_sentence(text: &str) -> &str {
    text.find(". ").map_or(text, |at| &text[..=at])
}

fn entries() -> Vec<Entry> {
    let statuses = Status::ALL.iter().map(|&status| {
        let (meaning, advice) = status_text(status);
        Entry { column: "status", word: status.as_str(), meaning, advice }
    });
    let signals = Signal::ALL.iter().map(|&signal| {
        let (meaning, advice) = signal_text(signal);
        Entry { column: "also (signal)", word: signal.as_str(), meaning, advice }
    });
    let reasons = ReviewReason::ALL.iter().map(|&reason| {
        let (meaning, advice) = reason_text(reason);
        Entry { column: "review_reason", word: reason.as_str(), meaning, advice }
    });
    let states = State::ALL.iter().map(|&state| {
        let (meaning, advice) = state_text(state);
        Entry { column: "state of a document", word: state.as_str(), meaning, advice }
    });
    let unresolved = Entry {
        column: "resolved_status",
        word: "unresolved",
        meaning: "The answer refers to another one, but it is not certain to which. `unanswered` is then `unknown`.",
        advice: "See references.csv: the words of the reference, what they name and the questions that fit.",
    };
    let codes =
        Code::ALL.iter().map(|code| Entry { column: "diagnostic code", word: code.as_str(), meaning: code.meaning(), advice: code.hint() });
    statuses.chain([unresolved]).chain(signals).chain(reasons).chain(states).chain(codes).collect()
}

fn status_text(status: Status) -> (&'static str, &'static str) {
    match status {
        Status::Answered => (
            "At least one sentence says something about the matter asked: a fact, a position, a reason, a yes or no. Whether the answer is right or complete is not judged.",
            "Read it. The column `also` says what else the answer does.",
        ),
        Status::RefersBack => (
            "The answer only sends the reader back to an earlier place of the same document (“Zie het antwoord op vraag 3.”).",
            "`refers_to` names the question; `resolved_answer` holds the answer at the end of the chain; `unanswered` follows from that one.",
        ),
        Status::RefersForward => (
            "The answer only sends the reader on to a later place of the same document.",
            "`refers_to` names the question; `resolved_answer` holds the answer at the end of the chain; `unanswered` follows from that one.",
        ),
        Status::RefersElsewhere => (
            "The answer only sends the reader to another document, letter, debate, annex, website or minister.",
            "See `named_document` in references.csv; the answer itself is not in this document.",
        ),
        Status::Deferred => (
            "The answer only says that the answer, the information or the decision comes later, or is left to a later government.",
            "Look whether the promised document has come since.",
        ),
        Status::Declined => (
            "The answer says that the question is not or cannot be answered (secrecy, individual cases, not wanting to anticipate). A refusal to act, with reasons, is `answered`.",
            "Read the reason in `evidence` of answers.csv.",
        ),
        Status::NoInformation => {
            ("The answer says that what was asked is not known, recorded or available.", "Read it: sometimes it says who does know.")
        }
        Status::Acknowledged => (
            "The answer only takes note, thanks or says that one is aware, where more than awareness was asked.",
            "Read it beside its question.",
        ),
        Status::Missing => (
            "There is no answer text.",
            "Look at the source: is the answer elsewhere, or was the question left open? In an inbreng there are no answers yet.",
        ),
    }
}

fn signal_text(signal: Signal) -> (&'static str, &'static str) {
    match signal {
        Signal::RefersWithin => {
            ("Besides its status the answer refers to another place of the same document.", "`refers_to` names the question.")
        }
        Signal::RefersElsewhere => ("Besides its status the answer refers to another document.", "See `named_document` in references.csv."),
        Signal::Deferred => ("Besides its status the answer says that something comes later.", "Look whether it has come since."),
        Signal::Declined => ("Besides its status the answer says that something is not answered.", "Read which part."),
        Signal::NoInformation => ("Besides its status the answer says that something is not known.", "Read which part."),
        Signal::Acknowledged => ("Besides its status the answer takes note of something.", "Nothing to do."),
    }
}

fn reason_text(reason: ReviewReason) -> (&'static str, &'static str) {
    match reason {
        ReviewReason::AmbiguousReference => (
            "The answer refers to a question, and more than one fits the words. No link was made.",
            "Choose among `candidates` in references.csv.",
        ),
        ReviewReason::UnresolvedReference => (
            "The answer refers to a question, and none fits the words. No link was made.",
            "Look at the source near `source_paragraph`; the question may be in another document.",
        ),
        ReviewReason::DoubtfulReference => (
            "A question fits the words of the reference, but another one is nearer to what was asked. The link was made.",
            "Read `doubt` in references.csv and compare both.",
        ),
        ReviewReason::CyclicReference => {
            ("The references lead back to where they began, so that none of them answers.", "Follow `refers_to` from row to row.")
        }
        ReviewReason::UncertainAlignment => {
            ("Question and answer stand apart in the source and were matched, but weakly.", "Read both before using the record.")
        }
        ReviewReason::QuestionWithoutAnswer => {
            ("No answer was found to the question.", "Look at the source: is the answer elsewhere, or was the question left open?")
        }
        ReviewReason::AnswerWithoutQuestion => (
            "No question was found to the answer. The record has an empty question.",
            "Look at the source: is the question in another document?",
        ),
        ReviewReason::UnknownFaction => (
            "The faction's name is not in the lexicon; it is kept as written.",
            "If it is a faction, add it to a factions.csv and give its folder with --rules.",
        ),
        ReviewReason::RepeatedAnswer => (
            "The answer has the same text as an earlier answer of the document.",
            "Check that it belongs to this question; `repeats` in answers.csv names the earlier one.",
        ),
    }
}

fn state_text(state: State) -> (&'static str, &'static str) {
    match state {
        State::Ok => ("The document was read and every character of it has its place.", "Nothing to do."),
        State::Partial => (
            "The document was read, but not wholly: text is not accounted for, or no question was found in a report.",
            "Do not rely on its records; see its rows in diagnostics.csv and `overleg inspect`.",
        ),
        State::Skipped => ("The document is no question-and-answer report.", "Read `message`; nothing to do, unless you expected records."),
        State::Duplicate => ("The same document was read from another file.", "Nothing to do; `duplicate_of` names it."),
        State::Failed => ("The document could not be read.", "Read `message` and the rows in diagnostics.csv."),
    }
}

fn limits() -> String {
    let Limits { file_bytes, part_bytes, unpacked_bytes, unpack_ratio, zip_entries, depth, pages, seconds } = Limits::default();
    let megabytes = |bytes: u64| format!("{}M", bytes >> 20);
    let rows = [
        ("--max-file-size", megabytes(file_bytes), "size of a file, or of a document in a zip archive"),
        ("--max-part-size", megabytes(part_bytes), "unpacked size of one part of a docx or odt file, or of an archive in an archive"),
        ("--max-unpacked-size", megabytes(unpacked_bytes), "unpacked size of all parts of a docx or odt file"),
        ("--max-unpack-ratio", unpack_ratio.to_string(), "unpacked bytes for each packed byte, tested above 64M"),
        ("--max-zip-entries", zip_entries.to_string(), "entries in a docx, an odt or an archive"),
        ("--max-depth", depth.to_string(), "depth of nested elements in xml and html"),
        ("--max-pages", pages.to_string(), "pages of a pdf"),
        ("--max-seconds", seconds.to_string(), "seconds for one document; 0 is no limit"),
    ];
    let mut text = format!("{BOLD}Limits for one document{BOLD:#}\n");
    for (flag, value, meaning) in rows {
        let _ = writeln!(text, "  {flag:<21} {value:>6}  {meaning}");
    }
    text.push_str(
        "They keep a broken or malicious file from taking the machine. A document that passes one fails with over_limit;\n\
         the others are read as usual. After the time limit the document is given up: its thread may go on until the run ends.\n",
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_a_meaning_and_an_advice() {
        for entry in entries() {
            assert!(entry.meaning.ends_with('.') && entry.meaning.len() > 15, "{}: {}", entry.word, entry.meaning);
            assert!(entry.advice.ends_with(['.', '?']), "{}: {}", entry.word, entry.advice);
        }
    }
}
