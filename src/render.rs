//! Alliance -> SVG -> PNG and PDF.
//!
//! Takes what a picture shows, gives a sheet that can be printed as it is: heading, legend, the
//! picture, notes. One font comes with the program and no other is used, so that a sheet looks the
//! same everywhere. Must not know the graph behind the view, nor files.

mod canvas;
mod embed;
mod legend;
mod page;
mod paint;
mod scene;
mod sheet;
mod svg;
mod text;
mod tie;

pub use page::{Painted, Unpaintable, pdf, png};
pub use sheet::title;

use sha2::{Digest, Sha256};

use crate::layout::{self, font::Fonts};
use crate::view::alliance::Alliance;

/// Grows whenever the same view would be drawn differently, so that old pictures are seen to be old.
const EDITION: u32 = 2;

/// Draws a picture.
pub fn svg(alliance: &Alliance<'_>, fonts: &Fonts) -> String {
    let scene = scene::of(alliance, fonts);
    let placed = layout::place(&scene);
    let sheet = sheet::compose(alliance, &placed, fonts);
    svg::text(alliance, &placed, &sheet, fonts, &fingerprint(alliance))
}

/// What tells pictures of different views apart, and pictures drawn by different editions of the
/// program: 32 hex digits, which stand in the picture as well.
pub fn fingerprint(alliance: &Alliance<'_>) -> String {
    let mut hash = Sha256::new();
    hash.update(format!("{} {} {EDITION}\n", env!("CARGO_PKG_VERSION"), layout::EDITION));
    hash.update(format!("{:?}\n{:?}\n", alliance.title, alliance.at));
    hash.update(format!("{:?}\n", (alliance.balance, alliance.left_out, &alliance.stale_apart)));
    for member in &alliance.actors {
        hash.update(format!("{:?} {:?}\n", member.side, member.actor));
    }
    hash.update(format!("{:?}\n", alliance.sides));
    for key in &alliance.sources {
        hash.update(format!("{:?}\n", key.source));
    }
    for (tie, note) in alliance.ties.iter().zip(&alliance.notes) {
        let ids: Vec<String> = tie.claims.iter().map(|at| at.claim.id.to_string()).collect();
        let look = (tie.from, tie.to, tie.family, tie.symmetric, tie.footing, tie.stale);
        hash.update(format!("{look:?} {} {:?} {ids:?} {note:?}\n", tie.origins, tie.labels));
    }
    hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// Whether the bytes of an SVG or PNG show the view of that fingerprint.
pub fn shows(picture: &[u8], fingerprint: &str) -> bool {
    // It stands near the beginning of both.
    let start = &picture[..picture.len().min(2000)];
    start.windows(fingerprint.len()).any(|part| part == fingerprint.as_bytes())
}

#[cfg(test)]
mod tests;
