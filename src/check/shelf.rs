//! Where a kept dataset is read from, and the runs of bytes that lie there.
//!
//! Takes something, puts its bytes on a shelf, and gives a run by which it is found there; takes a run, gives the thing back if its
//! checksum is right. Must not know what is kept, nor where the shelf is.

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

use std::fmt;
use std::io;

use bitcode::{Decode, DecodeOwned, Encode};

use crate::model::Claim;

/// Where kept lists and claims are read from.
pub trait KeptShelf: fmt::Debug + Send + Sync {
    /// So many bytes of what is kept, from an offset on.
    ///
    /// # Errors
    /// If they do not exist, or cannot be read.
    fn read(&self, from: u64, length: usize) -> io::Result<Vec<u8>>;

    /// All claims, read and checked once more, because the kept ones are broken; `None` if they no longer pass.
    fn anew(&self) -> Option<Vec<Claim>>;
}

/// A run of bytes on the shelf that has something whole, with its checksum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub(super) struct Run {
    from: u64,
    length: u32,
    sum: u32,
}

impl Run {
    /// Puts something on the shelf, behind what is there.
    #[expect(
        clippy::expect_used,
        reason = "lists of a checked dataset, which has fewer than 2^32 claims"
    )]
    pub(super) fn put<T: Encode + ?Sized>(what: &T, shelf: &mut Vec<u8>) -> Run {
        let bytes = bitcode::encode(what);
        let length = u32::try_from(bytes.len()).expect("no list fills four gigabytes");
        let run = Run { from: shelf.len() as u64, length, sum: crc32fast::hash(&bytes) };
        shelf.extend(bytes);
        run
    }

    /// With the checksum of what stands there now, as somebody would write it who damages a list on purpose.
    #[cfg(test)]
    pub(super) fn summed_anew(self, shelf: &[u8]) -> Run {
        let from = usize::try_from(self.from).expect("a place in memory");
        Run { sum: crc32fast::hash(&shelf[from..][..self.length as usize]), ..self }
    }

    /// What was put there; `None` if it is not whole.
    pub(super) fn get<T: DecodeOwned>(self, shelf: &dyn KeptShelf) -> Option<T> {
        let bytes = shelf.read(self.from, self.length as usize).ok()?;
        (crc32fast::hash(&bytes) == self.sum).then(|| bitcode::decode(&bytes).ok())?
    }
}
