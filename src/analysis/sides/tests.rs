//! Sides of small graphs.
