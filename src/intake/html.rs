//! A saved page -> its article.
//!
//! Takes the bytes of a page; gives its text without menus, scripts, forms and hidden parts, and
//! what its head says about it. Must not know the site: Readability (the crate `legible`) finds the article, and
//! what it drops between the article's first paragraph and its last is restored here, because
//! a quote may stand there.

mod article;
mod blocks;
mod element;
mod measure;
mod meta;

use html5ever::tendril::TendrilSink as _;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::RcDom;

use super::decode::decode;
use super::encoding::declared_in_page;
use super::{IntakeError, IntakeOptions, Reading, ReadingNote};

/// The reader's name and version, for cards: raised when the same page gives another text.
const READER: &str = "whobacks-html 1";

pub(super) fn read(bytes: &[u8], options: IntakeOptions) -> Result<Reading, IntakeError> {
    let declared = declared_in_page(bytes);
    let decoded = decode(bytes, declared.as_deref())?;
    let mut reading = of_text(&decoded.text, options)?;
    reading.notes.splice(0..0, decoded.notes());
    Ok(reading)
}

/// The same of a page whose characters are known.
pub(super) fn of_text(html: &str, options: IntakeOptions) -> Result<Reading, IntakeError> {
    measure::refuse(html, options)?;
    let mut reading = Reading { reader: Some(READER.to_owned()), ..Reading::default() };
    let page = parse(html);
    meta::facts(&page, html, &mut reading);
    let walked = blocks::walk(&page);
    // Readability makes a tree of its own.
    drop(page);
    let chosen = match options.whole_page {
        true => article::whole(&walked),
        false => article::choose(&walked, &kept_by_readability(html)),
    };
    reading.paragraphs = chosen.paragraphs;
    reading.notes.extend(chosen.notes);
    if walked.marks > 0 {
        let marks = super::reading::count(walked.marks, "mark");
        reading.notes.push(ReadingNote::LeftOut(format!("{marks} of notes that are no numbers")));
    }
    if walked.struck > 0 {
        let words = super::reading::count(walked.struck, "word");
        reading.notes.push(ReadingNote::LeftOut(format!("{words} that the page strikes out")));
    }
    Ok(reading)
}

fn parse(html: &str) -> RcDom {
    parse_document(RcDom::default(), ParseOpts::default()).one(html)
}

/// The paragraphs that Readability takes for the article's; none where it finds no article.
fn kept_by_readability(html: &str) -> Vec<String> {
    let options = legible::Options::new().keep_classes(true);
    let Ok(content) = legible::parse(html, None, Some(options)).map(|article| article.content)
    else {
        return Vec::new();
    };
    let page = parse(&content);
    drop(content);
    blocks::walk(&page).blocks.into_iter().map(|block| block.text).collect()
}
