//! whobacks: a plain-text, citation-checked knowledge graph of who backs whom.

pub mod check;
pub mod export;
pub mod graph;
pub mod model;
pub mod view;
