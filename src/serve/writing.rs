//! Changes that the page asks for: made by `edit`, checked against every rule, written by `project`, and undone
//! on request; nobody's work is overwritten.
//!
//! A request for a change says which versions of the files the user has seen. If a file has changed since, nothing is
//! written, and the answer (409) says what has changed and what the user wanted to change.

use serde::Deserialize;
use serde_json::{Value, json};

use super::desk::Desk;
use super::draft::{self, Draft};
use super::failure::{Failure, put};
use super::live::lock;
use super::marks::{Seen, name, version, versions};
use super::sight::Now;
use crate::annotation::{ActorEntry, Str};
use crate::diagnostic::Severity;
use crate::edit::{self, Act, Assignment, ChangeSet, Target};
use crate::model::Kind;
use crate::project::{Error, write_change};
use crate::report;

/// A requested change, with the versions of the files that the user has seen.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked<T> {
    pub(super) seen: Seen,
    pub(super) what: T,
}

/// An actor that is to be.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewActor {
    name: String,
    kind: Kind,
    /// Made of the name where it is empty.
    #[serde(default)]
    id: String,
    #[serde(default)]
    short: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    within: String,
}

/// Fields that are to be set.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Setting {
    of: Of,
    id: String,
    fields: Vec<Field>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Of {
    Actor,
    Claim,
    Source,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Field {
    name: String,
    act: Do,
    #[serde(default)]
    values: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Do {
    Set,
    Add,
    Remove,
    Clear,
}

/// Two actors that are one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Merge {
    kept: String,
    gone: String,
    #[serde(default)]
    drop: bool,
}

/// A claim more.
pub(super) fn claim(desk: &Desk, asked: &Asked<Draft>) -> Result<Value, Failure> {
    let draft = &asked.what;
    change(desk, &asked.seen, draft.label(), |now| {
        super::room::find(now.sources, &draft.source)?;
        Ok(draft.change(now)?)
    })
}

/// An actor more.
pub(super) fn actor(desk: &Desk, asked: &Asked<NewActor>) -> Result<Value, Failure> {
    let new = &asked.what;
    let text =
        |text: &str| Some(text.trim()).filter(|t| !t.is_empty()).map(|t| Str::from(t.to_owned()));
    change(desk, &asked.seen, format!("actor {}", new.name), |now| {
        let taken = |id: &str| {
            let mut all = now.dataset.files.iter().flat_map(|file| file.content.actors.iter());
            all.any(|(own, _)| **own == *id)
        };
        let id = match new.id.trim() {
            "" => free_id(&new.name, taken),
            id => id.to_owned(),
        };
        let within = match new.within.trim() {
            "" => None,
            name => Some(edit::actor_named(now.dataset, "", name)?),
        };
        let aliases = new.aliases.iter().filter_map(|alias| text(alias)).collect();
        let entry = ActorEntry {
            name: text(&new.name),
            short: text(&new.short),
            kind: Some(new.kind),
            aliases,
            within: within.map(Str::from),
            ..ActorEntry::default()
        };
        let mut change = edit::add_actor(now.dataset, &id, &entry)?;
        change.said.push(id);
        Ok(change)
    })
}

/// An id of a name that nobody has yet.
fn free_id(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let slug = crate::evidence::slug::slug(name).map(|slug| slug.to_string());
    let slug = slug.filter(|slug| slug != "unnamed").unwrap_or_else(|| "actor".to_owned());
    let numbered = (2..).map(|n| format!("{slug}-{n}"));
    std::iter::once(slug.clone()).chain(numbered).find(|id| !taken(id)).unwrap_or(slug)
}

/// Fields of an actor, a claim or a card.
pub(super) fn set(desk: &Desk, asked: &Asked<Setting>) -> Result<Value, Failure> {
    let Setting { of, id, fields } = &asked.what;
    change(desk, &asked.seen, format!("{} of {id}", names(fields)), |now| {
        let target = match of {
            Of::Actor => Target::Actor(id.clone()),
            Of::Source => Target::Source(id.clone()),
            Of::Claim => Target::Claim(
                id.parse().map_err(|_| Failure::new(422, format!("`{id}` is no claim's id")))?,
            ),
        };
        let assignment = |field: &Field| {
            let act = match field.act {
                Do::Set => Act::Set(field.values.clone()),
                Do::Add => Act::Add(field.values.clone()),
                Do::Remove => Act::Remove(field.values.first().cloned().unwrap_or_default()),
                Do::Clear => Act::Clear,
            };
            Assignment { field: field.name.clone(), act }
        };
        let assignments: Vec<Assignment> = fields.iter().map(assignment).collect();
        Ok(edit::set(now.dataset, &desk.project.papers()?, &target, &assignments)?)
    })
}

fn names(fields: &[Field]) -> String {
    fields.iter().map(|field| field.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// One of two actors.
pub(super) fn merge(desk: &Desk, asked: &Asked<Merge>) -> Result<Value, Failure> {
    let Merge { kept, gone, drop } = &asked.what;
    change(desk, &asked.seen, format!("{gone} is {kept}"), |now| {
        let kept = edit::actor_named(now.dataset, "", kept)?;
        let gone = edit::actor_named(now.dataset, "", gone)?;
        Ok(edit::merge_actors(now.dataset, &kept, &gone, *drop)?)
    })
}

/// Makes a change, and writes it if nobody else has changed the files, and no rule is broken by it.
fn change(
    desk: &Desk,
    seen: &Seen,
    label: String,
    make: impl FnOnce(&Now<'_, '_>) -> Result<ChangeSet, Failure>,
) -> Result<Value, Failure> {
    let mut history = lock(&desk.history);
    let answer = desk.with(|now| {
        let change = make(now)?;
        late(desk, now, seen, &change)?;
        if change.is_empty() {
            return Err(Failure::new(422, "nothing to change: the file says so already"));
        }
        let verdict = draft::judged(desk, now, &change)?;
        let problems = draft::problems(&change, &verdict.report);
        if verdict.is_bad() {
            let mut errors = verdict.report.diagnostics.iter();
            let first = errors.find(|d| d.code.severity() == Severity::Error);
            let why = first.map_or_else(String::new, |d| d.message.to_string());
            let why = format!("nothing is written: {why}");
            return Err(Failure::new(422, why).with("problems", json!(problems)));
        }
        write(&change)?;
        history.note(label, &change);
        let mut value = draft::told(now, &change);
        put(&mut value, "said", json!(change.said));
        put(&mut value, "problems", json!(problems));
        put(&mut value, "versions", json!(after(now, &change)));
        Ok(value)
    });
    drop(history);
    desk.look_again();
    answer
}

/// The versions of the files once a change is made.
fn after(now: &Now<'_, '_>, change: &ChangeSet) -> Seen {
    let mut versions = versions(now.dataset);
    versions.extend(change.files.iter().map(|file| (name(&file.path), version(&file.new))));
    versions
}

fn write(change: &ChangeSet) -> Result<(), Failure> {
    write_change(change).map_err(|error| match &error {
        Error::ChangedMeanwhile(path) => {
            Failure::new(409, error.to_string()).with("conflict", json!([{"file": name(path)}]))
        }
        _ => error.into(),
    })
}

/// Refuses whoever has not seen what a file says by now.
fn late(desk: &Desk, now: &Now<'_, '_>, seen: &Seen, change: &ChangeSet) -> Result<(), Failure> {
    let changed = change.files.iter().map(|file| (name(&file.path), file.old.as_str()));
    let all = now.dataset.files.iter().map(|file| (name(&file.path), file.text)).chain(changed);
    let mut conflicts: Vec<Value> = Vec::new();
    for (file, text) in all {
        let own = seen.get(&file);
        if own.is_some_and(|own| *own == version(text))
            || conflicts.iter().any(|c| c["file"] == file)
        {
            continue;
        }
        let shown = lock(&desk.shown);
        let theirs = own.and_then(|own| shown.find(own)).map(|before| diff(&file, before, text));
        conflicts.push(json!({"file": file, "theirs": theirs}));
    }
    if conflicts.is_empty() {
        return Ok(());
    }
    let ours: String = change.files.iter().map(|f| diff(&name(&f.path), &f.old, &f.new)).collect();
    let why =
        "the files are no longer as you saw them: somebody has changed them; nothing is written";
    Err(Failure::new(409, why).with("conflict", json!(conflicts)).with("ours", json!(ours)))
}

/// What changes in a file, as `diff -u` has it.
fn diff(file: &str, old: &str, new: &str) -> String {
    report::diff::unified((file, old), (file, new), 2)
}

/// Takes back the last change, or makes it again.
pub(super) fn step_back(desk: &Desk, again: bool) -> Result<Value, Failure> {
    let mut history = lock(&desk.history);
    let Some((label, change)) = history.next(again) else {
        let what = if again { "taken back" } else { "changed here" };
        return Err(Failure::new(422, format!("nothing has been {what}")));
    };
    // Only what stands there as it was left is changed back.
    write(&change)?;
    history.step(again);
    drop(history);
    desk.look_again();
    Ok(json!({"said": [label]}))
}
