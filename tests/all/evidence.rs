//! Proof on texts at large: spans drawn at random are found where they stand, spans altered by a
//! word are not, a naive search agrees, and a ledger says what its text says and nothing else.
//!
//! The texts are made up, in several scripts; the real ones are used too where they lie beside the
//! repository, and the tests pass without them.

use std::path::Path;

use proptest::prelude::*;
use whobacks::evidence::{
    Ledger, LedgerState, Mentions, Quote, QuotePlace, Text, WordDifference, fold, propose, words,
};
use whobacks::model::{MatchClass, SourceId};

/// A small generator of numbers, the same in every run (SplitMix64, Steele et al. 2014).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

const WORDS: &[&str] = &[
    "the",
    "the",
    "of",
    "and",
    "a",
    "to",
    "Haftar",
    "Haftar’s",
    "HAFTAR",
    "U.S.",
    "U.N.-backed",
    "Libya",
    "Tu\u{308}rkiye",
    "Türkiye’s",
    "180,000",
    "east–west",
    "east-west",
    "‘unity’",
    "“House",
    "Representatives”",
    "R&D",
    "and/or",
    "İzmir",
    "ليبيا",
    "مِصر",
    "Россия",
    "ΟΔΌΣ",
    "利比亚",
    "mi\u{ad}litia",
    "co\u{2011}op",
    "[label](https://x.org/a_(b))",
    "[two words](#)",
    "❤\u{fe0f}",
    "—",
    "forces",
    "backs",
    "armed",
    "government",
    "said,",
    "parliament.",
    "(LNA)",
];
const SPACES: &[&str] = &[" ", " ", " ", " ", "  ", "\u{a0}", "\t", ", ", "; “", "—"];

fn prose(dice: &mut Dice, paragraphs: usize) -> String {
    let mut out = String::new();
    for _ in 0..paragraphs {
        for _ in 0..3 + dice.below(60) {
            out.push_str(dice.pick(WORDS));
            out.push_str(dice.pick(SPACES));
        }
        out.push_str(dice.pick(&["\n", "\r\n", "\n\n", "\n \n***\n"]));
    }
    out
}

fn texts() -> Vec<Text> {
    let mut dice = Dice(1);
    let mut texts: Vec<Text> =
        (0..40).map(|i| Text::new(&prose(&mut dice, 1 + i), i % 3 == 0)).collect();
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    for entry in std::fs::read_dir(beside).into_iter().flatten() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        texts.push(Text::from_bytes(&bytes, false).unwrap());
    }
    texts
}

/// The folded words of each paragraph, as the public functions give them.
fn folded(text: &Text) -> Vec<Vec<String>> {
    text.paragraphs().map(|p| words(p).map(|span| fold(&p[span]).into_owned()).collect()).collect()
}

/// Every place of a run of words, by looking everywhere.
fn naive(paragraphs: &[Vec<String>], run: &[String]) -> Vec<(u32, (u32, u32))> {
    let mut found = Vec::new();
    for (p, words) in (1..).zip(paragraphs) {
        for (i, window) in (1..).zip(words.windows(run.len())) {
            if window == run {
                found.push((p, (i, i + run.len() as u32 - 1)));
            }
        }
    }
    found
}

/// Every smallest place of a run in parts, by looking everywhere.
fn naive_parts(
    text: &Text,
    paragraphs: &[Vec<String>],
    parts: &[&[String]],
) -> Vec<(u32, (u32, u32))> {
    let mut all = Vec::new();
    for (p, words) in (1..).zip(paragraphs) {
        for start in 0..words.len() {
            let (mut at, mut placed) = (start, 0);
            for part in parts {
                let stands = |i: &usize| {
                    let range = (*i as u32 + 1, (i + part.len()) as u32);
                    words[*i..].starts_with(part) && breaks(text, (p, range)).is_empty()
                };
                let next = (at..words.len()).find(stands);
                match next {
                    Some(i) if placed > 0 || i == start => {
                        (at, placed) = (i + part.len(), placed + 1)
                    }
                    _ => break,
                }
            }
            if placed == parts.len() {
                all.push((p, (start as u32 + 1, at as u32)));
            }
        }
    }
    let holds = |a: &(u32, (u32, u32)), b: &(u32, (u32, u32))| {
        a != b && a.0 == b.0 && a.1.0 <= b.1.0 && a.1.1 >= b.1.1
    };
    all.iter().filter(|a| !all.iter().any(|b| holds(a, b))).copied().collect()
}

