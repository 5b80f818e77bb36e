//! The words of a reference as demands on its target.
//!
//! Callers may rely on this: mentions come in the order of the text, and each demands something (a number, a faction, a topic, a
//! direction, another paper); a phrase that demands nothing is none.

use crate::citation;
use crate::lexicon::Lexicon;
use crate::model::{Number, ReferenceKind};
use crate::number;
use crate::rules::{Group, Rules};
use crate::sentence;

/// Where a word of place points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Back,
    Forward,
    Somewhere,
}

/// What one phrase demands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    pub text: String,
    pub kind: ReferenceKind,
    pub factions: Vec<String>,
    pub members: Vec<String>,
    /// "uw fractie", "deze leden".
    pub own: bool,
    pub numbers: Vec<Number>,
    /// 1 is the first, -1 the last.
    pub ordinal: Option<i32>,
    /// How many questions are meant: "de vorige twee vragen".
    pub count: usize,
    pub topic: String,
    /// Whether the topic is named as a heading.
    pub heading: bool,
    pub similar: bool,
    pub earlier: bool,
    pub plural: bool,
    pub place: Option<Place>,
    pub document: String,
    /// The sentence around it says something itself ("Zoals in het antwoord hierboven aangegeven …").
    pub aside: bool,
}

/// The groups of `reference.toml`.
pub(super) struct Patterns<'r> {
    rules: &'r Rules,
    context: &'r Group,
    strong: &'r Group,
    opener: &'r Group,
    cut: &'r Group,
    number: &'r Group,
    previous: &'r Group,
    next: &'r Group,
    ordinal: &'r Group,
    ordinal_word: &'r Group,
    count_word: &'r Group,
    similar: &'r Group,
    earlier: &'r Group,
    own: &'r Group,
    heading: &'r Group,
    topic: &'r Group,
    position: &'r Group,
    elsewhere: &'r Group,
    same_letter: &'r Group,
    other_set: &'r Group,
    unit: &'r Group,
    plural: &'r Group,
}

impl<'r> Patterns<'r> {
    pub(super) fn new(rules: &'r Rules) -> Self {
        let group = |name: &str| rules.group(&format!("reference.{name}"));
        Self {
            rules,
            context: group("context"),
            strong: group("strong"),
            opener: group("opener"),
            cut: group("cut"),
            number: group("number"),
            previous: group("previous"),
            next: group("next"),
            ordinal: group("ordinal"),
            ordinal_word: group("ordinal_word"),
            count_word: group("count_word"),
            similar: group("similar"),
            earlier: group("earlier"),
            own: group("own"),
            heading: group("heading"),
            topic: group("topic"),
            position: group("position"),
            elsewhere: group("elsewhere"),
            same_letter: group("same_letter"),
            other_set: group("other_set"),
            unit: group("unit"),
            plural: group("plural"),
        }
    }

    /// The references in `text`. `only` says that the whole answer does nothing but refer, `asker` whose question it answers.
    pub(super) fn find(&self, text: &str, only: bool, asker: &[String], lexicon: &Lexicon) -> Vec<Mention> {
        let mut out = Vec::new();
        for range in sentence::split(text) {
            let sentence = &text[range];
            if (only || self.context.is_match(sentence)) && !self.opener.is_match(sentence) {
                let strong = only || self.strong.is_match(sentence);
                let before = out.len();
                for segment in self.segments(sentence) {
                    out.extend(self.parse(segment, only, strong, asker, lexicon));
                }
                // Beside "vraag 3" the brief that is named in the same sentence is a reference of its own, but one brief is one.
                let mut seen = Vec::new();
                let mut at = 0;
                out.retain(|m: &Mention| {
                    at += 1;
                    let key = (m.kind, m.document.clone(), m.numbers.clone(), m.topic.clone(), m.factions.clone(), m.ordinal);
                    at <= before
                        || !seen.contains(&key) && {
                            seen.push(key);
                            true
                        }
                });
            }
        }
        out
    }

