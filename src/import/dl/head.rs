//! What stands before the data: how many, in which form, and what they are called.

#![expect(clippy::arithmetic_side_effects, reason = "places in a text that lies in memory")]

use super::super::ImportError;
use super::super::pajek::LARGEST;
use crate::model::Cut;

/// The head of a file, and its data.
#[derive(Debug, Default)]
pub(super) struct Head<'t> {
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) matrices: usize,
    /// `fullmatrix`, where the file does not say.
    pub(super) format: String,
    /// Whether cells of something with itself are left out.
    pub(super) without_diagonal: bool,
    pub(super) row_labels: Vec<String>,
    pub(super) column_labels: Vec<String>,
    pub(super) matrix_labels: Vec<String>,
    /// Whether names stand among the data.
    pub(super) rows_embedded: bool,
    pub(super) columns_embedded: bool,
    pub(super) title: Option<String>,
    /// What stands behind `DATA:`, and the line on which it begins.
    pub(super) data: &'t str,
    pub(super) line: usize,
}

impl<'t> Head<'t> {
    pub(super) fn read(text: &'t str) -> Result<Self, ImportError> {
        let mut words = Words { text, at: 0 };
        let mut head = Head { matrices: 1, format: "fullmatrix".to_owned(), ..Head::default() };
        let mut scope = "";
        // The word `DL` itself.
        words.keyword();
        loop {
            words.skip();
            let line = words.line();
            let Some(word) = words.keyword() else {
                return Err(form("this DL has no `DATA:`".to_owned()));
            };
            match &*word {
                "data" => break,
                "n" => {
                    head.rows = words.number(&word)?;
                    head.columns = head.rows;
                }
                "nr" => head.rows = words.number(&word)?,
                "nc" => head.columns = words.number(&word)?,
                "nm" | "nrel" => head.matrices = words.number(&word)?.max(1),
                "format" => head.format = words.value(&word)?.to_lowercase(),
                "diagonal" => {
                    head.without_diagonal = words.value(&word)?.eq_ignore_ascii_case("absent");
                }
                "title" => head.title = Some(words.value(&word)?),
                "row" | "rows" => scope = "row",
                "col" | "column" | "columns" => scope = "column",
                "matrix" | "level" => scope = "matrix",
                "labels" | "label" => {
                    let own = std::mem::take(&mut scope);
                    if words.skips("embedded") {
                        head.rows_embedded |= own != "column";
                        head.columns_embedded |= own != "row";
                        continue;
                    }
                    let wanted = match own {
                        "column" => head.columns,
                        "matrix" => head.matrices,
                        _ => head.rows,
                    };
                    let labels = words.labels(wanted, line)?;
                    match own {
                        "row" => head.row_labels = labels,
                        "column" => head.column_labels = labels,
                        "matrix" => head.matrix_labels = labels,
                        _ => {
                            head.column_labels = labels.clone();
                            head.row_labels = labels;
                        }
                    }
                }
                "datafile" => {
                    return Err(form(format!(
                        "line {line}: the data of this DL stand in another file: put them behind `DATA:`"
                    )));
                }
                other => {
                    return Err(form(format!(
                        "line {line}: `{other}` is no keyword of DL that is read here"
                    )));
                }
            }
        }
        if head.rows.max(head.columns).max(head.matrices) > LARGEST {
            return Err(form(format!("the matrix is larger than {LARGEST}")));
        }
        // Who has only one sort of label has it for both.
        if head.rows == head.columns && !head.is_two_mode() {
            if head.column_labels.is_empty() {
                head.column_labels = head.row_labels.clone();
            } else if head.row_labels.is_empty() {
                head.row_labels = head.column_labels.clone();
            }
        }
        head.line = words.line();
        head.data = text.cut(words.at..);
        Ok(head)
    }

    /// Whether rows and columns are of two sorts.
    pub(super) fn is_two_mode(&self) -> bool {
        let labels = (&self.row_labels, &self.column_labels);
        let differ = !labels.0.is_empty() && !labels.1.is_empty() && labels.0 != labels.1;
        self.rows != self.columns || differ || self.format.ends_with('2')
    }
}

