//! The page as text: code, styles, data and pictures in one document that may load nothing.
//!
//! A Content-Security-Policy names the one script and the one style by their hashes and forbids everything
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

/// A page as a document: what it looks like, what it does, what stands in it.
#[derive(Debug)]
pub(crate) struct Document<'d> {
    pub(crate) title: &'d str,
    pub(crate) style: &'d str,
    pub(crate) script: &'d str,
    /// Whether it may ask the server that it came from.
    pub(crate) connects: bool,
    pub(crate) body: &'d str,
}

impl Document<'_> {
    /// What the page may do, and nothing else.
    pub(crate) fn policy(&self) -> String {
        let connects = if self.connects { "connect-src 'self'; " } else { "" };
        format!(
            "default-src 'none'; script-src '{}'; style-src '{}'; font-src data:; img-src data: blob:; \
             {connects}base-uri 'none'; form-action 'none'",
            hash(self.script),
            hash(self.style)
        )
    }

    /// The document.
    pub(crate) fn text(&self) -> String {
        format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <meta name=\"generator\" content=\"whobacks {}\">\n\
             <link rel=\"icon\" href=\"data:,\">\n<title>{}</title>\n\
             <style>{}</style>\n</head>\n<body>\n{}<script>{}</script>\n</body>\n</html>\n",
            self.policy(),
            env!("CARGO_PKG_VERSION"),
            escaped(self.title),
            self.style,
            self.body,
            self.script
        )
    }
}

/// What a page is made of.
#[derive(Debug)]
pub(super) struct Parts<'p> {
    pub(super) title: &'p str,
    pub(super) draft: Option<usize>,
    /// Names and JSON.
    pub(super) data: &'p [(&'static str, String)],
    pub(super) pictures: &'p [Picture],
    /// The fonts of the pictures, as a style sheet has them.
    pub(super) faces: &'p str,
    /// Whether it is shown by a server, which tells it what is new.
    pub(super) is_live: bool,
}

/// A picture that is drawn.
#[derive(Debug, Clone)]
pub(super) struct Picture {
    pub(super) view: &'static str,
    pub(super) at: String,
    pub(super) title: String,
    pub(super) svg: String,
}

/// The style sheet, without the fonts; the colours of families are those of the pictures.
pub(crate) fn style() -> &'static str {
    static STYLE: LazyLock<String> = LazyLock::new(sheets);
    &STYLE
}

fn sheets() -> String {
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

/// The script of the page as a file, and of the one that a server shows.
fn script(is_live: bool) -> &'static str {
    static CODE: LazyLock<[String; 2]> =
        LazyLock::new(|| [bundle::script(bundle::MODULES), bundle::script(&bundle::live())]);
    &CODE[usize::from(is_live)]
}

/// The page, and what it may do.
pub(super) fn page(parts: &Parts<'_>) -> (String, String) {
    let style = format!("{}{}", parts.faces, style());
    let (script, body) = (script(parts.is_live), body(parts));
    let document = Document {
        title: parts.title,
        style: &style,
        script,
        connects: parts.is_live,
        body: &body,
    };
    (document.text(), document.policy())
}

fn body(parts: &Parts<'_>) -> String {
    let mut out = format!("<div id=\"draft\">{}</div>\n", draft(parts.draft));
    out.push_str(&include_str!("page.html").replace("{title}", &escaped(parts.title)));
    for (name, json) in parts.data {
        let json = json.replace('<', "\\u003c");
        let _ =
            writeln!(out, "<script type=\"application/json\" id=\"data-{name}\">{json}</script>");
    }
    for picture in parts.pictures {
        let (view, at, name) = (picture.view, escaped(&picture.at), escaped(&picture.title));
        let svg = without_fonts(&picture.svg);
        let _ = writeln!(
            out,
            "<template class=\"picture\" data-view=\"{view}\" data-at=\"{at}\" data-title=\"{name}\">{svg}</template>"
        );
    }
    out
}

/// That something is left out, where it is.
fn draft(left_out: Option<usize>) -> String {
    left_out.map_or_else(String::new, |n| {
        let s = if n == 1 { "" } else { "s" };
        format!(
            "<p class=\"draft\"><strong>Draft.</strong> {n} claim{s} left out, because something is wrong \
             with the data.</p>"
        )
    })
}

/// A picture without the fonts in it, on any of its sheets, which the page has once for all of them.
pub(super) fn without_fonts(svg: &str) -> String {
    let mut left = svg;
    let mut out = String::with_capacity(svg.len());
    while let Some(start) = left.find("<metadata>") {
        let Some(end) = left[start..].find("</style>") else { break };
        out.push_str(&left[..start]);
        left = left[start + end + "</style>".len()..].trim_start();
    }
    out + left
}

/// The hash of what stands in an element, as a policy names it.
fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}
