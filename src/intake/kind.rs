//! What kind of file it is, by its first bytes, or by its name if these do not decide.
//!
//! Takes a name and bytes; gives the kind, or what it is instead and what to do. Must not know how a kind
//! is read.

use std::fmt;

use strum::IntoStaticStr;

/// A kind of file that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum FileKind {
    /// Plain text in any encoding.
    Text,
    /// Markdown.
    Markdown,
    /// A saved page.
    Html,
    /// PDF.
    Pdf,
    /// Word.
    Docx,
    /// A page with all that belongs to it in one file.
    Mhtml,
    /// OpenDocument text.
    Odt,
    /// An e-book.
    Epub,
}

impl FileKind {
    /// Every kind.
    #[rustfmt::skip]
    pub const ALL: [FileKind; 8] = [
        FileKind::Text, FileKind::Markdown, FileKind::Html, FileKind::Pdf, FileKind::Docx, FileKind::Mhtml, FileKind::Odt, FileKind::Epub,
    ];

    /// The word on cards.
    pub fn word(self) -> &'static str {
        self.into()
    }

    /// What kind of file this is.
    ///
    /// # Errors
    /// When it is of a kind that is known and not read.
    pub fn of(name: &str, bytes: &[u8]) -> Result<FileKind, IntakeError> {
        let head = bytes.get(..HEAD).unwrap_or(bytes);
        if let Some((_, what, help)) = OTHERS.iter().find(|(magic, ..)| head.starts_with(magic)) {
            return Err(IntakeError::OtherKind { what, help });
        }
        if head.starts_with(b"PK\x03\x04") {
            return zipped(bytes);
        }
        if find(head, b"%PDF-") {
            return Ok(FileKind::Pdf);
        }
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        let ending = ending.as_deref().unwrap_or_default();
        // Letters of UTF-16 have a zero between them.
        let plain: Vec<u8> = head.iter().filter(|b| **b != 0).map(u8::to_ascii_lowercase).collect();
        if plain.starts_with(b"from: <saved by") || find(&plain, b"content-type: multipart/related")
        {
            return Ok(FileKind::Mhtml);
        }
        let marks = [&b"<!doctype html"[..], b"<html", b"<head>", b"<body", b"<meta "];
        Ok(match ending {
            "md" | "markdown" => FileKind::Markdown,
            "html" | "htm" | "xhtml" | "shtml" => FileKind::Html,
            "pdf" => return Err(broken(FileKind::Pdf, "it does not begin as one")),
            "docx" => return Err(broken(FileKind::Docx, "it is not a zip archive")),
            "txt" => FileKind::Text,
            _ if marks.iter().any(|mark| find(&plain, mark)) => FileKind::Html,
            _ => FileKind::Text,
        })
    }
}

impl fmt::Display for FileKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            FileKind::Text => "text",
            FileKind::Markdown => "Markdown",
            FileKind::Html => "HTML",
            FileKind::Pdf => "PDF",
            FileKind::Docx => "Word",
            FileKind::Mhtml => "MHTML",
            FileKind::Odt => "OpenDocument",
            FileKind::Epub => "EPUB",
        })
    }
}

/// Why a file has no text for us.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IntakeError {
    /// It holds too much.
    #[error("the file has more than {} MiB, and no document has; --limits 2 doubles what is read", .limit >> 20)]
    TooLarge {
        /// In bytes.
        limit: u64,
    },
    /// It has more of something than documents have.
    #[error("{has}, and {most} are read{help}; --limits 2 doubles that")]
    TooMany {
        /// What it has of what.
        has: String,
        /// How many are read.
        most: usize,
        /// What else may be done.
        help: &'static str,
    },
    /// It unpacks to too much.
    #[error("the file unpacks to more than {} MiB: {what}; it is broken, or made to do harm, or --limits 2 reads it", .limit >> 20)]
    Bomb {
        /// Where in the file.
        what: String,
        /// In bytes.
        limit: u64,
    },
    /// It is of another kind.
    #[error("the file is {what}, which is not read; {help}")]
    OtherKind {
        /// What it is.
        what: &'static str,
        /// What to do.
        help: &'static str,
    },
    /// It is not text.
    #[error("the file is not a text: byte {at} fits no encoding of text")]
    NotText {
        /// Where, counted from 0.
        at: usize,
    },
    /// It cannot be read.
    #[error("the {kind} file is broken: {why}")]
    Broken {
        /// What it should be.
        kind: FileKind,
        /// What is wrong.
        why: String,
    },
    /// It wants a password.
    #[error("the {0} file is encrypted; save a copy without a password, and add that")]
    Encrypted(FileKind),
    /// It has no words.
    #[error("the {kind} file has no text{}", no_text(*.kind))]
    Empty {
        /// What it is.
        kind: FileKind,
    },
    /// The program was built without the readers.
    #[error("this whobacks was built without the readers (feature `intake`): it cannot read {0}")]
    NoReader(FileKind),
}

