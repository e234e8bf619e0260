//! How a tie stands at a date: the one place that says so.
//!
//! Takes a tie and a time; gives how it stands, the claims that show it, and how firmly they put it.
//! Answers, sides, pictures and exports use this and nothing else. Only asserted claims attest a tie;
//! what is planned or alleged is listed separately, and a denial is never evidence. Must not know patterns
//! or questions.

use strum::IntoStaticStr;

use super::ClaimRef;
use super::tie::Tie;
use super::time::{At, Reach, When};
use crate::model::{Date, Modality, PartialDate};

mod claimed;
mod event;
mod presence;
mod said;
mod seen;
mod since;
mod told;
mod turns;
mod weigh;

pub use presence::presence;
pub use said::{newest_first, touches};
pub use seen::{Seen, last_attested, seen, told_of, told_until};
pub use since::{Since, since};
pub use told::attested_after_ends;
pub(in crate::graph) use told::lifetime;
pub use turns::{Turn, spells, turns};
pub(crate) use turns::{days as turning_days, telling_days};

/// How a tie stands at a time; the most certain first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum Standing {
    /// It held.
    Definite,
    /// Nothing excludes it.
    Possible,
    /// Sources without a date tell of it: it holds at no date in particular.
    Undated,
    /// A source says that it began later.
    NotYet,
    /// It was last attested too long ago.
    Stale,
    /// It was over.
    Ended,
    /// Nobody asserts it; it is planned, alleged or denied.
    Said,
}

impl Standing {
    /// Every standing.
    pub const ALL: [Standing; 7] = [
        Standing::Definite,
        Standing::Possible,
        Standing::Undated,
        Standing::NotYet,
        Standing::Stale,
        Standing::Ended,
        Standing::Said,
    ];

    /// The word used in answers and exports.
    pub fn word(self) -> &'static str {
        self.into()
    }
}

/// How a tie stands at a time, and what shows it.
#[derive(Debug, Clone)]
pub struct Account<'g> {
    /// How it stands.
    pub standing: Standing,
    /// Whether an asserted claim makes it definite, or whether claims that attest it no later than the time asked
    /// about make it possible.
    pub present: bool,
    /// The firmest manner in which claims show this standing; that of the first of them.
    pub manner: Modality,
    /// The claims that show this standing and no others, the firmest first; none if no source asserts the tie.
    pub deciding: Vec<ClaimRef<'g>>,
    /// Asserted claims that touch the time and do not show this standing.
    pub also: Vec<ClaimRef<'g>>,
    /// Claims that touch the time and assert nothing, newest first.
    pub said: Vec<ClaimRef<'g>>,
    /// Claims that touch the time and deny the tie.
    pub denials: Vec<ClaimRef<'g>>,
    /// Claims that say of a wider relation that it was over by then, after all that attests this one. It stands as its own
    /// claims say, but what was attested before them does not make it present.
    pub over: Vec<ClaimRef<'g>>,
    /// When the tie can have held, regardless of the time asked about: first and last days, in order.
    pub windows: Vec<(Date, Date)>,
    /// When it was last attested, as the source gives it.
    pub last_seen: Option<PartialDate>,
}

impl<'g> Account<'g> {
    /// All claims about the time, those that decide first.
    pub fn claims(&self) -> impl Iterator<Item = &ClaimRef<'g>> {
        self.deciding.iter().chain(&self.also).chain(&self.said).chain(&self.denials)
    }

    /// The claims behind this standing: those that decide or, if nothing is asserted, what is only said.
    pub fn showing(&self) -> impl Iterator<Item = &ClaimRef<'g>> {
        let said = self.said.iter().chain(&self.denials);
        let said = said.filter(|_| self.standing == Standing::Said);
        self.deciding.iter().chain(said)
    }
}

/// What asserted claims show, before the other claims are looked at.
struct Shown<'g> {
    standing: Standing,
    present: bool,
    manner: Modality,
    deciding: Vec<ClaimRef<'g>>,
}

/// What asserted claims show.
#[derive(Default)]
struct Weighed<'g> {
    shown: Option<Shown<'g>>,
    /// When the tie can have held at all.
    windows: Vec<(Date, Date)>,
    /// When it was last attested.
    last_seen: Option<PartialDate>,
    /// What says of a wider relation that it was over.
    over: Vec<ClaimRef<'g>>,
}

impl<'g> Shown<'g> {
    fn new(standing: Standing, present: bool, deciding: Vec<ClaimRef<'g>>) -> Option<Self> {
        let manner = deciding.iter().map(|at| at.claim.modality).min()?;
        Some(Shown { standing, present, manner, deciding })
    }

    /// The firmest first, then in the order of the files; before all others those of the manner that counts.
    fn sorted(mut self) -> Self {
        let manner = self.manner;
        self.deciding.sort_by_key(|at| {
            let modality = at.claim.modality;
            (modality != manner, modality, at.place)
        });
        self.deciding.dedup_by_key(|at| at.place);
        self
    }
}

/// How a tie stands at a time; `None` if no claim says anything about it at that time.
pub fn standing<'g>(tie: &Tie<'g>, when: When, reach: Reach) -> Option<Account<'g>> {
    let event = tie.claims.first().is_some_and(|at| at.relation.is_event());
    let Weighed { shown, windows, last_seen, over } = match event {
        true => event::weigh(tie, when, reach),
        false => weigh::weigh(tie, when, reach),
    };
    let (also, said, denials) = said::beside(&tie.claims, when, reach);
    let shown = match shown {
        Some(shown) => shown.sorted(),
        None => Shown {
            standing: Standing::Said,
            present: false,
            manner: said.first().or(denials.first())?.claim.modality,
            deciding: Vec::new(),
        },
    };
    // What is not asserted has no time that a chain could miss. Nor have claims about a time at which one of the ends did
    // not exist, if the question has no date: they still say it.
    let dated = matches!(when, When::During(_));
    let open = shown.standing == Standing::Said || (!dated && windows.is_empty());
    let windows = if open { vec![(Date::MIN, Date::MAX)] } else { windows };
    let Shown { standing, present, manner, deciding } = shown;
    let mut decide: Vec<usize> = deciding.iter().map(|at| at.place).collect();
    decide.sort_unstable();
    let decides = |at: &ClaimRef<'_>| decide.binary_search(&at.place).is_ok();
    let also = also.into_iter().filter(|at| !decides(at)).collect();
    let over = if standing == Standing::Ended { Vec::new() } else { over };
    Some(Account {
        standing,
        present,
        manner,
        deciding,
        also,
        said,
        denials,
        over,
        windows,
        last_seen,
    })
}

/// Windows in order; those that overlap or touch are joined.
fn merged(mut windows: Vec<(Date, Date)>) -> Vec<(Date, Date)> {
    windows.retain(|(first, last)| first <= last);
    windows.sort_unstable();
    let mut merged: Vec<(Date, Date)> = Vec::new();
    for (first, last) in windows {
        match merged.last_mut() {
            Some(open) if open.1 >= first.yesterday().unwrap_or(Date::MIN) => {
                open.1 = open.1.max(last);
            }
            _ => merged.push((first, last)),
        }
    }
    merged
}

#[cfg(test)]
mod tests;
