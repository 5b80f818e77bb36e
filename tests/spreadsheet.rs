//! The workbook and the dialect of Excel: whatever opens them shows what the CSV files hold.
//!
//! The workbook is read back twice: here, by another library than the one that wrote it, and by LibreOffice where the machine has it.
#![allow(clippy::print_stderr)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::place::{LETTER, Place, REPORT, Rows, column, program, read};
use calamine::{Data, Reader, Xlsx, open_workbook};
use overleg::export::schema::{Kind, Table};
use overleg::export::tables;

/// Cells that a spreadsheet likes to spoil: formulas, quotes, separators, tabs, what looks like a number or a date.
fn place() -> Place {
    let strange = REPORT
        .replace("nr. 974", "nr. 975")
        .replace("Zie antwoord op de vorige vraag.", "=1+1; zegt “de minister”, \"zo\"\ten niet anders: 3-4, @huis €.")
        .replace("JBZ-Raad", "+JBZ-Raad");
    Place::new([("verslag.txt", REPORT), ("=som #1 één.txt", &strange), ("map/brief.txt", LETTER), ("leeg.txt", "")])
}

/// Sheets with their tables. The table of groups has another name there: the first sheet is the summary.
fn sheets() -> impl Iterator<Item = (&'static str, &'static Table)> {
    tables::TABLES.iter().map(|table| (if table.name == "summary" { "groups" } else { table.name }, *table))
}

#[test]
fn every_cell_of_the_workbook_is_that_of_the_csv() {
    let place = place();
    assert_eq!(place.run(&["--trace"]).status, 1, "the empty file failed");
    let mut book: Xlsx<_> = open_workbook(place.output().join("overleg.xlsx")).unwrap();
    assert_eq!(book.sheet_names()[0], "Summary");
    assert_eq!(book.sheet_names()[1], "records");
    for (sheet, table) in sheets() {
        let expected = place.table(table.name);
        assert!(expected.len() > 1, "{} has no row to look at", table.name);
        let range = book.worksheet_range(sheet).unwrap();
        let rows: Rows = range
            .rows()
            .enumerate()
            .map(|(n, row)| row.iter().zip(table.columns).map(|(cell, column)| shown(cell, column.kind, n == 0, column.name)).collect())
            .collect();
        assert_eq!(rows.len(), expected.len(), "{sheet}");
        for (n, (row, expected)) in rows.iter().zip(&expected).enumerate() {
            assert_eq!(row, expected, "{sheet}, row {}", n + 1);
        }
    }
}

/// A cell as the CSV has it. Panics when it has another type than its column.
fn shown(cell: &Data, kind: Kind, header: bool, column: &str) -> String {
    match (cell, kind) {
        (Data::Empty, _) => String::new(),
        (Data::String(text), _) if header => text.clone(),
        (Data::Float(n), Kind::Integer | Kind::Signed) => format!("{n:.0}"),
        (Data::Float(n), Kind::Decimal) => format!("{n:.1}"),
        (Data::DateTime(date), Kind::Date) => {
            let days = jiff::Span::new().days(date.as_f64() as i64);
            jiff::civil::date(1899, 12, 30).checked_add(days).unwrap().to_string()
        }
        (Data::String(text), Kind::Text | Kind::Id | Kind::List | Kind::Enum(_) | Kind::ListOf(_) | Kind::YesNo) => text.clone(),
        other => panic!("{column}: {other:?}"),
    }
}

