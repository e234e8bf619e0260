//! What is to be changed: each file before and after, parsed again before it is returned.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::comments::comments;
use super::splice::{Splice, Touching, spliced, united};
use crate::annotation::{self, Arena, Dataset, FaultKind};
use crate::diagnostic::{Code, ReportFile};
use crate::evidence::{Card, Ledger};

/// Why something is not changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// There is nothing of that id.
    #[error("{what} has the id {}`{id}`; {}", or_name(what), way_out(what, near.as_deref()))]
    Unknown {
        /// `no actor`, `no source`, `no claim`.
        what: &'static str,
        /// The id asked for.
        id: String,
        /// What may have been meant.
        near: Option<String>,
    },
    /// The new id is that of something else.
    #[error("there is {what} `{id}` already{advice}")]
    Taken {
        /// `an actor`, `a source`.
        what: &'static str,
        /// The id.
        id: String,
        /// What to do instead.
        advice: String,
    },
    /// A text that cannot be an id.
    #[error("`{0}` cannot be an id: {err}", err = crate::model::IdError)]
    NoId(String),
    /// The file cannot be read, so that nobody knows where anything stands.
    #[error("{} cannot be read: its brackets do not close, or a string does not end; `whobacks check` shows the place", .0.display())]
    Unreadable(PathBuf),
    /// The file would not be readable any more: a fault of this program.
    #[error("{} would be broken by this change, and is left as it is: {message}", path.display())]
    Breaks {
        /// The file.
        path: PathBuf,
        /// What would be wrong.
        message: String,
    },
    /// Two parts of the change touch each other.
    #[error(transparent)]
    Touching(#[from] Touching),
    /// What is asked for makes no sense; the text says why, and what to do.
    #[error("{0}")]
    Senseless(String),
    /// Claims would become equal, or be about one actor only, and nobody has said what to do about them.
    #[error("{}", worded(.0))]
    Doubtful(Vec<Doubtful>),
}

impl Refusal {
    pub(super) fn because(why: impl Into<String>) -> Self {
        Refusal::Senseless(why.into())
    }
}

/// A claim that says nothing any more, or nothing of its own, once two actors are one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubtful {
    /// `a backs b`
    pub claim: String,
    /// The words, or the record.
    pub rests_on: String,
    /// The source.
    pub source: String,
    /// What becomes of it.
    pub why: &'static str,
}

/// Actors are found by their names as well.
fn or_name(what: &str) -> &'static str {
    if what == "no actor" { "or the name " } else { "" }
}

/// What may have been meant, or where to look.
fn way_out(what: &str, near: Option<&str>) -> String {
    match (near, what) {
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, "no actor") => {
            "`whobacks actors` lists them, `whobacks add actor` adds one".to_owned()
        }
        (None, "no source") => "`whobacks source list` lists them".to_owned(),
        (None, _) => "`whobacks timeline --format csv` has their ids in its last column; a claim has another \
             once what it says is changed"
            .to_owned(),
    }
}

fn worded(doubtful: &[Doubtful]) -> String {
    let mut text = match doubtful.len() {
        1 => "one claim stands in the way:".to_owned(),
        n => format!("{n} claims stand in the way:"),
    };
    for Doubtful { claim, rests_on, source, why } in doubtful {
        text.push_str(&format!("\n  {claim} {why}: “{rests_on}” ({source})"));
    }
    text.push_str("\ncorrect them, or use --drop to remove them");
    text
}

/// A file before and after; texts without a byte-order mark, which stays if there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    /// Where it is.
    pub path: PathBuf,
    /// Where it is to be, if that is somewhere else.
    pub moved_to: Option<PathBuf>,
    /// What it says.
    pub old: String,
    /// What it is to say.
    pub new: String,
}

/// What is to be changed, and what there is to say about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChangeSet {
    /// The files that change.
    pub files: Vec<FileChange>,
    /// What has been done, and what somebody should look at; a sentence each.
    pub said: Vec<String>,
    /// Warnings that it brings about and that need not be told: a new actor is in no claim yet.
    pub expected: Vec<Code>,
    /// Where something new stands: file, as a place in `files`, and bytes of its new text.
    pub written: Option<(usize, std::ops::Range<usize>)>,
}

