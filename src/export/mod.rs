//! Extracts in, files out. Whole files or none.
//!
//! ```text
//! Extract ─┬────────▶ spool ────────┬─▶ rows (views) ─▶ tables (cells) ─▶ stream ─▶ sinks (csv, xlsx, jsonl)
//!          └▶ profile ─▶ verdicts ──┘
//! ```
//!
//! Ids, duplicates and links between documents are known when the last document is read. Until then the extracts wait in the
//! spool, on disk, and only their profiles (hashes and numbers) are in memory.
//!
//! Callers may rely on this: the tables have the columns of [`tables`] in that order, a header also without rows, and rows in
//! the order in which the extracts came; when [`Writer::finish`] has not returned `Ok`, the output folder is as it was before.

pub mod consultation;
pub mod csv;
pub mod datapackage;
pub mod dialect;
pub mod duplicates;
pub mod extract;
pub mod folder;
pub mod jsonl;
pub mod lines;
pub mod profile;
pub mod rows;
pub mod schema;
pub mod selection;
pub mod sentences;
pub mod shape;
pub mod sinks;
pub mod spool;
pub mod stream;
pub mod summary;
pub mod tables;
pub mod verdict;
pub mod words;
pub mod xlsx;

use std::collections::{BTreeSet, HashMap};

pub use extract::{Extract, State};
pub use selection::Selection;
pub use summary::Summary;

use crate::Observer;
use crate::cli::OutputFormat;
use crate::fatal::Fatal;
use crate::model::BlockKind;
use crate::plan::Plan;
use profile::Profile;
use rows::Doc;
use selection::Kept;

/// Collects the extracts of a run and writes its tables.
pub struct Writer {
    // Before the folder, so that its file is closed when the folder is removed.
    spool: spool::Spool,
    folder: folder::OutputFolder,
    profiles: Vec<Profile>,
    /// The first document with these bytes.
    first: HashMap<String, usize>,
    /// For each document the first one with the same bytes, when that is another one.
    copies: Vec<Option<usize>>,
    plan: Plan,
}

impl Writer {
    /// Takes hold of the output folder. Fails before any document is read.
    ///
    /// # Errors
    /// When the folder cannot be written to.
    pub fn create(plan: &Plan) -> Result<Self, Fatal> {
        let folder = folder::OutputFolder::open(&plan.output)?;
        Ok(Self {
            spool: spool::Spool::new(&folder.partial()),
            folder,
            profiles: Vec::new(),
            first: HashMap::new(),
            copies: Vec::new(),
            plan: plan.clone(),
        })
    }

    /// Takes the next document, in the order of the inputs.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn push(&mut self, mut extract: Extract) -> Result<(), Fatal> {
        let mut profile = Profile::of(&extract);
        let mut copy = None;
        if !self.plan.keep_duplicates && profile.is_report() {
            match self.first.get(&extract.sha256) {
                None => drop(self.first.insert(extract.sha256.clone(), self.profiles.len())),
                Some(&original) => {
                    // Its records will not be written whatever comes later: they need not wait for it.
                    copy = Some(original);
                    extract.drop_records();
                    profile.forget_records();
                }
            }
        }
        self.copies.push(copy);
        self.profiles.push(profile);
        self.spool.push(extract)
    }

    /// Writes all tables and puts them in their place.
    ///
    /// # Errors
    /// When the disk is full, a file cannot be replaced, or the user stopped the run.
    pub fn finish(self, observer: &dyn Observer) -> Result<Summary, Fatal> {
        let Self { spool, folder, profiles, first: _, copies, plan } = self;
        let verdicts = verdict::Verdicts::of(profiles, &copies, plan.keep_duplicates);
        let partial = folder.partial();
        let mut sinks = sinks::Sinks::create(&partial, &plan)?;
        let mut groups = summary::Groups::default();
        let mut dossiers = BTreeSet::new();
        let mut summary = Summary::new(plan.output.clone());
        let mut index = 0;
        spool.drain(|mut extract| {
            if observer.stopped() {
                return Err(Fatal::Interrupted);
            }
            verdicts.apply(index, &mut extract);
            let doc = Doc { extract: &extract, id: verdicts.id(index) };
            index += 1;
            let mut records = doc.records();
            dossiers.insert(extract.head.dossier.clone());
            summary.select(&records, &plan.selection);
            records.retain(|record| plan.selection.keeps(record));
            let kept = Kept::new(doc, &records, &plan.selection);
            summary.add(doc, &records, &kept);
            groups.add(doc, &records);
            summary.note(&sinks.document(doc, &records, &kept)?);
            Ok(())
        })?;
        // A dossier that no document has is a slip of the pen: the empty tables would hide it.
        if !plan.selection.dossiers.is_empty() && !dossiers.iter().any(|dossier| plan.selection.keeps_dossier(dossier)) {
            return Err(Fatal::NoSuchDossier {
                wanted: plan.selection.dossiers,
                found: dossiers.into_iter().filter(|d| !d.is_empty()).collect(),
            });
        }
        sinks.finish(&summary, &groups)?;
        if plan.formats.contains(&OutputFormat::Csv) {
            let package = partial.join(PACKAGE);
            std::fs::write(&package, datapackage::describe(&shape::views(&plan), plan.dialect))
                .map_err(|source| Fatal::Output { path: package, source })?;
        }
        if observer.stopped() {
            return Err(Fatal::Interrupted);
        }
        folder.publish(&known_files())?;
        Ok(summary)
    }
}

const PACKAGE: &str = "datapackage.json";

/// Every file that a run may write, so that those of an earlier run do not stay beside a new one.
fn known_files() -> Vec<String> {
    tables::TABLES
        .iter()
        .map(|table| format!("{}.csv", table.name))
        .chain([PACKAGE.to_owned(), xlsx::FILE.to_owned(), jsonl::FILE.to_owned()])
        .collect()
}

/// The name of a block's kind in `blocks.csv` and `inspect`.
pub fn kind_name(kind: &BlockKind) -> &'static str {
    match kind {
        BlockKind::Heading(_) => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::ListItem(_) => "list_item",
        BlockKind::Cell { .. } => "cell",
        BlockKind::Note(_) => "note",
        BlockKind::Furniture(furniture) => furniture.as_str(),
    }
}

#[cfg(test)]
pub(crate) mod tests;
