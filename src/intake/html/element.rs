//! An element of a page: its name, its attributes, and what they say about it.
//!
//! Takes a node; tells whether it holds text for readers, looks like a menu or an advertisement, or has the notes. Must
//! not know what stands around it.

use html5ever::local_name;
use markup5ever_rcdom::{Handle, NodeData};

/// An element's name and attributes.
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    pub(super) fn of(node: &Handle) -> Option<Element> {
        let NodeData::Element { name, attrs, .. } = &node.data else { return None };
        let attributes = attrs.borrow();
        let attributes = attributes.iter().map(|a| (a.name.local.to_string(), a.value.to_string()));
        // What an SVG or a formula holds is not text, whatever its elements are called.
        let name = match name.ns == html5ever::ns!(html) || name.local == local_name!("svg") {
            true => name.local.to_string(),
            false => "svg".to_owned(),
        };
        Some(Element { name, attributes: attributes.collect() })
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The words of its classes and its id.
    pub(super) fn tokens(&self) -> impl Iterator<Item = String> {
        let named = [self.get("class"), self.get("id"), self.get("role"), self.get("epub:type")];
        let all = named.map(Option::unwrap_or_default).join(" ");
        let words: Vec<String> =
            all.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
        words.into_iter().filter(|word| !word.is_empty())
    }

    /// Whether nothing in it is text for anybody.
    pub(super) fn is_no_text(&self) -> bool {
        let hidden = self.get("hidden").is_some()
            || self.get("aria-hidden") == Some("true")
            || self.get("style").is_some_and(|style| {
                let style = style.replace(' ', "").to_ascii_lowercase();
                style.contains("display:none") || style.contains("visibility:hidden")
            });
        let none = matches!(
            self.name.as_str(),
            "script"
                | "style"
                | "noscript"
                | "template"
                | "svg"
                | "math"
                | "iframe"
                | "object"
                | "canvas"
                | "audio"
                | "video"
                | "select"
                | "button"
                | "textarea"
                | "input"
                | "head"
                | "dialog"
                | "rt"
                | "rp"
        );
        none || (hidden && self.name != "body" && self.name != "html")
    }

    /// Whether it looks like what stands around an article.
    pub(super) fn is_suspect(&self) -> bool {
        if matches!(self.name.as_str(), "body" | "html" | "article" | "main" | "p") {
            return false;
        }
        matches!(self.name.as_str(), "nav" | "aside" | "footer" | "form" | "menu")
            || self.tokens().any(|token| SUSPECT.contains(&token.as_str()))
    }

    pub(super) fn is_notes(&self) -> bool {
        self.tokens().any(|token| NOTES.contains(&token.as_str()))
    }
}

const NOTES: [&str; 8] =
    ["footnotes", "footnote", "endnotes", "endnote", "references", "reflist", "fn", "notes"];

const SUSPECT: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "comment",
    "comments",
    "complementary",
    "contentinfo",
    "cookie",
    "cookies",
    "consent",
    "disqus",
    "footer",
    "hidden",
    "login",
    "masthead",
    "menu",
    "modal",
    "most",
    "nav",
    "navbar",
    "navbox",
    "navigation",
    "newsletter",
    "pager",
    "pagination",
    "paywall",
    "popular",
    "popup",
    "promo",
    "recirc",
    "recommended",
    "related",
    "search",
    "share",
    "sharing",
    "sidebar",
    "skip",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "tags",
    "teaser",
    "toolbar",
    "trending",
    "widget",
    "editsection",
    "catlinks",
];
