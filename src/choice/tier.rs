//! Where in its column a box belongs: backers above, cores, what they lean on below, dealers beneath.
//!
//! Takes the lines that there could be and the sides; gives a tier. Must not know coordinates.

use std::collections::BTreeMap;

use super::Tier;
use super::pairs::{Cord, LineKind, Told, sort};

/// Where in its column a box belongs.
pub(super) fn of(
    told: &Told<'_>,
    cords: &[Cord],
    cores: &[usize],
    side_of: &BTreeMap<usize, usize>,
    b: usize,
) -> Tier {
    if cores.contains(&b) {
        return Tier::Core;
    }
    // Who belongs to a side and backs nobody of it stands below its core: what is backed together
    // with a core is no backer.
    let backs = |cord: &Cord| {
        let own = side_of.get(&cord.to) == side_of.get(&b);
        let first = &told.strands[cord.strands[0]];
        own && cord.from == b && !cord.symmetric && sort(first) == LineKind::Support
    };
    let mut tier = match side_of.contains_key(&b) {
        true if cords.iter().any(backs) => Tier::Backer,
        true => Tier::Base,
        false => Tier::Dealer,
    };
    let mut best = 9;
    for cord in cords {
        let first = &told.strands[cord.strands[0]];
        let (up, down) = (cores.contains(&cord.to), cores.contains(&cord.from));
        let (rank, here) = if cord.from == b && up {
            match sort(first) {
                LineKind::Support => (0, Tier::Backer),
                _ if first.turned => (1, Tier::Base),
                LineKind::Structure => (2, Tier::Backer),
                _ => (5, tier),
            }
        } else if cord.to == b && down {
            match sort(first) {
                LineKind::Structure => (1, Tier::Base),
                LineKind::Support => (3, Tier::Base),
                _ => (5, tier),
            }
        } else {
            continue;
        };
        if rank < best && side_of.contains_key(&b) {
            (best, tier) = (rank, here);
        }
    }
    tier
}