/// Sorting moves rows, so no link names one: it is a formula that looks for the id.
#[test]
fn links_look_for_the_row_and_name_the_file() {
    let place = place();
    place.run(&["--keep-duplicates"]);
    let mut book: Xlsx<_> = open_workbook(place.output().join("overleg.xlsx")).unwrap();
    let header = place.table("records")[0].clone();
    let letter_of = |name: &str| letters(header.iter().position(|column| column == name).unwrap());
    for (sheet, named, named_in) in [
        ("records", "refers_to", "question_id"),
        ("records", "resolved_answer_id", "answer_id"),
        ("references", "target_question_ids", "question_id"),
        ("references", "final_answer_id", "answer_id"),
    ] {
        let table = place.table(sheet);
        let at = table[0].iter().position(|column| column == named).unwrap();
        let own = table[0].iter().position(|column| column == named_in);
        let formulas = book.worksheet_formula(sheet).unwrap();
        let known = column(&place.table("records"), named_in);
        let mut seen = 0;
        for (n, row) in table.iter().enumerate().skip(1).filter(|(_, row)| !row[at].is_empty()) {
            let id = row[at].split(';').next().unwrap();
            let found = format!("IFERROR(MATCH(\"{id}\",'records'!${0}:${0},0),1)", letter_of(named_in));
            let formula = formulas.get_value((n as u32, at as u32)).map_or("", String::as_str);
            // An answer that refers nowhere is its own end: a link from a row to itself would only be in the way.
            if own.is_some_and(|own| row[own] == id) || !known.iter().any(|known| known == id) {
                continue;
            }
            assert_eq!(formula, format!("HYPERLINK(\"#'records'!A\"&{found},\"{}\")", row[at]), "{sheet}.{named}, row {}", n + 1);
            seen += 1;
        }
        assert!(seen >= 7, "{sheet}.{named}: only {seen} links");
    }
    let files = part(&place, "xl/worksheets/_rels/sheet3.xml.rels");
    for target in ["../input/verslag.txt", "../input/%3Dsom%20%231%20één.txt", "../input/map/brief.txt"] {
        assert!(files.contains(&format!("Target=\"{target}\"")), "{target}: {files}");
    }
}

/// The workbook with every link replaced by the words of where it leads, not yet calculated.
fn with_links_shown(place: &Place, to: &Path) -> PathBuf {
    let path = to.join("koppelingen.xlsx");
    let mut book = zip::ZipArchive::new(std::fs::File::open(place.output().join("overleg.xlsx")).unwrap()).unwrap();
    let mut shown = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    for n in 0..book.len() {
        let mut entry = book.by_index(n).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut bytes).unwrap();
        let name = entry.name().unwrap().into_owned();
        if name.starts_with("xl/worksheets/sheet") {
            let xml = String::from_utf8(bytes).unwrap().replace("<f>HYPERLINK(", "<f>IF(TRUE,");
            let mut parts = xml.split("</f><v>");
            let mut uncalculated = parts.next().unwrap().to_owned();
            parts.for_each(|rest| {
                uncalculated.push_str("</f>");
                uncalculated.push_str(rest.split_once("</v>").unwrap().1);
            });
            bytes = uncalculated.into_bytes();
        }
        shown.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut shown, &bytes).unwrap();
    }
    shown.finish().unwrap();
    path
}

#[test]
fn libreoffice_follows_the_links() {
    // Characters that mean something to the function that looks for the row.
    let other = REPORT.replace("32317", "").replace("32 317", "").replace("974", "");
    let place = Place::new([("verslag.txt", REPORT), ("wat? een~ \"vraag\" *.txt", &other)]);
    place.ok(&["--keep-duplicates"]);
    let to = tempfile::tempdir().unwrap();
    let book = with_links_shown(&place, to.path());
    if !office(&["--convert-to", ALL_SHEETS], &book, to.path()) {
        return;
    }
    let records = place.table("records");
    let ids = column(&records, "question_id");
    let refers = column(&records, "refers_to");
    let links = column(&read(&to.path().join("koppelingen-records.csv"), b','), "refers_to");
    let mut seen = BTreeSet::new();
    for (n, targets) in refers.iter().enumerate().filter(|(_, targets)| !targets.is_empty()) {
        let row: usize = links[n].strip_prefix("#'records'!A").unwrap_or_else(|| panic!("{}", links[n])).parse().unwrap();
        assert_eq!(ids[row - 2], targets.split(';').next().unwrap());
        seen.insert(ids[n].split('/').next().unwrap().to_owned());
    }
    assert_eq!(seen.len(), 2, "a document without a reference: {seen:?}");
}

fn part(place: &Place, name: &str) -> String {
    let file = std::fs::File::open(place.output().join("overleg.xlsx")).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    std::io::read_to_string(archive.by_name(name).unwrap()).unwrap()
}

/// `0` is `A`, `26` is `AA`.
fn letters(column: usize) -> String {
    let last = char::from(b'A' + (column % 26) as u8);
    if column < 26 { last.to_string() } else { format!("{}{last}", letters(column / 26 - 1)) }
}

