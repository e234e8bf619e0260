//! What a picture of changes shows: what is new since a date, what has ended, what is no longer told
//! of, and beside it, quietly, what is as it was.
//!
//! Takes a graph and two dates; gives a picture whose lines say what became of them. What changed is
//! what [`crate::analysis::changes`] says, of parts that act for their wholes as `ask` has them; so the
//! picture and the answers cannot differ. A tie that nobody mentions any more has not ended: it is no
//! longer told of.

use std::collections::BTreeMap;

use super::cast::{Cast, cast};
use super::note::{self, Keys};
use super::pairs::{Bundle, Sort, Strand, Told, sort};
use super::pick::figure;
use super::plan::Plan;
use super::{Picture, Side, Tie, Tier, Wishes, dates, people, words};
use crate::analysis::changes::{Change, Unchanged, changes};
use crate::graph::standing::{Account, Standing, standing};
use crate::graph::time::{At, When};
use crate::graph::{Graph, Parents, TieKey, roll_up};
use crate::look::Tone;
use crate::model::{Family, Period};
use crate::query::Scope;

/// What became of a line between two dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// It began, is newly told of, or happened.
    New,
    /// A source tells its end.
    Ended,
    /// It was told of, and no longer is.
    NotTold,
    /// It is as it was.
    GoesOn,
}

impl Turn {
    /// The word used in pictures.
    pub fn word(self) -> &'static str {
        match self {
            Turn::New => "new",
            Turn::Ended => "ended",
            Turn::NotTold => "no-longer-told-of",
            Turn::GoesOn => "as-before",
        }
    }

    /// How loud its line is.
    pub(super) fn tone(self) -> Tone {
        match self {
            Turn::New => Tone::Bold,
            Turn::Ended => Tone::Struck,
            Turn::NotTold => Tone::Plain,
            Turn::GoesOn => Tone::Quiet,
        }
    }

    /// Whether it is there no more.
    pub fn is_past(self) -> bool {
        matches!(self, Turn::Ended | Turn::NotTold)
    }

    /// That of a change; what is only said makes no line.
    fn of(change: &Change) -> Option<Turn> {
        match change {
            Change::Began | Change::Attested | Change::Resumed | Change::Happened => {
                Some(Turn::New)
            }
            Change::Put(before, after) => match (before.is_asserted(), after.is_asserted()) {
                (false, true) => Some(Turn::New),
                (true, true) => Some(Turn::GoesOn),
                _ => None,
            },
            Change::GoesOn => Some(Turn::GoesOn),
            Change::NotAttested => Some(Turn::NotTold),
            Change::Ended => Some(Turn::Ended),
            Change::NewlySaid(_) | Change::NoLongerSaid(_) => None,
        }
    }
}

/// All that became of ties between two dates.
struct Turned {
    change: BTreeMap<TieKey, Change>,
    /// How many changes there are, as `diff` counts them.
    count: usize,
}

impl Picture {
    /// What changed from one date to another.
    pub fn of_changes(graph: &Graph, wishes: &Wishes, (first, second): (Period, Period)) -> Self {
        let parents = Parents::of(graph, When::Ever, wishes.reach, &wishes.focus);
        let rolled = if wishes.roll_up { roll_up(graph, &parents) } else { graph.clone() };
        let turned = turned(&rolled, wishes, (first, second));
        let at = |at| Wishes { at: Some(at), beside: vec![first, second], ..wishes.clone() };
        // Who is one box at any time between is one in the whole picture.
        let boxes = people::boxes(&rolled, &at(spanning(first, second)));
        let old = Told::with(&rolled, &at(first), boxes.clone(), |tie| {
            standing(tie, at(first).when(), wishes.reach)
        });
        let new = Told::with(&rolled, &at(second), boxes.clone(), |tie| {
            standing(tie, at(second).when(), wishes.reach)
        });
        let casts = [cast(&new, &at(second)), cast(&old, &at(first))];
        let told = Told::with(&rolled, &at(second), boxes, |tie| {
            let change = turned.change.get(&tie.key)?;
            account(change, |at| standing(tie, When::During(at), wishes.reach), (first, second))
        });
        let plan = Plan::of(&rolled, &Wishes { roll_up: false, ..at(second) });
        let mut picture = Changed { told, turned, wishes: at(second), plan }.picture(&casts);
        picture.title = title(wishes.title.as_deref(), graph.title(), first, second);
        picture.at = format!("{first} {second}");
        picture.standfirst = standfirst(&picture);
        picture
    }
}

