//! Colours, number formats and widths.

use std::collections::HashMap;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

use crate::export::extract::Unanswered;
use crate::export::schema::{Column, Kind};
use crate::export::stream::Mark;

/// What a cell's colour says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Nothing.
    Plain,
    /// The question is unanswered.
    Unanswered,
    /// It is not known whether it is.
    Unknown,
    /// A person should look.
    Review,
}

impl Tone {
    /// All, in the order of the legend.
    pub const ALL: [Self; 4] = [Self::Unanswered, Self::Unknown, Self::Review, Self::Plain];

    /// The tone of a cell in a row that stands out by `mark`.
    pub fn of(mark: Mark, column: &str) -> Self {
        let about_review = column.starts_with("review");
        match mark.unanswered {
            _ if mark.review && about_review => Self::Review,
            Some(Unanswered::Yes) => Self::Unanswered,
            Some(Unanswered::Unknown) => Self::Unknown,
            _ if mark.review => Self::Review,
            _ => Self::Plain,
        }
    }

    fn fill(self) -> Option<Color> {
        match self {
            Self::Plain => None,
            Self::Unanswered => Some(Color::RGB(0xFB_DAD6)),
            Self::Unknown => Some(Color::RGB(0xFD_E3C4)),
            Self::Review => Some(Color::RGB(0xFF_F4B8)),
        }
    }
}

/// How a value is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shown {
    /// Wrapped text.
    Text,
    /// Text that leads somewhere.
    Link,
    /// A whole number.
    Integer,
    /// One decimal.
    Decimal,
    /// Year, month, day, as in the CSV.
    Date,
}

/// The formats of the workbook.
#[derive(Debug)]
pub struct Look {
    cells: HashMap<(Tone, Shown), Format>,
    /// First row of a table.
    pub header: Format,
    /// Title of the first sheet.
    pub title: Format,
    /// Title of a part of the first sheet.
    pub part: Format,
    /// Wrapped text on the first sheet.
    pub note: Format,
}

impl Look {
    /// All formats.
    pub fn new() -> Self {
        let mut cells = HashMap::new();
        for tone in Tone::ALL {
            for shown in [Shown::Text, Shown::Link, Shown::Integer, Shown::Decimal, Shown::Date] {
                cells.insert((tone, shown), cell(tone, shown));
            }
        }
        let top = || Format::new().set_align(FormatAlign::Top);
        Self {
            cells,
            header: top()
                .set_bold()
                .set_font_size(9)
                .set_font_color(Color::White)
                .set_background_color(Color::RGB(0x1F_3864))
                .set_border_right(FormatBorder::Thin)
                .set_border_right_color(Color::RGB(0x8E_A9DB))
                .set_text_wrap(),
            title: Format::new().set_bold().set_font_size(16).set_font_color(Color::RGB(0x1F_3864)),
            part: Format::new()
                .set_bold()
                .set_font_size(12)
                .set_font_color(Color::RGB(0x1F_3864))
                .set_border_bottom(FormatBorder::Medium)
                .set_border_bottom_color(Color::RGB(0x1F_3864)),
            // Without an alignment a program may take no notice of the indent.
            note: top().set_font_size(10).set_text_wrap().set_align(FormatAlign::Left).set_indent(1),
        }
    }

    /// The format of a cell.
    pub fn cell(&self, tone: Tone, shown: Shown) -> &Format {
        &self.cells[&(tone, shown)]
    }
}

/// The height of a row in points, so that its longest text shows whole, up to what a row can be (409 points).
///
/// Written out, because not every program makes wrapped text fit when it opens a file. A little too high rather than a line
/// too low: fonts differ.
///
/// `None` for a row of one line, which every program makes right: the library keeps each height in memory until the end.
pub fn height<'a>(cells: impl Iterator<Item = (&'a str, f64)>) -> Option<f64> {
    let lines = cells.map(|(text, width)| {
        // In a narrow column a line ends well before its edge, where the next word does not fit.
        let letters = (width * if width < 40.0 { 0.9 } else { 1.2 }).max(1.0) as usize;
        text.split('\n').map(|paragraph| paragraph.chars().count().div_ceil(letters).max(1)).sum::<usize>()
    });
    let lines = lines.max().unwrap_or(1);
    (lines > 1).then(|| (lines as f64 * 13.0 + 3.0).min(409.0))
}

/// The width of a column, in characters: wide enough to read its text, and its header on one line.
pub fn width(column: &Column, header: &str) -> f64 {
    let text = match column.name {
        "question" | "text" => 60.0,
        "answer" | "resolved_answer" => 90.0,
        "remarks" | "message" => 50.0,
        "title" | "hint" | "doubt" | "evidence" | "notes" => 40.0,
        "source_file" | "named_topic" | "named_document" | "review_reason" => 26.0,
        "respondent" | "committee" => 26.0,
        "topic" | "dossier_title" | "rule" | "group" | "cites" => 22.0,
        "sha256" => 14.0,
        "code" => 22.0,
        name if name.ends_with("_id") || name.ends_with("_ids") || name == "refers_to" || name == "candidates" => 15.0,
        _ => match column.kind {
            Kind::Text | Kind::Id | Kind::List => 16.0,
            Kind::Enum(_) | Kind::ListOf(_) => 15.0,
            Kind::Date => 11.0,
            Kind::Integer | Kind::Signed | Kind::Decimal | Kind::YesNo => 8.0,
        },
    };
    let text: f64 = if matches!(column.name, "dossier" | "document_number" | "number" | "question_number") { 9.0 } else { text };
    // Letters of the header are smaller but bold; the button of the filter stands below it.
    text.max(header.chars().count() as f64 * 0.95 + 1.5)
}

fn cell(tone: Tone, shown: Shown) -> Format {
    let mut format = Format::new()
        .set_font_size(10)
        .set_align(FormatAlign::Top)
        .set_border_bottom(FormatBorder::Thin)
        .set_border_bottom_color(Color::RGB(0xD9_D9D9))
        .set_border_right(FormatBorder::Thin)
        .set_border_right_color(Color::RGB(0xE7_E6E6));
    if let Some(fill) = tone.fill() {
        format = format.set_background_color(fill);
    }
    match shown {
        Shown::Text => format.set_text_wrap(),
        Shown::Link => format.set_text_wrap().set_font_color(Color::RGB(0x05_63C1)).set_underline(FormatUnderline::Single),
        // In the middle: at the right they would touch the text of the next column.
        Shown::Integer => format.set_num_format("0").set_align(FormatAlign::Center),
        Shown::Decimal => format.set_num_format("0.0").set_align(FormatAlign::Center),
        Shown::Date => format.set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
    }
}
