//! What YAML gives and what it is refused for.

use super::*;

fn parse(text: &str) -> Result<Node, Diagnostic> {
    parse_yaml(text, FileId(0), 0)
}

fn first_scalar(text: &str) -> Scalar {
    let node = parse(text).expect("valid YAML");
    let entries = node.map().expect("a map");
    match &entries[0].value.value {
        Value::Scalar(scalar) => scalar.clone(),
        other => panic!("not a scalar: {other:?}"),
    }
}

#[test]
fn scalars_keep_the_text_as_written() {
    for (text, written, typed) in [
        ("a: 1.400", "1.400", true),
        ("a: \"1.400\"", "1.400", false),
        ("a: no", "no", false),
        ("a: 08", "08", false),
        ("a: 1_000", "1_000", false),
        ("a: true", "true", true),
        ("a: 2025-11-20", "2025-11-20", false),
        ("a: 'it''s'", "it's", false),
        ("a: 1e3", "1e3", true),
    ] {
        assert_eq!(
            first_scalar(text),
            Scalar {
                text: written.into(),
                typed
            },
            "{text}"
        );
    }
}

#[test]
fn places_are_bytes_of_the_file() {
    let node = parse_yaml("è: caffè\n", FileId(3), 100).expect("valid");
    let entry = &node.map().expect("a map")[0];
    assert_eq!(
        entry.key_place,
        Place {
            file: FileId(3),
            start: 100,
            end: 102
        }
    );
    assert_eq!(
        entry.value.place,
        Place {
            file: FileId(3),
            start: 104,
            end: 110
        }
    );
}

#[test]
fn faults_have_their_line() {
    for (text, start) in [
        ("a:\n\tb: 1\n", 3),
        ("a: 1\na: 2\n", 5),
        ("a: \"x\nb: 1\n", 3),
        ("a: b: c\n", 4),
    ] {
        let error = parse(text).expect_err(text);
        assert_eq!(
            (error.code, error.place.map(|place| place.start)),
            ("invalid-yaml", Some(start)),
            "{text}"
        );
    }
}

#[test]
fn escapes_write_no_control_characters() {
    for (text, start) in [
        ("a: [x, \"b\\0\"]", 7),
        ("\"a\\e\": x", 0),
        ("a: \"\\x07\"", 3),
        ("a: \"\\uFFFE\"", 3),
    ] {
        let error = parse(text).expect_err(text);
        assert_eq!(
            (error.code, error.place.map(|place| place.start)),
            ("control-character", Some(start)),
            "{text}"
        );
    }
    assert!(parse("a: \"b\\n\\tc\\u00a0\"").is_ok());
}

#[test]
fn bombs_are_refused() {
    let mut bomb = String::from("a: &a [x,x,x,x,x,x,x,x,x]\n");
    for (from, to) in "abcdefgh".chars().zip("bcdefghi".chars()) {
        bomb += &format!("{to}: &{to} [{}]\n", vec![format!("*{from}"); 9].join(","));
    }
    assert!(parse(&bomb).is_err());
    let long = "- {a: b, c: [d, e]}\n".repeat(50_000);
    assert!(parse(&long).is_ok());
    assert!(parse(&format!("a: {}{}", "[".repeat(10_000), "]".repeat(10_000))).is_err());
}

#[test]
fn no_message_speaks_of_the_crates_own_functions() {
    for (text, wanted) in [
        ("a: 1\n: x\n", "a colon without a key before it"),
        ("a: 1\n~: x\n", "a colon without a key before it"),
        (
            "a: 1\n? [b]\n: c\n",
            "a list or a map stands where a key is due",
        ),
        (
            "a: 1\n{b: c}: d\n",
            "a list or a map stands where a key is due",
        ),
        ("a: 1\n---\nb: 2\n", "a line `---` begins a second document"),
    ] {
        let message = parse(text).expect_err("no YAML").message;
        assert!(message.ends_with(wanted), "{text:?}: {message}");
    }
}
