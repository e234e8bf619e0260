//! What a page says about itself: in its head, in JSON-LD, in the comment of the program that saved it.
//!
//! Takes the tree and the text; gives facts with where they stand. Must not judge them.

use markup5ever_rcdom::{Handle, NodeData, RcDom};
use serde_json::Value;

use super::super::references::date::iso;
use super::super::{CardField, Reading};
use super::element::Element;
use crate::model::Cut;

/// Which names of `meta` fill which field, best first.
const METAS: &[(&str, CardField)] = &[
    ("citation_title", CardField::Title),
    ("og:title", CardField::Title),
    ("dc.title", CardField::Title),
    ("twitter:title", CardField::Title),
    ("citation_author", CardField::Author),
    ("author", CardField::Author),
    ("article:author", CardField::Author),
    ("parsely-author", CardField::Author),
    ("dc.creator", CardField::Author),
    ("citation_publisher", CardField::Publisher),
    ("citation_journal_title", CardField::Publisher),
    ("og:site_name", CardField::Publisher),
    ("dc.publisher", CardField::Publisher),
    ("citation_publication_date", CardField::Published),
    ("citation_date", CardField::Published),
    ("article:published_time", CardField::Published),
    ("parsely-pub-date", CardField::Published),
    ("datepublished", CardField::Published),
    ("dc.date", CardField::Published),
    ("dc.date.issued", CardField::Published),
    ("pubdate", CardField::Published),
    ("date", CardField::Published),
    ("sailthru.date", CardField::Published),
    ("og:url", CardField::Url),
    ("citation_public_url", CardField::Url),
    ("og:locale", CardField::Language),
    ("citation_language", CardField::Language),
    ("dc.language", CardField::Language),
];

/// The types of JSON-LD that are a text somebody has published.
const ARTICLES: &[&str] = &["Article", "Report", "Posting", "WebPage", "Thesis", "Book", "Chapter"];

/// Adds what the page says of itself.
pub(super) fn facts(page: &RcDom, html: &str, reading: &mut Reading) {
    let mut found = Found::default();
    let mut stack = vec![page.document.clone()];
    while let Some(node) = stack.pop() {
        found.look_at(&node);
        stack.extend(node.children.borrow().iter().rev().cloned());
    }
    let site = found.metas.iter().find(|(name, _)| name == "og:site_name").map(|(_, site)| &**site);
    let alone = |title: &str| without_site(title, found.heading.as_deref(), site).to_owned();
    for (name, field) in METAS {
        for (_, content) in found.metas.iter().filter(|(own, _)| own == name) {
            match field {
                CardField::Title => add(reading, *field, &alone(content), name),
                _ => add(reading, *field, content, name),
            }
        }
    }
    for text in &found.json {
        if let Ok(value) = serde_json::from_str::<Value>(text) {
            json_ld(&value, reading);
        }
    }
    if let Some(lang) = &found.lang {
        add(reading, CardField::Language, lang, "html lang");
    }
    if let Some(url) = &found.canonical {
        add(reading, CardField::Url, url, "canonical");
    }
    saved_from(html, reading);
    for time in &found.times {
        add(reading, CardField::Published, time, "time");
    }
    let has_title = reading.facts.iter().any(|fact| fact.field == CardField::Title);
    for (title, from) in [(&found.heading, "h1"), (&found.title, "title")] {
        if let Some(title) = title.as_ref().filter(|_| !has_title) {
            add(reading, CardField::Title, &alone(title), from);
        }
    }
}

/// A title without the site's name behind it: where the page says what the site is called, where the heading has
/// the rest, or where a bar stands between.
fn without_site<'t>(title: &'t str, heading: Option<&str>, site: Option<&str>) -> &'t str {
    let title = title.trim();
    let same = |a: &str, b: &str| {
        let plain =
            |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        plain(a) == plain(b)
    };
    for sign in [" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • "] {
        let Some((rest, last)) = title.rsplit_once(sign) else { continue };
        let words = rest.split_whitespace().count();
        if site.is_some_and(|site| same(site, last))
            || heading.is_some_and(|heading| same(heading, rest))
            || (sign == " | " && words > 2)
        {
            return rest.trim();
        }
    }
    title
}

#[derive(Default)]
struct Found {
    metas: Vec<(String, String)>,
    json: Vec<String>,
    times: Vec<String>,
    lang: Option<String>,
    canonical: Option<String>,
    title: Option<String>,
    heading: Option<String>,
}