#[test]
fn the_first_sheet_sums_up_and_has_charts() {
    let place = place();
    place.run(&["--lang", "nl"]);
    let mut book: Xlsx<_> = open_workbook(place.output().join("overleg.xlsx")).unwrap();
    assert_eq!(book.sheet_names()[..3], ["Samenvatting", "records", "documenten"]);
    let texts: Vec<String> = book.worksheet_range("Samenvatting").unwrap().used_cells().map(|(_, _, cell)| cell.to_string()).collect();
    for text in [
        concat!("Gemaakt door overleg ", env!("CARGO_PKG_VERSION")),
        "Opdracht: overleg INPUT -o OUTPUT --format csv,xlsx --lang nl",
        "Onbeantwoord naar fractie",
        "Wat de kleuren betekenen",
        "uitgesteld",
        "NSC",
    ] {
        assert!(texts.iter().any(|t| t == text), "{text}: {texts:?}");
    }
    assert!(!texts.iter().any(|t| t.contains(place.root().to_str().unwrap())), "a path of this machine");
    for chart in 1..=3 {
        assert!(part(&place, &format!("xl/charts/chart{chart}.xml")).contains("<c:barChart>"));
    }
    let records = part(&place, "xl/worksheets/sheet2.xml");
    assert!(records.contains("state=\"frozen\"") && records.contains("<autoFilter "), "no frozen header or no filter");
}

#[test]
fn a_text_longer_than_a_cell_is_cut_and_said_so() {
    let long = format!("Zie antwoord op de vorige vraag. {}", "Het kabinet deelt deze zorg niet en licht dat hieronder toe. ".repeat(700));
    let place = Place::new([("lang.txt", &REPORT.replace("Zie antwoord op de vorige vraag.", &long))]);
    place.ok(&["--dialect", "excel-nl"]);
    let excel = read(&place.output().join("answers.csv"), b';');
    let mut book: Xlsx<_> = open_workbook(place.output().join("overleg.xlsx")).unwrap();
    let range = book.worksheet_range("answers").unwrap();
    let at = excel[0].iter().position(|name| name == "answer").unwrap();
    let diagnostics = read(&place.output().join("diagnostics.csv"), b';');
    place.ok(&[]);
    let whole = column(&place.table("answers"), "answer");
    let mut cut = 0;
    for (n, text) in whole.iter().enumerate().filter(|(_, text)| text.encode_utf16().count() > 32_767) {
        let (csv, cell) = (&excel[n + 1][at], range.get((n + 1, at)).unwrap().to_string());
        for (short, note) in [(csv, " […]"), (&cell, " […] [cut: the full text is in answers.csv]")] {
            assert!(short.encode_utf16().count() <= 32_767);
            assert!(text.starts_with(short.strip_suffix(note).unwrap()), "{}", &short[short.len() - 80..]);
        }
        cut += 1;
    }
    assert!(cut > 0);
    let said = column(&diagnostics, "message");
    let codes = column(&diagnostics, "code");
    assert!(codes.iter().zip(&said).any(|(code, text)| code == "cell_cut" && text.contains("overleg.xlsx, answers")), "{said:?}");
    assert!(codes.iter().zip(&said).any(|(code, text)| code == "cell_cut" && text.contains("answers.csv")), "{said:?}");
}

#[test]
fn the_dialect_of_excel_differs_in_nothing_but_its_guards() {
    let place = place();
    place.run(&["--format", "csv"]);
    let plain: Vec<Rows> = sheets().filter(|(name, _)| *name != "blocks").map(|(_, table)| place.table(table.name)).collect();
    place.run(&["--format", "csv", "--dialect", "excel-nl"]);
    let mut guarded = 0;
    for ((_, table), plain) in sheets().filter(|(name, _)| *name != "blocks").zip(plain) {
        let path = place.output().join(format!("{}.csv", table.name));
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.starts_with('\u{FEFF}') && text.ends_with("\r\n"));
        let rows = read(&path, b';');
        assert_eq!(rows.len(), plain.len());
        for (row, plain) in rows.iter().zip(&plain) {
            for ((cell, plain), column) in row.iter().zip(plain).zip(table.columns) {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
                guarded += usize::from(cell != plain && cell.starts_with('\''));
                assert_eq!(unguarded(cell, column.kind), *plain);
            }
        }
    }
    assert!(guarded > 10, "{guarded}");
}

