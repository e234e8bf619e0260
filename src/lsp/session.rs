//! The files that an editor has open, the projects to which they belong, and what was last reported about them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::desk::Desk;
use super::lines::Lines;
use super::{answer, complete, roots, symbols, told, wire};
use crate::annotation::{self, Arena, FaultKind, Files, Overlay};
use crate::check::{self, CheckOptions};
use crate::diagnostic::{Report, ReportFile};
use crate::evidence::{Card, Sources};
use crate::project::{AllowedFolders, Disk, Paths, Project, Stamp};

/// A file that the editor has open.
#[derive(Debug)]
struct Buffer {
    /// As the editor calls it.
    uri: String,
    text: String,
    /// What it said when its brackets closed last, if they do not now.
    sound: Option<String>,
}

/// One editor's session.
#[derive(Debug)]
pub struct Session {
    paths: Paths,
    open: BTreeMap<PathBuf, Buffer>,
    /// By open file.
    projects: BTreeMap<PathBuf, Project>,
    /// By folder of cards, with what that folder looked like.
    sources: BTreeMap<PathBuf, (Stamp, Sources)>,
    reports: Vec<Report>,
    /// Whether something has changed since the reports were made.
    is_stale: bool,
    published: BTreeSet<PathBuf>,
    /// Whether the editor lets files be moved by an edit.
    moves_files: bool,
}

impl Session {
    /// A session as the editor opens it.
    pub fn new(paths: Paths, params: &Value) -> Self {
        let edits = params.pointer("/capabilities/workspace/workspaceEdit");
        let can = |what: &str| edits.and_then(|edits| edits.get(what));
        let moves = can("resourceOperations").and_then(Value::as_array);
        let moves = moves.is_some_and(|all| all.iter().any(|one| one == "rename"));
        Session {
            paths,
            open: BTreeMap::new(),
            projects: BTreeMap::new(),
            sources: BTreeMap::new(),
            reports: Vec::new(),
            is_stale: false,
            published: BTreeSet::new(),
            moves_files: moves && can("documentChanges") == Some(&Value::Bool(true)),
        }
    }

    /// Takes note of what the editor does.
    pub fn note(&mut self, method: &str, params: &Value) {
        let document = &params["textDocument"];
        let uri = document["uri"].as_str().unwrap_or_default();
        let path = wire::path(uri);
        match (method, path) {
            ("textDocument/didOpen", Some(path)) => {
                let text = document["text"].as_str().unwrap_or_default().to_owned();
                let buffer = Buffer { uri: uri.to_owned(), text, sound: None };
                self.open.insert(path.clone(), buffer);
                self.changed(&path, None);
            }
            ("textDocument/didChange", Some(path)) => {
                let Some(buffer) = self.open.get_mut(&path) else { return };
                let before = buffer.sound.take().unwrap_or_else(|| buffer.text.clone());
                for change in params["contentChanges"].as_array().into_iter().flatten() {
                    let new = change["text"].as_str().unwrap_or_default();
                    if change["range"].is_object() {
                        let span = Lines::of(&buffer.text).span(&buffer.text, &change["range"]);
                        buffer.text.replace_range(span, new);
                    } else {
                        new.clone_into(&mut buffer.text);
                    }
                }
                self.changed(&path, Some(before));
            }
            ("textDocument/didClose", Some(path)) => {
                self.open.remove(&path);
                self.projects.remove(&path);
                self.is_stale = true;
            }
            ("textDocument/didSave" | "workspace/didChangeWatchedFiles", _) => {
                // Who includes whom may have changed.
                self.is_stale = true;
                let paths: Vec<PathBuf> = self.projects.keys().cloned().collect();
                for path in paths {
                    if let Some(project) = self.project_of(&path) {
                        self.projects.insert(path, project);
                    }
                }
            }
            _ => {}
        }
    }

