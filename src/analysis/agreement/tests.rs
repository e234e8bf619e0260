use proptest::prelude::*;

use super::*;
use crate::graph::fixture::Fixture;
use crate::model::{Kind, Modality, Status};

/// A coding, a line each: `s-1` a source, or `egypt backs haftar | 3 1-5 | planned ended 2017`.
fn coding(lines: &[&str]) -> Graph {
    let mut fixture = Fixture::new("x")
        .actor("?", "not named", Kind::Unnamed)
        .actor("egypt", "Egypt", Kind::State)
        .actor("haftar", "Khalifa Haftar", Kind::Person)
        .actor("us", "United States", Kind::State);
    for line in lines {
        let parts: Vec<&str> = line.split(" | ").collect();
        match parts[..] {
            [sentence, place, more] => {
                let (paragraph, words) = place.split_once(' ').unwrap();
                let (from, to) = words.split_once('-').unwrap();
                fixture = fixture
                    .claim(sentence, &format!("quote of {line}"))
                    .at(paragraph.parse().unwrap(), (from.parse().unwrap(), to.parse().unwrap()));
                for word in more.split_whitespace() {
                    fixture = match word {
                        "planned" => fixture.modality(Modality::Planned),
                        "denied" => fixture.modality(Modality::Denied),
                        "ended" => fixture.status(Status::Ended),
                        date => fixture.when(date),
                    };
                }
            }
            [actor] if actor.starts_with('+') => {
                fixture = fixture.actor(&actor[1..], &actor[1..], Kind::Unit);
            }
            _ => fixture = fixture.source(line, "2017"),
        }
    }
    fixture.graph()
}

fn shown(agreement: &Agreement<'_>) -> Vec<String> {
    let sentence = |c: &ClaimRef<'_>| format!("{} {} {}", c.from.id, c.relation.id, c.to.id);
    let show = |difference: &Difference<'_>| match difference {
        Difference::Only { side, claim, missing } => {
            format!("{} {}: {missing:?}", side.letter(), sentence(claim))
        }
        Difference::Recast { a, b } => format!("{} ~ {}", sentence(a), sentence(b)),
        Difference::Changed { a, b, variables } => {
            let words: Vec<&str> = variables.iter().map(|v| v.word()).collect();
            format!("{} / {}: {}", sentence(a), sentence(b), words.join(", "))
        }
    };
    agreement.differences.iter().map(show).collect()
}

fn differences(a: &[&str], b: &[&str]) -> (Score, Vec<String>) {
    let with = |lines: &[&str]| coding(&[&["s-1"], lines].concat());
    let (a, b) = (with(a), with(b));
    let agreement = compare(&a, &b);
    (agreement.all, shown(&agreement))
}

#[test]
fn figures_worked_out_by_hand() {
    let a = coding(&[
        "s-1",
        "egypt backs haftar | 1 1-5 | ",
        "egypt arms haftar | 2 1-5 | planned",
        "us meets haftar | 3 1-5 | 2017",
        "us fights egypt | 4 1-5 | ",
        "s-2",
        "egypt backs haftar | 1 1-5 | ended",
        "us backs haftar | 2 1-5 | ",
    ]);
    let b = coding(&[
        "s-1",
        "egypt backs haftar | 1 2-6 | ",
        "egypt trains haftar | 2 1-5 | ",
        "haftar visits us | 3 1-5 | 2017",
        "egypt opposes haftar | 5 1-5 | ",
        "s-2",
        "egypt backs haftar | 1 1-5 | ",
    ]);
    let agreement = compare(&a, &b);
    // Units of s-1: support egypt→haftar and contact us–haftar in both; hostility in one each.
    let scores: Vec<Score> = agreement.sources.iter().map(|s| s.score).collect();
    assert_eq!(scores, [Score { a: 3, b: 3, both: 2 }, Score { a: 2, b: 1, both: 1 }]);
    assert_eq!(agreement.all, Score { a: 5, b: 4, both: 3 });
    let figures = [agreement.all.precision(), agreement.all.recall(), agreement.all.f1()];
    assert_eq!(figures, [Some(0.75), Some(0.6), Some(6.0 / 9.0)]);
    // Pairs: backs/backs, arms/trains, meets/visits, backs/backs.
    assert_eq!(agreement.paired, 4);
    let figures: Vec<(usize, usize, Option<i64>)> = (agreement.reliability.iter())
        .map(|r| (r.same, r.values, r.alpha.map(|alpha| (alpha * 1000.0).round() as i64)))
        .collect();
    // Relation: n = 8, n_c = 4 1 1 1 1; Σ o_cc = 4; (7·4 − 12) / (56 − 12) = 16/44.
    // Modality and status: n_c = 7 1; Σ o_cc = 6; (7·6 − 42) / (56 − 42) = 0.
    // Date: n_c = 6 2; Σ o_cc = 8; (7·8 − 32) / (56 − 32) = 1.
    let expected = [(2, 5, Some(364)), (3, 2, Some(0)), (3, 2, Some(0)), (4, 2, Some(1000))];
    assert_eq!(figures, expected);
    assert_eq!(
        shown(&agreement),
        [
            "egypt arms haftar / egypt trains haftar: relation, modality",
            "us meets haftar / haftar visits us: relation",
            "A us fights egypt: Pair",
            "B egypt opposes haftar: Family([Support])",
            "egypt backs haftar / egypt backs haftar: status",
            "A us backs haftar: Pair",
        ]
    );
}

