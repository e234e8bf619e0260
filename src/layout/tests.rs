//! What must hold of every picture, measured on scenes of every sort.

use proptest::prelude::*;

use super::geometry::cross;
use super::*;

fn scene(items: usize, groups: &[Option<usize>], links: &[(usize, usize)]) -> Scene {
    let item = |i: usize| ActorBox {
        width: 60.0 + 10.0 * (i % 5) as f64,
        height: 26.0,
        group: groups.get(i).copied().flatten(),
    };
    let headings = groups.iter().flatten().max().map_or(0, |most| most + 1);
    let label = |width| Label { width, height: 12.0 };
    let link = |(from, to): &(usize, usize)| SceneLine {
        from: *from,
        to: *to,
        pull: [Pull::Loose, Pull::Slack, Pull::Firm][(from + to) % 3],
        labels: vec![label(60.0), label(14.0)],
    };
    Scene {
        items: (0..items).map(item).collect(),
        headings: vec![70.0; headings],
        links: links.iter().map(link).collect(),
    }
}

fn scenes(most: usize) -> impl Strategy<Value = Scene> {
    (2..=most).prop_flat_map(|n| {
        let links = prop::collection::vec((0..n, 0..n), 0..2 * n);
        let groups = prop::collection::vec(prop::option::of(0..3usize), n);
        (Just(n), groups, links).prop_map(|(n, groups, links)| {
            let links: Vec<_> = links.into_iter().filter(|(a, b)| a != b).collect();
            // A group without members has no frame; whoever makes scenes makes none.
            let used: Vec<usize> = (0..3).filter(|g| groups.contains(&Some(*g))).collect();
            let place = |g: usize| used.iter().position(|u| *u == g);
            let groups: Vec<_> = groups.into_iter().map(|g| g.and_then(place)).collect();
            scene(n, &groups, &links)
        })
    })
}

fn lines_through_foreign_boxes(scene: &Scene, placed: &Placed) -> usize {
    let cuts =
        |curve: &Curve, rect: &Rect| curve.points().windows(2).any(|w| rect.is_cut(w[0], w[1]));
    (scene.links.iter().zip(&placed.lines))
        .map(|(link, line)| {
            let foreign = |k: &usize| *k != link.from && *k != link.to;
            (0..scene.items.len()).filter(foreign).filter(|k| cuts(line, &placed.items[*k])).count()
        })
        .sum()
}

fn overlaps(rects: &[Rect]) -> usize {
    let pairs = (0..rects.len()).flat_map(|i| (0..i).map(move |j| (i, j)));
    pairs.filter(|(i, j)| rects[*i].overlaps(rects[*j])).count()
}

