//! `overleg inspect FILE`: one document as it was read, and why.

use std::fmt::Write as _;

use super::{BOLD, CYAN, DIM, GREEN, RED, YELLOW, out, printable};
use crate::cli::InspectArgs;
use crate::diagnostic::{Code, Diagnostic, Pass, Severity};
use crate::export::kind_name;
use crate::fatal::Fatal;
use crate::model::{Document, Report, Resolution, Role, Status};
use crate::pipeline::{Context, deadline, stages};
use crate::plan::Plan;
use crate::source;
use stages::Examination;

/// Prints what is known of one document. Exit status 1 when it could not be read.
pub fn inspect(args: &InspectArgs) -> Result<u8, Fatal> {
    let plan =
        Plan { rules: args.rules.clone(), limits: args.limits.limits(), ..Plan::new(vec![args.file.clone()], std::path::PathBuf::new()) };
    let context = Context::new(&plan)?;
    let source = source::single(&args.file)?;
    let examined = deadline::caught(|| match source::load(&source, &context.limits, &context.shelf) {
        Ok(bytes) => stages::examine(&source.name, &bytes, &context),
        Err(diagnostic) => Pass::failed(diagnostic),
    });
    let Pass { output, diagnostics } = examined.unwrap_or_else(|what| {
        Pass::failed(Diagnostic::new(Code::InternalError, format!("A fault in overleg {}: {what}.", env!("CARGO_PKG_VERSION"))))
    });
    let mut text = format!("{BOLD}{}{BOLD:#}\n", printable(&source.name));
    if let Some(examination) = &output {
        page(&mut text, examination);
    }
    messages(&mut text, &diagnostics);
    let failed = output.is_none() || diagnostics.iter().any(|d| d.severity() == Severity::Error);
    Ok(out(text.as_bytes()).max(u8::from(failed)))
}

fn page(text: &mut String, examination: &Examination) {
    let Examination { document, classified, report, questions, answers, account } = examination;
    let head = report.as_ref().map_or(&classified.head, |r| &r.head);
    let date = |date: Option<jiff::civil::Date>| date.map_or_else(String::new, |d| d.to_string());
    title(text, "Document");
    let askers: Vec<String> = head.askers.iter().map(|(name, party)| format!("{name} ({party})")).collect();
    for (name, value) in [
        ("format", document.format.as_str().to_owned()),
        ("pages", document.pages.map_or_else(String::new, |n| n.to_string())),
        ("kind", classified.kind.as_str().to_owned()),
        ("chamber", head.chamber.map_or_else(String::new, |c| c.as_str().to_owned())),
        ("dossier", format!("{} {}", head.dossier, head.dossier_title)),
        ("number", head.document_number.clone()),
        ("kamer number", head.kamer_number.clone()),
        ("title", head.title.clone()),
        ("committee", head.committee.clone()),
        ("askers", askers.join("; ")),
        ("respondent", head.respondent.clone()),
        ("asked on", date(head.asked_on)),
        ("answered on", date(head.answered_on)),
        ("adopted on", date(head.adopted_on)),
        ("agenda", head.agenda.join("; ")),
        ("characters", format!("{} in the source, {} accounted for", account.characters, account.accounted)),
    ] {
        if !value.trim().is_empty() {
            let _ = writeln!(text, "  {name:<13}{}", printable(value.trim()));
        }
    }
    for evidence in &classified.evidence {
        let _ = writeln!(text, "  {DIM}because{DIM:#}      {}", printable(evidence));
    }
    blocks(text, document, report.as_ref());
    if let Some(report) = report {
        readings(text, report);
        contributions(text, document, report);
        records(text, document, report, questions, answers);
    }
}

