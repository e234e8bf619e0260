//! What pictures are asked for with: which part of the graph, at which time, in which form.

use anyhow::anyhow;
use clap::{Args, ValueEnum};

use super::time::{Shown, date};
use crate::choice::{self, Extent, Wishes};
use crate::graph::Graph;
use crate::model::{ActorIx, Family, Modality, Period};
use crate::query::Names;

/// How large the sheet is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Size {
    /// A newspaper's column, 180 mm wide: at most 12 actors and 16 ties
    #[default]
    Column,
    /// A sheet of A4 upright: at most 18 actors and 26 ties
    Page,
    /// All that is told, as large as it takes
    Poster,
}

/// The most boxes and lines of a sheet of A4.
const A4: (usize, usize) = (18, 26);

/// What form the answers have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// Boxes and lines
    #[default]
    Network,
    /// A table: backers by sides, a sign and a verb in each cell
    Matrix,
}

/// The options of what is shown.
#[derive(Debug, Clone, Args)]
pub(super) struct Picture {
    #[command(flatten)]
    time: Shown,
    /// How large the sheet is [default: column; of .dot and .mmd poster]
    #[arg(long, value_enum)]
    pub(super) size: Option<Size>,
    /// What form the answers have
    #[arg(long, value_enum, default_value_t)]
    pub(super) view: Form,
    /// In a table: one group of columns for each of these dates
    #[arg(long, value_name = "DATE,…", value_delimiter = ',', value_parser = date, conflicts_with = "at")]
    pub(super) slices: Vec<Period>,
    /// For whose sake the picture is drawn (may be given several times) [default: the parties to the
    /// conflict]
    #[arg(long, value_name = "ACTOR")]
    focus: Vec<String>,
    /// Leave this actor out (may be given several times)
    #[arg(long, value_name = "ACTOR")]
    exclude: Vec<String>,
    /// On a poster: how many ties away from the focus is still near
    #[arg(long, value_name = "N", default_value_t = 1, requires = "focus")]
    depth: usize,
    /// Only ties of these families: support, hostility, structure, contact, presence
    #[arg(long, value_name = "FAMILY,…", value_delimiter = ',', value_parser = family)]
    family: Vec<Family>,
    /// Show these too, named as what they are: alleged, planned, considered, recommended,
    /// hypothetical, denied
    #[arg(long, value_name = "MODALITY,…", value_delimiter = ',', value_parser = modality)]
    include: Vec<Modality>,
    /// The most actors to show, the weightiest [default: what the sheet has room for; on a poster 60, and
    /// with 0 all]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Leave people, offices and units apart from what they are part of
    #[arg(long)]
    no_roll_up: bool,
    /// The title [default: that of the annotation file]
    #[arg(long)]
    title: Option<String>,
}

fn family(word: &str) -> Result<Family, String> {
    let words = Family::ALL.map(Family::word).join(", ");
    Family::ALL.into_iter().find(|f| f.word() == word).ok_or(format!("it can be {words}"))
}

fn modality(word: &str) -> Result<Modality, String> {
    let words = Modality::ALL.map(Modality::word).join(", ");
    Modality::ALL.into_iter().find(|m| m.word() == word).ok_or(format!("it can be {words}"))
}

impl Picture {
    /// The actors that an option names.
    fn actors(graph: &Graph, names: &[String], option: &str) -> anyhow::Result<Vec<ActorIx>> {
        let known = Names::of(graph);
        let found = |name: &String| known.actor(name, &[]).map_err(|e| anyhow!("{option}: {e}"));
        names.iter().map(found).collect()
    }

    /// How large the sheet is.
    pub(super) fn size(&self) -> Size {
        self.size.unwrap_or_default()
    }

    /// The same on another sheet, where none is asked for.
    pub(super) fn or_sized(mut self, size: Size) -> Picture {
        self.size.get_or_insert(size);
        self
    }

    /// What a picture shows.
    ///
    /// # Errors
    /// When nobody is called as the focus or one left out is, or several are.
    pub(super) fn wishes(&self, graph: &Graph) -> anyhow::Result<Wishes> {
        let (boxes, lines) = match self.size() {
            Size::Column => choice::COLUMN,
            Size::Page => A4,
            Size::Poster => choice::POSTER,
        };
        // Words say which ties are only said; a poster has room for them.
        let (mut include, extent) = match self.size() {
            Size::Poster => (Wishes::poster().include, Extent::All { depth: self.depth }),
            Size::Column | Size::Page => (Vec::new(), Extent::Cores),
        };
        include.extend(&self.include);
        let most = match (self.limit, self.size()) {
            (Some(0), Size::Poster) => usize::MAX,
            (Some(0) | None, _) => boxes,
            (Some(limit), Size::Poster) => limit,
            (Some(limit), _) => limit.min(boxes),
        };
        Ok(Wishes {
            title: self.title.clone(),
            at: self.time.at(),
            beside: graph.slices().to_vec(),
            reach: self.time.reach(),
            include,
            families: self.family.clone(),
            exclude: Picture::actors(graph, &self.exclude, "--exclude")?,
            focus: Picture::actors(graph, &self.focus, "--focus")?,
            limit: (most, lines),
            extent,
            roll_up: !self.no_roll_up,
        })
    }
}
