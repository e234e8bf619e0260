//! A data set in memory, to which commands are put.

use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use whobacks::cli;
use whobacks::project::Paths;
use whobacks::view::View;

use crate::graph_tables;
use crate::table::Columns;
use crate::work::unhurried;

/// A data set that has passed its check.
#[pyclass(frozen, module = "whobacks._whobacks")]
pub(crate) struct Held(Arc<cli::Held>);

/// What a command has said: exit code, output, messages, rows.
type Said<'py> = (u8, Bound<'py, PyBytes>, String, Option<Columns>);

/// What opening a data set gives: the data set, or why there is none, and what the check has found as JSON.
type Opened = (Option<Held>, String, Option<String>);

/// Where the files are; texts may be named by the environment, as for the command.
fn paths(
    data: Option<PathBuf>,
    seeds: Option<PathBuf>,
    texts: Option<PathBuf>,
    outside: bool,
    keep: bool,
) -> Paths {
    let texts = texts.or_else(|| std::env::var_os("WHOBACKS_TEXTS").map(PathBuf::from));
    Paths { data, seeds, texts, outside, keep }
}

/// Reads and checks a data set.
#[pyfunction]
pub(crate) fn open(
    py: Python<'_>,
    data: Option<PathBuf>,
    seeds: Option<PathBuf>,
    texts: Option<PathBuf>,
    outside: bool,
    draft: bool,
    cache: bool,
) -> PyResult<Opened> {
    let paths = paths(data, seeds, texts, outside, cache);
    Ok(match unhurried(py, move || cli::Held::open(&paths, draft))? {
        Ok(held) => (Some(Held(Arc::new(held))), String::new(), None),
        Err(cli::Unopened::Faulty(found)) => (None, found.text, Some(found.json)),
        Err(other) => (None, with_causes(&other), None),
    })
}

/// Checks the files of a data set as they are: what is found, for people and as JSON; or why they cannot be
/// read.
#[pyfunction]
pub(crate) fn check(
    py: Python<'_>,
    data: Option<PathBuf>,
    seeds: Option<PathBuf>,
    texts: Option<PathBuf>,
    outside: bool,
) -> PyResult<(String, Option<String>)> {
    let paths = paths(data, seeds, texts, outside, false);
    Ok(match unhurried(py, move || cli::findings(&paths))? {
        Ok(found) => (found.text, Some(found.json)),
        Err(error) => (with_causes(&error), None),
    })
}

/// An error with what caused it, as the command says it.
fn with_causes(error: &dyn Error) -> String {
    let mut said = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        said += &format!(": {error}");
        cause = error.source();
    }
    said
}

#[pymethods]
impl Held {
    /// Puts a command to it, in the words of a command line.
    fn put<'py>(&self, py: Python<'py>, words: Vec<String>) -> PyResult<Said<'py>> {
        let held = Arc::clone(&self.0);
        let (said, rows) = unhurried(py, move || {
            let mut said = held.put(words);
            let rows = said.rows.take().map(|rows| Columns::of_rows(&rows));
            (said, rows)
        })?;
        Ok((said.code, PyBytes::new(py, &said.out), said.messages, rows))
    }

    /// The claims shown at a date, with every field.
    fn claims(&self, py: Python<'_>, at: Option<&str>, reach: Option<&str>) -> PyResult<Columns> {
        self.shown(py, at, reach, graph_tables::claims)
    }

    /// The ties shown at a date: all claims of one family from one actor to another.
    fn ties(&self, py: Python<'_>, at: Option<&str>, reach: Option<&str>) -> PyResult<Columns> {
        self.shown(py, at, reach, graph_tables::ties)
    }

    /// The actors.
    fn actors(&self, py: Python<'_>) -> PyResult<Columns> {
        let held = Arc::clone(&self.0);
        unhurried(py, move || graph_tables::actors(held.graph()))
    }

    /// The sources.
    fn sources(&self, py: Python<'_>) -> PyResult<Columns> {
        let held = Arc::clone(&self.0);
        unhurried(py, move || graph_tables::sources(held.graph()))
    }

    /// The title of the data set.
    #[getter]
    fn title(&self) -> &str {
        self.0.graph().title()
    }

    /// The annotation file.
    #[getter]
    fn data(&self) -> PathBuf {
        self.0.files().data.clone()
    }

    /// How many actors, claims and sources it has.
    #[getter]
    fn counts(&self) -> (usize, usize, usize) {
        let graph = self.0.graph();
        (graph.actors().len(), graph.claims().len(), graph.sources().len())
    }

    /// How many claims a draft lacks.
    #[getter]
    fn left_out(&self) -> Option<usize> {
        self.0.left_out()
    }
}

impl Held {
    /// A table of what the graph shows at a date, or of all that is told.
    fn shown(
        &self,
        py: Python<'_>,
        at: Option<&str>,
        reach: Option<&str>,
        table: fn(&View<'_>) -> Columns,
    ) -> PyResult<Columns> {
        let (at, reach) = cli::shown(at, reach).map_err(PyValueError::new_err)?;
        let held = Arc::clone(&self.0);
        unhurried(py, move || match at {
            Some(date) => table(&View::at(held.graph(), date, reach)),
            None => table(&View::whole(held.graph())),
        })
    }
}