impl ChangeSet {
    /// Whether nothing would change.
    pub fn is_empty(&self) -> bool {
        self.files.iter().all(|file| file.old == file.new && file.moved_to.is_none())
    }
}

/// The changes of a dataset's files while they are collected.
#[derive(Debug, Default)]
pub(super) struct Edits {
    files: BTreeMap<PathBuf, Edited>,
    pub(super) said: Vec<String>,
}

#[derive(Debug)]
struct Edited {
    old: String,
    moved_to: Option<PathBuf>,
    splices: Vec<Splice>,
}

impl Edits {
    /// Refuses a dataset of which a file cannot be read at all.
    pub(super) fn of(dataset: &Dataset<'_>) -> Result<Self, Refusal> {
        let torn = |file: &&annotation::File<'_>| {
            let mut faults = file.faults.iter();
            faults.any(|fault| matches!(fault.kind, FaultKind::Syntax { .. }))
        };
        match dataset.files.iter().find(torn) {
            Some(file) => Err(Refusal::Unreadable(file.path.clone())),
            None => Ok(Edits::default()),
        }
    }

    /// Notes changes of a file.
    pub(super) fn splice(
        &mut self,
        path: &Path,
        text: &str,
        splices: impl IntoIterator<Item = Splice>,
    ) {
        let edited = self.files.entry(path.to_owned()).or_insert_with(|| Edited {
            old: text.to_owned(),
            moved_to: None,
            splices: Vec::new(),
        });
        edited.splices.extend(splices);
    }

    /// Notes that a file has another name from now on.
    pub(super) fn move_to(&mut self, path: &Path, text: &str, to: PathBuf) {
        self.splice(path, text, []);
        if let Some(edited) = self.files.get_mut(path) {
            edited.moved_to = Some(to);
        }
    }

    /// Makes the changes, and reads every text again. What lies within something that is cut goes with it.
    pub(super) fn finish(self) -> Result<ChangeSet, Refusal> {
        let (mut files, mut said) = (Vec::new(), self.said);
        for (path, Edited { old, moved_to, splices }) in self.files {
            let splices = united(splices);
            said.extend(splices.iter().flat_map(|splice| lost(&old, splice)));
            let new = spliced(&old, &splices)?;
            readable(&path, &new)?;
            if new != old || moved_to.is_some() {
                files.push(FileChange { path, moved_to, old, new });
            }
        }
        Ok(ChangeSet { files, said, ..ChangeSet::default() })
    }
}

/// The comments that go with what is cut, in words: nobody's remark is lost in passing.
fn lost<'t>(text: &'t str, splice: &'t Splice) -> impl Iterator<Item = String> + use<'t> {
    let cut = text.get(splice.span()).unwrap_or_default();
    let gone = comments(cut).into_iter().filter(|comment| !splice.text.contains(comment));
    gone.map(|comment| format!("a comment goes with what is taken out: {comment}"))
}

/// Whether a text can be read as what its file's name says it is.
fn readable(path: &Path, text: &str) -> Result<(), Refusal> {
    let breaks = |message: String| Refusal::Breaks { path: path.to_owned(), message };
    if path.extension().is_some_and(|e| e == "proofs") {
        return Ledger::parse(text).map(|_| ()).map_err(|error| breaks(error.to_string()));
    }
    // A card says what no annotation can say; where it can be read as either, all is well.
    if Card::parse(text).is_ok() {
        return Ok(());
    }
    let arena = Arena::new();
    let dataset = annotation::parse(path, text, &arena);
    let mut faults = dataset.files.iter().flat_map(|file| &file.faults);
    let torn = faults.find_map(|fault| match &fault.kind {
        FaultKind::Syntax { message } => Some((fault.span.start, message.clone())),
        _ => None,
    });
    match torn {
        Some((at, message)) => {
            let document = ReportFile { path: path.display().to_string(), text: text.to_owned() };
            let (line, column) = document.position(at);
            Err(breaks(format!("line {line}, column {column}: {message}")))
        }
        None => Ok(()),
    }
}
