//! Numbers before questions, answers or both (genre §3, §4 F3): reports, lists of questions and answers, written questions.

use super::marks::{Ask, Reply};
use super::*;
use crate::support::generator::reference::{self, Numbers};
use crate::support::generator::wording::small;

/// How one paper numbers.
#[derive(Debug, Clone, Copy)]
struct Style {
    ask: Ask,
    reply: Reply,
    /// One head over all questions of a joint answer ("Vraag 1 en 2").
    shared: bool,
    restart: bool,
    letters: bool,
}

fn style(random: &mut Random) -> Style {
    let ask = *random.pick(&[Ask::Dot, Ask::Paren, Ask::Line, Ask::LineDot, Ask::Vraag, Ask::Vraag, Ask::VraagColon, Ask::VraagParen]);
    let reply = *random.pick(&[
        Reply::Bare,
        Reply::Bare,
        Reply::Colon,
        Reply::Number,
        Reply::Number,
        Reply::NumberColon,
        Reply::OpVraag,
        Reply::Vraag,
        Reply::None,
    ]);
    let shared = matches!(ask, Ask::Vraag | Ask::VraagColon) && random.chance(0.4);
    Style { ask, reply, shared, restart: random.chance(0.4), letters: random.chance(0.1) }
}

fn wanted(style: Style, bare: bool, asked: String, topics: bool) -> Wishes {
    let plain = style.reply == Reply::None;
    Wishes {
        manner: Manner { paragraphs: !plain, asking_paragraphs: !plain, plain_answers: plain, bare, ..manner(asked) },
        // After two numbered questions a bare "Antwoord" may be the answer to the last one alone: only numbers or a shared head decide.
        joint: if style.reply.numbered() || style.shared { 0.12 } else { 0.0 },
        missing: if style.reply.numbered() || plain { 0.04 } else { 0.02 },
        crossing: style.reply.numbered() && !style.shared,
        topics,
        together: !bare,
        asides: !bare,
        related: false,
    }
}

pub fn report(plan: &Plan, press: &mut Press, random: &mut Random) -> Head {
    let style = style(random);
    let topics = random.chance(0.25);
    let mut draft = drafted(plan, 'T', |title, random| wanted(style, false, asked(title, random), topics), random);
    draft::number(&mut draft, style.restart, style.letters);
    press.truth.planted =
        reference::plant(&mut draft, plan.references, if style.restart { Numbers::PerFaction } else { Numbers::Unique }, random);
    let headings = *random.pick(&[0u8, 0, 0, 1, 2, 3, 4, 6]);
    press.chose(format!("{style:?}, faction heading {headings}"));
    if let Some(heading) = questions_heading(true, random) {
        press.heading(1, heading);
    }
    for (contribution, units) in parts(&draft) {
        faction_heading(press, &draft, contribution, headings, random);
        begin(press, &draft, contribution, random);
        body(press, &draft, &units, style, random);
    }
    note_records(press, &draft, "verslag_schriftelijk_overleg");
    Head::Report(Facts::new("verslag", draft.year, 'T', draft.respondent, true, random))
}

/// Prints questions and answers in their order, joint answers after the last of their questions.
fn body(press: &mut Press, draft: &Draft, units: &[usize], style: Style, random: &mut Random) {
    let mut last = None;
    let mut skip = false;
    for &at in units {
        if std::mem::take(&mut skip) {
            continue;
        }
        let unit = &draft.units[at];
        topic(press, unit, &mut last);
        if unit.crossed {
            let other = &draft.units[at + 1];
            question(press, unit, 0, style, random);
            question(press, other, 0, style, random);
            question(press, unit, 1, style, random);
            answer(press, unit, style, random);
            answer(press, other, style, random);
            skip = true;
            continue;
        }
        if style.shared && unit.questions.len() > 1 {
            let head = format!("{}{}", if random.chance(0.3) { "Vragen " } else { "Vraag " }, marks::list(&unit.numbers, random));
            press.caption(if style.ask == Ask::VraagColon { head + ":" } else { head }, random.chance(0.7));
            for paragraph in unit.questions.iter().flat_map(|q| &q.paragraphs) {
                press.prose(paragraph, false, random);
            }
        } else {
            (0..unit.questions.len()).for_each(|n| question(press, unit, n, style, random));
        }
        answer(press, unit, style, random);
    }
}

fn question(press: &mut Press, unit: &Unit, nth: usize, style: Style, random: &mut Random) {
    let number = &unit.numbers[nth];
    if style.ask.alone() {
        press.caption(style.ask.text(number), random.chance(0.7));
    }
    for (p, paragraph) in unit.questions[nth].paragraphs.iter().enumerate() {
        press.prose(paragraph, false, random);
        if p == 0 && !style.ask.alone() {
            press.paragraphs.last_mut().expect("just printed").label = Some(style.ask.text(number));
        }
    }
}

fn answer(press: &mut Press, unit: &Unit, style: Style, random: &mut Random) {
    let Some(answer) = &unit.answer else {
        // The heading of an answer that is not there stays in some papers; where headings have no number it must.
        if (!style.reply.numbered() || random.chance(0.3))
            && let Some(head) = style.reply.text(&unit.numbers, random)
        {
            press.caption(head, false);
        }
        return;
    };
    if let Some(head) = style.reply.text(&unit.numbers, random) {
        press.caption(head, random.chance(0.7));
    }
    answer.iter().for_each(|p| press.prose(p, false, random));
}

