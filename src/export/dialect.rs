//! How a cell is put into a CSV file: as it is, or so that a Dutch Excel opens it right.
//!
//! Callers may rely on this: in [`Dialect::Rfc4180`] the text of a cell is untouched. In [`Dialect::ExcelNl`] it is the same
//! but for a leading apostrophe where Excel would run it as a formula, a comma as decimal sign, and a cut (reported) where it
//! is longer than a cell of Excel can hold.

use std::borrow::Cow;

use super::schema::Cell;
use crate::cli::Dialect;

/// UTF-16 units, which is what Excel counts, that a cell can hold.
pub const CELL_UNITS: usize = 32_767;

/// Stands at the end of a cell that was cut.
pub const CUT: &str = " […]";

impl Dialect {
    /// Between two cells.
    pub fn delimiter(self) -> u8 {
        match self {
            Self::Rfc4180 => b',',
            // Excel splits at the list separator of the system, which is a semicolon where the decimal sign is a comma.
            Self::ExcelNl => b';',
        }
    }

    /// At the end of a row. Inside a cell a line feed stays a line feed: Excel shows a carriage return as a box.
    pub fn line_end(self) -> &'static str {
        match self {
            Self::Rfc4180 => "\n",
            Self::ExcelNl => "\r\n",
        }
    }

    /// At the start of the file.
    pub fn byte_order_mark(self) -> &'static [u8] {
        match self {
            Self::Rfc4180 => b"",
            // Without it Excel takes the file for Windows-1252.
            Self::ExcelNl => "\u{FEFF}".as_bytes(),
        }
    }

    /// Between the whole part and the tenths.
    pub fn decimal_sign(self) -> char {
        match self {
            Self::Rfc4180 => '.',
            // A Dutch Excel takes `33.3` for a text.
            Self::ExcelNl => ',',
        }
    }

    /// The cell as it stands in the file, and its length in UTF-16 units when it had to be cut.
    pub fn cell<'a>(self, cell: &'a Cell<'_>) -> (Cow<'a, str>, Option<usize>) {
        let text = match (self, cell) {
            (Self::Rfc4180, cell) => return (cell.text(), None),
            (Self::ExcelNl, Cell::Tenths(_)) => Cow::Owned(cell.text().replace('.', &self.decimal_sign().to_string())),
            (Self::ExcelNl, cell) => cell.text(),
        };
        let text = match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            true => Cow::Owned(format!("'{text}")),
            false => text,
        };
        match cut(&text, CELL_UNITS, CUT) {
            Some((short, units)) => (Cow::Owned(short), Some(units)),
            None => (text, None),
        }
    }
}

/// `text` shortened on a character boundary so that it has at most `limit` UTF-16 units with `end` behind it, and its own
/// length in such units. `None` when it is short enough.
pub fn cut(text: &str, limit: usize, end: &str) -> Option<(String, usize)> {
    // No character has more units than bytes.
    if text.len() <= limit {
        return None;
    }
    let units = text.encode_utf16().count();
    if units <= limit {
        return None;
    }
    let mut room = limit - end.encode_utf16().count();
    let kept = text.char_indices().find_map(|(at, c)| match room.checked_sub(c.len_utf16()) {
        Some(rest) => {
            room = rest;
            None
        }
        None => Some(at),
    });
    Some((format!("{}{end}", &text[..kept.unwrap_or(text.len())]), units))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excel(text: &str) -> String {
        Dialect::ExcelNl.cell(&Cell::Text(text.into())).0.into_owned()
    }

    #[test]
    fn nothing_runs_as_a_formula_in_excel() {
        for text in ["=1+1", "+31 70", "-1", "@SOM(A1)", "\tx", "\rx"] {
            assert_eq!(excel(text), format!("'{text}"));
            assert_eq!(Dialect::Rfc4180.cell(&Cell::Text(text.into())).0, text);
        }
        assert_eq!(excel("De = van 1+1"), "De = van 1+1");
        assert_eq!(excel("– een streepje"), "– een streepje");
        assert_eq!(Dialect::ExcelNl.cell(&Cell::Integer(-1)).0, "'-1");
        assert_eq!(Dialect::ExcelNl.cell(&Cell::Tenths(333)).0, "33,3");
    }

    #[test]
    fn long_cells_are_cut_between_characters() {
        let fits = "é".repeat(CELL_UNITS);
        assert_eq!(excel(&fits), fits);
        // Each of these has two units; one more than fits.
        let long = "𝄞".repeat(CELL_UNITS / 2 + 1);
        let cell = Cell::Text(long.as_str().into());
        let (short, units) = Dialect::ExcelNl.cell(&cell);
        assert_eq!(units, Some(CELL_UNITS + 1));
        assert!(short.ends_with("𝄞 […]") && short.encode_utf16().count() <= CELL_UNITS, "{}", short.encode_utf16().count());
        assert!(long.starts_with(short.trim_end_matches(CUT)));
        assert_eq!(Dialect::Rfc4180.cell(&cell), (long.as_str().into(), None));
    }
}
