use super::*;
use proptest::prelude::*;

/// The tokens without their places; commas count but for those in front of closing brackets.
fn essence(text: &str) -> Vec<String> {
    let tokens = with_commas(tokens(text));
    let closes = |i: usize| {
        let rest = tokens[i + 1..].iter();
        rest.clone()
            .find(|t| !matches!(t.kind, TokenKind::Remark | TokenKind::Aside))
            .map(|t| t.kind)
            == Some(TokenKind::Close)
    };
    let word = |(i, token): (usize, &Token<'_>)| {
        format!("{}{}", token.text, if token.comma && !closes(i) { "," } else { "" })
    };
    tokens.iter().enumerate().map(word).collect()
}

#[test]
fn lines_are_kept_and_indented() {
    let text = "(\n\ntitle:\"A\" ,actors:{\n\"a\" : (name:\"A\",kind:state,\naliases:[ \"x\",\"y\",]),\n\n\n\
                \"b\":(name: \"B\", kind: state) // the other\n},\nclaims: {\"s\": [\n\
                // who backs whom\n(from:\"a\",relation:\"backs\",to:\"b\",\nquote:\"A backs, (B): //no\"),\n\
                (modality: reported, claims: [\n(quote: r#\"a \" b\"#)\n]),\n]}\n\n)";
    let expected = "(
    title: \"A\", actors: {
        \"a\": (name: \"A\", kind: state,
            aliases: [\"x\", \"y\"]),

        \"b\": (name: \"B\", kind: state), // the other
    },
    claims: {\"s\": [
        // who backs whom
        (from: \"a\", relation: \"backs\", to: \"b\",
         quote: \"A backs, (B): //no\"),
        (modality: reported, claims: [
            (quote: r#\"a \" b\"#),
        ]),
    ]},
)
";
    assert_eq!(laid_out(text).unwrap(), expected);
}

#[test]
fn what_a_tool_writes_is_laid_out_already() {
    for text in [
        "(\n    title: \"A\",\n    claims: {\n        \"s\": [\n            (from: \"a\", to: \"b\",\n             \
         quote: \"q\"),\n        ],\n    },\n)\n",
        "()\n",
        "// alone\n()\n",
        "#![enable(implicit_some)]\n(title: \"A\" /* b, (c */)\n",
        "(\n    // nothing here\n)\n",
    ] {
        assert_eq!(laid_out(text).unwrap(), text);
    }
}

#[test]
fn what_does_not_close_is_left_alone() {
    for text in ["(", "(title: \"a)", "(a: [1)]", "(title: \"a\") x", ""] {
        assert!(laid_out(text).is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn nothing_but_white_space_changes(parts in proptest::collection::vec(part(), 0..12)) {
        let text = format!("({})", parts.join(""));
        prop_assume!(ron_options().from_str::<IgnoredAny>(&text).is_ok());
        let laid = laid_out(&text).unwrap();
        prop_assert_eq!(essence(&laid), essence(&text));
        prop_assert_eq!(&laid_out(&laid).unwrap(), &laid, "laid out once is laid out");
        prop_assert!(laid.lines().all(|line| line.trim_end() == line || line.contains("/*")));
    }
}

/// Fields in all sorts of white space, with comments.
fn part() -> impl Strategy<Value = String> {
    let space = "( |\n|\t|\r\n|\n\n\n| // a, \"b\n|/\\* \\(c\n \\*/){0,3}";
    let value = prop_oneof![
        Just("1".to_owned()),
        Just("\"a \\\" // b\"".to_owned()),
        Just("r##\"x\"# , \"##".to_owned()),
        Just("'\\''".to_owned()),
        Just("Some(state)".to_owned()),
        Just("[]".to_owned()),
        Just("[1, \"b\",\n {\"k\" : (x: 1)}]".to_owned()),
    ];
    (space, "[a-z]{1,5}", space, value, space, space)
        .prop_map(|(a, name, b, value, c, d)| format!("{a}{name}{b}:{c}{value}{d},"))
}
