//! The page of the reading room: one document, made in the same way as the explorer.

use std::sync::LazyLock;

use super::http::Reply;
use crate::site::{bundle, html};

macro_rules! modules {
    ($($name:literal),* $(,)?) => {
        /// The modules, each after those that it imports; the first are the explorer's.
        const MODULES: &[(&str, &str)] = &[
            ("dom", include_str!("../site/script/dom.js")),
            $(($name, include_str!(concat!("script/", $name, ".js")))),*
        ];
    };
}

modules![
    "ask", "desk", "names", "pick", "diff", "people", "text", "select", "form", "file", "claim",
    "problems", "keys", "room",
];

/// The page.
pub(super) fn room() -> Reply {
    static PAGE: LazyLock<(String, String)> = LazyLock::new(|| {
        let style = format!("{}{}", html::style(), include_str!("style/room.css"));
        let script = bundle::script(MODULES);
        let document = html::Document {
            title: "Reading room",
            style: &style,
            script: &script,
            connects: true,
            body: include_str!("page.html"),
        };
        (document.text(), document.policy())
    });
    Reply::page(PAGE.0.clone(), &PAGE.1)
}
