//! Factions by period, and the notations in which papers name them (genre §2.2, §2.3, §6).

use super::random::Random;

/// A faction, group or single member.
#[derive(Debug)]
pub struct Faction {
    /// The name in the tables.
    pub canonical: &'static str,
    /// As papers write it.
    pub written: &'static [&'static str],
    /// "de", "het" or nothing before the name alone.
    pub article: &'static str,
    /// Members: 0 many, 1 a single member of a party, 2 a named member ("het lid Omtzigt"), 3 a named group.
    pub form: u8,
    /// Years.
    pub years: (u16, u16),
    /// `T`, `E` or `B`oth chambers.
    pub chamber: char,
}

macro_rules! faction {
    ($canonical:expr, $written:expr, $article:expr, $form:expr, $from:expr, $until:expr, $chamber:expr) => {
        Faction { canonical: $canonical, written: &$written, article: $article, form: $form, years: ($from, $until), chamber: $chamber }
    };
}

/// Who sat when. Not all of them: those whose names differ in shape.
pub const FACTIONS: &[Faction] = &[
    faction!("VVD", ["VVD"], "de", 0, 1994, 2026, 'B'),
    faction!("CDA", ["CDA"], "het", 0, 1994, 2026, 'B'),
    faction!("D66", ["D66", "D66", "D66", "D'66"], "", 0, 1994, 2026, 'B'),
    faction!("PvdA", ["PvdA"], "de", 0, 1994, 2022, 'B'),
    faction!("GroenLinks", ["GroenLinks", "GroenLinks", "Groen Links"], "", 0, 1994, 2022, 'B'),
    faction!("GroenLinks-PvdA", ["GroenLinks-PvdA", "GroenLinks-PvdA", "GL-PvdA", "GroenLinks–PvdA"], "", 0, 2024, 2026, 'B'),
    faction!("SP", ["SP"], "de", 0, 1994, 2026, 'B'),
    faction!("SGP", ["SGP"], "de", 0, 1994, 2026, 'B'),
    faction!("GPV", ["GPV"], "het", 0, 1994, 1999, 'B'),
    faction!("RPF", ["RPF"], "de", 0, 1994, 1999, 'B'),
    faction!("ChristenUnie", ["ChristenUnie", "ChristenUnie", "CU"], "de", 0, 2001, 2026, 'B'),
    faction!("LPF", ["LPF"], "de", 0, 2002, 2006, 'T'),
    faction!("PVV", ["PVV"], "de", 0, 2007, 2026, 'B'),
    faction!("PvdD", ["Partij voor de Dieren", "PvdD", "PvdD"], "de", 0, 2007, 2026, 'B'),
    faction!("50PLUS", ["50PLUS", "50PLUS", "50Plus"], "", 1, 2013, 2020, 'B'),
    faction!("DENK", ["DENK", "DENK", "Denk"], "", 0, 2017, 2026, 'T'),
    faction!("FVD", ["FVD", "FvD", "Forum voor Democratie"], "", 0, 2018, 2026, 'B'),
    faction!("JA21", ["JA21"], "", 0, 2022, 2026, 'B'),
    faction!("Volt", ["Volt"], "", 1, 2022, 2026, 'B'),
    faction!("BBB", ["BBB", "BBB", "BoerBurgerBeweging"], "de", 1, 2022, 2026, 'B'),
    faction!("BIJ1", ["BIJ1"], "", 1, 2021, 2022, 'T'),
    faction!("NSC", ["NSC", "NSC", "Nieuw Sociaal Contract"], "", 0, 2024, 2025, 'T'),
    faction!("Lid Omtzigt", ["Omtzigt"], "", 2, 2022, 2022, 'T'),
    faction!("Groep Van Haga", ["Van Haga"], "", 3, 2020, 2022, 'T'),
    faction!("Fractie Den Haan", ["Den Haan"], "", 2, 2022, 2022, 'T'),
    // In no list: a new faction must come out under its own name, never under a near one.
    faction!("Zonnepartij", ["Zonnepartij"], "de", 0, 2013, 2019, 'T'),
    faction!("HNL", ["HNL"], "", 0, 2025, 2026, 'T'),
    faction!("OSF", ["OSF"], "de", 1, 2000, 2022, 'E'),
    faction!("OPNL", ["OPNL"], "", 1, 2024, 2026, 'E'),
    faction!("Fractie-Nanninga", ["Nanninga"], "", 3, 2021, 2022, 'E'),
    faction!("Fractie-Otten", ["Otten"], "", 3, 2020, 2022, 'E'),
];

/// The factions of a chamber in a year.
pub fn sitting(year: u16, chamber: char) -> Vec<&'static Faction> {
    FACTIONS.iter().filter(|f| f.years.0 <= year && year <= f.years.1 && (f.chamber == 'B' || f.chamber == chamber)).collect()
}

/// Who speaks, with the words for it.
#[derive(Debug, Clone)]
pub struct Speaker {
    /// The factions, one or more.
    pub factions: Vec<&'static Faction>,
    /// "de leden van de VVD-fractie", as in running text.
    pub formula: String,
    /// Whether it is one person ("het lid … vraagt").
    pub single: bool,
}

