//! What was typed. Nothing here reads a file or looks at the environment; [`crate::plan`] says what it means.

use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::export::extract::Unanswered;
use crate::export::words::Words;
use crate::export::{Selection, tables};
use crate::lexicon::Lexicon;
use crate::model::Status;
use crate::read::Limits;

const EXAMPLES: &str = "\
Examples:
  overleg                               read input/, write the tables to output/
  overleg reports/ -o tables/           another folder
  overleg a.docx b.pdf more.zip         files, folders and zip archives mixed
  overleg inspect a.docx                how one document was read, and why
  overleg diff tables-may/ tables-june/ what changed between two runs
  find reports -type f | overleg pipe | …
                                        one run over many processes; see `overleg help pipe`
  overleg --dialect excel-nl            CSV that opens by double click in a Dutch Excel
  overleg --faction NSC,D66 --unanswered --lang nl
                                        what NSC and D66 got no answer to, in Dutch
  overleg score gold/ tables/           how well the tables agree with documents annotated by hand
  overleg explain refers_back           what a value or message means, what to do

Output: records.csv (one row per question, everything to filter on), documents.csv (one row per
input file, whatever became of it), factions.csv, questions.csv, asks.csv, answers.csv,
references.csv, diagnostics.csv, summary.csv and datapackage.json, which describes them all;
overleg.xlsx has the same tables as sheets, with a summary, colours and links. which questions got no answer: open records and filter `unanswered` on `yes`.

Exit status:
  0    everything was read (documents that are no question-and-answer report are skipped)
  1    some documents failed: see diagnostics.csv (with --strict: or there are warnings)
  2    usage or configuration error, or the run could not finish; earlier tables are untouched
  130  interrupted; earlier tables are untouched";

/// Turns reports of written consultations of the Dutch parliament into tables of questions and answers
///
/// Reads reports of written consultations (schriftelijk overleg), lists of questions and answers and answers to written
/// questions; splits them into factions, questions and answers; tells which answers only refer to another answer, and to
/// which; and writes tables for a spreadsheet or a program. What is doubtful is marked for review, never guessed.
#[derive(Debug, Clone, Parser)]
#[command(name = "overleg", version, after_help = EXAMPLES, max_term_width = 110)]
pub struct Cli {
    /// A subcommand instead of a run.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// When to use colours
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto, global = true)]
    pub color: Color,
    /// The run.
    #[command(flatten)]
    pub run: RunArgs,
}

/// What else the program does.
#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// Show how one document is read: every block with its role, the questions, answers and references, and the readings that lost
    Inspect(InspectArgs),
    /// Compare the tables of a run with documents annotated by hand: figures by family and by file, and the worst cases
    Score(ScoreArgs),
    /// Show what changed between the tables of two runs: questions added, removed, answered since, changed in status
    Diff(DiffArgs),
    /// Read paths from standard input, one a line, and write each document as a line of JSON: for GNU parallel, xargs, Spark
    ///
    /// The lines are for `overleg merge`. A document that fails is a line too; the exit status is then still 0.
    Pipe(PipeArgs),
    /// Turn the lines of `overleg pipe` into the tables: those of one run over all documents
    ///
    /// Options are those of a run. How documents are read (limits, rules, --trace) is settled when `overleg pipe` reads them.
    Merge(Box<MergeArgs>),
    /// Explain a status, signal, review reason or diagnostic code, or the limits
    Explain {
        /// The word as it stands in a table, or `limits`; without it all are listed
        code: Option<String>,
    },
    /// Print a completion script for a shell
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// Arguments of `inspect`.
#[derive(Debug, Clone, Args)]
pub struct InspectArgs {
    /// The document
    pub file: PathBuf,
    /// Folder with further rules (*.toml)
    #[arg(long, value_name = "DIR")]
    pub rules: Option<PathBuf>,
    /// Limits.
    #[command(flatten)]
    pub limits: LimitArgs,
}

/// Arguments of `score`.
#[derive(Debug, Clone, Args)]
pub struct ScoreArgs {
    /// Folder with annotated documents (*.json: `file`, `kind`, `records` with `question_core`, `question_max`, `answer`, `factions`)
    pub gold: PathBuf,
    /// Folder with the tables of a run over those documents
    pub output: PathBuf,
    /// How many of the worst documents to list with their faults
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub worst: usize,
}

