//! Extracts between reading and writing: in memory up to a size, then on disk.
//!
//! What depends on all documents (unique ids) is only known when the last one is read, and the tables of 10,000 reports
//! do not fit in the memory that a run may take. Extracts come out in the order in which they went in.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};

use super::extract::Extract;
use crate::fatal::Fatal;

/// Bytes of extracts that are kept in memory.
const MEMORY: usize = 4 << 20;

/// Extracts in order.
pub struct Spool {
    memory: Vec<Extract>,
    weight: usize,
    budget: usize,
    /// JSON, one extract a line; everything after those in memory.
    disk: Option<BufWriter<File>>,
    path: PathBuf,
}

impl Spool {
    /// An empty spool; its file, when it needs one, is made in `folder`.
    pub fn new(folder: &Path) -> Self {
        Self { memory: Vec::new(), weight: 0, budget: MEMORY, disk: None, path: folder.join("spool.jsonl") }
    }

    /// Adds one.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn push(&mut self, extract: Extract) -> Result<(), Fatal> {
        let weight = extract.weight();
        if self.disk.is_none() && self.weight + weight <= self.budget {
            self.weight += weight;
            self.memory.push(extract);
            return Ok(());
        }
        let failed = |source| Fatal::Output { path: self.path.clone(), source };
        let disk = match &mut self.disk {
            Some(disk) => disk,
            empty => {
                let file = File::options().read(true).write(true).create_new(true).open(&self.path).map_err(failed)?;
                empty.insert(BufWriter::with_capacity(1 << 20, file))
            }
        };
        serde_json::to_writer(&mut *disk, &extract).map_err(|e| failed(e.into()))?;
        disk.write_all(b"\n").map_err(failed)
    }

    /// Gives each to `visit`, in order, and removes the file.
    ///
    /// # Errors
    /// When the file cannot be read back, or `visit` fails.
    pub fn drain(self, mut visit: impl FnMut(Extract) -> Result<(), Fatal>) -> Result<(), Fatal> {
        let failed = |source| Fatal::Output { path: self.path.clone(), source };
        for extract in self.memory {
            visit(extract)?;
        }
        if let Some(disk) = self.disk {
            let mut file = disk.into_inner().map_err(|e| failed(e.into_error()))?;
            file.rewind().map_err(failed)?;
            let mut reader = BufReader::with_capacity(1 << 20, file);
            let mut line = Vec::new();
            while reader.read_until(b'\n', &mut line).map_err(failed)? > 0 {
                visit(serde_json::from_slice(&line).map_err(|e| failed(e.into()))?)?;
                line.clear();
            }
            std::fs::remove_file(&self.path).map_err(failed)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Diagnostic};

    #[test]
    fn order_and_content_survive_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let mut extracts: Vec<Extract> = (0..5)
            .map(|n| Extract::failed(&format!("{n}.txt"), n, &Diagnostic::new(Code::EmptyFile, "…\n\"é\"").at(Some(1), None)))
            .collect();
        extracts.push(crate::export::tests::sample());
        let mut spool = Spool { budget: 2 * extracts[0].weight(), ..Spool::new(folder.path()) };
        for extract in &extracts {
            spool.push(extract.clone()).unwrap();
        }
        assert_eq!(spool.memory.len(), 2);
        let mut back = Vec::new();
        spool
            .drain(|extract| {
                back.push(extract);
                Ok(())
            })
            .unwrap();
        assert_eq!(back, extracts);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
