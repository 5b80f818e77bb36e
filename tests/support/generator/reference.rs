//! Plants references in answers and remembers where they lead.
//!
//! Only what a careful reader could follow: "de vorige vraag" has its predecessor in the same contribution, "de tweede vraag"
//! counts questions that ask one thing each, "de vraag over …" names the subject of one question alone. Wordings are those of
//! genre §5 and variations on them, so that rules cannot be tuned to a list.

mod wording;

use super::draft::Draft;
use super::layout::marks;
use super::phrases::SUBJECTS;
use super::random::Random;
use super::speech;
use super::truth::{Kind, Planted};

/// What numbers a paper prints before its questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbers {
    /// None.
    None,
    /// Each number once.
    Unique,
    /// Anew for each faction.
    PerFaction,
}

/// A reference that could be made: kind, words, targets.
type Made = (Kind, String, Vec<usize>);

/// Puts references into about `share` of the answers.
pub fn plant(draft: &mut Draft, share: f64, numbers: Numbers, random: &mut Random) -> Vec<Planted> {
    let mut planted: Vec<Planted> = Vec::new();
    // Answers that others point forward to must stay as they are, or circles arise that nobody planned.
    let mut fixed = vec![false; draft.units.len()];
    for at in 0..draft.units.len() {
        if draft.units[at].answer.is_none() || fixed[at] || !random.chance(share) {
            continue;
        }
        let kind = random.weighted(&[
            (Kind::Number, 20),
            (Kind::Numbers, 10),
            (Kind::Position, 16),
            (Kind::Ordinal, 16),
            (Kind::Topic, 12),
            (Kind::Similar, 12),
            (Kind::Elsewhere, 8),
            (Kind::Dangling, 3),
            (Kind::Cycle, 3),
        ]);
        if kind == Kind::Cycle {
            planted.extend(cycle(draft, at, numbers, &mut fixed, random));
            continue;
        }
        // Lists and written questions name no faction between the questions: ordinals of factions have no ground there.
        if draft.contributions.len() == 1 && matches!(kind, Kind::Ordinal)
            || draft.contributions.len() == 1 && kind == Kind::Dangling && numbers != Numbers::Unique
        {
            continue;
        }
        let only = random.chance(0.7);
        let Some((kind, words, targets, document)) = make(draft, at, kind, numbers, &fixed, random) else { continue };
        for &target in &targets {
            if target > at {
                fixed[target] = true;
            }
        }
        let text =
            if words.ends_with('.') && words.starts_with(char::is_uppercase) { words } else { wording::sentence(&words, only, random) };
        put(draft, at, &text, only);
        planted.push(Planted { record: at, kind, text, targets, document });
    }
    planted
}

/// Writes the sentence into the answer.
fn put(draft: &mut Draft, at: usize, text: &str, only: bool) {
    let answer = draft.units[at].answer.as_mut().expect("an answer");
    if only {
        *answer = vec![text.to_owned()];
    } else if let Some(last) = answer.iter_mut().rev().find(|p| !p.starts_with("• ") && !p.ends_with(':')) {
        *last = format!("{last} {text}");
    }
}

fn make(
    draft: &mut Draft,
    at: usize,
    kind: Kind,
    numbers: Numbers,
    fixed: &[bool],
    random: &mut Random,
) -> Option<(Kind, String, Vec<usize>, String)> {
    let no_document = |made: Made| (made.0, made.1, made.2, String::new());
    match kind {
        Kind::Number => number(draft, at, numbers, fixed, random).map(no_document),
        Kind::Numbers => several(draft, at, numbers, random).map(no_document),
        Kind::Position => position(draft, at, fixed, random).map(no_document),
        Kind::Ordinal => ordinal(draft, at, random).map(no_document),
        Kind::Topic => topic(draft, at, random).map(no_document),
        Kind::Similar => similar(draft, at, random).map(no_document),
        Kind::Dangling => dangling(draft, at, numbers, random).map(no_document),
        Kind::Elsewhere => {
            let (words, document) = wording::elsewhere(random);
            Some((Kind::Elsewhere, words, Vec::new(), document))
        }
        Kind::Cycle => None,
    }
}

