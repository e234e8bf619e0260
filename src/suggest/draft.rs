//! Proposals as an annotation file, through the check.
//!
//! Takes claims that are proposed for a source; gives the text of a file that includes the dataset, in which
//! each of them says `proposed: true`, so that it does not count; and those that the check refuses, with
//! its reasons. Must not know who proposes.

use std::fmt::Write as _;
use std::path::Path;

use crate::annotation::{
    Arena, Files, Item, LoadError, Overlay, Part, Spot, item_text, load, quoted,
};
use crate::check::{CheckOptions, check};
use crate::diagnostic::Severity;
use crate::evidence::Sources;

/// How often what is left is checked again: what is refused may have been what another was held against.
const ROUNDS: usize = 8;

/// A claim that is proposed, and what is remarked above it.
#[derive(Debug, Clone)]
pub struct Drafted {
    /// The claim.
    pub item: Item<'static>,
    /// One line, in words for whoever reads it.
    pub remark: Option<String>,
}

/// Where proposals are to stand, and for what.
#[derive(Debug, Clone, Copy)]
pub struct Draft<'d> {
    /// The file.
    pub path: &'d Path,
    /// The dataset, as that file includes it.
    pub include: &'d str,
    /// The source's id.
    pub source: &'d str,
}

/// What came through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gated {
    /// The file's text.
    pub text: String,
    /// How many proposals it has.
    pub taken: usize,
    /// Those that are refused, by place, each with the reasons.
    pub refused: Vec<(usize, Vec<String>)>,
}

impl Draft<'_> {
    /// Holds the check against proposals, each beside all that the dataset has.
    ///
    /// # Errors
    /// When the dataset cannot be read.
    pub fn gate(
        &self,
        files: &dyn Files,
        sources: &Sources,
        proposed: &[Drafted],
    ) -> Result<Gated, LoadError> {
        let mut left: Vec<usize> = (0..proposed.len()).collect();
        let mut refused: Vec<(usize, Vec<String>)> = Vec::new();
        let mut text = self.text(left.iter().map(|at| &proposed[*at]));
        for _ in 0..ROUNDS {
            let found = self.faults(files, sources, &text)?;
            if found.is_empty() {
                break;
            }
            // By places in what is left, the last first.
            let mut gone: Vec<usize> = Vec::new();
            for (item, reason) in found {
                let Some(at) = left.get(item).copied() else { continue };
                gone.push(at);
                match refused.iter_mut().find(|(own, _)| *own == at) {
                    Some((_, reasons)) => reasons.push(reason),
                    None => refused.push((at, vec![reason])),
                }
            }
            if gone.is_empty() {
                break;
            }
            left.retain(|at| !gone.contains(at));
            text = self.text(left.iter().map(|at| &proposed[*at]));
        }
        refused.sort();
        Ok(Gated { text, taken: left.len(), refused })
    }

    /// What the check finds wrong with the proposals of a file, by their places.
    fn faults(
        &self,
        files: &dyn Files,
        sources: &Sources,
        text: &str,
    ) -> Result<Vec<(usize, String)>, LoadError> {
        let mut overlay = Overlay::new(files);
        overlay.put(self.path, text.as_bytes().to_vec());
        let arena = Arena::new();
        let dataset = load(self.path, &overlay, &arena)?;
        let report = check(&dataset, sources, CheckOptions::default()).report;
        let Some(file) = dataset.files.first() else { return Ok(Vec::new()) };
        let places = file.places();
        let errors = report
            .diagnostics
            .into_iter()
            .filter(|diagnostic| diagnostic.code.severity() == Severity::Error);
        let fault = |diagnostic: crate::diagnostic::Diagnostic| {
            // What is there already is found where it stands, and said of what is there.
            let related = diagnostic.related.map(|at| at.0);
            let place = [Some(diagnostic.place), related];
            let place = place.into_iter().flatten().find(|place| place.file == 0)?;
            let (start, end) = place.span;
            let Some(Part::Item(item, Spot::Key)) = places.holder(&(start..end)) else {
                return None;
            };
            let help = diagnostic.help.map(|help| format!("; {help}")).unwrap_or_default();
            Some((
                item as usize,
                format!("{}: {}{help}", diagnostic.code.word(), diagnostic.message),
            ))
        };
        Ok(errors.filter_map(fault).collect())
    }

    /// The file.
    fn text<'p>(&self, proposed: impl Iterator<Item = &'p Drafted>) -> String {
        let Draft { include, source, .. } = self;
        let mut out = format!(
            "// Proposals for {source}. They are checked, but do not count. Compare each with the text; remove\n\
             // what is wrong, correct what is nearly right, and delete `proposed: true` from what you accept.\n\
             // Then `whobacks accept` moves it into the annotation.\n(\n    include: [{}],\n    claims: {{\n        {}: [\n",
            quoted(include),
            quoted(source)
        );
        for Drafted { item, remark } in proposed {
            if let Some(remark) = remark {
                let remark: String = remark.chars().filter(|c| !c.is_control()).collect();
                // A String takes all that is written.
                let _ = writeln!(out, "            // {remark}");
            }
            let mut item = item.clone();
            item.rare.get_or_insert_default().proposed = true;
            out.push_str(&item_text(&item, 12));
        }
        out.push_str("        ],\n    },\n)\n");
        out
    }
}
