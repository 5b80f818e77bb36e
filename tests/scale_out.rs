//! One run over many processes: the union of the parts gives the bytes of one run, whatever divides the work.
#![allow(clippy::print_stderr)]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::support::containers::zip;
use crate::support::files_below;
use crate::support::place::{LETTER, Place, REPORT, files, overleg, said};

const INBRENG: &str = include_str!("fixtures/families/inbreng.txt");

/// A folder with reports of every fate: read, skipped, duplicate, failed, in a folder, in an archive.
fn every_fate() -> Place {
    let archive = zip(&[("map/inbreng.txt", INBRENG.as_bytes())]);
    let other = REPORT.replace("NSC", "PVV").replace("de minister", "de staatssecretaris");
    let files: [(&str, &[u8]); 8] = [
        ("a verslag.txt", REPORT.as_bytes()),
        ("b.txt", other.as_bytes()),
        ("brief.txt", LETTER.as_bytes()),
        ("leeg.txt", b""),
        ("map/kopie van \"a\".txt", REPORT.as_bytes()),
        ("map/dieper/é.txt", INBRENG.as_bytes()),
        ("plaatje.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01"),
        ("bundel.zip", &archive),
    ];
    Place::new(files)
}

/// Every file of the input, in the order of the names.
fn paths(place: &Place) -> Vec<String> {
    files_below(&place.input()).iter().map(|path| path.to_str().unwrap().to_owned()).collect()
}

/// The tables of one run.
fn one_run(place: &Place, options: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let said = place.run_to(&place.at("one"), options);
    assert_eq!(said.status, 1, "two files are no documents: {}", said.err);
    files(&place.at("one"))
}

/// The tables of the lines in `parts`.
fn merged(place: &Place, parts: &[PathBuf], options: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let merge = said(overleg().args(["merge", "--root"]).arg(place.input()).args(parts).args(options).arg("-o").arg(place.at("merged")));
    assert_eq!(merge.status, 1, "the exit status of one run: {}", merge.err);
    files(&place.at("merged"))
}

/// The lines of `overleg pipe` over `paths`.
fn pipe(root: &Path, paths: &[String], options: &[&str]) -> String {
    let mut child =
        overleg().args(["pipe", "--root"]).arg(root).args(options).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(paths.join("\n").as_bytes()).unwrap();
    let out = child.wait_with_output().unwrap();
    assert_eq!(out.status.code(), Some(0), "a document that fails is a line");
    String::from_utf8(out.stdout).unwrap()
}

fn assert_same(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) {
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (name, bytes) in one {
        let other = &other[name];
        let at = bytes.iter().zip(other).take_while(|(a, b)| a == b).count();
        let near = |bytes: &[u8]| String::from_utf8_lossy(&bytes[at.saturating_sub(100)..bytes.len().min(at + 100)]).into_owned();
        assert!(bytes == other, "{name} differs at byte {at}:\n{:?}\n{:?}", near(bytes), near(other));
    }
}

#[test]
fn the_union_of_the_parts_is_one_run() {
    let place = every_fate();
    let one = one_run(&place, &[]);
    let documents = String::from_utf8(one["documents.csv"].clone()).unwrap();
    for state in [",ok,", ",skipped,", ",duplicate,", ",failed,"] {
        assert!(documents.contains(state), "{state}: {documents}");
    }
    // Three parts, the paths and the lines in any order, and one part done twice.
    let mut paths = paths(&place);
    paths.reverse();
    fs::create_dir(place.at("parts")).unwrap();
    for (n, part) in paths.chunks(3).enumerate() {
        fs::write(place.at("parts").join(format!("part-{n:05}")), pipe(&place.input(), part, &[])).unwrap();
    }
    fs::copy(place.at("parts/part-00000"), place.at("parts/part-00009")).unwrap();
    fs::write(place.at("parts/_SUCCESS"), "").unwrap();
    assert_same(&one, &merged(&place, &[place.at("parts")], &[]));
    let files: Vec<PathBuf> = [2, 0, 1].iter().map(|n| place.at(&format!("parts/part-{n:05}"))).collect();
    assert_same(&one, &merged(&place, &files, &[]));
}

/// With their text the lines give what needs it: documents.jsonl with its spans, and the table of blocks.
#[test]
fn lines_with_text_give_the_json_of_one_run() {
    let place = every_fate();
    let options = ["--trace", "--format", "csv,jsonl"];
    let one = one_run(&place, &options);
    assert!(one.contains_key("documents.jsonl") && one.contains_key("blocks.csv"));
    fs::create_dir(place.at("parts")).unwrap();
    for (n, part) in paths(&place).chunks(2).enumerate() {
        fs::write(place.at("parts").join(format!("part-{n}")), pipe(&place.input(), part, &["--text", "--trace"])).unwrap();
    }
    assert_same(&one, &merged(&place, &[place.at("parts")], &options));
}

