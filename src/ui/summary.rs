//! What a run did, and what to do next.

use std::fmt::Write as _;

use super::{BOLD, DIM, GREEN, RED, YELLOW, out, printable};
use crate::export::{State, Summary};

/// Failed documents that are named without `--verbose`.
const NAMED: usize = 10;

/// Prints the documents that failed, then the figures and the next steps.
pub fn print(summary: &Summary, quiet: bool, verbose: bool) {
    failures(summary, verbose);
    if !quiet {
        out(text(summary).as_bytes());
    }
}

/// Each failed document once: file, cause, next step.
fn failures(summary: &Summary, verbose: bool) {
    let named = if verbose { summary.failures.len() } else { NAMED.min(summary.failures.len()) };
    let mut text = String::new();
    for failure in &summary.failures[..named] {
        let (file, message) = (printable(&failure.source_file), printable(&failure.message));
        let _ = writeln!(text, "{RED}{file}{RED:#}: {message}\n  {DIM}{}{DIM:#}", failure.hint);
    }
    if summary.troubled() > named {
        let _ = writeln!(text, "… and {} more: see diagnostics.csv", summary.troubled() - named);
    }
    let mut err = anstream::stderr().lock();
    // Nowhere is left to say that standard error is closed.
    let _ = std::io::Write::write_all(&mut err, text.as_bytes());
}

fn text(summary: &Summary) -> String {
    let mut text = String::new();
    let reports = summary.state(State::Ok);
    let mut documents = vec![format!("{GREEN}{reports} read{GREEN:#}")];
    for (state, word, style) in [
        (State::Partial, "partly read", YELLOW),
        (State::Skipped, "skipped (no question-and-answer report)", DIM),
        (State::Duplicate, "duplicates (the same report in another file)", DIM),
        (State::Failed, "failed", RED),
    ] {
        let n = summary.state(state);
        if n > 0 {
            documents.push(format!("{style}{n} {word}{style:#}"));
        }
    }
    let _ = writeln!(text, "{BOLD}{}{BOLD:#}: {}", count(summary.documents, "document"), documents.join(", "));
    let _ = writeln!(
        text,
        "{BOLD}{}{BOLD:#} with {}, {}; {BOLD}{} unanswered{BOLD:#}, {} unknown",
        count(summary.questions, "question"),
        count(summary.asks, "ask"),
        count(summary.answers, "answer"),
        summary.unanswered,
        summary.unknown
    );
    if let Some((from, undated)) = summary.selected_from {
        let without_date =
            if undated == 0 { String::new() } else { format!(" Of those left out {undated} are in documents without a date.") };
        let _ = writeln!(
            text,
            "A selection: {} of {} written; documents.csv has every document.{without_date}",
            summary.questions,
            count(from, "question")
        );
    }
    let _ = writeln!(text, "Tables in {BOLD}{}{BOLD:#}", printable(&summary.output.display().to_string()));
    for hint in hints(summary) {
        let _ = writeln!(text, "  {hint}");
    }
    text
}

fn hints(summary: &Summary) -> Vec<String> {
    let mut hints = Vec::new();
    if summary.unanswered + summary.unknown > 0 {
        hints.push("Unanswered questions: open records.csv and filter the column unanswered on yes (and unknown).".to_owned());
    }
    if summary.review > 0 {
        hints.push(format!("To look at: {} of records.csv with review = yes; review_reason says why.", count(summary.review, "row")));
    }
    if summary.troubled() > 0 {
        let n = count(summary.troubled(), "document");
        hints.push(format!("{n} failed or only partly read: see diagnostics.csv, or `overleg inspect FILE`."));
    } else if summary.warnings > 0 {
        hints.push(format!("{} in diagnostics.csv.", count(summary.warnings, "warning")));
    }
    if summary.questions == 0 && summary.troubled() == 0 {
        hints.push("No report was found; documents.csv says of each file what it is.".to_owned());
    }
    hints
}

fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_not_many() {
        assert_eq!(count(1, "row"), "1 row");
        assert_eq!(count(0, "row"), "0 rows");
    }
}
