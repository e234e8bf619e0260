//! Times on the command line: one reading of them, whichever command or option they are for.

use anyhow::bail;
use clap::Args;

use crate::graph::time::{At, Reach, When};
use crate::model::Period;

/// A date or a period, as `--at`, `--between`, `diff` and the dates of sources take it.
pub(super) fn date(text: &str) -> Result<Period, String> {
    if text == "ever" {
        return Err("`ever` is not a date, and cannot be used here".to_owned());
    }
    let period: Period = text.parse().map_err(|error| format!("{error}"))?;
    if period.is_inverted() {
        return Err(format!("`{text}` ends before it starts"));
    }
    Ok(period)
}

/// The date of a picture, of sides or of an export.
pub(super) fn shown(text: &str) -> Result<Period, String> {
    match text {
        "ever" => Err("without --at, everything is shown; `ever` is for questions".to_owned()),
        _ => date(text),
    }
}

/// The time of a question: a date, a period, or `ever`.
fn asked(text: &str) -> Result<When, String> {
    if text == "ever" { Ok(When::Ever) } else { Ok(When::During(At::from(date(text)?))) }
}

/// The help of `--reach`.
const REACH: &str = "How long a tie is taken to go on before and after a source attests it: 2y, 6m";

/// The time at which pictures, sides and exports show the graph.
#[derive(Debug, Clone, Args)]
pub(super) struct Shown {
    /// The date: 2017, 2017-07, 2017-07-10, 2016/2017 [default: everything, whatever its date]
    #[arg(long, value_name = "DATE", value_parser = shown, group = "dated")]
    at: Option<Period>,
    #[arg(long, value_name = "TIME", requires = "dated", help = REACH, default_value_t)]
    reach: Reach,
}

impl Shown {
    /// The date; without one, everything is shown.
    pub(super) fn at(&self) -> Option<Period> {
        self.at
    }

    /// How far ties reach.
    pub(super) fn reach(&self) -> Reach {
        self.reach
    }
}

/// The time of an export: like [`Shown`], but tables have a reach without a date too.
#[derive(Debug, Clone, Args)]
pub(super) struct Exported {
    /// The date: 2017, 2017-07, 2017-07-10, 2016/2017 [default: everything, whatever its date]
    #[arg(long, value_name = "DATE", value_parser = shown)]
    at: Option<Period>,
    #[arg(long, value_name = "TIME", help = format!("{REACH} [default: {}]", Reach::default()))]
    reach: Option<Reach>,
}

impl Exported {
    /// The date; without one, everything is shown.
    pub(super) fn at(&self) -> Option<Period> {
        self.at
    }

    /// How far ties reach.
    pub(super) fn reach(&self) -> Reach {
        self.reach.unwrap_or_default()
    }

    /// Refuses a reach without a date, which would have no effect.
    pub(super) fn needs_date(&self) -> anyhow::Result<()> {
        match (self.reach, self.at) {
            (Some(_), None) => {
                bail!("--reach says how far ties reach at a date: give one with --at")
            }
            _ => Ok(()),
        }
    }
}

/// The time that a question is about.
#[derive(Debug, Clone, Args)]
pub(super) struct Asked {
    /// How it was on this date (2017, 2017-07, 2017-07-10, 2016/2017), or `ever` for at any time
    #[arg(long, value_name = "DATE", conflicts_with = "between", value_parser = asked)]
    at: Option<When>,
    /// At some time between two dates
    #[arg(long, num_args = 2, value_names = ["DATE", "DATE"], value_parser = date)]
    between: Option<Vec<Period>>,
    #[arg(long, value_name = "TIME", help = format!("{REACH} [default: {}]", Reach::default()))]
    reach: Option<Reach>,
}

impl Asked {
    /// The time, where one is named.
    pub(super) fn when(&self) -> anyhow::Result<Option<When>> {
        match self.between.as_deref() {
            Some(&[first, last]) => Ok(Some(When::During(span(first, last)?))),
            _ => Ok(self.at),
        }
    }

    /// Whether a time is named.
    pub(super) fn is_given(&self) -> bool {
        self.at.is_some() || self.between.is_some()
    }

    /// How far ties reach, where that is said.
    pub(super) fn reach(&self) -> Option<Reach> {
        self.reach
    }
}

/// The time from one date to a later one.
pub(super) fn span(first: Period, last: Period) -> anyhow::Result<At> {
    let (from, to) = (At::from(first), At::from(last));
    if from.first > to.first {
        bail!("{first} is later than {last}: give the earlier date first");
    }
    Ok(At { first: from.first, last: to.last })
}

/// A time as [`Shown::at`] gives it.
pub(super) fn when(at: Option<Period>) -> When {
    at.map_or(When::Told, |period| When::During(period.into()))
}
