//! From a draft to paragraphs: one module for each way in which papers arrange questions and answers.

mod blocks;
mod contents;
mod interleaved;
mod letters;
pub mod marks;
mod numbered;
mod only;
mod prose;

use super::draft::{self, Draft, Unit, Wishes};
use super::faction;
use super::head::{self, Facts};
use super::paper::{Composed, Flavour, Paragraph};
use super::phrases::SUBJECTS;
use super::random::Random;
use super::reference::Numbers;
use super::speech::Manner;
use super::truth::{Record, Truth};
use super::{Family, Plan};

/// Collects paragraphs and what is true of them.
pub struct Press {
    /// Decides the lines that a site adds.
    pub flavour: Flavour,
    paragraphs: Vec<Paragraph>,
    notes: Vec<String>,
    /// Headings of the body, for a table of contents.
    headings: Vec<(u8, String)>,
    /// How headings look: 0 plain, 1 bold, 2 styles.
    look: u8,
    choices: Vec<String>,
    truth: Truth,
}

impl Press {
    /// A paragraph.
    pub fn line(&mut self, text: String) {
        self.paragraphs.push(Paragraph { text, ..Paragraph::default() });
    }

    /// A paragraph close to the next one.
    pub fn tight(&mut self, text: String) {
        self.paragraphs.push(Paragraph { text, tight: true, ..Paragraph::default() });
    }

    /// A list item.
    pub fn item(&mut self, label: &str, text: String, tight: bool) {
        self.paragraphs.push(Paragraph { text, label: Some(label.to_owned()), tight, ..Paragraph::default() });
    }

    /// A heading that a table of contents would repeat.
    pub fn heading(&mut self, level: u8, text: String) {
        self.headings.push((level, text.clone()));
        self.line(text);
        self.dress(level);
    }

    fn dress(&mut self, level: u8) {
        let last = self.paragraphs.last_mut().expect("just printed");
        last.bold = self.look == 1;
        last.heading = (self.look == 2).then_some(level);
    }

    /// A small heading that no table of contents repeats.
    pub fn caption(&mut self, text: String, tight: bool) {
        self.line(text);
        self.dress(3);
        self.paragraphs.last_mut().expect("just printed").tight = tight;
    }

    /// Says which layout was chosen.
    pub fn chose(&mut self, what: impl Into<String>) {
        self.choices.push(what.into());
    }

    /// Running text, now and then with a footnote.
    pub fn prose(&mut self, text: &str, italic: bool, random: &mut Random) {
        let mut paragraph = Paragraph { italic, ..Paragraph::default() };
        paragraph.text = match text.strip_prefix("• ") {
            Some(rest) => {
                paragraph.label = Some("•".to_owned());
                paragraph.tight = true;
                rest.to_owned()
            }
            None => text.to_owned(),
        };
        if text.len() > 80 && random.chance(0.03) {
            let note = format!(
                "{}, 4 oktober 2025, ‘Zorgen om de uitvoering’.",
                random.say(&["Telegraaf", "Kamerstukken II, 2023/24", "NRC", "CBS StatLine"])
            );
            self.notes.push(note);
            paragraph.notes.push((paragraph.text.len(), self.notes.len() - 1));
        }
        self.paragraphs.push(paragraph);
    }

    /// The last paragraph sits close to the next one.
    pub fn close(&mut self) {
        if let Some(last) = self.paragraphs.last_mut() {
            last.tight = true;
        }
    }
}

/// What each unit is as a record. `named` fills the factions.
pub fn record(draft: &Draft, at: usize) -> Record {
    let unit = &draft.units[at];
    let contribution = &draft.contributions[unit.contribution];
    let first = at == 0 || draft.units[at - 1].contribution != unit.contribution;
    let mut max: Vec<String> = contribution.opening.iter().filter(|_| first).cloned().collect();
    max.extend(unit.questions.iter().flat_map(|q| q.paragraphs.iter().cloned()));
    Record {
        core: unit.questions.iter().flat_map(|q| q.core.iter()).cloned().collect::<Vec<_>>().join("\n"),
        max: max.join("\n"),
        answer: unit.answer.as_ref().map(|a| plain(a)),
        factions: contribution.speaker.canonical(),
        numbers: unit.numbers.clone(),
        topic: unit.topic.map(|t| SUBJECTS[t].heading.to_owned()),
    }
}

/// Paragraphs as the text of a record.
pub fn plain(paragraphs: &[String]) -> String {
    paragraphs.iter().map(|p| p.strip_prefix("• ").unwrap_or(p)).collect::<Vec<_>>().join("\n")
}

