//! The data that the stages hand to each other: plain values, no behaviour beyond reading them.
//!
//! Callers may rely on this: every [`Span`] is a pair of byte offsets into [`Document::text`] on
//! character boundaries; [`Document::blocks`] are ordered, disjoint and cover the text but for the
//! single line feed between two blocks; after segmentation [`Report::pieces`] does the same with one
//! [`Role`] each. Indices (`usize`) point into the vectors of the same [`Report`].

mod answer;
mod document;
mod paper;
mod reference;
mod report;

pub use answer::{Answer, Judgement, Signal, Status};
pub use document::{Block, BlockKind, Document, Format, Furniture, Markup, Note, Removed, Span, Style, count_characters};
pub use paper::{Chamber, Classified, DocumentKind, Head};
pub use reference::{Certainty, Reference, ReferenceKind, Resolution};
pub use report::{Ask, AskForm, Contribution, Number, Piece, Question, ReadingScore, Report, ReviewReason, Role, Structure};
