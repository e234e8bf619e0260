//! Writes many items on all cores, in their order.
//!
//! Takes items and a function that turns some of them into bytes; writes them a batch at a time, so that
//! memory use does not grow with their number. Must not know formats.

use std::io::{self, Write};

use rayon::prelude::*;

/// How many items one thread turns into bytes at a time, and how many such parts make a batch: few
/// enough that the bytes are still in the processor's cache when they are written.
const PART: usize = 64;
const PARTS: usize = 64;
/// How many bytes a batch may have: if items are large, fewer of them make a batch.
const MOST: usize = 4 << 20;

/// The initial memory for a part: more than most need, so that they are not moved as they grow.
pub(super) const ROOM: usize = 1 << 17;

/// Writes items; each part is rendered by itself, with the number of its first item. While a batch is
/// rendered, the one before it is written, and the next one taken.
pub(super) fn write<T: Sync>(
    mut items: impl Iterator<Item = T>,
    out: &mut dyn Write,
    render: impl Fn(usize, &[T]) -> io::Result<Vec<u8>> + Sync,
) -> io::Result<()> {
    let mut take = |count: usize| items.by_ref().take(count).collect::<Vec<T>>();
    // Few at first, because their size is not known yet.
    let mut count = PART * PARTS / 8;
    let (mut from, mut batch, mut rendered) = (0, take(count), Vec::new());
    while !batch.is_empty() || !rendered.is_empty() {
        let mut parts = Vec::new();
        let next = rayon::in_place_scope(|scope| {
            scope.spawn(|_| {
                let chunks = batch.par_chunks(PART).with_max_len(1).enumerate();
                parts = chunks.map(|(i, part)| render(from + i * PART, part)).collect();
            });
            rendered.drain(..).try_for_each(|part: io::Result<Vec<u8>>| out.write_all(&part?))?;
            Ok::<_, io::Error>(take(count))
        })?;
        let bytes: usize = parts.iter().flatten().map(Vec::len).sum();
        if let Some(one) = bytes.checked_div(batch.len()) {
            count = (MOST / one.max(1)).clamp(PART, PART * PARTS);
        }
        from += batch.len();
        (batch, rendered) = (next, parts);
    }
    Ok(())
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
