//! GML, the Graph Modelling Language -> nodes and edges.
//!
//! Takes text: keys, each with a number, a text or a list in brackets. Gives every key as a column, those of
//! inner lists as `outer.inner`; how things look (`graphics`) is passed over. Lists may lie in each other to any
//! depth that a graph needs.

#![expect(clippy::arithmetic_side_effects, reason = "places in a text that lies in memory")]

use super::ImportError;
use super::raw::{COLUMNS, Nodes, Raw};
use super::table::Direction;
use crate::model::Cut;

/// How deep lists may lie in each other.
const DEEPEST: usize = 100;

enum Token<'t> {
    Key(&'t str),
    Value(String),
    Open,
    Close,
}

struct Tokens<'t> {
    rest: &'t str,
    line: usize,
}

impl<'t> Tokens<'t> {
    fn pass(&mut self, length: usize) {
        self.line += self.rest.as_bytes().cut(..length).iter().filter(|b| **b == b'\n').count();
        self.rest = self.rest.cut(length..);
    }

    fn next(&mut self) -> Result<Option<Token<'t>>, ImportError> {
        loop {
            let blank = self.rest.len() - self.rest.trim_start().len();
            self.pass(blank);
            if self.rest.starts_with('#') {
                let end = self.rest.find('\n').unwrap_or(self.rest.len());
                self.pass(end);
                continue;
            }
            break;
        }
        let Some(first) = self.rest.chars().next() else { return Ok(None) };
        match first {
            '[' | ']' => {
                self.pass(1);
                Ok(Some(if first == '[' { Token::Open } else { Token::Close }))
            }
            '"' => {
                let Some(end) = self.rest.cut(1..).find('"') else {
                    let line = self.line;
                    return Err(ImportError::Form(format!(
                        "line {line}: a quotation mark is opened and not closed"
                    )));
                };
                let text = unescaped(self.rest.cut(1..=end));
                self.pass(end + 2);
                Ok(Some(Token::Value(text)))
            }
            _ => {
                let end = self
                    .rest
                    .find(|c: char| c.is_whitespace() || "[]\"".contains(c))
                    .unwrap_or(self.rest.len());
                let word = self.rest.cut(..end);
                self.pass(end);
                let is_number = word.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c));
                Ok(Some(if is_number { Token::Value(word.to_owned()) } else { Token::Key(word) }))
            }
        }
    }
}

/// A text without its references: `&#252;` and `&amp;`.
fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(rest.cut(..at));
        rest = rest.cut(at..);
        let end = rest.bytes().take(12).position(|b| b == b';');
        let known = end.and_then(|end| match rest.cut(1..end) {
            "amp" => Some('&'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            "lt" => Some('<'),
            "gt" => Some('>'),
            name => {
                let number = name.strip_prefix('#')?;
                let code = match number.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                    None => number.parse().ok()?,
                };
                char::from_u32(code)
            }
        });
        match (known, end) {
            (Some(c), Some(end)) => {
                out.push(c);
                rest = rest.cut(end + 1..);
            }
            _ => {
                out.push('&');
                rest = rest.cut(1..);
            }
        }
    }
    out.push_str(rest);
    out
}

/// A node or an edge that is open: its line and its values.
type Open = (bool, usize, Vec<(String, String)>);

pub(super) fn read(text: &str) -> Result<Raw, ImportError> {
    let mut tokens = Tokens { rest: text, line: 1 };
    let mut raw = Raw::of_graph();
    // The names of the lists that are open.
    let mut path: Vec<&str> = Vec::new();
    let (mut open, mut directed): (Option<Open>, bool) = (None, false);
    let (mut edges, mut seen) = (Vec::new(), false);
    let mut key: Option<&str> = None;
    while let Some(token) = tokens.next()? {
        match token {
            Token::Key(word) => {
                // A bare word where a value should stand is one.
                match key.take() {
                    Some(name) => {
                        value(&mut raw, &path, &mut open, &mut directed, name, word.to_owned())
                    }
                    None => key = Some(word),
                }
            }
            Token::Value(text) => match key.take() {
                Some(name) => value(&mut raw, &path, &mut open, &mut directed, name, text),
                None => {
                    raw.problems.say(format!("line {}: `{text}` has no key; left out", tokens.line))
                }
            },
            Token::Open => {
                let name = key.take().unwrap_or_default();
                seen |= name.eq_ignore_ascii_case("graph") && path.is_empty();
                path.push(name);
                if path.len() > DEEPEST {
                    return Err(ImportError::Form(format!(
                        "line {}: lists lie in each other {DEEPEST} deep",
                        tokens.line
                    )));
                }
                if path.len() == 2
                    && seen
                    && ["node", "edge"].contains(&name.to_lowercase().as_str())
                {
                    open = Some((name.eq_ignore_ascii_case("node"), tokens.line, Vec::new()));
                }
            }
            Token::Close => {
                key = None;
                if path.len() == 2
                    && let Some((of_nodes, line, values)) = open.take()
                {
                    if of_nodes {
                        put(&mut raw, true, line, values, Direction::Unsaid)?
                    } else {
                        edges.push((line, values))
                    }
                }
                if path.pop().is_none() {
                    return Err(ImportError::Form(format!(
                        "line {}: a bracket is closed that is not open",
                        tokens.line
                    )));
                }
            }
        }
    }
    if !path.is_empty() {
        return Err(ImportError::Form(
            "the file ends before its last bracket is closed".to_owned(),
        ));
    }
    if !seen {
        return Err(ImportError::Form("this GML has no `graph [ … ]`".to_owned()));
    }
    let direction = if directed { Direction::Directed } else { Direction::Undirected };
    for (line, values) in edges {
        put(&mut raw, false, line, values, direction)?;
    }
    Ok(raw)
}

fn value(
    raw: &mut Raw,
    path: &[&str],
    open: &mut Option<Open>,
    directed: &mut bool,
    name: &str,
    text: String,
) {
    if path.iter().any(|outer| outer.eq_ignore_ascii_case("graphics") || *outer == "LabelGraphics")
    {
        return;
    }
    match open {
        Some((_, _, values)) => {
            let mut full = path.get(2..).unwrap_or_default().join(".");
            full.push_str(if full.is_empty() { "" } else { "." });
            full.push_str(name);
            values.push((full, text));
        }
        None if path.len() == 1 => match name.to_lowercase().as_str() {
            "directed" => *directed = text == "1",
            "label" | "name" | "title" if raw.title.is_none() && !text.trim().is_empty() => {
                raw.title = Some(text)
            }
            _ => {}
        },
        None => {}
    }
}

fn put(
    raw: &mut Raw,
    of_nodes: bool,
    line: usize,
    values: Vec<(String, String)>,
    direction: Direction,
) -> Result<(), ImportError> {
    let table = match of_nodes {
        true => &mut Nodes::of(&mut raw.nodes).table,
        false => &mut raw.edges,
    };
    table.row(line);
    table.direct(direction);
    let place = table.last().place();
    if table.headings().len() > COLUMNS {
        return Err(ImportError::Form(format!("the file has more than {COLUMNS} different keys")));
    }
    for (name, value) in values {
        let column = table.column(&name);
        if !value.is_empty() && !table.put(column, &value) {
            raw.problems.at(place, format!("`{name}` stands twice; the first is taken"));
        }
    }
    Ok(())
}
