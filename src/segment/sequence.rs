//! Question, answer, question, answer: the interleaved and the numbered families, with or without answer headings.
//!
//! ```text
//! report   = { faction-heading | topic | question-heading? question+ answer-heading? answer* }
//! ```
//!
//! Between two answer headings lies answer text, then perhaps headings, then the next question. A question heading or a number
//! says where the cut is; without one it is the best-scoring split over all cuts (32317-974 has no blank line there).
//! Without answer headings the question ends with its last asking paragraph (lists of the Algemene Rekenkamer, 31235-3).

use std::collections::{HashMap, HashSet};

use super::ask;
use super::draft::{Draft, Part, Record};
use super::patterns::Patterns;
use super::shared;
use super::unit::{Mark, Section, Side, Unit};
use super::walk::{Walk, is_remark_behind, is_topic, question_stretch, subjects};
use crate::model::{Number, Structure};
use crate::sentence;

/// A question that was read, and not yet its answer.
pub(super) struct Pending {
    pub units: Vec<usize>,
    pub numbers: Vec<Number>,
    pub contribution: usize,
    pub topic: Option<usize>,
}

impl Pending {
    /// Makes it a record of the draft.
    pub(super) fn record(self, draft: &mut Draft, confidence: f32) -> usize {
        let index = draft.records.len();
        draft.records.push(Record {
            numbers: self.numbers,
            contribution: self.contribution,
            topic: self.topic,
            confidence,
            ..Record::default()
        });
        for unit in self.units {
            draft.place(unit, Part::Question(index));
        }
        index
    }
}

struct Reader<'r, 'a> {
    units: &'r [Unit<'a>],
    patterns: &'r Patterns<'r>,
    draft: Draft,
    walk: Walk,
    pending: Vec<Pending>,
    /// The last record whose answer names a number.
    answered: HashMap<Number, usize>,
    /// Where a part of answers begins by its heading.
    answers_part: Option<usize>,
}

/// The headings that answer factions who asked right above them: "Antwoord op de vragen van de leden van de fracties van de PvdA en de SP"
/// closes what these two asked, as the bare "Antwoord" of the other questions does; where others asked in between, it does not.
fn answer_headings(units: &[Unit<'_>]) -> Vec<usize> {
    // Without any bare one, the questions of a faction are answered one by one below such a heading.
    if !units.iter().any(|unit| matches!(unit.mark, Mark::Answer { .. })) {
        return Vec::new();
    }
    let asked_above = |i: usize| -> HashSet<&str> {
        let run = units[..i].iter().rev().take_while(|unit| matches!(unit.mark, Mark::Text | Mark::NumberLine(_) | Mark::Question { .. }));
        run.filter_map(|unit| unit.speaker.as_ref()).flat_map(|speaker| &speaker.factions).map(String::as_str).collect()
    };
    let closes = |i: usize| match &units[i].mark {
        Mark::Faction { mention, answers: true } => {
            !mention.factions.is_empty() && asked_above(i) == mention.factions.iter().map(String::as_str).collect()
        }
        _ => false,
    };
    (0..units.len()).filter(|&i| closes(i)).collect()
}

fn with_answer_headings<'a>(units: &[Unit<'a>], headings: &[usize]) -> Vec<Unit<'a>> {
    let mut own = units.to_vec();
    for &i in headings {
        let answer = Mark::Answer { numbers: Vec::new(), respondent: String::new() };
        if let Mark::Faction { mention, .. } = std::mem::replace(&mut own[i].mark, answer) {
            own[i].speaker = Some(mention);
        }
    }
    own
}

