//! One request read from a connection, within bounds of size and time, and one answer written to it.
//!
//! HTTP/1.1 (RFC 9112), as much of it as our pages need: a head of at most 16 KiB, a body with a stated length of
//! at most 256 KiB, all of it within five seconds; one request per connection. Must not know
//! what is asked for.

use std::io::{self, Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::failure::Failure;

const LONGEST_HEAD: usize = 16 * 1024;
const MOST_HEADERS: usize = 64;
const LONGEST_BODY: usize = 256 * 1024;
/// In so much time a request is read, and each piece of an answer taken.
const PATIENCE: Duration = Duration::from_secs(5);

/// The head of a request, and what of its body came with it.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) method: String,
    /// As it is written, with the leading `/`, up to the question mark.
    pub(super) path: String,
    query: String,
    headers: Vec<(String, String)>,
    begun: Vec<u8>,
    since: Since,
}

/// When a request began: it has [`PATIENCE`] from then on.
#[derive(Debug, Clone, Copy)]
struct Since(Instant);

/// An answer.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) status: u16,
    kind: &'static str,
    body: Vec<u8>,
    /// What the page may do, where it is one.
    policy: String,
}

/// For whatever is not a page: it may do nothing.
const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'";

impl Reply {
    pub(super) fn json(status: u16, value: &Value) -> Reply {
        Reply::raw_json(status, value.to_string())
    }

    /// Why something is not done.
    pub(super) fn failure(failure: &Failure) -> Reply {
        Reply::json(failure.status, failure.body())
    }

    pub(super) fn raw_json(status: u16, body: String) -> Reply {
        let body = body.into_bytes();
        Reply { status, kind: "application/json", body, policy: NOTHING.to_owned() }
    }

    /// A page, with the policy that it says of itself.
    pub(super) fn page(body: String, policy: &str) -> Reply {
        let policy = format!("{policy}; frame-ancestors 'none'");
        Reply { status: 200, kind: "text/html; charset=utf-8", body: body.into_bytes(), policy }
    }
}

impl Head {
    /// Reads a head.
    ///
    /// # Errors
    /// `None` where nobody is there to be answered; else what is wrong with it.
    pub(super) fn read(stream: &mut TcpStream) -> Result<Head, Option<Failure>> {
        let since = Since(Instant::now());
        let mut bytes = Vec::with_capacity(1024);
        loop {
            if let Some(head) = parse(&bytes, since)? {
                return Ok(head);
            }
            if bytes.len() >= LONGEST_HEAD {
                return Err(Some(Failure::new(431, "the head of the request is too long")));
            }
            if read_more(stream, &mut bytes, since)? == 0 {
                return Err(None);
            }
        }
    }

    /// The value of a header that stands once; a header that stands twice is a fault.
    pub(super) fn header(&self, name: &str) -> Result<Option<&str>, Failure> {
        let mut own = self.headers.iter().filter(|(other, _)| other.eq_ignore_ascii_case(name));
        match (own.next(), own.next()) {
            (found, None) => Ok(found.map(|(_, value)| value.as_str())),
            _ => Err(Failure::new(400, format!("the header {name} stands twice"))),
        }
    }

    /// What a field of the query says.
    pub(super) fn query(&self, name: &str) -> Option<String> {
        let mut fields =
            self.query.split('&').map(|field| field.split_once('=').unwrap_or((field, "")));
        fields.find(|(own, _)| *own == name).map(|(_, value)| decoded(value))
    }

