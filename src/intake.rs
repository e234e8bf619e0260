//! Files as people have them: saved pages, PDFs, Word files, texts in any encoding; and libraries of
//! references.
//!
//! Takes a file's name and bytes; gives the text in which quotes are proved, one paragraph on each line, with what
//! the file says about itself, and a report of everything that was left out or is doubtful. Must not know cards,
//! disks, or actors: what the file says about its date or author is only a proposal for the card.
//!
//! Rules for every reader: menus, scripts and styles are not text; links count as their words; lines
//! broken by the page are joined; ligatures and soft hyphens are replaced by plain letters; footnote marks become
//! superscript digits, which a quote may leave out; nothing is left out without being counted.
//!
//! The readers are the feature `intake`; without it only UTF-8 is read.

#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

#[cfg(feature = "intake")]
mod decode;
#[cfg(feature = "intake")]
mod docx;
pub(crate) mod encoding;
#[cfg(feature = "intake")]
mod epub;
#[cfg(feature = "intake")]
mod html;
#[cfg(feature = "intake")]
mod join;
mod kind;
#[cfg(feature = "intake")]
mod markdown;
#[cfg(feature = "intake")]
mod mhtml;
mod named;
#[cfg(feature = "intake")]
mod odt;
#[cfg(feature = "intake")]
mod opened;
#[cfg(feature = "intake")]
mod package;
#[cfg(feature = "intake")]
mod pdf;
#[cfg(feature = "intake")]
mod plain;
mod reading;
#[cfg(feature = "intake")]
pub mod references;
#[cfg(feature = "intake")]
mod tidy;

pub use kind::{FileKind, IntakeError};
pub use named::good_id;
pub use reading::{CardField, Fact, Paragraphs, Reading, ReadingNote};

/// How a file is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IntakeOptions {
    /// Keep all that a page shows, menus too.
    pub whole_page: bool,
    /// How many times as much as usual a file may hold and ask for: bytes, elements, pages, memory, time. At least 1.
    pub limits: u32,
}

impl Default for IntakeOptions {
    fn default() -> Self {
        IntakeOptions { whole_page: false, limits: 1 }
    }
}

impl IntakeOptions {
    /// What a limit on a number is.
    fn beyond(self, usual: usize) -> usize {
        usual.saturating_mul(self.limits.max(1) as usize)
    }

    /// What a limit on bytes is.
    pub(crate) fn beyond_bytes(self, usual: u64) -> u64 {
        usual.saturating_mul(u64::from(self.limits.max(1)))
    }
}

/// No file is taken that is larger, unless that is wanted: a book has a few megabytes.
pub const MOST_BYTES: u64 = 256 << 20;

/// No text has more lines, of which each takes memory however short it is.
const MOST_LINES: usize = 500_000;
/// And one more for so many bytes.
const BYTES_A_LINE: usize = 50;

/// Reads a file.
///
/// ```
/// # #[cfg(feature = "intake")] {
/// use whobacks::intake::{IntakeOptions, read};
///
/// let page = b"<title>On Sund</title><nav>Home</nav><p>Northland arms the <a href='/g'>Harbour Guard</a>, as it \
///     has done ever since the war over the strait began and the last of its ferries was sunk.</p>";
/// let reading = read("sund.html", page, IntakeOptions::default())?;
/// let mut paragraphs = reading.paragraphs.iter();
/// assert!(paragraphs.next().unwrap().starts_with("Northland arms the Harbour Guard, as it has done"));
/// assert_eq!(paragraphs.next(), None);
/// # }
/// # Ok::<(), whobacks::intake::IntakeError>(())
/// ```
///
/// # Errors
/// When the file is of no kind that is read, is broken or encrypted, unpacks to more than any document
/// has, or holds no text.
pub fn read(name: &str, bytes: &[u8], options: IntakeOptions) -> Result<Reading, IntakeError> {
    let limit = options.beyond_bytes(MOST_BYTES);
    if bytes.len() as u64 > limit {
        return Err(IntakeError::TooLarge { limit });
    }
    let kind = FileKind::of(name, bytes)?;
    if matches!(kind, FileKind::Text | FileKind::Markdown) {
        let most = options.beyond(MOST_LINES.saturating_add(bytes.len() / BYTES_A_LINE));
        let lines = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count();
        if lines > most {
            let has = format!("the file has {lines} lines");
            return Err(IntakeError::TooMany { has, most, help: "" });
        }
    }
    let reading = read_kind(kind, bytes, options)?;
    if !reading.has_words() {
        return Err(IntakeError::Empty { kind });
    }
    Ok(reading)
}

#[cfg(feature = "intake")]
fn read_kind(kind: FileKind, bytes: &[u8], options: IntakeOptions) -> Result<Reading, IntakeError> {
    match kind {
        FileKind::Text => plain::read(bytes),
        FileKind::Markdown => markdown::read(bytes),
        FileKind::Html => html::read(bytes, options),
        FileKind::Pdf => pdf::read(bytes, options),
        FileKind::Docx => docx::read(bytes, options),
        FileKind::Mhtml => mhtml::read(bytes, options),
        FileKind::Odt => odt::read(bytes, options),
        FileKind::Epub => epub::read(bytes, options),
    }
}

#[cfg(not(feature = "intake"))]
fn read_kind(kind: FileKind, bytes: &[u8], _: IntakeOptions) -> Result<Reading, IntakeError> {
    match (kind, std::str::from_utf8(bytes)) {
        (FileKind::Text | FileKind::Markdown, Ok(text)) => Ok(Reading::as_it_is(text)),
        (FileKind::Text | FileKind::Markdown, Err(error)) => {
            Err(IntakeError::NotText { at: error.valid_up_to() })
        }
        _ => Err(IntakeError::NoReader(kind)),
    }
}