/// Composes the report of a plan.
pub fn compose(plan: &Plan, random: &mut Random) -> Composed {
    let flavour = plan.flavour.unwrap_or_else(|| *random.pick(&Flavour::ALL));
    let mut press = Press {
        flavour,
        paragraphs: Vec::new(),
        notes: Vec::new(),
        headings: Vec::new(),
        look: random.below(3) as u8,
        choices: vec![format!("{flavour:?}")],
        truth: Truth::default(),
    };
    let head = match plan.family {
        Family::Interleaved => interleaved::print(plan, &mut press, random),
        Family::Numbered => numbered::report(plan, &mut press, random),
        Family::Lijst => numbered::list(plan, &mut press, random),
        Family::Kamervragen => numbered::members(plan, &mut press, random),
        Family::Blocks => blocks::print(plan, &mut press, random),
        Family::QuestionsOnly => only::questions(plan, &mut press, random),
        Family::AnswersOnly => only::answers(plan, &mut press, random),
        Family::Thematic => prose::thematic(plan, &mut press, random),
        Family::Nota => prose::nota(plan, &mut press, random),
        Family::Letters => letters::print(plan, &mut press, random),
    };
    assemble(plan, press, head, random)
}

/// What comes before the body.
pub enum Head {
    /// A report's head.
    Report(Facts),
    /// Lines of its own.
    Lines(Vec<String>),
}

fn assemble(plan: &Plan, body: Press, head: Head, random: &mut Random) -> Composed {
    let Press { flavour, paragraphs, mut notes, headings, look, mut choices, mut truth } = body;
    let mut press = Press {
        flavour,
        paragraphs: Vec::new(),
        notes: Vec::new(),
        headings: Vec::new(),
        look,
        choices: Vec::new(),
        truth: Truth::default(),
    };
    match head {
        Head::Report(facts) => {
            truth.dossier = facts.canonical_dossier();
            truth.number = facts.number.clone();
            head::print(&mut press, &facts, random);
            let share = if matches!(plan.family, Family::Blocks | Family::QuestionsOnly) { 0.6 } else { 0.25 };
            if headings.len() > 1 && random.chance(share) {
                let style = contents::print(&mut press, &headings, random);
                choices.push(format!("contents {style}"));
            }
        }
        Head::Lines(lines) => lines.into_iter().for_each(|l| press.line(l)),
    }
    let mut all = press.paragraphs;
    // The new site lost the headings of the parts (kst-29362-338); only where nothing hangs on them.
    let lost = flavour == Flavour::NewSite
        && matches!(plan.family, Family::Interleaved | Family::Numbered | Family::Thematic)
        && random.chance(0.4);
    let parts: Vec<&String> = headings.iter().filter(|h| lost && h.0 == 1).map(|h| &h.1).collect();
    all.extend(paragraphs.into_iter().filter(|p| !parts.contains(&&p.text)));
    let mut letters = 0;
    for paragraph in &mut all {
        letters += paragraph.text.len() + 60;
        paragraph.page = 1 + (letters / 3200) as u32;
    }
    notes.append(&mut press.notes);
    Composed { seed: plan.seed, family: plan.family, flavour, choices: choices.join(", "), paragraphs: all, notes, truth }
}

/// How the one who answers is addressed in the questions.
fn asked(draft_title: &str, random: &mut Random) -> String {
    match (draft_title, random.below(4)) {
        (_, 0) => "het kabinet".to_owned(),
        ("Minister", 1) => "de Minister".to_owned(),
        ("Minister", _) => "de minister".to_owned(),
        (_, 1) => "de Staatssecretaris".to_owned(),
        _ => "de staatssecretaris".to_owned(),
    }
}

/// The usual wishes; a family changes what it must.
fn wishes(manner: Manner) -> Wishes {
    Wishes { manner, joint: 0.0, missing: 0.0, crossing: false, related: false, topics: false, together: true, asides: true }
}

/// The usual manner.
fn manner(asked: String) -> Manner {
    Manner { asked, named: false, paragraphs: true, asking_paragraphs: false, long_answers: true, plain_answers: false, bare: false }
}

/// Walks the contributions with the indices of their units.
fn parts(draft: &Draft) -> Vec<(usize, Vec<usize>)> {
    let mut out: Vec<(usize, Vec<usize>)> = (0..draft.contributions.len()).map(|c| (c, Vec::new())).collect();
    for (at, unit) in draft.units.iter().enumerate() {
        out[unit.contribution].1.push(at);
    }
    out
}

