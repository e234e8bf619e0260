//! A claim that is being written: from the form of the page to the claim that it would be, and what the check
//! says of it, field by field.

use serde::Deserialize;
use serde_json::{Value, json};

use super::desk::Desk;
use super::failure::{Failure, put};
use super::marks::name;
use super::sight::Now;
use crate::annotation::{Item, OneOrMany, Rare, Slice, Str};
use crate::check::{CheckOptions, written_claims};
use crate::diagnostic::{Code, Report, ReportFile};
use crate::edit::{self, ChangeSet, NewClaim, Refusal, actor_named};
use crate::model::{Cut, Modality, Status};
use crate::project::Soundness;

/// What stands in the form; actors are ids, or names that only one actor has.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Draft {
    pub(super) source: String,
    pub(super) from: Vec<String>,
    pub(super) relation: String,
    pub(super) to: Vec<String>,
    quote: String,
    paragraph: Option<u32>,
    when: String,
    modality: Option<Modality>,
    status: Option<Status>,
    said_by: Vec<String>,
    cited_by: Vec<String>,
    against: Vec<String>,
    through: Vec<String>,
    what: String,
    amount: String,
    count: String,
    intended: String,
    place: String,
    dated: String,
    translation: String,
    note: String,
    accept: Vec<String>,
}

impl Draft {
    /// What it says, in a line.
    pub(super) fn label(&self) -> String {
        format!("{} {} {}", self.from.join(", "), self.relation, self.to.join(", "))
    }

    /// The claim as it would be written.
    fn item(&self, now: &Now<'_, '_>) -> Result<Item<'static>, Refusal> {
        let actor = |name: &String| actor_named(now.dataset, &self.source, name);
        let actors = |names: &[String]| -> Result<_, Refusal> {
            Ok(one_or_many(names.iter().map(actor).collect::<Result<Vec<_>, _>>()?))
        };
        // A party that is not an actor of the data set keeps the name that the text uses.
        let parties = |names: &[String]| {
            one_or_many(
                names.iter().map(|name| actor(name).unwrap_or_else(|_| name.clone())).collect(),
            )
        };
        let place = (!self.place.trim().is_empty()).then(|| std::slice::from_ref(&self.place));
        let rare = Rare {
            cited_by: parties(&self.cited_by),
            against: actors(&self.against)?,
            through: parties(&self.through),
            what: text(&self.what),
            intended: text(&self.intended),
            place: place.and_then(parties).and_then(|place| place.as_slice().first().cloned()),
            count: text(&self.count),
            amount: text(&self.amount),
            dated: text(&self.dated),
            translation: text(&self.translation),
            note: text(&self.note),
            accept: (!self.accept.is_empty())
                .then(|| self.accept.iter().cloned().map(Str::from).collect()),
            proposed: false,
            claims: None,
        };
        Ok(Item {
            from: actors(&self.from)?,
            relation: text(&self.relation),
            to: actors(&self.to)?,
            quote: text(&self.quote),
            record: None,
            when: text(&self.when),
            // What is usual is not written.
            modality: self.modality.filter(|modality| *modality != Modality::Factual),
            status: self.status.filter(|status| *status != Status::Unknown),
            said_by: parties(&self.said_by),
            paragraph: self.paragraph,
            rare: (rare != Rare::default()).then(|| Box::new(rare)),
        })
    }

    /// The change that it would be.
    pub(super) fn change(&self, now: &Now<'_, '_>) -> Result<ChangeSet, Refusal> {
        let item = self.item(now)?;
        edit::add_claim(now.dataset, now.sources, &NewClaim { source: &self.source, item })
    }
}

fn text(text: &str) -> Option<Str<'static>> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned().into())
}

fn one_or_many(mut texts: Vec<String>) -> Option<OneOrMany<'static>> {
    match texts.len() {
        0 => None,
        1 => texts.pop().map(|text| OneOrMany::One(text.into())),
        _ => Some(OneOrMany::Many(texts.into_iter().map(Str::from).collect())),
    }
}

