//! Zip archives of documents, read as folders. An archive in an archive is read too; one in that is not.
//!
//! Nothing is unpacked to disk and a name inside an archive is only ever a name: one that leads out of the archive
//! (`../x`, `/x`) is refused. Declared sizes are never trusted; an entry that unpacks to more than it declares is damaged.

use std::io::{Cursor, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::diagnostic::{Code, Diagnostic};
use crate::read::Limits;

/// A document in an archive, or what is wrong with the entry.
pub struct Member {
    /// Names from the archive downwards.
    pub name: Vec<String>,
    /// Where it is.
    pub what: Result<At, Diagnostic>,
}

/// Where in an archive a document is.
pub struct At {
    /// Entry of the outer archive that is itself an archive.
    pub inner: Option<usize>,
    /// Entry of the outer or the inner archive.
    pub entry: usize,
    /// Declared size, unpacked.
    pub bytes: u64,
}

/// Whether the file begins like a zip archive that is no document itself, whatever its name is. One that is
/// named `.zip` is looked into in any case.
pub fn is_archive(path: &Path) -> bool {
    let mut head = Vec::with_capacity(HEAD as usize);
    let read = std::fs::File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("zip")) || read.is_ok() && begins_archive(&head)
}

/// What an archive holds, in its own order; `None` when it is no archive of documents (no zip at all, or a docx or odt under another name).
pub fn list(path: &Path, limits: &Limits) -> Option<Vec<Member>> {
    let file = std::fs::File::open(path).ok()?;
    let packed = file.metadata().ok()?.len();
    let mut archive = ZipArchive::new(Box::new(file) as Box<dyn ReadSeek>).ok()?;
    list_open(&mut archive, packed, limits, true)
}

/// An open archive: its file, the entry of it that is itself an archive, and the handle.
type Opened = (PathBuf, Option<usize>, Arc<Mutex<Archive>>);

/// The archive that was opened last. Documents of one archive follow each other in the sorted inputs, so one is enough.
#[derive(Default)]
pub struct Shelf {
    last: Mutex<Option<Opened>>,
}

type Archive = ZipArchive<Box<dyn ReadSeek>>;

impl Shelf {
    /// The bytes of one entry.
    pub(super) fn load(&self, path: &Path, inner: Option<usize>, entry: usize, limits: &Limits) -> Result<Vec<u8>, Diagnostic> {
        let archive = self.open(path, inner, limits)?;
        let mut archive = archive.lock().unwrap_or_else(PoisonError::into_inner);
        unpack(&mut archive, entry, limits.file_bytes, limits)
    }

    fn open(&self, path: &Path, inner: Option<usize>, limits: &Limits) -> Result<Arc<Mutex<Archive>>, Diagnostic> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((p, i, archive)) = &*last
            && p == path
            && *i == inner
        {
            return Ok(Arc::clone(archive));
        }
        let file =
            std::fs::File::open(path).map_err(|e| Diagnostic::new(Code::UnreadableFile, format!("The archive could not be read: {e}.")))?;
        let mut archive = ZipArchive::new(Box::new(file) as Box<dyn ReadSeek>).map_err(damaged)?;
        if let Some(entry) = inner {
            let bytes = unpack(&mut archive, entry, limits.part_bytes, limits)?;
            archive = ZipArchive::new(Box::new(Cursor::new(bytes)) as Box<dyn ReadSeek>).map_err(damaged)?;
        }
        let archive = Arc::new(Mutex::new(archive));
        *last = Some((path.to_owned(), inner, Arc::clone(&archive)));
        Ok(archive)
    }
}

/// What an archive is read from: a file, or the bytes of an entry.
trait ReadSeek: Read + Seek + Send {}
impl<T: Read + Seek + Send> ReadSeek for T {}

/// Bytes looked at to tell an archive: the header of its first entry with a name of some length.
const HEAD: u64 = 256;

/// Names of the first entry of a docx, odt or other office file; the container of a document is not opened twice.
const PARTS: [&[u8]; 8] = [b"[Content_Types].xml", b"mimetype", b"_rels/", b"word/", b"xl/", b"ppt/", b"docProps/", b"customXml/"];

fn begins_archive(head: &[u8]) -> bool {
    if head.starts_with(b"PK\x05\x06") {
        return true;
    }
    let first = head.get(30..).unwrap_or_default();
    head.starts_with(b"PK\x03\x04") && !PARTS.iter().any(|part| first.starts_with(part))
}

