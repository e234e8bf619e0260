//! What was looked at: the counts in the last lines of a check.

use strum::IntoStaticStr;

/// What a check looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Claims, lists distributed.
    pub claims: usize,
    /// Claims whose quote is proved to the letter.
    pub exact: usize,
    /// Claims whose quote is proved after folding.
    pub folded: usize,
    /// Claims whose quote is proved after effects of typesetting are undone.
    pub mended: usize,
    /// Claims whose quote is proved in parts.
    pub elided: usize,
    /// Claims that cite a record of a data set.
    pub cited: usize,
    /// Proposed claims, which do not count; one for each pair of their ends.
    pub proposals: usize,
    /// Per source that is cited and has a card, sorted by id.
    pub sources: Vec<SourceSummary>,
    /// How many errors.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
}

impl Summary {
    /// Claims whose quote is proved.
    pub fn proved(&self) -> usize {
        self.exact + self.folded + self.mended + self.elided
    }
}

/// What a check looked at in one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceSummary {
    /// The source.
    pub id: String,
    /// Claims cited to it, lists distributed.
    pub claims: usize,
    /// How many of its words are quoted, each counted once.
    pub quoted_words: usize,
    /// How many words it has.
    pub words: usize,
    /// What its claims were compared with.
    pub held_against: HeldAgainst,
    /// Which of the trusted signers has signed its ledger.
    pub signed_by: Option<String>,
}

/// What the claims of a source are compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum HeldAgainst {
    /// The text itself.
    Text,
    /// The ledger of what was found in the text.
    Ledger,
    /// Nothing: a data set has records, not words.
    Nothing,
    /// Nothing: neither the text nor a ledger is at hand.
    Missing,
}

impl HeldAgainst {
    /// The word used in reports.
    pub fn word(self) -> &'static str {
        self.into()
    }
}

impl SourceSummary {
    /// The share of the source that is quoted, in percent, rounded.
    pub fn share(&self) -> usize {
        (self.quoted_words * 100 + self.words / 2).checked_div(self.words).unwrap_or(0)
    }
}
