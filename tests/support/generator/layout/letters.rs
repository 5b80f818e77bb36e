//! Reports of the Eerste Kamer: the committee's letter, the minister's letter (genre §4 F5).

use super::blocks::{self, Restate};
use super::marks::{Ask, Reply};
use super::*;
use crate::support::generator::reference;
use crate::support::generator::wording::capital;

pub fn print(plan: &Plan, press: &mut Press, random: &mut Random) -> Head {
    let restate = match random.below(6) {
        0 | 1 => Restate::Verbatim(random.chance(0.5)),
        2 => Restate::Third,
        3 => Restate::Ordinal,
        _ => Restate::Numbered(*random.pick(&[Ask::Dot, Ask::LineDot, Ask::Vraag]), *random.pick(&[Reply::Number, Reply::OpVraag])),
    };
    let numbered = matches!(restate, Restate::Numbered(..));
    let mut draft = drafted(
        plan,
        'E',
        |_, _| {
            let base = blocks::wanted(restate, "u".to_owned(), false);
            // Nothing but the text names the faction: there are no headings.
            Wishes { manner: Manner { named: true, paragraphs: false, ..base.manner.clone() }, asides: false, ..base }
        },
        random,
    );
    draft::number(&mut draft, false, false);
    if !numbered {
        draft.units.iter_mut().for_each(|u| u.numbers.clear());
    }
    press.truth.planted = reference::plant(&mut draft, plan.references, numbers_of(numbered, false), random);
    let nader = random.chance(0.3);
    let mut facts = Facts::new(if nader { "nader" } else { "verslag" }, draft.year, 'E', draft.respondent.clone(), true, random);
    facts.answered = false;
    let (asked, answered, month) = facts.days;
    let who = format!("{} {}", draft.respondent.title, draft.respondent.office);
    let headed = random.chance(0.5);
    press.chose(format!("{restate:?}, faction headings {headed}"));
    press.line(format!("De {who} heeft op {answered} {month} {} gereageerd.", draft.year));
    press.line("De commissie brengt bijgaand verslag uit van het gevoerde schriftelijk overleg.".to_owned());
    press.line(format!(
        "De griffier van de vaste commissie voor {}, {}",
        facts.committee,
        random.say(&["Van Dooren", "Bergman", "De Man"])
    ));
    let committee = facts.committee.to_uppercase();
    press.heading(
        1,
        match random.below(3) {
            0 => format!("BRIEF AAN DE {}", who.to_uppercase()),
            _ => format!("BRIEF VAN DE VOORZITTER VAN DE VASTE COMMISSIE VOOR {committee}"),
        },
    );
    press.line(format!("Aan de {who}"));
    press.line(format!("Den Haag, {asked} {month} {}", draft.year));
    press.line(format!(
        "De leden van de vaste commissie voor {} hebben met belangstelling kennisgenomen van uw brief over {}.",
        facts.committee, facts.dossier_title
    ));
    let ask = if let Restate::Numbered(ask, _) = restate { Some(ask) } else { None };
    for (contribution, units) in parts(&draft) {
        if headed {
            faction_heading(press, &draft, contribution, 0, random);
        }
        begin(press, &draft, contribution, random);
        blocks::questions(press, &draft, &units, ask, random);
    }
    press.line(format!("De leden van de vaste commissie voor {} zien uw reactie met belangstelling tegemoet.", facts.committee));
    press.line(format!(
        "De voorzitter van de vaste commissie voor {}, {}",
        facts.committee,
        random.say(&["A.W. Jansen", "M.H.H. de Boer"])
    ));
    press.heading(1, format!("BRIEF VAN DE {}", who.to_uppercase()));
    press.line("Aan de Voorzitter van de Eerste Kamer der Staten-Generaal".to_owned());
    press.line(format!("Den Haag, {answered} {month} {}", draft.year));
    press.line(format!("{} doe ik u de antwoorden toekomen op de vragen van de commissie.", capital("hierbij")));
    for (contribution, units) in parts(&draft) {
        if headed || !matches!(restate, Restate::Numbered(..) | Restate::Verbatim(_)) {
            faction_heading(press, &draft, contribution, 0, random);
        }
        blocks::answers(press, &draft, &units, restate, random);
    }
    press.line(format!("De {who}, J. de Vries"));
    press.truth.kind = if nader { "verslag_nader_schriftelijk_overleg" } else { "verslag_schriftelijk_overleg" };
    press.truth.records = (0..draft.units.len()).map(|at| blocks::restated_record(&draft, at, restate)).collect();
    Head::Report(facts)
}
