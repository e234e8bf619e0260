//! What pictures are asked for with: which part of the graph, at which time, in which form.

use anyhow::{anyhow, bail};
use clap::{Args, ValueEnum};
use clap_complete::ArgValueCandidates;

use super::completions::actors;
use super::time::{Shown, date, span};
use super::words::{family, modality};
use crate::choice::{self, Extent, Wishes};
use crate::graph::Graph;
use crate::model::{ActorIx, Family, Modality, Period};
use crate::query::Names;
use crate::render::matrix;

/// How large the sheet is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Size {
    /// A newspaper's column, 180 mm wide: at most 12 actors and 16 ties
    #[default]
    Column,
    /// A sheet of A4 upright: at most 18 actors and 26 ties
    Page,
    /// Everything that the sources say, on a sheet as large as that takes
    Poster,
}

/// The most boxes and lines of a sheet of A4.
const A4: (usize, usize) = (18, 26);

/// What form the answers have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// Boxes and lines, in columns by side
    Column,
    /// A table: backers by sides, a sign and a verb in each cell
    Matrix,
}

/// The options of what is shown.
#[derive(Debug, Clone, Args)]
pub(super) struct PictureOptions {
    #[command(flatten)]
    time: Shown,
    /// The size of the sheet [default: column; for .dot and .mmd poster]
    #[arg(long, value_enum)]
    pub(super) size: Option<Size>,
    /// The form of the picture [default: boxes and lines; a table if there are more than three sides or
    /// twenty actors]
    #[arg(long, value_enum)]
    pub(super) view: Option<Form>,
    /// Show two to four dates beside each other, with every actor in the same place; a table has a group of
    /// columns for each date
    #[arg(long, value_name = "DATE,…", value_delimiter = ',', value_parser = date, group = "dated")]
    pub(super) slices: Vec<Period>,
    /// Show what changed from one date to another: new ties bold, ended ones struck through, the rest grey
    #[arg(long, num_args = 2, value_names = ["DATE", "DATE"], value_parser = date, group = "dated")]
    changes: Option<Vec<Period>>,
    /// The actor at the centre of the picture; may be given several times [default: the parties to the
    /// conflict]
    #[arg(long, value_name = "ACTOR", add = ArgValueCandidates::new(actors))]
    focus: Vec<String>,
    /// Leave this actor out; may be given several times
    #[arg(long, value_name = "ACTOR", add = ArgValueCandidates::new(actors))]
    exclude: Vec<String>,
    /// On a poster: show actors at most this many ties away from the focus [default: 1]
    #[arg(long, value_name = "N", requires = "focus")]
    depth: Option<usize>,
    /// Only ties of these families: support, hostility, structure, contact, presence
    #[arg(long, value_name = "FAMILY,…", value_delimiter = ',', value_parser = family)]
    family: Vec<Family>,
    /// Show these claims too, labelled as what they are: alleged, planned, considered, recommended,
    /// hypothetical, denied
    #[arg(long, value_name = "MODALITY,…", value_delimiter = ',', value_parser = modality)]
    include: Vec<Modality>,
    /// The most actors to show, those with the weightiest ties first [default: as many as the sheet has room for;
    /// 60 on a poster, where 0 shows all]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Show people, offices and units by themselves, not as the whole to which they belong
    #[arg(long)]
    no_roll_up: bool,
    /// The title [default: that of the annotation file]
    #[arg(long)]
    title: Option<String>,
}

impl PictureOptions {
    /// The dates asked for, one or several; none if the picture is of no date.
    pub(super) fn dates(&self) -> Vec<Period> {
        if self.slices.is_empty() { Vec::from_iter(self.time.at()) } else { self.slices.clone() }
    }

    /// Whether it is of one actor, and no other form is asked for.
    pub(super) fn is_dossier(&self, wishes: &Wishes) -> bool {
        wishes.focus.len() == 1 && self.view.is_none() && self.slices.is_empty()
    }

    /// The two dates between which changes are asked for.
    ///
    /// # Errors
    /// When the second is earlier.
    pub(super) fn changes(&self) -> anyhow::Result<Option<(Period, Period)>> {
        let Some(&[first, second]) = self.changes.as_deref() else { return Ok(None) };
        span(first, second)?;
        Ok(Some((first, second)))
    }

