//! `prove`

use std::collections::BTreeMap;

use anyhow::bail;
use clap::Args;

use super::disk::write_whole;
use super::project::Project;
use super::terminal::Terminal;
use super::{Ended, Globals};
use crate::annotation::{Arena, Dataset};
use crate::evidence::{Ledger, Quote};

/// Find every quote in its text, and write the ledgers of proofs
///
/// Needs the texts at hand. A ledger holds hashes and places, no text; commit it with the claims, and
/// the quotes stay proved where the texts are not.
///
/// Example: whobacks prove --texts ~/articles
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Prove {
    /// Write nothing; exit 1 if the ledgers are not what prove would write
    #[arg(long)]
    check: bool,
}

impl Prove {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let project = Project::find(globals)?;
        if project.texts.is_none() {
            bail!("proving needs the texts: give their folder with --texts");
        }
        let arena = Arena::new();
        let (dataset, sources) = project.load(terminal, &arena)?;
        let mut ended = Ended::Well;
        for (id, quotes) in quotes(&dataset) {
            let Some(source) = sources.source(id) else {
                terminal.error(&format!("no source has the id `{id}`: it has no card in seeds"));
                ended = Ended::Badly;
                continue;
            };
            // Nothing is to be found where there are no words.
            if source.text.is_none() {
                continue;
            }
            let Some(text) = sources.text(id) else {
                let fault = sources.faults(id).map(|fault| fault.fault.to_string()).next();
                let file = source.text.as_ref().map_or("text", |text| text.file.as_str());
                let reason = fault.unwrap_or_else(|| format!("there is no {file}"));
                terminal.error(&format!("{id}: {reason}; its ledger is left as it was"));
                ended = Ended::Badly;
                continue;
            };
            let missing = quotes.iter().filter(|quote| text.find(quote).is_empty()).count();
            let ledger = Ledger::build(source.id.clone(), text, &quotes);
            let path = project.seeds.join(format!("{id}.proofs"));
            let content = ledger.write();
            let fresh = std::fs::read(&path).is_ok_and(|old| old == content.as_bytes());
            let state = match (fresh, self.check) {
                (true, _) => "is fresh",
                (false, true) => {
                    ended = Ended::Badly;
                    "is stale"
                }
                (false, false) => {
                    write_whole(&path, |out| out.write_all(content.as_bytes()))?;
                    "written"
                }
            };
            let count = crate::report::count(ledger.len(), "quote");
            terminal.print(&format!("{} {state}: {count} proved\n", path.display()))?;
            if missing > 0 {
                let count = crate::report::count(missing, "quote");
                terminal.error(&format!("{id}: {count} not found; `whobacks check` shows where"));
                ended = Ended::Badly;
            }
        }
        Ok(ended)
    }
}

/// The quotes of each source, in the order of the files.
fn quotes<'d>(dataset: &'d Dataset<'_>) -> BTreeMap<&'d str, Vec<Quote>> {
    let mut quotes: BTreeMap<&str, Vec<Quote>> = BTreeMap::new();
    for entry in dataset.entries() {
        let source = &*dataset.files[entry.file].content.claims[entry.source].0;
        let quote = entry.claim.quote.as_deref().map(Quote::parse);
        quotes.entry(source).or_default().extend(quote);
    }
    quotes
}
