//! The stable names of everything that can be wrong. `check` has one rule for each.

use std::fmt;
use std::str::FromStr;

use super::Severity;

macro_rules! codes {
    ($($variant:ident $word:literal $severity:ident,)*) => {
        /// Which rule was broken.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
pub enum Code {
            $(#[doc = concat!("`", $word, "`")] $variant,)*
        }

        impl Code {
            /// Every code: errors, then warnings, then information.
            pub const ALL: &'static [Code] = &[$(Code::$variant),*];

            /// The name in kebab-case: `unknown-actor`.
            pub fn word(self) -> &'static str {
                match self { $(Code::$variant => $word),* }
            }

            /// How serious it is.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity),* }
            }
        }
    };
}

codes! {
    Syntax "syntax" Error,
    UnknownField "unknown-field" Error,
    MissingField "missing-field" Error,
    WrongType "wrong-type" Error,
    UnknownValue "unknown-value" Error,
    ControlCharacter "control-character" Error,
    TextTooLong "text-too-long" Error,
    DuplicateKey "duplicate-key" Error,
    IncludeMissing "include-missing" Error,
    IncludeCycle "include-cycle" Error,
    VocabularyConflict "vocabulary-conflict" Error,
    AliasCollision "alias-collision" Error,
    BadWithin "bad-within" Error,
    UnknownActor "unknown-actor" Error,
    UnknownRelation "unknown-relation" Error,
    UnknownSource "unknown-source" Error,
    DuplicateClaim "duplicate-claim" Error,
    SelfRelation "self-relation" Error,
    TooManyClaims "too-many-claims" Error,
    WrongCitation "wrong-citation" Error,
    BadDate "bad-date" Error,
    InvertedPeriod "inverted-period" Error,
    MissingAttribution "missing-attribution" Error,
    QuoteTooShort "quote-too-short" Error,
    QuoteTooLong "quote-too-long" Error,
    QuoteNotFound "quote-not-found" Error,
    QuoteNotProved "quote-not-proved" Error,
    SourceChanged "source-changed" Error,
    SourceMissing "source-missing" Error,
    LedgerUnsigned "ledger-unsigned" Error,
    HedgedFact "hedged-fact" Warning,
    NegatedFact "negated-fact" Warning,
    WideElision "wide-elision" Warning,
    Tautology "tautology" Warning,
    PlaceActs "place-acts" Warning,
    AuthorSpeaks "author-speaks" Warning,
    UnnamedActor "unnamed-actor" Warning,
    FutureFact "future-fact" Warning,
    QuoteAmbiguous "quote-ambiguous" Warning,
    QuoteReused "quote-reused" Warning,
    UnusedActor "unused-actor" Warning,
    UncitedSource "uncited-source" Warning,
    UndatedSource "undated-source" Warning,
    SourceOverquoted "source-overquoted" Warning,
    LedgerBehind "ledger-behind" Warning,
    OriginalChanged "original-changed" Warning,
    Contradiction "contradiction" Information,
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

impl FromStr for Code {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Code::ALL.iter().copied().find(|code| code.word() == word).ok_or(())
    }
}
