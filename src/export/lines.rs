//! One document a line: what `overleg pipe` writes and `overleg merge` reads.
//!
//! A line is a JSON object with the version of the program and the document's [`Extract`]: everything that the tables are made
//! of. It is made for the way between two processes of the same version, not for keeping; a line of another version is refused.
//!
//! Callers may rely on this: what [`parse`] returns has indices that hold, whatever is in the line.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use walkdir::WalkDir;

use super::extract::Extract;
use crate::diagnostic::{Code, Diagnostic};
use crate::fatal::Fatal;
use crate::identity;

const VERSION: &str = env!("CARGO_PKG_VERSION");

#[derive(Serialize)]
struct Written<'e> {
    overleg: &'static str,
    document: &'e Extract,
}

#[derive(Deserialize)]
struct Line {
    document: Extract,
}

/// As much of a line as is needed to put it in order.
#[derive(Deserialize)]
struct Peek {
    overleg: String,
    document: Name,
}

#[derive(Deserialize)]
struct Name {
    source_file: String,
}

/// Writes one line.
///
/// # Errors
/// When it cannot be written.
pub fn write(extract: &Extract, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &Written { overleg: VERSION, document: extract })?;
    out.write_all(b"\n")
}

/// Reads one line back.
///
/// # Errors
/// A sentence when it is no such line.
pub fn parse(line: &[u8]) -> Result<Extract, String> {
    let line: Line = serde_json::from_slice(line).map_err(|e| format!("The line is damaged or cut off: {e}."))?;
    if line.document.indices_hold() {
        Ok(line.document)
    } else {
        Err("The line is damaged: it refers to records that it does not hold.".to_owned())
    }
}

/// The lines of several files, in the order of the documents' names: however they were divided over the files.
#[derive(Debug)]
pub struct Parts {
    files: Vec<PathBuf>,
    places: Vec<Place>,
}

/// Where a line is. Its text stays on disk.
#[derive(Debug)]
struct Place {
    /// The document's name. Unique after [`Parts::find`].
    name: String,
    file: usize,
    start: u64,
    length: usize,
    hash: String,
}

impl Parts {
    /// Looks through `inputs`: files, and in folders everything that is named `.jsonl`, `.ndjson`, `.json` or has no extension
    /// (`part-00000`), but not what begins with a full stop or an underscore (`_SUCCESS`). The same line twice, from an engine
    /// that did a part again, counts once.
    ///
    /// # Errors
    /// When an input cannot be read, holds no lines, or was written by another version.
    pub fn find(inputs: &[PathBuf]) -> Result<Self, Fatal> {
        let mut parts = Self { files: Vec::new(), places: Vec::new() };
        for input in inputs {
            let failed = |source| Fatal::Input { path: input.clone(), source };
            if !std::fs::metadata(input).map_err(failed)?.is_dir() {
                parts.files.push(input.clone());
                continue;
            }
            let named = |name: &str| !name.starts_with(['.', '_']);
            let walk = WalkDir::new(input).sort_by_file_name().into_iter();
            for entry in walk.filter_entry(|e| e.depth() == 0 || named(&e.file_name().to_string_lossy())) {
                let entry = entry.map_err(|e| failed(e.into()))?;
                if entry.file_type().is_file() && is_part(entry.path()) {
                    parts.files.push(entry.into_path());
                }
            }
        }
        for file in 0..parts.files.len() {
            parts.look_through(file)?;
        }
        if parts.places.is_empty() {
            let path = inputs.first().cloned().unwrap_or_default();
            return Err(Fatal::Table { path, message: "it holds no lines of `overleg pipe`".to_owned() });
        }
        parts.places.sort_by(|a, b| (&a.name, a.file, a.start).cmp(&(&b.name, b.file, b.start)));
        parts.places.dedup_by(|b, a| a.name == b.name && a.hash == b.hash);
        // Two files under one name, from two folders: each keeps its row.
        let mut seen: HashMap<String, usize> = HashMap::new();
        for place in &mut parts.places {
            let n = seen.entry(place.name.clone()).and_modify(|n| *n += 1).or_insert(1);
            if *n > 1 {
                place.name = format!("{} ({n})", place.name);
            }
        }
        Ok(parts)
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there are none. Then [`Parts::find`] has failed.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// How many bytes they have together.
    pub fn bytes(&self) -> u64 {
        self.places.iter().map(|place| place.length as u64).sum()
    }

    /// Gives each document to `take`, in order, with the size of its line. A line that cannot be read is a document that failed.
    ///
    /// # Errors
    /// When a file cannot be read any more, or `take` fails.
    pub fn read(&self, mut take: impl FnMut(Extract, u64) -> Result<(), Fatal>) -> Result<(), Fatal> {
        let mut open: Option<(usize, File)> = None;
        let mut line = Vec::new();
        for place in &self.places {
            let failed = |source| Fatal::Input { path: self.files[place.file].clone(), source };
            let file = match &mut open {
                Some((index, file)) if *index == place.file => file,
                other => &mut other.insert((place.file, File::open(&self.files[place.file]).map_err(failed)?)).1,
            };
            file.seek(SeekFrom::Start(place.start)).map_err(failed)?;
            line.resize(place.length, 0);
            file.read_exact(&mut line).map_err(failed)?;
            let mut extract = parse(&line)
                .unwrap_or_else(|message| Extract::failed(&place.name, place.length as u64, &Diagnostic::new(Code::DamagedFile, message)));
            extract.source_file.clone_from(&place.name);
            take(extract, place.length as u64)?;
        }
        Ok(())
    }

    /// Notes where the lines of one file are.
    fn look_through(&mut self, file: usize) -> Result<(), Fatal> {
        let path = &self.files[file];
        let failed = |source| Fatal::Input { path: path.clone(), source };
        let mut reader = BufReader::with_capacity(1 << 20, File::open(path).map_err(failed)?);
        let (mut line, mut start) = (Vec::new(), 0);
        for number in 1.. {
            line.clear();
            let length = reader.read_until(b'\n', &mut line).map_err(failed)?;
            if length == 0 {
                break;
            }
            if !line.trim_ascii().is_empty() {
                let name = match serde_json::from_slice::<Peek>(&line) {
                    Ok(peek) if peek.overleg == VERSION => peek.document.source_file,
                    Ok(peek) => {
                        let message = format!("line {number} was written by overleg {}; this is {VERSION}", peek.overleg);
                        return Err(Fatal::Table { path: path.clone(), message });
                    }
                    // What document it was is not known: the row names the line.
                    Err(_) => format!("{}:{number}", path.display()),
                };
                self.places.push(Place { name, file, start, length, hash: identity::file_hash(line.trim_ascii_end()) });
            }
            start += length as u64;
        }
        Ok(())
    }
}

fn is_part(path: &Path) -> bool {
    path.extension().is_none_or(|e| ["jsonl", "ndjson", "json"].iter().any(|known| e.eq_ignore_ascii_case(known)))
}