/// Arguments of `diff`.
#[derive(Debug, Clone, Args)]
pub struct DiffArgs {
    /// Output folder of the earlier run
    pub old: PathBuf,
    /// Output folder of the later run
    pub new: PathBuf,
    /// Also write the whole list as CSV to this file; `-` is standard output
    #[arg(long, value_name = "FILE")]
    pub csv: Option<PathBuf>,
    /// Show every change, not only the first ones of each kind
    #[arg(short, long)]
    pub verbose: bool,
}

/// Arguments of `pipe`.
#[derive(Debug, Clone, Args)]
pub struct PipeArgs {
    /// Name documents by their path within this folder, as a run over it does [default: as typed]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// A zero byte ends each path, as after `find -print0`
    #[arg(short = '0', long)]
    pub null: bool,
    /// Also record every block of every document, for `overleg merge --trace`
    #[arg(long)]
    pub trace: bool,
    /// Also record the text of every document, for `overleg merge --format jsonl`
    #[arg(long)]
    pub text: bool,
    /// Folder with further rules (*.toml), tried after those that ship with the program
    #[arg(long, value_name = "DIR")]
    pub rules: Option<PathBuf>,
    /// Limits.
    #[command(flatten)]
    pub limits: LimitArgs,
}

/// Arguments of `merge`.
#[derive(Debug, Clone, Args)]
pub struct MergeArgs {
    /// The folder that was given to `overleg pipe --root`, for links from the workbook to the documents
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// The options of a run; its inputs are the lines.
    #[command(flatten)]
    pub run: RunArgs,
}

/// The arguments as clap has them. Use this and not [`CommandFactory::command`]: `merge` has the options of a run, but not
/// its input.
pub fn command() -> clap::Command {
    Cli::command().mut_subcommand("merge", |merge| {
        merge.mut_arg("inputs", |inputs| {
            inputs.value_name("LINES").required(true).help("Files with lines of `overleg pipe`, or folders with such files")
        })
    })
}

/// Arguments of a run.
#[derive(Debug, Clone, Args)]
pub struct RunArgs {
    /// Files, folders (read recursively) and zip archives [default: input]
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// Folder for the tables
    #[arg(short, long, value_name = "DIR", default_value = "output")]
    pub output: PathBuf,
    /// Number of threads [default: one per core]
    #[arg(short = 'j', long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
    /// Which files to write, separated by commas
    #[arg(long, value_enum, value_name = "FORMAT", value_delimiter = ',', default_value = "csv,xlsx")]
    pub format: Vec<OutputFormat>,
    /// How the CSV files are written
    #[arg(long, value_enum, value_name = "DIALECT", default_value_t = Dialect::Rfc4180)]
    pub dialect: Dialect,
    /// The language of headers and labels in CSV and XLSX
    #[arg(long, value_enum, value_name = "LANG", default_value_t = Lang::En)]
    pub lang: Lang,
    /// Selection.
    #[command(flatten)]
    pub select: SelectArgs,
    /// Exit with 1 also when there are warnings
    #[arg(long)]
    pub strict: bool,
    /// Also write blocks.csv: every block of every document with its role and the rule that gave it
    #[arg(long)]
    pub trace: bool,
    /// Count the same report in several files several times; else the newest version in the richest format is kept
    #[arg(long)]
    pub keep_duplicates: bool,
    /// Folder with further rules (*.toml), tried after those that ship with the program
    #[arg(long, value_name = "DIR")]
    pub rules: Option<PathBuf>,
    /// Print only what went wrong
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Print every document that failed, not only the first ones
    #[arg(short, long)]
    pub verbose: bool,
    /// No progress bar, also on a terminal
    #[arg(long)]
    pub no_progress: bool,
    /// Limits.
    #[command(flatten)]
    pub limits: LimitArgs,
}