/// Whether `target` can be referred to from `at`: it has an answer and is another one; later ones seldom. Planting goes
/// forward, so a later answer does not refer yet, and it is fixed from then on.
fn fits(draft: &Draft, at: usize, target: usize, fixed: &[bool], random: &mut Random) -> bool {
    target != at && draft.units[target].answer.is_some() && (target < at || !fixed[at] && random.chance(0.3))
}

fn who(draft: &Draft, unit: usize, random: &mut Random) -> String {
    draft.contributions[draft.units[unit].contribution].speaker.again(random)
}

fn number(draft: &Draft, at: usize, numbers: Numbers, fixed: &[bool], random: &mut Random) -> Option<Made> {
    let target = random.below(draft.units.len());
    if numbers == Numbers::None || !fits(draft, at, target, fixed, random) {
        return None;
    }
    let unit = &draft.units[target];
    let number = random.pick(&unit.numbers).clone();
    let own = unit.contribution == draft.units[at].contribution;
    let scope = match numbers {
        Numbers::PerFaction if !own => format!(" van {}", who(draft, target, random)),
        Numbers::PerFaction if random.chance(0.3) => " van deze leden".to_owned(),
        Numbers::Unique if random.chance(0.1) && draft.contributions.len() > 1 => format!(" van {}", who(draft, target, random)),
        _ => String::new(),
    };
    Some((Kind::Number, wording::number(&format!("{number}{scope}"), random), vec![target]))
}

fn several(draft: &Draft, at: usize, numbers: Numbers, random: &mut Random) -> Option<Made> {
    if numbers == Numbers::None || at < 3 {
        return None;
    }
    let here = draft.units[at].contribution;
    let before: Vec<usize> = (0..at).filter(|&u| numbers == Numbers::Unique || draft.units[u].contribution == here).collect();
    let plain = |u: &usize| {
        draft.units[*u].answer.is_some() && draft.units[*u].numbers.len() == 1 && draft.units[*u].numbers[0].parse::<u32>().is_ok()
    };
    let count = random.between(2, 4);
    if random.chance(0.4) {
        // A run of neighbours.
        if before.len() < count {
            return None;
        }
        let start = random.below(before.len() - count + 1);
        let run: Vec<usize> = before[start..start + count].to_vec();
        let printed: Vec<String> = run.iter().flat_map(|u| draft.units[*u].numbers.clone()).collect();
        let values: Vec<u32> = printed.iter().filter_map(|n| n.parse().ok()).collect();
        if !run.iter().all(plain) || values.windows(2).any(|w| w[1] != w[0] + 1) {
            return None;
        }
        let list = if count > 2 || random.chance(0.5) {
            wording::range(&printed[0], &printed[count - 1], random)
        } else {
            marks::list(&printed, random)
        };
        return Some((Kind::Numbers, wording::numbers(&list, random), run));
    }
    let mut some: Vec<usize> = before.into_iter().filter(|u| plain(u)).collect();
    random.shuffle(&mut some);
    some.truncate(count);
    some.sort_unstable();
    if some.len() < 2 {
        return None;
    }
    let printed: Vec<String> = some.iter().map(|u| draft.units[*u].numbers[0].clone()).collect();
    // "3 t/m 6" only where it is one: the lists here have gaps.
    let (last, first) = printed.split_last().expect("two or more");
    let list = match random.below(4) {
        0 if first.len() > 1 => format!("{}, en {last}", first.join(", ")),
        1 => format!("{} & {last}", first.join(", ")),
        _ => format!("{} en {last}", first.join(", ")),
    };
    Some((Kind::Numbers, wording::numbers(&list, random), some))
}

fn position(draft: &Draft, at: usize, fixed: &[bool], random: &mut Random) -> Option<Made> {
    let near = |u: usize| {
        draft.units[u].contribution == draft.units[at].contribution
            && draft.units[u].topic == draft.units[at].topic
            && draft.units[u].answer.is_some()
            && draft.units[u].questions.len() == 1
    };
    let straight = |u: usize| !draft.units[u].crossed && (u == 0 || !draft.units[u - 1].crossed);
    if draft.units[at].questions.len() > 1 || !straight(at) {
        return None;
    }
    if at + 1 < draft.units.len() && near(at + 1) && !fixed[at] && random.chance(0.25) {
        return Some((Kind::Position, wording::next(random), vec![at + 1]));
    }
    if at >= 2 && near(at - 1) && near(at - 2) && straight(at - 2) && straight(at - 1) && random.chance(0.15) {
        return Some((Kind::Position, wording::previous_two(random), vec![at - 2, at - 1]));
    }
    (at >= 1 && near(at - 1) && straight(at - 1)).then(|| (Kind::Position, wording::previous(random), vec![at - 1]))
}

