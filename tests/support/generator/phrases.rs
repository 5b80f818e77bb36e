//! Words for what a report is about and for what stands around the questions. Composed for the tests; the shapes are those of
//! the genre (§1, §2).

/// A subject: what one asks about, its heading, and what an answer says of it.
#[derive(Debug)]
pub struct Subject {
    /// Noun phrase: "de aanlandplicht in de visserij".
    pub phrase: &'static str,
    /// Heading above it.
    pub heading: &'static str,
    /// A clause that a question leads in with ("het kabinet …").
    pub fact: &'static str,
    /// The answer's sentences.
    pub answer: &'static [&'static str],
}

macro_rules! subject {
    ($heading:expr, $phrase:expr, $fact:expr, $($answer:expr),+) => {
        Subject { phrase: $phrase, heading: $heading, fact: $fact, answer: &[$($answer),+] }
    };
}

/// All subjects.
pub const SUBJECTS: &[Subject] = &[
    subject!(
        "Visserij",
        "de aanlandplicht in de visserij",
        "de aanlandplicht voor kleine kotters nog niet is uitgewerkt",
        "De aanlandplicht wordt stapsgewijs ingevoerd.",
        "Voor kleine kotters geldt een overgangstermijn van twee jaar, waarin de selectiviteit van de netten wordt verbeterd."
    ),
    subject!(
        "Schoolmelk en schoolfruit",
        "de subsidie voor schoolmelk en schoolfruit",
        "twee subsidieregelingen voor schoolmelk en schoolfruit worden samengevoegd",
        "Scholen kunnen één aanvraag doen voor schoolmelk en schoolfruit.",
        "De administratieve lasten voor scholen nemen daardoor af."
    ),
    subject!(
        "Afrikaanse varkenspest",
        "de bestrijding van Afrikaanse varkenspest",
        "de varkenspest zich in Oost-Europa verder verspreidt",
        "De Europese Commissie heeft besmette zones ingesteld waar het vervoer van varkens verboden is.",
        "De NVWA voert bij transporten extra controles uit op reiniging en ontsmetting."
    ),
    subject!(
        "Pulsvisserij",
        "het verbod op de pulskor",
        "vissers hun investeringen in de pulskor niet kunnen terugverdienen",
        "De schade van vissers door het verbod op de pulskor wordt niet vergoed.",
        "Wel is een innovatiefonds voor duurzame vangsttechnieken geopend."
    ),
    subject!(
        "Grensarbeid",
        "de sociale zekerheid van grensarbeiders",
        "grensarbeiders bij thuiswerken onder een ander stelsel kunnen vallen",
        "Voor thuiswerkende grensarbeiders geldt een kaderovereenkomst met België en Duitsland.",
        "Zij kunnen tot de helft van hun tijd thuiswerken zonder van stelsel te wisselen."
    ),
    subject!(
        "Drempelbedragen zorgverzekering",
        "het eigen risico in de zorgverzekering",
        "het eigen risico voor chronisch zieken zwaar weegt",
        "De hoogte van het eigen risico wordt jaarlijks met de begroting vastgesteld.",
        "Chronisch zieken kunnen gebruikmaken van gespreide betaling."
    ),
    subject!(
        "Stikstof",
        "de depositie van stikstof op Natura 2000-gebieden",
        "de kritische depositiewaarde in veel gebieden wordt overschreden",
        "De overschrijding van de kritische depositiewaarde neemt af, maar te langzaam.",
        "Met provincies is afgesproken dat zij gebiedsprogramma's opstellen."
    ),
    subject!(
        "Handelsakkoorden",
        "het handelsakkoord met de Mercosur-landen",
        "het akkoord gevolgen heeft voor de rundveehouderij",
        "In het akkoord is voor rundvlees een contingent vastgelegd.",
        "Bij verstoring van de markt kan de vrijwaringsclausule worden ingeroepen."
    ),
    subject!(
        "Spoorveiligheid",
        "de invoering van het beveiligingssysteem ERTMS",
        "de invoering van ERTMS opnieuw is vertraagd",
        "De uitrol van ERTMS op het eerste baanvak begint na afronding van de proefritten.",
        "ProRail rapporteert halfjaarlijks over de voortgang van het treinbeveiligingssysteem."
    ),
    subject!(
        "Kinderopvang",
        "het nieuwe stelsel voor de kinderopvangtoeslag",
        "ouders straks geen voorschot meer ontvangen",
        "In het nieuwe stelsel gaat de vergoeding rechtstreeks naar de opvangorganisatie.",
        "Ouders lopen daardoor niet langer het risico van hoge terugvorderingen."
    ),
    subject!(
        "Cybersecurity",
        "de meldplicht voor digitale incidenten",
        "kleine ondernemers moeite hebben met de meldplicht",
        "Een incident hoeft straks nog maar bij één loket te worden gemeld.",
        "Het Nationaal Cyber Security Centrum biedt ondernemers een handreiking aan."
    ),
    subject!(
        "Douane",
        "de capaciteit van de douane in de havens",
        "de douane in de Rotterdamse haven te weinig scanapparatuur heeft",
        "De douane krijgt er vier containerscanners bij.",
        "Daarnaast loopt er een wervingscampagne voor nieuwe controleurs."
    ),
    subject!(
        "Studiefinanciering",
        "de rente op studieschulden",
        "oud-studenten zijn verrast door de stijging van de rente",
        "De rente op studieschulden volgt de rente op staatsobligaties van vijf jaar.",
        "Oud-studenten met een laag inkomen kunnen om een draagkrachtmeting vragen."
    ),
    subject!(
        "Drinkwater",
        "de kwaliteit van bronnen voor drinkwater",
        "drinkwaterbedrijven steeds meer moeten zuiveren",
        "Langs grondwaterbeschermingsgebieden gelden strengere regels voor lozingen.",
        "Drinkwaterbedrijven en waterschappen meten samen de concentraties van nieuwe stoffen."
    ),
    subject!(
        "Erfgoed",
        "de restauratie van rijksmonumenten",
        "molens en kerken achterstallig onderhoud hebben",
        "Voor grote restauraties van rijksmonumenten is een aparte regeling opengesteld.",
        "Eigenaren van molens kunnen een onderhoudssubsidie voor zes jaar aanvragen."
    ),
    subject!(
        "Luchtvaart",
        "de geluidsnormen rond Schiphol",
        "omwonenden van Schiphol 's nachts overlast ervaren",
        "Het aantal nachtvluchten op Schiphol wordt in stappen beperkt.",
        "Omwonenden kunnen in de nieuwe maatschappelijke raad hun zienswijze geven."
    ),
    subject!(
        "Bouw en woningmarkt",
        "de doorlooptijd van bouwvergunningen",
        "gemeenten te weinig plantoetsers hebben",
        "Gemeenten kunnen een flexpool van plantoetsers inschakelen.",
        "De gemiddelde doorlooptijd van een bouwvergunning is daardoor met drie weken gedaald."
    ),
    subject!(
        "Defensiematerieel",
        "de vervanging van de onderzeeboten",
        "de vervanging van de Walrusklasse duurder uitvalt",
        "Het budget voor de nieuwe onderzeeboten is aangepast aan de prijsontwikkeling.",
        "Met de werf is een vaste prijs voor de eerste boot overeengekomen."
    ),
    subject!(
        "Pensioenen",
        "het invaren van pensioenaanspraken",
        "gepensioneerden onzekerheid ervaren over het invaren",
        "Bij het invaren wordt het vermogen van het fonds evenwichtig over de deelnemers verdeeld.",
        "De toezichthouder beoordeelt vooraf of het transitieplan compleet is."
    ),
    subject!(
        "Jeugdzorg",
        "de wachttijden in de jeugdzorg",
        "jongeren in crisis te lang op een plaats wachten",
        "Regio's zijn verplicht om wachttijden in de jeugdzorg openbaar te maken.",
        "Voor jongeren in crisis is in elke regio een bed beschikbaar."
    ),
    subject!(
        "Mestbeleid",
        "de afbouw van de mestderogatie",
        "melkveehouders hun mest niet kunnen plaatsen",
        "De mestderogatie loopt volgens het afgesproken pad af.",
        "Voor melkveehouders is een tijdelijke afzetregeling voor mest getroffen."
    ),
    subject!(
        "Energieinfrastructuur",
        "de congestie op het elektriciteitsnet",
        "bedrijven jaren op een aansluiting wachten",
        "Netbeheerders breiden het elektriciteitsnet uit met honderd nieuwe stations.",
        "Bedrijven kunnen met een flexibel contract eerder een aansluiting krijgen."
    ),
    subject!(
        "Vogelgriep",
        "de vaccinatie van pluimvee tegen vogelgriep",
        "pluimveehouders vrezen dat gevaccineerde kippen niet kunnen worden uitgevoerd",
        "De proef met vaccinatie van legkippen tegen vogelgriep is begonnen.",
        "Met exportlanden wordt gesproken over de certificaten voor eieren."
    ),
    subject!(
        "Notariaat",
        "de tarieven van notarissen",
        "de tarieven voor een testament sterk uiteenlopen",
        "Notarissen zijn vrij in het vaststellen van hun tarieven.",
        "Een vergelijking van tarieven van notarissen staat op een openbare site."
    ),
    subject!(
        "Bibliotheken",
        "de zorgplicht voor openbare bibliotheken",
        "kleine gemeenten hun bibliotheek dreigen te sluiten",
        "Met de zorgplicht krijgt elke gemeente een volwaardige bibliotheek.",
        "Kleine gemeenten ontvangen daarvoor een decentralisatie-uitkering."
    ),
    subject!(
        "Gokreclame",
        "het toezicht op reclame voor kansspelen",
        "minderjarigen via influencers reclame voor kansspelen zien",
        "Ongerichte reclame voor kansspelen is verboden.",
        "De Kansspelautoriteit heeft drie aanbieders beboet die rolmodellen inzetten."
    ),
    subject!(
        "Rechtsbijstand",
        "de vergoeding voor sociaal advocaten",
        "sociaal advocaten voor jonge instroom geen opvolger vinden",
        "De puntvergoeding van sociaal advocaten is geïndexeerd.",
        "Voor beroepsopleiding van sociaal advocaten is een subsidie beschikbaar."
    ),
    subject!(
        "Ruimtevaart",
        "de bijdrage aan het Europese ruimtevaartagentschap",
        "Nederland minder inschrijft dan zijn aandeel",
        "De inschrijving van Nederland bij het ruimtevaartagentschap volgt het aandeel in het bruto binnenlands product.",
        "De satellietindustrie in Noordwijk profiteert daarvan."
    ),
    subject!(
        "Postbezorging",
        "de bezorging van post op vijf dagen",
        "rouwkaarten later worden bezorgd",
        "De overkomstduur van post wordt verlengd naar twee dagen.",
        "Voor rouwkaarten en medische post blijft bezorging de volgende dag verplicht."
    ),
    subject!(
        "Bodemdaling",
        "de bodemdaling in veenweidegebieden",
        "huizen in veenweidegebieden verzakken",
        "In veenweidegebieden wordt het waterpeil in overleg met boeren verhoogd.",
        "Voor funderingsherstel van verzakte huizen bestaat een fonds met leningen."
    ),
    subject!(
        "Tolken",
        "de inzet van tolken bij de rechtbank",
        "tolken voor zeldzame talen ontbreken",
        "Rechtbanken mogen tolken op afstand inzetten.",
        "Voor zeldzame talen is een uitwijklijst van tolken opgesteld."
    ),
    subject!(
        "Wolvenbeheer",
        "de bescherming van schapen tegen de wolf",
        "schapenhouders hun schade niet vergoed krijgen",
        "De vergoeding van schade door wolven loopt via de provincie.",
        "Schapenhouders kunnen subsidie krijgen voor een raster dat de wolf keert."
    ),
];

