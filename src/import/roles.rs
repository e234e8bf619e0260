//! What a column can hold, and which headings usually say so.
//!
//! Takes the headings of a table and what somebody has said about them; gives columns by their role. Each column
//! has at most one role, and what is said takes precedence over what is usual. Must not know what is in the cells.

use std::collections::HashSet;

use super::table::{Table, fold};
use super::{Columns, ImportError};

macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident $name:literal $told:literal [$($heading:literal),* $(,)?],)+) => {
        /// What a column holds.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Role {
            $($(#[$doc])* $role,)+
        }

        impl Role {
            pub(super) const ALL: &[Role] = &[$(Role::$role),+];

            /// As an option names it.
            pub(super) fn name(self) -> &'static str {
                match self { $(Role::$role => $name,)+ }
            }

            /// As the report tells it.
            pub(super) fn told(self) -> &'static str {
                match self { $(Role::$role => $told,)+ }
            }

            /// Headings that usually say so, folded, the plainest first.
            fn headings(self) -> &'static [&'static str] {
                match self { $(Role::$role => &[$($heading),*],)+ }
            }
        }
    };
}

roles! {
    From "from" "who acts" [
        "from", "source", "supporter", "sender", "backer", "donor", "subject", "actor1", "actor1name", "sourcename",
        "sourceactor", "sidea", "statename1", "state1", "namea", "country1", "statea", "origin", "startid", "fromid", "sourceid", "fromnodeid",
        "src", "node1", "ccode1", "von", "quelle", "de", "actor1code", "attacker", "initiator", "ego", "payer", "owner",
    ],
    To "to" "who is acted on" [
        "to", "target", "recipient", "receiver", "backed", "object", "actor2", "actor2name", "targetname",
        "targetactor", "sideb", "statename2", "state2", "nameb", "country2", "stateb", "destination", "endid", "toid", "targetid", "tonodeid",
        "dst", "node2", "ccode2", "nach", "ziel", "an", "vers", "actor2code", "alter", "beneficiary", "asset",
    ],
    Relation "relation" "the relation" [
        "relation", "relations", "relationship", "relationtype", "predicate", "interaction", "edgetype", "kind", "type",
        "beziehung", "role", "label", "eventtype", "sign", "polarity",
    ],
    When "when" "the date" ["when", "date", "year", "period", "eventdate", "time", "datum", "jahr", "sqldate", "fecha", "timestamp", "timeset", "interval"],
    Start "start" "the start" [
        "start", "startdate", "stdate", "begin", "begindate", "since", "fromdate", "datestart", "validfrom", "beginn", "startyear",
        "styear", "strtyr", "begyear", "yrent", "dyadstyear", "memstyear", "starttime", "begintime", "starts",
    ],
    End "end" "the end" [
        "end", "enddate", "until", "dateend", "validto", "validuntil", "ende", "endyear", "endyr", "yrexit", "dyadendyear",
        "memendyear", "endtime", "ends", "todate",
    ],
    Id "id" "the record" ["id", "key", "edgekey", "record", "recordid", "eventid", "globaleventid", "edgeid", "eid"],
    Modality "modality" "the modality" ["modality"],
    Status "status" "the status" ["status"],
    SaidBy "said_by" "who says so" ["saidby"],
    CitedBy "cited_by" "who cites it" ["citedby"],
    Against "against" "whom it is aimed at" ["against"],
    Through "through" "by way of whom" ["through"],
    What "what" "what is given" ["what"],
    Count "count" "how many" ["count"],
    Amount "amount" "how much" ["amount", "weight", "value", "sum", "total", "strength", "gewicht", "amountusd"],
    Place "place" "where" ["place"],
    Intended "intended" "the date of a plan" ["intended"],
    Dated "dated" "how it is dated" ["dated"],
    Translation "translation" "the quote in translation" ["translation"],
    Quote "quote" "the words of its source" ["quote"],
    Paragraph "paragraph" "their paragraph" ["paragraph"],
    Accept "accept" "warnings accepted" ["accept"],
    Url "url" "where it can be read" ["url", "sourceurl", "link", "href", "uri", "permalink", "sourceurls"],
    Source "source" "its source" ["citedsource", "source", "sources", "reference", "references", "citation", "publication"],
    Note "note" "the note" ["note", "notes", "comment", "comments", "description", "remark", "remarks", "anmerkung", "summary"],
    /// Which of its ends acts, where rows tell.
    Way "direction" "which way it goes" ["direction", "directed", "directionality", "edgedirection", "arrow"],
    Negated "negated" "whether it is denied" ["negated", "negation", "isnegated", "denied", "isdenied"],
    Sure "sure" "whether it is sure; else it is alleged" ["confirmed", "verified", "isconfirmed", "isverified"],
    Doubted "doubted" "whether it is alleged" [
        "alleged", "disputed", "contested", "suspected", "rumoured", "rumored", "unconfirmed", "unverified",
    ],
    Ignore "ignore" "passed over, as told" [],
}

/// Whether a heading usually says who acts or is acted on.
pub(super) fn is_end(heading: &str) -> bool {
    let folded = fold(heading);
    [Role::From, Role::To].iter().any(|role| role.headings().contains(&folded.as_str()))
}

/// Columns by their role.
#[derive(Debug)]
pub(super) struct Roles {
    columns: Vec<Option<usize>>,
    /// Which were found by their headings alone.
    pub(super) ends_by_heading: bool,
}

