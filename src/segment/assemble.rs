//! From the winning draft to the report: questions, answers and contributions in the order of the text, and the role of every
//! character.

use super::ask;
use super::draft::{Draft, Part};
use super::patterns::Patterns;
use super::unit::{Mark, Unit};
use crate::citation;
use crate::diagnostic::{Code, Diagnostic, Pass};
use crate::lexicon::{FactionMention, Joining, Lexicon};
use crate::model::{
    Answer, BlockKind, Classified, Contribution, Document, Judgement, Number, Piece, Question, ReadingScore, Report, ReviewReason, Role,
    Span, Status, Structure,
};
use crate::rules::Rules;

/// Builds the report and the diagnostics about it.
#[allow(clippy::too_many_arguments)]
pub(crate) fn assemble(
    document: &Document,
    classified: &Classified,
    rules: &Rules,
    lexicon: &Lexicon,
    patterns: &Patterns<'_>,
    units: &[Unit<'_>],
    mut draft: Draft,
    readings: Vec<ReadingScore>,
) -> Pass<Report> {
    order(&mut draft);
    nobody(&mut draft, classified);
    let mut diagnostics = Vec::new();
    let contributions = contributions(classified, lexicon, units, &draft, &mut diagnostics);
    let mut questions: Vec<Question> = Vec::with_capacity(draft.records.len());
    let mut answers: Vec<Answer> = Vec::new();
    let anchors = Anchors::of(document);
    for (index, record) in draft.records.iter().enumerate() {
        let spans: Vec<Span> = record.question.iter().map(|&u| body_span(&units[u])).collect();
        let mut question = Question {
            contribution: record.contribution,
            numbers: unique(&record.numbers),
            topic: record.topic.map_or_else(String::new, |t| units[t].text.trim_end_matches([':', '.']).trim().to_owned()),
            asks: ask::asks(document, &spans, patterns),
            cites: cites(document, &spans, rules),
            notes: anchors.within(&spans),
            spans,
            confidence: record.confidence,
            ..Question::default()
        };
        let place = |spans: &[Span]| spans.first().map_or((None, None), |s| document.place(s.start));
        if let Some(with) = record.answered_with.filter(|_| record.answer.is_empty()) {
            let place = draft.records[..with].iter().filter(|other| !other.answer.is_empty()).count();
            answers[place].questions.push(index);
            question.answer = Some(place);
            if record.confidence < super::CERTAIN {
                question.review.insert(ReviewReason::UncertainAlignment);
            }
        } else if record.answer.is_empty() {
            question.review.insert(ReviewReason::QuestionWithoutAnswer);
            if draft.structure != Structure::QuestionsOnly {
                let (page, paragraph) = place(&question.spans);
                diagnostics.push(
                    Diagnostic::new(Code::QuestionWithoutAnswer, format!("question {} has no answer", index + 1)).at(page, paragraph),
                );
            }
        } else {
            let spans: Vec<Span> = record.answer.iter().map(|&u| body_span(&units[u])).collect();
            let (page, paragraph) = place(&spans);
            if question.spans.is_empty() {
                question.review.insert(ReviewReason::AnswerWithoutQuestion);
                diagnostics.push(
                    Diagnostic::new(Code::AnswerWithoutQuestion, format!("no question was found for answer {}", answers.len() + 1))
                        .at(page, paragraph),
                );
            } else if record.confidence < super::CERTAIN {
                question.review.insert(ReviewReason::UncertainAlignment);
                diagnostics.push(
                    Diagnostic::new(
                        Code::UncertainAlignment,
                        format!("question {} and its answer were matched with confidence {:.2}", index + 1, record.confidence),
                    )
                    .at(page, paragraph),
                );
            }
            question.answer = Some(answers.len());
            answers.push(Answer {
                id: String::new(),
                questions: vec![index],
                numbers: unique(&record.answer_numbers),
                respondent: respondent(&record.respondent, &classified.head.respondent, rules),
                judgement: Judgement { status: Status::Missing, also: Default::default(), evidence: String::new() },
                repeats: None,
                cites: cites(document, &spans, rules),
                notes: anchors.within(&spans),
                spans,
            });
        }
        if contributions[record.contribution].unknown_faction {
            question.review.insert(ReviewReason::UnknownFaction);
        }
        questions.push(question);
    }
    for (unit, part) in units.iter().zip(&draft.parts) {
        if *part == Part::Unplaced {
            let (page, paragraph) = document.place(unit.span.start);
            let start: String = unit.text.chars().take(60).collect();
            diagnostics.push(Diagnostic::new(Code::UnplacedText, format!("no role was found for \"{start}\"")).at(page, paragraph));
        }
    }
    let pieces = pieces(document, classified, units, &draft);
    let report = Report {
        kind: classified.kind,
        head: classified.head.clone(),
        structure: draft.structure,
        contributions,
        questions,
        answers,
        references: Vec::new(),
        resolutions: Vec::new(),
        pieces,
        readings,
    };
    Pass::with(report, diagnostics)
}

/// Records in the order of their first unit; those that lost all their units to another are dropped.
fn order(draft: &mut Draft) {
    let key = |r: &super::draft::Record| r.question.iter().chain(&r.answer).min().copied();
    let mut old: Vec<usize> = (0..draft.records.len()).filter(|&i| key(&draft.records[i]).is_some()).collect();
    old.sort_by_key(|&i| key(&draft.records[i]));
    let mut new_of = vec![usize::MAX; draft.records.len()];
    for (new, &i) in old.iter().enumerate() {
        new_of[i] = new;
    }
    draft.records = old.iter().map(|&i| draft.records[i].clone()).collect();
    drop_unused_voices(draft);
    for record in &mut draft.records {
        record.answered_with = record.answered_with.map(|with| new_of[with]);
        record.question.sort_unstable();
        record.answer.sort_unstable();
    }
    for part in &mut draft.parts {
        match part {
            Part::Question(r) | Part::Answer(r) => *r = new_of[*r],
            _ => {}
        }
    }
}

/// What nobody says is no contribution: the committee's own words in its letter, a minister's opening.
fn nobody(draft: &mut Draft, classified: &Classified) {
    if !classified.head.askers.is_empty() {
        return;
    }
    let silent: Vec<bool> =
        (0..draft.voices.len()).map(|c| draft.voices[c].mention.is_none() && !draft.records.iter().any(|r| r.contribution == c)).collect();
    for part in &mut draft.parts {
        if matches!(part, Part::Remark(c) if silent[*c]) {
            *part = Part::Letter;
        }
    }
    drop_unused_voices(draft);
}

/// A reading asks for the contribution in force before it knows who speaks; those that got nothing are no contributions.
fn drop_unused_voices(draft: &mut Draft) {
    let mut used = vec![false; draft.voices.len()];
    for record in &draft.records {
        used[record.contribution] = true;
    }
    for part in &draft.parts {
        if let Part::Remark(c) = part {
            used[*c] = true;
        }
    }
    let mut new_of = vec![0; used.len()];
    let mut next = 0;
    for (old, &keep) in used.iter().enumerate() {
        new_of[old] = next;
        next += usize::from(keep);
    }
    let mut index = 0;
    draft.voices.retain(|_| {
        index += 1;
        used[index - 1]
    });
    for record in &mut draft.records {
        record.contribution = new_of[record.contribution];
    }
    for part in &mut draft.parts {
        if let Part::Remark(c) = part {
            *c = new_of[*c];
        }
    }
}

/// Who answers, when the answer's own heading says so: "Reactie van de minister" is the one minister whom the head names; a heading
/// that names the government alone says nothing more than the head.
fn respondent(heading: &str, head: &str, rules: &Rules) -> String {
    let name = crate::classify::respondents(heading, rules);
    if head.is_empty() || name.contains(' ') {
        return name;
    }
    let office = |of: &str| of == "Minister" || of == "Staatssecretaris";
    let mut same = head.split(';').filter(|known| known.split_whitespace().next() == Some(name.as_str()));
    match (office(&name), same.next(), same.next()) {
        (true, Some(one), None) => one.to_owned(),
        (true, _, _) => name,
        (false, _, _) => String::new(),
    }
}

fn unique(numbers: &[Number]) -> Vec<Number> {
    let mut out: Vec<Number> = Vec::with_capacity(numbers.len());
    for number in numbers {
        if !out.contains(number) {
            out.push(number.clone());
        }
    }
    out
}

/// The text of a question or an answer without its number.
fn body_span(unit: &Unit<'_>) -> Span {
    match unit.prefix {
        Some(prefix) => {
            let rest = &unit.text[prefix.len().min(unit.text.len())..];
            let lead = rest.len() - rest.trim_start().len();
            Span { start: prefix.end + lead as u32, end: unit.span.end }
        }
        None => unit.span,
    }
}

fn cites(document: &Document, spans: &[Span], rules: &Rules) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for span in spans {
        for found in citation::find(document.slice(*span), rules) {
            if !out.contains(&found.key) {
                out.push(found.key);
            }
        }
    }
    out
}