/// The remark or the opening of a contribution.
fn begin(press: &mut Press, draft: &Draft, contribution: usize, random: &mut Random) {
    let part = &draft.contributions[contribution];
    if let Some(aside) = &part.aside {
        press.prose(aside, false, random);
        press.truth.remarks.push(aside.clone());
        if !part.joins.is_empty() {
            press.truth.joins.push((part.speaker.canonical().join(";"), part.joins.clone()));
        }
    }
    if let Some(opening) = &part.opening {
        press.prose(opening, false, random);
    }
}

/// Prints the topic heading when it changes.
fn topic(press: &mut Press, unit: &Unit, last: &mut Option<usize>) {
    if unit.topic != *last {
        *last = unit.topic;
        if let Some(t) = unit.topic {
            press.caption(SUBJECTS[t].heading.to_owned(), false);
        }
    }
}

/// A faction heading.
fn faction_heading(press: &mut Press, draft: &Draft, contribution: usize, style: u8, random: &mut Random) {
    let text = faction::heading(&draft.contributions[contribution].speaker, style, random);
    press.heading(2, text);
}

/// The heading of the questions' part.
fn questions_heading(interleaved: bool, random: &mut Random) -> Option<String> {
    let one = [
        " I\tVragen en opmerkingen vanuit de fracties",
        "I Vragen en opmerkingen vanuit de fracties",
        "I. Vragen en opmerkingen vanuit de fracties",
        "I. \tVragen en opmerkingen vanuit de fracties",
        "I. VRAGEN EN OPMERKINGEN VANUIT DE FRACTIES",
        "VRAGEN EN OPMERKINGEN VANUIT DE FRACTIES",
        "I Vragen en opmerkingen uit de fracties",
        "Vragen en opmerkingen vanuit de fracties",
    ];
    let both = [
        "Vragen en opmerkingen vanuit de fracties en reactie van de bewindspersoon",
        "Vragen en opmerkingen vanuit de fracties en reactie van de bewindspersonen",
        "I Vragen en opmerkingen vanuit de fracties en reactie van de minister",
        "Vragen en opmerkingen vanuit de fracties en antwoorden van de staatssecretaris",
    ];
    match (interleaved, random.below(6)) {
        (true, 0) => None,
        (true, 1..=3) => Some((random.say(&both)).to_owned()),
        _ => Some((random.say(&one)).to_owned()),
    }
}

/// The heading of the answers' part.
fn answers_heading(title: &str, office: &str, random: &mut Random) -> String {
    let low = title.to_lowercase();
    match random.below(10) {
        0 => format!("II Antwoord / Reactie van de {title}"),
        1 => format!("II. Antwoord / Reactie van de {title}"),
        2 => format!("II Antwoord/Reactie van de {title}"),
        3 => format!("II\tAntwoord / Reactie van de {low}"),
        4 => format!("II. Reactie van de {low}"),
        5 => format!("II Reactie van de {title} {office}"),
        6 => "II Reactie van de bewindspersoon".to_owned(),
        7 => format!("II. REACTIE VAN DE {}", title.to_uppercase()),
        8 => format!("II Antwoorden van de {title}"),
        _ => "II Reactie van het kabinet".to_owned(),
    }
}

/// Which numbers references can use.
fn numbers_of(printed: bool, restart: bool) -> Numbers {
    match (printed, restart) {
        (false, _) => Numbers::None,
        (true, false) => Numbers::Unique,
        (true, true) => Numbers::PerFaction,
    }
}

/// The list of papers at the end.
fn agenda(press: &mut Press, random: &mut Random) {
    press.heading(1, (random.say(&["III Volledige agenda", "III. Volledige agenda"])).to_owned());
    for n in 0..random.between(1, 4) {
        press.line(format!(
            "Geannoteerde agenda Raad van {} april 2019. 21501-32-{} - Brief regering d.d. 2{n} maart 2019.",
            n + 3,
            1100 + n
        ));
    }
}

/// Makes the draft of a plan.
fn drafted(plan: &Plan, chamber: char, wishes: impl FnOnce(&str, &mut Random) -> Wishes, random: &mut Random) -> Draft {
    let (year, respondent) = draft::setting(random);
    let wishes = wishes(respondent.title, random);
    draft::draft(year, chamber, respondent, plan.size, &wishes, random)
}

/// Notes the records of a draft whose every unit is printed as it is.
fn note_records(press: &mut Press, draft: &Draft, kind: &'static str) {
    press.truth.kind = kind;
    press.truth.records = (0..draft.units.len()).map(|at| record(draft, at)).collect();
}
