//! What changed between the tables of two runs: questions added, removed, answered since, and changed in status.
//!
//! Questions are compared by their id, which holds the document and a hash of the text: an unchanged question has the same one
//! in both. When a document got another id (a draft that was given its number), its questions are recognised by the hash, if
//! half or more of them are in one new document. Texts are not kept in memory: `records.csv` is read twice. It may be of any
//! dialect and language; the statuses come out in English.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek};
use std::path::{Path, PathBuf};

use crate::cli::Lang;
use crate::export::extract::Unanswered;
use crate::export::rows::resolved_values;
use crate::export::words::Words;
use crate::fatal::Fatal;

/// What became of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It had no answer, or it was not known which; now it has one.
    AnsweredSince,
    /// Another status, or it is no longer answered.
    StatusChanged,
    /// Only in the new tables.
    Added,
    /// Only in the old tables.
    Removed,
}

impl Change {
    /// All values in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::AnsweredSince, Self::StatusChanged, Self::Added, Self::Removed];

    /// The value of the column `change`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AnsweredSince => "answered_since",
            Self::StatusChanged => "status_changed",
            Self::Added => "added",
            Self::Removed => "removed",
        }
    }
}

/// The header of the list of changes.
pub const COLUMNS: [&str; 13] = [
    "change",
    "question_id",
    "old_question_id",
    "document_id",
    "faction",
    "question",
    "old_status",
    "new_status",
    "old_resolved_status",
    "new_resolved_status",
    "old_unanswered",
    "new_unanswered",
    "answer",
];

/// One change: a cell for each of [`COLUMNS`]. Those of the old run are empty for what is added, those of the new run for what
/// is removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What became of it.
    pub change: Change,
    /// In the order of [`COLUMNS`].
    pub cells: [String; COLUMNS.len()],
}

/// How many questions there are of each kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    changes: [usize; Change::ALL.len()],
    /// In both, with the same status.
    pub unchanged: usize,
}

impl Counts {
    /// Questions of which this became.
    pub fn of(&self, change: Change) -> usize {
        self.changes[change as usize]
    }
}

/// Compares the tables in two output folders and gives each change to `take`: first what is in the new tables, in their
/// order, then what was removed, in the order of the old ones.
///
/// # Errors
/// When a table cannot be read, or `take` fails.
pub fn compare(old: &Path, new: &Path, mut take: impl FnMut(&Row) -> Result<(), Fatal>) -> Result<Counts, Fatal> {
    let (old, new) = (Table::open(old)?, Table::open(new)?);
    let (before, after) = (old.states()?, new.states()?);
    let pairs = pair(&before, &after);
    let mut counts = Counts::default();
    let mut index = 0;
    new.read(|row| {
        let from = pairs[index].map(|i| &before[i]);
        let to = &after[index];
        index += 1;
        let change = match from {
            None => Change::Added,
            Some(from) if *from.unanswered != *NO && *to.unanswered == *NO => Change::AnsweredSince,
            Some(from) if from.differs(to) => Change::StatusChanged,
            Some(_) => {
                counts.unchanged += 1;
                return Ok(());
            }
        };
        counts.changes[change as usize] += 1;
        take(&Row { change, cells: cells(change, &row, from, Some(to)) })
    })?;
    let mut gone = vec![true; before.len()];
    pairs.iter().flatten().for_each(|&i| gone[i] = false);
    let mut index = 0;
    old.read(|row| {
        let from = &before[index];
        index += 1;
        if !gone[index - 1] {
            return Ok(());
        }
        counts.changes[Change::Removed as usize] += 1;
        take(&Row { change: Change::Removed, cells: cells(Change::Removed, &row, Some(from), None) })
    })?;
    Ok(counts)
}

