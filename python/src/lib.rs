//! The Python module `whobacks._whobacks`: what `python/whobacks` makes its classes of.
//!
//! Takes what Python gives, has the library work with the interpreter let go of, and gives plain values,
//! bytes and columns. Must not word an answer or a message: those are the command's.

mod graph_tables;
mod held;
mod table;
mod work;

use std::ffi::OsString;

use pyo3::prelude::*;

/// What the Python package needs of the library.
#[pymodule(gil_used = false)]
mod _whobacks {
    #[pymodule_export]
    use super::held::{Held, check, open};
    #[pymodule_export]
    use super::table::Columns;

    use super::{OsString, PyResult, Python, pyfunction, run_command};

    /// The version of the program.
    #[pymodule_export]
    #[allow(non_upper_case_globals, reason = "as Python names it")]
    const __version__: &str = env!("CARGO_PKG_VERSION");

    /// Runs the command line on the process's own streams, the program's name first; gives the exit code.
    #[pyfunction]
    fn run(py: Python<'_>, args: Vec<OsString>) -> PyResult<u8> {
        run_command(py, args)
    }
}

fn run_command(py: Python<'_>, args: Vec<OsString>) -> PyResult<u8> {
    // On this thread: the command is all that the process does, and an interrupt is the command's.
    Ok(py.detach(|| whobacks::cli::run(args)))
}
