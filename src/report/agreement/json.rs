//! The agreement of two codings for machines, as `docs/answers.schema.json` has it.

use serde::Serialize;

use super::{Coding, word};
use crate::analysis::agreement::{Agreement, Coder, Difference, Missing, Reliability, Score};
use crate::export::contract::VERSION;
use crate::graph::ClaimRef;
use crate::model::{ActorId, ClaimId, Family, Modality, Period, SourceId, Status};
use crate::report::answers::pretty;

#[derive(Serialize)]
struct AgreementJson<'a> {
    whobacks: u32,
    a: CodingJson<'a>,
    b: CodingJson<'a>,
    actors: ActorsJson<'a>,
    units: UnitsJson<'a>,
    claims: ClaimsJson,
    differences: Vec<DifferenceJson<'a>>,
}

#[derive(Serialize)]
struct CodingJson<'a> {
    file: &'a str,
    title: &'a str,
    claims: usize,
}

#[derive(Serialize)]
struct ActorsJson<'a> {
    matched: Vec<MatchJson<'a>>,
    only_a: Vec<ActorJson<'a>>,
    only_b: Vec<ActorJson<'a>>,
}

#[derive(Serialize)]
struct MatchJson<'a> {
    a: &'a ActorId,
    b: &'a ActorId,
    by: &'static str,
}

#[derive(Serialize)]
struct ActorJson<'a> {
    id: &'a ActorId,
    name: &'a str,
}

#[derive(Serialize)]
struct UnitsJson<'a> {
    sources: Vec<SourceJson<'a>>,
    all: ScoreJson,
    sources_only_a: Vec<&'a SourceId>,
    sources_only_b: Vec<&'a SourceId>,
}

#[derive(Serialize)]
struct SourceJson<'a> {
    source: &'a SourceId,
    #[serde(flatten)]
    score: ScoreJson,
}

#[derive(Serialize)]
struct ScoreJson {
    a: usize,
    b: usize,
    both: usize,
    precision: Option<f64>,
    recall: Option<f64>,
    f1: Option<f64>,
}

#[derive(Serialize)]
struct ClaimsJson {
    paired: usize,
    variables: Vec<VariableJson>,
}

#[derive(Serialize)]
struct VariableJson {
    variable: &'static str,
    same: usize,
    share: Option<f64>,
    values: usize,
    alpha: Option<f64>,
}

/// One way in which the codings differ. What does not belong to its kind is left out.
#[derive(Serialize)]
struct DifferenceJson<'a> {
    kind: &'static str,
    source: &'a SourceId,
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<&'static str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    actors: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    families: &'a [Family],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    variables: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    a: Option<ClaimJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    b: Option<ClaimJson<'a>>,
}

#[derive(Serialize)]
struct ClaimJson<'a> {
    key: ClaimId,
    from: &'a ActorId,
    relation: &'a str,
    to: &'a ActorId,
    family: Family,
    modality: Modality,
    status: Status,
    when: Option<Period>,
    paragraph: u32,
    quote: &'a str,
}

/// The whole result.
pub fn json(agreement: &Agreement<'_>, codings: [Coding<'_>; 2]) -> String {
    let [a, b] = codings.map(|coding| CodingJson {
        file: coding.file,
        title: coding.graph.title(),
        claims: coding.graph.claims().len(),
    });
    let matched = agreement.matched.iter();
    pretty(&AgreementJson {
        whobacks: VERSION,
        a,
        b,
        actors: ActorsJson {
            matched: matched
                .map(|(a, b, by)| MatchJson { a: &a.id, b: &b.id, by: by.word() })
                .collect(),
            only_a: alone(agreement, Coder::A),
            only_b: alone(agreement, Coder::B),
        },
        units: units(agreement),
        claims: ClaimsJson {
            paired: agreement.paired,
            variables: agreement
                .reliability
                .iter()
                .map(|r| variable(r, agreement.paired))
                .collect(),
        },
        differences: agreement.differences.iter().map(difference).collect(),
    })
}

fn alone<'a>(agreement: &Agreement<'a>, side: Coder) -> Vec<ActorJson<'a>> {
    let list = agreement.unmatched.iter().filter(|(of, _)| *of == side);
    list.map(|(_, actor)| ActorJson { id: &actor.id, name: &actor.name }).collect()
}

fn units<'a>(agreement: &Agreement<'a>) -> UnitsJson<'a> {
    let left_out = |side: Coder| {
        let list = agreement.left_out.iter().filter(|(of, _)| *of == side);
        list.map(|(_, id)| *id).collect()
    };
    let sources = agreement.sources.iter();
    UnitsJson {
        sources: sources
            .map(|of| SourceJson { source: of.source, score: of.score.into() })
            .collect(),
        all: agreement.all.into(),
        sources_only_a: left_out(Coder::A),
        sources_only_b: left_out(Coder::B),
    }
}

fn variable(chosen: &Reliability, paired: usize) -> VariableJson {
    let share = (paired > 0).then(|| chosen.same as f64 / paired as f64);
    VariableJson {
        variable: chosen.variable.word(),
        same: chosen.same,
        share: share.map(rounded),
        values: chosen.values,
        alpha: chosen.alpha.map(rounded),
    }
}

/// To six decimals: what is behind them is noise of the arithmetic.
fn rounded(number: f64) -> f64 {
    (number * 1e6).round() / 1e6
}

impl From<Score> for ScoreJson {
    fn from(score: Score) -> Self {
        ScoreJson {
            a: score.a,
            b: score.b,
            both: score.both,
            precision: score.precision().map(rounded),
            recall: score.recall().map(rounded),
            f1: score.f1().map(rounded),
        }
    }
}

fn difference<'a>(difference: &'a Difference<'_>) -> DifferenceJson<'a> {
    let (kind, a, b) = match difference {
        Difference::Only { side: Coder::A, claim, .. } => ("only_a", Some(claim), None),
        Difference::Only { side: Coder::B, claim, .. } => ("only_b", None, Some(claim)),
        Difference::Recast { a, b } => ("recast", Some(a), Some(b)),
        Difference::Changed { a, b, .. } => ("changed", Some(a), Some(b)),
    };
    let missing = match difference {
        Difference::Only { missing, .. } => Some(missing),
        _ => None,
    };
    DifferenceJson {
        kind,
        source: difference.source(),
        missing: missing.map(word),
        actors: match missing {
            Some(Missing::Actors(ids)) => ids,
            _ => &[],
        },
        families: match missing {
            Some(Missing::Family(families)) => families,
            _ => &[],
        },
        variables: match difference {
            Difference::Changed { variables, .. } => variables.iter().map(|v| v.word()).collect(),
            _ => Vec::new(),
        },
        a: a.map(claim),
        b: b.map(claim),
    }
}

fn claim<'a>(at: &'a ClaimRef<'_>) -> ClaimJson<'a> {
    ClaimJson {
        key: at.claim.id,
        from: &at.from.id,
        relation: &at.relation.id,
        to: &at.to.id,
        family: at.relation.family,
        modality: at.claim.modality,
        status: at.claim.status,
        when: at.claim.when,
        paragraph: at.claim.citation.paragraph(),
        quote: at.claim.citation.text(),
    }
}
