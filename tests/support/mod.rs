//! What several tests share.

/// Of a number of repetitions those that are tried: all, or a fifth where `QUICK` is set (`.ci/run` does on a machine that is too slow).
pub fn repetitions(all: usize) -> usize {
    if std::env::var_os("QUICK").is_some() { all.div_ceil(5) } else { all }
}

/// Every file below a folder, in the order of the names.
pub fn files_below(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

pub mod containers;
pub mod generator;
pub mod invariants;
pub mod place;
pub mod reading;
