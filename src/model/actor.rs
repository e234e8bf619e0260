//! Who can stand in a relation.

use bitcode::{Decode, Encode};
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use super::{ActorId, ActorIx, Period, SourceIx};

/// What sort of thing an actor is.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    IntoStaticStr,
    Encode,
    Decode,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Kind {
    /// A human being.
    Person,
    /// A country.
    State,
    /// A government or administration.
    Government,
    /// A parliament.
    Legislature,
    /// A state's or would-be state's army, navy or air force.
    Military,
    /// A group under arms that is not a state's army.
    ArmedGroup,
    /// A part of a military or armed group.
    Unit,
    /// A ministry, command or service of a state.
    Agency,
    /// Any other organisation, international ones included.
    Organisation,
    /// A business.
    Company,
    /// A newspaper, broadcaster, agency or site that reports.
    Media,
    /// States or groups acting together.
    Coalition,
    /// People named only as a group: "Islamist militias".
    Collective,
    /// A place: a town, a region, a base.
    Place,
    /// The kind of the stand-in for an actor that a text does not name (`"?"`); never written in a file.
    #[serde(skip_deserializing)]
    Unnamed,
}

impl Kind {
    /// Every kind that a file may use, in the order in which lists show them.
    pub const ALL: [Kind; 14] = [
        Kind::State,
        Kind::Government,
        Kind::Legislature,
        Kind::Military,
        Kind::ArmedGroup,
        Kind::Unit,
        Kind::Agency,
        Kind::Coalition,
        Kind::Organisation,
        Kind::Company,
        Kind::Media,
        Kind::Person,
        Kind::Collective,
        Kind::Place,
    ];

    /// The word used in annotation files and exports: `armed_group`.
    pub fn word(self) -> &'static str {
        self.into()
    }
}

/// A node of the graph.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Actor {
    /// Unique in the dataset.
    pub id: ActorId,
    /// The full name, as it is printed.
    pub name: String,
    /// A short name for labels: `LNA`.
    pub short: Option<String>,
    /// What sort of thing it is.
    pub kind: Kind,
    /// Other names that texts use for it.
    pub aliases: Vec<String>,
    /// Names that mean this actor in one source only.
    pub aliases_in: Vec<(SourceIx, Vec<String>)>,
    /// Its lifetime, which clips its ties.
    pub when: Option<Period>,
    /// The place or state in which this place lies: geography, which no source asserts.
    pub within: Option<ActorIx>,
    /// The same thing elsewhere, a Wikidata id such as `Q296253`.
    pub same_as: Option<String>,
    /// Whether roll-up stops here even if a parent is known.
    pub keep: bool,
    /// A remark of the coder.
    pub note: Option<String>,
}

impl Actor {
    /// The stand-in for an actor that a text does not name.
    pub fn unnamed() -> Self {
        Actor {
            id: ActorId::unnamed(),
            name: "not named".to_owned(),
            short: None,
            kind: Kind::Unnamed,
            aliases: Vec::new(),
            aliases_in: Vec::new(),
            when: None,
            within: None,
            same_as: None,
            keep: false,
            note: None,
        }
    }

    /// The name for a label: the short one if there is one.
    pub fn label(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.name)
    }

    /// Every name that means this actor in every source: name, short name, aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str())
            .chain(self.short.as_deref())
            .chain(self.aliases.iter().map(String::as_str))
    }
}
