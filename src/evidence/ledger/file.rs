//! A ledger as a file; the format is described in the parent module.
//!
//! Takes and gives text. Must not know quotes. Only what [`Ledger::write`] writes is accepted: a number
//! or a hash has one form, keys and places have one order, so that equal ledgers are equal files.

use std::fmt::Write as _;

use super::{Agreeing, Ledger, LedgerPlace};
use crate::evidence::hash::{self, Keyed};
use crate::evidence::{Bearing, Caution};

const NAME: &str = "# whobacks-proofs ";
const VERSION: &str = "2";
const DIGEST: &str = "digest ";

/// Why a file is not a ledger that can be trusted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LedgerError {
    /// The first line is not a ledger's.
    #[error("this is not a proof ledger: the first line does not start with `# whobacks-proofs`")]
    NotALedger,
    /// Of another version of the format.
    #[error(
        "the ledger has version `{0}`, and this tool reads version 2: run `whobacks prove`, which writes it again"
    )]
    UnknownVersion(String),
    /// A line is not as the tool writes it, or out of order.
    #[error("line {0} of the ledger is not as it was written")]
    BadLine(usize),
    /// The last line is not a digest: the end of the file is gone.
    #[error("the ledger has no digest at its end, so part of it is missing")]
    NoDigest,
    /// The digest is not that of the lines.
    #[error("the ledger was changed since it was written: its digest differs")]
    DigestDiffers,
}

impl Ledger {
    /// Reads a ledger and holds its digest against it.
    ///
    /// # Errors
    /// When a byte of it is not as [`Ledger::write`] wrote it.
    pub fn parse(text: &str) -> Result<Ledger, LedgerError> {
        let unix;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let text = if text.contains('\r') {
            unix = text.replace("\r\n", "\n");
            &unix
        } else {
            text
        };
        let rest = text.strip_prefix(NAME).ok_or(LedgerError::NotALedger)?;
        let (header, _) = rest.split_once('\n').ok_or(LedgerError::NoDigest)?;
        let mut fields = header.split(' ');
        let version = fields.next().unwrap_or_default();
        if version != VERSION {
            return Err(LedgerError::UnknownVersion(version.to_owned()));
        }
        let bad = LedgerError::BadLine;
        let source = fields.next().and_then(|id| id.parse().ok()).ok_or(bad(1))?;
        let sha256 = fields.next().filter(|sha| hash::is_hex(sha)).ok_or(bad(1))?;
        if fields.next().is_some() {
            return Err(bad(1));
        }

        let content = text.strip_suffix('\n').unwrap_or(text);
        let (above, last) = content.rsplit_once('\n').unwrap_or(("", content));
        let digest = last.strip_prefix(DIGEST).ok_or(LedgerError::NoDigest)?;
        // With the line feed that ends it.
        let above = text.get(..above.len().saturating_add(1)).unwrap_or(text);
        let lines = above.lines().zip(1..).skip(1);

        // Room for what nearly every ledger has, a place for each line: ten thousand ledgers are in memory at once.
        let room = above.bytes().filter(|byte| *byte == b'\n').count().saturating_sub(1);
        let mut ledger = Ledger {
            source,
            text: Keyed::new(sha256),
            keys: Vec::with_capacity(room),
            starts: Vec::with_capacity(room),
            marks: Vec::with_capacity(room),
        };
        for (line, number) in lines {
            ledger.push_line(line).ok_or(bad(number))?;
        }
        ledger.marks.shrink_to_fit();
        if digest != hash::hex(&hash::sha256(&[above.as_bytes()])) {
            return Err(LedgerError::DigestDiffers);
        }
        Ok(ledger)
    }

    /// Reads one line and adds it; `None` when it is not as [`Ledger::write`] writes it.
    fn push_line(&mut self, line: &str) -> Option<()> {
        let mut fields = line.split(' ');
        let key = hex_number(fields.next()?, 32)?;
        if self.keys.last().is_some_and(|before| *before >= key) {
            return None;
        }
        let from = self.marks.len();
        for field in fields {
            let mark = LedgerPlace::parse(field)?;
            let place = |mark: &LedgerPlace| (mark.paragraph, mark.words);
            let before = self.marks.get(from..).and_then(|own| own.last());
            if before.is_some_and(|before| place(before) >= place(&mark)) {
                return None;
            }
            self.marks.push(mark);
        }
        self.keys.push(key);
        self.starts.push(u32::try_from(from).ok()?);
        (self.marks.len() > from).then_some(())
    }

    /// The ledger as its file has it, with line feeds.
    pub fn write(&self) -> String {
        let mut out = format!("{NAME}{VERSION} {} {}\n", self.source, self.text_sha256());
        let keys = self.keys.len().saturating_mul(33);
        out.reserve(keys.saturating_add(self.marks.len().saturating_mul(32)));
        for (i, key) in self.keys.iter().enumerate() {
            // A String takes all that is written.
            let _ = write!(out, "{key:032x}");
            for mark in self.marks_of(i) {
                out.push(' ');
                mark.write(&mut out);
            }
            out.push('\n');
        }
        let digest = hash::hex(&hash::sha256(&[out.as_bytes()]));
        out.push_str(DIGEST);
        out.push_str(&digest);
        out.push('\n');
        out
    }
}

