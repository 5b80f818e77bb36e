//! One table as a sheet, or as several when it has more rows than a sheet can hold.

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, IgnoreError, Url, Workbook, Worksheet, XlsxError};

use super::links::{Link, Links};
use super::look::{self, Look, Shown, Tone};
use crate::export::dialect::{self, CELL_UNITS};
use crate::export::schema::{Cell, Kind};
use crate::export::shape::View;
use crate::export::sinks::Cut;
use crate::export::stream::Row;
use crate::export::words::Words;

/// Rows of a sheet, the header among them.
const ROWS: u32 = 1_048_576;

/// Links to files that a sheet can hold; Excel repairs a file with more.
pub const LINKS: usize = 65_530;

/// A table while it is written.
pub struct Sheet {
    /// The table.
    pub view: View,
    /// Its name; further sheets have a number behind it.
    pub name: String,
    /// Rows written so far.
    pub rows: u64,
    /// Whether links to files had to be left out.
    pub links_left_out: bool,
    /// Of its columns, in characters.
    widths: Vec<f64>,
    /// Positions of its sheets in the workbook.
    parts: Vec<usize>,
    /// Rows of one sheet, the header among them.
    limit: u32,
    /// Links to files in the last sheet.
    links: usize,
}

impl Sheet {
    /// An empty sheet at the end of the workbook.
    ///
    /// # Errors
    /// When its temporary file cannot be made.
    pub fn new(workbook: &mut Workbook, view: &View, words: &Words, look: &Look) -> Result<Self, XlsxError> {
        // `summary` is the name of the first sheet, and sheets differ in more than their case.
        let key = if view.table.name == "summary" { "sheet_summary_table".to_owned() } else { format!("sheet_{}", view.table.name) };
        let mut sheet = Self {
            view: view.clone(),
            name: words.text(&key).to_owned(),
            rows: 0,
            links_left_out: false,
            widths: view.columns.iter().map(|column| look::width(column.column, column.header)).collect(),
            parts: Vec::new(),
            limit: ROWS,
            links: 0,
        };
        sheet.begin(workbook, look)?;
        Ok(sheet)
    }

    /// The cell where the n-th row from here, from 0, will begin: `'records'!A12`.
    pub fn place(&self, n: usize) -> String {
        let (part, row) = self.at(self.rows + n as u64);
        // Where the reader's eye should land: the question of a record.
        format!("'{}'!A{}", self.part_name(part), row + 1)
    }

    /// Writes the next row. True when it begins a further sheet.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn row(
        &mut self,
        workbook: &mut Workbook,
        row: &Row<'_>,
        look: &Look,
        links: &Links,
        words: &Words,
        cuts: &mut Vec<Cut>,
    ) -> Result<bool, XlsxError> {
        let (part, at) = self.at(self.rows);
        let further = part == self.parts.len();
        if further {
            self.begin(workbook, look)?;
        }
        let own = self.place(0);
        let worksheet = workbook.worksheet_from_index(self.parts[part])?;
        let texts = row.cells.iter().zip(&self.widths).filter_map(|(cell, width)| match cell {
            Cell::Text(text) => Some((text.as_ref(), *width)),
            _ => None,
        });
        if let Some(height) = look::height(texts) {
            worksheet.set_row_height(at, height)?;
        }
        for (n, (cell, column)) in row.cells.iter().zip(&self.view.columns).enumerate() {
            let name = column.column.name;
            let tone = Tone::of(row.mark, name);
            let col = n as u16;
            let link = links.of(row.table.name, name, cell, &own);
            let link = link.filter(|link| {
                matches!(link, Link::Row(_)) || self.links < LINKS || {
                    self.links_left_out = true;
                    false
                }
            });
            let format = look.cell(tone, if link.is_some() { Shown::Link } else { shown(column.column.kind) });
            match (cell, link) {
                (Cell::Text(text), Some(Link::Row(formula))) => {
                    worksheet.write_formula_with_format(at, col, Formula::new(formula).set_result(text.as_ref()), format)?;
                }
                (Cell::Text(text), Some(Link::File(file))) => {
                    self.links += 1;
                    let (short, units) = fitting(text, row.table.name, words);
                    worksheet.write_url_with_options(at, col, Url::new(file), short, "", Some(format))?;
                    cuts.extend(units.map(|units| Cut::new(format!("{}, {}", super::FILE, self.name), &self.view, row, n, units)));
                }
                (Cell::Text(text), _) => {
                    if let Some(units) = write_text(worksheet, at, col, text, column.column.kind, format, row.table.name, words)? {
                        cuts.push(Cut::new(format!("{}, {}", super::FILE, self.name), &self.view, row, n, units));
                    }
                }
                (Cell::Empty, _) => drop(worksheet.write_blank(at, col, format)?),
                // Exact up to 2^53, which no count of anything here can reach.
                (Cell::Integer(number), _) => drop(worksheet.write_number_with_format(at, col, *number as f64, format)?),
                (Cell::Tenths(tenths), _) => drop(worksheet.write_number_with_format(at, col, *tenths as f64 / 10.0, format)?),
            }
        }
        self.rows += 1;
        Ok(further)
    }

    /// Filters, and no green corners where a text looks like a number.
    ///
    /// # Errors
    /// When a sheet is not there, which would be a fault of this program.
    pub fn finish(&self, workbook: &mut Workbook) -> Result<(), XlsxError> {
        let last_column = self.last_column();
        for (part, &index) in self.parts.iter().enumerate() {
            let rows = self.rows.saturating_sub(part as u64 * u64::from(self.limit - 1)).min(u64::from(self.limit - 1)) as u32;
            let worksheet = workbook.worksheet_from_index(index)?;
            worksheet.autofilter(0, 0, rows, last_column)?;
            worksheet.ignore_error_range(0, 0, rows.max(1), last_column, IgnoreError::NumberStoredAsText)?;
        }
        Ok(())
    }

    /// Sheet and row (from 0) of the n-th row of the table.
    fn at(&self, n: u64) -> (usize, u32) {
        let rows = u64::from(self.limit - 1);
        ((n / rows) as usize, (n % rows) as u32 + 1)
    }

    fn part_name(&self, part: usize) -> String {
        if part == 0 { self.name.clone() } else { format!("{} ({})", self.name, part + 1) }
    }

    fn last_column(&self) -> u16 {
        self.view.columns.len().saturating_sub(1) as u16
    }

    fn begin(&mut self, workbook: &mut Workbook, look: &Look) -> Result<(), XlsxError> {
        let index = workbook.worksheets().len();
        let name = self.part_name(self.parts.len());
        // On paper about this many characters beside each other can still be read.
        let pages = (self.widths.iter().sum::<f64>() / 300.0).ceil().max(1.0) as u16;
        let worksheet = workbook.add_worksheet_with_constant_memory()?;
        worksheet.set_name(name)?;
        // The first column says which row it is, however far to the right one reads.
        worksheet.set_freeze_panes(1, 1)?.set_zoom(80);
        worksheet.set_landscape().set_paper_size(8).set_print_fit_to_pages(pages, 0).set_repeat_rows(0, 0)?;
        worksheet.set_row_height(0, 30)?;
        for (n, column) in self.view.columns.iter().enumerate() {
            worksheet.set_column_width(n as u16, self.widths[n])?;
            worksheet.write_string_with_format(0, n as u16, column.header, &look.header)?;
        }
        self.parts.push(index);
        self.links = 0;
        Ok(())
    }
}

