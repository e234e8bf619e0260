//! What a zipped workbook is, and whether it is as large as it says.
//!
//! Takes the bytes of an archive; gives its kind, or an error where it would unpack to more than anybody means.
//! Must not know what stands in its sheets.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "bytes of an archive, of which so many are unpacked at most"
)]

use std::io::{Cursor, Read};

use super::super::ImportError;
use super::form;

/// The most bytes that a file may unpack to; and those of one that shrinks suspiciously well.
const UNPACKED: u64 = 1 << 30;
const SUSPECT: u64 = 64 << 20;
const RATIO: u64 = 200;
/// The most of the texts that sheets share.
const SHARED: u64 = 256 << 20;

/// A sort of zipped workbook.
pub(super) enum WorkbookKind {
    Xlsx,
    Xlsb,
    /// Its `content.xml`.
    Ods(String),
}

/// What a zipped workbook is; an error where it would unpack to more than anybody means.
pub(super) fn measure(bytes: &[u8]) -> Result<WorkbookKind, ImportError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(form)?;
    let mut total = 0;
    let (mut kind, mut content) = (None, None);
    for i in 0..archive.len() {
        let entry = archive.by_index(i).map_err(form)?;
        let name = entry.name().map_err(form)?.into_owned();
        let most = if name.ends_with("sharedStrings.xml") { SHARED } else { UNPACKED };
        let mut entry = entry.take(most + 1);
        let size = if name == "content.xml" {
            let mut text = Vec::new();
            let size = entry.by_ref().take(SHARED).read_to_end(&mut text).map_err(form)? as u64;
            content = Some(String::from_utf8_lossy(&text).into_owned());
            size
        } else {
            count(&mut entry, most, total, bytes.len() as u64)?
        };
        total += size;
        let suspect = total > SUSPECT && total / RATIO > bytes.len() as u64;
        if size > most || total > UNPACKED || suspect {
            return Err(ImportError::Form(
                "the workbook unpacks to far more than it should; it is not read".to_owned(),
            ));
        }
        match name.as_str() {
            "xl/workbook.xml" => kind = Some(WorkbookKind::Xlsx),
            "xl/workbook.bin" => kind = Some(WorkbookKind::Xlsb),
            _ => {}
        }
    }
    kind.or_else(|| content.map(WorkbookKind::Ods)).ok_or_else(|| {
        let names: Vec<_> = archive.file_names().take(3).flatten().collect();
        let more = if archive.len() > names.len() { ", …" } else { "" };
        ImportError::Form(format!(
            "this is an archive and no workbook (XLSX, XLSB, ODS): unpack it, and import what is in it ({}{more})",
            names.join(", ")
        ))
    })
}

/// How long an entry is, looked at piece by piece.
fn count(entry: &mut impl Read, most: u64, before: u64, packed: u64) -> Result<u64, ImportError> {
    let mut buffer = vec![0; 1 << 16];
    let mut size = 0;
    loop {
        let read = entry.read(&mut buffer).map_err(form)? as u64;
        size += read;
        let suspect = before + size > SUSPECT && (before + size) / RATIO > packed;
        if read == 0 || size > most || suspect {
            return Ok(size);
        }
    }
}