/// Openings of a contribution that ask nothing. `{F}` who, with a capital; `{f}` without; `{stuk}` the paper.
pub const OPENINGS: &[&str] = &[
    "{F} hebben met belangstelling kennisgenomen van {stuk}. Deze leden hebben nog enkele vragen.",
    "{F} hebben kennisgenomen van {stuk}. Zij hebben hierover nog een aantal vragen en opmerkingen.",
    "{F} danken de bewindspersoon voor {stuk} en willen graag enkele vragen voorleggen.",
    "{F} hebben {stuk} met interesse gelezen en hebben hierbij de volgende vragen.",
    "{F} hebben met zorg kennisgenomen van {stuk}.",
];

/// The same for one person.
pub const OPENINGS_SINGLE: &[&str] = &[
    "{F} heeft met belangstelling kennisgenomen van {stuk}. Dit lid heeft nog enkele vragen.",
    "{F} heeft kennisgenomen van {stuk} en heeft daarover nog enkele vragen.",
    "{F} dankt de bewindspersoon voor {stuk}. Het lid heeft de volgende vragen.",
];

/// Contributions without a question.
pub const THANKS: &[&str] = &[
    "{F} danken de Minister voor {stuk}.",
    "{F} hebben kennisgenomen van {stuk} en hebben op dit moment geen verdere vragen.",
    "{F} hebben met instemming kennisgenomen van {stuk}.",
];

