//! The elements of both dialects of officielebekendmakingen.nl, by what a reader of the print sees of them.
//!
//! `kamerwrk` (1995–2009; `tuskop`, `ltrlabel`, `voetref`) as in kst-24507-3 and kst-31911-3, `officiele-publicatie` (from 2010;
//! `tussenkop`, `stuknr`, `noot`) as in kst-28844-269; the old names of the Kamervragen (`omschr`, `vraag/nummer`) from 2009.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use crate::model::{Furniture, Markup};

/// What an element does to the text inside it. The same name may do different things under different parents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
    /// Holds blocks.
    Container,
    /// Is a paragraph.
    Paragraph,
    /// Is a heading; its level is counted from where it stands.
    Heading,
    /// Is one heading whose parts stand on one line: number and title of a dossier.
    HeadLine,
    /// Is a part of the head of a document: stands on one line with the parts beside it (`Nr.`, `3`, `VERSLAG …`).
    HeadPart,
    /// Is the title of something, or a name inside a line.
    Title,
    /// Is the number of a question or answer, inside one; else a part of a line.
    Number,
    /// Is text inside a line.
    Inline,
    /// Is text inside a line that is set apart by a space from such an element before it (`voornaam`, `achternaam`), and a line
    /// of its own where there are only lines (`functie` in an `ondertekening`).
    Word,
    /// Is emphasised text inside a line.
    Emphasis,
    /// Holds a question or an answer.
    Speech(Markup),
    /// Is furniture.
    Furniture(Furniture),
    /// Is a list.
    List,
    /// Is an item of a list.
    Item,
    /// Is the label of an item.
    Label,
    /// Is a table.
    Table,
    /// Describes a column of a table.
    Column,
    /// Is a row of a table.
    Row,
    /// Is a cell of a table.
    Cell,
    /// Is a note, where it is called or apart.
    Note,
    /// Is the mark of a note, inside the note.
    NoteMark,
    /// Calls a note that stands elsewhere.
    NoteCall,
    /// Is a line break.
    Break,
    /// States a fact about the document in its attributes.
    Meta,
    /// Is not known: a block among blocks, text inside a line.
    Unknown,
}

/// The element of this name, without its prefix.
pub(super) fn element(name: &str) -> Element {
    // Asked of every element: one look at a table instead of a comparison with each name.
    static ELEMENTS: LazyLock<HashMap<&str, Element, FixedState>> =
        LazyLock::new(|| NAMES.iter().flat_map(|(element, names)| names.split(' ').map(|name| (name, *element))).collect());
    ELEMENTS.get(name).copied().unwrap_or(Element::Unknown)
}

/// The names of the elements that are known.
const NAMES: &[(Element, &str)] = &[
    (
        Element::Paragraph,
        "al alinea datumtekst kamervraagomschrijving omschr kamervraagnummer vraagnummer wij wat considerans.al noot.al noot.li \
         bijschrift bron term definitie gegeven tekstregel p slotformulering plaatsdatum aanhefregel",
    ),
    (Element::Emphasis, "nadruk b i u em strong vet cur"),
    (
        Element::Inline,
        "extref intref extref-groep intref-groep dossierref sup inf sub marquee redactie tekstcorrectie kamervraagonderwerp \
         onderwerp organisatie politiek afkorting abbr link a span extlink",
    ),
    (
        Element::Word,
        "naam voornaam achternaam voorvoegsels functie dossiernummer dossiernr begrotingshoofdstuk subtitel raadnr datum plaats",
    ),
    (Element::Heading, "tussenkop tuskop kop"),
    (Element::Title, "titel title opschr"),
    (Element::Note, "noot voetnoot"),
    (Element::NoteMark, "noot.nr nootnr"),
    (Element::NoteCall, "nootref voetref noot.ref"),
    (Element::List, "lijst noot.lijst ul ol"),
    (Element::Item, "li lid definitie-item"),
    (Element::Label, "li.nr lidnr linr"),
    (Element::Table, "table tabel"),
    (Element::Column, "colspec"),
    (Element::Row, "row tr"),
    (Element::Cell, "entry td th"),
    (Element::Speech(Markup::Question), "vraag"),
    (Element::Speech(Markup::Answer), "antwoord"),
    (Element::Number, "nr nummer label"),
    (Element::HeadLine, "dossier onderw"),
    (Element::HeadPart, "stuknr ltrlabel letter herdruk ondernummer nds-nr"),
    (Element::Furniture(Furniture::SiteHead), "metadata meta-data versie ordernr vergjaar brondata"),
    (Element::Furniture(Furniture::PageHead), "kamerstukkop kamervraagkop kamerstuk.kop niet-dossier-stuk-kop"),
    (Element::Meta, "meta"),
    (Element::Break, "br regeleinde"),
    (
        Element::Container,
        "officiele-publicatie kamerwrk kamerstuk kamervragen vraagdoc vragen aanhangsel body stuk algemeen vrije-tekst tekst \
         tekst-sluiting divisie al-groep bijlage frontm ondertekening ondtek artikel artikeltekst tgroup thead tbody tfoot \
         niet-dossier-stuk nds-stuk reactie toelicht toelichting voorstel-wet wettekst aanhef considerans afkondiging \
         amendement amendement-lid wijziging wijzig-artikel wijzig-lid wijzig-divisie voorstel-sluiting bijlage-sluiting advies \
         adviesrvs nader-rapport naderrap officiele-inhoudsopgave box kader kadertekst paragraaf groep structuurtekst citaat \
         motie definitielijst witreg plaatje illustratie figuur handelingen handeling agendapunt spreekbeurt spreker item part \
         blwstuk voorwerk boek noten html div brief",
    ),
];
