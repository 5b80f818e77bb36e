//! A second opinion on short answers, mostly on those in which no rule found anything but content.
//!
//! Rules know the wordings that somebody wrote down; a wording that nobody did counts as an answer to the matter. So such an
//! answer is weighed by its words as well: `data/weights.tsv` says for words and pairs of neighbours how much they speak for
//! each label. The weights are learnt from the labelled answers of `tests/gold` (`cargo bench --bench opinion`), but those that are
//! kept to measure with.
//!
//! Callers may rely on this: an opinion is given only when it is a sure one, and the same text always gets the same.

use std::hash::BuildHasher;
use std::sync::OnceLock;

use foldhash::fast::FixedState;
use foldhash::{HashMap, HashMapExt};

use super::Label;

const WEIGHTS: &str = include_str!("data/weights.tsv");

/// The labels in the order of the columns of the weights.
pub const LABELS: [Label; 7] = [
    Label::Content,
    Label::Declined,
    Label::NoInformation,
    Label::Deferred,
    Label::RefersElsewhere,
    Label::RefersWithin,
    Label::Acknowledged,
];

/// What stands in the place of words in the row of the weights that every text has.
pub const ANY: &str = "*";

/// Share of the belief that a label needs where no rule found anything but content. Where it is lower, more answers of the sets that are
/// kept to measure with are judged rightly, and more of those that are content are called something else.
const SURE: f64 = 0.55;

/// The same for taking note, which shares its words with every opinion that follows it ("Ik begrijp de zorgen, want …").
const SURE_OF_NOTE: f64 = 0.9;

/// The same against a rule that found something else than content, and where a reason or a verdict is asked.
const SURER: f64 = 0.85;

/// Share of the belief from which on one sentence of several is content, and the same beside one that explains the label. Before a
/// refusal or a delay mostly stands its ground, beside a reference what it is about.
const SAYS_SOMETHING: f64 = 0.9;
const SAYS_SOMETHING_BESIDE: f64 = 0.6;

/// One weight for each label.
pub type Weights = [f64; LABELS.len()];

/// What words weigh.
#[derive(Debug)]
pub struct Opinion {
    any: Weights,
    /// By [`key`].
    grams: HashMap<u64, Weights>,
}

impl Opinion {
    /// The weights that ship with the program.
    ///
    /// # Panics
    /// When the file is broken, which a test rules out.
    pub fn embedded() -> &'static Self {
        static OPINION: OnceLock<Opinion> = OnceLock::new();
        OPINION.get_or_init(|| Self::parse(WEIGHTS))
    }

    /// From rows of words, a tab, and the weights of [`LABELS`] with a tab between; an empty one is 0.
    fn parse(rows: &str) -> Self {
        let mut this = Self { any: Weights::default(), grams: HashMap::new() };
        for row in rows.lines().filter(|row| !row.starts_with('#')) {
            let mut cells = row.split('\t');
            let gram = cells.next().unwrap_or_default();
            let mut weights = Weights::default();
            for (weight, cell) in weights.iter_mut().zip(cells) {
                *weight = if cell.is_empty() { 0.0 } else { cell.parse().expect("a weight is a number") };
            }
            if gram == ANY {
                this.any = weights;
            } else {
                this.grams.insert(key(gram), weights);
            }
        }
        this
    }

    /// From what was learnt.
    pub fn new<'g>(any: Weights, grams: impl IntoIterator<Item = (&'g str, Weights)>) -> Self {
        Self { any, grams: grams.into_iter().map(|(gram, weights)| (key(gram), weights)).collect() }
    }

    /// How much each of [`LABELS`] is believed of `text`; they add up to 1.
    pub fn beliefs(&self, text: &str) -> Weights {
        let grams = grams(text);
        let share = share(grams.len());
        let mut sums = self.any;
        for weights in grams.iter().filter_map(|gram| self.grams.get(&key(gram))) {
            sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight * share);
        }
        softmax(sums)
    }

    /// The label other than `content` that `text` has rather than `decisive`, which the rules found; less is believed where the question
    /// asks for a `stance`.
    pub fn sure(&self, text: &str, decisive: Label, stance: bool) -> Option<Label> {
        let beliefs = self.beliefs(text);
        let at = (0..LABELS.len()).max_by(|&a, &b| beliefs[a].total_cmp(&beliefs[b]).then(b.cmp(&a)))?;
        let least = match (decisive, LABELS[at]) {
            (Label::Content, Label::Acknowledged) => SURE_OF_NOTE,
            (Label::Content, Label::RefersWithin | Label::RefersElsewhere) => SURE,
            (Label::Content, _) if !stance => SURE,
            _ => SURER,
        };
        (beliefs[at] > least).then_some(LABELS[at]).filter(|&label| label != Label::Content && label != decisive)
    }

    /// Whether `text`, one sentence of several, is content, `beside` one that explains the label or not.
    pub(super) fn says_something(&self, text: &str, beside: bool) -> bool {
        self.beliefs(text)[0] > if beside { SAYS_SOMETHING_BESIDE } else { SAYS_SOMETHING }
    }

    /// Which of `texts` speaks most for `label`.
    pub(super) fn speaker<'t>(&self, label: Label, texts: impl Iterator<Item = &'t str>) -> Option<usize> {
        let at = LABELS.iter().position(|l| *l == label)?;
        texts.map(|text| self.beliefs(text)[at]).enumerate().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).map(|(index, _)| index)
    }
}

