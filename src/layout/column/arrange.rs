//! Which box stands in which row of which zone: the arrangements worth trying, the most promising first.
//!
//! Takes the picture's boxes with their sides, tiers and seats; gives rows. Must not know
//! sizes, nor which of them is best.

use std::collections::BTreeSet;

use super::afar;
use super::zone::{Arrangement, CORES, Zone, ZonePlace};
use crate::choice::{Figure, Picture, Tier};
use crate::model::Family;

/// How many boxes a row takes, by how wide its zone is.
fn room(place: ZonePlace, crowded: bool) -> usize {
    match place {
        ZonePlace::Left | ZonePlace::Right | ZonePlace::Below => 3 + usize::from(crowded),
        ZonePlace::Middle | ZonePlace::Beneath | ZonePlace::Above => 5,
    }
}

/// At most `count` arrangements.
pub(super) fn candidates(picture: &Picture, count: usize) -> Vec<Arrangement> {
    let mut found: Vec<(u64, Arrangement)> = Vec::new();
    let third = picture.sides.iter().any(|side| side.of > 2 && side.column > 1);
    for variant in 0..VARIANTS * (1 + usize::from(third)) {
        let mut arrangement = first(picture, variant);
        afar::improve(picture, &mut arrangement);
        let cost = afar::cost(picture, &arrangement);
        if found.iter().all(|(_, other)| *other != arrangement) {
            found.push((cost + variant as u64, arrangement));
        }
    }
    found.sort_by_key(|(cost, _)| *cost);
    found.into_iter().map(|(_, arrangement)| arrangement).take(count).collect()
}

/// Another arrangement, in which somebody else stands somewhere else: `who` by the number of the try.
/// Whoever has no side can stand above as well as beneath; others change places in their tier.
pub(super) fn moved(
    picture: &Picture,
    arrangement: &Arrangement,
    who: usize,
    number: usize,
) -> Arrangement {
    let mut other = arrangement.clone();
    let Some(z) = other.zones.iter().position(|z| z.rows.iter().any(|r| r.1.contains(&who))) else {
        return other;
    };
    let free = matches!(other.zones[z].place, ZonePlace::Above | ZonePlace::Beneath);
    if free && number.is_multiple_of(2) {
        let to = if other.zones[z].place == ZonePlace::Above {
            ZonePlace::Beneath
        } else {
            ZonePlace::Above
        };
        for row in &mut other.zones[z].rows {
            row.1.retain(|i| *i != who);
        }
        other.zones[z].rows.retain(|row| !row.1.is_empty());
        match other.zones.iter().position(|zone| zone.place == to) {
            Some(there) => {
                let row = &mut other.zones[there].rows[0].1;
                row.insert(number / 2 % (row.len() + 1), who);
            }
            None => {
                let rows = vec![(32, vec![who])];
                other.zones.push(Zone { place: to, side: None, rows, winding: false });
            }
        }
        other.zones.retain(|zone| !zone.rows.is_empty());
        return other;
    }
    let tier = |i: &usize| picture.figures[*i].tier;
    let all: Vec<(usize, usize)> = (other.zones[z].rows.iter().enumerate())
        .flat_map(|(r, row)| (0..row.1.len()).map(move |i| (r, i)))
        .filter(|(r, i)| tier(&other.zones[z].rows[*r].1[*i]) == tier(&who))
        .collect();
    let here = all.iter().find(|(r, i)| other.zones[z].rows[*r].1[*i] == who).copied();
    let there = all[number / 2 % all.len()];
    if let Some(here) = here {
        let stranger = other.zones[z].rows[there.0].1[there.1];
        other.zones[z].rows[there.0].1[there.1] = who;
        other.zones[z].rows[here.0].1[here.1] = stranger;
        // Who shares a seat stands in another row.
        if [here, there].iter().any(|(r, _)| !afar::is_apart(picture, &other.zones[z].rows[*r].1)) {
            return arrangement.clone();
        }
    }
    other
}