impl Speaker {
    /// Canonical names.
    pub fn canonical(&self) -> Vec<String> {
        self.factions.iter().map(|f| f.canonical.to_owned()).collect()
    }

    /// A formula anew: most papers keep one notation, some vary it.
    pub fn again(&self, random: &mut Random) -> String {
        if random.chance(0.85) || self.single { self.formula.clone() } else { formula(&self.factions, random).0 }
    }
}

/// A speaker of these factions.
pub fn speaker(factions: Vec<&'static Faction>, random: &mut Random) -> Speaker {
    let (formula, single) = formula(&factions, random);
    Speaker { factions, formula, single }
}

/// The line above a faction's part. `answers` when it stands in the answers' part of its own style.
pub fn heading(speaker: &Speaker, style: u8, random: &mut Random) -> String {
    let first = speaker.factions[0];
    let name = random.say(first.written);
    // A bare name says that it is a faction only to who knows it.
    let plain = speaker.factions.len() == 1 && first.form < 2 && !["Zonnepartij", "HNL"].contains(&first.canonical);
    match style {
        1 => format!("Vragen van {}", speaker.formula),
        2 => format!("Inbreng van {}", speaker.formula),
        3 if plain => format!("{name}-fractie"),
        4 if plain => format!("Vragen en opmerkingen van de {name}-fractie"),
        5 => format!("– Vragen en opmerkingen van {}", speaker.formula),
        6 if plain => name.to_owned(),
        7 if plain => format!("Inbreng {name}-fractie"),
        8 => format!("Vragen en opmerkingen van {} en reactie van de bewindspersoon", speaker.formula),
        _ => format!("Vragen en opmerkingen van {}", speaker.formula),
    }
}

fn with_article(faction: &Faction, name: &str) -> String {
    // In full, a party's name takes its own article whatever the abbreviation takes.
    let article = match name {
        "Partij voor de Dieren" | "Onafhankelijke Senaatsfractie" => "de",
        "Forum voor Democratie" | "Nieuw Sociaal Contract" => "",
        _ => faction.article,
    };
    if article.is_empty() { name.to_owned() } else { format!("{article} {name}") }
}

fn formula(factions: &[&'static Faction], random: &mut Random) -> (String, bool) {
    if let [one] = factions {
        return one_faction(one, random);
    }
    let names: Vec<&str> = factions.iter().map(|f| random.say(f.written)).collect();
    if factions.iter().all(|f| f.form < 2) && random.chance(0.5) {
        let hyphened: Vec<String> = names[..names.len() - 1].iter().map(|n| format!("{n}-")).collect();
        let last = names[names.len() - 1];
        let article = if random.chance(0.3) { "de " } else { "" };
        let end = if random.chance(0.5) { "fractie" } else { "fracties" };
        return (format!("de leden van de {} en {article}{last}-{end}", hyphened.join(", ")), false);
    }
    let mixed = random.below(3);
    let listed: Vec<String> = factions
        .iter()
        .zip(&names)
        .map(|(f, n)| match (f.form, mixed) {
            (2 | 3, _) => format!("{} {n}", if f.form == 2 { "het lid" } else { "de Groep" }),
            (_, 0) => (*n).to_owned(),
            (_, 1) => with_article(f, n),
            _ => {
                if random.chance(0.5) {
                    with_article(f, n)
                } else {
                    (*n).to_owned()
                }
            }
        })
        .collect();
    let (last, first) = listed.split_last().expect("two or more");
    (format!("de leden van de fracties van {} en {last}", first.join(", ")), false)
}

fn one_faction(faction: &'static Faction, random: &mut Random) -> (String, bool) {
    let name = random.say(faction.written);
    match faction.form {
        2 => (format!("het lid {name}"), true),
        3 if faction.canonical.starts_with("Fractie-") => {
            let hyphen = if random.chance(0.5) { "-" } else { " " };
            (format!("de leden van de Fractie{hyphen}{name}"), false)
        }
        3 if random.chance(0.4) => (format!("het lid {name}"), true),
        3 => (format!("de leden van de Groep {name}"), false),
        1 if random.chance(0.5) => (format!("het lid van de {name}-fractie"), true),
        _ => {
            let fractie = format!("{name}-fractie");
            let text = match random.weighted(&[(0, 24), (1, 5), (2, 2), (3, 2), (4, 1), (5, 1), (6, 1), (7, 1), (8, 1)]) {
                1 => format!("de leden van de fractie van {}", with_article(faction, name)),
                2 => format!("de {name}-fractieleden"),
                3 => format!("de fractieleden van {}", with_article(faction, name)),
                4 if !faction.article.is_empty() => format!("de leden van {}", with_article(faction, name)),
                5 => format!("de leden van {fractie}"),
                6 => format!("de leden van de {name} -fractie"),
                7 => format!("de leden van de {name}\u{2011}fractie"),
                8 => format!("de leden van de {name}–fractie"),
                _ => format!("de leden van de {fractie}"),
            };
            (text, false)
        }
    }
}
