//! Two folders that change places in one step of the file system.
//!
//! The new folder is made whole where it is (the tables, and a hard link to every file of somebody else), set beside the output
//! folder, and exchanged with it. `MARK` in it tells the two apart, before and after.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io;
use std::os::unix::fs::{MetadataExt, chown};
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags, llistxattr, renameat_with};
use rustix::io::Errno;

use super::{is_ours, moment, read_list, remove, remove_file, sync_folder, write_list};

/// In the new folder, until nothing is left of the earlier one: the names of the tables.
const MARK: &str = ".overleg-new";
/// In the new folder: the earlier one, while its files are removed.
const EARLIER: &str = ".overleg-earlier";

/// More files of somebody else than this, and the folder is one for other things too: better not to touch it.
const FOREIGN: usize = 1000;

/// Brings a switch that was cut short to its end, and removes what is left of it.
pub fn recover(root: &Path) -> io::Result<()> {
    let switched = root.join(MARK).exists();
    if let Some(beside) = beside(root) {
        if switched && beside.is_dir() {
            // The earlier folder, not yet brought in.
            fs::rename(&beside, root.join(EARLIER))?;
        } else if beside.join(MARK).exists() {
            // The new folder, not yet exchanged: the earlier tables stay. Files of somebody else are only linked there.
            remove(&beside)?;
        }
    }
    if switched { clear(root) } else { Ok(()) }
}

/// Puts the folder `partial` of `root` in the place of `root`, and gives the lock on it. `None` when that cannot be done here:
/// then everything is as it was.
pub fn switch(root: &Path, partial: &Path, tables: &[String]) -> Option<File> {
    let beside = beside(root)?;
    // A shell that stands in the folder would find itself in one that is gone.
    if std::env::current_dir().is_ok_and(|here| here.starts_with(root)) {
        return None;
    }
    let lock = File::open(partial).ok()?;
    lock.try_lock().ok()?;
    let foreign = foreign(root, tables).ok()??;
    let (mut linked, mut aside) = (0, false);
    let mut exchange = || -> io::Result<()> {
        alike(root, partial)?;
        for name in &foreign {
            fs::hard_link(root.join(name), partial.join(name))?;
            linked += 1;
        }
        write_list(&partial.join(MARK), tables.iter())?;
        sync_folder(partial);
        moment();
        fs::rename(partial, &beside)?;
        aside = true;
        moment();
        renameat_with(CWD, &beside, CWD, root, RenameFlags::EXCHANGE)?;
        Ok(())
    };
    if exchange().is_err() {
        if aside {
            let _ = fs::rename(&beside, partial);
        }
        let undone = foreign[..linked].iter().map(OsString::as_os_str).chain([OsStr::new(MARK)]);
        undone.for_each(|name| drop(fs::remove_file(partial.join(name))));
        return None;
    }
    moment();
    // The new tables are in place. What fails from here on is left to the next run.
    let _ = fs::rename(&beside, root.join(EARLIER));
    if let Some(parent) = root.parent() {
        sync_folder(parent);
    }
    moment();
    let _ = clear(root);
    Some(lock)
}

/// Removes the earlier folder. What somebody put there at the last moment comes along.
fn clear(root: &Path) -> io::Result<()> {
    let earlier = root.join(EARLIER);
    if earlier.is_dir() {
        let tables = read_list(&root.join(MARK))?;
        for entry in fs::read_dir(&earlier)? {
            let name = entry?.file_name();
            let table = name.to_str().is_some_and(|name| tables.iter().any(|table| table == name));
            if !table && !is_ours(&name) && root.join(&name).symlink_metadata().is_err() {
                fs::rename(earlier.join(&name), root.join(&name))?;
            }
        }
        moment();
        remove(&earlier)?;
    }
    remove_file(&root.join(MARK))
}

/// The files in `root` that are not of `tables`. `None` when there is something that cannot be linked, such as a folder.
fn foreign(root: &Path, tables: &[String]) -> io::Result<Option<Vec<OsString>>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(root)? {
        let entry = entry?;
        let name = entry.file_name();
        if is_ours(&name) || name.to_str().is_some_and(|name| tables.iter().any(|table| table == name)) {
            continue;
        }
        let kind = entry.file_type()?;
        if names.len() == FOREIGN || !(kind.is_file() || kind.is_symlink()) {
            return Ok(None);
        }
        names.push(name);
    }
    Ok(Some(names))
}

/// Gives `new` the owner and the permissions of `old`. Fails where there is more to it: lists of rights, attributes.
fn alike(old: &Path, new: &Path) -> io::Result<()> {
    let (was, is) = (fs::metadata(old)?, fs::metadata(new)?);
    if (was.uid(), was.gid()) != (is.uid(), is.gid()) {
        chown(new, Some(was.uid()), Some(was.gid()))?;
    }
    fs::set_permissions(new, was.permissions())?;
    if attributes(old)? == attributes(new)? { Ok(()) } else { Err(io::ErrorKind::Unsupported.into()) }
}

/// Names of a folder's extended attributes.
fn attributes(folder: &Path) -> io::Result<Vec<u8>> {
    let mut names = vec![0; 1 << 16];
    match llistxattr(folder, &mut names) {
        Ok(length) => names.truncate(length),
        // A file system without.
        Err(Errno::NOTSUP) => names.clear(),
        Err(error) => return Err(error.into()),
    }
    Ok(names)
}

/// Where the new folder stands for a moment. `None` for the root of a disk.
fn beside(root: &Path) -> Option<PathBuf> {
    let mut name = std::ffi::OsString::from(".");
    name.push(root.file_name()?);
    name.push(".overleg-new");
    Some(root.with_file_name(name))
}
