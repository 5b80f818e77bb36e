//! All questions, then all answers, then perhaps the agenda (genre §4 F2).

use super::marks::{Ask, Reply};
use super::*;
use crate::support::generator::reference;
use crate::support::generator::wording::{capital, small};

/// How the answers' part says which question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Restate {
    /// The question word for word, in italics or not, then the answer.
    Verbatim(bool),
    /// "De leden van de X-fractie vragen of …" at the start of the answer's paragraph.
    Third,
    /// The same as a paragraph of its own.
    ThirdAlone,
    /// "Op de eerste vraag van deze leden antwoord ik …".
    Ordinal,
    /// Not at all.
    Plain,
    /// Numbers on both sides.
    Numbered(Ask, Reply),
}

const ORDINALS: &[&str] = &["eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende"];

pub fn restate(random: &mut Random) -> Restate {
    match random.below(12) {
        0..=2 => Restate::Verbatim(true),
        3 | 4 => Restate::Verbatim(false),
        5 | 6 => Restate::Third,
        7 => Restate::ThirdAlone,
        8 => Restate::Ordinal,
        9 => Restate::Plain,
        _ => Restate::Numbered(
            *random.pick(&[Ask::Dot, Ask::LineDot, Ask::Vraag]),
            *random.pick(&[Reply::Number, Reply::NumberColon, Reply::OpVraag, Reply::Vraag]),
        ),
    }
}

/// What a draft must be for its answers to be told apart.
pub fn wanted(restate: Restate, asked: String, topics: bool) -> Wishes {
    let plain = matches!(restate, Restate::Plain | Restate::Ordinal);
    Wishes {
        joint: if matches!(restate, Restate::Verbatim(_) | Restate::Numbered(..)) { 0.06 } else { 0.0 },
        missing: if restate == Restate::Plain { 0.0 } else { 0.03 },
        related: plain,
        crossing: matches!(restate, Restate::Numbered(..)),
        topics,
        manner: Manner { long_answers: restate != Restate::Plain, ..manner(asked) },
        ..wishes(manner(String::new()))
    }
}

pub fn print(plan: &Plan, press: &mut Press, random: &mut Random) -> Head {
    let restate = restate(random);
    let topics = random.chance(0.25);
    let restart = random.chance(0.4);
    let repeated = restart || !matches!(restate, Restate::Verbatim(_) | Restate::Numbered(..)) || random.chance(0.6);
    let mut draft = drafted(plan, 'T', |title, random| wanted(restate, asked(title, random), topics), random);
    draft::number(&mut draft, restart, false);
    let numbered = matches!(restate, Restate::Numbered(..));
    if !numbered {
        draft.units.iter_mut().for_each(|u| u.numbers.clear());
    }
    let share = if restate == Restate::Plain { 0.0 } else { plan.references };
    press.truth.planted = reference::plant(&mut draft, share, numbers_of(numbered, restart), random);
    let style = *random.pick(&[0u8, 0, 0, 1, 2, 3, 4, 6]);
    press.chose(format!("{restate:?}, repeated {repeated}, restart {restart}, faction heading {style}"));
    let heading = questions_heading(false, random).expect("blocks have a heading");
    press.heading(1, heading);
    for (contribution, units) in parts(&draft) {
        faction_heading(press, &draft, contribution, style, random);
        begin(press, &draft, contribution, random);
        questions(press, &draft, &units, if let Restate::Numbered(ask, _) = restate { Some(ask) } else { None }, random);
    }
    let heading = answers_heading(draft.respondent.title, draft.respondent.office, random);
    press.heading(1, heading);
    if random.chance(0.3) {
        press.line("Met belangstelling heb ik kennisgenomen van de vragen en opmerkingen van de leden van de fracties.".to_owned());
    }
    let own = random.chance(0.2);
    for (contribution, units) in parts(&draft) {
        if units.is_empty() {
            continue;
        }
        if repeated {
            if own {
                let text = format!("Antwoord op de vragen van {}", draft.contributions[contribution].speaker.formula);
                press.heading(2, text);
            } else {
                faction_heading(press, &draft, contribution, style, random);
            }
        }
        answers(press, &draft, &units, restate, random);
    }
    if random.chance(0.3) {
        agenda(press, random);
    }
    let records: Vec<Record> = (0..draft.units.len()).map(|at| restated_record(&draft, at, restate)).collect();
    press.truth.kind = "verslag_schriftelijk_overleg";
    press.truth.records = records;
    Head::Report(Facts::new("verslag", draft.year, 'T', draft.respondent, true, random))
}

