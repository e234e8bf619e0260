//! Parts of a scene that nothing connects, each arranged by itself and set beside the others.

use super::geometry::{Point, Rect, at};
use super::scene::{LANE, Scene};
use super::score::Board;

/// Room between two islands.
const SEA: f64 = LANE * 1.6;

/// The middles of all boxes: the largest island above, the others in rows beneath it.
pub(super) fn place(scene: &Scene, arrange: impl Fn(&Scene) -> Vec<Point>) -> Vec<Point> {
    let mut islands: Vec<(Rect, Vec<(usize, Point)>)> = Vec::new();
    for members in islands_of(scene) {
        let part = part(scene, &members);
        let middles = arrange(&part);
        let board = Board::new(&part, middles);
        let rects = (0..members.len()).map(|i| board.rect(i)).chain(board.frames());
        let hull = Rect::of_all(rects).unwrap_or_default();
        let places = members.into_iter().zip(board.at).collect();
        islands.push((hull, places));
    }
    islands.sort_by(|a, b| {
        let size = |island: &(Rect, Vec<(usize, Point)>)| island.1.len();
        size(b).cmp(&size(a)).then(b.0.height().total_cmp(&a.0.height()))
    });
    let width = islands.first().map_or(0.0, |island| island.0.width()).max(700.0);
    let mut all = vec![Point::default(); scene.items.len()];
    let (mut x, mut y, mut tall) = (0.0f64, 0.0f64, 0.0f64);
    for (hull, places) in islands {
        if x > 0.0 && x + hull.width() > width {
            (x, y, tall) = (0.0, y + tall + SEA, 0.0);
        }
        let by = at((x - hull.x0).round(), (y - hull.y0).round());
        for (node, place) in places {
            all[node] = place.plus(by);
        }
        x += hull.width() + SEA;
        tall = tall.max(hull.height());
    }
    all
}

/// The boxes of each island; boxes of one group are on one island.
fn islands_of(scene: &Scene) -> Vec<Vec<usize>> {
    let mut leader: Vec<usize> = (0..scene.items.len()).collect();
    fn find(leader: &mut [usize], mut node: usize) -> usize {
        while leader[node] != node {
            leader[node] = leader[leader[node]];
            node = leader[node];
        }
        node
    }
    let mut first = vec![None; scene.headings.len()];
    let mut pairs: Vec<(usize, usize)> = scene.links.iter().map(|l| (l.from, l.to)).collect();
    for (i, item) in scene.items.iter().enumerate() {
        if let Some(group) = item.group {
            pairs.push((*first[group].get_or_insert(i), i));
        }
    }
    for (a, b) in pairs {
        let (a, b) = (find(&mut leader, a), find(&mut leader, b));
        leader[a.max(b)] = a.min(b);
    }
    let mut islands: Vec<Vec<usize>> = vec![Vec::new(); scene.items.len()];
    for node in 0..scene.items.len() {
        islands[find(&mut leader, node)].push(node);
    }
    islands.retain(|island| !island.is_empty());
    islands
}

/// The scene of some of the boxes, with only their groups and links.
pub(super) fn part(scene: &Scene, members: &[usize]) -> Scene {
    let mut node = vec![usize::MAX; scene.items.len()];
    let mut group = vec![usize::MAX; scene.headings.len()];
    let mut part = Scene::default();
    for (i, member) in members.iter().enumerate() {
        let mut item = scene.items[*member];
        if let Some(g) = item.group {
            if group[g] == usize::MAX {
                group[g] = part.headings.len();
                part.headings.push(scene.headings[g]);
            }
            item.group = Some(group[g]);
        }
        node[*member] = i;
        part.items.push(item);
    }
    let inside = |i: usize| node[i] != usize::MAX;
    for link in scene.links.iter().filter(|link| inside(link.from) && inside(link.to)) {
        let mut link = link.clone();
        (link.from, link.to) = (node[link.from], node[link.to]);
        part.links.push(link);
    }
    part
}
