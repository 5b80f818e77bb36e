//! The output folder: the tables of one run replace those of the run before, all or none.
//!
//! Everything is written to a hidden folder inside the output folder (so that no copy between disks is needed). When it is
//! whole it takes the place of what is there, at one moment where that is possible:
//!
//! - `switch`: the hidden folder becomes the output folder, and the output folder the hidden one, in a single step of the
//!   file system. Whoever looks, and whatever ends the run, sees the earlier tables or the new ones. It needs Linux or macOS, a
//!   file system that can exchange folders, a parent folder that can be written to on the same disk (not a mount point),
//!   and an output folder with nothing in it but tables and files that can be linked (no folders of somebody else).
//! - `journal`: everywhere else the files are moved one by one, and a journal tells how far that is. After an error they
//!   are moved back. A kill within these few renames (well under a millisecond each) leaves old and new files side by side
//!   until the next run, which first finishes what the journal says; `.overleg-ready` or `.overleg-undo` is there to tell.
//!
//! What holds at which moment:
//!
//! | moment | on disk | a run that ends here (error, interrupt, `kill -9`, power cut) leaves |
//! |---|---|---|
//! | reading and writing | `.overleg-partial` | the earlier tables, untouched; the next run removes the rest |
//! | switching, before | beside the output folder `.NAME.overleg-new` | the same |
//! | switching, after | the same name, or `.overleg-earlier` | the new tables; the next run removes the rest |
//! | moving | `.overleg-ready` | after an error the earlier tables, moved back; after a kill a folder that is being moved: the next run finishes it before anything else, and the new tables are whole |
//! | moving back after an error | `.overleg-undo` | after a kill a folder that is being moved back: the next run finishes that, and the earlier tables are whole |
//! | done | none of these | the new tables |
//!
//! While a run lasts it holds a lock on the output folder. Ctrl-C and a request to end do not interrupt either way.
//! The name beside the output folder is the only one outside of it, and lasts for two renames.

mod journal;
#[cfg(any(target_os = "linux", target_os = "macos"))]
mod switch;

/// Where folders cannot be exchanged.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
mod switch {
    pub fn recover(_: &std::path::Path) -> std::io::Result<()> {
        Ok(())
    }
    pub fn switch(_: &std::path::Path, _: &std::path::Path, _: &[String]) -> Option<std::fs::File> {
        None
    }
}

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::fatal::Fatal;

const PARTIAL: &str = ".overleg-partial";

/// An output folder that a run writes to. Dropped without [`OutputFolder::publish`] it leaves the earlier tables as they were.
pub struct OutputFolder {
    /// As typed.
    typed: PathBuf,
    /// Without links, so that what is beside it is on the same disk.
    root: PathBuf,
    /// Held until the run ends. `None` where folders cannot be locked.
    lock: Option<File>,
}

impl OutputFolder {
    /// Makes the folder where it does not exist, and checks that it can be written to. Brings what a killed run left to its
    /// end: whole tables are moved, half-moved ones that failed are moved back, half-made and replaced ones removed.
    ///
    /// # Errors
    /// When it cannot, or when another run is writing there.
    pub fn open(typed: &Path) -> Result<Self, Fatal> {
        let failed = |source| Fatal::Output { path: typed.to_owned(), source };
        fs::create_dir_all(typed).map_err(failed)?;
        let root = fs::canonicalize(typed).map_err(failed)?;
        let lock = lock(&root, typed)?;
        let folder = Self { typed: typed.to_owned(), root, lock };
        switch::recover(&folder.root).map_err(failed)?;
        journal::recover(&folder.root).map_err(failed)?;
        remove(&folder.partial()).map_err(failed)?;
        fs::create_dir(folder.partial()).map_err(failed)?;
        Ok(folder)
    }

    /// Where to write.
    pub fn partial(&self) -> PathBuf {
        self.root.join(PARTIAL)
    }

