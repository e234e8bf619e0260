//! Lays out an annotation in the usual way: indented by its brackets, evenly spaced, comments kept.
//!
//! Takes the text of a file, gives a text of the same tokens; only white space and commas before closing brackets
//! change. Line breaks are the author's choice, who knows which fields
//! belong together. Must not know what is written: any RON will do.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places in a text that lies in memory; a text begins with `/*` where the end of a comment is looked for"
)]

use ron::error::SpannedError;
use serde::de::IgnoredAny;

use super::ron_options;
use crate::model::Cut;

/// How much further in the content of a bracket stands.
const STEP: usize = 4;

/// The same annotation, laid out.
///
/// # Errors
/// When its brackets do not close or its strings do not end: then nobody knows what belongs where.
pub fn laid_out(text: &str) -> Result<String, SpannedError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    ron_options().from_str::<IgnoredAny>(text)?;
    Ok(print(&with_commas(tokens(text))))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TokenKind {
    Open,
    Close,
    Comma,
    Colon,
    /// A name, a number, a string.
    Word,
    /// To the end of the line.
    Remark,
    /// Between `/*` and `*/`.
    Aside,
}

#[derive(Debug, Clone, Copy)]
struct Token<'a> {
    kind: TokenKind,
    text: &'a str,
    /// How many lines end in front of it.
    breaks: usize,
    /// Whether a comma comes behind it.
    comma: bool,
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let (mut tokens, mut at) = (Vec::new(), 0);
    loop {
        let rest = text.cut(at..);
        let blank = rest.len() - rest.trim_start().len();
        let breaks = rest.cut(..blank).matches('\n').count();
        let rest = rest.cut(blank..);
        let Some(first) = rest.chars().next() else { return tokens };
        let (kind, length) = match first {
            '(' | '[' | '{' => (TokenKind::Open, 1),
            ')' | ']' | '}' => (TokenKind::Close, 1),
            ',' => (TokenKind::Comma, 1),
            ':' => (TokenKind::Colon, 1),
            '/' if rest.starts_with("//") => {
                (TokenKind::Remark, rest.find('\n').unwrap_or(rest.len()))
            }
            '/' if rest.starts_with("/*") => (TokenKind::Aside, aside(rest)),
            _ => {
                (TokenKind::Word, string(rest).unwrap_or_else(|| word(rest)).max(first.len_utf8()))
            }
        };
        tokens.push(Token { kind, text: rest.cut(..length).trim_end(), breaks, comma: false });
        at += blank + length;
    }
}

/// How long a comment is in which others may stand.
fn aside(text: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while let Some(next) = text.cut(at..).find(['/', '*']) {
        at += next;
        if text.cut(at..).starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if text.cut(at..).starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    text.len()
}

/// How long the string or character is that starts here, if one does.
fn string(text: &str) -> Option<usize> {
    let bytes = usize::from(text.starts_with('b'));
    let body = text.cut(bytes..);
    if let Some(raw) = body.strip_prefix('r') {
        let marks = raw.len() - raw.trim_start_matches('#').len();
        let quoted = raw.cut(marks..).strip_prefix('"')?;
        let end = format!("\"{}", "#".repeat(marks));
        let length = quoted.find(&end).map_or(quoted.len(), |at| at + end.len());
        return Some(text.len() - quoted.len() + length);
    }
    let mark = body.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let mut escaped = false;
    let end = body.char_indices().skip(1).find(|(_, c)| {
        let ends = *c == mark && !escaped;
        escaped = *c == '\\' && !escaped;
        ends
    });
    Some(bytes + end.map_or(body.len(), |(at, _)| at + 1))
}

fn word(text: &str) -> usize {
    let ends = |(at, c): &(usize, char)| {
        c.is_whitespace() || "()[]{},:\"'".contains(*c) || {
            let rest = text.cut(*at..);
            rest.starts_with("//") || rest.starts_with("/*")
        }
    };
    text.char_indices().find(ends).map_or(text.len(), |(at, _)| at)
}

/// Each comma noted at what it stands behind. The last of a bracket has one if the bracket closes on a
/// line of its own.
fn with_commas(all: Vec<Token<'_>>) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::with_capacity(all.len());
    // The last token that is not a comment.
    let mut last: Option<usize> = None;
    for token in all {
        let is_comment = matches!(token.kind, TokenKind::Remark | TokenKind::Aside);
        if let (TokenKind::Comma, Some(last)) = (token.kind, last) {
            if let Some(last) = tokens.get_mut(last) {
                last.comma = true;
            }
            continue;
        }
        if let (TokenKind::Close, Some(last)) = (token.kind, last) {
            let remark = tokens.last().is_some_and(|before| before.kind == TokenKind::Remark);
            let own_line = token.breaks > 0 || remark;
            if let Some(last) = tokens.get_mut(last) {
                last.comma = own_line && last.kind != TokenKind::Open;
            }
        }
        if !is_comment {
            last = Some(tokens.len());
        }
        tokens.push(token);
    }
    tokens
}

/// Where what stands in a bracket is put.
struct Bracket {
    content: usize,
    close: usize,
}

fn print(tokens: &[Token<'_>]) -> String {
    let mut out = String::new();
    let mut open: Vec<Bracket> = Vec::new();
    let mut indent = 0;
    for (i, token) in tokens.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|i| tokens.get(i)).copied();
        let breaks = before.map_or(0, |before| breaks(before, *token));
        if breaks > 0 {
            indent = match (token.kind, open.last()) {
                (_, None) => 0,
                (TokenKind::Close, Some(bracket)) => bracket.close,
                (_, Some(bracket)) => bracket.content,
            };
            out.push_str(&"\n".repeat(breaks));
            out.push_str(&" ".repeat(indent));
        } else if before.is_some_and(|before| is_apart(before, *token)) {
            out.push(' ');
        }
        out.push_str(token.text);
        if token.comma {
            out.push(',');
        }
        match token.kind {
            TokenKind::Open => {
                let hangs = tokens.get(i + 1).is_some_and(|next| breaks_of(*token, *next) == 0);
                let starts_line = before.is_none() || breaks > 0;
                let content = if hangs && starts_line { 1 } else { STEP };
                open.push(Bracket { content: indent + content, close: indent });
            }
            TokenKind::Close => drop(open.pop()),
            _ => {}
        }
    }
    out.push('\n');
    out
}

/// How many lines end between two tokens; at most one of them is empty.
fn breaks(before: Token<'_>, token: Token<'_>) -> usize {
    let most = if before.kind == TokenKind::Open || token.kind == TokenKind::Close { 1 } else { 2 };
    breaks_of(before, token).min(most)
}

fn breaks_of(before: Token<'_>, token: Token<'_>) -> usize {
    token.breaks.max(usize::from(before.kind == TokenKind::Remark))
}

/// Whether there is a blank between two tokens on a line.
fn is_apart(before: Token<'_>, token: Token<'_>) -> bool {
    match (before.kind, token.kind) {
        (_, TokenKind::Remark) => true,
        (_, TokenKind::Colon | TokenKind::Close) | (TokenKind::Open, _) => false,
        (TokenKind::Word, TokenKind::Open) => before.comma,
        _ => true,
    }
}

#[cfg(test)]
mod tests;
