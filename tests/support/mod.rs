//! What several tests share.
#![allow(dead_code, unused_imports)]

/// Of a number of repetitions those that are tried: all, or a fifth where `QUICK` is set (`.ci/run` does on a machine that is too slow).
pub fn repetitions(all: usize) -> usize {
    if std::env::var_os("QUICK").is_some() { all.div_ceil(5) } else { all }
}

pub mod generator;
pub mod reading;