impl Roles {
    /// Gives each column its role.
    pub(super) fn of(
        table: &Table,
        ends: Option<(usize, usize)>,
        id: Option<usize>,
        told: &Columns,
    ) -> Result<Self, ImportError> {
        let mut roles = Roles { columns: vec![None; Role::ALL.len()], ends_by_heading: false };
        let known = |name: &str| {
            table.find(name).ok_or_else(|| ImportError::UnknownColumn {
                name: name.to_owned(),
                columns: table.headings().to_vec(),
            })
        };
        let mut taken: HashSet<usize> = HashSet::new();
        let mut give = |roles: &mut Roles, role: Role, column: usize| {
            taken.insert(column);
            roles.set(role, Some(column));
        };
        for (role, name) in [
            (Role::From, &told.from),
            (Role::To, &told.to),
            (Role::When, &told.when),
            (Role::Start, &told.start),
            (Role::End, &told.end),
        ] {
            if let Some(name) = name {
                give(&mut roles, role, known(name)?);
            }
        }
        for (name, word) in &told.read {
            let role = Role::ALL.iter().find(|role| role.name() == word).ok_or_else(|| {
                let names: Vec<&str> = Role::ALL.iter().map(|role| role.name()).collect();
                ImportError::Form(format!(
                    "`{word}` is nothing that a column can hold: {}",
                    names.join(", ")
                ))
            })?;
            let column = known(name)?;
            if *role == Role::Ignore {
                table.read_as(column, Role::Ignore.told());
            }
            give(&mut roles, *role, column);
        }
        if let Some(name) = &told.relation
            && let Some(column) = table.find(name)
        {
            give(&mut roles, Role::Relation, column);
        }
        let structure =
            ends.into_iter().flat_map(|(from, to)| [(Role::From, from), (Role::To, to)]);
        for (role, column) in structure.chain(id.map(|id| (Role::Id, id))) {
            if roles.get(role).is_none() {
                give(&mut roles, role, column);
            }
        }
        let folded = table.folded();
        for role in Role::ALL {
            // One relation for all rows leaves its columns alone.
            let silent = *role == Role::Relation && told.relation.is_some();
            if roles.get(*role).is_some() || silent {
                continue;
            }
            // Who is called a source where somebody else acts is cited.
            let free = |name: &&str| {
                let mut at = folded
                    .iter()
                    .enumerate()
                    .filter(|(i, own)| *own == *name && !taken.contains(i));
                at.next().map(|(i, _)| i)
            };
            let mut found = role.headings().iter().filter_map(free);
            let found = match role {
                // A column that says `Directed` in each row is Gephi's, and no relation.
                Role::Relation => found.find(|i| tells(table, *i)),
                Role::Way => found.next().or_else(|| {
                    let mut usual = Role::Relation.headings().iter().filter_map(free);
                    usual.find(|i| table.rows().next().is_some() && !tells(table, *i))
                }),
                _ => found.next(),
            };
            if let Some(column) = found {
                roles.ends_by_heading |= matches!(role, Role::From | Role::To);
                taken.insert(column);
                roles.set(*role, Some(column));
            }
        }
        Ok(roles)
    }

    /// The columns of a table of ours, by their names.
    pub(super) fn of_ours(
        table: &Table,
        ends: Option<(usize, usize)>,
        id: Option<usize>,
        of_claims: bool,
    ) -> Self {
        let mut roles = Roles { columns: vec![None; Role::ALL.len()], ends_by_heading: false };
        let at = |name: &str| table.headings().iter().position(|own| own == name);
        let first = |names: &[&str]| names.iter().find_map(|name| at(name));
        let ends = ends.map_or_else(
            || (first(&["Source", "source", "start_id"]), first(&["Target", "target", "end_id"])),
            |(from, to)| (Some(from), Some(to)),
        );
        let mut give = |role: Role, column: Option<usize>| roles.set(role, column);
        give(Role::From, ends.0);
        give(Role::To, ends.1);
        // Which claim it was follows from the rest.
        give(Role::Id, id.or_else(|| first(&["Id", "id"])).filter(|_| !of_claims));
        give(Role::Relation, first(if of_claims { &["relation"] } else { &["relations"] }));
        if !of_claims {
            give(Role::Source, at("cited_source"));
        }
        for role in Role::ALL {
            let named = [
                Role::When,
                Role::Modality,
                Role::Status,
                Role::SaidBy,
                Role::CitedBy,
                Role::Against,
                Role::Through,
                Role::What,
                Role::Count,
                Role::Amount,
                Role::Place,
                Role::Intended,
                Role::Dated,
                Role::Translation,
                Role::Accept,
                Role::Note,
            ];
            if named.contains(role) {
                give(*role, at(role.name()));
            }
        }
        if of_claims && let Some(id) = id.or_else(|| first(&["Id", "id"])) {
            table.read_as(id, "passed over: it follows from the rest");
        }
        roles
    }

    pub(super) fn get(&self, role: Role) -> Option<usize> {
        self.columns.get(role as usize).copied().flatten()
    }

    fn set(&mut self, role: Role, column: Option<usize>) {
        self.columns.get_mut(role as usize).into_iter().for_each(|own| *own = column);
    }

    /// Says of each column how it is read.
    pub(super) fn tell(&self, table: &Table) {
        for role in Role::ALL {
            if let Some(column) = self.get(*role) {
                table.read_as(column, role.told());
            }
        }
    }
}

/// Whether a column says more than which edges are directed.
fn tells(table: &Table, column: usize) -> bool {
    let word = |text: &str| ["directed", "undirected", "mutual"].contains(&&*text.to_lowercase());
    table.rows().any(|row| row.get(column).is_some_and(|text| !word(text)))
}