/// What must hold whatever is placed.
fn check(scene: &Scene, placed: &Placed) {
    assert_eq!(placed.items.len(), scene.items.len());
    assert_eq!(placed.lines.len(), scene.links.len());
    assert_eq!(placed.spots.len(), scene.links.len());
    assert_eq!(overlaps(&placed.items), 0, "boxes on boxes");
    assert_eq!(overlaps(&placed.frames), 0, "frames on frames");
    let texts: Vec<Rect> = placed.spots.iter().flatten().map(|spot| spot.rect).collect();
    assert_eq!(overlaps(&texts), 0, "texts on texts");
    for (item, rect) in scene.items.iter().zip(&placed.items) {
        assert!(!texts.iter().any(|text| text.overlaps(*rect)), "texts on boxes");
        for (g, frame) in placed.frames.iter().enumerate() {
            let inside = frame.hull(*rect) == *frame;
            assert_eq!(item.group == Some(g), inside, "a box is in its own frame only");
        }
    }
    let page = Rect { x0: 0.0, y0: 0.0, x1: placed.size.x, y1: placed.size.y };
    let all = placed.items.iter().chain(&placed.frames).chain(&texts);
    assert!(all.into_iter().all(|rect| page.hull(*rect) == page), "everything on the page");
    let points = placed.lines.iter().flat_map(Curve::points);
    assert!(
        points.into_iter().all(|p| p.x >= 0.0 && p.y >= 0.0 && p.x <= page.x1 && p.y <= page.y1)
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn nothing_overlaps_and_no_line_goes_through_a_box(scene in scenes(9)) {
        let placed = place(&scene);
        check(&scene, &placed);
        prop_assert_eq!(lines_through_foreign_boxes(&scene, &placed), 0);
        prop_assert_eq!(place(&scene), placed);
    }
}

fn place_on_grid() -> impl Strategy<Value = Point> {
    (0..90i32, 0..40i32).prop_map(|(x, y)| at(f64::from(x) * 10.0, f64::from(y) * 15.0))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn the_score_is_kept_up(
        scene in scenes(14),
        start in prop::collection::vec(place_on_grid(), 14),
        moves in prop::collection::vec((0..14usize, 0..14usize, place_on_grid(), -90..90i32), 60),
    ) {
        let n = scene.items.len();
        let mut tally = Tally::new(Board::new(&scene, start[..n].to_vec()));
        for (k, (one, other, to, worse)) in moves.into_iter().enumerate() {
            let (one, other) = (one % n, other % n);
            let (before, at) = (tally.score(), tally.board.at.clone());
            let limit = before + f64::from(worse);
            let all: Vec<usize> = (0..n).collect();
            let done = match k % 4 {
                0 if one != other => tally.try_many(&[one, other], &[at[other], to], limit),
                1 if n > 7 => {
                    let to: Vec<Point> = at.iter().map(|p| p.plus(to)).collect();
                    tally.try_many(&all, &to, limit)
                }
                _ => tally.try_one(one, to, limit),
            };
            let most = if done { limit } else { before };
            prop_assert!(tally.score() <= most + 1e-9);
            prop_assert!(done || tally.board.at == at);
            let anew = tally.board.total();
            prop_assert!((tally.score() - anew).abs() < 1e-6, "{} {anew}", tally.score());
            let crossings = tally.crossings();
            let straight: i32 = straight_crossings(&tally.board);
            prop_assert_eq!(crossings, straight);
        }
    }
}

fn straight_crossings(board: &Board<'_>) -> i32 {
    let mut sum = 0;
    for (i, p) in board.bonds.iter().enumerate() {
        for q in &board.bonds[..i] {
            if cross(board.at[p.a], board.at[p.b], board.at[q.a], board.at[q.b]) {
                sum += p.lines * q.lines;
            }
        }
    }
    sum
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn large_scenes_overlap_neither(scene in scenes(60)) {
        check(&scene, &quick::place(&scene));
    }
}

#[test]
fn a_chain_does_not_cross_itself() {
    let links: Vec<_> = (1..12).map(|i| (i - 1, i)).collect();
    let scene = scene(12, &[Some(0); 12], &links);
    let placed = place(&scene);
    check(&scene, &placed);
    for (i, a) in placed.lines.iter().enumerate() {
        for b in &placed.lines[..i] {
            let (a, b) = (a.points(), b.points());
            let crosses = a.windows(2).any(|v| b.windows(2).any(|w| cross(v[0], v[1], w[0], w[1])));
            assert!(!crosses);
        }
    }
}

#[test]
fn lines_between_the_same_two_boxes_fan_out() {
    let scene = scene(2, &[], &[(0, 1), (1, 0), (0, 1)]);
    let placed = place(&scene);
    check(&scene, &placed);
    let middles: Vec<Point> = placed.lines.iter().map(|line| line.points()[6]).collect();
    for (i, a) in middles.iter().enumerate() {
        for b in &middles[..i] {
            assert!(a.minus(*b).length() > 10.0, "{middles:?}");
        }
    }
}

#[test]
fn no_text_stands_on_another_line_between_the_same_two() {
    for labels in [&[(130.0, 40.0), (60.0, 54.0)][..], &[(90.0, 27.0)], &[(60.0, 14.0)]] {
        let mut scene = scene(3, &[], &[(0, 1), (0, 1), (2, 1)]);
        let label = |(width, height): &(f64, f64)| Label { width: *width, height: *height };
        for link in &mut scene.links {
            link.labels = labels.iter().map(label).collect();
        }
        let placed = place(&scene);
        let crossed = |spot: Option<LabelSpot>, line: usize| {
            let rect = spot.expect("its words have room").rect;
            placed.lines[line].points().windows(2).any(|w| rect.is_cut(w[0], w[1]))
        };
        assert!(!crossed(placed.spots[0], 1) && !crossed(placed.spots[1], 0), "{labels:?}");
    }
}

#[test]
fn nothing_and_one() {
    assert_eq!(place(&Scene::default()), Placed::default());
    let one = scene(1, &[None], &[]);
    check(&one, &place(&one));
}

#[test]
fn ten_thousand_links_are_placed() {
    let links: Vec<_> = (0..10_000).map(|i| (i % 3_000, (i * 7 + i / 3_000 + 1) % 3_000)).collect();
    let links: Vec<_> = links.into_iter().filter(|(a, b)| a != b).collect();
    let groups: Vec<_> = (0..3_000).map(|i| (i % 4 != 0).then_some(i % 3)).collect();
    let placed = place(&scene(3_000, &groups, &links));
    assert_eq!(overlaps(&placed.frames), 0);
    assert!(placed.spots.iter().flatten().count() > 100);
}

#[test]
fn boxes_without_words_between_them_stay_together() {
    let ring: Vec<(usize, usize)> = (0..11).map(|i| (i, (i + 1) % 11)).collect();
    let mut scene = scene(11, &[], &ring);
    scene.links.iter_mut().for_each(|link| link.labels.clear());
    let size = place(&scene).size;
    assert!(size.x < 1_000.0 && size.y < 1_000.0, "{size:?}");
}
