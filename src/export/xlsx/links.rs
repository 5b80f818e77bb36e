//! Where a cell leads: to the row of the sheet of records that it names, or to the file that a document was read from.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

use crate::export::rows::{Doc, Record};
use crate::export::schema::Cell;
use crate::plan::{Plan, Root};
use crate::source;

/// The table whose rows are linked to.
pub const ROWS: &str = "records";

/// The columns that name a question or an answer of the same document, by table.
const TO_ROWS: [(&str, &str); 5] = [
    ("records", "refers_to"),
    ("records", "resolved_answer_id"),
    ("references", "target_question_ids"),
    ("references", "candidates"),
    ("references", "final_answer_id"),
];

/// The links of the document whose rows are being written.
#[derive(Debug)]
pub struct Links {
    /// Id of a question or an answer to the cell where its row begins.
    rows: HashMap<String, String>,
    /// From the output folder to the folder that `source_file` is relative to; `None` where there is no such way.
    to_sources: Option<String>,
}

impl Links {
    /// No document yet.
    pub fn new(plan: &Plan) -> Self {
        Self { rows: HashMap::new(), to_sources: way(plan) }
    }

    /// Turns to `doc`. `place` says where its n-th record, from 0, will stand.
    pub fn document(&mut self, doc: Doc<'_>, records: &[Record<'_>], place: impl Fn(usize) -> String) {
        self.rows.clear();
        if doc.extract.references.is_empty() {
            return;
        }
        for (n, record) in records.iter().enumerate() {
            let ids = [record.question.map(|q| &q.id), record.answer.map(|a| &a.id)];
            for id in ids.into_iter().flatten() {
                // A joint answer stands in several rows; the first one is linked to.
                self.rows.entry(doc.id_of(id).text().into_owned()).or_insert_with(|| place(n));
            }
        }
    }

    /// The link of a cell, where it has one. Of a list the first id counts.
    pub fn of(&self, table: &str, column: &str, cell: &Cell<'_>, own_row: &str) -> Option<String> {
        let Cell::Text(text) = cell else { return None };
        if TO_ROWS.contains(&(table, column)) {
            let place = self.rows.get(text.split(';').next()?)?;
            return (place != own_row).then(|| format!("internal:{place}"));
        }
        if (table, column) == ("documents", "source_file") {
            return self.to_sources.as_ref().and_then(|way| source_link(way, text));
        }
        None
    }
}

/// The way from the output folder to the inputs, `/`-separated.
fn way(plan: &Plan) -> Option<String> {
    let from = std::fs::canonicalize(&plan.output).ok()?;
    let to = match &plan.root {
        Root::Inputs => source::shared(&plan.inputs)?,
        Root::Folder(folder) => std::fs::canonicalize(folder).ok()?,
        Root::Unknown => return None,
    };
    let shared = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    // Another drive, on Windows: no relative way leads there.
    if shared == 0 {
        return None;
    }
    let up = from.components().skip(shared).map(|_| "..".to_owned());
    let down = to.components().skip(shared).map(|part| match part {
        Component::Normal(name) => name.to_string_lossy().into_owned(),
        other => other.as_os_str().to_string_lossy().into_owned(),
    });
    let parts: Vec<String> = up.chain(down).collect();
    Some(if parts.is_empty() { String::new() } else { parts.join("/") + "/" })
}

/// `None` when the link would be longer than a link can be.
fn source_link(way: &str, source_file: &str) -> Option<String> {
    // A document in an archive: the archive is what can be opened.
    let file: PathBuf = match source_file.to_ascii_lowercase().find(".zip/") {
        Some(at) => Path::new(&source_file[..at + 4]).to_owned(),
        None => PathBuf::from(source_file),
    };
    let link = format!("file:///{}", escaped(&format!("{way}{}", file.to_string_lossy())));
    (link.encode_utf16().count() < 2000).then_some(link)
}

/// Letters stay as they are, whatever the script; of the signs only those that mean nothing in a link.
fn escaped(path: &str) -> String {
    let mut out = String::new();
    for c in path.chars() {
        if c.is_alphanumeric() || matches!(c, '/' | '-' | '_' | '.' | '(' | ')') || !c.is_ascii() {
            out.push(c);
        } else {
            out.push_str(&format!("%{:02X}", c as u32));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_files_are_relative_and_escaped() {
        assert_eq!(source_link("../input/", "map/stuk één #1.txt").unwrap(), "file:///../input/map/stuk%20één%20%231.txt");
        assert_eq!(source_link("", "a.zip/b/c.docx").unwrap(), "file:///a.zip");
        assert_eq!(source_link("../", &"x".repeat(3000)), None);
    }
}
