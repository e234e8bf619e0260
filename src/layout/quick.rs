//! Large scenes, in time that grows hardly faster than they do: boxes in rows, groups on shelves.
//!
//! Each box is drawn towards the average position of the boxes to which it is linked; by that, the boxes
//! of a group are sorted into rows and within rows, again and again. No two boxes and no two frames
//! overlap, by construction; lines are straight and pass beneath boxes; a line's text is placed only
//! if it fits.

use std::collections::HashMap;

use super::geometry::{Curve, Point, Rect, along, at};
use super::ground::border;
use super::label::LabelSpot;
use super::scene::{HEAD, LANE, PAD, Scene};
use super::{Placed, at_origin};

/// Room between two boxes.
const GAP: Point = Point { x: 26.0, y: 34.0 };
/// How often the boxes are sorted.
const ROUNDS: usize = 24;
/// A page's width over its height.
const ASPECT: f64 = 1.6;
/// The side of a cell of the index of texts.
const CELL: f64 = 80.0;

/// Places a scene of any size.
pub(super) fn place(scene: &Scene) -> Placed {
    let middles = rows(scene);
    let rect = |(item, c): (&super::ActorBox, &Point)| Rect::around(*c, item.width, item.height);
    let items: Vec<Rect> = scene.items.iter().zip(&middles).map(rect).collect();
    let frames = frames(scene, &items);
    let lines: Vec<Curve> = (scene.links.iter().enumerate())
        .map(|(i, link)| {
            let (from, to) = (items[link.from], items[link.to]);
            let (a, b) = (from.centre(), to.centre());
            // A little aside, so that ties there and back do not hide each other.
            let bow = 5.0 + (i % 3) as f64 * 3.0;
            let control = a.towards(b, 0.5).plus(b.minus(a).unit().turned().times(bow));
            Curve::bow(border(from, control), control, border(to, control))
        })
        .collect();
    let spots = spots(scene, &items, &frames, &lines);
    at_origin(Placed { size: Point::default(), items, frames, lines, spots })
}

fn frames(scene: &Scene, items: &[Rect]) -> Vec<Rect> {
    let mut frames: Vec<Option<Rect>> = vec![None; scene.headings.len()];
    for (item, rect) in scene.items.iter().zip(items) {
        if let Some(group) = item.group {
            frames[group] = Some(frames[group].map_or(*rect, |frame| frame.hull(*rect)));
        }
    }
    let framed = |(hull, heading): (Option<Rect>, &f64)| {
        let mut frame = hull.unwrap_or_default().grown(PAD);
        frame.y0 -= HEAD;
        frame.x1 = frame.x1.max(frame.x0 + heading + 2.0 * PAD);
        frame
    };
    frames.into_iter().zip(&scene.headings).map(framed).collect()
}

/// The boxes of one group, or those of none, as rows.
struct Block {
    members: Vec<usize>,
    heading: f64,
    framed: bool,
    corner: Point,
}

/// The middles of all boxes, in rows and on shelves.
pub(super) fn rows(scene: &Scene) -> Vec<Point> {
    let mut near: Vec<Vec<usize>> = vec![Vec::new(); scene.items.len()];
    for link in &scene.links {
        near[link.from].push(link.to);
        near[link.to].push(link.from);
    }
    let mut blocks = blocks(scene);
    let mut places = vec![Point::default(); scene.items.len()];
    for round in 0..ROUNDS {
        let page = arrange(scene, &mut blocks, &mut places);
        if round + 1 == ROUNDS {
            break;
        }
        let wish = |node: &usize| {
            let sum = near[*node].iter().fold(Point::default(), |sum, n| sum.plus(places[*n]));
            match near[*node].len() {
                0 => places[*node],
                // Half of the way: without that, everything would run into one place.
                n => places[*node].towards(sum.times(1.0 / n as f64), 0.7),
            }
        };
        for block in &mut blocks {
            let mut wishes: Vec<(f64, f64, usize)> = block
                .members
                .iter()
                .map(|node| (wish(node), *node))
                .map(|(p, n)| (p.y, p.x, n))
                .collect();
            wishes
                .sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
            sort_rows(scene, &mut wishes);
            block.members = wishes.into_iter().map(|(_, _, node)| node).collect();
        }
        let middle = |block: &Block| {
            let sum = block.members.iter().fold(Point::default(), |sum, n| sum.plus(wish(n)));
            sum.times(1.0 / block.members.len().max(1) as f64)
        };
        let mut order: Vec<(f64, f64, usize)> = (blocks.iter().enumerate())
            .map(|(i, block)| (middle(block), i))
            .map(|(p, i)| ((p.y / (page.y / 4.0).max(1.0)).floor(), p.x, i))
            .collect();
        order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
        let mut old: Vec<Option<Block>> = blocks.into_iter().map(Some).collect();
        blocks = order.into_iter().filter_map(|(_, _, i)| old[i].take()).collect();
    }
    places
}

fn blocks(scene: &Scene) -> Vec<Block> {
    let block = |heading: f64, framed| Block {
        members: Vec::new(),
        heading,
        framed,
        corner: Point::default(),
    };
    let mut blocks: Vec<Block> = scene.headings.iter().map(|width| block(*width, true)).collect();
    blocks.push(block(0.0, false));
    for (i, item) in scene.items.iter().enumerate() {
        let place = item.group.unwrap_or(scene.headings.len());
        blocks[place].members.push(i);
    }
    blocks.retain(|block| !block.members.is_empty());
    blocks
}

