//! How deep the columns of a Parquet file stand within each other, before anybody reads them.
//!
//! Takes the bytes of a file; refuses one whose schema is nested deeper than any stack, for the library that reads it
//! calls itself for each level. Knows of Thrift's compact form what it takes to find the schema. Must not know columns.

/// How deep a schema may be; no table that can be imported is deeper than three.
const DEEPEST: usize = 64;

/// Why a file cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unfit {
    /// Its description of itself breaks off, or is none.
    Damaged,
    /// Its columns stand too deep within each other.
    Deep,
}

/// Whether a file may be given to the library. What is no Parquet at all, the library says itself.
pub(super) fn is_fit(bytes: &[u8]) -> Result<(), Unfit> {
    let Some((rest, [a, b, c, d, b'P', b'A', b'R', b'1'])) = bytes.split_last_chunk() else {
        return Ok(());
    };
    let length = u32::from_le_bytes([*a, *b, *c, *d]) as usize;
    let start = rest.len().checked_sub(length).ok_or(Unfit::Damaged)?;
    let mut thrift = Thrift { rest: rest.get(start..).unwrap_or_default() };
    let mut deepest = 0;
    thrift
        .fields(|thrift, id, sort| match (id, sort) {
            (2, LIST) => {
                deepest = deepest.max(thrift.schema()?);
                Some(())
            }
            _ => thrift.skip(sort, DEEPEST),
        })
        .ok_or(Unfit::Damaged)?;
    if deepest > DEEPEST { Err(Unfit::Deep) } else { Ok(()) }
}

const LIST: u8 = 9;

/// What is left of a value in Thrift's compact form.
struct Thrift<'b> {
    rest: &'b [u8],
}

impl Thrift<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn pass(&mut self, length: u64) -> Option<()> {
        self.rest = self.rest.get(usize::try_from(length).ok()?..)?;
        Some(())
    }

    /// A number in groups of seven bits, the lowest first.
    fn number(&mut self) -> Option<u64> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// A number with a sign, which is its lowest bit.
    fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        let half = i64::try_from(number >> 1).ok()?;
        Some(if number & 1 == 0 { half } else { !half })
    }

    /// The fields of a record, each with its number and of what sort it is; whoever is given one reads it.
    fn fields(&mut self, mut read: impl FnMut(&mut Self, i64, u8) -> Option<()>) -> Option<()> {
        let mut id = 0_i64;
        loop {
            let head = self.byte()?;
            if head == 0 {
                return Some(());
            }
            id = match head >> 4 {
                0 => self.signed()?,
                more => id.checked_add(i64::from(more))?,
            };
            read(self, id, head & 0x0f)?;
        }
    }

    /// How many elements a list has, and of what sort.
    fn list(&mut self) -> Option<(u64, u8)> {
        let head = self.byte()?;
        let count = match head >> 4 {
            15 => self.number()?,
            count => u64::from(count),
        };
        Some((count, head & 0x0f))
    }

    /// Passes over a value in which others stand at most so deep.
    fn skip(&mut self, sort: u8, depth: usize) -> Option<()> {
        let inner = depth.checked_sub(1)?;
        match sort {
            // Whether it is so stands in the sort.
            1 | 2 => Some(()),
            3 => self.pass(1),
            4..=6 => self.number().map(drop),
            7 => self.pass(8),
            8 => {
                let length = self.number()?;
                self.pass(length)
            }
            LIST | 10 => {
                let (count, sort) = self.list()?;
                (0..count).try_for_each(|_| self.element(sort, inner))
            }
            11 => {
                let count = self.number()?;
                let sorts = if count == 0 { 0 } else { self.byte()? };
                (0..count).try_for_each(|_| {
                    self.element(sorts >> 4, inner)?;
                    self.element(sorts & 0x0f, inner)
                })
            }
            12 => self.fields(|thrift, _, sort| thrift.skip(sort, inner)),
            13 => self.pass(16),
            _ => None,
        }
    }

    /// The same for an element of a list, where a truth is a byte of its own.
    fn element(&mut self, sort: u8, depth: usize) -> Option<()> {
        if matches!(sort, 1 | 2) { self.pass(1) } else { self.skip(sort, depth) }
    }

    /// How deep a schema is: a list of records, each behind that in which it stands, which says how many it holds.
    fn schema(&mut self) -> Option<usize> {
        let (count, _) = self.list()?;
        let mut open: Vec<i64> = Vec::new();
        let mut deepest = 0;
        for _ in 0..count {
            let mut children = 0;
            self.fields(|thrift, id, sort| match (id, sort) {
                (5, 5) => {
                    children = thrift.signed()?;
                    Some(())
                }
                _ => thrift.skip(sort, DEEPEST),
            })?;
            if let Some(left) = open.last_mut() {
                *left = left.saturating_sub(1);
            }
            open.push(children);
            deepest = deepest.max(open.len());
            while open.pop_if(|left| *left <= 0).is_some() {}
        }
        Some(deepest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file without rows whose one column stands so deep.
    fn nested(depth: usize) -> Vec<u8> {
        let record = |fields: &[u8]| [fields, &[0]].concat();
        let group = record(&[0x35, 2, 0x18, 1, b'g', 0x15, 2]);
        let column = record(&[0x15, 2, 0x25, 2, 0x18, 1, b'x']);
        let mut footer = vec![0x15, 2, 0x19, 0xfc];
        let mut count = depth + 1;
        while count >= 0x80 {
            footer.push((count & 0x7f) as u8 | 0x80);
            count >>= 7;
        }
        footer.push(count as u8);
        footer.extend(group.repeat(depth));
        footer.extend(column);
        footer.extend([0x16, 0, 0x19, 0x0c, 0]);
        let length = u32::try_from(footer.len()).unwrap().to_le_bytes();
        [b"PAR1", &footer[..], &length, b"PAR1"].concat()
    }

    #[test]
    fn columns_deeper_than_a_stack_are_refused_before_they_are_read() {
        assert_eq!(is_fit(&nested(3)), Ok(()));
        assert_eq!(is_fit(&nested(200_000)), Err(Unfit::Deep));
        let error = super::super::read(&nested(200_000), "row").unwrap_err().to_string();
        assert!(error.contains("64 deep"), "{error}");
    }

    #[test]
    fn what_breaks_off_is_damaged() {
        let whole = nested(5);
        assert_eq!(is_fit(b"no such file"), Ok(()));
        assert_eq!(is_fit(&[&[0xff; 4][..], b"PAR1"].concat()), Err(Unfit::Damaged));
        for end in 4..whole.len() - 9 {
            let footer = &whole[4..end];
            let length = u32::try_from(footer.len()).unwrap().to_le_bytes();
            let file = [b"PAR1", footer, &length, b"PAR1"].concat();
            assert_eq!(is_fit(&file), Err(Unfit::Damaged), "{end}");
        }
    }
}
