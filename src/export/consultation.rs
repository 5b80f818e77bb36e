//! An inbreng and the later verslag of the same consultation: which question of the one is which of the other.
//!
//! An inbreng holds the factions' questions before the answers came; the verslag prints them again, with the answers, and
//! often cuts them otherwise: there a question is what gets one answer. So they are compared by their asks. An inbreng belongs
//! to the report that holds most of its asks, when that is half or more of them; a question of it is linked when every
//! telling ask of it stands in the report. An ask that stands more often in the one than in the other is not linked: nothing
//! tells which is meant.

use std::collections::HashMap;

use super::duplicates::Duplicate;
use super::profile::{AskMark, Profile};
use crate::model::Status;

/// Of a hundred asks of the inbreng, how many the report must hold.
const SHARE: usize = 50;
/// Asks that must be the same when the dossier does not agree too.
const ENOUGH: usize = 2;

/// Inbrengen that put the same ask. One that more put is of no consultation in particular.
const CROWD: usize = 64;

/// A question of an inbreng with those of the report that put the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Position in the inbreng.
    pub question: usize,
    /// Positions in the report, in order.
    pub targets: Vec<usize>,
    /// What the report gives: `Answered` when every target is answered, else what the first other one is; `None` when that
    /// cannot be followed.
    pub resolved: Option<Status>,
}

/// For each inbreng the position of its report and the links, in order of the questions.
pub fn link(profiles: &[Profile], duplicates: &[Option<Duplicate>]) -> HashMap<usize, (usize, Vec<Link>)> {
    let kept = |&i: &usize| duplicates[i].is_none() && profiles[i].is_report();
    let (inbrengen, reports): (Vec<usize>, Vec<usize>) = (0..profiles.len()).filter(kept).partition(|&i| profiles[i].is_inbreng());
    let mut asked: HashMap<u64, Vec<usize>> = HashMap::new();
    for &inbreng in &inbrengen {
        for ask in distinct(&profiles[inbreng].asks) {
            asked.entry(ask).or_default().push(inbreng);
        }
    }
    asked.retain(|_, inbrengen| inbrengen.len() <= CROWD);
    // For each inbreng the report with the most of its asks; the first of equals.
    let mut best: HashMap<usize, (usize, usize)> = HashMap::new();
    for &report in reports.iter().filter(|&&r| !asked.is_empty() && !profiles[r].answers.is_empty()) {
        let mut counts: HashMap<usize, usize> = HashMap::new();
        for inbreng in distinct(&profiles[report].asks).filter_map(|ask| asked.get(&ask)).flatten() {
            *counts.entry(*inbreng).or_default() += 1;
        }
        for (inbreng, count) in counts {
            let held = best.get(&inbreng).map_or(0, |b| b.1);
            if count > held && fits(&profiles[inbreng], &profiles[report], count) {
                best.insert(inbreng, (report, count));
            }
        }
    }
    best.into_iter().map(|(inbreng, (report, _))| (inbreng, (report, links(&profiles[inbreng], &profiles[report])))).collect()
}

fn fits(inbreng: &Profile, report: &Profile, shared: usize) -> bool {
    let chambers_differ = matches!((inbreng.chamber, report.chamber), (Some(a), Some(b)) if a != b);
    let dossiers_differ = !inbreng.dossier.is_empty() && !report.dossier.is_empty() && inbreng.dossier != report.dossier;
    let same_dossier = !inbreng.dossier.is_empty() && inbreng.dossier == report.dossier;
    !chambers_differ && !dossiers_differ && (shared >= ENOUGH || same_dossier) && shared * 100 >= distinct(&inbreng.asks).count() * SHARE
}

fn links(inbreng: &Profile, report: &Profile) -> Vec<Link> {
    // For each question its asks, each with the question of the report where it stands.
    let mut found: Vec<Vec<Option<usize>>> = vec![Vec::new(); inbreng.questions.len()];
    for group in inbreng.asks.chunk_by(|a, b| a.text == b.text) {
        let from = report.asks.partition_point(|ask| ask.text < group[0].text);
        let there: Vec<&AskMark> = report.asks[from..].iter().take_while(|ask| ask.text == group[0].text).collect();
        for (n, ask) in group.iter().enumerate() {
            // As often there as here: the first is the first, the second the second.
            let target = (there.len() == group.len()).then(|| there[n].question as usize);
            found[ask.question as usize].push(target);
        }
    }
    let whole = |(question, targets): (usize, Vec<Option<usize>>)| {
        let mut targets: Vec<usize> = targets.into_iter().collect::<Option<_>>()?;
        targets.sort_unstable();
        targets.dedup();
        let resolved = resolved(targets.iter().map(|&t| report.questions[t].resolved));
        (!targets.is_empty()).then_some(Link { question, targets, resolved })
    };
    found.into_iter().enumerate().filter_map(whole).collect()
}

fn resolved(statuses: impl Iterator<Item = Option<Status>>) -> Option<Status> {
    let mut all: Vec<Option<Status>> = statuses.collect();
    // What is certainly not answered outweighs what is not known.
    all.sort_by_key(|status| match status {
        Some(Status::Answered) => 2,
        None => 1,
        Some(_) => 0,
    });
    all.first().copied().flatten()
}

/// Each hash once; asks are in the order of their hash.
fn distinct(asks: &[AskMark]) -> impl Iterator<Item = u64> + '_ {
    asks.chunk_by(|a, b| a.text == b.text).map(|group| group[0].text)
}
