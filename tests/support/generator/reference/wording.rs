//! How ministers refer: genre §5 and natural variations.

use crate::support::generator::phrases::Subject;
use crate::support::generator::random::Random;

/// Ordinals by index.
pub const ORDINALS: &[&str] =
    &["eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende", "elfde", "twaalfde"];

/// A whole sentence around what is referred to ("het antwoord op vraag 3"). `only`: the answer says nothing else.
pub fn sentence(words: &str, only: bool, random: &mut Random) -> String {
    const ONLY: &[&str] = &[
        "Zie {r}.",
        "Zie {r}.",
        "Zie {r}.",
        "Zie hiervoor {r}.",
        "Zie in dit verband {r}.",
        "Ik verwijs u naar {r}.",
        "Ik verwijs hiervoor naar {r}.",
        "Kortheidshalve verwijs ik naar {r}.",
        "Voor het antwoord op deze vraag verwijs ik u naar {r}.",
        "Hiervoor verwijs ik u graag naar {r}.",
        "Het kabinet verwijst naar {r}.",
        "Verwezen wordt naar {r}.",
        "Voor het antwoord verwijst het kabinet graag naar {r}.",
        "Graag verwijs ik de leden naar {r}.",
        "Voor de beantwoording van deze vraag zij verwezen naar {r}.",
        "Voor een reactie op deze vraag verwijs ik naar {r}.",
        "Ik moge verwijzen naar {r}.",
        "Ik verwijs deze leden naar {r}.",
        "Voor de beantwoording hiervan wordt verwezen naar {r}.",
        "Wat deze vraag betreft, verwijs ik naar {r}.",
        "Het antwoord hierop is te vinden in {r}.",
    ];
    const MIXED: &[&str] = &[
        "Zie verder {r}.",
        "Zie ook {r}.",
        "Zie overigens {r}.",
        "Zie voorts {r}.",
        "Voor het overige verwijs ik naar {r}.",
        "Verder verwijs ik naar {r}.",
        "Voor een nadere toelichting verwijs ik naar {r}.",
        "Zie daarnaast {r}.",
    ];
    random.say(if only { ONLY } else { MIXED }).replace("{r}", words)
}

/// One number; what ends with a stop is a whole sentence.
pub fn number(number: &str, random: &mut Random) -> String {
    random
        .say(&[
            "het antwoord op vraag {n}",
            "het antwoord op vraag {n}",
            "het antwoord op vraag {n}",
            "mijn antwoord op vraag {n}",
            "antwoord op vraag {n}",
            "de beantwoording van vraag {n}",
            "het antwoord bij vraag {n}",
            "mijn reactie op vraag {n}",
            "mijn beantwoording van vraag {n}",
            "het gegeven antwoord op vraag {n}",
            "hetgeen in antwoord op vraag {n} is gesteld",
            "het antwoord dat is gegeven op vraag {n}",
            "hetgeen ik heb geantwoord op vraag {n}",
            "Deze vraag is beantwoord onder vraag {n}.",
            "Het antwoord op deze vraag is opgenomen in het antwoord op vraag {n}.",
            "In het antwoord op vraag {n} ben ik hierop ingegaan.",
            "Hierop ben ik ingegaan bij de beantwoording van vraag {n}.",
            "Op deze vraag is ingegaan in het antwoord op vraag {n}.",
        ])
        .replace("{n}", number)
}

/// Several numbers.
pub fn numbers(list: &str, random: &mut Random) -> String {
    random
        .say(&[
            "het antwoord op de vragen {n}",
            "het antwoord op vragen {n}",
            "de antwoorden op vragen {n}",
            "de antwoorden op de vragen {n}",
            "mijn antwoorden op de vragen {n}",
            "de beantwoording van de vragen {n}",
            "het antwoord op vraag {n}",
            "de gezamenlijke beantwoording van vragen {n}",
            "Deze vraag is beantwoord bij de vragen {n}.",
        ])
        .replace("{n}", list)
}

/// First and last of a run.
pub fn range(first: &str, last: &str, random: &mut Random) -> String {
    random.say(&["{a} t/m {b}", "{a} tot en met {b}", "{a}-{b}", "{a} – {b}", "{a} t/m {b}"]).replace("{a}", first).replace("{b}", last)
}

