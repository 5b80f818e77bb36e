//! What a run is to do: the arguments with every default filled in.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use crate::cli::{OutputFormat, PipeArgs, RunArgs};
use crate::read::Limits;

/// One validated run.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Files and folders; for a run never empty.
    pub inputs: Vec<PathBuf>,
    /// Folder for the tables; made when it does not exist.
    pub output: PathBuf,
    /// Threads that read documents.
    pub threads: NonZeroUsize,
    /// What to write.
    pub formats: Vec<OutputFormat>,
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
            output,
            threads: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
            formats: vec![OutputFormat::Csv],
            strict: false,
            trace: false,
            keep_duplicates: false,
            rules: None,
            limits: Limits::default(),
        }
    }
}

impl From<&RunArgs> for Plan {
    fn from(args: &RunArgs) -> Self {
        let inputs = if args.inputs.is_empty() { vec![PathBuf::from("input")] } else { args.inputs.clone() };
        let default = Self::new(inputs, args.output.clone());
        Self {
            threads: args.jobs.and_then(|n| NonZeroUsize::new(n.into())).unwrap_or(default.threads),
            formats: args.format.clone(),
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
        Self { trace: args.trace, rules: args.rules.clone(), limits: args.limits.limits(), ..default }
    }
}
