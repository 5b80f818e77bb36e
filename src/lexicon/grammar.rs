//! The phrases in which factions and members are named (genre §6.3), over the names of the lexicon.
//!
//! ```text
//! mention  = [de|het] [leden|lid|fractieleden van [de]] names "-fractie" [s|leden]
//!          | [leden van] de fractie(s) van names  |  (fractie)leden van [de|het] [fractie] known-name
//!          | (het lid|de leden|de heer|mevrouw) surname [(party)] {, surname [(party)]} [en surname [(party)]]
//! names    = name[-] { (, | en | /) [de|het] name[-] }
//! ```

use std::ops::Range;

use super::window::windows;
use super::{FactionHeading, FactionMention, Joining, Lexicon};
use crate::rules::Pattern;

#[derive(Debug)]
pub(super) struct Grammar {
    pub(super) phrases: [Pattern; 4],
    /// What stands before the names in the first three phrases.
    openings: [Pattern; 3],
    /// What may stand behind them in the first.
    closing: Pattern,
    name: Pattern,
    member: Pattern,
    heading: Pattern,
    answer_heading: Pattern,
    bare: Pattern,
    unknown: Pattern,
    joins: Pattern,
}

/// A name that the lexicon need not know: capitalised words tied by hyphens or slashes ("Zeeuws Belang", "Partij voor de Zee").
const UNKNOWN: &str = r"\p{Lu}[\p{L}\d’'+]*(?:[-–‑/]\p{Lu}[\p{L}\d’'+]*)*(?:\s(?:(?:voor|van|de|het|der)\s){0,2}\p{Lu}[\p{L}\d’'+]*){0,3}";
/// What joins two phrases whose factions speak together.
const TOGETHER: [&str; 14] = [
    "en",
    ", en",
    "en die van",
    ", en die van",
    "en van",
    "en van de",
    "alsmede",
    ", alsmede",
    "alsook",
    "en ook",
    "evenals",
    "mede namens",
    ", mede namens",
    "en mede namens",
];
/// What a heading may say of the questions of its factions: that they ask together, about what, of whom, which ones. In `tail` what only
/// stands behind a faction and not behind a member: "Vragen van het lid Erkens (VVD) aan de Minister van …" is the title of a paper.
const TAIL: &str = r"(?:\s*,?\s+(?P<dated>d\.?\s?d\.?|(?:ontvangen|ingekomen|ingediend|gesteld)(?:\s+op)?)\s+\d[\d\p{L} .-]{3,24}?)?(?P<tail>\s*,?\s+(?:gezamenlijk|tezamen|samen)|\s*,?\s+(?:over|inzake|omtrent|betreffende|aan|met\s+betrekking\s+tot|naar\s+aanleiding\s+van|ten\s+aanzien\s+van)\s+[^.?!:]{2,160}|\s*\([^()]{1,40}\))?";
/// What kind of questions they are.
const KIND_OF: &str = r"(?:(?:gezamenlijke|nadere|aanvullende|verdere|overige|nieuwe|schriftelijke|mondelinge|technische|informatieve|feitelijke|resterende|openstaande)\s+)?";
/// A surname with its particles: "Van den Hil", "De Groot", "Den Haan", "Van Haga".
const SURNAME: &str = r"(?:(?:[Vv]an|[Dd]e|[Dd]er|[Dd]en|[Tt]er|[Tt]en|[Tt]e|[Hh]et|[Ee]l|[Aa]l|[Vv]on|’t|'t)\s+){0,3}\p{Lu}[\p{L}’'´]+(?:[- ]?(?:´|-)?\s?(?:[Vv]an\s|[Dd]e\s|[Dd]er\s|[Dd]en\s)*-?\p{Lu}[\p{L}’'´]+)?";

