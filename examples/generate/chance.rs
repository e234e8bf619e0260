//! Numbers by chance, the same for the same seed on every machine (SplitMix64).
//!
//! Takes a seed, gives numbers and choices. A crate's generator may change with its version, and
//! then every figure that was measured on the old data.

/// A stream of numbers.
pub(crate) struct Chance(u64);

impl Chance {
    /// The stream of one part of a data set; parts are independent of each other.
    pub(crate) fn new(seed: u64, part: u64) -> Self {
        let mut chance = Chance(seed ^ part.wrapping_mul(0xd1b5_4a32_d192_ed03));
        chance.next();
        chance
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 up to, and without, `end`, each as likely; 0 where there is none.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }

    /// A number below `end`, small ones far more often: the share of the one at place r falls as
    /// r^(−2/3), so that the degrees of a graph made of such draws follow a power law with the
    /// exponent 2.5, as those of event data do.
    pub(crate) fn skewed(&mut self, end: usize) -> usize {
        let share = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        ((share * share * share * end as f64) as usize).min(end.saturating_sub(1))
    }

    /// One of the items.
    pub(crate) fn of<'i, T>(&mut self, items: &'i [T]) -> &'i T {
        &items[self.below(items.len())]
    }
}
