//! The head of a report (genre §1.1–1.7): dossier, title, dates, opening paragraph, agenda, signatures; and the lines that a
//! site puts before it.

use super::draft::Respondent;
use super::layout::Press;
use super::paper::Flavour;
use super::random::Random;

/// What the head is about.
#[derive(Debug, Clone)]
pub struct Facts {
    /// `verslag`, `nader`, `inbreng`, `lijst`, `nota`.
    pub paper: &'static str,
    /// Year.
    pub year: u16,
    /// Chamber `T` or `E`.
    pub chamber: char,
    /// Who answers.
    pub respondent: Respondent,
    /// Digits of the dossier as two groups ("32", "317") with what follows ("-02", " XVI").
    pub dossier: (&'static str, &'static str, &'static str),
    /// Title of the dossier.
    pub dossier_title: &'static str,
    /// Number or letters; empty in a concept.
    pub number: String,
    /// Committee without "de vaste commissie voor".
    pub committee: &'static str,
    /// Day of the questions and of the answers, month.
    pub days: (usize, usize, &'static str),
    /// Whether answers follow.
    pub answered: bool,
}

const DOSSIERS: &[(&str, &str, &str, &str, &str)] = &[
    ("32", "317", "", "JBZ-Raad", "Justitie en Veiligheid"),
    ("21", "501", "-32", "Landbouw- en Visserijraad", "Landbouw, Natuur en Voedselkwaliteit"),
    ("21", "501", "-02", "Raad Algemene Zaken en Raad Buitenlandse Zaken", "Buitenlandse Zaken"),
    (
        "21",
        "501",
        "-31",
        "Raad voor de Werkgelegenheid, Sociaal Beleid, Volksgezondheid en Consumentenzaken",
        "Volksgezondheid, Welzijn en Sport",
    ),
    ("31", "066", "", "Belastingdienst", "Financiën"),
    ("27", "858", "", "Gewasbeschermingsbeleid", "Economische Zaken"),
    (
        "31",
        "700",
        " XVI",
        "Vaststelling van de begrotingsstaten van het Ministerie van Volksgezondheid, Welzijn en Sport",
        "Volksgezondheid, Welzijn en Sport",
    ),
    ("26", "631", "", "Modernisering AWBZ", "Volksgezondheid, Welzijn en Sport"),
    ("33", "037", "", "Mestbeleid", "Landbouw, Visserij, Voedselzekerheid en Natuur"),
    ("29", "362", "", "Modernisering van de overheid", "Binnenlandse Zaken"),
    ("36", "600", " XX", "Vaststelling van de begrotingsstaten van het Ministerie van Asiel en Migratie", "Asiel en Migratie"),
];

const MONTHS: &[&str] =
    &["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"];

const CHAIRS: &[&str] =
    &["Aardema", "Klaver", "Belhaj", "Kuiken", "Tjeerd de Groot", "Pia Dijkstra", "Van Meenen", "Vijlbrief", "De Roon", "Anne Mulder"];
const CLERKS: &[&str] = &["Van den Brule-Holtjer", "Morrin", "Israel", "Burger", "De Boer", "Van Bree", "Jansma", "Sjerp", "Meijerink"];

impl Facts {
    /// Random facts.
    pub fn new(paper: &'static str, year: u16, chamber: char, respondent: Respondent, answered: bool, random: &mut Random) -> Self {
        let (a, b, c, title, committee) = *random.pick(DOSSIERS);
        let number = if chamber == 'E' {
            (random.say(&["A", "C", "K", "M", "AB", "BM", "AI"])).to_owned()
        } else {
            random.between(3, 2400).to_string()
        };
        let first = random.between(1, 18);
        Self {
            paper,
            year,
            chamber,
            respondent,
            dossier: (a, b, c),
            dossier_title: title,
            number,
            committee,
            days: (first, first + random.between(2, 9), random.say(MONTHS)),
            answered,
        }
    }

    /// `21501-02`, `31700-XVI`.
    pub fn canonical_dossier(&self) -> String {
        format!("{}{}{}", self.dossier.0, self.dossier.1, self.dossier.2.replace(' ', "-"))
    }

    fn spaced(&self) -> String {
        format!("{} {}{}", self.dossier.0, self.dossier.1, self.dossier.2)
    }

    fn glued(&self) -> String {
        format!("{}{}{}", self.dossier.0, self.dossier.1, self.dossier.2)
    }

    fn title(&self, random: &mut Random) -> String {
        let full = match self.paper {
            "nader" => "VERSLAG VAN EEN NADER SCHRIFTELIJK OVERLEG",
            "inbreng" => random.say(&["INBRENG VERSLAG VAN EEN SCHRIFTELIJK OVERLEG", "INBRENG VERSLAG  VAN EEN SCHRIFTELIJK OVERLEG"]),
            "lijst" => random.say(&["LIJST VAN VRAGEN EN ANTWOORDEN", "VERSLAG HOUDENDE EEN LIJST VAN VRAGEN EN ANTWOORDEN"]),
            "nota" => "NOTA NAAR AANLEIDING VAN HET VERSLAG",
            _ => "VERSLAG VAN EEN SCHRIFTELIJK OVERLEG",
        };
        if random.chance(0.3) && self.paper != "nota" { full[..1].to_owned() + &full[1..].to_lowercase() } else { full.to_owned() }
    }
}

/// Prints the whole head.
pub fn print(press: &mut Press, facts: &Facts, random: &mut Random) {
    site(press, facts, random);
    dossier(press, facts, random);
    let year = facts.year;
    let (asked, answered, month) = facts.days;
    match facts.paper {
        "nota" => {
            press.line(format!("Ontvangen {answered} {month} {year}"));
            return;
        }
        "inbreng" => {}
        _ => {
            let date = match random.below(6) {
                0 => format!("Vastgesteld, .. xxxx {year}"),
                1 => format!("Vastgesteld{answered} {month} {year}"),
                2 => String::new(),
                _ => format!("Vastgesteld {answered} {month} {year}"),
            };
            if !date.is_empty() {
                press.line(date);
            }
        }
    }
    if facts.chamber == 'E' {
        // The Eerste Kamer's own opening (genre §1.5 E); its report is signed by the clerk alone.
        let who = format!("{} {}", facts.respondent.title, facts.respondent.office);
        let committee = facts.committee;
        press.line(match random.below(3) {
            0 => format!(
                "De vaste commissie voor {committee}1 heeft kennisgenomen van de brief van {asked} januari {year} over {}.",
                facts.dossier_title
            ),
            1 => {
                format!("De vaste commissie voor {committee} heeft schriftelijk overleg gevoerd met de {who} over {}.", facts.dossier_title)
            }
            _ => format!(
                "De leden van de vaste commissie voor {committee} hebben kennisgenomen van de brief van de {who} over {}.",
                facts.dossier_title
            ),
        });
        press.line(match random.below(2) {
            0 => format!("Naar aanleiding hiervan heeft zij de {who} op {asked} {month} {year} een brief gestuurd."),
            _ => format!("Naar aanleiding hiervan is op {asked} {month} {year} een brief gestuurd aan de {who}."),
        });
        return;
    }
    opening(press, facts, random);
    if facts.answered {
        let who = format!("{} {}", facts.respondent.title, facts.respondent.office);
        let text = match random.below(if facts.paper == "lijst" { 1 } else { 4 }) {
            0 => format!(
                "De {who} heeft deze vragen beantwoord bij brief van {answered} {month} {year}. Vragen en antwoorden zijn hierna afgedrukt."
            ),
            1 => format!(
                "De op {asked} {month} {year} toegezonden vragen en opmerkingen zijn met de door de {who} bij brief van {answered} {month} {year} toegezonden antwoorden hieronder afgedrukt."
            ),
            2 => format!(
                "Bij brief van …  heeft de {who} de vragen en gemaakte opmerkingen beantwoord. Vragen en antwoorden zijn hierna afgedrukt."
            ),
            _ => format!(
                "De vragen en opmerkingen zijn op {asked} {month} {year} aan de {who} voorgelegd. Bij brief van {answered} {month} {year} zijn de vragen beantwoord."
            ),
        };
        press.line(text);
    }
    sign(press, random);
    if facts.year < 2012 && random.chance(0.3) {
        // The committee with all its members, in a note: party names that ask nothing (28129-3).
        press.line("1 Samenstelling: Leden: Van der Vlies (SGP), Smits (PvdA), voorzitter, Willemse-van der Ploeg (CDA), Bakker (VVD), ondervoorzitter, De Wit (SP), Vendrik (GroenLinks), Lambrechts (D66) en Rouvoet (ChristenUnie). Plv. leden: Van der Staaij (SGP), Kalsbeek (PvdA) en Wilders (PVV).".to_owned());
    }
}

/// What a site prints first (genre §1.1).
fn site(press: &mut Press, facts: &Facts, random: &mut Random) {
    let year = facts.year;
    let number = &facts.number;
    let glued = facts.glued();
    let season = format!("{}-{}", year - 1, year);
    let paper = match facts.paper {
        "nader" => "Verslag van een nader schriftelijk overleg",
        "inbreng" => "Inbreng verslag van een schriftelijk overleg",
        "lijst" => "Lijst van vragen en antwoorden",
        "nota" => "Nota naar aanleiding van het verslag",
        _ => "Verslag van een schriftelijk overleg",
    };
    let flavour = press.flavour;
    let mut tight = |text: String| press.tight(text);
    match flavour {
        Flavour::OldSite => {
            tight("Kamerstuk".to_owned());
            tight("Datum publicatieOrganisatieVergaderjaarDossier- en ondernummer".to_owned());
            tight(format!("Tweede Kamer der Staten-Generaal{season}{glued} nr. {number}"));
        }
        Flavour::NewSite => {
            tight("Zoals vergunningen, bouwplannen en lokale regelgeving.".to_owned());
            tight("U bent hier:".to_owned());
            tight(format!("Datum publicatie | {}-{:02}-{} 09:00 |", year, 3, random.between(10, 28)));
            tight("---|---".to_owned());
            tight(format!("Dossier- en ondernummer | {glued} nr. {number} |"));
        }
        Flavour::Kamer => {
            tight(format!("{paper} : {paper} over {}", facts.dossier_title));
        }
        Flavour::Tkconv => {
            tight("[overzicht] [activiteiten] [kamerstukken] [stemmingen]".to_owned());
            tight(format!("{paper} over {}", facts.dossier_title));
            tight(format!("Nummer: {year}D{:05}, datum: {year}-03-12, bijgewerkt: {year}-03-14, versie: 2", random.between(1000, 60000)));
            tight("Preview document (🔗 origineel)".to_owned());
        }
        Flavour::Monitor => {
            tight(format!(
                "{} is onder nr. {number} toegevoegd aan dossier {glued} - {}.",
                paper.replacen("Verslag", "Dit verslag", 1),
                facts.dossier_title
            ));
        }
        Flavour::OpenKamer => {
            tight(format!("Kamerstuk {glued}-{number}"));
            tight(facts.dossier_title.to_owned());
            tight(format!("Gepubliceerd: 12 maart {year}"));
            tight("Indiener(s): R.M. Jansen".to_owned());
        }
        Flavour::Pdf => {
            tight("Tweede Kamer der Staten-Generaal 2".to_owned());
            tight(format!("Vergaderjaar {season}"));
        }
        Flavour::Concept | Flavour::Markdown | Flavour::Dense => {}
    }
}

/// Dossier line, number and title (genre §1.2, §1.3).
fn dossier(press: &mut Press, facts: &Facts, random: &mut Random) {
    let title = facts.title(random);
    let number = &facts.number;
    let name = facts.dossier_title;
    if facts.chamber == 'E' {
        press.line(format!("{} {name}", facts.spaced()));
        press.line(format!("{number} {title}"));
        return;
    }
    if facts.paper == "inbreng" {
        match random.below(3) {
            0 => press.line(format!("{}D{:05} {title}", facts.year, random.between(10000, 50000))),
            1 => {
                press.line(format!("{}\t\t{name}", facts.glued()));
                press.line(title)
            }
            _ => press.line(title),
        };
        return;
    }
    match random.below(8) {
        0 => {
            press.line(format!("{}\t\t{name}", facts.glued()));
            press.line(title);
        }
        1 => {
            press.line(format!("{} {name}", facts.spaced()));
            press.line(format!("Nr. {number} {title}"));
        }
        2 => {
            press.line(format!("{} {name}", facts.spaced()));
            press.line(format!("Nr. {number}"));
            press.line(title);
        }
        3 => {
            press.line(facts.spaced());
            press.line(name.to_owned());
            press.line(format!("nr. {number} {title}"));
        }
        4 => {
            press.line(format!("{}\t\t\t{name}", facts.spaced()));
            press.line(format!("Nr. {number}\t\t\t{title}"));
        }
        5 => {
            press.line(format!("{} {name}", facts.spaced()));
            press.line("21 501-27 Sportraad".to_owned());
            press.line(format!("Nr. {number} {title}"));
        }
        6 => {
            press.line(facts.spaced());
            press.line(title);
        }
        _ => {
            press.line(format!("{} {name}", facts.spaced()));
            press.line(format!("Nr. {number} {title}"));
        }
    }
}

/// Who asked what of whom about which papers (genre §1.5).
fn opening(press: &mut Press, facts: &Facts, random: &mut Random) {
    let who = format!("{} {}", facts.respondent.title, facts.respondent.office);
    let committee = facts.committee;
    let (day, _, month) = facts.days;
    let year = facts.year;
    let paper = format!(
        "de brief van {day} {month} {year} over {} (Kamerstuk {}, nr. {})",
        facts.dossier_title,
        facts.spaced(),
        random.between(3, 900)
    );
    if facts.paper == "lijst" {
        press.line(format!("De vaste commissie voor {committee} heeft een aantal vragen voorgelegd aan de {who} over {paper}."));
        return;
    }
    match random.below(5) {
        0 => {
            press.line(format!(
                "De vaste commissie voor {committee} heeft een aantal vragen en opmerkingen voorgelegd over de volgende brieven:"
            ));
            for (n, text) in [
                format!(
                    "Antwoorden op vragen commissie over {} (Kamerstuk {}-{})",
                    facts.dossier_title,
                    facts.glued(),
                    random.between(3, 900)
                ),
                format!(
                    "Geannoteerde agenda van de Raad van {day} {month} {year} (Kamerstuk {}, nr. {})",
                    facts.spaced(),
                    random.between(3, 900)
                ),
                format!("Fiche: Verordening over {} (Kamerstuk 22112, nr. {})", facts.dossier_title, random.between(3000, 4300)),
            ]
            .into_iter()
            .enumerate()
            {
                press.item("·", text, n < 2);
            }
        }
        1 => {
            press.line(format!(
                "Binnen de vaste commissie voor {committee} hebben de onderstaande fracties de behoefte vragen en opmerkingen voor te leggen aan de {who} over {paper}."
            ));
        }
        2 => {
            press.line(format!(
                "In de vaste commissie voor {committee} bestond er bij enkele fracties behoefte een aantal vragen en opmerkingen voor te leggen aan de {who} over {paper}."
            ));
        }
        _ => {
            press.line(format!(
                "De vaste commissie voor {committee} heeft een aantal vragen en opmerkingen voorgelegd aan de {who} over {paper}."
            ));
        }
    }
}

/// Chair and clerk (genre §1.7).
fn sign(press: &mut Press, random: &mut Random) {
    let (chair, clerk) = (random.say(CHAIRS), random.say(CLERKS));
    let before =
        random.say(&["De voorzitter van de commissie,", "De fungerend voorzitter van de commissie,", "Voorzitter van de commissie,"]);
    let after = random.say(&[
        "De griffier van de commissie,",
        "De adjunct-griffier van de commissie,",
        "Griffier van de commissie,",
        "Adjunct-griffier van de commissie,",
    ]);
    if random.chance(0.5) {
        press.line(format!("{before} {chair}"));
        press.line(format!("{after} {clerk}"));
    } else {
        press.tight((*before).to_owned());
        press.line(chair.to_owned());
        press.tight((*after).to_owned());
        press.line(clerk.to_owned());
    }
}