/// What would be written, and what the check says of it.
pub(super) fn check(desk: &Desk, draft: &Draft) -> Result<Value, Failure> {
    desk.with(|now| {
        super::room::find(now.sources, &draft.source)?;
        let change = draft.change(now)?;
        let verdict = judged(desk, now, &change)?;
        let mut value = told(now, &change);
        put(&mut value, "problems", json!(problems(&change, &verdict.report)));
        put(&mut value, "bad", json!(verdict.is_bad()));
        Ok(value)
    })
}

/// What the check says of a change. That a ledger lags behind the text is not a fault of the claim.
pub(super) fn judged(
    desk: &Desk,
    now: &Now<'_, '_>,
    change: &ChangeSet,
) -> Result<Soundness, Failure> {
    let judged = desk.project.judge_from(now.dataset, now.sources, change, CheckOptions::default());
    let mut verdict = judged?;
    verdict.report.diagnostics.retain(|diagnostic| diagnostic.code != Code::LedgerBehind);
    Ok(verdict)
}

/// Where a claim would stand, how it would be written, and its ids.
pub(super) fn told(now: &Now<'_, '_>, change: &ChangeSet) -> Value {
    let Some((i, span)) = &change.written else { return json!({}) };
    let Some(file) = change.files.get(*i) else { return json!({}) };
    let written = file.new.cut(span.clone());
    let start = span.end.saturating_sub(written.trim_start().len());
    let document = ReportFile { path: String::new(), text: file.new.clone() };
    let arena = crate::annotation::Arena::new();
    let new = crate::annotation::parse(&file.path, &file.new, &arena);
    let ids = |dataset: &crate::annotation::Dataset<'_>| -> std::collections::BTreeSet<_> {
        written_claims(dataset, &str::to_owned).into_iter().map(|claim| claim.id).collect()
    };
    let before = ids(now.dataset);
    let new: Vec<String> =
        ids(&new).into_iter().filter(|id| !before.contains(id)).map(|id| id.to_string()).collect();
    json!({
        "file": name(&file.path),
        "line": document.position(start).0,
        "written": written.trim(),
        "claims": new,
    })
}

/// What is wrong, each with the field that it is about; `null` where it is none of the claim's own.
pub(super) fn problems(change: &ChangeSet, report: &Report) -> Vec<Value> {
    let own =
        change.written.as_ref().and_then(|(i, span)| Some((change.files.get(*i)?, span.clone())));
    let lines = report.lines();
    let field = |diagnostic: &crate::diagnostic::Diagnostic| {
        let (file, span) = own.as_ref()?;
        let (start, end) = diagnostic.place.span;
        let is_own = report.files.get(diagnostic.place.file)?.path == name(&file.path);
        if !is_own || start < span.start || end > span.end {
            return None;
        }
        let text = file.new.cut(span.clone());
        let open = span.start.saturating_add(text.find('(')?);
        let record = Slice {
            text: file.new.cut(open..span.end).trim_end().trim_end_matches(','),
            start: open,
            outer_end: span.end,
        };
        let fields = record.fields().ok()?;
        let holds =
            |f: &&crate::annotation::RawField<'_>| f.start <= start && start < f.value.span().end;
        fields.iter().find(holds).map(|f| f.name.to_owned())
    };
    let problem = |diagnostic| {
        let mut value = super::state::problem(report, &lines, diagnostic);
        // What is missing stands nowhere; the message names it.
        let named = || {
            let missing = diagnostic.code == Code::MissingField
                || diagnostic.code == Code::MissingAttribution;
            let fields = ["from", "relation", "to", "quote", "said_by"];
            let found = fields.into_iter().find(|f| diagnostic.message.contains(&format!("`{f}`")));
            found.filter(|_| missing).map(str::to_owned)
        };
        put(&mut value, "field", json!(field(diagnostic).or_else(named)));
        value
    };
    report.diagnostics.iter().map(problem).collect()
}
