//! An edge list -> a data set: one claim per row, or, in the layout of UCDP's External Support Dataset,
//! one per row and type of support.

use super::actors::Actors;
use super::roles::{RelationOf, Roles};
use super::table::{Row, Table};
use super::words::{self, Meaning};
use super::{ImportError, Imported, Options};
use crate::annotation::{FileEntry, Item, OneOrMany, Pairs, Rare, Str};
use crate::diagnostic::{Code, Severity};
use crate::evidence::Card;
use crate::model::{Kind, Modality, Period, Status, Vocabulary, is_id};

pub(super) fn read(
    text: &str,
    nodes: Option<&str>,
    options: &Options,
) -> Result<Imported, ImportError> {
    let nodes = nodes.map(|text| Table::parse(text, "actor")).transpose()?;
    of_tables(&Table::parse(text, "row")?, nodes.as_ref(), options)
}

/// A data set made of a table of edges, and of one of nodes where there is one.
pub(super) fn of_tables(
    table: &Table,
    nodes: Option<&Table>,
    options: &Options,
) -> Result<Imported, ImportError> {
    for (_, relation) in &options.meanings {
        if Vocabulary::standard().get(relation).is_none() {
            return Err(ImportError::UnknownRelation(relation.clone()));
        }
    }
    let actors = Actors::new(options.kind, nodes);
    let mut builder = Builder { actors, items: Vec::new(), problems: Vec::new() };
    if is_support(table) {
        table.rows().for_each(|row| builder.support(&row));
    } else {
        let roles = Roles::of(table, &options.columns)?;
        table.rows().for_each(|row| builder.row(&row, &roles, options));
    }
    let unread = [Some(table), nodes].into_iter().flatten().filter_map(Table::unread);
    let remarks = builder.actors.remark().into_iter().chain(unread).collect();
    let mut problems = builder.actors.problems();
    problems.extend(builder.problems);
    let source: Str<'static> = options.source.to_string().into();
    let file = FileEntry {
        max_quote_words: None,
        title: Some(options.title.clone().into()),
        include: Vec::new(),
        actors: Pairs(builder.actors.into_pairs()),
        relations: Pairs::default(),
        sides: Pairs::default(),
        slices: Vec::new(),
        claims: Pairs(vec![(source, builder.items)]),
    };
    let card = Card {
        title: options.title.clone(),
        authors: Vec::new(),
        publisher: None,
        published: options.published,
        inferred_from: None,
        language: None,
        url: None,
        copy_of: None,
        relies_on: Vec::new(),
        text: None,
        no_claims: Default::default(),
    };
    let cards = vec![(options.source.clone(), card)];
    Ok(Imported { file, cards, problems, remarks })
}

/// Whether a table has the headings of UCDP's External Support Dataset: supporter, recipient, year, and
/// a column per type of support.
fn is_support(table: &Table) -> bool {
    let has = |heading: &str| table.find(heading).is_some();
    let types = Vocabulary::standard().esd_codes().keys().filter(|code| has(code)).count();
    has("ext_name") && has("actor_name") && has("year") && types > 1
}

struct Builder {
    actors: Actors,
    items: Vec<Item<'static>>,
    problems: Vec<String>,
}

/// What a claim of a row has beside its ends and its relation.
#[derive(Default)]
struct Facts {
    record: String,
    when: Option<String>,
    modality: Modality,
    status: Status,
    said_by: Option<OneOrMany<'static>>,
    rare: Rare<'static>,
}

impl Builder {
    fn problem(&mut self, row: &Row<'_>, what: &str) {
        self.problems.push(format!("{}: {what}", row.place));
    }

    fn claim(&mut self, row: &Row<'_>, from: String, relation: &str, to: String, facts: &Facts) {
        if from == to {
            return self.problem(row, "both ends are one actor; left out");
        }
        let mut rare = facts.rare.clone();
        rare.record = Some(facts.record.clone().into());
        let unnamed = || OneOrMany::One("unnamed".into());
        let said_by =
            facts.said_by.clone().or_else(|| facts.modality.needs_speaker().then(unnamed));
        self.items.push(Item {
            from: Some(OneOrMany::One(from.into())),
            relation: Some(relation.to_owned().into()),
            to: Some(OneOrMany::One(to.into())),
            quote: None,
            when: facts.when.clone().map(Str::from),
            modality: Some(facts.modality).filter(|m| *m != Modality::default()),
            status: Some(facts.status).filter(|s| *s != Status::default()),
            said_by,
            paragraph: None,
            rare: Some(Box::new(rare)),
        });
    }

