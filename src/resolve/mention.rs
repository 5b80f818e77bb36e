//! The words of a reference as demands on its target.
//!
//! ```text
//! answer ─ sentences ─ segments ─ tail ("verwijs ik naar …" → "…") ─▶ demands
//! ```
//!
//! Callers may rely on this: mentions come in the order of the text, and each demands something (a number, a faction, a topic, a
//! direction, another paper); a phrase that demands nothing is none. A phrase with two ordinals or two papers gives two mentions.

use std::ops::Range;

use super::{names, written};
use crate::citation;
use crate::lexicon::{FactionMention, Lexicon};
use crate::model::{Number, ReferenceKind};
use crate::rules::{Group, Hit, Rules};
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
    /// Counted through the whole paper: "het eerste antwoord van dit verslag".
    pub whole: bool,
    /// How many questions are meant: "de vorige twee vragen"; 0 when there are several and the words do not say how many.
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
    /// The words name the questions of another paper.
    pub other_set: bool,
}

/// The groups of `reference*.toml`.
pub(super) struct Patterns<'r> {
    rules: &'r Rules,
    context: &'r Group,
    strong: &'r Group,
    opener: &'r Group,
    table: &'r Group,
    tail: &'r Group,
    anaphor: &'r Group,
    end: &'r Group,
    cut: &'r Group,
    clause: &'r Group,
    number: &'r Group,
    previous: &'r Group,
    next: &'r Group,
    ordinal: &'r Group,
    ordinal_word: &'r Group,
    count_word: &'r Group,
    similar: &'r Group,
    earlier: &'r Group,
    own: &'r Group,
    that_faction: &'r Group,
    same_faction: &'r Group,
    whole: &'r Group,
    heading: &'r Group,
    bare_heading: &'r Group,
    topic: &'r Group,
    position: &'r Group,
    thing: &'r Group,
    elsewhere: &'r Group,
    informed: &'r Group,
    same_letter: &'r Group,
    other_set: &'r Group,
    unit: &'r Group,
    plural: &'r Group,
    anchor: &'r Group,
    same_topic: &'r Group,
    source: &'r Group,
}

/// Who asks, and whether the whole answer only refers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting<'a> {
    pub only: bool,
    /// Whether nothing of the answer stands behind.
    pub last: bool,
    /// The answer up to the end of the sentence.
    pub said: &'a str,
    pub asker: &'a [String],
    pub lexicon: &'a Lexicon,
}

impl<'r> Patterns<'r> {
    pub(super) fn new(rules: &'r Rules) -> Self {
        let group = |name: &str| rules.group(&format!("reference.{name}"));
        Self {
            rules,
            context: group("context"),
            strong: group("strong"),
            opener: group("opener"),
            table: group("table"),
            tail: group("tail"),
            anaphor: group("anaphor"),
            end: group("end"),
            cut: group("cut"),
            clause: group("clause"),
            number: group("number"),
            previous: group("previous"),
            next: group("next"),
            ordinal: group("ordinal"),
            ordinal_word: group("ordinal_word"),
            count_word: group("count_word"),
            similar: group("similar"),
            earlier: group("earlier"),
            own: group("own"),
            that_faction: group("that_faction"),
            same_faction: group("same_faction"),
            whole: group("whole"),
            heading: group("heading"),
            bare_heading: group("bare_heading"),
            topic: group("topic"),
            position: group("position"),
            thing: group("thing"),
            elsewhere: group("elsewhere"),
            informed: group("informed"),
            same_letter: group("same_letter"),
            other_set: group("other_set"),
            unit: group("unit"),
            plural: group("plural"),
            anchor: group("anchor"),
            same_topic: group("same_topic"),
            source: group("aside"),
        }
    }

    /// The references in `text`.
    pub(super) fn find(&self, text: &str, setting: Setting<'_>) -> Vec<Mention> {
        let mut out: Vec<Mention> = Vec::new();
        for range in sentence::split(text) {
            let before = out.len();
            let last = text[range.end..].trim().is_empty();
            for mention in self.of_sentence(&text[range.clone()], Setting { last, said: &text[..range.end], ..setting }) {
                // One brief named twice in a sentence is one reference.
                if !out[before..].iter().any(|other| same_demand(other, &mention)) {
                    out.push(mention);
                }
            }
        }
        out
    }

