//! `directly or indirectly`: through the parts and agents of the one who acts, and up or down the
//! structure of the one acted on.

use super::words::{Word, position};

/// The parts and agents of one who backs.
const AGENTS: &str = "(^part_of|^acts_for|commands)";
/// Up the structure of one who is backed.
const UP: &str = "(part_of|^commands|^leads)";
/// Down it.
const DOWN: &str = "(commands|leads|^part_of)";

/// How far a question reaches through structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Not at all.
    Direct,
    /// As far as need be.
    Either,
    /// At least one step.
    Indirect,
}

/// Takes `directly or indirectly` off, wherever it stands.
pub(super) fn indirectly(words: &[Word]) -> (Vec<Word>, Reach) {
    for (run, length, reach) in [
        ("directly or|and indirectly", 3, Reach::Either),
        ("indirectly or|and directly", 3, Reach::Either),
        ("indirectly", 1, Reach::Indirect),
        ("directly", 1, Reach::Direct),
    ] {
        if let Some(at) = position(words, run) {
            let mut rest = words.to_vec();
            rest.drain(at..at + length);
            return (rest, reach);
        }
    }
    (words.to_vec(), Reach::Direct)
}

/// The path with what stands before and behind it in a chain.
pub(super) fn reaching(path: &str, reach: Reach) -> String {
    match reach {
        Reach::Direct => path.to_owned(),
        Reach::Either => format!("{AGENTS}*/({path})/({UP}*|{DOWN}*)"),
        Reach::Indirect => {
            format!("{AGENTS}+/({path})/({UP}*|{DOWN}*)|({path})/({UP}+|{DOWN}+)")
        }
    }
}
