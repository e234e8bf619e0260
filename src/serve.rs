//! Live explorer and reading room on loopback: a change in the files shows in the page at once, and the other way round.
//!
//! Takes a project and fonts; gives a server with an address that nobody can guess. What it says about the
//! data comes from `check`; changes go through `edit` and are written by `project`, and only if the file is
//! still what the page has shown. Must not print, nor know clap. A request names actors, sources, claims
//! and files of the data set by their ids, which are looked up; no part of it is ever a path.
//!
//! | module | does |
//! |---|---|
//! | `http` | reads one request within bounds, writes one answer |
//! | `gate` | whether a request is from our own page |
//! | `routes` | which request is answered by what |
//! | `desk` | the data set as it is now, what has changed in it, who is notified |
//! | `editions` | the explorer, made again whenever the data changes |
//! | `room`, `state` | what the reading room shows |
//! | `propose` | what picked words may claim |
//! | `draft`, `writing` | a claim that is being written: checked at each stroke, and put into the file |

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

mod desk;
mod draft;
mod easel;
mod editions;
mod failure;
mod gate;
mod history;
mod http;
mod live;
mod marks;
mod page;
mod places;
mod propose;
mod room;
mod routes;
mod sight;
mod state;
mod writing;

use std::io;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::graph::time::Reach;
use crate::layout::font::Fonts;
use crate::project::Project;

use desk::Desk;
use gate::Gate;

/// So many requests are answered at once; whoever comes then is asked to come again.
const MOST_AT_ONCE: usize = 48;

/// How a server shows what it shows.
#[derive(Debug, Clone, Default)]
pub struct ServeOptions {
    /// The port; 0 for one that is free.
    pub port: u16,
    /// How far ties reach beyond what attests them.
    pub reach: Reach,
    /// The fonts of pictures.
    pub fonts: Fonts,
}

/// A server that listens already.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    gate: Arc<Gate>,
    desk: Arc<Desk>,
    at_once: Arc<AtomicUsize>,
}

impl Server {
    /// Listens on this machine, for this machine only.
    ///
    /// # Errors
    /// When the port is taken, or the system has no randomness for a token.
    pub fn bind(project: Project, options: ServeOptions) -> io::Result<Server> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port))?;
        let gate = Gate::new(listener.local_addr()?.port())?;
        let desk = Arc::new(Desk::new(project, options.reach));
        desk::keep_watch(&desk);
        editions::keep_up(&desk, options.fonts);
        Ok(Server { listener, gate: Arc::new(gate), desk, at_once: Arc::default() })
    }

    /// The address of the reading room, with its token.
    pub fn address(&self) -> String {
        self.gate.address()
    }

    /// Answers requests until the process ends.
    ///
    /// # Errors
    /// When nobody can be heard any more.
    pub fn run(&self) -> io::Result<()> {
        let mut failures = 0_u32;
        for stream in self.listener.incoming() {
            match stream {
                Ok(stream) => {
                    failures = 0;
                    self.take(stream);
                }
                // One who hung up, or too many open files for a moment: the next may be luckier.
                Err(error) if failures > 100 => return Err(error),
                Err(_) => {
                    failures = failures.saturating_add(1);
                    thread::sleep(std::time::Duration::from_millis(20));
                }
            }
        }
        Ok(())
    }

    fn take(&self, mut stream: TcpStream) {
        let place = Slot::take(&self.at_once);
        let (gate, desk) = (Arc::clone(&self.gate), Arc::clone(&self.desk));
        let Some(place) = place else {
            http::turn_away(&mut stream);
            return;
        };
        // Where no thread can be had, the connection closes.
        let _ = thread::Builder::new().name("request".to_owned()).spawn(move || {
            let _place = place;
            routes::answer(&mut stream, &gate, &desk);
        });
    }
}

/// One of the places for requests, given back when it is dropped, by a panic too.
struct Slot(Arc<AtomicUsize>);

impl Slot {
    fn take(at_once: &Arc<AtomicUsize>) -> Option<Slot> {
        let more = |n: usize| (n < MOST_AT_ONCE).then(|| n.saturating_add(1));
        let taken = at_once.fetch_update(Ordering::AcqRel, Ordering::Acquire, more);
        taken.ok().map(|_| Slot(Arc::clone(at_once)))
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}