/// Contributions that join another one's questions.
pub const JOINS: &[&str] = &[
    "{F} sluiten zich aan bij de vragen van {g}.",
    "{F} sluiten zich aan bij de vragen gesteld door {g}.",
    "{F} hebben kennisgenomen van {stuk} en sluiten zich graag aan bij de vragen die zijn gesteld door {g}.",
];

/// Papers under discussion.
pub const PAPERS: &[&str] = &[
    "de geannoteerde agenda",
    "de onderhavige brief",
    "de stukken",
    "het voorstel",
    "de brief van de bewindspersoon",
    "de voortgangsrapportage",
];

/// Leads into a direct question: `{F}` and `{s}` a clause.
pub const LEADS: &[&str] = &[
    "{F} lezen dat {s}.",
    "{F} constateren dat {s}.",
    "{F} merken op dat {s}.",
    "{F} hebben begrepen dat {s}.",
    "{F} maken zich zorgen over berichten dat {s}.",
    "In de brief lezen {f} dat {s}.",
    "Voorts lezen {f} dat {s}.",
    "In antwoord op eerdere vragen van {f} is aangegeven dat {s}.",
];

/// The same for one person.
pub const LEADS_SINGLE: &[&str] =
    &["{F} leest dat {s}.", "{F} constateert dat {s}.", "{F} merkt op dat {s}.", "In de brief leest {f} dat {s}."];