/// The question before.
pub fn previous(random: &mut Random) -> String {
    random
        .say(&[
            "het antwoord op de vorige vraag",
            "het antwoord op de vorige vraag",
            "antwoord op de vorige vraag",
            "mijn antwoord op de vorige vraag",
            "het antwoord op de voorgaande vraag",
            "mijn antwoord op de voorgaande vraag van deze leden",
            "vorig antwoord",
            "het vorige antwoord",
            "de beantwoording van de vorige vraag",
            "het antwoord op de voorafgaande vraag",
            "het antwoord op de hieraan voorafgaande vraag",
            "het bovenstaande antwoord",
            "het antwoord hierboven",
            "bovenstaande beantwoording",
            "het antwoord op bovenstaande vraag",
            "het antwoord op de vraag hiervoor",
            "de reactie op de vorige vraag van deze leden",
            "hetgeen ik in antwoord op de vorige vraag heb opgemerkt",
            "het antwoord op de vorig vraag",
        ])
        .to_owned()
}

/// The two before.
pub fn previous_two(random: &mut Random) -> String {
    random
        .say(&[
            "het antwoord op de vorige twee vragen",
            "de antwoorden op de vorige twee vragen",
            "het antwoord op de twee voorgaande vragen",
            "mijn antwoorden op de twee vorige vragen",
        ])
        .to_owned()
}

/// The one after.
pub fn next(random: &mut Random) -> String {
    random
        .say(&[
            "het antwoord op de volgende vraag",
            "mijn antwoord op de volgende vraag",
            "het antwoord op de hiernavolgende vraag",
            "de beantwoording van de volgende vraag",
            "het volgende antwoord",
            "Het antwoord op deze vraag is opgenomen in het antwoord op de volgende vraag.",
        ])
        .to_owned()
}

/// "eerste", "1e".
pub fn ordinal(nth: usize, random: &mut Random) -> String {
    if random.chance(0.08) { format!("{}e", nth + 1) } else { ORDINALS[nth].to_owned() }
}

/// A heading as the scope of an ordinal.
pub fn about_heading(subject: &Subject, random: &mut Random) -> String {
    match random.below(4) {
        0 => format!(" onder het kopje {}", subject.heading),
        1 => format!(" bij het onderwerp {}", subject.heading),
        2 => format!(" onder ‘{}’", subject.heading),
        _ => format!(" over {}", subject.heading.to_lowercase()),
    }
}

/// "de tweede vraag van de leden van de VVD-fractie over stikstof".
pub fn ordinal_question(word: &str, speaker: &str, about: &str, random: &mut Random) -> String {
    random
        .say(&[
            "het antwoord op de {o} vraag {f}{t}",
            "het antwoord op de {o} vraag {f}{t}",
            "antwoord op de {o} vraag {f}{t}",
            "mijn antwoord op de {o} vraag {f}{t}",
            "de beantwoording van de {o} vraag {f}{t}",
            "mijn reactie op de {o} vraag {f}{t}",
            "het antwoord dat ik heb gegeven op de {o} vraag {f}{t}",
        ])
        .replace("{o}", word)
        .replace("{f}", speaker)
        .replace("{t}", about)
}

/// "de vraag van de leden van de VVD-fractie over de pulskor".
pub fn topic_question(subject: &Subject, speaker: &str, random: &mut Random) -> String {
    let about = if random.chance(0.5) { subject.phrase } else { alias(subject) };
    random
        .say(&[
            "het antwoord op de vraag{f} over {t}",
            "het antwoord op de vraag{f} over {t}",
            "mijn antwoord op de vraag{f} over {t}",
            "het antwoord op de eerdere vraag{f} over {t}",
            "het antwoord op de eerder vraag{f} over {t}",
            "de beantwoording van de vraag{f} over {t}",
            "mijn reactie op de vraag{f} naar {t}",
            "het antwoord op de vraag{f} inzake {t}",
            "het antwoord op de vraag{f} met betrekking tot {t}",
            "hetgeen ik heb geantwoord op de vraag{f} aangaande {t}",
        ])
        .replace("{f}", speaker)
        .replace("{t}", about)
}

/// "een gelijkluidende vraag van de leden van de VVD-fractie".
pub fn similar_question(speaker: &str, random: &mut Random) -> String {
    random
        .say(&[
            "het antwoord op een gelijkluidende vraag{f}",
            "het antwoord op de gelijkluidende vraag{f}",
            "het antwoord op een vergelijkbare vraag{f}",
            "mijn antwoord op de vergelijkbare vraag{f}",
            "het antwoord op een soortgelijke vraag{f}",
            "het antwoord op dezelfde vraag{f}",
            "het antwoord op de identieke vraag{f}",
            "het antwoord op een eerdere, vergelijkbare vraag{f}",
            "de beantwoording van een nagenoeg gelijke vraag{f}",
            "mijn reactie op een overeenkomstige vraag{f}",
            "het antwoord op een vraag van dezelfde strekking{f}",
        ])
        .replace("{f}", speaker)
}

