//! A war as an analyst would have written it: the annotation file, and its sources with their proofs.

use std::fmt::Write as _;

use whobacks::evidence::{Ledger, Quote, Text, propose};
use whobacks::model::Kind;

use super::super::chance::Chance;
use super::{Actor, Claim, DATES, PUBLISHED, Sourced};

/// A source with what it says of the claims that it makes.
pub(super) fn sourced(n: usize, actors: &[Actor], claims: &[Claim]) -> Sourced {
    let id = format!("report-{n}");
    let mut text = format!("Report {n} on the war\n\n");
    let own: Vec<(usize, &Claim)> =
        claims.iter().enumerate().filter(|(_, c)| c.source == n).collect();
    for (i, claim) in &own {
        let _ =
            writeln!(text, "Witnesses told us that {} when they fled.", quote(*i, actors, claim));
    }
    let read = Text::new(&text, false);
    let mut card = propose(&format!("{id}.txt"), &read).card;
    card.title = format!("Report {n} on the war");
    card.authors =
        [["Ana Writer"], ["B. Reporter"], ["Chidi Analyst"]][n].map(str::to_owned).to_vec();
    card.publisher = (n == 2).then(|| "The Institute".to_owned());
    card.published = PUBLISHED[n].parse().ok();
    let quotes: Vec<Quote> = own.iter().map(|(i, c)| Quote::parse(&quote(*i, actors, c))).collect();
    let ledger = Ledger::build(id.parse().expect("a number makes an id"), &read, &quotes).write();
    Sourced { id, text, card, ledger }
}

/// As many words as a quote may have.
const WORDS: usize = 15;

/// The words of a claim, another for each: as many as quotes may have, whatever the names.
fn quote(i: usize, actors: &[Actor], claim: &Claim) -> String {
    let verb = claim.relation.replace('_', " ");
    let (from, to) = (&actors[claim.from].short, &actors[claim.to].short);
    let brief = format!("{from} {verb} {to} in case {i}");
    let long = format!("{brief}{}", ["", " by road and by sea", " as all know"][i % 3]);
    let fits = |text: &str| Quote::parse(text).word_count() <= WORDS;
    assert!(fits(&brief), "{brief} is longer than a quote may be");
    if fits(&long) { long } else { brief }
}

pub(super) fn annotation(
    seed: u64,
    chance: &mut Chance,
    actors: &[Actor],
    claims: &[Claim],
) -> String {
    let mut out = format!(
        "// made by examples/wars: seed {seed}\n(\n    title: \"War {seed}, 2014–2025\",\n"
    );
    if chance.below(3) == 0 {
        out.push_str("    sides: {\n");
        for camp in 0..3 {
            let local = |a: &&Actor| {
                a.camp == Some(camp)
                    && matches!(
                        a.kind,
                        Kind::Government | Kind::Military | Kind::ArmedGroup | Kind::Legislature
                    )
            };
            let own: Vec<String> =
                actors.iter().filter(local).take(2).map(|a| format!("\"{}\"", a.id)).collect();
            if !own.is_empty() {
                let _ = writeln!(
                    out,
                    "        \"{} side\": [{}],",
                    ["Eastern", "Western", "Southern"][camp],
                    own.join(", ")
                );
            }
        }
        out.push_str("    },\n");
    }
    if chance.below(2) == 0 {
        let _ = writeln!(out, "    slices: [\"{}\"],", DATES.join("\", \""));
    }
    out.push_str("    actors: {\n");
    for actor in actors {
        let short = if actor.short == actor.name {
            String::new()
        } else {
            format!(", short: \"{}\"", actor.short)
        };
        let _ = writeln!(
            out,
            "        \"{}\": (name: \"{}\", kind: {}{short}),",
            actor.id,
            actor.name,
            actor.kind.word()
        );
    }
    out.push_str("    },\n    claims: {\n");
    for n in 0..PUBLISHED.len() {
        let _ = writeln!(out, "        \"report-{n}\": [");
        for (i, claim) in claims.iter().enumerate().filter(|(_, c)| c.source == n) {
            let (from, to) = (&actors[claim.from].id, &actors[claim.to].id);
            let _ = writeln!(
                out,
                "            (from: \"{from}\", relation: \"{}\", to: \"{to}\"{}, quote: \"{}\"),",
                claim.relation,
                claim.fields,
                quote(i, actors, claim)
            );
        }
        out.push_str("        ],\n");
    }
    out.push_str("    },\n)\n");
    out
}