    /// Whether the sentences that speak of an answer name but the question that is answered here ("In antwoord op de eerste vraag
    /// van dit lid meld ik …").
    pub(super) fn names_its_own_question(&self, text: &str) -> bool {
        let opens = |sentence: &str| self.opener.is_match(sentence) && !self.tail.is_match(sentence);
        let sentences: Vec<&str> = sentence::split(text).into_iter().map(|range| &text[range]).collect();
        sentences.iter().any(|s| opens(s)) && sentences.iter().all(|s| opens(s) || !(self.anchor.is_match(s) && self.context.is_match(s)))
    }

    /// The sentences of `text` that do not send the reader to another question.
    pub(super) fn own_words(&self, text: &str) -> String {
        let sends = |sentence: &str| self.anchor.is_match(sentence) && self.strong.is_match(sentence);
        let own: Vec<&str> = sentence::split(text).into_iter().map(|range| &text[range]).filter(|sentence| !sends(sentence)).collect();
        own.join(" ")
    }

    fn of_sentence(&self, sentence: &str, setting: Setting<'_>) -> Vec<Mention> {
        if !setting.only && (!self.context.is_match(sentence) || self.table.is_match(sentence)) {
            return Vec::new();
        }
        let strong = setting.only || self.strong.is_match(sentence);
        // "In antwoord op de vraag van de leden van X meld ik …" names the asker's own question.
        if self.opener.is_match(sentence) && !self.tail.is_match(sentence) {
            return Vec::new();
        }
        let mut out = Vec::new();
        // Each clause has a verb of its own: "Deze vraag komt overeen met die van X; ik verwijs naar het antwoord daarop."
        for clause in self.clauses(sentence) {
            let tail = self.tail.first(clause).and_then(|hit| hit.captures.name("tail").map(|tail| tail.range()));
            // "Gelet op de samenhang met vraag 5 zij verwezen naar de beantwoording van die vraag." Of two named before, which one is open.
            let meant = |tail: &Range<usize>| self.anaphor.is_match(&clause[tail.clone()]) && self.number.find_all(clause).len() < 2;
            let tail = tail.map(|tail| if meant(&tail) { 0..clause.len() } else { tail });
            let range = tail.unwrap_or_else(|| self.aside(clause, strong));
            for segment in self.segments(&clause[range], setting.lexicon) {
                let mut found = self.parse(segment, strong, setting);
                if self.same_faction.is_match(segment)
                    && let Some(named) =
                        out.iter().rev().find(|mention: &&Mention| !mention.factions.is_empty() && mention.kind != ReferenceKind::Elsewhere)
                {
                    for mention in found.iter_mut().filter(|mention| mention.own && mention.factions.is_empty()) {
                        (mention.own, mention.factions) = (false, named.factions.clone());
                    }
                }
                out.extend(found);
            }
        }
        for mention in &mut out {
            mention.text = if out_of_one(&mention.text, sentence) { sentence.to_owned() } else { mention.text.clone() };
        }
        if out.is_empty() && self.informed.is_match(sentence) {
            let mut mention = blank(sentence);
            mention.document = sentence.trim_end_matches(['.', ' ']).to_owned();
            out.push(mention);
        }
        out
    }

    /// The part of an aside that refers: "Zoals in het antwoord op vraag 2 is aangegeven | onderschrijf ik …", "Zoals aangegeven in
    /// het antwoord op vraag 7, | zal …".
    fn aside(&self, clause: &str, strong: bool) -> Range<usize> {
        let place = self.anchor.first(clause).or_else(|| self.position.first(clause)).map(|hit| hit.range().end);
        let Some(place) = place.filter(|_| !strong) else { return 0..clause.len() };
        let ends = self.end.find_all(clause);
        // "… zoals genoemd in het antwoord bij vraag 2": the place stands behind the word.
        let behind = ends.first().filter(|hit| hit.range().end >= place).and_then(|hit| self.place_behind(clause, hit.range().end));
        let end = if ends.first().is_some_and(|hit| hit.range().start < place) {
            comma(clause, place)
        } else if let Some(place) = behind {
            comma(clause, place)
        } else {
            ends.first().map(|hit| hit.range().end)
        };
        0..end.unwrap_or(clause.len())
    }

