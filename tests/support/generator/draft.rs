//! Who asks what and what is answered, before anyone thinks of headings.

use super::faction::{self, Speaker};
use super::phrases::{JOINS, OPENINGS, OPENINGS_SINGLE, PAPERS, SUBJECTS, Subject, THANKS};
use super::random::Random;
use super::speech::{self, Manner, Spoken, fill};
use super::wording::Pool;

/// Who answers.
#[derive(Debug, Clone)]
pub struct Respondent {
    /// `Minister`, `Staatssecretaris`, `Ministers`.
    pub title: &'static str,
    /// `van Justitie en Veiligheid`.
    pub office: &'static str,
}

/// One faction's part.
#[derive(Debug, Clone)]
pub struct Contribution {
    /// Who.
    pub speaker: Speaker,
    /// A first paragraph that asks nothing.
    pub opening: Option<String>,
    /// The only paragraph of a contribution without a question.
    pub aside: Option<String>,
    /// Whose questions it joins.
    pub joins: Vec<String>,
}

/// What gets one answer.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Whose.
    pub contribution: usize,
    /// Index into [`SUBJECTS`] of the heading above it.
    pub topic: Option<usize>,
    /// One, or several that are answered together.
    pub questions: Vec<Spoken>,
    /// One per question; empty strings in a paper without numbers.
    pub numbers: Vec<String>,
    /// The answer; `None` when it is missing.
    pub answer: Option<Vec<String>>,
    /// Printed so that its second question comes after the next unit's question.
    pub crossed: bool,
}

/// The whole.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The year of the paper.
    pub year: u16,
    /// Who answers.
    pub respondent: Respondent,
    /// In order.
    pub contributions: Vec<Contribution>,
    /// In order.
    pub units: Vec<Unit>,
    /// What the questions are about when they are about no subject.
    pub paper: &'static str,
}

/// What a family needs of its draft.
#[derive(Debug, Clone)]
pub struct Wishes {
    /// How questions are put.
    pub manner: Manner,
    /// Share of the questions that are answered together with the one before.
    pub joint: f64,
    /// Share of the questions without an answer.
    pub missing: f64,
    /// Whether joint answers may skip a question in between.
    pub crossing: bool,
    /// Only questions whose answer shows which it is.
    pub related: bool,
    /// Topic headings within contributions.
    pub topics: bool,
    /// Contributions of several factions.
    pub together: bool,
    /// Contributions that ask nothing.
    pub asides: bool,
}

const OFFICES: &[&str] = &[
    "van Justitie en Veiligheid",
    "van Landbouw, Natuur en Voedselkwaliteit",
    "van Buitenlandse Zaken",
    "van Financiën",
    "van Volksgezondheid, Welzijn en Sport",
    "van Infrastructuur en Waterstaat",
    "van Sociale Zaken en Werkgelegenheid",
    "voor Natuur en Stikstof",
    "van Onderwijs, Cultuur en Wetenschap",
    "van Asiel en Migratie",
];

/// Year and respondent: chosen before the manner, which depends on them.
pub fn setting(random: &mut Random) -> (u16, Respondent) {
    let year = random.weighted(&[(1998, 1), (2004, 1), (2009, 2), (2014, 2), (2019, 2), (2022, 3), (2024, 4), (2025, 5), (2026, 2)]);
    let title = random.weighted(&[("Minister", 6), ("Staatssecretaris", 3)]);
    (year, Respondent { title, office: random.say(OFFICES) })
}

/// A draft of `size` questions.
pub fn draft(year: u16, chamber: char, respondent: Respondent, size: usize, wishes: &Wishes, random: &mut Random) -> Draft {
    let mut draft = Draft { year, respondent, contributions: Vec::new(), units: Vec::new(), paper: random.say(PAPERS) };
    let mut sitting = faction::sitting(year, chamber);
    random.shuffle(&mut sitting);
    let wanted = (1 + size / random.between(2, 7)).clamp(1, sitting.len());
    let mut deck: Vec<usize> = (0..SUBJECTS.len()).collect();
    random.shuffle(&mut deck);
    let mut pool = Pool::new(wishes.related, random);
    let mut dealt = 0;
    let mut left = size;
    let mut free = sitting.into_iter().peekable();
    let mut parts = wanted;
    while left > 0 {
        let mut members = vec![free.next().expect("no more contributions than factions")];
        // A contribution of several factions leaves fewer to come.
        while wishes.together && members.len() < 4 && free.len() > parts && random.chance(0.12) {
            members.push(free.next().expect("counted"));
        }
        if members.len() > 1 {
            members.retain(|m| m.form < 2);
            if members.is_empty() {
                continue;
            }
        }
        let speaker = faction::speaker(members, random);
        let here = draft.contributions.len();
        if parts > 1 && wishes.asides && free.len() >= parts && random.chance(0.12) {
            let aside = aside(&draft, speaker, random);
            draft.contributions.push(aside);
            continue;
        }
        let take = if parts <= 1 || free.peek().is_none() { left } else { (left / parts + random.below(3)).clamp(1, left) };
        parts = parts.saturating_sub(1).max(1);
        left -= take;
        let opening = random.chance(0.5).then(|| {
            let template = random.say(if speaker.single { OPENINGS_SINGLE } else { OPENINGS });
            fill(template, &speaker.formula).replace("{stuk}", draft.paper)
        });
        draft.contributions.push(Contribution { speaker, opening, aside: None, joins: Vec::new() });
        contribute(&mut draft, here, take, &deck, &mut dealt, &mut pool, wishes, random);
    }
    draft
}

