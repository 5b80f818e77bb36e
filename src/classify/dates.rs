//! Dates as the genre writes them: `20 oktober 2025`.

use jiff::civil::Date;

use crate::lexicon::month;

/// The date that the words name; `None` for an open or impossible one.
pub(crate) fn parse(words: &str) -> Option<Date> {
    let mut parts = words.split_whitespace();
    let day: i8 = parts.next()?.parse().ok()?;
    let month = month(parts.next()?)?;
    let year: i16 = parts.next()?.parse().ok()?;
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_dates_are_dates() {
        assert_eq!(parse("20 oktober 2025").map(|d| d.to_string()).as_deref(), Some("2025-10-20"));
        assert_eq!(parse("31 februari 2025"), None);
        assert_eq!(parse(".. xxxx 2025"), None);
    }
}
