//! What stands from left to right on paper -> the order in which it is read.
//!
//! Takes letters or words by place; gives them in reading order: Arabic and Hebrew from the right, numbers and
//! other scripts within them from the left. Must not know rows or pages.

#![expect(clippy::arithmetic_side_effects, reason = "counts of what lies in memory")]

use super::letters::Letter;

/// Whether a letter is of a script that is written from the right.
pub(super) fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
        && !('\u{660}'..='\u{669}').contains(&c)
        && !('\u{6f0}'..='\u{6f9}').contains(&c)
}

/// The pieces of a word in reading order; a shape that shows several letters has them in order already.
pub(super) fn logical_word(letters: &[Letter]) -> Vec<String> {
    let texts: Vec<&str> = letters.iter().map(|letter| letter.text.as_str()).collect();
    let reads_left = |text: &&str| text.chars().any(is_right_to_left);
    if !texts.iter().any(reads_left) {
        return texts.into_iter().map(str::to_owned).collect();
    }
    // From the right, numbers and Latin runs turned back.
    let mut out: Vec<String> = Vec::new();
    let mut run: Vec<String> = Vec::new();
    for text in texts.iter().rev() {
        let is_plain = text.chars().any(|c| c.is_alphanumeric() && !is_right_to_left(c));
        if is_plain {
            run.push((*text).to_owned());
        } else {
            out.extend(run.drain(..).rev());
            out.push(text.chars().map(mirrored).collect());
        }
    }
    out.extend(run.drain(..).rev());
    out
}

/// Words from left to right as they are read, where most letters are written from the right.
pub(super) fn logical_line(words: &[String]) -> Vec<String> {
    let (right, left) =
        words.iter().flat_map(|word| word.chars()).fold((0, 0), |(right, left), c| {
            match (is_right_to_left(c), c.is_alphabetic()) {
                (true, _) => (right + 1, left),
                (false, true) => (right, left + 1),
                _ => (right, left),
            }
        });
    if right == 0 {
        return words.to_vec();
    }
    let is_left = |word: &String| {
        word.chars().any(|c| c.is_alphanumeric() && !is_right_to_left(c))
            && !word.chars().any(is_right_to_left)
    };
    let mut out = Vec::new();
    if right >= left {
        let mut run: Vec<String> = Vec::new();
        for word in words.iter().rev() {
            if is_left(word) {
                run.push(word.clone());
            } else {
                out.extend(run.drain(..).rev());
                out.push(word.clone());
            }
        }
        out.extend(run.drain(..).rev());
    } else {
        // An Arabic name in an English line.
        let mut run: Vec<String> = Vec::new();
        for word in words {
            if word.chars().any(is_right_to_left) {
                run.push(word.clone());
            } else {
                out.extend(run.drain(..).rev());
                out.push(word.clone());
            }
        }
        out.extend(run.drain(..).rev());
    }
    out
}

fn mirrored(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '«' => '»',
        '»' => '«',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(text: &[&str]) -> Vec<Letter> {
        let at = |(i, text): (usize, &&str)| Letter {
            text: (*text).to_owned(),
            x: (i as f64, i as f64 + 1.0),
            y: 0.0,
            size: 10.0,
        };
        text.iter().enumerate().map(at).collect()
    }

    #[test]
    fn arabic_is_read_from_the_right() {
        assert_eq!(logical_word(&letters(&["ر", "ص", "م"])).concat(), "مصر");
        assert_eq!(logical_word(&letters(&["G", "N", "A"])).concat(), "GNA");
        let words = ["2019".to_owned(), "عام".to_owned(), "مصر".to_owned()];
        assert_eq!(logical_line(&words), ["مصر", "عام", "2019"]);
        let mixed = [
            "the so-called".to_owned(),
            "الوطني".to_owned(),
            "الجيش".to_owned(),
            "army of Libya".to_owned(),
        ];
        assert_eq!(logical_line(&mixed), ["the so-called", "الجيش", "الوطني", "army of Libya"]);
    }
}
