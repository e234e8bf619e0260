//! Krippendorff's alpha for nominal data: agreement of observers beyond what chance would give.
//!
//! Takes the values that observers gave to each unit; gives alpha. Must not know what the values are.
//!
//! After K. Krippendorff, *Content Analysis* (2nd ed., 2004, ch. 11) and *Computing Krippendorff's
//! Alpha-Reliability* (2011). With `m_u` values in unit `u`, `n_uc` of them the value `c`, `n_c` the
//! values `c` of all units with two values or more, and `n` all of those:
//!
//! ```text
//! o_cc  =  Σ_u  n_uc (n_uc − 1) / (m_u − 1)
//!
//!                    D_o         (n − 1) Σ_c o_cc  −  Σ_c n_c (n_c − 1)
//! alpha  =  1  −  -------  =  ------------------------------------------
//!                    D_e            n (n − 1)  −  Σ_c n_c (n_c − 1)
//! ```
//!
//! It is 1 if the observers always agree, 0 if they agree as often as by chance, and
//! below 0 if they agree less often. If all values are the same, the divisor is 0, and alpha
//! is undefined: without variation nothing shows that the observers could distinguish values.

use std::collections::BTreeMap;

/// Alpha of nominal data; `None` where it is undefined, for want of units or of variation.
///
/// A unit holds one value for each observer who judged it; a unit with fewer than two is left out.
///
/// ```
/// use whobacks::analysis::agreement::nominal_alpha;
///
/// let pairs = [("backs", "backs"), ("arms", "backs"), ("arms", "arms"), ("meets", "meets")];
/// let alpha = nominal_alpha(pairs.map(|(a, b)| [a, b]));
/// assert_eq!(alpha.map(|alpha| (alpha * 1000.0).round()), Some(667.0));
/// assert_eq!(nominal_alpha([["backs", "backs"]]), None);
/// ```
pub fn nominal_alpha<T: Ord>(
    units: impl IntoIterator<Item = impl IntoIterator<Item = T>>,
) -> Option<f64> {
    let mut observed = 0.0;
    let mut values: BTreeMap<T, usize> = BTreeMap::new();
    for unit in units {
        let mut counts: BTreeMap<T, usize> = BTreeMap::new();
        for value in unit {
            *counts.entry(value).or_default() += 1;
        }
        let size: usize = counts.values().sum();
        if size < 2 {
            continue;
        }
        let same: usize = counts.values().map(|n| n * (n - 1)).sum();
        observed += same as f64 / (size - 1) as f64;
        for (value, count) in counts {
            *values.entry(value).or_default() += count;
        }
    }
    if values.len() < 2 {
        return None;
    }
    let n = values.values().sum::<usize>() as f64;
    let same: f64 = values.values().map(|n| (*n as f64) * (*n as f64 - 1.0)).sum();
    Some(((n - 1.0) * observed - same) / (n * (n - 1.0) - same))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rounded(alpha: Option<f64>) -> Option<i64> {
        alpha.map(|alpha| (alpha * 1000.0).round() as i64)
    }

    /// The values of observers, a line each; `.` is not a value.
    fn observers(lines: &[&str]) -> Option<i64> {
        let lines: Vec<Vec<char>> = lines.iter().map(|line| line.chars().collect()).collect();
        let unit = |i: usize| lines.iter().map(move |line| line[i]).filter(|c| *c != '.');
        rounded(nominal_alpha((0..lines[0].len()).map(unit)))
    }

    #[test]
    fn the_examples_of_krippendorff_2011() {
        // Part A: binary data, two observers, no missing data.
        assert_eq!(observers(&["0100000010", "1110010000"]), Some(95));
        // Part B: nominal data, two observers, no missing data.
        assert_eq!(observers(&["aabbdcccedda", "babbbcccEddd".to_lowercase().as_str()]), Some(692));
        // Part C: nominal data, any number of observers, missing data.
        let lines = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."];
        assert_eq!(observers(&lines), Some(743));
    }

    #[test]
    fn where_there_is_nothing_to_tell_apart_it_is_undefined() {
        assert_eq!(observers(&["", ""]), None);
        assert_eq!(observers(&["aaaa", "aaaa"]), None);
        assert_eq!(observers(&["ab..", "..cd"]), None);
        // One value that differs is variation enough: alpha is 0, not the 75 % that agree.
        assert_eq!(observers(&["aaaa", "aaab"]), Some(0));
    }

    proptest! {
        #[test]
        fn it_is_one_for_agreement_and_blind_to_order(
            pairs in prop::collection::vec((0u8..4, 0u8..4), 0..40)
        ) {
            let alpha = nominal_alpha(pairs.iter().map(|(a, b)| [a, b]));
            let exchanged = nominal_alpha(pairs.iter().rev().map(|(a, b)| [b, a]));
            prop_assert_eq!(rounded(alpha), rounded(exchanged));
            prop_assert!(alpha.is_none_or(|alpha| (-1.0..=1.0).contains(&alpha)));
            let same = nominal_alpha(pairs.iter().map(|(a, _)| [a, a]));
            prop_assert!(same.is_none_or(|alpha| (alpha - 1.0).abs() < 1e-9));
            let varied = pairs.iter().any(|(a, _)| *a != pairs[0].0);
            prop_assert_eq!(same.is_some(), varied);
        }
    }
}
