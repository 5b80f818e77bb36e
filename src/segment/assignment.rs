//! Which question each paragraph of an answers' part goes to, where its words name questions, and what the best alignment by likeness leaves to
//! be judged: answers that changed places, and how sure each is.

use std::collections::HashSet;

use super::align::{self, Bag, Paragraph};

/// Whether the answers say which questions they answer nearly every time: then a paragraph that does not goes on with the last
/// answer, and the answers need not come in the order of the questions.
pub(super) fn is_steady(paragraphs: &[Paragraph], joint: &[(usize, usize)], questions: usize) -> bool {
    let mut named: HashSet<usize> = paragraphs.iter().filter_map(|p| p.anchor).collect();
    let anchored = named.len();
    named.extend(joint.iter().map(|pair| pair.1));
    anchored >= 2 && named.len() as f32 >= STEADY * questions as f32
}

/// Share of the questions that the answers must name before they are taken to name all that they answer.
pub(super) const STEADY: f32 = 0.6;

/// Each paragraph to the question that it or the nearest paragraph above it names.
pub(super) fn follow(
    paragraphs: &[Paragraph],
    joint: &[(usize, usize)],
    questions: usize,
    like: impl Fn(usize, usize) -> f32,
) -> Vec<Option<usize>> {
    let named: HashSet<usize> = paragraphs.iter().filter_map(|p| p.anchor).chain(joint.iter().map(|pair| pair.1)).collect();
    let mut current: Option<usize> = None;
    (0..paragraphs.len())
        .map(|i| {
            let anchor = paragraphs[i].anchor.or_else(|| {
                if paragraphs[i].goes_on {
                    return None;
                }
                // "De leden van de PvdA-fractie vragen naar de subsidie …" begins an answer though it names no question.
                let starts = paragraphs[i].starts;
                let floor = match current {
                    None => 0.0,
                    Some(_) if starts => OPENS_ANOTHER,
                    Some(_) => CLEARLY_ANOTHER,
                };
                let margin = if starts { 0.0 } else { 0.3 };
                let open = (0..questions).filter(|j| !named.contains(j) && current.is_none_or(|c| j.abs_diff(c) <= 2));
                let best = open.map(|j| (j, like(i, j))).filter(|(_, l)| *l > floor).reduce(|a, b| if b.1 > a.1 { b } else { a });
                best.filter(|(_, l)| current.is_none_or(|c| *l > like(i, c) + margin)).map(|(j, _)| j)
            });
            current = anchor.or(current);
            current
        })
        .collect()
}

/// Likeness to a question that no answer names from which a paragraph without a name is taken to answer it.
const CLEARLY_ANOTHER: f32 = 0.6;

/// The same for a paragraph whose first words take up a question.
const OPENS_ANOTHER: f32 = 0.15;

/// The answers to two questions in a row the other way round, where the words of both say so: each begins by taking up the other's
/// question. `assigned` is in the order of the questions.
pub(super) fn uncrossed(
    mut assigned: Vec<Option<usize>>,
    paragraphs: &[Paragraph],
    like: impl Fn(usize, usize) -> f32,
) -> Vec<Option<usize>> {
    // Where each answer begins, and behind the last one.
    let mut begins: Vec<usize> = (0..assigned.len()).filter(|&i| i == 0 || assigned[i - 1] != assigned[i]).collect();
    begins.push(assigned.len());
    let mut at = 0;
    while let Some(&[i, k, end]) = begins.get(at..at + 3) {
        at += 1;
        let (Some(a), Some(b)) = (assigned[i], assigned[k]) else { continue };
        let named = paragraphs[i..end].iter().any(|paragraph| paragraph.anchor.is_some());
        if b != a + 1 || named || !paragraphs[i].starts || !paragraphs[k].starts {
            continue;
        }
        let gains = [like(i, b) - like(i, a), like(k, a) - like(k, b)];
        if gains.iter().all(|gain| *gain > 0.0) && gains.iter().sum::<f32>() > CROSSED {
            assigned[i..k].fill(Some(b));
            assigned[k..end].fill(Some(a));
            at += 1;
        }
    }
    assigned
}

/// How much better two answers must fit each other's questions, both together, before they are taken to have changed places.
const CROSSED: f32 = 0.25;

/// 0..=1: how clearly paragraph `i` belongs to its question and to no other.
pub(super) fn sure(i: usize, assigned: Option<usize>, paragraph: &Paragraph, answers: &[Bag], questions: &[Bag]) -> f32 {
    let Some(j) = assigned else { return 0.0 };
    if paragraph.anchor == Some(j) || questions.len() == 1 {
        return 1.0;
    }
    let own = align::similarity(&answers[i], &questions[j]);
    let low = j.saturating_sub(3);
    let other =
        (low..(j + 4).min(questions.len())).filter(|&k| k != j).map(|k| align::similarity(&answers[i], &questions[k])).fold(0.0, f32::max);
    (0.45 + 1.2 * (own - other) + 0.4 * own).clamp(0.0, 1.0)
}
