//! Planted faults in a run of a thousand files, and names that no one expects.
#![cfg(unix)]
#![allow(clippy::print_stderr)]

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::num::NonZeroUsize;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use crate::support::containers::{ole, zip};
use crate::support::place::{Place, Row};
use overleg::cli::Lang;
use overleg::{Observer, Plan};

/// A user that may read nothing of root's: `nobody` on most systems.
const NOBODY: u32 = 65534;

/// A small report; each number makes another one.
fn report(number: usize) -> Vec<u8> {
    format!(
        "32 317 JBZ-Raad\n\nNr. {number} VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n\nVastgesteld 4 november 2025\n\n\
         I Vragen en opmerkingen vanuit de fracties\n\nVragen en opmerkingen van de leden van de VVD-fractie\n\n\
         De leden van de VVD-fractie vragen waarom dossier {number} nog niet is afgerond. Kan de minister dat toelichten?\n\n\
         Antwoord\n\nHet kabinet rondt dossier {number} dit jaar af.\n"
    )
    .into_bytes()
}

/// Ten ways to be broken: name, bytes, the code of the row.
fn broken(n: usize) -> [(String, Vec<u8>, &'static str); 10] {
    let docx = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/docx/antwoord-temmink-485e.docx")).unwrap();
    let mut flipped = docx.clone();
    // Inside the packed main part, which the checksum guards.
    let at = flipped.windows(17).position(|w| w == b"word/document.xml").unwrap() + 400 + n;
    flipped[at] ^= 0x10;
    let deep = format!("<officiele-publicatie>{}", "<divisie>".repeat(10_000));
    let blank =
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
        3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\ntrailer\n<< /Root 1 0 R /Size 4 >>\n%%EOF\n";
    [
        (format!("leeg{n}.txt"), Vec::new(), "empty_file"),
        (format!("half{n}.docx"), docx[..docx.len() / 2 + n].to_vec(), "damaged_file"),
        (format!("omgevallen{n}.docx"), flipped, "damaged_file"),
        (format!("oud{n}.doc"), ole("WordDocument"), "unsupported_format"),
        (format!("opgemaakt{n}.docx"), b"{\\rtf1\\ansi Vraag 1}".to_vec(), "unsupported_format"),
        (format!("slot{n}.docx"), ole("EncryptedPackage"), "encrypted_file"),
        (format!("foto{n}.pdf"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), "binary_file"),
        (format!("scan{n}.pdf"), blank.to_vec(), "no_text_layer"),
        (format!("diep{n}.xml"), deep.into_bytes(), "over_limit"),
        (format!("kaal{n}.odt"), zip(&[("mimetype", b"application/vnd.oasis.opendocument.text")]), "damaged_file"),
    ]
}

/// Deletes a file as soon as the run knows its inputs.
struct Deleting {
    path: PathBuf,
    done: Mutex<bool>,
}

impl Observer for Deleting {
    fn found(&self, documents: usize, _: u64) {
        assert_eq!(documents, 1000);
        fs::remove_file(&self.path).unwrap();
        *self.done.lock().unwrap() = true;
    }
}

/// The program, copied to where any user can start it, as a user who may not read everything.
fn program(place: &Place, unprivileged: bool) -> Command {
    let here = place.root().join("overleg");
    if !here.exists() {
        fs::copy(env!("CARGO_BIN_EXE_overleg"), &here).unwrap();
    }
    let mut command = Command::new(here);
    if unprivileged {
        command.uid(NOBODY).gid(NOBODY);
    }
    command.current_dir("/");
    command
}

/// Whether this process may read what no one may: root does.
fn reads_everything(place: &Place) -> bool {
    let path = place.root().join("gesloten");
    fs::write(&path, "x").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o0)).unwrap();
    let readable = fs::read(&path).is_ok();
    fs::remove_file(&path).unwrap();
    readable
}

