//! Which paragraph of the answers' part belongs to which question: an order-preserving best alignment over word similarity.
//!
//! Paragraphs come in the order of the questions, mostly; some questions are skipped, some answers take several paragraphs.

use foldhash::{HashMap, HashMapExt};

use crate::words;

/// The words of one text, weighed by how rare they are in the document.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bag {
    /// By number.
    words: Vec<(u32, f32)>,
    norm: f32,
}

/// Word weights over all texts of a document; a text may come in parts.
pub(crate) fn bags<'t>(texts: impl Iterator<Item = Vec<&'t str>>) -> Vec<Bag> {
    let mut ids: HashMap<Box<str>, u32> = HashMap::new();
    let mut frequency: Vec<u32> = Vec::new();
    let indexed: Vec<Vec<u32>> = texts
        .map(|parts| {
            let mut own: Vec<u32> = Vec::new();
            for part in parts {
                words::each_stem(part, |stem| {
                    own.push(ids.get(stem).copied().unwrap_or_else(|| {
                        frequency.push(0);
                        ids.insert(stem.into(), (frequency.len() - 1) as u32);
                        (frequency.len() - 1) as u32
                    }));
                });
            }
            own.sort_unstable();
            own.dedup();
            for &id in &own {
                frequency[id as usize] += 1;
            }
            own
        })
        .collect();
    let n = indexed.len().max(1) as f32;
    indexed
        .into_iter()
        .map(|own| {
            let words: Vec<(u32, f32)> = own.into_iter().map(|id| (id, (1.0 + n / frequency[id as usize] as f32).ln())).collect();
            Bag { norm: words.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt(), words }
        })
        .collect()
}

/// 0..=1: the shared weight against the lighter of the two.
pub(crate) fn similarity(a: &Bag, b: &Bag) -> f32 {
    let (small, large) = if a.words.len() <= b.words.len() { (a, b) } else { (b, a) };
    let mut shared = 0.0;
    let mut others = large.words.iter().peekable();
    for (word, weight) in &small.words {
        while others.next_if(|(other, _)| other < word).is_some() {}
        if others.next_if(|(other, _)| other == word).is_some() {
            shared += weight * weight;
        }
    }
    let floor = small.norm.max(3.0);
    if floor == 0.0 { 0.0 } else { (shared.sqrt() / floor).min(1.0) }
}

/// What is known of one paragraph of the answers' part.
#[derive(Debug, Clone, Default)]
pub(crate) struct Paragraph {
    /// The question that a number, an ordinal or a restatement names.
    pub anchor: Option<usize>,
    /// Whether its first words show that a new answer begins.
    pub starts: bool,
    /// Whether it cannot begin one: an item of the list above it.
    pub goes_on: bool,
}

/// Cost of passing over a question.
const SKIP: f32 = 0.22;
/// A paragraph that begins a new answer is worth this much more where its words say so, and so much less where it goes on.
const START: f32 = 0.35;
/// Reward for beginning a new answer at all, against going on with the last one.
const ADVANCE: f32 = 0.08;
/// What it costs to begin an answer with an item of a list: more than any likeness is worth.
const GOES_ON: f32 = 4.0;
/// Questions to either side of the expected one that are considered: time and memory grow with the length of the part, not with
/// its square. Parts of thousands of questions stray less than this from the line through their anchors.
const BAND: usize = 160;

