//! `overleg` reads a folder of Dutch parliamentary question-and-answer reports and writes tables.
//!
//! ```text
//! source ─▶ read ─▶ classify ─▶ segment ─▶ status ─▶ resolve ─▶ export
//! bytes    Document  Classified   Report    Judgement  Reference   tables
//! ```
//!
//! [`run`] is the whole run: it finds the inputs ([`source`]), sends each through the stages ([`pipeline`]) and
//! writes the tables ([`export`]); [`scale`] divides one over many processes, [`diff`] compares two. It prints nothing; [`ui`] does that. [`cli`] is what was typed, [`plan`] what it means.

pub mod citation;
pub mod classify;
pub mod cli;
pub mod diagnostic;
pub mod diff;
pub mod export;
pub mod fatal;
pub mod identity;
pub mod lexicon;
pub mod model;
pub mod number;
pub mod pipeline;
pub mod plan;
pub mod read;
pub mod resolve;
pub mod scale;
pub mod score;
pub mod segment;
pub mod sentence;
pub mod source;
pub mod status;
pub mod ui;
pub mod words;

pub use export::Summary;
pub use fatal::Fatal;
pub use overleg_rules as rules;
pub use plan::Plan;

/// Is told how a run goes, and may stop it. Called from several threads.
pub trait Observer: Sync {
    /// The inputs are known: how many, and how many bytes they have together.
    fn found(&self, documents: usize, bytes: u64) {
        let _ = (documents, bytes);
    }

    /// One document is through, whatever became of it. Not in the order of the inputs.
    fn done(&self, name: &str, bytes: u64) {
        let _ = (name, bytes);
    }

    /// Whether the user wants the run to stop. Asked between documents and about ten times a second while one is read.
    fn stopped(&self) -> bool {
        false
    }
}

/// An observer that looks away.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Observer for Silent {}

/// One whole run: reads every input of `plan` and writes the tables to its output folder.
///
/// # Errors
/// When the run cannot start or finish, or was stopped. Then the tables of an earlier run are as they were.
pub fn run(plan: &Plan, observer: &dyn Observer) -> Result<Summary, Fatal> {
    let context = pipeline::Context::new(plan)?;
    let sources = source::discover(plan)?;
    let mut writer = export::Writer::create(plan)?;
    pipeline::process(plan, context, sources, observer, |extract| writer.push(extract))?;
    writer.finish(observer)
}
