//! Nouns for what somebody is to another: `Haftar's backers`, `the enemies of the GNA`.
//!
//! Takes words; gives the path from the one in the role to the other. Must not know actors.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places among the words of a question, of which there are few; what is counted down is above 0"
)]

use std::str::FromStr;

use super::kinds::adjectives;
use super::words::Word;
use crate::model::{Cut, Family, Vocabulary};

/// Relations of those who side with another although no help is mentioned: shown beside backers.
pub(crate) const ALLIES: &str = "allied_with|loyal_to|aligned_with";

/// Relations of those who fight for another: beside it, sent by somebody, or under its command.
pub(super) const FIGHTERS: &str =
    "fights_alongside|deploys_troops_for|strikes_for|loyal_to|part_of|member_of|^commands";

/// Nouns, and the path from the one in the role to the other.
const ROLES: &[(&str, &str)] = &[
    ("arms suppliers|supplier", "arms"),
    ("weapons suppliers|supplier", "arms"),
    ("second in command", "holds_office_in"),
    ("backers|backer|supporters|supporter|sponsors|sponsor|patrons|patron|helpers|helper", "backs"),
    ("backing|support|supports", "backs"),
    ("allies|ally|friends|friend", ALLIES),
    ("partners|partner", "allied_with|aligned_with|cooperates_with|has_ties_with"),
    ("enemies|enemy|foes|foe|adversaries|adversary", "hostility|^hostility"),
    ("opponents|opponent", "opposes"),
    ("rivals|rival", "rivals"),
    ("critics|critic", "criticises"),
    ("accusers|accuser", "accuses"),
    ("attackers|attacker", "attacks"),
    ("targets|target|victims|victim", "^attacks"),
    ("commanders|commander", "commands"),
    ("leaders|leader|head|heads|chief|chiefs|boss|ruler|rulers", "leads|commands"),
    ("founders|founder", "founded"),
    ("members|member", "member_of|part_of"),
    ("officials|official|officers|officer", "holds_office_in"),
    ("parts|part|units|unit|components|component|branches|branch|brigades|brigade", "part_of"),
    ("suppliers|supplier", "supplies|arms"),
    ("armourers|armourer", "arms"),
    ("funders|funder|financiers|financier|donors|donor|paymasters|paymaster", "funds"),
    ("trainers|trainer", "trains"),
    ("hosts|host", "gives_territory_to|stations_forces_with"),
    ("spokesmen|spokesman|spokeswoman|spokesperson|spokespeople", "speaks_for"),
    (
        "representatives|representative|envoys|envoy|ambassador|ambassadors",
        "speaks_for|holds_office_in|acts_for",
    ),
    ("agents|agent", "acts_for"),
    ("proxies|proxy|clients|client|proteges|protégés|protege|protégé", "^backs|acts_for"),
    ("loyalists|loyalist|followers|follower|fighters|fighter|troops", FIGHTERS),
    ("successors|successor", "successor_of"),
    ("predecessors|predecessor", "^successor_of"),
    ("relatives|relative|kin|family|sons|son|brother|brothers", "kin_of"),
    ("territory|territories|strongholds|stronghold", "^controls"),
];

/// A role read from the start of words.
#[derive(Debug)]
pub(super) struct Role {
    /// How many words it takes.
    pub(super) length: usize,
    /// The path from the one in the role.
    pub(super) path: String,
    /// The words before it that were ignored.
    pub(super) passed: Vec<String>,
}

/// The role with which words start.
pub(super) fn role(words: &[Word], vocabulary: &Vocabulary) -> Option<Role> {
    let (from, passed) = adjectives(words);
    ROLES.iter().find_map(|(noun, path)| {
        let rest = super::words::after(words.cut(from..), noun)?;
        let path = known(path, vocabulary)?;
        Some(Role { length: words.len() - rest.len(), path, passed: passed.clone() })
    })
}

/// The alternatives of a path that exist in a vocabulary, without those that are a case of another.
pub(super) fn known(path: &str, vocabulary: &Vocabulary) -> Option<String> {
    let family = |name: &str| Family::from_str(name).is_ok();
    let has = |step: &&str| {
        let name = step.trim_start_matches('^');
        vocabulary.get(name).is_some() || family(name)
    };
    let steps: Vec<&str> = path.split('|').filter(has).collect();
    let case_of_another = |step: &str| {
        steps.iter().any(|wider| {
            let (a, b) = (vocabulary.get(step), vocabulary.get(wider));
            *wider != step && a.zip(b).is_some_and(|(a, b)| vocabulary.is_a(a, b))
        })
    };
    let widest: Vec<&str> = steps.iter().copied().filter(|step| !case_of_another(step)).collect();
    (!widest.is_empty()).then(|| widest.join("|"))
}
