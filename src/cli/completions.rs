//! `completions SHELL`

use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

use super::terminal::Terminal;
use super::{Cli, Ended};

/// Print completions for a shell
///
/// Example, for bash: whobacks completions bash > ~/.local/share/bash-completion/completions/whobacks
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        // Into memory first: the generator panics where its output cannot be written.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "whobacks", &mut script);
        terminal.print(&String::from_utf8_lossy(&script))?;
        Ok(Ended::Well)
    }
}
