//! What follows from the whole graph and stands in no single claim.
//!
//! Takes a graph or a selection of its ties, gives findings as values. Must not know how they are
//! drawn, printed or exported.

pub mod balance;
