//! Rows -> claims, by the rules of a plan.
//!
//! Takes rows and what is to be read off them; gives claims, and says of every row and cell that was not
//! taken why. Nothing is cut off or turned round: what has no direction makes no claim that needs one, a date
//! that cannot be read stands in the note as it was written.

use std::collections::HashMap;

use super::actors::{Actors, NOBODY};
use super::dates::{self, DateOrder};
use super::pairs;
use super::plan::{End, KindOf, Plan, RelationOf, Rule, Side};
use super::problems::Problems;
use super::roles::{Role, Roles};
use super::table::{Direction, Row, Table};
use super::words::{self, Meaning, Meanings};
use super::{ImportError, Options};
use crate::annotation::{Item, OneOrMany, Rare, Str};
use crate::diagnostic::{Code, Severity};
use crate::model::{Kind, Modality, Status, Vocabulary, is_id};

/// The most claims that one row can make: two lists of names in it are all pairs.
const MOST: usize = 10_000;

pub(super) struct Claims<'o> {
    pub(super) actors: Actors,
    meanings: Meanings,
    options: &'o Options,
    missing: Vec<String>,
    /// Whether each column of amounts says more than that there is one.
    has_weights: bool,
    pub(super) items: Vec<Item<'static>>,
    pub(super) problems: Problems,
    /// Rows that say that there is nothing.
    pub(super) silent: usize,
    /// Where a table of ours has what its claims cite.
    pub(super) own: Option<Own>,
    /// The source of each claim, where a table of ours names it.
    pub(super) sources: Vec<Str<'static>>,
    /// Claims of edges without direction whose relation has one, taken as told.
    pub(super) directed: usize,
}

/// The columns in which a table of ours has what its claims cite.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Own {
    pub(super) source: Option<usize>,
    pub(super) quote: Option<usize>,
    pub(super) paragraph: Option<usize>,
    pub(super) record: Option<usize>,
}

/// What a claim of a row has beside its ends and its relation.
#[derive(Default)]
struct Facts {
    record: String,
    /// Of a table of ours: source, quote, paragraph.
    cited: Option<(String, Option<String>, Option<u32>)>,
    dates: Vec<Option<String>>,
    modality: Modality,
    status: Status,
    said_by: Option<OneOrMany<'static>>,
    rare: Rare<'static>,
    /// What stands in the note beside the rest: dates that could not be read.
    notes: Vec<String>,
}

impl<'o> Claims<'o> {
    pub(super) fn new(
        actors: Actors,
        options: &'o Options,
        missing: &[String],
    ) -> Result<Self, ImportError> {
        Ok(Claims {
            actors,
            meanings: Meanings::new(&options.meanings)?,
            options,
            missing: missing.to_vec(),
            has_weights: true,
            items: Vec::new(),
            problems: Problems::default(),
            own: None,
            sources: Vec::new(),
            silent: 0,
            directed: 0,
        })
    }

    /// Takes in what words of the format mean, where nobody says otherwise.
    pub(super) fn usual(&mut self, words: &[(&str, &str)]) {
        self.meanings.usual(words);
    }

    /// Takes in relations of the file's own.
    pub(super) fn learn(&mut self, relations: impl Iterator<Item = String>) {
        relations.for_each(|name| self.meanings.learn(name));
    }

