//! The agreement of two codings for people: who is whom, figures, and every difference with its quotes.

use std::fmt::Write as _;

use super::Coding;
use crate::analysis::agreement::{Agreement, By, Coder, Difference, Missing, Score, Variable};
use crate::graph::ClaimRef;
use crate::model::Status;
use crate::report::table::{Cell, Rows};
use crate::report::wrap::wrap;
use crate::report::{count, paragraph_place};

/// The whole report; wrapped where there is a width.
pub fn text(agreement: &Agreement<'_>, codings: [Coding<'_>; 2], width: Option<u16>) -> String {
    let mut out = String::new();
    for (side, coding) in [Coder::A, Coder::B].into_iter().zip(codings) {
        let claims = count(coding.graph.claims().len(), "claim");
        // A String takes all that is written.
        let _ = writeln!(out, "{}  {}: {claims}", side.letter(), coding.file);
    }
    out += &actors(agreement, width);
    out += &units(agreement, width);
    out += &reliability(agreement, width);
    out + &differences(agreement, width)
}

fn actors(agreement: &Agreement<'_>, width: Option<u16>) -> String {
    let by = |by: By| agreement.matched.iter().filter(|pair| pair.2 == by).count();
    let ways = By::ALL.map(|way| format!("{} by {}", by(way), way.word())).join(", ");
    let mut out = format!("\nActors: {} matched ({ways})\n", agreement.matched.len());
    let aliased = agreement.matched.iter().filter(|(a, b, _)| a.id != b.id);
    let aliased: Vec<String> = aliased.map(|(a, b, _)| format!("{} = {}", a.id, b.id)).collect();
    if !aliased.is_empty() {
        out += &wrap("  A = B: ", &aliased.join(", "), width);
    }
    for side in [Coder::A, Coder::B] {
        let alone = agreement.unmatched.iter().filter(|(of, _)| *of == side);
        let alone: Vec<&str> = alone.map(|(_, actor)| actor.id.as_str()).collect();
        if !alone.is_empty() {
            out += &wrap(&format!("  only in {}: ", side.letter()), &alone.join(", "), width);
        }
    }
    out
}

fn units(agreement: &Agreement<'_>, width: Option<u16>) -> String {
    let mut rows = Rows::new(&["source", "A", "B", "both", "precision", "recall", "F1"]);
    let mut row = |name: &str, score: Score| {
        let mut row: Vec<Cell> =
            vec![name.into(), score.a.into(), score.b.into(), score.both.into()];
        let shares = [score.precision(), score.recall(), score.f1()];
        row.extend(shares.map(|share| share.map_or("–".into(), |s| format!("{s:.2}").into())));
        rows.rows.push(row);
    };
    for source in &agreement.sources {
        row(source.source.as_str(), source.score);
    }
    row("all", agreement.all);
    let mut out =
        "\nUnits: what one source says of one pair of actors within one family\n".to_owned();
    out += &rows.table(width);
    for side in [Coder::A, Coder::B] {
        let left_out = agreement.left_out.iter().filter(|(of, _)| *of == side);
        let left_out: Vec<&str> = left_out.map(|(_, id)| id.as_str()).collect();
        if !left_out.is_empty() {
            let first = format!("Not compared, for {} does not list it: ", side.other().letter());
            out += &wrap(&first, &left_out.join(", "), width);
        }
    }
    out
}

fn reliability(agreement: &Agreement<'_>, width: Option<u16>) -> String {
    let mut out = format!("\nPaired: {}\n", count(agreement.paired, "claim"));
    if agreement.paired == 0 {
        return out;
    }
    let mut rows = Rows::new(&["chosen", "same", "percent", "values", "Krippendorff’s alpha"]);
    for chosen in &agreement.reliability {
        let percent = 100.0 * chosen.same as f64 / agreement.paired as f64;
        rows.rows.push(vec![
            chosen.variable.word().into(),
            chosen.same.into(),
            format!("{percent:.1}").into(),
            chosen.values.into(),
            chosen.alpha.map_or("undefined: one value only".into(), |a| format!("{a:.3}").into()),
        ]);
    }
    out += &rows.table(width);
    out
}

