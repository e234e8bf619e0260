//! `prove`

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;

use super::project::Project;
use super::terminal::Terminal;
use super::{Ended, Globals};
use crate::annotation::{self, Arena, Dataset, Files as _};
use crate::evidence::{Changes, Ledger, Quote};
use crate::project::Disk;

/// Find every quote in its text, and write the ledgers of proofs
///
/// Needs the texts at hand. A ledger holds hashes and places, no text; commit it with the claims, and
/// the quotes are proved for people without the texts too. Proofs that another annotation beside the ledgers
/// needs are kept; nothing is written unless the whole annotation can be read.
///
/// A ledger is a record: whoever can edit it can forge it. With --sign, you answer for it, and `check
/// --trust` looks for your signature.
///
/// Examples:
///   whobacks prove --texts ~/articles
///   whobacks prove --texts ~/articles --sign ~/.ssh/id_ed25519
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Prove {
    /// Write nothing; exit 1 if the ledgers are not what `prove` would write
    #[arg(long)]
    check: bool,
    /// Sign each ledger with this SSH key, in a file beside it: `seeds/ID.proofs.sig`
    ///
    /// An Ed25519 or ECDSA key as ssh-keygen makes them, without a passphrase. To sign with a key that has a
    /// passphrase or is kept in an agent, use ssh-keygen -Y sign -n whobacks-ledger. `check --trust` verifies both.
    #[cfg(feature = "signatures")]
    #[arg(long, value_name = "KEY", conflicts_with = "check")]
    sign: Option<PathBuf>,
}

impl Prove {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let project = Project::find(globals)?;
        if project.texts.is_none() {
            bail!("proving needs the texts: give their folder with --texts");
        }
        // Before anything is written.
        #[cfg(feature = "signatures")]
        let key = self.sign.as_deref().map(super::signing::key).transpose()?;
        let arena = Arena::new();
        let (dataset, sources) = project.load(terminal, &arena)?;
        if dataset.files.iter().any(|file| !file.faults.is_empty()) {
            // A quote that cannot be read would lose its proof.
            terminal.error("the annotation cannot be read whole; `whobacks check` shows where");
            return Ok(Ended::Badly);
        }
        let others = Others::beside(&project, &dataset);
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
            let also = others.quotes.get(id).into_iter().flatten();
            let mut ledger = Ledger::build(source.id.clone(), text, quotes.iter().chain(also));
            let old = sources.shelf().get(&source.id).and_then(|entry| entry.ledger.as_ref());
            if let (Some(old), false) = (old, others.unread.is_empty()) {
                // Nobody knows what they quote.
                ledger.keep(old);
            }
            let path = project.seeds.join(format!("{id}.proofs"));
            let content = ledger.write();
            let fresh = project.disk().read(&path).is_ok_and(|old| old == content.as_bytes());
            let state = match (fresh, self.check) {
                (true, _) => "is fresh",
                (false, true) => {
                    ended = Ended::Badly;
                    "is stale"
                }
                (false, false) => {
                    project.write(&path, content.as_bytes())?;
                    "written"
                }
            };
            let count = crate::report::count(ledger.len(), "quote");
            let changes = changes(&ledger, old.map(|old| &**old));
            terminal.print(&format!("{} {state}: {count} proved{changes}\n", path.display()))?;
            #[cfg(feature = "signatures")]
            match &key {
                // Proofs that were taken over unseen are nothing to answer for.
                Some(_) if !others.unread.is_empty() && old.is_some() => {
                    terminal.error(&format!(
                        "{id}: not signed, because {} cannot be read whole, and proofs were kept unseen",
                        others.unread[0].display()
                    ));
                    ended = Ended::Badly;
                }
                Some(key) => super::signing::sign(key, &project, &ledger, terminal)?,
                None if !fresh && path.with_extension("proofs.sig").exists() => {
                    terminal.say(&format!(
                        "note: the signature of {} is of the old ledger: sign again with --sign",
                        path.display()
                    ))
                }
                None => {}
            }
            if missing > 0 {
                let count = crate::report::count(missing, "quote");
                terminal.error(&format!("{id}: {count} not found; `whobacks check` shows where"));
                ended = Ended::Badly;
            }
        }
        for path in &others.unread {
            terminal.say(&format!(
                "note: {} cannot be read whole, so no proof that it may need was removed",
                path.display()
            ));
        }
        Ok(ended)
    }
}

/// What a ledger has that the old one had not, and the other way round.
fn changes(ledger: &Ledger, old: Option<&Ledger>) -> String {
    let Some(old) = old else { return String::new() };
    let Changes { added, removed, changed } = ledger.changes(old);
    let counts = [(added, "added"), (removed, "removed"), (changed, "changed")];
    let said = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!(", {n} {what}"));
    said.collect()
}

/// What annotations beside the ledgers quote that are not being proved.
#[derive(Default)]
struct Others {
    quotes: BTreeMap<String, Vec<Quote>>,
    /// Those of which nobody can tell what they quote.
    unread: Vec<PathBuf>,
}

impl Others {
    /// Looks through the folders that stand beside that of the ledgers.
    fn beside(project: &Project, dataset: &Dataset<'_>) -> Others {
        let mut others = Others::default();
        let disk = project.disk();
        let own: Vec<PathBuf> =
            dataset.files.iter().map(|file| disk.identity(&file.path)).collect();
        let seeds = disk.identity(&project.seeds);
        let folder = seeds.parent().map(Path::to_owned).unwrap_or_default();
        let folders = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut folders: Vec<PathBuf> = folders.map(|entry| entry.path()).collect();
        folders.sort();
        for folder in folders.iter().filter(|folder| folder.is_dir() && **folder != seeds) {
            for path in disk.list(folder).unwrap_or_default() {
                let is_ron = path.extension().is_some_and(|ending| ending == "ron");
                if is_ron && !own.contains(&disk.identity(&path)) {
                    others.read(path, &disk);
                }
            }
        }
        others
    }

    fn read(&mut self, path: PathBuf, disk: &Disk) {
        let arena = Arena::new();
        let Ok(other) = annotation::load(&path, disk, &arena) else {
            return self.unread.push(path);
        };
        for (id, quotes) in quotes(&other) {
            self.quotes.entry(id.to_owned()).or_default().extend(quotes);
        }
        if other.files.iter().any(|file| !file.faults.is_empty()) {
            self.unread.push(path);
        }
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
