//! Any bytes as a document of any kind: an error, or paragraphs that are whole lines of text; no panic.

use whobacks::intake::{IntakeOptions, read};

/// The first byte chooses the name by which the kind is told.
const NAMES: [&str; 8] =
    ["a.txt", "a.md", "a.html", "a.pdf", "a.docx", "a.mhtml", "a.odt", "a.epub"];

pub fn run(bytes: &[u8]) {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let name = NAMES[usize::from(*first) % NAMES.len()];
    let Ok(reading) =
        read(name, bytes, IntakeOptions { whole_page: first & 128 != 0, ..Default::default() })
    else {
        return;
    };
    assert!(reading.has_words());
    // A text in another encoding keeps its blank lines, which may part paragraphs.
    let lines = reading.reader.as_deref().is_some_and(|reader| reader.starts_with("whobacks-text"));
    for paragraph in reading.paragraphs.iter() {
        assert!(lines || !paragraph.trim().is_empty(), "{paragraph:?}");
        assert!(!paragraph.contains('\n'), "{paragraph:?}");
    }
}