    /// The most rows of a table.
    pub(super) fn rows(&self) -> usize {
        self.limit.filter(|limit| *limit > 0).unwrap_or(matrix::ROWS)
    }

    /// Says why an option that was given has no use here, instead of ignoring it.
    ///
    /// # Errors
    /// When there is one.
    pub(super) fn refuse(&self) -> anyhow::Result<()> {
        let poster = self.size() == Size::Poster;
        let useless = [
            (poster && self.view.is_some(), "--view", "a poster has a form of its own"),
            (poster && !self.slices.is_empty(), "--slices", "a poster is of one date: --at"),
            (poster && self.changes.is_some(), "--changes", "a poster is of one date: --at"),
            (
                self.changes.is_some() && self.view == Some(Form::Matrix),
                "--changes",
                "a table shows two dates beside each other: --view matrix --slices DATE,DATE",
            ),
            (!poster && self.depth.is_some(), "--depth", "only a --size poster goes that far"),
            (
                self.size() == Size::Page && self.view == Some(Form::Matrix),
                "--size page",
                "a table is as wide as a column, and as high as its rows",
            ),
        ];
        if let Some((_, option, why)) = useless.into_iter().find(|(given, ..)| *given) {
            bail!("{option} has no use here: {why}");
        }
        match &self.slices[..] {
            [one] => {
                bail!("--slices puts several dates beside each other; {one} alone is --at {one}")
            }
            [_, _, _, _, _, ..] => bail!(
                "--slices has room for four dates, not for {}: leave some out, or draw each by --at",
                self.slices.len()
            ),
            dates => match dates.iter().find(|d| dates.iter().filter(|o| o == d).count() > 1) {
                Some(twice) => bail!("--slices has {twice} twice"),
                None => Ok(()),
            },
        }
    }

    /// What to say if more actors are asked for than the sheet has room for.
    pub(super) fn over_the_limit(&self) -> Option<String> {
        let (boxes, sheet) = match self.size() {
            Size::Page => (A4.0, "a page"),
            Size::Column | Size::Poster => (choice::COLUMN.0, "a column"),
        };
        let more = if self.size() == Size::Page { "" } else { ", --size page for 18" };
        self.limit.filter(|limit| *limit > boxes).map(|limit| {
            format!(
                "note: {sheet} has room for {boxes} actors, not for {limit}{more}; --size poster has no limit"
            )
        })
    }

    /// What to say if somebody has more backers than the sheet has boxes.
    pub(super) fn too_many_answers(&self, left_out: usize) -> Option<String> {
        let (sheet, more) = match self.size() {
            Size::Page => ("a page", ""),
            Size::Column | Size::Poster => ("a column", "--size page has room for 18 actors, "),
        };
        (left_out > 0).then(|| {
            format!(
                "note: {sheet} has no box for {left_out} of those who back somebody, whom the caption names: \
                 {more}--view matrix has a row for each"
            )
        })
    }

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

    /// The same with another sheet, if none is asked for.
    pub(super) fn or_sized(mut self, size: Size) -> PictureOptions {
        self.size.get_or_insert(size);
        self
    }

    /// What a picture shows.
    ///
    /// # Errors
    /// When the name of a focus, or of an actor to leave out, means no actor or several.
    pub(super) fn wishes(&self, graph: &Graph) -> anyhow::Result<Wishes> {
        let (boxes, lines) = match self.size() {
            Size::Column => choice::COLUMN,
            Size::Page => A4,
            Size::Poster => choice::POSTER,
        };
        // Words say which ties are only said; a poster has room for them.
        let (mut include, extent) = match self.size() {
            Size::Poster => {
                (Wishes::poster().include, Extent::All { depth: self.depth.unwrap_or(1) })
            }
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
            letters: Vec::new(),
            reach: self.time.reach(),
            include,
            families: self.family.clone(),
            exclude: PictureOptions::actors(graph, &self.exclude, "--exclude")?,
            focus: PictureOptions::actors(graph, &self.focus, "--focus")?,
            both_ways: false,
            limit: (most, lines),
            extent,
            roll_up: !self.no_roll_up,
        })
    }
}
