//! Guarded access to the parts of a zip container (docx, odt).
//!
//! Callers may rely on this: no part is unpacked past [`Limits::part_bytes`], all parts together not past
//! [`Limits::unpacked_bytes`], and above [`Limits::RATIO_FLOOR`] none past [`Limits::unpack_ratio`] times its packed
//! size. Sizes that the container declares are never trusted: what is counted is what comes out. A part whose
//! checksum is wrong is an error, so that flipped bits inside a packed part cannot change the text silently.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{Cursor, Read};

use flate2::{Decompress, FlushDecompress, Status};
use foldhash::fast::RandomState;
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::{Limits, charset};
use crate::diagnostic::{Code, Diagnostic};

/// First bytes of an OLE file: legacy `.doc`, or a docx that is protected by a password.
const OLE_MAGIC: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Memory reserved before a part is unpacked, at most: a declared size may lie.
const RESERVE_AT_MOST: u64 = 8 << 20;

/// Room behind an unpacked part: up to this close to the end of its output the unpacker takes its fast way.
const SLACK: usize = 512;

/// A zip archive in memory.
pub type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// An opened zip container.
pub struct Container<'a> {
    bytes: &'a [u8],
    archive: Archive<'a>,
    /// Entry by name, lower case, forward slashes: some writers use backslashes or another case than the relations do.
    entries: HashMap<Box<str>, usize, RandomState>,
    limits: &'a Limits,
    unpacked: u64,
    /// Unpacks one part after the other: a new one for each would cost as much as a small part.
    unpacker: Decompress,
}

/// A part as text.
pub struct Part {
    /// Without byte order mark.
    pub text: String,
    /// Whether bytes that are no valid text were replaced by U+FFFD.
    pub replaced: bool,
}

impl<'a> Container<'a> {
    /// Opens the container. Errors: `EncryptedFile`, `UnsupportedFormat` (legacy doc), `OverLimit`, `DamagedFile`.
    pub fn open(bytes: &'a [u8], limits: &'a Limits) -> Result<Self, Diagnostic> {
        if bytes.len() as u64 > limits.file_bytes {
            return Err(over(format!("the file has {} bytes, the limit is {}", bytes.len(), limits.file_bytes)));
        }
        if bytes.starts_with(OLE_MAGIC) {
            return Err(ole(bytes));
        }
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| Diagnostic::new(Code::DamagedFile, format!("no readable zip container ({error}); is the file cut off?")))?;
        Self::of(bytes, archive, limits)
    }

    /// The container whose archive, in `bytes`, is open already. Errors: `OverLimit`.
    pub fn of(bytes: &'a [u8], archive: Archive<'a>, limits: &'a Limits) -> Result<Self, Diagnostic> {
        if archive.len() > limits.zip_entries {
            return Err(over(format!("the container has {} entries, the limit is {}", archive.len(), limits.zip_entries)));
        }
        let mut entries = HashMap::with_capacity_and_hasher(archive.len(), RandomState::default());
        entries.extend((0..archive.len()).filter_map(|index| {
            let name = archive.name_for_index(index)?.ok()?;
            Some((normal_name(&name).into_owned().into_boxed_str(), index))
        }));
        Ok(Self { bytes, archive, entries, limits, unpacked: 0, unpacker: Decompress::new(false) })
    }

    /// Whether there is a part of this name.
    pub fn has(&self, name: &str) -> bool {
        self.entries.contains_key(&*normal_name(name))
    }

    /// The names of all parts, lower case, sorted.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.entries.keys().map(|name| &**name).collect();
        names.sort_unstable();
        names
    }

    /// Unpacks a part and decodes it. `None` when there is no such part.
    /// Errors: `EncryptedFile`, `OverLimit`, `DamagedFile`.
    pub fn text(&mut self, name: &str) -> Result<Option<Part>, Diagnostic> {
        Ok(self.bytes(name)?.map(|bytes| {
            let (text, replaced) = charset::decode_part(bytes);
            Part { text, replaced }
        }))
    }

    /// Unpacks a part. `None` when there is no such part.
    /// Errors: `EncryptedFile`, `OverLimit`, `DamagedFile`.
    pub fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        let Some(&index) = self.entries.get(&*normal_name(name)) else { return Ok(None) };
        if let Some(bytes) = self.plain(index) {
            self.unpacked = self.unpacked.saturating_add(bytes.len() as u64);
            return Ok(Some(bytes));
        }
        if self.archive.by_index_data(index).is_ok_and(|entry| entry.encrypted()) {
            return Err(Diagnostic::new(Code::EncryptedFile, format!("the part {name} is encrypted")));
        }
        let entry = self.archive.by_index(index).map_err(|error| unreadable(name, &error))?;
        let packed = entry.compressed_size();
        let ratio_limit = packed.saturating_mul(self.limits.unpack_ratio).max(Limits::RATIO_FLOOR);
        let total_limit = self.limits.unpacked_bytes.saturating_sub(self.unpacked);
        let limit = self.limits.part_bytes.min(total_limit).min(ratio_limit);
        let mut bytes = Vec::with_capacity(entry.size().min(limit).min(RESERVE_AT_MOST) as usize);
        let result = entry.take(limit.saturating_add(1)).read_to_end(&mut bytes);
        let length = bytes.len() as u64;
        self.unpacked = self.unpacked.saturating_add(length);
        if length > limit {
            let reason = if limit == self.limits.part_bytes {
                format!("more than {limit} bytes when unpacked")
            } else if limit == total_limit {
                format!("all parts together have more than {} bytes when unpacked", self.limits.unpacked_bytes)
            } else {
                format!("unpacks to more than {} times its packed size of {packed} bytes", self.limits.unpack_ratio)
            };
            return Err(over(format!("the part {name}: {reason}")));
        }
        result.map_err(|error| Diagnostic::new(Code::DamagedFile, format!("the part {name} cannot be unpacked ({error})")))?;
        Ok(Some(bytes))
    }

    /// A part about which nothing is odd, in one piece: packed by deflate, as large as it says, within every limit, its checksum right.
    /// `None` for any other; [`Self::bytes`] then reads it piece by piece and says what is wrong.
    fn plain(&mut self, index: usize) -> Option<Vec<u8>> {
        let entry = self.archive.by_index_raw(index).ok().filter(|entry| !entry.encrypted())?;
        let (size, packed) = (entry.size(), entry.compressed_size());
        let limit = self.limits.part_bytes.min(self.limits.unpacked_bytes.saturating_sub(self.unpacked)).min(RESERVE_AT_MOST);
        let expected = entry.crc32();
        if entry.compression() != CompressionMethod::Deflated || size > limit {
            return None;
        }
        let start = usize::try_from(entry.data_start()?).ok()?;
        let packed = self.bytes.get(start..start.checked_add(usize::try_from(packed).ok()?)?)?;
        let mut bytes = Vec::with_capacity(size as usize + SLACK);
        self.unpacker.reset(false);
        let status = self.unpacker.decompress_vec(packed, &mut bytes, FlushDecompress::Finish).ok()?;
        (status == Status::StreamEnd && bytes.len() as u64 == size && crc32fast::hash(&bytes) == expected).then_some(bytes)
    }
}

