//! A page's tree -> its blocks of text, in order.
//!
//! Takes the tree; gives paragraphs, headings, items and rows, each with where it stands. Must not know
//! which of them belong to the article. The walk keeps a stack of its own, because pages can nest too deeply for the
//! call stack.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "counts of what lies in memory; what an element counts up where it begins is counted down where it ends"
)]

use markup5ever_rcdom::{Handle, NodeData, RcDom};

use super::super::tidy::{push_spaced, raised};
use super::element::Element;

/// A block of text.
#[derive(Debug, Clone, Default)]
pub(super) struct Block {
    pub(super) text: String,
    /// How many of its characters stand in links.
    pub(super) linked: usize,
    /// The elements around it that look like menus, asides and the like, by number.
    pub(super) suspects: Vec<u32>,
    /// Whether it is a heading of the first order.
    pub(super) is_title: bool,
    /// Whether it stands among footnotes.
    pub(super) is_note: bool,
}

/// What the walk found.
#[derive(Debug, Default)]
pub(super) struct Walked {
    pub(super) blocks: Vec<Block>,
    /// How many marks of notes were passed over that are not numbers.
    pub(super) marks: usize,
    /// How many words are struck out.
    pub(super) struck: usize,
}

/// What is to be done when an element ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Nothing,
    Block,
    Cell,
    Link,
    Raised,
    Struck,
    Quote,
}

enum Step {
    Enter(Handle),
    Leave { end: End, suspect: bool, title: bool, note: bool },
}

/// Cuts a page into blocks.
pub(super) fn walk(page: &RcDom) -> Walked {
    let mut walker = Walker::default();
    let mut stack = vec![Step::Enter(page.document.clone())];
    while let Some(step) = stack.pop() {
        match step {
            Step::Enter(node) => walker.enter(&node, &mut stack),
            Step::Leave { end, suspect, title, note } => {
                walker.leave(end);
                if suspect {
                    walker.suspects.pop();
                }
                walker.titles -= usize::from(title);
                walker.notes -= usize::from(note);
            }
        }
    }
    walker.flush();
    walker.walked
}

#[derive(Default)]
struct Walker {
    walked: Walked,
    text: String,
    linked: usize,
    links: usize,
    /// What stands raised, while inside of it, and whether it refers to a note.
    raised: Option<(String, bool)>,
    struck: Option<String>,
    suspects: Vec<u32>,
    titles: usize,
    notes: usize,
    counter: u32,
    /// Whether a line was broken just now: two breaks part paragraphs.
    broken: bool,
}

impl Walker {
    fn enter(&mut self, node: &Handle, stack: &mut Vec<Step>) {
        match &node.data {
            NodeData::Text { contents } => return self.push(&contents.borrow()),
            NodeData::Element { .. } | NodeData::Document => {}
            _ => return,
        }
        let element = Element::of(node);
        if element.as_ref().is_some_and(Element::is_no_text) {
            return;
        }
        let mut leave =
            Step::Leave { end: End::Nothing, suspect: false, title: false, note: false };
        if let Some(element) = &element {
            let end = self.begin(element);
            let suspect = element.is_suspect();
            let title = element.name == "h1";
            let note = element.is_notes();
            if suspect {
                self.counter += 1;
                self.suspects.push(self.counter);
            }
            self.titles += usize::from(title);
            self.notes += usize::from(note);
            leave = Step::Leave { end, suspect, title, note };
        }
        stack.push(leave);
        stack.extend(node.children.borrow().iter().rev().map(|child| Step::Enter(child.clone())));
    }

    /// What an element does where it begins, and what it will do where it ends.
    fn begin(&mut self, element: &Element) -> End {
        match element.name.as_str() {
            "br" => {
                if self.broken {
                    self.flush();
                } else {
                    self.push(" ");
                    self.broken = true;
                }
                End::Nothing
            }
            "td" | "th" => {
                if !self.text.trim().is_empty() {
                    self.text.push_str(" | ");
                }
                End::Cell
            }
            "a" => {
                self.links += 1;
                End::Link
            }
            "sup" if self.raised.is_none() => {
                let refers =
                    element.tokens().any(|t| matches!(t.as_str(), "reference" | "noteref"));
                self.raised = Some((String::new(), refers));
                End::Raised
            }
            "del" | "s" | "strike" if self.struck.is_none() => {
                self.struck = Some(String::new());
                End::Struck
            }
            "q" => {
                self.push("“");
                End::Quote
            }
            name if is_block(name) => {
                self.flush();
                End::Block
            }
            _ => End::Nothing,
        }
    }

    fn leave(&mut self, end: End) {
        match end {
            End::Block => self.flush(),
            End::Link => self.links -= 1,
            End::Quote => self.push("”"),
            End::Struck => {
                let struck = self.struck.take().unwrap_or_default();
                self.walked.struck += struck.split_whitespace().count();
            }
            End::Raised => {
                let Some((text, refers)) = self.raised.take() else { return };
                match raised(&text, refers) {
                    Some(mark) => self.push(&mark),
                    None if text.trim().is_empty() => {}
                    None => self.walked.marks += 1,
                }
            }
            End::Nothing | End::Cell => {}
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(struck) = &mut self.struck {
            return struck.push_str(text);
        }
        if let Some((raised, _)) = &mut self.raised {
            return raised.push_str(text);
        }
        if !text.trim().is_empty() {
            self.broken = false;
        }
        let before = self.text.len();
        push_spaced(&mut self.text, text);
        if self.links > 0 {
            self.linked += self.text.len() - before;
        }
    }

    /// Ends a block.
    fn flush(&mut self) {
        self.broken = false;
        let mut text = std::mem::take(&mut self.text);
        let linked = std::mem::take(&mut self.linked);
        // The way back from a note is not text.
        let end = text.trim_end_matches([' ', '|', '↩', '\u{fe0e}', '↑', '^']).len();
        text.truncate(end);
        if text.is_empty() {
            return;
        }
        text.shrink_to_fit();
        self.walked.blocks.push(Block {
            text,
            linked,
            suspects: self.suspects.clone(),
            is_title: self.titles > 0,
            is_note: self.notes > 0,
        });
    }
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "tfoot"
            | "thead"
            | "tr"
            | "ul"
    )
}