/// The question (index) of each paragraph. `similarity(paragraph, question)` is 0..=1; `marked` says that nearly every answer
/// begins with words that show it.
pub(crate) fn align(
    paragraphs: &[Paragraph],
    questions: usize,
    marked: bool,
    similarity: impl Fn(usize, usize) -> f32,
) -> Vec<Option<usize>> {
    if questions == 0 || paragraphs.is_empty() {
        return vec![None; paragraphs.len()];
    }
    let m = paragraphs.len();
    let centres = centres(paragraphs, questions);
    // Scores of the last paragraph for the questions from `low` on.
    let mut score: Vec<f32> = Vec::new();
    let mut low = 0;
    let mut back: Vec<(usize, Vec<u32>)> = Vec::with_capacity(m);
    for (i, paragraph) in paragraphs.iter().enumerate() {
        let (from, to) = (centres[i].saturating_sub(BAND), (centres[i] + BAND).min(questions - 1));
        let mut next = vec![f32::NEG_INFINITY; to + 1 - from];
        let mut came = vec![u32::MAX; to + 1 - from];
        // Best earlier question, with the skips between counted from it.
        let (mut best, mut best_at) = (if i == 0 { SKIP } else { f32::NEG_INFINITY }, u32::MAX);
        let mut k = low;
        for j in from..=to {
            while i > 0 && k < j && k < low + score.len() {
                let value = score[k - low] + SKIP * (k + 1) as f32;
                if value > best {
                    (best, best_at) = (value, k as u32);
                }
                k += 1;
            }
            let anchored = match paragraph.anchor {
                Some(a) if a == j => 2.0,
                Some(_) => -2.0,
                None => 0.0,
            };
            let likeness = similarity(i, j);
            let start = if paragraph.starts { START } else { 0.0 };
            let unmarked = if marked && !paragraph.starts { START } else { 0.0 };
            let barred = if paragraph.goes_on && i > 0 { GOES_ON } else { 0.0 };
            let begin = best - SKIP * (j as f32) + likeness + ADVANCE + anchored + start - unmarked - barred;
            let stay = if i > 0 && j >= low && j < low + score.len() { score[j - low] } else { f32::NEG_INFINITY };
            let go_on = stay + 0.5 * likeness + anchored - start;
            if begin >= go_on {
                next[j - from] = begin;
                came[j - from] = best_at;
            } else {
                next[j - from] = go_on;
                came[j - from] = j as u32;
            }
        }
        (score, low) = (next, from);
        back.push((from, came));
    }
    // Questions passed over at the end cost as much as those between.
    let total = |j: usize| score[j] - SKIP * (questions - 1 - (low + j)) as f32;
    let mut at = low + (0..score.len()).fold(0, |best, j| if total(j) > total(best) { j } else { best });
    let mut out = vec![None; m];
    for i in (0..m).rev() {
        out[i] = Some(at);
        if i > 0 {
            let came = back[i].1[at - back[i].0];
            if came == u32::MAX {
                break;
            }
            at = came as usize;
        }
    }
    out
}

/// The question around which each paragraph's own is looked for: on the line between the anchors that keep the order.
fn centres(paragraphs: &[Paragraph], questions: usize) -> Vec<usize> {
    let m = paragraphs.len();
    let mut fixed = vec![(0, 0)];
    for (i, paragraph) in paragraphs.iter().enumerate() {
        if let Some(a) = paragraph.anchor
            && fixed.last().is_none_or(|&(before, b)| i > before && a >= b && a - b <= 4 * (i - before))
        {
            fixed.push((i, a));
        }
    }
    fixed.push((m, questions));
    let mut out = Vec::with_capacity(m);
    for pair in fixed.windows(2) {
        let ((i, a), (j, b)) = (pair[0], pair[1]);
        out.extend((i..j).map(|k| (a + (k - i) * b.saturating_sub(a) / (j - i)).min(questions - 1)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_follow_the_order_and_may_skip_or_go_on() {
        let like = [[0.9, 0.0, 0.0], [0.6, -0.3, 0.0], [0.0, 0.0, 0.8]];
        let paragraphs = vec![Paragraph::default(); 3];
        assert_eq!(align(&paragraphs, 3, false, |i, j| like[i][j]), [Some(0), Some(0), Some(2)]);
    }

    #[test]
    fn a_long_part_is_read_as_a_short_one() {
        // Every fifth question is skipped, every third answer takes two paragraphs.
        let truth: Vec<usize> =
            (0..4000).filter(|q| q % 5 != 0).flat_map(|q| std::iter::repeat_n(q, 1 + usize::from(q % 3 == 0))).collect();
        let read = align(&vec![Paragraph::default(); truth.len()], 4000, false, |i, j| if truth[i] == j { 0.7 } else { 0.0 });
        let wrong = read.iter().zip(&truth).filter(|(r, t)| **r != Some(**t)).count();
        assert_eq!(wrong, 0);
    }

    #[test]
    fn an_anchor_outweighs_the_words() {
        let paragraphs =
            vec![Paragraph { anchor: Some(1), starts: true, goes_on: false }, Paragraph { anchor: Some(2), starts: true, goes_on: false }];
        assert_eq!(align(&paragraphs, 3, false, |_, j| if j == 0 { 0.6 } else { 0.1 }), [Some(1), Some(2)]);
    }
}
