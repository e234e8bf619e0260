//! Graph -> the explorer: one HTML file with everything in it, to open from disk or send by mail.
//!
//! Takes a graph and the fonts of its pictures; gives a page. Everything is worked
//! out here: how every tie stands from which day on, rolled up and not, the sides, the positions in the network,
//! the pictures. The page's own code (`script/`) looks that up and shows it. The
//! data is exactly the JSON of `export json`, and beside it what was worked out. Must not know
//! files, nor what a browser does with it.

pub(crate) mod bundle;
mod ground;
pub(crate) mod html;
mod pictures;
mod places;
mod sides;
mod span;
mod spells;
mod worked;

use std::io;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use crate::export::{self, Format};
use crate::graph::Graph;
use crate::graph::time::Reach;
use crate::layout::font::Fonts;
use crate::view::View;

pub(crate) use pictures::Plan;
pub(crate) use places::{Crowd, Network};
use worked::Worked;

/// What an explorer shows, before anything is drawn.
#[derive(Debug)]
pub struct Explorer<'g> {
    graph: &'g Graph,
    /// The graph as `export json` has it.
    document: String,
    worked: Worked,
    plan: Arc<Plan>,
}

/// Pictures of an explorer, drawn.
#[derive(Debug, Clone, Default)]
pub struct Drawn(Vec<String>);

impl Drawn {
    /// All pictures one behind the other: what is looked through for letters that no font has.
    pub fn all(&self) -> String {
        self.0.concat()
    }
}

/// More claims than this are too many for one page.
pub const MOST_CLAIMS: usize = 20_000;
/// Of more dates under `slices` no pictures are made unless that is wanted: each takes half a second.
pub const MOST_SLICES: usize = 400;

/// Refuses a graph with more dates under `slices`, in words.
#[cfg(feature = "cli")]
pub(crate) fn refuse_slices(graph: &Graph, most: usize) -> Result<(), String> {
    let slices = graph.slices().len();
    match slices > most {
        true => Err(format!(
            "`slices` has {slices} dates, and of {most} at most pictures are made; --max-slices {slices} makes all"
        )),
        false => Ok(()),
    }
}

impl<'g> Explorer<'g> {
    /// Works out all that the page looks up.
    ///
    /// # Errors
    /// When the graph cannot be written as JSON.
    pub fn of(graph: &'g Graph, reach: Reach) -> io::Result<Self> {
        let mut document = Vec::new();
        export::write(Format::Json, &View::whole(graph), &mut document)?;
        let document = String::from_utf8(document).map_err(io::Error::other)?;
        let (worked, plan) = rayon::join(|| Worked::of(graph, reach), || Plan::of(graph, reach));
        Ok(Explorer { graph, document, worked, plan: Arc::new(plan) })
    }

    /// What tells it from an explorer that shows something else: 32 hex digits.
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        let code = env!("WHOBACKS_SITE");
        let parts = [&self.document, &json(&self.worked), &self.plan.fingerprint(), code];
        for part in parts {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }

    /// Draws the pictures, and the names of the network, for which `fonts` must have letters.
    pub fn draw(&self, fonts: &Fonts) -> Drawn {
        let mut svgs = self.plan.draw(fonts);
        svgs.push(places::names(self.graph));
        Drawn(svgs)
    }

    /// The names of everybody, as an SVG: for whoever looks for letters that no font has.
    #[cfg(feature = "serve")]
    pub(crate) fn names(graph: &Graph) -> String {
        places::names(graph)
    }

    /// The pictures, before they are drawn: for whoever draws them elsewhere.
    #[cfg(feature = "serve")]
    pub(crate) fn plan(&self) -> Arc<Plan> {
        Arc::clone(&self.plan)
    }

    /// Everybody, before they are placed.
    pub(crate) fn crowd(&self, fonts: &Fonts) -> Crowd {
        Crowd::of(self.graph, &self.worked, fonts)
    }

    /// The page, with the pictures that were drawn in the same fonts.
    pub fn page(&self, drawn: &Drawn, fonts: &Fonts) -> String {
        let svgs = &drawn.0[..drawn.0.len().saturating_sub(1)];
        self.parts(svgs, &self.crowd(fonts).placed(), None).page(fonts).0
    }

    /// All that stands in a page; a picture that is not drawn yet is empty.
    pub(crate) fn parts(&self, svgs: &[String], network: &Network, live: Option<String>) -> Page {
        let mut blocks = vec![
            ("graph", self.document.clone()),
            ("worked", json(&self.worked)),
            ("network", json(network)),
        ];
        let is_live = live.is_some();
        blocks.extend(live.map(|live| ("live", live)));
        Page {
            title: self.graph.title().to_owned(),
            draft: self.graph.draft(),
            blocks,
            pictures: self.plan.pictures(svgs).collect(),
            names: places::names(self.graph),
            is_live,
        }
    }
}

/// A page, ready to be written as a whole, or as what of it is new.
#[derive(Debug)]
pub(crate) struct Page {
    title: String,
    draft: Option<usize>,
    /// JSON by name.
    blocks: Vec<(&'static str, String)>,
    pictures: Vec<html::Picture>,
    /// The names of the network, for which the page needs letters too.
    names: String,
    /// Whether it is shown by a server, which tells it what is new.
    is_live: bool,
}

impl Page {
    /// The page, and what it may do.
    pub(crate) fn page(&self, fonts: &Fonts) -> (String, String) {
        let letters: String = self.pictures.iter().map(|p| p.svg.as_str()).collect();
        html::page(&html::Parts {
            title: &self.title,
            draft: self.draft,
            data: &self.blocks,
            pictures: &self.pictures,
            faces: &crate::render::faces(&(letters + &self.names), fonts),
            is_live: self.is_live,
        })
    }

    /// What a page that is open puts in place of what it has: its title, blocks of JSON by name, pictures.
    #[cfg(feature = "serve")]
    pub(crate) fn news(&self) -> String {
        let blocks: serde_json::Map<String, serde_json::Value> = self
            .blocks
            .iter()
            .map(|(name, text)| ((*name).to_owned(), text.as_str().into()))
            .collect();
        let picture = |p: &html::Picture| {
            let svg = html::without_fonts(&p.svg);
            serde_json::json!({"view": p.view, "at": p.at, "title": p.title, "svg": svg})
        };
        let pictures: Vec<serde_json::Value> = self.pictures.iter().map(picture).collect();
        let (title, draft) = (&self.title, self.draft);
        serde_json::json!({"title": title, "draft": draft, "blocks": blocks, "pictures": pictures})
            .to_string()
    }
}

fn json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("its maps have text for keys")
}