    fn segments<'t>(&self, sentence: &'t str) -> Vec<&'t str> {
        let mut cuts: Vec<usize> = self.cut.find_all(sentence).iter().map(|hit| hit.range().start).collect();
        cuts.sort_unstable();
        cuts.push(sentence.len());
        let mut start = 0;
        let mut out = Vec::new();
        for cut in cuts {
            if cut > start {
                out.push(sentence[start..cut].trim_matches([';', ',', ' ']));
                start = cut;
            }
        }
        out
    }

    fn parse(&self, segment: &str, only: bool, strong: bool, asker: &[String], lexicon: &Lexicon) -> Option<Mention> {
        let mut m = Mention {
            text: segment.trim().to_owned(),
            kind: ReferenceKind::Elsewhere,
            factions: Vec::new(),
            members: Vec::new(),
            own: self.own.is_match(segment),
            numbers: Vec::new(),
            ordinal: None,
            count: 1,
            topic: String::new(),
            heading: false,
            similar: self.similar.is_match(segment),
            earlier: self.earlier.is_match(segment),
            plural: self.plural.is_match(segment),
            place: None,
            document: String::new(),
            aside: !only,
        };
        // Whom the reader is sent from is no demand: "Ik verwijs de leden van de VVD-fractie naar …".
        let lower = segment.to_lowercase();
        let anchor = ["vraag", "vragen", "antwoord", "inbreng", "reactie"].iter().filter_map(|word| lower.find(word)).min();
        if let Some(anchor) = anchor.filter(|_| lower.len() == segment.len()) {
            for mention in lexicon.mentions(segment) {
                if mention.range.start > anchor {
                    m.factions.extend(mention.factions);
                    m.members.extend(mention.members);
                }
            }
            m.factions.dedup();
        }
        if let Some(hit) = self.number.first(segment)
            && let Some(written) = hit.captures.name("numbers")
            && !self.unit.is_match(&segment[written.end()..])
        {
            m.numbers = number::parse(&close_up(written.as_str()));
            m.numbers.retain(|n| n.value < 1900 || n.value > 2100);
        }
        let previous = self.previous.first(segment);
        let next = self.next.first(segment);
        if let Some(hit) = self.heading.first(segment).or_else(|| self.topic.first(segment)) {
            m.heading = hit.rule.group_is_heading();
            m.topic = topic_words(hit.named("topic").unwrap_or(""), lexicon);
        }
        if let Some(hit) = self.ordinal.first(segment) {
            let word = hit.named("ordinal").or_else(|| hit.named("answer")).unwrap_or("");
            m.ordinal = self.ordinal_word.first(word).and_then(|h| h.rule.value.parse().ok());
            m.count = self.count(hit.named("count"));
        }
        if let Some(hit) = self.position.first(segment) {
            m.place = Some(match hit.rule.value.as_str() {
                "back" => Place::Back,
                "forward" => Place::Forward,
                _ => Place::Somewhere,
            });
        }
        let citations = citation::find(segment, self.rules);
        let paper = self.elsewhere.first(segment).filter(|_| !self.same_letter.is_match(segment));
        let within = !m.numbers.is_empty() || previous.is_some() || next.is_some() || m.ordinal.is_some() || m.similar;
        let other_set = anchor.is_some() && self.other_set.is_match(segment);
        let named_here = !m.factions.is_empty() || m.own;
        if !citations.is_empty() && (other_set || !within)
            || other_set && !(within && paper.is_none())
            || paper.is_some() && !within && !named_here && strong && m.topic.is_empty()
        {
            if !strong && citations.is_empty() {
                return None;
            }
            m.kind = ReferenceKind::Elsewhere;
            m.document = citations.first().map_or_else(|| words_from(segment, paper.as_ref().map(|h| h.range().start)), |c| c.key.clone());
            m.topic.clear();
            return Some(m);
        }
        m.kind = if !m.numbers.is_empty() {
            ReferenceKind::Number
        } else if let Some(hit) = previous {
            m.count = self.count(hit.named("count").or_else(|| hit.named("after")).or_else(|| hit.named("before")));
            if m.count == 1 && hit.text().to_lowercase().ends_with("vragen") {
                m.count = 0;
            }
            ReferenceKind::Previous
        } else if let Some(hit) = next {
            m.count = self.count(hit.named("count").or_else(|| hit.named("after")));
            if m.count == 1 && hit.text().to_lowercase().ends_with("vragen") {
                m.count = 0;
            }
            ReferenceKind::Next
        } else if m.ordinal.is_some() {
            ReferenceKind::Ordinal
        } else if strong && (m.heading || !m.topic.is_empty() && anchor.is_some()) {
            ReferenceKind::Topic
        } else if m.similar && (strong || named_here) {
            ReferenceKind::Similar
        } else if named_here && (only || strong && m.factions != asker) && anchor.is_some() {
            ReferenceKind::Faction
        } else if m.place.is_some() && (anchor.is_some() || strong) {
            ReferenceKind::Position
        } else {
            return None;
        };
        Some(m)
    }

    fn count(&self, word: Option<&str>) -> usize {
        let Some(word) = word else { return 1 };
        self.count_word.first(word).and_then(|h| h.rule.value.parse().ok()).or_else(|| word.parse().ok()).unwrap_or(1)
    }
}

impl crate::rules::Rule {
    fn group_is_heading(&self) -> bool {
        self.id.starts_with("reference.heading")
    }
}

/// "2 a" as "2a": the space between a number and its letter says nothing.
fn close_up(written: &str) -> String {
    let mut out = String::new();
    let chars: Vec<char> = written.chars().collect();
    for (i, c) in chars.iter().enumerate() {
        let letter =
            |at: usize| chars.get(at).is_some_and(|c| c.is_ascii_lowercase()) && !chars.get(at + 1).is_some_and(|c| c.is_alphanumeric());
        if *c == ' ' && i > 0 && chars[i - 1].is_ascii_digit() && letter(i + 1) {
            continue;
        }
        out.push(*c);
    }
    out
}

/// The topic without the faction behind it and without the full stop.
fn topic_words(topic: &str, lexicon: &Lexicon) -> String {
    let end = lexicon.mentions(topic).first().map_or(topic.len(), |mention| mention.range.start);
    let cut = topic[..end].trim().trim_end_matches(" van").trim_end_matches(" aan");
    cut.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | '‘' | '’' | '“' | '”' | '"' | '\'')).to_owned()
}

fn words_from(segment: &str, start: Option<usize>) -> String {
    segment[start.unwrap_or(0)..].trim_end_matches(['.', ' ', ')']).to_owned()
}
