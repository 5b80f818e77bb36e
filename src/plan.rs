//! What a run is to do: the arguments with every default filled in.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::ValueEnum;

use crate::cli::{Dialect, Lang, MergeArgs, OutputFormat, PipeArgs, RunArgs};
use crate::export::Selection;
use crate::read::Limits;

/// The folder to which the names of documents are relative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Root {
    /// The one that all inputs share.
    Inputs,
    /// This one: the inputs are lines, and the documents elsewhere.
    Folder(PathBuf),
    /// Not known.
    Unknown,
}

/// One validated run.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Files and folders; for a run never empty.
    pub inputs: Vec<PathBuf>,
    /// Where links from the workbook to the documents begin.
    pub root: Root,
    /// Folder for the tables; made when it does not exist.
    pub output: PathBuf,
    /// Threads that read documents.
    pub threads: NonZeroUsize,
    /// What to write.
    pub formats: Vec<OutputFormat>,
    /// How the CSV files are written.
    pub dialect: Dialect,
    /// The language of headers and labels.
    pub lang: Lang,
    /// Which questions are written.
    pub selection: Selection,
    /// Which columns of `records` are written, in this order; all when empty.
    pub columns: Vec<String>,
    /// Whether warnings set exit status 1.
    pub strict: bool,
    /// Whether to write `blocks.csv`.
    pub trace: bool,
    /// Whether the same report in several files counts several times.
    pub keep_duplicates: bool,
    /// Folder with the user's own rules.
    pub rules: Option<PathBuf>,
    /// Limits for one document.
    pub limits: Limits,
}

impl Plan {
    /// A run over `inputs` with every other value at its default.
    pub fn new(inputs: Vec<PathBuf>, output: PathBuf) -> Self {
        Self {
            inputs,
            root: Root::Inputs,
            output,
            threads: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
            formats: vec![OutputFormat::Csv, OutputFormat::Xlsx],
            dialect: Dialect::Rfc4180,
            lang: Lang::En,
            selection: Selection::default(),
            columns: Vec::new(),
            strict: false,
            trace: false,
            keep_duplicates: false,
            rules: None,
            limits: Limits::default(),
        }
    }

    /// The command of the run with every option that bears on the tables, for the reader of the workbook. Without paths and
    /// without the number of threads: the same input must give the same bytes on another machine.
    pub fn command(&self) -> String {
        let name = |value: Option<clap::builder::PossibleValue>| value.map_or_else(String::new, |v| v.get_name().to_owned());
        let formats: Vec<String> = self.formats.iter().map(|f| name(f.to_possible_value())).collect();
        let mut command = format!("overleg INPUT -o OUTPUT --format {}", formats.join(","));
        let default = Self::new(Vec::new(), PathBuf::new());
        if self.dialect != default.dialect {
            command += &format!(" --dialect {}", name(self.dialect.to_possible_value()));
        }
        if self.lang != default.lang {
            command += &format!(" --lang {}", name(self.lang.to_possible_value()));
        }
        let Selection { factions, statuses, unanswered, since, dossiers } = &self.selection;
        let mut list = |flag: &str, values: Vec<&str>| {
            if !values.is_empty() {
                command += &format!(" {flag}{}", values.join(","));
            }
        };
        list("--faction ", factions.iter().map(String::as_str).collect());
        list("--status ", statuses.iter().map(|s| s.as_str()).collect());
        list("--unanswered=", unanswered.iter().map(|u| u.as_str()).collect());
        list("--since ", since.map(|date| date.to_string()).iter().map(String::as_str).collect());
        list("--dossier ", dossiers.iter().map(String::as_str).collect());
        list("--columns ", self.columns.iter().map(String::as_str).collect());
        if self.trace {
            command += " --trace";
        }
        if self.keep_duplicates {
            command += " --keep-duplicates";
        }
        if self.rules.is_some() {
            command += " --rules DIR";
        }
        command
    }
}

impl From<&RunArgs> for Plan {
    fn from(args: &RunArgs) -> Self {
        let inputs = if args.inputs.is_empty() { vec![PathBuf::from("input")] } else { args.inputs.clone() };
        let default = Self::new(inputs, args.output.clone());
        Self {
            threads: args.jobs.and_then(|n| NonZeroUsize::new(n.into())).unwrap_or(default.threads),
            formats: args.format.clone(),
            dialect: args.dialect,
            lang: args.lang,
            selection: args.select.selection(),
            columns: args.select.columns.clone(),
            strict: args.strict,
            trace: args.trace,
            keep_duplicates: args.keep_duplicates,
            rules: args.rules.clone(),
            limits: args.limits.limits(),
            ..default
        }
    }
}

impl From<&PipeArgs> for Plan {
    /// Reads like a run does; it has no inputs of its own and no output folder.
    fn from(args: &PipeArgs) -> Self {
        let default = Self::new(Vec::new(), PathBuf::new());
        let formats = if args.text { vec![OutputFormat::Jsonl] } else { Vec::new() };
        Self { formats, trace: args.trace, rules: args.rules.clone(), limits: args.limits.limits(), ..default }
    }
}

impl From<&MergeArgs> for Plan {
    fn from(args: &MergeArgs) -> Self {
        Self { root: args.root.clone().map_or(Root::Unknown, Root::Folder), ..Self::from(&args.run) }
    }
}
