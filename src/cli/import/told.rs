//! What `import` says of a file: its columns, what came of its rows, and what was not taken.

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use super::super::disk::Disk;
use super::super::terminal::Terminal;
use super::Import;
use crate::annotation::Files as _;
use crate::import::Imported;
use crate::report::table::Rows;
use crate::{annotation, report};

/// How many of the things that were not taken are printed.
const SHOWN: usize = 50;

/// How much of the places of one of them is printed, in bytes.
const PLACES: usize = 240;

/// A line of what was not taken, of its many places the first.
fn shortened(problem: &str) -> Cow<'_, str> {
    let Some((places, what)) = problem.split_once(": ").filter(|(p, _)| p.len() > PLACES) else {
        return Cow::Borrowed(problem);
    };
    let end = places[..places.floor_char_boundary(PLACES)].rfind(", ").unwrap_or(0);
    let more = places[end..].matches(", ").count();
    match end {
        0 => Cow::Borrowed(problem),
        _ => Cow::Owned(format!("{} … and {more} more places: {what}", &places[..end])),
    }
}

impl Import {
    /// What was read as what, what was taken for granted, and what was not taken.
    pub(super) fn report(&self, imported: &Imported, file: &Path, terminal: &Terminal) {
        let shown = file.display();
        let mut columns = Rows::new(&["of", "column", "filled", "read as"]);
        for column in &imported.columns {
            let read_as = column.read_as.as_deref().unwrap_or("nothing: it is empty");
            columns.rows.push(vec![
                column.of.into(),
                column.heading.as_str().into(),
                column.filled.into(),
                read_as.into(),
            ]);
        }
        if !columns.rows.is_empty() {
            terminal.say(columns.table(None).trim_end());
        }
        let nobody = match imported.silent {
            0 => String::new(),
            n => format!(
                "; {} that there is nothing",
                if n == 1 { "1 says".to_owned() } else { format!("{n} say") }
            ),
        };
        let rows = report::count(imported.rows, "row");
        terminal.say(&format!(
            "{shown}: {}, {rows} in, {} out{nobody}",
            imported.format,
            counts(imported)
        ));
        for remark in &imported.remarks {
            terminal.say(remark);
        }
        let beside = file.with_file_name("nodes.csv");
        if self.nodes.is_empty()
            && file.ends_with("edges.csv")
            && beside.is_file()
            && self.file.as_deref() == Some(file)
        {
            terminal.say(&format!(
                "{} lies beside it and is not read: --nodes {}",
                beside.display(),
                beside.display()
            ));
        }
        let mut cut = imported.problems.len() > SHOWN;
        for problem in imported.problems.iter().take(SHOWN) {
            let short = shortened(problem);
            cut |= short.len() < problem.len();
            terminal.error(&format!("{shown}: {short}"));
        }
        if cut {
            let more = match imported.problems.len().saturating_sub(SHOWN) {
                0 => String::new(),
                1 => "1 more was not taken; ".to_owned(),
                n => format!("{n} more were not taken; "),
            };
            terminal.explain(&match &self.left_out {
                Some(path) => format!("{more}{} has all of it, whole", path.display()),
                None => format!("{more}--left-out FILE writes all of it, whole"),
            });
        }
    }
}

pub(super) fn counts(imported: &Imported) -> String {
    let actors = report::count(imported.file.actors.len(), "actor");
    format!("{actors}, {}", report::count(imported.claims(), "claim"))
}

/// Two annotation files in one folder are one data set only if one includes the other.
pub(super) fn say_beside(path: &Path, terminal: &Terminal) {
    let (Some(folder), Some(name)) =
        (path.parent(), path.file_name().and_then(|name| name.to_str()))
    else {
        return;
    };
    let entries = fs::read_dir(if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
    let mut others: Vec<PathBuf> =
        entries.into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    others.retain(|other| {
        other.extension().is_some_and(|e| e == "ron") && other.file_name() != path.file_name()
    });
    others.sort();
    let quoted = annotation::quoted(name);
    let is_annotation = |text: &String| text.contains("claims:") || text.contains("include:");
    others.retain(|other| {
        let text =
            Disk::everywhere().read(other).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        text.is_some_and(|text| is_annotation(&text) && !text.contains(&quoted))
    });
    let Some(first) = others.first() else { return };
    let (first, more) = (first.display(), others.len() - 1);
    let who = match more {
        0 => format!("{first} does not include it"),
        1 => format!("{first} and another file there do not include it"),
        n => format!("{first} and {n} other files there do not include it"),
    };
    terminal.say(&format!(
        "{who}: write `include: [{quoted}]` in one to have both as one, or name this one: --data {}",
        path.display()
    ));
}
