//! The changes of a text in the format of `diff -u`, which `patch` reads.

use std::fmt::Write as _;
use std::ops::Range;

use imara_diff::{Algorithm, Diff, Hunk, InternedInput};

/// The changes between two versions of a text, each given as (name, text), with `around` lines of context;
/// empty if the texts are equal.
pub fn unified(old: (&str, &str), new: (&str, &str), around: u32) -> String {
    let lines = InternedInput::new(old.1, new.1);
    let mut diff = Diff::compute(Algorithm::Histogram, &lines);
    diff.postprocess_lines(&lines);
    let hunks: Vec<Hunk> = diff.hunks().collect();
    let mut out = String::new();
    // Changes whose context touches are one hunk.
    for near in hunks.chunk_by(|a, b| b.before.start - a.before.end <= 2 * around) {
        if out.is_empty() {
            let _ = writeln!(out, "--- {}\n+++ {}", old.0, new.0);
        }
        let ([first, ..], [.., last]) = (near, near) else { continue };
        let end = lines.before.len() as u32;
        let before = first.before.start.min(around);
        let after = (end - last.before.end).min(around);
        let whole = |a: &Range<u32>, b: &Range<u32>| span(a.start - before..b.end + after);
        let (was, is) = (whole(&first.before, &last.before), whole(&first.after, &last.after));
        let _ = writeln!(out, "@@ -{was} +{is} @@");
        let mut from = first.before.start - before;
        for hunk in near {
            from = write(&mut out, ' ', &lines, from..hunk.before.start);
            from = write(&mut out, '-', &lines, from..hunk.before.end);
            for token in &lines.after[hunk.after.start as usize..hunk.after.end as usize] {
                line(&mut out, '+', lines.interner[*token]);
            }
        }
        write(&mut out, ' ', &lines, from..from + after);
    }
    out
}

/// A range of lines as in the head of a hunk: the first line, and how many if not one; an empty range names the line before.
fn span(lines: Range<u32>) -> String {
    match lines.end - lines.start {
        0 => format!("{},0", lines.start),
        1 => format!("{}", lines.start + 1),
        n => format!("{},{n}", lines.start + 1),
    }
}

/// Writes lines of the old text and returns the end of the range.
fn write(out: &mut String, mark: char, lines: &InternedInput<&str>, which: Range<u32>) -> u32 {
    for token in &lines.before[which.start as usize..which.end as usize] {
        line(out, mark, lines.interner[*token]);
    }
    which.end
}

fn line(out: &mut String, mark: char, text: &str) {
    out.push(mark);
    out.push_str(text);
    if !text.ends_with('\n') {
        out.push_str("\n\\ No newline at end of file\n");
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn it_is_written_as_patch_reads_it() {
        let old: String = ('a'..='p').map(|c| format!("{c}\n")).collect();
        let new = old.replace("c\n", "C\n").replace("e\n", "").replace("n\n", "n\nn2\n");
        assert_eq!(
            unified(("x", &old), ("y", &new), 1),
            "--- x\n+++ y\n\
             @@ -2,5 +2,4 @@\n b\n-c\n+C\n d\n-e\n f\n\
             @@ -14,2 +13,3 @@\n n\n+n2\n o\n"
        );
        assert_eq!(unified(("x", &old), ("y", &old), 3), "");
        assert_eq!(unified(("x", ""), ("y", "a\n"), 3), "--- x\n+++ y\n@@ -0,0 +1 @@\n+a\n");
        assert_eq!(
            unified(("x", "a\nb\n"), ("y", ""), 3),
            "--- x\n+++ y\n@@ -1,2 +0,0 @@\n-a\n-b\n"
        );
    }

    #[test]
    fn a_last_line_without_an_end_is_said_to_have_none() {
        assert_eq!(
            unified(("x", "a\nb"), ("y", "a\nb\n"), 3),
            "--- x\n+++ y\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n"
        );
    }

    /// Makes the new text of the old one and the changes.
    fn patched(old: &str, changes: &str) -> String {
        let mut rest = old.split_inclusive('\n');
        let (mut at, mut out) = (0, String::new());
        let mut last = ' ';
        for text in changes.split_inclusive('\n') {
            if let Some(head) = text.strip_prefix("@@ -") {
                let (start, n) = head
                    .split(' ')
                    .next()
                    .and_then(|was| was.split_once(','))
                    .unwrap_or_else(|| (head.split(' ').next().expect("a place"), "1"));
                let start: usize = start.parse().expect("a number");
                let start = if n == "0" { start } else { start - 1 };
                out.extend(rest.by_ref().take(start - at));
                at = start;
                continue;
            }
            match text.chars().next().expect("a mark") {
                '\\' if last != '-' => {
                    out.pop();
                }
                ' ' => {
                    let own = rest.next().expect("a line");
                    assert_eq!(own.trim_end_matches('\n'), text[1..].trim_end_matches('\n'));
                    out.push_str(&text[1..]);
                    at += 1;
                }
                '-' if !text.starts_with("---") => {
                    rest.next().expect("a line");
                    at += 1;
                }
                '+' if !text.starts_with("+++") => out.push_str(&text[1..]),
                _ => {}
            }
            last = text.chars().next().expect("a mark");
        }
        out.extend(rest);
        out
    }

    proptest! {
        /// Whatever the texts are, the changes lead from one to the other.
        #[test]
        fn the_changes_make_one_text_of_the_other(
            old in "([abc]\n){0,12}[abc]?",
            new in "([abc]\n){0,12}[abc]?",
            around in 0u32..4,
        ) {
            prop_assert_eq!(patched(&old, &unified(("x", &old), ("y", &new), around)), new);
        }
    }
}
