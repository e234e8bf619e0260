//! Bytes -> other bytes, with an eye to what stands in them: words, strings, brackets and lines are exchanged, left
//! out, doubled, put into each other and made huge, by chance and the same for the same chance.

use std::io::{Cursor, Read as _, Write as _};

use crate::chance::Chance;

/// No input becomes longer than this.
const LONGEST: usize = 96 * 1024;

/// What readers stumble over, whatever they read.
const WORDS: &[&str] = &[
    "0",
    "-1",
    "1",
    "00",
    "18446744073709551615",
    "18446744073709551616",
    "-9223372036854775809",
    "4294967296",
    "2147483648",
    "65536",
    "1e999",
    "-0.0",
    "NaN",
    "inf",
    "0x7fffffffffffffff",
    "999999999999999999999999999999",
    "\"\"",
    "\" \"",
    "''",
    "null",
    "true",
    "None",
    "Some(\"x\")",
    "Some(Some(1))",
    "[]",
    "{}",
    "()",
    "[[]]",
    "(a: 1)",
    "{\"x\": 1}",
    "r#\"x\"#",
    "b\"x\"",
    "'x'",
    "/*",
    "*/",
    "//",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?x?>",
    "&#0;",
    "&#x10FFFF;",
    "&lt;",
    "&x;",
    "<a/>",
    "</a>",
    "xmlns:x=\"y\"",
    "?",
    "?x",
    "any",
    "unnamed",
    "a",
    "backs",
    "fights",
    "2017",
    "2017-02-30",
    "-9999",
    "9999-12-31",
    "2017/..",
    "../2017",
    "2017~",
    "2017?/2018",
    "0000-01",
    "1/2/3",
    "=1+1",
    "\r",
    "\r\n",
    "\0",
    "\u{feff}",
    "\u{202e}",
    "\u{1b}[2J",
    "\u{85}",
    "\u{2028}",
    "\u{301}",
    "\u{200d}",
    "\u{fffd}",
    "\u{10ffff}",
    "ß",
    "ﬃ",
    "İ",
    "ﷺ",
    "ẞ",
    "Σς",
    "\u{1f469}\u{200d}\u{1f467}",
    "第十支部",
    "สวัสดี",
    "…",
    " … ",
    "[…]",
    "’",
    "“",
    "«",
    "\\",
    "\\u{0}",
    "\\u{d800}",
    "\\ud800",
    "\\x",
    "%00",
    "%",
    "%zz",
    "..",
    "../x",
    "/",
    "*Vertices",
    "*Arcs",
    "*Matrix",
    "graph [",
    "node [",
    "digest",
    "--",
    "+",
    "^",
    "|",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ";",
    ":",
    "\t",
    "=",
    "\"",
    "<",
    ">",
];

/// Changes bytes once or some times.
pub(super) fn change(bytes: &[u8], others: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=chance.skewed(6) {
        bytes = once(&bytes, others, chance);
        bytes.truncate(LONGEST);
    }
    bytes
}

/// Changes a member of a package, and packs it again; now and then the package itself.
pub(super) fn change_packed(bytes: &[u8], others: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return change(bytes, others, chance);
    };
    if chance.below(6) == 0 {
        return flipped(bytes, chance);
    }
    let chosen = chance.below(archive.len());
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut member = archive.by_index(at).expect("it was packed here");
        let mut text = Vec::new();
        let name = member.name().expect("it was packed here").into_owned();
        member.read_to_end(&mut text).expect("it was packed here");
        if at == chosen {
            match chance.below(12) {
                0 => continue,
                1 => text.clear(),
                _ => text = change(&text, others, chance),
            }
        }
        let name = if chance.below(80) == 0 { format!("../{name}") } else { name };
        if out.start_file(name, zip::write::SimpleFileOptions::default()).is_ok() {
            out.write_all(&text).expect("memory takes it");
        }
    }
    out.finish().expect("memory takes it").into_inner()
}

