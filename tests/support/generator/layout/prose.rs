//! Topics as headings and factions in the running text (genre §4 F4), in reports and in the nota naar aanleiding van het verslag.

use super::marks::{self, Mark};
use super::*;
use crate::support::generator::draft::{Contribution, Draft};
use crate::support::generator::faction::speaker;
use crate::support::generator::reference::{self, Numbers};
use crate::support::generator::speech;
use crate::support::generator::wording::Pool;

/// A draft in which the factions come and go under each topic. Every part of a faction under a topic is a contribution.
fn draft_by_topic(size: usize, manner: &Manner, random: &mut Random) -> Draft {
    let (year, respondent) = draft::setting(random);
    let mut sitting = faction::sitting(year, 'T');
    random.shuffle(&mut sitting);
    sitting.truncate(2 + size / 4);
    let speakers: Vec<faction::Speaker> = sitting.iter().map(|f| speaker(vec![*f], random)).collect();
    let mut draft = Draft { year, respondent, contributions: Vec::new(), units: Vec::new(), paper: "de geannoteerde agenda" };
    let mut deck: Vec<usize> = (0..SUBJECTS.len()).collect();
    random.shuffle(&mut deck);
    let topics = (1 + size / random.between(3, 8)).min(deck.len() / 2);
    let mut pool = Pool::new(true, random);
    let mut spare = topics;
    let mut left = size;
    for nth in 0..topics {
        let mut share = if nth + 1 == topics { left } else { (size / topics).clamp(1, left) };
        left -= share;
        let mut order: Vec<usize> = (0..speakers.len()).collect();
        random.shuffle(&mut order);
        let mut turn = 0;
        while share > 0 {
            let take = random.between(1, 3).min(share);
            share -= take;
            let mut who = speakers[order[turn % order.len()]].clone();
            turn += 1;
            // Now and then two factions together.
            if random.chance(0.08) && order.len() > 2 && who.factions.iter().all(|f| f.form < 2) {
                let other = &speakers[order[turn % order.len()]];
                if other.factions[0].form < 2 && other.factions[0].canonical != who.factions[0].canonical {
                    who = speaker(vec![who.factions[0], other.factions[0]], random);
                }
            }
            let here = draft.contributions.len();
            draft.contributions.push(Contribution { speaker: who.clone(), opening: None, aside: None, joins: Vec::new() });
            for number in 0..take {
                let subject = if number == 0 && random.chance(0.5) {
                    &SUBJECTS[deck[nth]]
                } else {
                    spare += 1;
                    &SUBJECTS[deck[spare % deck.len()]]
                };
                let spoken = speech::speak(&mut pool, &who, number == 0, manner, subject, random);
                let answer = Some(spoken.answer.clone());
                draft.units.push(Unit {
                    contribution: here,
                    topic: Some(deck[nth]),
                    questions: vec![spoken],
                    numbers: Vec::new(),
                    answer,
                    crossed: false,
                });
            }
            // A faction that only thanks.
            if random.chance(0.05) && !who.single {
                let other = speaker(vec![*random.pick(&sitting)], random);
                if other.single {
                    continue;
                }
                let text = speech::fill("{F} danken de bewindspersoon voor de toelichting.", &other.formula);
                draft.contributions.push(Contribution { speaker: other, opening: None, aside: Some(text), joins: Vec::new() });
            }
        }
        if left == 0 {
            break;
        }
    }
    draft
}

pub fn thematic(plan: &Plan, press: &mut Press, random: &mut Random) -> Head {
    let mark = if random.chance(0.2) { None } else { Some(marks::mark("Minister", random)) };
    let manner = Manner { named: true, plain_answers: mark.is_none(), paragraphs: mark.is_some(), ..manner("de minister".to_owned()) };
    let mut draft = draft_by_topic(plan.size, &manner, random);
    press.truth.planted = reference::plant(&mut draft, plan.references, Numbers::None, random);
    press.chose(format!("{mark:?}"));
    if let Some(heading) = questions_heading(true, random) {
        press.heading(1, heading);
    }
    body(press, &draft, mark, random);
    note_records(press, &draft, "verslag_schriftelijk_overleg");
    Head::Report(Facts::new("verslag", draft.year, 'T', draft.respondent, true, random))
}

pub fn nota(plan: &Plan, press: &mut Press, random: &mut Random) -> Head {
    let asked = (random.say(&["de regering", "de regering", "de minister"])).to_owned();
    let manner = Manner { named: true, plain_answers: true, paragraphs: false, ..manner(asked) };
    let mut draft = draft_by_topic(plan.size, &manner, random);
    press.truth.planted = reference::plant(&mut draft, plan.references, Numbers::None, random);
    let mark = random.chance(0.2).then_some(Mark::Line("Antwoord"));
    press.chose(format!("{mark:?}"));
    if random.chance(0.6) {
        press.heading(1, (random.say(&["Inleiding", "1. Algemeen", "I. Algemeen deel"])).to_owned());
        press.line("De regering heeft met belangstelling kennisgenomen van het verslag van de vaste commissie. Op de vragen wordt hieronder ingegaan, waarbij zoveel mogelijk de volgorde van het verslag is aangehouden.".to_owned());
    }
    body(press, &draft, mark, random);
    note_records(press, &draft, "nota_naar_aanleiding_van_het_verslag");
    Head::Report(Facts::new("nota", draft.year, 'T', draft.respondent, true, random))
}

fn body(press: &mut Press, draft: &Draft, mark: Option<Mark>, random: &mut Random) {
    let mut last = None;
    let mut count = 0;
    for (contribution, units) in parts(draft) {
        begin(press, draft, contribution, random);
        for at in units {
            let unit = &draft.units[at];
            if unit.topic != last {
                last = unit.topic;
                if let Some(t) = unit.topic {
                    press.heading(2, SUBJECTS[t].heading.to_owned());
                }
            }
            unit.questions[0].paragraphs.iter().for_each(|p| press.prose(p, mark == Some(Mark::Inline("» ")), random));
            count += 1;
            match mark {
                Some(Mark::Line(line)) => press.caption(line.to_owned(), random.chance(0.5)),
                Some(Mark::Counted) => press.caption(format!("Antwoord {count}"), true),
                _ => {}
            }
            for (nth, paragraph) in unit.answer.iter().flatten().enumerate() {
                match mark {
                    Some(Mark::Inline(sign)) if nth == 0 => press.prose(&format!("{sign}{paragraph}"), false, random),
                    _ => press.prose(paragraph, false, random),
                }
            }
        }
    }
}