/// Behind which words of a range a sentence of the text ends, counted from 0.
fn breaks(text: &Text, (paragraph, (first, last)): (u32, (u32, u32))) -> Vec<usize> {
    let sentence = |word: u32| text.sentence_around(paragraph, (word, word)).as_ptr();
    (first..last)
        .filter(|w| sentence(*w) != sentence(w + 1))
        .map(|w| (w - first) as usize)
        .collect()
}

/// Those places whose sentences end where those of the quote may.
fn joined(text: &Text, places: Vec<(u32, (u32, u32))>, quote: &str) -> Vec<(u32, (u32, u32))> {
    let spans: Vec<_> = words(quote).collect();
    let stops =
        |gap: usize| quote[spans[gap].end..spans[gap + 1].start].contains(['.', '!', '?', '…']);
    let stands = |place: &(u32, (u32, u32))| breaks(text, *place).into_iter().all(&stops);
    places.into_iter().filter(stands).collect()
}

fn spots(places: &[QuotePlace]) -> Vec<(u32, (u32, u32))> {
    places.iter().map(|p| (p.paragraph, p.words)).collect()
}

/// A paragraph with words, and a range of at most `longest` of them.
fn draw(dice: &mut Dice, paragraphs: &[Vec<String>], longest: usize) -> (u32, (u32, u32)) {
    loop {
        let p = dice.below(paragraphs.len());
        let count = paragraphs[p].len();
        if count > 0 {
            let first = dice.below(count);
            let last = (first + dice.below(longest)).min(count - 1);
            return (p as u32 + 1, (first as u32 + 1, last as u32 + 1));
        }
    }
}

#[test]
fn spans_are_found_where_they_stand_and_altered_ones_are_not() {
    let mut dice = Dice(2);
    let (mut found, mut altered, mut near) = (0, 0, 0);
    for text in texts() {
        let paragraphs = folded(&text);
        for _ in 0..150 {
            let (p, range) = draw(&mut dice, &paragraphs, 15);
            let verbatim = text.verbatim(p, range);
            let run = &paragraphs[p as usize - 1][range.0 as usize - 1..range.1 as usize];
            let quote = Quote::parse(verbatim);
            assert_eq!(quote.word_count(), run.len());
            let places = text.find(&quote);
            let expected = joined(&text, naive(&paragraphs, run), verbatim);
            assert_eq!(spots(&places), expected, "{verbatim}");
            let here = places.iter().find(|place| (place.paragraph, place.words) == (p, range));
            assert_eq!(here.unwrap().class, MatchClass::Exact, "{verbatim}");
            found += 1;

            // Other case, other marks, other spaces: found all the same.
            let loose = verbatim.replace('’', "'").replace(['“', '”'], "\"").to_uppercase();
            let loose = Quote::parse(&format!("«{}»", loose.replace(' ', "\n ")));
            if loose.folded() == quote.folded() {
                assert_eq!(spots(&text.find(&loose)), spots(&places), "{verbatim}");
            }

            // One word from elsewhere in place of one of these, or one left out.
            let mut other: Vec<String> = run.to_vec();
            let at = dice.below(other.len());
            if dice.below(4) == 0 && other.len() > 1 {
                other.remove(at);
            } else {
                let (q, (i, _)) = draw(&mut dice, &paragraphs, 1);
                other[at].clone_from(&paragraphs[q as usize - 1][i as usize - 1]);
            }
            let shown = other.join(" ");
            let expected = joined(&text, naive(&paragraphs, &other), &shown);
            let quote = Quote::parse(&shown);
            assert_eq!(spots(&text.find(&quote)), expected, "{other:?}");
            altered += usize::from(expected.is_empty());

            // A word that the text does not have at all.
            let mut other: Vec<String> = run.to_vec();
            other[at] = "zzyzx".to_owned();
            let quote = Quote::parse(&other.join(" "));
            assert_eq!(text.find(&quote), []);
            if run.len() > 3 && dice.below(3) == 0 {
                let miss = text.nearest(&quote).expect("three words in four are there");
                assert!(miss.changes.iter().any(|change| matches!(change,
                    WordDifference::Replaced { quoted, .. } | WordDifference::Added { quoted } if quoted == "zzyzx")));
                assert_eq!(text.verbatim(miss.paragraph, miss.words), miss.text);
                near += 1;
            }
        }
    }
    assert!(found >= 6000 && altered >= 2000 && near >= 1000, "{found} {altered} {near}");
}