fn blocks(text: &mut String, document: &Document, report: Option<&Report>) {
    title(text, "Text: page, paragraph, kind, role, rule");
    let mut line = |page: Option<u32>, paragraph: u32, kind: &str, role: Option<Role>, rule: &str, words: &str| {
        let page = page.map_or_else(String::new, |n| format!("p{n}"));
        let name = role.map_or("", Role::as_str);
        let style = match role {
            Some(Role::Question(_)) => CYAN,
            Some(Role::Answer(_)) => GREEN,
            Some(Role::Unplaced) => RED,
            Some(Role::FactionHeading | Role::SectionHeading | Role::TopicHeading | Role::AnswerHeading | Role::QuestionHeading) => BOLD,
            _ => DIM,
        };
        let index = match role {
            Some(Role::Question(n) | Role::Answer(n) | Role::Remark(n)) => format!(" {}", n + 1),
            _ => String::new(),
        };
        let _ = writeln!(
            text,
            "{DIM}{page:>4} {paragraph:>5} {kind:<11}{DIM:#} {style}{:<20}{style:#} {DIM}{rule}{DIM:#}",
            format!("{name}{index}")
        );
        let _ = writeln!(text, "             {}", printable(words.trim()));
    };
    match report {
        Some(report) => {
            for piece in &report.pieces {
                let at = document.blocks.partition_point(|b| b.span.end <= piece.span.start && b.span.start < piece.span.start);
                let Some(block) = document.blocks.get(at) else { continue };
                line(block.page, block.paragraph, kind_name(&block.kind), Some(piece.role), &piece.rule, document.slice(piece.span));
            }
        }
        None => {
            for block in &document.blocks {
                line(block.page, block.paragraph, kind_name(&block.kind), None, "", document.slice(block.span));
            }
        }
    }
    if !document.removed.is_empty() {
        title(text, "Taken out of the text");
        for removed in &document.removed {
            let _ = writeln!(text, "  {DIM}{:>5} {:<12}{DIM:#} {}", removed.paragraph, removed.why, printable(&removed.text));
        }
    }
}

fn readings(text: &mut String, report: &Report) {
    title(text, "Readings that competed");
    for reading in &report.readings {
        let (mark, style) = if reading.chosen { ("✓", GREEN) } else { (" ", DIM) };
        let _ = writeln!(text, "{style}{mark} {:<16}{:>8.2}{style:#}", reading.structure.as_str(), reading.score);
        for reason in &reading.reasons {
            let _ = writeln!(text, "    {}", printable(reason));
        }
    }
}

fn contributions(text: &mut String, document: &Document, report: &Report) {
    title(text, "Contributions");
    for (index, contribution) in report.contributions.iter().enumerate() {
        let names = if contribution.factions.is_empty() { "unknown".to_owned() } else { contribution.factions.join("; ") };
        let questions = report.questions.iter().filter(|q| q.contribution == index).count();
        let _ = writeln!(
            text,
            "  {BOLD}{}. {}{BOLD:#} {DIM}as written: {}{DIM:#}",
            index + 1,
            printable(&names),
            printable(&contribution.as_written)
        );
        let _ = writeln!(text, "     questions: {questions}, remarks: {}", contribution.remarks.len());
        for (name, list) in [("members", &contribution.members), ("joins", &contribution.joins)] {
            if !list.is_empty() {
                let _ = writeln!(text, "     {name}: {}", printable(&list.join("; ")));
            }
        }
        for remark in &contribution.remarks {
            let _ = writeln!(text, "     {DIM}remark:{DIM:#} {}", printable(document.slice(*remark).trim()));
        }
    }
}

