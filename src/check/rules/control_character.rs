//! A text holds an invisible character that has an effect.
//!
//! ```ron
//! "vestria": (name: "Vestria\u{1b}]0;…", kind: state),
//! ```
//!
//! Control characters (U+0000 to U+001F except line ends and tabs, U+007F to U+009F) can set a terminal's title
//! or clipboard, or hide what is printed; U+202A to U+202E change the order of all the letters that follow. No name
//! and no quote needs them. whobacks itself isolates a name in Arabic or Hebrew with U+2068 and U+2069, wherever it
//! prints one.

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
        Some(Finding::new(locus, message).help("remove it: it is invisible, and no name needs it"))
    })
}
