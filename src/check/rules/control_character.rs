//! A text holds a character that is not seen and does something.
//!
//! ```ron
//! "vestria": (name: "Vestria\u{1b}]0;…", kind: state),
//! ```
//!
//! Control characters (U+0000 to U+001F but for the end of a line and the tabulator, U+007F to U+009F) can set a
//! terminal's title, its clipboard, or hide what is printed; U+202A to U+202E turn the order of all the letters
//! that follow. No name and no quote needs them. A name in Arabic or Hebrew is isolated with U+2068 and U+2069 by
//! whobacks itself, wherever it prints one.

use super::super::rule::{Context, Finding, Rule};
use crate::annotation::{FaultKind, Unfit};
use crate::diagnostic::Code;

pub(super) const RULE: Rule =
    Rule { code: Code::ControlCharacter, page: include_str!("control_character.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    cx.worded(|_, kind, locus| {
        let FaultKind::UnfitText { unfit: Unfit::Steers(character), .. } = kind else {
            return None;
        };
        let message =
            format!("the text holds U+{:04X}, a control character", u32::from(*character));
        Some(Finding::new(locus, message).help("take it out: it is not seen, and no name needs it"))
    })
}
