//! A hostile project, made of a number: whole enough that everything is made of it, with something in each
//! text that some reader of it would obey, choke on or take for its own.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use whobacks::evidence::{Ledger, Quote, Text, propose};

use crate::chance::Chance;

/// What breaks out of something: HTML, SVG, XML, JSON, CSV, DOT, Mermaid, Markdown, Turtle, shells, terminals.
const EVIL: &[&str] = &[
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "]]><!--",
    "-->",
    "&#x1b;[2J &lt; &amp; &",
    "\"; } graph x { a -- b; \"",
    "\\",
    "\\\"",
    "\\N \\G \\l {a|b}",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "+1-1",
    "-2+3",
    "%%{init: {'theme': 'x'}}%%",
    "a --> b; click a call alert()",
    "`code` **b** [x](javascript:alert(1))",
    "\"\"\" . <x:y> <x:y> <x:y> .",
    "{{7*7}} ${7*7} $(touch ../whobacks-was-here)",
    "'; DROP TABLE edges; --",
    "../../../etc/passwd",
    "javascript:alert(1)",
    "\u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{633}\u{644}\u{627}\u{645}",
    "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}",
    "\u{1f469}\u{200d}\u{1f469}\u{200d}\u{1f467}",
    "\u{fffe}\u{ffff}",
    "\u{2028}\u{2029}",
    "\u{ad}\u{200b}\u{feff}",
    "\u{10ffff}\u{e0001}",
    "\u{2067}x",
    "İıßΣς",
    "__proto__",
    "constructor",
    "null",
    "",
    " ",
    "...",
    "0",
    "?",
    "unnamed",
];

/// What no text may hold: it has to be refused, and shown as something else.
const STEERING: &[&str] = &[
    "\u{1b}]52;c;Y3VybA==\u{7}",
    "\u{9b}2J",
    "\u{202e}gnp.exe",
    "\u{0}",
    "\u{8}\u{8}",
    "\r",
    "\u{85}",
];

const RELATIONS: &[&str] = &[
    "backs",
    "arms",
    "fights",
    "meets",
    "commands",
    "part_of",
    "recognises",
    "opposes",
    "operates_in",
    "rival_of",
];
const KINDS: &[&str] =
    &["state", "person", "armed_group", "military", "place", "media", "unit", "government"];
const DATES: &[&str] = &[
    "2015",
    "2014/2016",
    "2016-02~",
    "2017-07-10",
    "../2015",
    "2019/..",
    "2012?",
    "2031~",
    "-0044",
];
const MODALITIES: &[&str] = &["factual", "reported", "alleged", "planned", "denied", "recommended"];

/// A project, not yet on disk.
pub(super) struct Hostile {
    annotation: String,
    /// Id, text, card and ledger.
    sources: Vec<[String; 4]>,
}

