//! The output folder: the tables of one run replace those of the run before, all or none.
//!
//! Everything is written to a hidden folder inside the output folder (so that no copy between disks is needed) and moved
//! when it is whole. While a run lasts it holds a lock on the output folder. What holds at which moment:
//!
//! | moment | on disk | a run that ends here (error, interrupt, `kill -9`, power cut) leaves |
//! |---|---|---|
//! | reading and writing | `.overleg-partial` | the earlier tables, untouched; the next run removes the rest |
//! | moving | `.overleg-ready` | after an error the earlier tables, moved back; after a kill a folder that is being moved: the next run finishes it before anything else, and the new tables are whole |
//! | moving back after an error | `.overleg-undo` | after a kill a folder that is being moved back: the next run finishes that, and the earlier tables are whole |
//! | done | none of these | the new tables |
//!
//! Several files cannot change at one moment on the file systems that we write to, so between a kill in the middle of
//! moving (a few renames, well under a millisecond each) and the next run old and new files stand side by side. Then
//! `.overleg-ready` or `.overleg-undo` is there to tell. Ctrl-C and a request to end do not interrupt the moving.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::fatal::Fatal;

const PARTIAL: &str = ".overleg-partial";
const READY: &str = ".overleg-ready";
const UNDO: &str = ".overleg-undo";
const REPLACED: &str = ".overleg-replaced";

/// In the folder that is being moved: names of files that this run did not write and that must go.
const STALE: &str = ".stale";
/// In the folder that is being moved: names of files that take no earlier one's place, for the way back.
const ADDED: &str = ".added";

/// An output folder that a run writes to. Dropped without [`OutputFolder::publish`] it leaves the earlier tables as they were.
pub struct OutputFolder {
    root: PathBuf,
    /// Held until the run ends. `None` where folders cannot be locked.
    _lock: Option<File>,
}

impl OutputFolder {
    /// Makes the folder where it does not exist, and checks that it can be written to.
    ///
    /// # Errors
    /// When it cannot, or when another run is writing there.
    pub fn open(root: &Path) -> Result<Self, Fatal> {
        let failed = |source| Fatal::Output { path: root.to_owned(), source };
        fs::create_dir_all(root).map_err(failed)?;
        let lock = lock(root)?;
        let folder = Self { root: root.to_owned(), _lock: lock };
        folder.recover().map_err(failed)?;
        fs::create_dir(folder.partial()).map_err(failed)?;
        Ok(folder)
    }

    /// Where to write.
    pub fn partial(&self) -> PathBuf {
        self.root.join(PARTIAL)
    }

    /// Moves everything that was written to its place and removes those files of `known` that this run did not write.
    ///
    /// # Errors
    /// When a file cannot be moved. Then the earlier tables are in their place again.
    pub fn publish(self, known: &[String]) -> Result<(), Fatal> {
        let failed = |source| Fatal::Output { path: self.root.clone(), source };
        self.commit(known).and_then(|()| self.move_ready()).map_err(failed)
    }

    /// Brings what a killed run left to its end: whole tables are moved, half-moved ones that failed are moved back, half-made
    /// and replaced ones removed.
    fn recover(&self) -> io::Result<()> {
        if self.root.join(UNDO).is_dir() {
            self.move_back()?;
        }
        if self.root.join(READY).is_dir() {
            self.move_ready()?;
        }
        [PARTIAL, READY, REPLACED].iter().try_for_each(|name| remove(&self.root.join(name)))
    }

    /// From here on the new tables are whole: a run that is killed now is finished by the next one.
    fn commit(&self, known: &[String]) -> io::Result<()> {
        let partial = self.partial();
        let new = names_in(&partial)?;
        let there = |name: &&String| self.root.join(name).symlink_metadata().is_ok();
        let stale: Vec<&String> = known.iter().filter(there).filter(|name| !new.contains(name)).collect();
        let added: Vec<&String> = new.iter().filter(|name| !there(name)).collect();
        // A folder in a table's place is known before anything is moved.
        if let Some(name) = new.iter().chain(stale.iter().copied()).find(|name| self.root.join(name).is_dir()) {
            return Err(io::Error::other(format!("{name} is a folder")));
        }
        write_list(&partial.join(STALE), &stale)?;
        write_list(&partial.join(ADDED), &added)?;
        // What is renamed must be on disk before the rename is.
        new.iter().try_for_each(|name| sync(&partial.join(name)))?;
        sync_folder(&partial);
        fs::rename(&partial, self.root.join(READY))?;
        sync_folder(&self.root);
        Ok(())
    }

    fn move_ready(&self) -> io::Result<()> {
        let (ready, replaced) = (self.root.join(READY), self.root.join(REPLACED));
        let moved = || -> io::Result<()> {
            fs::create_dir_all(&replaced)?;
            for name in read_list(&ready.join(STALE))? {
                self.set_aside(&name, &replaced)?;
            }
            for name in names_in(&ready)? {
                self.set_aside(&name, &replaced)?;
                fs::rename(ready.join(&name), self.root.join(&name))?;
            }
            Ok(())
        };
        if let Err(error) = moved() {
            // The new tables must not come back with the next run: the user is told that there are none. Should the way back
            // fail too, the next run takes it; the first failure is what the user is told.
            let _ = fs::rename(&ready, self.root.join(UNDO)).and_then(|()| self.move_back());
            return Err(error);
        }
        sync_folder(&self.root);
        // In this order: without the folder of the new tables the old ones would be moved back.
        remove(&ready)?;
        remove(&replaced)
    }

    fn move_back(&self) -> io::Result<()> {
        let (undo, replaced) = (self.root.join(UNDO), self.root.join(REPLACED));
        for name in read_list(&undo.join(ADDED))? {
            if !undo.join(&name).exists() {
                remove_file(&self.root.join(&name))?;
            }
        }
        if replaced.is_dir() {
            for name in names_in(&replaced)? {
                fs::rename(replaced.join(&name), self.root.join(&name))?;
            }
        }
        remove(&replaced)?;
        remove(&undo)
    }

    /// Moves an earlier file out of the way, where there is one.
    fn set_aside(&self, name: &str, replaced: &Path) -> io::Result<()> {
        match fs::rename(self.root.join(name), replaced.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

/// Names of the files in `folder`, sorted; hidden ones are this module's own.
fn names_in(folder: &Path) -> io::Result<Vec<String>> {
    let names: io::Result<Vec<String>> = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect();
    let mut names = names?;
    names.retain(|name| !name.starts_with('.'));
    names.sort_unstable();
    Ok(names)
}

fn write_list(path: &Path, names: &[&String]) -> io::Result<()> {
    fs::write(path, names.iter().map(|name| format!("{name}\n")).collect::<String>())?;
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

impl Drop for OutputFolder {
    fn drop(&mut self) {
        let _ = remove(&self.partial());
    }
}

/// Locks the folder itself, so that no lock file is left behind. Not every system and file system can do that; then two
/// runs at once are not noticed.
fn lock(root: &Path) -> Result<Option<File>, Fatal> {
    let Ok(folder) = File::open(root) else { return Ok(None) };
    match folder.try_lock() {
        Ok(()) => Ok(Some(folder)),
        Err(TryLockError::WouldBlock) => Err(Fatal::Busy { path: root.to_owned() }),
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
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
                folder.commit(&known).unwrap();
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