#[test]
fn elided_quotes_agree_with_a_naive_search() {
    let mut dice = Dice(3);
    let (mut some, mut none) = (0, 0);
    for text in texts() {
        let paragraphs = folded(&text);
        for _ in 0..60 {
            let mut parts: Vec<&[String]> = Vec::new();
            let (p, _) = draw(&mut dice, &paragraphs, 1);
            for _ in 0..2 + dice.below(2) {
                let own = &paragraphs[p as usize - 1..p as usize];
                let (_, (first, last)) = draw(&mut dice, own, 3);
                parts.push(&own[0][first as usize - 1..last as usize]);
            }
            let joined: Vec<String> = parts.iter().map(|part| part.join(" ")).collect();
            let quote = Quote::parse(&joined.join(dice.pick(&[" … ", " ... ", "\u{a0}…\n"])));
            let places = text.find(&quote);
            let expected = naive_parts(&text, &paragraphs, &parts);
            assert_eq!(spots(&places), expected, "{}", quote.as_str());
            assert!(places.iter().all(|place| place.class == MatchClass::Elided));
            *if places.is_empty() { &mut none } else { &mut some } += 1;
        }
    }
    assert!(some > 500 && none > 500, "{some} {none}");
}

#[test]
fn a_ledger_says_what_its_text_says() {
    let mut dice = Dice(4);
    for text in texts() {
        let paragraphs = folded(&text);
        let mut quotes = Vec::new();
        for _ in 0..80 {
            let (p, range) = draw(&mut dice, &paragraphs, 12);
            let verbatim = text.verbatim(p, range);
            quotes.push(verbatim.to_owned());
            quotes.push(verbatim.to_lowercase());
            quotes.push(verbatim.replacen(' ', " … ", 1));
            quotes.push(format!("{verbatim} zzyzx"));
        }
        let quotes: Vec<Quote> = quotes.iter().map(|quote| Quote::parse(quote)).collect();
        let id: SourceId = "some-source".parse().unwrap();
        let ledger = Ledger::build(id, &text, &quotes);
        let written = ledger.write();
        let ledger = Ledger::parse(&written).unwrap();
        assert_eq!(ledger.write(), written);
        for quote in &quotes {
            let places = text.find(quote);
            assert_eq!(*ledger.look_up(quote).unwrap_or_default(), places, "{}", quote.as_str());
            let state = if places.is_empty() { LedgerState::Absent } else { LedgerState::Same };
            assert_eq!(ledger.agrees(quote, &places), state);
            // The words only: the ledger must tell exact from folded for quotes it never saw.
            let loose = Quote::parse(quote.folded());
            assert_eq!(*ledger.look_up(&loose).unwrap_or_default(), text.find(&loose));
        }
    }
}

#[test]
fn a_ledger_changed_in_any_byte_proves_nothing_false() {
    let text = Text::new("Egypt backs Haftar, and egypt backs Haftar.\nThe UAE too.", false);
    let quotes = ["Egypt backs Haftar", "the UAE", "Egypt … too", "Egypt … and"].map(Quote::parse);
    let ledger = Ledger::build("some-source".parse().unwrap(), &text, &quotes);
    let written = ledger.write();
    for at in 0..written.len() {
        for change in 1..=255_u8 {
            let mut bytes = written.clone().into_bytes();
            bytes[at] ^= change;
            let Ok(changed) = String::from_utf8(bytes) else { continue };
            // Only the white space behind the last line may be other than it was.
            if let Ok(read) = Ledger::parse(&changed) {
                assert_eq!((read, at), (ledger.clone(), written.len() - 1));
            }
        }
        assert!(at == 0 || written.len() - 1 == at || Ledger::parse(&written[..at]).is_err());
    }
}

#[test]
fn a_changed_text_has_another_hash_and_shares_no_keys() {
    let (a, b) =
        (Text::new("Egypt backs Haftar.", false), Text::new("Egypt backs Haftar. ", false));
    assert_ne!(a.sha256(), b.sha256());
    let quote = Quote::parse("Egypt backs Haftar");
    let lines = |text: &Text| {
        let ledger = Ledger::build("a".parse().unwrap(), text, [&quote]);
        ledger.write().lines().nth(1).unwrap().to_owned()
    };
    let (a, b) = (lines(&a), lines(&b));
    assert!(a.split_once(' ').unwrap().0 != b.split_once(' ').unwrap().0);
    assert!(a.split_once('=').unwrap().1 != b.split_once('=').unwrap().1);
}