fn aside(draft: &Draft, speaker: Speaker, random: &mut Random) -> Contribution {
    let who = speaker.formula.clone();
    let asked: Vec<&Contribution> = draft.contributions.iter().filter(|c| c.aside.is_none()).collect();
    if !asked.is_empty() && !speaker.single && random.chance(0.5) {
        let other = &random.pick(&asked).speaker;
        let text = fill(random.say(JOINS), &who).replace("{g}", &other.formula).replace("{stuk}", draft.paper);
        let joins = other.canonical();
        return Contribution { speaker, opening: None, aside: Some(text), joins };
    }
    let template = if speaker.single { "{F} heeft met instemming kennisgenomen van {stuk}." } else { random.say(THANKS) };
    Contribution { aside: Some(fill(template, &who).replace("{stuk}", draft.paper)), opening: None, joins: Vec::new(), speaker }
}

#[allow(clippy::too_many_arguments)]
fn contribute(
    draft: &mut Draft,
    here: usize,
    take: usize,
    deck: &[usize],
    dealt: &mut usize,
    pool: &mut Pool,
    wishes: &Wishes,
    random: &mut Random,
) {
    let topics = wishes.topics && random.chance(0.8);
    let mut topic = None;
    let mut under = 0;
    let start = draft.units.len();
    for nth in 0..take {
        if topics && (under == 0 || under > 1 && random.chance(0.3)) && random.chance(0.9) {
            topic = Some(deck[*dealt % deck.len()]);
            *dealt += 1;
            under = 0;
        }
        under += 1;
        let subject: &'static Subject = match topic {
            Some(t) if under == 1 => &SUBJECTS[t],
            _ => {
                *dealt += 1;
                &SUBJECTS[deck[(*dealt - 1) % deck.len()]]
            }
        };
        let first = nth == 0 && draft.contributions[here].opening.is_none();
        let speaker = draft.contributions[here].speaker.clone();
        let spoken = speech::speak(pool, &speaker, first || wishes.manner.named && random.chance(0.5), &wishes.manner, subject, random);
        let joins_last = draft.units.len() > start && draft.units[draft.units.len() - 1].topic == topic && random.chance(wishes.joint);
        if joins_last {
            let last = draft.units.last_mut().expect("at least one");
            if last.questions.len() < 4
                && let Some(answer) = &mut last.answer
            {
                answer.extend(spoken.answer.iter().cloned());
                last.questions.push(spoken);
                continue;
            }
        }
        let mut answer = (!random.chance(wishes.missing)).then(|| spoken.answer.clone());
        if !wishes.related && random.chance(0.03) && !draft.units.is_empty() {
            // Ministries repeat a paragraph rather than refer (genre §5.14).
            let earlier = &draft.units[random.below(draft.units.len())];
            if let (Some(answer), Some([first, ..])) = (&mut answer, earlier.answer.as_deref()) {
                answer.insert(0, first.clone());
            }
        }
        draft.units.push(Unit { contribution: here, topic, questions: vec![spoken], numbers: Vec::new(), answer, crossed: false });
    }
    if wishes.crossing {
        for at in start..draft.units.len().saturating_sub(1) {
            let fits = draft.units[at].questions.len() == 2 && draft.units[at + 1].questions.len() == 1;
            let alike = draft.units[at].topic == draft.units[at + 1].topic && draft.units[at + 1].answer.is_some();
            draft.units[at].crossed = fits && alike && random.chance(0.5);
        }
    }
}

/// Gives every question its number in the order in which the questions are printed.
pub fn number(draft: &mut Draft, restart: bool, letters: bool) {
    let mut next = 0;
    let mut of = usize::MAX;
    let mut held: Option<(usize, String)> = None;
    for at in 0..draft.units.len() {
        if restart && draft.units[at].contribution != of {
            next = 0;
        }
        of = draft.units[at].contribution;
        let count = draft.units[at].questions.len();
        if draft.units[at].crossed {
            draft.units[at].numbers = vec![(next + 1).to_string(), (next + 3).to_string()];
            held = Some((at, (next + 2).to_string()));
            next += 3;
        } else if let Some((_, number)) = held.take() {
            draft.units[at].numbers = vec![number];
        } else if letters && count == 2 {
            next += 1;
            draft.units[at].numbers = vec![format!("{next}a"), format!("{next}b")];
        } else {
            draft.units[at].numbers = (1..=count).map(|i| (next + i).to_string()).collect();
            next += count;
        }
    }
}