fn differences(agreement: &Agreement<'_>, width: Option<u16>) -> String {
    let mut out = format!("\nDifferences: {}\n", agreement.differences.len());
    let mut source = None;
    for difference in &agreement.differences {
        if source != Some(difference.source()) {
            source = Some(difference.source());
            let _ = writeln!(out, "\n{}", difference.source());
        }
        out += &one(difference, width);
    }
    out
}

fn one(difference: &Difference<'_>, width: Option<u16>) -> String {
    match difference {
        Difference::Only { side, claim, missing } => {
            let (own, other) = (side.letter(), side.other().letter());
            let why = instead(claim, missing, other);
            let line = format!("only in {own}: {}; {why}", sentence(claim));
            heading(claim, &line, width) + &quote(own, claim, claim, width)
        }
        Difference::Changed { a, b, variables } => {
            let changes = variables.iter().map(|variable| {
                format!("{} {} in A, {} in B", variable.word(), variable.of(a), variable.of(b))
            });
            let ends = match variables.contains(&Variable::Relation) {
                true => format!("{} → {}", a.from.id, a.to.id),
                false => ends(a),
            };
            let line = format!("{ends}: {}", changes.collect::<Vec<_>>().join("; "));
            heading(a, &line, width) + &quotes(a, b, width)
        }
        Difference::Recast { a, b } => {
            let line = format!("{} in A, {} in B", sentence(a), sentence(b));
            heading(a, &line, width) + &quotes(a, b, width)
        }
    }
}

fn heading(claim: &ClaimRef<'_>, line: &str, width: Option<u16>) -> String {
    wrap(&paragraph_place(claim.claim.citation.paragraph()), line, width)
}

fn ends(claim: &ClaimRef<'_>) -> String {
    format!("{} {} {}", claim.from.id, claim.relation.id, claim.to.id)
}

/// The claim in a line: `us arms haftar (planned, 2017)`.
fn sentence(claim: &ClaimRef<'_>) -> String {
    let mut more = vec![claim.claim.modality.word().to_owned()];
    if claim.claim.status != Status::Unknown {
        more.push(claim.claim.status.word().to_owned());
    }
    more.extend(claim.claim.when.map(|when| when.to_string()));
    format!("{} ({})", ends(claim), more.join(", "))
}

fn instead(claim: &ClaimRef<'_>, missing: &Missing, other: &str) -> String {
    let family = claim.relation.family.word();
    match missing {
        Missing::Actors(ids) => format!("{other} has no {}", ids.join(" and no ")),
        Missing::Pair => format!("{other} has nothing of this pair"),
        Missing::Family(families) => {
            let words: Vec<&str> = families.iter().map(|family| family.word()).collect();
            format!("{other} has this pair in {} only", words.join(", "))
        }
        Missing::Direction if claim.relation.is_symmetric() => {
            format!("{other} has {family} of this pair, but not both ways")
        }
        Missing::Direction => format!("{other} has {family} of this pair, but not this way round"),
        Missing::Claim => format!("{other} has {family} of this pair, but not this claim"),
    }
}

/// Both quotes; one line where they are the same.
fn quotes(a: &ClaimRef<'_>, b: &ClaimRef<'_>, width: Option<u16>) -> String {
    match a.claim.citation == b.claim.citation {
        true => quote("AB", a, a, width),
        false => quote("A", a, a, width) + &quote("B", b, a, width),
    }
}

/// The quote, with its paragraph where that is not the one above it.
fn quote(letters: &str, claim: &ClaimRef<'_>, above: &ClaimRef<'_>, width: Option<u16>) -> String {
    let citation = &claim.claim.citation;
    let place = match citation.paragraph() == above.claim.citation.paragraph() {
        true => String::new(),
        false => format!("¶ {} ", citation.paragraph()),
    };
    wrap(&format!("        {letters:<3}"), &format!("{place}“{}”", citation.text()), width)
}
