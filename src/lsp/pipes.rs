//! One editor on stdin and stdout.
//!
//! Takes bytes of an editor; gives messages, and writes those of the server. What is not there has no memory: the length
//! that a head tells is only a bound on what is read. Must not know what a message is about.

use std::io::{self, BufRead, Read};
use std::thread::{Builder, JoinHandle};

use crossbeam_channel::bounded;
use lsp_server::{Connection, Message};

/// The most bytes of a message's head: two short lines, by the protocol.
const LONGEST_HEAD: u64 = 4096;

/// The threads that read and write.
pub(super) struct Pipes {
    reader: JoinHandle<io::Result<()>>,
    writer: JoinHandle<io::Result<()>>,
}

impl Pipes {
    /// A connection over stdin and stdout, and what reads and writes for it. Neither side runs ahead of the other.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub(super) fn open() -> io::Result<(Connection, Pipes)> {
        let (sender, outgoing) = bounded::<Message>(0);
        let (incoming, receiver) = bounded::<Message>(0);
        let writer = Builder::new().name("lsp-writer".to_owned()).spawn(move || {
            let mut stdout = io::stdout().lock();
            outgoing.into_iter().try_for_each(|message| message.write(&mut stdout))
        })?;
        let reader = Builder::new().name("lsp-reader".to_owned()).spawn(move || {
            let mut stdin = io::stdin().lock();
            while let Some(message) = read(&mut stdin)? {
                let last = matches!(&message, Message::Notification(note) if note.method == "exit");
                if incoming.send(message).is_err() || last {
                    break;
                }
            }
            Ok(())
        })?;
        Ok((Connection { sender, receiver }, Pipes { reader, writer }))
    }

    /// Waits until all is written that was to be, if the connection is gone.
    ///
    /// # Errors
    /// When the editor's messages could not be read, or ours not written.
    pub(super) fn close(self) -> io::Result<()> {
        let ended = |thread: JoinHandle<io::Result<()>>| {
            thread.join().unwrap_or_else(|_| Err(io::Error::other("a thread broke down")))
        };
        let read = ended(self.reader);
        ended(self.writer).and(read)
    }
}

/// The next message; none where the editor has closed its end between two.
fn read(from: &mut impl BufRead) -> io::Result<Option<Message>> {
    let wrong = |what: &str| io::Error::new(io::ErrorKind::InvalidData, what.to_owned());
    let Some(length) = length(from)? else { return Ok(None) };
    let mut body = Vec::new();
    if from.take(length).read_to_end(&mut body)? as u64 != length {
        return Err(wrong("a message is shorter than its Content-Length"));
    }
    match serde_json::from_slice(&body) {
        Ok(message) => Ok(Some(message)),
        Err(error) => Err(wrong(&format!("a message is no JSON-RPC: {error}"))),
    }
}

/// The length that the head of a message tells.
fn length(from: &mut impl BufRead) -> io::Result<Option<u64>> {
    let wrong = |what: &str| io::Error::new(io::ErrorKind::InvalidData, what.to_owned());
    let mut head = from.take(LONGEST_HEAD);
    let mut length = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = head.read_until(b'\n', &mut line)?;
        let Some(text) = line.strip_suffix(b"\n") else {
            return match (read, head.limit(), length) {
                (_, 0, _) => Err(wrong("the head of a message is too long")),
                (0, _, None) => Ok(None),
                _ => Err(wrong("the head of a message is cut off")),
            };
        };
        let text = String::from_utf8_lossy(text.strip_suffix(b"\r").unwrap_or(text));
        if text.is_empty() {
            return length.map(Some).ok_or_else(|| wrong("a message has no Content-Length"));
        }
        match text.split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("Content-Length") => {
                let value = value.trim().parse();
                length = Some(value.map_err(|_| wrong("Content-Length is no number"))?);
            }
            Some(_) => {}
            None => return Err(wrong("the head of a message has a line without a colon")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_read_as_far_as_it_is_there() {
        let body = r#"{"jsonrpc": "2.0", "method": "exit"}"#;
        let whole = format!("content-length:{}\r\nX: y\r\n\r\n{body}", body.len());
        let mut from = whole.as_bytes();
        assert!(
            matches!(read(&mut from), Ok(Some(Message::Notification(note))) if note.method == "exit")
        );
        assert!(matches!(read(&mut from), Ok(None)));
        let long = format!("X: {}\r\n", "y".repeat(5000));
        for (bytes, what) in [
            ("Content-Length: 99999999999\r\n\r\n{}", "shorter"),
            ("Content-Length: 18446744073709551615\r\n\r\n{}", "shorter"),
            ("Content-Length: -1\r\n\r\n{}", "no number"),
            ("Content-Length: 2\r\n\r\n{}", "no JSON-RPC"),
            ("Content-Length: 2\r\n", "cut off"),
            ("Content-Le", "cut off"),
            ("X: y\r\n\r\n", "no Content-Length"),
            ("GET / HTTP/1.1\r\n\r\n", "without a colon"),
            (&long, "too long"),
        ] {
            let error = read(&mut bytes.as_bytes()).expect_err(bytes);
            assert!(error.to_string().contains(what), "{bytes}: {error}");
        }
    }
}
