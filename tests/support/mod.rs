//! What several tests share.

/// Of a number of repetitions those that are tried: all, or a fifth where `QUICK` is set (`.ci/run` does on a machine that is too slow).
pub fn repetitions(all: usize) -> usize {
    if std::env::var_os("QUICK").is_some() { all.div_ceil(5) } else { all }
}

pub mod containers;
pub mod generator;
pub mod invariants;
pub mod place;
pub mod reading;
