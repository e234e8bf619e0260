//! `check`

#[cfg(feature = "signatures")]
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::disk::Disk;
use super::project::Project;
use super::terminal::Terminal;
use super::writing::diff;
use super::{Ended, Globals};
use crate::analysis::contradictions::{self, everything};
use crate::annotation::Arena;
use crate::check::{self, CheckOptions};
use crate::edit;
use crate::graph::Graph;
use crate::project::write_change;
use crate::query::Scope;
use crate::report;

/// Check the annotation: every name, every date, every quote
///
/// Everything wrong is reported in one run, in file order. If the source texts are at hand
/// (--texts), each quote is looked for in its text; if not, in the ledger of proofs.
///
/// Examples:
///   whobacks check
///   whobacks check --texts ~/articles --strict
///   whobacks check --fix --dry-run       what would be fixed, as a diff
///   whobacks check --trust anna.pub      believe only ledgers that Anna has signed
///   whobacks check --format sarif > whobacks.sarif
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Check {
    /// Count warnings as errors
    #[arg(long)]
    strict: bool,
    /// The most words that a quote may have [default: `max_quote_words` of the annotation, or 15]
    #[arg(long, value_name = "N")]
    max_quote_words: Option<usize>,
    /// The most actors on both sides of a fight to look for, if more than the usual 10,000
    #[arg(long, value_name = "N")]
    max_contradictions: Option<usize>,
    /// Fix what has only one right answer (a misspelt id or field, a date, a slip in a quote), then check
    #[arg(long)]
    fix: bool,
    /// With --fix: write nothing; print what would change as a unified diff
    #[arg(long, requires = "fix")]
    dry_run: bool,
    /// Require that each ledger is signed with one of the SSH keys in this file
    ///
    /// The file has public keys, one on each line, in the form of .pub, authorized_keys or allowed_signers files;
    /// the option may be given several times. `whobacks explain ledger-unsigned` says how a ledger is signed.
    #[cfg(feature = "signatures")]
    #[arg(long, value_name = "FILE")]
    trust: Vec<PathBuf>,
    /// How to print the result
    #[arg(long, value_enum, default_value_t)]
    format: ReportFormat,
}

/// The most claims among which contradictions are looked for without being asked: among millions it would
/// make every check slow.
const SEARCHED: usize = 100_000;

/// How many rounds of fixes are made: one fix can bring another fault to light.
const ROUNDS: usize = 4;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
    /// For code hosts and editors (SARIF 2.1.0)
    Sarif,
}

impl Check {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let project = Project::find(globals)?;
        if self.fix && !self.mend(&project, terminal)? {
            return Ok(Ended::Well);
        }
        let arena = Arena::new();
        let (dataset, mut sources) = project.load(terminal, &arena)?;
        if let Some(texts) = &project.texts {
            sources.hold_originals(&Disk::everywhere(), texts)?;
        }
        #[cfg(feature = "signatures")]
        if let Some(trusted) = super::signing::trusted(&self.trust)? {
            sources.hold_signatures(&project.disk(), &project.seeds, &trusted)?;
        }
        let verbose = globals.verbose || self.format != ReportFormat::Text;
        let most_claims = match (verbose, terminal.is_quiet()) {
            (true, _) => usize::MAX,
            (false, true) => 0,
            (false, false) => SEARCHED,
        };
        let options = CheckOptions {
            max_quote_words: self.max_quote_words,
            most_claims,
            ..CheckOptions::default()
        };
        let mut outcome = Project::check(terminal, &dataset, &sources, options);
        // Whoever checks wants to know what to mend, and a disagreement of sources is not a fault: unless
        // asked for, its place need not be found, which takes longer than all else.
        let (mut contradictions, mut more) = (0, "");
        if let Some(checked) = outcome.checked.take() {
            if verbose {
                let most = self.max_contradictions;
                contradictions::report(&dataset, &Graph::new(checked), most, &mut outcome.report);
            } else {
                let graph = Graph::new(checked);
                let scope = Scope { limit: self.max_contradictions, ..everything() };
                let all = contradictions::contradictions(&graph, &scope, &[]);
                contradictions = all.found.len();
                more = if all.cut_at.is_some() { " and more" } else { "" };
            }
        }
        let (report, summary) = (&outcome.report, &outcome.summary);
        match self.format {
            ReportFormat::Json => {
                terminal.write_json(|out| report::check_json::write(report, summary, out))?;
            }
            ReportFormat::Sarif => terminal.write_json(|out| report::sarif::write(report, out))?,
            ReportFormat::Text => {
                let shares = if terminal.is_quiet() {
                    String::new()
                } else {
                    report::diagnostics::sources(summary)
                };
                // Under --strict warnings are what fails the check.
                let shown = match terminal.is_quiet() && !self.strict {
                    true => report::diagnostics::errors(report, terminal.colour()),
                    false => report::diagnostics::text(report, terminal.colour()),
                };
                let hint = match contradictions {
                    0 => String::new(),
                    n => {
                        let n = report::count(n, "contradiction");
                        format!("{n}{more} between claims, which -v shows\n")
                    }
                };
                let sum = report::diagnostics::summary(summary);
                terminal.print(&format!("{shown}{shares}{hint}{sum}\n"))?;
            }
        }
        let failed = summary.errors > 0 || (self.strict && summary.warnings > 0);
        // The process ends here, and gives ten thousand texts back at once, not one by one.
        std::mem::forget(sources);
        std::mem::forget(dataset);
        Ok(if failed { Ended::Badly } else { Ended::Well })
    }

    /// Fixes what has only one right answer, and says whether there is something left to check. A fix
    /// can bring other faults to light that were hidden behind it.
    fn mend(&self, project: &Project, terminal: &mut Terminal) -> anyhow::Result<bool> {
        for _ in 0..ROUNDS {
            let arena = Arena::new();
            let (dataset, sources) = project.load(terminal, &arena)?;
            let options =
                CheckOptions { max_quote_words: self.max_quote_words, ..CheckOptions::default() };
            let report = check::check(&dataset, &sources, options).report;
            let change = match edit::mend(&dataset, &report) {
                Ok(change) => change,
                // The check says where the brackets do not close.
                Err(edit::Refusal::Unreadable(_)) => return Ok(!self.dry_run),
                Err(error) => return Err(error.into()),
            };
            if self.dry_run {
                change.files.iter().try_for_each(|file| terminal.print(&diff(file)))?;
                if change.is_empty() {
                    terminal.say("nothing that has one right answer");
                }
                return Ok(false);
            }
            if change.is_empty() {
                break;
            }
            write_change(&change)?;
            change.said.iter().for_each(|said| terminal.say(&format!("mended: {said}")));
        }
        Ok(true)
    }
}
