//! Where output goes: results to stdout, messages to stderr; or both into memory, for a program that holds the
//! data set ([`super::Held`]).

use std::borrow::Cow;
use std::cell::RefCell;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};

use clap::{ColorChoice, ValueEnum};

use super::Globals;
use super::said::Said;
use crate::graph::Graph;
use crate::graph::time::Reach;
use crate::project::{Marked, mark};
use crate::report;
use crate::report::safe::{Safe, SafeJson};
use crate::report::table::Rows;
use crate::view::View;

/// How a list is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Shape {
    /// For people
    #[default]
    Table,
    /// For programs
    Json,
    /// For spreadsheets
    Csv,
}

/// The longest line of an error that is shown whole, in bytes.
const LONGEST_LINE: usize = 4_000;

/// Where results go.
enum Out {
    /// To the process's own stdout.
    Process(BufWriter<Stdout>),
    /// Into memory, with messages beside, and a list as its rows.
    Kept { bytes: Vec<u8>, rows: Option<Rows>, messages: RefCell<String> },
}

/// The two streams, and what they can show.
pub(super) struct Terminal {
    out: Out,
    colour_out: bool,
    colour_err: bool,
    quiet: bool,
    /// How many claims were left out of what is answered from, because something is wrong with them.
    draft: Option<usize>,
}