fn unguarded(cell: &str, kind: Kind) -> String {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest.to_owned(),
        _ if matches!(kind, Kind::Decimal) => cell.replace(',', "."),
        _ => cell.to_owned(),
    }
}

#[test]
fn python_reads_the_dialect_of_excel() {
    let Some(python) = program("python3") else {
        eprintln!("skipped: no Python here to read the CSV files with");
        return;
    };
    let place = place();
    place.run(&["--format", "csv", "--dialect", "excel-nl"]);
    let script = "import csv, json, sys\nwith open(sys.argv[1], newline='', encoding='utf-8-sig') as f:\n    print(json.dumps(list(csv.reader(f, delimiter=';'))))";
    for name in ["records", "answers", "documents", "references"] {
        let path = place.output().join(format!("{name}.csv"));
        let output = Command::new(&python).args(["-c", script]).arg(&path).output().unwrap();
        let rows: Rows = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(rows, read(&path, b';'), "{name}");
    }
}

/// Every sheet as a CSV file.
const ALL_SHEETS: &str = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true,true,false,false,-1";

/// Converts `file` into the folder `to`. False where the machine has no LibreOffice.
fn office(arguments: &[&str], file: &Path, to: &Path) -> bool {
    let Some(soffice) = program("soffice").or_else(|| program("libreoffice")) else {
        eprintln!("skipped: no LibreOffice here to open the tables with");
        return false;
    };
    let profile = to.join("profile");
    let status = Command::new(soffice)
        .arg("--headless")
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(arguments)
        .arg("--outdir")
        .args([to, file])
        .output()
        .unwrap();
    assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
    true
}

#[test]
fn libreoffice_shows_the_workbook_as_the_csv() {
    let place = place();
    place.run(&["--trace"]);
    let to = tempfile::tempdir().unwrap();
    if !office(&["--convert-to", ALL_SHEETS], &place.output().join("overleg.xlsx"), to.path()) {
        return;
    }
    for (sheet, table) in sheets() {
        let rows = read(&to.path().join(format!("overleg-{sheet}.csv")), b',');
        let expected = place.table(table.name);
        assert_eq!(rows.len(), expected.len(), "{sheet}");
        for (n, (row, expected)) in rows.iter().zip(&expected).enumerate() {
            assert_eq!(row, expected, "{sheet}, row {}", n + 1);
        }
    }
}

#[test]
fn libreoffice_in_dutch_opens_the_dialect_of_excel() {
    let place = place();
    place.run(&["--format", "csv", "--dialect", "excel-nl"]);
    let to = tempfile::tempdir().unwrap();
    for table in [&tables::RECORDS, &tables::ANSWERS, &tables::DOCUMENTS, &tables::SUMMARY] {
        let path = place.output().join(format!("{}.csv", table.name));
        // Semicolon, quotes, UTF-8, Dutch (1043).
        if !office(&["--infilter=CSV:59,34,76,1,,1043,false,false", "--convert-to", "xlsx"], &path, to.path()) {
            return;
        }
        let mut book: Xlsx<_> = open_workbook(to.path().join(PathBuf::from(table.name).with_extension("xlsx"))).unwrap();
        let range = book.worksheet_range_at(0).unwrap().unwrap();
        let expected = read(&path, b';');
        assert_eq!(range.rows().count(), expected.len(), "{}", table.name);
        for (row, expected) in range.rows().zip(&expected) {
            for ((cell, expected), column) in row.iter().zip(expected).zip(table.columns) {
                let text = match (cell, column.kind) {
                    (Data::Float(n), Kind::Decimal) => format!("{n:.1}").replace('.', ","),
                    (Data::DateTime(date), Kind::Date) => {
                        jiff::civil::date(1899, 12, 30).checked_add(jiff::Span::new().days(date.as_f64() as i64)).unwrap().to_string()
                    }
                    (cell, _) => cell.to_string(),
                };
                assert_eq!(text, *expected, "{}.{}", table.name, column.name);
            }
        }
    }
}
