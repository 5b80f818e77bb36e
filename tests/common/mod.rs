//! A folder with an input and an output, and the tables of a run.

#![allow(dead_code)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

/// The sample report.
pub const REPORT: &str = include_str!("../../input/verslag-schriftelijk-overleg-jbz-raad-32317-974.txt");
/// A letter, which is no report.
pub const LETTER: &str = include_str!("../../input/geannoteerde-agenda-jbz-raad-december-2025-32317-978.txt");
/// A report without a dossier number of its own; a question there has no answer.
pub const BLOCKS: &str = include_str!("../fixtures/families/blocks.txt");

/// A header and rows.
pub type Rows = Vec<Vec<String>>;

/// What a command said.
pub struct Said {
    pub status: i32,
    pub out: String,
    pub err: String,
}

/// A temporary folder with `input` and `output`.
pub struct Place {
    pub folder: tempfile::TempDir,
}

impl Place {
    pub fn new(files: &[(&str, &str)]) -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        files.iter().for_each(|(name, text)| place.file(name, text));
        place
    }

    pub fn file(&self, name: &str, text: &str) {
        let path = self.input().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn input(&self) -> PathBuf {
        self.folder.path().join("input")
    }

    pub fn output(&self) -> PathBuf {
        self.folder.path().join("output")
    }

    pub fn run(&self, arguments: &[&str]) -> Said {
        self.run_to(&self.output(), arguments)
    }

    pub fn run_to(&self, output: &Path, arguments: &[&str]) -> Said {
        let mut command = Command::cargo_bin("overleg").unwrap();
        let output = command.arg(self.input()).arg("-o").arg(output).args(arguments).output().unwrap();
        Said {
            status: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs and expects success.
    pub fn ok(&self, arguments: &[&str]) -> Said {
        let said = self.run(arguments);
        assert_eq!(said.status, 0, "{}{}", said.out, said.err);
        said
    }

    /// A table as it was written in the default dialect.
    pub fn table(&self, name: &str) -> Rows {
        read(&self.output().join(format!("{name}.csv")), b',')
    }

    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.output())
    }
}

/// The files of a folder, but for hidden ones.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let paths = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_file());
    let named = paths.map(|p| (p.file_name().unwrap().to_string_lossy().into_owned(), fs::read(p).unwrap()));
    named.filter(|(name, _)| !name.starts_with('.')).collect()
}

/// A CSV file, without its byte order mark.
pub fn read(path: &Path, delimiter: u8) -> Rows {
    let text = fs::read_to_string(path).unwrap();
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The values of a column.
pub fn column(rows: &Rows, name: &str) -> Vec<String> {
    let at = rows[0].iter().position(|header| header == name).unwrap_or_else(|| panic!("no column {name} in {:?}", rows[0]));
    rows[1..].iter().map(|row| row[at].clone()).collect()
}

/// The program of this name, where the machine has it.
pub fn program(name: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?).map(|folder| folder.join(name)).find(|path| path.is_file())
}