    /// Keeps what a buffer said while it could be read.
    fn changed(&mut self, path: &Path, before: Option<String>) {
        self.is_stale = true;
        let Some(buffer) = self.open.get_mut(path) else { return };
        buffer.sound = None;
        if is_torn(&buffer.text) {
            let disk = Disk::everywhere();
            let saved = || disk.read(path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
            buffer.sound = before.or_else(saved).filter(|text| !is_torn(text));
        }
        if !is_card(path, &buffer.text)
            && !self.projects.contains_key(path)
            && let Some(project) = self.project_of(path)
        {
            self.projects.insert(path.to_owned(), project);
        }
    }

    /// The files as the editor has them; where a buffer is half written, as it was before, if that is asked.
    fn files<'f>(&self, disk: &'f Disk, sound: bool) -> Overlay<'f> {
        let mut files = Overlay::new(disk);
        for (path, buffer) in &self.open {
            let text = buffer.sound.as_ref().filter(|_| sound).unwrap_or(&buffer.text);
            files.put(path, text.clone().into_bytes());
        }
        files
    }

    /// The project to which a file belongs: that of the file which includes it, if one does.
    fn project_of(&self, path: &Path) -> Option<Project> {
        let data = self.paths.data.clone().unwrap_or_else(|| self.root_of(path));
        let full = std::path::absolute(&data).unwrap_or(data);
        Project::of(&full, &self.paths).ok()
    }

    fn root_of(&self, path: &Path) -> PathBuf {
        let near: Vec<&Path> = path.ancestors().skip(1).take(2).collect();
        let disk = Disk { bounds: AllowedFolders::within(near.iter().copied()) };
        roots::root_of(path, &near, &self.files(&disk, true))
    }

    /// What there is to say of every file of every project that is open, as the protocol's parameters.
    pub fn diagnostics(&mut self) -> Vec<Value> {
        if !std::mem::take(&mut self.is_stale) {
            return Vec::new();
        }
        self.check();
        let mut by_file: BTreeMap<PathBuf, Vec<Value>> = BTreeMap::new();
        for path in self.open.keys().chain(&self.published) {
            by_file.entry(path.clone()).or_default();
        }
        for report in &self.reports {
            let lines: Vec<Lines> = report.files.iter().map(|file| Lines::of(&file.text)).collect();
            let open = report.files.iter().map(|file| self.as_open(Path::new(&file.path)));
            let open: Vec<PathBuf> = open.collect();
            for diagnostic in &report.diagnostics {
                let said = told::said(report, &lines, diagnostic);
                let Some(path) = open.get(diagnostic.place.file) else { continue };
                by_file.entry(path.clone()).or_default().push(said);
            }
        }
        for (path, buffer) in self.open.iter().filter(|(path, b)| is_card(path, &b.text)) {
            if let Err(error) = Card::parse(&buffer.text) {
                let document = ReportFile { path: String::new(), text: buffer.text.clone() };
                let at = document.byte(error.line, error.column);
                let range = Lines::of(&buffer.text).range(&buffer.text, at..at);
                let said = json!({"range": range, "severity": 1, "source": "whobacks",
                    "code": "syntax", "message": error.message});
                by_file.insert(path.clone(), vec![said]);
            }
        }
        let has_some = by_file.iter().filter(|(_, said)| !said.is_empty());
        self.published = has_some.map(|(path, _)| path.clone()).collect();
        let params = |(path, said): (PathBuf, Vec<Value>)| json!({"uri": self.uri(&path), "diagnostics": said});
        by_file.into_iter().map(params).collect()
    }

    fn check(&mut self) {
        let mut reports = Vec::new();
        let mut seen = BTreeSet::new();
        for project in self.projects.values().filter(|project| seen.insert(&project.data)) {
            let (disk, arena) = (project.disk(), Arena::new());
            let files = self.files(&disk, false);
            let Ok(dataset) = annotation::load(&project.data, &files, &arena) else { continue };
            let Some(sources) = up_to_date(&mut self.sources, project) else { continue };
            reports.push(check::check(&dataset, sources, CheckOptions::default()).report);
        }
        self.reports = reports;
    }

    /// A path as the editor has it open, if it has.
    fn as_open(&self, path: &Path) -> PathBuf {
        let disk = Disk::everywhere();
        let own = disk.identity(path);
        let open = self.open.keys().find(|open| disk.identity(open) == own);
        open.cloned().unwrap_or_else(|| path.to_owned())
    }

    fn uri(&self, path: &Path) -> String {
        self.open.get(path).map_or_else(|| wire::uri(path), |buffer| buffer.uri.clone())
    }

    /// Answers a request; `None` where there is no such request, a refusal in words where it cannot be.
    pub fn answer(&mut self, method: &str, params: &Value) -> Option<Result<Value, String>> {
        let method = method.strip_prefix("textDocument/")?;
        const KNOWN: [&str; 10] = [
            "completion",
            "hover",
            "definition",
            "references",
            "prepareRename",
            "rename",
            "documentSymbol",
            "formatting",
            "inlayHint",
            "codeAction",
        ];
        if !KNOWN.contains(&method) {
            return None;
        }
        let uri = params.pointer("/textDocument/uri").and_then(Value::as_str);
        let Some(path) = uri.and_then(wire::path) else { return Some(Ok(Value::Null)) };
        let Some(text) = self.open.get(&path).map(|buffer| buffer.text.clone()) else {
            return Some(Ok(Value::Null));
        };
        if method == "codeAction" {
            if self.is_stale {
                self.check();
            }
            let uri = self.uri(&path);
            return Some(Ok(told::actions(&self.reports, &path, (&text, &uri), params)));
        }
        // A card is asked about as a part of the project beside it.
        let project = match self.projects.get(&path) {
            Some(project) => project.clone(),
            None => match self.project_of(&path) {
                Some(project) => project,
                None => return Some(Ok(Value::Null)),
            },
        };
        up_to_date(&mut self.sources, &project);
        let nothing = Sources::default();
        let sources = self.sources.get(&project.seeds).map_or(&nothing, |(_, sources)| sources);
        let (disk, arena) = (project.disk(), Arena::new());
        let files = self.files(&disk, true);
        let Ok(dataset) = annotation::load(&project.data, &files, &arena) else {
            return Some(Ok(Value::Null));
        };
        let text = text.as_str();
        let desk = Desk {
            dataset: &dataset,
            sources,
            project: &project,
            text,
            lines: Lines::of(text),
            moves_files: self.moves_files,
        };
        let uri = |path: &Path| self.uri(&self.as_open(path));
        let at = || desk.lines.at(text, &params["position"]);
        Some(match method {
            "completion" => Ok(complete::items(&desk, at())),
            "hover" => Ok(answer::hover(&desk, at())),
            "definition" => Ok(answer::definition(&desk, at(), &uri)),
            "references" => Ok(answer::references_to(&desk, at(), &uri)),
            "prepareRename" => Ok(answer::renamed(&desk, at())),
            "rename" => {
                let new = params["newName"].as_str().unwrap_or_default();
                answer::rename(&desk, at(), new, &uri)
            }
            "documentSymbol" => Ok(symbols::symbols(&desk)),
            "inlayHint" => Ok(answer::inlays(&desk, desk.lines.span(text, &params["range"]))),
            _ => Ok(answer::layout(&desk)),
        })
    }
}

/// The sources of a project, read anew if their folder has changed.
fn up_to_date<'s>(
    kept: &'s mut BTreeMap<PathBuf, (Stamp, Sources)>,
    project: &Project,
) -> Option<&'s Sources> {
    let stamp = project.stamp();
    let is_fresh = kept.get(&project.seeds).is_some_and(|(own, _)| *own == stamp);
    if !is_fresh {
        let sources = project.sources().ok()?;
        kept.insert(project.seeds.clone(), (stamp, sources));
    }
    kept.get(&project.seeds).map(|(_, sources)| sources)
}

/// Whether the brackets of a text do not close, so that nothing in it can be read.
fn is_torn(text: &str) -> bool {
    let arena = Arena::new();
    let dataset = annotation::parse(Path::new(""), text, &arena);
    dataset
        .files
        .iter()
        .flat_map(|file| &file.faults)
        .any(|f| matches!(f.kind, FaultKind::Syntax { .. }))
}

/// Whether a file is a source's card: it stands where cards stand, and is not an annotation.
fn is_card(path: &Path, text: &str) -> bool {
    let in_seeds = path.parent().and_then(Path::file_name).is_some_and(|name| name == "seeds");
    in_seeds || Card::parse(text).is_ok()
}
