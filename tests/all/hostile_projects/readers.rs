//! Programs that are not ours, reading what ours wrote. Each says what is wrong.

use std::path::Path;

type Read = Result<(), String>;

/// What is written to a terminal steers none.
pub(super) fn plain(bytes: &[u8]) -> Read {
    let text = std::str::from_utf8(bytes).map_err(|error| format!("no UTF-8: {error}"))?;
    // Tables for spreadsheets end their lines so (RFC 4180).
    let text = text.replace("\r\n", "\n");
    let steers = |c: &char| {
        (c.is_control() && !"\n\t".contains(*c)) || ('\u{202a}'..='\u{202e}').contains(c)
    };
    match text.chars().find(steers) {
        None => Ok(()),
        Some(c) => Err(format!("U+{:04X} stands in it", u32::from(c))),
    }
}

/// Reads bytes of a sort with the reader that they are for.
pub(super) fn read(sort: &str, bytes: &[u8]) -> Read {
    let told = |error: &dyn std::fmt::Display| format!("{sort}: {error}");
    let text = || std::str::from_utf8(bytes).map_err(|error| told(&error));
    match sort {
        "json" | "answer" => {
            let value: serde_json::Value = serde_json::from_slice(bytes).map_err(|e| told(&e))?;
            if sort == "answer" { answer(&value) } else { Ok(()) }
        }
        "jsonl" => text()?.lines().try_for_each(|line| {
            serde_json::from_str::<serde_json::Value>(line).map(drop).map_err(|e| told(&e))
        }),
        "sarif" => sarif(&serde_json::from_slice(bytes).map_err(|e| told(&e))?),
        "csv" => csv(bytes).map_err(|e| told(&e)),
        "xml" => xml(text()?).map_err(|e| told(&e)),
        "svg" => {
            xml(text()?).map_err(|e| told(&e))?;
            let options = resvg::usvg::Options::default();
            resvg::usvg::Tree::from_data(bytes, &options).map(drop).map_err(|e| told(&e))
        }
        "dot" => graphviz_rust::parse(text()?).map(drop).map_err(|e| told(&e)),
        "turtle" => oxttl::TurtleParser::new()
            .for_slice(bytes)
            .try_for_each(|triple| triple.map(drop))
            .map_err(|e| told(&e)),
        "png" => {
            let mut reader =
                png::Decoder::new(std::io::Cursor::new(bytes)).read_info().map_err(|e| told(&e))?;
            let mut buffer = vec![0; reader.output_buffer_size().unwrap_or(0)];
            reader.next_frame(&mut buffer).map(drop).map_err(|e| told(&e))
        }
        _ => Ok(()),
    }
}

/// What a project's commands wrote, and what it should be.
pub(super) fn files(root: &Path) -> Vec<(String, &'static str)> {
    let mut found = Vec::new();
    for folder in ["", "tables", "neo4j", "graphs"] {
        for entry in std::fs::read_dir(root.join(folder)).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            assert!(!name.starts_with(".whobacks-"), "{name} was left behind");
            let sort = match name.rsplit('.').next() {
                Some("svg") => "svg",
                Some("json" | "cyjs") => "json",
                Some("gexf" | "graphml") => "xml",
                Some("csv") => "csv",
                Some("dot") => "dot",
                Some("ttl") => "turtle",
                Some("png") => "png",
                Some("html") => "html",
                _ => continue,
            };
            found.push((Path::new(folder).join(name).to_string_lossy().into_owned(), sort));
        }
    }
    found
}

/// As many cells in every row, and none that a spreadsheet would run.
fn csv(bytes: &[u8]) -> Result<(), Box<dyn std::error::Error>> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(false).from_reader(bytes);
    for row in reader.records() {
        let row = row?;
        for cell in &row {
            let number = cell.parse::<f64>().is_ok();
            if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !number {
                return Err(format!("a spreadsheet would run {cell:?}").into());
            }
        }
    }
    Ok(())
}

