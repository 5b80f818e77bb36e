//! `overleg` reads a folder of Dutch parliamentary question-and-answer reports and writes tables.
//!
//! ```text
//! source ─▶ read ─▶ classify ─▶ segment ─▶ status ─▶ resolve ─▶ export
//! bytes    Document  Classified   Report    Judgement  Reference   tables
//! ```

pub mod citation;
pub mod classify;
pub mod diagnostic;
pub mod lexicon;
pub mod model;
pub mod number;
pub mod read;
pub mod resolve;
pub mod rules;
pub mod score;
pub mod segment;
pub mod sentence;
pub mod status;
pub mod words;
