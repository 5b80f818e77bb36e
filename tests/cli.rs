//! The program end to end: help, exit status, bad input, whole files or none, the same bytes whatever the threads.

use std::fs;

use crate::support::containers::zip;
use crate::support::place::{LETTER, Place, REPORT, overleg, rows, said};
use overleg::diagnostic::Code;
use overleg::export::tables;
use overleg::model::{ReviewReason, Signal, Status};

#[test]
fn help_teaches_and_version_answers() {
    let help = said(overleg().arg("--help"));
    assert_eq!(help.status, 0);
    for word in ["Examples:", "Exit status:", "records.csv", "inspect", "--max-seconds", "[default: 512M]"] {
        assert!(help.out.contains(word), "{word}");
    }
    let version = said(overleg().arg("--version"));
    assert_eq!((version.status, version.out.trim()), (0, concat!("overleg ", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn every_table_is_written_with_its_columns() {
    let place = Place::new([("verslag.txt", REPORT.as_bytes()), ("map/brief.txt", LETTER.as_bytes())]);
    let run = place.run(&["--trace"]);
    assert_eq!(run.status, 0, "{}{}", run.out, run.err);
    assert_eq!(run.err, "", "no progress bar in a pipe");
    assert!(run.out.contains("2 documents: 1 read, 1 skipped"), "{}", run.out);
    for table in tables::TABLES {
        let text = fs::read_to_string(place.output().join(format!("{}.csv", table.name))).unwrap();
        let header = table.columns.iter().map(|c| c.name).collect::<Vec<_>>().join(",");
        assert_eq!(text.lines().next().unwrap(), header);
    }
    assert_eq!(place.by_file("documents", "state")["verslag.txt"], "ok");
    assert_eq!(place.by_file("documents", "state")["map/brief.txt"], "skipped");
    assert_ne!(place.by_file("documents", "message")["map/brief.txt"], "");
    assert_eq!(place.by_file("documents", "characters"), place.by_file("documents", "accounted"));
    assert_eq!(place.by_file("documents", "dossier")["verslag.txt"], "32317");

    let without_trace = place.run(&[]);
    assert_eq!(without_trace.status, 0);
    assert!(!place.output().join("blocks.csv").exists(), "a table of the run before does not stay");
}

#[test]
fn a_folder_without_a_report_gives_headers_only() {
    let place = Place::new([("brief.txt", LETTER.as_bytes())]);
    let run = place.run(&[]);
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.out.contains("No report was found"));
    assert_eq!(rows(&place.output().join("records.csv")).len(), 0);
    assert!(fs::read_to_string(place.output().join("records.csv")).unwrap().starts_with("document_id,"));
}

#[test]
fn bad_files_get_a_row_and_the_others_are_read() {
    let large = "De leden vragen. ".repeat(20_000);
    let place = Place::new([
        ("verslag.txt", REPORT.as_bytes()),
        ("leeg.txt", b""),
        ("plaatje.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89"),
        ("binair.txt", &[0, 1, 2, 3, 0, 255, 254, 7, 0, 0, 0, 9].repeat(50)),
        ("kapot.docx", b"PK\x03\x04 en dan niets"),
        ("groot.txt", large.as_bytes()),
        (".verborgen.txt", b"x"),
        ("~$verslag.docx", b"x"),
        ("met spatie\nen regel “é”.txt", REPORT.as_bytes()),
    ]);
    let run = place.run(&["--max-file-size", "200K"]);
    assert_eq!(run.status, 1, "{}", run.err);
    let states = place.by_file("documents", "state");
    assert_eq!(states.len(), 7, "{states:?}");
    for name in ["leeg.txt", "plaatje.png", "binair.txt", "kapot.docx", "groot.txt"] {
        assert_eq!(states[name], "failed", "{name}");
        assert_ne!(place.by_file("documents", "message")[name], "", "{name}");
        assert_eq!(run.err.matches(name).count(), 1, "named once: {}", run.err);
    }
    assert_eq!(states["met spatie\nen regel “é”.txt"], "ok", "the first in order of the paths is kept");
    assert_eq!(states["verslag.txt"], "duplicate", "it holds the same report");
    let codes = place.by_file("diagnostics", "code");
    assert_eq!(codes["leeg.txt"], "empty_file");
    assert_eq!(codes["groot.txt"], "over_limit");
    assert!(run.out.contains("5 failed"), "{}", run.out);
}

#[test]
fn usage_and_fatal_errors_are_two_and_say_what_to_do() {
    let place = Place::empty();
    let missing = said(overleg().arg(place.input().join("weg")).arg("-o").arg(place.output()));
    assert_eq!(missing.status, 2);
    assert!(missing.err.contains("weg") && missing.err.contains("Check the path"), "{}", missing.err);
    assert!(!place.output().exists(), "nothing is made for a run that cannot start");

    let empty = place.run(&[]);
    assert_eq!(empty.status, 2);
    assert!(empty.err.contains("no documents found"), "{}", empty.err);

    place.file("verslag.txt", REPORT.as_bytes());
    let same = said(overleg().arg(place.input()).arg("-o").arg(place.input()));
    assert_eq!(same.status, 2);
    assert!(same.err.contains("is the input folder"), "{}", same.err);

    fs::write(place.output(), "a file where the folder should be").unwrap();
    let blocked = place.run(&[]);
    assert_eq!(blocked.status, 2);
    assert!(blocked.err.contains("cannot write"), "{}", blocked.err);

    assert_eq!(said(overleg().args(["--jobs", "0"])).status, 2);
    assert_eq!(said(overleg().args(["--max-file-size", "veel"])).status, 2);
    assert_eq!(said(overleg().args(["inspect", "bestaat-niet.txt"])).status, 2);
    assert_eq!(place.run(&["--rules", "bestaat-niet"]).status, 2);
}

#[test]
fn broken_rules_stop_the_run_before_it_starts() {
    let place = Place::new([("verslag.txt", REPORT.as_bytes())]);
    let rules = place.at("regels");
    fs::create_dir(&rules).unwrap();
    fs::write(rules.join("mijn.toml"), "[[rule]]\nid = 'mijn'\ngroup = 'kind'\nwhy = 'x'\npattern = '('\n").unwrap();
    let run = place.run(&["--rules", rules.to_str().unwrap()]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("mijn.toml") && run.err.contains("Mend the file"), "{}", run.err);
    assert!(!place.output().exists());

    let two = "[[rule]]\nid = 'mijn'\ngroup = 'kind'\nwhy = 'x'\npattern = '^a'\naccepts = ['b']\nrejects = ['ab']\n";
    fs::write(rules.join("mijn.toml"), two).unwrap();
    let run = place.run(&["--rules", rules.to_str().unwrap()]);
    let lines: Vec<&str> = run.err.lines().collect();
    assert_eq!(lines.len(), 3, "a line a fault and one for what to do: {}", run.err);
    assert!(lines[0].contains("does not match \"b\"") && lines[1].contains("matches \"ab\""), "{}", run.err);
}

#[test]
fn warnings_count_with_strict_only() {
    let strange = REPORT.replace("NSC-fractie", "Zonnebloempartij-fractie");
    let place = Place::new([("verslag.txt", strange.as_bytes())]);
    assert_eq!(place.run(&[]).status, 0);
    let severities = place.by_file("diagnostics", "severity");
    assert_eq!(severities.get("verslag.txt").map(String::as_str), Some("warning"), "{severities:?}");
    assert_eq!(place.run(&["--strict"]).status, 1);
}

#[test]
fn the_same_bytes_whatever_the_threads_and_the_order() {
    let names: Vec<String> = (0..12).map(|n| format!("map{}/stuk {n}.txt", n % 3)).collect();
    let text = |n: usize| if n.is_multiple_of(4) { LETTER.to_owned() } else { REPORT.replace("nr. 974", &format!("nr. {n}")) };
    let run = |order: &[usize], threads: &str| {
        let place = Place::empty();
        order.iter().for_each(|&n| place.file(&names[n], text(n).as_bytes()));
        let run = place.run(&["-j", threads, "--trace"]);
        assert_eq!(run.status, 0, "{}", run.err);
        place.files()
    };
    let forward: Vec<usize> = (0..12).collect();
    let shuffled = [7, 2, 11, 0, 5, 9, 1, 10, 3, 8, 6, 4];
    let once = run(&forward, "1");
    for (order, threads) in [(&forward[..], "2"), (&shuffled[..], "2"), (&shuffled[..], "8")] {
        let other = run(order, threads);
        assert_eq!(once.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
        for (name, bytes) in &once {
            assert!(other[name] == *bytes, "{name} differs with {threads} threads");
        }
    }
}

#[test]
fn files_and_folders_mix_and_count_once() {
    let place = Place::new([("a/verslag.txt", REPORT.as_bytes()), ("b/brief.txt", LETTER.as_bytes())]);
    let input = place.input();
    let mut command = overleg();
    command.args([input.join("a"), input.join("a/verslag.txt"), input.join("b/brief.txt"), input.join("b/../b/brief.txt")]);
    let run = said(command.arg("-o").arg(place.output()));
    assert_eq!(run.status, 0, "{}", run.err);
    let states = place.by_file("documents", "state");
    assert_eq!(states.keys().collect::<Vec<_>>(), ["a/verslag.txt", "b/brief.txt"]);
}

#[test]
fn the_output_folder_inside_the_input_is_not_read() {
    let place = Place::new([("verslag.txt", REPORT.as_bytes())]);
    let output = place.input().join("uit");
    for _ in 0..2 {
        assert_eq!(said(overleg().arg(place.input()).arg("-o").arg(&output)).status, 0);
    }
    assert_eq!(rows(&output.join("documents.csv")).len(), 1);
}

#[cfg(unix)]
#[test]
fn links_are_followed_to_files_only() {
    use std::os::unix::fs::symlink;
    let place = Place::new([("a/verslag.txt", REPORT.as_bytes())]);
    let outside = place.at("buiten");
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("brief.txt"), LETTER).unwrap();
    symlink(place.input(), place.input().join("a/kring")).unwrap();
    symlink(&outside, place.input().join("naar-buiten")).unwrap();
    symlink("nergens", place.input().join("dood.txt")).unwrap();
    symlink(place.input().join("a/verslag.txt"), place.input().join("z-zelfde.txt")).unwrap();
    symlink(outside.join("brief.txt"), place.input().join("brief.txt")).unwrap();
    let run = place.run(&[]);
    let states = place.by_file("documents", "state");
    let expected =
        [("a/kring", "skipped"), ("a/verslag.txt", "ok"), ("brief.txt", "skipped"), ("dood.txt", "failed"), ("naar-buiten", "skipped")];
    assert_eq!(states, expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect());
    let codes = place.by_file("diagnostics", "code");
    assert_eq!((codes["a/kring"].as_str(), codes["naar-buiten"].as_str()), ("skipped_entry", "skipped_entry"));
    assert_eq!(run.status, 1);
}

#[cfg(unix)]
#[test]
fn names_that_are_no_text_are_shown_and_unique() {
    use std::os::unix::ffi::OsStrExt;
    let place = Place::empty();
    for name in [&b"stuk\xFF.txt"[..], b"stuk\xFE.txt", b"stuk\\xFF.txt"] {
        // Not every file system takes such a name.
        if fs::write(place.input().join(std::ffi::OsStr::from_bytes(name)), LETTER).is_err() {
            return;
        }
    }
    assert_eq!(place.run(&[]).status, 0);
    let names: Vec<String> = place.by_file("documents", "source_file").into_keys().collect();
    assert_eq!(names, ["stuk\\xFE.txt", "stuk\\xFF.txt", "stuk\\xFF.txt (2)"]);
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_gets_a_row() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new([("dicht.txt", LETTER.as_bytes()), ("open.txt", LETTER.as_bytes())]);
    let path = place.input().join("dicht.txt");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    // The superuser may read everything.
    let expected = if fs::File::open(&path).is_ok() { ("skipped", 0) } else { ("failed", 1) };
    let run = place.run(&[]);
    assert_eq!((place.by_file("documents", "state")["dicht.txt"].as_str(), run.status), expected);
}

#[test]
fn a_file_that_vanishes_gets_a_row() {
    let place = Place::new([("blijft.txt", LETTER.as_bytes()), ("weg.txt", LETTER.as_bytes())]);
    let plan = overleg::Plan::new(vec![place.input()], place.output());
    let sources = overleg::source::discover(&plan).unwrap();
    fs::remove_file(place.input().join("weg.txt")).unwrap();
    let context = overleg::pipeline::Context::new(&plan).unwrap();
    let mut states = Vec::new();
    let take = |extract: overleg::export::Extract| {
        states.push((extract.source_file, extract.state.as_str(), extract.diagnostics[0].code.clone()));
        Ok(())
    };
    overleg::pipeline::process(&plan, context, sources, &overleg::Silent, take).unwrap();
    assert_eq!(states[0], ("blijft.txt".to_owned(), "skipped", "not_a_report".to_owned()));
    assert_eq!(states[1], ("weg.txt".to_owned(), "failed", "unreadable_file".to_owned()));
}

#[test]
fn archives_are_folders() {
    let innermost = zip(&[("x.txt", LETTER.as_bytes())]);
    let inner = zip(&[("verslag.txt", REPORT.as_bytes()), ("dieper.zip", &innermost)]);
    let outer = zip(&[
        ("map/brief.txt", LETTER.as_bytes()),
        ("__MACOSX/map/._brief.txt", b"x"),
        ("binnen.zip", &inner),
        ("../ontsnapt.txt", LETTER.as_bytes()),
        ("leeg.txt", b""),
        ("stuk.zip", b"geen zip"),
    ]);
    let place = Place::new([("archief.zip", &outer[..]), ("geen.zip", b"PK\x03\x04 maar geen zip"), ("niets.zip", &zip(&[]))]);
    let run = place.run(&[]);
    assert_eq!(run.status, 1);
    let states = place.by_file("documents", "state");
    let expected = [
        ("archief.zip/../ontsnapt.txt", "skipped"),
        ("archief.zip/binnen.zip/dieper.zip", "skipped"),
        ("archief.zip/binnen.zip/verslag.txt", "ok"),
        ("archief.zip/leeg.txt", "failed"),
        ("archief.zip/map/brief.txt", "skipped"),
        ("archief.zip/stuk.zip", "failed"),
        ("geen.zip", "failed"),
        ("niets.zip", "failed"),
    ];
    assert_eq!(states, expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect());
    let codes = place.by_file("diagnostics", "code");
    assert_eq!(codes["archief.zip/../ontsnapt.txt"], "skipped_entry");
    assert_eq!(codes["archief.zip/map/brief.txt"], "not_a_report");
    assert!(!place.at("ontsnapt.txt").exists());
}

#[test]
fn a_run_that_fails_leaves_the_earlier_tables() {
    let place = Place::new([("verslag.txt", REPORT.as_bytes())]);
    assert_eq!(place.run(&[]).status, 0);
    let before = place.files();
    place.file("brief.txt", LETTER.as_bytes());
    // A folder where a table should go cannot be replaced.
    fs::remove_file(place.output().join("summary.csv")).unwrap();
    fs::create_dir(place.output().join("summary.csv")).unwrap();
    let run = place.run(&[]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("summary.csv is a folder") && run.err.contains("as they were"), "{}", run.err);
    let mut after = place.files();
    after.insert("summary.csv".to_owned(), before["summary.csv"].clone());
    assert!(after == before);
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_the_earlier_tables() {
    let place = Place::new([("stuk0.txt", REPORT.as_bytes())]);
    assert_eq!(place.run(&[]).status, 0);
    let before = place.files();
    for n in 1..4000 {
        fs::hard_link(place.input().join("stuk0.txt"), place.input().join(format!("stuk{n}.txt"))).unwrap();
    }
    let mut child = overleg()
        .args([place.input().as_os_str(), "-o".as_ref(), place.output().as_os_str(), "-j".as_ref(), "1".as_ref()])
        .stderr(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    // The hidden folder is made when the arguments, the rules and the inputs are known to be good.
    while !place.output().join(".overleg-partial").exists() && child.try_wait().unwrap().is_none() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let killed = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stderr).contains("interrupted"));
    assert!(place.files() == before);
    assert!(!place.output().join(".overleg-partial").exists());
}

#[test]
fn explain_knows_every_word() {
    let words = Code::ALL.iter().map(|c| c.as_str());
    let words = words.chain(Status::ALL.map(Status::as_str)).chain(Signal::ALL.map(Signal::as_str));
    for word in words.chain(ReviewReason::ALL.map(ReviewReason::as_str)).chain(["unresolved", "partial"]) {
        let explained = said(overleg().args(["explain", word]));
        assert_eq!(explained.status, 0, "{word}");
        assert!(explained.out.contains(word) && explained.out.contains("What to do:"), "{word}: {}", explained.out);
    }
    assert!(said(overleg().args(["explain", "limits"])).out.contains("--max-seconds"));
    assert!(said(overleg().arg("explain")).out.contains("refers_back"));
    let unknown = said(overleg().args(["explain", "refers"]));
    assert_eq!(unknown.status, 2);
    assert!(unknown.err.contains("Did you mean"), "{}", unknown.err);
}

#[test]
fn completions_and_man_page_are_there() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = said(overleg().args(["completions", shell]));
        assert!(script.status == 0 && script.out.contains("overleg") && script.out.contains("max-seconds"), "{shell}");
    }
    let page = said(overleg().arg("man"));
    assert!(page.status == 0 && page.out.starts_with(".") && page.out.contains("Exit status"), "{}", page.out);
}

#[test]
fn inspect_shows_how_a_document_was_read() {
    let place = Place::new([("verslag.txt", REPORT.as_bytes()), ("leeg.txt", b"")]);
    let report = said(overleg().arg("inspect").arg(place.input().join("verslag.txt")));
    assert_eq!(report.status, 0, "{}", report.err);
    for word in
        ["verslag_schriftelijk_overleg", "because", "faction_heading", "Readings that competed", "question 1", "answer 1", "in the end:"]
    {
        assert!(report.out.contains(word), "{word}");
    }
    assert!(!report.out.contains('\u{1b}'), "no colours in a pipe");
    let coloured = said(overleg().args(["--color", "always", "inspect"]).arg(place.input().join("verslag.txt")));
    assert!(coloured.out.contains('\u{1b}'));
    let empty = said(overleg().arg("inspect").arg(place.input().join("leeg.txt")));
    assert!(empty.status == 1 && empty.out.contains("empty_file"), "{}", empty.out);
}

#[test]
fn quiet_says_nothing_when_nothing_is_wrong() {
    let place = Place::new([("verslag.txt", REPORT.as_bytes())]);
    let run = place.run(&["-q"]);
    assert_eq!((run.status, run.out.as_str(), run.err.as_str()), (0, "", ""));
}