#[test]
fn every_path_gives_its_line_at_once() {
    let place = every_fate();
    let mut child = overleg().args(["pipe", "--root"]).arg(place.input()).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut ask = |path: &str| -> serde_json::Value {
        // Standard input stays open: the line must come before the next path.
        writeln!(input, "{path}").unwrap();
        input.flush().unwrap();
        serde_json::from_str(&output.next().unwrap().unwrap()).unwrap()
    };
    let input_folder = place.input();
    let line = ask(input_folder.join("a verslag.txt").to_str().unwrap());
    assert_eq!(line["overleg"], env!("CARGO_PKG_VERSION"));
    assert_eq!(line["document"]["source_file"], "a verslag.txt");
    assert_eq!(line["document"]["questions"].as_array().unwrap().len(), 23);
    for (path, state) in [("leeg.txt", "failed"), ("nergens.txt", "failed"), ("brief.txt", "skipped")] {
        let line = ask(input_folder.join(path).to_str().unwrap());
        assert_eq!((&line["document"]["source_file"], &line["document"]["state"]), (&path.into(), &state.into()));
        assert_ne!(line["document"]["message"], "", "{path}");
    }
    // An archive is as many lines as it holds documents; a path outside of the folder keeps its name.
    assert_eq!(ask(input_folder.join("bundel.zip").to_str().unwrap())["document"]["source_file"], "bundel.zip/map/inbreng.txt");
    assert_eq!(ask("/elders/x.txt")["document"]["source_file"], "/elders/x.txt");
    drop(input);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn lines_that_are_damaged_get_a_row_and_those_of_another_version_are_refused() {
    let place = every_fate();
    let lines = pipe(&place.input(), &paths(&place), &[]);
    let cut: String = lines
        .lines()
        .enumerate()
        .map(|(n, line)| if n == 0 { &line[..line.len() / 2] } else { line })
        .fold(String::new(), |all, line| all + line + "\n");
    fs::write(place.at("cut.jsonl"), &cut).unwrap();
    let tables = merged(&place, &[place.at("cut.jsonl")], &[]);
    let documents = String::from_utf8(tables["documents.csv"].clone()).unwrap();
    assert_eq!(documents.lines().filter(|row| row.contains("cut.jsonl:1")).count(), 1, "{documents}");
    assert!(documents.contains("damaged or cut off"), "{documents}");

    // Indices that point nowhere must not end in a panic.
    let broken = lines.replace("\"contribution\":0", "\"contribution\":7").replace("\"questions\":[0]", "\"questions\":[999]");
    fs::write(place.at("broken.jsonl"), broken).unwrap();
    let tables = merged(&place, &[place.at("broken.jsonl")], &[]);
    assert!(String::from_utf8(tables["documents.csv"].clone()).unwrap().contains("refers to records that it does not hold"));

    fs::write(place.at("old.jsonl"), lines.replace(&format!("\"overleg\":\"{}\"", env!("CARGO_PKG_VERSION")), "\"overleg\":\"0.0.1\""))
        .unwrap();
    let before = files(&place.at("merged"));
    let out = overleg().arg("merge").arg(place.at("old.jsonl")).arg("-o").arg(place.at("merged")).output().unwrap();
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("0.0.1"));
    assert_eq!(before, files(&place.at("merged")));
}

/// Whether `program` can be run. Says so when it cannot.
fn is_here(program: &str, arguments: &[&str]) -> bool {
    let here = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|s| s.success());
    if !here {
        eprintln!("skipped: {program} {} does not run on this machine", arguments.join(" "));
    }
    here
}

/// Runs the example of the README as a shell would, with `input`, `lines` and the program in the environment.
fn shell(place: &Place, script: &str) {
    let program = assert_cmd::cargo::cargo_bin("overleg");
    let path = format!("{}:{}", program.parent().unwrap().display(), std::env::var("PATH").unwrap_or_default());
    let out = Command::new("sh").args(["-ec", script]).current_dir(place.root()).env("PATH", path).env("OVERLEG", program).output();
    let out = out.unwrap();
    assert!(out.status.success(), "{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
}

/// The lines of the README between the marks of an example.
fn example(name: &str) -> &'static str {
    let readme = include_str!("../README.md");
    let start = readme.find(&format!("<!-- {name} -->")).expect(name);
    let code = &readme[start..];
    let from = code.find("```sh\n").unwrap() + 6;
    &code[from..from + code[from..].find("```").unwrap()]
}

#[test]
fn the_example_with_xargs_gives_one_run() {
    if !is_here("xargs", &["--version"]) {
        return;
    }
    let place = every_fate();
    let one = one_run(&place, &[]);
    shell(&place, &format!("{}\ntrue", example("xargs").replace("overleg merge lines --root input -o output", "")));
    assert!(fs::read_dir(place.at("lines")).unwrap().count() > 1, "the work was divided");
    assert_same(&one, &merged(&place, &[place.at("lines")], &[]));
}

#[test]
fn the_example_with_parallel_gives_one_run() {
    if !is_here("parallel", &["--version"]) {
        return;
    }
    let place = every_fate();
    let one = one_run(&place, &[]);
    shell(&place, &format!("{}\ntrue", example("parallel").replace("overleg merge lines.jsonl --root input -o output", "")));
    assert_same(&one, &merged(&place, &[place.at("lines.jsonl")], &[]));
}

#[test]
fn the_example_with_spark_gives_one_run() {
    if !is_here("java", &["-version"]) || !is_here("python3", &["-c", "import pyspark"]) {
        return;
    }
    let place = every_fate();
    let one = one_run(&place, &[]);
    fs::write(place.at("spark.py"), include_str!("scale_out/spark.py")).unwrap();
    shell(&place, "PYTHONWARNINGS=ignore python3 spark.py input lines");
    assert_same(&one, &merged(&place, &[place.at("lines")], &[]));
}
