//! Why a run could not start or finish. Each has one message with its cause and one next step.

use std::path::PathBuf;

use crate::rules::RulesError;

/// Ends the run. The tables of an earlier run are as they were, unless the message says otherwise.
#[derive(Debug, thiserror::Error)]
pub enum Fatal {
    /// An input does not exist or cannot be looked at.
    #[error("cannot read the input {}: {source}", path.display())]
    Input {
        /// As typed.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The inputs hold no file.
    #[error("no documents found in {}", join(inputs))]
    NoInput {
        /// As typed.
        inputs: Vec<PathBuf>,
    },
    /// The output folder is also an input, so that the next run would read the tables of this one.
    #[error("the output folder {} is the input folder", path.display())]
    OutputIsInput {
        /// As typed.
        path: PathBuf,
    },
    /// The output could not be written.
    #[error("cannot write {}: {source}", path.display())]
    Output {
        /// What.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The tables could neither be put in their place nor back.
    #[error("cannot move the tables of {}: {source}", path.display())]
    HalfMoved {
        /// The output folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// No document has a dossier that was asked for.
    #[error("no document has the dossier {}; the dossiers found are: {}", wanted.join(" or "), if found.is_empty() { "none".to_owned() } else { found.join(", ") })]
    NoSuchDossier {
        /// As typed, without spaces.
        wanted: Vec<String>,
        /// In order.
        found: Vec<String>,
    },
    /// Another run writes to the same folder.
    #[error("another run is writing to {}", path.display())]
    Busy {
        /// The output folder.
        path: PathBuf,
    },
    /// A table that an earlier run wrote, or lines of `overleg pipe`, cannot be read.
    #[error("cannot read {}: {message}", path.display())]
    Table {
        /// Which.
        path: PathBuf,
        /// Why.
        message: String,
    },
    /// The user's rules are broken.
    #[error(transparent)]
    Rules(#[from] RulesError),
    /// The threads could not be started.
    #[error("cannot start {threads} threads: {message}")]
    Threads {
        /// How many were asked for.
        threads: usize,
        /// Why not.
        message: String,
    },
    /// Annotations or the tables to compare with them could not be read.
    #[error("cannot score {0}")]
    Gold(String),
    /// Stopped by the user.
    #[error("interrupted")]
    Interrupted,
}

impl Fatal {
    /// What to do.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Input { .. } => "Check the path. Without an argument the folder `input` is read.",
            Self::NoInput { .. } => {
                "Put txt, docx, odt, html, xml or pdf files (or a zip of them) there, or name another folder. Hidden files are not read."
            }
            Self::OutputIsInput { .. } => "Give another folder with -o.",
            Self::Output { .. } => {
                "Check the permissions and the free space, or give another folder with -o. Tables of an earlier run are as they were."
            }
            Self::HalfMoved { .. } => {
                "Old and new tables now stand side by side. Free the folder (is a file open in another program?) and run again: that first moves the earlier tables back."
            }
            Self::NoSuchDossier { .. } => "Give one of these with --dossier, or leave it out. Tables of an earlier run are as they were.",
            Self::Busy { .. } => "Wait until it is ready, or give another folder with -o.",
            Self::Table { .. } => {
                "Give what overleg wrote: an output folder with records.csv, or the lines of `overleg pipe` of this version."
            }
            Self::Rules(_) => "Mend the file, or leave out --rules.",
            Self::Threads { .. } => "Give a smaller number with -j.",
            Self::Gold(_) => {
                "Give the folder with the annotated documents (*.json) first, then the folder with records.csv and documents.csv of a run over them."
            }
            Self::Interrupted => "Tables of an earlier run are as they were.",
        }
    }

    /// The exit status of the program: 130 when interrupted, else 2.
    pub fn exit_status(&self) -> u8 {
        if matches!(self, Self::Interrupted) { 130 } else { 2 }
    }
}

fn join(paths: &[PathBuf]) -> String {
    paths.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().join(", ")
}
