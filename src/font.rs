//! The font that comes along: DejaVu Sans Condensed.
//!
//! Gives the bytes of its two files. The program stores each of them once, compressed, and unpacks it at
//! the first use; most commands need no font. Must not know what is in a font.

use std::io::Read as _;
use std::sync::OnceLock;

use flate2::read::ZlibDecoder;

/// For reading.
pub(crate) fn regular() -> &'static [u8] {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    BYTES.get_or_init(|| unpacked(include_bytes!(concat!(env!("OUT_DIR"), "/regular.zlib"))))
}

/// For names.
#[cfg(feature = "draw")]
pub(crate) fn bold() -> &'static [u8] {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    BYTES.get_or_init(|| unpacked(include_bytes!(concat!(env!("OUT_DIR"), "/bold.zlib"))))
}

fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut font = Vec::with_capacity(700_000);
    ZlibDecoder::new(bytes).read_to_end(&mut font).expect("`build.rs` compressed the font");
    font
}
