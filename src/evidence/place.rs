//! Where a quote stands.
//!
//! Takes nothing; gives a place. Must not know how places are found.

use crate::model::{Few, MatchClass};

/// Where a quote stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The paragraph, counted from 1.
    pub paragraph: u32,
    /// First and last word in that paragraph, counted from 1; words left out lie between them.
    pub words: (u32, u32),
    /// How the quote agrees with the text there.
    pub class: MatchClass,
}

/// The places of a quote, in text order.
pub type Places = Few<Place>;
