//! What is only known when all documents are read: ids, duplicates, links between documents.
//!
//! Callers may rely on this: ids are given to the documents that are kept first, in order, so that a duplicate never takes
//! the id that its original should have; the same profiles give the same verdicts.

use std::collections::HashMap;

use super::consultation::{self, Link};
use super::duplicates::{self, Duplicate, Ground};
use super::extract::{DiagnosticExtract, Extract, State};
use super::profile::Profile;
use crate::diagnostic::{Code, Diagnostic};
use crate::identity::DocumentIds;

/// The verdicts on all documents of a run.
pub struct Verdicts {
    profiles: Vec<Profile>,
    ids: Vec<String>,
    duplicates: Vec<Option<Duplicate>>,
    /// For a document that is kept and has no number of its own: the duplicate that has one.
    named_by: HashMap<usize, usize>,
    links: HashMap<usize, (usize, Vec<Link>)>,
    /// Positions of the documents that others may cite; `None` when two different ones have the number.
    cited: HashMap<String, Option<usize>>,
}

impl Verdicts {
    /// Decides. `copies` names for a file whose bytes were seen before the first file that has them.
    pub fn of(profiles: Vec<Profile>, copies: &[Option<usize>], keep_duplicates: bool) -> Self {
        let duplicates = if keep_duplicates { vec![None; profiles.len()] } else { duplicates::find(&profiles, copies) };
        let named_by = named_by(&profiles, &duplicates);
        let mut unique = DocumentIds::default();
        let mut ids = vec![String::new(); profiles.len()];
        for kept in [true, false] {
            for index in (0..profiles.len()).filter(|&i| duplicates[i].is_none() == kept) {
                let wanted = &profiles[named_by.get(&index).copied().unwrap_or(index)].wanted_id;
                ids[index] = unique.unique(wanted);
            }
        }
        let links = consultation::link(&profiles, &duplicates);
        let cited = cited(&profiles, &duplicates);
        Self { profiles, ids, duplicates, named_by, links, cited }
    }

    /// The id of the document at `index`.
    pub fn id(&self, index: usize) -> &str {
        &self.ids[index]
    }

    /// Writes into the document at `index` what is known of it now.
    pub fn apply(&self, index: usize, extract: &mut Extract) {
        if let Some(duplicate) = self.duplicates[index] {
            return self.set_aside(duplicate, extract);
        }
        if let Some(&by) = self.named_by.get(&index) {
            self.name(by, extract);
        }
        let (wanted, id) = (&self.profiles[self.named_by.get(&index).copied().unwrap_or(index)].wanted_id, &self.ids[index]);
        if **wanted != **id && matches!(extract.state, State::Ok | State::Partial) {
            let message = format!("Another document is called {wanted} too; this one is called {id}.");
            extract.diagnostics.push(DiagnosticExtract::from(&Diagnostic::new(Code::IdCollision, message)));
        }
        if let Some((report, links)) = self.links.get(&index) {
            let report_id = &self.ids[*report];
            for link in links {
                let question = &mut extract.questions[link.question];
                question.same_as =
                    link.targets.iter().map(|&t| format!("{report_id}/{}", self.profiles[*report].questions[t].id)).collect();
                question.resolved_status = link.resolved;
            }
        }
        for reference in extract.references.iter_mut().filter(|r| !r.named_document.is_empty()) {
            let names = reference.named_document.split(';').map(|key| self.id_of_cited(key));
            reference.named_document = names.collect::<Vec<_>>().join(";");
        }
    }

    /// Takes the records out of a duplicate and says why.
    fn set_aside(&self, duplicate: Duplicate, extract: &mut Extract) {
        let original = &self.profiles[duplicate.of];
        let how = match duplicate.ground {
            Ground::Bytes => "The same file as",
            Ground::Number => "The same number and text as",
            Ground::Text => "The same text as",
        };
        let why = if duplicate.ground == Ground::Bytes {
            "the first"
        } else if original.version > extract.version {
            "a newer version"
        } else if original.format != extract.format {
            "of the two the format that keeps more, or the one that was read better"
        } else {
            "of the two the later or the first"
        };
        let mut message = format!("{how} {}, which is kept ({why}).", original.source_file);
        if duplicate.shared < duplicate.asks {
            let differ = duplicate.asks - duplicate.shared;
            message.push_str(&format!(" Of its {} sentences that ask, {differ} read otherwise there or are not in it.", duplicate.asks));
        }
        extract.diagnostics.push(DiagnosticExtract::from(&Diagnostic::new(Code::DuplicateDocument, message.clone())));
        extract.state = State::Duplicate;
        extract.message = message;
        extract.duplicate_of = self.ids[duplicate.of].clone();
        extract.drop_records();
    }

    /// A docx without a number is kept and the pdf that is printed of it has one: the number is that of the docx too.
    fn name(&self, by: usize, extract: &mut Extract) {
        let other = &self.profiles[by];
        let head = &mut extract.head;
        for (own, others) in [
            (&mut head.dossier, &other.dossier),
            (&mut head.dossier_title, &other.dossier_title),
            (&mut head.document_number, &other.document_number),
            (&mut head.kamer_number, &other.kamer_number),
        ] {
            if own.is_empty() {
                own.push_str(others);
            }
        }
        let message = format!("Its number is taken from {}, the same report.", other.source_file);
        extract.diagnostics.push(DiagnosticExtract::from(&Diagnostic::new(Code::DuplicateDocument, message)));
    }

    fn id_of_cited<'k>(&'k self, key: &'k str) -> &'k str {
        self.cited.get(key).copied().flatten().map_or(key, |index| &self.ids[index])
    }
}

/// For each document that is kept without a number of its own the first duplicate that has one.
fn named_by(profiles: &[Profile], duplicates: &[Option<Duplicate>]) -> HashMap<usize, usize> {
    let mut named: HashMap<usize, usize> = HashMap::new();
    for (index, duplicate) in duplicates.iter().enumerate() {
        let Some(duplicate) = duplicate else { continue };
        let (kept, other) = (&profiles[duplicate.of], &profiles[index]);
        let better = match named.get(&duplicate.of) {
            None => kept.citation_key.is_empty() && (!other.citation_key.is_empty() || bare(kept) && !bare(other)),
            Some(&named) => profiles[named].citation_key.is_empty() && !other.citation_key.is_empty(),
        };
        if better {
            named.insert(duplicate.of, index);
        }
    }
    named
}

/// Whether a document has no number by which it is known.
fn bare(profile: &Profile) -> bool {
    profile.citation_key.is_empty() && profile.kamer_number.is_empty()
}

fn cited(profiles: &[Profile], duplicates: &[Option<Duplicate>]) -> HashMap<String, Option<usize>> {
    let mut cited: HashMap<String, Option<usize>> = HashMap::new();
    for (index, profile) in profiles.iter().enumerate().filter(|(_, profile)| !profile.citation_key.is_empty()) {
        let kept = duplicates[index].map_or(index, |duplicate| duplicate.of);
        cited.entry(profile.citation_key.to_string()).and_modify(|held| *held = held.filter(|&held| held == kept)).or_insert(Some(kept));
    }
    cited
}
