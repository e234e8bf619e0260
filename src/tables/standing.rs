//! How every tie stands at all times, both when parts act for themselves and when they act for wholes.
//!
//! A row that is true in both cases is written once. The kinds of time follow each other, and ties are in the order of
//! their ends, so that a reader that wants one day can skip most of the file.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;

use rayon::prelude::*;

use super::Tables;
use super::cell::{Datum, Sink};
use super::eras::by_eras;
use super::moment::{FIRST, LAST, Moment};
use super::timeline::{Name, Spell, State, is_told, name, spells, ties};
use crate::graph::{Graph, Tie};
use crate::model::{ClaimId, Date};

/// How many ties are worked out at once.
const BATCH: usize = 16_384;

/// For whom a row is true.
#[derive(Clone, Copy, Default)]
struct Views {
    own: bool,
    rolled: bool,
    rolled_ever: bool,
}

pub(super) fn write(tables: &Tables<'_>, sink: &mut dyn Sink) -> io::Result<()> {
    let graph = tables.graph;
    let own = ties(graph, &tables.options.sources);
    for moment in Moment::ALL {
        if moment == Moment::Span && tables.options.span.is_none() {
            continue;
        }
        let wholes = |wanted: Moment| {
            tables.wholes.iter().find(|(moment, _)| *moment == wanted).map(|(_, eras)| eras)
        };
        // Each with whether it is for what is told now of what parts did ever.
        let mut rolled = Vec::new();
        rolled.extend(wholes(moment).map(|eras| (eras, false)));
        rolled.extend(wholes(Moment::Ever).filter(|_| moment == Moment::Told).map(|e| (e, true)));
        let mut views = Views { own: true, ..Views::default() };
        rolled.retain(|(eras, ever)| {
            let moves = eras.iter().any(|(_, parents)| parents.pairs().next().is_some());
            match ever {
                true => views.rolled_ever = !moves,
                false => views.rolled = !moves,
            }
            moves
        });
        if rolled.is_empty() {
            for batch in own.chunks(BATCH) {
                for (name, spells) in worked_out(tables, moment, batch) {
                    rows(tables, moment, name, &spells, views, sink)?;
                }
            }
            continue;
        }
        let mut all: BTreeMap<Name, Vec<(Views, Vec<Spell>)>> = BTreeMap::new();
        let mut add = |view: Views, found: BTreeMap<Name, Vec<Spell>>| {
            for (name, spells) in found {
                let known = all.entry(name).or_default();
                match known.iter_mut().find(|(_, other)| *other == spells) {
                    Some((views, _)) => {
                        views.own |= view.own;
                        views.rolled |= view.rolled;
                        views.rolled_ever |= view.rolled_ever;
                    }
                    None => known.push((view, spells)),
                }
            }
        };
        add(views, worked_out(tables, moment, &own).into_iter().collect());
        for (eras, ever) in rolled {
            let view = Views { own: false, rolled: !ever, rolled_ever: ever };
            add(view, by_eras(tables, moment, eras));
        }
        for (name, told) in all {
            for (views, spells) in told {
                rows(tables, moment, name, &spells, views, sink)?;
            }
        }
    }
    Ok(())
}

fn worked_out(tables: &Tables<'_>, moment: Moment, ties: &[Tie<'_>]) -> Vec<(Name, Vec<Spell>)> {
    let (span, reach) = (tables.options.span, tables.options.reach);
    let told = ties.par_iter().with_min_len(64);
    let told = told.map(|tie| (name(tie), spells(tie, (moment, span), reach, (FIRST, LAST))));
    told.filter(|(_, spells)| is_told(spells)).collect()
}

fn rows(
    tables: &Tables<'_>,
    moment: Moment,
    name: Name,
    spells: &[Spell],
    views: Views,
    sink: &mut dyn Sink,
) -> io::Result<()> {
    for (i, (first, state)) in spells.iter().enumerate() {
        let Some(state) = state else { continue };
        let next = spells.get(i + 1).and_then(|(next, _)| next.yesterday().ok());
        let days = match moment {
            Moment::Told | Moment::Ever => None,
            Moment::Span => tables.options.span.map(|at| (at.first, at.last)),
            _ => Some((*first, next.unwrap_or(LAST))),
        };
        sink.row(row(tables.graph, (moment, days), name, state, views))?;
    }
    Ok(())
}

fn row<'a>(
    graph: &'a Graph,
    (moment, days): (Moment, Option<(Date, Date)>),
    (key, claim): Name,
    state: &'a State,
    views: Views,
) -> Vec<Datum<'a>> {
    let relation = &graph.vocabulary()[key.relation];
    let id = |ix: crate::model::ActorIx| Datum::from(graph.actors()[ix.index()].id.as_str());
    let ids =
        |list: &[ClaimId]| Datum::Texts(list.iter().map(|id| Cow::Owned(id.to_string())).collect());
    let said: Vec<ClaimId> = state.said.iter().map(|(id, _)| *id).collect();
    vec![
        moment.word().into(),
        Datum::maybe(days.map(|days| days.0)),
        Datum::maybe(days.map(|days| days.1)),
        views.own.into(),
        views.rolled.into(),
        views.rolled_ever.into(),
        id(key.from),
        id(key.to),
        relation.id.as_str().into(),
        Datum::maybe(claim.map(|id| id.to_string())),
        relation.family.word().into(),
        Datum::Number(relation.sign.value().into()),
        relation.is_symmetric().into(),
        relation.is_event().into(),
        state.standing.word().into(),
        state.present.into(),
        state.manner.word().into(),
        ids(&state.claims),
        ids(&state.also),
        ids(&said),
        Datum::Texts(state.said.iter().map(|(_, how)| how.word().into()).collect()),
        ids(&state.denials),
        Datum::Dates(state.windows.iter().map(|window| window.0).collect()),
        Datum::Dates(state.windows.iter().map(|window| window.1).collect()),
        Datum::maybe(state.last_seen.as_deref()),
    ]
}