/// What is varied: cores of one side side by side or one above the other, backers in one row or two,
/// and who neither backs a core nor is leaned on above or below.
const VARIANTS: usize = 12;
/// The same again for three sides, of which the third stands in one row, if it is small.
const FLAT: usize = 3;

fn first(picture: &Picture, variant: usize) -> Arrangement {
    let (stacked, staggered, below) =
        (variant.is_multiple_of(2), (variant / 2) % 2 == 1, (variant / 4) % 3);
    let columns = picture.sides.iter().map(|side| side.of).max().unwrap_or(0);
    let mut zones: Vec<Zone> = Vec::new();
    for (i, side) in picture.sides.iter().enumerate() {
        let place = match (columns, side.column) {
            (0 | 1, _) => ZonePlace::Middle,
            (_, 0) => ZonePlace::Left,
            (_, 1) => ZonePlace::Right,
            _ => ZonePlace::Below,
        };
        let own: Vec<&Figure> = picture.figures.iter().filter(|f| f.side == Some(i)).collect();
        // Who has a seat stands in one row or in several at every date.
        let seated = own.iter().all(|f| f.core || f.seat.is_some());
        let flat = match seated && side.most > 0 {
            true => side.most <= FLAT,
            false => variant >= VARIANTS && own.len() <= FLAT,
        };
        let rows = match place == ZonePlace::Below && flat {
            true => flat_row(picture, i),
            false => side_rows(picture, i, place, stacked, staggered, below),
        };
        let mine: Vec<usize> =
            (0..picture.figures.len()).filter(|j| picture.figures[*j].side == Some(i)).collect();
        let wide = if place == ZonePlace::Middle { 3 } else { 2 };
        let (rows, winding) = wound(picture, &mine, rows, wide);
        zones.push(Zone { place, side: Some(i), rows, winding });
    }
    let free: Vec<usize> =
        (0..picture.figures.len()).filter(|i| picture.figures[*i].side.is_none()).collect();
    if !free.is_empty() {
        let rows = free_rows(picture, &free, zones.is_empty(), variant);
        let alone = zones.is_empty();
        let place = if alone { ZonePlace::Middle } else { ZonePlace::Beneath };
        let wide = if variant.is_multiple_of(2) { 3 } else { 4 };
        let (rows, winding) = if alone { wound(picture, &free, rows, wide) } else { (rows, false) };
        zones.push(Zone { place, side: None, rows, winding });
    }
    // Backers stand on top in every column, however many rows another side has.
    let above = |zone: &Zone| zone.rows.iter().filter(|row| row.0 < CORES).count();
    let columns = |zone: &&mut Zone| matches!(zone.place, ZonePlace::Left | ZonePlace::Right);
    let most = zones.iter().filter(|z| z.place != ZonePlace::Below).map(above).max().unwrap_or(0);
    for zone in zones.iter_mut().filter(columns) {
        let lower = u8::try_from(most - above(zone)).unwrap_or(0);
        for row in zone.rows.iter_mut().filter(|row| row.0 < CORES) {
            row.0 -= lower;
        }
    }
    Arrangement { zones, lofty: false, roomy: false, deep: false }
}

/// A side in one row, its core in the middle; of the others half at the left, the same by their seats at every
/// date.
fn flat_row(picture: &Picture, side: usize) -> Vec<(u8, Vec<usize>)> {
    let mine = (0..picture.figures.len()).filter(|i| picture.figures[*i].side == Some(side));
    let (cores, others): (Vec<usize>, Vec<usize>) = mine.partition(|i| picture.figures[*i].core);
    let half = others.len() / 2;
    let left = |(n, i): (usize, &usize)| match picture.figures[*i].seat {
        Some((seat, _)) => (picture.figures[*i].tier == Tier::Backer) == seat.is_multiple_of(2),
        None => n < half,
    };
    let (mut row, mut right) = (Vec::new(), Vec::new());
    for (n, i) in others.iter().enumerate() {
        if left((n, i)) { row.push(*i) } else { right.push(*i) }
    }
    row.extend(cores);
    row.extend(right);
    vec![(CORES, row)]
}

