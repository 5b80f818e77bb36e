//! All tests that see the program from outside. One binary: each would link and check everything that the program is made of once more.
//! `cargo test status::` runs those of one file.

#![allow(missing_docs, reason = "tests are no interface")]

mod bad_input;
mod cli;
mod contributions;
mod docx;
mod faults;
mod formats;
mod generated;
mod genre;
mod gold;
mod identity;
mod letters;
mod mutations;
mod output;
mod planted_references;
mod properties;
mod readers;
mod references;
mod replacing;
mod rules;
mod same_in_all_formats;
mod scale_out;
mod score;
mod spreadsheet;
mod status;
mod support;
