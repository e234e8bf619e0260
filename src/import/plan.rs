//! How rows are read: rules, each of which makes claims from some of the cells.
//!
//! Takes columns by role, or a profile; gives rules whose columns are known. Must not know what stands in the
//! cells.

use super::roles::{Role, Roles};
use super::table::Table;
use super::words::shell;
use super::{ImportError, ImportOptions, KindBy};
use crate::model::{Kind, Modality};

/// All that is read off the rows of a table.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) rules: Vec<Rule>,
    /// Rows that say that there is nothing: a column, and the values that say so.
    pub(super) skip: Vec<(usize, Vec<String>)>,
    /// Whose claims are those of two rows.
    pub(super) pair: Option<Pair>,
    /// What else a claim can have.
    pub(super) roles: Option<Roles>,
    /// What is kept in the note, with its heading.
    pub(super) kept: Vec<(usize, String)>,
    /// What stands for nothing, beside the usual.
    pub(super) missing: Vec<String>,
}

/// Rows that belong together, of which each two make claims.
#[derive(Debug)]
pub(super) struct Pair {
    /// Rows that have the same in these columns.
    pub(super) by: Vec<usize>,
    /// Only those that differ in this one.
    pub(super) side: Option<usize>,
    /// Whether each acts on the other by its own row.
    pub(super) each_way: bool,
    /// The relation of those who are more than two, where it is another.
    pub(super) several: Option<String>,
}

/// How claims are made of a row.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) from: End,
    pub(super) to: End,
    pub(super) relation: RelationOf,
    pub(super) when: When,
    pub(super) against: Option<usize>,
    pub(super) what: Option<String>,
    /// How the row puts it, where a column has a value.
    pub(super) modality: Vec<(usize, String, Modality)>,
    /// Whether a row without one of the ends is not a fault.
    pub(super) may_lack: bool,
}

/// A column of actors.
#[derive(Debug)]
pub(super) struct End {
    pub(super) column: usize,
    /// Between several in one cell.
    pub(super) split: Option<String>,
    pub(super) kind: KindOf,
}

/// Of which kind those in a column are.
#[derive(Debug, Clone, Default)]
pub(super) enum KindOf {
    /// As a column of the same row says, by its words.
    Column(usize, Vec<(String, Kind)>, Vec<(String, Kind)>),
    /// As their names begin.
    Starts(Vec<(String, Kind)>, Option<Kind>),
    /// All of one.
    Is(Kind),
    /// Nothing is said.
    #[default]
    Unsaid,
}

/// Where the relation of a row stands.
#[derive(Debug)]
pub(super) enum RelationOf {
    /// Nowhere: it is the same in all rows.
    Always(String),
    /// In a column, in words.
    Column(usize),
    /// In a column, in codes; those that mean nothing.
    Codes(usize, Vec<(String, String)>, Vec<String>),
    /// In columns that have a 1; else another.
    Flags(Vec<(usize, String)>, Option<String>),
}

/// Where the dates of a row stand.
#[derive(Debug, Default)]
pub(super) struct When {
    pub(super) when: Side,
    pub(super) start: Side,
    pub(super) end: Side,
}

/// Where one date stands.
#[derive(Debug, Default, Clone, Copy)]
pub(super) enum Side {
    /// Nowhere.
    #[default]
    None,
    /// In one column.
    Whole(usize),
    /// In one column for each of year, month and day.
    Parts(usize, Option<usize>, Option<usize>),
}

impl Side {
    /// The date in this column, with the columns of month and day where it is a year's.
    pub(super) fn of(table: &Table, column: Option<usize>, folded: &[String], what: &str) -> Side {
        let Some(column) = column else { return Side::None };
        let Some(own) = folded.get(column) else { return Side::None };
        let find = |year: &str, words: &[&str]| {
            words.iter().find_map(|word| {
                let heading = own.replacen(year, word, 1);
                folded.iter().position(|other| *other == heading).filter(|at| *at != column)
            })
        };
        let year = if own.contains("year") { "year" } else { "yr" };
        if !own.contains(year) {
            return Side::Whole(column);
        }
        let month =
            find(year, &["month", "mon", "mo", "mnth", "mth"]).filter(|at| !table.is_read(*at));
        let day = find(year, &["day", "dy"]).filter(|at| month.is_some() && !table.is_read(*at));
        match month {
            None => Side::Whole(column),
            Some(month) => {
                [Some(column), Some(month), day]
                    .into_iter()
                    .flatten()
                    .for_each(|at| table.read_as(at, what));
                Side::Parts(column, Some(month), day)
            }
        }
    }
}

