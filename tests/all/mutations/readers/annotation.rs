//! Any bytes as an annotation file: a report, places inside the file, a layout that changes nothing; no
//! panic.

use std::path::Path;

use whobacks::annotation::{Arena, laid_out, parse};
use whobacks::check::{CheckOptions, check};
use whobacks::evidence::Sources;

pub fn run(text: &str) {
    let arena = Arena::new();
    let dataset = parse(Path::new("fuzz.ron"), text, &arena);
    let outcome = check(&dataset, &Sources::default(), CheckOptions::default());
    for diagnostic in &outcome.report.diagnostics {
        let text = &outcome.report.files[diagnostic.place.file].text;
        assert!(text.get(diagnostic.place.span.0..diagnostic.place.span.1).is_some());
    }
    // Laid out, it says what it said, and is laid out.
    if let Ok(laid) = laid_out(text) {
        let again = parse(Path::new("fuzz.ron"), &laid, &arena);
        assert_eq!(again.files[0].content, dataset.files[0].content);
        assert_eq!(laid_out(&laid).as_ref(), Ok(&laid));
    }
}
