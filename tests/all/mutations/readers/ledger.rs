//! Any text as a ledger: what is read is what is written, to the byte, line ends aside. The digest is put
//! right first, for no chance would hit it.

use whobacks::evidence::{Ledger, Quote, digest};

pub fn run(input: (&str, &str)) {
    let (text, quote) = input;
    let quote = Quote::parse(quote);
    for text in [text.to_owned(), format!("{text}digest {}\n", digest(text.as_bytes()))] {
        let Ok(ledger) = Ledger::parse(&text) else { continue };
        let written = ledger.write();
        assert_eq!(Ledger::parse(&written).as_ref(), Ok(&ledger));
        let plain = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        assert_eq!(plain.trim_end_matches('\n'), written.trim_end_matches('\n'));
        let places = ledger.look_up(&quote).unwrap_or_default();
        let _ = ledger.agrees(&quote, &places);
        let mut kept = ledger.clone();
        kept.keep(&ledger);
        assert_eq!(kept, ledger);
        assert_eq!(ledger.changes(&kept), Default::default());
    }
}
