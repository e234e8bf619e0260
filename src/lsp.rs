//! The same checks and edits for editors: a language server (LSP 3.17) over stdin and stdout.
//!
//! Takes messages of an editor, buffers that are not saved among them; gives diagnostics with fixes,
//! completion, hover, definitions, references, renames, symbols, layout and inlay hints. Whatever it says of
//! the data, `check` says; whatever it changes, `edit` changes, and the editor writes. Must not write, nor
//! know clap. It must not fail on any buffer, because files are usually half written while somebody types.
//!
//! Messages are JSON as the protocol has it, read and made field by field: of the protocol's thousand types
//! forty fields are used.

#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

mod answer;
mod complete;
mod cursor;
mod desk;
mod lines;
mod pipes;
mod roots;
mod session;
mod symbols;
mod told;
mod wire;

use crossbeam_channel::TryRecvError;
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
use serde_json::{Value, json};

pub use session::Session;

use crate::project::Paths;

/// Why the server ended before its editor wanted it to.
#[derive(Debug, thiserror::Error)]
#[error("the editor's messages cannot be read: {0}")]
pub struct Broken(String);

/// Serves one editor until it says that it is done. What paths leave open is found for each file.
///
/// # Errors
/// When the connection breaks.
pub fn serve(paths: Paths) -> Result<(), Broken> {
    let broken = |error: std::io::Error| Broken(error.to_string());
    let (connection, pipes) = pipes::Pipes::open().map_err(broken)?;
    let served = serve_on(&connection, paths);
    // An editor that does not keep to the protocol is not waited for, unless it has ended.
    let ended = matches!(connection.receiver.try_recv(), Err(TryRecvError::Disconnected));
    drop(connection);
    if served.is_err() && !ended {
        return served;
    }
    // Why nothing more came says more than that nothing came.
    pipes.close().map_err(broken)?;
    served
}

/// The same on any connection: for tests.
///
/// # Errors
/// As there.
pub fn serve_on(connection: &Connection, paths: Paths) -> Result<(), Broken> {
    let (id, params) = connection.initialize_start().map_err(|e| Broken(e.to_string()))?;
    let answer = json!({"capabilities": capabilities(), "serverInfo": {
        "name": "whobacks", "version": env!("CARGO_PKG_VERSION"),
    }});
    connection.initialize_finish(id, answer).map_err(|e| Broken(e.to_string()))?;
    let mut session = Session::new(paths, &params);
    let send = |message: Message| connection.sender.send(message).is_ok();
    loop {
        // Diagnostics wait until nothing else is asked: who types fast is not kept waiting by each letter.
        let message = match connection.receiver.try_recv() {
            Ok(message) => message,
            Err(_) => {
                for params in session.diagnostics() {
                    let method = "textDocument/publishDiagnostics".to_owned();
                    if !send(Message::Notification(Notification { method, params })) {
                        return Ok(());
                    }
                }
                let Ok(message) = connection.receiver.recv() else { return Ok(()) };
                message
            }
        };
        match message {
            Message::Request(request) => {
                match connection.handle_shutdown(&request) {
                    Ok(true) => return Ok(()),
                    Ok(false) => {}
                    Err(error) => return Err(Broken(error.to_string())),
                }
                if !send(Message::Response(respond(&mut session, request))) {
                    return Ok(());
                }
            }
            Message::Notification(note) => session.note(&note.method, &note.params),
            Message::Response(_) => {}
        }
    }
}

fn respond(session: &mut Session, request: Request) -> Response {
    let Request { id, method, params } = request;
    match session.answer(&method, &params) {
        Some(Ok(result)) => Response::new_ok(id, result),
        Some(Err(refusal)) => Response::new_err(id, ErrorCode::RequestFailed as i32, refusal),
        None => {
            Response::new_err(id, ErrorCode::MethodNotFound as i32, format!("no {method} here"))
        }
    }
}

fn capabilities() -> Value {
    json!({
        "positionEncoding": "utf-16",
        "textDocumentSync": {"openClose": true, "change": 2, "save": {"includeText": false}},
        "completionProvider": {"triggerCharacters": ["\"", " ", ":"]},
        "hoverProvider": true,
        "definitionProvider": true,
        "referencesProvider": true,
        "renameProvider": {"prepareProvider": true},
        "documentSymbolProvider": true,
        "documentFormattingProvider": true,
        "inlayHintProvider": true,
        "codeActionProvider": {"codeActionKinds": ["quickfix", "source.fixAll.whobacks"]},
    })
}