    /// Reads the body.
    ///
    /// # Errors
    /// When its length is not said, it is too long, or does not come.
    pub(super) fn body(&mut self, stream: &mut TcpStream) -> Result<Vec<u8>, Failure> {
        if self.header("transfer-encoding")?.is_some() {
            return Err(Failure::new(411, "say the length of the body"));
        }
        let length = self.header("content-length")?.unwrap_or("0");
        let digits = !length.is_empty() && length.bytes().all(|b| b.is_ascii_digit());
        let length = length.parse::<usize>().ok().filter(|_| digits);
        // More digits than a number has are too many bytes in any case.
        let Some(length) = length.filter(|length| *length <= LONGEST_BODY) else {
            return Err(match digits {
                true => Failure::new(413, format!("a body has {LONGEST_BODY} bytes at most")),
                false => Failure::new(400, "the length of the body is no number"),
            });
        };
        let mut body = std::mem::take(&mut self.begun);
        while body.len() < length {
            let read = read_more(stream, &mut body, self.since);
            if read.map_err(|failure| failure.unwrap_or_else(|| Failure::new(400, "hung up")))? == 0
            {
                return Err(Failure::new(400, "the body ends before its length"));
            }
        }
        body.truncate(length);
        Ok(body)
    }
}

/// Reads what there is, within the time that is left.
fn read_more(
    stream: &mut TcpStream,
    bytes: &mut Vec<u8>,
    since: Since,
) -> Result<usize, Option<Failure>> {
    let late = || Failure::new(408, "the request came too slowly");
    let left = PATIENCE.saturating_sub(since.0.elapsed());
    if left.is_zero() {
        return Err(Some(late()));
    }
    stream.set_read_timeout(Some(left)).map_err(|_| None)?;
    let mut piece = [0; 8192];
    loop {
        match stream.read(&mut piece) {
            Ok(n) => {
                bytes.extend_from_slice(piece.get(..n).unwrap_or_default());
                return Ok(n);
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error)
                if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) =>
            {
                return Err(Some(late()));
            }
            Err(_) => return Err(None),
        }
    }
}

/// A head, if it is there as a whole.
fn parse(bytes: &[u8], since: Since) -> Result<Option<Head>, Option<Failure>> {
    let bad = |why: &str| Some(Failure::new(400, why));
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    let end = match request.parse(bytes) {
        Ok(httparse::Status::Complete(end)) if end <= LONGEST_HEAD => end,
        Ok(httparse::Status::Complete(_)) | Err(httparse::Error::TooManyHeaders) => {
            return Err(Some(Failure::new(431, "the head of the request is too long")));
        }
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(_) => return Err(bad("this is no request")),
    };
    let target = request.path.unwrap_or_default();
    if !target.starts_with('/') || !target.is_ascii() {
        return Err(bad("the target is no path"));
    }
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut named = Vec::new();
    for header in request.headers.iter() {
        let value = std::str::from_utf8(header.value).map_err(|_| bad("a header is no text"))?;
        named.push((header.name.to_owned(), value.trim().to_owned()));
    }
    Ok(Some(Head {
        method: request.method.unwrap_or_default().to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        headers: named,
        begun: bytes.get(end..).unwrap_or_default().to_vec(),
        since,
    }))
}

/// A value as it stands in a query: `%20` and `+` are spaces. What is not text becomes the sign for that.
fn decoded(value: &str) -> String {
    let digit =
        |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let [first, behind @ ..] = rest {
        rest = behind;
        let hex = match (first, behind) {
            (b'%', [high, low, after @ ..]) => digit(high).zip(digit(low)).map(|hex| (hex, after)),
            _ => None,
        };
        match hex {
            Some(((high, low), after)) => {
                bytes.push(high.wrapping_shl(4) | low);
                rest = after;
            }
            None => bytes.push(if *first == b'+' { b' ' } else { *first }),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        409 => "Conflict",
        411 => "Length Required",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        422 => "Unprocessable Content",
        431 => "Request Header Fields Too Large",
        503 => "Service Unavailable",
        _ => "Internal Server Error",
    }
}

/// What every answer says: it is kept by nobody, shown by no other page, and of the sort that it says.
fn head(status: u16, kind: &str, policy: &str) -> String {
    format!(
        "HTTP/1.1 {status} {}\r\nContent-Type: {kind}\r\nContent-Security-Policy: {policy}\r\n\
         X-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\nReferrer-Policy: no-referrer\r\n\
         Cross-Origin-Resource-Policy: same-origin\r\nCross-Origin-Opener-Policy: same-origin\r\n\
         Cache-Control: no-store\r\nConnection: close\r\n",
        reason(status)
    )
}

/// Writes an answer, and closes the connection. Whoever has gone meanwhile has no use for it.
pub(super) fn write(stream: &mut TcpStream, reply: &Reply) {
    let _ = stream.set_write_timeout(Some(PATIENCE));
    let mut head = head(reply.status, reply.kind, &reply.policy);
    if reply.status == 405 {
        head.push_str("Allow: GET, POST\r\n");
    }
    head.push_str(&format!("Content-Length: {}\r\n\r\n", reply.body.len()));
    let sent = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&reply.body));
    if sent.is_ok() {
        close(stream);
    }
}

