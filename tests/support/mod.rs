//! What several tests share.
#![allow(dead_code, unused_imports)]

pub mod generator;
pub mod reading;