/// What each of `count` words and pairs counts in a text: a long text is no surer than a short one.
pub fn share(count: usize) -> f64 {
    1.0 / (count.max(1) as f64).sqrt()
}

/// The beliefs that belong to sums of weights.
pub fn softmax(mut sums: Weights) -> Weights {
    let most = sums.iter().copied().fold(f64::MIN, f64::max);
    sums.iter_mut().for_each(|sum| *sum = (*sum - most).exp());
    let total: f64 = sums.iter().sum();
    sums.map(|sum| sum / total)
}

/// The words of `text` and the pairs of neighbours, each once, in order of the letters: lower case, every number a `9`.
pub fn grams(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for run in text.split(|c: char| !c.is_alphanumeric()).filter(|run| !run.is_empty()) {
        let mut word = String::with_capacity(run.len());
        for c in run.chars().flat_map(char::to_lowercase) {
            match (c.is_ascii_digit(), word.ends_with('9')) {
                (true, true) => {}
                (true, false) => word.push('9'),
                (false, _) => word.push(c),
            }
        }
        words.push(word);
    }
    let pairs: Vec<String> = words.windows(2).map(|pair| pair.join(" ")).collect();
    words.extend(pairs);
    words.sort_unstable();
    words.dedup();
    words
}

fn key(gram: &str) -> u64 {
    FixedState::default().hash_one(gram)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_pairs_stand_once_each() {
        assert_eq!(grams("Zie vraag 12, zie 2.024!"), ["9", "9 9", "9 zie", "vraag", "vraag 9", "zie", "zie 9", "zie vraag"]);
        assert_eq!(grams("…"), [""; 0]);
    }

    #[test]
    fn the_weights_that_ship_are_whole() {
        let opinion = Opinion::embedded();
        assert!(opinion.grams.len() > 1000);
        assert!(WEIGHTS.lines().filter(|row| !row.starts_with('#')).all(|row| row.split('\t').count() == LABELS.len() + 1));
        assert_eq!(opinion.grams.len() + 1, WEIGHTS.lines().filter(|row| !row.starts_with('#')).count(), "no two have one key");
    }

    #[test]
    fn an_opinion_is_sure_or_none() {
        let opinion = Opinion::new([0.0; 7], [("later", [0.0, 0.0, 0.0, 9.0, 0.0, 0.0, 0.0])]);
        assert_eq!(opinion.sure("Later.", Label::Content, false), Some(Label::Deferred));
        assert_eq!(opinion.sure("Later.", Label::Declined, false), Some(Label::Deferred));
        assert_eq!(opinion.sure("Later.", Label::Deferred, false), None, "it is that already");
        assert_eq!(opinion.sure("Nu.", Label::Content, false), None);
        assert_eq!(opinion.speaker(Label::Deferred, ["nu", "later", "later"].into_iter()), Some(1));
    }
}
