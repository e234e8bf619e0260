//! The parts of a Word file: XML in a zip archive.
//!
//! Takes the bytes; gives parts by name. Must not know what is in them. No part is unpacked beyond what a
//! document has.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use super::super::{IntakeError, Kind};

/// No part of a document that somebody wrote is larger.
const LIMIT: u64 = 96 << 20;

pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
}

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, IntakeError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| of_zip(&error))?;
        Ok(Package { archive })
    }

    /// A part, where there is one of that name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, IntakeError> {
        let mut file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(of_zip(&error)),
        };
        let mut bytes = Vec::new();
        // What the archive says of its size may be a lie.
        let read = (&mut file).take(LIMIT + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > LIMIT {
            return Err(IntakeError::Bomb { what: name.to_owned(), limit: LIMIT });
        }
        read.map_err(|error| broken(&format!("{name}: {error}")))?;
        let decoded = super::super::decode::decode(&bytes, None)?;
        Ok(Some(decoded.text))
    }

    /// The part that holds the text; mostly `word/document.xml`.
    pub(super) fn main_part(&mut self) -> String {
        let usual = "word/document.xml".to_owned();
        let Ok(Some(list)) = self.part("_rels/.rels") else { return usual };
        let is_main =
            |tag: &&str| tag.contains("/officeDocument\"") || tag.contains("/officeDocument'");
        let target = list.split('<').find(is_main).and_then(|tag| {
            let rest = &tag[tag.find("Target=")? + "Target=".len()..];
            let mark = rest.chars().next()?;
            rest[1..].split(mark).next()
        });
        target.map_or(usual, |target| target.trim_start_matches('/').to_owned())
    }
}

fn of_zip(error: &ZipError) -> IntakeError {
    match error {
        ZipError::UnsupportedArchive(why) if why.contains("assword") => {
            IntakeError::Encrypted(Kind::Docx)
        }
        error => broken(&error.to_string()),
    }
}

pub(super) fn broken(why: &str) -> IntakeError {
    IntakeError::Broken { kind: Kind::Docx, why: why.to_owned() }
}