impl Terminal {
    pub(super) fn new(globals: &Globals) -> Self {
        let colour = |is_terminal: bool| match globals.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => is_terminal && !no_colour(),
        };
        Terminal {
            out: Out::Process(BufWriter::new(io::stdout())),
            colour_out: colour(io::stdout().is_terminal()),
            colour_err: colour(io::stderr().is_terminal()),
            quiet: globals.quiet,
            draft: None,
        }
    }

    /// One that keeps what it is given.
    pub(super) fn kept(globals: &Globals) -> Self {
        let colour = globals.color == ColorChoice::Always;
        Terminal {
            out: Out::Kept { bytes: Vec::new(), rows: None, messages: RefCell::default() },
            colour_out: colour,
            colour_err: colour,
            quiet: globals.quiet,
            draft: None,
        }
    }

    /// What was kept, with the exit code of the command.
    pub(super) fn said(self, code: u8) -> Said {
        match self.out {
            Out::Process(_) => Said { code, ..Said::default() },
            Out::Kept { bytes, rows, messages } => {
                Said { code, out: bytes, rows, messages: messages.into_inner() }
            }
        }
    }

    /// Whether results are read on a screen as they come.
    fn is_screen(&self) -> bool {
        matches!(self.out, Out::Process(_)) && io::stdout().is_terminal()
    }

    /// Whether progress can be shown.
    pub(super) fn shows_progress(&self) -> bool {
        !self.quiet && matches!(self.out, Out::Process(_)) && io::stderr().is_terminal()
    }

    /// Writes a result byte by byte, as a file would have it. On a terminal control characters are made visible.
    pub(super) fn write(
        &mut self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> anyhow::Result<()> {
        if !self.is_screen() {
            return Ok(write(self.out())?);
        }
        let mut bytes = Vec::new();
        write(&mut bytes)?;
        self.put(&Safe::text(&String::from_utf8_lossy(&bytes), false))
    }

    /// Whether results may be coloured.
    pub(super) fn colour(&self) -> bool {
        self.colour_out
    }

    /// Whether messages may be coloured.
    pub(super) fn colour_messages(&self) -> bool {
        self.colour_err
    }

    /// Whether nothing but results is to be printed.
    pub(super) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// The width to which tables are wrapped; `None` where the output is piped.
    pub(super) fn width(&self) -> Option<u16> {
        self.is_screen().then(|| terminal_size::terminal_size().map_or(100, |(width, _)| width.0))
    }

    /// Says that what follows is answered from the sound part of the data only; answers say it too.
    pub(super) fn mark_draft(&mut self, left_out: usize) {
        self.draft = Some(self.draft.unwrap_or(0) + left_out);
        self.explain(&report::draft(left_out));
    }

    /// Writes an answer, which says itself that it comes from a draft. CSV has no place for that.
    pub(super) fn answer(&mut self, text: &str, shape: Shape) -> anyhow::Result<()> {
        match (self.draft, shape) {
            (Some(left_out), Shape::Table) => {
                self.print(&format!("{}\n{text}", report::draft(left_out)))
            }
            (Some(left_out), Shape::Json) => self.print_json(&report::draft_json(text, left_out)),
            (None, Shape::Json) => self.print_json(text),
            (None, Shape::Table) | (_, Shape::Csv) => self.print(text),
        }
    }

    /// Fills in the marks of a view; says so if it is too large for them.
    pub(super) fn mark(&self, view: &mut View<'_>, graph: &Graph, reach: Reach) {
        if mark(view, graph, reach) == Marked::TooLarge {
            self.say("more than 20,000 ties: written without sides and positions");
        }
    }

    /// Writes a result for people.
    pub(super) fn print(&mut self, text: &str) -> anyhow::Result<()> {
        self.put(&Safe::text(text, self.colour_out))
    }

    /// Writes a result in JSON.
    pub(super) fn print_json(&mut self, text: &str) -> anyhow::Result<()> {
        self.put(&Safe::json(text))
    }

    /// Writes a long result for programs as it is made.
    pub(super) fn write_json(
        &mut self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> anyhow::Result<()> {
        Ok(write(&mut SafeJson::new(self.out()))?)
    }

    fn put(&mut self, text: &Safe) -> anyhow::Result<()> {
        Ok(self.out().write_all(text.as_str().as_bytes())?)
    }

    fn out(&mut self) -> &mut dyn Write {
        match &mut self.out {
            Out::Process(out) => out,
            Out::Kept { bytes, .. } => bytes,
        }
    }

    /// Rows as CSV; a program that holds the data set gets them as rows too.
    pub(super) fn csv(&mut self, rows: Rows) -> String {
        let text = rows.csv();
        if let Out::Kept { rows: kept, .. } = &mut self.out {
            *kept = Some(rows);
        }
        text
    }

    /// Writes a list.
    pub(super) fn print_rows(&mut self, rows: Rows, shape: Shape) -> anyhow::Result<()> {
        let text = match shape {
            Shape::Table => rows.table(self.width()),
            Shape::Json => rows.json(),
            Shape::Csv => self.csv(rows),
        };
        self.answer(&text, shape)
    }

    /// Says something beside the results, unless it is to be quiet.
    pub(super) fn say(&self, text: &str) {
        if !self.quiet {
            self.message("", text);
        }
    }

    /// Says why there is no result, even if it is to be quiet.
    pub(super) fn explain(&self, text: &str) {
        self.message("", text);
    }

    /// Says what has gone wrong.
    pub(super) fn error(&self, text: &str) {
        let head = if self.colour_err { "\u{1b}[1;31merror\u{1b}[0m: " } else { "error: " };
        let lines: Vec<Cow<'_, str>> = text.split('\n').map(clipped).collect();
        self.message(head, &lines.join("\n"));
    }

    fn message(&self, head: &str, text: &str) {
        let text = Safe::text(text, self.colour_err);
        if let Out::Kept { messages, .. } = &self.out {
            *messages.borrow_mut() += &format!("{head}{}\n", text.as_str());
            return;
        }
        // Where messages cannot be written nobody can be told so, and the result is still wanted.
        let _ = writeln!(io::stderr(), "{head}{}", text.as_str());
    }

    /// Hands everything written to the system.
    pub(super) fn finish(&mut self) -> anyhow::Result<()> {
        Ok(self.out().flush()?)
    }
}

/// A line of an error quotes what was found; if that is a megabyte, only its beginning and its end are shown.
fn clipped(line: &str) -> Cow<'_, str> {
    if line.len() <= LONGEST_LINE {
        return line.into();
    }
    let head = line.floor_char_boundary(LONGEST_LINE / 4 * 3);
    let tail = line.ceil_char_boundary(line.len() - LONGEST_LINE / 4);
    let (first, last) = (&line[..head], &line[tail..]);
    format!("{first} … ({} bytes are left out) … {last}", tail - head).into()
}

/// Says why a command line cannot be read, or prints the help that was asked for; gives the exit code.
pub(super) fn refuse(error: &clap::Error) -> u8 {
    if !error.use_stderr() {
        // What help says is ours.
        let _ = error.print();
        return 0;
    }
    // It repeats the words of the command line, and file names are among them.
    let colour = io::stderr().is_terminal() && !no_colour();
    let text = error.render();
    let text = if colour { text.ansi().to_string() } else { text.to_string() };
    let _ = write!(io::stderr(), "{}", Safe::text(&text, colour).as_str());
    2
}

fn no_colour() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}