fn side_rows(
    picture: &Picture,
    side: usize,
    place: ZonePlace,
    stacked: bool,
    staggered: bool,
    below: usize,
) -> Vec<(u8, Vec<usize>)> {
    let mine: Vec<usize> =
        (0..picture.figures.len()).filter(|i| picture.figures[*i].side == Some(side)).collect();
    let of = |tier: Tier| -> Vec<usize> {
        let mut all: Vec<usize> =
            mine.iter().copied().filter(|i| picture.figures[*i].tier == tier).collect();
        all.sort_by_key(|i| (picture.figures[*i].seat, *i));
        all
    };
    let (mut backers, mut cores, mut base) = (of(Tier::Backer), of(Tier::Core), of(Tier::Base));
    let loose = of(Tier::Dealer);
    if cores.is_empty() {
        // Somebody stands in the middle in any case.
        if base.is_empty() {
            std::mem::swap(&mut cores, &mut backers)
        } else {
            std::mem::swap(&mut cores, &mut base)
        }
    }
    // Who is tied only to backers stands above them; others where the variant says.
    let (above, under): (Vec<usize>, Vec<usize>) = loose.into_iter().partition(|_| below == 1);
    base.extend(under);
    let most = room(place, !staggered);
    let mut upper: Vec<Vec<usize>> = layers(picture, &backers)
        .into_iter()
        .flat_map(|layer| {
            seated(picture, &layer, place, true, (staggered, below))
                .unwrap_or_else(|| even(&layer, most))
        })
        .collect();
    let free = backers.iter().all(|i| picture.figures[*i].seat.is_none());
    if staggered && free && upper.len() == 1 && backers.len() > 2 {
        // Every second one a step higher, so that each has more room.
        let part = |odd: usize| backers.iter().copied().skip(odd).step_by(2).collect();
        upper = vec![part(1), part(0)];
    }
    if !above.is_empty() {
        upper.insert(0, above);
    }
    let middle: Vec<Vec<usize>> = if stacked {
        layers(picture, &cores).into_iter().flat_map(|layer| even(&layer, 1)).collect()
    } else {
        even(&cores, 2)
    };
    let wide = if below == 2 { 2 } else { 3 };
    let lower = layers(picture, &base).into_iter().flat_map(|layer| {
        seated(picture, &layer, place, false, (false, 0)).unwrap_or_else(|| even(&layer, wide))
    });
    let start = usize::from(CORES) - upper.len().min(usize::from(CORES));
    levelled(upper.into_iter().chain(middle).chain(lower).collect(), start)
}

/// Rows with their levels, one below the other.
fn levelled(rows: Vec<Vec<usize>>, start: usize) -> Vec<(u8, Vec<usize>)> {
    let level = |i: usize| u8::try_from(start + i).unwrap_or(u8::MAX);
    rows.into_iter().enumerate().map(|(i, row)| (level(i), row)).collect()
}

