//! Who answered, written one way: one name for each office, whatever the source's capitals, and offices that answer together apart.

use crate::rules::Rules;

/// "de Minister van A en de staatssecretaris van B" → "Minister van A;Staatssecretaris van B"; "de Minister en de Staatssecretaris
/// van A" → "Minister van A;Staatssecretaris van A"; "Staatssecretarissen van A en van B" → two. What names no office stays as it is.
pub(crate) fn respondents(written: &str, rules: &Rules) -> String {
    let written = written.trim().trim_end_matches([',', '.']);
    let hits = rules.group("head.respondent.office").find_all(written);
    if hits.is_empty() {
        return written.to_owned();
    }
    let mut out: Vec<String> = Vec::new();
    let mut waiting: Vec<String> = Vec::new();
    for (at, hit) in hits.iter().enumerate() {
        let end = hits.get(at + 1).map_or(written.len(), |next| next.range().start);
        let tail = lower_capitals(written[hit.range().end..end].trim().trim_end_matches([',', ';']).trim_end());
        let (office, several) = office(hit.named("office").unwrap_or_default());
        if tail.is_empty() && at + 1 < hits.len() {
            waiting.push(office);
            continue;
        }
        let parts = if several { shares(&tail) } else { vec![tail] };
        for part in &parts {
            for office in waiting.iter().chain([&office]) {
                let name = format!("{office} {part}").trim().to_owned();
                if !out.contains(&name) {
                    out.push(name);
                }
            }
        }
        waiting.clear();
    }
    out.join(";")
}

/// The office with a capital, in the singular, and whether the source has the plural.
fn office(written: &str) -> (String, bool) {
    let lower = written.to_lowercase();
    let single = lower.strip_suffix("sen").or_else(|| lower.strip_suffix("ministers").map(|_| "minister"));
    let word = single.unwrap_or(&lower);
    let mut letters = word.chars();
    let capital = letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default();
    (capital, single.is_some())
}

/// "van A en van B", "van A, voor B": each with its own preposition.
fn shares(tail: &str) -> Vec<String> {
    let mut text = tail.to_owned();
    for word in ["van", "voor"] {
        for joint in [format!(", en {word} "), format!(" en {word} "), format!(", {word} ")] {
            text = text.replace(&joint, &format!("\n{word} "));
        }
    }
    text.lines().map(str::to_owned).collect()
}

/// Capitals throughout ("VAN JUSTITIE EN VEILIGHEID") as the rest of the genre writes the same office.
fn lower_capitals(text: &str) -> String {
    if text.chars().any(char::is_lowercase) || text.split_whitespace().all(|w| w.chars().count() < 4) {
        return text.to_owned();
    }
    let word = |word: &str| {
        let lower = word.to_lowercase();
        if matches!(lower.as_str(), "van" | "voor" | "en" | "de" | "het" | "der") {
            return lower;
        }
        let mut letters = lower.chars();
        letters.next().map(|c| c.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    text.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_office_has_one_name() {
        let rules = Rules::embedded();
        for (written, names) in [
            ("minister van Asiel en Migratie", "Minister van Asiel en Migratie"),
            ("demissionair Minister van Financiën,", "Minister van Financiën"),
            ("MINISTER VAN JUSTITIE EN VEILIGHEID", "Minister van Justitie en Veiligheid"),
            ("Minister van A en de staatssecretaris van B", "Minister van A;Staatssecretaris van B"),
            ("Minister en de Staatssecretaris van Landbouw", "Minister van Landbouw;Staatssecretaris van Landbouw"),
            ("Ministers van A en voor B", "Minister van A;Minister voor B"),
            ("Minister Bruins Slot (BZ) van Minister Schreinemacher (BHOS)", "Minister Bruins Slot (BZ);Minister Schreinemacher (BHOS)"),
            (
                "Staatssecretaris Van Huffelen (BZK), mede namens de Staatssecretarissen van Volksgezondheid, Welzijn en Sport en van Justitie",
                "Staatssecretaris Van Huffelen (BZK);Staatssecretaris van Volksgezondheid, Welzijn en Sport;Staatssecretaris van Justitie",
            ),
            ("Minister-president", "Minister-president"),
            ("Algemene Rekenkamer", "Algemene Rekenkamer"),
            ("minister", "Minister"),
        ] {
            assert_eq!(respondents(written, rules), names, "{written}");
        }
    }
}
