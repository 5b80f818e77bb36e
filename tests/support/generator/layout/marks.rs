//! Marks of questions and answers (genre §3).

use crate::support::generator::random::Random;

/// How an answer without a number is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A line of its own.
    Line(&'static str),
    /// At the start of the answer's first paragraph.
    Inline(&'static str),
    /// A line of its own with a count, although questions have no number.
    Counted,
}

/// One of the marks without numbers.
pub fn mark(title: &str, random: &mut Random) -> Mark {
    let by = if title == "Minister" {
        ["Antwoord van de minister", "Reactie van de minister:", "Antwoord minister:", "Reactie minister"]
    } else {
        ["Antwoord van de staatssecretaris", "Reactie van de staatssecretaris:", "Antwoord staatssecretaris:", "Reactie staatssecretaris"]
    };
    match random.below(12) {
        0..=3 => Mark::Line("Antwoord"),
        4 => Mark::Line("Antwoord "),
        5 => Mark::Line("Antwoord:"),
        6 => Mark::Line("Reactie"),
        7 => Mark::Line("Antwoord kabinet"),
        8 => Mark::Counted,
        9 => Mark::Inline("Antwoord: "),
        10 => Mark::Inline("» "),
        _ => Mark::Line(random.say(&by)),
    }
}

/// How question numbers stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// `1. Kan …`
    Dot,
    /// `1) Kan …`
    Paren,
    /// `1` alone.
    Line,
    /// `1.` alone.
    LineDot,
    /// `Vraag 1`
    Vraag,
    /// `Vraag 1:`
    VraagColon,
    /// `Vraag (1):`
    VraagParen,
}

impl Ask {
    /// Whether the number stands on a line of its own.
    pub fn alone(self) -> bool {
        !matches!(self, Self::Dot | Self::Paren)
    }

    /// The line or the list label.
    pub fn text(self, number: &str) -> String {
        match self {
            Self::Dot | Self::LineDot => format!("{number}."),
            Self::Paren => format!("{number})"),
            Self::Line => number.to_owned(),
            Self::Vraag => format!("Vraag {number}"),
            Self::VraagColon => format!("Vraag {number}:"),
            Self::VraagParen => format!("Vraag ({number}):"),
        }
    }
}

/// How numbered answers are headed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    /// `Antwoord`
    Bare,
    /// `Antwoord:`
    Colon,
    /// `Antwoord 1`
    Number,
    /// `Antwoord 1:`
    NumberColon,
    /// `Antwoord op vraag 1:`
    OpVraag,
    /// `Antwoord vraag 1`
    Vraag,
    /// Nothing: the answer is the next paragraph.
    None,
}

impl Reply {
    /// Whether it says which questions it answers.
    pub fn numbered(self) -> bool {
        matches!(self, Self::Number | Self::NumberColon | Self::OpVraag | Self::Vraag)
    }

    /// The heading; `None` when there is none.
    pub fn text(self, numbers: &[String], random: &mut Random) -> Option<String> {
        let list = list(numbers, random);
        let word = if numbers.len() > 1 { "vragen" } else { "vraag" };
        Some(match self {
            Self::Bare => "Antwoord".to_owned(),
            Self::Colon => "Antwoord:".to_owned(),
            Self::Number => format!("Antwoord {list}"),
            Self::NumberColon => format!("Antwoord {list}:"),
            Self::OpVraag => format!("Antwoord op {word} {list}:"),
            Self::Vraag => format!("Antwoord {word} {list}"),
            Self::None => return None,
        })
    }
}

/// Several numbers as papers write them: `5, 6 en 7`, `3 t/m 5`, `7, 8, en 9`, `2l/2m`, a comma forgotten.
pub fn list(numbers: &[String], random: &mut Random) -> String {
    match numbers {
        [] => String::new(),
        [one] => one.clone(),
        [a, b] if a.ends_with('a') && b.ends_with('b') => {
            let form = random.below(3);
            if form == 0 { format!("{a}/{b}") } else { format!("{a} en {b}") }
        }
        [a, b] => {
            if random.chance(0.1) {
                format!("{a} & {b}")
            } else {
                format!("{a} en {b}")
            }
        }
        [first, .., last] => {
            let (end, head) = numbers.split_last().expect("three or more");
            match random.below(6) {
                0 => format!("{}, en {end}", head.join(", ")),
                1 => format!("{} en {end}", head.join(" ")),
                2 | 3 => format!("{first} t/m {last}"),
                4 => format!("{first} tot en met {last}"),
                _ => format!("{} en {end}", head.join(", ")),
            }
        }
    }
}
