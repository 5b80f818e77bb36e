//! styles.xml: what a paragraph or run looks like by its styles.
//!
//! Within a chain of `w:basedOn` the nearest value counts. Between the kinds of style Word *toggles* bold, italic and
//! hidden: a bold character style on a bold paragraph style gives upright text. Direct formatting always counts as written.

use std::borrow::Cow;
use std::cell::OnceCell;

use foldhash::HashMap;

use super::namespace::{Ns, WordPull};
use super::properties::{ParagraphProperties, RunProperties};
use crate::diagnostic::Diagnostic;
use crate::read::pull::{Node, Tag};

/// How a stretch of text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Underlined.
    pub underline: bool,
    /// Hidden text.
    pub hidden: bool,
}

/// What a style says, its ancestors included.
#[derive(Debug, Clone, Default)]
pub struct Style<'a> {
    /// Of its text.
    pub run: RunProperties<'a>,
    /// Outline level from 0.
    pub outline: Option<u8>,
    /// Its list.
    pub list: Option<u32>,
    /// Its level in the list.
    pub level: Option<u8>,
    based_on: Option<Cow<'a, str>>,
    /// The name as Word shows it in English; lower case where it is not ASCII.
    name: Cow<'a, str>,
}

/// All styles of a document. A document has hundreds and uses a dozen: what one says is read when it is asked for.
#[derive(Default)]
pub struct Styles<'a> {
    entries: Vec<Entry<'a>>,
    by_id: HashMap<Cow<'a, str>, usize>,
    default_run: RunProperties<'a>,
    default_paragraph: Option<usize>,
    default_character: Option<usize>,
    /// Parsers over nothing, one for each set of prefixes in force: what the styles hold is read by their like.
    sources: Vec<WordPull<'a>>,
}

/// A style in styles.xml.
struct Entry<'a> {
    content: &'a str,
    /// Which of [`Styles::sources`].
    source: usize,
    settled: OnceCell<Style<'a>>,
}

impl<'a> Styles<'a> {
    /// Reads styles.xml. Errors: those of the parser.
    pub fn read(mut pull: WordPull<'a>) -> Result<Self, Diagnostic> {
        let mut styles = Self::default();
        loop {
            match pull.next()? {
                Node::Open(tag) if tag.ns == Ns::Word => match tag.local() {
                    "rPrDefault" => styles.default_run = read_default(&mut pull)?,
                    "pPrDefault" | "latentStyles" => pull.skip()?,
                    "style" => styles.take(&tag, &mut pull)?,
                    _ => {}
                },
                Node::End => break,
                _ => {}
            }
        }
        Ok(styles)
    }

    /// Whether any style puts its paragraphs in a list.
    pub fn use_lists(&self) -> bool {
        let finder = memchr::memmem::Finder::new("numId");
        self.entries.iter().any(|entry| match entry.settled.get() {
            Some(style) => style.list.is_some(),
            None => finder.find(entry.content.as_bytes()).is_some() && self.own(entry).list.is_some(),
        })
    }

