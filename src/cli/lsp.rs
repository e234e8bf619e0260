//! `lsp`

use clap::Args;

use super::project::paths;
use super::{Ended, Globals};

/// Serve an editor: errors as you type, completion, hover, rename, quick fixes
///
/// Speaks the language server protocol on stdin and stdout; it is started by the editor, not by hand.
/// docs/editors.md says how to set up VS Code, Neovim, Helix and Zed.
///
/// Example: whobacks lsp --texts ~/articles
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Lsp {
    /// Use stdin and stdout; this is always so, but some editors pass the option
    #[arg(long)]
    stdio: bool,
}

impl Lsp {
    pub(super) fn run(&self, globals: &Globals) -> anyhow::Result<Ended> {
        let Lsp { stdio: _ } = self;
        crate::lsp::serve(paths(globals))?;
        Ok(Ended::Well)
    }
}
