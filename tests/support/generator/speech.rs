//! One question with its answer, as a faction puts it and a minister answers it.

use super::faction::Speaker;
use super::phrases::*;
use super::random::Random;
use super::wording::{self, Pool, capital, indirect, sentences, third_person};

/// A printed question: its paragraphs and what of them asks.
#[derive(Debug, Clone, Default)]
pub struct Spoken {
    /// In the order of the text.
    pub paragraphs: Vec<String>,
    /// The sentences that ask.
    pub core: Vec<String>,
    /// The question as a clause ("of het klopt dat …", "naar de aanlandplicht"), where there is one.
    pub gist: Option<String>,
    /// The answer's paragraphs.
    pub answer: Vec<String>,
    /// The noun phrase it is about, where it is about a subject of the list.
    pub about: Option<&'static str>,
    /// Another question repeats it, or it repeats another one.
    pub copied: bool,
}

/// How questions may be put in a paper.
#[derive(Debug, Clone)]
pub struct Manner {
    /// The one asked: "de minister", "de Staatssecretaris", "het kabinet"; `u` keeps the second person.
    pub asked: String,
    /// Every question must name its faction or carry it on, because nothing else does (thematic reports).
    pub named: bool,
    /// A question may have more than one paragraph.
    pub paragraphs: bool,
    /// More than one of the paragraphs may ask (only where markers or numbers bound the question).
    pub asking_paragraphs: bool,
    /// Answers may have more than one paragraph.
    pub long_answers: bool,
    /// Answers begin with words that tell them from questions, because no marker does.
    pub plain_answers: bool,
    /// Questions without a faction at all (lists, written questions).
    pub bare: bool,
}

/// Fills `{F}` and `{f}`.
pub fn fill(template: &str, who: &str) -> String {
    template.replace("{F}", &capital(who)).replace("{f}", who)
}

/// A question of `speaker` with its answer. `first`: the faction has not been named in this part.
pub fn speak(pool: &mut Pool, speaker: &Speaker, first: bool, manner: &Manner, subject: &'static Subject, random: &mut Random) -> Spoken {
    let who = if first && (manner.named || random.chance(0.5)) || random.chance(0.25) {
        speaker.again(random)
    } else {
        (random.say(if speaker.single { THIS } else { THESE })).to_owned()
    };
    let mut spoken = if random.chance(0.3) && !manner.bare {
        about(subject, speaker, &who, first, manner, random)
    } else {
        real(pool, speaker, &who, manner, random)
    };
    lengthen(&mut spoken.answer, speaker, manner, random);
    spoken
}

/// The question of another faction once more: its asks word for word or nearly, with words of one's own before it.
pub fn repeat(asked: &Spoken, speaker: &Speaker, first: bool, random: &mut Random) -> Spoken {
    const SYNONYMS: &[(&str, &str)] = &[
        ("nader toelichten", "verduidelijken"),
        ("Welke stappen gaat", "Welke maatregelen gaat"),
        ("Kunt u", "Kunt u ook"),
        ("volgens", "naar het oordeel van"),
        ("Deelt", "Onderschrijft"),
        ("bekend met", "op de hoogte van"),
        ("gevolgen", "consequenties"),
        ("Zo nee, waarom niet?", "Zo nee, waarom niet precies?"),
        ("Zo ja,", "Indien ja,"),
        ("verwacht", "voorziet"),
        ("bedrijven", "ondernemingen"),
    ];
    let near = random.chance(0.5);
    let own = |text: &str, random: &mut Random| {
        if !near {
            return text.to_owned();
        }
        SYNONYMS.iter().filter(|_| random.chance(0.7)).fold(text.to_owned(), |t, (from, to)| t.replace(from, to))
    };
    let verb = if speaker.single { "vraagt" } else { "vragen" };
    let who = if first || random.chance(0.5) {
        speaker.again(random)
    } else {
        (if speaker.single { "dit lid" } else { "deze leden" }).to_owned()
    };
    let mut core: Vec<String> = Vec::new();
    let mut said: Vec<String> = Vec::new();
    for ask in &asked.core {
        // A request names who asks: "De leden van … vragen" and what follows.
        let text = match (ask.ends_with('?'), &asked.gist) {
            (true, _) => own(ask, random),
            (false, Some(gist)) => format!("{} {verb} {gist}.", capital(&who)),
            (false, None) => continue,
        };
        core.push(text.clone());
        said.push(text);
    }
    if core.first().is_some_and(|c| c.ends_with('?')) && (first || random.chance(0.5)) {
        let have = if speaker.single { "heeft" } else { "hebben" };
        said.insert(0, format!("{} {have} hierover een vraag.", capital(&who)));
    }
    Spoken { paragraphs: vec![said.join(" ")], core, gist: asked.gist.clone(), answer: Vec::new(), about: asked.about, copied: true }
}

/// A question about a subject of the list.
fn about(subject: &'static Subject, speaker: &Speaker, who: &str, first: bool, manner: &Manner, random: &mut Random) -> Spoken {
    let (leads, requests) = if speaker.single { (LEADS_SINGLE, REQUESTS_SINGLE) } else { (LEADS, REQUESTS) };
    let put = |t: &str| t.replace("{a}", &manner.asked).replace("{p}", subject.phrase).replace("{s}", subject.fact);
    let mut spoken = Spoken {
        gist: Some(format!("naar {}", subject.phrase)),
        answer: vec![subject.answer.join(" ")],
        about: Some(subject.phrase),
        ..Spoken::default()
    };
    // "u" has no third person: the templates ask "de minister".
    let direct = manner.asked != "u" && random.chance(0.5);
    let lead = fill(&put(opener(leads, first, random)), who);
    if direct {
        let ask = put(random.say(DIRECT));
        spoken.core = vec![ask.clone()];
        if manner.named || random.chance(0.7) {
            two(&mut spoken.paragraphs, lead, ask, manner, random);
        } else {
            spoken.paragraphs.push(ask);
        }
    } else {
        let ask = fill(&put(opener(requests, first, random)), who);
        spoken.core = vec![ask.clone()];
        if random.chance(0.3) {
            two(&mut spoken.paragraphs, lead, ask, manner, random);
        } else {
            spoken.paragraphs.push(ask);
        }
    }
    spoken
}

