//! One whole run over a folder made for a test, and its tables.

#![allow(dead_code)] // Each test uses a part of it.

use std::collections::BTreeMap;
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use overleg::{Plan, Silent};

/// A row by the names of its columns.
pub type Row = BTreeMap<String, String>;

/// A folder with an `input` in it, gone when dropped.
pub struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    /// With these files in its input.
    pub fn new<N: AsRef<Path>>(files: impl IntoIterator<Item = (N, Vec<u8>)>) -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(place.input()).unwrap();
        for (name, bytes) in files {
            let path = place.input().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        }
        place
    }

    /// The folder that holds input and output.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// The folder that is read.
    pub fn input(&self) -> PathBuf {
        self.folder.path().join("input")
    }

    /// The folder that the tables go to.
    pub fn output(&self) -> PathBuf {
        self.folder.path().join("output")
    }

    /// Reads the input in this process and gives the rows of documents.csv by `source_file`.
    pub fn run(&self) -> BTreeMap<String, Row> {
        let mut plan = Plan::new(vec![self.input()], self.output());
        plan.threads = NonZeroUsize::new(2).unwrap();
        overleg::run(&plan, &Silent).unwrap_or_else(|fatal| panic!("{fatal}"));
        self.documents()
    }

    /// The rows of documents.csv by `source_file`.
    pub fn documents(&self) -> BTreeMap<String, Row> {
        self.rows("documents").into_iter().map(|row| (row["source_file"].clone(), row)).collect()
    }

    /// The rows of a table.
    pub fn rows(&self, table: &str) -> Vec<Row> {
        let path = self.output().join(format!("{table}.csv"));
        csv::Reader::from_path(path).unwrap().deserialize().map(Result::unwrap).collect()
    }
}
