//! The font inside an SVG: the letters of each face that are used, and the licence that has to come with
//! every copy of them.
//!
//! Takes texts, gives a `<style>` with the font embedded in the document, so that it looks the same
//! on a machine without that font, and in pages that may load nothing. Must not know where the
//! texts stand.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use quick_xml::events::Event;

use super::text::escaped;
use crate::layout::font::{self, Font, Fonts, Weight};

/// The texts that a document shows, by font.
#[derive(Debug, Default)]
pub(super) struct Letters(BTreeMap<Font, BTreeSet<String>>);

impl Letters {
    /// Adds those of a text.
    pub(super) fn add(&mut self, text: &str, font: Font) {
        self.0.entry(font).or_default().insert(text.to_owned());
    }

    /// The elements that bring their shapes along: the licences, then the style.
    pub(super) fn elements(&self, fonts: &Fonts) -> String {
        let (faces, notices) = self.faces(fonts);
        if faces.is_empty() {
            return faces;
        }
        let notices: Vec<String> = notices.iter().map(|notice| escaped_lines(notice)).collect();
        format!("<metadata>{}</metadata>\n<style>\n{faces}</style>\n", notices.join("\n\n"))
    }

    /// The shapes as rules of a style sheet, and the notices that go with every copy of them.
    fn faces(&self, fonts: &Fonts) -> (String, BTreeSet<String>) {
        let (mut faces, mut notices) = (String::new(), BTreeSet::new());
        for (font, texts) in &self.0 {
            // Without it, the document is drawn with what the viewer has.
            let Some(subset) = font::subset(fonts, *font, texts) else { continue };
            let weight = match font {
                Font::BuiltIn(Weight::Regular) => "400",
                Font::BuiltIn(Weight::Bold) => "700",
                // As it is: nobody is to make it bolder.
                Font::Other(_) => "1 1000",
            };
            let (kind, name) = match subset.starts_with(b"OTTO") {
                true => ("otf", "opentype"),
                false => ("ttf", "truetype"),
            };
            let _ = writeln!(
                faces,
                "@font-face{{font-family:\"{}\";font-weight:{weight};\
                 src:url(data:font/{kind};base64,{}) format(\"{name}\")}}",
                font.family(),
                STANDARD.encode(subset)
            );
            match font {
                Font::BuiltIn(_) => {
                    notices.insert(licence().to_owned());
                }
                Font::Other(i) => notices.extend(fonts.others()[*i].notices()),
            }
        }
        (faces, notices)
    }
}

/// The fonts of several pictures as one style sheet, with their licences as notes in it: for a page that
/// shows them without fonts of their own.
pub fn faces(svgs: &str, fonts: &Fonts) -> String {
    let mut letters = Letters::default();
    let mut reader = quick_xml::Reader::from_str(svgs);
    let mut inside = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                inside = matches!(element.name().as_ref(), "text" | "tspan")
            }
            Ok(Event::Text(text)) if inside => {
                for weight in [Weight::Regular, Weight::Bold] {
                    for (font, piece) in fonts.pieces(&text, weight) {
                        letters.add(piece, font);
                    }
                }
            }
            // Signs that are written as references: & and <.
            Ok(Event::GeneralRef(_)) if inside => {
                for weight in [Weight::Regular, Weight::Bold] {
                    letters.add("&<>\"", Font::BuiltIn(weight));
                }
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    let (faces, notices) = letters.faces(fonts);
    let note = |notice: &String| format!("/* {} */\n", notice.replace("*/", "* /"));
    notices.iter().map(note).collect::<String>() + &faces
}

/// The notices of Bitstream and Arev, which have to be in every copy of the font; the file goes on
/// with those of a font that is not used.
fn licence() -> &'static str {
    let all = include_str!("../../LICENSE-DEJAVU");
    all.split_once("TeX Gyre DJV Math").map_or(all, |(ours, _)| ours).trim_end()
}

fn escaped_lines(text: &str) -> String {
    text.lines().map(escaped).collect::<Vec<_>>().join("\n")
}