impl Plan {
    /// One claim per row, by what its columns hold.
    pub(super) fn of_roles(
        table: &Table,
        roles: Roles,
        options: &ImportOptions,
    ) -> Result<Plan, ImportError> {
        if table.len() == 0 {
            let what = if table.name == "edge" {
                "the graph has no edges, so that there is nothing to claim"
            } else if table.headings().is_empty() {
                "the file is empty"
            } else {
                "the table has headings, and no rows"
            };
            return Err(ImportError::Form(what.to_owned()));
        }
        let columns = &options.columns;
        let needed = |role: Role, what, option| {
            roles.get(role).ok_or_else(|| ImportError::NoColumn {
                what,
                columns: listed(table),
                option,
            })
        };
        let from = needed(Role::From, "who acts", "--from COLUMN")?;
        let to = needed(Role::To, "who is acted on", "--to COLUMN")?;
        let relation = match (&columns.relation, roles.get(Role::Relation)) {
            (_, Some(column)) => RelationOf::Column(column),
            (Some(name), None) if super::words::named(name).is_some() => {
                RelationOf::Always(name.clone())
            }
            (Some(name), None) => {
                return Err(ImportError::UnknownColumn {
                    name: name.clone(),
                    columns: table.headings().to_vec(),
                });
            }
            (None, None) => return Err(no_relation(table, &roles)),
        };
        roles.tell(table);
        let folded = table.folded();
        let side = |role: Role| Side::of(table, roles.get(role), &folded, role.told());
        let when = When { when: side(Role::When), start: side(Role::Start), end: side(Role::End) };
        let end = |name: &str, column: usize| {
            Ok::<_, ImportError>(End {
                column,
                split: options.split.clone(),
                kind: kind_of_end(name, column, table, options)?,
            })
        };
        let rule = Rule {
            from: end("from", from)?,
            to: end("to", to)?,
            relation,
            when,
            against: None,
            what: None,
            modality: Vec::new(),
            may_lack: false,
        };
        let mut kept = Vec::new();
        for (at, heading) in
            table.headings().iter().enumerate().filter(|(at, _)| !table.is_read(*at))
        {
            if folded.get(at).is_some_and(|own| super::actors::LOOKS.contains(&own.as_str())) {
                table.read_as(at, "passed over: looks");
            } else {
                kept.push((at, heading.clone()));
                table.read_as(at, "kept in the note");
            }
        }
        Ok(Plan {
            rules: vec![rule],
            skip: Vec::new(),
            pair: None,
            roles: Some(roles),
            kept,
            missing: options.missing.clone(),
        })
    }
}

/// Of which kind those at an end are, as somebody has said.
fn kind_of_end(
    name: &str,
    column: usize,
    table: &Table,
    options: &ImportOptions,
) -> Result<KindOf, ImportError> {
    let heading = table.heading(column);
    let Some((_, by)) = options.kinds.ends.iter().find(|(own, _)| own == name || own == heading)
    else {
        let by_word = options.kinds.words.iter().find(|(word, _)| word == heading);
        return Ok(by_word.map_or(KindOf::Unsaid, |(_, kind)| KindOf::Is(*kind)));
    };
    match by {
        KindBy::Is(kind) => Ok(KindOf::Is(*kind)),
        KindBy::Column(name) => {
            let column = table.find(name).ok_or_else(|| ImportError::UnknownColumn {
                name: name.clone(),
                columns: table.headings().to_vec(),
            })?;
            table.read_as(column, "the kind of an end");
            let all = Kind::ALL.iter().map(|kind| (kind.word().to_owned(), *kind));
            Ok(KindOf::Column(
                column,
                options.kinds.words.iter().cloned().chain(all).collect(),
                Vec::new(),
            ))
        }
    }
}

/// The headings, not too many of them.
fn listed(table: &Table) -> Vec<String> {
    const SHOWN: usize = 40;
    let mut headings: Vec<String> = table.headings().iter().take(SHOWN).cloned().collect();
    let more = table.headings().len().saturating_sub(SHOWN);
    headings.extend((more > 0).then(|| format!("and {more} more")));
    headings
}

/// With the columns that have few values, of which one may be meant.
fn no_relation(table: &Table, roles: &Roles) -> ImportError {
    const FEW: usize = 8;
    let is_end = |at: usize| [Role::From, Role::To].iter().any(|role| roles.get(*role) == Some(at));
    let mut hint = None;
    for (at, heading) in
        table.headings().iter().enumerate().filter(|(at, _)| !is_end(*at)).take(200)
    {
        let mut values: Vec<&str> = Vec::new();
        for text in table.rows().take(10_000).filter_map(|row| row.get(at)) {
            if !values.contains(&text) {
                values.push(text);
            }
            if values.len() > FEW {
                break;
            }
        }
        if (2..=FEW).contains(&values.len())
            && hint.is_none()
            && values.iter().all(|value| value.len() < 30)
        {
            hint = Some(format!(
                "; `{heading}` has the values {}: if that is it, --relation {} and --means={} for each",
                values.join(", "),
                shell(heading),
                shell(&format!("{}=RELATION", values.first().copied().unwrap_or_default()))
            ));
        }
    }
    ImportError::NoRelation { columns: listed(table), hint: hint.unwrap_or_default() }
}
