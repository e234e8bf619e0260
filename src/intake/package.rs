//! The parts of a Word file, an OpenDocument file or an e-book: XML in a zip archive.
//!
//! Takes the bytes; gives parts by name. Must not know what is in them. No part is unpacked beyond what a
//! document has.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use super::{FileKind, IntakeError, IntakeOptions};

/// All parts that are read of a document that somebody wrote are no larger.
const LIMIT: u64 = 96 << 20;

pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    kind: FileKind,
    limit: u64,
    left: u64,
}

impl<'b> Package<'b> {
    pub(super) fn open(
        bytes: &'b [u8],
        kind: FileKind,
        options: IntakeOptions,
    ) -> Result<Self, IntakeError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| of_zip(&error, kind))?;
        let limit = options.beyond_bytes(LIMIT);
        Ok(Package { archive, kind, limit, left: limit })
    }

    /// A part, where there is one of that name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, IntakeError> {
        let mut file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(of_zip(&error, self.kind)),
        };
        let mut bytes = Vec::new();
        // What the archive says of its size may be a lie.
        let read = (&mut file).take(self.left.saturating_add(1)).read_to_end(&mut bytes);
        let Some(left) = self.left.checked_sub(bytes.len() as u64) else {
            return Err(IntakeError::Bomb { what: name.to_owned(), limit: self.limit });
        };
        self.left = left;
        read.map_err(|error| broken(self.kind, &format!("{name}: {error}")))?;
        let decoded = super::decode::decode(&bytes, None)?;
        Ok(Some(decoded.text.into_owned()))
    }

    /// The part that holds the text; mostly `word/document.xml`.
    pub(super) fn main_part(&mut self) -> String {
        let usual = "word/document.xml".to_owned();
        let Ok(Some(list)) = self.part("_rels/.rels") else { return usual };
        let is_main =
            |tag: &&str| tag.contains("/officeDocument\"") || tag.contains("/officeDocument'");
        let target = list.split('<').find(is_main).and_then(|tag| {
            let (_, rest) = tag.split_once("Target=")?;
            let mark = rest.chars().next()?;
            rest.strip_prefix(mark)?.split(mark).next()
        });
        target.map_or(usual, |target| target.trim_start_matches('/').to_owned())
    }
}

fn of_zip(error: &ZipError, kind: FileKind) -> IntakeError {
    match error {
        ZipError::UnsupportedArchive(why) if why.contains("assword") => {
            IntakeError::Encrypted(kind)
        }
        error => broken(kind, &error.to_string()),
    }
}

pub(super) fn broken(kind: FileKind, why: &str) -> IntakeError {
    IntakeError::Broken { kind, why: why.to_owned() }
}
