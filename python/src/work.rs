//! Work that takes long, with the interpreter let go of, and interrupted when Python is.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::Duration;

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;

/// How soon an interrupt is heard.
const TICK: Duration = Duration::from_millis(50);

/// Has a thread of its own do the work, while other threads of Python run. An interrupt (Ctrl-C, or a
/// notebook's stop) is heard at once; what was being worked out then is dropped when it is ready.
pub(crate) fn unhurried<T: Send + 'static>(
    py: Python<'_>,
    work: impl FnOnce() -> T + Send + 'static,
) -> PyResult<T> {
    let (ready, mut waiting) = sync_channel(1);
    std::thread::spawn(move || {
        // It owns what it needs, so nothing is left half done for others to see.
        let result = catch_unwind(AssertUnwindSafe(work));
        // Nobody waits for it any more after an interrupt.
        let _ = ready.send(result);
    });
    loop {
        let heard;
        (heard, waiting) = py.detach(move || (waiting.recv_timeout(TICK), waiting));
        match heard {
            Ok(Ok(result)) => return Ok(result),
            Ok(Err(panic)) => return Err(fault(&*panic)),
            Err(RecvTimeoutError::Timeout) => py.check_signals()?,
            Err(RecvTimeoutError::Disconnected) => return Err(fault(&"its thread has ended")),
        }
    }
}

/// A panic is a fault of ours, and no reason to end somebody's notebook.
fn fault(panic: &(dyn Any + Send)) -> PyErr {
    let said = (panic.downcast_ref::<&str>().map(|said| (*said).to_owned()))
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default();
    PyRuntimeError::new_err(format!("whobacks has a fault, please report it: {said}"))
}