fn list_open(archive: &mut Archive, packed: u64, limits: &Limits, outer: bool) -> Option<Vec<Member>> {
    if is_document(archive) {
        return None;
    }
    let whole = |code, message: String| Some(vec![Member { name: Vec::new(), what: Err(Diagnostic::new(code, message)) }]);
    if archive.len() > limits.zip_entries {
        return whole(
            Code::OverLimit,
            format!("The archive has {} entries; the limit is {} (--max-zip-entries).", archive.len(), limits.zip_entries),
        );
    }
    let mut members = Vec::new();
    let mut unpacked = 0u64;
    for entry in 0..archive.len() {
        let Ok(file) = archive.by_index_raw(entry) else {
            members.push(Member {
                name: vec![format!("entry {}", entry + 1)],
                what: Err(Diagnostic::new(Code::DamagedFile, "The entry of the archive is damaged.")),
            });
            continue;
        };
        let (bytes, is_dir, encrypted, is_link) = (file.size(), file.is_dir(), file.encrypted(), file.is_symlink());
        let name = match file.name() {
            Ok(name) => name.into_owned(),
            Err(_) => String::from_utf8_lossy(file.name_raw()).into_owned(),
        };
        let inside = file.enclosed_name().is_some();
        drop(file);
        let name = name.replace('\\', "/");
        if is_dir || name.split('/').any(|part| part != ".." && part != "." && super::is_hidden(part.as_bytes())) {
            continue;
        }
        unpacked = unpacked.saturating_add(bytes);
        let fail = |code, message: &str| Member { name: vec![name.clone()], what: Err(Diagnostic::new(code, message)) };
        if !inside || is_link {
            members.push(fail(Code::SkippedEntry, "The name or link in the archive leads out of it and was not followed."));
        } else if encrypted {
            members.push(fail(Code::EncryptedFile, "The entry of the archive is protected by a password."));
        } else if name.to_ascii_lowercase().ends_with(".zip") || begins_archive(&head(archive, entry)) {
            members.extend(nested(archive, entry, &name, limits, outer));
        } else {
            members.push(Member { name: vec![name], what: Ok(At { inner: None, entry, bytes }) });
        }
    }
    if unpacked > Limits::RATIO_FLOOR && unpacked / packed.max(1) > limits.unpack_ratio {
        return whole(
            Code::OverLimit,
            format!(
                "The archive unpacks to {unpacked} bytes, more than {} for each packed byte (--max-unpack-ratio).",
                limits.unpack_ratio
            ),
        );
    }
    if members.is_empty() { whole(Code::EmptyFile, "The archive holds no documents.".to_owned()) } else { Some(members) }
}

/// The first bytes of an entry, unpacked; fewer when it is damaged, which reading it will say.
fn head(archive: &mut Archive, entry: usize) -> Vec<u8> {
    let mut head = Vec::with_capacity(HEAD as usize);
    if let Ok(file) = archive.by_index(entry) {
        // What was unpacked before an error is kept.
        let _ = file.take(HEAD).read_to_end(&mut head);
    }
    head
}

/// The members of an archive within an archive.
fn nested(archive: &mut Archive, entry: usize, name: &str, limits: &Limits, outer: bool) -> Vec<Member> {
    let fail = |diagnostic| vec![Member { name: vec![name.to_owned()], what: Err(diagnostic) }];
    if !outer {
        return fail(Diagnostic::new(Code::SkippedEntry, "An archive in an archive in an archive is not read."));
    }
    let bytes = match unpack(archive, entry, limits.part_bytes, limits) {
        Ok(bytes) => bytes,
        Err(diagnostic) => return fail(diagnostic),
    };
    let packed = bytes.len() as u64;
    let mut inner = match ZipArchive::new(Box::new(Cursor::new(bytes)) as Box<dyn ReadSeek>) {
        Ok(inner) => inner,
        Err(error) => return fail(damaged(error)),
    };
    match list_open(&mut inner, packed, limits, false) {
        // A docx that is called .zip.
        None => vec![Member { name: vec![name.to_owned()], what: Ok(At { inner: None, entry, bytes: packed }) }],
        Some(members) => members
            .into_iter()
            .map(|mut member| {
                member.name.insert(0, name.to_owned());
                if let Ok(at) = &mut member.what {
                    at.inner = Some(entry);
                }
                member
            })
            .collect(),
    }
}

/// Whether a zip container is itself a document: docx and odt are zips too, and some lack a part that they should have.
fn is_document(archive: &Archive) -> bool {
    let has = |name: &str| archive.index_for_name(name).is_some();
    has("[Content_Types].xml") || has("mimetype") || has("word/document.xml") || has("content.xml") && has("META-INF/manifest.xml")
}

fn unpack(archive: &mut Archive, entry: usize, limit: u64, limits: &Limits) -> Result<Vec<u8>, Diagnostic> {
    let file = archive.by_index(entry).map_err(damaged)?;
    let (declared, packed) = (file.size(), file.compressed_size());
    if declared > limit {
        return Err(Diagnostic::new(
            Code::OverLimit,
            format!("The entry of the archive unpacks to {declared} bytes; the limit is {limit} (--max-file-size, --max-part-size)."),
        ));
    }
    if declared > Limits::RATIO_FLOOR && declared / packed.max(1) > limits.unpack_ratio {
        return Err(Diagnostic::new(
            Code::OverLimit,
            format!("The entry of the archive unpacks to {declared} bytes from {packed} (--max-unpack-ratio)."),
        ));
    }
    // The declared size is a claim: memory grows with what is really there.
    let mut bytes = Vec::with_capacity(declared.min(1 << 20) as usize);
    file.take(declared + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| Diagnostic::new(Code::DamagedFile, format!("The entry of the archive could not be unpacked: {e}.")))?;
    if bytes.len() as u64 == declared {
        Ok(bytes)
    } else {
        let message = format!("The entry of the archive declares {declared} bytes and holds another number.");
        Err(Diagnostic::new(Code::DamagedFile, message))
    }
}

fn damaged(error: ZipError) -> Diagnostic {
    match error {
        ZipError::UnsupportedArchive(text) if text.to_ascii_lowercase().contains("password") => {
            Diagnostic::new(Code::EncryptedFile, "The entry of the archive is protected by a password.")
        }
        error => Diagnostic::new(Code::DamagedFile, format!("The archive is damaged or of a kind that is not read: {error}.")),
    }
}