    /// A row of UCDP's External Support Dataset: supporter, recipient, year, types of support.
    fn support(&mut self, row: &Row<'_>) {
        // Rows of conflicts in which nobody helped say so.
        if row.named("ext_sup") == Some("0") || row.named("ext_name").is_none() {
            return;
        }
        let (Some(from), Some(to)) = (row.named("ext_name"), row.named("actor_name")) else {
            return self.problem(row, "it has no recipient; left out");
        };
        let kind = |name: &str, flag: &str| match row.named(flag) {
            Some("1") => Some(Kind::ArmedGroup),
            Some("0") if name.starts_with("Government of ") => Some(Kind::Government),
            Some("0") => Some(Kind::State),
            _ => None,
        };
        let (from_kind, to_kind) = (kind(from, "ext_nonstate"), kind(to, "actor_nonstate"));
        let from_id = self.actors.id(from, None, from_kind);
        let to_id = self.actors.id(to, None, to_kind);
        let alleged = row.named("ext_alleged") == Some("1");
        let facts = Facts {
            record: format!("row {}", row.number),
            when: self.date(row, row.named("year")),
            modality: if alleged { Modality::Alleged } else { Modality::Factual },
            ..Facts::default()
        };
        let codes = Vocabulary::standard().esd_codes().keys();
        let given = codes.filter(|code| row.named(code) == Some("1"));
        let mut relations: Vec<String> =
            given.map(|code| words::of_support(code).unwrap_or_else(|| "backs".into())).collect();
        relations.sort_unstable();
        relations.dedup();
        if relations.is_empty() {
            relations.push("backs".to_owned());
        }
        for relation in relations {
            self.claim(row, from_id.clone(), &relation, to_id.clone(), &facts);
        }
    }

    fn row(&mut self, row: &Row<'_>, roles: &Roles, options: &Options) {
        let (Some(from), Some(to)) = (row.get(Some(roles.from)), row.get(Some(roles.to))) else {
            return self.problem(row, "an end is missing; left out");
        };
        let word = match &roles.relation {
            RelationOf::Always(name) => name.as_str(),
            RelationOf::Column(column) => match row.get(Some(*column)) {
                Some(word) => word,
                None => return self.problem(row, "the relation is missing; left out"),
            },
        };
        let mut meanings: Vec<Meaning> = Vec::new();
        // Ties may have several.
        for part in word.split(" | ") {
            match words::relation(part, &options.meanings) {
                Some(meaning) => meanings.push(meaning),
                None => {
                    let help = format!("say what it means: --means \"{part}=backs\"");
                    self.problem(row, &format!("`{part}` is no relation; left out; {help}"));
                }
            }
        }
        if meanings.is_empty() {
            return;
        }
        let (from, to) = (self.actors.id(from, None, None), self.actors.id(to, None, None));
        let facts = self.facts(row, roles);
        for Meaning { relation, turned } in meanings {
            let (from, to) = if turned { (&to, &from) } else { (&from, &to) };
            self.claim(row, from.clone(), &relation, to.clone(), &facts);
        }
    }