/// Begins an answer that goes on: events, one after the other.
pub(super) fn begin_events(stream: &mut TcpStream) -> io::Result<()> {
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.write_all(format!("{}\r\n", head(200, "text/event-stream", NOTHING)).as_bytes())
}

/// Says that all places are taken.
pub(super) fn turn_away(stream: &mut TcpStream) {
    let _ = stream.set_write_timeout(Some(Duration::from_millis(100)));
    let head = head(503, "text/plain", NOTHING);
    let _ = stream.write_all(format!("{head}Content-Length: 0\r\n\r\n").as_bytes());
}

/// Closes a connection so that the answer arrives: what the other still sends is taken in for a moment,
/// for a system that has unread bytes resets the connection, and the answer is lost.
fn close(stream: &mut TcpStream) {
    let _ = stream.shutdown(Shutdown::Write);
    let _ = stream.set_read_timeout(Some(Duration::from_millis(50)));
    let (mut piece, begun) = ([0; 8192], Instant::now());
    while begun.elapsed() < Duration::from_millis(500) && matches!(stream.read(&mut piece), Ok(1..))
    {
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(text: &str) -> Result<Option<Head>, u16> {
        let since = Since(Instant::now());
        parse(text.as_bytes(), since).map_err(|failure| failure.map_or(0, |failure| failure.status))
    }

    #[test]
    fn a_head_is_read_or_refused() {
        let read = head("GET /a/b?id=%C3%BC+x&n=1 HTTP/1.1\r\nHost: h\r\nX: y\r\n\r\nrest");
        let read = read.expect("it is one").expect("it is whole");
        assert_eq!((read.method.as_str(), read.path.as_str()), ("GET", "/a/b"));
        assert_eq!(read.query("id").as_deref(), Some("ü x"));
        assert_eq!(read.query("x"), None);
        assert_eq!(read.header("host").expect("it stands once"), Some("h"));
        assert_eq!(read.begun, b"rest");
        assert!(head("GET / HTTP/1.1\r\nHost: h\r\n").expect("so far, so good").is_none());
        for (text, status) in [
            ("\u{16}\u{3}\u{1}\0", 400),
            ("GET http://h/ HTTP/1.1\r\n\r\n", 400),
            ("GET * HTTP/1.1\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nX y\r\n\r\n", 400),
            (&format!("GET / HTTP/1.1\r\n{}\r\n", "a: b\r\n".repeat(65)), 431),
        ] {
            assert_eq!(head(text).expect_err(text), status, "{text}");
        }
        let twice = head("GET / HTTP/1.1\r\nHost: a\r\nhost: b\r\n\r\n");
        assert!(twice.expect("it is one").expect("it is whole").header("Host").is_err());
    }

    #[test]
    fn values_of_a_query_are_read() {
        for (raw, value) in
            [("a%20b+c", "a b c"), ("%", "%"), ("%zz%4", "%zz%4"), ("%ff", "\u{fffd}")]
        {
            assert_eq!(decoded(raw), value);
        }
    }
}
