//! Any text as a card: what is read is written and read again, and renewing it changes nothing.

use whobacks::evidence::Card;

pub fn run(text: &str) {
    let Ok(card) = Card::parse(text) else { return };
    let written = card.write();
    assert_eq!(Card::parse(&written).as_ref(), Ok(&card), "{written}");
    let renewed = card.renew(text).expect("it was read");
    assert_eq!(Card::parse(&renewed).as_ref(), Ok(&card), "{renewed}");
}
