//! The inputs: which files there are, and their bytes. The only directory walk and the only place that reads a document.
//!
//! Callers may rely on this: sources are sorted by name; names are unique, `/`-separated and relative to the folder that
//! all inputs share; a file that is named twice (also through a link) counts once; what cannot be listed or read is a
//! source too, so that it gets its row. Hidden files (`.name`, Word's `~$name`) and the output folder are not read.

mod archive;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use walkdir::WalkDir;

pub use archive::Shelf;

use crate::diagnostic::{Code, Diagnostic};
use crate::fatal::Fatal;
use crate::plan::Plan;
use crate::read::Limits;

/// One input document, or something in the input that cannot be one.
#[derive(Debug, Clone)]
pub struct Source {
    /// Unique; the column `source_file`. Bytes that are no UTF-8 stand as `\xNN`.
    pub name: String,
    /// Size in bytes as the folder or archive states it.
    pub bytes: u64,
    place: Place,
}

#[derive(Debug, Clone)]
enum Place {
    File(PathBuf),
    /// Index of the entry within the archive, or first of the inner archive and then of the entry in that.
    Archive {
        path: PathBuf,
        inner: Option<usize>,
        entry: usize,
    },
    /// Cannot be read; known without trying.
    Nowhere(Diagnostic),
}

/// Everything that is to be read.
///
/// # Errors
/// When an input does not exist, when there is nothing to read, or when the output folder is an input.
pub fn discover(plan: &Plan) -> Result<Vec<Source>, Fatal> {
    let mut walk = Walk { limits: &plan.limits, output: fs::canonicalize(&plan.output).ok(), seen: BTreeSet::new(), found: Vec::new() };
    let mut roots = Vec::new();
    for input in &plan.inputs {
        let failed = |source| Fatal::Input { path: input.clone(), source };
        let root = absolute(input).map_err(failed)?;
        let metadata = fs::metadata(&root).map_err(failed)?;
        if metadata.is_dir() {
            if fs::canonicalize(&root).ok() == walk.output && walk.output.is_some() {
                return Err(Fatal::OutputIsInput { path: plan.output.clone() });
            }
            // A folder that cannot be listed at all is a mistake of the call, not one bad document.
            fs::read_dir(&root).map_err(failed)?;
        }
        roots.push((root, metadata.is_dir()));
    }
    let shared = shared_folder(&roots);
    for (root, is_folder) in &roots {
        if *is_folder {
            walk.folder(root);
        } else {
            walk.file(root);
        }
    }
    if walk.found.is_empty() {
        return Err(Fatal::NoInput { inputs: plan.inputs.clone() });
    }
    let mut sources: Vec<Source> = walk
        .found
        .into_iter()
        .map(|found| {
            let path = found.path.strip_prefix(&shared).unwrap_or(&found.path).to_owned();
            found.source(&path)
        })
        .collect();
    sources.sort_by(|a, b| a.name.cmp(&b.name));
    make_unique(&mut sources);
    Ok(sources)
}

/// The folder that the names of the sources are relative to, for links to them. `None` when an input is gone.
pub fn shared(inputs: &[PathBuf]) -> Option<PathBuf> {
    let roots: Option<Vec<(PathBuf, bool)>> =
        inputs.iter().map(|input| absolute(input).ok().map(|root| (root.clone(), root.is_dir()))).collect();
    let folder = shared_folder(&roots?);
    Some(fs::canonicalize(&folder).unwrap_or(folder))
}

/// One document by its path, for `inspect`.
///
/// # Errors
/// When the file does not exist or is a folder.
pub fn single(path: &Path) -> Result<Source, Fatal> {
    let failed = |source| Fatal::Input { path: path.to_owned(), source };
    let metadata = fs::metadata(path).map_err(failed)?;
    if !metadata.is_file() {
        return Err(failed(std::io::Error::other("it is not a file")));
    }
    let name = path.file_name().map_or_else(String::new, |name| shown(Path::new(name)));
    Ok(Source { name, bytes: metadata.len(), place: Place::File(path.to_owned()) })
}

/// What one path holds, for `pipe`: the file itself, or the documents of a zip archive or a folder. Names are relative to
/// `root`, and as typed where the path is not in it. What is not there or holds nothing is a source too; never empty.
pub fn at(path: &Path, root: Option<&Path>, limits: &Limits) -> Vec<Source> {
    let mut walk = Walk { limits, output: None, seen: BTreeSet::new(), found: Vec::new() };
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => walk.folder(path),
        Ok(_) => walk.file(path),
        Err(error) => walk.nowhere(path.to_owned(), Code::UnreadableFile, format!("The file could not be read: {error}.")),
    }
    if walk.found.is_empty() {
        walk.nowhere(path.to_owned(), Code::SkippedEntry, "The folder holds no documents.".to_owned());
    }
    let inside = |root: &Path| -> Option<PathBuf> {
        let lexical = path.strip_prefix(root).ok().map(Path::to_owned);
        lexical.or_else(|| Some(absolute(path).ok()?.strip_prefix(fs::canonicalize(root).ok()?).ok()?.to_owned()))
    };
    let named: PathBuf = root.and_then(inside).unwrap_or_else(|| path.to_owned());
    // `./a` is `a`.
    let named: PathBuf = named.components().filter(|part| *part != Component::CurDir).collect();
    let source = |found: Found| {
        let rest = found.path.strip_prefix(path).unwrap_or(Path::new(""));
        let whole = if rest.as_os_str().is_empty() { named.clone() } else { named.join(rest) };
        found.source(&whole)
    };
    let mut sources: Vec<Source> = walk.found.into_iter().map(source).collect();
    sources.sort_by(|a, b| a.name.cmp(&b.name));
    make_unique(&mut sources);
    sources
}

