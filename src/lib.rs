//! whobacks
pub mod evidence;
pub mod model;