impl Grammar {
    pub(super) fn new(names: &[String]) -> Result<Self, String> {
        let mut sorted: Vec<&String> = names.iter().filter(|n| !n.starts_with("het lid")).collect();
        // Longest first: "GroenLinks-PvdA" before "GroenLinks".
        sorted.sort_by(|a, b| b.chars().count().cmp(&a.chars().count()).then(a.cmp(b)));
        sorted.dedup();
        let known: Vec<String> = sorted.iter().map(|n| spelling(n)).collect();
        let known = known.join("|");
        let any = format!("(?:{known}|{UNKNOWN})");
        let joint = r"\s*(?:,\s*en\b|,|\ben\b|/|\balsmede\b|\bevenals\b)\s*(?:(?:de|het)\s+)?(?:(?:leden|lid)\s+van\s+(?:de\s+)?)?";
        // The lists: members but the last may be unknown; the last stands before "-fractie" with a hyphen unless it is known.
        let before = format!(r"(?:{any}\s?[-–‑]?{joint})*");
        let compile = |pattern: String| Pattern::shipped(&pattern).map_err(|e| e.to_string());
        Ok(Self {
            phrases: [
                compile(format!(
                    r"(?:(?i:de|het)\s+)?(?:(?:(?i:fractieleden|leden|lid))\s+van\s+(?:(?:de|het)\s+)?)?(?P<names>{before}(?:{known}|{UNKNOWN}\s?[-–‑]))\s?[-–‑]?\s?-?(?:fracties?(?:leden|lid)?)\b"
                ))?,
                compile(format!(
                    r"(?:(?i:de|het)\s+)?(?:(?:(?i:fractieleden|leden|lid))\s+(?:van|der)\s+(?:de\s+)?)?(?:de\s+)?(?i:fracties?)\s+van\s+(?:(?:de|het)\s+)?(?P<names>{any}(?:{joint}{any})*)"
                ))?,
                compile(format!(
                    r"(?:(?i:de|het)\s+)?(?:(?i:fractieleden|fractielid|leden|lid))\s+van\s+(?:(?:de|het)\s+)?(?P<names>(?:(?:fracties?\s+)?(?:{known})|(?:Groep|Fractie|Lid)[- ]{SURNAME}|{UNKNOWN})(?:{joint}(?:{known}))*)\b"
                ))?,
                compile(format!(
                    r"(?:(?i:het\s+(?:\w+\s+)?lid|de\s+leden|de\s+heer|mevrouw|de\s+Kamerleden|het\s+Kamerlid))\s+(?P<members>{SURNAME}(?:\s*\([^()]{{2,40}}\))?(?:\s*(?:,|en|,\s*en)\s+(?:{SURNAME})(?:\s*\([^()]{{2,40}}\))?)*)"
                ))?,
            ],
            openings: [
                compile(r"^(?:(?i:de|het)\s+)?(?:(?:(?i:fractieleden|leden|lid))\s+van\s+(?:(?:de|het)\s+)?)?".to_owned())?,
                compile(
                    r"^(?:(?i:de|het)\s+)?(?:(?:(?i:fractieleden|leden|lid))\s+(?:van|der)\s+(?:de\s+)?)?(?:de\s+)?(?i:fracties?)\s+van\s+(?:(?:de|het)\s+)?"
                        .to_owned(),
                )?,
                compile(r"^(?:(?i:de|het)\s+)?(?:(?i:fractieleden|fractielid|leden|lid))\s+van\s+(?:(?:de|het)\s+)?(?:fracties?\s+)?".to_owned())?,
            ],
            closing: compile(r"\s?[-–‑]?\s?-?fracties?(?:leden|lid)?$".to_owned())?,
            name: compile(format!(r"{known}|{UNKNOWN}"))?,
            member: compile(format!(r"(?P<name>{SURNAME})\s*[´`]?\s*(?:\((?P<party>[^()]{{2,40}})\))?"))?,
            heading: compile(
                format!(r"(?i)^[\s–•*|·-]*(?:[IVX]{{1,3}}\s*[.|]?\s+|\d{{1,2}}\.?\s+|[A-Z][.)]\s+)?(?:(?:mondelinge|schriftelijke|technische)\s+vraag|{KIND_OF}(?:vervolgvragen|vragen|opmerkingen|inbreng|bijdrage)(?:\s*(?:en/of|en|/|,)\s*{KIND_OF}(?:opmerkingen|vragen))?(?:\s+en\s+(?:antwoorden|reacties?))?)\s+(?:(?:gesteld\s+)?(?:van|door|vanuit|namens|der)\s+)?(?P<who>.{{2,140}}?){TAIL}(?:\s+en\s+(?:de\s+)?(?:reacties?|antwoord(?:en)?|beantwoording)(?:\s+(?:van|door)\s+.{{3,90}})?)?[*:.]*\s*(?:[|\s]+\d{{1,3}})?\s*\|?$"),
            )?,
            answer_heading: compile(
                format!(r"(?i)^[\s–•*|·-]*(?:antwoord(?:en)?|reactie|beantwoording)\s+(?:(?:van\s+de\s+\p{{L}}+\s+)?(?:op|aan)\s+|van\s+de\s+(?:vragen|inbreng)\s+)?(?:(?:de\s+)?{KIND_OF}(?:vragen(?:\s+en\s+opmerkingen)?|inbreng|bijdrage|opmerkingen)\s+)?(?:(?:van|door)\s+)?(?P<who>.{{2,120}}?){TAIL}[*:.]*\s*(?:[|\s]+\d{{1,3}})?\s*\|?$"),
            )?,
            bare: compile(r"^[\s–•*|·-]*(?P<who>.{2,80}?)[*:]*\s*(?:[|\s]+\d{1,3})?\s*\|?$".to_owned())?,
            unknown: compile(format!(r"^(?:(?i:de)\s+)?(?i:fractieleden|fractielid|leden|lid)\s+van\s+(?:(?:de|het)\s+)?(?P<names>{UNKNOWN})[*:.]*$"))?,
            joins: compile(r"(?i)\bslui(?:ten|t)\b(?P<self>[^.?!]{0,160}?)\baan\b(?:\s+bij\s+(?P<who>(?:[^.?!]|\.\S){3,400}))?".to_owned())?,
        })
    }