/// What is written, where that is not everything.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Selection: what is written (every part must hold; documents.csv always has every file)")]
pub struct SelectArgs {
    /// Only questions of these factions, in any usual spelling, or `unknown`; a joint question counts for each
    #[arg(long, value_name = "NAME,…", value_delimiter = ',', value_parser = faction)]
    pub faction: Vec<String>,
    /// Only questions whose answer has one of these statuses (column `status`), as refers_back,deferred
    #[arg(long, value_name = "STATUS,…", value_delimiter = ',', value_parser = status)]
    pub status: Vec<Status>,
    /// Only questions that remain unanswered; `--unanswered=yes,unknown` adds those of which it is not known
    #[arg(long, value_name = "yes,unknown,no", value_delimiter = ',', value_parser = unanswered, num_args = 0..=1, require_equals = true, default_missing_value = "yes")]
    pub unanswered: Option<Vec<Unanswered>>,
    /// Only questions answered (else adopted, else asked) on this day or later, as 2025-01-01
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub since: Option<jiff::civil::Date>,
    /// Only documents of these dossiers, as 32317 or 36600-XVI; 36600 stands for all its chapters
    #[arg(long, value_name = "NUMBER,…", value_delimiter = ',', value_parser = dossier)]
    pub dossier: Vec<String>,
    /// Only these columns of records.csv (and its sheet), in this order
    #[arg(long, value_name = "COLUMN,…", value_delimiter = ',', value_parser = column)]
    pub columns: Vec<String>,
}

impl SelectArgs {
    /// The selection of rows.
    pub fn selection(&self) -> Selection {
        let mut unanswered = self.unanswered.clone().unwrap_or_default();
        unanswered.dedup();
        Selection {
            factions: self.faction.clone(),
            statuses: self.status.clone(),
            unanswered,
            since: self.since,
            dossiers: self.dossier.clone(),
        }
    }
}

/// One flag per field of [`Limits`].
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Limits for one document (sizes as 512M or 2G; `overleg explain limits`)")]
pub struct LimitArgs {
    /// Size of a file [default: 512M]
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub max_file_size: Option<u64>,
    /// Unpacked size of one part of a docx or odt file [default: 256M]
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub max_part_size: Option<u64>,
    /// Unpacked size of all parts of a docx or odt file [default: 512M]
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub max_unpacked_size: Option<u64>,
    /// Unpacked bytes for each packed byte, where that is more than 64M [default: 1000]
    #[arg(long, value_name = "N")]
    pub max_unpack_ratio: Option<u64>,
    /// Entries in a zip container or archive [default: 10000]
    #[arg(long, value_name = "N")]
    pub max_zip_entries: Option<usize>,
    /// Depth of nested elements in xml and html [default: 1000]
    #[arg(long, value_name = "N")]
    pub max_depth: Option<usize>,
    /// Pages of a pdf [default: 5000]
    #[arg(long, value_name = "N")]
    pub max_pages: Option<u32>,
    /// Seconds to read one document; 0 is no limit [default: 120]
    #[arg(long, value_name = "N")]
    pub max_seconds: Option<u64>,
}

impl LimitArgs {
    /// The limits: what was typed, else the defaults.
    pub fn limits(&self) -> Limits {
        let default = Limits::default();
        Limits {
            file_bytes: self.max_file_size.unwrap_or(default.file_bytes),
            part_bytes: self.max_part_size.unwrap_or(default.part_bytes),
            unpacked_bytes: self.max_unpacked_size.unwrap_or(default.unpacked_bytes),
            unpack_ratio: self.max_unpack_ratio.unwrap_or(default.unpack_ratio),
            zip_entries: self.max_zip_entries.unwrap_or(default.zip_entries),
            depth: self.max_depth.unwrap_or(default.depth),
            pages: self.max_pages.unwrap_or(default.pages),
            seconds: self.max_seconds.unwrap_or(default.seconds),
        }
    }
}

/// What a run can write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// One CSV file for each table, and datapackage.json, which describes them
    Csv,
    /// overleg.xlsx: all tables as sheets of one workbook, with a summary, colours and links
    Xlsx,
    /// documents.jsonl: one document a line, nested, with its text and character spans; for programs
    Jsonl,
}

/// The language of headers and labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// English
    En,
    /// Dutch
    Nl,
}

/// How the CSV files are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Dialect {
    /// Comma, UTF-8, text untouched: for programs, and for Data › From Text/CSV
    Rfc4180,
    /// Semicolon, byte order mark, decimal comma, no cell that runs as a formula: opens by double click in a Dutch Excel
    ExcelNl,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// `512M`, `2G`, `64K` or a number of bytes; the letters are powers of 1024.
