//! The sentences around quotes, from texts that are read when a sentence of theirs is first asked for.
//!
//! Takes a folder of texts and a way to read files; gives a sentence. A text counts only if its bytes have the hash on
//! its source's card, so that it does not matter what was checked before, nor when the file was changed. Of a text only
//! the paragraph is cut into words. Must not know what is proved by it.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::{Text, digest};
use crate::annotation::Files;
use crate::model::{Source, TextCard};

/// A text as it was read, or why it gives no sentences.
#[derive(Debug)]
enum Read {
    Text(Box<str>),
    /// It is not the one that the card describes.
    Other,
    /// It is not at hand.
    Absent,
}

/// LateTexts from texts that are read when they are needed.
#[derive(Debug)]
pub struct LateTexts<F> {
    files: F,
    /// The folder of texts, if there is one.
    folder: Option<PathBuf>,
    /// By source.
    read: Mutex<BTreeMap<String, Arc<OnceLock<Read>>>>,
}

impl<F: Files> LateTexts<F> {
    /// Those of the texts in a folder; none without a folder.
    pub fn of(files: F, folder: Option<PathBuf>) -> Self {
        LateTexts { files, folder, read: Mutex::default() }
    }

    /// The sentence that holds a range of words of a source, or several if the range spans them; `None` where the
    /// text is not at hand, or is another than that of the card.
    pub fn around(&self, source: &Source, paragraph: u32, words: (u32, u32)) -> Option<String> {
        let folder = self.folder.as_ref()?;
        let card = source.text.as_ref()?;
        let read = Arc::clone(self.locked().entry(source.id.to_string()).or_default());
        let Read::Text(raw) = read.get_or_init(|| self.text(folder.join(&card.file), card)) else {
            return None;
        };
        let text = Text::of_paragraph(raw, card.wrapped, paragraph);
        let sentence = text.sentence_around(1, words);
        (!sentence.is_empty()).then(|| sentence.to_owned())
    }

    /// The sources of which a sentence was asked for and whose text is not the one on their card, sorted.
    pub fn changed(&self) -> Vec<String> {
        let read = self.locked();
        let is_other = |read: &OnceLock<Read>| matches!(read.get(), Some(Read::Other));
        read.iter().filter(|(_, read)| is_other(read)).map(|(id, _)| id.clone()).collect()
    }