/// The name as it is looked up.
fn normal_name(name: &str) -> Cow<'_, str> {
    if name.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'.' | b'/' | b'_' | b'0'..=b'9')) {
        return name.trim_start_matches('/').into();
    }
    name.replace('\\', "/").trim_start_matches('/').to_lowercase().into()
}

/// An OLE file: Word keeps a docx with a password in one, with a stream called `EncryptedPackage`.
fn ole(bytes: &[u8]) -> Diagnostic {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if memchr::memmem::find(bytes, &name).is_some() {
        Diagnostic::new(Code::EncryptedFile, "the document is protected by a password")
    } else {
        Diagnostic::new(Code::UnsupportedFormat, "a document in the old binary format of Word")
    }
}

fn unreadable(name: &str, error: &ZipError) -> Diagnostic {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            Diagnostic::new(Code::EncryptedFile, format!("the part {name} is encrypted"))
        }
        _ => Diagnostic::new(Code::DamagedFile, format!("the part {name} cannot be unpacked ({error})")),
    }
}

fn over(message: String) -> Diagnostic {
    Diagnostic::new(Code::OverLimit, message)
}

/// Zip containers made by tests.
#[cfg(test)]
pub mod build {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    /// A container with these parts.
    pub fn pack(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    /// Damaged copies of `bytes`: cut off, flipped, overwritten; the same ones in every run.
    pub fn damaged(bytes: &[u8], count: usize) -> impl Iterator<Item = Vec<u8>> {
        let mut state = 0x9E37_79B9_7F4A_7C15_u64;
        let mut random = move |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state % below.max(1) as u64) as usize
        };
        (0..count).map(move |turn| {
            let mut copy = bytes.to_vec();
            match turn % 4 {
                0 => copy.truncate(random(bytes.len())),
                1 => {
                    let at = random(bytes.len());
                    copy[at] ^= 1 << random(8);
                }
                2 => {
                    for _ in 0..8 {
                        let at = random(bytes.len());
                        copy[at] = random(256) as u8;
                    }
                }
                _ => {
                    let (from, length) = (random(bytes.len()), random(64));
                    let end = (from + length).min(copy.len());
                    copy.drain(from..end);
                }
            }
            copy
        })
    }
}
