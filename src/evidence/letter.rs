//! What a single character means for words.
//!
//! Takes a character; says whether it has no width, carries meaning, has a plain form, or belongs to a
//! script without spaces. Must not know words.

/// Whether a character has no width and is passed over: soft hyphen, zero-width space, joiners,
/// no-break space and invisible operators, and the marks that only set the direction of writing.
pub(super) fn is_dropped(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Whether a character shows nothing: white space, or without width.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_dropped(c)
}

/// The plain form of a typographic quote, dash, slash, ampersand, dot or sign. The em dash has none: it
/// stands between words, not inside one, also where it is set without spaces.
pub(super) fn plain(c: char) -> Option<char> {
    Some(match c {
        '\u{2bc}' | '‘' | '’' | '‛' | '′' | '＇' => '\'',
        '“' | '”' | '„' | '‟' | '″' | '＂' => '"',
        '‐' | '\u{2011}' | '‒' | '–' | '−' | '﹣' | '－' => '-',
        '⁄' | '∕' | '／' => '/',
        '＆' => '&',
        '․' => '.',
        '％' | '﹪' | '٪' => '%',
        '＄' | '﹩' => '$',
        '￠' => '¢',
        '￡' => '£',
        '￥' => '¥',
        '￦' => '₩',
        '＜' | '﹤' => '<',
        '＞' | '﹥' => '>',
        '≦' | '⩽' => '≤',
        '≧' | '⩾' => '≥',
        _ => return None,
    })
}

/// Whether a character is a sign that changes what a number says, so that it counts as a letter does:
/// currencies, per cent, degrees, and what compares.
pub(super) const fn is_sign(c: char) -> bool {
    matches!(c,
        '%' | '‰' | '‱' | '°' | '℃' | '℉' | '<' | '>' | '≤' | '≥' | '±' | '∓'
        // The currency signs of Unicode (category Sc), but for those that have a plain form.
        | '$' | '\u{a2}'..='\u{a5}' | '\u{58f}' | '\u{60b}' | '\u{7fe}' | '\u{7ff}' | '\u{9f2}'
        | '\u{9f3}' | '\u{9fb}' | '\u{af1}' | '\u{bf9}' | '\u{e3f}' | '\u{17db}'
        | '\u{20a0}'..='\u{20cf}' | '\u{a838}' | '\u{fdfc}')
}

/// Whether a character belongs to a script that sets no spaces between words: Chinese characters, kana,
/// Thai, Lao, Burmese, Khmer.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e01}'..='\u{e3a}' | '\u{e40}'..='\u{e4e}' | '\u{e80}'..='\u{ecf}' | '\u{edc}'..='\u{edf}'
        | '\u{1000}'..='\u{103f}' | '\u{1050}'..='\u{109f}' | '\u{a9e0}'..='\u{a9ff}'
        | '\u{aa60}'..='\u{aa7f}' | '\u{1780}'..='\u{17d3}'
        | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}' | '\u{3041}'..='\u{3096}'
        | '\u{3099}' | '\u{309a}' | '\u{309d}'..='\u{309f}' | '\u{30a1}'..='\u{30fa}'
        | '\u{30fc}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Whether Unicode folds a character's case into several letters only because it is several letters set
/// as one: such ligatures are mended, not folded.
pub(super) fn is_ligature(c: char) -> bool {
    matches!(c, '\u{fb00}'..='\u{fb06}' | '\u{fb13}'..='\u{fb17}')
}
