//! Where the references of each question end.
//!
//! Callers may rely on this: only answers that do nothing but refer continue a chain; every question gets one end; a cycle ends
//! as [`End::Cyclic`] for all questions that lead into it.

use std::collections::VecDeque;

use crate::model::Status;

/// The end of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// At a question with this status and answer, after so many references.
    At { status: Status, answer: Option<usize>, length: u32 },
    /// A reference on the way has no target.
    Open,
    /// The chain comes back to itself.
    Cyclic,
}

/// What the chain needs to know of a question.
#[derive(Debug, Clone)]
pub(super) enum Node {
    /// It ends here.
    Own(Status, Option<usize>),
    /// It only refers, to these questions.
    Refers(Vec<usize>),
}

/// The end for every question: of the ends that its references reach the one that tells most, by the shortest way.
pub(super) fn ends(nodes: &[Node]) -> Vec<End> {
    let mut referring: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    let mut starts: Vec<(u8, usize, End)> = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        match node {
            Node::Own(status, answer) => starts.push((rank(*status), at, End::At { status: *status, answer: *answer, length: 0 })),
            Node::Refers(targets) if targets.is_empty() => starts.push((OPEN, at, End::Open)),
            Node::Refers(targets) => {
                for target in targets {
                    referring[*target].push(at);
                }
            }
        }
    }
    // From the ends backwards, those that tell most first: whoever is reached has no better end.
    starts.sort_by_key(|(rank, at, _)| (*rank, *at));
    let mut done: Vec<Option<End>> = vec![None; nodes.len()];
    for same_rank in starts.chunk_by(|a, b| a.0 == b.0) {
        let mut queue = VecDeque::new();
        for (_, at, end) in same_rank {
            done[*at] = Some(*end);
            queue.push_back((*at, *end));
        }
        while let Some((at, end)) = queue.pop_front() {
            let next = match end {
                End::At { status, answer, length } => End::At { status, answer, length: length + 1 },
                other => other,
            };
            for from in &referring[at] {
                if done[*from].is_none() {
                    done[*from] = Some(next);
                    queue.push_back((*from, next));
                }
            }
        }
    }
    // What reaches no end goes round.
    done.into_iter().map(|end| end.unwrap_or(End::Cyclic)).collect()
}

/// The questions on the way from `start`, whose end is [`End::Cyclic`], until one comes twice; at most `most` of them.
pub(super) fn way_round(nodes: &[Node], ends: &[End], start: usize, most: usize) -> Vec<usize> {
    let mut way = vec![start];
    while way.len() < most {
        let Some(Node::Refers(targets)) = way.last().map(|at| &nodes[*at]) else { break };
        let Some(next) = targets.iter().copied().find(|t| ends[*t] == End::Cyclic) else { break };
        let back = way.contains(&next);
        way.push(next);
        if back {
            break;
        }
    }
    way
}

/// The end that tells a reader most; the first of equals.
pub(super) fn best(ends: impl Iterator<Item = End>) -> Option<End> {
    ends.min_by_key(|end| match end {
        End::At { status, .. } => rank(*status),
        End::Open => OPEN,
        End::Cyclic => OPEN + 1,
    })
}

/// Rank of a chain that breaks off, behind those of all statuses.
const OPEN: u8 = 20;

fn rank(status: Status) -> u8 {
    match status {
        Status::Answered => 0,
        Status::NoInformation => 1,
        Status::Declined => 2,
        Status::Deferred => 3,
        Status::RefersElsewhere => 4,
        Status::Acknowledged => 5,
        Status::RefersBack | Status::RefersForward => 6,
        Status::Missing => 7,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_follow_cycles_end_and_the_best_target_counts() {
        let own = |status, at| Node::Own(status, Some(at));
        let nodes = [
            own(Status::Declined, 0),
            Node::Refers(vec![0]),
            Node::Refers(vec![1]),
            Node::Refers(vec![4]),
            Node::Refers(vec![3]),
            Node::Refers(vec![5]),
            Node::Refers(vec![]),
            Node::Refers(vec![0, 8]),
            own(Status::Answered, 8),
        ];
        let at = |status, answer, length| End::At { status, answer: Some(answer), length };
        assert_eq!(
            ends(&nodes),
            [
                at(Status::Declined, 0, 0),
                at(Status::Declined, 0, 1),
                at(Status::Declined, 0, 2),
                End::Cyclic,
                End::Cyclic,
                End::Cyclic,
                End::Open,
                at(Status::Answered, 8, 1),
                at(Status::Answered, 8, 0),
            ]
        );
    }

    #[test]
    fn a_way_out_of_a_cycle_is_found_from_both_of_its_questions() {
        let nodes = [Node::Refers(vec![1, 2]), Node::Refers(vec![0]), Node::Own(Status::Answered, Some(2))];
        let at = |length| End::At { status: Status::Answered, answer: Some(2), length };
        assert_eq!(ends(&nodes), [at(1), at(2), at(0)]);
    }

    #[test]
    fn the_way_round_is_told() {
        let nodes = [Node::Refers(vec![1]), Node::Refers(vec![2]), Node::Refers(vec![1])];
        assert_eq!(way_round(&nodes, &ends(&nodes), 0, 6), [0, 1, 2, 1]);
    }

    #[test]
    fn a_chain_as_long_as_the_document_is_followed() {
        let nodes: Vec<Node> =
            (0..20_000).map(|i| if i == 0 { Node::Own(Status::Answered, Some(0)) } else { Node::Refers(vec![i - 1]) }).collect();
        assert_eq!(ends(&nodes)[19_999], End::At { status: Status::Answered, answer: Some(0), length: 19_999 });
        let reversed: Vec<Node> =
            (0..20_000).map(|i| if i == 19_999 { Node::Own(Status::Answered, Some(i)) } else { Node::Refers(vec![i + 1]) }).collect();
        assert_eq!(ends(&reversed)[0], End::At { status: Status::Answered, answer: Some(19_999), length: 19_999 });
    }
}