    fn clauses<'t>(&self, sentence: &'t str) -> Vec<&'t str> {
        let hits = self.clause.find_all(sentence);
        let cuts = hits.iter().filter_map(|hit| hit.captures.name("at").or_else(|| hit.captures.name("also")));
        let mut out = Vec::new();
        let mut start = 0;
        for cut in cuts {
            out.push(sentence[start..cut.start()].trim());
            start = cut.end();
        }
        out.push(sentence[start..].trim());
        out
    }

    /// Where a word for answer or question ends that stands right behind byte `from`, after "in", "bij" or the like.
    fn place_behind(&self, clause: &str, from: usize) -> Option<usize> {
        let rest = &clause[from..];
        let led = ["in ", "bij ", "onder ", "op "].iter().any(|word| rest.trim_start().starts_with(word));
        let hit = self.anchor.first(rest).filter(|_| led)?;
        (rest[..hit.range().start].split_whitespace().count() <= 3).then_some(from + hit.range().end)
    }

    /// The segment without the things named as told before; words for answer and question stay.
    fn without_things(&self, segment: &str) -> String {
        let things = self.thing.find_all(segment);
        let named = things.iter().filter(|hit| hit.named("noun").is_none_or(|noun| !self.anchor.is_match(noun)));
        mask(segment, named.map(Hit::range))
    }

    /// Whether a sentence names an answer, a question or a place, in words that may send the reader there.
    pub(super) fn may_refer(&self, text: &str) -> bool {
        let refers = |s: &str| self.context.is_match(s) && !self.table.is_match(s) && (self.anchor.is_match(s) || self.position_back(s));
        sentence::split(text).into_iter().any(|range| refers(&text[range]))
    }

    fn position_back(&self, sentence: &str) -> bool {
        self.position.first(&self.without_things(sentence)).is_some_and(|hit| hit.rule.value == "back")
    }

    fn segments<'t>(&self, sentence: &'t str, lexicon: &Lexicon) -> Vec<&'t str> {
        let mut cuts: Vec<usize> =
            self.cut.find_all(sentence).iter().map(|hit| hit.captures.name("at").map_or(hit.range().start, |at| at.start())).collect();
        cuts.extend(self.further_places(sentence, lexicon));
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

    /// Where a further place begins that has a faction of its own: "… in het antwoord op de eerste vraag van de leden van de
    /// CDA-fractie|, op de tekorten in het antwoord op de derde vraag van de leden van de VVD-fractie".
    fn further_places(&self, sentence: &str, lexicon: &Lexicon) -> Vec<usize> {
        let anchors = self.anchor.find_all(sentence);
        if anchors.len() < 2 {
            return Vec::new();
        }
        let factions = lexicon.mentions(sentence);
        let between = |pair: &[FactionMention]| {
            let (end, next) = (pair[0].range.end, pair[1].range.start);
            let anchor = anchors.iter().map(|hit| hit.range().start).find(|at| (end..next).contains(at))?;
            // Only behind a comma or an "en" do the words turn to another place.
            let words = &sentence[end..anchor];
            let at = [", ", " en "].iter().filter_map(|joint| words.find(joint)).min()?;
            anchors.iter().any(|hit| hit.range().start < pair[0].range.start).then_some(end + at)
        };
        factions.windows(2).filter_map(between).collect()
    }

    /// The demands of one segment.
    fn parse(&self, segment: &str, strong: bool, setting: Setting<'_>) -> Vec<Mention> {
        let citations = citation::find(segment, self.rules);
        // The number of a Kamerstuk is no number of a question.
        let masked = mask(segment, citations.iter().map(|c| c.range.clone()));
        let mut m = blank(segment);
        m.aside = !setting.only && !strong;
        m.own = self.own.is_match(segment);
        m.whole = self.whole.is_match(segment);
        m.similar = self.similar.is_match(segment);
        m.earlier = self.earlier.is_match(segment);
        m.plural = self.plural.is_match(segment);
        let anchor = self.anchor.first(segment).map(|hit| hit.range());
        if let Some(anchor) = &anchor {
            // Whom the reader is sent from is no demand: "Ik verwijs de leden van de VVD-fractie naar …".
            for mention in setting.lexicon.mentions(segment).into_iter().filter(|mention| mention.range.start >= anchor.start) {
                m.factions.extend(mention.factions);
                m.members.extend(mention.members);
            }
            if m.factions.is_empty() {
                m.factions = names::bare(&segment[anchor.start..], setting.lexicon);
            }
            if m.factions.is_empty() && m.members.is_empty() {
                m.factions.extend(names::before(&segment[..anchor.start], setting.lexicon));
            }
            if m.factions.is_empty() && m.members.is_empty() && self.that_faction.is_match(segment) {
                m.factions.extend(names::last(setting.said, setting.lexicon));
            }
            let mut seen = Vec::new();
            m.factions.retain(|f| {
                !seen.contains(f) && {
                    seen.push(f.clone());
                    true
                }
            });
        }
        for hit in self.number.find_all(&masked) {
            if let Some(numbers) = hit.captures.name("numbers")
                && !self.unit.is_match(&masked[numbers.end()..])
            {
                m.numbers.extend(written::numbers(numbers.as_str()).into_iter().filter(|n| n.value < 1900 || n.value > 2100));
            }
        }
        let mut seen = std::collections::BTreeSet::new();
        m.numbers.retain(|n| seen.insert(n.clone()));
        // "de hiernavolgende antwoorden op de derde en vierde vraag van de leden van …" are counted among those.
        let counted = |m: &Mention| !m.factions.is_empty() && self.ordinal.is_match(segment);
        let beside = |group: &'r Group| group.first(segment).filter(|_| !counted(&m));
        let (previous, next) = (beside(self.previous), beside(self.next));
        let heading = self.heading.first(segment);
        m.heading = heading.is_some();
        if let Some(hit) = heading.or_else(|| self.topic.first(segment)) {
            m.topic = topic_words(hit.named("topic").unwrap_or(""), setting.lexicon);
            if self.same_topic.is_match(&m.topic) {
                m.topic.clear();
                m.similar = true;
            }
        }
        if m.topic.is_empty()
            && let Some(hit) = self.bare_heading.first(segment)
        {
            m.topic = topic_words(hit.named("topic").unwrap_or(""), setting.lexicon);
            m.heading = !m.topic.is_empty();
        }
        let mut ordinals = Vec::new();
        if let Some(hit) = self.ordinal.first(segment) {
            let list = ["ordinals", "answers", "glued"].iter().find_map(|name| hit.named(name)).unwrap_or("");
            ordinals = written::ordinals(list, self.ordinal_word);
            m.ordinal = ordinals.first().copied();
            m.count = self.count(hit.named("count").or_else(|| hit.named("first_count")));
        }
        if let Some(hit) = self.position.first(&self.without_things(segment)) {
            m.place = Some(match hit.rule.value.as_str() {
                "back" => Place::Back,
                "forward" => Place::Forward,
                _ => Place::Somewhere,
            });
        }
        // "… zie hieronder" beside a statement is what the answer itself goes on to show.
        if !setting.only && !setting.last && anchor.is_none() && m.place == Some(Place::Forward) {
            m.place = None;
        }
        if setting.only && m.place.is_none() && self.table.is_match(segment) {
            m.place = Some(Place::Back);
        }
        // "Deze brief" is the paper itself; "de bijlage bij deze brief" is not.
        let others = mask(segment, self.same_letter.find_all(segment).iter().map(Hit::range));
        let paper = self.elsewhere.first(&others);
        let other_set = anchor.is_some() && self.other_set.is_match(segment);
        let within = !m.numbers.is_empty() || previous.is_some() || next.is_some() || m.ordinal.is_some() || m.similar;
        let named_here = !m.factions.is_empty() || !m.members.is_empty() || m.own;
        let cites_only = !citations.is_empty() && !within && (anchor.is_none() || !named_here);
        let names_paper = paper.is_some() && !within && !(named_here && anchor.is_some()) && (m.topic.is_empty() || anchor.is_none());
        if other_set || cites_only || names_paper {
            // Without a word that sends the reader there, a paper is a source only in an aside.
            let only_named = !strong && citations.is_empty() && !self.source.is_match(segment);
            if only_named && (other_set || m.place != Some(Place::Back)) {
                return Vec::new();
            }
            // "Zoals gezegd wordt gewerkt aan een reactie op het rapport": the paper is what is spoken of.
            if only_named {
                m.kind = ReferenceKind::Position;
                m.topic.clear();
                m.earlier = true;
                return vec![m];
            }
            m.other_set = other_set;
            m.kind = ReferenceKind::Elsewhere;
            m.topic.clear();
            m.ordinal = None;
            if citations.is_empty() {
                m.document = words_from(segment, paper.as_ref().map(|hit| hit.range().start));
                return vec![m];
            }
            return citations.iter().map(|c| Mention { document: c.key.clone(), ..m.clone() }).collect();
        }
        let vague = |text: &str, count: usize| if count == 1 && self.plural.is_match(text) { 0 } else { count };
        m.kind = if !m.numbers.is_empty() {
            ReferenceKind::Number
        } else if let Some(hit) = previous {
            m.count = vague(hit.text(), self.count(hit.named("count").or_else(|| hit.named("after")).or_else(|| hit.named("before"))));
            ReferenceKind::Previous
        } else if let Some(hit) = next {
            m.count = vague(hit.text(), self.count(hit.named("count").or_else(|| hit.named("after"))));
            ReferenceKind::Next
        } else if m.ordinal.is_some() {
            ReferenceKind::Ordinal
        } else if strong && (m.heading || !m.topic.is_empty() && anchor.is_some()) {
            ReferenceKind::Topic
        } else if m.similar && (strong || named_here) {
            ReferenceKind::Similar
        } else if named_here && anchor.is_some() && (setting.only || strong || m.factions != setting.asker) {
            ReferenceKind::Faction
        } else if m.place.is_some() {
            ReferenceKind::Position
        } else {
            return Vec::new();
        };
        m.earlier |= m.place == Some(Place::Back);
        let mut out = vec![m];
        for ordinal in ordinals.into_iter().skip(1).filter(|_| out[0].kind == ReferenceKind::Ordinal).collect::<Vec<_>>() {
            out.push(Mention { ordinal: Some(ordinal), ..out[0].clone() });
        }
        // "Zie het antwoord op vraag 3 (Kamerstuk 32 317, nr. 960)": the paper beside it is a reference of its own.
        for c in &citations {
            out.push(Mention { document: c.key.clone(), ..blank(segment) });
        }
        out
    }

    fn count(&self, word: Option<&str>) -> usize {
        let Some(word) = word else { return 1 };
        self.count_word.first(word).and_then(|h| h.rule.value.parse().ok()).or_else(|| word.parse().ok()).unwrap_or(1)
    }
}