pub(super) fn form(why: String) -> ImportError {
    ImportError::Form(why)
}

/// The words of a head: blanks, commas and equal signs stand between them.
struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Words<'t> {
    fn line(&self) -> usize {
        self.text.cut(..self.at).matches('\n').count() + 1
    }

    fn skip(&mut self) {
        let rest = self.text.cut(self.at..);
        self.at += rest.len() - rest.trim_start_matches(is_between).len();
    }

    /// The next word, in quotation marks or not.
    fn word(&mut self) -> Option<&'t str> {
        self.skip();
        let rest = self.text.cut(self.at..);
        let quoted = rest.strip_prefix('"').and_then(|inner| Some((inner, inner.find('"')?)));
        if let Some((inner, end)) = quoted {
            self.at += end + 2;
            return Some(inner.cut(..end));
        }
        let end = rest.find(is_between).unwrap_or(rest.len());
        self.at += end;
        (end > 0).then(|| rest.cut(..end))
    }

    /// The next word in small letters; a colon ends it.
    fn keyword(&mut self) -> Option<String> {
        self.skip();
        let start = self.at;
        let word = self.word()?;
        if let Some(colon) = word.find(':') {
            self.at = start + colon + 1;
            return Some(word.cut(..colon).to_lowercase());
        }
        Some(word.to_lowercase())
    }

    fn value(&mut self, of: &str) -> Result<String, ImportError> {
        let value = self.word().map(str::to_owned);
        value.ok_or_else(|| form(format!("this DL ends behind `{of}`")))
    }

    fn number(&mut self, of: &str) -> Result<usize, ImportError> {
        let line = self.line();
        let value = self.value(of)?;
        value.parse().map_err(|_| form(format!("line {line}: `{of}` is `{value}`, and no number")))
    }

    /// Whether the next word is this one, which is passed over then.
    fn skips(&mut self, keyword: &str) -> bool {
        let start = self.at;
        let is = self.keyword().is_some_and(|word| word == keyword);
        if !is {
            self.at = start;
        }
        is
    }

    /// Names up to the next keyword: words, or where there are not as many as are wanted, what commas and line
    /// ends part, for names have blanks now and then.
    fn labels(&mut self, wanted: usize, line: usize) -> Result<Vec<String>, ImportError> {
        let rest = self.text.cut(self.at..);
        let mut words = Words { text: rest, at: 0 };
        let (mut all, mut end) = (Vec::new(), rest.len());
        loop {
            words.skip();
            let start = words.at;
            let is_quoted = rest.cut(start..).starts_with('"');
            let Some(word) = words.word() else { break };
            let lower = word.to_lowercase();
            let more = rest.cut(words.at..).trim_start_matches([' ', '\t']);
            let opens = lower == "data:"
                || (["row", "col", "column", "matrix", "level", "rows", "columns"]
                    .contains(&&*lower)
                    && more.to_lowercase().starts_with("labels"))
                || ((lower == "labels" || lower == "labels:")
                    && (lower.ends_with(':') || more.to_lowercase().starts_with("embedded")))
                || (["format", "diagonal", "n", "nr", "nc", "nm"].contains(&&*lower)
                    && more.starts_with('='));
            if opens && !is_quoted {
                end = start;
                break;
            }
            all.push(word.to_owned());
        }
        self.at += end;
        if wanted == 0 || all.len() == wanted {
            return Ok(all);
        }
        let block = rest.cut(..end);
        for between in [&[',', '\n'][..], &['\n'][..]] {
            let parts = block.split(between).map(|part| part.trim().trim_matches('"'));
            let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
            if parts.len() == wanted {
                return Ok(parts.into_iter().map(str::to_owned).collect());
            }
        }
        Err(form(format!(
            "line {line}: {wanted} labels are announced, and {} are there; labels with blanks stand in quotation marks",
            all.len()
        )))
    }
}

fn is_between(c: char) -> bool {
    c.is_whitespace() || c == ',' || c == '='
}
