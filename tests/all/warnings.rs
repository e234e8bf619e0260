//! The warnings: for each what it must see and what it must leave alone. Their exact text, with its
//! place, is in the error corpus.

use std::path::Path;

use whobacks::annotation::{Arena, parse};
use whobacks::check::{CheckOptions, check};
use whobacks::diagnostic::Severity;
use whobacks::evidence::{Ledger, Quote, Sources, Text, Unread, propose};

/// An invented text, published in March 2020.
const TEXT: &str = "\
Northland plans to arm the Harbour Guard
In May the Harbour Guard fought the River League. Captain Mills’s men lost.
They would rather have stayed at home, and Northland might send boats to them.
The NG and the NG’s friends met here. The River League and Southland met in the hall.
Southland backs the Guard. Northland backs the Guard, and so it goes on.
Later it was said again that Northland backs the Guard, and it must end.
Northland went on and on, and on and on.";

const ACTORS: &str = r#"
    "north": (name: "Northland", short: "NG", kind: state),
    "south": (name: "Southland", kind: state),
    "guard": (name: "Harbour Guard", kind: military, aliases: ["the Guard"]),
    "league": (name: "River League", kind: coalition),
    "mills": (name: "Captain Mills", kind: person),
    "mills-men": (name: "Captain Mills’s men", kind: collective),"#;

/// Everything of the text, so that no actor is unused: claims that no case is about.
const REST: &str = r#"
    (from: "guard", relation: "fights", to: "league", quote: "the Harbour Guard fought the River League"),
    (from: "south", relation: "meets", to: "league", quote: "River League and Southland met in the hall"),
    (from: "mills", relation: "commands", to: "mills-men", quote: "Captain Mills’s men lost"),
    (from: "north", relation: "arms", to: "guard", modality: planned, quote: "Northland plans to arm the Harbour Guard"),"#;

fn warnings(actors: &str, claims: &str, text: &str) -> Vec<String> {
    let quotes = [Quote::parse("never looked up")];
    let parsed = Text::new(text, false);
    let mut source = propose("t.txt", &parsed).card.into_source("times".parse().unwrap());
    source.published = Some("2020-03".parse().unwrap());
    let ledger = Some(Ledger::build(source.id.clone(), &parsed, &quotes).write());
    let sources = Sources::of([Unread { source, ledger, text: Some(text.into()) }]);
    let file = format!("(title: \"x\", actors: {{{actors}}}, claims: {{\"times\": [{claims}]}})");
    let arena = Arena::new();
    let dataset = parse(Path::new("case.ron"), &file, &arena);
    let outcome = check(&dataset, &sources, CheckOptions::default());
    assert_eq!(outcome.report.count(Severity::Error), 0, "{claims}: {:?}", outcome.report);
    let found = outcome.report.diagnostics.iter().map(|d| format!("{}: {}", d.code, d.message));
    found.filter(|line| !line.starts_with("ledger-behind")).collect()
}

/// The warnings on a few claims, beside the rest that has none.
fn on(claims: &str) -> Vec<String> {
    warnings(ACTORS, &format!("{REST}{claims}"), TEXT)
}

#[test]
fn the_rest_is_clean() {
    assert_eq!(on(""), Vec::<String>::new());
}

