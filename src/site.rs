//! Graph -> the explorer: one HTML file with everything in it, to be opened from disk and mailed.
//!
//! Takes a graph and the fonts of its pictures; gives a page. Whatever has to be worked out is worked
//! out here: how every tie stands from which day on, rolled up and not, the sides, where everybody
//! stands in the network, the pictures. The page's own code (`script/`) looks that up and shows it. The
//! data is the JSON of `export json` to the letter, and beside it what is worked out. Must not know
//! files, nor what a browser does with it.

mod bundle;
mod html;
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

    /// The page, with the pictures that were drawn in the same fonts.
    pub fn page(&self, drawn: &Drawn, fonts: &Fonts) -> String {
        let network = places::Network::of(self.graph, &self.worked, fonts);
        let title = self.graph.title();
        let svgs = &drawn.0[..drawn.0.len().saturating_sub(1)];
        let pictures: Vec<html::Picture<'_>> = self.plan.pictures(svgs).collect();
        let data = [
            ("graph", self.document.as_str()),
            ("worked", &json(&self.worked)),
            ("network", &json(&network)),
        ];
        html::page(&html::Parts {
            title,
            draft: self.graph.draft(),
            data: &data,
            pictures: &pictures,
            faces: &crate::render::faces(&drawn.all(), fonts),
        })
    }
}

fn json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("its maps have text for keys")
}