/// Reads the whole document as a sequence.
pub(crate) fn read(units: &[Unit<'_>], patterns: &Patterns<'_>) -> Draft {
    let own;
    let units = match answer_headings(units) {
        headings if headings.is_empty() => units,
        headings => {
            own = with_answer_headings(units, &headings);
            &own[..]
        }
    };
    let draft = Draft::new(Structure::Interleaved, "sequence", units);
    let answers_part = units.iter().position(|u| matches!(u.mark, Mark::Section(Section::Answers) | Mark::Letter(Side::Answers)));
    let (pending, answered) = (Vec::new(), HashMap::new());
    let mut walk = Walk::begin();
    if answers_part.is_none() {
        walk.subjects = subjects(units);
    }
    let mut reader = Reader { units, patterns, draft, walk, pending, answered, answers_part };
    let mut from = 0;
    loop {
        let answer = (from..units.len()).find(|&i| matches!(units[i].mark, Mark::Answer { .. }));
        let end = answer.unwrap_or_else(|| reader.end_of_text(from));
        reader.questions(from..end, answer.is_some());
        let Some(answer) = answer else { break };
        let stop = reader.end_of_answer(answer);
        reader.answer(answer, stop.0, stop.1);
        from = stop.0;
    }
    reader.finish()
}

/// Whether a unit begins a question by a heading or a number.
fn starts_question(unit: &Unit<'_>) -> bool {
    matches!(unit.mark, Mark::Question { .. }) || (unit.is_text() && !unit.numbers.is_empty())
}

/// Whether a question that waits for its answer stands right above another one of the same faction, with the number before its number.
fn is_right_above(above: &Pending, question: &Pending) -> bool {
    let numbers = above.numbers.last().zip(question.numbers.first());
    above.contribution == question.contribution
        && numbers.is_some_and(|(last, first)| last.value + 1 == first.value)
        && above.units.last().map(|unit| unit + 1) == question.units.first().copied()
}

impl Reader<'_, '_> {
    fn end_of_text(&self, from: usize) -> usize {
        (from..self.units.len()).find(|&i| self.draft.parts[i] == Part::Agenda).unwrap_or(self.units.len())
    }

    /// A stretch that holds questions: cut at their headings; with `answered`, an answer heading follows.
    fn questions(&mut self, range: std::ops::Range<usize>, answered: bool) {
        let mut starts: Vec<usize> = range.clone().filter(|&i| starts_question(&self.units[i])).collect();
        let first = starts.first().copied().unwrap_or(range.end);
        // The first number may have gone with a page's: "2" says that a question stands above it, with its answer.
        let lost = starts.first().is_some_and(|&at| self.numbers_of(at).first().is_some_and(|n| n.value == 2));
        self.stretch(range.start..first, Vec::new(), lost && self.draft.records.is_empty());
        starts.push(range.end);
        for pair in starts.windows(2) {
            let (start, end) = (pair[0], pair[1]);
            let numbers = self.numbers_of(start).to_vec();
            let body = if self.units[start].is_text() { start } else { start + 1 };
            // Only the last question of the stretch has the answer heading behind it.
            let headed = answered && end == range.end;
            self.stretch(body..end, numbers, !headed);
        }
    }

    /// The numbers of the question that begins at a unit.
    fn numbers_of(&self, start: usize) -> &[Number] {
        match &self.units[start].mark {
            Mark::Question { numbers } => numbers,
            _ => &self.units[start].numbers,
        }
    }

    fn stretch(&mut self, range: std::ops::Range<usize>, numbers: Vec<Number>, may_hold_answer: bool) {
        let mut cut_off = Vec::new();
        let mut range = range;
        let whole = range.end;
        let mut stopped = whole;
        let mut answer = Vec::new();
        if may_hold_answer {
            let stop = range
                .clone()
                .find(|&i| !matches!(self.units[i].mark, Mark::Text | Mark::NumberLine(_) | Mark::LetterText))
                .unwrap_or(range.end);
            if let Some(cut) = self.unmarked_cut(range.start..stop) {
                let stop = (cut + 1..stop).find(|&i| is_remark_behind(&self.units[i], self.patterns)).unwrap_or(stop);
                let stop = self.end_of_row(cut, stop);
                answer = (cut..stop).filter(|&i| !self.units[i].is_aside).collect();
                // The headings behind the answer belong to the next question.
                while answer.len() > 1 && is_topic(self.units, answer[answer.len() - 1], self.units.len()) {
                    answer.pop();
                }
                range.end = cut;
                stopped = stop;
            }
        }
        let held = question_stretch(&mut self.draft, &mut self.walk, self.units, range, self.patterns, &mut cut_off);
        // The number stands above the first of them.
        let mut numbers = numbers;
        for (units, contribution, topic) in cut_off {
            self.pending.push(Pending { units, numbers: std::mem::take(&mut numbers), contribution, topic });
        }
        if held.is_empty() && numbers.is_empty() {
            return;
        }
        let contribution = self.walk.contribution(&mut self.draft);
        let topic = self.walk.topic;
        self.walk.opening = false;
        if answer.is_empty() {
            if self.joins_earlier(&held, &numbers) || self.joins_row(&held, &numbers, contribution) {
                return;
            }
            self.pending.push(Pending { units: held, numbers, contribution, topic });
            return;
        }
        let behind: Vec<usize> = (answer[answer.len() - 1] + 1..self.units.len())
            .take_while(|&i| self.draft.parts[i] == Part::Unplaced && is_topic(self.units, i, self.units.len()))
            .collect();
        let ceiling = if self.units[answer[0]].inferred { -0.1 } else { 0.4 };
        let clear = self.units[answer[0]].voice <= ceiling && held.last().is_some_and(|&i| sentence::ends_asking(self.units[i].text));
        let mut question = Pending { units: held, numbers, contribution, topic };
        // What waits from the same row of a table has this answer too.
        let row = |p: &Pending| p.units.first().and_then(|&unit| self.units[unit].pair);
        while let Some(above) = self.pending.pop_if(|above| row(above).is_some() && row(above) == row(&question)) {
            question.units.splice(0..0, above.units);
            question.numbers.splice(0..0, above.numbers);
            question.contribution = self.draft.together(above.contribution, question.contribution);
        }
        // "2. Zet Nederland zich ervoor in …?" "3. Welke lidstaten trekken hierbij met Nederland op?" and one answer, in italics and roman.
        let mut several = false;
        let leans = |question: &Pending| question.units.first().is_some_and(|&unit| self.patterns.leans.is_match(self.units[unit].body()));
        while let Some(above) = self.pending.pop_if(|above| is_right_above(above, &question) && leans(&question)) {
            question.units.splice(0..0, above.units);
            question.numbers.splice(0..0, above.numbers);
            several = true;
        }
        let record = question.record(&mut self.draft, if clear && !several { 0.9 } else { 0.5 });
        for unit in answer {
            self.draft.place(unit, Part::Answer(record));
        }
        self.trim_letter(record);
        for unit in behind {
            self.draft.parts[unit] = Part::Topic;
            self.walk.topic(unit);
        }
        self.headings(stopped..whole);
    }

    /// What stands between an answer without a heading and the next question: headings of factions and topics, opening remarks.
    fn headings(&mut self, range: std::ops::Range<usize>) {
        if range.is_empty() {
            return;
        }
        let mut cut_off = Vec::new();
        let held = question_stretch(&mut self.draft, &mut self.walk, self.units, range, self.patterns, &mut cut_off);
        for (units, contribution, topic) in cut_off {
            self.pending.push(Pending { units, numbers: Vec::new(), contribution, topic });
        }
        if !held.is_empty() {
            let contribution = self.walk.contribution(&mut self.draft);
            let topic = self.walk.topic;
            self.pending.push(Pending { units: held, numbers: Vec::new(), contribution, topic });
        }
    }

    /// A question whose number an earlier joint answer already names ("Antwoord op vragen 3 en 8" stands before question 8).
    fn joins_earlier(&mut self, held: &[usize], numbers: &[Number]) -> bool {
        if numbers.is_empty() {
            return false;
        }
        let Some(&record) = numbers.first().and_then(|n| self.answered.get(n)) else { return false };
        let earlier = &self.draft.records[record];
        if !numbers.iter().all(|n| earlier.answer_numbers.contains(n) && !earlier.numbers.contains(n)) {
            return false;
        }
        for &unit in held {
            self.draft.place(unit, Part::Question(record));
        }
        self.draft.records[record].numbers.extend(numbers.iter().cloned());
        true
    }

    /// Where between `cut` and `stop` the row of the table ends in which the answer at `cut` stands. What stands below the last row of the paper
    /// and neither asks nor speaks for a faction is none of it, unless the answer points there.
    fn end_of_row(&mut self, cut: usize, stop: usize) -> usize {
        let row = self.units[cut].pair;
        let Some(end) = (cut + 1..stop).find(|&i| row.is_some() && self.units[i].pair != row) else { return stop };
        let last = self.units[end - 1].text.trim_end();
        if self.patterns.answer_goes_on.is_match(last) || self.units[end..].iter().any(|unit| unit.pair.is_some()) {
            return stop;
        }
        for i in end..stop {
            let unit = &self.units[i];
            if unit.is_text() && !unit.is_cell && unit.speaker.is_none() && unit.voice < 0.8 && !unit.could_be_topic() {
                self.draft.parts[i] = Part::Letter;
            }
        }
        end
    }

    /// A question in a row of a table into which the answer of the row above reaches.
    fn joins_row(&mut self, held: &[usize], numbers: &[Number], contribution: usize) -> bool {
        let Some(row) = held.first().and_then(|&unit| self.units[unit].pair) else { return false };
        let Some(record) = self.draft.records.len().checked_sub(1) else { return false };
        if !self.draft.records[record].answer.iter().any(|&unit| self.units[unit].pair == Some(row)) {
            return false;
        }
        for &unit in held {
            self.draft.place(unit, Part::Question(record));
        }
        self.draft.records[record].numbers.extend(numbers.iter().cloned());
        self.draft.records[record].contribution = self.draft.together(self.draft.records[record].contribution, contribution);
        true
    }

    /// Where the answer begins in a stretch without an answer heading: behind the last asking paragraph of its opening run.
    fn unmarked_cut(&self, range: std::ops::Range<usize>) -> Option<usize> {
        // Where the text itself was cut between question and answer, whatever stands behind the question mark ("(p. 23-26).").
        if let Some(inferred) = range.clone().find(|&i| self.units[i].inferred) {
            return Some(inferred);
        }
        let mut cut = None;
        for i in range.clone() {
            let unit = &self.units[i];
            if sentence::ends_asking(unit.text) || (cut.is_none() && unit.voice > 1.5 && ask::asks_anything(unit.body(), self.patterns)) {
                // An answer may put a question of its own; it does so after it has begun to answer.
                if cut.is_some_and(|c| (c..i).any(|j| self.units[j].voice < -0.8)) {
                    break;
                }
                cut = Some(i + 1);
            }
        }
        // A heading of the next question answers nothing; "Ja" and "212" do.
        let says = |i: usize| {
            let unit = &self.units[i];
            !is_topic(self.units, i, self.units.len()) || unit.voice < -0.3 || unit.text.contains(|c: char| c.is_ascii_digit())
        };
        cut.filter(|&c| c < range.end && (c..range.end).any(says))
    }

    /// One past the last unit of the answer, and how sure the cut is.
    fn end_of_answer(&self, heading: usize) -> (usize, f32) {
        let start = heading + 1;
        let boundary = (start..self.units.len())
            .find(|&i| {
                self.draft.parts[i] == Part::Agenda
                    || matches!(self.units[i].mark, Mark::Answer { .. } | Mark::Faction { .. } | Mark::Section(_) | Mark::Letter(_))
                    || starts_question(&self.units[i])
            })
            .unwrap_or(self.units.len());
        if boundary == self.units.len() {
            // A question may be left without an answer at the end.
            return (self.before_asking(start, boundary), 1.0);
        }
        if starts_question(&self.units[boundary]) {
            // Headings directly above a question belong to it, unless the answer would be empty.
            let mut end = boundary;
            while end > start + 1 && is_topic(self.units, end - 1, self.units.len()) {
                end -= 1;
            }
            return (end, 1.0);
        }
        // A heading of a faction or a part: the last question above it may have been left without an answer.
        let Mark::Answer { numbers: next, .. } = &self.units[boundary].mark else {
            let mut end = self.before_asking(start, boundary);
            // The subject under which the next faction speaks.
            if end == boundary && end > start + 1 && self.walk.subjects.contains(&(end - 1)) {
                end -= 1;
            }
            return (end, 1.0);
        };
        // "Antwoord 2 en 4", "Antwoord 3": what the next heading answers was asked above, so nothing is asked between.
        let Mark::Answer { numbers: own, .. } = &self.units[heading].mark else { return (boundary, 1.0) };
        // Where all answers stand apart every question waits, and this says nothing.
        let apart = self.answers_part.is_some_and(|at| at < heading);
        let waits = |n: &Number| !own.contains(n) && self.pending.iter().any(|p| p.numbers.contains(n));
        if !apart && !own.is_empty() && !next.is_empty() && next.iter().all(waits) {
            return (boundary, 1.0);
        }
        self.voice_cut(start, boundary)
    }

    /// Where everything from there on to `end` clearly asks.
    fn before_asking(&self, start: usize, end: usize) -> usize {
        let asks = |unit: &Unit<'_>| {
            unit.voice > 2.5 || unit.voice > 1.5 && (unit.speaker.is_some() || ask::asks_anything(unit.body(), self.patterns))
        };
        let mut cut = end;
        while cut > start + 1 && self.units[cut - 1].is_text() && asks(&self.units[cut - 1]) {
            cut -= 1;
        }
        // "In de brief lezen deze leden dat de tarieven uiteenlopen." leads up to the question that was found.
        while cut < end && cut > start + 1 && self.units[cut - 1].is_text() && self.units[cut - 1].voice > LEADS_UP {
            cut -= 1;
        }
        cut
    }

    /// The best split of `start..end` into answer and next question by voice, found over all cuts.
    fn voice_cut(&self, start: usize, end: usize) -> (usize, f32) {
        let n = end - start;
        if n == 0 {
            return (start, 1.0);
        }
        let voice = |i: usize| {
            let unit = &self.units[i];
            if is_topic(self.units, i, end) {
                0.0
            } else if unit.voice.abs() < NEUTRAL && !ask::asks_anything(unit.body(), self.patterns) {
                // What neither asks nor answers by its words goes on with the answer more often than it leads up to a question.
                unit.voice - GOES_ON
            } else {
                unit.voice.clamp(-4.0, 4.0)
            }
        };
        let total: f32 = (start..end).map(voice).sum();
        let mut before = 0.0;
        let (mut best, mut best_score, mut second) = (start, f32::MIN, f32::MIN);
        for cut in start..end {
            // Units before the cut answer, units from it on ask.
            let asks = (cut..end).any(|i| !is_topic(self.units, i, end));
            let mut score = (total - before) - before;
            if cut == start {
                score -= if self.opens_a_question(start, end) { EMPTY_ANSWER } else { UNASKED };
            }
            if is_topic(self.units, cut, end) {
                score += if self.units[cut].is_heading || self.units[cut].style.bold > 60 { 2.5 } else { 1.5 };
            }
            if cut > start && is_topic(self.units, cut - 1, end) && cut - 1 > start {
                // The cut would leave a heading at the end of an answer.
                score -= 1.5;
            }
            if self.units[cut].is_bullet && cut > start {
                // A list goes on with the paragraph that announces it.
                score -= LIST;
            }
            if self.units[cut].speaker.is_some() {
                score += 1.0;
            }
            if asks {
                if score > best_score {
                    second = best_score;
                    (best, best_score) = (cut, score);
                } else if score > second {
                    second = score;
                }
            }
            before += voice(cut);
        }
        let margin = best_score - second;
        let confidence = if n == 1 || margin >= 1.0 {
            1.0
        } else if margin >= 0.3 {
            0.8
        } else {
            0.5
        };
        (best, confidence)
    }

    /// Whether the first text of `start..end` asks, or is the courtesy with which a faction takes the floor.
    fn opens_a_question(&self, start: usize, end: usize) -> bool {
        let first = (start..end).find(|&i| !is_topic(self.units, i, end)).map(|i| &self.units[i]);
        first.is_some_and(|unit| ask::asks_anything(unit.body(), self.patterns) || self.patterns.remark.is_match(unit.text))
    }

    fn answer(&mut self, heading: usize, end: usize, confidence: f32) {
        let Mark::Answer { numbers, respondent } = &self.units[heading].mark else { return };
        if numbers.is_empty() && shared::share_out(&mut self.draft, self.units, self.patterns, &mut self.pending, heading..end) {
            return;
        }
        let here = self.walk.contribution(&mut self.draft);
        let picked = self.pick(numbers, here);
        let next = self.units.get(end).map(|u| &u.mark);
        if picked.is_empty() && numbers.is_empty() && self.draft.records.is_empty() && matches!(next, Some(Mark::Question { .. })) {
            // A title above the first question is no answer (letters that answer written questions).
            for i in heading..end {
                if matches!(self.draft.parts[i], Part::Unplaced | Part::AnswerHeading) {
                    self.draft.parts[i] = Part::Letter;
                }
            }
            return;
        }
        let several = picked.len() > 1 && numbers.is_empty();
        let mut question = Pending { units: Vec::new(), numbers: Vec::new(), contribution: here, topic: self.walk.topic };
        for (at, p) in picked.into_iter().enumerate() {
            if at == 0 {
                (question.contribution, question.topic) = (p.contribution, p.topic);
            }
            question.contribution = self.draft.together(question.contribution, p.contribution);
            question.units.extend(p.units);
            question.numbers.extend(p.numbers);
        }
        let record = question.record(&mut self.draft, if several { 0.5 } else { confidence });
        let record_ref = &mut self.draft.records[record];
        record_ref.answer_numbers.clone_from(numbers);
        for number in numbers {
            self.answered.insert(number.clone(), record);
        }
        record_ref.respondent.clone_from(respondent);
        record_ref.headed = true;
        if record_ref.numbers.is_empty() {
            record_ref.numbers.clone_from(numbers);
        }
        for i in heading + 1..end {
            if self.draft.parts[i] != Part::Agenda && matches!(self.units[i].mark, Mark::Text | Mark::NumberLine(_) | Mark::LetterText) {
                self.draft.place(i, Part::Answer(record));
            }
        }
        self.trim_letter(record);
    }

    /// Closing words of a letter at the end of the last answer are no part of it.
    fn trim_letter(&mut self, record: usize) {
        while let Some(&last) = self.draft.records[record].answer.last() {
            let closing = self.units[last].mark == Mark::LetterText && self.draft.records[record].answer.len() > 1;
            if !closing || last + 1 < self.units.len() && self.units[last + 1..].iter().any(|u| u.is_text()) {
                break;
            }
            self.draft.records[record].answer.pop();
            self.draft.parts[last] = Part::Letter;
        }
    }

    /// The pending questions that an answer heading with these numbers answers.
    fn pick(&mut self, numbers: &[Number], here: usize) -> Vec<Pending> {
        if self.pending.is_empty() {
            return Vec::new();
        }
        let named = |p: &Pending| p.numbers.iter().any(|n| numbers.contains(n));
        if !numbers.is_empty() && self.pending.iter().any(named) {
            let same = self.pending.iter().any(|p| named(p) && p.contribution == here);
            let mut taken = Vec::new();
            let mut index = 0;
            while index < self.pending.len() {
                let p = &self.pending[index];
                if named(p) && (!same || p.contribution == here) {
                    taken.push(self.pending.remove(index));
                } else {
                    index += 1;
                }
            }
            return taken;
        }
        // Unnumbered, or numbers that stand at the answers only (31066-1164): the question right above it, and with a joint
        // answer as many as it names.
        let unnumbered = self.pending.iter().rev().take_while(|p| p.numbers.is_empty() || numbers.is_empty()).count();
        let mut wanted = numbers.len().max(1).min(unnumbered);
        while wanted < unnumbered && numbers.is_empty() && self.goes_on_as_another(self.pending.len() - wanted) {
            wanted += 1;
        }
        let at = self.pending.len() - wanted;
        self.pending.split_off(at)
    }

    /// Whether the pending question before this one stands right above it and another faction asks it.
    fn goes_on_as_another(&self, at: usize) -> bool {
        let (Some(above), Some(below)) = (at.checked_sub(1).and_then(|above| self.pending.get(above)), self.pending.get(at)) else {
            return false;
        };
        above.contribution != below.contribution && above.units.last().map(|unit| unit + 1) == below.units.first().copied()
    }

    fn finish(mut self) -> Draft {
        for question in std::mem::take(&mut self.pending) {
            let asks =
                !question.numbers.is_empty() || question.units.iter().any(|&i| ask::asks_anything(self.units[i].body(), self.patterns));
            if asks {
                question.record(&mut self.draft, 1.0);
            } else {
                for unit in question.units {
                    self.draft.parts[unit] = Part::Remark(question.contribution);
                }
            }
        }
        let numbered = self.draft.records.iter().filter(|r| !r.numbers.is_empty()).count();
        if numbered * 2 > self.draft.records.len() {
            self.draft.structure = Structure::Numbered;
        } else if self.draft.running {
            self.draft.structure = Structure::Thematic;
        }
        self.draft
    }
}

/// The voice of a paragraph above a question that leads up to it.
const LEADS_UP: f32 = 1.5;
/// A paragraph whose voice is weaker than this says nothing of who speaks.
const NEUTRAL: f32 = 0.5;
/// How much such a paragraph sounds like an answer all the same.
const GOES_ON: f32 = 0.4;
/// What it costs to begin a question with an item of a list.
const LIST: f32 = 6.0;
/// What an answer heading without text costs: rare, but it happens.
const EMPTY_ANSWER: f32 = 4.0;
/// The same where the text behind it does not begin a question: it is the answer, though it speaks of a faction ("De leden van deze
/// fractie worden verwezen naar …").
const UNASKED: f32 = 8.0;