fn cells(change: Change, row: &Question<'_>, from: Option<&State>, to: Option<&State>) -> [String; COLUMNS.len()] {
    let old = |cell: fn(&State) -> &str| from.map_or_else(String::new, |state| cell(state).to_owned());
    let new = |cell: fn(&State) -> &str| to.map_or_else(String::new, |state| cell(state).to_owned());
    let answer = if change == Change::Removed { "" } else { row.answer };
    [
        change.as_str().to_owned(),
        row.id.to_owned(),
        old(|state| &state.id),
        row.document.to_owned(),
        row.faction.to_owned(),
        row.question.to_owned(),
        old(|state| &state.status),
        new(|state| &state.status),
        old(|state| &state.resolved),
        new(|state| &state.resolved),
        old(|state| &state.unanswered),
        new(|state| &state.unanswered),
        answer.to_owned(),
    ]
}

const NO: &str = "no";

/// What is compared of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
struct State {
    id: Box<str>,
    status: Box<str>,
    resolved: Box<str>,
    unanswered: Box<str>,
}

impl State {
    fn differs(&self, other: &Self) -> bool {
        (&self.status, &self.resolved, &self.unanswered) != (&other.status, &other.resolved, &other.unanswered)
    }

    /// The document's id, and the question's within it.
    fn parts(&self) -> (&str, &str) {
        self.id.rsplit_once('/').unwrap_or(("", &self.id))
    }
}

/// For each new question the old one that it is.
fn pair(before: &[State], after: &[State]) -> Vec<Option<usize>> {
    let by_id: HashMap<&str, usize> = before.iter().enumerate().map(|(i, state)| (&*state.id, i)).collect();
    let mut pairs: Vec<Option<usize>> = after.iter().map(|state| by_id.get(&*state.id).copied()).collect();
    let mut taken = vec![false; before.len()];
    pairs.iter().flatten().for_each(|&i| taken[i] = true);
    // What is left on both sides, by the question's own id where no other has it.
    let mut left: HashMap<&str, Option<usize>> = HashMap::new();
    for (i, state) in before.iter().enumerate().filter(|(i, _)| !taken[*i]) {
        left.entry(state.parts().1).and_modify(|one| *one = None).or_insert(Some(i));
    }
    let mut sizes: HashMap<&str, usize> = HashMap::new();
    before.iter().for_each(|state| *sizes.entry(state.parts().0).or_default() += 1);
    let mut moved: HashMap<(&str, &str), Vec<(usize, usize)>> = HashMap::new();
    for (n, state) in after.iter().enumerate().filter(|(n, _)| pairs[*n].is_none()) {
        if let Some(Some(i)) = left.get(state.parts().1) {
            moved.entry((before[*i].parts().0, state.parts().0)).or_default().push((n, *i));
        }
    }
    let mut claimed: HashMap<usize, usize> = HashMap::new();
    for ((from, _), found) in moved {
        if found.len() * 2 >= sizes[from] {
            for (n, i) in found {
                // Two halves of a document in two new ones: the earlier of the new questions, whatever the order here.
                let first = claimed.entry(i).or_insert(n);
                *first = n.min(*first);
            }
        }
    }
    claimed.into_iter().for_each(|(i, n)| pairs[n] = Some(i));
    pairs
}

/// A question with its text, while it is read.
struct Question<'r> {
    id: &'r str,
    document: &'r str,
    faction: &'r str,
    question: &'r str,
    status: &'r str,
    resolved: &'r str,
    unanswered: &'r str,
    answer: &'r str,
}

/// The columns that are read, in the order of [`Table::columns`].
const READ: [&str; 8] = ["question_id", "document_id", "faction", "question", "status", "resolved_status", "unanswered", "answer"];

/// `records.csv` of one run.
struct Table {
    path: PathBuf,
    delimiter: u8,
    columns: [usize; READ.len()],
}