/// The units of the contribution of `unit`, when its factions have no other one.
fn alone(draft: &Draft, unit: usize) -> Option<Vec<usize>> {
    let contribution = draft.units[unit].contribution;
    let speaker = &draft.contributions[contribution].speaker;
    let once = draft
        .contributions
        .iter()
        .filter(|c| c.speaker.factions.iter().any(|f| speaker.factions.iter().any(|g| g.canonical == f.canonical)))
        .count()
        == 1;
    once.then(|| (0..draft.units.len()).filter(|&u| draft.units[u].contribution == contribution).collect())
}

fn ordinal(draft: &Draft, at: usize, random: &mut Random) -> Option<Made> {
    let target = random.below(at.max(1));
    if target >= at || draft.units[target].answer.is_none() {
        return None;
    }
    let own = draft.units[target].contribution == draft.units[at].contribution;
    let mut scope = alone(draft, target)?;
    if scope.iter().any(|&u| draft.units[u].crossed) {
        return None;
    }
    let mut about = String::new();
    if let Some(heading) = draft.units[target].topic.filter(|_| random.chance(0.5)) {
        scope.retain(|&u| draft.units[u].topic == Some(heading));
        about = wording::about_heading(&SUBJECTS[heading], random);
    }
    let nth = scope.iter().position(|&u| u == target)?;
    let single = |u: &usize| draft.units[*u].questions.len() == 1 && draft.units[*u].questions[0].core.len() == 1;
    // "The second question" is certain only where each block asks one thing.
    let last = nth > 0 && nth + 1 == scope.len();
    let counted = nth == 0 || scope[..=nth].iter().all(single);
    let word = if last && random.chance(0.5) {
        "laatste".to_owned()
    } else if counted && nth < wording::ORDINALS.len() {
        wording::ordinal(nth, random)
    } else {
        return None;
    };
    let speaker = if own && random.chance(0.6) {
        (*random.pick(&["van deze leden", "van uw fractie", "van de aan het woord zijnde leden"])).to_owned()
    } else {
        format!("van {}", who(draft, target, random))
    };
    Some((Kind::Ordinal, wording::ordinal_question(&word, &speaker, &about, random), vec![target]))
}

fn topic(draft: &mut Draft, at: usize, random: &mut Random) -> Option<Made> {
    let about = |u: usize| draft.units[u].questions.iter().find_map(|q| q.about);
    let candidates: Vec<usize> = (0..at)
        .filter(|&u| draft.units[u].answer.is_some() && draft.units[u].questions.len() == 1 && about(u).is_some())
        .filter(|&u| (0..draft.units.len()).filter(|&v| draft.units[v].questions.iter().any(|q| q.about == about(u))).count() == 1)
        .collect();
    if candidates.is_empty() {
        return None;
    }
    let target = *random.pick(&candidates);
    let subject = SUBJECTS.iter().find(|s| Some(s.phrase) == about(target))?;
    // Other questions under a heading of the same name could be meant too.
    let heading = SUBJECTS.iter().position(|s| s.phrase == subject.phrase);
    if (0..draft.units.len()).any(|u| u != target && draft.units[u].topic == heading && heading.is_some()) {
        return None;
    }
    // Real questions speak of Schiphol and of nitrogen too: the words must be those of one question alone.
    let words = wording::key_words(subject);
    let told =
        |u: usize| draft.units[u].questions.iter().flat_map(|q| &q.paragraphs).map(|p| p.to_lowercase()).collect::<Vec<_>>().join(" ");
    if (0..draft.units.len()).any(|u| u != target && words.iter().any(|w| told(u).contains(w.as_str()))) {
        return None;
    }
    let own = draft.units[target].contribution == draft.units[at].contribution;
    let speaker = match random.below(3) {
        _ if draft.contributions.len() == 1 => String::new(),
        0 if own => " van uw fractie".to_owned(),
        0 | 1 => format!(" van {}", who(draft, target, random)),
        _ => String::new(),
    };
    let words = wording::topic_question(subject, &speaker, random);
    // No later question may repeat this one, or two would be on the subject.
    draft.units[target].questions[0].copied = true;
    Some((Kind::Topic, words, vec![target]))
}

