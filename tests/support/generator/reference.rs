//! Plants references in answers and remembers where they lead.

use super::draft::Draft;
use super::random::Random;
use super::truth::{Kind, Planted};

/// Puts references into about `share` of the answers. `numbers`: questions have numbers that are unique in the paper.
pub fn plant(draft: &mut Draft, share: f64, numbers: bool, random: &mut Random) -> Vec<Planted> {
    let mut planted = Vec::new();
    for at in 1..draft.units.len() {
        if draft.units[at].answer.is_none() || !random.chance(share) {
            continue;
        }
        let before = draft.units[at - 1].contribution == draft.units[at].contribution && draft.units[at - 1].answer.is_some();
        let target = random.below(at);
        let (kind, text, target) = if numbers && random.chance(0.6) && draft.units[target].answer.is_some() {
            let number = draft.units[target].numbers[0].clone();
            let text = random.say(&[
                "Zie het antwoord op vraag {n}.",
                "Ik verwijs u naar het antwoord op vraag {n}.",
                "Kortheidshalve verwijs ik naar het antwoord op vraag {n}.",
            ]);
            (Kind::Number, text.replace("{n}", &number), target)
        } else if before && draft.units[at - 1].questions.len() == 1 {
            let text = random.say(&[
                "Zie antwoord op de vorige vraag.",
                "Zie het antwoord op de voorgaande vraag.",
                "Hiervoor verwijs ik naar mijn antwoord op de vorige vraag van deze leden.",
            ]);
            (Kind::Position, (*text).to_owned(), at - 1)
        } else {
            continue;
        };
        let only = random.chance(0.7);
        let answer = draft.units[at].answer.as_mut().expect("checked");
        if only {
            *answer = vec![text.clone()];
        } else if let Some(last) = answer.iter_mut().rev().find(|p| !p.starts_with("• ")) {
            *last = format!("{last} {text}");
        }
        planted.push(Planted { record: at, kind, text, targets: vec![target], document: String::new(), only });
    }
    planted
}
