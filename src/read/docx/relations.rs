//! Which part is which: the relationships of a package and of its main part.

use crate::diagnostic::{Code, Diagnostic};
use crate::read::Limits;
use crate::read::container::Container;
use crate::read::pull::{Node, Pull};

/// The relationships of one part.
#[derive(Debug, Default)]
pub struct Relations {
    entries: Vec<Relation>,
    /// Folder of the part, with a slash at its end, or empty.
    folder: String,
    /// Whether the relationships could be read.
    pub known: bool,
}

#[derive(Debug)]
struct Relation {
    id: String,
    kind: String,
    target: String,
    external: bool,
}

impl Relations {
    /// Reads the relationships of `part` (empty: of the package). A missing or broken list gives none, with a diagnostic when broken.
    /// Errors: those of the container that end the reading.
    pub fn read(container: &mut Container, part: &str, limits: &Limits, diagnostics: &mut Vec<Diagnostic>) -> Result<Self, Diagnostic> {
        let (folder, file) = part.rsplit_once('/').map_or(("", part), |(folder, file)| (folder, file));
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let name = format!("{folder}_rels/{file}.rels");
        let mut relations = Self { entries: Vec::new(), folder, known: false };
        let result = container.text(&name).and_then(|text| match text {
            Some(text) => relations.parse(&name, &text.text, limits).map(|()| true),
            None => Ok(false),
        });
        match result {
            Ok(known) => relations.known = known,
            Err(error) => diagnostics.push(super::skipped(&name, "links to other parts", error)?),
        }
        Ok(relations)
    }

    /// The part that the first relationship of `kind` (`styles`, `footnotes`, …) leads to.
    pub fn of_kind(&self, kind: &str) -> Option<String> {
        self.entries.iter().find(|relation| relation.kind == kind && !relation.external).map(|relation| self.resolve(&relation.target))
    }

    /// The part that the relationship `id` leads to.
    pub fn by_id(&self, id: &str) -> Option<String> {
        self.entries.iter().find(|relation| relation.id == id && !relation.external).map(|relation| self.resolve(&relation.target))
    }

    /// A part of `kind`, or the one of the customary name beside the main part where the relationships could not be read.
    pub fn of_kind_or(&self, kind: &str, customary: &str) -> Option<String> {
        self.of_kind(kind).or_else(|| (!self.known).then(|| format!("{}{customary}", self.folder)))
    }

    fn parse(&mut self, name: &str, text: &str, limits: &Limits) -> Result<(), Diagnostic> {
        let mut pull = Pull::<()>::new(name, text, limits, &[], |_| ());
        loop {
            match pull.next()? {
                Node::Open(tag) if tag.local() == "Relationship" => {
                    let value = |name| tag.attribute(name).unwrap_or_default().into_owned();
                    let kind = value("Type");
                    self.entries.push(Relation {
                        id: value("Id"),
                        // The transitional and the strict dialect differ before the last slash only.
                        kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                        target: value("Target"),
                        external: value("TargetMode") == "External",
                    });
                }
                Node::End => return Ok(()),
                _ => {}
            }
        }
    }

    /// A target is relative to the folder of its part, or begins with a slash.
    fn resolve(&self, target: &str) -> String {
        let target = target.replace('\\', "/");
        let whole = if target.starts_with('/') { target } else { format!("{}{target}", self.folder) };
        let mut steps: Vec<&str> = Vec::new();
        for step in whole.split('/') {
            match step {
                "" | "." => {}
                ".." => {
                    steps.pop();
                }
                _ => steps.push(step),
            }
        }
        steps.join("/")
    }
}

/// The name of the main part: as the package says, else as it is customary, else any `document….xml`.
/// Errors: `DamagedFile` when there is none.
pub fn main_part(container: &mut Container, limits: &Limits, diagnostics: &mut Vec<Diagnostic>) -> Result<String, Diagnostic> {
    let package = Relations::read(container, "", limits, diagnostics)?;
    let named = package.of_kind("officeDocument").filter(|name| container.has(name));
    let found = named.or_else(|| container.has("word/document.xml").then(|| "word/document.xml".to_owned())).or_else(|| {
        let names = container.names();
        names
            .into_iter()
            .find(|name| name.starts_with("word/document") && name.ends_with(".xml") && !name.contains("_rels"))
            .map(str::to_owned)
    });
    found.ok_or_else(|| Diagnostic::new(Code::DamagedFile, "the container has no main part (word/document.xml)"))
}