    pub(super) fn mentions(&self, text: &str, lexicon: &Lexicon) -> Vec<FactionMention> {
        if may_mention(text) { self.mentions_within(windows(text), text, lexicon) } else { Vec::new() }
    }

    /// The mentions of `text`, of which those that a word joins are one: "De leden van de D66-fractie en de leden van de CDA-fractie".
    pub(super) fn together(&self, text: &str, lexicon: &Lexicon) -> Vec<FactionMention> {
        let mut out: Vec<FactionMention> = Vec::new();
        // From the last to the first: a comma joins only where an "en" follows.
        let mut listed = false;
        for mention in self.mentions(text, lexicon).into_iter().rev() {
            if let Some(next) = out.last_mut() {
                let between = text[mention.range.end..next.range.start].trim();
                // "Zowel de leden van de VVD-fractie als de leden van de SP-fractie".
                let both = || between == "als" && text[..mention.range.start].trim_end().to_lowercase().ends_with("zowel");
                if TOGETHER.contains(&between) || listed && between == "," || both() {
                    listed = true;
                    let joint = format!(" {between} ");
                    let behind = std::mem::replace(next, mention);
                    next.join(behind, &joint);
                    continue;
                }
            }
            listed = false;
            out.push(mention);
        }
        out.reverse();
        out
    }

    /// The mentions of `text` of which the first three phrases find those that lie in `windows`.
    pub(super) fn mentions_within(&self, windows: Vec<Range<usize>>, text: &str, lexicon: &Lexicon) -> Vec<FactionMention> {
        let mut out: Vec<FactionMention> = Vec::new();
        for window in windows {
            let shift = window.start;
            let part = &text[window];
            let holds = |words: &[&str]| words.iter().any(|word| memchr::memmem::find(part.as_bytes(), word.as_bytes()).is_some());
            let possible = [
                holds(&["fractie"]),
                holds(&["ractie", "RACTIE"]) && holds(&["van"]),
                holds(&["eden", "id", "EDEN", "ID"]) && holds(&["van"]),
            ];
            for (index, phrase) in self.phrases[..3].iter().enumerate().filter(|(index, _)| possible[*index]) {
                for whole in phrase.find_iter(part) {
                    let range = whole.start() + shift..whole.end() + shift;
                    // "De leden van de Raad" are of no faction; "de fractieleden van HNL" are, whether it is known or not.
                    let of_faction = |text: &str| ["fractielid", "fractieleden"].iter().any(|word| text.to_lowercase().contains(word));
                    let certain = index < 2 || of_faction(whole.as_str());
                    let group = |m: &FactionMention| ["Groep", "Fractie", "Lid"].iter().any(|form| m.as_written.starts_with(form));
                    if let Some(mention) = self.named(range, self.names(index, whole.as_str()), lexicon)
                        && (certain || !mention.unknown || group(&mention))
                    {
                        out.push(mention);
                    }
                }
            }
        }
        for captures in self.phrases[3].captures_iter(text) {
            let whole = captures.get_match();
            let Some(members) = captures.name("members") else { continue };
            // "De leden van de Zonnepartij": of a party, not members by the name of Van de Zonnepartij.
            let of = members.as_str().starts_with("van ")
                && ["leden", "lid"].iter().any(|word| text[whole.start()..members.start()].trim_end().to_lowercase().ends_with(word));
            if of {
                continue;
            }
            let pairs = self.pairs(members.as_str(), lexicon);
            let mut mention = FactionMention {
                range: whole.range(),
                factions: Vec::new(),
                as_written: members.as_str().trim().to_owned(),
                members: Vec::new(),
                unknown: false,
            };
            for (member, party) in pairs {
                let faction = if party.is_empty() { lexicon.canonical(&format!("Lid {member}")).unwrap_or("").to_owned() } else { party };
                if !faction.is_empty() && !mention.factions.contains(&faction) {
                    mention.unknown |= lexicon.canonical(&faction).is_none();
                    mention.factions.push(faction);
                }
                mention.members.push(member);
            }
            if !mention.members.is_empty() {
                out.push(mention);
            }
        }
        // The longest phrase that begins first wins.
        out.sort_by(|a, b| a.range.start.cmp(&b.range.start).then(b.range.end.cmp(&a.range.end)));
        let mut end = 0;
        out.retain(|m| {
            let keep = m.range.start >= end;
            if keep {
                end = m.range.end;
            }
            keep
        });
        out
    }

