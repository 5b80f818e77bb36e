//! What kind of paper a document is and what its head says.

/// The kinds of paper. `Other` is everything that is no question-and-answer report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// Report of a written consultation.
    VerslagSchriftelijkOverleg,
    /// Report of a further written consultation.
    VerslagNaderSchriftelijkOverleg,
    /// The factions' questions, before the answers.
    InbrengSchriftelijkOverleg,
    /// List of questions and answers.
    LijstVanVragenEnAntwoorden,
    /// Answers to written questions of members (Kamervragen).
    AntwoordSchriftelijkeVragen,
    /// The government's reply to the report on a bill.
    NotaNaarAanleidingVanHetVerslag,
    /// None of these.
    Other,
}

impl DocumentKind {
    /// All values in declared order.
    pub const ALL: [Self; 7] = [
        Self::VerslagSchriftelijkOverleg,
        Self::VerslagNaderSchriftelijkOverleg,
        Self::InbrengSchriftelijkOverleg,
        Self::LijstVanVragenEnAntwoorden,
        Self::AntwoordSchriftelijkeVragen,
        Self::NotaNaarAanleidingVanHetVerslag,
        Self::Other,
    ];

    /// The value of the column `document_kind`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::VerslagSchriftelijkOverleg => "verslag_schriftelijk_overleg",
            Self::VerslagNaderSchriftelijkOverleg => "verslag_nader_schriftelijk_overleg",
            Self::InbrengSchriftelijkOverleg => "inbreng_schriftelijk_overleg",
            Self::LijstVanVragenEnAntwoorden => "lijst_van_vragen_en_antwoorden",
            Self::AntwoordSchriftelijkeVragen => "antwoord_schriftelijke_vragen",
            Self::NotaNaarAanleidingVanHetVerslag => "nota_naar_aanleiding_van_het_verslag",
            Self::Other => "other",
        }
    }
}

/// The two chambers of the States General.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Chamber {
    /// Tweede Kamer.
    Tk,
    /// Eerste Kamer.
    Ek,
}

impl Chamber {
    /// All values in declared order.
    pub const ALL: [Self; 2] = [Self::Tk, Self::Ek];

    /// The value of the column `chamber`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tk => "TK",
            Self::Ek => "EK",
        }
    }
}

/// What the head of a document says. Empty strings and `None` where it does not say it; never a guess.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// `None` when neither a chamber's name nor the shape of the number tells.
    pub chamber: Option<Chamber>,
    /// Without spaces, with its chapter: `32317`, `21501-02`, `36600-XVI`.
    pub dossier: String,
    /// The dossier's title ("JBZ-Raad").
    pub dossier_title: String,
    /// Number or letters within the dossier; for Kamervragen the number of the Aanhangsel.
    pub document_number: String,
    /// The Kamer's own number (`2025D43823`) from text or file name.
    pub kamer_number: String,
    /// "Verslag van een schriftelijk overleg over …".
    pub title: String,
    /// The committee that asked, with its kind: "vaste commissie voor Asiel en Migratie".
    pub committee: String,
    /// Who answered: "minister van Asiel en Migratie"; several are joined by `;`.
    pub respondent: String,
    /// ISO 8601.
    pub adopted_on: Option<jiff::civil::Date>,
    /// ISO 8601.
    pub asked_on: Option<jiff::civil::Date>,
    /// ISO 8601.
    pub answered_on: Option<jiff::civil::Date>,
    /// The documents under discussion, as `32317-970`.
    pub agenda: Vec<String>,
    /// Asking members with their parties where the head names them (Kamervragen): `("Piri", "GroenLinks-PvdA")`.
    pub askers: Vec<(String, String)>,
}

/// The verdict of `classify`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Classified {
    /// Which kind of paper.
    pub kind: DocumentKind,
    /// What the head says.
    pub head: Head,
    /// The blocks that are head (title, numbers, opening paragraph, agenda list, signatures), in order.
    pub head_blocks: Vec<usize>,
    /// The blocks of `head_blocks` that list the documents under discussion.
    pub agenda_blocks: Vec<usize>,
    /// The words that decided, each a sentence that a user can read ("title line 3: …").
    pub evidence: Vec<String>,
}
