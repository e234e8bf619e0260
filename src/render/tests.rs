//! Pictures as bytes.
