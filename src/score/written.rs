//! Scores the tables of a run against annotated documents: what `overleg score` measures, without printing anything.
//!
//! An annotation names its document by file name; the tables name it by path. Callers may rely on this: every annotation gives
//! one [`FileScore`], also when its document is not in the tables (then nothing was read); a document that was a duplicate is
//! scored by the records of the one that it duplicates.

use std::collections::BTreeMap;
use std::path::Path;

use super::{GoldDocument, ReadRecord, Score, score};

/// How one annotated document was read.
#[derive(Debug, Clone)]
pub struct FileScore {
    /// Its file name, as annotated.
    pub file: String,
    /// The structure that documents.csv gives; `not read` when it holds none of its questions.
    pub family: String,
    /// `state` of documents.csv with its message, or that the file is not in the tables; empty when it was read.
    pub trouble: String,
    /// The counts.
    pub score: Score,
    /// What is wrong, in sentences.
    pub faults: Vec<String>,
}

/// The rows of a table by column name.
type Rows = Vec<BTreeMap<String, String>>;

/// The annotations of a folder: every `*.json` in it, by name.
///
/// # Errors
/// A path and what is wrong with it: not readable, no annotation, none there.
pub fn annotations(folder: &Path) -> Result<Vec<GoldDocument>, String> {
    let entries = std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut files: Vec<_> =
        entries.filter_map(|e| e.ok().map(|e| e.path())).filter(|p| p.extension().is_some_and(|e| e == "json")).collect();
    files.sort();
    if files.is_empty() {
        return Err(format!("{}: no annotated document (*.json) there", folder.display()));
    }
    files
        .iter()
        .map(|path| {
            let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
            serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))
        })
        .collect()
}

/// The scores of `gold` by the tables records.csv and documents.csv of `folder`, in the order of `gold`. Both dialects are read.
///
/// # Errors
/// A path and what is wrong with it: not readable, a column missing.
pub fn score_folder(gold: &[GoldDocument], folder: &Path) -> Result<Vec<FileScore>, String> {
    let documents = table(&folder.join("documents.csv"), &["document_id", "source_file", "structure", "state", "duplicate_of", "message"])?;
    let records =
        table(&folder.join("records.csv"), &["document_id", "question", "answer", "faction", "topic", "status", "asks", "review"])?;
    let mut by_document: BTreeMap<&str, Vec<ReadRecord>> = BTreeMap::new();
    for row in &records {
        by_document.entry(&row["document_id"]).or_default().push(record(row));
    }
    Ok(gold.iter().map(|gold| one(gold, &documents, &by_document)).collect())
}

fn one(gold: &GoldDocument, documents: &Rows, by_document: &BTreeMap<&str, Vec<ReadRecord>>) -> FileScore {
    let named: Vec<_> = documents.iter().filter(|d| named(&d["source_file"], &gold.file)).collect();
    let none = Vec::new();
    let (mut trouble, mut family, mut read) = (String::new(), String::new(), &none);
    match named.as_slice() {
        [] => trouble = "not in documents.csv".to_owned(),
        [first, rest @ ..] => {
            let id = if first["state"] == "duplicate" { &first["duplicate_of"] } else { &first["document_id"] };
            let holder = documents.iter().find(|d| d["document_id"] == *id && d["state"] != "duplicate").unwrap_or(first);
            family.clone_from(&holder["structure"]);
            read = by_document.get(id.as_str()).unwrap_or(&none);
            if matches!(first["state"].as_str(), "failed" | "skipped") {
                trouble = format!("{}: {}", first["state"], first["message"]);
            }
            if !rest.is_empty() {
                trouble = format!("{} files have this name; {} is compared", named.len(), first["source_file"]);
            }
        }
    }
    if family.is_empty() {
        family = "not read".to_owned();
    }
    let (score, faults) = score(gold, read);
    FileScore { file: gold.file.clone(), family, trouble, score, faults }
}

/// Whether `path` (with `/`) is the annotated file: its last part, or as many parts as the annotation names.
fn named(path: &str, file: &str) -> bool {
    path == file || path.strip_suffix(file).is_some_and(|before| before.ends_with('/'))
}

fn record(row: &BTreeMap<String, String>) -> ReadRecord {
    let factions = row["faction"].split(';').filter(|f| !f.is_empty() && *f != "unknown").map(str::to_owned).collect();
    ReadRecord {
        question: row["question"].clone(),
        answer: row["answer"].clone(),
        factions,
        topic: row["topic"].clone(),
        status: row["status"].clone(),
        asks: row["asks"].parse().unwrap_or(0),
        review: row["review"] == "yes",
    }
}

/// A table of either dialect, with these columns at least.
fn table(path: &Path, columns: &[&str]) -> Result<Rows, String> {
    let wrong = |what: String| format!("{}: {what}", path.display());
    let text = std::fs::read_to_string(path).map_err(|e| wrong(e.to_string()))?;
    let text = text.trim_start_matches('\u{feff}');
    let head = text.lines().next().unwrap_or("");
    let delimiter = if head.contains(';') { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
    let names: Vec<String> = reader.headers().map_err(|e| wrong(e.to_string()))?.iter().map(str::to_owned).collect();
    if let Some(missing) = columns.iter().find(|c| !names.iter().any(|n| n == *c)) {
        return Err(wrong(format!("no column `{missing}`")));
    }
    reader
        .records()
        .map(|row| {
            let row = row.map_err(|e| wrong(e.to_string()))?;
            Ok(names.iter().cloned().zip(row.iter().map(str::to_owned)).collect())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_found_by_its_name_or_by_more_of_its_path() {
        assert!(named("a/b/verslag.txt", "verslag.txt") && named("verslag.txt", "verslag.txt") && named("a/b/c.txt", "b/c.txt"));
        assert!(!named("a/nader-verslag.txt", "verslag.txt") && !named("a/verslag.txt.bak", "verslag.txt"));
    }
}