/// From the first day of one to the last of another.
fn spanning(first: Period, second: Period) -> Period {
    let (from, to) = (first.to_string(), second.to_string());
    let start = from.split('/').next().unwrap_or_default();
    let end = to.rsplit('/').next().unwrap_or_default();
    format!("{start}/{end}").parse().unwrap_or(second)
}

fn turned(graph: &Graph, wishes: &Wishes, (first, second): (Period, Period)) -> Turned {
    let scope = Scope { reach: wishes.reach, ..Scope::default() };
    let times = (At::from(first), At::from(second));
    let found = changes(graph, times, &scope, Unchanged::Told, |_| true);
    let count = found.iter().filter(|changed| changed.change != Change::GoesOn).count();
    let key = |c: &crate::analysis::changes::Changed<'_>| TieKey {
        from: c.from,
        to: c.to,
        relation: c.tie.relation,
    };
    Turned { change: found.into_iter().map(|c| (key(&c), c.change)).collect(), count }
}

/// How a tie is told in the picture: as it stands at the second date, or as it last stood.
fn account<'g>(
    change: &Change,
    at: impl Fn(At) -> Option<Account<'g>>,
    (first, second): (Period, Period),
) -> Option<Account<'g>> {
    let (before, after) = (At::from(first), At::from(second));
    match Turn::of(change)? {
        Turn::New if *change == Change::Happened => {
            at(At { first: before.first, last: after.last })
        }
        Turn::New | Turn::GoesOn => at(after),
        Turn::NotTold => {
            let stale = at(after).filter(|account| account.standing == Standing::Stale);
            stale.or_else(|| Some(Account { standing: Standing::Stale, ..at(before)? }))
        }
        // The claims that tell its end, and those that tell that it stood.
        Turn::Ended => {
            let over = at(after).filter(|account| account.standing == Standing::Ended);
            let over = over.or_else(|| at(At::day(after.last)));
            let stood = at(before).filter(|account| account.present);
            let mut deciding = over.map_or(Vec::new(), |over| over.deciding);
            let (standing, manner) = stood
                .as_ref()
                .map_or((Standing::Definite, deciding.first()?.claim.modality), |a| {
                    (a.standing, a.manner)
                });
            let known: Vec<usize> = deciding.iter().map(|at| at.place).collect();
            let earlier = stood.into_iter().flat_map(|account| account.deciding);
            deciding.extend(earlier.filter(|at| !known.contains(&at.place)));
            Some(Account { standing, manner, deciding, present: true, ..at(after)? })
        }
    }
}

/// What there is to choose from.
struct Changed<'g> {
    told: Told<'g>,
    turned: Turned,
    wishes: Wishes,
    plan: Plan,
}