fn once(bytes: &[u8], others: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let tokens = tokens(bytes);
    if tokens.len() < 2 {
        return [bytes, chance.of(WORDS).as_bytes()].concat();
    }
    let own = |at: usize| &bytes[tokens[at].0..tokens[at].1];
    let at = chance.below(tokens.len());
    let other = chance.below(tokens.len());
    match chance.below(18) {
        // Two of a sort change places: fields, values, names, brackets.
        0 | 1 => {
            let mut all: Vec<&[u8]> = (0..tokens.len()).map(own).collect();
            all.swap(at, other);
            all.concat()
        }
        2 => put(bytes, tokens[at], &[]),
        3 => {
            let end = (at + 1 + chance.below(12)).min(tokens.len());
            put(bytes, (tokens[at].0, tokens[end - 1].1), &[])
        }
        4 => {
            let end = (at + 1 + chance.below(30)).min(tokens.len());
            let piece = bytes[tokens[at].0..tokens[end - 1].1].to_vec();
            put(bytes, (tokens[other].0, tokens[other].0), &piece)
        }
        5..=7 => put(bytes, tokens[at], chance.of(WORDS).as_bytes()),
        8 => put(bytes, (tokens[at].1, tokens[at].1), chance.of(WORDS).as_bytes()),
        // Within a word or a string.
        9 => {
            let inside = tokens[at].0 + chance.below(tokens[at].1 - tokens[at].0 + 1);
            put(bytes, (inside, inside), chance.of(WORDS).as_bytes())
        }
        10 => {
            let group = group(bytes, &tokens, at);
            let (open, close) = brackets(bytes[group.0]);
            let times = 1 + chance.skewed(3000);
            let inner = &bytes[group.0..group.1];
            put(bytes, group, &[&open.repeat(times), inner, &close.repeat(times)].concat())
        }
        11 => {
            let group = group(bytes, &tokens, at);
            let inner = [&bytes[group.0..group.1], &b", "[..chance.below(3)]].concat();
            let most = LONGEST.saturating_sub(bytes.len()) / inner.len().max(1);
            put(bytes, group, &inner.repeat(1 + chance.skewed(most.clamp(1, 2000))))
        }
        12 => {
            let long = own(at).repeat(1 + chance.skewed(20_000 / own(at).len().max(1)));
            put(bytes, tokens[at], &long)
        }
        13 => {
            let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
            let (from, to) = (chance.below(lines.len()), chance.below(lines.len()));
            match chance.below(3) {
                0 => lines.swap(from, to),
                1 => drop(lines.remove(from)),
                _ => lines.insert(to, lines[from]),
            }
            lines.concat()
        }
        14 => bytes[..chance.below(bytes.len())].to_vec(),
        15 if !others.is_empty() => {
            let other = chance.of(others);
            let (from, to) = (chance.below(other.len() + 1), chance.below(other.len() + 1));
            put(bytes, tokens[at], &other[from.min(to)..from.max(to)])
        }
        16 => encoded(bytes, chance),
        _ => flipped(bytes, chance),
    }
}

fn put(bytes: &[u8], (from, to): (usize, usize), new: &[u8]) -> Vec<u8> {
    [&bytes[..from], new, &bytes[to..]].concat()
}

/// Some bytes are others.
pub(super) fn flipped(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=chance.below(4) {
        let at = chance.below(bytes.len());
        let Some(byte) = bytes.get_mut(at) else { continue };
        *byte = match chance.below(3) {
            0 => 1 << chance.below(8) ^ *byte,
            1 => *chance.of(&[0, 0xff, 0x7f, 0x80, 0xc0]),
            _ => chance.below(256) as u8,
        };
    }
    bytes
}

/// The text in another encoding, whole or from somewhere on.
fn encoded(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let wide = |text: &str, big: bool| -> Vec<u8> {
        let turned = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
        text.encode_utf16().flat_map(turned).collect()
    };
    match chance.below(5) {
        0 => [&b"\xff\xfe"[..], &wide(&text, false)].concat(),
        1 => [&b"\xfe\xff"[..], &wide(&text, true)].concat(),
        2 => encoding_rs::WINDOWS_1251.encode(&text).0.into_owned(),
        3 => encoding_rs::GB18030.encode(&text).0.into_owned(),
        _ => [&b"\xef\xbb\xbf"[..], bytes].concat(),
    }
}

/// The bounds of words, strings, blanks, and every other sign by itself.
fn tokens(bytes: &[u8]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || *byte >= 0x80;
        let run = |is: &dyn Fn(&u8) -> bool| bytes[at..].iter().take_while(|byte| is(byte)).count();
        let length = match bytes[at] {
            b'"' => bytes[at + 1..].iter().position(|b| *b == b'"').map_or(1, |end| end + 2),
            byte if word(&byte) => run(&word),
            byte if byte.is_ascii_whitespace() => run(&u8::is_ascii_whitespace),
            _ => 1,
        };
        found.push((at, at + length));
        at += length;
    }
    found
}

/// What the brackets around a word hold, with them; the word where there are none.
fn group(bytes: &[u8], tokens: &[(usize, usize)], at: usize) -> (usize, usize) {
    let start = |token: &(usize, usize)| b"([{<".contains(&bytes[token.0]);
    let Some(open) = (0..=at).rev().find(|at| start(&tokens[*at])) else { return tokens[at] };
    let mut depth = 0_usize;
    for token in &tokens[open..] {
        match bytes[token.0] {
            byte if b"([{<".contains(&byte) => depth += 1,
            byte if b")]}>".contains(&byte) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (tokens[open].0, token.1);
        }
    }
    tokens[at]
}

fn brackets(byte: u8) -> (&'static [u8], &'static [u8]) {
    match byte {
        b'(' => (b"(", b")"),
        b'{' => (b"{", b"}"),
        b'<' => (b"<a>", b"</a>"),
        _ => (b"[", b"]"),
    }
}
