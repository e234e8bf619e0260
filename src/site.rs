//! Graph -> the explorer: one HTML file with everything in it, to be opened from disk and mailed.
//!
//! Takes a graph and the fonts of its pictures; gives a page. Whatever has to be worked out is worked
//! out here: how every tie stands from which day on, rolled up and not, the sides, where everybody
//! stands in the network, the pictures. The page's own code (`script/`) looks that up and shows it. The
//! data is the JSON of `export json` to the letter, and beside it what is worked out. Must not know
//! files, nor what a browser does with it.

pub(crate) mod bundle;
pub(crate) mod html;
mod pictures;
mod places;
mod sides;
mod span;
mod spells;
mod worked;

use std::io;

use sha2::{Digest as _, Sha256};

use crate::export::{self, Format};
use crate::graph::Graph;
use crate::graph::time::Reach;
use crate::layout::font::Fonts;
use crate::view::View;

use pictures::Plan;
use worked::Worked;

/// What an explorer shows, before anything is drawn.
#[derive(Debug)]
pub struct Explorer<'g> {
    graph: &'g Graph,
    /// The graph as `export json` has it.
    document: String,
    worked: Worked,
    plan: Plan,
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

impl<'g> Explorer<'g> {
    /// Works out all that the page looks up.
    ///
    /// # Errors
    /// When the graph cannot be written as JSON.
    pub fn of(graph: &'g Graph, reach: Reach) -> io::Result<Self> {
        let mut document = Vec::new();
        export::write(Format::Json, &View::whole(graph), &mut document)?;
        let document = String::from_utf8(document).map_err(io::Error::other)?;
        let (worked, plan) = (Worked::of(graph, reach), Plan::of(graph, reach));
        Ok(Explorer { graph, document, worked, plan })
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

    /// What tells each picture from one that shows something else.
    #[cfg(feature = "serve")]
    pub(crate) fn picture_keys(&self) -> Vec<String> {
        self.plan.keys()
    }

    /// Draws some of the pictures, by their places.
    #[cfg(feature = "serve")]
    pub(crate) fn draw_some(&self, wanted: &[usize], fonts: &Fonts) -> Vec<String> {
        self.plan.draw_some(wanted, fonts)
    }

    /// Pictures that are drawn, in their order; empty where one is not drawn yet.
    #[cfg(feature = "serve")]
    pub(crate) fn drawn(&self, svgs: Vec<String>) -> Drawn {
        Drawn(svgs.into_iter().chain([places::names(self.graph)]).collect())
    }

    /// The page, with the pictures that were drawn in the same fonts.
    pub fn page(&self, drawn: &Drawn, fonts: &Fonts) -> String {
        self.parts(drawn, fonts, None).page().0
    }

    /// All that stands in a page, worked out.
    pub(crate) fn parts<'e>(
        &'e self,
        drawn: &'e Drawn,
        fonts: &Fonts,
        live: Option<String>,
    ) -> Page<'e> {
        Page {
            explorer: self,
            drawn,
            network: json(&places::Network::of(self.graph, &self.worked, fonts)),
            faces: crate::render::faces(&drawn.all(), fonts),
            live,
        }
    }
}

/// A page, ready to be written as a whole, or as what of it is new.
#[derive(Debug)]
pub(crate) struct Page<'e> {
    explorer: &'e Explorer<'e>,
    drawn: &'e Drawn,
    network: String,
    faces: String,
    /// What a server says beside it, as JSON.
    live: Option<String>,
}

impl Page<'_> {
    fn blocks(&self) -> Vec<(&'static str, String)> {
        let mut blocks = vec![
            ("graph", self.explorer.document.clone()),
            ("worked", json(&self.explorer.worked)),
            ("network", self.network.clone()),
        ];
        blocks.extend(self.live.clone().map(|live| ("live", live)));
        blocks
    }

    fn pictures(&self) -> Vec<html::Picture<'_>> {
        let svgs = &self.drawn.0[..self.drawn.0.len().saturating_sub(1)];
        self.explorer.plan.pictures(svgs).collect()
    }

    /// The page, and what it may do.
    pub(crate) fn page(&self) -> (String, String) {
        let (blocks, pictures) = (self.blocks(), self.pictures());
        let data: Vec<(&str, &str)> =
            blocks.iter().map(|(name, text)| (*name, text.as_str())).collect();
        html::page(&html::Parts {
            title: self.explorer.graph.title(),
            draft: self.explorer.graph.draft(),
            data: &data,
            pictures: &pictures,
            faces: &self.faces,
            is_live: self.live.is_some(),
        })
    }

    /// What a page that is open puts in place of what it has: its title, blocks of JSON by name, pictures.
    #[cfg(feature = "serve")]
    pub(crate) fn news(&self) -> String {
        let blocks: serde_json::Map<String, serde_json::Value> =
            self.blocks().into_iter().map(|(name, text)| (name.to_owned(), text.into())).collect();
        let picture = |p: &html::Picture<'_>| {
            let svg = html::without_fonts(p.svg);
            serde_json::json!({"view": p.view, "at": p.at, "title": p.title, "svg": svg})
        };
        let pictures: Vec<serde_json::Value> = self.pictures().iter().map(picture).collect();
        let (title, draft) = (self.explorer.graph.title(), self.explorer.graph.draft());
        serde_json::json!({"title": title, "draft": draft, "blocks": blocks, "pictures": pictures})
            .to_string()
    }
}

fn json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("its maps have text for keys")
}
