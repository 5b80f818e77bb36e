//! Names as data: factions, members, and the grammar around them.
//!
//! Callers may rely on this: a known name comes out in its canonical spelling whatever the source wrote; a name that the grammar
//! shows to be a faction's but that the lexicon does not hold comes out as written and marked `unknown`, never as a near one.

mod grammar;
mod months;
mod window;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

pub use months::month;

use grammar::Grammar;

const FACTIONS: &str = include_str!("data/factions.csv");

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

impl FactionMention {
    /// The factions of all the mentions, in order; those that bring none that was not named stay out. `None` of none.
    pub(crate) fn of_all(mentions: impl IntoIterator<Item = Self>) -> Option<Self> {
        let mut mentions = mentions.into_iter();
        let mut all = mentions.next()?;
        for other in mentions {
            if other.factions.iter().any(|faction| !all.factions.contains(faction)) {
                all.join(other, "; ");
            }
        }
        Some(all)
    }

    /// Whether both name the same one member, with a party or as a faction alone: "het lid Verdonk", "het lid Verdonk (TON)".
    pub(crate) fn is_member(&self, other: &Self) -> bool {
        let [member] = &other.members[..] else { return false };
        match &self.members[..] {
            [own] => own == member,
            [] => matches!(&self.factions[..], [faction] if faction.strip_prefix("Lid ") == Some(member)),
            _ => false,
        }
    }

    /// Takes in the mention behind it, whose factions speak with these; `joint` stands between the names as written.
    pub(crate) fn join(&mut self, behind: Self, joint: &str) {
        self.as_written = format!("{}{joint}{}", self.as_written, behind.as_written);
        self.range.end = behind.range.end;
        self.unknown |= behind.unknown;
        for faction in behind.factions {
            if !self.factions.contains(&faction) {
                self.factions.push(faction);
            }
        }
        self.members.extend(behind.members);
    }
}

/// A line that is the heading of a faction's part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactionHeading {
    /// Which factions.
    pub mention: FactionMention,
    /// Whether it heads answers ("Antwoord op de vragen van de leden van de VVD-fractie").
    pub answers: bool,
}

/// One faction that joins the questions of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joining {
    /// Who joins, where the sentence names them; `None` for "deze leden" or "zij".
    pub who: Option<FactionMention>,
    /// Whose questions they join, in their canonical names; empty when the sentence leaves it to what stands before
    /// ("sluiten zich hierbij aan", "bij deze vragen").
    pub whose: Vec<String>,
}

/// All lexicons.
#[derive(Debug)]
pub struct Lexicon {
    /// Letters and digits of a spelling, in lower case, to the canonical name.
    canonical: HashMap<String, String>,
    /// First and last year of each faction, over all spellings and both chambers.
    years: HashMap<String, (i16, i16)>,
    grammar: Grammar,
}

impl Lexicon {
    /// The lexicons that ship with the program, compiled at the first call.
    ///
    /// # Panics
    /// When a shipped lexicon is broken, which a test rules out.
    pub fn embedded() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| Self::from_csv(FACTIONS).expect("the shipped lexicon is valid"))
    }

    /// A lexicon of factions from CSV with the columns of `data/factions.csv`.
    ///
    /// # Errors
    /// A sentence that names the line, when the text is no such table.
    pub fn from_csv(text: &str) -> Result<Self, String> {
        let mut canonical = HashMap::new();
        let mut names = Vec::new();
        let mut years: HashMap<String, (i16, i16)> = HashMap::new();
        for (line, row) in csv::Reader::from_reader(text.as_bytes()).records().enumerate() {
            let row = row.map_err(|e| format!("line {}: {e}", line + 2))?;
            let (Some(name), Some(variant)) = (row.get(0), row.get(1)) else {
                return Err(format!("line {}: two columns are needed", line + 2));
            };
            canonical.entry(key(variant)).or_insert_with(|| name.to_owned());
            canonical.entry(key(name)).or_insert_with(|| name.to_owned());
            let year = |column: usize, open: i16| row.get(column).and_then(|cell| cell.trim().parse().ok()).unwrap_or(open);
            let (from, to) = (year(3, i16::MIN + 1), year(4, i16::MAX - 1));
            years.entry(name.to_owned()).and_modify(|known| *known = (known.0.min(from), known.1.max(to))).or_insert((from, to));
            names.push(variant.to_owned());
            names.push(name.to_owned());
        }
        Ok(Self { grammar: Grammar::new(&names)?, years, canonical })
    }

    /// The canonical names of all factions, in order.
    pub fn names(&self) -> std::collections::BTreeSet<&str> {
        self.canonical.values().map(String::as_str).collect()
    }

    /// Canonical name of a faction written as `written`, whatever its spelling; `None` when it is not known.
    pub fn canonical(&self, written: &str) -> Option<&str> {
        self.canonical.get(&key(written)).map(String::as_str)
    }

    /// Every phrase of `text` that names factions or members, in order, not overlapping.
    pub fn mentions(&self, text: &str) -> Vec<FactionMention> {
        self.grammar.mentions(text, self)
    }

    /// The same, but factions that a word joins are one mention: "De leden van de D66-fractie en de leden van de CDA-fractie vragen …".
    pub fn mentions_together(&self, text: &str) -> Vec<FactionMention> {
        self.grammar.together(text, self)
    }

    /// The faction whose part this line heads, when it is such a heading (genre §2.2).
    pub fn heading_faction(&self, line: &str) -> Option<FactionHeading> {
        self.grammar.heading(line, self)
    }

    /// The factions that make up the whole of a text: the cell of a table's column of factions, "CDA, SGP" or "Fractie D66".
    pub fn names_alone(&self, text: &str) -> Option<FactionMention> {
        self.grammar.names_alone(text, self)
    }

    /// Where a text says that a faction joins others ("sluiten zich aan bij de vragen van de leden van de PvdA-fractie", "sluiten
    /// zich hierbij aan").
    pub fn joinings(&self, text: &str) -> Vec<Joining> {
        self.grammar.joinings(text, self)
    }

    /// Whether the faction sat in parliament in `year`, or the year before or after: papers of a dossier lag behind. A name that
    /// the lexicon does not hold, or holds without years, always did.
    pub fn sat_in(&self, canonical: &str, year: i16) -> bool {
        self.years.get(canonical).is_none_or(|&(from, to)| (from - 1..=to.saturating_add(1)).contains(&year))
    }

    /// Members with their parties: "de leden Piri (GroenLinks-PvdA) en Boswijk (CDA)"; "beiden" and "allen" give the party to
    /// all members before it that have none. The party is canonical where known.
    pub fn members(&self, text: &str) -> Vec<(String, String)> {
        self.grammar.members(text, self)
    }
}

fn key(name: &str) -> String {
    crate::words::letters_and_digits(name)
}

#[cfg(test)]
mod tests;
