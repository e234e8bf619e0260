//! `suggest`

use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;

use super::disk::read_text;
use super::project::Project;
use super::terminal::Terminal;
use super::{Ended, Globals};
use crate::annotation::{Arena, Dataset};
use crate::diagnostic::Code;
use crate::evidence::{Shelved, Sources};
use crate::model::SourceId;
use crate::suggest::{self, Draft, Drafted, Gated, Measured, Proposal, Suggester, given, known};

/// Propose claims for a source, as an annotation file to edit; proposals do not count as claims
///
/// Finds in each sentence the actors that it names, the words that show a relation between two of them, which relation
/// that may be, how it is put, who says so and when. Only what passes the check is written, each claim with
/// `proposed: true`. Remove what is wrong, correct what is nearly right, and delete `proposed: true` from what you
/// accept; then `whobacks accept` moves it into the annotation. DiskTexts that already make claims, or are
/// excused on the card, are left out. Needs the text at hand.
///
/// --from takes the proposals of another program: one JSON object on each line (docs/suggest.md). They pass the same
/// check; what is refused is listed with the reason, and the command exits 1.
///
/// Examples:
///   whobacks suggest antiwar-2017 --texts ~/articles -o proposals/antiwar-2017.ron
///   whobacks suggest antiwar-2017 --paragraph 3
///   whobacks suggest antiwar-2017 --from model.jsonl -o proposals/model.ron
///   whobacks suggest --measure           how much of what is coded would have been proposed
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Suggest {
    /// The source's id
    #[arg(required_unless_present = "measure")]
    source: Option<SourceId>,
    /// The file to write: a new one, outside the annotation's folder
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Only from this paragraph
    #[arg(long, value_name = "N")]
    paragraph: Option<u32>,
    /// Also from sentences that make claims or are excused
    #[arg(long)]
    all: bool,
    /// Take the proposals from a file of JSON objects, one on each line
    #[arg(long, value_name = "FILE", conflicts_with_all = ["paragraph", "all"])]
    from: Option<PathBuf>,
    /// Count how many of the coded claims would have been proposed
    #[arg(long, conflicts_with_all = ["source", "output", "paragraph", "all", "from"])]
    measure: bool,
}

impl Suggest {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let project = Project::find(globals)?;
        let arena = Arena::new();
        let (dataset, sources) = project.load(terminal, &arena)?;
        if let Some(unseen) = unseen(&dataset) {
            terminal.say(&format!("warning: {unseen}"));
        }
        let Some(source) = &self.source else { return measured(&dataset, &sources, terminal) };
        let shelved = shelved(&sources, source)?;
        if let Some(output) = &self.output {
            fits(output, &project.data)?;
        }
        let (proposed, mut refused) = match &self.from {
            Some(path) => from_file(path, &dataset, source.as_str())?,
            None => (self.own(&dataset, shelved)?, Vec::new()),
        };
        let name = PathBuf::from(format!("proposals-{source}.ron"));
        let path = self.output.as_deref().unwrap_or(&name);
        let include = relative(path, &project.data)?;
        let draft = Draft { path, include: &include, source: source.as_str() };
        let drafted: Vec<Drafted> = proposed.iter().map(|(_, drafted)| drafted.clone()).collect();
        let Gated { text, taken, refused: more } =
            draft.gate(&project.disk(), &sources, &drafted)?;
        refused.extend(more.into_iter().map(|(at, reasons)| (proposed[at].0.clone(), reasons)));
        // What the text proposes of what is coded is no mistake of anybody's.
        let before = refused.len();
        let twice = |reason: &String| reason.starts_with(Code::DuplicateClaim.word());
        if self.from.is_none() {
            refused.retain(|(_, reasons)| !reasons.iter().all(twice));
        }
        let coded = before - refused.len();
        match &self.output {
            Some(output) => {
                project.write(output, text.as_bytes())?;
                terminal.print(&format!("{} written\n", output.display()))?;
            }
            None => terminal.print(&text)?,
        }
        terminal.finish()?;
        for (what, reasons) in &refused {
            terminal.error(&format!("{what} is refused: {}", reasons.join("\n  ")));
        }
        let claims = if taken == 1 { "proposal" } else { "proposals" };
        let coded = match coded {
            0 => String::new(),
            1 => "; one more is coded already".to_owned(),
            n => format!("; {n} more are coded already"),
        };
        terminal.say(&format!("{taken} {claims}; none counts until it is accepted{coded}"));
        Ok(if refused.is_empty() { Ended::Well } else { Ended::Badly })
    }

    /// What the text itself proposes, each with where it stands.
    fn own(
        &self,
        dataset: &Dataset<'_>,
        shelved: &Shelved,
    ) -> anyhow::Result<Vec<(String, Drafted)>> {
        let Some(text) = &shelved.text else {
            bail!(
                "suggest reads the text of `{}`: give its folder with --texts",
                shelved.source.id
            );
        };
        let suggester = Suggester::new(dataset, shelved.source.id.as_str(), Some(&shelved.source));
        let proposals = match self.paragraph {
            None => suggester.source(text),
            Some(n) if (1..=text.paragraph_count()).contains(&n) => suggester.paragraph(text, n),
            Some(n) => bail!("the text has {} paragraphs, and no {n}", text.paragraph_count()),
        };
        let known = known(dataset, shelved);
        let is_open = |p: &&Proposal| self.all || !known.contains(p.paragraph, p.sentence);
        let drafted = |p: &Proposal| {
            let place = format!("the proposal for {}.{}", p.paragraph, p.sentence);
            Some((place, Drafted { item: p.item(0)?, remark: Some(remark(p)) }))
        };
        Ok(proposals.iter().filter(is_open).filter_map(drafted).collect())
    }
}