/// The bytes of a source.
///
/// # Errors
/// A diagnostic when it cannot be read or is larger than `limits` allow.
pub fn load(source: &Source, limits: &Limits, shelf: &Shelf) -> Result<Vec<u8>, Diagnostic> {
    match &source.place {
        Place::Nowhere(diagnostic) => Err(diagnostic.clone()),
        Place::File(path) => load_file(path, limits),
        Place::Archive { path, inner, entry } => shelf.load(path, *inner, *entry, limits),
    }
}

fn load_file(path: &Path, limits: &Limits) -> Result<Vec<u8>, Diagnostic> {
    let unreadable = |e: std::io::Error| Diagnostic::new(Code::UnreadableFile, format!("The file could not be read: {e}."));
    let mut file = File::open(path).map_err(unreadable)?;
    let metadata = file.metadata().map_err(unreadable)?;
    if metadata.len() > limits.file_bytes {
        return Err(too_large(metadata.len(), limits));
    }
    // One more byte than allowed: a file may grow while it is read.
    let mut bytes = Vec::with_capacity(metadata.len() as usize + 1);
    file.by_ref().take(limits.file_bytes + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > limits.file_bytes { Err(too_large(bytes.len() as u64, limits)) } else { Ok(bytes) }
}

fn too_large(bytes: u64, limits: &Limits) -> Diagnostic {
    let message = format!("The file holds {bytes} bytes; the limit is {} (--max-file-size).", limits.file_bytes);
    Diagnostic::new(Code::OverLimit, message)
}

/// Something found, before it has its name.
struct Found {
    path: PathBuf,
    entry: Vec<String>,
    bytes: u64,
    place: Place,
}

impl Found {
    /// With its name: `path` and the names within the archive.
    fn source(self, path: &Path) -> Source {
        let mut name = shown(path);
        for part in &self.entry {
            name.push('/');
            name.push_str(part);
        }
        Source { name, bytes: self.bytes, place: self.place }
    }
}

struct Walk<'a> {
    limits: &'a Limits,
    output: Option<PathBuf>,
    /// Real paths of the files found, so that none counts twice.
    seen: BTreeSet<PathBuf>,
    found: Vec<Found>,
}

impl Walk<'_> {
    fn folder(&mut self, root: &Path) {
        let real_root = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
        let mut entries = WalkDir::new(root).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().unwrap_or(root).to_owned();
                    self.nowhere(path, Code::UnreadableFile, format!("The folder could not be listed: {}.", cause(&error)));
                    continue;
                }
            };
            if entry.depth() == 0 {
                continue;
            }
            if is_hidden(entry.file_name().as_encoded_bytes()) {
                if entry.file_type().is_dir() {
                    entries.skip_current_dir();
                }
                continue;
            }
            if entry.file_type().is_dir() {
                if self.is_output(entry.path()) {
                    entries.skip_current_dir();
                }
            } else if entry.file_type().is_symlink() {
                self.link(entry.path(), &real_root);
            } else {
                self.file(entry.path());
            }
        }
    }

    /// A link to a file is read as that file. A link to a folder is never followed: inside the input its documents are
    /// found under their own path, outside of it the user has to say so.
    fn link(&mut self, path: &Path, real_root: &Path) {
        match fs::canonicalize(path) {
            Ok(target) if target.is_file() => self.file(path),
            Ok(target) if self.output.as_ref().is_some_and(|output| target.starts_with(output)) => {}
            Ok(target) => {
                let message =
                    if path.starts_with(&target) || fs::canonicalize(path.parent().unwrap_or(path)).is_ok_and(|p| p.starts_with(&target)) {
                        "The link leads in a circle and was not followed."
                    } else if target.starts_with(real_root) {
                        "The link leads to a folder that is read under its own name and was not followed."
                    } else {
                        "The link leads out of the input folder and was not followed."
                    };
                self.nowhere(path.to_owned(), Code::SkippedEntry, message.to_owned());
            }
            // Two links that lead to each other, or a target that is gone.
            Err(error) => self.nowhere(path.to_owned(), Code::UnreadableFile, format!("The link leads nowhere: {error}.")),
        }
    }

    fn file(&mut self, path: &Path) {
        let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if self.output.as_ref().is_some_and(|output| real.starts_with(output)) || !self.seen.insert(real) {
            return;
        }
        let metadata = match fs::metadata(path) {
            Ok(metadata) => metadata,
            Err(error) => return self.nowhere(path.to_owned(), Code::UnreadableFile, format!("The file could not be read: {error}.")),
        };
        if !metadata.is_file() {
            // Opening a pipe would wait for ever.
            return self.nowhere(path.to_owned(), Code::SkippedEntry, "It is no regular file (a pipe, socket or device).".to_owned());
        }
        if archive::is_archive(path) && self.archive(path) {
            return;
        }
        self.found.push(Found { path: path.to_owned(), entry: Vec::new(), bytes: metadata.len(), place: Place::File(path.to_owned()) });
    }

    /// The documents of a zip archive. False when it is no archive of documents; it is then read as a file, which says what it is.
    fn archive(&mut self, path: &Path) -> bool {
        let Some(listing) = archive::list(path, self.limits) else { return false };
        for member in listing {
            let (place, bytes) = match member.what {
                Ok(at) => (Place::Archive { path: path.to_owned(), inner: at.inner, entry: at.entry }, at.bytes),
                Err(diagnostic) => (Place::Nowhere(diagnostic), 0),
            };
            self.found.push(Found { path: path.to_owned(), entry: member.name, bytes, place });
        }
        true
    }

    fn nowhere(&mut self, path: PathBuf, code: Code, message: String) {
        self.found.push(Found { path, entry: Vec::new(), bytes: 0, place: Place::Nowhere(Diagnostic::new(code, message)) });
    }

    fn is_output(&self, path: &Path) -> bool {
        self.output.is_some() && fs::canonicalize(path).ok() == self.output
    }
}