    /// Puts everything that was written in its place and removes those files of `known` that this run did not write.
    ///
    /// # Errors
    /// When a file cannot be moved. Then the earlier tables are in their place again, unless the error says otherwise.
    pub fn publish(mut self, known: &[String]) -> Result<(), Fatal> {
        let failed = |source| Fatal::Output { path: self.typed.clone(), source };
        let partial = self.partial();
        let new = names_in(&partial).map_err(failed)?;
        let tables: Vec<String> = new.iter().chain(known.iter().filter(|name| !new.contains(name))).cloned().collect();
        // A folder in a table's place is known before anything is moved.
        if let Some(name) = tables.iter().find(|name| self.root.join(name).is_dir()) {
            return Err(failed(io::Error::other(format!("{name} is a folder"))));
        }
        // What is renamed must be on disk before the rename is.
        new.iter().try_for_each(|name| sync(&partial.join(name))).map_err(failed)?;
        sync_folder(&partial);
        moment();
        if let Some(lock) = switch::switch(&self.root, &partial, &tables) {
            self.lock = Some(lock);
            return Ok(());
        }
        journal::publish(&self.root, &partial, &tables).map_err(|(source, back)| match back {
            Ok(()) => failed(source),
            Err(_) => Fatal::HalfMoved { path: self.typed.clone(), source },
        })
    }
}

impl Drop for OutputFolder {
    fn drop(&mut self) {
        let _ = remove(&self.partial());
    }
}

/// Whether a file or folder is this module's own.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn is_ours(name: &std::ffi::OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".overleg-")
}

/// Names of the files in `folder`, sorted; hidden ones are this module's own.
fn names_in(folder: &Path) -> io::Result<Vec<String>> {
    let names: io::Result<Vec<String>> = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect();
    let mut names = names?;
    names.retain(|name| !name.starts_with('.'));
    names.sort_unstable();
    Ok(names)
}

fn write_list<'a>(path: &Path, names: impl Iterator<Item = &'a String>) -> io::Result<()> {
    fs::write(path, names.map(|name| format!("{name}\n")).collect::<String>())?;
    sync(path)
}

