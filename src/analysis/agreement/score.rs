//! The figures: precision, recall and F1 on units, agreement and alpha on paired claims.
//!
//! Takes counts and pairs of claims. Must not know how they were found.

use std::iter::Sum;
use std::ops::Add;

use strum::IntoStaticStr;

use super::nominal_alpha;
use crate::graph::ClaimRef;
use crate::model::SourceId;

/// How many units each coding has, and how many both have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Score {
    /// Of the first coding.
    pub a: usize,
    /// Of the second.
    pub b: usize,
    /// Of both.
    pub both: usize,
}

impl Score {
    /// The share of the second coding's units that the first has too: how far the second is right,
    /// if the first is. `None` where there are none.
    pub fn precision(self) -> Option<f64> {
        share(self.both, self.b)
    }

    /// The share of the first coding's units that the second has too: how much the second found, if
    /// the first is complete. `None` where there are none.
    pub fn recall(self) -> Option<f64> {
        share(self.both, self.a)
    }

    /// The harmonic mean of precision and recall, the same whichever coding is the first. `None`
    /// where neither has a unit.
    pub fn f1(self) -> Option<f64> {
        share(2 * self.both, self.a + self.b)
    }
}

impl Add for Score {
    type Output = Score;

    fn add(self, other: Score) -> Score {
        Score { a: self.a + other.a, b: self.b + other.b, both: self.both + other.both }
    }
}

impl Sum for Score {
    fn sum<I: Iterator<Item = Score>>(scores: I) -> Score {
        scores.fold(Score::default(), Add::add)
    }
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// The units of one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceScore<'g> {
    /// The source.
    pub source: &'g SourceId,
    /// Its units.
    pub score: Score,
}

/// What a coder chooses for a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum Variable {
    /// The relation, by its name.
    Relation,
    /// How the source puts it.
    Modality,
    /// How the tie stands.
    Status,
    /// When, as it is written; nothing is a value too.
    Date,
}

impl Variable {
    /// Every variable, in the order of reports.
    pub const ALL: [Variable; 4] =
        [Variable::Relation, Variable::Modality, Variable::Status, Variable::Date];

    /// The word used in reports.
    pub fn word(self) -> &'static str {
        self.into()
    }

    /// What a claim has; `undated` where it has no date.
    pub fn of(self, claim: &ClaimRef<'_>) -> String {
        match self {
            Variable::Relation => claim.relation.id.clone(),
            Variable::Modality => claim.claim.modality.word().to_owned(),
            Variable::Status => claim.claim.status.word().to_owned(),
            Variable::Date => {
                claim.claim.when.map_or("undated".to_owned(), |when| when.to_string())
            }
        }
    }
}

/// How far the coders agree in one variable, over all paired claims.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reliability {
    /// What was chosen.
    pub variable: Variable,
    /// How many pairs have the same value.
    pub same: usize,
    /// How many values occur, of both coders together.
    pub values: usize,
    /// Krippendorff's alpha; `None` where it is undefined.
    pub alpha: Option<f64>,
}

impl Reliability {
    pub(super) fn of(variable: Variable, pairs: &[(ClaimRef<'_>, ClaimRef<'_>)]) -> Self {
        let chosen: Vec<[String; 2]> =
            pairs.iter().map(|(a, b)| [variable.of(a), variable.of(b)]).collect();
        let mut values: Vec<&String> = chosen.iter().flatten().collect();
        values.sort_unstable();
        values.dedup();
        Reliability {
            variable,
            same: chosen.iter().filter(|[a, b]| a == b).count(),
            values: values.len(),
            alpha: nominal_alpha(chosen.iter().map(|pair| pair.iter())),
        }
    }
}
