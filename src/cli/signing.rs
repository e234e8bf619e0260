//! Keys and signatures of ledgers, as files.
//!
//! A private key is only read: it is neither written nor shown, and forgotten when the command ends.

use std::path::Path;

use anyhow::Context as _;

use super::disk::Disk;
use super::project::Project;
use super::terminal::Terminal;
use crate::annotation::Files as _;
use crate::evidence::{Ledger, SigningKey, Trusted};

/// The keys in all these files, of those whose signatures are believed; `None` if no file is named.
pub(super) fn trusted(files: &[impl AsRef<Path>]) -> anyhow::Result<Option<Trusted>> {
    let mut all: Option<Trusted> = None;
    for path in files {
        let path = path.as_ref();
        let keys = read(path).and_then(|text| Ok(Trusted::parse(&text)?));
        let keys = keys.with_context(|| format!("cannot trust {}", path.display()))?;
        match &mut all {
            Some(all) => all.extend(keys),
            None => all = Some(keys),
        }
    }
    Ok(all)
}

/// The key that signs.
pub(super) fn key(path: &Path) -> anyhow::Result<SigningKey> {
    let key = read(path).and_then(|text| Ok(SigningKey::parse(&text)?));
    key.with_context(|| format!("cannot sign with {}", path.display()))
}

fn read(path: &Path) -> anyhow::Result<String> {
    let bytes = Disk::everywhere().read(path)?;
    String::from_utf8(bytes).map_err(|_| anyhow::anyhow!("it is no text"))
}

/// Writes the signature of a ledger beside it, unless the same one stands there.
pub(super) fn sign(
    key: &SigningKey,
    project: &Project,
    ledger: &Ledger,
    terminal: &mut Terminal,
) -> anyhow::Result<()> {
    let signature = key.sign(ledger)?;
    let path = project.seeds.join(format!("{}.proofs.sig", ledger.source()));
    if project.disk().read(&path).is_ok_and(|old| old == signature.as_bytes()) {
        return terminal.print(&format!("{} is fresh\n", path.display()));
    }
    project.write(&path, signature.as_bytes())?;
    terminal.print(&format!("{} signed\n", path.display()))
}
