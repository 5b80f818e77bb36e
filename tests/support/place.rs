//! A folder with an input and an output, runs over it, and the tables that they wrote.

use std::collections::BTreeMap;
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::Command;

use overleg::{Plan, Silent};

/// The sample report.
pub const REPORT: &str = include_str!("../../input/verslag-schriftelijk-overleg-jbz-raad-32317-974.txt");
/// A letter, which is no report.
pub const LETTER: &str = include_str!("../../input/geannoteerde-agenda-jbz-raad-december-2025-32317-978.txt");
/// A report without a dossier number of its own; a question there has no answer.
pub const BLOCKS: &str = include_str!("../fixtures/families/blocks.txt");

/// A header and rows.
pub type Rows = Vec<Vec<String>>;
/// A row by the names of its columns.
pub type Row = BTreeMap<String, String>;

/// The program, without what the caller's terminal asks of its colours.
pub fn overleg() -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("overleg"));
    command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

/// What a command said.
pub struct Said {
    pub status: i32,
    pub out: String,
    pub err: String,
}

/// Runs a command to its end.
pub fn said(command: &mut Command) -> Said {
    let output = command.output().unwrap();
    Said {
        status: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A folder with an `input` in it, gone when dropped.
pub struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    /// With these files in its input.
    pub fn new<N: AsRef<Path>, B: AsRef<[u8]>>(files: impl IntoIterator<Item = (N, B)>) -> Self {
        let place = Self::empty();
        files.into_iter().for_each(|(name, bytes)| place.file(name, bytes));
        place
    }

    /// With nothing in its input.
    pub fn empty() -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(place.input()).unwrap();
        place
    }

    /// Adds a file to the input.
    pub fn file(&self, name: impl AsRef<Path>, bytes: impl AsRef<[u8]>) {
        let path = self.input().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }

    /// The folder that holds input and output.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// A path in that folder.
    pub fn at(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    /// The folder that is read.
    pub fn input(&self) -> PathBuf {
        self.at("input")
    }

    /// The folder that the tables go to.
    pub fn output(&self) -> PathBuf {
        self.at("output")
    }

    /// Runs the program.
    pub fn run(&self, arguments: &[&str]) -> Said {
        self.run_to(&self.output(), arguments)
    }

    /// Runs the program with another output.
    pub fn run_to(&self, output: &Path, arguments: &[&str]) -> Said {
        said(overleg().arg(self.input()).arg("-o").arg(output).args(arguments))
    }

    /// Runs the program and expects success.
    pub fn ok(&self, arguments: &[&str]) -> Said {
        let said = self.run(arguments);
        assert_eq!(said.status, 0, "{}{}", said.out, said.err);
        said
    }

    /// Reads the input in this process, on two threads, and gives the rows of documents.csv by `source_file`.
    pub fn run_here(&self) -> BTreeMap<String, Row> {
        let mut plan = Plan::new(vec![self.input()], self.output());
        plan.threads = NonZeroUsize::new(2).unwrap();
        overleg::run(&plan, &Silent).unwrap_or_else(|fatal| panic!("{fatal}"));
        self.documents()
    }

    /// A table as it was written in the default dialect.
    pub fn table(&self, name: &str) -> Rows {
        read(&self.output().join(format!("{name}.csv")), b',')
    }

    /// The rows of a table.
    pub fn rows(&self, table: &str) -> Vec<Row> {
        rows(&self.output().join(format!("{table}.csv")))
    }

    /// The rows of documents.csv by `source_file`.
    pub fn documents(&self) -> BTreeMap<String, Row> {
        self.rows("documents").into_iter().map(|row| (row["source_file"].clone(), row)).collect()
    }

    /// A column of a table by `source_file`.
    pub fn by_file(&self, table: &str, column: &str) -> BTreeMap<String, String> {
        self.rows(table).into_iter().map(|row| (row["source_file"].clone(), row[column].clone())).collect()
    }

    /// What was written.
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

/// The rows of a CSV file in the default dialect.
pub fn rows(path: &Path) -> Vec<Row> {
    csv::Reader::from_path(path).unwrap().deserialize().map(Result::unwrap).collect()
}

/// A CSV file with its header, without its byte order mark.
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