#[test]
fn what_the_other_coding_has_instead() {
    for (a, b, both, expected) in [
        (
            &["egypt backs haftar | 1 1-5 | "][..],
            &["haftar backs egypt | 1 6-9 | "][..],
            0,
            &["A egypt backs haftar: Direction", "B haftar backs egypt: Direction"][..],
        ),
        // The same words read the other way round, or as another family.
        (
            &["egypt backs haftar | 1 1-5 | "],
            &["haftar backs egypt | 1 5-9 | "],
            0,
            &["egypt backs haftar ~ haftar backs egypt"],
        ),
        (
            &["egypt backs haftar | 1 1-5 | ", "egypt arms haftar | 2 1-5 | "],
            &["egypt visits haftar | 2 2-5 | "],
            0,
            &["A egypt backs haftar: Family([Contact])", "egypt arms haftar ~ egypt visits haftar"],
        ),
        (
            &["+lna", "lna backs haftar | 1 1-5 | "],
            &["us backs haftar | 2 1-5 | "],
            0,
            &["A lna backs haftar: Actors([\"lna\"])", "B us backs haftar: Pair"],
        ),
        // The same words, of another actor: one difference; of other actors: two.
        (
            &["+lna", "lna backs haftar | 1 1-5 | "],
            &["us backs haftar | 1 1-5 | "],
            0,
            &["lna backs haftar ~ us backs haftar"],
        ),
        (
            &["+lna", "lna backs haftar | 1 1-5 | "],
            &["us backs egypt | 1 1-5 | "],
            0,
            &["A lna backs haftar: Actors([\"lna\"])", "B us backs egypt: Pair"],
        ),
        // In the unit, but neither the relation nor the paragraph is the same.
        (
            &["egypt arms haftar | 1 1-5 | "],
            &["egypt trains haftar | 2 1-5 | "],
            1,
            &["A egypt arms haftar: Claim", "B egypt trains haftar: Claim"],
        ),
        // The place goes before the relation, the relation before the date.
        (
            &["egypt arms haftar | 1 1-5 | 2016", "egypt trains haftar | 1 11-15 | "],
            &["egypt trains haftar | 1 1-5 | 2016", "egypt arms haftar | 1 11-15 | "],
            1,
            &[
                "egypt arms haftar / egypt trains haftar: relation",
                "egypt trains haftar / egypt arms haftar: relation",
            ],
        ),
        (
            &["egypt arms haftar | 1 1-5 | 2016", "egypt trains haftar | 1 1-5 | 2017"],
            &["egypt trains haftar | 1 1-5 | 2016", "egypt arms haftar | 1 1-5 | 2017"],
            1,
            &[
                "egypt arms haftar / egypt arms haftar: date",
                "egypt trains haftar / egypt trains haftar: date",
            ],
        ),
        // Symmetric either way round; it meets one that goes a single way, once.
        (&["egypt meets us | 1 1-5 | "], &["us meets egypt | 1 1-5 | "], 1, &[]),
        (
            &["egypt meets us | 1 1-5 | "],
            &["egypt visits us | 1 1-5 | ", "us visits egypt | 2 1-5 | "],
            1,
            &["egypt meets us / egypt visits us: relation", "B us visits egypt: Direction"],
        ),
        (&["? overthrew haftar | 1 1-5 | "], &["? overthrew haftar | 1 1-5 | "], 1, &[]),
    ] {
        let (score, shown) = differences(a, b);
        assert_eq!((score.both, shown), (both, expected.iter().map(|s| (*s).to_owned()).collect()));
    }
}

