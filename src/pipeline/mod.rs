//! Sources in, one extract for each out, in order. The only parallelism, but for the parsing of the rules, and the only panic boundary.
//!
//! Callers may rely on this: every source gives exactly one [`Extract`], whatever happens while it is read; extracts come in
//! the order of the sources, whatever the number of threads; at most two windows of documents are in memory.

pub mod account;
pub mod deadline;
pub mod stages;

use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

use rayon::prelude::*;

use crate::Observer;
use crate::cli::OutputFormat;
use crate::diagnostic::{Code, Diagnostic};
use crate::export::Extract;
use crate::fatal::Fatal;
use crate::lexicon::Lexicon;
use crate::plan::Plan;
use crate::read::Limits;
use crate::rules::Rules;
use crate::source::{Shelf, Source};
use deadline::Stopped;

/// What every document is read with.
pub struct Context {
    /// The shipped rules, or those and the user's.
    pub rules: &'static Rules,
    /// The shipped lexicons.
    pub lexicon: &'static Lexicon,
    /// Limits for one document.
    pub limits: Limits,
    /// What is kept of a document beside its records.
    pub keep: Keep,
    /// The archive opened last.
    pub shelf: Shelf,
}

/// What is kept of a document for outputs that not every run writes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Keep {
    /// Its blocks, for `blocks.csv`.
    pub blocks: bool,
    /// Its text, for `documents.jsonl`.
    pub text: bool,
}

impl Keep {
    fn new(plan: &Plan) -> Self {
        Self { blocks: plan.trace, text: plan.formats.contains(&OutputFormat::Jsonl) }
    }
}

impl Context {
    /// Loads the rules.
    ///
    /// # Errors
    /// When the user's rules are broken.
    pub fn new(plan: &Plan) -> Result<Arc<Self>, Fatal> {
        let rules = match &plan.rules {
            None => Rules::embedded(),
            // Once per run, and never freed: a document that passed its time limit may still be using them.
            Some(folder) => Box::leak(Box::new(Rules::load(Some(folder))?)),
        };
        Ok(Arc::new(Self {
            rules,
            lexicon: Lexicon::embedded(),
            limits: plan.limits.clone(),
            keep: Keep::new(plan),
            shelf: Shelf::default(),
        }))
    }
}

/// Documents and bytes in one window. Large enough that a slow document at its end does not leave the other threads
/// without work for long; small enough that memory stays bounded.
const WINDOW_DOCUMENTS: usize = 64;
const WINDOW_BYTES: u64 = 16 << 20;

/// Reads every source and gives its extract to `take`, in order.
///
/// # Errors
/// When the threads cannot be started, `take` fails, or `observer` stops the run.
pub fn process(
    plan: &Plan,
    context: Arc<Context>,
    sources: Vec<Source>,
    observer: &dyn Observer,
    mut take: impl FnMut(Extract) -> Result<(), Fatal>,
) -> Result<(), Fatal> {
    let threads = plan.threads.get();
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .thread_name(|n| format!("overleg-{n}"))
        .build()
        .map_err(|e| Fatal::Threads { threads, message: e.to_string() })?;
    observer.found(sources.len(), sources.iter().map(|s| s.bytes).sum());
    let sources = &sources[..];
    let context = &context;
    pool.in_place_scope(|scope| -> Result<(), Fatal> {
        let mut rest = sources;
        // The next window is read while the last one is written.
        let mut start = || {
            if rest.is_empty() {
                return None;
            }
            let (window, later) = rest.split_at(window_length(rest));
            rest = later;
            let (done, extracts) = channel();
            scope.spawn(move |_| {
                // The concurrent line of this program. Collecting keeps the order.
                let all: Vec<Option<Extract>> = window.par_iter().map(|source| one(source, context, observer)).collect();
                // Nobody listens when writing failed.
                let _ = done.send(all);
            });
            Some(extracts)
        };
        let mut reading = start();
        while let Some(extracts) = reading {
            let extracts = extracts.recv().map_err(|_| Fatal::Interrupted)?;
            reading = start();
            for extract in extracts {
                take(extract.ok_or(Fatal::Interrupted)?)?;
            }
        }
        Ok(())
    })?;
    if observer.stopped() { Err(Fatal::Interrupted) } else { Ok(()) }
}

fn window_length(sources: &[Source]) -> usize {
    let mut bytes = 0;
    let fits = |source: &&Source| {
        bytes += source.bytes;
        bytes <= WINDOW_BYTES
    };
    sources.iter().take(WINDOW_DOCUMENTS).take_while(fits).count().max(1)
}

/// One document from file to extract; `None` when the run was stopped.
pub fn one(source: &Source, context: &Arc<Context>, observer: &dyn Observer) -> Option<Extract> {
    if observer.stopped() {
        return None;
    }
    let limit = Duration::from_secs(context.limits.seconds);
    let job = {
        let (source, context) = (source.clone(), Arc::clone(context));
        Box::new(move || stages::extract(&source, &context))
    };
    let extract = match deadline::within(limit, job, &|| observer.stopped()) {
        Ok(extract) => extract,
        Err(Stopped::Interrupted) => return None,
        Err(Stopped::Late) => {
            let message = format!("It was not read within {} seconds (--max-seconds).", context.limits.seconds);
            Extract::failed(&source.name, source.bytes, &Diagnostic::new(Code::OverLimit, message))
        }
        Err(Stopped::Panicked(what)) => {
            let message = format!("A fault in overleg {}: {what}.", env!("CARGO_PKG_VERSION"));
            Extract::failed(&source.name, source.bytes, &Diagnostic::new(Code::InternalError, message))
        }
    };
    observer.done(&source.name, source.bytes);
    Some(extract)
}