impl Changed<'_> {
    fn turn(&self, strand: &Strand<'_>) -> Turn {
        self.turned.change.get(&strand.key).and_then(Turn::of).unwrap_or(Turn::GoesOn)
    }

    /// What became of a line: new if any of it is, as it was if any of it is; else over if all is.
    fn turn_of(&self, bundle: &Bundle) -> Turn {
        let first = sort(&self.told.strands[bundle.strands[0]]);
        let own = bundle.strands.iter().map(|i| &self.told.strands[*i]);
        let turns: Vec<Turn> =
            own.filter(|strand| sort(strand) == first).map(|strand| self.turn(strand)).collect();
        for turn in [Turn::New, Turn::GoesOn, Turn::NotTold] {
            if turns.contains(&turn) {
                return turn;
            }
        }
        Turn::Ended
    }

    /// The lines that there could be between two boxes.
    fn pair(&self, strands: &[usize]) -> Vec<Bundle> {
        let all = |wanted: Sort| -> Vec<usize> {
            let wanted = |i: &usize| sort(&self.told.strands[*i]) == wanted;
            strands.iter().copied().filter(wanted).collect()
        };
        let contact = all(Sort::Contact);
        let mut bundles: Vec<Bundle> = Vec::new();
        for sort in [Sort::Support, Sort::Hostility, Sort::Structure] {
            let own = all(sort);
            // Who backed somebody and only deals with him now: one line says both.
            let lost = own
                .iter()
                .all(|i| matches!(self.turn(&self.told.strands[*i]), Turn::Ended | Turn::NotTold));
            let now: Vec<usize> = (contact.iter().copied())
                .filter(|i| self.turn(&self.told.strands[*i]) == Turn::New)
                .collect();
            let rest = if lost && sort == Sort::Support { now } else { Vec::new() };
            bundles.extend(self.told.directed(&own, &rest));
        }
        // Dealings are news where nothing stronger is left, unless a line tells them already.
        let told = |b: &Bundle| b.strands.iter().any(|i| contact.contains(i));
        if bundles.iter().all(|b| self.turn_of(b).is_past() && !told(b)) {
            let news = |i: &usize| self.turn(&self.told.strands[*i]) != Turn::GoesOn;
            let news: Vec<usize> = contact.iter().copied().filter(news).collect();
            bundles.extend(self.told.directed(&news, &[]));
        }
        for bundle in &mut bundles {
            // What is new is said first.
            bundle.strands.sort_by_key(|i| {
                let strand = &self.told.strands[*i];
                (sort(strand), self.turn(strand))
            });
        }
        bundles
    }

    fn bundles(&self) -> Vec<Bundle> {
        let mut pairs: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        for (i, strand) in self.told.strands.iter().enumerate() {
            let ends = (strand.from.min(strand.to), strand.from.max(strand.to));
            pairs.entry(ends).or_default().push(i);
        }
        pairs.into_values().flat_map(|strands| self.pair(&strands)).collect()
    }

    /// The picture: cores of both dates, then who has news of one of them, then who stands by it.
    fn picture(&self, casts: &[Cast; 2]) -> Picture {
        let sides = sides(casts, &self.plan);
        let side = |cast: &Cast, side: Option<usize>| {
            let name = &cast.sides[side?];
            sides.iter().position(|known| known.name == *name)
        };
        let mut members: Vec<(usize, Tier, Option<usize>)> = Vec::new();
        for core in [true, false] {
            for (cast, member) in casts.iter().flat_map(|c| c.members.iter().map(move |m| (c, m))) {
                let known = members.iter().any(|known| known.0 == member.place);
                if !known && (member.tier == Tier::Core) == core {
                    members.push((member.place, member.tier, side(cast, member.side)));
                }
            }
        }
        let cores: Vec<usize> = members.iter().filter(|m| m.1 == Tier::Core).map(|m| m.0).collect();
        let near = |b: &Bundle| cores.contains(&b.from) || cores.contains(&b.to);
        let mut bundles = self.bundles();
        bundles.sort_by_key(|b| (self.turn_of(b) == Turn::GoesOn, !near(b)));
        let news = |place: usize| {
            bundles.iter().position(|b| near(b) && (b.from == place || b.to == place))
        };
        members.retain(|m| m.1 == Tier::Core || news(m.0).is_some());
        members.sort_by_key(|m| {
            (m.1 != Tier::Core, m.1 != Tier::Core && is_quiet(self, &bundles, m.0))
        });
        members.truncate(self.wishes.limit.0);
        let seat = |b: usize| members.iter().position(|m| m.0 == b);
        let (drawn, rest): (Vec<Bundle>, Vec<Bundle>) = bundles.into_iter().partition(|b| {
            seat(b.from).is_some() && seat(b.to).is_some() && shown(self, b, near(b))
        });
        let keys =
            note::keys(&self.told, &self.wishes, drawn.iter().chain(&rest).filter(|b| near(b)));
        let figures = (members.iter())
            .map(|(place, tier, side)| {
                let name = side.map(|side| &sides[side].name);
                figure(&self.told, *place, (*tier, *side, name), &self.plan)
            })
            .collect();
        let place = |b: usize| seat(b).unwrap_or(0);
        let ties: Vec<Tie> = (drawn.iter())
            .map(|b| self.tie(b, &keys, (place(b.from), place(b.to)), near(b)))
            .collect();
        let mut picture = Picture {
            title: String::new(),
            standfirst: String::new(),
            at: String::new(),
            sides,
            figures,
            ties,
            sources: keys.keys(&self.told),
            caption: self.caption(&rest, &cores, &keys),
            left_out: Vec::new(),
            lesser: Vec::new(),
            dossier: false,
            of_actors: casts[0].all.max(casts[1].all),
        };
        picture = picture.without(&[]);
        let most = self.wishes.limit.1;
        while picture.ties.len() > most {
            picture = picture.without(&picture.lightest(picture.ties.len() - most));
        }
        picture
    }

    fn tie(&self, bundle: &Bundle, keys: &Keys, ends: (usize, usize), near: bool) -> Tie {
        let printed = words::printed(&self.told, bundle);
        let first = &self.told.strands[bundle.strands[0]];
        let turn = self.turn_of(bundle);
        let signed = matches!(sort(first), Sort::Support | Sort::Hostility);
        let weight = match turn {
            Turn::New => 400,
            Turn::Ended => 500,
            Turn::NotTold => 300,
            Turn::GoesOn => 0,
        };
        let weight = weight + if near { 200 } else { 0 } + if signed { 100 } else { 0 };
        let tie = super::pick::tie(&self.told, &self.wishes, (bundle, &printed), keys, ends);
        Tie {
            words: self.words(bundle, &printed),
            // What changed is what is asked; the rest is given up first.
            answers: turn != Turn::GoesOn && near && signed,
            weight: weight + u32::try_from(bundle.strands.len().min(9)).unwrap_or(0),
            turn: Some(turn),
            ..tie
        }
    }

    /// The phrases beside a line, each with what became of it where that is not seen from the line.
    fn words(&self, bundle: &Bundle, printed: &[usize]) -> Vec<String> {
        let mut phrases: Vec<(String, &str)> = Vec::new();
        for i in printed {
            let strand = &self.told.strands[*i];
            let mut phrase = words::phrase(&self.told, &self.wishes, bundle, strand);
            let change = self.turned.change.get(&strand.key);
            let more = match change {
                Some(Change::Began) => "(began)",
                Some(Change::Resumed) => "(told of again)",
                Some(Change::NotAttested) => "(no longer told of)",
                Some(Change::Ended) => {
                    phrase = words::past(&phrase);
                    "(ended)"
                }
                Some(Change::Put(before, after))
                    if after.is_asserted() && !before.is_asserted() =>
                {
                    "(only said before)"
                }
                _ => "",
            };
            phrases.push((phrase, more));
        }
        phrases.dedup();
        let mut list: Vec<String> = Vec::new();
        for (i, (phrase, more)) in phrases.iter().enumerate() {
            // What is said of several is said once.
            let next = phrases.get(i + 1).map(|next| next.1);
            let more = if next == Some(more) || more.is_empty() {
                String::new()
            } else {
                format!(" {more}")
            };
            let comma = if next.is_some() { "," } else { "" };
            list.push(format!("{phrase}{more}{comma}"));
        }
        list
    }

    /// How many changes are drawn of how many, and the weightiest that are not.
    fn caption(&self, rest: &[Bundle], cores: &[usize], keys: &Keys) -> Vec<String> {
        let mut told: Vec<String> = Vec::new();
        if let Some(claims) = self.told.graph.draft() {
            told.push(super::tell::draft(claims));
        }
        let near = |b: &&Bundle| cores.contains(&b.from) || cores.contains(&b.to);
        let mut by_turn: BTreeMap<Turn, Vec<String>> = BTreeMap::new();
        for bundle in rest.iter().filter(near) {
            let first = &self.told.strands[bundle.strands[0]];
            let turn = self.turn_of(bundle);
            if turn == Turn::GoesOn || !matches!(sort(first), Sort::Support | Sort::Hostility) {
                continue;
            }
            let Some(at) = words::claims(first, &self.wishes).first().copied() else { continue };
            let place = note::citation(&self.told, first, at, keys).place;
            let name =
                |b: usize| people::name(&self.told.graph.actors()[self.told.boxes[b].head.index()]);
            let words = self.words(bundle, &words::printed(&self.told, bundle));
            let phrase = words.first().map_or("", |words| words.trim_end_matches(','));
            // What has become of it is said once for all of a sort.
            let phrase = phrase.split_once(" (").map_or(phrase, |(phrase, _)| phrase);
            let ends = (name(bundle.from), name(bundle.to));
            let said = super::tell::told(phrase, ends, bundle.symmetric);
            by_turn.entry(turn).or_default().push(format!("{said} ({place})"));
        }
        for (turn, mut list) in by_turn {
            let count = list.len();
            list.truncate(TOLD);
            let more = match count - list.len() {
                0 => String::new(),
                more => format!("; {more} more"),
            };
            let word = match turn {
                Turn::New => "Also new",
                Turn::Ended => "Also ended",
                Turn::NotTold => "Also no longer told of",
                Turn::GoesOn => continue,
            };
            told.push(format!("{word}: {}{more}.", list.join("; ")));
        }
        told.push(format!("{} changes are told in all.", self.turned.count));
        told
    }
}

