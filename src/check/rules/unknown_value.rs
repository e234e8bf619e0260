//! A word is not one of those that can stand in its place.
//!
//! ```ron
//! (kind: militia, …)            // an actor
//! (modality: rumoured, …)       // a claim
//! (accept: ["hedged"], …)       // a claim
//! ```
//!
//! `kind`, `modality`, `status` and `family` are closed lists; `accept` takes the codes of warnings; the
//! key of an actor has the form of an id (small letters, digits, single hyphens). The message names the
//! words that can stand there.

use super::super::names::nearest;
use super::super::rule::{Context, Finding, Locus, Rule, element};
use super::super::written::MOST_NAMES;
use crate::annotation::{FaultKind, Part, Spot, quoted};
use crate::diagnostic::Code;
use crate::diagnostic::Severity;
use crate::model::{IdError, is_id};

pub(super) const RULE: Rule =
    Rule { code: Code::UnknownValue, page: include_str!("unknown_value.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = cx.worded(|_, kind, locus| {
        let FaultKind::UnknownValue { field, found, allowed } = kind else { return None };
        let help = match nearest(found, allowed.iter().copied()) {
            Some(word) => format!("did you mean `{word}`?"),
            None => format!("it can be {}", allowed.join(", ")),
        };
        let finding = Finding::new(locus, format!("`{found}` is not a {field}")).help(help);
        Some(finding.near(found, allowed.iter().copied(), str::to_owned))
    });
    for (file, read) in cx.dataset.files.iter().enumerate() {
        for (i, (id, _)) in read.content.actors.iter().enumerate().filter(|(_, (id, _))| !is_id(id))
        {
            let locus = Locus { file, at: Part::Actor(i, Spot::Key) };
            let finding = Finding::new(locus, format!("`{}` cannot be an actor's id", &**id));
            findings.push(finding.help(format!("{IdError}, as in \"trump-2017\"")));
        }
    }
    for entry in &cx.entries {
        for (i, word) in entry
            .claim
            .rare()
            .accept
            .iter()
            .flat_map(|codes| codes.iter().take(MOST_NAMES))
            .enumerate()
        {
            let is_warning = |code: &&Code| code.severity() == Severity::Warning;
            if word.parse::<Code>().is_ok_and(|code| is_warning(&&code)) {
                continue;
            }
            let warnings = Code::ALL.iter().filter(is_warning).map(|code| code.word());
            let help = match nearest(word, warnings.clone()) {
                Some(code) => format!("did you mean \"{code}\"?"),
                None => {
                    format!("the warnings are {}", warnings.clone().collect::<Vec<_>>().join(", "))
                }
            };
            let message = format!("`{}` is not a warning that can be accepted", &**word);
            let finding = Finding::new(element(entry, "accept", i), message).help(help);
            findings.push(finding.near(word, warnings, quoted));
        }
    }
    findings
}
