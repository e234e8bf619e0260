//! The second page: the notes that found no room beneath a picture, with every quotation.
//!
//! Takes the picture as it was drawn and the order of its numbers, gives a sheet of the same size.

use super::{MARGIN, PageFormat, sheet};
use crate::choice::Picture;
use crate::layout::at;
use crate::layout::font::Fonts;
use crate::render::canvas::{Canvas, Document};
use crate::render::head::Head;
use crate::render::notes::{Length, Notes};

/// Draws the page, its notes as long as it has room for.
pub(super) fn svg(
    picture: &Picture,
    order: &[usize],
    page: PageFormat,
    fingerprint: &str,
    fonts: &Fonts,
) -> String {
    let mut out = Canvas::new(fonts);
    let about = "The quotations, by the numbers of the picture.".to_owned();
    let titled = Picture { standfirst: about, ties: Vec::new(), ..picture.clone() };
    let head = Head::of(&titled, (MARGIN, page.size.x - 2.0 * MARGIN), 1.0, fonts);
    for text in &head.texts {
        out.text(text, "");
    }
    // There is no legend between the heading and the notes.
    let y = head.bottom - 19.0;
    let set = |length| Notes::set(picture, order, sheet(page), length, fonts);
    let fits = |notes: &Notes| y + notes.height <= page.size.y;
    let notes = [Length::Long, Length::Middle, Length::Short].into_iter().map(set).find(fits);
    notes.unwrap_or_else(|| set(Length::Shortest)).draw(&mut out, y);
    out.document(&Document {
        view: "notes",
        at: &picture.at,
        title: &picture.title,
        about: &titled.standfirst,
        fingerprint,
        include: &[],
        size: at(page.size.x, page.size.y),
    })
}