impl Found {
    fn look_at(&mut self, node: &Handle) {
        let Some(element) = Element::of(node) else { return };
        match element.name.as_str() {
            "html" => self.lang = element.get("lang").map(str::to_owned),
            "meta" => {
                let named = ["name", "property", "itemprop"].map(|name| element.get(name));
                if let Some(content) = element.get("content") {
                    let names = named.into_iter().flatten();
                    let metas = names.map(|name| (name.to_lowercase(), content.to_owned()));
                    self.metas.extend(metas);
                }
            }
            "link" if element.get("rel") == Some("canonical") => {
                self.canonical = element.get("href").map(str::to_owned);
            }
            "script" if element.get("type") == Some("application/ld+json") => {
                self.json.push(text_of(node));
            }
            "time" => {
                let published = element.get("itemprop").is_some_and(|it| it == "datePublished")
                    || element.get("pubdate").is_some();
                if let Some(time) = element.get("datetime").filter(|_| published) {
                    self.times.push(time.to_owned());
                }
            }
            "title" if self.title.is_none() => self.title = Some(text_of(node)),
            "h1" if self.heading.is_none() => self.heading = Some(text_of(node)),
            _ => {}
        }
    }
}

/// All text in a node.
fn text_of(node: &Handle) -> String {
    let (mut text, mut stack) = (String::new(), vec![node.clone()]);
    while let Some(node) = stack.pop() {
        if let NodeData::Text { contents } = &node.data {
            text.push_str(&contents.borrow());
        }
        stack.extend(node.children.borrow().iter().rev().cloned());
    }
    text
}

/// Adds a fact in the form that cards have.
fn add(reading: &mut Reading, field: CardField, value: &str, from: &str) {
    let value = value.trim();
    match field {
        CardField::Published | CardField::Accessed => {
            if let Some(date) = iso(value) {
                reading.fact(field, &date, from);
            }
        }
        // A site's page of its author is not a name.
        CardField::Author if value.contains("://") || value.starts_with('@') => {}
        CardField::Language => {
            let tag = value.replace('_', "-");
            if (2..=12).contains(&tag.len()) {
                reading.fact(field, &tag, from);
            }
        }
        CardField::Url if is_archive(value) => reading.fact(CardField::Archived, value, from),
        CardField::Url if !value.starts_with("http") => {}
        _ => reading.fact(field, value, from),
    }
}

fn is_archive(url: &str) -> bool {
    let hosts = ["web.archive.org/", "archive.ph/", "archive.is/", "archive.today/", "perma.cc/"];
    hosts.iter().any(|host| url.contains(host))
}

/// What JSON-LD says of an article, wherever in it that stands.
fn json_ld(value: &Value, reading: &mut Reading) {
    let mut stack = vec![value];
    while let Some(value) = stack.pop() {
        match value {
            Value::Array(list) => stack.extend(list),
            Value::Object(object) => {
                let kinds = texts(object.get("@type"));
                let is_article =
                    kinds.iter().any(|kind| ARTICLES.iter().any(|end| kind.ends_with(end)));
                let page = kinds.iter().any(|kind| kind.ends_with("WebPage"));
                if is_article {
                    for (name, field) in [
                        ("headline", CardField::Title),
                        ("author", CardField::Author),
                        ("datePublished", CardField::Published),
                        ("publisher", CardField::Publisher),
                        ("inLanguage", CardField::Language),
                        ("url", CardField::Url),
                    ] {
                        if page && field != CardField::Published {
                            continue;
                        }
                        for text in texts(object.get(name)) {
                            add(reading, field, text, &format!("JSON-LD {name}"));
                        }
                    }
                }
                stack.extend(object.get("@graph"));
                stack.extend(object.get("mainEntity"));
            }
            _ => {}
        }
    }
}

/// The texts of a value: a text, one with a name, or a list of those.
fn texts(value: Option<&Value>) -> Vec<&str> {
    match value {
        Some(Value::String(text)) => vec![text],
        Some(Value::Array(list)) => list.iter().flat_map(|one| texts(Some(one))).collect(),
        Some(Value::Object(object)) => texts(object.get("name").filter(|name| !name.is_object())),
        _ => Vec::new(),
    }
}

/// The comments that browsers and SingleFile write when they save a page.
fn saved_from(html: &str, reading: &mut Reading) {
    let head: String = html.chars().take(4000).collect();
    if let Some(at) = head.find("saved from url=(") {
        let rest = head.cut(at..);
        let url = rest.split_once(')').map(|(_, url)| url);
        let url = url.and_then(|url| url.split([' ', '-', '>']).next().map(|_| url));
        if let Some(url) = url.and_then(|url| url.split("-->").next()) {
            add(reading, CardField::Url, url.trim(), "saved from url");
        }
    }
    if head.contains("Page saved with SingleFile") {
        for line in head.lines() {
            if let Some(url) = line.trim().strip_prefix("url: ") {
                add(reading, CardField::Url, url, "SingleFile");
            }
            if let Some(date) = line.trim().strip_prefix("saved date: ") {
                // `Thu Nov 26 2026 20:00:00 GMT+0100 (…)`
                let parts: Vec<&str> = date.split_whitespace().collect();
                if let [_, month, day, year, ..] = parts[..] {
                    add(
                        reading,
                        CardField::Accessed,
                        &format!("{day} {month} {year}"),
                        "SingleFile",
                    );
                }
            }
        }
    }
}