/// A template; nobody begins with "Voorts" or "Tot slot".
fn opener(templates: &[&'static str], first: bool, random: &mut Random) -> &'static str {
    let all: Vec<&'static str> =
        templates.iter().copied().filter(|t| !first || !["Voorts", "Tot slot", "Ook"].iter().any(|w| t.starts_with(w))).collect();
    random.say(&all)
}

/// A question of the real pairs.
fn real(pool: &mut Pool, speaker: &Speaker, who: &str, manner: &Manner, random: &mut Random) -> Spoken {
    let pair = pool.next();
    let asked = manner.asked.as_str();
    let parts = sentences(pair.question);
    let verb = if speaker.single { "vraagt" } else { "vragen" };
    let gist = indirect(&parts[0], if asked == "u" { "de minister" } else { asked });
    let mut said: Vec<(String, bool)> = Vec::new();
    let own = if asked == "u" { indirect(&parts[0], "u") } else { gist.clone() };
    let mut rest = 0;
    if let Some(clause) = own.filter(|_| !manner.bare && (manner.named || random.chance(0.4))) {
        said.push((format!("{} {verb} {clause}.", capital(who)), true));
        rest = 1;
    } else if !manner.bare && (manner.named || random.chance(0.3)) {
        // Declarative words of the real question are carried by a formula, so that a reader knows who speaks.
        let lead = if speaker.single {
            format!("{} heeft hierover een vraag.", capital(who))
        } else {
            fill(
                random.say(&[
                    "{F} hebben een vraag over de uitvoering.",
                    "{F} vragen op dit punt om opheldering.",
                    "{F} hebben hier nog vragen over.",
                ]),
                who,
            )
        };
        said.push((lead, false));
    }
    for part in &parts[rest..] {
        let text = if asked == "u" { part.clone() } else { third_person(part, asked) };
        let asks = text.ends_with('?');
        said.push((text, asks));
    }
    let mut spoken = Spoken { gist, answer: vec![pair.answer.to_owned()], ..Spoken::default() };
    spoken.core = said.iter().filter(|s| s.1).map(|s| s.0.clone()).collect();
    let texts: Vec<String> = said.iter().map(|s| s.0.clone()).collect();
    let first_ask = said.iter().position(|s| s.1).unwrap_or(0);
    let split =
        manner.asking_paragraphs && texts.len() > 1 && random.chance(0.12) || manner.paragraphs && first_ask == 1 && random.chance(0.35);
    if split {
        spoken.paragraphs = vec![texts[..1].join(" "), texts[1..].join(" ")];
    } else {
        spoken.paragraphs = vec![texts.join(" ")];
    }
    spoken
}

fn two(paragraphs: &mut Vec<String>, lead: String, ask: String, manner: &Manner, random: &mut Random) {
    if manner.paragraphs && random.chance(0.35) {
        paragraphs.extend([lead, ask]);
    } else {
        paragraphs.push(format!("{lead} {ask}"));
    }
}

/// Several paragraphs, lists, courtesy, a rhetorical question: what makes answers look like questions.
fn lengthen(answer: &mut Vec<String>, speaker: &Speaker, manner: &Manner, random: &mut Random) {
    let mut said = sentences(&answer[0]);
    if random.chance(0.05) && !manner.bare {
        // "De leden van … vragen …" begins an answer only where something else says that it is one.
        let courtesy: Vec<&'static str> =
            COURTESY.iter().copied().filter(|c| !speaker.single && !manner.plain_answers || !c.contains("vragen hier")).collect();
        said.insert(0, fill(random.say(&courtesy), &speaker.formula));
    }
    if random.chance(0.15) {
        said.push((random.say(CLOSINGS)).to_owned());
    }
    answer.clear();
    if manner.long_answers && said.len() > 2 && random.chance(0.4) {
        let cut = random.between(1, said.len() - 1);
        let second = cut + 1 + random.below(said.len() - cut);
        answer.push(said[..cut].join(" "));
        answer.push(said[cut..second].join(" "));
        if second < said.len() {
            answer.push(said[second..].join(" "));
        }
    } else {
        answer.push(said.join(" "));
    }
    if random.chance(0.04) {
        // Between two sentences of one paragraph, where nobody can take it for the next question.
        if let Some(paragraph) = answer.iter_mut().find(|p| sentences(p).len() > 1) {
            let mut said = sentences(paragraph);
            let at = random.between(1, said.len() - 1);
            said.insert(at, random.say(RHETORIC).to_owned());
            *paragraph = said.join(" ");
        }
    }
    if manner.long_answers && !manner.plain_answers && random.chance(0.04) {
        let items = random.between(2, 4);
        answer.push("Het gaat daarbij om de volgende onderdelen:".to_owned());
        for item in 1..=items {
            let end = if item == items { '.' } else { ';' };
            answer.push(format!("• {}{end}", wording::small(random.pick(SUBJECTS).phrase)));
        }
    }
}
