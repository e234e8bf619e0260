//! Any text as keys and signatures: nothing is believed that nobody signed.

use whobacks::evidence::{Ledger, Quote, SigningKey, Text, Trusted};

pub fn run(input: (&str, &str)) {
    let (keys, signature) = input;
    let _ = SigningKey::parse(keys);
    let Ok(trusted) = Trusted::parse(keys) else { return };
    let text = Text::new("Egypt backs Haftar.", false);
    let ledger =
        Ledger::build("fuzz".parse().expect("an id"), &text, [&Quote::parse("Egypt backs Haftar")]);
    // Whoever finds a signature of this ledger by chance has broken the key.
    assert!(trusted.signer(&ledger, signature).is_err());
}
