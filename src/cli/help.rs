//! The command line as it is shown and read.
//!
//! Takes the definition that is derived from the commands; gives the same with its help laid out for any width.
//! Must not know what any command says.

use std::ffi::OsString;

use clap::{Command, CommandFactory as _, FromArgMatches as _};

use super::Cli;

/// The definition, its help laid out.
pub(super) fn command() -> Command {
    laid_out(Cli::command())
}

/// Reads a command line, the program's name first.
///
/// # Errors
/// What clap says of it: it cannot be read so, or asks for the help or the version.
pub(super) fn parsed(
    args: impl IntoIterator<Item = impl Into<OsString> + Clone>,
) -> Result<Cli, clap::Error> {
    let mut command = command();
    let mut matches = command.try_get_matches_from_mut(args)?;
    Cli::from_arg_matches_mut(&mut matches).map_err(|error| error.format(&mut command))
}

fn laid_out(command: Command) -> Command {
    let command = match command.get_long_about().map(ToString::to_string) {
        Some(text) => command.long_about(paragraphs(&text)),
        None => command,
    };
    command.mut_subcommands(laid_out)
}

/// Each paragraph in one line, to be broken where the terminal ends; indented lines, which are
/// examples, by themselves.
fn paragraphs(text: &str) -> String {
    let apart = |line: &str| line.is_empty() || line.starts_with(' ');
    let mut out = String::new();
    let mut before = "";
    for (i, line) in text.lines().enumerate() {
        let between = if apart(before) || apart(line) { "\n" } else { " " };
        out += if i == 0 { "" } else { between };
        out += line;
        before = line;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The width at which help is broken, whatever the terminal's.
    const WIDTH: usize = 100;

    fn each(command: &Command, seen: &mut dyn FnMut(&Command)) {
        seen(command);
        command.get_subcommands().for_each(|below| each(below, seen));
    }

    #[test]
    fn every_command_is_well_formed() {
        command().debug_assert();
    }

    #[test]
    fn a_paragraph_is_broken_by_the_terminal_alone() {
        let text = "One\ntwo.\n\nThree:\n  four\n  five\nsix\nseven";
        assert_eq!(paragraphs(text), "One two.\n\nThree:\n  four\n  five\nsix seven");
        let mut command = command();
        let help = command.find_subcommand_mut("import").unwrap().render_long_help().to_string();
        let lines: Vec<&str> = help.lines().skip(2).take_while(|line| !line.is_empty()).collect();
        let (_, full) = lines.split_last().unwrap();
        let broken = full.iter().zip(&lines[1..]).all(|(line, next)| {
            line.len() + 1 + next.split(' ').next().unwrap_or_default().len() > WIDTH
        });
        assert!(!full.is_empty() && broken, "{lines:#?}");
    }

    #[test]
    fn every_example_fits_into_a_line() {
        let mut wide = Vec::new();
        each(&command(), &mut |command| {
            let texts = [command.get_long_about(), command.get_after_help()];
            for text in texts.into_iter().flatten().map(ToString::to_string) {
                let lines = text.lines().filter(|line| line.starts_with(' '));
                wide.extend(lines.filter(|line| line.len() > WIDTH).map(str::to_owned));
            }
        });
        assert!(wide.is_empty(), "{wide:#?}");
    }
}
