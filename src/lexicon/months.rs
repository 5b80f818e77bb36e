//! Names of months, for dates in any case and with the usual abbreviations.

use std::collections::HashMap;
use std::sync::OnceLock;

const MONTHS: &str = include_str!("data/months.csv");

/// 1..=12 for a Dutch name of a month, in any case, with or without the stop of an abbreviation.
pub fn month(name: &str) -> Option<i8> {
    static TABLE: OnceLock<HashMap<&str, i8>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        MONTHS
            .lines()
            .skip(1)
            .filter_map(|line| {
                let mut cells = line.split(',');
                Some((cells.next()?.parse().ok()?, cells.next()?)).map(|(number, variant): (i8, &str)| (variant, number))
            })
            .collect()
    });
    table.get(name.trim_end_matches('.').to_lowercase().as_str()).copied()
}
