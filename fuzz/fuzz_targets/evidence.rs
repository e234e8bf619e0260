//! Any text with any quote: what is found stands there, and the ledger says the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use whobacks::evidence::{Card, Ledger, Quote, Text};

fuzz_target!(|input: (&str, &str, bool)| {
    let (raw, quoted, wrapped) = input;
    let text = Text::new(raw, wrapped);
    let quote = Quote::parse(quoted);
    let places = text.find(&quote);
    for place in &places {
        assert!(!text.verbatim(place.paragraph, place.words).is_empty());
        text.sentence_around(place.paragraph, place.words);
    }
    text.nearest(&quote);
    let ledger = Ledger::build("fuzz".parse().expect("an id"), &text, [&quote]);
    let known = |ledger: &Ledger| ledger.look_up(&quote).unwrap_or_default().to_vec();
    assert_eq!(known(&ledger), places);
    let read = Ledger::parse(&ledger.write()).expect("a ledger reads what it writes");
    assert_eq!(known(&read), places);
    let _ = (Card::parse(raw), Ledger::parse(raw));
});
