//! What holds of every import, whatever the bytes: an error, or an annotation that is read back as it is.

use std::path::Path;

use whobacks::annotation::{Arena, parse, write};
use whobacks::import::{ImportOptions, InFormat, read};

pub fn run(bytes: &[u8], format: InFormat) {
    let options = ImportOptions {
        format: Some(format),
        meanings: vec![
            ("1".to_owned(), "allied_with".to_owned()),
            ("-1".to_owned(), "fights".to_owned()),
        ],
        ..ImportOptions::new("fuzz".parse().expect("an id"), "Fuzz".to_owned())
    };
    let Ok(imported) = read(bytes, &[], &options) else { return };
    let arena = Arena::new();
    let dataset = parse(Path::new("fuzz.ron"), &write(&imported.file), &arena);
    assert_eq!(dataset.files[0].content, imported.file);
}
