//! Headers, enum labels and the workbook's own texts in the language of the output. Data, not code: `data/*.csv`.
//!
//! Callers may rely on this: in English every header and label is the word itself; a word that the data does not hold is
//! shown as it is, never left out. A test rules out that a shipped word is missing.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::cli::Lang;

const TEXTS: &str = include_str!("data/texts.csv");

/// The words of one language.
#[derive(Debug, Default)]
pub struct Words {
    headers: HashMap<&'static str, &'static str>,
    labels: HashMap<&'static str, &'static str>,
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

    /// A text of the workbook by its key.
    pub fn text<'a>(&self, key: &'a str) -> &'a str {
        self.texts.get(key).copied().unwrap_or(key)
    }

    fn read(column: usize) -> Self {
        Self { texts: read(TEXTS, column), ..Self::default() }
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