    /// Makes the claims of all rows.
    pub(super) fn of(&mut self, table: &Table, plan: &Plan) {
        if let Some(column) = plan.roles.as_ref().and_then(|roles| roles.get(Role::Amount)) {
            self.has_weights =
                table.rows().any(|row| !matches!(row.get(column), Some("1" | "1.0")));
            if !self.has_weights {
                table.read_as(column, "passed over: it is 1 in every row");
            }
        }
        let says_nothing = |row: &Row<'_>| {
            plan.skip.iter().any(|(at, values)| {
                values.iter().any(|value| row.get(*at).unwrap_or_default() == value)
            })
        };
        match &plan.pair {
            None => {
                for row in table.rows() {
                    if says_nothing(&row) {
                        self.silent += 1;
                    } else {
                        plan.rules.iter().for_each(|rule| self.row(&row, &row, plan, rule));
                    }
                }
            }
            Some(pair) => {
                let rows = table.rows().filter(|row| !says_nothing(row));
                let groups = pairs::groups(rows, pair, &mut self.problems);
                for (a, b) in groups {
                    plan.rules.iter().for_each(|rule| self.row(&a, &b, plan, rule));
                }
            }
        }
    }

    fn problem(&mut self, row: &Row<'_>, what: impl Into<String>) {
        self.problems.at(row.place(), what);
    }

    /// The claims of a row by one rule; of two rows, where whom the first acts on stands in the second.
    fn row(&mut self, row: &Row<'_>, other: &Row<'_>, plan: &Plan, rule: &Rule) {
        let ends = (row.get(rule.from.column), other.get(rule.to.column));
        let (Some(from), Some(to)) = ends else {
            if !rule.may_lack {
                self.problem(row, "an end is missing; left out");
            }
            return;
        };
        if self.own.is_some_and(|own| own.source.is_none_or(|at| row.get(at).is_none())) {
            return self.problem(row, "it names no source; left out");
        }
        let meanings = self.meanings_of(row, &rule.relation);
        if meanings.is_empty() {
            return;
        }
        let (from, to) =
            (self.ends(row, &rule.from, from, rule), self.ends(other, &rule.to, to, rule));
        if from.is_empty() || to.is_empty() {
            return;
        }
        if from.len() * to.len() * meanings.len() > MOST {
            let what = format!(
                "{} names and {} make more than {MOST} claims; left out",
                from.len(),
                to.len()
            );
            return self.problem(row, what);
        }
        let mut facts = self.facts(row, other, plan, rule);
        // Of several relations and several dates nobody knows which goes with which.
        if meanings.len() > 1 && facts.dates.len() > 1 {
            let dates: Vec<&str> = facts.dates.iter().flatten().map(String::as_str).collect();
            facts.notes.push(format!("dates: {}", dates.join(", ")));
            facts.dates = vec![None];
            self.problem(row, "it has several relations and several dates, and nobody knows which goes with which: the dates stand in the note");
        }
        let facts = self.noted(facts);
        for meaning in &meanings {
            let Meaning::Is { relation, turned } = meaning else { continue };
            if row.direction() == Direction::Undirected && !self.may_direct(row, relation) {
                continue;
            }
            for (from, to) in from.iter().flat_map(|from| to.iter().map(move |to| (from, to))) {
                let (from, to) = if *turned { (to, from) } else { (from, to) };
                for when in &facts.dates {
                    self.claim(row, from, relation, to, when.as_deref(), &facts);
                }
            }
        }
    }

    /// Whether an edge without direction may make a claim of that relation.
    fn may_direct(&mut self, row: &Row<'_>, relation: &str) -> bool {
        let symmetric = Vocabulary::standard()
            .get(relation)
            .is_none_or(|ix| Vocabulary::standard()[ix].is_symmetric());
        if symmetric {
            return true;
        }
        if self.options.directed {
            self.directed += 1;
            return true;
        }
        let what = format!(
            "it has no direction, and `{relation}` needs one; left out. --directed takes the first end for who acts"
        );
        self.problem(row, what);
        false
    }

    fn claim(
        &mut self,
        row: &Row<'_>,
        from: &str,
        relation: &str,
        to: &str,
        when: Option<&str>,
        facts: &Facts,
    ) {
        if from == to {
            return self.problem(row, "both ends are one actor; left out");
        }
        let mut rare = facts.rare.clone();
        let (quote, paragraph) = match &facts.cited {
            Some((source, Some(quote), paragraph)) => {
                self.sources.push(source.clone().into());
                (Some(Str::from(quote.clone())), *paragraph)
            }
            cited => {
                self.sources.extend(cited.as_ref().map(|(source, ..)| source.clone().into()));
                rare.record = Some(facts.record.clone().into());
                (None, None)
            }
        };
        let unnamed = || OneOrMany::One("unnamed".into());
        let said_by =
            facts.said_by.clone().or_else(|| facts.modality.needs_speaker().then(unnamed));
        self.items.push(Item {
            from: Some(OneOrMany::One(from.to_owned().into())),
            relation: Some(relation.to_owned().into()),
            to: Some(OneOrMany::One(to.to_owned().into())),
            quote,
            when: when.map(|when| when.to_owned().into()),
            modality: Some(facts.modality).filter(|m| *m != Modality::default()),
            status: Some(facts.status).filter(|s| *s != Status::default()),
            said_by,
            paragraph,
            rare: (rare != Rare::default()).then(|| Box::new(rare)),
        });
    }

    /// What a row says of its ends.
    fn meanings_of(&mut self, row: &Row<'_>, relation: &RelationOf) -> Vec<Meaning> {
        let mut found = Vec::new();
        match relation {
            RelationOf::Always(name) => found.extend(words::named(name)),
            RelationOf::Column(column) => match row.get(*column) {
                None => self.problem(row, "the relation is missing; left out"),
                Some(word) => self.worded(row, word, &mut found),
            },
            RelationOf::Codes(column, codes, nothing) => {
                let word = row.get(*column).unwrap_or_default();
                match codes.iter().find(|(code, _)| code == word) {
                    _ if self.meanings.is_told(word) => self.worded(row, word, &mut found),
                    Some((_, relation)) => found.extend(words::named(relation)),
                    None if nothing.iter().any(|code| code == word) => self.silent += 1,
                    None => {
                        self.problem(row, format!("`{word}` is no code of the profile; left out"))
                    }
                }
            }
            RelationOf::Flags(flags, otherwise) => {
                let is_set = |column: usize| {
                    matches!(row.get(column), Some("1" | "1.0" | "TRUE" | "True" | "true"))
                };
                found.extend(
                    flags.iter().filter(|(at, _)| is_set(*at)).filter_map(|(_, r)| words::named(r)),
                );
                if found.is_empty() {
                    found.extend(otherwise.as_deref().and_then(words::named));
                }
                self.silent += usize::from(found.is_empty());
            }
        }
        // Two codes may mean one relation.
        let mut seen: Vec<Meaning> = Vec::with_capacity(found.len());
        for meaning in found {
            if !seen.contains(&meaning) {
                seen.push(meaning);
            }
        }
        seen
    }

    /// The relations of a cell; ties may have several.
    fn worded(&mut self, row: &Row<'_>, word: &str, found: &mut Vec<Meaning>) {
        let whole = self.meanings.of(word).map(|meaning| vec![(word, Some(meaning))]);
        let parts = whole.unwrap_or_else(|| {
            let several = word.contains(" | ");
            let parts = if several { word.split(" | ") } else { word.split("\u{0}") };
            parts.map(|part| (part.trim(), self.meanings.of(part.trim()))).collect()
        });
        for (part, meaning) in parts {
            match meaning {
                Some(Meaning::Nothing) => self.silent += 1,
                Some(meaning) => found.push(meaning),
                None => {
                    let help = words::help(part);
                    self.problem(row, format!("`{part}` is no relation; left out; {help}"));
                }
            }
        }
    }

    /// The ids of those whom a cell names.
    fn ends(&mut self, row: &Row<'_>, end: &End, cell: &str, rule: &Rule) -> Vec<String> {
        let names: Vec<&str> = match &end.split {
            Some(sign) if !sign.is_empty() && !self.actors.knows(cell) => {
                cell.split(sign.as_str()).collect()
            }
            _ => vec![cell],
        };
        let mut ids: Vec<String> = Vec::with_capacity(names.len());
        for name in names.into_iter().map(str::trim).filter(|name| !name.is_empty()) {
            if name == "?" {
                ids.push("?".to_owned());
                continue;
            }
            let kind = kind(&end.kind, row, name);
            match self.actors.id(name, kind, row.place()) {
                Some(id) if ids.iter().any(|known| known == id) => {}
                Some(id) => ids.push(id.to_owned()),
                None if rule.may_lack => {}
                None => {
                    self.problem(row, format!("an end is missing (`{name}` is nobody); left out"))
                }
            }
        }
        ids
    }

    fn facts(&mut self, row: &Row<'_>, other: &Row<'_>, plan: &Plan, rule: &Rule) -> Facts {
        let record = match row.number == other.number {
            true => format!("row {}", row.number),
            false => format!("rows {} and {}", row.number, other.number),
        };
        let mut facts = Facts { record, ..Facts::default() };
        self.dates(row, other, rule, &mut facts);
        let modality = rule.modality.iter().find(|(at, value, _)| row.get(*at) == Some(value));
        facts.modality = modality.map(|(.., how)| *how).unwrap_or_default();
        if let Some(against) = rule.against.and_then(|at| row.get(at)) {
            facts.rare.against = self.actors_in(row, against, rule.from.split.as_deref());
        }
        facts.rare.what = rule.what.clone().map(Str::from);
        if let Some(roles) = &plan.roles {
            self.told(row, roles, &mut facts);
        }
        if let Some(own) = self.own {
            let cell = |at: Option<usize>| at.and_then(|at| row.get(at));
            let paragraph = cell(own.paragraph).and_then(|number| number.parse().ok());
            let source = cell(own.source).unwrap_or_default().to_owned();
            facts.record = cell(own.record).map_or(facts.record, str::to_owned);
            facts.cited = Some((source, cell(own.quote).map(str::to_owned), paragraph));
        }
        for (at, heading) in &plan.kept {
            facts.notes.extend(
                row.get(*at)
                    .filter(|text| self.says(text))
                    .map(|text| format!("{heading}: {text}")),
            );
        }
        facts
    }

    /// Whether a cell says something.
    fn says(&self, text: &str) -> bool {
        // A number may be one: -9 of what nobody knows.
        let is_number = text.parse::<f64>().is_ok_and(f64::is_finite);
        !(NOBODY.contains(&text) && !is_number || self.missing.iter().any(|own| own == text))
    }

    /// What else a row says, where its columns are known by their headings.
    fn told(&mut self, row: &Row<'_>, roles: &Roles, facts: &mut Facts) {
        let cell =
            |role: Role| roles.get(role).and_then(|at| row.get(at)).filter(|text| self.says(text));
        let text = |role: Role| cell(role).map(|text| Str::from(text.to_owned()));
        let mut record = std::mem::take(&mut facts.record);
        for (role, before) in [(Role::Id, ", "), (Role::Source, "; "), (Role::Url, "; ")] {
            if let Some(text) = cell(role) {
                record.push_str(before);
                record.push_str(text);
            }
        }
        facts.record = record;
        let rare = Rare {
            what: text(Role::What).or_else(|| facts.rare.what.take()),
            count: text(Role::Count),
            amount: text(Role::Amount).filter(|_| self.has_weights),
            dated: text(Role::Dated),
            translation: text(Role::Translation),
            ..std::mem::take(&mut facts.rare)
        };
        facts.notes.extend(cell(Role::Note).map(str::to_owned));
        facts.notes.extend(quoted(cell(Role::Quote), cell(Role::Paragraph), cell(Role::Source)));
        let [modality, status, said_by, cited_by, against, through, place, accept, intended] = [
            Role::Modality,
            Role::Status,
            Role::SaidBy,
            Role::CitedBy,
            Role::Against,
            Role::Through,
            Role::Place,
            Role::Accept,
            Role::Intended,
        ]
        .map(cell);
        facts.rare = rare;
        if let Some(word) = modality {
            let found = Modality::ALL.into_iter().find(|m| m.word() == word.to_lowercase());
            // What cannot be understood is not taken for a fact.
            facts.modality = found.unwrap_or_else(|| {
                self.problem(row, format!("`{word}` is no modality; taken as alleged"));
                Modality::Alleged
            });
        }
        if let Some(word) = status {
            match Status::ALL.into_iter().find(|s| s.word() == word.to_lowercase()) {
                Some(found) => facts.status = found,
                None => self.problem(row, format!("`{word}` is no status; left out")),
            }
        }
        facts.said_by = said_by.map(|names| self.parties(row, names));
        facts.rare.cited_by = cited_by.map(|names| self.parties(row, names));
        if let Some(names) = against {
            facts.rare.against = self.actors_in(row, names, Some(" | "));
        }
        facts.rare.through = through.map(|names| self.parties(row, names));
        facts.rare.place = place.map(|name| self.party(row, name).into());
        facts.rare.accept = accept.and_then(|codes| self.accepted(row, codes));
        if let Some(date) = intended {
            match dates::read(date, self.options.dates).as_deref() {
                Ok([one]) => facts.rare.intended = Some(one.clone().into()),
                Ok(_) => self.problem(row, format!("`{date}` is no date; left out")),
                Err(why) => {
                    facts.notes.push(format!("intended: {date}"));
                    self.problem(row, format!("{why}; it stands in the note"));
                }
            }
        }
    }

    fn dates(&mut self, row: &Row<'_>, other: &Row<'_>, rule: &Rule, facts: &mut Facts) {
        let order = self.options.dates;
        let cell = |side: Side, row: &Row<'_>, missing: &[String]| written(side, row, missing);
        if let Some(text) = cell(rule.when.when, row, &self.missing) {
            match dates::read(&text, order) {
                Ok(found) => {
                    facts.dates = found.into_iter().map(Some).collect();
                    // A date of its own goes before start and end, which are kept.
                    for (what, side) in [("start", rule.when.start), ("end", rule.when.end)] {
                        facts.notes.extend(
                            cell(side, row, &self.missing).map(|text| format!("{what}: {text}")),
                        );
                    }
                    return;
                }
                Err(why) => {
                    facts.notes.push(format!("date: {text}"));
                    self.problem(row, format!("{why}; it stands in the note"));
                }
            }
        }
        let mut period = self.span(row, rule, order, facts);
        if row.number != other.number {
            let second = self.span(other, rule, order, facts);
            period = match pairs::overlap(period.as_deref(), second.as_deref()) {
                Ok(period) => period,
                Err(()) => {
                    facts.dates = Vec::new();
                    self.silent += 1;
                    return;
                }
            };
        }
        facts.dates = vec![period];
    }

    /// From the start to the end that a row tells.
    fn span(
        &mut self,
        row: &Row<'_>,
        rule: &Rule,
        order: DateOrder,
        facts: &mut Facts,
    ) -> Option<String> {
        let mut sides = [None, None];
        for (i, (what, side)) in
            [("start", rule.when.start), ("end", rule.when.end)].into_iter().enumerate()
        {
            let Some(text) = written(side, row, &self.missing) else { continue };
            // What databases write for "until further notice".
            if i == 1 && text.starts_with("9999") {
                continue;
            }
            match dates::side(&text, order) {
                Ok(date) => sides[i] = Some(date),
                Err(why) => {
                    facts.notes.push(format!("{what}: {text}"));
                    self.problem(row, format!("{why}; it stands in the note"));
                }
            }
        }
        let [start, end] = sides;
        let period = match (start, end) {
            (None, None) => return None,
            (start, end) => {
                let open = |side: Option<String>| side.unwrap_or_else(|| "..".to_owned());
                format!("{}/{}", open(start), open(end))
            }
        };
        if dates::is_period(&period) {
            return Some(period);
        }
        facts.notes.push(format!("start and end: {period}"));
        self.problem(row, format!("`{period}` ends before it begins; it stands in the note"));
        None
    }

    fn noted(&self, mut facts: Facts) -> Facts {
        let notes = std::mem::take(&mut facts.notes);
        facts.rare.note = (!notes.is_empty()).then(|| notes.join("; ").into());
        facts
    }

    /// Those whom a cell lists.
    fn parties(&mut self, row: &Row<'_>, names: &str) -> OneOrMany<'static> {
        let names = names.split(" | ").map(str::trim).filter(|name| !name.is_empty());
        OneOrMany::Many(names.map(|name| Str::from(self.party(row, name))).collect())
    }

    /// The same, where names would not do.
    fn actors_in(
        &mut self,
        row: &Row<'_>,
        names: &str,
        split: Option<&str>,
    ) -> Option<OneOrMany<'static>> {
        let names: Vec<&str> = match split {
            Some(sign) if !sign.is_empty() => names.split(sign).collect(),
            _ => vec![names],
        };
        let mut ids = Vec::new();
        for name in names.into_iter().map(str::trim).filter(|name| !name.is_empty() && *name != "?")
        {
            ids.extend(self.actors.id(name, None, row.place()).map(|id| Str::from(id.to_owned())));
        }
        (!ids.is_empty()).then_some(OneOrMany::Many(ids))
    }

    /// An actor of the file by its id, or a name. What has the form of an id must be an actor.
    fn party(&mut self, row: &Row<'_>, name: &str) -> String {
        if name == "?" {
            return "unnamed".to_owned();
        }
        if name != "unnamed" && (self.actors.knows(name) || is_id(name)) {
            return self
                .actors
                .id(name, None, row.place())
                .map_or_else(|| "unnamed".to_owned(), str::to_owned);
        }
        name.to_owned()
    }

    /// The warnings that a row accepts.
    fn accepted(&mut self, row: &Row<'_>, codes: &str) -> Option<Vec<Str<'static>>> {
        let is_warning = |code: Code| code.severity() == Severity::Warning;
        let mut known = Vec::new();
        for word in codes.split(" | ") {
            if word.parse().is_ok_and(is_warning) {
                known.push(Str::from(word.to_owned()));
            } else {
                self.problem(row, format!("`{word}` is no warning; left out"));
            }
        }
        (!known.is_empty()).then_some(known)
    }
}