/// Another document, and its number as the tables write it.
pub fn elsewhere(random: &mut Random) -> (String, String) {
    let number = random.between(11, 980);
    let forms: &[(&str, &str)] = &[
        ("mijn brief van 4 februari jl. (Kamerstuk 32 317, nr. {n})", "32317"),
        ("de brief van 12 maart 2024 (Kamerstuk 21501-02, nr. {n})", "21501-02"),
        ("de kabinetsreactie van 3 mei (Kamerstukken II 2023/24, 31 066, nr. {n})", "31066"),
        ("eerdere antwoorden op Kamervragen hierover (onder andere Kamerstuk 33 037, nr. {n})", "33037"),
        ("het verslag van de Raad (Kamerstuk 21 501-32 nr. {n})", "21501-32"),
        ("de geannoteerde agenda", ""),
        ("het verslag van de Raad van 8 en 9 december", ""),
        ("het regeerprogramma", ""),
        ("de Kamerbrief van 14 juni jl.", ""),
        ("de website van de Autoriteit Persoonsgegevens", ""),
        ("het fiche dat uw Kamer op 3 mei heeft ontvangen", ""),
        ("de bijlage bij deze brief", ""),
    ];
    let (words, dossier) = *random.pick(forms);
    let document = if dossier.is_empty() { String::new() } else { format!("{dossier}-{number}") };
    (words.replace("{n}", &number.to_string()), document)
}

/// The beginnings of the longer words by which the subject is named.
pub fn key_words(subject: &Subject) -> Vec<String> {
    const COMMON: &[&str] = &["kwalite", "vergoed", "capacit", "subsidi", "nieuwe", "openbar", "bescher", "toezich"];
    [subject.phrase, alias(subject)]
        .iter()
        .flat_map(|t| t.split(|c: char| !c.is_alphanumeric()))
        .filter(|w| w.chars().count() > 4)
        .map(|w| w.to_lowercase().chars().take(7).collect::<String>())
        .filter(|w| !COMMON.iter().any(|c| w.starts_with(c)))
        .collect()
}

/// The subject in other words: a compound, an inflection, a part of it.
fn alias(subject: &Subject) -> &'static str {
    const ALIASES: &[(&str, &str)] = &[
        ("Visserij", "de aanlandplicht voor kotters"),
        ("Schoolmelk en schoolfruit", "schoolfruit"),
        ("Afrikaanse varkenspest", "de varkenspest"),
        ("Pulsvisserij", "de pulskor"),
        ("Grensarbeid", "grensarbeiders"),
        ("Drempelbedragen zorgverzekering", "het eigen risico"),
        ("Stikstof", "de stikstofdepositie"),
        ("Handelsakkoorden", "het Mercosur-akkoord"),
        ("Spoorveiligheid", "ERTMS"),
        ("Kinderopvang", "de kinderopvangtoeslag"),
        ("Cybersecurity", "de meldplicht bij incidenten"),
        ("Douane", "de douanecapaciteit"),
        ("Studiefinanciering", "de studieschulden"),
        ("Drinkwater", "de drinkwaterbronnen"),
        ("Erfgoed", "rijksmonumenten"),
        ("Luchtvaart", "de geluidsnormen bij Schiphol"),
        ("Bouw en woningmarkt", "bouwvergunningen"),
        ("Defensiematerieel", "de onderzeeboten"),
        ("Pensioenen", "het invaren van pensioenen"),
        ("Jeugdzorg", "de wachttijden voor jeugdzorg"),
        ("Mestbeleid", "de derogatie"),
        ("Energieinfrastructuur", "netcongestie op het elektriciteitsnet"),
        ("Vogelgriep", "het vaccineren tegen vogelgriep"),
        ("Notariaat", "notaristarieven"),
        ("Bibliotheken", "de bibliotheken"),
        ("Gokreclame", "kansspelreclame"),
        ("Rechtsbijstand", "de vergoeding van sociaal advocaten"),
        ("Ruimtevaart", "de ruimtevaartbijdrage"),
        ("Postbezorging", "de postbezorging"),
        ("Bodemdaling", "bodemdaling in het veenweidegebied"),
        ("Tolken", "de tolken"),
        ("Wolvenbeheer", "de wolf"),
    ];
    ALIASES.iter().find(|a| a.0 == subject.heading).map_or(subject.phrase, |a| a.1)
}
