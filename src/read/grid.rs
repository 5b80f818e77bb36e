//! Where a cell stands in a table, spans included: html and the CALS model of xml (`colspec`, `namest`, `morerows`).

/// A table that is open.
#[derive(Debug)]
pub(crate) struct Grid {
    /// Which table of the document, from 0.
    pub index: u32,
    names: Vec<String>,
    row: Option<u32>,
    next: u32,
    /// For each column, how many further rows a cell above reaches into.
    covered: Vec<u32>,
}

/// Places that a document may note as covered; more are no table of questions.
pub(crate) const MOST_COVERED: usize = 10_000;

/// Notes that a cell reaches `rows` rows further down.
pub(crate) fn cover(covered: &mut Vec<(u32, u32, u32)>, (table, row, column): (u32, u32, u32), rows: u32) {
    let left = MOST_COVERED.saturating_sub(covered.len());
    let below = (1..=rows).map(|below| (table, row.saturating_add(below), column));
    covered.extend(below.take(left));
}

/// Columns beyond this are no table that anyone printed; a span is cut there.
const MAX_COLUMNS: u32 = 1_000;

impl Grid {
    /// The table of this number, before its first row.
    pub fn new(index: u32) -> Self {
        Self { index, names: Vec::new(), row: None, next: 0, covered: Vec::new() }
    }

    /// A new body of columns: their names are declared anew.
    pub fn group(&mut self) {
        self.names.clear();
    }

    /// The next column has this name.
    pub fn column(&mut self, name: Option<&str>) {
        if self.names.len() < MAX_COLUMNS as usize {
            self.names.push(name.unwrap_or_default().to_owned());
        }
    }

    /// A row begins.
    pub fn row(&mut self) {
        self.row = Some(self.row.map_or(0, |row| row.saturating_add(1)));
        self.next = 0;
        for left in &mut self.covered {
            *left = left.saturating_sub(1);
        }
    }

    /// Row and column of the next cell. It begins and ends at the named columns, or is `columns` wide, and reaches `rows` rows
    /// further down.
    pub fn cell(&mut self, start: Option<&str>, end: Option<&str>, columns: Option<u32>, rows: u32) -> (u32, u32) {
        let named = |name: Option<&str>| name.and_then(|n| self.names.iter().position(|c| c == n)).map(|i| i as u32);
        let column = match named(start) {
            Some(column) if column >= self.next => column,
            _ => {
                let mut column = self.next;
                while self.covered.get(column as usize).is_some_and(|left| *left > 0) {
                    column += 1;
                }
                column
            }
        };
        let width = match (columns, named(end)) {
            (Some(columns), _) => columns.clamp(1, MAX_COLUMNS),
            (None, Some(last)) if last >= column => last - column + 1,
            _ => 1,
        };
        self.next = column.saturating_add(width);
        if rows > 0 && self.next <= MAX_COLUMNS {
            if self.covered.len() < self.next as usize {
                self.covered.resize(self.next as usize, 0);
            }
            for left in &mut self.covered[column as usize..self.next as usize] {
                // The row that the cell is in counts when the next row begins.
                *left = rows.saturating_add(1);
            }
        }
        (self.row.unwrap_or(0), column)
    }
}