#[test]
fn fifty_faults_in_a_thousand_files() {
    let place = Place::new((0..950).map(|n| (format!("goed{n:03}.txt"), report(n))));
    let input = place.input();
    let mut expected: BTreeMap<String, &str> = BTreeMap::new();
    // 47 broken in ten ways, a link in a circle, one without read permission, one deleted: 50.
    for (name, bytes, code) in (0..5).flat_map(broken).take(47) {
        fs::write(input.join(&name), bytes).unwrap();
        expected.insert(name, code);
    }
    symlink("kring", input.join("kring")).unwrap();
    expected.insert("kring".to_owned(), "unreadable_file");
    let closed = input.join("gesloten.txt");
    fs::write(&closed, report(5000)).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o0)).unwrap();
    let gone = input.join("weg.txt");
    fs::write(&gone, report(5001)).unwrap();

    // First in this process, where the file can be deleted between its discovery and its turn.
    let mut plan = Plan::new(vec![input.clone()], place.output());
    plan.threads = NonZeroUsize::new(2).unwrap();
    let observer = Deleting { path: gone, done: Mutex::new(false) };
    let summary = overleg::run(&plan, &observer).unwrap();
    assert!(*observer.done.lock().unwrap());
    assert_eq!(summary.exit_status(false), 1);
    let everything = reads_everything(&place);
    expected.insert("weg.txt".to_owned(), "unreadable_file");
    if !everything {
        expected.insert("gesloten.txt".to_owned(), "unreadable_file");
    }
    check(&place, &expected, 1000);
    expected.remove("weg.txt");

    // Then the program itself, as a user for whom the permission counts.
    expected.insert("gesloten.txt".to_owned(), "unreadable_file");
    fs::set_permissions(place.root(), fs::Permissions::from_mode(0o755)).unwrap();
    let output = place.root().join("output");
    fs::remove_dir_all(&output).unwrap();
    fs::create_dir(&output).unwrap();
    fs::set_permissions(&output, fs::Permissions::from_mode(0o777)).unwrap();
    let ran = match program(&place, everything).args([input.as_os_str(), "-o".as_ref(), output.as_os_str()]).output() {
        Ok(ran) => ran,
        Err(error) => {
            eprintln!("skipped: the program could not be started as another user ({error}), so a closed file was not tried");
            return;
        }
    };
    let said = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(1), "{said}");
    check(&place, &expected, 999);
}

/// The rows of the faults say why; all other files were read, each with its own question and answer.
fn check(place: &Place, expected: &BTreeMap<String, &str>, files: usize) {
    let documents = place.documents();
    assert_eq!(documents.len(), files);
    let errors: BTreeMap<String, Row> = place
        .rows("diagnostics")
        .into_iter()
        .filter(|row| row["severity"] == "error")
        .map(|row| (row["source_file"].clone(), row))
        .collect();
    for (name, code) in expected {
        assert_eq!(documents[name]["state"], "failed", "{name}");
        assert!(!documents[name]["message"].is_empty() && !errors[name]["hint"].is_empty(), "{name}");
        assert_eq!(errors[name]["code"], *code, "{name}: {}", errors[name]["message"]);
    }
    let records: BTreeMap<String, Row> = place.rows("records").into_iter().map(|row| (row["source_file"].clone(), row)).collect();
    for n in 0..950 {
        let name = format!("goed{n:03}.txt");
        assert_eq!(documents[&name]["state"], "ok", "{name}");
        assert!(records[&name]["question"].contains(&format!("dossier {n} nog niet")), "{name}: {:?}", records[&name]);
        assert_eq!(records[&name]["answer"], format!("Het kabinet rondt dossier {n} dit jaar af."));
    }
}

/// Of each table the messages and hints, in the language of the run.
fn sentences(place: &Place, lang: Lang) -> Vec<String> {
    let mut plan = Plan::new(vec![place.input()], place.output());
    plan.lang = lang;
    overleg::run(&plan, &overleg::Silent).unwrap();
    let mut out = Vec::new();
    for (table, columns) in [("documents", &["message"][..]), ("diagnostics", &["message", "hint"])] {
        let table = overleg::export::tables::TABLES.iter().find(|t| t.name == table).unwrap();
        let mut reader = csv::Reader::from_path(place.output().join(format!("{}.csv", table.name))).unwrap();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        for (at, _) in table.columns.iter().enumerate().filter(|(_, column)| columns.contains(&column.name)) {
            out.extend(rows.iter().map(|row| row[at].to_owned()));
        }
    }
    out
}