/// What a faulty annotation keeps from being found, so that nobody takes it for what the text does not name.
fn unseen(dataset: &Dataset<'_>) -> Option<String> {
    let faulty = dataset.files.iter().filter(|file| !file.faults.is_empty());
    let files: Vec<String> = faulty.map(|file| file.path.display().to_string()).collect();
    if files.is_empty() {
        return None;
    }
    let actors = dataset.files.iter().flat_map(|file| file.content.actors.iter());
    let half = actors.filter(|(_, actor)| actor.name.is_none() || actor.kind.is_none());
    let half: Vec<String> = half.map(|(id, _)| format!("`{}`", &**id)).collect();
    let without = match half.is_empty() {
        true => String::new(),
        false => format!(", such as {}", half.join(", ")),
    };
    Some(format!(
        "there are errors in {}, so that something is proposed wrongly or not at all{without}; `whobacks check` shows them",
        files.join(", ")
    ))
}

/// What a coder reads above a proposal: where it stands, what shows it, what else it may be.
fn remark(proposal: &Proposal) -> String {
    let Proposal { paragraph, sentence, readings, .. } = proposal;
    let mut remark = format!("{paragraph}.{sentence}");
    let Some((first, others)) = readings.split_first() else { return remark };
    match &first.shown_by {
        Some(words) => remark += &format!(" by “{words}”"),
        None => remark += " by who they are",
    }
    let other = |reading: &suggest::Interpretation| match reading.from == first.from {
        true => reading.relation.clone(),
        false => format!("{} {} {}", reading.from, reading.relation, reading.to),
    };
    let others: Vec<String> = others.iter().take(2).map(other).collect();
    if !others.is_empty() {
        remark += &format!("; or {}", others.join(", or "));
    }
    remark
}

/// Proposals with what to call them, and those refused with the reasons.
type FromFile = (Vec<(String, Drafted)>, Vec<(String, Vec<String>)>);

fn from_file(path: &Path, dataset: &Dataset<'_>, source: &str) -> anyhow::Result<FromFile> {
    let text = read_text(path)?;
    let (mut proposed, mut refused) = (Vec::new(), Vec::new());
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let what = format!("line {number}");
        match given(dataset, source, line) {
            Ok(item) => proposed.push((what.clone(), Drafted { item, remark: Some(what) })),
            Err(reason) => refused.push((what, vec![reason])),
        }
    }
    Ok((proposed, refused))
}

fn shelved<'s>(sources: &'s Sources, id: &SourceId) -> anyhow::Result<&'s Shelved> {
    if let Some(shelved) = sources.shelf().find(id.as_str()) {
        return Ok(shelved);
    }
    let ids = sources.cards().map(|card| card.id.as_str());
    match crate::check::nearest_word(id.as_str(), ids) {
        Some(near) => bail!("no source has the id `{id}`; did you mean `{near}`?"),
        None => bail!("no source has the id `{id}`; `whobacks source list` lists them"),
    }
}

/// Nothing is written over, and no annotation is taken for another.
fn fits(output: &Path, data: &Path) -> anyhow::Result<()> {
    if output.exists() {
        bail!(
            "{} exists already, perhaps with proposals that somebody has read: move it away, or \
               name another file",
            output.display()
        );
    }
    if output.extension().is_none_or(|ending| ending != "ron") {
        bail!("the name of an annotation file ends in .ron: {}.ron", output.display());
    }
    let folder = |path: &Path| {
        let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        parent.canonicalize().with_context(|| format!("there is no folder {}", parent.display()))
    };
    if folder(output)? == folder(data)? {
        bail!(
            "in {} it would be taken for the annotation: write it elsewhere, such as proposals/",
            output.parent().unwrap_or(Path::new(".")).display()
        );
    }
    Ok(())
}

/// The path of a file as another one includes it.
fn relative(from: &Path, to: &Path) -> anyhow::Result<String> {
    let folder = from.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = folder
        .canonicalize()
        .with_context(|| format!("there is no folder {}", folder.display()))?;
    let to = to.canonicalize().with_context(|| format!("cannot read {}", to.display()))?;
    let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) =
        (folder.components().collect(), to.components().collect());
    let same = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from[same..].iter().map(|_| "..".to_owned());
    let down = to[same..].iter().map(|part| part.as_os_str().to_string_lossy().into_owned());
    Ok(up.chain(down).collect::<Vec<_>>().join("/"))
}

fn measured(
    dataset: &Dataset<'_>,
    sources: &Sources,
    terminal: &mut Terminal,
) -> anyhow::Result<Ended> {
    let all = suggest::measure(dataset, sources);
    if all.is_empty() {
        bail!("suggest reads the texts: give their folder with --texts");
    }
    let mut sum = Measured::default();
    all.iter().for_each(|(_, measured)| sum += *measured);
    let share = |part: usize, of: usize| 100.0 * part as f64 / of.max(1) as f64;
    let mut out = String::new();
    let together = ("together".to_owned(), sum);
    for (id, m) in all.iter().chain([&together]) {
        out += &format!(
            "{id}: {} claims, both ends named in the sentence of {}; of those\n  {} proposed ({:.0} %), the relation among \
             the first three for {} ({:.0} %), the first for {} ({:.0} %)\n  {} proposals for {} sentences that name \
             two actors ({:.1} each)\n",
            m.claims,
            m.named,
            m.proposed,
            share(m.proposed, m.named),
            m.among_three,
            share(m.among_three, m.named),
            m.first,
            share(m.first, m.named),
            m.proposals,
            m.sentences,
            m.proposals as f64 / m.sentences.max(1) as f64,
        );
    }
    terminal.print(&out)?;
    Ok(Ended::Well)
}
