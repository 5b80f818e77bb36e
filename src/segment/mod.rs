//! A document as contributions, questions and answers: readings compete, the most consistent one wins.
//!
//! ```text
//! Document ─ unit ─▶ units ─ outline ─▶ settled marks ─┬─ sequence ─▶ Draft ┐
//!                                                      ├─ blocks ───▶ Draft ├─ score ─▶ assemble ─▶ Report
//!                                                      ├─ questions ▶ Draft │
//!                                                      └─ prose ────▶ Draft ┘
//! ```
//!
//! Callers may rely on this: `Report::pieces` is ordered, disjoint and holds every character of the document other than white
//! space; a pairing that the reading is not sure of carries `uncertain_alignment`; no family is chosen by a title.

mod align;
mod answers;
mod ask;
mod assemble;
mod assignment;
mod blocks;
mod body;
mod cut;
mod draft;
mod ordinal;
mod outline;
mod patterns;
mod prose;
mod regrouped;
mod restatement;
mod sequence;
mod shared;
mod speaker;
mod table;
mod unit;
mod walk;

use crate::diagnostic::{Code, Diagnostic, Pass};
use crate::lexicon::Lexicon;
use crate::model::{Classified, Document, DocumentKind, ReadingScore, Report, Structure};
use crate::rules::Rules;
use patterns::Patterns;

/// Below this confidence a pair is `uncertain_alignment`.
pub(crate) const CERTAIN: f32 = 0.55;

/// Segments a document. `output` is `None` when no reading found a question.
pub fn segment(document: &Document, classified: &Classified, rules: &Rules, lexicon: &Lexicon) -> Pass<Report> {
    let patterns = Patterns::new(rules, lexicon, classified.kind);
    let mut units = unit::units(document, classified, &patterns, lexicon);
    outline::settle(&mut units, &patterns);
    cut::split_run_together(document, classified.kind, &patterns, lexicon, &mut units);
    let expects_answers = classified.kind != DocumentKind::InbrengSchriftelijkOverleg;
    let mut drafts = vec![sequence::read(&units, &patterns)];
    drafts.extend(blocks::read(&units, &patterns));
    drafts.push(blocks::read_questions(&units, &patterns));
    // Voice alone cannot tell a question from its restatement where headings set a part of each apart.
    if !blocks::has_both_parts(&units) {
        drafts.push(prose::read(&units, &patterns));
    }
    drafts.retain(|draft| !draft.records.is_empty());
    drafts.iter_mut().for_each(|draft| restatement::leave_out_repeated(draft, &units, &patterns));
    drafts.iter_mut().for_each(|draft| ordinal::part_by_ordinals(draft, &units, &patterns));
    let scored: Vec<(f32, Vec<String>)> = drafts
        .iter()
        // Questions without any answer are what an inbreng is; only there is their absence no fault.
        .map(|draft| draft.score(&units, expects_answers || draft.structure != Structure::QuestionsOnly))
        .collect();
    let Some(best) = (0..drafts.len()).reduce(|best, i| if scored[i].0 > scored[best].0 + 1e-6 { i } else { best }) else {
        return Pass {
            output: None,
            diagnostics: vec![Diagnostic::new(Code::NoQuestionFound, "no reading found a question in this document")],
        };
    };
    let readings = drafts
        .iter()
        .zip(scored)
        .enumerate()
        .map(|(i, (draft, (score, reasons)))| ReadingScore { structure: draft.structure, score, reasons, chosen: i == best })
        .collect();
    let mut draft = drafts.swap_remove(best);
    draft.release_introductions(&units, &patterns);
    assemble::assemble(document, classified, rules, lexicon, &patterns, &units, draft, readings)
}
