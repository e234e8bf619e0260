//! The page as text: code, looks, data and pictures in one document that may load nothing.
//!
//! A Content-Security-Policy names the one script and the one style by their hashes and forbids all
//! else, so that nothing in the data can become code, and no request leaves the page. Data stands in
//! blocks of JSON that no browser runs; `<` is written `\u003c` there, so that no text can end a block.

use std::fmt::Write as _;
use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use super::bundle;
use crate::look::Colour;
use crate::model::Family;
use crate::render::escaped;

/// What a page is made of.
#[derive(Debug)]
pub(super) struct Parts<'p> {
    pub(super) title: &'p str,
    pub(super) draft: Option<usize>,
    /// Names and JSON.
    pub(super) data: &'p [(&'p str, &'p str)],
    pub(super) pictures: &'p [Picture<'p>],
    /// The fonts of the pictures, as a style sheet has them.
    pub(super) faces: &'p str,
}

/// A picture that is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Picture<'p> {
    pub(super) view: &'p str,
    pub(super) at: &'p str,
    pub(super) title: &'p str,
    pub(super) svg: &'p str,
}

/// The script and the style sheet, without the fonts.
fn code() -> (&'static str, &'static str) {
    static CODE: LazyLock<(String, String)> = LazyLock::new(|| (bundle::script(), style()));
    (&CODE.0, &CODE.1)
}

/// The style sheet; the colours of families are those of the pictures.
fn style() -> String {
    let mut out = String::from(":root{");
    for family in Family::ALL {
        let _ = write!(out, "--of-{}:{};", family.word(), Colour::of_family(family));
    }
    for place in 0..8 {
        let _ = write!(out, "--side-{place}:{};", Colour::of_side(place));
    }
    out.push_str("}\n");
    for sheet in [
        include_str!("style/page.css"),
        include_str!("style/panel.css"),
        include_str!("style/network.css"),
        include_str!("style/print.css"),
    ] {
        out.push_str(sheet);
    }
    out
}

/// The page.
pub(super) fn page(parts: &Parts<'_>) -> String {
    let (script, style) = code();
    let style = format!("{}{style}", parts.faces);
    let policy = format!(
        "default-src 'none'; script-src '{}'; style-src '{}'; font-src data:; img-src data: blob:; \
         base-uri 'none'; form-action 'none'",
        hash(script),
        hash(&style)
    );
    let title = escaped(parts.title);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"generator\" content=\"whobacks {}\">\n<title>{title}</title>\n\
         <style>{style}</style>\n</head>\n<body>\n",
        env!("CARGO_PKG_VERSION")
    );
    if let Some(left_out) = parts.draft {
        let s = if left_out == 1 { "" } else { "s" };
        let _ = writeln!(
            out,
            "<p class=\"draft\"><strong>Draft.</strong> {left_out} claim{s} left out, because something \
             is wrong with the data.</p>"
        );
    }
    out.push_str(&include_str!("page.html").replace("{title}", &title));
    for (name, json) in parts.data {
        let json = json.replace('<', "\\u003c");
        let _ =
            writeln!(out, "<script type=\"application/json\" id=\"data-{name}\">{json}</script>");
    }
    for picture in parts.pictures {
        let (view, at, name) = (picture.view, escaped(picture.at), escaped(picture.title));
        let svg = without_fonts(picture.svg);
        let _ = writeln!(
            out,
            "<template class=\"picture\" data-view=\"{view}\" data-at=\"{at}\" data-title=\"{name}\">{svg}</template>"
        );
    }
    let _ = writeln!(out, "<script>{script}</script>\n</body>\n</html>");
    out
}

/// A picture without the fonts in it, which the page has once for all of them.
fn without_fonts(svg: &str) -> String {
    let inside = |open: &str, close: &str| {
        let start = svg.find(open)?;
        Some((start, svg[start..].find(close)? + start + close.len()))
    };
    match inside("<metadata>", "</style>") {
        Some((start, end)) => format!("{}{}", &svg[..start], svg[end..].trim_start()),
        None => svg.to_owned(),
    }
}

/// The hash of what stands in an element, as a policy names it.
fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}
