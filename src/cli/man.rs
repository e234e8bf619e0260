//! `man DIR`: the manual, for those who package the program.

use std::path::PathBuf;

use clap::{Args, Command};
use clap_mangen::Man as Page;

use super::disk::write_whole;
use super::terminal::Terminal;
use super::{Ended, help};

/// Write the manual: a page for the program, and one for each of its commands
///
/// Example: whobacks man /usr/local/share/man/man1
#[derive(Debug, Args)]
pub(super) struct Man {
    /// The folder to write to
    folder: PathBuf,
}

impl Man {
    pub(super) fn run(&self, terminal: &Terminal) -> anyhow::Result<Ended> {
        // Pages of `help` would say what all pages say.
        let mut command = help::command().disable_help_subcommand(true);
        command.build();
        let pages = self.write(command)?;
        terminal.say(&format!(
            "{} written to {}",
            crate::report::count(pages, "page"),
            self.folder.display()
        ));
        Ok(Ended::Well)
    }

    /// Writes the page of a command and of those below it; gives how many that are.
    fn write(&self, command: Command) -> anyhow::Result<usize> {
        let mut pages = 1;
        for below in command.get_subcommands().filter(|below| !below.is_hide_set()).cloned() {
            pages += self.write(below)?;
        }
        let page = Page::new(command);
        write_whole(&self.folder.join(page.get_filename()), |out| page.render(out))?;
        Ok(pages)
    }
}
