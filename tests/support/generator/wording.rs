//! Real questions with their real answers (`pairs.tsv`, out of answers to written questions), and what can be done to their
//! words without changing what they ask: third person, indirect speech, sentences.

use super::random::Random;

/// A question and its answer, verbatim.
#[derive(Debug, Clone, Copy)]
pub struct Pair {
    /// Second person ("Kunt u …?").
    pub question: &'static str,
    /// First person.
    pub answer: &'static str,
}

/// All pairs in the order of the file.
pub fn pairs() -> Vec<Pair> {
    include_str!("pairs.tsv").lines().filter_map(|l| l.split_once('\t')).map(|(question, answer)| Pair { question, answer }).collect()
}

/// How many of the longer words of the question come back in the answer.
pub fn overlap(pair: &Pair) -> usize {
    let words = |t: &str| -> Vec<String> {
        t.split(|c: char| !c.is_alphanumeric())
            .filter(|w| w.chars().count() > 6)
            .map(|w| w.to_lowercase().chars().take(7).collect())
            .collect()
    };
    let answer = words(pair.answer);
    let mut question = words(pair.question);
    question.sort();
    question.dedup();
    question.iter().filter(|w| answer.contains(w)).count()
}

/// A random order of the pairs, as often over as needed.
pub struct Pool {
    pairs: Vec<Pair>,
    next: usize,
}

impl Pool {
    /// `related`: only pairs whose answer shows what was asked, so that a reader can tell which question it answers.
    pub fn new(related: bool, random: &mut Random) -> Self {
        let mut pairs = pairs();
        if related {
            pairs.retain(|p| overlap(p) >= 3);
        }
        random.shuffle(&mut pairs);
        Self { pairs, next: 0 }
    }

    /// The next pair; the order starts anew when all were used.
    pub fn next(&mut self) -> Pair {
        let pair = self.pairs[self.next % self.pairs.len()];
        self.next += 1;
        pair
    }
}

/// The sentences of a text.
pub fn sentences(text: &str) -> Vec<String> {
    const ABBREVIATIONS: &[&str] =
        &["jl", "mln", "mld", "nr", "nrs", "art", "bijv", "o.a", "t.a.v", "m.b.t", "prof", "dr", "mr", "ca", "resp", "d.d", "d.w.z", "St"];
    let mut out = Vec::new();
    let mut start = 0;
    let bytes = text.as_bytes();
    for (at, c) in text.char_indices() {
        if !matches!(c, '.' | '?' | '!') || bytes.get(at + 1) != Some(&b' ') {
            continue;
        }
        let before = text[start..at].rsplit(' ').next().unwrap_or("").trim_start_matches('(');
        let next = text[at + 2..].chars().next();
        let starts = next.is_some_and(|c| c.is_uppercase() || "«‘“\"".contains(c));
        if !starts || c == '.' && (before.chars().count() < 2 || ABBREVIATIONS.iter().any(|a| a.eq_ignore_ascii_case(before))) {
            continue;
        }
        out.push(text[start..=at].to_owned());
        start = at + 2;
    }
    if start < text.len() {
        out.push(text[start..].to_owned());
    }
    out
}

/// The question as factions put it: "Kunt u …" becomes "Kan de minister …".
pub fn third_person(text: &str, asked: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    for word in text.split(' ') {
        let end = word.trim_end_matches([',', '.', '?', ')', ';', ':']).len();
        let (core, tail) = word.split_at(end);
        let new = match core {
            "u" => asked.to_owned(),
            "U" => capital(asked),
            "Bent" => "Is".to_owned(),
            "bent" => "is".to_owned(),
            "Kunt" => "Kan".to_owned(),
            "kunt" => "kan".to_owned(),
            "Hebt" => "Heeft".to_owned(),
            "hebt" => "heeft".to_owned(),
            "Wilt" => "Wil".to_owned(),
            "wilt" => "wil".to_owned(),
            "Zult" => "Zal".to_owned(),
            "zult" => "zal".to_owned(),
            "uw" => "zijn".to_owned(),
            "Uw" => "Zijn".to_owned(),
            _ => core.to_owned(),
        };
        out.push(new + tail);
    }
    out.join(" ")
}

/// The question as a subordinate clause without a stop ("of het klopt dat …"), where its opening allows it.
pub fn indirect(sentence: &str, asked: &str) -> Option<String> {
    const OPENINGS: &[(&str, &str)] = &[
        ("Klopt het dat ", "of het klopt dat "),
        ("Deelt u de mening dat ", "of {a} de mening deelt dat "),
        ("Bent u bekend met ", "of {a} bekend is met "),
        ("Bent u ervan op de hoogte dat ", "of {a} ervan op de hoogte is dat "),
        ("Erkent u dat ", "of {a} erkent dat "),
        ("Vindt u dat ", "of {a} vindt dat "),
        ("Is het waar dat ", "of het waar is dat "),
        ("Wat vindt u van ", "wat {a} vindt van "),
        ("Hoe kijkt u aan tegen ", "hoe {a} aankijkt tegen "),
        ("Hoe beoordeelt u ", "hoe {a} oordeelt over "),
        ("Hoe kijkt u naar ", "hoe {a} kijkt naar "),
        ("Hoe oordeelt u over ", "hoe {a} oordeelt over "),
        ("Heeft u kennisgenomen van ", "of {a} kennis heeft genomen van "),
        ("Bent u bereid om ", "of {a} bereid is om "),
        ("Kunt u aangeven ", "of {a} kan aangeven "),
        ("Kunt u toelichten ", "of {a} kan toelichten "),
        ("Kunt u uitleggen ", "of {a} kan uitleggen "),
        ("Bent u het ermee eens dat ", "of {a} het ermee eens is dat "),
        ("Kent u ", "of {a} bekend is met "),
    ];
    let body = sentence.strip_suffix('?')?;
    // Two questions in one sentence do not fit one clause.
    if body.contains(['?', '!']) || [" en wat ", " en hoe ", " en waarom ", " en zo ", " en welke "].iter().any(|w| body.contains(w)) {
        return None;
    }
    OPENINGS.iter().find_map(|(from, to)| body.strip_prefix(from).map(|rest| to.replace("{a}", asked) + &third_person(rest, asked)))
}

/// With a capital first letter.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().collect::<String>() + chars.as_str())
}

/// With a small first letter.
pub fn small(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_lowercase().collect::<String>() + chars.as_str())
}