    /// The paragraph style of this id, else the default one. A missing style counts as the default one, as in Word.
    pub fn paragraph(&self, id: Option<&str>) -> Option<&Style<'a>> {
        self.style(id.and_then(|id| self.by_id.get(id).copied()).or(self.default_paragraph)?)
    }

    /// The style of this id.
    pub fn by_id(&self, id: &str) -> Option<&Style<'a>> {
        self.style(*self.by_id.get(id)?)
    }

    /// The look of a run: its own properties and character style on a paragraph style.
    pub fn look(&self, paragraph: Option<&Style>, run: &RunProperties) -> Look {
        let character = run.style.as_deref().and_then(|id| self.by_id(id));
        let character = character.or_else(|| self.style(self.default_character?)).map(|style| &style.run);
        let paragraph = paragraph.map(|style| &style.run);
        let defaults = &self.default_run;
        let toggle = |of: fn(&RunProperties) -> Option<bool>| {
            let styled = |style: Option<&RunProperties>| style.and_then(of).unwrap_or(false);
            of(run).unwrap_or_else(|| of(defaults).unwrap_or(false) || (styled(paragraph) ^ styled(character)))
        };
        Look {
            bold: toggle(|run| run.bold),
            italic: toggle(|run| run.italic),
            hidden: toggle(|run| run.hidden),
            // Underlining is no toggle: the nearest value counts.
            underline: run
                .underline
                .or_else(|| character.and_then(|style| style.underline))
                .or_else(|| paragraph.and_then(|style| style.underline))
                .or(defaults.underline)
                .unwrap_or(false),
        }
    }

    fn take(&mut self, tag: &Tag<'a, Ns>, pull: &mut WordPull<'a>) -> Result<(), Diagnostic> {
        let index = self.entries.len();
        let is_default = || tag.attribute("default").is_some_and(|value| matches!(&*value, "1" | "true" | "on"));
        match tag.attribute("type").as_deref() {
            Some("paragraph") | None if is_default() => self.default_paragraph = Some(index),
            Some("character") if is_default() => self.default_character = Some(index),
            _ => {}
        }
        let id = tag.attribute("styleId").unwrap_or_default();
        if !self.sources.last().is_some_and(|source| pull.binds_as(source)) {
            self.sources.push(pull.over(""));
        }
        let entry = Entry { content: pull.cut()?, source: self.sources.len() - 1, settled: OnceCell::new() };
        self.entries.push(entry);
        self.by_id.entry(id).or_insert(index);
        Ok(())
    }

    /// What a style itself says.
    fn own(&self, entry: &Entry<'a>) -> Style<'a> {
        // Its content was found to be well formed when it was cut out.
        self.sources.get(entry.source).and_then(|source| read_style(&mut source.over(entry.content)).ok()).unwrap_or_default()
    }

    /// What a style and its ancestors say.
    fn style(&self, index: usize) -> Option<&Style<'a>> {
        if let Some(style) = self.entries.get(index)?.settled.get() {
            return Some(style);
        }
        let mut path = Vec::new();
        let mut next = Some(index);
        while let Some((at, entry)) =
            next.and_then(|at| Some((at, self.entries.get(at)?))).filter(|(_, entry)| entry.settled.get().is_none())
        {
            if path.len() > self.entries.len() {
                self.settle_all();
                return self.entries[index].settled.get();
            }
            let own = self.own(entry);
            next = self.parent(&own);
            path.push((at, own));
        }
        let mut parent = next.and_then(|at| self.entries[at].settled.get());
        while let Some((at, mut style)) = path.pop() {
            if let Some(parent) = parent {
                style.take_missing_from(parent);
            }
            parent = Some(self.entries[at].settled.get_or_init(|| style));
        }
        parent
    }

    /// The style that `style` is based on.
    fn parent(&self, style: &Style) -> Option<usize> {
        style.based_on.as_ref().and_then(|id| self.by_id.get(id)).copied()
    }

    /// Gives every style what its ancestors say, where some are based on each other in a circle. A circle ends where it closes.
    fn settle_all(&self) {
        let mut styles: Vec<(Style, bool)> = self
            .entries
            .iter()
            .map(|entry| entry.settled.get().map_or_else(|| (self.own(entry), false), |settled| (settled.clone(), true)))
            .collect();
        let mut path = Vec::new();
        for start in 0..styles.len() {
            let mut next = Some(start);
            while let Some(index) = next.filter(|index| !styles[*index].1) {
                styles[index].1 = true;
                path.push(index);
                next = self.parent(&styles[index].0);
            }
            let mut parent = next;
            while let Some(index) = path.pop() {
                if let Some(parent) = parent.filter(|parent| *parent != index) {
                    let ancestor = styles[parent].0.clone();
                    styles[index].0.take_missing_from(&ancestor);
                }
                parent = Some(index);
            }
        }
        for (entry, (style, _)) in self.entries.iter().zip(styles) {
            entry.settled.get_or_init(|| style);
        }
    }
}

impl Style<'_> {
    /// Level of a heading from 1, when the style is one: by outline level, else by its name.
    pub fn heading(&self) -> Option<u8> {
        match self.outline {
            Some(level) => (level < 9).then_some(level + 1),
            None => heading_by_name(&self.name),
        }
    }

    fn take_missing_from(&mut self, ancestor: &Style) {
        self.run.bold = self.run.bold.or(ancestor.run.bold);
        self.run.italic = self.run.italic.or(ancestor.run.italic);
        self.run.underline = self.run.underline.or(ancestor.run.underline);
        self.run.hidden = self.run.hidden.or(ancestor.run.hidden);
        self.outline = self.outline.or_else(|| ancestor.outline.or_else(|| heading_by_name(&ancestor.name).map(|level| level - 1)));
        self.list = self.list.or(ancestor.list);
        self.level = self.level.or(ancestor.level);
    }
}

/// The level that the name of a style says: `heading 2` in every language of Word; `Kop 2`, `Heading2` as ids without a style.
pub fn heading_by_name(name: &str) -> Option<u8> {
    let name = name.trim().to_ascii_lowercase();
    if name == "title" || name == "titel" {
        return Some(1);
    }
    let level = name.strip_prefix("heading").or_else(|| name.strip_prefix("kop"))?.trim().parse().ok()?;
    (1..=9).contains(&level).then_some(level)
}

fn read_default<'a>(pull: &mut WordPull<'a>) -> Result<RunProperties<'a>, Diagnostic> {
    let depth = pull.depth();
    let mut run = RunProperties::default();
    loop {
        match pull.next()? {
            Node::Open(tag) if tag.local() == "rPr" => run = RunProperties::read(pull)?,
            Node::Close if pull.depth() < depth => return Ok(run),
            Node::End => return Ok(run),
            _ => {}
        }
    }
}

fn read_style<'a>(pull: &mut WordPull<'a>) -> Result<Style<'a>, Diagnostic> {
    let depth = pull.depth();
    let mut style = Style::default();
    loop {
        match pull.next()? {
            Node::Open(tag) => match tag.local() {
                "name" => {
                    let name = tag.attribute("val").unwrap_or_default();
                    style.name = if name.is_ascii() { name } else { name.to_lowercase().into() };
                }
                "basedOn" => style.based_on = tag.attribute("val"),
                "rPr" => style.run = RunProperties::read(pull)?,
                "pPr" => {
                    let paragraph = ParagraphProperties::read(pull)?;
                    (style.outline, style.list, style.level) = (paragraph.outline, paragraph.list, paragraph.level);
                }
                _ => pull.skip()?,
            },
            Node::Close if pull.depth() < depth => return Ok(style),
            Node::End => return Ok(style),
            _ => {}
        }
    }
}
