//! A paragraph that grows from pieces of markup: the text of inline elements, line breaks, note marks.
//!
//! Callers may rely on this: white space is collapsed as a browser does (space, tab, line feed, carriage return and form feed
//! become one space; none at the start, at the end or beside a line break); no-break spaces stay; runs are ordered, disjoint,
//! merged where neighbours look alike, and cover styled text only.

use std::sync::LazyLock;

use memchr::memmem::Finder;
use memchr::{memchr, memchr3};

use super::{RawParagraph, Run};

/// How a piece of text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Face {
    pub bold: bool,
    pub italic: bool,
    pub underline: bool,
}

impl Face {
    fn is_plain(self) -> bool {
        self == Self::default()
    }
}

/// The paragraph that is being built.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    text: String,
    runs: Vec<Run>,
    calls: Vec<(usize, usize)>,
    /// White space was read that is written only when more text follows.
    space: bool,
}

/// White space that collapses; a no-break space does not.
fn collapses(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | 0x0C)
}

/// Whether `text` holds nothing but white space that collapses.
pub(crate) fn is_blank(text: &str) -> bool {
    text.bytes().all(collapses)
}

/// Whether all white space that collapses is single spaces.
fn is_tidy(bytes: &[u8]) -> bool {
    static DOUBLED: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("  "));
    memchr3(b'\n', b'\t', b'\r', bytes).is_none() && memchr(0x0C, bytes).is_none() && DOUBLED.find(bytes).is_none()
}

impl Flow {
    /// Whether no text was added yet. White space that collapsed and note marks are no text.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Adds text, white space collapsed.
    pub fn push(&mut self, text: &str, face: Face) {
        let bytes = text.as_bytes();
        let Some(start) = bytes.iter().position(|b| !collapses(*b)) else {
            self.space |= !bytes.is_empty();
            return;
        };
        let end = bytes.iter().rposition(|b| !collapses(*b)).map_or(start, |last| last + 1);
        self.space |= start > 0;
        let inner = &text[start..end];
        // Nearly every text has single spaces only: it is copied in one piece.
        if is_tidy(inner.as_bytes()) {
            self.write(inner, face);
        } else {
            let mut at = 0;
            while at < inner.len() {
                let word = inner.as_bytes()[at..].iter().position(|b| collapses(*b)).unwrap_or(inner.len() - at);
                if word > 0 {
                    self.write(&inner[at..at + word], face);
                    self.space = true;
                }
                at += word + 1;
            }
        }
        self.space = end < bytes.len();
    }

    /// Adds text with its white space, as inside `<pre>`.
    pub fn push_kept(&mut self, text: &str, face: Face) {
        self.write(text, face);
    }

    /// White space between two elements, as if the source had a space there.
    pub fn soft_space(&mut self) {
        self.space = true;
    }