/// The kind of somebody whom a row names.
fn kind(kind: &KindOf, row: &Row<'_>, name: &str) -> Option<Kind> {
    let starts = |starts: &[(String, Kind)]| {
        starts.iter().find(|(start, _)| name.starts_with(start.as_str())).map(|(_, kind)| *kind)
    };
    match kind {
        KindOf::Unsaid => None,
        KindOf::Is(kind) => Some(*kind),
        KindOf::Starts(list, usual) => starts(list).or(*usual),
        KindOf::Column(at, words, list) => starts(list).or_else(|| {
            let word = row.get(*at)?;
            words.iter().find(|(own, _)| own == word).map(|(_, kind)| *kind)
        }),
    }
}

/// A date as it is written in a row.
fn written(side: Side, row: &Row<'_>, missing: &[String]) -> Option<String> {
    let told = |at: usize| {
        row.get(at).filter(|text| !NOBODY.contains(text) && !missing.iter().any(|own| own == text))
    };
    match side {
        Side::None => None,
        Side::Whole(at) => told(at).map(str::to_owned),
        Side::Parts(year, month, day) => {
            let year = told(year)?;
            let part = |at: Option<usize>| {
                let text = at.and_then(told)?;
                let text = text.strip_suffix(".0").unwrap_or(text);
                text.parse::<u8>().ok().filter(|number| *number > 0)
            };
            let year = year.strip_suffix(".0").unwrap_or(year);
            Some(match (part(month), part(day)) {
                (None, _) => year.to_owned(),
                (Some(month), None) => format!("{year}-{month:02}"),
                (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
            })
        }
    }
}

/// The words of a document that this data set quotes, which stand in the note and prove nothing here.
fn quoted(quote: Option<&str>, paragraph: Option<&str>, source: Option<&str>) -> Option<String> {
    let quote = quote?;
    let paragraph = paragraph.map(|number| format!("¶ {number}"));
    let place: Vec<String> = source.map(str::to_owned).into_iter().chain(paragraph).collect();
    let place = place.join(" ");
    Some(if place.is_empty() {
        format!("“{quote}”")
    } else {
        format!("“{quote}” ({place})")
    })
}

/// The distinct addresses of a column, where there are few.
pub(super) fn only_value(table: &Table, column: usize) -> Option<&str> {
    let mut counts: HashMap<&str, ()> = HashMap::new();
    for row in table.rows() {
        counts.insert(row.get(column)?, ());
        if counts.len() > 1 {
            return None;
        }
    }
    counts.into_keys().next()
}