    /// The names in a match of one of the first three phrases. Groups of so large an alternation would cost more than finding it.
    pub(super) fn names<'t>(&self, phrase: usize, whole: &'t str) -> &'t str {
        let start = self.openings[phrase].find(whole).map_or(0, |opening| opening.end());
        let rest = &whole[start..];
        let end = if phrase == 0 { self.closing.find(rest).map_or(rest.len(), |closing| closing.start()) } else { rest.len() };
        &rest[..end]
    }

    fn named(&self, range: std::ops::Range<usize>, names: &str, lexicon: &Lexicon) -> Option<FactionMention> {
        let mut mention = FactionMention {
            range,
            factions: Vec::new(),
            as_written: names.trim().trim_end_matches(['-', '–', '‑']).trim().to_owned(),
            members: Vec::new(),
            unknown: false,
        };
        for found in self.name.find_iter(names) {
            let written = found.as_str().trim_end_matches(['-', '–', '‑', '/']);
            let lower = written.to_lowercase();
            if matches!(lower.as_str(), "de" | "het" | "en" | "leden" | "lid" | "van") {
                continue;
            }
            let (faction, known) = match lexicon.canonical(written) {
                Some(canonical) => (canonical.to_owned(), true),
                None if NOT_FACTIONS.contains(&lower.as_str()) => return None,
                None => (written.to_owned(), false),
            };
            mention.unknown |= !known;
            if !mention.factions.contains(&faction) {
                mention.factions.push(faction);
            }
        }
        (!mention.factions.is_empty()).then_some(mention)
    }

    pub(super) fn heading(&self, line: &str, lexicon: &Lexicon) -> Option<FactionHeading> {
        let line = line.trim();
        let small;
        let line = if line.len() <= 320 && line.contains("FRACTIE") && !line.contains(char::is_lowercase) {
            small = small_words(line);
            small.as_str()
        } else {
            line
        };
        if line.len() > 320 || line.ends_with(['?', ';']) || (line.ends_with('.') && line.len() > 90) {
            return None;
        }
        for (pattern, answers) in [(&self.answer_heading, true), (&self.heading, false)] {
            if let Some(captures) = pattern.captures(line)
                && let Some(who) = captures.name("who")
                && (captures.name("tail").is_none() || !line.ends_with('.') && who.as_str().to_lowercase().contains("fractie"))
                && let Some(mention) = self.covering(who.as_str(), lexicon, true).or_else(|| {
                    // "Vragen Senioren Partij Maastricht d.d. 2 juni 2015": who asks on a date is a faction, whether it is known or not.
                    captures.name("dated").and_then(|_| self.unknown_name(who.as_str(), lexicon))
                })
            {
                return Some(FactionHeading { mention, answers });
            }
        }
        // A line that names its faction in no phrase is the name alone, of four words at most, between list marks and page numbers.
        if !may_mention(line) && line.split_whitespace().nth(BARE_WORDS).is_some() {
            return None;
        }
        let who = self.bare.captures(line)?.name("who")?.as_str().trim();
        let mention = self.covering(who, lexicon, false)?;
        Some(FactionHeading { mention, answers: false })
    }

    /// Several names without a word between that introduces them are no heading of their own line, but in a cell they are who asks.
    pub(super) fn names_alone(&self, text: &str, lexicon: &Lexicon) -> Option<FactionMention> {
        self.heading(text, lexicon).map(|heading| heading.mention).or_else(|| several(text.trim(), lexicon))
    }

    /// The mention that makes up the whole of `who`.
    fn covering(&self, who: &str, lexicon: &Lexicon, introduced: bool) -> Option<FactionMention> {
        let who = who.trim();
        let bare = who.trim_start_matches("de ").trim_start_matches("het ");
        // "Inbreng fractie GroenLinks-PvdA".
        if let Some(canonical) =
            lexicon.canonical(bare).or_else(|| lexicon.canonical(bare.strip_prefix("fractie ").or_else(|| bare.strip_prefix("Fractie "))?))
        {
            // A bare line must be the name as a name is written; "Algemeen" or "Forum" in a sentence is none.
            if introduced
                || who.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
                    && who.split_whitespace().count() <= 4
                    && who != "Forum"
                    && who != "GL"
            {
                return Some(FactionMention {
                    range: 0..who.len(),
                    factions: vec![canonical.to_owned()],
                    as_written: who.to_owned(),
                    members: Vec::new(),
                    unknown: false,
                });
            }
        }
        if let Some(several) = several(who, lexicon).filter(|_| introduced) {
            return Some(several);
        }
        let Some(mention) = self.together(who, lexicon).into_iter().next() else {
            // "Inbreng van de fractieleden van HNL": the heading says that a faction's name follows, whether it is known or not.
            let captures = self.unknown.captures(who).filter(|_| introduced)?;
            return self.unknown_name(captures.name("names")?.as_str(), lexicon);
        };
        let letters = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).count();
        let outside = letters(&who[..mention.range.start]) + letters(&who[mention.range.end..]);
        let is_member_only = mention.factions.is_empty();
        (outside <= 2 && (introduced || !is_member_only)).then_some(mention)
    }

    /// The mention that a name makes that the lexicon need not hold; `names` is the whole of it.
    fn unknown_name(&self, names: &str, lexicon: &Lexicon) -> Option<FactionMention> {
        let first = names.split_whitespace().next()?;
        let is_name = self.name.find(names).is_some_and(|found| found.range() == (0..names.len()));
        (is_name && !NOT_FACTIONS.contains(&first.to_lowercase().as_str())).then(|| self.named(0..names.len(), names, lexicon)).flatten()
    }

    pub(super) fn joinings(&self, text: &str, lexicon: &Lexicon) -> Vec<Joining> {
        if !text.contains("slui") {
            return Vec::new();
        }
        let mut out: Vec<Joining> = Vec::new();
        for captures in self.joins.captures_iter(text) {
            let whole = captures.get_match();
            let Some(own) = captures.name("self") else { continue };
            let whose = captures.name("who").map_or("", |who| who.as_str());
            let words =
                |text: &str, any: &[&str]| text.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| any.contains(&word));
            // "Dit sluit aan bij de vragen" joins nobody; "sluiten deze leden zich hierbij aan" does.
            let zich = words(own.as_str(), &["zich"]);
            let at_what = words(own.as_str(), &["hierbij", "daarbij", "hier", "daar"]);
            let named: Vec<String> = self.mentions(whose, lexicon).into_iter().flat_map(|m| m.factions).collect();
            let asked = words(whose, &["vraag", "vragen", "opmerkingen", "inbreng", "bijdrage", "zorgen", "leden", "fractie", "fracties"]);
            if !zich || named.is_empty() && !at_what && !asked {
                continue;
            }
            // Who joins stands before the verb, or between its parts.
            let sentence = text[..whole.start()].rfind(['.', '?', '!']).map_or(0, |at| at + 1);
            let before = self.mentions(&text[sentence..whole.start()], lexicon).into_iter().next_back();
            let who = before.or_else(|| self.mentions(own.as_str(), lexicon).into_iter().next());
            let mut whose: Vec<String> = Vec::new();
            for faction in named {
                if !whose.contains(&faction) && who.as_ref().is_none_or(|w| !w.factions.contains(&faction)) {
                    whose.push(faction);
                }
            }
            out.push(Joining { who, whose });
        }
        out
    }

    pub(super) fn members(&self, text: &str, lexicon: &Lexicon) -> Vec<(String, String)> {
        self.pairs(text, lexicon)
    }

    fn pairs(&self, text: &str, lexicon: &Lexicon) -> Vec<(String, String)> {
        let mut out: Vec<(String, String)> = Vec::new();
        for captures in self.member.captures_iter(text) {
            let Some(name) = captures.name("name") else { continue };
            let name = name.as_str().trim().trim_start_matches("En ").to_owned();
            if NOT_FACTIONS.contains(&name.to_lowercase().as_str()) {
                continue;
            }
            let written = captures.name("party").map_or("", |p| p.as_str().trim());
            let all = ["beiden ", "beide ", "allen ", "alle ", "allebei "].iter().find_map(|w| written.strip_prefix(w));
            let party = all.unwrap_or(written).trim_matches(',').trim();
            let canonical = lexicon.canonical(party).unwrap_or(party).to_owned();
            if all.is_some() {
                for pair in out.iter_mut().rev().take_while(|p| p.1.is_empty()) {
                    pair.1.clone_from(&canonical);
                }
            }
            out.push((name, canonical));
        }
        out
    }
}

