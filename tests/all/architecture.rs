//! The floors of the house: a module may use only modules that stand below it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// From the ground up.
const FLOORS: &[&str] = &[
    "model",
    "diagnostic",
    "annotation",
    "evidence",
    "font",
    "intake",
    "check",
    "edit",
    "graph",
    "tables",
    "query",
    "suggest",
    "sql",
    "analysis",
    "look",
    "view",
    "choice",
    "layout",
    "export",
    "import",
    "render",
    "site",
    "report",
    "project",
    "lsp",
    "serve",
    "cli",
];

/// The floors that read what others have written: files, requests, messages of an editor.
const READ_FROM_OUTSIDE: &[&str] = &[
    "model",
    "diagnostic",
    "annotation",
    "evidence",
    "intake",
    "edit",
    "import",
    "project",
    "lsp",
    "serve",
];

/// And files of other floors that do.
const READERS_ELSEWHERE: &[&str] = &[
    "check/kept.rs",
    "check/shelf.rs",
    "check/stored.rs",
    "query/ask.rs",
    "query/chains.rs",
    "query/expr.rs",
    "query/fold.rs",
    "query/inflect.rs",
    "query/names.rs",
    "query/pattern.rs",
    "query/scope.rs",
    "query/selection.rs",
    "query/wording.rs",
];

/// What can end the program where such a floor does it without a reason written beside it.
const CAN_PANIC: &[&str] = &[
    "arithmetic_side_effects",
    "expect_used",
    "indexing_slicing",
    "panic",
    "string_slice",
    "unreachable",
    "unwrap_used",
];

