//! The vocabulary that comes along is sound, and unsound ones are refused.

use super::*;

fn spec(family: Option<Family>, is_a: Option<&str>) -> RelationSpec {
    RelationSpec { family, is_a: is_a.map(str::to_owned), ..RelationSpec::default() }
}

#[test]
fn the_standard_vocabulary_holds_together() {
    let v = Vocabulary::standard();
    assert!(v.iter().len() > 55, "{}", v.iter().len());
    let (arms, backs) = (v.get("arms").unwrap(), v.get("backs").unwrap());
    assert!(v.is_a(arms, backs) && !v.is_a(backs, arms));
    assert_eq!(v.get_inverse("armed_by"), Some(arms));
    let signed = [Family::Support, Family::Hostility];
    let mut verbs = std::collections::BTreeMap::new();
    for (_, r) in v.iter() {
        assert_eq!(r.inverse.is_none(), r.is_symmetric(), "{}", r.id);
        assert!(!r.label.contains('_') && !r.label.is_empty(), "{} has no label", r.id);
        assert!(!r.spec.verbs.is_empty(), "{} has no verb to ask with", r.id);
        for verb in &r.spec.verbs {
            assert_eq!(verbs.insert(verb, &r.id), None, "{verb:?} means one relation");
        }
        assert_eq!(
            r.sign.value(),
            match r.family {
                Family::Support if !r.spec.weak => 1,
                Family::Hostility if !r.spec.weak => -1,
                _ => 0,
            }
        );
        assert!(!r.spec.weak || signed.contains(&r.family), "{} has no sign to lose", r.id);
        let structural = r.family == Family::Structure;
        assert!(!(r.spec.rolls_up || r.spec.binds) || structural, "{} is no structure", r.id);
        assert!(!r.spec.rolls_up || !r.is_symmetric(), "{} rolls up both ways", r.id);
        // A kind of what holds both ways may be told of one side, not the other way round.
        let parent = r.is_a.map(|ix| &v[ix]);
        if let Some(parent) = parent.filter(|parent| parent.is_symmetric()) {
            assert_eq!(parent.family, r.family, "{}", r.id);
        }
    }
}

#[test]
fn events_begin_and_end_what_they_should() {
    let v = Vocabulary::standard();
    let shown = |name: &str| {
        let r = &v[v.get(name).unwrap()];
        let one = |e: &Effect| format!("{:?} {} {:?}", e.from, v[e.relation].id, e.to);
        let all = |list: &[Effect]| list.iter().map(one).collect::<Vec<_>>().join(", ");
        [all(&r.begins), all(&r.ends)]
    };
    assert_eq!(shown("took"), ["From controls To", "Others controls To"]);
    assert_eq!(shown("withdraws_from"), ["", "From operates_in To"]);
    assert_eq!(shown("joins_forces_with"), ["From allied_with To", ""]);
    assert_eq!(shown("restores_relations_with"), ["", "From breaks_with To"]);
    assert_eq!(shown("overthrew"), ["", "To leads Others"]);
    assert_eq!(shown("expels"), ["", "To operates_in Place, To operates_in From"]);
    let defects = "From member_of Others, From part_of Others, From loyal_to Others".to_owned();
    assert_eq!(shown("defects_to"), [String::new(), defects]);
    assert_eq!(shown("founded"), ["", ""]);
}

#[test]
fn a_vocabulary_may_be_large() {
    let mut v = Vocabulary::standard().clone();
    let names = (0..70_000).map(|i| format!("r{i}"));
    let errors = v.extend(names.map(|name| (name, spec(None, Some("backs")))).collect());
    assert!(errors.iter().all(Option::is_none));
    assert_eq!(v[v.get("r69999").unwrap()].id, "r69999");
}

#[test]
fn additions_may_come_in_any_order() {
    let mut v = Vocabulary::standard().clone();
    let errors = v.extend(vec![
        ("boycotts_quietly".into(), spec(None, Some("boycotts"))),
        ("boycotts".into(), spec(Some(Family::Hostility), Some("opposes"))),
    ]);
    assert_eq!(errors, [None, None]);
    assert_eq!(v[v.get("boycotts_quietly").unwrap()].sign, Sign::Negative);
}

#[test]
fn a_chain_of_relations_may_be_long_and_written_backwards() {
    let mut v = Vocabulary::standard().clone();
    let parent = |i| if i == 29_999 { "backs".to_owned() } else { format!("r{}", i + 1) };
    let chain = (0..30_000).map(|i| (format!("r{i}"), spec(None, Some(&parent(i)))));
    assert!(v.extend(chain.collect()).iter().all(Option::is_none));
    let errors = v.extend(vec![
        ("x".to_owned(), spec(None, Some("y"))),
        ("y".to_owned(), spec(None, Some("z"))),
        ("z".to_owned(), spec(None, Some("nowhere"))),
    ]);
    let text: Vec<String> = errors.iter().map(|e| e.as_ref().unwrap().to_string()).collect();
    assert_eq!(
        text,
        [
            "`x` is a case of `y`, which the vocabulary does not have",
            "`y` is a case of `z`, which the vocabulary does not have",
            "`z` is a case of `nowhere`, which the vocabulary does not have",
        ]
    );
}

#[test]
fn what_does_not_fit_is_refused() {
    let mut v = Vocabulary::standard().clone();
    let errors = v.extend(vec![
        ("support".into(), spec(Some(Family::Support), None)),
        ("backs".into(), spec(Some(Family::Support), None)),
        ("armed_by".into(), spec(Some(Family::Support), None)),
        ("a".into(), spec(None, Some("b"))),
        ("b".into(), spec(None, Some("a"))),
        ("c".into(), spec(Some(Family::Contact), Some("backs"))),
        ("d".into(), spec(None, None)),
        ("Bad name".into(), spec(Some(Family::Contact), None)),
        ("e".into(), spec(None, Some("nowhere"))),
        ("g".into(), RelationSpec { begins: vec!["backs".into()], ..spec(None, Some("backs")) }),
        (
            "h".into(),
            RelationSpec {
                event: true,
                ends: vec!["to backs".into()],
                ..spec(None, Some("backs"))
            },
        ),
        (
            "i".into(),
            RelationSpec {
                event: true,
                ends: vec!["controlz".into()],
                ..spec(None, Some("backs"))
            },
        ),
        ("f".into(), RelationSpec { esd: vec!["ext_q".into()], ..spec(None, Some("backs")) }),
    ]);
    let text: Vec<String> = errors.iter().map(|e| e.as_ref().unwrap().to_string()).collect();
    assert_eq!(
        text,
        [
            "`support` is reserved: it means a whole family, or every relation, in patterns",
            "`backs` is already a relation",
            "`armed_by` is already the inverse of `arms`",
            "`a` is a case of itself, by way of its `is_a`",
            "`b` is a case of itself, by way of its `is_a`",
            "`c` has family contact, but `backs`, of which it is a case, has family support",
            "`d` needs a `family`, or an `is_a` to take it from",
            "`Bad name` is not a name for a relation: use small letters a–z, digits and single underscores",
            "`e` is a case of `nowhere`, which the vocabulary does not have",
            "`g` is not an event, and only an event begins or ends ties",
            "`to backs` is not a tie: write a relation, or three words such as \"others controls to\", \
             with from, to, place or others at its ends",
            "the vocabulary has no `controlz` that an event could begin or end",
            "the ESD code list has no `ext_q`",
        ]
    );
}