/// How wide the rows of so many boxes are.
fn row_width(scene: &Scene, members: impl Iterator<Item = usize>) -> f64 {
    let area = |i: usize| (scene.items[i].width + GAP.x) * (scene.items[i].height + GAP.y);
    (members.map(area).sum::<f64>() * ASPECT).sqrt()
}

/// Sorts members that are sorted by height into rows, and each row from left to right.
fn sort_rows(scene: &Scene, wishes: &mut [(f64, f64, usize)]) {
    let limit = row_width(scene, wishes.iter().map(|w| w.2));
    let mut start = 0;
    while start < wishes.len() {
        let (mut end, mut used) = (start, 0.0);
        while end < wishes.len() && (end == start || used < limit) {
            used += scene.items[wishes[end].2].width + GAP.x;
            end += 1;
        }
        wishes[start..end].sort_by(|a, b| a.1.total_cmp(&b.1).then(a.2.cmp(&b.2)));
        start = end;
    }
}

/// Puts the boxes of each block into rows, and the blocks onto shelves; gives the size of it all.
fn arrange(scene: &Scene, blocks: &mut [Block], places: &mut [Point]) -> Point {
    let mut sizes = Vec::new();
    for block in blocks.iter_mut() {
        let limit = row_width(scene, block.members.iter().copied());
        let (mut x, mut y, mut tall, mut wide) = (0.0f64, 0.0f64, 0.0f64, block.heading);
        for node in &block.members {
            let item = &scene.items[*node];
            if x > 0.0 && x >= limit {
                (x, y, tall) = (0.0, y + tall + GAP.y, 0.0);
            }
            places[*node] = at(x + item.width / 2.0, y + item.height / 2.0);
            x += item.width + GAP.x;
            wide = wide.max(x - GAP.x);
            tall = tall.max(item.height);
        }
        let (pad, head) = if block.framed { (2.0 * PAD, HEAD) } else { (0.0, 0.0) };
        sizes.push(at(wide + pad, y + tall + pad + head));
    }
    let area: f64 = sizes.iter().map(|s| (s.x + LANE * 1.5) * (s.y + LANE * 1.5)).sum();
    let widest = sizes.iter().map(|s| s.x).fold(0.0, f64::max);
    let limit = (area * ASPECT).sqrt().max(widest);
    let (mut x, mut y, mut tall, mut page) = (0.0f64, 0.0f64, 0.0f64, Point::default());
    for (block, size) in blocks.iter_mut().zip(&sizes) {
        if x > 0.0 && x + size.x > limit {
            (x, y, tall) = (0.0, y + tall + LANE * 1.5, 0.0);
        }
        block.corner = at(x, y);
        let inner = if block.framed { at(x + PAD, y + PAD + HEAD) } else { at(x, y) };
        for node in &block.members {
            places[*node] = places[*node].plus(inner);
        }
        x += size.x + LANE * 1.5;
        tall = tall.max(size.y);
        page = at(page.x.max(x), page.y.max(y + tall));
    }
    page
}

/// The boxes that are taken, found by the cells in which they lie.
struct Taken(HashMap<(i64, i64), Vec<Rect>>);

impl Taken {
    fn cells(rect: Rect) -> impl Iterator<Item = (i64, i64)> {
        let cell = |v: f64| (v / CELL).floor() as i64;
        let (x0, x1, y0, y1) = (cell(rect.x0), cell(rect.x1), cell(rect.y0), cell(rect.y1));
        (x0..=x1).flat_map(move |x| (y0..=y1).map(move |y| (x, y)))
    }

    fn add(&mut self, rect: Rect) {
        for cell in Taken::cells(rect) {
            self.0.entry(cell).or_default().push(rect);
        }
    }

    fn is_free(&self, rect: Rect) -> bool {
        Taken::cells(rect)
            .all(|cell| !self.0.get(&cell).is_some_and(|l| l.iter().any(|r| r.overlaps(rect))))
    }
}

/// The shortest label of each line at the first place where it fits.
fn spots(
    scene: &Scene,
    items: &[Rect],
    frames: &[Rect],
    lines: &[Curve],
) -> Vec<Option<LabelSpot>> {
    let mut taken = Taken(HashMap::new());
    for rect in items {
        taken.add(rect.grown(2.0));
    }
    for (frame, width) in frames.iter().zip(&scene.headings) {
        let top = Rect { x1: frame.x0 + PAD + width, y1: frame.y0 + HEAD + 2.0, ..*frame };
        taken.add(top);
    }
    (scene.links.iter().zip(lines))
        .map(|(link, line)| {
            let which = link.labels.len().checked_sub(1)?;
            let label = link.labels[which];
            let points = line.points();
            let rect = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82]
                .map(|part| Rect::around(along(&points, part), label.width, label.height))
                .into_iter()
                .find(|rect| taken.is_free(*rect))?;
            taken.add(rect.grown(1.0));
            Some(LabelSpot { which, rect })
        })
        .collect()
}
