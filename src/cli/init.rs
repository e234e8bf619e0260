//! `init`

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;

use super::disk::Disk;
use super::terminal::Terminal;
use super::{Ended, Globals};
use crate::annotation::{Files as _, quoted};
use crate::evidence::slug::slug;
use crate::model::steering;
use crate::project::{AllowedFolders, IGNORED, write_lasting};

/// Start a project: an annotation file to fill in, and a folder for the cards of its sources
///
/// Files that exist are not changed.
///
/// Example: whobacks init sudan --title "Sudan: who backs whom"
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Init {
    /// The folder of the project; it need not exist yet
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// The title of the annotation [default: the folder's name]
    #[arg(long)]
    title: Option<String>,
}

impl Init {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let title = self.title.clone().unwrap_or_else(|| self.folder_name());
        if let Some(c) = steering(&title) {
            bail!("the title holds U+{:04X}, a control character", u32::from(c));
        }
        let Some(name) = slug(&self.folder_name()).or_else(|| slug(&title)) else {
            bail!("no file can be named after `{title}`: give a --title with letters in it");
        };
        let data = self.folder.join("data");
        if let Some(there) = Disk::everywhere()
            .list(&data)?
            .iter()
            .find(|path| path.extension().is_some_and(|e| e == "ron"))
        {
            bail!("there is an annotation already: {}", there.display());
        }
        if let Some(folder) = globals.data.as_ref().filter(|data| data.is_dir()) {
            bail!(
                "--data names a file, and {0} is a folder: try `whobacks init {0}`",
                folder.display()
            );
        }
        let data = globals.data.clone().unwrap_or_else(|| data.join(format!("{name}.ron")));
        let seeds = globals.seeds.clone().unwrap_or_else(|| self.folder.join("seeds"));
        let ignore = seeds.join(".gitignore");
        let beside = data.parent().unwrap_or(Path::new("")).to_owned();
        let named = [globals.data.as_ref().map(|_| &beside), globals.seeds.as_ref()];
        let folders = named.into_iter().flatten().chain([&self.folder]).map(PathBuf::as_path);
        // A link that is there already may lead anywhere.
        let bounds = AllowedFolders::within(folders);
        // The annotation last: while there is none, an `init` that was interrupted can be repeated.
        for (path, text) in [(&ignore, IGNORED.to_owned()), (&data, annotation(&title))] {
            if path.exists() {
                terminal.say(&format!("{} exists already, and stays as it is", path.display()));
                continue;
            }
            bounds.admit_output(path)?;
            write_lasting(path, text.as_bytes())?;
            terminal.print(&format!("{} written\n", path.display()))?;
        }
        let here = self.folder.as_os_str() == ".";
        let enter = if here { String::new() } else { format!("cd {} && ", self.folder.display()) };
        terminal.say(&format!(
            "next: {enter}whobacks source add ARTICLE.txt, then code it in {}",
            data.strip_prefix(&self.folder).unwrap_or(&data).display()
        ));
        Ok(Ended::Well)
    }

    /// The last part of the folder's full path.
    fn folder_name(&self) -> String {
        let full = std::path::absolute(&self.folder).unwrap_or_else(|_| self.folder.clone());
        full.file_name().map_or_else(|| "data".to_owned(), |n| n.to_string_lossy().into_owned())
    }
}

fn annotation(title: &str) -> String {
    let title = quoted(title);
    format!(
        r#"(
    title: {title},
    actors: {{
        // "egypt": (name: "Egypt", kind: state),
        // "haftar": (name: "Khalifa Haftar", kind: person, aliases: ["Haftar", "General Haftar"]),
    }},
    claims: {{
        // The id of a source: its card is seeds/some-paper-2017.ron, made by `whobacks source add`.
        // "some-paper-2017": [
        //     (from: "egypt", relation: "backs", to: "haftar", when: "2014/..", modality: reported, said_by: ["CNN"],
        //      quote: "three to fifteen words of the text that show it"),
        // ],
    }},
)
"#
    )
}