fn all_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("src can be read") {
        let path = entry.expect("src can be listed").path();
        if path.is_dir() { files.extend(all_files(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let is_rust = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "rs");
    all_files(folder).into_iter().filter(is_rust).collect()
}

/// The floor on which a file stands: the first part of its path in `src`.
fn floor_of(file: &Path) -> Option<usize> {
    let first = file.strip_prefix("src").ok()?.components().next()?;
    let name = Path::new(first.as_os_str()).file_stem()?.to_str()?;
    FLOORS.iter().position(|floor| *floor == name)
}

/// The floors that a text names by way of `crate::`, comments left out.
fn used_floors(text: &str) -> BTreeSet<usize> {
    let code: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| [line, "\n"])
        .collect();
    let mut used = BTreeSet::new();
    for part in code.split("crate::").skip(1) {
        let names = match part.strip_prefix('{') {
            // `use crate::{graph::Graph, model};`
            Some(group) => group.split('}').next().unwrap_or_default().split(',').collect(),
            None => vec![part],
        };
        for name in names {
            let word: String = name
                .trim_start()
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            used.extend(FLOORS.iter().position(|floor| *floor == word));
        }
    }
    used
}

#[test]
fn no_floor_uses_a_floor_above() {
    let files = rust_files(Path::new("src"));
    let (mut checked, mut wrong) = (0, Vec::new());
    for file in &files {
        let Some(floor) = floor_of(file) else { continue };
        checked += 1;
        let text = fs::read_to_string(file).expect("a source file can be read");
        let above = used_floors(&text).into_iter().filter(|used| *used > floor);
        wrong.extend(above.map(|used| format!("{} uses {}", file.display(), FLOORS[used])));
    }
    assert!(checked > 50, "only {checked} files stand on a floor");
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn an_upward_use_would_be_seen() {
    let cli = FLOORS.len() - 1;
    assert_eq!(used_floors("use crate::cli::run;"), BTreeSet::from([cli]));
    let floor = |name: &str| FLOORS.iter().position(|floor| *floor == name).expect("a floor");
    assert_eq!(
        used_floors("use crate::{model::Actor, graph};"),
        BTreeSet::from([0, floor("graph")])
    );
    assert_eq!(used_floors("    crate::report::table::codes()"), BTreeSet::from([floor("report")]));
    assert_eq!(used_floors("//! see [`crate::cli`]\nuse std::fmt;"), BTreeSet::new());
}

#[test]
fn no_modules_go_in_a_circle() {
    let modules = Modules::read(Path::new("src"));
    let uses = modules.uses();
    assert!(uses.len() > 300, "only {} uses were seen", uses.len());
    let found: Vec<String> = circles(&uses).into_iter().map(|circle| circle.join(" → ")).collect();
    assert_eq!(
        found,
        Vec::<String>::new(),
        "modules that need each other are one, or want a third"
    );
}

#[test]
fn a_circle_would_be_seen() {
    let text = |name: &str, text: &str| (module(name), text.to_owned());
    let modules = Modules::of([
        text("", "mod a; mod b;"),
        text("a", "mod x; mod y; mod z; pub(crate) use x::{Shown as Seen, shape};"),
        // By `super::`, by what the floor hands on, and without a `use`.
        text("a::x", "use super::{y::deep, z::Other};"),
        text("a::y", "fn f() { crate::a::z::g() }"),
        text("a::z", "// use super::y\nuse super::Seen;"),
        text("b", "use crate::a::{self, Seen};"),
        text("b::tests", "use crate::c::X;"),
    ]);
    let circle = ["a::x", "a::y", "a::z"].map(str::to_owned).to_vec();
    assert_eq!(circles(&modules.uses()), [circle]);
}

/// The path of a module: `layout::font` is `["layout", "font"]`.
type Module = Vec<String>;

fn module(path: &str) -> Module {
    path.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// The code of all modules but tests, without comments.
struct Modules {
    code: BTreeMap<Module, String>,
    /// What a module hands on from one below it: name, module.
    handed: BTreeMap<(Module, String), Module>,
}

impl Modules {
    fn read(src: &Path) -> Self {
        let of = |file: PathBuf| {
            let path = file.strip_prefix(src).expect("it is in src").with_extension("");
            let name = path.to_str().expect("UTF-8").replace(['/', '\\'], "::");
            let name = if matches!(&*name, "lib" | "main") { "" } else { &name };
            (module(name), fs::read_to_string(&file).expect("a source file can be read"))
        };
        Modules::of(rust_files(src).into_iter().map(of))
    }

    fn of(texts: impl IntoIterator<Item = (Module, String)>) -> Self {
        let is_test = |name: &String| matches!(name.as_str(), "tests" | "hostile" | "fixture");
        let mut code: BTreeMap<Module, String> = BTreeMap::new();
        for (module, text) in texts.into_iter().filter(|(path, _)| !path.iter().any(is_test)) {
            let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            let lines: String = lines.flat_map(|line| [line, "\n"]).collect();
            code.entry(module).or_default().push_str(&lines);
        }
        let mut modules = Modules { code, handed: BTreeMap::new() };
        let mut handed = BTreeMap::new();
        for (module, text) in &modules.code {
            for path in used(text) {
                let Some(name) = path.last() else { continue };
                let child = modules.below(module, &path[0]);
                handed.extend(child.map(|child| ((module.clone(), name.clone()), child)));
            }
        }
        modules.handed = handed;
        modules
    }

    fn below(&self, module: &Module, name: &str) -> Option<Module> {
        let child: Module = module.iter().cloned().chain([name.to_owned()]).collect();
        self.code.contains_key(&child).then_some(child)
    }

    /// The module that a path leads to, through what others hand on.
    fn resolve(&self, from: &Module, path: &[String]) -> Option<Module> {
        let ups = path.iter().take_while(|part| *part == "super").count();
        let (mut at, mut rest) = match path[0].as_str() {
            "crate" => (Module::new(), &path[1..]),
            "super" => (from[..from.len().checked_sub(ups)?].to_vec(), &path[ups..]),
            name => (self.below(from, name)?, &path[1..]),
        };
        while let Some((name, further)) = rest.split_first() {
            let next = self.below(&at, name);
            let next = next.or_else(|| self.handed.get(&(at.clone(), name.clone())).cloned());
            let Some(next) = next else { break };
            (at, rest) = (next, further);
        }
        Some(at)
    }

    /// Which modules use which, of those that stand beside each other; what a module below uses, it uses.
    fn uses(&self) -> BTreeSet<(Module, Module)> {
        let mut uses = BTreeSet::new();
        for (from, text) in &self.code {
            let paths = used(text).into_iter().chain(named(text));
            for to in paths.filter_map(|path| self.resolve(from, &path)) {
                let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
                if common < from.len().min(to.len()) {
                    uses.insert((from[..=common].to_vec(), to[..=common].to_vec()));
                }
            }
        }
        uses
    }
}

/// The paths of the `use`s in a text, groups taken apart.
fn used(text: &str) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    for part in text.split("use ").skip(1) {
        let tree: String = part.chars().take_while(|c| *c != ';').collect();
        apart(&tree, &mut Vec::new(), &mut paths);
    }
    paths
}

fn apart(tree: &str, before: &mut Vec<String>, paths: &mut Vec<Vec<String>>) {
    let (head, group) = tree.split_once('{').unwrap_or((tree, ""));
    // Of `Shown as Seen` the second is the name by which others know it.
    let parts = head.split("::").map(|part| part.rsplit(" as ").next().unwrap_or(part).trim());
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).map(str::to_owned).collect();
    let (had, mut depth, mut start) = (before.len(), 0, 0);
    before.extend(parts.into_iter().filter(|part| part != "self"));
    for (i, c) in group.char_indices() {
        let closes = c == '}' && depth == 0;
        if closes || (c == ',' && depth == 0) {
            apart(&group[start..i], before, paths);
            start = i + 1;
        }
        match c {
            '{' => depth += 1,
            '}' if closes => break,
            '}' => depth -= 1,
            _ => {}
        }
    }
    if group.is_empty() && !before.is_empty() {
        paths.push(before.clone());
    }
    before.truncate(had);
}

/// The paths that code names without a `use`.
fn named(text: &str) -> Vec<Vec<String>> {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let mut paths = Vec::new();
    for start in ["crate::", "super::"] {
        for (i, _) in text.match_indices(start) {
            if text[..i].ends_with(|c: char| word(c) || c == ':') {
                continue;
            }
            let path: String = text[i..].chars().take_while(|c| word(*c) || *c == ':').collect();
            let parts = path.split("::").filter(|part| !part.is_empty());
            paths.push(parts.map(str::to_owned).collect());
        }
    }
    paths
}

/// The modules that one uses, and those that they use.
fn reached<'u>(uses: &'u BTreeSet<(Module, Module)>, from: &'u Module) -> BTreeSet<&'u Module> {
    let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
    while let Some(module) = open.pop() {
        let next = uses.iter().filter(|(user, _)| user == module).map(|(_, used)| used);
        open.extend(next.filter(|next| seen.insert(*next)));
    }
    seen
}

/// The modules that can be reached from themselves, those of one circle together.
fn circles(uses: &BTreeSet<(Module, Module)>) -> Vec<Vec<String>> {
    let modules: BTreeSet<&Module> = uses.iter().map(|(user, _)| user).collect();
    let reach: BTreeMap<&Module, BTreeSet<&Module>> =
        modules.iter().map(|module| (*module, reached(uses, module))).collect();
    let mut found = BTreeSet::new();
    for (module, seen) in reach.iter().filter(|(module, seen)| seen.contains(*module)) {
        let back = |other: &&&Module| reach.get(*other).is_some_and(|reach| reach.contains(module));
        let circle: Vec<String> = seen.iter().filter(back).map(|path| path.join("::")).collect();
        found.insert(circle);
    }
    found.into_iter().collect()
}

#[test]
fn petgraph_and_clap_stay_in_their_rooms() {
    for (library, rooms) in [
        ("petgraph", &["graph"][..]),
        ("clap", &["cli"]),
        ("graphviz_rust", &["export"]),
        ("skrifa", &["layout"]),
        ("harfrust", &["layout"]),
        ("subsetter", &["layout"]),
        ("write_fonts", &["layout"]),
        ("resvg", &["render"]),
        ("fontdb", &["cli", "render"]),
        ("krilla", &["render"]),
        ("oxttl", &["export"]),
        ("oxigraph", &["report"]),
        ("csv", &["export"]),
        ("calamine", &["import"]),
    ] {
        let mut users = BTreeSet::new();
        for file in rust_files(Path::new("src")) {
            let text = fs::read_to_string(&file).expect("a source file can be read");
            if text.contains(&format!("{library}::")) {
                users.extend(floor_of(&file).map(|floor| FLOORS[floor]));
            }
        }
        assert_eq!(users, rooms.iter().copied().collect(), "who uses {library}");
    }
}

/// Those lints that a floor does not deny at its root.
fn not_denied(text: &str) -> Vec<&'static str> {
    let head = text.split("#![cfg_attr(not(test), deny(").nth(1);
    let head = head.or_else(|| text.split("#![cfg_attr(\n    not(test),\n    deny(").nth(1));
    let denied = head.and_then(|head| head.split(')').next()).unwrap_or_default();
    let denied: Vec<&str> = denied.split(',').map(str::trim).collect();
    let is_missing = |lint: &&&str| !denied.contains(&&*format!("clippy::{lint}"));
    CAN_PANIC.iter().filter(is_missing).copied().collect()
}