/// The most changes of a sort that the caption tells.
const TOLD: usize = 1;

fn is_quiet(all: &Changed<'_>, bundles: &[Bundle], place: usize) -> bool {
    let mut own = bundles.iter().filter(|b| b.from == place || b.to == place);
    own.all(|b| all.turn_of(b) == Turn::GoesOn)
}

/// Whether a line is drawn where there is room: whatever changed, and of the rest what helps or harms.
fn shown(all: &Changed<'_>, bundle: &Bundle, near: bool) -> bool {
    let first = sort(&all.told.strands[bundle.strands[0]]);
    let signed = matches!(first, Sort::Support | Sort::Hostility);
    match all.turn_of(bundle) {
        Turn::GoesOn => near && signed,
        _ => near || signed,
    }
}

/// The sides of both dates, each in its column.
fn sides(casts: &[Cast; 2], plan: &Plan) -> Vec<Side> {
    let mut names: Vec<String> = Vec::new();
    for name in casts.iter().flat_map(|cast| &cast.sides) {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    let side = |name: &String| {
        let (column, of) = plan.column(name, &names);
        Side { name: name.clone(), column, of }
    };
    names.iter().map(side).collect()
}

fn title(wished: Option<&str>, dataset: &str, first: Period, second: Period) -> String {
    let spoken = |period: Period| dates::spoken(&period.to_string());
    wished.map_or_else(
        || {
            // What the data set is of, without its question: there is another now.
            let base = dates::base(dataset);
            let base = base.split_once(": ").map_or(base, |(base, _)| base);
            format!("{base}: what changed from {} to {}", spoken(first), spoken(second))
        },
        str::to_owned,
    )
}

/// Who is new, what has ended, what is no longer told of.
pub(super) fn standfirst(picture: &Picture) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (turn, word) in
        [(Turn::New, "New"), (Turn::Ended, "Ended"), (Turn::NotTold, "No longer told of")]
    {
        let own = picture.ties.iter().filter(|tie| tie.turn == Some(turn) && tie.sign != 0);
        let mut own: Vec<&Tie> =
            own.filter(|tie| matches!(tie.family, Family::Support | Family::Hostility)).collect();
        own.sort_by_key(|tie| std::cmp::Reverse(tie.weight));
        let said: Vec<String> =
            own.iter().take(3).map(|tie| super::tell::sentence(picture, tie)).collect();
        if !said.is_empty() {
            parts.push(format!("{word}: {}.", said.join("; ")));
        }
    }
    match parts.is_empty() {
        true => "Nothing changed between the two.".to_owned(),
        false => parts.join(" "),
    }
}
