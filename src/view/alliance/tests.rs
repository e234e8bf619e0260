//! What is shown and what is left out.
