//! Numbers as lists and notes print them: decimal, letters, roman.

/// How a number is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Numeral {
    /// 1, 2, 3.
    #[default]
    Decimal,
    /// 01, 02, 03.
    DecimalZero,
    /// a, b, … z, aa, bb.
    LowerLetter,
    /// A, B, … Z, AA, BB.
    UpperLetter,
    /// i, ii, iii.
    LowerRoman,
    /// I, II, III.
    UpperRoman,
    /// 1e, 2e, 3e.
    Ordinal,
    /// *, †, ‡, §, **, ….
    Chicago,
    /// Nothing.
    None,
}

/// Letters and roman numbers above this are printed decimal: nobody numbers so far, but a damaged file may.
const WORDS_AT_MOST: u32 = 3_999;

impl Numeral {
    /// `value` as it is printed.
    pub fn print(self, value: u32) -> String {
        match self {
            Self::None => String::new(),
            Self::DecimalZero => format!("{value:02}"),
            Self::Ordinal => format!("{value}e"),
            Self::Decimal => value.to_string(),
            _ if value == 0 || value > WORDS_AT_MOST => value.to_string(),
            Self::LowerLetter => repeated(value, 26, |index| char::from(b'a' + index)),
            Self::UpperLetter => repeated(value, 26, |index| char::from(b'A' + index)),
            Self::Chicago => repeated(value, 4, |index| ['*', '†', '‡', '§'][usize::from(index)]),
            Self::UpperRoman => roman(value),
            Self::LowerRoman => roman(value).to_lowercase(),
        }
    }
}

/// Word doubles the letter after z: z, aa, bb.
fn repeated(value: u32, alphabet: u32, letter: impl Fn(u8) -> char) -> String {
    let times = (value - 1) / alphabet + 1;
    let index = ((value - 1) % alphabet) as u8;
    std::iter::repeat_n(letter(index), times as usize).collect()
}

/// `a` … `z`, `aa`, `ab` … for a number from 1, as browsers count on after z.
pub(crate) fn letters(number: u32) -> String {
    let mut rest = number;
    let mut out = Vec::new();
    while rest > 0 {
        rest -= 1;
        out.push(char::from(b'a' + (rest % 26) as u8));
        rest /= 26;
    }
    out.iter().rev().collect()
}

fn roman(mut value: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut text = String::new();
    for (worth, sign) in SIGNS {
        while value >= worth {
            text.push_str(sign);
            value -= worth;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_as_in_browsers() {
        assert_eq!([1, 26, 27, 52, 703].map(letters), ["a", "z", "aa", "az", "aaa"]);
    }

    #[test]
    fn numbers_are_printed_as_word_does() {
        assert_eq!(Numeral::LowerLetter.print(1), "a");
        assert_eq!(Numeral::LowerLetter.print(28), "bb");
        assert_eq!(Numeral::UpperRoman.print(1994), "MCMXCIV");
        assert_eq!(Numeral::LowerRoman.print(4), "iv");
        assert_eq!(Numeral::LowerRoman.print(4_000), "4000");
        assert_eq!(Numeral::DecimalZero.print(7), "07");
        assert_eq!(Numeral::Chicago.print(5), "**");
        assert_eq!(Numeral::LowerRoman.print(u32::MAX), u32::MAX.to_string());
        assert_eq!(Numeral::UpperLetter.print(0), "0");
    }
}
