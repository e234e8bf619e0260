//! The command line: one file per subcommand; the only floor that prints, reads the disk and knows
//! clap.

mod accept;
mod actors;
mod add;
mod agree;
mod ask;
mod build;
mod check;
mod completions;
mod coverage;
mod diff;
mod disk;
#[cfg(feature = "draw")]
mod draw;
mod explain;
#[cfg(feature = "draw")]
mod explore;
mod export;
mod filters;
mod find;
mod fmt;
#[cfg(feature = "draw")]
mod fonts;
mod held;
mod help;
mod import;
mod init;
mod interrupt;
#[cfg(feature = "lsp")]
mod lsp;
mod man;
mod merge;
mod path;
#[cfg(feature = "draw")]
mod picture;
#[cfg(feature = "draw")]
mod plates;
mod progress;
mod project;
mod prove;
mod relations;
mod rename;
mod said;
#[cfg(feature = "serve")]
mod serve;
mod set;
mod show;
mod sides;
#[cfg(feature = "signatures")]
mod signing;
mod source;
#[cfg(feature = "sparql")]
mod sparql;
mod sql;
mod suggest;
mod terminal;
mod time;
mod timeline;
mod watch;
mod words;
mod writing;

use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, ColorChoice, Parser, Subcommand};

pub use held::{Findings, Held, Unopened, findings, shown};
pub use said::Said;
use terminal::Terminal;

use crate::check::DataChanged;

pub use crate::report::table::{Cell, Rows};