pub fn list(plan: &Plan, press: &mut Press, random: &mut Random) -> Head {
    let mut style = style(random);
    style.restart = false;
    let person = if random.chance(0.5) { "u".to_owned() } else { "de minister".to_owned() };
    let mut draft = drafted(plan, 'T', |_, _| wanted(style, true, person, false), random);
    one_speaker(&mut draft);
    draft::number(&mut draft, false, style.letters);
    press.truth.planted = reference::plant(&mut draft, plan.references, Numbers::Unique, random);
    press.chose(format!("{style:?}"));
    let all: Vec<usize> = (0..draft.units.len()).collect();
    body(press, &draft, &all, style, random);
    note_records(press, &draft, "lijst_van_vragen_en_antwoorden");
    press.truth.records.iter_mut().for_each(|r| r.factions.clear());
    Head::Report(Facts::new("lijst", draft.year, 'T', draft.respondent, true, random))
}

/// All questions in one contribution without openings.
fn one_speaker(draft: &mut Draft) {
    draft.contributions.truncate(1);
    draft.contributions[0].opening = None;
    for unit in &mut draft.units {
        unit.contribution = 0;
        unit.topic = None;
    }
}

const MEMBERS: &[(&str, &str, &str)] = &[
    ("Piri", "GroenLinks-PvdA", "GroenLinks-PvdA"),
    ("Boswijk", "CDA", "CDA"),
    ("Kostić", "PvdD", "PvdD"),
    ("Van Baarle", "DENK", "DENK"),
    ("Temmink", "SP", "SP"),
    ("Mutluer", "GroenLinks-PvdA", "GroenLinks-PvdA"),
    ("Van der Plas", "BBB", "BBB"),
    ("Bikker", "ChristenUnie", "ChristenUnie"),
    ("Stoffer", "SGP", "SGP"),
    ("Beckerman", "SP", "SP"),
    ("Diederik van Dijk", "SGP", "SGP"),
    ("Martin Bosma", "PVV", "PVV"),
    ("Koekkoek", "Volt", "Volt"),
    ("Eerdmans", "JA21", "JA21"),
    ("Van Houwelingen", "FVD", "FVD"),
    ("Paternotte", "D66", "D66"),
];

pub fn members(plan: &Plan, press: &mut Press, random: &mut Random) -> Head {
    let mut style = style(random);
    style.restart = false;
    let mut draft = drafted(plan, 'T', |_, _| wanted(style, true, "u".to_owned(), false), random);
    one_speaker(&mut draft);
    draft::number(&mut draft, false, style.letters);
    press.truth.planted = reference::plant(&mut draft, plan.references, Numbers::Unique, random);
    press.chose(format!("{style:?}"));
    let all: Vec<usize> = (0..draft.units.len()).collect();
    body(press, &draft, &all, style, random);
    note_records(press, &draft, "antwoord_schriftelijke_vragen");
    let mut who: Vec<&(&str, &str, &str)> = MEMBERS.iter().collect();
    random.shuffle(&mut who);
    let wanted = *random.pick(&[1usize, 1, 1, 2, 2, 3]);
    who.truncate(wanted);
    let mut factions: Vec<String> = who.iter().map(|m| m.2.to_owned()).collect();
    factions.dedup();
    let mut seen: Vec<String> = Vec::new();
    factions.retain(|f| {
        !seen.contains(f) && {
            seen.push(f.clone());
            true
        }
    });
    press.truth.records.iter_mut().for_each(|r| r.factions = factions.clone());
    let named: Vec<String> = who.iter().map(|m| format!("{} ({})", m.0, m.1)).collect();
    let members = match named.split_last() {
        Some((last, [])) => format!("het lid {last}"),
        Some((last, first)) => format!("de leden {} en {last}", first.join(", ")),
        None => String::new(),
    };
    let office = draft.respondent.office;
    let about = small(super::SUBJECTS[random.below(super::SUBJECTS.len())].phrase);
    let year = 2024;
    let number = format!("{year}Z{:05}", random.between(1000, 20000));
    Head::Lines(match random.below(3) {
        0 => vec![
            number,
            format!("(ingezonden 3 mei {year})"),
            format!("Vragen van {members} aan de Minister {office} over {about}"),
            format!("Antwoord van Minister Jansen ({office}) (ontvangen 20 juni {year})"),
        ],
        1 => vec![format!(
            "Antwoorden van de Minister {office} op de vragen van {members} over {about} (ingezonden 3 mei {year}, nr. {number})."
        )],
        _ => vec![
            "Vragen gesteld door de leden der Kamer, met de daarop door de regering gegeven antwoorden".to_owned(),
            format!("Vragen van {members} aan de Minister {office} over {about} (ingezonden 3 mei {year})."),
            format!("Antwoord van Minister Jansen ({}) (ontvangen 20 juni {year}).", office.trim_start_matches("van ")),
        ],
    })
}