impl Table {
    /// Looks at the header: the delimiter is that of the dialect in which the run was written.
    fn open(folder: &Path) -> Result<Self, Fatal> {
        let path = if folder.is_dir() { folder.join("records.csv") } else { folder.to_owned() };
        let mut header = String::new();
        let file = File::open(&path).map_err(|source| Fatal::Input { path: path.clone(), source })?;
        let read = BufReader::new(file).take(1 << 16).read_line(&mut header);
        read.map_err(|source| Fatal::Input { path: path.clone(), source })?;
        let delimiter = if header.matches(';').count() > header.matches(',').count() { ';' } else { ',' };
        let names: Vec<&str> =
            header.trim_start_matches(BYTE_ORDER_MARK).trim_end().split(delimiter).map(|name| name.trim_matches('"')).collect();
        let mut columns = [0; READ.len()];
        let dutch = Words::of(Lang::Nl);
        for (column, wanted) in columns.iter_mut().zip(READ) {
            let missing = || Fatal::Table { path: path.clone(), message: format!("it has no column {wanted}") };
            *column = names.iter().position(|name| *name == wanted || *name == dutch.header(wanted)).ok_or_else(missing)?;
        }
        Ok(Self { path, delimiter: delimiter as u8, columns })
    }

    fn states(&self) -> Result<Vec<State>, Fatal> {
        let mut states = Vec::new();
        // A run with Dutch labels may be compared with one without.
        let dutch = Words::of(Lang::Nl);
        let values = || resolved_values().into_iter().chain(Unanswered::ALL.map(Unanswered::as_str));
        let english: HashMap<&str, &str> = values().map(|value| (dutch.label(value), value)).collect();
        let plain = |label: &str| -> Box<str> { english.get(label).copied().unwrap_or(label).into() };
        self.read(|row| {
            states.push(State {
                id: row.id.into(),
                status: plain(row.status),
                resolved: plain(row.resolved),
                unanswered: plain(row.unanswered),
            });
            Ok(())
        })?;
        Ok(states)
    }

    /// Gives each question to `take`. An answer without a question is none.
    fn read(&self, mut take: impl FnMut(Question<'_>) -> Result<(), Fatal>) -> Result<(), Fatal> {
        let failed = |error: &dyn std::fmt::Display| Fatal::Table { path: self.path.clone(), message: error.to_string() };
        let mut file = File::open(&self.path).map_err(|source| Fatal::Input { path: self.path.clone(), source })?;
        let mut mark = [0; BYTE_ORDER_MARK.len_utf8()];
        if file.read_exact(&mut mark).is_err() || mark != BYTE_ORDER_MARK_BYTES {
            file.rewind().map_err(|e| failed(&e))?;
        }
        let mut reader = csv::ReaderBuilder::new().delimiter(self.delimiter).from_reader(file);
        let mut record = csv::StringRecord::new();
        while reader.read_record(&mut record).map_err(|e| failed(&e))? {
            let [id, document, faction, question, status, resolved, unanswered, answer] =
                self.columns.map(|column| record.get(column).unwrap_or(""));
            if !id.is_empty() {
                take(Question { id, document, faction, question, status, resolved, unanswered, answer })?;
            }
        }
        Ok(())
    }
}

const BYTE_ORDER_MARK: char = '\u{FEFF}';
const BYTE_ORDER_MARK_BYTES: [u8; 3] = [0xEF, 0xBB, 0xBF];

#[cfg(test)]
mod tests {
    use super::*;

    fn state(id: &str) -> State {
        State { id: id.into(), status: "answered".into(), resolved: "answered".into(), unanswered: "no".into() }
    }

    fn states(ids: &[&str]) -> Vec<State> {
        ids.iter().map(|id| state(id)).collect()
    }

    #[test]
    fn a_document_with_a_new_id_keeps_its_questions() {
        let before = states(&["map/draft/q-1", "map/draft/q-2", "map/draft/q-3", "b/q-9"]);
        let after = states(&["32317-974/q-2", "32317-974/q-7", "32317-974/q-3", "b/q-9"]);
        assert_eq!(pair(&before, &after), [Some(1), None, Some(2), Some(3)]);
    }

    #[test]
    fn a_question_that_many_documents_ask_is_not_moved() {
        let before = states(&["a/q-1", "a/q-2", "a/q-3"]);
        assert_eq!(pair(&before, &states(&["b/q-1", "b/q-8"])), [None, None], "one of three");
        let twice = states(&["a/q-1", "c/q-1"]);
        assert_eq!(pair(&twice, &states(&["b/q-1"])), [None], "which of the two?");
    }
}