#[test]
fn sources_of_one_coding_are_left_out() {
    let a = coding(&["s-1", "egypt backs haftar | 1 1-5 | ", "s-2", "us backs haftar | 1 1-5 | "]);
    let b = coding(&["+lna", "s-2", "us backs haftar | 1 1-5 | ", "s-3"]);
    let agreement = compare(&a, &b);
    let left_out: Vec<String> =
        agreement.left_out.iter().map(|(side, id)| format!("{} {id}", side.letter())).collect();
    assert_eq!(left_out, ["A s-1", "B s-3"]);
    assert_eq!(agreement.all, Score { a: 1, b: 1, both: 1 });
    let [(Coder::B, alone)] = agreement.unmatched[..] else { panic!("one actor is unmatched") };
    assert_eq!(alone.id.as_str(), "lna");
    // One pair, and no variation: nothing can be said of reliability.
    assert!(agreement.reliability.iter().all(|r| r.alpha.is_none() && r.same == 1));
}

fn claims() -> impl Strategy<Value = Vec<String>> {
    let actor = prop::sample::select(vec!["egypt", "us", "haftar"]);
    let relation = prop::sample::select(vec!["backs", "arms", "meets", "visits", "fights"]);
    let more = prop::sample::select(vec!["", "planned", "ended", "2017", "denied 2016"]);
    let claim = (actor.clone(), relation, actor, 1..4u32, 1..6u32, more)
        .prop_filter("two actors", |(from, _, to, ..)| from != to)
        .prop_map(|(from, relation, to, paragraph, word, more)| {
            format!("{from} {relation} {to} | {paragraph} {word}-{} | {more}", word + 4)
        });
    prop::collection::vec(claim, 0..12)
}

proptest! {
    #[test]
    fn a_coding_agrees_with_itself(lines in claims()) {
        let lines: Vec<&str> = std::iter::once("s-1").chain(lines.iter().map(String::as_str)).collect();
        let graph = coding(&lines);
        let agreement = compare(&graph, &graph);
        prop_assert_eq!(agreement.paired, lines.len() - 1);
        prop_assert_eq!(shown(&agreement), Vec::<String>::new());
        prop_assert!(agreement.all.f1().is_none_or(|f1| f1 == 1.0));
        for r in &agreement.reliability {
            prop_assert_eq!(r.same, agreement.paired);
            prop_assert_eq!(r.alpha.is_some(), r.values > 1);
            prop_assert!(r.alpha.is_none_or(|alpha| (alpha - 1.0).abs() < 1e-9));
        }
    }

    #[test]
    fn the_order_of_the_codings_does_not_matter(a in claims(), b in claims()) {
        let with = |lines: &[String]| {
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            coding(&[&["s-1"], &lines[..]].concat())
        };
        let (a, b) = (with(&a), with(&b));
        let (there, back) = (compare(&a, &b), compare(&b, &a));
        prop_assert_eq!(there.all.precision(), back.all.recall());
        prop_assert_eq!(there.all.f1(), back.all.f1());
        prop_assert_eq!(there.paired, back.paired);
        for (x, y) in there.reliability.iter().zip(&back.reliability) {
            prop_assert_eq!((x.same, x.values), (y.same, y.values));
            prop_assert!((x.alpha.unwrap_or(9.0) - y.alpha.unwrap_or(9.0)).abs() < 1e-9);
        }
        let exchanged = |difference: &Difference<'_>| match difference {
            Difference::Only { side, claim, missing } => (side.other(), claim.claim.id.0, 0, missing.clone()),
            Difference::Recast { a, b } => (Coder::A, b.claim.id.0, a.claim.id.0, Missing::Pair),
            Difference::Changed { a, b, .. } => (Coder::A, b.claim.id.0, a.claim.id.0, Missing::Claim),
        };
        let mut expected: Vec<String> =
            there.differences.iter().map(|d| format!("{:?}", exchanged(d))).collect();
        let own = |difference: &Difference<'_>| match difference {
            Difference::Only { side, claim, missing } => (*side, claim.claim.id.0, 0, missing.clone()),
            Difference::Recast { a, b } => (Coder::A, a.claim.id.0, b.claim.id.0, Missing::Pair),
            Difference::Changed { a, b, .. } => (Coder::A, a.claim.id.0, b.claim.id.0, Missing::Claim),
        };
        let mut found: Vec<String> = back.differences.iter().map(|d| format!("{:?}", own(d))).collect();
        expected.sort();
        found.sort();
        prop_assert_eq!(found, expected);
    }
}
