//! Where in its column a box belongs: backers above, cores, what they lean on below, dealers beneath.
//!
//! Takes the possible lines and the sides; gives a tier. Must not know coordinates.

use std::collections::BTreeMap;

use super::Tier;
use super::pairs::{Cord, Told};
use crate::look::Look;

/// Whether a core backs an actor, directly or through others, and no backing leads from that actor to a core.
fn is_under(told: &Told<'_>, cords: &[Cord], cores: &[usize], b: usize) -> bool {
    let leads = |cord: &&Cord| {
        let kind = told.strands[cord.strands[0]].look;
        !cord.symmetric && matches!(kind, Look::Support | Look::Structure)
    };
    let reached = |starts: &[usize]| {
        let mut reached = starts.to_vec();
        let mut next = 0;
        while let Some(from) = reached.get(next).copied() {
            let on = cords.iter().filter(leads).filter(|cord| cord.from == from);
            for to in on.map(|cord| cord.to).collect::<Vec<_>>() {
                if !reached.contains(&to) {
                    reached.push(to);
                }
            }
            next += 1;
        }
        reached
    };
    reached(cores).contains(&b) && !reached(&[b]).iter().any(|end| cores.contains(end))
}

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
    // with a core is not a backer.
    let backs = |cord: &Cord| {
        let own = side_of.get(&cord.to) == side_of.get(&b);
        let first = &told.strands[cord.strands[0]];
        own && cord.from == b && !cord.symmetric && first.look == Look::Support
    };
    let mut tier = match side_of.contains_key(&b) {
        true if cords.iter().any(backs) && !is_under(told, cords, cores, b) => Tier::Backer,
        true => Tier::Base,
        false => Tier::Dealer,
    };
    let mut best = 9;
    for cord in cords {
        let first = &told.strands[cord.strands[0]];
        let (up, down) = (cores.contains(&cord.to), cores.contains(&cord.from));
        let (rank, here) = if cord.from == b && up {
            match first.look {
                Look::Support => (0, Tier::Backer),
                Look::Structure => (2, Tier::Backer),
                _ => (5, tier),
            }
        } else if cord.to == b && down {
            match first.look {
                Look::Structure => (1, Tier::Base),
                _ if first.leans => (1, Tier::Base),
                Look::Support => (3, Tier::Base),
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
