//! What `examples/generate` makes is a data set that nothing is wrong with.

use std::path::Path;

use crate::synthetic::Synthetic;
use whobacks::annotation::{Arena, parse};
use whobacks::check::{CheckOptions, check};
use whobacks::evidence::{Sources, Unread};

/// The annotation of a synthetic data set, and its sources with or without their texts.
fn synthetic(set: Synthetic, with_texts: bool) -> (String, Sources) {
    let mut annotation = set.head();
    (0..set.actors()).for_each(|i| annotation.push_str(&set.actor(i)));
    annotation.push_str(Synthetic::middle());
    let mut unread = Vec::new();
    for number in 0..set.sources() {
        let source = set.source(number);
        annotation.push_str(&source.entry);
        unread.push(Unread {
            source: source.card.into_source(source.id.parse().expect("ids are made well")),
            ledger: Some(source.ledger),
            text: with_texts.then(|| source.text.into_bytes()),
        });
    }
    annotation.push_str(Synthetic::tail());
    (annotation, Sources::of(unread))
}

#[test]
fn a_synthetic_data_set_passes_every_rule() {
    for relations in [1, 2, 35, 1234] {
        for with_texts in [false, true] {
            let set = Synthetic { relations, seed: 7 };
            let (annotation, sources) = synthetic(set, with_texts);
            let arena = Arena::new();
            let dataset = parse(Path::new("synthetic.ron"), &annotation, &arena);
            let outcome = check(&dataset, &sources, CheckOptions::default());
            assert_eq!(outcome.report.diagnostics, [], "{relations}");
            assert_eq!((outcome.summary.claims, outcome.summary.proved()), (relations, relations));
        }
    }
}

#[test]
fn equal_seeds_give_equal_data_and_others_do_not() {
    let text = |seed| synthetic(Synthetic { relations: 250, seed }, false).0;
    assert_eq!(text(1), text(1));
    assert_ne!(
        text(1).lines().skip(1).collect::<String>(),
        text(2).lines().skip(1).collect::<String>()
    );
}
