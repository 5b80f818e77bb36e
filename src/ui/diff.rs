//! `overleg diff`: what changed between two runs, in words on the terminal and as CSV.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::{BOLD, DIM, GREEN, RED, YELLOW, out, printable};
use crate::cli::DiffArgs;
use crate::diff::{self, COLUMNS, Change, Counts, Row};
use crate::fatal::Fatal;

/// Changes of one kind that are named without `--verbose`.
const NAMED: usize = 10;

/// Letters of a question that are shown.
const SHOWN: usize = 100;

/// Prints what changed, and writes the list where one was asked for. With `--csv -` standard output is the list alone.
///
/// # Errors
/// When a table cannot be read or the list cannot be written.
pub fn diff(args: &DiffArgs) -> Result<u8, Fatal> {
    let to_stdout = args.csv.as_deref() == Some(Path::new("-"));
    let mut list = args.csv.as_deref().map(|path| if to_stdout { List::stdout() } else { List::file(path) }).transpose()?;
    let mut named: [Vec<String>; Change::ALL.len()] = Default::default();
    let counts = diff::compare(&args.old, &args.new, |row| {
        let named = &mut named[row.change as usize];
        if !to_stdout && (args.verbose || named.len() < NAMED) {
            named.push(line(row));
        }
        list.as_mut().map_or(Ok(()), |list| list.row(&row.cells))
    })?;
    list.map_or(Ok(()), List::finish)?;
    if to_stdout { Ok(0) } else { Ok(out(text(&counts, &named, args.csv.as_deref()).as_bytes())) }
}

fn text(counts: &Counts, named: &[Vec<String>], csv: Option<&Path>) -> String {
    let n = |change| counts.of(change);
    let mut text = format!(
        "{BOLD}{}{BOLD:#} answered since, {} changed in status, {} added, {} removed; {} as they were\n",
        n(Change::AnsweredSince),
        n(Change::StatusChanged),
        n(Change::Added),
        n(Change::Removed),
        counts.unchanged
    );
    for (change, lines) in Change::ALL.into_iter().zip(named).filter(|(_, lines)| !lines.is_empty()) {
        let (title, style) = match change {
            Change::AnsweredSince => ("Answered since", GREEN),
            Change::StatusChanged => ("Changed in status", YELLOW),
            Change::Added => ("Added", BOLD),
            Change::Removed => ("Removed", RED),
        };
        let _ = writeln!(text, "\n{style}{title}{style:#}");
        lines.iter().for_each(|line| text.push_str(line));
        if n(change) > lines.len() {
            let _ = writeln!(text, "  … and {} more (-v shows all)", n(change) - lines.len());
        }
    }
    match csv {
        Some(path) => drop(writeln!(text, "\nThe whole list is in {BOLD}{}{BOLD:#}", printable(&path.display().to_string()))),
        None if Change::ALL.into_iter().any(|change| n(change) > 0) => {
            text.push_str("\nFor a list that opens in a spreadsheet: overleg diff OLD NEW --csv changes.csv\n");
        }
        None => {}
    }
    text
}

/// The question in a line, and what became of it in a second one.
fn line(row: &Row) -> String {
    let cell = |name: &str| COLUMNS.iter().position(|column| *column == name).map_or("", |at| &row.cells[at]);
    let whole = cell("question").replace('\n', " ");
    let mut question: String = whole.chars().take(SHOWN).collect();
    if question.len() < whole.len() {
        question.push('…');
    }
    let (old, new) = (cell("old_resolved_status"), cell("new_resolved_status"));
    let statuses = match row.change {
        Change::Added => new.to_owned(),
        Change::Removed => old.to_owned(),
        // Only how it is answered changed, not whether.
        _ if old == new => format!("{} → {}", cell("old_status"), cell("new_status")),
        _ => format!("{old} → {new}"),
    };
    format!(
        "  {}: {}\n    {DIM}{}; {}{DIM:#}\n",
        printable(cell("faction")),
        printable(&question),
        statuses,
        printable(cell("question_id"))
    )
}

/// The list of changes while it is written. A file gets its name when it is whole.
struct List {
    writer: csv::Writer<Box<dyn Write>>,
    /// Where it is written and where it is to be; none for standard output.
    file: Option<(PathBuf, PathBuf)>,
}

impl List {
    fn stdout() -> Result<Self, Fatal> {
        Self::new(Box::new(io::stdout().lock()), None)
    }

    fn file(path: &Path) -> Result<Self, Fatal> {
        let mut partial = path.as_os_str().to_owned();
        partial.push(".partial");
        let file = File::create(&partial).map_err(|source| Fatal::Output { path: path.to_owned(), source })?;
        Self::new(Box::new(BufWriter::new(file)), Some((partial.into(), path.to_owned())))
    }

    fn new(to: Box<dyn Write>, file: Option<(PathBuf, PathBuf)>) -> Result<Self, Fatal> {
        let mut list = Self { writer: csv::Writer::from_writer(to), file };
        list.row(&COLUMNS.map(str::to_owned))?;
        Ok(list)
    }

    fn row(&mut self, cells: &[String]) -> Result<(), Fatal> {
        self.writer.write_record(cells).map_err(|e| self.failed(e.into()))
    }

    fn finish(mut self) -> Result<(), Fatal> {
        self.writer.flush().map_err(|e| self.failed(e))?;
        match self.file.take() {
            Some((partial, path)) => std::fs::rename(partial, &path).map_err(|source| Fatal::Output { path, source }),
            None => Ok(()),
        }
    }

    fn failed(&self, source: io::Error) -> Fatal {
        Fatal::Output { path: self.file.as_ref().map_or_else(|| "standard output".into(), |(_, path)| path.clone()), source }
    }
}

impl Drop for List {
    fn drop(&mut self) {
        if let Some((partial, _)) = &self.file {
            // It was not finished; what is there of it is of no use.
            let _ = std::fs::remove_file(partial);
        }
    }
}