#[test]
fn the_real_texts_give_cards_and_sentences() {
    for text in texts() {
        let proposal = propose("x.txt", &text);
        let read = whobacks::evidence::Card::parse(&proposal.write()).unwrap();
        let counted = read.text.as_ref().map(|text| text.words);
        assert_eq!((read, counted), (proposal.card, Some(text.word_count())));
        for (number, paragraph) in (1..).zip(text.paragraphs()) {
            for (i, span) in (1..).zip(words(paragraph)) {
                assert!(text.sentence_around(number, (i, i)).contains(&paragraph[span]));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_input_is_too_odd(raw in "\\PC{0,80}|[a-c \\[\\]()!\\\\\"'.…\r\n\u{ad}\u{301}\u{feff}’–-]{0,80}", wrapped: bool) {
        let text = Text::new(&raw, wrapped);
        let quote = Quote::parse(&raw);
        text.find(&quote);
        text.nearest(&quote);
        propose(&raw, &text);
        Mentions::new([((), raw.as_str())]).find(&raw);
        let _ = Ledger::parse(&raw);
        let _ = whobacks::evidence::Card::parse(&raw);
        let count: usize = text.paragraphs().map(|p| words(p).count()).sum();
        prop_assert_eq!(count as u32, text.word_count());
        for span in words(&raw) {
            let word = &raw[span];
            prop_assert_eq!(words(word).count(), 1);
            let once = fold(word);
            prop_assert_eq!(fold(&once), once.clone());
            let folded = fold(word);
            prop_assert_eq!(words(&folded).collect::<Vec<_>>(), vec![0..folded.len()]);
        }
    }

    #[test]
    fn a_paragraph_without_links_is_found_whole(raw in "[A-Za-z’ ,.“”—\u{ad}é-]{0,60}") {
        let text = Text::new(&raw, false);
        let quote = Quote::parse(&raw);
        prop_assert_eq!(text.find(&quote).is_empty(), quote.word_count() == 0);
        for place in text.find(&quote) {
            prop_assert_eq!(place.class, MatchClass::Exact);
        }
    }
}

const UNSPACED: &[&str] = &[
    "埃及政府长期支持利比亚国民军，俄罗斯也支持他们，但美国没有支持任何一方",
    "カイロはハフタルを支持しているが、アンカラはトリポリの政府を支持している",
    "รัฐบาลอียิปต์สนับสนุนกองทัพแห่งชาติลิเบียและส่งอาวุธให้นายพล",
    "អេហ្ស៊ីបគាំទ្រកងទ័ពជាតិលីប៊ី",
    "ອີຢິບສະໜັບສະໜູນກອງທັບແຫ່ງຊາດລີເບຍ",
    "အီဂျစ်သည်လစ်ဗျားအမျိုးသားတပ်မတော်ကိုထောက်ခံသည်",
];

#[test]
fn a_quote_cut_at_words_is_found_in_scripts_without_spaces() {
    for raw in UNSPACED {
        let text = Text::new(raw, false);
        let count = text.word_count();
        assert!(count > 2, "{raw}");
        for first in 1..=count {
            for last in first..=count {
                let quote = text.verbatim(1, (first, last));
                let places = text.find(&Quote::parse(quote));
                let here = places.iter().find(|place| place.words == (first, last));
                assert_eq!(
                    here.map(|place| place.class),
                    Some(MatchClass::Exact),
                    "{quote} in {raw}"
                );
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn another_sign_is_another_quote(
        a in prop::sample::select(vec!['€', '$', '£', '¥', '₺', '<', '>', '≤', '≥', '±', '-']),
        b in prop::sample::select(vec!['€', '$', '£', '¥', '₺', '<', '>', '≤', '≥', '±', '-']),
        number in 0_u32..100_000,
    ) {
        let text = Text::new(&format!("They paid {a}{number} to the men."), false);
        let found = text.find(&Quote::parse(&format!("paid {b}{number} to the")));
        prop_assert_eq!(found.is_empty(), a != b);
        let bare = text.find(&Quote::parse(&format!("paid {number} to the")));
        prop_assert!(bare.is_empty());
    }
}
