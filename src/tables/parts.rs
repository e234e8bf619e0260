//! Who is part of whom, at all times.

use std::io;

use super::cell::{Datum, Sink};
use super::moment::{FIRST, LAST, Moment};
use super::{Rolled, TableOptions};
use crate::graph::time::When;
use crate::graph::{Admit, Graph, Parents};
use crate::model::Date;

/// The most claims that are moved up to wholes, and ties of structure looked at, before it is too much.
const MOST: usize = 40_000_000;

/// By sort of time: each day from which somebody is part of somebody else than before.
type Wholes = Vec<(Moment, Vec<(Date, Parents)>)>;

/// Who is part of whom by each sort of time; and those sorts for which that changes too often.
pub(super) fn wholes(graph: &Graph, options: &TableOptions) -> (Wholes, Vec<Moment>) {
    let (mut found, mut left_out) = (Vec::new(), Vec::new());
    if options.rolled == Rolled::LeftOut {
        return (found, left_out);
    }
    let vocabulary = graph.vocabulary();
    let rolls_up = |ix| vocabulary[ix].spec.rolls_up;
    let ties = graph.ties(Admit { relation: &rolls_up, sources: &[] }).len();
    let (reach, keep) = (options.reach, &options.keep[..]);
    let at = |when: When| Parents::of(graph, when, reach, keep);
    let turning = if ties == 0 { Default::default() } else { Parents::turning(graph, reach) };
    for moment in Moment::ALL {
        let eras = match moment {
            Moment::Told => vec![(FIRST, at(When::Told))],
            Moment::Ever => vec![(FIRST, at(When::Ever))],
            Moment::Span => match options.span {
                Some(span) => vec![(FIRST, at(When::During(span)))],
                None => continue,
            },
            _ if ties == 0 => vec![(FIRST, Parents::none(graph))],
            unit => {
                let units = unit.turning(turning.iter().copied(), FIRST);
                if units.len().saturating_mul(ties) > MOST {
                    left_out.push(moment);
                    continue;
                }
                let mut eras: Vec<(Date, Parents)> = Vec::new();
                for unit in units {
                    let parents = at(When::During(unit));
                    if eras.last().is_none_or(|(_, before)| *before != parents) {
                        eras.push((unit.first, parents));
                    }
                }
                eras
            }
        };
        match eras.len().saturating_mul(graph.claims().len()) > MOST && eras.len() > 1 {
            true => left_out.push(moment),
            false => found.push((moment, eras)),
        }
    }
    (found, left_out)
}

/// The table of parts.
pub(super) fn write(graph: &Graph, wholes: &Wholes, sink: &mut dyn Sink) -> io::Result<()> {
    let id = |ix: crate::model::ActorIx| Datum::from(graph.actors()[ix.index()].id.as_str());
    for (moment, eras) in wholes {
        for (i, (first, parents)) in eras.iter().enumerate() {
            let next = eras.get(i + 1).and_then(|(next, _)| next.yesterday().ok());
            for (part, whole) in parents.pairs() {
                let open = matches!(moment, Moment::Told | Moment::Ever);
                let day = |day: Date| if open { Datum::Lacking } else { day.into() };
                sink.row(vec![
                    moment.word().into(),
                    day(*first),
                    day(next.unwrap_or(LAST)),
                    id(part),
                    id(whole),
                    id(parents.root(part)),
                ])?;
            }
        }
    }
    Ok(())
}