#[test]
fn hedged_fact() {
    let message = |word: &str| {
        vec![format!("hedged-fact: this is put as a fact, but the quote says “{word}”")]
    };
    for (claim, expected) in [
        (r#"quote: "Northland might send boats""#, message("might")),
        (r#"quote: "They would rather have stayed at home""#, message("would")),
        (r#"quote: "Northland backs the Guard, and it must""#, message("must")),
        // A month is not a hedge, and neither is a part of a word.
        (r#"quote: "In May the Harbour Guard""#, vec![]),
        (r#"quote: "Northland might send boats", modality: hypothetical"#, vec![]),
        (r#"quote: "Northland might send boats", accept: ["hedged-fact"], note: "read""#, vec![]),
        // Accepting one warning accepts no other.
        (r#"quote: "Northland might send boats", accept: ["quote-reused"]"#, message("might")),
    ] {
        let actors = r#"from: "north", relation: "supplies", to: "guard""#;
        let found = on(&format!("({actors}, {claim})"));
        let found: Vec<_> = found.into_iter().filter(|line| line.starts_with("hedged")).collect();
        assert_eq!(found, expected, "{claim}");
    }
}

#[test]
fn unnamed_actor() {
    let message = |paragraph: u32, from: &str, to: &str| {
        vec![format!(
            "unnamed-actor: paragraph {paragraph} of `times` names neither `{from}` nor `{to}`"
        )]
    };
    for (from, to, quote, expected) in [
        (r#""mills""#, r#""south""#, "send boats to them", message(3, "mills", "south")),
        (r#""mills""#, r#""north""#, "send boats to them", vec![]),
        // A short name in capitals names its bearer, and so does a possessive.
        (r#""north""#, r#""guard""#, "the NG’s friends met", vec![]),
        // Named inside somebody else's name.
        (r#""mills""#, r#""south""#, "Mills’s men lost", vec![]),
        // Lists are looked at pair by pair.
        (r#"["north", "mills"]"#, r#""south""#, "send boats to them", message(3, "mills", "south")),
        (r#"["south", "mills"]"#, r#""north""#, "send boats to them", vec![]),
        (r#""?""#, r#""south""#, "send boats to them", message(3, "?", "south")),
        (r#""?""#, r#""north""#, "send boats to them", vec![]),
    ] {
        let claim = format!(
            "(from: {from}, relation: \"arms\", to: {to}, modality: hypothetical, quote: \"{quote}\")"
        );
        assert_eq!(on(&claim), expected, "{claim}");
    }
}

#[test]
fn future_fact() {
    let message = |word: &str| {
        vec![format!("future-fact: this is {word} as a fact, but `times` was published before it")]
    };
    for (fields, expected) in [
        (r#"when: "2020-04""#, message("put")),
        (r#"when: "2020-04/2021""#, message("put")),
        (r#"when: "2021", modality: reported, said_by: ["unnamed"]"#, message("reported")),
        // Published some day in March: that day and those before it are not after it.
        (r#"when: "2020-03-31""#, vec![]),
        (r#"when: "2020""#, vec![]),
        (r#"when: "2019/2021""#, vec![]),
        (r#"when: "../2021""#, vec![]),
        // About April may be March.
        (r#"when: "2020-04~""#, vec![]),
        (r#"when: "2021", modality: planned"#, vec![]),
        (r#"when: "2021", modality: assessed"#, vec![]),
        (r#"when: "2020-02", intended: "2021""#, vec![]),
    ] {
        let claim = format!(
            r#"(from: "south", relation: "backs", to: "guard", quote: "Southland backs the Guard", {fields})"#
        );
        assert_eq!(on(&claim), expected, "{fields}");
    }
}

#[test]
fn quote_ambiguous_and_quote_reused() {
    let ambiguous = "quote-ambiguous: this quote stands in paragraphs 5, 6";
    let reused = "quote-reused: this quote already shows another claim";
    let backs = |more: &str| {
        format!(
            r#"(from: "north", relation: "backs", to: "guard", quote: "Northland backs the Guard"{more}),"#
        )
    };
    let arms = |quote: &str, more: &str| {
        format!(r#"(from: "north", relation: "supplies", to: "guard", quote: "{quote}"{more}),"#)
    };
    for (claims, expected) in [
        (backs(""), vec![ambiguous]),
        (backs(", paragraph: 6"), vec![]),
        // Twice in one paragraph is no matter.
        (arms("on and on", ""), vec![]),
        (backs(", paragraph: 5") + &arms("northland backs the guard", ", paragraph: 5"), vec![reused]),
        // The same words in another paragraph are another quote.
        (backs(", paragraph: 5") + &arms("Northland backs the Guard", ", paragraph: 6"), vec![]),
        (
            backs(", paragraph: 5")
                + &arms("Northland backs the Guard", r#", paragraph: 5, accept: ["quote-reused"]"#),
            vec![],
        ),
        // A list is one claim as it is written.
        (
            r#"(from: ["north", "south"], relation: "backs", to: "guard", quote: "Southland backs the Guard. Northland"),"#
                .to_owned(),
            vec![],
        ),
    ] {
        assert_eq!(on(&claims), expected, "{claims}");
    }
}

#[test]
fn unused_actor() {
    let with = |more: &str, claims: &str| {
        warnings(&format!("{ACTORS}{more}"), &format!("{REST}{claims}"), TEXT)
    };
    let more = r#""hall": (name: "the hall", kind: place),"#;
    assert_eq!(with(more, ""), ["unused-actor: actor `hall` is in no claim"]);
    for field in [
        r#"place: "hall""#,
        r#"said_by: ["hall"], modality: reported"#,
        r#"against: "hall""#,
        r#"said_by: ["A Paper", "hall"], modality: reported"#,
    ] {
        let claim = format!(
            r#"(from: "south", relation: "backs", to: "guard", quote: "Southland backs the Guard", {field})"#
        );
        assert_eq!(with(more, &claim), Vec::<String>::new(), "{field}");
    }
}

#[test]
fn uncited_source() {
    let expected = ["uncited-source: no claim cites `times`"];
    assert_eq!(warnings("", "", TEXT), expected);
    // Proposals count for nothing, but somebody is at it.
    let proposed = REST.replace("(from", "(proposed: true, from");
    assert_eq!(warnings(ACTORS, &proposed, TEXT), [""; 0]);
}

#[test]
fn source_overquoted() {
    let words: Vec<String> = (1..=120).map(|n| format!("w{n}")).collect();
    let claim = |quote: String| {
        format!(
            r#"(from: "north", relation: "backs", to: "south", when: "2019", quote: "{quote}"),"#
        )
    };
    let share = |claims: &str, text: &str| {
        let actors = r#""north": (name: "w1", kind: state), "south": (name: "w2", kind: state),"#;
        warnings(actors, claims, text)
    };
    let whole: Vec<String> = words.chunks(15).map(|run| claim(run.join(" "))).collect();
    let text = words.join(" ");
    let message = |percent: u32| {
        vec![format!("source-overquoted: {percent} % of `times` is quoted; 75 % is the limit")]
    };
    assert_eq!(share(&whole[..6].concat(), &text), Vec::<String>::new());
    assert_eq!(share(&whole[..7].concat(), &text), message(88));
    // Words that a quote leaves out are not quoted.
    let ends = claim(format!("{} … {}", words[..7].join(" "), words[113..].join(" ")));
    assert_eq!(share(&ends, &text), Vec::<String>::new());
    // A word counts once, however often it is quoted.
    let again: String = (0..15).map(|n| claim(words[n..n + 8].join(" "))).collect();
    assert_eq!(share(&again, &text), Vec::<String>::new());
    // Short texts cannot be coded otherwise.
    let short: Vec<String> = words[..90].chunks(15).map(|run| claim(run.join(" "))).collect();
    assert_eq!(share(&short.concat(), &words[..90].join(" ")), Vec::<String>::new());
}