/// The notes of a document by the place where the text refers to them.
struct Anchors(Vec<(u32, usize)>);

impl Anchors {
    fn of(document: &Document) -> Self {
        let mut all: Vec<(u32, usize)> = document.notes.iter().enumerate().filter_map(|(n, note)| Some((note.anchor?, n))).collect();
        all.sort_unstable();
        Self(all)
    }

    fn within(&self, spans: &[Span]) -> Vec<usize> {
        let mut out: Vec<usize> = Vec::new();
        for span in spans {
            let from = self.0.partition_point(|&(at, _)| at < span.start);
            out.extend(self.0[from..].iter().take_while(|&&(at, _)| at <= span.end).map(|&(_, n)| n));
        }
        out.sort_unstable();
        out.dedup();
        out
    }
}

fn contributions(
    classified: &Classified,
    lexicon: &Lexicon,
    units: &[Unit<'_>],
    draft: &Draft,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Contribution> {
    let head = &classified.head;
    let year = [head.answered_on, head.adopted_on, head.asked_on].into_iter().flatten().next().map(|date| date.year());
    let voice = |mention: &FactionMention| Contribution {
        factions: mention.factions.clone(),
        as_written: mention.as_written.clone(),
        members: mention.members.clone(),
        unknown_faction: mention.unknown,
        ..Contribution::default()
    };
    let mut out: Vec<Contribution> = draft.voices.iter().map(|v| v.mention.as_ref().map_or_else(|| askers(classified), voice)).collect();
    for contribution in &out {
        if contribution.unknown_faction {
            let message = format!("the faction \"{}\" is not in the lexicon", contribution.as_written);
            diagnostics.push(Diagnostic::new(Code::UnknownFaction, message));
        }
    }
    for contribution in &mut out {
        if let Some(year) = year
            && let Some(faction) = contribution.factions.iter().find(|f| !lexicon.sat_in(f, year))
        {
            let message = format!("the faction \"{faction}\" did not sit in parliament in {year}");
            diagnostics.push(Diagnostic::new(Code::UnknownFaction, message));
            contribution.unknown_faction = true;
        }
    }
    let mut joins = Joins { speaking: None, before: None };
    for (unit, part) in units.iter().zip(&draft.parts) {
        let c = match part {
            Part::Remark(c) => {
                out[*c].remarks.push(unit.span);
                *c
            }
            Part::Question(r) => draft.records[*r].contribution,
            _ => continue,
        };
        if joins.speaking != Some(c) {
            joins.before = joins.speaking.replace(c);
        }
        for joining in lexicon.joinings(unit.text) {
            if let Some(diagnostic) = joins.enter(&mut out, &joining, &voice) {
                diagnostics.push(diagnostic);
            }
        }
    }
    out
}

/// Who has the floor, and who had it before: whom "sluiten zich hierbij aan" joins.
struct Joins {
    speaking: Option<usize>,
    before: Option<usize>,
}

impl Joins {
    /// Enters who joins whom; a warning where the text does not say whom.
    fn enter(
        &self,
        all: &mut Vec<Contribution>,
        joining: &Joining,
        voice: &impl Fn(&FactionMention) -> Contribution,
    ) -> Option<Diagnostic> {
        let current = self.speaking?;
        // A faction that joins within another's contribution ("De leden van de Fractie-Nanninga sluiten zich aan bij deze vragen")
        // has one of its own.
        let other = joining.who.as_ref().filter(|who| !who.factions.is_empty() && who.factions != all[current].factions);
        let (at, whose) = match other {
            None => (current, self.before.map(|b| all[b].factions.clone())),
            Some(who) => {
                let whose = Some(all[current].factions.clone());
                let known = all.iter().position(|c| c.factions == who.factions);
                let at = known.unwrap_or_else(|| {
                    all.push(voice(who));
                    all.len() - 1
                });
                (at, whose)
            }
        };
        let whose = if joining.whose.is_empty() { whose.unwrap_or_default() } else { joining.whose.clone() };
        let own = all[at].factions.clone();
        let contribution = &mut all[at];
        let mut joined = false;
        for faction in whose {
            joined = true;
            if !own.contains(&faction) && !contribution.joins.contains(&faction) {
                contribution.joins.push(faction);
            }
        }
        (!joined).then(|| {
            Diagnostic::new(Code::UnclearJoin, format!("the text does not say whose questions \"{}\" joins", contribution.as_written))
        })
    }
}

/// Kamervragen name their askers in the head, not in the text.
fn askers(classified: &Classified) -> Contribution {
    let mut contribution = Contribution::default();
    for (member, faction) in &classified.head.askers {
        contribution.members.push(member.clone());
        if !faction.is_empty() && !contribution.factions.contains(faction) {
            contribution.factions.push(faction.clone());
        }
    }
    contribution.as_written = contribution.factions.join(", ");
    contribution
}

/// The role of every character: units by the draft, the other blocks by what they are.
fn pieces(document: &Document, classified: &Classified, units: &[Unit<'_>], draft: &Draft) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(units.len() + document.blocks.len() / 2);
    let agenda: std::collections::HashSet<usize> = classified.agenda_blocks.iter().copied().collect();
    let head: std::collections::HashSet<usize> = classified.head_blocks.iter().copied().collect();
    for (index, block) in document.blocks.iter().enumerate() {
        let (role, rule) = match &block.kind {
            BlockKind::Furniture(why) => (Role::Furniture, why.as_str()),
            BlockKind::Note(_) => (Role::Note, "note"),
            _ if agenda.contains(&index) => (Role::Agenda, "head.agenda"),
            _ if head.contains(&index) => (Role::Head, "head"),
            _ => continue,
        };
        out.push(Piece { span: block.span, role, rule: rule.to_owned() });
    }
    // Answers are numbered apart from questions.
    let mut answer_of = Vec::with_capacity(draft.records.len());
    let mut answers = 0;
    for record in &draft.records {
        answer_of.push(answers);
        answers += usize::from(!record.answer.is_empty());
    }
    for (unit, part) in units.iter().zip(&draft.parts) {
        let role = match *part {
            Part::Unplaced => Role::Unplaced,
            Part::Question(r) => Role::Question(r),
            Part::Answer(r) => Role::Answer(answer_of[r]),
            Part::AnswerHeading => Role::AnswerHeading,
            Part::QuestionHeading => Role::QuestionHeading,
            Part::Restatement => Role::Restatement,
            Part::FactionHeading => Role::FactionHeading,
            Part::SectionHeading => Role::SectionHeading,
            Part::Topic => Role::TopicHeading,
            Part::Remark(c) => Role::Remark(c),
            Part::Contents => Role::Contents,
            Part::Agenda => Role::Agenda,
            Part::Letter => Role::Letter,
            Part::Note => Role::Note,
        };
        let rule = if unit.rule.is_empty() { draft.rule } else { unit.rule };
        if let (Part::Question(_) | Part::Answer(_), Some(prefix)) = (part, unit.prefix) {
            let heading = if matches!(part, Part::Answer(_)) { Role::AnswerHeading } else { Role::QuestionHeading };
            out.push(Piece { span: prefix, role: heading, rule: "number.prefix".to_owned() });
            out.push(Piece { span: body_span(unit), role, rule: rule.to_owned() });
        } else {
            out.push(Piece { span: unit.span, role, rule: rule.to_owned() });
        }
    }
    out.sort_by_key(|p| p.span);
    let _ = Mark::Text;
    out
}
