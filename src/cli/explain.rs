//! `explain CODE`

use anyhow::bail;
use clap::Args;

use super::Ended;
use super::terminal::Terminal;
use crate::diagnostic::Code;
use crate::{check, report};

/// Print what a code means, why it matters, and how to fix the fault
///
/// Without a code, every code is listed. Example: whobacks explain quote-not-found
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The code, as a check shows it: quote-not-found
    code: Option<String>,
}

impl Explain {
    pub(super) fn run(&self, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let Some(word) = &self.code else {
            terminal.print(&report::lists::codes().table(terminal.width()))?;
            return Ok(Ended::Well);
        };
        let Ok(code) = word.parse::<Code>() else {
            match check::nearest_word(word, Code::ALL.iter().map(|code| code.word())) {
                Some(near) => bail!("there is no code `{word}`; did you mean `{near}`?"),
                None => bail!("there is no code `{word}`; `whobacks explain` lists them"),
            }
        };
        let page = report::plain(&check::page(code));
        terminal.print(&format!("{code} ({})\n\n{page}", code.severity().word()))?;
        Ok(Ended::Well)
    }
}
