//! Whom an id or a name means, and what to say where it means nobody.

use super::change::Refusal;
use crate::annotation::{ActorEntry, Dataset};
use crate::check::nearest_word;
use crate::evidence::fold;

/// The id of the actor that is meant by an id or by a name that only one has; in this source, if it is one
/// of those that hold in one source only.
///
/// # Errors
/// When nobody or several have that name.
pub fn actor_named(dataset: &Dataset<'_>, source: &str, name: &str) -> Result<String, Refusal> {
    if name == "?" || actors(dataset).any(|id| id == name) {
        return Ok(name.to_owned());
    }
    match bearers(dataset, source, name)[..] {
        [id] => Ok(id.to_owned()),
        [] => Err(nobody(dataset, name)),
        ref ids => Err(Refusal::because(format!(
            "`{name}` can be several: {}; write the id",
            ids.join(", ")
        ))),
    }
}

/// The ids of a dataset's actors.
pub(super) fn actors<'d>(dataset: &'d Dataset<'_>) -> impl Iterator<Item = &'d str> {
    entries(dataset).map(|(id, _)| id)
}

/// Who has a name, sorted by id; in this source, if it is one of those that hold in one source only.
pub(super) fn bearers<'d>(dataset: &'d Dataset<'_>, source: &str, name: &str) -> Vec<&'d str> {
    let folded = fold(name);
    let is_called = |actor: &ActorEntry<'_>| {
        let scoped = actor.aliases_in.iter().filter(|(s, _)| **s == *source);
        let scoped = scoped.flat_map(|(_, names)| names);
        let mut names = everywhere(actor).chain(scoped.map(|name| &**name));
        names.any(|own| fold(own) == folded)
    };
    let mut ids: Vec<&str> =
        entries(dataset).filter(|(_, actor)| is_called(actor)).map(|(id, _)| id).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Says that nobody is called so, and who may be meant: by an id or a name that is like it.
pub(super) fn nobody(dataset: &Dataset<'_>, name: &str) -> Refusal {
    let near = nearest_word(name, actors(dataset)).or_else(|| {
        let bearing = |near: &str| {
            entries(dataset).find(|(_, actor)| everywhere(actor).any(|own| own == near))
        };
        let names = entries(dataset).flat_map(|(_, actor)| everywhere(actor));
        bearing(nearest_word(name, names)?).map(|(id, _)| id)
    });
    Refusal::Unknown { what: "no actor", id: name.to_owned(), near: near.map(str::to_owned) }
}

fn entries<'d, 'a>(
    dataset: &'d Dataset<'a>,
) -> impl Iterator<Item = (&'d str, &'d ActorEntry<'a>)> {
    let files = dataset.files.iter();
    files.flat_map(|file| file.content.actors.iter().map(|(id, actor)| (&**id, actor)))
}

/// The names that mean an actor everywhere.
fn everywhere<'d>(actor: &'d ActorEntry<'_>) -> impl Iterator<Item = &'d str> {
    actor.name.iter().chain(&actor.short).chain(&actor.aliases).map(|name| &**name)
}