#[test]
fn floors_that_read_from_outside_deny_what_can_panic() {
    let roots = READ_FROM_OUTSIDE.iter().map(|floor| format!("src/{floor}.rs"));
    for file in roots.chain(READERS_ELSEWHERE.iter().map(|file| format!("src/{file}"))) {
        let text = fs::read_to_string(&file).expect("a floor has a root");
        assert_eq!(not_denied(&text), Vec::<&str>::new(), "{file}");
    }
    // An exception has a reason, and is noticed when it is none any more.
    for file in rust_files(Path::new("src")) {
        let text = fs::read_to_string(&file).expect("a source file can be read");
        for attribute in text.split("[allow(").skip(1).chain(text.split("[expect(").skip(1)) {
            let whole: String = attribute.chars().take_while(|c| *c != ']').collect();
            assert!(whole.contains("reason = \""), "{}: {whole}", file.display());
        }
    }
}

#[test]
fn a_floor_that_denies_nothing_would_be_seen() {
    assert_eq!(not_denied("//! A floor.\nmod a;\n"), CAN_PANIC);
    let one = "#![cfg_attr(not(test), deny(clippy::panic))]";
    assert!(!not_denied(one).contains(&"panic") && not_denied(one).len() == CAN_PANIC.len() - 1);
}

