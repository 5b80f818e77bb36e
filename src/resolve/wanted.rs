//! What a question wants to know: a time, an amount, a reason. Two questions on one matter are told apart by it ("Wanneer is de
//! ondergrens van kracht?" "Welke sectoren hebben baat bij de ondergrens?").
//!
//! Callers may rely on this: a question whose words say nothing of it fits every other one equally.

use crate::rules::Group;

/// The kinds of things that a question wants, as bits in the order of [`KINDS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Wanted(u8);

/// What the rules of `reference.wanted` say.
const KINDS: [&str; 4] = ["time", "amount", "reason", "choice"];

/// How much better a question fits that wants the same, and how much worse one that wants something else.
const SAME: f32 = 1.15;
const OTHER: f32 = 0.85;

impl Wanted {
    /// What the sentences of a question that ask want.
    pub(super) fn of(text: &str, rules: &Group) -> Self {
        let bit = |index: usize| KINDS.iter().position(|kind| *kind == rules.rules()[index].value).map_or(0, |at| 1 << at);
        Self(rules.matching(text).map(bit).fold(0, |bits, bit| bits | bit))
    }

    /// By how much `other` fits.
    pub(super) fn fits(self, other: Self) -> f32 {
        match (self.0, other.0) {
            (0, _) | (_, 0) => 1.0,
            (own, other) if own & other != 0 => SAME,
            _ => OTHER,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rules;

    #[test]
    fn a_question_fits_one_that_wants_the_same() {
        let rules = Rules::embedded().group("reference.wanted");
        let wanted = |text: &str| Wanted::of(text, rules);
        let when = wanted("Wanneer hebben vergunningverleners zekerheid over de invoering van de ondergrens?");
        assert!(when.fits(wanted("Met ingang van welke datum kunnen initiatiefnemers van deze ondergrens gebruikmaken?")) > 1.0);
        assert!(when.fits(wanted("Kan de minister toelichten waarom is gekozen voor een ondergrens van 1 mol?")) < 1.0);
        assert_eq!(when.fits(wanted("Klopt dit?")).to_bits(), 1.0_f32.to_bits());
    }
}