/// A mention of another paper, before its words are read.
fn blank(segment: &str) -> Mention {
    Mention {
        text: segment.trim().to_owned(),
        kind: ReferenceKind::Elsewhere,
        factions: Vec::new(),
        members: Vec::new(),
        own: false,
        numbers: Vec::new(),
        ordinal: None,
        whole: false,
        count: 1,
        topic: String::new(),
        heading: false,
        similar: false,
        earlier: false,
        plural: false,
        place: None,
        document: String::new(),
        aside: false,
        other_set: false,
    }
}

/// The first comma from byte `from` on that is none of a list of numbers or names.
fn comma(text: &str, from: usize) -> Option<usize> {
    let next = |at: usize| text[at + 1..].trim_start();
    let ends = |at: &usize| next(*at).starts_with(char::is_lowercase) && !next(*at).starts_with("en ") && !next(*at).starts_with("vra");
    text.match_indices(',').map(|(at, _)| at).filter(|at| *at >= from).find(ends)
}

fn same_demand(a: &Mention, b: &Mention) -> bool {
    (a.kind, &a.document, &a.numbers, &a.topic, &a.factions, a.ordinal, a.count, a.place)
        == (b.kind, &b.document, &b.numbers, &b.topic, &b.factions, b.ordinal, b.count, b.place)
}

/// Whether a segment is all that its sentence says, but for the words before it.
fn out_of_one(segment: &str, sentence: &str) -> bool {
    sentence.trim_end_matches(['.', ' ']).ends_with(segment.trim_end_matches(['.', ' ']))
}

/// The text with the ranges blanked, byte for byte.
fn mask(text: &str, ranges: impl Iterator<Item = Range<usize>>) -> String {
    let mut out = text.to_owned();
    for range in ranges {
        let blank = " ".repeat(range.len());
        out.replace_range(range, &blank);
    }
    out
}

/// The topic without the faction behind it and without the full stop.
fn topic_words(topic: &str, lexicon: &Lexicon) -> String {
    let end = lexicon.mentions(topic).first().map_or(topic.len(), |mention| mention.range.start);
    let mut cut = topic[..end].trim();
    for word in [" van", " aan", " door", " namens", " die", " dat"] {
        cut = cut.trim_end_matches(word);
    }
    cut.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | '‘' | '’' | '“' | '”' | '"' | '\'' | '«' | '»')).to_owned()
}

fn words_from(segment: &str, start: Option<usize>) -> String {
    segment[start.unwrap_or(0)..].trim_end_matches(['.', ' ', ')']).to_owned()
}
