//! Many items written on all cores, in their order.
//!
//! Takes items and how some of them become bytes; writes them a batch at a time, so that what stands
//! in memory does not grow with their number. Must not know formats.

use std::io::{self, Write};

use rayon::prelude::*;

/// How many items one thread turns into bytes at a time, and how many such parts make a batch.
const PART: usize = 256;
const PARTS: usize = 64;

/// Writes items; each part is rendered by itself, with the number of its first item.
pub(super) fn write<T: Sync>(
    mut items: impl Iterator<Item = T>,
    out: &mut dyn Write,
    render: impl Fn(usize, &[T]) -> io::Result<Vec<u8>> + Sync,
) -> io::Result<()> {
    let mut from = 0;
    loop {
        let batch: Vec<T> = items.by_ref().take(PART * PARTS).collect();
        if batch.is_empty() {
            return Ok(());
        }
        let parts = batch.par_chunks(PART).enumerate();
        let parts: Vec<_> = parts.map(|(i, part)| render(from + i * PART, part)).collect();
        for part in parts {
            out.write_all(&part?)?;
        }
        from += batch.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_come_in_their_order() {
        for count in [0, 1, PART, PART * PARTS - 1, PART * PARTS * 2 + PART + 1] {
            let (mut out, mut expected) = (Vec::new(), Vec::new());
            write(0..count, &mut out, |first, items| {
                assert_eq!(first, items[0]);
                Ok(items.iter().flat_map(|item| format!("{item} ").into_bytes()).collect())
            })
            .unwrap();
            (0..count).for_each(|item| expected.extend(format!("{item} ").into_bytes()));
            assert_eq!(out, expected, "{count}");
        }
    }
}
