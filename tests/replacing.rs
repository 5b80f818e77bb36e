//! The output folder is that of the earlier run or that of the new one, never both, whatever ends the run.
#![cfg(unix)]
#![allow(clippy::print_stderr)]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::{Child, Stdio};

use crate::support::place::{Place, REPORT, files, overleg, program};
use crate::support::repetitions;
use overleg::export::folder::OutputFolder;

const ARGUMENTS: [&str; 3] = ["-q", "--format", "csv,xlsx,jsonl"];

/// A small report; each number makes another one.
fn report(number: usize) -> String {
    format!(
        "32 317 JBZ-Raad\n\nNr. {number} VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n\nVastgesteld 4 november 2025\n\n\
         I Vragen en opmerkingen vanuit de fracties\n\nVragen en opmerkingen van de leden van de VVD-fractie\n\n\
         De leden van de VVD-fractie vragen waarom dossier {number} nog niet is afgerond. Kan de minister dat toelichten?\n\n\
         Antwoord\n\nHet kabinet rondt dossier {number} dit jaar af.\n"
    )
}

/// Runs whose outputs are known beforehand.
struct Change {
    place: Place,
    /// Of an earlier run, with a table that later ones do not write.
    old: BTreeMap<String, Vec<u8>>,
    new: BTreeMap<String, Vec<u8>>,
    /// Whether folders change places here at one moment.
    switches: bool,
}

impl Change {
    fn new() -> Self {
        let place = Place::new([("een.txt", &report(1))]);
        place.ok(&["--trace"]);
        let old = place.files();
        (2..5).for_each(|n| place.file(format!("meer{n}.txt"), report(n)));
        let folder = || fs::metadata(place.output()).unwrap().ino();
        let before = folder();
        place.ok(&ARGUMENTS);
        let (new, switches) = (place.files(), folder() != before);
        assert!(old.contains_key("blocks.csv") && !new.contains_key("blocks.csv"));
        Self { place, old, new, switches }
    }

    /// Puts the earlier tables back, with something of somebody else.
    fn reset(&self, with_folder: bool) {
        let output = self.place.output();
        fs::remove_dir_all(&output).unwrap();
        fs::create_dir(&output).unwrap();
        self.old.iter().for_each(|(name, bytes)| fs::write(output.join(name), bytes).unwrap());
        fs::write(output.join(".gitkeep"), "van mij").unwrap();
        if with_folder {
            fs::create_dir(output.join("grafieken")).unwrap();
            fs::write(output.join("grafieken/een.png"), "van mij").unwrap();
        }
    }

