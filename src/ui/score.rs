//! `overleg score GOLD_DIR OUTPUT_DIR`: how well the tables of a run agree with documents annotated by hand.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{BOLD, DIM, GREEN, RED, YELLOW, out, printable};
use crate::cli::ScoreArgs;
use crate::fatal::Fatal;
use crate::score::Score;
use crate::score::written::{FileScore, annotations, score_folder};

/// Prints the figures by family and by file, and the worst documents with what is wrong in them. Exit status 0.
pub fn score(args: &ScoreArgs) -> Result<u8, Fatal> {
    let gold = annotations(&args.gold).map_err(Fatal::Gold)?;
    let files = score_folder(&gold, &args.output).map_err(Fatal::Gold)?;
    let mut families: BTreeMap<&str, Score> = BTreeMap::new();
    let mut all = Score::default();
    for file in &files {
        families.entry(&file.family).or_default().add(&file.score);
        all.add(&file.score);
    }
    let mut text = String::new();
    let width = files.iter().map(|f| f.file.chars().count()).max().unwrap_or(0).clamp(12, 60);
    heading(&mut text, "family", width);
    for (family, score) in &families {
        line(&mut text, family, score, width);
    }
    line(&mut text, "all", &all, width);
    text.push('\n');
    heading(&mut text, "file", width);
    for file in &files {
        line(&mut text, &file.file, &file.score, width);
    }
    worst(&mut text, &files, args.worst);
    let _ = writeln!(
        text,
        "\n{DIM}Shares are per cent. pairs: F1 of records with question, answer and factions right. perfect: documents without a fault.\n\
         invented: pairs that are none and are not marked for review. Only letters are compared, with 2 % tolerance.{DIM:#}"
    );
    Ok(out(text.as_bytes()))
}

fn heading(text: &mut String, name: &str, width: usize) {
    let _ = writeln!(
        text,
        "{BOLD}{name:<width$} {:>6} {:>9} {:>7} {:>7} {:>8} {:>6} {:>6} {:>5} {:>8} {:>8}{BOLD:#}",
        "pairs", "questions", "answers", "faction", "perfect", "topic", "status", "asks", "invented", "records"
    );
}

fn line(text: &mut String, name: &str, score: &Score, width: usize) {
    let share = |n: usize, of: usize| if of == 0 { "-".to_owned() } else { format!("{:.1}", 100.0 * n as f64 / of as f64) };
    let mut name: String = printable(name);
    if name.chars().count() > width {
        name = name.chars().take(width - 1).chain(['…']).collect();
    }
    let style = match score.f1() {
        f if f >= 0.985 => GREEN,
        f if f >= 0.9 => YELLOW,
        _ => RED,
    };
    let _ = writeln!(
        text,
        "{name:<width$} {style}{:>6.1}{style:#} {:>9} {:>7} {:>7} {:>8} {:>6} {:>6} {:>5} {:>8} {:>8}",
        100.0 * score.f1(),
        share(score.questions, score.gold),
        share(score.answers, score.questions),
        share(score.factions, score.questions),
        share(score.perfect, score.documents),
        share(score.topics, score.questions),
        share(score.statuses, score.questions),
        share(score.asks, score.questions),
        score.invented,
        score.gold
    );
}

/// The documents that were read worst, each with its faults.
fn worst(text: &mut String, files: &[FileScore], most: usize) {
    let mut bad: Vec<&FileScore> = files.iter().filter(|f| f.score.perfect == 0 || !f.trouble.is_empty() || !f.faults.is_empty()).collect();
    // The name decides between equals, so that two runs print the same.
    bad.sort_by(|a, b| a.score.f1().total_cmp(&b.score.f1()).then_with(|| a.file.cmp(&b.file)));
    for file in bad.iter().take(most) {
        let Score { right, gold, read, .. } = file.score;
        let _ = writeln!(text, "\n{BOLD}{}{BOLD:#}  {right} of {gold} right, {read} read", printable(&file.file));
        if !file.trouble.is_empty() {
            let _ = writeln!(text, "  {YELLOW}{}{YELLOW:#}", printable(&file.trouble));
        }
        for fault in file.faults.iter().take(10) {
            let _ = writeln!(text, "  {}", printable(fault));
        }
        if file.faults.len() > 10 {
            let _ = writeln!(text, "  {DIM}and {} more{DIM:#}", file.faults.len() - 10);
        }
    }
    if bad.len() > most {
        let _ = writeln!(text, "\n{DIM}{} more documents with faults; --worst N shows them{DIM:#}", bad.len() - most);
    }
}
