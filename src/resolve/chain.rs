//! Where the references of each question end.
//!
//! Callers may rely on this: only answers that do nothing but refer continue a chain; every question gets one end; a cycle ends
//! as [`End::Cyclic`] for all questions that lead into it.

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

/// The end for every question.
pub(super) fn ends(nodes: &[Node]) -> Vec<End> {
    let mut done: Vec<Option<End>> = vec![None; nodes.len()];
    let mut open = vec![false; nodes.len()];
    // Depth first with a stack of our own: a chain may be as long as the document.
    for start in 0..nodes.len() {
        let mut stack = vec![start];
        while let Some(&at) = stack.last() {
            if done[at].is_some() {
                stack.pop();
                continue;
            }
            match &nodes[at] {
                Node::Own(status, answer) => done[at] = Some(End::At { status: *status, answer: *answer, length: 0 }),
                Node::Refers(targets) => {
                    if !open[at] {
                        open[at] = true;
                        stack.extend(targets.iter().copied().filter(|t| done[*t].is_none() && !open[*t]));
                        continue;
                    }
                    // What is open now lies on the way here.
                    let found = targets.iter().map(|t| done[*t].unwrap_or(End::Cyclic));
                    done[at] = Some(match best(found) {
                        Some(End::At { status, answer, length }) => End::At { status, answer, length: length + 1 },
                        Some(other) => other,
                        None => End::Open,
                    });
                }
            }
        }
    }
    done.into_iter().map(|end| end.unwrap_or(End::Open)).collect()
}

/// The end that tells a reader most; the first of equals.
pub(super) fn best(ends: impl Iterator<Item = End>) -> Option<End> {
    ends.min_by_key(|end| match end {
        End::At { status, .. } => rank(*status),
        End::Open => 20,
        End::Cyclic => 21,
    })
}

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
    fn a_chain_as_long_as_the_document_is_followed() {
        let nodes: Vec<Node> =
            (0..20_000).map(|i| if i == 0 { Node::Own(Status::Answered, Some(0)) } else { Node::Refers(vec![i - 1]) }).collect();
        assert_eq!(ends(&nodes)[19_999], End::At { status: Status::Answered, answer: Some(0), length: 19_999 });
        let reversed: Vec<Node> =
            (0..20_000).map(|i| if i == 19_999 { Node::Own(Status::Answered, Some(i)) } else { Node::Refers(vec![i + 1]) }).collect();
        assert_eq!(ends(&reversed)[0], End::At { status: Status::Answered, answer: Some(19_999), length: 19_999 });
    }
}
