//! The agreement of two codings for machines.

use serde_json::{Value, json};

use super::{Coding, word};
use crate::analysis::agreement::{Agreement, Difference, Missing, Score, Side, Variable};
use crate::graph::ClaimRef;

/// The whole result, pretty-printed; for its shape see the module above.
pub fn json(agreement: &Agreement<'_>, codings: [Coding<'_>; 2]) -> String {
    let [a, b] = codings.map(|coding| {
        json!({
            "file": coding.file,
            "title": coding.graph.title(),
            "claims": coding.graph.claims().len(),
        })
    });
    let alone = |side: Side| -> Vec<Value> {
        let list = agreement.unmatched.iter().filter(|(of, _)| *of == side);
        list.map(|(_, actor)| json!({"id": actor.id, "name": actor.name})).collect()
    };
    let left_out = |side: Side| -> Vec<&str> {
        let list = agreement.left_out.iter().filter(|(of, _)| *of == side);
        list.map(|(_, id)| id.as_str()).collect()
    };
    let matched = agreement.matched.iter();
    let sources = agreement.sources.iter().map(|source| {
        let mut figures = score(source.score);
        figures["source"] = source.source.as_str().into();
        figures
    });
    let variables = agreement.reliability.iter().map(|chosen| {
        let share = (agreement.paired > 0).then(|| chosen.same as f64 / agreement.paired as f64);
        json!({
            "variable": chosen.variable.word(),
            "same": chosen.same,
            "share": share.map(rounded),
            "values": chosen.values,
            "alpha": chosen.alpha.map(rounded),
        })
    });
    let value = json!({
        "whobacks": 1,
        "a": a,
        "b": b,
        "actors": {
            "matched": matched
                .map(|(a, b, by)| json!({"a": a.id, "b": b.id, "by": by.word()}))
                .collect::<Vec<_>>(),
            "only_a": alone(Side::A),
            "only_b": alone(Side::B),
        },
        "units": {
            "sources": sources.collect::<Vec<_>>(),
            "all": score(agreement.all),
            "sources_only_a": left_out(Side::A),
            "sources_only_b": left_out(Side::B),
        },
        "claims": {"paired": agreement.paired, "variables": variables.collect::<Vec<_>>()},
        "differences": agreement.differences.iter().map(difference).collect::<Vec<_>>(),
    });
    format!("{value:#}\n")
}

/// To six decimals: what is behind them is noise of the arithmetic.
fn rounded(number: f64) -> f64 {
    (number * 1e6).round() / 1e6
}

fn score(score: Score) -> Value {
    json!({
        "a": score.a,
        "b": score.b,
        "both": score.both,
        "precision": score.precision().map(rounded),
        "recall": score.recall().map(rounded),
        "f1": score.f1().map(rounded),
    })
}

fn difference(difference: &Difference<'_>) -> Value {
    let source = difference.source();
    match difference {
        Difference::Only { side, claim: only, missing } => {
            let (kind, key) = match side {
                Side::A => ("only_a", "a"),
                Side::B => ("only_b", "b"),
            };
            let mut value = json!({"kind": kind, "source": source, "missing": word(missing)});
            match missing {
                Missing::Actors(ids) => value["actors"] = json!(ids),
                Missing::Family(families) => value["families"] = json!(families),
                _ => {}
            }
            value[key] = claim(only);
            value
        }
        Difference::Recast { a, b } => {
            json!({"kind": "recast", "source": source, "a": claim(a), "b": claim(b)})
        }
        Difference::Changed { a, b, variables } => json!({
            "kind": "changed",
            "source": source,
            "variables": variables.iter().map(|v| v.word()).collect::<Vec<_>>(),
            "a": claim(a),
            "b": claim(b),
        }),
    }
}

fn claim(c: &ClaimRef<'_>) -> Value {
    json!({
        "key": c.claim.id,
        "from": c.from.id,
        "relation": Variable::Relation.of(c),
        "to": c.to.id,
        "family": c.relation.family.word(),
        "modality": c.claim.modality,
        "status": c.claim.status,
        "when": c.claim.when.map(|when| when.to_string()),
        "paragraph": c.claim.citation.paragraph(),
        "quote": c.claim.citation.text(),
    })
}