/// More words than a name alone on its line has, with all that may stand around it.
const BARE_WORDS: usize = 16;

/// Words with a capital in the grammar's places that are no factions.
const NOT_FACTIONS: &[&str] = &[
    "minister",
    "ministers",
    "staatssecretaris",
    "kabinet",
    "regering",
    "kamer",
    "tweede",
    "eerste",
    "commissie",
    "europese",
    "europees",
    "raad",
    "staten-generaal",
    "voorzitter",
    "vaste",
    "parlement",
    "kamerleden",
    "leden",
    "lid",
    "antwoord",
    "vraag",
    "vragen",
    "de",
    "het",
    "en",
];

/// The mention that names alone make up, all of which the lexicon holds: "GroenLinks / D66", "VVD, CDA en SGP".
fn several(who: &str, lexicon: &Lexicon) -> Option<FactionMention> {
    let without_article = |name| ["de ", "het "].iter().find_map(|article| str::strip_prefix(name, article)).unwrap_or(name);
    let names = || who.split(['/', ',', '&']).flat_map(|part| part.split(" en ")).map(|part| without_article(part.trim()));
    let factions: Vec<String> = names().map(|name| lexicon.canonical(name).map(str::to_owned)).collect::<Option<_>>()?;
    let starts_as_name = |name: &str| name.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let all_written = names().all(starts_as_name) && factions.len() > 1;
    all_written.then(|| FactionMention { range: 0..who.len(), factions, as_written: who.to_owned(), members: Vec::new(), unknown: false })
}

