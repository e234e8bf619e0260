//! Words of the model on the command line: families, kinds, modalities, statuses.
//!
//! Takes what was typed; gives the value, or says what it can be. Clap's own `ValueEnum` would make `model`
//! depend on clap.

use crate::check::nearest_word;
use crate::model::{Family, Kind, Modality, Status};

pub(super) fn family(word: &str) -> Result<Family, String> {
    one_of(word, &Family::ALL, Family::word)
}

pub(super) fn kind(word: &str) -> Result<Kind, String> {
    one_of(word, &Kind::ALL, Kind::word)
}

pub(super) fn modality(word: &str) -> Result<Modality, String> {
    one_of(word, &Modality::ALL, Modality::word)
}

pub(super) fn status(word: &str) -> Result<Status, String> {
    one_of(word, &Status::ALL, Status::word)
}

fn one_of<T: Copy>(word: &str, all: &[T], name: fn(T) -> &'static str) -> Result<T, String> {
    let names = || all.iter().map(|own| name(*own));
    all.iter().copied().find(|own| name(*own) == word).ok_or_else(|| {
        match nearest_word(word, names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("it can be {}", names().collect::<Vec<_>>().join(", ")),
        }
    })
}
