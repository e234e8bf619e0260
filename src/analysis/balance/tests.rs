//! Against brute force, on small graphs of every sort.

use proptest::prelude::*;

use super::*;

fn cost(side: &[usize], pairs: &[SignedPair]) -> u64 {
    pairs.iter().map(|p| u64::from(if side[p.a] == side[p.b] { p.minus } else { p.plus })).sum()
}

/// Every partition of `nodes` nodes, as restricted growth strings.
fn every_partition(nodes: usize) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new()];
    for _ in 0..nodes {
        all = (all.into_iter())
            .flat_map(|p: Vec<usize>| {
                let sides = p.iter().max().map_or(0, |m| m + 1);
                (0..=sides).map(move |s| p.iter().copied().chain([s]).collect())
            })
            .collect();
    }
    all
}

/// The least cost, and what all partitions of that cost agree on.
fn brute(nodes: usize, pairs: &[SignedPair]) -> (u64, Vec<usize>) {
    let all = every_partition(nodes);
    let least = all.iter().map(|p| cost(p, pairs)).min().unwrap();
    let best = all.iter().filter(|p| cost(p, pairs) == least);
    let agreed = best.fold(vec![0; nodes], |m, p| meet(&m, p));
    (least, in_order(&agreed))
}

fn graphs(nodes: usize) -> impl Strategy<Value = (usize, Vec<SignedPair>)> {
    (2..=nodes).prop_flat_map(|nodes| {
        let pair = (0..nodes, 0..nodes, 0..3u32, 0..3u32)
            .prop_filter("no loops", |(a, b, ..)| a != b)
            .prop_map(|(a, b, plus, minus)| SignedPair { a, b, plus, minus });
        (Just(nodes), prop::collection::vec(pair, 0..2 * nodes))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

    #[test]
    fn as_brute_force_finds((nodes, pairs) in graphs(7)) {
        let found = balance(nodes, &pairs, WorkLimit::default());
        let (least, agreed) = brute(nodes, &pairs);
        prop_assert!(found.optimal);
        prop_assert_eq!(found.frustration, least);
        prop_assert_eq!(found.lower_bound, least);
        prop_assert_eq!(found.side, agreed);
    }

    #[test]
    fn without_effort_the_bounds_still_hold((nodes, pairs) in graphs(7)) {
        let found = balance(nodes, &pairs, WorkLimit(0));
        let (least, agreed) = brute(nodes, &pairs);
        prop_assert!(found.lower_bound <= least && least <= found.frustration);
        prop_assert!(!found.optimal || found.side == agreed);
    }

    #[test]
    fn two_camps_as_brute_force_finds((nodes, pairs) in graphs(9)) {
        let found = camps(nodes, &pairs, WorkLimit::default());
        let side = |mask: usize| (0..nodes).map(|i| mask >> i & 1).collect::<Vec<usize>>();
        let least = (0..1usize << nodes).map(|mask| cost(&side(mask), &pairs)).min().unwrap();
        prop_assert!(found.optimal);
        prop_assert_eq!((found.frustration, found.lower_bound), (least, least));
        let own: Vec<usize> = found.second.iter().map(|second| usize::from(*second)).collect();
        prop_assert_eq!(cost(&own, &pairs), least);
        let few = camps(nodes, &pairs, WorkLimit(0));
        prop_assert!(few.lower_bound <= least && least <= few.frustration);
    }

    #[test]
    fn neither_order_nor_repetition_matters((nodes, mut pairs) in graphs(12)) {
        let found = balance(nodes, &pairs, WorkLimit::default());
        pairs.reverse();
        for pair in &mut pairs {
            (pair.a, pair.b) = (pair.b, pair.a);
        }
        prop_assert_eq!(balance(nodes, &pairs, WorkLimit::default()), found);
    }
}

fn pairs(text: &str) -> Vec<SignedPair> {
    let pair = |word: &str| {
        let [a, sign, b] = word.as_bytes() else { panic!("`{word}` is no pair") };
        let (plus, minus) = if *sign == b'+' { (1, 0) } else { (0, 1) };
        SignedPair { a: usize::from(a - b'a'), b: usize::from(b - b'a'), plus, minus }
    };
    text.split_whitespace().map(pair).collect()
}

#[test]
fn the_textbook_cases() {
    for (nodes, text, side, frustration) in [
        (3, "", vec![0, 1, 2], 0),
        (3, "a+b b+c a+c", vec![0, 0, 0], 0),
        (3, "a+b a-c b-c", vec![0, 0, 1], 0),
        // An enemy's enemy is not a friend: weak balance lets three be three.
        (3, "a-b b-c a-c", vec![0, 1, 2], 0),
        // A friend of two who fight: either tie may be the odd one, so nobody is placed.
        (3, "a+b a+c b-c", vec![0, 1, 2], 1),
        // Bound twice to one of them, it is placed.
        (3, "a+b a+b a+c b-c", vec![0, 0, 1], 1),
        // Two camps and a bridge that contradicts itself.
        (4, "a+b c+d a+c a-c b-d", vec![0, 0, 1, 1], 1),
    ] {
        let found = balance(nodes, &pairs(text), WorkLimit::default());
        assert_eq!((found.side, found.frustration), (side, frustration), "{text}");
        assert!(found.optimal);
    }
}

#[test]
fn in_two_camps_an_enemys_enemy_is_a_friend() {
    for (nodes, text, second, frustration) in [
        (3, "a-b b-c", [false, true, false].to_vec(), 0),
        (3, "a-b b-c a-c", [false, true, false].to_vec(), 1),
        (4, "a+b c+d a-c b-d", [false, false, true, true].to_vec(), 0),
    ] {
        let found = camps(nodes, &pairs(text), WorkLimit::default());
        assert_eq!(found.frustration, frustration, "{text}");
        assert!(found.optimal);
        let turned: Vec<bool> = found.second.iter().map(|side| side != &found.second[0]).collect();
        let odd = cost(&turned.iter().map(|s| usize::from(*s)).collect::<Vec<_>>(), &pairs(text));
        assert_eq!(odd, frustration, "{text}");
        if frustration == 0 {
            assert_eq!(turned, second, "{text}");
        }
    }
}

#[test]
fn large_graphs_come_with_a_bound() {
    // Two camps of 300 in rings with chords, hostile to each other, and spies across.
    let mut pairs = Vec::new();
    for i in 0..300 {
        for (camp, step) in [(0, 1), (0, 7), (300, 1), (300, 11)] {
            pairs.push(SignedPair { a: camp + i, b: camp + (i + step) % 300, plus: 1, minus: 0 });
        }
        pairs.push(SignedPair { a: i, b: 300 + (i * 37) % 300, plus: 0, minus: 1 });
        if i % 50 == 0 {
            pairs.push(SignedPair { a: i, b: 300 + (i * 41 + 1) % 300, plus: 1, minus: 0 });
        }
    }
    let found = balance(600, &pairs, WorkLimit(10_000_000));
    assert!(found.lower_bound > 0 && found.lower_bound <= found.frustration);
    assert!(found.frustration <= 6, "cutting the six spies' ties is enough: {found:?}");
}

#[test]
fn what_does_not_exist_is_left_out() {
    let hostile = [
        SignedPair { a: 0, b: 9, plus: 1, minus: 0 },
        SignedPair { a: 1, b: 1, plus: 0, minus: 1 },
    ];
    assert_eq!(balance(2, &hostile, WorkLimit::default()).side, [0, 1]);
    assert_eq!(balance(0, &[], WorkLimit::default()).side, Vec::<usize>::new());
}

#[test]
fn what_nobody_can_solve_ends_when_its_effort_does() {
    // Everybody tied to everybody, friend or foe by chance: 200 of them nobody has proved anything of.
    let mut state = 1_u64;
    let mut chance = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state >> 63
    };
    for nodes in [60, 200] {
        let mut pairs = Vec::new();
        for a in 0..nodes {
            for b in 0..a {
                let friends = chance() as u32;
                pairs.push(SignedPair { a, b, plus: friends, minus: 1 - friends });
            }
        }
        let effort = WorkLimit(12_000_000);
        let found = balance(nodes, &pairs, effort);
        assert!(!found.optimal);
        assert!(0 < found.lower_bound && found.lower_bound <= found.frustration);
        assert_eq!(found, balance(nodes, &pairs, effort), "the same work gives the same sides");
        let more = balance(nodes, &pairs, WorkLimit(40_000_000));
        assert!(more.frustration <= found.frustration && more.lower_bound >= found.lower_bound);
        let camps = camps(nodes, &pairs, effort);
        assert!(!camps.optimal && camps.lower_bound <= camps.frustration);
    }
}

#[test]
fn a_ring_of_any_length_is_gone_round_without_a_deep_stack() {
    let nodes = 200_000;
    let mut pairs: Vec<SignedPair> =
        (0..nodes).map(|a| SignedPair { a, b: (a + 1) % nodes, plus: 1, minus: 0 }).collect();
    pairs[7] = SignedPair { plus: 0, minus: 1, ..pairs[7] };
    let found = camps(nodes, &pairs, WorkLimit(100_000_000));
    assert_eq!(found.frustration, 1);
    let found = balance(nodes, &pairs, WorkLimit(100_000_000));
    assert_eq!((found.frustration, found.lower_bound), (1, 1));
}

/// What is done beside the search takes as many steps for each node and tie at most.
const BESIDE: u64 = 1_000;

#[test]
fn all_that_is_done_counts_and_what_is_done_beside_the_search_grows_with_the_graph_alone() {
    let star = |nodes: usize, hub: usize| {
        let mut pairs: Vec<SignedPair> = (0..nodes)
            .filter(|a| *a != hub)
            .map(|a| SignedPair { a, b: hub, plus: 1, minus: 0 })
            .collect();
        pairs.push(SignedPair { a: 1, b: 2, plus: 0, minus: 1 });
        (nodes, pairs)
    };
    // Bonds in a chain, of which each is stronger than the one before: what is joined grows link by link.
    let chain = |nodes: usize| {
        let mut pairs: Vec<SignedPair> = (1..nodes)
            .map(|b| SignedPair { a: b - 1, b, plus: b as u32, minus: 0 })
            .chain((2..nodes).map(|b| SignedPair { a: b - 2, b, plus: 0, minus: 1 }))
            .collect();
        pairs.push(SignedPair { a: 0, b: nodes - 1, plus: 1, minus: 0 });
        (nodes, pairs)
    };
    let (mut ring, ties) = (Vec::new(), 20_000);
    for a in 0..ties {
        let hostile = u32::from(a % 7 == 3);
        ring.push(SignedPair { a, b: (a + 1) % ties, plus: 1 - hostile, minus: hostile });
        ring.push(SignedPair { a, b: (a + 77) % ties, plus: 1, minus: 0 });
    }
    for (nodes, pairs) in [star(20_000, 0), star(20_000, 19_999), chain(5_000), (ties, ring)] {
        let size = (nodes + pairs.len()) as u64;
        for limit in [0, 1_000_000, 20_000_000] {
            let mut left = Left::of(WorkLimit(limit));
            let found = balance_within(nodes, &pairs, &mut left);
            assert!(found.lower_bound <= found.frustration);
            assert!(left.done() <= limit + BESIDE * size, "{} of {limit}", left.done());
            let mut left = Left::of(WorkLimit(limit));
            let found = camps::camps_within(nodes, &pairs, &mut left);
            assert!(found.lower_bound <= found.frustration);
            assert!(left.done() <= limit + BESIDE * size, "{} of {limit}", left.done());
        }
    }
}

#[test]
fn a_small_part_is_divided_even_after_one_that_took_all() {
    let mut state = 1_u64;
    let mut chance = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state >> 63
    };
    let mut pairs = Vec::new();
    for a in 0..80 {
        for b in 0..a {
            let friends = chance() as u32;
            pairs.push(SignedPair { a, b, plus: friends, minus: 1 - friends });
        }
    }
    // Four who back each other, but for one tie.
    for (a, b, plus) in
        [(80, 81, 2), (81, 82, 2), (82, 83, 2), (80, 83, 2), (80, 82, 0), (81, 83, 2)]
    {
        pairs.push(SignedPair { a, b, plus, minus: u32::from(plus == 0) });
    }
    let found = balance(84, &pairs, WorkLimit(100_000));
    assert!(!found.optimal);
    assert_eq!(found.side[80], found.side[81]);
    assert_eq!(found.side[82], found.side[83]);
}
