//! What a row says besides its ends and its relation: modality, speakers, things given, notes.

use super::super::actors::NOBODY;
use super::super::dates;
use super::super::plan::{Plan, Rule};
use super::super::roles::{Role, Roles};
use super::super::table::Row;
use super::Claims;
use crate::annotation::{OneOrMany, Rare, Str};
use crate::diagnostic::{Code, Severity};
use crate::model::{Modality, Status, is_id, of_one_cell};

/// What a claim of a row has beside its ends and its relation.
#[derive(Default)]
pub(super) struct Facts {
    pub(super) record: String,
    /// Of a table of ours: source, quote, paragraph.
    pub(super) cited: Option<(String, Option<String>, Option<u32>)>,
    pub(super) dates: Vec<Option<String>>,
    pub(super) modality: Modality,
    pub(super) status: Status,
    pub(super) said_by: Option<OneOrMany<'static>>,
    pub(super) rare: Rare<'static>,
    /// What stands in the note beside the rest: dates that could not be read.
    pub(super) notes: Vec<String>,
}

impl Claims<'_> {
    pub(super) fn facts(
        &mut self,
        row: &Row<'_>,
        other: &Row<'_>,
        plan: &Plan,
        rule: &Rule,
    ) -> Facts {
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
    pub(super) fn says(&self, text: &str) -> bool {
        // A number may be one: -9 of what nobody knows. What we have written is what somebody has written.
        let is_number = text.parse::<f64>().is_ok_and(f64::is_finite);
        let may_be_nothing = self.own.is_none() && NOBODY.contains(&text) && !is_number;
        !(may_be_nothing || self.missing.iter().any(|own| own == text))
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
        let manner = |word: &str| {
            let word = word.to_lowercase();
            Modality::ALL.into_iter().find(|modality| modality.word() == word)
        };
        if let Some(word) = modality {
            let found = manner(word);
            // What cannot be understood is not taken for a fact.
            facts.modality = found.unwrap_or_else(|| {
                self.problem(row, format!("`{word}` is no modality; taken as alleged"));
                Modality::Alleged
            });
        }
        if let Some(word) = status {
            match Status::ALL.into_iter().find(|s| s.word() == word.to_lowercase()) {
                Some(found) => facts.status = found,
                // Many call so how a thing is put, and a denial must not become a fact.
                None if modality.is_none() && manner(word).is_some() => {
                    facts.modality = manner(word).unwrap_or_default();
                }
                None => {
                    facts.notes.push(format!("status: {word}"));
                    self.problem(row, format!("`{word}` is no status; it stands in the note"));
                }
            }
        }
        self.doubt(row, roles, facts);
        facts.said_by = said_by.map(|names| self.parties(row, names));
        facts.rare.cited_by = cited_by.map(|names| self.parties(row, names));
        if let Some(names) = against {
            facts.rare.against = self.actors_in(row, names, Some(" | "));
        }
        facts.rare.through = through.map(|names| self.parties(row, names));
        facts.rare.place = place.map(|name| self.party(row, name).into());
        facts.rare.accept = accept.and_then(|codes| self.accepted(row, codes).map(Into::into));
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

    pub(super) fn noted(&self, mut facts: Facts) -> Facts {
        let notes = std::mem::take(&mut facts.notes);
        facts.rare.note = (!notes.is_empty()).then(|| notes.join("; ").into());
        facts
    }

    /// Those whom a cell lists.
    fn parties(&mut self, row: &Row<'_>, names: &str) -> OneOrMany<'static> {
        OneOrMany::Many(of_one_cell(names).map(|name| Str::from(self.party(row, &name))).collect())
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
        (!ids.is_empty()).then_some(OneOrMany::Many(ids.into()))
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
        for word in of_one_cell(codes) {
            if word.parse().is_ok_and(is_warning) {
                known.push(Str::from(word.into_owned()));
            } else {
                self.problem(row, format!("`{word}` is no warning; left out"));
            }
        }
        (!known.is_empty()).then_some(known)
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
