//! Reading in parts gives the same as reading at once, or nothing; and ordinary files are read in parts.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::{Piece, guesses, read};
use crate::annotation::entry::FileEntry;
use crate::annotation::ron_options;

fn whole(text: &str) -> Option<FileEntry<'_>> {
    ron_options().from_str(text).ok()
}

/// Texts that may stand in a claim, and look like the end of one.
const FOOLS: [&str; 8] = [
    "plain words",
    "ends like ),\n(from: \"a\"",
    "\\\"),\n",
    "]),\n}, ),\n",
    "// no comment ),\n",
    "/* nor this ),\n",
    "\\\\",
    "é ),\r\n“",
];

/// What may stand between claims.
const BETWEEN: [&str; 7] =
    ["", "\n", "// a comment ),\n", "/* one ),\n (from: \"a\"), */", "\r\n", " \t\n\n", "//),\n"];

fn claim() -> impl Strategy<Value = String> {
    let quote = select(FOOLS.as_slice()).prop_flat_map(|fool| {
        let plain = Just(format!("\"{fool}\""));
        let raw = Just(format!("r#\"{fool}\"#"));
        let list = Just(format!("\"x\", // ),\n note: \"{fool}\""));
        prop_oneof![4 => plain, 1 => raw, 1 => list]
    });
    let from = select(["\"a\"", "[\"a\", \"b\",\n]", "a", "\"\\u{e9}\""].as_slice());
    let more = select(
        [
            "",
            ", modality: planned, status : begun",
            ", modality: planed",
            ", from: \"twice\"",
            ", \n said_by: \"c\", // one\n place: \"d\",",
            ", modality: Some(planned)",
            ", what: \"\u{202e}\"",
            ", count: 3, amount: \"4\"",
            ", claims: [(to: \"b\"), (claims: [])]",
            ",,",
            " to: \"b\"",
        ]
        .as_slice(),
    );
    let claim = (from, quote, more);
    claim.prop_map(|(from, quote, more)| format!("(from: {from}, quote: {quote}{more})"))
}

fn items() -> impl Strategy<Value = String> {
    let block = |inner: BoxedStrategy<String>| {
        let list = (vec(inner, 0..4), select(BETWEEN.as_slice()))
            .prop_map(|(items, between)| items.join(&format!(",{between}")));
        list.prop_map(|list| format!("(when: \"2017\", claims: [{list}])")).boxed()
    };
    let item = claim().boxed().prop_recursive(3, 12, 4, move |inner| block(inner.boxed()));
    (vec(item, 0..6), select(BETWEEN.as_slice()), select(["", ",", ",\n", ",,"].as_slice()))
        .prop_map(|(items, between, end)| items.join(&format!(",{between}")) + end)
}

/// Whole files, most of them in order.
fn files() -> impl Strategy<Value = String> {
    let source = (select(["one", "two", "a ),\n", "\\\""].as_slice()), items());
    let claims = (vec(source, 0..4), select(BETWEEN.as_slice())).prop_map(|(sources, between)| {
        let each = |(key, items): &(&str, String)| format!("\"{key}\": [{between}{items}],\n");
        format!("claims: {{{}}}", sources.iter().map(each).collect::<String>())
    });
    let head = select(
        [
            "",
            "title: \"t ),\n\",",
            "actors: {\"a\": (name: \"A\"),\n\"b\": (name: \"B\"),\n},",
            "include: [\"x\"], // ),\n",
            "title: \"t\" ",
            "tilte: \"t\",",
        ]
        .as_slice(),
    );
    let tail = select(["", ",", ", title: \"end\"", ",\nactors: {},\n", ",)", "//"].as_slice());
    let before = select(["", "\n// head ),\n", "#![enable(implicit_some)]\n"].as_slice());
    (before, head, claims, tail)
        .prop_map(|(before, head, claims, tail)| format!("{before}({head}{claims}{tail})\n"))
}

/// A file with something taken out of it or put into it.
fn damaged() -> impl Strategy<Value = String> {
    let put =
        select(["", "\"", "(", ")", "]", "}", "),\n", "/*", "*/", "//", "\\", ","].as_slice());
    (files(), any::<prop::sample::Index>(), 0..3_usize, put).prop_map(|(text, at, cut, put)| {
        let chars: Vec<char> = text.chars().collect();
        let at = at.index(chars.len() + 1);
        let behind = chars.len().min(at + cut);
        chars[..at]
            .iter()
            .copied()
            .chain(put.chars())
            .chain(chars[behind..].iter().copied())
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn parts_give_what_the_whole_gives(text in prop_oneof![files(), damaged()], parts in 1..9_usize) {
        let read = read(&text, parts);
        if read.is_some() {
            prop_assert_eq!(read, whole(&text));
        }
    }
}

/// A file as people write it, of that many sources.
fn ordinary(sources: usize) -> String {
    let claim = "            (from: \"a\", relation: \"backs\", to: \"b\",\n             \
                 quote: \"brackets ),\n and so on\"), // a comment\n";
    let block = format!("            (modality: planned, claims: [\n{claim}{claim}]),\n");
    let source =
        |i| format!("        \"s{i}\": [\n{}{block}{}],\n", claim.repeat(9), claim.repeat(i));
    let sources: String = (0..sources).map(source).collect();
    format!("// head\n(\n    title: \"t\",\n    claims: {{\n{sources}    }},\n)\n")
}

#[test]
fn ordinary_files_are_read_in_parts() {
    let text = ordinary(7);
    assert!(whole(&text).is_some());
    for parts in 1..40 {
        assert_eq!(read(&text, parts), whole(&text), "{parts} parts");
    }
    let starts = guesses(&text, 4);
    assert_eq!(starts.len(), 3);
    let used = |start: &&usize| Piece::read(&text, **start, &[]).is_some();
    assert!(starts.iter().filter(used).count() >= 2, "guesses are mostly right");
}

#[test]
fn brackets_as_deep_as_the_crate_goes_and_one_deeper() {
    let nested = |depth: usize| {
        let (open, close) = ("(claims: [".repeat(depth), "])".repeat(depth));
        format!("(claims: {{\"s\": [(from: \"a\"),\n(from: \"a\"),\n{open}(from: \"a\"){close}]}})")
    };
    let deepest = (1..128).take_while(|depth| whole(&nested(*depth)).is_some()).last();
    let deepest = deepest.expect("one level is read");
    for (depth, fits) in [(deepest - 1, true), (deepest, true), (deepest + 1, false)] {
        assert_eq!(read(&nested(depth), 3).is_some(), fits, "{depth}");
    }
}

#[test]
fn a_part_that_nothing_arrives_at_is_left_out() {
    // The second half is one quote that looks like claims from beginning to end.
    let fool = "(from: \\\"x\\\"),\n".repeat(20);
    let text = format!("(claims: {{\"s\": [(from: \"a\", quote: \"{fool}\"), (from: \"b\")]}})");
    let raw =
        text.replace("\\\"", "\"").replace(": \"(from", ": r#\"(from").replace("\n\")", "\n\"#)");
    for text in [text, raw] {
        assert!(whole(&text).is_some());
        for parts in 2..9 {
            assert_eq!(read(&text, parts), whole(&text), "{text}");
        }
    }
}
