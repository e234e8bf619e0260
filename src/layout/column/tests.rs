//! For every input: nothing overlaps, and what finds no place is returned.

use proptest::prelude::*;

use super::*;
use crate::choice::{Called, Camp, Figure, Line, Note, Tier};
use crate::graph::standing::Standing;
use crate::model::{Family, Kind, Modality};

fn high(most: f64) -> Height {
    Height { wished: most, most, airy: (0.0, 0.0), deep: false }
}

const NAMES: [&str; 6] = [
    "Russia",
    "United Arab Emirates",
    "مجلس النواب",
    "Islamist militias of the coast",
    "联合国",
    "UN",
];

fn figure(i: usize, side: Option<usize>, tier: Tier) -> Figure {
    Figure {
        id: format!("a{i}"),
        name: NAMES[i % NAMES.len()].to_owned(),
        short: None,
        subtitle: (i.is_multiple_of(4)).then(|| "commands the 106th Brigade".to_owned()),
        kind: Kind::State,
        parts: Vec::new(),
        core: tier == Tier::Core,
        side,
        tier,
        seat: None,
        called: called(i),
    }
}

fn called(i: usize) -> Called {
    Called { name: NAMES[i % NAMES.len()].to_owned(), many: false }
}

fn tie(from: usize, to: usize, family: Family, words: &str) -> Line {
    Line {
        from,
        to,
        family,
        sign: 1,
        symmetric: false,
        called: (called(from), called(to)),
        relations: vec!["backs".to_owned()],
        standing: Standing::Definite,
        modality: Modality::Factual,
        claims: vec!["c-1".to_owned()],
        origins: 1,
        words: vec![words.to_owned()],
        brief: None,
        answers: family == Family::Support,
        ranks: false,
        upward: false,
        deals: family == Family::Contact,
        weight: 1,
        turn: None,
        note: Note::default(),
    }
}

fn picture(sides: usize, figures: Vec<Figure>, ties: Vec<Line>) -> Picture {
    let side =
        |i: usize| Camp { name: format!("Side {i}"), column: i, of: sides, seats: 0, most: 0 };
    let mut picture = Picture {
        title: "Title".to_owned(),
        standfirst: "Standfirst.".to_owned(),
        at: "2025".to_owned(),
        sides: (0..sides).map(side).collect(),
        dossier: false,
        of_actors: figures.len(),
        figures,
        ties,
        sources: Vec::new(),
        undated: 0,
        include: Vec::new(),
        caption: Vec::new(),
        aside: Vec::new(),
        aside_named: 0,
        left_out: Vec::new(),
        lesser: Vec::new(),
    };
    picture.framed();
    picture
}

fn pictures() -> impl Strategy<Value = Picture> {
    let ties = prop::collection::vec((0usize..9, 0usize..9, 0usize..4), 1..12);
    (1usize..=3, 4usize..=9, ties).prop_map(|(sides, count, pairs)| {
        let tier = |i: usize| match i / sides {
            0 => Tier::Core,
            1 => Tier::Backer,
            _ if i.is_multiple_of(2) => Tier::Dealer,
            _ => Tier::Base,
        };
        let side = |i: usize| (tier(i) != Tier::Dealer).then_some(i % sides);
        let figures: Vec<Figure> = (0..count).map(|i| figure(i, side(i), tier(i))).collect();
        let mut ties: Vec<Line> = Vec::new();
        for (a, b, family) in pairs {
            let (a, b) = (a % count, b % count);
            let family =
                [Family::Support, Family::Hostility, Family::Structure, Family::Contact][family];
            if a != b && ties.iter().all(|t| (t.from, t.to) != (a, b) && (t.from, t.to) != (b, a)) {
                ties.push(tie(
                    a,
                    b,
                    family,
                    ["backs", "likely arms, has troops at its bases"][b % 2],
                ));
            }
        }
        picture(sides, figures, ties)
    })
}

