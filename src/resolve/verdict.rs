//! What became of a mention.

use crate::model::Certainty;

/// Most candidates that a row shows.
pub(super) const MOST_SHOWN: usize = 5;

/// Targets, or candidates and the reason why none of them is a target.
#[derive(Debug, Clone)]
pub(super) struct Verdict {
    pub targets: Vec<usize>,
    pub certainty: Certainty,
    pub candidates: Vec<usize>,
    pub rule: String,
    /// Why the targets may not be all that was meant, or not what was meant.
    pub doubt: String,
    /// Whether the words name the asking question itself.
    pub itself: bool,
}

impl Verdict {
    pub(super) fn resolved(rule: impl Into<String>, mut targets: Vec<usize>) -> Self {
        targets.sort_unstable();
        targets.dedup();
        Self { targets, certainty: Certainty::Resolved, candidates: Vec::new(), rule: rule.into(), doubt: String::new(), itself: false }
    }

    pub(super) fn ambiguous(rule: impl Into<String>, candidates: Vec<usize>) -> Self {
        Self { certainty: Certainty::Ambiguous, ..Self::unresolved(rule, candidates) }
    }

    pub(super) fn unresolved(rule: impl Into<String>, mut candidates: Vec<usize>) -> Self {
        candidates.truncate(MOST_SHOWN);
        let rule = rule.into();
        Self { targets: Vec::new(), certainty: Certainty::Unresolved, candidates, rule, doubt: String::new(), itself: false }
    }

    /// The asking question is the one named.
    pub(super) fn itself(rule: &str, candidates: Vec<usize>) -> Self {
        Self { itself: true, ..Self::unresolved(rule, candidates) }
    }

    pub(super) fn with_doubt(self, doubt: impl Into<String>) -> Self {
        Self { doubt: doubt.into(), ..self }
    }

    pub(super) fn is_resolved(&self) -> bool {
        self.certainty == Certainty::Resolved
    }
}
