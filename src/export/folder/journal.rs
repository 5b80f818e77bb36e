//! Files that are moved one by one, with a journal that tells how far that is.

use std::fs;
use std::io;
use std::path::Path;

use super::{moment, names_in, read_list, remove, remove_file, sync_folder, write_list};

pub(super) const READY: &str = ".overleg-ready";
pub(super) const UNDO: &str = ".overleg-undo";
pub(super) const REPLACED: &str = ".overleg-replaced";

/// In the folder that is being moved: names of files that this run did not write and that must go.
const STALE: &str = ".stale";
/// In the folder that is being moved: names of files that take no earlier one's place, for the way back.
const ADDED: &str = ".added";

/// Finishes the moving, or the moving back, that a killed run began.
pub fn recover(root: &Path) -> io::Result<()> {
    if root.join(UNDO).is_dir() {
        move_back(root)?;
    }
    if root.join(READY).is_dir() {
        move_ready(root).map_err(|(error, _)| error)?;
    }
    [READY, REPLACED].iter().try_for_each(|name| remove(&root.join(name)))
}

/// Moves the files of `partial` to `root`, and those of `known` that are not among them away.
///
/// # Errors
/// Why that failed, and whether the earlier files are back in their places.
pub fn publish(root: &Path, partial: &Path, known: &[String]) -> Result<(), (io::Error, io::Result<()>)> {
    commit(root, partial, known).map_err(|error| (error, Ok(())))?;
    move_ready(root)
}

/// From here on the new tables are whole: a run that is killed now is finished by the next one.
pub(super) fn commit(root: &Path, partial: &Path, known: &[String]) -> io::Result<()> {
    let new = names_in(partial)?;
    let there = |name: &&String| root.join(name).symlink_metadata().is_ok();
    let stale: Vec<&String> = known.iter().filter(there).filter(|name| !new.contains(name)).collect();
    let added: Vec<&String> = new.iter().filter(|name| !there(name)).collect();
    write_list(&partial.join(STALE), stale.into_iter())?;
    write_list(&partial.join(ADDED), added.into_iter())?;
    sync_folder(partial);
    fs::rename(partial, root.join(READY))?;
    sync_folder(root);
    Ok(())
}

fn move_ready(root: &Path) -> Result<(), (io::Error, io::Result<()>)> {
    let (ready, replaced) = (root.join(READY), root.join(REPLACED));
    let moved = || -> io::Result<()> {
        fs::create_dir_all(&replaced)?;
        for name in read_list(&ready.join(STALE))? {
            set_aside(root, &name, &replaced)?;
        }
        for name in names_in(&ready)? {
            set_aside(root, &name, &replaced)?;
            moment();
            fs::rename(ready.join(&name), root.join(&name))?;
            moment();
        }
        Ok(())
    };
    if let Err(error) = moved() {
        // The new tables must not come back with the next run: the user is told that there are none. Should the way back
        // fail too, the next run takes it.
        let back = fs::rename(&ready, root.join(UNDO)).and_then(|()| move_back(root));
        return Err((error, back));
    }
    sync_folder(root);
    // In this order: without the folder of the new tables the old ones would be moved back. Should it fail, the new tables
    // are in place all the same, and the next run removes what is left.
    let _ = remove(&ready).and_then(|()| remove(&replaced));
    Ok(())
}

fn move_back(root: &Path) -> io::Result<()> {
    let (undo, replaced) = (root.join(UNDO), root.join(REPLACED));
    for name in read_list(&undo.join(ADDED))? {
        if !undo.join(&name).exists() {
            remove_file(&root.join(&name))?;
        }
    }
    if replaced.is_dir() {
        for name in names_in(&replaced)? {
            fs::rename(replaced.join(&name), root.join(&name))?;
        }
    }
    remove(&replaced)?;
    remove(&undo)
}

/// Moves an earlier file out of the way, where there is one.
fn set_aside(root: &Path, name: &str, replaced: &Path) -> io::Result<()> {
    match fs::rename(root.join(name), replaced.join(name)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