fn no_text(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Pdf => {
            ": it may be made of pictures; run a text recognition over it (such as ocrmypdf), and add what that gives"
        }
        FileKind::Html | FileKind::Mhtml => {
            ": the page may be filled in by a script; save it as it is shown, or print it to PDF"
        }
        _ => "",
    }
}

/// How much of a file is looked at.
const HEAD: usize = 2048;

const OTHERS: &[(&[u8], &str, &str)] = &[
    (b"\xd0\xcf\x11\xe0", "an old Word file (.doc), or a Word file with a password", SAVE_DOCX),
    (b"{\\rtf", "RTF", SAVE_DOCX),
    (b"bplist00", "a web archive of Safari", "save the page as HTML instead"),
    (b"\x89PNG", "a picture", RECOGNISE),
    (b"\xff\xd8\xff", "a picture", RECOGNISE),
    (b"GIF8", "a picture", RECOGNISE),
    (b"II*\0", "a picture", RECOGNISE),
    (b"MM\0*", "a picture", RECOGNISE),
    (b"\x1f\x8b", "packed (gzip)", "unpack it, and add what is in it"),
    (b"7z\xbc\xaf", "packed (7z)", "unpack it, and add what is in it"),
    (b"Rar!", "packed (RAR)", "unpack it, and add what is in it"),
    (b"BZh", "packed (bzip2)", "unpack it, and add what is in it"),
    (b"\x28\xb5\x2f\xfd", "packed (zstd)", "unpack it, and add what is in it"),
    (b"\x7fELF", "a program", "add the document instead"),
    (b"SQLite format 3", "a database", "add the document instead"),
];

const SAVE_DOCX: &str = "save it as .docx without a password, or print it to PDF";
const RECOGNISE: &str = "run a text recognition over it, and add the text";

/// Which of the files that are zip archives.
fn zipped(bytes: &[u8]) -> Result<FileKind, IntakeError> {
    let other = |what, help| Err(IntakeError::OtherKind { what, help });
    // Names stand uncompressed, in front of each member and in the list at the end.
    let head = bytes.get(..256 << 10).unwrap_or(bytes);
    let tail = bytes.get(bytes.len().saturating_sub(256 << 10)..).unwrap_or_default();
    let has = |name: &[u8]| find(head, name) || find(tail, name);
    if has(b"[Content_Types].xml") || has(b"word/") {
        return match () {
            () if has(b"word/") => Ok(FileKind::Docx),
            () if has(b"xl/") => other("a spreadsheet", "`whobacks import` reads tables"),
            () if has(b"ppt/") => other("a slide show", "print it to PDF, and add that"),
            () => Ok(FileKind::Docx),
        };
    }
    if has(b"application/epub+zip") {
        return Ok(FileKind::Epub);
    }
    if has(b"application/vnd.oasis.opendocument.text") {
        return Ok(FileKind::Odt);
    }
    if has(b"application/vnd.oasis.opendocument") {
        return other("an OpenDocument file", SAVE_DOCX);
    }
    other("a zip archive", "unpack it, and add what is in it")
}

fn find(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

fn broken(kind: FileKind, why: &str) -> IntakeError {
    IntakeError::Broken { kind, why: why.to_owned() }
}
