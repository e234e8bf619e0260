//! Which request is answered by what.

use std::io::Write as _;
use std::net::TcpStream;
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::desk::Desk;
use super::failure::Failure;
use super::gate::Gate;
use super::http::{self, Head, Reply};
use super::live::lock;
use super::{draft, page, propose, room, writing};

/// How long a page that hears of nothing new waits for a sign that somebody is still there.
const SIGN: Duration = Duration::from_secs(15);

/// Answers one request.
pub(super) fn answer(stream: &mut TcpStream, gate: &Gate, desk: &Desk) {
    let mut head = match Head::read(stream) {
        Ok(head) => head,
        Err(Some(failure)) => return http::write(stream, &Reply::failure(&failure)),
        Err(None) => return,
    };
    let asked = gate.admit(&head).map(str::to_owned);
    let reply = match asked {
        Ok(asked) if asked == "events" && head.method == "GET" => return events(stream, desk),
        Ok(asked) => route(stream, &mut head, desk, &asked),
        Err(failure) => Err(failure),
    };
    http::write(stream, &reply.unwrap_or_else(|failure| Reply::failure(&failure)));
}

fn route(
    stream: &mut TcpStream,
    head: &mut Head,
    desk: &Desk,
    asked: &str,
) -> Result<Reply, Failure> {
    match (head.method.as_str(), asked) {
        ("GET", "") => Ok(page::room()),
        ("GET", "explorer") => explorer(desk),
        ("GET", "explorer/news") => Ok(Reply::raw_json(200, lock(&desk.edition).news.clone())),
        ("GET", "state") => Ok(Reply::raw_json(200, desk.sight().state.clone())),
        ("GET", "source") => {
            let id = head.query("id").unwrap_or_default();
            Ok(Reply::json(200, &room::source(desk, &id)?))
        }
        ("GET", "file") => {
            let name = head.query("name").unwrap_or_default();
            Ok(Reply::json(200, &room::file(desk, &name)?))
        }
        ("GET", _) => Err(Failure::new(404, "there is nothing of that name here")),
        (_, asked) => {
            let body = head.body(stream)?;
            doing(desk, asked, &body).map(|value| Reply::json(200, &value))
        }
    }
}

/// What is asked for with a body: a look at a draft, or a change.
fn doing(desk: &Desk, asked: &str, body: &[u8]) -> Result<Value, Failure> {
    match asked {
        "propose" => propose::propose(desk, &read(body)?),
        "check" => draft::check(desk, &read(body)?),
        "claim" => writing::claim(desk, &read(body)?),
        "actor" => writing::actor(desk, &read(body)?),
        "set" => writing::set(desk, &read(body)?),
        "merge" => writing::merge(desk, &read(body)?),
        "undo" => writing::step_back(desk, false),
        "redo" => writing::step_back(desk, true),
        _ => Err(Failure::new(404, "there is nothing of that name here")),
    }
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Failure> {
    serde_json::from_slice(body)
        .map_err(|error| Failure::new(400, format!("this cannot be read: {error}")))
}

fn explorer(desk: &Desk) -> Result<Reply, Failure> {
    // The first one is being made when somebody opens the page that was printed.
    let begun = std::time::Instant::now();
    loop {
        let edition = lock(&desk.edition).clone();
        if let Some((page, fonts)) = &edition.page {
            let (page, policy) = page.page(fonts);
            return Ok(Reply::page(page, &policy));
        }
        if let Some(why) = &edition.why_not {
            return Err(Failure::new(503, why.clone()));
        }
        if begun.elapsed() > Duration::from_secs(60) {
            return Err(Failure::new(503, "there is no explorer yet: the data set cannot be read"));
        }
        desk.live.wait(Some(desk.live.now()), Duration::from_millis(200));
    }
}

/// Tells a page whatever is new, until it has gone.
fn events(stream: &mut TcpStream, desk: &Desk) {
    if http::begin_events(stream).is_err() {
        return;
    }
    let mut known = None;
    loop {
        let now = desk.live.wait(known, SIGN);
        let text = match known == Some(now) {
            // A line that says nothing: whoever has gone cannot take it.
            true => ":\n\n".to_owned(),
            false => format!("data: {}\n\n", json!({"state": now.state, "explorer": now.explorer})),
        };
        known = Some(now);
        if stream.write_all(text.as_bytes()).is_err() {
            return;
        }
    }
}