/// Lets the asking question repeat one of another faction, word for word or nearly.
fn similar(draft: &mut Draft, at: usize, random: &mut Random) -> Option<Made> {
    let here = draft.units[at].contribution;
    let fits = |u: &usize| {
        draft.units[*u].contribution != here
            && draft.units[*u].answer.is_some()
            && draft.units[*u].questions.len() == 1
            && draft.units[*u].questions[0].core.iter().map(String::len).sum::<usize>() > 60
            && !draft.units[*u].questions[0].copied
    };
    let candidates: Vec<usize> = (0..at).filter(fits).collect();
    if candidates.is_empty() || draft.units[at].questions.len() != 1 || draft.units[at].questions[0].copied {
        return None;
    }
    let target = *random.pick(&candidates);
    if draft.contributions[draft.units[target].contribution].speaker.canonical() == draft.contributions[here].speaker.canonical() {
        return None;
    }
    let first = draft.units[..at].iter().all(|u| u.contribution != here);
    let speaker = draft.contributions[here].speaker.clone();
    let asked = draft.units[target].questions[0].clone();
    draft.units[at].questions[0] = speech::repeat(&asked, &speaker, first, random);
    draft.units[target].questions[0].copied = true;
    let name = if random.chance(0.85) { format!(" van {}", who(draft, target, random)) } else { String::new() };
    Some((Kind::Similar, wording::similar_question(&name, random), vec![target]))
}

fn dangling(draft: &Draft, at: usize, numbers: Numbers, random: &mut Random) -> Option<Made> {
    if numbers == Numbers::Unique {
        let highest = draft
            .units
            .iter()
            .flat_map(|u| &u.numbers)
            .filter_map(|n| n.trim_end_matches(char::is_alphabetic).parse::<usize>().ok())
            .max()?;
        return Some((Kind::Dangling, wording::number(&(highest + random.between(3, 40)).to_string(), random), Vec::new()));
    }
    let target = random.below(at.max(1));
    let scope = alone(draft, target)?;
    let asks: usize = scope.iter().flat_map(|&u| &draft.units[u].questions).map(|q| q.core.len()).sum();
    let nth = asks + 1;
    (nth < wording::ORDINALS.len()).then(|| {
        let speaker = format!("van {}", who(draft, target, random));
        (Kind::Dangling, wording::ordinal_question(wording::ORDINALS[nth], &speaker, "", random), Vec::new())
    })
}

/// Two neighbours that send the reader to each other.
fn cycle(draft: &mut Draft, at: usize, numbers: Numbers, fixed: &mut [bool], random: &mut Random) -> Vec<Planted> {
    let next = at + 1;
    let fits = next < draft.units.len()
        && !fixed[next]
        && draft.units[next].answer.is_some()
        && [at, next]
            .iter()
            .all(|&u| draft.units[u].questions.len() == 1 && !draft.units[u].crossed && !draft.units[u].questions[0].copied)
        && (at == 0 || !draft.units[at - 1].crossed)
        && draft.units[at].contribution == draft.units[next].contribution
        && draft.units[at].topic == draft.units[next].topic;
    if !fits {
        return Vec::new();
    }
    let (forward, back) = if numbers == Numbers::None {
        (wording::next(random), wording::previous(random))
    } else {
        (wording::number(&draft.units[next].numbers[0], random), wording::number(&draft.units[at].numbers[0], random))
    };
    fixed[at] = true;
    fixed[next] = true;
    [(at, forward, next), (next, back, at)]
        .into_iter()
        .map(|(from, words, to)| {
            let text =
                if words.ends_with('.') && words.starts_with(char::is_uppercase) { words } else { wording::sentence(&words, true, random) };
            put(draft, from, &text, true);
            Planted { record: from, kind: Kind::Cycle, text, targets: vec![to], document: String::new() }
        })
        .collect()
}
