//! `completions SHELL`, and what is proposed when a shell asks.
//!
//! The script that a shell reads asks the program itself, so that the ids of actors, sources and relations
//! are those of the data set in the current folder.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::StyledStr;
use clap::{Args, ValueEnum as _};
use clap_complete::env::Shells;
use clap_complete::{CompleteEnv, CompletionCandidate, Shell};

use super::terminal::Terminal;
use super::{Ended, help};
use crate::check::CheckOptions;
use crate::graph::Graph;
use crate::model::Vocabulary;
use crate::project::{Paths, Project};

/// The variable by which a shell's script asks.
const VARIABLE: &str = "COMPLETE";

/// Print completions for a shell
///
/// They complete the ids of actors, sources and relations of the data set in the current folder.
///
/// Examples:
///   whobacks completions bash > ~/.local/share/bash-completion/completions/whobacks
///   whobacks completions zsh > ~/.zfunc/_whobacks
///   whobacks completions fish > ~/.config/fish/completions/whobacks.fish
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let name = self.shell.to_possible_value().map(|value| value.get_name().to_owned());
        let shells = Shells::builtins();
        let shell = name.as_deref().and_then(|name| shells.completer(name));
        let shell = shell.ok_or_else(|| anyhow::anyhow!("there are no completions for it"))?;
        // Into memory first, so that a pipe that is closed is not a failure of the script.
        let mut script = Vec::new();
        shell.write_registration(VARIABLE, "whobacks", "whobacks", "whobacks", &mut script)?;
        terminal.print(&String::from_utf8_lossy(&script))?;
        Ok(Ended::Well)
    }
}

/// Answers a shell that asks what could stand at the cursor, if it is one.
///
/// # Errors
/// When the shell asks in a way that is not known, or cannot be answered.
pub(super) fn answered(args: &[OsString]) -> Result<bool, clap::Error> {
    let here = std::env::current_dir().ok();
    CompleteEnv::with_factory(help::command).bin("whobacks").try_complete(args, here.as_deref())
}

/// The actors, by id, each with its name.
pub(super) fn actors() -> Vec<CompletionCandidate> {
    let of = |graph: &Graph| {
        let named = graph.actors().iter().filter(|actor| !actor.id.is_unnamed());
        named.map(|actor| candidate(actor.id.as_str(), &actor.name)).collect()
    };
    graph().as_ref().map(of).unwrap_or_default()
}

/// The sources, by id, each with its title.
pub(super) fn sources() -> Vec<CompletionCandidate> {
    let of = |graph: &Graph| {
        let sources = graph.sources().iter();
        sources.map(|source| candidate(source.id.as_str(), &source.title)).collect()
    };
    graph().as_ref().map(of).unwrap_or_default()
}

/// The relations, each with its label; those of the vocabulary where there is no data set.
pub(super) fn relations() -> Vec<CompletionCandidate> {
    let of = |vocabulary: &Vocabulary| {
        let relations = vocabulary.iter();
        relations.map(|(_, relation)| candidate(&relation.id, &relation.label)).collect()
    };
    match graph() {
        Some(graph) => of(graph.vocabulary()),
        None => of(Vocabulary::standard()),
    }
}

fn candidate(value: &str, help: &str) -> CompletionCandidate {
    // A name is somebody else's text: a shell shows it, and a terminal would obey it.
    let help = crate::report::safe::Safe::text(help, false);
    let help: String = help.as_str().chars().filter(|c| !c.is_control()).collect();
    CompletionCandidate::new(value).help(Some(StyledStr::from(help)))
}

/// The sound part of the data set that the command line names so far, or of that in the current folder. If
/// there is none, nothing is proposed, and nothing said.
fn graph() -> Option<Graph> {
    let mut words = std::env::args_os().skip_while(|word| word != "--data");
    let data = words.nth(1).map(PathBuf::from);
    let project = Project::find(&Paths { data, keep: true, ..Paths::default() }).ok()?;
    let opened = project.open(CheckOptions { draft: true, ..CheckOptions::default() });
    opened.ok().map(|opened| opened.graph)
}
