//! What can keep a project from being read or written.

use std::io;
use std::path::PathBuf;

use crate::annotation::LoadError;
use crate::check::Outcome;
use crate::diagnostic::Severity;
use crate::intake::IntakeError;

/// Why there is no graph, or no output.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The process has no current folder to look in.
    #[error("cannot determine the current folder")]
    NoFolder(#[source] io::Error),
    /// No annotation file was given, and there is none in the usual places.
    #[error("there is no annotation file: give one with --data, or put it into data/")]
    NoData,
    /// The folder that was given has none.
    #[error("there is no annotation file (.ron) in {}", .0.display())]
    NoDataIn(PathBuf),
    /// There are several, and none includes the others.
    #[error("there are several annotation files; choose one with --data: {}", shown(.0))]
    SeveralData(Vec<PathBuf>),
    /// There are several, and each is included by another.
    #[error("the files in {} include each other in a circle", .0.display())]
    Circle(PathBuf),
    /// The folder that was given does not exist.
    #[error("there is no folder {} with texts", .0.display())]
    NoTexts(PathBuf),
    /// The annotation file cannot be read.
    #[error(transparent)]
    Annotation(#[from] LoadError),
    /// The cards of the sources cannot be read.
    #[error("cannot read the sources in {}", folder.display())]
    Sources {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// A folder cannot be listed.
    #[error("cannot list {}", folder.display())]
    List {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// A file cannot be written.
    #[error("cannot write {}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// A file cannot be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// What was given is a folder, a pipe or a device.
    #[error("{} is not an ordinary file", .0.display())]
    NoFile(PathBuf),
    /// A file has no text that can be used.
    #[error("cannot use {}", path.display())]
    Intake {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: IntakeError,
    },
    /// Reading a file took too long or too much memory, and was abandoned.
    #[error("cannot use {}: {why}", path.display())]
    Reader {
        /// The file.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// A file that is no longer asked for cannot be removed.
    #[error("cannot remove {}", path.display())]
    Remove {
        /// The file.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// A file has changed since the change to it was prepared.
    #[error("{} was changed by somebody else meanwhile; nothing is written: try again", .0.display())]
    ChangedMeanwhile(PathBuf),
    /// A file is to be moved to a place where another stands.
    #[error("there is a file {} already; nothing is written", .0.display())]
    InTheWay(PathBuf),
    /// Something is wrong with the data; the report says what.
    #[error("{} in the data; the first: {}", errors(.0), first(.0))]
    Faulty(Box<Outcome>),
}

fn shown(paths: &[PathBuf]) -> String {
    let names: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    names.join(", ")
}

fn errors(outcome: &Outcome) -> String {
    match outcome.report.count(Severity::Error) {
        1 => "1 error".to_owned(),
        n => format!("{n} errors"),
    }
}

fn first(outcome: &Outcome) -> String {
    let mut diagnostics = outcome.report.diagnostics.iter();
    let first = diagnostics.find(|d| d.code.severity() == Severity::Error);
    first.map_or_else(String::new, |d| format!("{}: {}", d.code, d.message))
}
