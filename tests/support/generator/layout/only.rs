//! Reports with one half: the factions' questions alone, the minister's answers alone (genre §4 F6, F7).

use super::blocks::{self};
use super::marks::{Ask, Reply};
use super::*;
use crate::support::generator::reference;
use crate::support::generator::wording::capital;

pub fn questions(plan: &Plan, press: &mut Press, random: &mut Random) -> Head {
    let numbers = random.chance(0.25).then(|| *random.pick(&[Ask::Dot, Ask::Paren, Ask::LineDot, Ask::Line]));
    let topics = random.chance(0.3);
    let mut draft = drafted(
        plan,
        'T',
        |title, random| Wishes { missing: 1.0, topics, manner: manner(asked(title, random)), ..wishes(manner(String::new())) },
        random,
    );
    let restart = random.chance(0.5);
    draft::number(&mut draft, restart, false);
    if numbers.is_none() {
        draft.units.iter_mut().for_each(|u| u.numbers.clear());
    }
    let style = *random.pick(&[0u8, 0, 0, 1, 2, 3, 4, 6, 7]);
    press.chose(format!("{numbers:?}, restart {restart}, faction heading {style}"));
    let heading = questions_heading(false, random).expect("a heading");
    press.heading(1, heading);
    for (contribution, units) in parts(&draft) {
        faction_heading(press, &draft, contribution, style, random);
        begin(press, &draft, contribution, random);
        blocks::questions(press, &draft, &units, numbers, random);
    }
    if random.chance(0.6) {
        let heading = answers_heading(draft.respondent.title, draft.respondent.office, random);
        press.heading(1, heading);
        if random.chance(0.5) {
            agenda(press, random);
        }
    }
    note_records(press, &draft, "inbreng_schriftelijk_overleg");
    Head::Report(Facts::new("inbreng", draft.year, 'T', draft.respondent, false, random))
}

/// How the letter shows the questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// With marks on both sides.
    Marked(Ask, Reply),
    /// In italics, and nothing else.
    Italic,
    /// "De leden van de X-fractie vragen …" as a paragraph of its own.
    Third,
}

pub fn answers(plan: &Plan, press: &mut Press, random: &mut Random) -> Head {
    let shown = match random.below(3) {
        0 => Shown::Marked(
            *random.pick(&[Ask::Vraag, Ask::VraagColon, Ask::LineDot]),
            *random.pick(&[Reply::Bare, Reply::Colon, Reply::Number]),
        ),
        1 => Shown::Italic,
        _ => Shown::Third,
    };
    let marked = matches!(shown, Shown::Marked(..));
    let mut draft = drafted(
        plan,
        'T',
        |title, random| Wishes {
            related: !marked,
            asides: false,
            manner: Manner { named: shown == Shown::Third, paragraphs: marked, ..manner(asked(title, random)) },
            ..wishes(manner(String::new()))
        },
        random,
    );
    for contribution in &mut draft.contributions {
        contribution.opening = None;
    }
    let restart = random.chance(0.4);
    draft::number(&mut draft, restart, false);
    if !marked {
        draft.units.iter_mut().for_each(|u| u.numbers.clear());
    }
    press.truth.planted = reference::plant(&mut draft, plan.references, numbers_of(marked, restart), random);
    let style = *random.pick(&[0u8, 0, 1, 2, 3, 4]);
    press.chose(format!("{shown:?}, faction heading {style}"));
    for (contribution, units) in parts(&draft) {
        faction_heading(press, &draft, contribution, style, random);
        for at in units {
            let unit = &draft.units[at];
            if let Shown::Marked(ask, _) = shown {
                press.caption(ask.text(&unit.numbers[0]), true);
            }
            unit.questions[0].paragraphs.iter().for_each(|p| press.prose(p, shown == Shown::Italic, random));
            let Some(answer) = &unit.answer else { continue };
            if let Shown::Marked(_, reply) = shown {
                let head = reply.text(&unit.numbers, random).expect("has a head");
                press.caption(head, true);
            }
            answer.iter().for_each(|p| press.prose(p, false, random));
        }
    }
    note_records(press, &draft, "verslag_schriftelijk_overleg");
    let who = format!("{} {}", draft.respondent.title, draft.respondent.office);
    let year = draft.year;
    let lead = random.say(&["Bijgaand treft u de reactie op de op", "Hierbij stuur ik u de antwoorden op de op"]);
    let lines = vec![
        (random.say(&[
            "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal",
            "De Voorzitter van de Tweede Kamer der Staten-Generaal, Postbus 20018, 2500 EA Den Haag",
        ]))
        .to_owned(),
        format!("Betreft: Verslag van een schriftelijk overleg over {}", draft.paper),
        "Inleiding".to_owned(),
        format!(
            "{lead} {} maart {year} gezonden vragen van de vaste commissie voor Financiën over {}. {} zijn de vragen per fractie beantwoord.",
            random.between(2, 20),
            draft.paper,
            capital("hieronder")
        ),
    ];
    let _ = who;
    Head::Lines(lines)
}
