//! The elements of both dialects of officielebekendmakingen.nl, by what a reader of the print sees of them.
//!
//! `kamerwrk` (1995–2009; `tuskop`, `ltrlabel`, `voetref`) as in kst-24507-3 and kst-31911-3, `officiele-publicatie` (from 2010;
//! `tussenkop`, `stuknr`, `noot`) as in kst-28844-269; the old names of the Kamervragen (`omschr`, `vraag/nummer`) from 2009.

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
    use Element as E;
    match name {
        "al"
        | "alinea"
        | "datumtekst"
        | "kamervraagomschrijving"
        | "omschr"
        | "kamervraagnummer"
        | "vraagnummer"
        | "wij"
        | "wat"
        | "considerans.al"
        | "noot.al"
        | "noot.li"
        | "bijschrift"
        | "bron"
        | "term"
        | "definitie"
        | "gegeven"
        | "tekstregel"
        | "p"
        | "slotformulering"
        | "plaatsdatum"
        | "aanhefregel" => E::Paragraph,
        "nadruk" | "b" | "i" | "u" | "em" | "strong" | "vet" | "cur" => E::Emphasis,
        "extref"
        | "intref"
        | "extref-groep"
        | "intref-groep"
        | "dossierref"
        | "sup"
        | "inf"
        | "sub"
        | "marquee"
        | "redactie"
        | "tekstcorrectie"
        | "kamervraagonderwerp"
        | "onderwerp"
        | "organisatie"
        | "politiek"
        | "afkorting"
        | "abbr"
        | "link"
        | "a"
        | "span"
        | "extlink" => E::Inline,
        "naam"
        | "voornaam"
        | "achternaam"
        | "voorvoegsels"
        | "functie"
        | "dossiernummer"
        | "dossiernr"
        | "begrotingshoofdstuk"
        | "subtitel"
        | "raadnr"
        | "datum"
        | "plaats" => E::Word,
        "tussenkop" | "tuskop" | "kop" => E::Heading,
        "titel" | "title" | "opschr" => E::Title,
        "noot" | "voetnoot" => E::Note,
        "noot.nr" | "nootnr" => E::NoteMark,
        "nootref" | "voetref" | "noot.ref" => E::NoteCall,
        "lijst" | "noot.lijst" | "ul" | "ol" => E::List,
        "li" | "lid" | "definitie-item" => E::Item,
        "li.nr" | "lidnr" | "linr" => E::Label,
        "table" | "tabel" => E::Table,
        "colspec" => E::Column,
        "row" | "tr" => E::Row,
        "entry" | "td" | "th" => E::Cell,
        "vraag" => E::Speech(Markup::Question),
        "antwoord" => E::Speech(Markup::Answer),
        "nr" | "nummer" | "label" => E::Number,
        "dossier" | "onderw" => E::HeadLine,
        "stuknr" | "ltrlabel" | "letter" | "herdruk" | "ondernummer" | "nds-nr" => E::HeadPart,
        "metadata" | "meta-data" | "versie" | "ordernr" | "vergjaar" | "brondata" => E::Furniture(Furniture::SiteHead),
        "kamerstukkop" | "kamervraagkop" | "kamerstuk.kop" | "niet-dossier-stuk-kop" => E::Furniture(Furniture::PageHead),
        "meta" => E::Meta,
        "br" | "regeleinde" => E::Break,
        "officiele-publicatie"
        | "kamerwrk"
        | "kamerstuk"
        | "kamervragen"
        | "vraagdoc"
        | "vragen"
        | "aanhangsel"
        | "body"
        | "stuk"
        | "algemeen"
        | "vrije-tekst"
        | "tekst"
        | "tekst-sluiting"
        | "divisie"
        | "al-groep"
        | "bijlage"
        | "frontm"
        | "ondertekening"
        | "ondtek"
        | "artikel"
        | "artikeltekst"
        | "tgroup"
        | "thead"
        | "tbody"
        | "tfoot"
        | "niet-dossier-stuk"
        | "nds-stuk"
        | "reactie"
        | "toelicht"
        | "toelichting"
        | "voorstel-wet"
        | "wettekst"
        | "aanhef"
        | "considerans"
        | "afkondiging"
        | "amendement"
        | "amendement-lid"
        | "wijziging"
        | "wijzig-artikel"
        | "wijzig-lid"
        | "wijzig-divisie"
        | "voorstel-sluiting"
        | "bijlage-sluiting"
        | "advies"
        | "adviesrvs"
        | "nader-rapport"
        | "naderrap"
        | "officiele-inhoudsopgave"
        | "box"
        | "kader"
        | "kadertekst"
        | "paragraaf"
        | "groep"
        | "structuurtekst"
        | "citaat"
        | "motie"
        | "definitielijst"
        | "witreg"
        | "plaatje"
        | "illustratie"
        | "figuur"
        | "handelingen"
        | "handeling"
        | "agendapunt"
        | "spreekbeurt"
        | "spreker"
        | "item"
        | "part"
        | "blwstuk"
        | "voorwerk"
        | "boek"
        | "noten"
        | "html"
        | "div"
        | "brief" => E::Container,
        _ => E::Unknown,
    }
}
