//! The usual relations between actors of such kinds: how likely a relation is before anything is read.

use crate::model::Kind;

/// What such actors mostly are to each other; whether the second is the one who acts, and how much that
/// says.
pub(super) fn usual((a, b): (Kind, Kind)) -> Vec<(&'static str, bool, f32)> {
    let mut usual: Vec<_> = of_kinds(a, b).iter().map(|(name, w)| (*name, false, *w)).collect();
    usual.extend(of_kinds(b, a).iter().map(|(name, w)| (*name, true, 0.9 * w)));
    usual
}

fn of_kinds(from: Kind, to: Kind) -> &'static [(&'static str, f32)] {
    use Kind::{
        Agency, ArmedGroup, Coalition, Collective, Company, Government, Media, Military,
        Organisation, Person, Place, State, Unit,
    };
    match (from, to) {
        (_, Place) => {
            &[("operates_in", 0.7), ("controls", 0.5), ("deploys_to", 0.4), ("took", 0.3)]
        }
        (Person, Military | ArmedGroup | Unit) => {
            &[("commands", 0.7), ("holds_office_in", 0.4), ("leads", 0.35)]
        }
        (Person, Media | Company) => &[("holds_office_in", 0.8), ("leads", 0.3)],
        (Person, Person) => &[("meets", 0.4), ("engages", 0.35), ("backs", 0.3)],
        (Person, State) => &[("engages", 0.45), ("holds_office_in", 0.42), ("backs", 0.3)],
        (State, Person) => &[("backs", 0.4), ("engages", 0.38), ("opposes", 0.3)],
        (Collective, Collective | State | Coalition | Organisation) => {
            &[("member_of", 0.4), ("engages", 0.3)]
        }
        (Person, _) => {
            &[("holds_office_in", 0.7), ("leads", 0.45), ("engages", 0.3), ("speaks_for", 0.3)]
        }
        (Government, State) => &[("acts_for", 0.6), ("engages", 0.35), ("operates_in", 0.3)],
        (Agency | Military | Unit, State) => {
            &[("part_of", 0.6), ("operates_in", 0.45), ("deploys_to", 0.35)]
        }
        (Unit | Military | Agency, Military | Agency | Government | ArmedGroup) => {
            &[("part_of", 0.45), ("fights", 0.3), ("backs", 0.3)]
        }
        (State, State) => {
            &[("engages", 0.4), ("operates_in", 0.35), ("backs", 0.3), ("opposes", 0.3)]
        }
        (_, State) => &[("operates_in", 0.4), ("opposes", 0.3)],
        _ => &[("backs", 0.35), ("opposes", 0.32), ("engages", 0.31)],
    }
}