/// Hidden by the customs of Unix, of macOS archives or of Word (its owner files).
fn is_hidden(name: &[u8]) -> bool {
    name.starts_with(b".") || name.starts_with(b"~$") || name == b"__MACOSX"
}

fn cause(error: &walkdir::Error) -> String {
    error.io_error().map_or_else(|| error.to_string(), ToString::to_string)
}

/// The absolute path with its last component as typed: a link keeps its own name.
fn absolute(path: &Path) -> std::io::Result<PathBuf> {
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) => {
            let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
            Ok(fs::canonicalize(parent)?.join(name))
        }
        _ => fs::canonicalize(path),
    }
}

/// The deepest folder that holds all inputs; names are relative to it.
fn shared_folder(roots: &[(PathBuf, bool)]) -> PathBuf {
    let mut folders = roots.iter().map(|(root, is_folder)| if *is_folder { root.as_path() } else { root.parent().unwrap_or(root) });
    let Some(first) = folders.next() else { return PathBuf::new() };
    folders.fold(first.to_owned(), |shared, folder| {
        shared.components().zip(folder.components()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect()
    })
}

/// A path as text: components joined by `/`, bytes that are no UTF-8 as `\xNN`.
fn shown(path: &Path) -> String {
    let mut out = String::new();
    for component in path.components() {
        if !out.is_empty() && !out.ends_with('/') {
            out.push('/');
        }
        match component {
            Component::Normal(name) => push_lossy(&mut out, name.as_encoded_bytes()),
            other => push_lossy(&mut out, other.as_os_str().as_encoded_bytes()),
        }
    }
    out
}

fn push_lossy(out: &mut String, bytes: &[u8]) {
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        for byte in chunk.invalid() {
            out.push_str(&format!("\\x{byte:02X}"));
        }
    }
}

/// Two names can only be equal when one holds a written-out `\xNN`; the later one gets a number.
fn make_unique(sources: &mut [Source]) {
    let mut names: BTreeSet<String> = BTreeSet::new();
    for source in sources {
        let mut name = source.name.clone();
        let mut n = 2;
        while !names.insert(name.clone()) {
            name = format!("{} ({n})", source.name);
            n += 1;
        }
        source.name = name;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_lossy_but_unique() {
        let mut out = String::new();
        push_lossy(&mut out, b"a\xFFb\n\xC3\xA9");
        assert_eq!(out, "a\\xFFb\né");
        let source = |name: &str| Source { name: name.to_owned(), bytes: 0, place: Place::File(PathBuf::new()) };
        let mut sources = vec![source("a"), source("a"), source("a (2)")];
        make_unique(&mut sources);
        assert_eq!(sources.iter().map(|s| s.name.as_str()).collect::<Vec<_>>(), ["a", "a (2)", "a (2) (2)"]);
    }

    #[test]
    fn names_are_relative_to_the_folder_that_inputs_share() {
        let folder = |p: &str| (PathBuf::from(p), true);
        let file = |p: &str| (PathBuf::from(p), false);
        assert_eq!(shared_folder(&[folder("/d/in")]), Path::new("/d/in"));
        assert_eq!(shared_folder(&[file("/d/in/a.txt")]), Path::new("/d/in"));
        assert_eq!(shared_folder(&[file("/d/in/a.txt"), file("/d/in/b.txt")]), Path::new("/d/in"));
        assert_eq!(shared_folder(&[folder("/d/a"), file("/d/b/x.txt")]), Path::new("/d"));
    }
}
