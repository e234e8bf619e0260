//! whobacks
pub mod model;
