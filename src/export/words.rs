//! Headers, enum labels and the workbook's own texts in the language of the output. Data, not code: `data/*.csv`.
//!
//! Callers may rely on this: in English every header and label is the word itself; a word that the data does not hold is
//! shown as it is, never left out. A test rules out that a shipped word is missing.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::cli::Lang;

const TEXTS: &str = include_str!("data/texts.csv");
/// Name of a column, Dutch header.
const HEADERS: &str = include_str!("data/headers.csv");
/// What a table or column means, in English and in Dutch.
const DESCRIPTIONS: &str = include_str!("data/descriptions.csv");
/// Value of an enum, Dutch label.
const LABELS: &str = include_str!("data/labels.csv");

/// The words of one language.
#[derive(Debug, Default)]
pub struct Words {
    headers: HashMap<&'static str, &'static str>,
    labels: HashMap<&'static str, &'static str>,
    descriptions: HashMap<&'static str, &'static str>,
    texts: HashMap<&'static str, &'static str>,
}

impl Words {
    /// The words of `lang`.
    pub fn of(lang: Lang) -> &'static Self {
        static WORDS: OnceLock<[Words; 2]> = OnceLock::new();
        let [en, nl] = WORDS.get_or_init(|| [Words::read(1), Words::read(2)]);
        match lang {
            Lang::En => en,
            Lang::Nl => nl,
        }
    }

    /// The header of a column by its English name.
    pub fn header<'a>(&self, name: &'a str) -> &'a str {
        self.headers.get(name).copied().unwrap_or(name)
    }

    /// The label of an enum value.
    pub fn label<'a>(&self, value: &'a str) -> &'a str {
        self.labels.get(value).copied().unwrap_or(value)
    }

    /// What a table or column means, by the English sentence.
    pub fn description<'a>(&self, english: &'a str) -> &'a str {
        self.descriptions.get(english).copied().unwrap_or(english)
    }

    /// A text of the workbook by its key.
    pub fn text<'a>(&self, key: &'a str) -> &'a str {
        self.texts.get(key).copied().unwrap_or(key)
    }

    fn read(column: usize) -> Self {
        let mut words = Self { texts: read(TEXTS, column), ..Self::default() };
        // In English a word is its own label.
        if column == 2 {
            words.headers = read(HEADERS, 1);
            words.labels = read(LABELS, 1);
            words.descriptions = read(DESCRIPTIONS, 1);
        }
        words
    }
}

/// First column to `column` of a shipped table. The tables hold no quotes or line feeds but those that CSV undoes; they are
/// read once and kept.
fn read(table: &'static str, column: usize) -> HashMap<&'static str, &'static str> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let mut words = HashMap::new();
    for row in reader.records().map_while(Result::ok) {
        if let (Some(key), Some(text)) = (row.get(0), row.get(column)) {
            words.insert(leaked(key), leaked(text));
        }
    }
    words
}

/// A few hundred short texts, once per process.
fn leaked(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::export::schema::Kind;
    use crate::export::tables::TABLES;

    #[test]
    fn every_header_and_label_has_its_dutch_word_and_no_two_are_the_same() {
        let nl = Words::of(Lang::Nl);
        let columns: BTreeSet<&str> = TABLES.iter().flat_map(|table| table.columns).map(|column| column.name).collect();
        let known: BTreeSet<&str> = nl.headers.keys().copied().collect();
        assert_eq!(columns.difference(&known).collect::<Vec<_>>(), Vec::<&&str>::new(), "add them to data/headers.csv");
        let mut values: BTreeSet<&str> = ["yes", "no", "unknown"].into();
        for table in TABLES {
            let headers: BTreeSet<&str> = table.columns.iter().map(|column| nl.header(column.name)).collect();
            assert_eq!(headers.len(), table.columns.len(), "{}: two columns with one header", table.name);
            for column in table.columns {
                if let Kind::Enum(of) | Kind::ListOf(of) = column.kind {
                    let labels: BTreeSet<&str> = of().into_iter().map(|value| nl.label(value)).collect();
                    assert_eq!(labels.len(), of().len(), "{}: two values with one label", column.name);
                    assert!(labels.iter().all(|label| !label.contains(';')), "{}", column.name);
                    values.extend(of());
                }
            }
        }
        let known: BTreeSet<&str> = nl.labels.keys().copied().collect();
        assert_eq!(values.difference(&known).collect::<Vec<_>>(), Vec::<&&str>::new(), "add them to data/labels.csv");
    }

    #[test]
    fn every_table_and_column_is_described_in_dutch() {
        let nl = Words::of(Lang::Nl);
        let columns = TABLES.iter().flat_map(|table| table.columns).map(|column| column.description);
        let missing: Vec<&str> =
            columns.chain(TABLES.iter().map(|table| table.description)).filter(|text| !nl.descriptions.contains_key(text)).collect();
        assert!(missing.is_empty(), "add to data/descriptions.csv: {missing:#?}");
    }

    #[test]
    fn every_text_is_there_in_both_languages() {
        let (en, nl) = (Words::of(Lang::En), Words::of(Lang::Nl));
        assert_eq!(en.texts.keys().collect::<BTreeSet<_>>(), nl.texts.keys().collect::<BTreeSet<_>>());
        assert!(en.texts.values().chain(nl.texts.values()).all(|text| !text.is_empty()));
        for table in TABLES {
            let name = if table.name == "summary" { "summary_table" } else { table.name };
            for key in [format!("sheet_{name}"), format!("row_{name}")] {
                assert!(nl.texts.contains_key(key.as_str()), "{key}");
            }
        }
    }
}
