//! A small graph of an invented war, which everything is asked of.

use std::path::Path;

use whobacks::annotation::{Arena, parse};
use whobacks::check::{CheckOptions, check};
use whobacks::evidence::{Sources, Text, Unread, propose};
use whobacks::graph::Graph;

const ARTICLE: &str = "On Sund\n\nNorthland has armed the Harbour Guard since 2019. The Guard fights the River \
    Front. Northland would send trainers to Sund, say two officials. Southmark denies that it backs the Front.\n";

const ANNOTATION: &str = r#"(
    actors: {
        "northland": (name: "Northland", kind: state, aliases: ["the North"]),
        "southmark": (name: "Southmark", kind: state),
        "guard": (name: "Harbour Guard", kind: armed_group, aliases: ["the Guard"]),
        "front": (name: "River Front", kind: armed_group, aliases: ["the Front"]),
        "sund": (name: "S\u{fc}nd", kind: place, aliases: ["Sund"]),
    },
    claims: {"harbour": [
        (from: "northland", relation: "arms", to: "guard", quote: "Northland has armed the Harbour Guard", when: "2019/.."),
        (from: "guard", relation: "fights", to: "front", quote: "The Guard fights the River Front"),
        (from: "northland", relation: "trains", to: "guard", modality: planned, said_by: ["unnamed"],
         quote: "Northland would send trainers to Sund"),
        (from: "southmark", relation: "backs", to: "front", modality: denied, said_by: "southmark",
         quote: "Southmark denies that it backs the Front"),
    ]},
)"#;

pub fn graph() -> Graph {
    let mut source = propose("t.txt", &Text::new(ARTICLE, false))
        .card
        .into_source("harbour".parse().expect("an id"));
    source.published = "2020-03".parse().ok();
    let sources = Sources::of([Unread { source, ledger: None, text: Some(ARTICLE.into()) }]);
    let arena = Arena::new();
    let dataset = parse(Path::new("war.ron"), ANNOTATION, &arena);
    Graph::new(
        check(&dataset, &sources, CheckOptions::default())
            .checked
            .expect("nothing is wrong with it"),
    )
}