/// Those who have seats, in their rows: where there are many, neighbours are in different rows, of which
/// there is one more where they are `staggered`; and two who share a seat are. `up`: the first seats stand
/// below the others, next to whom they back; `turn`: another row stands first.
fn seated(
    picture: &Picture,
    list: &[usize],
    place: ZonePlace,
    up: bool,
    (staggered, turn): (bool, usize),
) -> Option<Vec<Vec<usize>>> {
    let mut seats: Vec<(usize, usize)> = Vec::new();
    let mut parts = 1;
    for i in list {
        let (seat, of) = picture.figures[*i].seat?;
        parts = parts.max(1 + usize::from(of > place.seats_in_a_row()));
        seats.push((seat, *i));
    }
    parts += usize::from(staggered && list.len() > 2);
    seats.sort_unstable();
    let mut rows: Vec<Vec<(usize, usize)>> = Vec::new();
    for part in 0..parts {
        let first = rows.len();
        for one in seats.iter().filter(|one| one.0 % parts == part) {
            let free = |row: &&mut Vec<(usize, usize)>| row.iter().all(|other| other.0 != one.0);
            match rows[first..].iter_mut().find(free) {
                Some(row) => row.push(*one),
                None => rows.push(vec![*one]),
            }
        }
    }
    if up {
        rows.reverse();
    }
    let count = rows.len().max(1);
    rows.rotate_left(turn % count);
    Some(rows.into_iter().map(|row| row.into_iter().map(|(_, i)| i).collect()).collect())
}

/// A list in parts of about the same length, each of at most `most`.
fn even(list: &[usize], most: usize) -> Vec<Vec<usize>> {
    let parts = list.len().div_ceil(most).max(1);
    list.chunks(list.len().div_ceil(parts).max(1)).map(<[usize]>::to_vec).collect()
}

/// A chain that is too long to lead down leads to and fro; whether it does.
fn wound(
    picture: &Picture,
    those: &[usize],
    rows: Vec<(u8, Vec<usize>)>,
    wide: usize,
) -> (Vec<(u8, Vec<usize>)>, bool) {
    if rows.len() <= MOST_ROWS || layers(picture, those).len() <= MOST_ROWS {
        return (rows, false);
    }
    let start = usize::from(rows[0].0);
    let all: Vec<usize> = rows.into_iter().flat_map(|row| row.1).collect();
    let mut rows = even(&all, wide);
    for row in rows.iter_mut().skip(1).step_by(2) {
        row.reverse();
    }
    (levelled(rows, start), true)
}

/// More rows than this do not fit on a column.
const MOST_ROWS: usize = 5;

/// Those of no side: beneath the sides in rows, or, where there are no sides, by who acts on whom.
fn free_rows(
    picture: &Picture,
    free: &[usize],
    alone: bool,
    variant: usize,
) -> Vec<(u8, Vec<usize>)> {
    if !alone {
        let rows = seated(picture, free, ZonePlace::Beneath, false, (false, 0));
        return levelled(
            rows.unwrap_or_else(|| even(free, if variant % 4 < 2 { 4 } else { 3 })),
            32,
        );
    }
    let by_seat: Option<Vec<Vec<Vec<usize>>>> = layers(picture, free)
        .iter()
        .map(|layer| {
            seated(picture, layer, ZonePlace::Middle, false, (variant % 4 > 1, variant / 4))
        })
        .collect();
    if let Some(rows) = by_seat.map(|layers| layers.concat())
        && rows.len() <= MOST_ROWS
    {
        return levelled(rows, 0);
    }
    let rows: Vec<Vec<usize>> =
        layers(picture, free).into_iter().flat_map(|layer| even(&layer, 4)).collect();
    levelled(rows, 0)
}

/// Layers such that lines lead down where they can: the longest way from the top.
pub(super) fn layers(picture: &Picture, those: &[usize]) -> Vec<Vec<usize>> {
    let mut depth = vec![0usize; picture.figures.len()];
    let set: BTreeSet<usize> = those.iter().copied().collect();
    for _ in 0..those.len() {
        for tie in &picture.ties {
            let inside = set.contains(&tie.from) && set.contains(&tie.to);
            if inside && tie.family != Family::Hostility && depth[tie.to] < depth[tie.from] + 1 {
                // Circles stop growing at the number of boxes.
                depth[tie.to] = (depth[tie.from] + 1).min(those.len().saturating_sub(1));
            }
        }
    }
    let mut layers: Vec<Vec<usize>> = vec![Vec::new(); those.len()];
    for i in those {
        layers[depth[*i]].push(*i);
    }
    layers.retain(|layer| !layer.is_empty());
    layers
}
