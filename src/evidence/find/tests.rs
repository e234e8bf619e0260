use super::*;
use crate::evidence::Bearing;
use MatchClass::{Elided, Exact, Folded, Mended};

fn find(text: &str, quote: &str) -> Vec<(u32, (u32, u32), MatchClass)> {
    let places = Text::new(text, false).find(&Quote::parse(quote));
    places.iter().map(|p| (p.paragraph, p.words, p.class)).collect()
}

#[test]
fn every_place_is_found_with_its_class() {
    let text = "Egypt backs “Haftar” and egypt  backs Haftar.\n***\nEgypt\nbacks Haftar";
    for (quote, expected) in [
        ("Egypt backs “Haftar”", vec![(1, (1, 3), Exact), (1, (5, 7), Folded)]),
        ("egypt\nbacks haftar", vec![(1, (1, 3), Folded), (1, (5, 7), Folded)]),
        ("egypt backs Haftar", vec![(1, (1, 3), Folded), (1, (5, 7), Exact)]),
        ("backs Haftar", vec![(1, (2, 3), Folded), (1, (6, 7), Exact), (4, (1, 2), Exact)]),
        ("Egypt backs Haftar and", vec![(1, (1, 4), Folded)]),
        ("Egypt", vec![(1, (1, 1), Exact), (1, (5, 5), Folded), (3, (1, 1), Exact)]),
        ("back Haftar", vec![]),
        ("gypt", vec![]),
        ("", vec![]),
        (" … ", vec![]),
    ] {
        assert_eq!(find(text, quote), expected, "{quote}");
    }
}

#[test]
fn parts_are_found_in_order_and_close_together() {
    let text = "a b a x c a c c\nb c\na b";
    for (quote, expected) in [
        ("a … c", vec![(1, (3, 5), Elided), (1, (6, 7), Elided)]),
        ("a b … c", vec![(1, (1, 5), Elided)]),
        ("b … x … a", vec![(1, (2, 6), Elided)]),
        ("c … c", vec![(1, (5, 7), Elided), (1, (7, 8), Elided)]),
        ("a … b", vec![(1, (1, 2), Elided), (3, (1, 2), Elided)]),
        ("c … x", vec![]),
        ("x c … b", vec![]),
        ("a … z", vec![]),
    ] {
        assert_eq!(find(text, quote), expected, "{quote}");
    }
}

fn in_wrapped(text: &str, quote: &str) -> Vec<((u32, u32), MatchClass)> {
    let places = Text::new(text, true).find(&Quote::parse(quote));
    places.iter().map(|p| (p.words, p.class)).collect()
}

#[test]
fn words_on_both_sides_of_a_full_stop_say_nothing_together() {
    let text = "He told us. Backs General Haftar? Nobody does. U.S. aid to Lt. Gen. Ali went on.";
    for (quote, found) in [
        ("US backs General Haftar", false),
        ("us. Backs General Haftar", true),
        ("told us … backs General", true),
        ("Haftar nobody does", false),
        ("haftar! nobody does", true),
        ("us aid to Lt Gen Ali", false),
        ("U.S aid to Lt Gen Ali", true),
        ("does … aid to Lt", true),
    ] {
        assert_eq!(!find(text, quote).is_empty(), found, "{quote}");
    }
}

#[test]
fn what_the_setting_did_to_a_word_is_mended_and_said() {
    for (text, quote, expected) in [
        ("The ﬁghters of Egypt290 came", "fighters of Egypt came", vec![((2, 5), Mended)]),
        ("The fighters came home", "ﬁghters came home", vec![((2, 4), Mended)]),
        ("the Guard.12 He came", "the Guard. He came", vec![((1, 4), Mended)]),
        ("the Guard.12 He came", "the Guard he came", vec![]),
        ("the Guard.12 He came", "the Guard.12 He came", vec![((1, 4), Exact)]),
        ("the Guard[12] backs him", "the Guard backs him", vec![((1, 5), Mended)]),
        ("the Guard¹² backs him", "Guard backs him", vec![((2, 4), Mended)]),
        ("for exam-\nple he came", "for example he came", vec![((1, 5), Mended)]),
        ("a well-\nknown man came", "a well-known man came", vec![((1, 5), Mended)]),
        ("for exam\u{ad}\nple he came", "for example he came", vec![((1, 5), Mended)]),
        ("ﻣﺼﺮ تدعم حفتر", "مصر تدعم حفتر", vec![((1, 3), Mended)]),
        ("Egypt290 came. Egypt came too", "Egypt came", vec![((3, 4), Exact)]),
        ("Egypt290 … backs him", "Egypt … backs him", vec![((1, 3), Mended)]),
        ("the F16 jets came", "the F jets came", vec![]),
        ("in 2011 they came", "in they came", vec![]),
    ] {
        assert_eq!(in_wrapped(text, quote), expected, "{quote} in {text}");
    }
}

#[test]
fn signs_are_compared() {
    let text = "Cairo lost 5 % of its aid — $1,000 — to them; €50 and 30°C.";
    for (quote, found) in [
        ("lost 5 % of its aid", true),
        ("lost -5 of its aid", false),
        ("lost 5 of its aid", false),
        ("aid €1,000 to them", false),
        ("aid $1,000 to them", true),
        ("to them $50 and", false),
        ("to them €50 and 30°C", true),
    ] {
        assert_eq!(!find(text, quote).is_empty(), found, "{quote}");
    }
}

#[test]
fn a_part_of_a_sentence_without_spaces_is_found() {
    let text = "埃及政府长期支持利比亚国民军。俄罗斯没有。";
    assert_eq!(find(text, "支持利比亚国民军"), [(1, (4, 7), Exact)]);
    assert_eq!(find(text, "国民军俄罗斯"), []);
    assert_eq!(find("バリのパリ", "パリのバリ"), []);
}

#[test]
fn what_stands_around_a_quote_is_told() {
    let text = "Cairo does not back Haftar. It is false that, as some say, Orlan backs him. Vestria arms \
                the men. Orlan no longer fights the league today. The men back not him but us.";
    let text = Text::new(text, false);
    let caution = |quote: &str| text.find(&Quote::parse(quote))[0].caution;
    let none = Caution::default();
    for (quote, expected) in [
        ("back Haftar", Caution { before: Bearing::Denied, ..none }),
        ("Orlan backs him", Caution { before: Bearing::Denied, ..none }),
        ("Cairo does … back Haftar", Caution { between: Bearing::Denied, ..none }),
        ("Vestria arms the men", none),
        (
            "Vestria arms the … fights the league",
            Caution { between: Bearing::Ended, wide: true, ..none },
        ),
        ("fights the league", Caution { before: Bearing::Ended, ..none }),
        ("The men back not him", none),
    ] {
        assert_eq!(caution(quote), expected, "{quote}");
    }
}