    /// A line break inside the paragraph.
    pub fn line_break(&mut self) {
        self.space = false;
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// The mark of the note `note` stands here.
    pub fn call(&mut self, note: usize) {
        self.calls.push((self.text.len(), note));
    }

    /// Puts plain text in front of all.
    pub fn prepend(&mut self, text: &str) {
        prepend(&mut self.text, &mut self.runs, &mut self.calls, text);
    }

    /// The paragraph, or `None` when there is no text in it; the flow is empty afterwards.
    pub fn take(&mut self) -> Option<RawParagraph> {
        self.space = false;
        let mut runs = std::mem::take(&mut self.runs);
        let mut calls = std::mem::take(&mut self.calls);
        let text = self.text.trim_end_matches(['\n', ' ']);
        let end = text.len();
        // The buffer stays with the flow: the next paragraph need not grow one.
        let text = (!text.trim_start().is_empty()).then(|| text.to_owned());
        self.text.clear();
        let text = text?;
        while runs.last().is_some_and(|run| run.start >= end) {
            runs.pop();
        }
        if let Some(run) = runs.last_mut() {
            run.end = run.end.min(end);
        }
        for call in &mut calls {
            call.0 = call.0.min(end);
        }
        Some(RawParagraph { text, runs, calls, ..RawParagraph::default() })
    }

    fn write(&mut self, text: &str, face: Face) {
        let mut start = self.text.len();
        if std::mem::take(&mut self.space) && start > 0 && self.text.as_bytes().last() != Some(&b'\n') {
            self.text.push(' ');
        }
        if !face.is_plain() {
            // The space between two pieces that look alike belongs to both.
            if let Some(run) = self.runs.last_mut()
                && run.end == start
                && (Face { bold: run.bold, italic: run.italic, underline: run.underline }) == face
            {
                run.end = self.text.len() + text.len();
            } else {
                start = self.text.len();
                let Face { bold, italic, underline } = face;
                self.runs.push(Run { start, end: start + text.len(), bold, italic, underline });
            }
        }
        self.text.push_str(text);
    }
}

impl RawParagraph {
    /// Puts plain text in front of all: a label where the shape has no place for one.
    pub(crate) fn prepend(&mut self, text: &str) {
        prepend(&mut self.text, &mut self.runs, &mut self.calls, text);
    }
}

fn prepend(text: &mut String, runs: &mut [Run], calls: &mut [(usize, usize)], front: &str) {
    text.insert_str(0, front);
    for run in runs {
        run.start += front.len();
        run.end += front.len();
    }
    for call in calls {
        call.0 += front.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOLD: Face = Face { bold: true, italic: false, underline: false };

    #[test]
    fn white_space_collapses_across_pieces() {
        let mut flow = Flow::default();
        flow.push("  Kan de \n", Face::default());
        flow.push("\tminister  ", BOLD);
        flow.push(" dit", BOLD);
        flow.line_break();
        flow.push("  toelichten? ", Face::default());
        let paragraph = flow.take().expect("text");
        assert_eq!(paragraph.text, "Kan de minister dit\ntoelichten?");
        assert_eq!(paragraph.runs, [Run { start: 7, end: 19, bold: true, italic: false, underline: false }]);
        assert!(flow.take().is_none());
    }

    #[test]
    fn white_space_inside_a_piece_is_one_space() {
        for (piece, text) in [("a b", "a b"), ("a  b\tc \n d", "a b c d"), ("a\u{C}b", "a b"), ("é  ‘ja’", "é ‘ja’")] {
            let mut flow = Flow::default();
            flow.push(piece, BOLD);
            flow.push("x", BOLD);
            let paragraph = flow.take().expect("text");
            assert_eq!(paragraph.text, format!("{text}x"));
            assert_eq!(paragraph.runs, [Run { start: 0, end: paragraph.text.len(), bold: true, italic: false, underline: false }]);
        }
    }

    #[test]
    fn a_call_stands_before_the_space() {
        let mut flow = Flow::default();
        flow.push("Zie de brief ", Face::default());
        flow.call(0);
        flow.push(" hierover.\u{A0}", Face::default());
        let paragraph = flow.take().expect("text");
        assert_eq!(paragraph.text, "Zie de brief hierover.\u{A0}");
        assert_eq!(paragraph.calls, [(12, 0)]);
    }

    #[test]
    fn no_break_spaces_alone_are_no_paragraph() {
        let mut flow = Flow::default();
        flow.push(" \u{A0} ", Face::default());
        assert!(flow.take().is_none());
    }

    #[test]
    fn what_is_prepended_moves_runs_and_calls() {
        let mut flow = Flow::default();
        flow.push("1", BOLD);
        flow.call(3);
        flow.prepend("Vraag ");
        let paragraph = flow.take().expect("text");
        assert_eq!(paragraph.text, "Vraag 1");
        assert_eq!((paragraph.runs[0].start, paragraph.runs[0].end, paragraph.calls[0]), (6, 7, (7, 3)));
    }
}
