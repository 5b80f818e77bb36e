//! The first sheet: what the run found, in figures and charts, and how to read the others.

use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartFont, ChartFormat, ChartLegendPosition, ChartSolidFill, ChartType, Color, Format, FormatAlign, Url,
    Workbook, Worksheet, XlsxError,
};

use super::look::{Look, Shown, Tone};
use super::sheet::{LINKS, Sheet};
use crate::export::extract::State;
use crate::export::summary::{Groups, Summary, SummaryRow};
use crate::export::words::Words;
use crate::model::Status;
use crate::plan::Plan;

/// Groups that are shown; the sheet of groups has all.
const SHOWN: usize = 15;
/// Where the charts begin: right of the tables.
const CHARTS: u16 = 7;
/// The last column of a text that stands beside its label.
const LAST: u16 = 14;

/// Characters of a line in the first column.
const NAME: usize = 48;

const RED: u32 = 0xC0_392B;
const ORANGE: u32 = 0xE6_7E22;
const GREEN: u32 = 0x7F_B77E;

/// Writes the sheet.
///
/// # Errors
/// When the sheet is not there, which would be a fault of this program.
pub fn write(
    workbook: &mut Workbook,
    sheets: &[Sheet],
    run: &Summary,
    groups: &Groups,
    plan: &Plan,
    words: &Words,
    look: &Look,
) -> Result<(), XlsxError> {
    let name = words.text("sheet_summary").to_owned();
    let worksheet = workbook.worksheet_from_index(0)?;
    worksheet.set_column_width(0, NAME as u16 as f64)?;
    worksheet.set_column_range_width(1, 4, 13)?;
    worksheet.set_column_width(5, 15)?;
    worksheet.set_column_width(6, 3)?;
    worksheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_screen_gridlines(false).set_active(true);
    let mut page = Page { worksheet, look, words, name, row: 0 };
    page.head(plan, run)?;
    page.figures(run)?;
    page.colours()?;
    page.reading(sheets)?;
    page.sheets(sheets)?;
    let all = sheets.iter().find(|sheet| sheet.view.table.name == "summary").map_or("", |sheet| &sheet.name);
    // On paper the groups begin a page, so that no chart is cut.
    page.worksheet.set_page_breaks(&[page.row])?;
    page.groups("by_faction", "faction", groups, all)?;
    page.groups("by_respondent", "respondent", groups, all)
}

/// The sheet and the next free row.
struct Page<'a> {
    worksheet: &'a mut Worksheet,
    look: &'a Look,
    words: &'a Words,
    name: String,
    row: u32,
}