/// The cheap test before the grammar runs: most paragraphs name nobody.
pub(super) fn may_mention(text: &str) -> bool {
    ["ractie", "eden ", "lid ", "heer ", "evrouw "].iter().any(|word| memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some())
}

/// A heading in capitals with the words around its names in small letters; as long as the line in bytes.
fn small_words(line: &str) -> String {
    const AROUND: [&str; 16] = [
        "VRAGEN",
        "OPMERKINGEN",
        "INBRENG",
        "ANTWOORDEN",
        "ANTWOORD",
        "REACTIE",
        "VAN",
        "OP",
        "EN",
        "DE",
        "HET",
        "LEDEN",
        "LID",
        "DER",
        "FRACTIE",
        "FRACTIES",
    ];
    line.split_inclusive(|c: char| !c.is_alphanumeric())
        .map(|piece| {
            let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
            if AROUND.contains(&word) { piece.to_ascii_lowercase() } else { piece.to_owned() }
        })
        .collect()
}

/// A pattern for one name: any dash for a hyphen, any apostrophe, any white space, word ends on both sides where letters stand.
fn spelling(name: &str) -> String {
    let mut out = String::from(r"\b");
    for c in name.chars() {
        match c {
            '-' | '–' => out.push_str(r"\s?[-–‑]\s?"),
            ' ' => out.push_str(r"\s+"),
            '\'' | '’' => out.push_str("[’'‘]"),
            c if c.is_alphanumeric() => out.push(c),
            c => out.push_str(&regex::escape(&c.to_string())),
        }
    }
    out
}
