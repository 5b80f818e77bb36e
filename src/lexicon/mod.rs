//! Names as data: factions, committees, roles of ministers, months. Each row carries its reason.

use std::ops::Range;

/// A place in a text that names one or more factions, or members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactionMention {
    /// Byte range of the whole phrase ("de leden van de PvdA- en GroenLinks-fracties").
    pub range: Range<usize>,
    /// Canonical names in the order of the text; an unknown name as written.
    pub factions: Vec<String>,
    /// The names as written, without the phrase around them ("PvdA- en GroenLinks").
    pub as_written: String,
    /// Named members ("het lid Omtzigt").
    pub members: Vec<String>,
    /// Whether one of the names is not in the lexicon.
    pub unknown: bool,
}

/// All lexicons.
#[derive(Debug, Default)]
pub struct Lexicon {}

impl Lexicon {
    /// The lexicons that ship with the program, compiled at the first call.
    pub fn embedded() -> &'static Self {
        static LEXICON: std::sync::OnceLock<Lexicon> = std::sync::OnceLock::new();
        LEXICON.get_or_init(Self::default)
    }

    /// Canonical name of a faction written as `written`, whatever its spelling; `None` when it is not known.
    pub fn canonical(&self, written: &str) -> Option<&str> {
        let _ = written;
        None
    }

    /// Every phrase of `text` that names factions or members, in order, not overlapping.
    pub fn mentions(&self, text: &str) -> Vec<FactionMention> {
        let _ = text;
        Vec::new()
    }
}