fn shown(kind: Kind) -> Shown {
    match kind {
        Kind::Integer | Kind::Signed => Shown::Integer,
        Kind::Decimal => Shown::Decimal,
        Kind::Date => Shown::Date,
        _ => Shown::Text,
    }
}

/// Writes a text, or a date as a date. Its length in UTF-16 units when it had to be cut.
#[allow(clippy::too_many_arguments)]
fn write_text(
    worksheet: &mut Worksheet,
    row: u32,
    col: u16,
    text: &str,
    kind: Kind,
    format: &Format,
    table: &str,
    words: &Words,
) -> Result<Option<usize>, XlsxError> {
    if matches!(kind, Kind::Date)
        && let Some(date) = date(text)
    {
        worksheet.write_datetime_with_format(row, col, &date, format)?;
        return Ok(None);
    }
    let (short, units) = fitting(text, table, words);
    worksheet.write_string_with_format(row, col, short, format)?;
    Ok(units)
}

/// Before 1900 there are no dates in a spreadsheet; such a date stays a text.
fn date(text: &str) -> Option<ExcelDateTime> {
    let date: jiff::civil::Date = text.parse().ok()?;
    let year = u16::try_from(date.year()).ok().filter(|year| *year > 1900)?;
    ExcelDateTime::from_ymd(year, date.month() as u8, date.day() as u8).ok()
}

/// The text as a cell can hold it, and its length in UTF-16 units when that is less than all.
fn fitting(text: &str, table: &str, words: &Words) -> (String, Option<usize>) {
    let note = format!("{} {}", dialect::CUT, words.text("cut").replace("{}", table));
    match dialect::cut(text, CELL_UNITS, &note) {
        Some((short, units)) => (short, Some(units)),
        None => (text.to_owned(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Lang;
    use crate::export::tables;

    /// A sheet of three rows instead of a million.
    #[test]
    fn more_rows_than_a_sheet_holds_go_on_in_a_further_sheet() {
        let (look, words) = (Look::new(), Words::of(Lang::En));
        let links = Links::new(&crate::Plan::new(vec![".".into()], ".".into()), &[]);
        let mut workbook = Workbook::new();
        let view = View::new(&tables::ASKS, Lang::En);
        let mut sheet = Sheet::new(&mut workbook, &view, words, &look).unwrap();
        sheet.limit = 3;
        assert_eq!(sheet.place(4), "'asks (3)'!A2");
        let mut further = Vec::new();
        for n in 0..5 {
            let cells = vec![Cell::Text(format!("ask {n}").into()), Cell::Empty, Cell::Integer(n), Cell::Empty, Cell::Empty];
            let row = Row::plain(&tables::ASKS, cells);
            further.push(sheet.row(&mut workbook, &row, &look, &links, words, &mut Vec::new()).unwrap());
        }
        assert_eq!(further, [false, false, true, false, true]);
        sheet.finish(&mut workbook).unwrap();
        let names: Vec<String> = workbook.worksheets().iter().map(Worksheet::name).collect();
        assert_eq!(names, ["asks", "asks (2)", "asks (3)"]);
        assert!(workbook.save_to_buffer().unwrap().starts_with(b"PK"));
    }
}
