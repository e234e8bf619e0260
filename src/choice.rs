//! Answers -> what a picture shows: boxes, lines, their words, notes. No coordinates, no colours.
//!
//! Takes a graph, a date and a few wishes; gives a [`Picture`]: the cores (the actors that it is about),
//! the answers to questions about each of them, the words beside every line, who says so,
//! and the caption, which says what is not drawn. Must not know positions: the floors above place and draw what
//! is listed here, and drop a line only through this floor ([`Picture::without`]), so that the caption
//! stays right.

use rayon::prelude::*;

use crate::graph::Graph;
use crate::graph::standing::Standing;
use crate::graph::time::{Reach, When};
use crate::look::{Look, Style, Tone};
use crate::model::{ActorIx, Family, Kind, Modality, Period};

mod camps;
mod cast;
mod changes;
mod cores;
mod crowd;
mod dates;
mod dossier;
mod given_up;
pub mod matrix;
mod missed;
mod note;
mod pairs;
mod people;
mod pick;
mod plan;
mod script;
mod sentence;
mod slices;
mod tell;
mod tier;
mod untold;
mod words;

pub use changes::Fate;
pub use crowd::Crowd;
pub use dossier::{Seat, Section};
pub use missed::Missed;
pub use note::{Key, Note, NotedClaim};
pub use sentence::Called;
pub use slices::{Panel, Slices};
#[cfg(feature = "draw")]
pub(crate) use words::past;

/// What is to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wishes {
    /// The title; that of the dataset, with the date, where there is none.
    pub title: Option<String>,
    /// The date of which the picture is; none for all that is told.
    pub at: Option<Period>,
    /// Dates whose pictures this one stands beside: every actor keeps its place in all of them.
    pub beside: Vec<Period>,
    /// Sources that have letters in a picture that this one stands beside, in their order.
    pub letters: Vec<String>,
    /// How far a standing tie reaches beyond its attestations.
    pub reach: Reach,
    /// Drawn beside what sources assert, and named as what it is.
    pub include: Vec<Modality>,
    /// Only ties of these families; where empty, of all that a picture has.
    pub families: Vec<Family>,
    /// Whom to leave out.
    pub exclude: Vec<ActorIx>,
    /// For whose sake the picture is drawn; found where empty.
    pub focus: Vec<ActorIx>,
    /// Whether it is asked too whom they back, as in a dossier.
    pub both_ways: bool,
    /// The most boxes and lines.
    pub limit: (usize, usize),
    /// Whether parts stand for their wholes.
    pub roll_up: bool,
    /// Whose ties are drawn.
    pub extent: Extent,
}

/// Whose ties a picture draws.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Extent {
    /// Those of the cores: what has ended, or is only said, is told in the caption.
    #[default]
    Cores,
    /// Everybody's: what is only said, has ended or has not begun is drawn as that. Where there is a
    /// focus, of those at most so many ties away from it.
    All {
        /// How many ties away is near.
        depth: usize,
    },
}

/// A newspaper's column has room for these many boxes and lines.
pub const COLUMN: (usize, usize) = (12, 16);

/// More boxes than this are a wall that nobody reads; their lines are all drawn.
pub const POSTER: (usize, usize) = (60, usize::MAX);

impl Default for Wishes {
    fn default() -> Self {
        Wishes {
            title: None,
            at: None,
            beside: Vec::new(),
            letters: Vec::new(),
            reach: Reach::default(),
            include: Vec::new(),
            families: Vec::new(),
            exclude: Vec::new(),
            focus: Vec::new(),
            both_ways: false,
            limit: COLUMN,
            roll_up: true,
            extent: Extent::Cores,
        }
    }
}

impl Wishes {
    /// All that is told: what is alleged, planned or considered is drawn too, as what it is.
    pub fn poster() -> Wishes {
        Wishes {
            include: vec![Modality::Alleged, Modality::Planned, Modality::Considered],
            limit: POSTER,
            extent: Extent::All { depth: 1 },
            ..Wishes::default()
        }
    }

    /// The time of the picture.
    pub fn when(&self) -> When {
        self.at.map_or(When::Told, |period| When::During(period.into()))
    }
}

/// What a picture shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// `Libya: who backs whom in 2025`.
    pub title: String,
    /// One sentence made of the ties that weigh most.
    pub standfirst: String,
    /// The date as it was asked for; empty where the picture is of all that is told.
    pub at: String,
    /// The sides, each in the column that it has at every date.
    pub sides: Vec<Camp>,
    /// The boxes.
    pub figures: Vec<Figure>,
    /// The lines.
    pub ties: Vec<Line>,
    /// The sources that notes and caption cite, with the letters that stand for them.
    pub sources: Vec<Key>,
    /// What is told and not drawn, one sentence an entry, the weightiest first.
    pub caption: Vec<String>,
    /// What else is told and has no line, the weightiest first.
    pub aside: Vec<String>,
    /// How many of those are named.
    pub aside_named: usize,
    /// The answers for which there was no room, in words.
    pub left_out: Vec<Missed>,
    /// The other lines for which there was none, each with how much it says.
    pub lesser: Vec<(u32, String)>,
    /// Whether it is of one actor, with who stands behind it at the left and whom it stands behind at the
    /// right, and not of sides.
    pub dossier: bool,
    /// How many actors the graph has at the date; the picture says how many of them it shows.
    pub of_actors: usize,
    /// How many ties it leaves out because no source dates them; the picture says so.
    pub undated: usize,
    /// What is drawn beside what sources assert, because it was asked for.
    pub include: Vec<Modality>,
}

