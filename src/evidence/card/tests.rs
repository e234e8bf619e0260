//! A card is read back as it was written, and errors in one have their places.

use super::*;
use crate::model::Original;

const SHA: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

fn small() -> String {
    format!(
        "(\n    title: \"T\",\n    file: \"t.txt\",\n    sha256: \"{SHA}\",\n    words: 3,\n    paragraphs: 1,\n)\n"
    )
}

#[test]
fn what_is_not_known_is_left_out() {
    let card = Card::parse(&small()).unwrap();
    assert_eq!(card.write(), small());
    let source = card.clone().into_source("t-1".parse().unwrap());
    assert_eq!(Card::from(source), card);
}

#[test]
fn a_full_card_is_read_as_it_was_written() {
    let text = |text: &str| Some(text.to_owned());
    let card = Card {
        title: "“Türkiye’s \"aid\"” \\ e\u{301}\n\t\u{200b}'ليبيا".to_owned(),
        authors: vec!["A, B".to_owned(), "É".to_owned()],
        publisher: text("P"),
        published: Some("2016-02~/2017".parse().unwrap()),
        inferred_from: text("what it says"),
        language: text("en"),
        url: text("https://example.org"),
        archived: text("https://archive.example/x"),
        accessed: Some("2026-11-26".parse().unwrap()),
        copy_of: text("x"),
        relies_on: vec!["CNN".to_owned()],
        text: Some(TextCard {
            wrapped: true,
            original: Some(Original {
                file: "t.pdf".to_owned(),
                sha256: SHA.to_owned(),
                read_as: "pdf".to_owned(),
                reader: "whobacks-pdf 1".to_owned(),
            }),
            pages: vec![1, 4, 4],
            ..Card::parse(&small()).unwrap().text.unwrap()
        }),
        no_claims: [("7", "a \"link\""), ("12.3", "b")]
            .map(|(at, why)| (at.parse().unwrap(), why.to_owned()))
            .into(),
    };
    let written = card.write();
    assert!(written.contains("“Türkiye’s \\\"aid\\\"”") && written.contains("'ليبيا"));
    assert_eq!(written.lines().count(), 27);
    assert_eq!(Card::parse(&written).as_ref(), Ok(&card));
    assert_eq!(Card::parse(&format!("\u{feff}// hint\r\n{written}")), Ok(card));
}

#[test]
fn a_data_set_has_no_text() {
    let text = "(\n    title: \"T\",\n    text: none,\n)\n";
    let card = Card::parse(text).unwrap();
    assert_eq!((card.text.as_ref(), card.write().as_str()), (None, text));
    let both = Card::parse("(title: \"T\", text: none, words: 3)").unwrap_err();
    assert!(both.message.contains("a card with `text: none` has no `words`"), "{both}");
    assert!(Card::parse("(title: \"T\", text: some)").is_err());
}

#[test]
fn a_card_has_bounds_and_steers_nothing() {
    let names = |n: usize| "\"A\", ".repeat(n);
    for (fields, error) in [
        (format!("authors: [{}]", names(1_001)), Some("`authors` has 1001 names, and 1000 are")),
        (format!("relies_on: [{}]", names(1_001)), Some("`relies_on` has 1001 names")),
        (format!("authors: [{}]", names(1_000)), None),
        (format!("url: \"{}\"", "x".repeat(8_193)), Some("has 8193 bytes, and 8192 are")),
        ("archived: \"\u{202e}\"".to_owned(), Some("U+202E")),
    ] {
        let read = Card::parse(&format!("(title: \"T\", text: none, {fields})"));
        assert_eq!(read.is_err(), error.is_some(), "{fields:.60}");
        if let (Err(read), Some(error)) = (read, error) {
            assert!(read.to_string().contains(error), "{read}");
        }
    }
}

#[test]
fn what_is_wrong_has_its_place() {
    for (from, to, error) in [
        ("title", "titel", "line 2, column 5: Unexpected field named `titel` in `Card`"),
        ("    words: 3,\n", "", "`words`"),
        ("file", "published: \"2017-13\",\nfile", "line 3"),
        ("file", "published: \"2017-13\",\nfile", "there is no month 13 in `2017-13`"),
        ("file", "published: \"2018/2017\",\nfile", "`2018/2017` ends before it starts"),
        (SHA, "abc", "line 4, column"),
        (SHA, "abc", "a SHA-256 is 64 digits"),
        ("words: 3", "words: -3", "line 5"),
        (")\n", "", "line"),
        ("file", "no_claims: {0: \"x\"},\nfile", "`0` is neither a paragraph"),
        ("file", "no_claims: {\"3.0\": \"x\"},\nfile", "`3.0` is neither a paragraph"),
        ("file", "read_as: \"pdf\",\nfile", "`original`"),
        ("file", "pages: [3, 1],\nfile", "`pages` has the first paragraph"),
        ("file", "no_claims: {3: \"x\", 3: \"y\"},\nfile", "paragraph 3 is listed twice"),
        ("file", "no_claims: {3: \" \"},\nfile", "paragraph 3 has no reason"),
    ] {
        let found = Card::parse(&small().replacen(from, to, 1)).unwrap_err().to_string();
        assert!(found.contains(error), "{to}: {found}");
    }
    assert!(Card::parse("").is_err());
}
