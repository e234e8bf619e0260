//! The best alignment, word by word, of a quote with a window of a text.
//!
//! Takes words as numbers; gives the alignment that costs least (edit distance, Levenshtein 1966).
//! Must not know what the words are.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places in a table whose size is bounded by the windows that are looked at"
)]

/// One difference, by places in the quote and in the window.
#[derive(Debug, Clone, Copy)]
pub(super) enum AlignStep {
    Replaced(usize, usize),
    Missing(usize),
    Added(usize),
}

/// How a quote lies best over a window of the text.
pub(super) struct Alignment {
    /// Where the window starts in the text.
    pub(super) start: usize,
    /// How many words agree.
    pub(super) matches: usize,
    /// What the differences cost; less is better.
    pub(super) cost: u32,
    /// First and last word of the window that is part of it.
    pub(super) used: (usize, usize),
    /// What differs, in order.
    pub(super) changes: Vec<AlignStep>,
}

impl Alignment {
    /// A little cheaper than a replaced word: it leaves one more word matched.
    const MISSING: u32 = 9;
    const REPLACED: u32 = 10;
    /// A little dearer than a replaced word, so that `Replaced` wins at the ends, where skipping a
    /// word of the text is free.
    const ADDED: u32 = 11;

    #[expect(
        clippy::indexing_slicing,
        reason = "`i` is at most the number of rows, `j` less than the width of the table; what is taken from them is looked at before"
    )]
    pub(super) fn new(
        ids: &[Option<u32>],
        parts: &[usize],
        start: usize,
        window: &[u32],
    ) -> Alignment {
        let (rows, width) = (ids.len(), window.len() + 1);
        // Before, behind and between the parts, words of the text are skipped for nothing.
        let mut free = vec![false; rows + 1];
        free[0] = true;
        let mut row = 0;
        for len in parts {
            row += len;
            free.get_mut(row).into_iter().for_each(|free| *free = true);
        }
        let skip = |i: usize| if free[i] { 0 } else { Self::MISSING };
        let same = |i: usize, j: usize| ids[i] == Some(window[j]);
        let replace = |i: usize, j: usize| if same(i, j) { 0 } else { Self::REPLACED };
        let mut cost = vec![0_u32; (rows + 1) * width];
        for i in 1..=rows {
            cost[i * width] = cost[(i - 1) * width] + Self::ADDED;
            for j in 1..width {
                let diagonal = cost[(i - 1) * width + j - 1] + replace(i - 1, j - 1);
                let up = cost[(i - 1) * width + j] + Self::ADDED;
                let left = cost[i * width + j - 1] + skip(i);
                cost[i * width + j] = diagonal.min(up).min(left);
            }
        }
        let (mut i, mut j) = (rows, window.len());
        let mut alignment = Alignment {
            start,
            matches: 0,
            cost: cost[i * width + j],
            used: (window.len(), 0),
            changes: Vec::new(),
        };
        while i > 0 {
            let here = cost[i * width + j];
            if j > 0 && free[i] && here == cost[i * width + j - 1] {
                j -= 1;
            } else if j > 0 && here == cost[(i - 1) * width + j - 1] + replace(i - 1, j - 1) {
                (i, j) = (i - 1, j - 1);
                alignment.used = (j.min(alignment.used.0), j.max(alignment.used.1));
                if same(i, j) {
                    alignment.matches += 1;
                } else {
                    alignment.changes.push(AlignStep::Replaced(i, j));
                }
            } else if j > 0 && here == cost[i * width + j - 1] + skip(i) {
                j -= 1;
                alignment.changes.push(AlignStep::Missing(j));
            } else {
                i -= 1;
                alignment.changes.push(AlignStep::Added(i));
            }
        }
        alignment.changes.reverse();
        alignment
    }
}
