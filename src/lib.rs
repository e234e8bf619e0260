//! whobacks: a plain-text, citation-checked knowledge graph of who backs whom.

pub mod analysis;
pub mod annotation;
pub mod check;
pub mod cli;
pub mod diagnostic;
pub mod evidence;
pub mod export;
pub mod graph;
pub mod layout;
pub mod model;
pub mod report;
pub mod view;