/// The record of a unit: a restatement that is not word for word belongs to the answer.
pub fn restated_record(draft: &Draft, at: usize, restate: Restate) -> Record {
    let mut record = record(draft, at);
    if let Some(answer) = &draft.units[at].answer {
        let told = retold(draft, at, restate, answer);
        record.answer = Some(plain(&told));
    }
    record
}

/// The questions' part: every question once.
pub fn questions(press: &mut Press, draft: &Draft, units: &[usize], numbers: Option<Ask>, random: &mut Random) {
    let mut last = None;
    let mut skip = false;
    for &at in units {
        if std::mem::take(&mut skip) {
            continue;
        }
        let unit = &draft.units[at];
        topic(press, unit, &mut last);
        let mut order: Vec<(usize, usize)> = (0..unit.questions.len()).map(|n| (at, n)).collect();
        if unit.crossed && numbers.is_some() {
            order.insert(1, (at + 1, 0));
            skip = true;
        }
        for (of, nth) in order {
            let unit = &draft.units[of];
            let number = numbers.map(|ask| (ask, ask.text(&unit.numbers[nth])));
            if let Some((ask, text)) = &number
                && ask.alone()
            {
                press.caption(text.clone(), random.chance(0.7));
            }
            for (p, paragraph) in unit.questions[nth].paragraphs.iter().enumerate() {
                press.prose(paragraph, false, random);
                if let (0, Some((ask, text))) = (p, &number)
                    && !ask.alone()
                {
                    press.paragraphs.last_mut().expect("just printed").label = Some(text.clone());
                }
            }
        }
    }
}

/// The answers' part of one contribution.
pub fn answers(press: &mut Press, draft: &Draft, units: &[usize], restate: Restate, random: &mut Random) {
    let mut last = None;
    let whole = random.chance(0.5);
    for &at in units {
        let unit = &draft.units[at];
        let Some(answer) = &unit.answer else { continue };
        if !matches!(restate, Restate::Numbered(..)) {
            topic(press, unit, &mut last);
        }
        match restate {
            Restate::Verbatim(italic) => {
                for question in &unit.questions {
                    // Whole or its asking sentences alone.
                    if whole {
                        question.paragraphs.iter().for_each(|p| press.prose(p, italic, random));
                    } else {
                        press.prose(&question.core.join(" "), italic, random);
                    }
                }
            }
            Restate::Numbered(_, reply) => {
                let head = reply.text(&unit.numbers, random).expect("numbered replies have a head");
                press.caption(head, random.chance(0.7));
            }
            _ => {}
        }
        retold(draft, at, restate, answer).iter().for_each(|p| press.prose(p, false, random));
    }
}

/// The answer's paragraphs with what it says of the question in its own words.
fn retold(draft: &Draft, at: usize, restate: Restate, answer: &[String]) -> Vec<String> {
    let unit = &draft.units[at];
    let who = &draft.contributions[unit.contribution].speaker;
    let nth = (0..at).filter(|&u| draft.units[u].contribution == unit.contribution).count();
    let mut out = answer.to_vec();
    let verb = if who.single { "vraagt" } else { "vragen" };
    let third = |gist: &str| format!("{} {verb} {gist}.", capital(&who.formula));
    let ordinal = ORDINALS.get(nth).map_or_else(|| "volgende".to_owned(), |o| (*o).to_owned());
    let gist = unit.questions[0].gist.as_deref();
    match (restate, gist) {
        (Restate::Third, Some(gist)) => out[0] = format!("{} {}", third(gist), out[0]),
        (Restate::ThirdAlone, Some(gist)) => out.insert(0, third(gist)),
        (Restate::Ordinal | Restate::Third | Restate::ThirdAlone, _) => {
            let told = match at % 3 {
                0 => format!("Op de {ordinal} vraag van {} kan ik het volgende antwoorden. {}", who.formula, out[0]),
                1 => format!(
                    "In antwoord op de {ordinal} vraag van {} merk ik het volgende op. {}",
                    if nth > 0 && !who.single { "deze leden" } else { &who.formula },
                    out[0]
                ),
                _ => format!(
                    "{} stelden als {ordinal} vraag aan de orde: {} {}",
                    capital(&who.formula),
                    small(&unit.questions[0].core[0]),
                    out[0]
                ),
            };
            out[0] = told;
        }
        _ => {}
    }
    out
}
