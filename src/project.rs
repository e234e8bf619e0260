//! A data set on disk: what stands beside its annotation file, and whether that is still what would be
//! written.
//!
//! Must not know clap, nor print.

pub mod lock;
