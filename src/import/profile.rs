//! Known data sets: what each of their columns holds, which code means which relation. Data, not code.
//!
//! Takes RON (those in `profiles/`, or a user's own), and the headings of a table; gives rules. Must not know
//! any data set by name.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::plan::{End, KindOf, Pair, Plan, RelationOf, Rule, Side, When};
use super::table::Table;
use super::words::named;
use super::{ImportError, ImportOptions};
use crate::model::{Kind, Modality};

macro_rules! profiles {
    ($($name:literal,)+) => {
        /// The known sets by name, each with its profile.
        pub const KNOWN: &[(&str, &str)] = &[
            $(($name, include_str!(concat!("profiles/", $name, ".ron"))),)+
        ];
    };
}

profiles! {
    "ucdp-esd",
    "ucdp-esd-2011",
    "ucdp-dyadic",
    "ucdp-acd",
    "cow-alliances-yearly",
    "cow-alliances",
    "cow-alliances-members-yearly",
    "cow-alliances-members",
    "mid-dyadic",
    "mid-incidents",
    "mid-participants",
    "atop-dyads",
    "atop-pairs",
    "atop-members",
    "read-tribes",
}

/// A known data set. Where some of its files name a column in another way, both names stand: `conflict_id|id`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// What it is called.
    pub title: String,
    /// What it holds, and which of its files is meant.
    pub about: String,
    /// Where it is to be had.
    #[serde(default)]
    pub url: Option<String>,
    /// Who publishes it.
    #[serde(default)]
    pub publisher: Option<String>,
    /// Headings that every such file has; they tell it from others.
    needs: Vec<String>,
    /// Names of columns, for files without headings.
    #[serde(default)]
    columns: Option<Vec<String>>,
    /// What stands for nothing.
    #[serde(default)]
    missing: Vec<String>,
    /// Between several names in a cell.
    #[serde(default)]
    split: Option<String>,
    /// Rows that say that there is nothing.
    #[serde(default)]
    skip: BTreeMap<String, Vec<String>>,
    /// Whose rows are members of something, of which each two make claims.
    #[serde(default)]
    pair: Option<PairSpec>,
    /// The kinds of those whom a column names.
    #[serde(default)]
    kinds: BTreeMap<String, KindSpec>,
    /// What is kept in the note.
    #[serde(default)]
    keep: Vec<String>,
    claims: Vec<RuleSpec>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct PairSpec {
    by: Vec<String>,
    #[serde(default)]
    side: Option<String>,
    #[serde(default)]
    each_way: bool,
    /// The relation where more than two belong together: whom each of them acts on, nothing tells.
    #[serde(default)]
    several: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct KindSpec {
    /// All are of this kind, but for those below.
    is: Option<Kind>,
    /// Whose names begin so.
    starts: BTreeMap<String, Kind>,
    /// The column that tells, and its words.
    column: Option<String>,
    words: BTreeMap<String, Kind>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleSpec {
    from: String,
    to: String,
    /// The relation of all rows.
    #[serde(default)]
    relation: Option<String>,
    /// The column of codes, and what they mean; `"none"` for those that mean nothing.
    #[serde(default)]
    by: Option<String>,
    #[serde(default)]
    codes: BTreeMap<String, String>,
    /// Columns that have a 1, and what that means.
    #[serde(default)]
    flags: BTreeMap<String, String>,
    /// What it is where none of them has.
    #[serde(default)]
    otherwise: Option<String>,
    /// Whether most rows have nobody at one of the ends.
    #[serde(default)]
    may_lack: bool,
    #[serde(default)]
    against: Option<String>,
    #[serde(default)]
    what: Option<String>,
    #[serde(default)]
    when: Option<DateSpec>,
    #[serde(default)]
    start: Option<DateSpec>,
    #[serde(default)]
    end: Option<DateSpec>,
    #[serde(default)]
    modality: BTreeMap<String, (String, Modality)>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct DateSpec {
    #[serde(default)]
    column: Option<String>,
    #[serde(default)]
    year: Option<String>,
    #[serde(default)]
    month: Option<String>,
    #[serde(default)]
    day: Option<String>,
}

impl Profile {
    /// Reads a profile.
    ///
    /// # Errors
    /// When it has another shape, or names a relation that there is not.
    pub fn parse(text: &str) -> Result<Profile, ImportError> {
        let ron = ron::Options::default()
            .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        let profile: Profile = ron
            .from_str(text.trim_start_matches('\u{feff}'))
            .map_err(|error| ImportError::Form(format!("the profile: {error}")))?;
        for rule in &profile.claims {
            let told = rule.relation.iter().chain(rule.codes.values()).chain(rule.flags.values());
            let told = told.chain(profile.pair.iter().filter_map(|pair| pair.several.as_ref()));
            if let Some(unknown) = told.chain(&rule.otherwise).find(|name| named(name).is_none()) {
                return Err(ImportError::UnknownRelation(unknown.clone()));
            }
        }
        Ok(profile)
    }

    /// The known set of that name.
    #[expect(clippy::expect_used, reason = "the texts are our own, and a test reads each")]
    pub fn known(name: &str) -> Option<Profile> {
        let (_, text) = KNOWN.iter().find(|(own, _)| *own == name)?;
        Some(Profile::parse(text).expect("a test reads each"))
    }

    /// The known set whose headings a table has.
    pub(super) fn recognised(table: &Table) -> Option<(&'static str, Profile)> {
        KNOWN.iter().find_map(|(name, _)| {
            let profile = Profile::known(name)?;
            let fits = profile.columns.is_none()
                && profile.needs.iter().all(|heading| find(table, heading).is_some());
            fits.then_some((*name, profile))
        })
    }

    /// The names of its columns, where its files have none.
    pub(super) fn columns(&self) -> Option<&[String]> {
        self.columns.as_deref()
    }

    /// The rules for a table, whose columns are then known.
    pub(super) fn plan(&self, table: &Table, options: &ImportOptions) -> Result<Plan, ImportError> {
        for heading in &self.needs {
            self.column(table, heading)?;
        }
        let split = options.split.clone().or_else(|| self.split.clone());
        let mut skip = Vec::new();
        for (heading, values) in &self.skip {
            // A column that says that there is nothing need not be there.
            skip.extend(find(table, heading).map(|column| (column, values.clone())));
        }
        let pair = match &self.pair {
            None => None,
            Some(pair) => {
                let by: Result<Vec<usize>, ImportError> = pair
                    .by
                    .iter()
                    .map(|name| self.read(table, name, "who belongs together"))
                    .collect();
                let side = pair
                    .side
                    .as_ref()
                    .map(|name| self.read(table, name, "on which side"))
                    .transpose()?;
                Some(Pair { by: by?, side, each_way: pair.each_way, several: pair.several.clone() })
            }
        };
        let rules: Result<Vec<Option<Rule>>, ImportError> =
            self.claims.iter().map(|rule| self.rule(rule, table, split.as_deref())).collect();
        let rules = rules?.into_iter().flatten().collect();
        // What else such a column holds weighs more.
        skip.iter().for_each(|(column, _)| {
            table.read_as(*column, "which rows say that there is nothing");
        });
        let mut kept = Vec::new();
        for heading in &self.keep {
            if let Some(column) = find(table, heading) {
                table.read_as(column, "kept in the note");
                kept.push((column, heading.clone()));
            }
        }
        for column in 0..table.headings().len() {
            table.read_as(column, "passed over by the profile: the record has it");
        }
        let missing = options.missing.iter().chain(&self.missing).cloned().collect();
        Ok(Plan { rules, skip, pair, roles: None, kept, missing })
    }

    fn column(&self, table: &Table, name: &str) -> Result<usize, ImportError> {
        find(table, name).ok_or_else(|| ImportError::NotOfProfile {
            title: self.title.clone(),
            name: name.split('|').next().unwrap_or(name).to_owned(),
            about: self.about.clone(),
        })
    }

    fn read(&self, table: &Table, name: &str, what: &str) -> Result<usize, ImportError> {
        let column = self.column(table, name)?;
        table.read_as(column, what);
        Ok(column)
    }

    /// A rule with its columns; `None` where the table lacks an end that not all files have.
    fn rule(
        &self,
        spec: &RuleSpec,
        table: &Table,
        split: Option<&str>,
    ) -> Result<Option<Rule>, ImportError> {
        let is_needed = |name: &String| self.needs.contains(name);
        let lacks = |name: &String| find(table, name).is_none() && !is_needed(name);
        if lacks(&spec.from) || lacks(&spec.to) {
            return Ok(None);
        }
        let end = |name: &String, what: &str| {
            let column = self.read(table, name, what)?;
            let kind = self.kind(name, table)?;
            Ok::<_, ImportError>(End { column, split: split.map(str::to_owned), kind })
        };
        let relation = match (&spec.relation, &spec.by) {
            (Some(relation), _) => RelationOf::Always(relation.clone()),
            (None, Some(by)) => {
                let column = self.read(table, by, "the relation")?;
                let (nothing, codes): (Vec<_>, Vec<_>) =
                    spec.codes.clone().into_iter().partition(|(_, relation)| relation == "none");
                RelationOf::Codes(
                    column,
                    codes,
                    nothing.into_iter().map(|(code, _)| code).collect(),
                )
            }
            (None, None) => {
                let mut flags = Vec::new();
                for (heading, relation) in &spec.flags {
                    // Older files have fewer of them.
                    if let Some(column) = find(table, heading) {
                        table.read_as(column, &format!("{relation}, where it is 1"));
                        flags.push((column, relation.clone()));
                    }
                }
                RelationOf::Flags(flags, spec.otherwise.clone())
            }
        };
        let side = |spec: &Option<DateSpec>, what: &str| match spec {
            None => Ok(Side::None),
            Some(spec) => self.side(spec, table, what),
        };
        let mut modality = Vec::new();
        for (heading, (value, how)) in &spec.modality {
            if let Some(column) = find(table, heading) {
                table.read_as(column, "the modality");
                modality.push((column, value.clone(), *how));
            }
        }
        Ok(Some(Rule {
            from: end(&spec.from, "who acts")?,
            to: end(&spec.to, "who is acted on")?,
            relation,
            when: When {
                when: side(&spec.when, "the date")?,
                start: side(&spec.start, "the start")?,
                end: side(&spec.end, "the end")?,
            },
            against: spec.against.as_ref().and_then(|name| find(table, name)),
            what: spec.what.clone(),
            modality,
            may_lack: spec.may_lack,
        }))
    }

    fn side(&self, spec: &DateSpec, table: &Table, what: &str) -> Result<Side, ImportError> {
        let read = |name: &Option<String>| {
            name.as_ref()
                .and_then(|name| find(table, name))
                .inspect(|column| table.read_as(*column, what))
        };
        Ok(match (read(&spec.column), read(&spec.year)) {
            (Some(column), _) => Side::Whole(column),
            (None, Some(year)) => Side::Parts(year, read(&spec.month), read(&spec.day)),
            (None, None) => Side::None,
        })
    }

    fn kind(&self, name: &str, table: &Table) -> Result<KindOf, ImportError> {
        let Some(spec) = self.kinds.get(name) else { return Ok(KindOf::Unsaid) };
        let starts: Vec<(String, Kind)> = spec.starts.clone().into_iter().collect();
        Ok(match &spec.column {
            Some(column) => match find(table, column) {
                Some(column) => {
                    table.read_as(column, "the kind of an end");
                    KindOf::Column(column, spec.words.clone().into_iter().collect(), starts)
                }
                None => KindOf::Unsaid,
            },
            None if !starts.is_empty() => KindOf::Starts(starts, spec.is),
            None => spec.is.map_or(KindOf::Unsaid, KindOf::Is),
        })
    }
}

/// The column of that name, or of one of several.
fn find(table: &Table, names: &str) -> Option<usize> {
    names.split('|').find_map(|name| table.find(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Vocabulary;

    #[test]
    fn each_known_set_is_sound() {
        for (name, text) in KNOWN {
            let profile = Profile::parse(text).map_err(|error| format!("{name}: {error}")).unwrap();
            for rule in &profile.claims {
                let told = rule.by.iter().chain([&rule.from, &rule.to]);
                assert!(told.count() >= 2 && !profile.needs.is_empty(), "{name}");
            }
        }
        assert!(Profile::parse("(title: \"x\")").is_err());
    }

    #[test]
    fn types_of_support_mean_what_the_vocabulary_says() {
        let profile = Profile::known("ucdp-esd").unwrap();
        for (code, relation) in &profile.claims[0].flags {
            let mut relations = Vocabulary::standard().iter().map(|(_, relation)| relation);
            // The first of which it is the only code.
            let own = relations.find(|r| r.spec.esd == [code.clone()]).map(|r| r.id.as_str());
            assert_eq!(own.unwrap_or("backs"), relation, "{code}");
        }
    }
}