/// Well-formed, no character that XML forbids, no script and nothing that would run.
fn xml(text: &str) -> Result<(), Box<dyn std::error::Error>> {
    use quick_xml::events::Event;
    let forbidden = |c: char| matches!(c, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if let Some(c) = text.chars().find(|c| forbidden(*c)) {
        return Err(format!("U+{:04X} is forbidden in XML", u32::from(c)).into());
    }
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    loop {
        match reader.read_event()? {
            Event::Eof => return Ok(()),
            Event::Start(tag) | Event::Empty(tag) => {
                let name = tag.local_name().as_ref().to_ascii_lowercase();
                if matches!(name.as_str(), "script" | "foreignobject" | "iframe") {
                    return Err("a script stands in it".into());
                }
                for attribute in tag.attributes() {
                    let attribute = attribute?;
                    let key = attribute.key.as_ref().to_ascii_lowercase();
                    let value = attribute.value.to_ascii_lowercase();
                    if key.starts_with("on")
                        || (key.ends_with("href") && value.trim_start().starts_with("javascript:"))
                    {
                        return Err(format!("an attribute would run: {value}").into());
                    }
                }
            }
            _ => {}
        }
    }
}

/// What code hosts read of a SARIF file.
fn sarif(value: &serde_json::Value) -> Read {
    let fault = |what: &str| Err(format!("SARIF: {what}"));
    if value["version"] != "2.1.0" || !value["$schema"].is_string() {
        return fault("no version or schema");
    }
    let run = &value["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().map(Vec::as_slice).unwrap_or_default();
    if !run["tool"]["driver"]["name"].is_string() {
        return fault("no driver");
    }
    for result in run["results"].as_array().ok_or("SARIF: no results")? {
        let id = result["ruleId"].as_str().ok_or("SARIF: no rule")?;
        if !rules.is_empty() && !rules.iter().any(|rule| rule["id"] == id) {
            return fault("a rule that is not listed");
        }
        if !result["message"]["text"].is_string()
            || !["error", "warning", "note"].iter().any(|l| result["level"] == *l)
        {
            return fault("no message or level");
        }
        let place = &result["locations"][0]["physicalLocation"];
        let region = &place["region"];
        if !place["artifactLocation"]["uri"].is_string()
            || region["startLine"].as_u64().is_none_or(|line| line == 0)
        {
            return fault("no place");
        }
    }
    Ok(())
}

/// An answer, against the schema that stands in the documentation.
fn answer(value: &serde_json::Value) -> Read {
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../../../docs/answers.schema.json"))
            .map_err(|e| e.to_string())?;
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    compiler.add_resource("answers.json", schema).map_err(|e| e.to_string())?;
    let index = compiler.compile("answers.json", &mut schemas).map_err(|e| e.to_string())?;
    schemas.validate(value, index).map_err(|e| e.to_string())
}

/// The page holds as many scripts as a page of nobody's making, and no attribute that runs.
pub(super) fn harmless_page(bytes: &[u8]) -> Read {
    use html5ever::tendril::TendrilSink as _;
    let options = html5ever::ParseOpts::default();
    let dom = html5ever::parse_document(markup5ever_rcdom::RcDom::default(), options)
        .from_utf8()
        .one(bytes);
    let mut waiting = vec![dom.document.clone()];
    let (mut scripts, mut fault) = (0, Ok(()));
    while let Some(node) = waiting.pop() {
        if let markup5ever_rcdom::NodeData::Element { name, attrs, .. } = &node.data {
            let attributes = attrs.borrow();
            let is_data =
                attributes.iter().any(|a| &*a.name.local == "type" && a.value.contains("json"));
            scripts += usize::from(&*name.local == "script" && !is_data);
            for attribute in attributes.iter() {
                let runs = attribute.name.local.starts_with("on")
                    || attribute.value.trim_start().to_ascii_lowercase().starts_with("javascript:");
                if runs {
                    fault =
                        Err(format!("{} of {} would run", &*attribute.name.local, &*name.local));
                }
            }
        }
        waiting.extend(node.children.borrow().iter().cloned());
    }
    fault?;
    if scripts == 1 { Ok(()) } else { Err(format!("{scripts} scripts in the page")) }
}