/// A text as RON has it.
fn ron(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

impl Hostile {
    pub(super) fn of(seed: u64) -> Hostile {
        let mut chance = Chance::new(seed, 19);
        // One in four holds what has to be refused; then answers are drafts, or there are none.
        let steers = chance.below(4) == 0;
        let evil = move |chance: &mut Chance, around: &str| {
            let mut text = around.to_owned();
            for _ in 0..=chance.below(2) {
                let list = if steers && chance.below(12) == 0 { STEERING } else { EVIL };
                let piece = chance.of(list);
                match chance.below(3) {
                    0 => text.insert_str(0, piece),
                    1 => text.push_str(piece),
                    _ => {
                        text.push(' ');
                        text.push_str(piece);
                    }
                }
            }
            if chance.below(40) == 0 {
                text = text.repeat(1 + 6_000 / text.len().max(1));
            }
            text
        };
        let actors = 2 + chance.below(9);
        let mut annotation = format!("(\n  title: {},\n", ron(&evil(&mut chance, "War")));
        if chance.below(3) == 0 {
            let (a, b) = (*chance.of(DATES), *chance.of(DATES));
            let _ = writeln!(annotation, "  slices: [\"{a}\", \"{b}\"],");
        }
        if chance.below(3) == 0 {
            let _ = writeln!(
                annotation,
                "  sides: {{{}: [\"a0\"], {}: [\"a1\"]}},",
                ron(&evil(&mut chance, "North")),
                ron(&evil(&mut chance, "South"))
            );
        }
        annotation.push_str("  actors: {\n");
        let mut names = Vec::new();
        for i in 0..actors {
            // No two alike: the number stands in it.
            let name = evil(&mut chance, &format!("Party {i}"));
            let kind = if i < 2 { "armed_group" } else { chance.of(KINDS) };
            let _ = write!(annotation, "    \"a{i}\": (name: {}, kind: {kind}", ron(&name));
            if chance.below(3) == 0 {
                let _ =
                    write!(annotation, ", short: {}", ron(&evil(&mut chance, &format!("P{i}"))));
            }
            if chance.below(3) == 0 {
                let _ = write!(
                    annotation,
                    ", aliases: [{}]",
                    ron(&evil(&mut chance, &format!("alias {i}")))
                );
            }
            if chance.below(4) == 0 {
                let _ = write!(annotation, ", note: {}", ron(&evil(&mut chance, "note")));
            }
            annotation.push_str("),\n");
            names.push(name);
        }
        annotation.push_str("  },\n  claims: {\n");
        let mut sources = Vec::new();
        for s in 0..=chance.below(3) {
            let id = format!("s{s}");
            let title = evil(&mut chance, "On the war").replace(['\n', '\r'], " ");
            let mut text = format!("{title}\n\n");
            let mut quotes = Vec::new();
            let _ = writeln!(annotation, "    \"{id}\": [");
            for c in 0..1 + chance.below(12) {
                let (from, to) = (chance.below(actors), chance.below(actors));
                let relation = chance.of(RELATIONS);
                let words = evil(
                    &mut chance,
                    &format!("{} {relation} {} in case {c}", names[from], names[to]),
                );
                let words: Vec<&str> = words.split_whitespace().take(11).collect();
                let quote = words.join(" ");
                let _ = writeln!(text, "{quote} and so on.\n");
                let _ = write!(
                    annotation,
                    "      (from: \"a{from}\", relation: \"{relation}\", to: \"a{to}\", quote: {}",
                    ron(&quote)
                );
                if chance.below(2) == 0 {
                    let _ = write!(annotation, ", when: \"{}\"", chance.of(DATES));
                }
                if chance.below(3) == 0 {
                    let modality = chance.of(MODALITIES);
                    let _ = write!(
                        annotation,
                        ", modality: {modality}, said_by: {}",
                        ron(&evil(&mut chance, "The Paper"))
                    );
                }
                for field in ["note", "what", "place", "translation", "amount"] {
                    if chance.below(5) == 0 {
                        let _ = write!(annotation, ", {field}: {}", ron(&evil(&mut chance, field)));
                    }
                }
                annotation.push_str("),\n");
                quotes.push(Quote::parse(&quote));
            }
            annotation.push_str("    ],\n");
            let read = Text::new(&text, false);
            let mut card = propose(&format!("{id}.txt"), &read).card;
            card.title = title;
            card.authors = vec![evil(&mut chance, "Ann Author")];
            card.publisher = Some(evil(&mut chance, "The Paper"));
            card.url = Some(evil(&mut chance, "https://example.org/"));
            card.published = "2020-03".parse().ok();
            let ledger = Ledger::build(id.parse().unwrap(), &read, &quotes).write();
            sources.push([id, text, card.write(), ledger]);
        }
        annotation.push_str("  },\n)\n");
        // One in eight is broken somewhere.
        if chance.below(8) == 0 {
            let mut at = chance.below(annotation.len());
            while !annotation.is_char_boundary(at) {
                at -= 1;
            }
            annotation.insert_str(at, chance.of::<&str>(EVIL));
        }
        Hostile { annotation, sources }
    }

    pub(super) fn write(&self, root: &Path) {
        for folder in ["data", "seeds", "texts"] {
            fs::create_dir(root.join(folder)).unwrap();
        }
        fs::write(root.join("data/war.ron"), &self.annotation).unwrap();
        for [id, text, card, ledger] in &self.sources {
            fs::write(root.join(format!("texts/{id}.txt")), text).unwrap();
            fs::write(root.join(format!("seeds/{id}.ron")), card).unwrap();
            fs::write(root.join(format!("seeds/{id}.proofs")), ledger).unwrap();
        }
    }
}