impl Page<'_> {
    fn head(&mut self, plan: &Plan, run: &Summary) -> Result<(), XlsxError> {
        self.worksheet.write_string_with_format(0, 0, self.words.text("title"), &self.look.title)?;
        let made_by = format!("{} overleg {}", self.words.text("made_by"), env!("CARGO_PKG_VERSION"));
        self.worksheet.write_string(1, 0, made_by)?;
        self.worksheet.write_string(2, 0, format!("{}: {}", self.words.text("command"), plan.command()))?;
        self.row = 4;
        if let Some((from, undated)) = run.selected_from {
            let told = self.words.text("selected").replacen("{}", &run.questions.to_string(), 1).replacen("{}", &from.to_string(), 1);
            let undated = if undated == 0 { String::new() } else { self.words.text("undated").replace("{}", &undated.to_string()) };
            self.worksheet.write_string_with_format(3, 0, format!("{told} {undated}").trim(), &Format::new().set_bold())?;
            self.row = 5;
        }
        Ok(())
    }

    fn figures(&mut self, run: &Summary) -> Result<(), XlsxError> {
        let top = self.row;
        self.part("figures", 1)?;
        self.figure("documents", run.documents)?;
        for state in State::ALL {
            if run.state(state) > 0 || state == State::Ok {
                self.figure(&format!("state_{}", state.as_str()), run.state(state))?;
            }
        }
        for (key, n) in [
            ("questions", run.questions),
            ("asks", run.asks),
            ("answers", run.answers),
            ("unanswered", run.unanswered),
            ("unknown", run.unknown),
            ("review", run.review),
        ] {
            self.figure(key, n)?;
        }
        self.row += 1;
        self.reasons(run, top)
    }

    fn figure(&mut self, key: &str, n: usize) -> Result<(), XlsxError> {
        let tone = match key {
            "unanswered" => Tone::Unanswered,
            "unknown" => Tone::Unknown,
            "review" => Tone::Review,
            _ => Tone::Plain,
        };
        self.worksheet.write_string_with_format(self.row, 0, self.words.text(key), self.look.cell(tone, Shown::Text))?;
        self.worksheet.write_number_with_format(self.row, 1, n as f64, self.look.cell(tone, Shown::Integer))?;
        self.row += 1;
        Ok(())
    }

    /// Unanswered questions by the status at the end of their chain, with a chart beside the figures.
    fn reasons(&mut self, run: &Summary, chart_row: u32) -> Result<(), XlsxError> {
        self.part("by_reason", 1)?;
        self.header(&["reason", "count"])?;
        let mut reasons: Vec<(Status, usize)> = Status::ALL.iter().map(|&s| (s, run.unanswered_by(s))).filter(|(_, n)| *n > 0).collect();
        reasons.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        let first = self.row;
        for (status, n) in &reasons {
            self.text(0, self.words.label(status.as_str()))?;
            self.number(1, *n)?;
            self.row += 1;
        }
        if reasons.is_empty() {
            self.text(0, self.words.text(if run.questions == 0 { "none" } else { "nothing_unanswered" }))?;
            self.row += 1;
        } else {
            self.chart("by_reason", first, self.row - 1, &[(1, "count", RED)], reasons[0].1, chart_row, 15)?;
        }
        self.row = (self.row + 1).max(chart_row + 16);
        Ok(())
    }

    fn colours(&mut self) -> Result<(), XlsxError> {
        self.part("colours", LAST)?;
        for (tone, key) in Tone::ALL.into_iter().zip(["colour_yes", "colour_unknown", "colour_review", "colour_plain"]) {
            self.worksheet.write_string_with_format(self.row, 0, self.words.text(key), self.look.cell(tone, Shown::Text))?;
            self.beside(&format!("{key}_text"))?;
        }
        self.row += 1;
        Ok(())
    }

    fn reading(&mut self, sheets: &[Sheet]) -> Result<(), XlsxError> {
        self.part("reading", LAST)?;
        for key in ["reading_links", "reading_long", "reading_explain"] {
            self.line(self.words.text(key).to_owned())?;
        }
        if sheets.iter().any(|sheet| sheet.links_left_out) {
            self.line(self.words.text("links_left_out").replace("{}", &LINKS.to_string()))?;
        }
        self.row += 1;
        Ok(())
    }

    fn sheets(&mut self, sheets: &[Sheet]) -> Result<(), XlsxError> {
        self.part("sheets", LAST)?;
        self.header(&["sheet", "rows"])?;
        self.worksheet.merge_range(self.row - 1, 2, self.row - 1, LAST, self.words.text("row_is"), &self.look.header)?;
        for sheet in sheets {
            let link = Url::new(format!("internal:'{}'!A1", sheet.name));
            let format = self.look.cell(Tone::Plain, Shown::Link);
            self.worksheet.write_url_with_options(self.row, 0, link, sheet.name.as_str(), "", Some(format))?;
            self.number(1, sheet.rows as usize)?;
            let key =
                if sheet.view.table.name == "summary" { "row_summary_table".to_owned() } else { format!("row_{}", sheet.view.table.name) };
            self.worksheet.merge_range(self.row, 2, self.row, LAST, self.words.text(&key), &self.look.note)?;
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }

    fn groups(&mut self, title: &str, group_by: &str, groups: &Groups, all: &str) -> Result<(), XlsxError> {
        let top = self.row;
        self.part(title, 5)?;
        let mut rows: Vec<&SummaryRow> = groups.rows().filter(|row| row.group_by == group_by).collect();
        if rows.is_empty() {
            self.text(0, self.words.text("none"))?;
            self.row += 2;
            return Ok(());
        }
        // Stable: groups with as many keep the order of their names.
        rows.sort_by_key(|row| std::cmp::Reverse((row.unanswered, row.unknown, row.questions)));
        self.header(&[group_by, "count", "unanswered_short", "unknown_short", "answered", "percent"])?;
        let first = self.row;
        for row in rows.iter().take(SHOWN) {
            let group = if row.group == "unknown" { self.words.label("unknown") } else { &row.group };
            self.text(0, group)?;
            let lines = group.chars().count().div_ceil(NAME);
            if lines > 1 {
                self.worksheet.set_row_height(self.row, lines as f64 * 13.0 + 3.0)?;
            }
            self.number(1, row.questions)?;
            self.number(2, row.unanswered)?;
            self.number(3, row.unknown)?;
            self.number(4, row.questions - row.unanswered - row.unknown)?;
            let percent = row.unanswered as f64 * 100.0 / row.questions.max(1) as f64;
            self.worksheet.write_number_with_format(self.row, 5, percent, self.look.cell(Tone::Plain, Shown::Decimal))?;
            self.row += 1;
        }
        let last = self.row - 1;
        let largest = rows.iter().take(SHOWN).map(|row| row.questions).max().unwrap_or(0);
        if rows.len() > SHOWN {
            let more = self.words.text("more").replacen("{}", &(rows.len() - SHOWN).to_string(), 1).replacen("{}", all, 1);
            self.worksheet.write_string_with_format(self.row, 0, more, &self.look.note)?;
            self.row += 1;
        }
        let height = ((last - first) * 5 / 4 + 7).max(12);
        self.chart(
            title,
            first,
            last,
            &[(2, "unanswered_short", RED), (3, "unknown_short", ORANGE), (4, "answered", GREEN)],
            largest,
            top,
            height,
        )?;
        self.row = (self.row + 1).max(top + height + 1);
        Ok(())
    }

    /// A bar for each row of the table from `first` to `last`, its parts in the columns of `series`.
    #[allow(clippy::too_many_arguments)]
    fn chart(
        &mut self,
        title: &str,
        first: u32,
        last: u32,
        series: &[(u16, &str, u32)],
        largest: usize,
        top: u32,
        height_in_rows: u32,
    ) -> Result<(), XlsxError> {
        let mut chart = Chart::new(ChartType::BarStacked);
        for (column, name, colour) in series {
            let fill = ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(*colour))).clone();
            chart
                .add_series()
                .set_name(self.words.text(name))
                .set_categories((self.name.as_str(), first, 0, last, 0))
                .set_values((self.name.as_str(), first, *column, last, *column))
                .set_format(&mut fill.clone())
                .set_gap(40)
                .set_overlap(100);
        }
        chart.title().set_name(self.words.text(title)).set_font(ChartFont::new().set_size(12));
        // In a bar chart the library calls the axis of the bars y. The first row of the table on top, the numbers below.
        chart.y_axis().set_reverse().set_crossing(ChartAxisCrossing::Max).set_label_interval(1).set_font(ChartFont::new().set_size(8));
        chart.x_axis().set_num_format("0").set_min(0);
        if largest < 10 {
            // Otherwise there would be half questions on the axis.
            chart.x_axis().set_major_unit(1);
        }
        if series.len() == 1 {
            chart.legend().set_hidden();
        } else {
            chart.legend().set_position(ChartLegendPosition::Bottom);
        }
        chart.set_width(720).set_height(height_in_rows * 20).set_alt_text(self.words.text(title));
        self.worksheet.insert_chart(top, CHARTS, &chart)?;
        Ok(())
    }

    fn part(&mut self, key: &str, last: u16) -> Result<(), XlsxError> {
        for column in 0..=last {
            let text = if column == 0 { self.words.text(key) } else { "" };
            self.worksheet.write_string_with_format(self.row, column, text, &self.look.part)?;
        }
        self.row += 1;
        Ok(())
    }

    fn header(&mut self, keys: &[&str]) -> Result<(), XlsxError> {
        for (column, key) in keys.iter().enumerate() {
            self.worksheet.write_string_with_format(self.row, column as u16, self.words.text(key), &self.look.header)?;
        }
        self.row += 1;
        Ok(())
    }

    fn text(&mut self, column: u16, text: &str) -> Result<(), XlsxError> {
        self.worksheet.write_string_with_format(self.row, column, text, self.look.cell(Tone::Plain, Shown::Text))?;
        Ok(())
    }

    fn number(&mut self, column: u16, n: usize) -> Result<(), XlsxError> {
        self.worksheet.write_number_with_format(self.row, column, n as f64, self.look.cell(Tone::Plain, Shown::Integer))?;
        Ok(())
    }

    /// A text right of the label in this row.
    fn beside(&mut self, key: &str) -> Result<(), XlsxError> {
        self.worksheet.merge_range(self.row, 1, self.row, LAST, self.words.text(key), &self.look.note)?;
        self.row += 1;
        Ok(())
    }

    /// A text over the whole width; two lines high where it needs them.
    fn line(&mut self, text: String) -> Result<(), XlsxError> {
        let format: Format = self.look.note.clone().set_align(FormatAlign::Top);
        self.worksheet.merge_range(self.row, 0, self.row, LAST, &text, &format)?;
        if text.chars().count() > 215 {
            self.worksheet.set_row_height(self.row, 28)?;
        }
        self.row += 1;
        Ok(())
    }
}