/// Requests without a question mark: `{F}`, `{a}` the one asked, `{p}` a noun phrase.
pub const REQUESTS: &[&str] = &[
    "{F} vragen {a} om een nadere toelichting op {p}.",
    "{F} vragen wat de stand van zaken is rond {p}.",
    "{F} vragen {a} naar {p}.",
    "{F} willen graag weten hoe het staat met {p}.",
    "{F} verzoeken {a} in te gaan op {p}.",
    "{F} ontvangen graag een toelichting van {a} op {p}.",
    "{F} worden graag actief op de hoogte gehouden van {p}.",
    "{F} willen de toezegging dat de Kamer wordt geïnformeerd over {p}.",
    "Tot slot vragen {f} hoe {a} aankijkt tegen {p}.",
    "Voorts vragen {f} of {a} nader kan ingaan op {p}.",
    "Ook vragen {f} welke gevolgen {a} voorziet voor {p}.",
    "{F} zijn benieuwd naar de inzet van {a} ten aanzien van {p}.",
];

/// The same for one person.
pub const REQUESTS_SINGLE: &[&str] = &[
    "{F} vraagt {a} om een nadere toelichting op {p}.",
    "{F} wil graag weten hoe het staat met {p}.",
    "{F} verzoekt {a} in te gaan op {p}.",
    "Tot slot vraagt {f} hoe {a} aankijkt tegen {p}.",
];

/// Direct questions: `{a}`, `{p}`.
pub const DIRECT: &[&str] = &[
    "Kan {a} nader toelichten wat de stand van zaken is rond {p}?",
    "Welke stappen gaat {a} zetten ten aanzien van {p}?",
    "Is {a} bereid zich in te zetten voor verbetering van {p}?",
    "Hoe beoordeelt {a} {p}, en welke rol ziet hij voor de medeoverheden?",
    "Wat betekent dit volgens {a} voor {p}?",
    "Op welke termijn verwacht {a} duidelijkheid te kunnen geven over {p}?",
];

/// Carry a faction on.
pub const THESE: &[&str] = &[
    "deze leden",
    "de aan het woord zijnde leden",
    "de hier aan het woord zijnde leden",
    "voornoemde leden",
    "genoemde leden",
    "zij",
    "de leden",
];

/// Carry one person on.
pub const THIS: &[&str] = &["dit lid", "het lid", "het aan het woord zijnde lid"];

/// Put before an answer: it says nothing of the matter.
pub const COURTESY: &[&str] = &[
    "Ik dank {f} voor hun vraag.",
    "Ik dank {f} voor de gestelde vragen.",
    "Met {f} hecht ik aan een zorgvuldige aanpak.",
    "{F} vragen hier terecht aandacht voor.",
];

/// Inside answers: a question that asks nobody.
pub const RHETORIC: &[&str] =
    &["De vraag is dan ook: hoe borgen we dat dit uitvoerbaar blijft?", "Wat betekent dit in de praktijk?", "Hoe gaan we hiermee om?"];

/// Last sentences of answers.
pub const CLOSINGS: &[&str] = &[
    "Uw Kamer wordt hierover voor de zomer geïnformeerd.",
    "Hierover ben ik met de sector in gesprek.",
    "De leden van de commissie ontvangen dit overzicht voor het einde van het jaar.",
    "Daarbij is aandacht voor de positie van kleine ondernemers.",
];