    fn facts(&mut self, row: &Row<'_>, roles: &Roles) -> Facts {
        let when = match (row.get(roles.when), row.get(roles.start), row.get(roles.end)) {
            (Some(when), ..) => self.date(row, Some(when)),
            (None, None, None) => None,
            (None, start, end) => {
                let [start, end] = [start, end].map(|side| self.date(row, side));
                let side = |side: Option<String>| side.unwrap_or_else(|| "..".to_owned());
                let known = start.is_some() || end.is_some();
                let period = known.then(|| format!("{}/{}", side(start), side(end)));
                self.date(row, period.as_deref())
            }
        };
        let modality = row.named("modality").map(|word| {
            let found = Modality::ALL.into_iter().find(|m| m.word() == word.to_lowercase());
            // What cannot be understood is not taken for a fact.
            found.unwrap_or_else(|| {
                self.problem(row, &format!("`{word}` is no modality; taken as alleged"));
                Modality::Alleged
            })
        });
        let status = row.named("status").and_then(|word| {
            let found = Status::ALL.into_iter().find(|s| s.word() == word.to_lowercase());
            if found.is_none() {
                self.problem(row, &format!("`{word}` is no status; left out"));
            }
            found
        });
        let text = |heading: &str| row.named(heading).map(|text| Str::from(text.to_owned()));
        let rare = Rare {
            // Which row it is is known to the caller.
            record: None,
            cited_by: self.parties(row, "cited_by"),
            against: self.actors_in(row, "against"),
            through: self.parties(row, "through"),
            what: text("what"),
            intended: self.date(row, row.named("intended")).map(Str::from),
            place: row.named("place").map(|name| self.party(name).into()),
            count: text("count"),
            amount: text("amount"),
            dated: text("dated"),
            translation: text("translation"),
            note: note(row).map(Str::from),
            accept: self.accepted(row),
            claims: None,
        };
        let record = match row.get(roles.id) {
            Some(id) => format!("row {}, {id}", row.number),
            None => format!("row {}", row.number),
        };
        let said_by = self.parties(row, "said_by");
        let (modality, status) = (modality.unwrap_or_default(), status.unwrap_or_default());
        Facts { record, when, modality, status, said_by, rare }
    }

    /// Those whom a column lists.
    fn parties(&mut self, row: &Row<'_>, heading: &str) -> Option<OneOrMany<'static>> {
        let names = row.named(heading)?;
        let texts = names.split(" | ").map(|name| Str::from(self.party(name))).collect();
        Some(OneOrMany::Many(texts))
    }

    /// The same, where names would not do.
    fn actors_in(&mut self, row: &Row<'_>, heading: &str) -> Option<OneOrMany<'static>> {
        let names = row.named(heading)?;
        let ids = names.split(" | ").map(|name| Str::from(self.actors.id(name, None, None)));
        Some(OneOrMany::Many(ids.collect()))
    }

    /// The warnings that a row accepts.
    fn accepted(&mut self, row: &Row<'_>) -> Option<Vec<Str<'static>>> {
        let is_warning = |code: Code| code.severity() == Severity::Warning;
        let mut known = Vec::new();
        for word in row.named("accept").into_iter().flat_map(|words| words.split(" | ")) {
            match word.parse().is_ok_and(is_warning) {
                true => known.push(Str::from(word.to_owned())),
                false => self.problem(row, &format!("`{word}` is no warning; left out")),
            }
        }
        (!known.is_empty()).then_some(known)
    }

    /// Somebody mentioned: an actor by its id. A name that has the form of an id becomes an actor, for
    /// an annotation would take it for one.
    fn party(&mut self, name: &str) -> String {
        match name {
            "unnamed" => name.to_owned(),
            name if self.actors.knows(name) || is_id(name) => self.actors.id(name, None, None),
            name => name.to_owned(),
        }
    }

    /// A date as an annotation has it; times of day are dropped, what is no date is reported.
    fn date(&mut self, row: &Row<'_>, text: Option<&str>) -> Option<String> {
        let text = text?;
        let text = text.strip_suffix(".0").unwrap_or(text);
        let day = text.split(['T', ' ']).next().unwrap_or(text);
        let last = day.split(" | ").last().unwrap_or(day);
        match last.parse::<Period>() {
            Ok(period) if !period.is_inverted() => Some(last.to_owned()),
            _ => {
                self.problem(
                    row,
                    &format!("`{text}` is no date (2017, 2017-07, 2017-07-10); left out"),
                );
                None
            }
        }
    }
}

/// What is to be remembered: a note, and the words of a document that this data set quotes, which stand in
/// the record and prove nothing here.
fn note(row: &Row<'_>) -> Option<String> {
    let quote = row.named("quote").map(|quote| {
        let paragraph = row.named("paragraph").map(|number| format!("¶ {number}"));
        let place = row.named("cited_source").map(str::to_owned).into_iter().chain(paragraph);
        let place = place.collect::<Vec<_>>().join(" ");
        if place.is_empty() { format!("“{quote}”") } else { format!("“{quote}” ({place})") }
    });
    let parts: Vec<String> =
        row.named("note").map(str::to_owned).into_iter().chain(quote).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}
