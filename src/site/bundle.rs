//! The modules of the page as one script.
//!
//! A page from disk cannot load modules, so each module becomes a function that returns its exports:
//! `import { a, b } from "./c.js";` becomes a look-up in what `c.js` returned. To keep this simple,
//! a module imports by name, from modules before it in the list, and exports
//! functions and constants where they are declared; a test makes sure of that.

use std::fmt::Write as _;

macro_rules! modules {
    ($($name:literal),* $(,)?) => {
        /// The modules, each after those that it imports.
        pub(super) const MODULES: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("script/", $name, ".js")))),*];
    };
}

modules![
    "data",
    "dom",
    "before",
    "time",
    "words",
    "names",
    "search",
    "state",
    "ties",
    "filter",
    "spans",
    "cite",
    "save",
    "claims",
    "tie",
    "actor",
    "source",
    "panel",
    "pan",
    "lines",
    "legend",
    "neighbour",
    "spots",
    "network",
    "picture",
    "changes",
    "backers",
    "chains",
    "connect",
    "disagree",
    "sources",
    "table",
    "slider",
    "main",
];

/// The modules of a page that a server shows: it hears what is new.
pub(super) fn live() -> Vec<(&'static str, &'static str)> {
    let live = ("live", include_str!("script/live.js"));
    MODULES.iter().copied().chain([live]).collect()
}

/// Some modules as one script, which can run anew in the same page.
pub(crate) fn script(modules: &[(&str, &str)]) -> String {
    let mut out = String::from("(() => {\n\"use strict\";\n");
    for (name, text) in modules {
        let (code, exports) = inside(text);
        let _ = write!(
            out,
            "const {} = (() => {{\n{code}return {{ {} }};\n}})();\n",
            key(name),
            exports.join(", ")
        );
    }
    out + "})();\n"
}

/// The name under which others find what a module gives.
fn key(name: &str) -> String {
    format!("module_{name}")
}

/// A module with its imports turned into look-ups, and the names of what it exports.
fn inside(text: &str) -> (String, Vec<&str>) {
    let (mut code, mut exports) = (String::new(), Vec::new());
    let mut note = false;
    for line in text.lines() {
        // What is only said to whoever reads the source, or checks its types, is left there.
        let bare = line.trim();
        let whole = bare.starts_with("/**") && (bare.ends_with("*/") || !bare.contains("*/"));
        if whole || note {
            note = !bare.ends_with("*/");
            continue;
        }
        let import = line.strip_prefix("import ").and_then(|rest| rest.split_once(" from \"./"));
        if let Some((names, from)) = import {
            let from = from.trim_end_matches(';').trim_end_matches('"').trim_end_matches(".js");
            let _ = writeln!(code, "const {names} = {};", key(from));
            continue;
        }
        let own = line.strip_prefix("export ");
        if let Some(declared) = own {
            exports.extend(declares(declared));
        }
        let line = own.unwrap_or(line);
        if !bare.starts_with("//") && !bare.is_empty() {
            let _ = writeln!(code, "{line}");
        }
    }
    (code, exports)
}

/// What a declaration declares.
fn declares(line: &str) -> Option<&str> {
    let rest = ["async function ", "function ", "const ", "class "]
        .iter()
        .find_map(|p| line.strip_prefix(p))?;
    rest.split(|c: char| !c.is_alphanumeric() && c != '_').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_imports_what_stands_before_it() {
        let mut before: Vec<(&str, Vec<&str>)> = Vec::new();
        for (name, text) in &live() {
            for line in text.lines().filter(|line| line.starts_with("import ")) {
                let (names, from) = line.split_once(" from \"./").expect("from a module beside it");
                let from = from.strip_suffix(".js\";").expect("it ends in .js and a semicolon");
                let known = before.iter().find(|(other, _)| *other == from);
                let (_, exports) = known.unwrap_or_else(|| panic!("{name} is before {from}"));
                let names = names.trim_start_matches("import {").trim_end_matches('}').trim();
                for wanted in names.split(',').map(str::trim) {
                    assert!(exports.contains(&wanted), "{name}: {from} has no {wanted}");
                }
            }
            let exported = text.lines().filter(|line| line.starts_with("export "));
            let all = exported.clone().count();
            let exports: Vec<&str> = exported.filter_map(|line| declares(&line[7..])).collect();
            assert_eq!(exports.len(), all, "{name} exports something that is not seen");
            before.push((name, exports));
        }
    }

    #[test]
    fn no_module_is_too_long_or_writes_markup() {
        for (name, text) in MODULES {
            assert!(text.lines().count() <= 320, "{name} is too long");
            for danger in ["innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval("] {
                assert!(!text.contains(danger), "{name} has {danger}");
            }
            let (code, _) = inside(text);
            for request in ["fetch(", "XMLHttpRequest", "WebSocket", "sendBeacon", "import("] {
                assert!(!code.contains(request), "{name} has {request}");
            }
        }
    }

    #[test]
    fn imports_become_look_ups() {
        let text = "/** A note.\n * @type {any} */\n// a note\nimport { a, b } from \"./dom.js\";\nexport const c = a;\nexport function d() {}\nlet e;\n";
        let (code, exports) = inside(text);
        assert_eq!(code, "const { a, b } = module_dom;\nconst c = a;\nfunction d() {}\nlet e;\n");
        assert_eq!(exports, ["c", "d"]);
    }
}