/// Who backs whom: a knowledge graph in plain text, every claim proved by a quote.
#[derive(Debug, Parser)]
#[command(name = "whobacks", version, max_term_width = 100, after_help = EXAMPLES)]
struct Cli {
    #[command(flatten)]
    globals: Globals,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  whobacks ask who backs Haftar        a question in plain words, answered with its quotes
  whobacks show haftar                 all that is said of an actor
  whobacks check                       is everything in data/ as it should be?
  whobacks prove --texts ~/articles    find every quote in its text, write the ledgers
  whobacks build                       check, then write every output to graphs/
  whobacks explore -o libya.html       everything in one page, to be mailed and opened from disk
  whobacks serve --texts ~/articles    read and code in the browser, the explorer beside it, live
  whobacks export gexf -o libya.gexf   one format, for Gephi
  whobacks suggest SOURCE              claims that its text may make, to be accepted one by one
  whobacks rename actor hor house      another id, wherever the old one stands; --dry-run shows it
  whobacks coverage --texts ~/articles which paragraphs name two actors and make no claim?
  whobacks agree anna.ron ben.ron      how far do two coders agree, and where do they not?
  whobacks explain quote-not-found     what an error means and how to mend it

Exit codes: 0 all is well, 1 something is wrong with the data, 2 the tool could not run.";

/// What every command understands.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of every command")]
struct Globals {
    /// The annotation file, or the project's folder [default: the one in data/ that no other includes]
    #[arg(long, global = true, value_name = "FILE")]
    data: Option<PathBuf>,
    /// The folder of cards and ledgers [default: seeds/ beside data/]
    #[arg(long, global = true, value_name = "DIR")]
    seeds: Option<PathBuf>,
    /// The folder of source texts [default: *.txt in the folder of cards, if there are any]
    #[arg(long, global = true, value_name = "DIR", env = "WHOBACKS_TEXTS")]
    texts: Option<PathBuf>,
    /// Follow includes, cards and links that lead out of the project
    #[arg(long, global = true)]
    outside: bool,
    /// Read, prove and check everything anew; keep nothing in .whobacks/
    #[arg(long, global = true)]
    no_cache: bool,
    /// Whether to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: ColorChoice,
    /// If something is wrong with the data, answer from the part that is sound, and say so
    #[arg(long, global = true)]
    draft: bool,
    /// Print nothing but results and errors
    #[arg(short, long, global = true)]
    quiet: bool,
    /// Print more: `check` shows contradictions; questions say when they are answered from what was checked before
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    verbose: bool,
    /// The data set that the command is about, if it is open already.
    #[arg(skip)]
    held: Option<Arc<Held>>,
}

impl Globals {
    /// Refuses an option for a project's files of which the command has no use, instead of ignoring it.
    fn refuse_unused(&self, command: &Command) -> anyhow::Result<()> {
        const ALL: &[&str] = &["--data", "--seeds", "--texts", "--draft"];
        let unused = match command {
            _ if self.held.is_some() => ALL,
            Command::Explain(_) | Command::Completions(_) | Command::Man(_) => ALL,
            Command::Fmt(fmt) if fmt.names_files() => ALL,
            Command::Fmt(_) => &["--seeds", "--texts", "--draft"],
            Command::Import(_) => &["--data", "--texts", "--draft"],
            Command::Init(_) => &["--texts", "--draft"],
            // They read the annotation, as answers do.
            Command::Source(source::Source::Text(_) | source::Source::Remove(_)) => &[],
            Command::Check(_) | Command::Prove(_) | Command::Source(_) => &["--draft"],
            Command::Add(_) | Command::Set(_) | Command::Rename(_) | Command::Merge(_) => {
                &["--draft"]
            }
            Command::Suggest(_) => &["--draft"],
            Command::Watch(_) => &["--draft"],
            Command::Accept(_) => &["--data", "--draft"],
            Command::Agree(_) => &["--data"],
            #[cfg(feature = "lsp")]
            Command::Lsp(_) => &["--draft"],
            #[cfg(feature = "serve")]
            Command::Serve(_) => &["--draft"],
            Command::Diff(diff) if diff.names_files() => &["--data"],
            _ => &[],
        };
        // Texts that the environment names are there for whoever reads texts.
        let named = std::env::var_os("WHOBACKS_TEXTS").map(PathBuf::from);
        let texts = self.texts.is_some() && self.texts != named;
        let given = [
            ("--data", self.data.is_some()),
            ("--seeds", self.seeds.is_some()),
            ("--texts", texts),
            ("--draft", self.draft),
        ];
        match given.iter().find(|(option, given)| *given && unused.contains(option)) {
            Some((option, _)) => anyhow::bail!("{option} has no use here: leave it out"),
            None => Ok(()),
        }
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    Ask(ask::Ask),
    Find(find::Find),
    Show(show::Show),
    Path(path::Path),
    Timeline(timeline::Timeline),
    Diff(diff::Diff),
    Build(build::Build),
    Watch(watch::Watch),
    Check(check::Check),
    Prove(prove::Prove),
    #[cfg(feature = "draw")]
    Draw(draw::Draw),
    #[cfg(feature = "draw")]
    Explore(explore::Explore),
    Explain(explain::Explain),
    Export(export::Export),
    #[cfg(feature = "sparql")]
    Sparql(sparql::Sparql),
    Init(init::Init),
    Add(Box<add::Add>),
    Set(set::Set),
    Suggest(suggest::Suggest),
    Accept(accept::Accept),
    #[command(subcommand)]
    Rename(rename::Rename),
    #[command(subcommand)]
    Merge(merge::Merge),
    Fmt(fmt::Fmt),
    Import(Box<import::Import>),
    Actors(actors::Actors),
    Agree(agree::Agree),
    Coverage(coverage::Coverage),
    Relations(relations::Relations),
    Sides(sides::Sides),
    #[command(subcommand)]
    Source(source::Source),
    #[cfg(feature = "lsp")]
    Lsp(lsp::Lsp),
    #[cfg(feature = "serve")]
    Serve(serve::Serve),
    Completions(completions::Completions),
    #[command(hide = true)]
    Man(man::Man),
}

/// How a command that could run has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ended {
    /// 0: all is well.
    Well,
    /// 1: something is wrong with the data, or no claim says so.
    Badly,
}

/// Runs a command line on this process's streams, the program's name first, and gives its exit code.
pub fn run(args: impl IntoIterator<Item = OsString>) -> u8 {
    let args: Vec<OsString> = args.into_iter().collect();
    match completions::answered(&args) {
        Ok(false) => {}
        Ok(true) => return 0,
        Err(error) => return terminal::refuse(&error),
    }
    let cli = match help::parsed(args) {
        Ok(cli) => cli,
        Err(error) => return terminal::refuse(&error),
    };
    interrupt::listen();
    dispatched(&cli, &mut Terminal::new(&cli.globals))
}

/// For a kept data set that is broken while its files have changed too.
const CHANGED: &str =
    "the data set was changed while it was read, so no answer would be right; run it once more";

/// Runs a command, says what has gone wrong, and gives the exit code.
fn dispatched(cli: &Cli, terminal: &mut Terminal) -> u8 {
    let run = AssertUnwindSafe(|| {
        dispatch(cli, terminal).and_then(|ended| terminal.finish().map(|()| ended))
    });
    let result = catch_unwind(run).unwrap_or_else(|panic| {
        // Nothing of the terminal is half done that an error behind it would make worse.
        match panic.is::<DataChanged>() {
            true => Err(anyhow::anyhow!("{CHANGED}")),
            false => resume_unwind(panic),
        }
    });
    match result {
        Ok(Ended::Well) => 0,
        Ok(Ended::Badly) => 1,
        // Whoever reads our output has read enough: that is not a failure of ours.
        Err(error) if is_broken_pipe(&error) => 0,
        Err(error) => {
            terminal.error(&format!("{error:#}"));
            2
        }
    }
}

fn dispatch(cli: &Cli, terminal: &mut Terminal) -> anyhow::Result<Ended> {
    let globals = &cli.globals;
    globals.refuse_unused(&cli.command)?;
    match &cli.command {
        Command::Ask(command) => command.run(globals, terminal),
        Command::Find(command) => command.run(globals, terminal),
        Command::Show(command) => command.run(globals, terminal),
        Command::Diff(command) => command.run(globals, terminal),
        Command::Path(command) => command.run(globals, terminal),
        Command::Timeline(command) => command.run(globals, terminal),
        Command::Build(command) => command.run(globals, terminal),
        Command::Watch(command) => command.run(globals, terminal),
        Command::Check(command) => command.run(globals, terminal),
        Command::Prove(command) => command.run(globals, terminal),
        #[cfg(feature = "draw")]
        Command::Draw(command) => command.run(globals, terminal),
        #[cfg(feature = "draw")]
        Command::Explore(command) => command.run(globals, terminal),
        Command::Explain(command) => command.run(terminal),
        Command::Export(command) => command.run(globals, terminal),
        #[cfg(feature = "sparql")]
        Command::Sparql(command) => command.run(globals, terminal),
        Command::Init(command) => command.run(globals, terminal),
        Command::Add(command) => command.run(globals, terminal),
        Command::Set(command) => command.run(globals, terminal),
        Command::Suggest(command) => command.run(globals, terminal),
        Command::Accept(command) => command.run(globals, terminal),
        Command::Rename(command) => command.run(globals, terminal),
        Command::Merge(command) => command.run(globals, terminal),
        Command::Fmt(command) => command.run(globals, terminal),
        Command::Import(command) => command.run(globals, terminal),
        Command::Actors(command) => command.run(globals, terminal),
        Command::Agree(command) => command.run(globals, terminal),
        Command::Coverage(command) => command.run(globals, terminal),
        Command::Relations(command) => command.run(globals, terminal),
        Command::Sides(command) => command.run(globals, terminal),
        Command::Source(command) => command.run(globals, terminal),
        #[cfg(feature = "lsp")]
        Command::Lsp(command) => command.run(globals),
        #[cfg(feature = "serve")]
        Command::Serve(command) => command.run(globals, terminal),
        Command::Completions(command) => command.run(terminal),
        Command::Man(command) => command.run(terminal),
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let broken = |e: &std::io::Error| e.kind() == std::io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| cause.downcast_ref().is_some_and(broken))
}