#[test]
fn what_is_wrong_is_said_in_dutch_too() {
    let faults = broken(0).into_iter().map(|(name, bytes, _)| (name, bytes));
    let more = [
        ("een.txt", report(1)),
        ("twee.txt", report(1)),
        ("brief.txt", "Geachte voorzitter,\n\nHierbij een brief zonder vragen.\n".as_bytes().to_vec()),
        ("archief.zip", zip(&[("../buiten.txt", &report(2)[..]), ("oud.doc", &ole("WordDocument"))])),
        ("tabel.xlsx", zip(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>")])),
        ("latijn.txt", b"Geachte voorzitter, de financi\xEBn van Belgi\xEB.".to_vec()),
    ];
    let place = Place::new(faults.chain(more.map(|(name, bytes)| (name.to_owned(), bytes))));
    symlink("kring", place.input().join("kring")).unwrap();
    let (en, nl) = (sentences(&place, Lang::En), sentences(&place, Lang::Nl));
    assert_eq!(en.len(), nl.len());
    assert!(en.iter().filter(|text| !text.is_empty()).count() > 40);
    for (en, nl) in en.iter().zip(&nl).filter(|(en, _)| !en.is_empty()) {
        assert_ne!(en, nl, "add it to src/export/data/sentences.csv");
        // The words of the program, not those of a library or of the document behind them.
        assert!(![" the ", " was ", " is not "].iter().any(|word| nl.split(": ").next().unwrap().contains(word)), "{nl}");
    }
}

#[test]
fn names_may_hold_anything() {
    let mut names: Vec<Vec<u8>> =
        ["met spatie.txt", "\"aanhaling' «x».txt", "regel\neinde.txt", "vraag 😀?.txt", "=1+1.txt", "-o.txt", "#$&;|*%.txt", "ij́ ü.txt"]
            .iter()
            .map(|name| name.as_bytes().to_vec())
            .collect();
    names.push(b"latijn\xEB.txt".to_vec());
    names.push([b"n".repeat(251), b".txt".to_vec()].concat());
    let place = Place::new(names.iter().enumerate().filter_map(|(n, name)| {
        let path = PathBuf::from(OsStr::from_bytes(name));
        // Some file systems take no such name.
        let possible = tempfile::tempdir().is_ok_and(|probe| fs::write(probe.path().join(&path), "").is_ok());
        possible.then(|| (path, report(n)))
    }));
    let written = fs::read_dir(place.input()).unwrap().count();
    assert!(written >= 8, "{written}");
    let documents = place.run_here();
    assert_eq!(documents.len(), written);
    assert!(documents.values().all(|row| row["state"] == "ok"));
    assert!(documents.contains_key("regel\neinde.txt") && documents.contains_key("vraag 😀?.txt"));
    if fs::read_dir(place.input()).unwrap().any(|entry| entry.unwrap().file_name().to_str().is_none()) {
        assert!(documents.contains_key("latijn\\xEB.txt"), "{:?}", documents.keys());
    }
    assert!(documents.keys().any(|name| name.len() == 255));
}

/// Every path below a folder, with the size of files.
fn tree(folder: &Path) -> BTreeMap<PathBuf, u64> {
    let mut out = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let metadata = entry.metadata().unwrap();
        if metadata.is_dir() {
            out.extend(tree(&entry.path()));
        }
        out.insert(entry.path(), if metadata.is_dir() { 0 } else { metadata.len() });
    }
    out
}

#[test]
fn nothing_is_written_but_the_output() {
    let slip = zip(&[
        ("../ontsnapt.txt", &report(1)),
        ("/ontsnapt.txt", &report(2)),
        ("map/../../ontsnapt.txt", &report(3)),
        ("..\\ontsnapt.txt", &report(4)),
        ("C:\\ontsnapt.txt", &report(5)),
        ("map/binnen.txt", &report(6)),
    ]);
    let place = Place::new([("archief.zip", slip), ("verslag.txt", report(7)), ("leeg.txt", Vec::new())]);
    for folder in ["werk", "tijdelijk", "thuis"] {
        fs::create_dir(place.root().join(folder)).unwrap();
    }
    let before = tree(place.root());
    let status = Command::new(env!("CARGO_BIN_EXE_overleg"))
        .args([place.input().as_os_str(), "-o".as_ref(), place.output().as_os_str(), "--trace".as_ref(), "-q".as_ref()])
        .current_dir(place.root().join("werk"))
        .env("TMPDIR", place.root().join("tijdelijk"))
        .env("HOME", place.root().join("thuis"))
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(1));
    let documents = place.documents();
    assert_eq!(documents["archief.zip/map/binnen.txt"]["state"], "ok");
    assert_eq!(documents["archief.zip/../ontsnapt.txt"]["state"], "skipped");
    // The folder for temporary files is empty again, and nothing else changed.
    let after: BTreeMap<PathBuf, u64> = tree(place.root()).into_iter().filter(|(path, _)| !path.starts_with(place.output())).collect();
    assert_eq!(after, before);
    assert!(!place.root().parent().unwrap().join("ontsnapt.txt").exists());
}
