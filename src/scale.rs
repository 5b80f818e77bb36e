//! One run divided over many processes: [`pipe`] reads documents and writes each as a line, [`merge`] turns all lines into
//! the tables that one run over all documents would have written.
//!
//! The machinery in between (GNU parallel, xargs, Spark's `rdd.pipe`) may divide the paths and order the lines as it likes. It
//! often takes an exit status other than 0 for a failure of the whole, so a document that fails is a line like any other.

use std::ffi::OsString;
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};

use crate::export::{self, Summary, lines};
use crate::fatal::Fatal;
use crate::pipeline::{self, Context};
use crate::plan::Plan;
use crate::source;
use crate::{Observer, Silent};

/// How `pipe` reads the paths and what it calls the documents.
#[derive(Debug, Clone, Default)]
pub struct Paths {
    /// The folder to which names are relative; without it a document is called as it was typed.
    pub root: Option<PathBuf>,
    /// Whether a zero byte ends a path instead of a line feed.
    pub null: bool,
}

/// Reads paths from `input` and writes what is read of each to `output`, one document a line, flushed line by line. A zip
/// archive or a folder gives a line for each document in it. Ends when `input` ends or when nobody reads `output` any more.
///
/// # Errors
/// When the rules are broken, or a stream fails. A document that fails is no error.
pub fn pipe(plan: &Plan, paths: &Paths, mut input: impl BufRead, mut output: impl Write) -> Result<(), Fatal> {
    let context = Context::new(plan)?;
    let end = if paths.null { 0 } else { b'\n' };
    let mut line = Vec::new();
    loop {
        line.clear();
        let length = input.read_until(end, &mut line).map_err(|source| Fatal::Input { path: "standard input".into(), source })?;
        if length == 0 {
            return Ok(());
        }
        if line.last() == Some(&end) {
            line.pop();
        }
        if !paths.null && line.last() == Some(&b'\r') {
            line.pop();
        }
        if line.is_empty() {
            continue;
        }
        for source in source::at(Path::new(&path(&line)), paths.root.as_deref(), &plan.limits) {
            let extract = pipeline::one(&source, &context, &Silent).ok_or(Fatal::Interrupted)?;
            match lines::write(&extract, &mut output).and_then(|()| output.flush()) {
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(()),
                result => result.map_err(|source| Fatal::Output { path: "standard output".into(), source })?,
            }
        }
    }
}

/// Writes the tables of the documents in the lines that the inputs of `plan` hold.
///
/// # Errors
/// When the lines cannot be read, or like those of a run. Then the tables of an earlier run are as they were.
pub fn merge(plan: &Plan, observer: &dyn Observer) -> Result<Summary, Fatal> {
    let parts = lines::Parts::find(&plan.inputs)?;
    let mut writer = export::Writer::create(plan)?;
    observer.found(parts.len(), parts.bytes());
    parts.read(|extract, bytes| {
        if observer.stopped() {
            return Err(Fatal::Interrupted);
        }
        observer.done(&extract.source_file, bytes);
        writer.push(extract)
    })?;
    writer.finish(observer)
}

#[cfg(unix)]
fn path(bytes: &[u8]) -> OsString {
    use std::os::unix::ffi::OsStrExt;
    std::ffi::OsStr::from_bytes(bytes).to_owned()
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> OsString {
    String::from_utf8_lossy(bytes).into_owned().into()
}
