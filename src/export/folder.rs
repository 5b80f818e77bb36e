//! The output folder: the tables of one run replace those of the run before, all or none.
//!
//! Everything is written to a hidden folder inside the output folder (so that no copy between disks is needed) and moved
//! when it is whole. A move that fails is undone. A run that is killed while it moves leaves a folder that the next run
//! brings to its end before anything else. While a run lasts it holds a lock on the output folder.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::fatal::Fatal;

const PARTIAL: &str = ".overleg-partial";
const READY: &str = ".overleg-ready";
const REPLACED: &str = ".overleg-replaced";

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
        // What a killed run left: whole tables are moved, half ones and replaced ones removed.
        if folder.root.join(READY).is_dir() {
            folder.move_ready(&[]).map_err(failed)?;
        }
        for name in [PARTIAL, READY, REPLACED] {
            remove(&folder.root.join(name)).map_err(failed)?;
        }
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
        let ready = self.root.join(READY);
        // From here on the new tables are whole: a run that is killed now is finished by the next one.
        fs::rename(self.partial(), &ready).map_err(failed)?;
        self.move_ready(known).map_err(failed)
    }

    fn move_ready(&self, known: &[String]) -> io::Result<()> {
        let (ready, replaced) = (self.root.join(READY), self.root.join(REPLACED));
        let mut names: Vec<String> =
            fs::read_dir(&ready)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect::<io::Result<_>>()?;
        names.extend(known.iter().filter(|name| self.root.join(name).is_file()).cloned());
        names.sort_unstable();
        names.dedup();
        remove(&replaced)?;
        fs::create_dir(&replaced)?;
        let mut done: Vec<&String> = Vec::new();
        for name in &names {
            if let Err(error) = self.replace(name, &ready, &replaced) {
                for name in done.iter().rev() {
                    self.restore(name, &replaced);
                }
                // The new tables must not come back with the next run: the user was told that there are none.
                let _ = remove(&ready);
                let _ = remove(&replaced);
                return Err(error);
            }
            done.push(name);
        }
        remove(&replaced)?;
        remove(&ready)
    }

    fn replace(&self, name: &str, ready: &Path, replaced: &Path) -> io::Result<()> {
        let (new, place, old) = (ready.join(name), self.root.join(name), replaced.join(name));
        if place.is_dir() {
            return Err(io::Error::other(format!("{name} is a folder")));
        }
        if place.symlink_metadata().is_ok() {
            fs::rename(&place, &old)?;
        }
        if new.is_file()
            && let Err(error) = fs::rename(&new, &place)
        {
            let _ = fs::rename(&old, &place);
            return Err(error);
        }
        Ok(())
    }

    fn restore(&self, name: &str, replaced: &Path) {
        let (place, old) = (self.root.join(name), replaced.join(name));
        let undone = if old.symlink_metadata().is_ok() { fs::rename(&old, &place) } else { fs::remove_file(&place) };
        // Nothing more can be done about a second failure; the first one is what the user is told.
        let _ = undone;
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

    #[test]
    fn one_run_at_a_time() {
        let temp = tempfile::tempdir().unwrap();
        let _first = OutputFolder::open(temp.path()).unwrap();
        assert!(matches!(OutputFolder::open(temp.path()), Err(Fatal::Busy { .. })));
    }
}