    fn locked(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Arc<OnceLock<Read>>>> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn text(&self, path: PathBuf, card: &TextCard) -> Read {
        match self.files.read(&path) {
            Ok(bytes) if digest(&bytes) != card.sha256 => Read::Other,
            Ok(bytes) => match String::from_utf8(bytes) {
                Ok(text) => Read::Text(text.into()),
                Err(_) => Read::Other,
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => Read::Absent,
            Err(_) => Read::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::evidence::{Card, Ledger, Quote, Sources, TextFolder, TextsRead};

    /// Files in memory, which count what is read of them.
    #[derive(Debug, Default)]
    struct Counted {
        files: BTreeMap<PathBuf, Vec<u8>>,
        texts: AtomicUsize,
    }

    impl Files for Counted {
        fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
            if path.extension().is_some_and(|ending| ending == "txt") {
                self.texts.fetch_add(1, Ordering::Relaxed);
            }
            self.files.get(path).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
        }

        fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
            let in_it = |path: &&PathBuf| path.parent() == Some(folder);
            Ok(self.files.keys().filter(in_it).cloned().collect())
        }
    }

    impl Counted {
        fn read_so_far(&self) -> usize {
            self.texts.load(Ordering::Relaxed)
        }

        fn put(&mut self, path: String, content: impl Into<Vec<u8>>) {
            self.files.insert(path.into(), content.into());
        }
    }

    const QUOTE: &str = "Egypt backs Haftar";

    fn raw(n: usize) -> String {
        format!("# Report {n}\n\nIn {n} it rained. Egypt backs Haftar since {n}. Others do not.\n")
    }

    /// So many sources, each with card, ledger and text.
    fn files(count: usize) -> Counted {
        let mut files = Counted::default();
        for n in 0..count {
            let (id, raw) = (format!("paper-{n}"), raw(n));
            let text = Text::new(&raw, false);
            let card = Card {
                title: id.clone(),
                text: Some(TextCard {
                    file: format!("{id}.txt"),
                    sha256: text.sha256().to_owned(),
                    words: text.word_count(),
                    paragraphs: text.paragraph_count(),
                    ..TextCard::default()
                }),
                ..Card::default()
            };
            files.put(format!("seeds/{id}.ron"), card.write());
            let ledger = Ledger::build(id.parse().expect("an id"), &text, [&Quote::parse(QUOTE)]);
            files.put(format!("seeds/{id}.proofs"), ledger.write());
            files.put(format!("seeds/{id}.txt"), raw);
        }
        files
    }

    fn beside() -> TextFolder {
        TextFolder { path: "seeds".into(), complete: false }
    }

    fn load(files: &Counted, folder: &TextFolder, which: TextsRead) -> Sources {
        let read = Sources::load_reading(files, Path::new("seeds"), Some(folder), which);
        read.expect("files in memory can be read")
    }

    #[test]
    fn only_the_texts_of_printed_quotes_are_read() {
        let files = files(20);
        let sources = load(&files, &beside(), TextsRead::WithoutLedger);
        assert_eq!(files.read_so_far(), 0, "every quote has its ledger");
        let cards: Vec<&Source> = sources.cards().collect();
        let texts = LateTexts::of(files, Some("seeds".into()));
        for n in [3, 5, 3, 11, 5] {
            let own = cards.iter().find(|card| card.id.as_str() == format!("paper-{n}"));
            let sentence = texts.around(own.expect("a card"), 2, (5, 7));
            assert_eq!(sentence, Some(format!("Egypt backs Haftar since {n}.")));
        }
        assert_eq!(texts.files.read_so_far(), 3, "three sources are printed");
        assert!(texts.changed().is_empty());
    }

    #[test]
    fn a_text_is_read_where_its_ledger_does_not_speak_for_it() {
        let mut files = files(4);
        files.files.remove(Path::new("seeds/paper-0.proofs"));
        files.put("seeds/paper-1.proofs".to_owned(), "nothing of the sort");
        let sources = load(&files, &beside(), TextsRead::WithoutLedger);
        assert_eq!(files.read_so_far(), 2);
        let read = |n: usize| sources.text(&format!("paper-{n}")).is_some();
        assert_eq!([0, 1, 2, 3].map(read), [true, true, false, false]);
        assert_eq!(sources.faults("paper-1").count(), 1, "the ledger is faulty still");
        assert_eq!(load(&files, &beside(), TextsRead::All).faults("paper-1").count(), 1);
    }

    #[test]
    fn a_folder_that_is_asked_for_has_every_text() {
        let mut files = files(3);
        files.files.remove(Path::new("seeds/paper-1.txt"));
        let folder = TextFolder { complete: true, ..beside() };
        for which in [TextsRead::All, TextsRead::WithoutLedger] {
            let sources = load(&files, &folder, which);
            let lacks = |n: usize| sources.lack(&format!("paper-{n}")).is_some();
            assert_eq!([0, 1, 2].map(lacks), [false, true, false], "{which:?}");
        }
    }

    #[test]
    fn a_text_that_is_another_gives_no_sentence() {
        let mut files = files(3);
        let sources = load(&files, &beside(), TextsRead::WithoutLedger);
        let cards: Vec<&Source> = sources.cards().collect();
        // As long as before, and the words are where they were.
        files.put("seeds/paper-0.txt".to_owned(), raw(0).replace("Others", "Nobody"));
        files.put("seeds/paper-1.txt".to_owned(), [0xff]);
        files.files.remove(Path::new("seeds/paper-2.txt"));
        let texts = LateTexts::of(files, Some("seeds".into()));
        assert!(cards.iter().all(|card| texts.around(card, 2, (5, 7)).is_none()));
        assert_eq!(texts.changed(), ["paper-0", "paper-1"]);
    }
}