    fn start(&self, die_at: Option<u32>) -> Child {
        let mut command = overleg();
        command.arg(self.place.input()).arg("-o").arg(self.place.output()).args(ARGUMENTS);
        if let Some(moment) = die_at {
            command.env("OVERLEG_TEST_DIE_AT", moment.to_string());
        }
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    /// Whether the earlier tables are there, or the new ones; `None` when it is a mixture.
    fn is_new(&self) -> Option<bool> {
        let output = self.place.output();
        assert_eq!(fs::read(output.join(".gitkeep")).unwrap(), b"van mij");
        match self.place.files() {
            seen if seen == self.old => Some(false),
            seen if seen == self.new => Some(true),
            _ => None,
        }
    }

    /// After the death of a run: whole tables, and after what the next run does first the same ones and no trace.
    fn check(&self, moves: bool, when: &str) -> bool {
        let output = self.place.output();
        let before = self.is_new();
        let moving = [".overleg-ready", ".overleg-undo"].iter().any(|name| output.join(name).exists());
        assert!(before.is_some() || (moves && moving), "{when}: a mixture: {:?}", self.place.files().keys());
        drop(OutputFolder::open(&output).unwrap());
        let after = self.is_new().unwrap_or_else(|| panic!("{when}: a mixture: {:?}", self.place.files().keys()));
        assert!(before.is_none_or(|before| before == after || moving), "{when}: tables changed without a run");
        let hidden = |folder: &Path| -> Vec<_> {
            let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
            names.filter(|name| name.contains("overleg-")).collect()
        };
        assert!(hidden(&output).is_empty() && hidden(output.parent().unwrap()).is_empty(), "{when}: {:?}", hidden(&output));
        after
    }
}

/// `kill -9` in fifty runs, from the first moment to after the last; most of them where the tables take their place.
#[test]
fn a_run_that_is_killed_leaves_the_old_tables_or_the_new_ones() {
    let change = Change::new();
    let begun = std::time::Instant::now();
    change.reset(false);
    assert!(change.start(None).wait().unwrap().success());
    let whole_run = begun.elapsed();
    let partial = change.place.output().join(".overleg-partial");
    let (mut kept, mut changed) = (0, 0);
    for n in (0..50u32).step_by(50 / repetitions(50)) {
        change.reset(false);
        let mut child = change.start(None);
        match n {
            0..10 => std::thread::sleep(whole_run * n / 10),
            10..25 => std::thread::sleep(whole_run * 3 / 4 + whole_run * (n - 10) / 50),
            _ => {
                // When the last file is there, or a little later.
                while !partial.join("datapackage.json").exists() && child.try_wait().unwrap().is_none() {
                    std::hint::spin_loop();
                }
                std::thread::sleep(std::time::Duration::from_micros(u64::from(n - 25) * 150));
            }
        }
        // This is `kill -9`: nothing of the program runs after it.
        child.kill().unwrap();
        child.wait().unwrap();
        let new = change.check(!change.switches, &format!("run {n}"));
        *(if new { &mut changed } else { &mut kept }) += 1;
    }
    assert!(kept > 0, "{kept} kept, {changed} changed: no run was killed before its end");
}

/// Death at every single moment at which something changes on disk. A folder of somebody else in the output forbids the switch.
#[cfg(debug_assertions)]
#[test]
fn death_at_any_moment_leaves_whole_tables() {
    let change = Change::new();
    for with_folder in [false, true] {
        let (mut died, mut changed) = (0, 0);
        loop {
            change.reset(with_folder);
            let ended = change.start(Some(died + 1)).wait().unwrap();
            let when = format!("folder: {with_folder}, moment {}", died + 1);
            let new = change.check(with_folder || !change.switches, &when);
            if with_folder {
                assert_eq!(fs::read(change.place.output().join("grafieken/een.png")).unwrap(), b"van mij", "{when}");
            }
            if ended.success() {
                assert!(new, "{when}");
                break;
            }
            died += 1;
            changed += u32::from(new);
        }
        // Both sides of the moment were seen.
        assert!(died > changed && changed > 0 && died >= 6, "{died} died, {changed} of them after the change");
    }
}

#[test]
fn the_new_folder_is_like_the_old_one() {
    let change = Change::new();
    change.reset(false);
    let output = change.place.output();
    fs::set_permissions(&output, fs::Permissions::from_mode(0o750)).unwrap();
    symlink("ergens", output.join("koppeling")).unwrap();
    // A name that leads to the folder stays one.
    let typed = change.place.at("uitvoer");
    symlink("output", &typed).unwrap();
    assert_eq!(change.place.run_to(&typed, &ARGUMENTS).status, 0);
    assert!(fs::symlink_metadata(&typed).unwrap().is_symlink());
    assert_eq!(fs::metadata(&output).unwrap().permissions().mode() & 0o777, 0o750);
    assert_eq!(fs::read_link(output.join("koppeling")).unwrap(), Path::new("ergens"));
    assert_eq!(fs::read(output.join(".gitkeep")).unwrap(), b"van mij");
    assert!(change.check(false, "after a run"));
}

/// A shell that stands in the output folder must not find itself in a folder that is gone.
#[test]
fn the_folder_that_somebody_stands_in_stays() {
    let change = Change::new();
    let output = change.place.output();
    for with_folder in [false, true] {
        change.reset(with_folder);
        let before = fs::metadata(&output).unwrap().ino();
        let mut command = overleg();
        let status = command.current_dir(&output).args(["../input", "-o", "."]).args(ARGUMENTS).status().unwrap();
        assert!(status.success());
        assert_eq!(fs::metadata(&output).unwrap().ino(), before);
        assert_eq!(change.is_new(), Some(true));
    }
}

/// A small disk of its own. `None`, with the reason printed, where there can be none.
#[cfg(target_os = "linux")]
fn small_disk(place: &Place, kilobytes: u32) -> Option<SmallDisk> {
    let disk = SmallDisk { path: place.at("schijf") };
    std::fs::create_dir(&disk.path).unwrap();
    let mount = program("mount")?;
    let options = format!("size={kilobytes}k");
    let mounted = std::process::Command::new(mount).args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(&disk.path).output().unwrap();
    if !mounted.status.success() {
        eprintln!("skipped: no small disk can be made here: {}", String::from_utf8_lossy(&mounted.stderr));
        std::mem::forget(disk);
        return None;
    }
    Some(disk)
}

#[cfg(target_os = "linux")]
struct SmallDisk {
    path: std::path::PathBuf,
}

#[cfg(target_os = "linux")]
impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg(&self.path).status();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_old_tables_and_says_so() {
    let place = Place::new([("een.txt", REPORT)]);
    let Some(disk) = small_disk(&place, 700) else { return };
    assert_eq!(place.run_to(&disk.path, &[]).status, 0, "the first run fits");
    let before = files(&disk.path);
    for n in 0..12 {
        place.file(format!("meer{n}.txt"), REPORT.replace("nr. 974", &format!("nr. {n}")));
    }
    for format in ["csv", "xlsx", "jsonl"] {
        let said = place.run_to(&disk.path, &["--format", format, "--keep-duplicates"]);
        assert_eq!(said.status, 2, "{format}: {}", said.err);
        assert!(said.err.contains("cannot write") && said.err.contains("as they were"), "{format}: {}", said.err);
        assert!(said.err.contains("space") || said.err.contains("full"), "{format}: {}", said.err);
        assert!(!said.err.contains("panicked") && !said.err.contains(".rs"), "{format}: {}", said.err);
        assert!(files(&disk.path) == before, "{format}");
    }
    assert!(!disk.path.join(".overleg-partial").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_read_only_folder_leaves_the_old_tables_and_says_so() {
    let place = Place::new([("een.txt", REPORT)]);
    let Some(disk) = small_disk(&place, 2000) else { return };
    assert_eq!(place.run_to(&disk.path, &[]).status, 0);
    let before = files(&disk.path);
    let remounted = std::process::Command::new("mount").args(["-o", "remount,ro"]).arg(&disk.path).status().unwrap();
    assert!(remounted.success());
    let said = place.run_to(&disk.path, &["--trace"]);
    assert_eq!(said.status, 2);
    assert!(said.err.contains("cannot write") && said.err.contains("as they were"), "{}", said.err);
    assert!(files(&disk.path) == before);
}
