//! Where a cell leads: to the row of the sheet of records that it names, or to the file that a document was read from.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

use crate::export::rows::{Doc, Record};
use crate::export::schema::Cell;
use crate::export::shape::View;
use crate::plan::{Plan, Root};
use crate::source;

/// The table whose rows are linked to.
pub const ROWS: &str = "records";

/// A text within a formula has at most so many UTF-16 units.
const QUOTED: usize = 255;
/// And a formula at most so many.
const FORMULA: usize = 8192;

/// The columns that name a question or an answer of the same document, by table.
const TO_ROWS: [(&str, &str); 5] = [
    ("records", "refers_to"),
    ("records", "resolved_answer_id"),
    ("references", "target_question_ids"),
    ("references", "candidates"),
    ("references", "final_answer_id"),
];

/// Where a cell leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// To a file.
    File(String),
    /// To the row that has the id when it is clicked: a formula, because sorting moves rows and no other link follows them.
    Row(String),
}

/// The links of the document whose rows are being written.
#[derive(Debug)]
pub struct Links {
    /// Id of a question or an answer to the cell where its row begins, and the column that holds it.
    rows: HashMap<String, (String, usize)>,
    /// Positions of the columns with the ids of questions and of answers, where they are written.
    columns: [Option<usize>; 2],
    /// From the output folder to the folder that `source_file` is relative to; `None` where there is no such way.
    to_sources: Option<String>,
}

impl Links {
    /// No document yet.
    pub fn new(plan: &Plan, views: &[View]) -> Self {
        let at = |name| views.iter().find(|view| view.table.name == ROWS)?.columns.iter().position(|column| column.column.name == name);
        Self { rows: HashMap::new(), columns: ["question_id", "answer_id"].map(at), to_sources: way(plan) }
    }

    /// Turns to `doc`. `place` says where its n-th record, from 0, will stand.
    pub fn document(&mut self, doc: Doc<'_>, records: &[Record<'_>], place: impl Fn(usize) -> String) {
        self.rows.clear();
        if doc.extract.references.is_empty() {
            return;
        }
        for (n, record) in records.iter().enumerate() {
            let ids = [record.question.map(|q| &q.id), record.answer.map(|a| &a.id)];
            for (id, column) in ids.into_iter().zip(self.columns) {
                let (Some(id), Some(column)) = (id, column) else { continue };
                // A joint answer stands in several rows; the first one is linked to.
                self.rows.entry(doc.id_of(id).text().into_owned()).or_insert_with(|| (place(n), column));
            }
        }
    }

    /// The link of a cell, where it has one. Of a list the first id counts.
    pub fn of(&self, table: &str, column: &str, cell: &Cell<'_>, own_row: &str) -> Option<Link> {
        let Cell::Text(text) = cell else { return None };
        if TO_ROWS.contains(&(table, column)) {
            let id = text.split(';').next()?;
            let (place, column) = self.rows.get(id)?;
            if place == own_row {
                return None;
            }
            return row_link(place.rsplit_once('!')?.0, *column, id, text).map(Link::Row);
        }
        if (table, column) == ("documents", "source_file") {
            return self.to_sources.as_ref().and_then(|way| source_link(way, text)).map(Link::File);
        }
        None
    }
}

/// A formula that shows `text` and leads to the row of `sheet` that has `id` in its n-th column. `None` when it would be too long.
fn row_link(sheet: &str, column: usize, id: &str, text: &str) -> Option<String> {
    // These are wildcards to MATCH.
    let wanted = id.replace('~', "~~").replace('*', "~*").replace('?', "~?");
    if wanted.encode_utf16().count() > QUOTED {
        return None;
    }
    let column = rust_xlsxwriter::utility::column_number_to_name(u16::try_from(column).ok()?);
    // Without the row (it was deleted) it leads to the header.
    let row = format!("IFERROR(MATCH({},{sheet}!${column}:${column},0),1)", quoted(&wanted));
    let formula = format!("HYPERLINK({}&{row},{})", quoted(&format!("#{sheet}!A")), quoted(text));
    (formula.encode_utf16().count() < FORMULA).then_some(formula)
}

/// A text of a formula; in pieces where it is longer than one can be.
fn quoted(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    // No character has more than two units.
    let piece = |piece: &[char]| format!("\"{}\"", piece.iter().collect::<String>().replace('"', "\"\""));
    let pieces: Vec<String> = chars.chunks(QUOTED / 2).map(piece).collect();
    if pieces.is_empty() { "\"\"".to_owned() } else { pieces.join("&") }
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
    fn links_to_rows_look_for_the_id() {
        assert_eq!(
            row_link("'records'", 27, "a*b\"/q-1", "a*b\"/q-1;x").unwrap(),
            "HYPERLINK(\"#'records'!A\"&IFERROR(MATCH(\"a~*b\"\"/q-1\",'records'!$AB:$AB,0),1),\"a*b\"\"/q-1;x\")"
        );
        let long = "naam-".repeat(100);
        assert_eq!(row_link("'records'", 0, &long, &long), None);
        let shown = row_link("'records'", 0, "a", &long).unwrap();
        assert!(shown.split('"').all(|piece| piece.len() <= QUOTED), "{shown}");
        assert_eq!(row_link("'records'", 0, "a", &"x".repeat(FORMULA)), None);
    }

    #[test]
    fn links_to_files_are_relative_and_escaped() {
        assert_eq!(source_link("../input/", "map/stuk één #1.txt").unwrap(), "file:///../input/map/stuk%20één%20%231.txt");
        assert_eq!(source_link("", "a.zip/b/c.docx").unwrap(), "file:///a.zip");
        assert_eq!(source_link("../", &"x".repeat(3000)), None);
    }
}