/// A camp.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Camp {
    /// For the heading of its frame.
    pub name: String,
    /// Its place among the sides of every date: its column and its colour.
    pub column: usize,
    /// How many sides there are in all dates' pictures.
    pub of: usize,
    /// How many seats there are in that of its tiers which has the most: as wide is its frame at every date.
    pub seats: usize,
    /// How many stand in it at the date at which most do.
    pub most: usize,
}

/// Where in its column a box belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// On top: who backs a core.
    Backer,
    /// In the middle: for whose sake the picture is drawn.
    Core,
    /// Below: what a core leans on or commands.
    Base,
    /// Beneath the sides: who deals with them and belongs to none.
    Dealer,
}

impl Tier {
    /// One word for it.
    pub fn word(self) -> &'static str {
        match self {
            Tier::Backer => "backer",
            Tier::Core => "core",
            Tier::Base => "base",
            Tier::Dealer => "dealer",
        }
    }
}

/// An actor, with all those that it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The actor's id.
    pub id: String,
    /// Its name, as it is printed.
    pub name: String,
    /// A shorter name, for where there is no room.
    pub short: Option<String>,
    /// How a sentence names it.
    pub called: Called,
    /// A second line: what it is or whom it commands.
    pub subtitle: Option<String>,
    /// What sort of thing it is.
    pub kind: Kind,
    /// The ids of all whose ties the box carries beside its own.
    pub parts: Vec<String>,
    /// Whether the picture is drawn for its sake.
    pub core: bool,
    /// Its side, as a place in [`Picture::sides`].
    pub side: Option<usize>,
    /// Where in its column it belongs.
    pub tier: Tier,
    /// Its place among all that ever stand in its tier of its side, and their number: the same at
    /// every date.
    pub seat: Option<(usize, usize)>,
}

/// A line between two boxes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The one who acts, as a place in [`Picture::figures`].
    pub from: usize,
    /// The one acted on.
    pub to: usize,
    /// What sort of tie.
    pub family: Family,
    /// −1, 0 or 1; 0 for what is weak.
    pub sign: i8,
    /// Whether it holds both ways.
    pub symmetric: bool,
    /// How a sentence names the two: as the claims of its first words do, which may be of a force and not of
    /// the commander whose box it is.
    pub called: (Called, Called),
    /// The relations that are printed, strongest first.
    pub relations: Vec<String>,
    /// How the first of them stands.
    pub standing: Standing,
    /// How the source of the first of them puts it.
    pub modality: Modality,
    /// The ids of the claims that decide it.
    pub claims: Vec<String>,
    /// How many independent origins speak of it.
    pub origins: usize,
    /// The words beside the line, a phrase a relation.
    pub words: Vec<String>,
    /// Whether it answers "who backs" for a core, or is a fight of two cores: the last to be given up.
    pub answers: bool,
    /// Whether one of the two is above the other: commands or owns it, or is what it belongs to.
    pub ranks: bool,
    /// Whether that is the one acted on.
    pub upward: bool,
    /// Whether it says that the two deal with each other, and not only less than backing or harm.
    pub deals: bool,
    /// Fewer words, with the one relation that they say, for where there is no room for all.
    pub brief: Option<(String, String)>,
    /// How much it says; the lightest is given up first.
    pub weight: u32,
    /// What became of it, where the picture is of changes.
    pub turn: Option<Fate>,
    /// Its note.
    pub note: Note,
}

impl Line {
    /// Whether a source states it as a fact that holds for certain: only that is drawn solid.
    pub fn is_firm(&self) -> bool {
        self.standing == Standing::Definite && self.modality == Modality::Factual
    }

    /// Its words as they are printed beside it: a time that two phrases have in common is said once.
    pub fn beside(&self) -> Vec<String> {
        words::joined(&self.words)
    }

    /// Whether it puts the one on the side of the other, which nothing does that is only said.
    pub fn is_binding(&self) -> bool {
        let binds = matches!(self.family, Family::Support | Family::Structure);
        binds && self.standing != Standing::Said
    }

    /// How it looks.
    pub fn style(&self) -> Style {
        let look = Look::of(self.family, self.sign);
        Style {
            look,
            firm: self.is_firm(),
            both: self.symmetric,
            origins: self.origins,
            tone: self.turn.map_or(Tone::Plain, Fate::tone),
        }
    }
}

impl Picture {
    /// What the picture of a graph shows.
    pub fn of(graph: &Graph, wishes: &Wishes) -> Picture {
        Picture::planned(graph, wishes, &plan::Plan::of(graph, wishes))
    }

    /// The pictures of several dates that stand beside each other, each as [`Picture::of`] gives it: who stands where in all of
    /// them is worked out once.
    pub fn each(graph: &Graph, wishes: &Wishes, dates: &[Period]) -> Vec<Picture> {
        let (at, beside) = (dates.first().copied(), dates.to_vec());
        let wishes = Wishes { at, beside, ..wishes.clone() };
        let plan = plan::Plan::of(graph, &wishes);
        let at = |date: &Period| {
            Picture::planned(graph, &Wishes { at: Some(*date), ..wishes.clone() }, &plan)
        };
        dates.par_iter().map(at).collect()
    }

    /// The picture in which every actor stands where a plan puts it.
    fn planned(graph: &Graph, wishes: &Wishes, plan: &plan::Plan) -> Picture {
        let rolled = people::rolled(graph, wishes);
        let told = pairs::Told::of(&rolled, wishes);
        pick::picture(&told, wishes, plan)
    }
}

#[cfg(test)]
mod tests;
