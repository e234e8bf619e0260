//! Whether a request comes from our own page, on this machine, and may be answered at all.
//!
//! Takes the head of a request; lets it pass or refuses it, before its body is read. Three locks, each
//! against another kind of stranger:
//!
//! - the **token**, 160 bits of the system's randomness, is the first part of every path. It is in no cookie,
//!   because browsers send cookies to every port of a host; only somebody with the address has it.
//! - the **host** must be our address or `localhost`: another site whose name is made to lead here
//!   (rebinding) still sends its own name.
//! - the **origin**, if one is sent, must be ours, and a request that changes something must send it; the same
//!   applies to `Sec-Fetch-Site`. A page of another site can send a request here, but not with our origin.

use std::io;

use super::failure::Failure;
use super::http::Head;

/// What lets requests pass.
#[derive(Debug)]
pub(super) struct Gate {
    port: u16,
    token: String,
}

impl Gate {
    /// A gate with a token of its own.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub(super) fn new(port: u16) -> io::Result<Gate> {
        let mut bytes = [0; 20];
        getrandom::fill(&mut bytes).map_err(io::Error::other)?;
        Ok(Gate { port, token: bytes.iter().map(|byte| format!("{byte:02x}")).collect() })
    }

    pub(super) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/{}/", self.port, self.token)
    }

    /// What a request asks for: its path behind the token.
    ///
    /// # Errors
    /// 403 where it is a stranger's; 405, 415 where it is of a sort that nothing here answers.
    pub(super) fn admit<'h>(&self, head: &'h Head) -> Result<&'h str, Failure> {
        let stranger = |why: &str| Failure::new(403, why);
        let host = head.header("host")?.unwrap_or_default();
        let own = ["127.0.0.1", "localhost"].map(|name| format!("{name}:{}", self.port));
        if !own.iter().any(|own| own == host) {
            return Err(stranger("this address is not the one that this server has"));
        }
        let origin = head.header("origin")?;
        if origin.is_some_and(|origin| origin != format!("http://{host}")) {
            return Err(stranger("another site has no business here"));
        }
        // `none`: the address was typed, or opened from the terminal.
        let site = head.header("sec-fetch-site")?;
        if !matches!(site, None | Some("same-origin" | "none")) {
            return Err(stranger("another site has no business here"));
        }
        let path = head.path.strip_prefix('/').unwrap_or(&head.path);
        let (token, rest) = path.split_once('/').unwrap_or((path, ""));
        if !same(token.as_bytes(), self.token.as_bytes()) {
            return Err(stranger(
                "the address lacks its token: use the whole address that `whobacks serve` printed",
            ));
        }
        match head.method.as_str() {
            "GET" => Ok(rest),
            "POST" if origin.is_none() => {
                Err(stranger("whoever changes something says from where"))
            }
            "POST" => match head.header("content-type")?.map(|kind| kind.split(';').next()) {
                Some(Some("application/json")) => Ok(rest),
                _ => Err(Failure::new(415, "what is sent here is JSON")),
            },
            _ => Err(Failure::new(405, "only GET and POST are answered here")),
        }
    }
}

/// Whether two texts are one, in a time that does not tell where they part.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}