fn read_list(path: &Path) -> io::Result<Vec<String>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(text.lines().map(str::to_owned).collect()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

fn sync(path: &Path) -> io::Result<()> {
    File::options().append(true).open(path)?.sync_all()
}

/// Not every system can; then the order on disk is up to it.
fn sync_folder(path: &Path) {
    let _ = File::open(path).and_then(|folder| folder.sync_all());
}

fn remove_file(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Locks the folder itself, so that no lock file is left behind. Not every system and file system can do that; then two
/// runs at once are not noticed.
fn lock(root: &Path, typed: &Path) -> Result<Option<File>, Fatal> {
    loop {
        let Ok(folder) = File::open(root) else { return Ok(None) };
        match folder.try_lock() {
            // Another run may have put a new folder in its place in between.
            Ok(()) if !is_at(&folder, root) => {}
            Ok(()) => return Ok(Some(folder)),
            Err(TryLockError::WouldBlock) => return Err(Fatal::Busy { path: typed.to_owned() }),
            Err(TryLockError::Error(_)) => return Ok(None),
        }
    }
}

#[cfg(unix)]
fn is_at(folder: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let same = |a: &fs::Metadata, b: &fs::Metadata| (a.dev(), a.ino()) == (b.dev(), b.ino());
    matches!((folder.metadata(), fs::metadata(path)), (Ok(a), Ok(b)) if same(&a, &b))
}

#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Stands at every moment at which the tables on disk could be neither the old ones nor the new ones. In a build for tests
/// the program can be told to die at the n-th of them; in a release this is nothing.
#[inline]
fn moment() {
    #[cfg(debug_assertions)]
    {
        use std::sync::atomic::{AtomicU32, Ordering};
        static PASSED: AtomicU32 = AtomicU32::new(0);
        let Some(last) = std::env::var_os(DIE_AT) else { return };
        let passed = PASSED.fetch_add(1, Ordering::Relaxed) + 1;
        if last.to_str() == Some(passed.to_string().as_str()) {
            std::process::abort();
        }
    }
}

/// Names the moment, from 1, at which a program built for tests dies.
#[cfg(debug_assertions)]
const DIE_AT: &str = "OVERLEG_TEST_DIE_AT";

#[cfg(test)]
mod tests {
    use super::journal::{READY, REPLACED, UNDO};
    use super::*;

    fn write(folder: &Path, name: &str, text: &str) {
        fs::write(folder.join(name), text).unwrap();
    }

    fn listing(folder: &Path) -> Vec<(String, String)> {
        let mut files: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|e| e.unwrap().path())
            .map(|p| (p.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&p).unwrap_or_default()))
            .collect();
        files.sort();
        files
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    }

    #[test]
    fn new_tables_replace_old_ones_and_stale_ones_go() {
        let temp = tempfile::tempdir().unwrap();
        let root = temp.path();
        write(root, "a.csv", "old");
        write(root, "blocks.csv", "stale");
        write(root, "mine.txt", "kept");
        let folder = OutputFolder::open(root).unwrap();
        write(&folder.partial(), "a.csv", "new");
        write(&folder.partial(), "b.csv", "new");
        folder.publish(&["a.csv".into(), "b.csv".into(), "blocks.csv".into()]).unwrap();
        assert_eq!(listing(root), pairs(&[("a.csv", "new"), ("b.csv", "new"), ("mine.txt", "kept")]));
    }

    #[test]
    fn dropped_it_leaves_the_old_tables() {
        let temp = tempfile::tempdir().unwrap();
        write(temp.path(), "a.csv", "old");
        let folder = OutputFolder::open(temp.path()).unwrap();
        write(&folder.partial(), "a.csv", "half");
        drop(folder);
        assert_eq!(listing(temp.path()), pairs(&[("a.csv", "old")]));
    }

    #[test]
    fn a_move_that_fails_is_undone() {
        let temp = tempfile::tempdir().unwrap();
        let root = temp.path();
        write(root, "a.csv", "old");
        fs::create_dir(root.join("c.csv")).unwrap();
        let folder = OutputFolder::open(root).unwrap();
        for name in ["a.csv", "b.csv", "c.csv"] {
            write(&folder.partial(), name, "new");
        }
        assert!(folder.publish(&[]).is_err());
        assert_eq!(listing(root), pairs(&[("a.csv", "old"), ("c.csv", "")]));
    }

    #[test]
    fn a_killed_move_is_finished_by_the_next_run() {
        let temp = tempfile::tempdir().unwrap();
        let root = temp.path();
        // a.csv was moved, b.csv was not.
        write(root, "a.csv", "new");
        write(root, "b.csv", "old");
        fs::create_dir(root.join(READY)).unwrap();
        fs::create_dir(root.join(REPLACED)).unwrap();
        write(&root.join(READY), "b.csv", "new");
        write(&root.join(REPLACED), "a.csv", "old");
        drop(OutputFolder::open(root).unwrap());
        assert_eq!(listing(root), pairs(&[("a.csv", "new"), ("b.csv", "new")]));
    }

    /// Every state that a kill can leave while tables are moved, or moved back, comes out whole: all new or all old.
    #[test]
    fn a_kill_at_any_rename_leaves_whole_tables() {
        let old = pairs(&[("a.csv", "old"), ("b.csv", "old"), ("blocks.csv", "old"), ("mine.txt", "kept")]);
        let new = pairs(&[("a.csv", "new"), ("b.csv", "new"), ("c.csv", "new"), ("mine.txt", "kept")]);
        let known: Vec<String> = ["a.csv", "b.csv", "blocks.csv", "c.csv"].map(String::from).to_vec();
        // The renames of one move, in order: (file, whether it is set aside or put in its place).
        let steps = [("blocks.csv", false), ("a.csv", false), ("a.csv", true), ("b.csv", false), ("b.csv", true), ("c.csv", true)];
        for done in 0..=steps.len() {
            for undo in [false, true] {
                let temp = tempfile::tempdir().unwrap();
                let root = temp.path();
                old.iter().for_each(|(name, text)| write(root, name, text));
                let folder = OutputFolder::open(root).unwrap();
                for name in ["a.csv", "b.csv", "c.csv"] {
                    write(&folder.partial(), name, "new");
                }
                journal::commit(root, &folder.partial(), &known).unwrap();
                fs::create_dir(root.join(REPLACED)).unwrap();
                for (name, placed) in &steps[..done] {
                    let (from, to) = if *placed { (root.join(READY), root.to_owned()) } else { (root.to_owned(), root.join(REPLACED)) };
                    fs::rename(from.join(name), to.join(name)).unwrap();
                }
                if undo {
                    fs::rename(root.join(READY), root.join(UNDO)).unwrap();
                }
                drop(folder);
                drop(OutputFolder::open(root).unwrap());
                assert_eq!(listing(root), if undo { old.clone() } else { new.clone() }, "{done} renames, undo: {undo}");
            }
        }
    }

    #[test]
    fn one_run_at_a_time() {
        let temp = tempfile::tempdir().unwrap();
        let _first = OutputFolder::open(temp.path()).unwrap();
        assert!(matches!(OutputFolder::open(temp.path()), Err(Fatal::Busy { .. })));
    }
}