fn size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let shift = match text[digits.len()..].to_ascii_uppercase().as_str() {
        "" | "B" => 0,
        "K" | "KB" | "KIB" => 10,
        "M" | "MB" | "MIB" => 20,
        "G" | "GB" | "GIB" => 30,
        unit => return Err(format!("{unit:?} is no unit of size; use K, M or G")),
    };
    let number: u64 = digits.parse().map_err(|_| format!("{text:?} is no size; write for example 512M"))?;
    number.checked_mul(1 << shift).ok_or_else(|| format!("{text:?} is too large"))
}

/// A faction by any of its spellings.
fn faction(text: &str) -> Result<String, String> {
    let lexicon = Lexicon::embedded();
    let wanted = text.trim();
    if wanted.eq_ignore_ascii_case("unknown") || wanted.eq_ignore_ascii_case("onbekend") {
        return Ok("unknown".to_owned());
    }
    lexicon.canonical(wanted).map(str::to_owned).ok_or_else(|| {
        let names: Vec<&str> = lexicon.names().into_iter().chain(["unknown"]).collect();
        format!("no such faction; the factions are: {}", names.join(", "))
    })
}

/// The value of an enum by its English or Dutch word.
fn one_of<T: Copy>(text: &str, what: &str, all: &[T], name: impl Fn(T) -> &'static str) -> Result<T, String> {
    let wanted = text.trim().to_lowercase();
    let dutch = Words::of(Lang::Nl);
    all.iter().copied().find(|&value| name(value) == wanted || dutch.label(name(value)) == wanted).ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(|&value| name(value)).collect();
        format!("no such {what}; give one of: {}", names.join(", "))
    })
}

fn status(text: &str) -> Result<Status, String> {
    one_of(text, "status", &Status::ALL, Status::as_str)
}

fn unanswered(text: &str) -> Result<Unanswered, String> {
    one_of(text, "value", &Unanswered::ALL, Unanswered::as_str)
}

fn column(text: &str) -> Result<String, String> {
    let names: Vec<&'static str> = tables::RECORDS.columns.iter().map(|column| column.name).collect();
    let wanted = text.trim().to_lowercase();
    let dutch = Words::of(Lang::Nl);
    let found = names.iter().find(|name| **name == wanted || dutch.header(name) == wanted);
    found.map(|name| (*name).to_owned()).ok_or_else(|| format!("no such column; the columns of records.csv are: {}", names.join(", ")))
}

fn date(text: &str) -> Result<jiff::civil::Date, String> {
    text.trim().parse().map_err(|_| "no such day; write year, month and day, as 2025-01-31".to_owned())
}

/// `32 317` and `36600-XVI` as the column `dossier` has them. Which dossiers there are is only known when all is read.
fn dossier(text: &str) -> Result<String, String> {
    let number: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (digits, chapter) = number.split_once('-').unwrap_or((&number, "0"));
    let fits = digits.len() >= 4
        && digits.chars().all(|c| c.is_ascii_digit())
        && !chapter.is_empty()
        && chapter.chars().all(char::is_alphanumeric);
    if fits { Ok(number) } else { Err("no dossier number; write it as 32317, 21501-02 or 36600-XVI".to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_consistent() {
        command().debug_assert();
    }

    #[test]
    fn sizes() {
        assert_eq!(size("512M"), Ok(512 << 20));
        assert_eq!(size("2GB"), Ok(2 << 30));
        assert_eq!(size("17"), Ok(17));
        assert!(size("M").is_err() && size("1X").is_err() && size("99999999999G").is_err());
    }

    /// The help names the defaults; they must be those of [`Limits`].
    #[test]
    fn help_names_the_default_limits() {
        let limits = Limits::default();
        let help = command().render_long_help().to_string();
        let megabytes = |bytes: u64| format!("{}M", bytes >> 20);
        for (flag, value) in [
            ("--max-file-size", megabytes(limits.file_bytes)),
            ("--max-part-size", megabytes(limits.part_bytes)),
            ("--max-unpacked-size", megabytes(limits.unpacked_bytes)),
            ("--max-unpack-ratio", limits.unpack_ratio.to_string()),
            ("--max-zip-entries", limits.zip_entries.to_string()),
            ("--max-depth", limits.depth.to_string()),
            ("--max-pages", limits.pages.to_string()),
            ("--max-seconds", limits.seconds.to_string()),
        ] {
            let at = help.find(flag).expect(flag);
            let next = help[at + 2..].find("--").map_or(help.len(), |n| at + 2 + n);
            assert!(help[at..next].contains(&format!("[default: {value}]")), "{flag}: {}", &help[at..next]);
        }
    }
}