fn records(text: &mut String, document: &Document, report: &Report, questions: &[String], answers: &[String]) {
    title(text, "Questions and answers");
    for (index, question) in report.questions.iter().enumerate() {
        let numbers: Vec<String> = question.numbers.iter().map(ToString::to_string).collect();
        let number = if numbers.is_empty() { String::new() } else { format!(" (number {})", numbers.join(", ")) };
        let _ = writeln!(text, "{CYAN}question {}{number}{CYAN:#} {DIM}{}{DIM:#}", index + 1, printable(&question.topic));
        indented(text, &questions[index]);
        for ask in &question.asks {
            let _ = writeln!(text, "  {DIM}{}:{DIM:#} {}", ask.form.as_str(), printable(document.slice(ask.span).trim()));
        }
        match question.answer {
            Some(answer) => {
                let _ = writeln!(text, "{GREEN}answer {}{GREEN:#} {DIM}confidence {:.2}{DIM:#}", answer + 1, question.confidence);
                answer_lines(text, report, answer, &answers[answer]);
            }
            None => {
                let _ = writeln!(text, "{RED}no answer{RED:#}");
            }
        }
        let end = match report.resolutions.get(index) {
            Some(Resolution::Status(status, Some(answer))) => format!("{}, by answer {}", status.as_str(), answer + 1),
            Some(Resolution::Status(status, None)) => status.as_str().to_owned(),
            Some(Resolution::Unresolved) => "unresolved".to_owned(),
            None => "not followed".to_owned(),
        };
        let _ = writeln!(text, "  {DIM}in the end:{DIM:#} {end}");
        for reason in &question.review {
            let _ = writeln!(text, "  {YELLOW}review: {}{YELLOW:#}", reason.as_str());
        }
        text.push('\n');
    }
    for (index, _) in report.answers.iter().enumerate().filter(|(_, a)| a.questions.is_empty()) {
        let _ = writeln!(text, "{RED}answer {} without a question{RED:#}", index + 1);
        answer_lines(text, report, index, &answers[index]);
        text.push('\n');
    }
}

fn answer_lines(text: &mut String, report: &Report, index: usize, answer_text: &str) {
    let answer = &report.answers[index];
    indented(text, answer_text);
    let style = if answer.judgement.status == Status::Answered { GREEN } else { YELLOW };
    let also: Vec<&str> = answer.judgement.also.iter().map(|s| s.as_str()).collect();
    let also = if also.is_empty() { String::new() } else { format!(", also {}", also.join(", ")) };
    let _ = writeln!(
        text,
        "  {style}{}{style:#}{also} {DIM}because of:{DIM:#} {}",
        answer.judgement.status.as_str(),
        printable(&answer.judgement.evidence)
    );
    if let Some(earlier) = answer.repeats {
        let _ = writeln!(text, "  {YELLOW}repeats answer {}{YELLOW:#}", earlier + 1);
    }
    for reference in report.references.iter().filter(|r| r.answer == index) {
        let list = |items: &[usize]| items.iter().map(|i| (i + 1).to_string()).collect::<Vec<_>>().join(", ");
        let _ = write!(
            text,
            "  {BOLD}{}{BOLD:#} “{}” is {}",
            reference.kind.as_str(),
            printable(&reference.text),
            reference.certainty.as_str()
        );
        if !reference.targets.is_empty() {
            let _ = write!(text, ": question {}", list(&reference.targets));
        }
        if !reference.candidates.is_empty() {
            let _ = write!(text, "; candidates: {}", list(&reference.candidates));
        }
        let _ = writeln!(text, " {DIM}[{}]{DIM:#}", reference.rule);
        if !reference.doubt.is_empty() {
            let _ = writeln!(text, "    {YELLOW}doubt: {}{YELLOW:#}", printable(&reference.doubt));
        }
    }
}

fn messages(text: &mut String, diagnostics: &[Diagnostic]) {
    if diagnostics.is_empty() {
        return;
    }
    title(text, "Messages");
    for d in diagnostics {
        let style = match d.severity() {
            Severity::Error => RED,
            Severity::Warning => YELLOW,
            Severity::Note => DIM,
        };
        let page = d.page.map_or_else(String::new, |n| format!(" (page {n})"));
        let paragraph = d.paragraph.map_or_else(String::new, |n| format!(" (paragraph {n})"));
        let _ =
            writeln!(text, "  {style}{}: {}{style:#}{page}{paragraph} {}", d.severity().as_str(), d.code.as_str(), printable(&d.message));
        let _ = writeln!(text, "    {DIM}{}{DIM:#}", d.hint());
    }
}

fn title(text: &mut String, title: &str) {
    let _ = writeln!(text, "\n{BOLD}{title}{BOLD:#}");
}

fn indented(text: &mut String, paragraphs: &str) {
    for line in paragraphs.lines() {
        let _ = writeln!(text, "  {}", printable(line));
    }
}
