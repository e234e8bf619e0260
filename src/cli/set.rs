//! `set`

use anyhow::bail;
use clap::Args;

use super::terminal::Terminal;
use super::writing::Writing;
use super::{Ended, Globals};
use crate::annotation::Dataset;
use crate::check::written_claims;
use crate::edit::{self, Act, Assignment, Seeds, Target};
use crate::model::{ClaimId, is_id};

/// Set fields of an actor, a claim or a source's card
///
/// FIELD=VALUE sets a field, FIELD+=VALUE adds to it, FIELD-=VALUE removes a value from a list, FIELD= removes the
/// field. A field given several times becomes a list. Everything else in the files stays as it is.
///
/// Examples:
///   whobacks set haftar short=Haftar aliases+='Field Marshal Haftar'
///   whobacks set haftar aliases_in.antiwar-2017+='the general'
///   whobacks set c-5f1e09a2c07b4d11 modality=reported said_by=CNN said_by=AP
///   whobacks set antiwar-2017 published=2017-07-10 authors+='Jason Ditz' --dry-run
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Set {
    /// An actor (id or name), a claim's id or how it begins, or a source's id
    what: String,
    /// The fields to set
    #[arg(value_name = "FIELD=VALUE", required = true)]
    fields: Vec<String>,
    #[command(flatten)]
    writing: Writing,
}

impl Set {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let assignments = assignments(&self.fields)?;
        self.writing.change(globals, terminal, |project, dataset, _| {
            let seeds = project.papers()?;
            let target = target(dataset, &seeds, &self.what)?;
            Ok(edit::set(dataset, &seeds, &target, &assignments)?)
        })
    }
}

fn target(dataset: &Dataset<'_>, seeds: &Seeds, what: &str) -> anyhow::Result<Target> {
    if let Ok(id) = what.parse::<ClaimId>() {
        return Ok(Target::Claim(id));
    }
    if let Some(claim) = claim_begun(dataset, what)? {
        return Ok(Target::Claim(claim));
    }
    let mut actors = dataset.files.iter().flat_map(|file| file.content.actors.iter());
    let (is_actor, is_source) = (actors.any(|(id, _)| **id == *what), seeds.card(what).is_some());
    match (is_actor, is_source) {
        (true, true) => bail!("`{what}` is an actor and a source: rename one of them"),
        (true, false) => Ok(Target::Actor(what.to_owned())),
        (false, true) => Ok(Target::Source(what.to_owned())),
        (false, false) => match edit::actor_named(dataset, "", what) {
            Ok(id) => Ok(Target::Actor(id)),
            Err(error @ edit::Refusal::Unknown { near: Some(_), .. }) => Err(error.into()),
            Err(_) if is_id(what) => match crate::check::nearest_word(what, seeds.ids()) {
                Some(near) => bail!(
                    "neither an actor nor a source has the id `{what}`; did you mean the source `{near}`?"
                ),
                None => bail!(
                    "neither an actor nor a source has the id `{what}`, and a claim's is c- and 16 digits; `whobacks actors` and `whobacks source list` list them"
                ),
            },
            Err(error) => Err(error.into()),
        },
    }
}

/// The claim whose id begins so, as far as no other's does; nothing where this is no beginning of one.
fn claim_begun(dataset: &Dataset<'_>, what: &str) -> anyhow::Result<Option<ClaimId>> {
    let is_begun = |digits: &str| {
        (4..16).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_hexdigit())
    };
    let named =
        dataset.files.iter().any(|file| file.content.actors.iter().any(|(id, _)| **id == *what));
    if named || !what.strip_prefix("c-").is_some_and(is_begun) {
        return Ok(None);
    }
    let lower = what.to_ascii_lowercase();
    let claims = written_claims(dataset, &str::to_owned).into_iter().map(|claim| claim.id);
    let mut own: Vec<ClaimId> = claims.filter(|id| id.to_string().starts_with(&lower)).collect();
    own.sort_unstable();
    own.dedup();
    match own[..] {
        [id] => Ok(Some(id)),
        [] => bail!(
            "no claim has an id that begins with `{what}`; `whobacks timeline --format csv` has them in its last column"
        ),
        _ => {
            let ids: Vec<String> = own.iter().map(ClaimId::to_string).collect();
            bail!("the ids of several claims begin with `{what}`: {}", ids.join(", "))
        }
    }
}

/// What is to be set; a field given several times is one change.
fn assignments(fields: &[String]) -> anyhow::Result<Vec<Assignment>> {
    let mut all: Vec<Assignment> = Vec::new();
    for text in fields {
        let Some((left, value)) = text.split_once('=') else {
            bail!("`{text}` does not have the form FIELD=VALUE");
        };
        let (name, sign) = match left.strip_suffix(['+', '-']) {
            Some(name) => (name, left.as_bytes()[name.len()]),
            None => (left, b'='),
        };
        if name.is_empty() {
            bail!("`{text}` names no field");
        }
        let value = value.to_owned();
        let same = all.iter_mut().find(|own| own.field == name);
        let act = match (sign, same) {
            (b'=', Some(Assignment { act: Act::Set(values), .. }))
            | (b'+', Some(Assignment { act: Act::Add(values), .. })) => {
                values.push(value);
                continue;
            }
            (_, Some(_)) => bail!("`{name}` is given twice, in two ways"),
            (b'=', None) if value.is_empty() => Act::Clear,
            (b'=', None) => Act::Set(vec![value]),
            (b'+', None) => Act::Add(vec![value]),
            _ => Act::Remove(value),
        };
        all.push(Assignment { field: name.to_owned(), act });
    }
    Ok(all)
}
