//! Which files in `graphs/` are fresh.
//!
//! A text is compared with what would be written now. A picture is not: drawing takes time, and its
//! last digits differ between machines. So `build` keeps a record beside the pictures, with two hashes
//! for each: of the file as it was written, and of all that it was drawn from (what it shows,
//! how it was asked for, and the code that drew it). A picture that has lost its end or was painted
//! over is stale, like one of older claims. Somebody who edits the record too is not found out.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::path::Path;

use sha2::{Digest as _, Sha256};

/// How a file on disk compares with what would be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Freshness {
    /// It is the same.
    Fresh,
    /// There is none.
    Missing,
    /// It differs.
    Stale(Why),
}

/// Why a file is stale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Why {
    /// Its text is not the one that would be written.
    Differs,
    /// No record says what it was drawn from.
    Unrecorded,
    /// It is not the file that was written: cut short, painted over, or merged.
    Altered,
    /// What it shows has changed, or the program that draws it.
    Outdated,
}

impl fmt::Display for Freshness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Freshness::Fresh => "is fresh",
            Freshness::Missing => "is missing",
            Freshness::Stale(Why::Differs) => "is stale",
            Freshness::Stale(Why::Unrecorded) => "is stale: nothing says what it was drawn from",
            Freshness::Stale(Why::Altered) => "is stale: it is not the file that was written",
            Freshness::Stale(Why::Outdated) => {
                "is stale: what it shows has changed, or how it is drawn"
            }
        })
    }
}

/// How a text on disk, if there is one, compares with the one that would be written.
pub fn of_text(old: Option<&[u8]>, new: &[u8]) -> Freshness {
    match old {
        None => Freshness::Missing,
        Some(old) if old == new => Freshness::Fresh,
        Some(_) => Freshness::Stale(Why::Differs),
    }
}

/// A SHA-256.
pub type Hash = [u8; 32];

/// The hash of all that a picture is drawn from. `parts` is what it shows and how it was asked for;
/// the code that draws it is added here.
pub fn drawn_from(parts: &[&str]) -> Hash {
    let mut hash = Sha256::new();
    for part in [env!("WHOBACKS_DRAWING")].iter().chain(parts) {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

/// The hashes of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Record {
    /// Of the file as it was written.
    file: Hash,
    /// Of all that it was drawn from.
    from: Hash,
}

/// The record of the pictures of one data set, by the names of their files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock(BTreeMap<String, Record>);

/// The first line of the file, which says what it is.
const HEAD: &str = "# What the pictures beside this file were drawn from, by which `whobacks build` knows the fresh \
                    ones:\n# SHA-256 of the file, SHA-256 of what it was drawn from, name\n";

impl Lock {
    /// Reads a record. A line that cannot be read, such as a merge can leave behind, is ignored: its
    /// picture is then drawn again.
    pub fn read(text: &str) -> Self {
        let record = |line: &str| {
            let mut words = line.splitn(3, ' ');
            let (file, from) = (bytes(words.next()?)?, bytes(words.next()?)?);
            // Pictures on record can be removed, so a record may name only files of this folder.
            let name =
                words.next().filter(|name| Path::new(name).file_name() == Some(name.as_ref()))?;
            Some((name.to_owned(), Record { file, from }))
        };
        Lock(text.lines().filter_map(record).collect())
    }

    /// The record as text, sorted by name.
    pub fn write(&self) -> String {
        let mut text = HEAD.to_owned();
        for (name, Record { file, from }) in &self.0 {
            let _ = writeln!(text, "{} {} {name}", hex(file), hex(from));
        }
        text
    }

    /// How a picture on disk, if there is one, compares with the one that would be drawn.
    pub fn freshness(&self, name: &str, picture: Option<&[u8]>, from: Hash) -> Freshness {
        match (picture, self.0.get(name)) {
            (None, _) => Freshness::Missing,
            (_, None) => Freshness::Stale(Why::Unrecorded),
            (Some(picture), Some(record)) if hash(picture) != record.file => {
                Freshness::Stale(Why::Altered)
            }
            (_, Some(record)) if record.from != from => Freshness::Stale(Why::Outdated),
            _ => Freshness::Fresh,
        }
    }

    /// Whether the file is the one that was written under that name.
    pub fn wrote(&self, name: &str, picture: &[u8]) -> bool {
        self.0.get(name).is_some_and(|record| record.file == hash(picture))
    }

    /// Notes a picture that was drawn.
    pub fn note(&mut self, name: &str, picture: &[u8], from: Hash) {
        self.0.insert(name.to_owned(), Record { file: hash(picture), from });
    }

    /// Forgets a picture.
    pub fn forget(&mut self, name: &str) {
        self.0.remove(name);
    }

    /// The names of the pictures on record.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

fn hash(bytes: &[u8]) -> Hash {
    Sha256::digest(bytes).into()
}

fn hex(hash: &Hash) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes(hex: &str) -> Option<Hash> {
    let mut hash = Hash::default();
    let is_hex = hex.len() == 64 && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
    for (byte, digits) in hash.iter_mut().zip(is_hex.then_some(hex)?.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    }
    Some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_fresh_only_as_it_was_written_and_asked_for() {
        let (from, other) = (drawn_from(&["a view"]), drawn_from(&["another"]));
        let mut lock = Lock::default();
        let picture = b"<svg>all of it</svg>";
        let unrecorded = Freshness::Stale(Why::Unrecorded);
        assert_eq!(lock.freshness("x.svg", Some(picture), from), unrecorded);
        lock.note("x.svg", picture, from);
        for (bytes, from, expected) in [
            (Some(&picture[..]), from, Freshness::Fresh),
            (Some(&picture[..9]), from, Freshness::Stale(Why::Altered)),
            (Some(b""), from, Freshness::Stale(Why::Altered)),
            (Some(picture), other, Freshness::Stale(Why::Outdated)),
            (None, from, Freshness::Missing),
        ] {
            assert_eq!(lock.freshness("x.svg", bytes, from), expected);
        }
    }

    #[test]
    fn a_record_is_read_as_it_was_written_and_rubbish_is_none() {
        let mut lock = Lock::default();
        lock.note("b c.svg", b"b", drawn_from(&["b"]));
        lock.note("a.png", b"a", drawn_from(&["a"]));
        assert_eq!(Lock::read(&lock.write()), lock);
        let merged = lock.write().replace("# SHA", "<<<<<<< ours\nzz zz\nab cd x.svg\n# SHA");
        assert_eq!(Lock::read(&merged), lock);
    }

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(drawn_from(&["ab", "c"]), drawn_from(&["a", "bc"]));
    }
}
