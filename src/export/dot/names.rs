//! Names broken into lines.

/// From how many characters on a name is broken.
const LINE: usize = 18;

/// A long name in lines of about equal length, broken between words.
pub(super) fn wrapped(name: &str) -> String {
    let length = name.chars().count();
    if length <= LINE {
        return name.to_owned();
    }
    let target = length.div_ceil(length.div_ceil(LINE));
    let mut out = String::with_capacity(name.len());
    let mut on_line = 0;
    for word in name.split_whitespace() {
        let more = word.chars().count();
        // A word goes where more of it than half fits.
        if on_line > 0 && on_line + 1 + more / 2 > target {
            out.push('\n');
            on_line = 0;
        } else if !out.is_empty() {
            out.push(' ');
            on_line += 1;
        }
        out.push_str(word);
        on_line += more;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_broken_evenly() {
        for (name, expected) in [
            ("Khalifa Haftar", "Khalifa Haftar"),
            ("Government of National Accord", "Government of\nNational Accord"),
            ("Tariq Ben Zeyad Brigade of the East", "Tariq Ben Zeyad\nBrigade of the East"),
            ("Bundesnachrichtendienstmitarbeiter", "Bundesnachrichtendienstmitarbeiter"),
            ("", ""),
            ("a   name   full   of   blanks", "a name full of\nblanks"),
        ] {
            assert_eq!(wrapped(name), expected);
        }
    }
}
