//! What of a table is written, and under which names: the columns that were asked for, in the language that was asked for.
//!
//! Callers may rely on this: a [`View`] holds the columns of its table in the order of the output; [`View::cells`] turns a
//! row of the table into a row of the view. Every output of a run is made from the same views.

use super::schema::{Cell, Column, Kind, Table};
use super::words::Words;
use super::{sentences, sinks};
use crate::cli::Lang;
use crate::plan::Plan;

/// A table as this run writes it.
#[derive(Debug, Clone)]
pub struct View {
    /// The table.
    pub table: &'static Table,
    /// In the order of the output.
    pub columns: Vec<ViewColumn>,
    lang: Lang,
}

/// A column of a view.
#[derive(Debug, Clone)]
pub struct ViewColumn {
    /// Its name, type and meaning in the table.
    pub column: &'static Column,
    /// Its header in the output.
    pub header: &'static str,
    /// Its position in the table.
    at: usize,
}

/// The views of a run, in the order of the tables.
pub fn views(plan: &Plan) -> Vec<View> {
    let view = |table: &'static Table| match table.name {
        "records" => View::new(table, plan.lang).of(&plan.columns),
        _ => View::new(table, plan.lang),
    };
    sinks::written(plan.trace).into_iter().map(view).collect()
}

impl View {
    /// All columns of `table`.
    pub fn new(table: &'static Table, lang: Lang) -> Self {
        let words = Words::of(lang);
        let column = |(at, column): (usize, &'static Column)| ViewColumn { column, header: words.header(column.name), at };
        Self { table, columns: table.columns.iter().enumerate().map(column).collect(), lang }
    }

    /// Only the columns with these names, in this order, each once; all when there are none.
    #[must_use]
    pub fn of(mut self, names: &[String]) -> Self {
        if names.is_empty() {
            return self;
        }
        let mut columns: Vec<ViewColumn> = Vec::new();
        for name in names {
            if columns.iter().any(|c| c.column.name == name) {
                continue;
            }
            columns.extend(self.columns.iter().find(|c| c.column.name == name).cloned());
        }
        self.columns = columns;
        self
    }

    /// The cells of a row of the table, as the view shows them.
    pub fn cells<'a>(&self, mut cells: Vec<Cell<'a>>) -> Vec<Cell<'a>> {
        if self.lang == Lang::En && self.columns.iter().enumerate().all(|(n, c)| n == c.at) && self.columns.len() == cells.len() {
            return cells;
        }
        self.columns.iter().map(|c| self.translated(c.column, std::mem::replace(&mut cells[c.at], Cell::Empty))).collect()
    }

    /// The words of its language.
    pub fn words(&self) -> &'static Words {
        Words::of(self.lang)
    }

    /// The header of the column that the table calls `name`; `None` where it is not written.
    pub fn header(&self, name: &str) -> Option<&'static str> {
        self.columns.iter().find(|c| c.column.name == name).map(|c| c.header)
    }

    /// The values that a cell of `column` can have, where they are a closed list.
    pub fn values(&self, column: &Column) -> Option<Vec<&'static str>> {
        let words = self.words();
        match column.kind {
            Kind::Enum(values) | Kind::ListOf(values) => Some(values().into_iter().map(|value| words.label(value)).collect()),
            Kind::YesNo => Some(vec![words.label("yes"), words.label("no")]),
            _ => None,
        }
    }

    fn translated<'a>(&self, column: &Column, cell: Cell<'a>) -> Cell<'a> {
        let words = self.words();
        match (column.kind, cell) {
            (Kind::Enum(_) | Kind::YesNo, Cell::Text(text)) => Cell::Text(words.label(&text).to_owned().into()),
            (Kind::ListOf(_), Cell::Text(text)) => {
                Cell::Text(text.split(';').map(|one| words.label(one)).collect::<Vec<_>>().join(";").into())
            }
            // No name of a faction or a group: the program's word for "the text names none".
            (Kind::List | Kind::Id, Cell::Text(text)) if text == "unknown" && matches!(column.name, "faction" | "group") => {
                Cell::Text(words.label("unknown").to_owned().into())
            }
            // The program's own sentences, in a language that a reader of the others expects.
            (Kind::Text, Cell::Text(text)) if self.lang == Lang::Nl && matches!(column.name, "message" | "hint" | "doubt") => {
                Cell::Text(sentences::dutch(&text).into_owned().into())
            }
            (_, cell) => cell,
        }
    }
}