impl LedgerPlace {
    fn parse(field: &str) -> Option<LedgerPlace> {
        let (paragraph, rest) = field.split_once(':')?;
        let (first, rest) = rest.split_once('-')?;
        let (rest, caution) = match rest.split_once('!') {
            Some((rest, letters)) => (rest, caution(letters)?),
            None => (rest, Caution::default()),
        };
        let mut rest = rest.split('.');
        let place = rest.next()?;
        let mut ends = 0;
        for word in rest {
            let bit = 1_u64.checked_shl(number(word)?.checked_sub(1)?)?;
            if bit <= ends {
                return None;
            }
            ends |= bit;
        }
        let (last, kind) = match (place.strip_suffix('~'), place.strip_suffix('^')) {
            (Some(last), _) => (last, Agreeing::Elided),
            (_, Some(last)) => (last, Agreeing::Mended),
            _ => {
                let (last, digits) = place.split_once('=')?;
                (last, Agreeing::Whole(hex_number(digits, 16)?.try_into().ok()?))
            }
        };
        let words = (number(first)?, number(last)?);
        let mark = LedgerPlace { paragraph: number(paragraph)?, words, kind, ends, caution };
        (words.0 <= words.1).then_some(mark)
    }

    fn write(&self, out: &mut String) {
        let LedgerPlace { paragraph, words: (first, last), kind, ends, caution } = self;
        // A String takes all that is written.
        let _ = write!(out, "{paragraph}:{first}-{last}");
        let _ = match kind {
            Agreeing::Whole(letters) => write!(out, "={letters:016x}"),
            Agreeing::Elided => write!(out, "~"),
            Agreeing::Mended => write!(out, "^"),
        };
        for word in (0..u64::BITS).filter(|word| ends >> word & 1 == 1) {
            let _ = write!(out, ".{}", word.saturating_add(1));
        }
        if *caution != Caution::default() {
            out.push('!');
            out.extend(letters(caution));
        }
    }
}

/// A caution in letters, in their order.
fn letters(caution: &Caution) -> impl Iterator<Item = char> {
    let turn = |turn: Bearing, [ended, denied]: [char; 2]| match turn {
        Bearing::None => None,
        Bearing::Ended => Some(ended),
        Bearing::Denied => Some(denied),
    };
    let turns = [turn(caution.before, ['e', 'n']), turn(caution.between, ['E', 'N'])];
    turns.into_iter().flatten().chain(caution.wide.then_some('w'))
}

/// The caution that these letters write.
fn caution(written: &str) -> Option<Caution> {
    let mut caution = Caution::default();
    for letter in written.chars() {
        match letter {
            'e' => caution.before = Bearing::Ended,
            'n' => caution.before = Bearing::Denied,
            'E' => caution.between = Bearing::Ended,
            'N' => caution.between = Bearing::Denied,
            'w' => caution.wide = true,
            _ => return None,
        }
    }
    let same = letters(&caution).eq(written.chars());
    (same && !written.is_empty()).then_some(caution)
}

/// A number counted from 1, written in one way only.
fn number(text: &str) -> Option<u32> {
    if text.starts_with(['0', '+']) { None } else { text.parse().ok() }
}

fn hex_number(text: &str, digits: usize) -> Option<u128> {
    let digit = |number: u128, byte: u8| match byte {
        b'0'..=b'9' | b'a'..=b'f' => {
            let digit = char::from(byte).to_digit(16)?;
            Some(number.wrapping_shl(4) | u128::from(digit))
        }
        _ => None,
    };
    if text.len() == digits { text.bytes().try_fold(0, digit) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Quote, Text};

    fn ledger() -> Ledger {
        let text = Text::new("Egypt backs Haftar.\nThe UAE, too, backs Haftar.", false);
        let quotes = ["Egypt backs", "the UAE … Haftar", "backs haftar"].map(Quote::parse);
        Ledger::build("some-source".parse().unwrap(), &text, &quotes)
    }

    #[test]
    fn line_ends_may_change_and_nothing_else() {
        let built = ledger();
        let written = built.write();
        assert_eq!(Ledger::parse(&written.replace('\n', "\r\n")).as_ref(), Ok(&built));
        assert_eq!(Ledger::parse(written.trim_end()).as_ref(), Ok(&built));
        for (from, to, why) in [
            ("# whobacks", "# other", LedgerError::NotALedger),
            ("proofs 2 ", "proofs 1 ", LedgerError::UnknownVersion("1".to_owned())),
            ("some-source", "Some Source", LedgerError::BadLine(1)),
            (":1-", ":01-", LedgerError::BadLine(2)),
            ("2:1-5~", "2:1-4~", LedgerError::DigestDiffers),
            ("digest ", "", LedgerError::NoDigest),
        ] {
            let changed = written.replacen(from, to, 1);
            assert_ne!(changed, written, "{from}");
            assert_eq!(Ledger::parse(&changed), Err(why), "{from}");
        }
        for text in ["", "# whobacks-proofs 1", "# whobacks-proofs 1 a b\ndigest x"] {
            assert!(Ledger::parse(text).is_err());
        }
    }
}
