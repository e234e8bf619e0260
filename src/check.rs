//! Dataset -> CheckedDataset: every rule, each with its code, in one table.

mod dataset;

pub use dataset::CheckedDataset;