fn pieces(line: &PlacedLine) -> impl Iterator<Item = (Point, Point)> {
    line.points.windows(2).map(|p| (p[0], p[1]))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn nothing_stands_on_anything(picture in pictures()) {
        let placed = place(&picture, 640.0, high(520.0), &Fonts::default());
        let boxes: Vec<Rect> = placed.boxes.iter().map(|b| b.0).collect();
        let sheet = Rect { x0: 0.0, y0: 0.0, x1: 640.0, y1: placed.height };
        let inside = |r: &Rect| r.x0 >= sheet.x0 && r.x1 <= sheet.x1 && r.y0 >= sheet.y0 && r.y1 <= sheet.y1;
        for (i, a) in boxes.iter().enumerate() {
            prop_assert!(inside(a), "{a:?} is on the sheet");
            prop_assert!(boxes[i + 1..].iter().all(|b| !a.overlaps(*b)), "{a:?} stands alone");
        }
        let lines: Vec<(usize, &PlacedLine)> =
            placed.lines.iter().enumerate().filter_map(|(i, l)| Some((i, l.as_ref()?))).collect();
        for (i, line) in &lines {
            let room = line.words.room;
            prop_assert!(inside(&room), "words are on the sheet");
            let long: f64 = pieces(line).map(|(p, q)| (p.x - q.x).abs() + (p.y - q.y).abs()).sum();
            let far = route::FAR as f64 * row::CELL + 64.0;
            prop_assert!(picture.ties[*i].answers || long <= far, "a line of {long} goes round all");
            prop_assert!(boxes.iter().all(|b| !room.overlaps(*b)), "words stand on no box");
            // Beneath the lowest box there is one lane more, above what is written there.
            let lanes = Rect { y1: sheet.y1 + row::CELL, ..sheet };
            let on = |p: &Point| p.x >= lanes.x0 && p.x <= lanes.x1 && p.y >= lanes.y0 && p.y <= lanes.y1;
            prop_assert!(line.points.iter().all(on), "a line stays on the sheet: {:?} in {sheet:?}", line.points);
            let tie = &picture.ties[*i];
            let own = [picture.figures[tie.from].side, picture.figures[tie.to].side];
            for (side, (frame, _)) in placed.frames.iter().enumerate() {
                let foreign = !own.contains(&Some(side));
                prop_assert!(!foreign || pieces(line).all(|(p, q)| !frame.is_cut(p, q)), "no line runs through a foreign frame");
            }
            for (j, b) in boxes.iter().enumerate() {
                if j != tie.from && j != tie.to {
                    prop_assert!(pieces(line).all(|(p, q)| !b.is_cut(p, q)), "no line runs through a box");
                }
            }
            let far = |l: &PlacedLine| {
                let gap = |p: Point, q: Point| {
                    let (x0, x1) = (p.x.min(q.x), p.x.max(q.x));
                    let (y0, y1) = (p.y.min(q.y), p.y.max(q.y));
                    (x0 - room.x1).max(room.x0 - x1).max(y0 - room.y1).max(room.y0 - y1)
                };
                pieces(l).map(|(p, q)| gap(p, q)).fold(f64::MAX, f64::min)
            };
            for (j, other) in &lines {
                if i == j { continue }
                prop_assert!(!room.overlaps(other.words.room), "words stand on no words");
                prop_assert!(far(other) > far(line), "words are nearest to their own line");
                let crossed = pieces(line).any(|(a, b)| pieces(other).any(|(c, d)| {
                    let (p, q) = (Rect::of_all([point(a), point(b)]), Rect::of_all([point(c), point(d)]));
                    p.zip(q).is_some_and(|(p, q)| p.grown(0.5).overlaps(q.grown(0.5)))
                }));
                prop_assert!(!crossed, "no line crosses another or runs on it");
            }
        }
    }

    #[test]
    fn the_same_picture_stands_the_same(picture in pictures()) {
        let fonts = Fonts::default();
        prop_assert_eq!(place(&picture, 640.0, high(520.0), &fonts), place(&picture, 640.0, high(520.0), &fonts));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_binds_a_side_together_stays_in_its_frame(backers in 1usize..=3, bases in 0usize..=2, words in 0usize..3) {
        // Nobody outside of the frame is tied to anybody in it, but for the two cores: so there is a way inside.
        let mut figures = vec![figure(4, Some(0), Tier::Core), figure(8, Some(1), Tier::Core)];
        let mut ties = vec![tie(0, 1, Family::Hostility, "fights")];
        for side in 0..2 {
            for (tier, count) in [(Tier::Backer, backers), (Tier::Base, bases)] {
                for n in 0..count {
                    let own = figures.len();
                    figures.push(figure(n + 4, Some(side), tier));
                    let (from, to) = if tier == Tier::Backer { (own, side) } else { (side, own) };
                    ties.push(tie(from, to, Family::Support, ["backs", "likely arms", "has troops at its bases"][words]));
                }
            }
        }
        let picture = picture(2, figures, ties);
        let placed = place(&picture, 640.0, high(620.0), &Fonts::default());
        prop_assert_eq!(placed.missing(), Vec::<usize>::new());
        for (tie, line) in picture.ties.iter().zip(placed.lines.iter().flatten()).skip(1) {
            let frame = placed.frames[picture.figures[tie.from].side.unwrap_or(0)].0;
            let framed = |p: &Point| p.x > frame.x0 && p.x < frame.x1 && p.y > frame.y0 && p.y < frame.y1;
            prop_assert!(line.points.iter().all(framed), "{:?} in {frame:?}", line.points);
            let (a, b) = (line.points[0], line.points[line.points.len() - 1]);
            let long: f64 = pieces(line).map(|(p, q)| (p.x - q.x).abs() + (p.y - q.y).abs()).sum();
            prop_assert!(long <= (a.x - b.x).abs() + (a.y - b.y).abs() + 0.5, "no way round: {:?}", line.points);
        }
    }
}

#[test]
fn no_heading_of_a_dossier_leaves_the_sheet_though_its_name_has_no_spaces() {
    let fonts = Fonts::default();
    let name = "NorthernNationalLiberationAllianceMilitaryCommitteeOfTheCoast";
    let mut figures = vec![figure(4, None, Tier::Core), figure(5, None, Tier::Backer)];
    figures.push(figure(8, None, Tier::Base));
    figures[0].called.name = name.to_owned();
    let ties = vec![tie(1, 0, Family::Support, "backs"), tie(0, 2, Family::Support, "arms")];
    let mut picture = picture(0, figures, ties);
    picture.dossier = true;
    let (_, headings) = dossier::place(&picture, 640.0, &fonts);
    assert!(headings.len() > 2, "{headings:?}");
    for (at, text) in headings {
        let wide = fonts.width(&text, HEADING, crate::layout::font::Weight::Bold);
        assert!(at.x + wide <= 640.0, "{text} at {}", at.x);
    }
}

fn point(p: Point) -> Rect {
    Rect { x0: p.x, y0: p.y, x1: p.x, y1: p.y }
}

#[test]
fn a_side_stands_in_its_column_whoever_else_is_there() {
    let fonts = Fonts::default();
    let many = |backers: usize| {
        let mut figures = vec![figure(4, Some(0), Tier::Core), figure(8, Some(1), Tier::Core)];
        let mut ties = vec![tie(0, 1, Family::Hostility, "fights")];
        for i in 0..backers {
            figures.push(figure(i + 9, Some(0), Tier::Backer));
            ties.push(tie(i + 2, 0, Family::Support, "backs"));
        }
        place(&picture(2, figures, ties), 640.0, high(520.0), &fonts)
    };
    let (few, more) = (many(1), many(3));
    assert!(few.missing().is_empty() && more.missing().is_empty());
    for (a, b) in few.frames.iter().zip(&more.frames) {
        assert_eq!((a.0.x0, a.0.x1), (b.0.x0, b.0.x1));
    }
}

#[test]
fn whoever_has_a_seat_stands_in_it_however_many_others_are_there() {
    let fonts = Fonts::default();
    let star = |backers: &[usize]| {
        let mut figures = vec![figure(4, Some(0), Tier::Core)];
        figures.extend(backers.iter().map(|seat| Figure {
            seat: Some((*seat, 9)),
            ..figure(seat * 6, Some(0), Tier::Backer)
        }));
        let ties = (1..figures.len()).map(|i| tie(i, 0, Family::Support, "backs")).collect();
        let mut picture = picture(1, figures, ties);
        picture.sides[0].seats = 9;
        let placed = place(&picture, 640.0, high(520.0), &fonts);
        let middles = placed.boxes.iter().map(|(rect, _)| rect.centre().x);
        let ids = picture.figures.iter().map(|figure| figure.id.clone());
        (ids.zip(middles).collect::<Vec<_>>(), placed.frames[0].0)
    };
    let (all, wide) = star(&[0, 1, 2, 3, 4, 5, 6, 7, 8]);
    for few in [&[3][..], &[0, 8], &[1, 2, 6], &[0, 2, 4, 6, 8]] {
        let (some, frame) = star(few);
        assert_eq!((frame.x0, frame.x1), (wide.x0, wide.x1), "{few:?}");
        for (id, x) in some {
            let then = all.iter().find(|known| known.0 == id).expect("one of them").1;
            assert!((x - then).abs() <= 24.0, "{id}: {x} and {then}");
        }
    }
}

#[test]
fn eleven_backers_of_one_core_find_room_in_their_seats() {
    let fonts = Fonts::default();
    let mut figures = vec![figure(4, Some(0), Tier::Core)];
    figures.extend(
        (0..11).map(|seat| Figure { seat: Some((seat, 11)), ..figure(6, Some(0), Tier::Backer) }),
    );
    let ties = (1..12).map(|i| tie(i, 0, Family::Support, "shares arms with")).collect();
    let mut picture = picture(1, figures, ties);
    picture.sides[0].seats = 11;
    let placed = place(&picture, 640.0, high(560.0), &fonts);
    assert_eq!(placed.missing(), Vec::<usize>::new());
    let frame = placed.frames[0].0;
    for (shown, (rect, _)) in picture.figures.iter().zip(&placed.boxes).skip(1) {
        let seat = shown.seat.expect("a seat").0 as f64 + 0.5;
        let middle = frame.x0 + 12.0 + (frame.width() - 24.0) * seat / 11.0;
        assert!((rect.centre().x - middle).abs() <= 28.0, "{}", shown.id);
    }
}

#[test]
fn who_shares_a_seat_stands_in_another_row_of_the_same_place() {
    let fonts = Fonts::default();
    let mut figures = vec![figure(4, Some(0), Tier::Core), figure(5, Some(1), Tier::Core)];
    for seat in [0, 1, 2, 0, 2] {
        figures.push(Figure { seat: Some((seat, 3)), ..figure(5, Some(0), Tier::Backer) });
    }
    let mut ties: Vec<Line> = (2..7).map(|i| tie(i, 0, Family::Support, "arms")).collect();
    ties.push(tie(0, 1, Family::Hostility, "fights"));
    let placed = place(&picture(2, figures, ties), 640.0, high(560.0), &fonts);
    let middle = |i: usize| placed.boxes[i].0.centre();
    for (a, b) in [(2, 5), (4, 6)] {
        assert!((middle(a).x - middle(b).x).abs() <= 24.0 && middle(a).y != middle(b).y);
    }
}

#[test]
fn the_core_of_a_third_side_stands_in_its_middle_whoever_is_beside_it() {
    let fonts = Fonts::default();
    let middle = |beside: usize| {
        let mut figures: Vec<Figure> = (0..3).map(|i| figure(5, Some(i), Tier::Core)).collect();
        let mut ties =
            vec![tie(0, 1, Family::Hostility, "fights"), tie(0, 2, Family::Hostility, "fights")];
        for seat in 0..beside {
            ties.push(tie(figures.len(), 2, Family::Support, "backs"));
            figures.push(Figure { seat: Some((seat, 2)), ..figure(5, Some(2), Tier::Backer) });
        }
        let mut picture = picture(3, figures, ties);
        picture.sides.iter_mut().for_each(|side| (side.seats, side.most) = (2, 3));
        let placed = place(&picture, 640.0, high(620.0), &fonts);
        placed.boxes[2].0.centre().x
    };
    assert_eq!(middle(1), middle(2));
    assert_eq!(middle(0), middle(2));
}

#[test]
fn a_chain_and_a_star_find_room() {
    let fonts = Fonts::default();
    let star = |n: usize| {
        let mut figures = vec![figure(0, Some(0), Tier::Core)];
        figures.extend((1..n).map(|i| figure(i, Some(0), Tier::Backer)));
        let ties = (1..n).map(|i| tie(i, 0, Family::Support, "backs")).collect();
        picture(1, figures, ties)
    };
    let chain = |n: usize| {
        let tier = |i: usize| if i + 1 == n { Tier::Core } else { Tier::Backer };
        let figures = (0..n).map(|i| figure(i, Some(0), tier(i))).collect();
        let ties = (1..n).map(|i| tie(i - 1, i, Family::Support, "backs")).collect();
        picture(1, figures, ties)
    };
    for picture in [star(4), star(8), chain(3), chain(6)] {
        let placed = place(&picture, 640.0, high(620.0), &fonts);
        assert_eq!(placed.missing(), Vec::<usize>::new(), "{} boxes", picture.figures.len());
        assert!(placed.height <= 620.0);
    }
}

#[test]
fn nothing_is_placed_where_there_is_nothing() {
    let placed = place(&picture(0, Vec::new(), Vec::new()), 640.0, high(500.0), &Fonts::default());
    assert!(placed.boxes.is_empty() && placed.lines.is_empty());
}

#[test]
fn no_name_is_torn_that_its_box_has_room_for() {
    let fonts = Fonts::default();
    let mut figures: Vec<Figure> = (0..3).map(|i| figure(5, Some(i), Tier::Core)).collect();
    let mut ties =
        vec![tie(0, 1, Family::Hostility, "fights"), tie(0, 2, Family::Hostility, "fights")];
    for (seat, name) in ["Gulmar 3", "Hesper 3", "Dumar Militia", "DDSG 17"].into_iter().enumerate()
    {
        ties.push(tie(figures.len(), 2, Family::Support, "backs"));
        let backer = figure(5, Some(2), Tier::Backer);
        figures.push(Figure { name: name.to_owned(), seat: Some((seat, 4)), ..backer });
    }
    let placed = place(&picture(3, figures, ties), 640.0, high(620.0), &fonts);
    for (rect, block) in &placed.boxes {
        assert!(!block.torn, "{:?} in {rect:?}", block.name);
    }
}
