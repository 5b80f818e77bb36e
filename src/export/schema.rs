//! What a table is: columns with name, type, meaning and value, in one place.
//!
//! The tables themselves are in [`super::tables`]. Every output format, `datapackage.json` included, is derived from them,
//! so a column cannot have one name in the CSV and another in its description.

use std::borrow::Cow;

/// A cell's value. Formats decide how to write it.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// Nothing is known.
    Empty,
    /// Text, a date, an enum value or a list joined by `;`, by the column's [`Kind`].
    Text(Cow<'a, str>),
    /// A whole number.
    Integer(i64),
    /// A number in tenths: 125 is 12.5.
    Tenths(u64),
}

impl Cell<'_> {
    /// The cell as CSV has it.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Integer(number) => Cow::Owned(number.to_string()),
            Self::Tenths(tenths) => Cow::Owned(format!("{}.{}", tenths / 10, tenths % 10)),
        }
    }
}

/// The values of an enum column.
pub type Values = fn() -> Vec<&'static str>;

/// The type of a column.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Any text.
    Text,
    /// Text that is never empty.
    Id,
    /// A whole number.
    Integer,
    /// A whole number that may be negative.
    Signed,
    /// A number with one decimal.
    Decimal,
    /// ISO 8601.
    Date,
    /// `yes` or `no`.
    YesNo,
    /// One of these.
    Enum(Values),
    /// Texts joined by `;`.
    List,
    /// Some of these, joined by `;`.
    ListOf(Values),
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// The header.
    pub name: &'static str,
    /// Its type.
    pub kind: Kind,
    /// What it means, in a sentence.
    pub description: &'static str,
}

/// Columns whose values are those of a column of another table.
#[derive(Debug, Clone, Copy)]
pub struct ForeignKey {
    /// The column here.
    pub column: &'static str,
    /// The other table.
    pub table: &'static str,
    /// Its column.
    pub target: &'static str,
}

/// A table.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its name; the file is `<name>.csv`.
    pub name: &'static str,
    /// What a row is.
    pub description: &'static str,
    /// In order.
    pub columns: &'static [Column],
    /// Columns that together are unique; none when rows may repeat.
    pub primary_key: &'static [&'static str],
    /// Links to other tables.
    pub foreign_keys: &'static [ForeignKey],
}

/// Declares tables: for each a `static` [`Table`] and a function from a row to its cells.
macro_rules! tables {
    ($(
        $(#[doc = $doc:literal])+
        $static:ident = $name:literal, fn $cells:ident($row:ident: $type:ty), key [$($key:literal),*], links [$($column:literal => $table:literal . $target:literal),*] {
            $($header:literal: $kind:expr, $meaning:literal => $cell:expr;)+
        }
    )+) => {
        /// All tables, in the order of the data package.
        pub static TABLES: &[&Table] = &[$(&$static),+];

        $(
            $(#[doc = $doc])+
            pub static $static: Table = Table {
                name: $name,
                description: concat!($($doc, " "),+).trim_ascii(),
                columns: &[$(Column { name: $header, kind: $kind, description: $meaning }),+],
                primary_key: &[$($key),*],
                foreign_keys: &[$(ForeignKey { column: $column, table: $table, target: $target }),*],
            };

            /// The cells of one row, in the order of the columns.
            pub fn $cells<'a>($row: $type) -> Vec<Cell<'a>> {
                vec![$($cell),+]
            }
        )+
    };
}
pub(super) use tables;
