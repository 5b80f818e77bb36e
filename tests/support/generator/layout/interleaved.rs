//! Question, answer heading, answer (genre §4 F1), without numbers of the questions.

use super::marks::{self, Mark};
use super::*;
use crate::support::generator::reference::{self, Numbers};

pub fn print(plan: &Plan, press: &mut Press, random: &mut Random) -> Head {
    let mut draft = drafted(
        plan,
        'T',
        |title, random| Wishes {
            joint: 0.06,
            missing: 0.0,
            topics: random.chance(0.4),
            manner: Manner { asking_paragraphs: true, ..manner(asked(title, random)) },
            ..wishes(manner(String::new()))
        },
        random,
    );
    // An answer that is missing shows only where something else than a question follows.
    for at in 0..draft.units.len() {
        let last = at + 1 == draft.units.len() || draft.units[at + 1].contribution != draft.units[at].contribution;
        if last && random.chance(0.04) {
            draft.units[at].answer = None;
        }
    }
    draft::number(&mut draft, false, false);
    for unit in &mut draft.units {
        unit.numbers.clear();
    }
    press.truth.planted = reference::plant(&mut draft, plan.references, Numbers::None, random);
    let mark = marks::mark(draft.respondent.title, random);
    let style = *random.pick(&[0u8, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
    press.chose(format!("{mark:?}, faction heading {style}"));
    if let Some(heading) = questions_heading(true, random) {
        press.heading(1, heading);
    }
    let close_answers = random.chance(0.2);
    let mut count = 0;
    for (contribution, units) in parts(&draft) {
        faction_heading(press, &draft, contribution, style, random);
        begin(press, &draft, contribution, random);
        let mut last = None;
        for at in units {
            let unit = &draft.units[at];
            topic(press, unit, &mut last);
            for paragraph in unit.questions.iter().flat_map(|q| &q.paragraphs) {
                press.prose(paragraph, mark == Mark::Inline("» "), random);
                if random.chance(0.1) {
                    press.close();
                }
            }
            count += 1;
            let Some(answer) = &unit.answer else {
                if let (true, Mark::Line(line)) = (random.chance(0.5), mark) {
                    press.caption(line.to_owned(), false);
                }
                continue;
            };
            match mark {
                Mark::Line(line) => press.caption(line.to_owned(), random.chance(0.8)),
                Mark::Counted => press.caption(format!("Antwoord {count}"), true),
                Mark::Inline(_) => {}
            }
            for (nth, paragraph) in answer.iter().enumerate() {
                match mark {
                    Mark::Inline(sign) if nth == 0 => press.prose(&format!("{sign}{paragraph}"), false, random),
                    _ => press.prose(paragraph, false, random),
                }
            }
            if close_answers && random.chance(0.5) {
                press.close();
            }
        }
    }
    note_records(press, &draft, "verslag_schriftelijk_overleg");
    Head::Report(Facts::new("verslag", draft.year, 'T', draft.respondent, true, random))
}
