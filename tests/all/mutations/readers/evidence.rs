//! Any text with any quote: what is found stands there, and the ledger says the same.

use whobacks::evidence::{Card, Ledger, Quote, Text, fold, words};

pub fn run(input: (&str, &str, bool)) {
    let (raw, quoted, wrapped) = input;
    let text = Text::new(raw, wrapped);
    let quote = Quote::parse(quoted);
    let places = text.find(&quote);
    for place in &places {
        assert!(!text.verbatim(place.paragraph, place.words).is_empty());
        text.sentence_around(place.paragraph, place.words);
    }
    // A folded word folds to itself, and a paragraph's own words are found in it.
    for span in words(raw) {
        let folded = fold(&raw[span]);
        assert_eq!(fold(&folded), folded);
    }
    for number in 1..=text.paragraph_count().min(4) {
        let own = Quote::parse(text.paragraph(number));
        assert!(own.word_count() == 0 || own.is_elided() || !text.find(&own).is_empty());
    }
    text.nearest(&quote);
    let ledger = Ledger::build("fuzz".parse().expect("an id"), &text, [&quote]);
    let known = |ledger: &Ledger| ledger.look_up(&quote).unwrap_or_default().to_vec();
    assert_eq!(known(&ledger), places);
    let read = Ledger::parse(&ledger.write()).expect("a ledger reads what it writes");
    assert_eq!(known(&read), places);
    let _ = (Card::parse(raw), Ledger::parse(raw));
}
