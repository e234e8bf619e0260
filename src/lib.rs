//! whobacks
pub mod evidence;
pub mod model;
pub mod report;
pub mod view;
