//! Why a request is refused: an HTTP status and a sentence for the reader of the page.

use serde_json::{Value, json};

use crate::edit::Refusal;
use crate::project::Error;

/// Adds a member to an object; what is none stays as it is.
pub(super) fn put(object: &mut Value, name: &str, value: Value) {
    if let Some(members) = object.as_object_mut() {
        members.insert(name.to_owned(), value);
    }
}

/// Why a request is not answered as it asked.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) status: u16,
    /// `error` says why; what else there is to say stands beside it.
    body: Value,
}

impl Failure {
    pub(super) fn new(status: u16, why: impl Into<String>) -> Self {
        Failure { status, body: json!({"error": why.into()}) }
    }

    /// The same, with something more to say.
    pub(super) fn with(mut self, name: &str, value: Value) -> Self {
        put(&mut self.body, name, value);
        self
    }

    /// Why.
    pub(super) fn said(&self) -> &str {
        self.body.get("error").and_then(Value::as_str).unwrap_or_default()
    }

    /// All that there is to say.
    pub(super) fn body(&self) -> &Value {
        &self.body
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Doubtful(doubtful) => {
                let one = |d: &crate::edit::Doubtful| json!({"claim": d.claim, "rests_on": d.rests_on, "source": d.source, "why": d.why});
                let list: Vec<Value> = doubtful.iter().map(one).collect();
                let why =
                    "claims stand in the way: they would be about one actor only, or said twice";
                Failure::new(422, why).with("doubtful", Value::Array(list))
            }
            refusal => Failure::new(422, refusal.to_string()),
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let why = |error: &dyn std::error::Error| {
            let cause = error.source().map(|cause| format!(": {cause}"));
            format!("{error}{}", cause.unwrap_or_default())
        };
        match &error {
            Error::ChangedMeanwhile(_) => Failure::new(409, why(&error)),
            _ => Failure::new(500, why(&error)),
        }
    }
}
