//! Where a quote stands, and what around it may change its meaning.
//!
//! Takes nothing; gives a place. Must not know how places are found.

use crate::model::{Few, MatchClass};

/// Where a quote stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuotePlace {
    /// The paragraph, counted from 1.
    pub paragraph: u32,
    /// First and last word in that paragraph, counted from 1; words left out lie between them.
    pub words: (u32, u32),
    /// How the quote agrees with the text there.
    pub class: MatchClass,
    /// What around it may turn what it says.
    pub caution: Caution,
}

/// What around a quote may turn its meaning: it is proved all the same, and somebody should look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Caution {
    /// What the words just before it do, in its sentence.
    pub before: Bearing,
    /// What the words do that it leaves out.
    pub between: Bearing,
    /// Whether what it leaves out goes over the end of a sentence.
    pub wide: bool,
}

/// How words turn what is said beside them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bearing {
    /// Not at all.
    #[default]
    None,
    /// They say that it is over: “no longer”.
    Ended,
    /// They deny it: “not”, “denies that”.
    Denied,
}

/// The places of a quote, in text order.
pub type QuotePlaces = Few<QuotePlace>;
