//! Any text as a card: what is read is written and read again, and renewing it changes nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use whobacks::evidence::Card;

fuzz_target!(|text: &str| {
    let Ok(card) = Card::parse(text) else { return };
    let written = card.write();
    assert_eq!(Card::parse(&written).as_ref(), Ok(&card), "{written}");
    let renewed = card.renew(text).expect("it was read");
    assert_eq!(Card::parse(&renewed).as_ref(), Ok(&card), "{renewed}");
});
