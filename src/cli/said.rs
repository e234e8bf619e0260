//! What a command has said, for callers that do not read its streams: exit code, output, rows, messages.

use crate::report::table::Rows;

/// What a command has said.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Said {
    /// Its exit code: 0 all is well, 1 no claim says so or something is wrong, 2 not understood.
    pub code: u8,
    /// What it would have written to stdout.
    pub out: Vec<u8>,
    /// With `--format csv`: the rows themselves.
    pub rows: Option<Rows>,
    /// What it would have written to stderr.
    pub messages: String,
}