/// Whoever looks something up in the page of the house finds the file that it names.
#[test]
fn the_page_of_the_house_names_files_that_are_there() {
    let page = fs::read_to_string("ARCHITECTURE.md").expect("the page can be read");
    let files = all_files(Path::new("src"));
    // Every second piece stands between backticks.
    let named = page.split('`').skip(1).step_by(2).filter(|name| {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending);
        let is_path = name.chars().all(|c| c.is_ascii_alphanumeric() || "_-./".contains(c));
        is_path && matches!(ending, Some("rs" | "ron" | "js")) && !name.starts_with('.')
    });
    let mut found = 0;
    for name in named {
        let is_there = Path::new(name).exists() || files.iter().any(|file| file.ends_with(name));
        assert!(is_there, "ARCHITECTURE.md names `{name}`, which is not there");
        found += 1;
    }
    assert!(found > 50, "{found} files are named");
}

#[test]
fn main_is_short() {
    let text = fs::read_to_string("src/main.rs").expect("main.rs can be read");
    assert!(text.lines().count() < 30);
}

/// Names of public types, each with the files that define it. A command is called after its word, and lies
/// beside what it shows; both are left out.
fn public_types(
    files: impl IntoIterator<Item = (PathBuf, String)>,
) -> BTreeMap<String, Vec<PathBuf>> {
    let mut types: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for (file, text) in files {
        for line in text.lines() {
            let Some((sort, rest)) =
                line.strip_prefix("pub ").and_then(|rest| rest.split_once(' '))
            else {
                continue;
            };
            if matches!(sort, "struct" | "enum" | "trait" | "type" | "union") {
                let name = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                types.entry(name).or_default().push(file.clone());
            }
        }
    }
    types
}

#[test]
fn a_public_name_has_one_meaning() {
    let files =
        rust_files(Path::new("src")).into_iter().filter(|file| !file.starts_with("src/cli"));
    let texts = files.map(|file| {
        let text = fs::read_to_string(&file).expect("a source file is text");
        (file, text)
    });
    let types = public_types(texts);
    assert!(types.len() > 200, "the public types were found: {}", types.len());
    let twice: Vec<_> = types.iter().filter(|(_, files)| files.len() > 1).collect();
    assert!(twice.is_empty(), "public types of one name: {twice:#?}");
}

#[test]
fn a_name_with_two_meanings_would_be_seen() {
    let files =
        [("a.rs", "pub struct Tie<'g> {\n}\n"), ("b.rs", "    pub fn x() {}\npub enum Tie {}\n")];
    let types = public_types(files.map(|(file, text)| (PathBuf::from(file), text.to_owned())));
    assert_eq!(types["Tie"], [PathBuf::from("a.rs"), PathBuf::from("b.rs")]);
}
