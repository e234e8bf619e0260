//! PDFs that unpack to more than a machine holds.
//!
//! Takes the bytes of a file; refuses what unpacks to too much, before anybody unpacks it. Must not know
//! objects: every packed stream begins behind the word `stream`, wherever a reader finds it.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places in a file that lies in memory, and bytes of which so many are unpacked at most"
)]

use std::io::{self, Read, Write};

use flate2::read::{DeflateDecoder, ZlibDecoder};

use super::super::{IntakeError, IntakeOptions};
use crate::model::Cut;

/// A page's text has a few kilobytes; pictures are large, and white ones shrink well.
const LIMIT: u64 = 192 << 20;
/// Streams that shrink by less are what they seem.
const HARMLESS: u64 = 40;
/// Packed again within themselves, at most.
const DEPTH: usize = 3;

pub(super) fn refuse(bytes: &[u8], options: IntakeOptions) -> Result<(), IntakeError> {
    let limit = options.beyond_bytes(LIMIT);
    let mut total = 0;
    let mut at = 0;
    while let Some(found) = find(bytes.cut(at..), b"stream") {
        let start = at + found + b"stream".len();
        at = start;
        let data = bytes.cut(start..);
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let Some(data) = data.strip_prefix(b"\n") else { continue };
        total += unpacked(data, DEPTH, limit.saturating_sub(total));
        if total >= limit {
            let what = format!("what is packed at byte {start}");
            return Err(IntakeError::Bomb { what, limit });
        }
    }
    Ok(())
}

/// How much a stream unpacks to, if by much: never more than a little beyond `room`.
fn unpacked(data: &[u8], depth: usize, room: u64) -> u64 {
    let Some(([first, second], bare)) = data.split_first_chunk() else { return 0 };
    let head = u16::from_be_bytes([*first, *second]);
    if bare.is_empty() || first & 0x0f != 8 || !head.is_multiple_of(31) {
        return 0;
    }
    let mut counted = Counted { count: 0, kept: Vec::new() };
    let mut decoder = ZlibDecoder::new(data);
    let _ = io::copy(&mut (&mut decoder).take(room + 1), &mut counted);
    if counted.count == 0 {
        // Without a right checksum it is unpacked all the same.
        let _ = io::copy(&mut DeflateDecoder::new(bare).take(room + 1), &mut counted);
    }
    let packed = decoder.total_in().max(1);
    let within = match depth {
        0 => 0,
        depth => unpacked(&counted.kept, depth - 1, room),
    };
    let own = if counted.count / packed < HARMLESS { 0 } else { counted.count };
    own.max(within)
}

/// Counts what is written, and keeps the beginning, in which a second packing can be seen.
struct Counted {
    count: u64,
    kept: Vec<u8>,
}

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        const KEPT: usize = 4 << 20;
        let room = KEPT.saturating_sub(self.kept.len()).min(bytes.len());
        self.kept.extend_from_slice(bytes.cut(..room));
        self.count += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}
