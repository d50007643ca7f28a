//! What belongs to a block, and which changes its fingerprint sees.

use super::*;
use crate::diagnostic::FileId;

fn blocks(body: &str) -> Vec<Block> {
    let text = Text {
        body,
        file: FileId(0),
        offset: 100,
        typography: Typography::ByLanguage,
    };
    fingerprint_body(&text, &|address| {
        let (id, _) = address.split_once(".it.md")?;
        Some(id.to_owned())
    })
}

fn fingerprints(body: &str) -> Vec<Fingerprint> {
    blocks(body)
        .into_iter()
        .map(|block| block.fingerprint)
        .collect()
}

/// What changes between two spellings of one block.
#[derive(Debug, PartialEq, Eq)]
enum Changes {
    Nothing,
    Wording,
    Substance,
    Number(usize, usize),
}

fn changes(before: &str, after: &str) -> Changes {
    let (before, after) = (fingerprints(before), fingerprints(after));
    let pairs = || before.iter().zip(&after);
    if before.len() != after.len() {
        Changes::Number(before.len(), after.len())
    } else if before == after {
        Changes::Nothing
    } else if pairs().all(|(before, after)| before.substance == after.substance) {
        Changes::Wording
    } else {
        Changes::Substance
    }
}

// P08: only what the reader sees counts.
#[test]
fn spelling_changes_nothing() {
    for (before, after) in [
        ("one two\nthree", "one\ntwo three\n"),
        ("one two", "  one   two  \n\n\n"),
        ("one\n\ntwo", "one\n\n\n\ntwo"),
        ("## Title {#t}", "Title {#t}\n-----"),
        ("## Title {#t}", "##   Title ## {#t}"),
        ("# Title {#t}", "## Title {#t}"),
        ("- one\n- two", "* one\n* two"),
        ("- one\n- two", "- one\n\n- two"),
        ("- one\n  two", "- one two"),
        ("1. one\n2. two", "1. one\n1. two"),
        ("*one* **two**", "_one_ __two__"),
        ("say \"so\" -- it's...", "say “so” – it’s…"),
        ("dice \"così\"", "dice «così»"),
        ("caffe\u{300}", "caffè"),
        ("20\u{a0}novembre", "20 novembre"),
        ("A & B", "A &amp; B"),
        ("one[@a]", "one [@a]"),
        ("one[@a; @b]", "one[@a;@b]"),
        ("[circa 40](fact:f)", "[](fact:f)"),
        ("[circa 40](fact:f)", "[oltre **41**](fact:f)"),
        ("[…](fact:f)", "[](fact:f)"),
        ("7 GW", "[7 GW](fact:none)"),
        ("[x](a.it.md)", "[x](a.it.md#who)"),
        ("[x](a.it.md)", "[x][r]\n\n[r]: a.it.md"),
        ("one", "one\n\n<!-- for editors -->\n"),
        ("one two", "one <!-- for editors --> two"),
        ("one\n\ntwo", "one\n\n---\n\ntwo"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a|b\n-|-\n1|2"),
        (
            "| a | b |\n|---|---|\n| 1 | 2 |",
            "| a | b |\n|:--|--:|\n| 1 | 2 |",
        ),
        ("```\nx\n```", "    x"),
        ("> one\n> two", "> one\ntwo"),
        ("one[^n]\n\n[^n]: two", "one[^m]\n\n[^m]: two"),
    ] {
        assert_eq!(
            changes(before, after),
            Changes::Nothing,
            "{before} → {after}"
        );
    }
}

#[test]
fn words_change_the_wording_alone() {
    for (before, after) in [
        ("one", "One"),
        ("one.", "one!"),
        ("one", "- one"),
        ("- one", "1. one"),
        ("one", "> one"),
        ("> one", "> [!NOTE]\n> one"),
        ("one", "*one*"),
        ("one", "`one`"),
        ("one  \ntwo", "one two"),
        ("- [ ] one", "- [x] one"),
        ("### Known {.known}", "### Known {.unknown}"),
        ("[one](term:a)", "[one](term:b)"),
        ("[one](https://a.test)", "[one](https://b.test)"),
        ("![one](figure:map)", "![two](figure:map)"),
        ("![one](a.png)", "![one](b.png)"),
        ("one two", "one <mark>two</mark>"),
        ("one [](fact:f) two", "one two [](fact:f)"),
        ("one[@a] two", "one two[@a]"),
        ("a | b\n-|-\n1 | 2", "a | b\n-|-\n2 | 1"),
    ] {
        assert_eq!(
            changes(before, after),
            Changes::Wording,
            "{before} → {after}"
        );
    }
}

#[test]
fn figures_sources_links_and_headings_change_the_substance() {
    for (before, after) in [
        ("40 plants", "41 plants"),
        ("in 2025", "in 2026"),
        ("[](fact:f)", "[](fact:g)"),
        ("[](status:planned)", "[](status:announced)"),
        ("one", "one[@a]"),
        ("one[@a]", "one[@b]"),
        ("one[@a][@b]", "one[@a][@c]"),
        ("[one](a.it.md)", "[one](b.it.md)"),
        ("![one](figure:map)", "![one](figure:bars:x)"),
        ("## one", "### one"),
        ("## one {#a}", "## one {#b}"),
        ("one", "## one"),
    ] {
        assert_eq!(
            changes(before, after),
            Changes::Substance,
            "{before} → {after}"
        );
    }
}

#[test]
fn blocks_are_what_is_read_in_one_go() {
    for (body, n_blocks) in [
        ("", 0),
        ("<!-- nothing -->", 0),
        ("one\n\ntwo", 2),
        ("- one\n- two\n  - three\n\n  four", 4),
        ("> one\n>\n> two", 2),
        ("a | b\n-|-\n1 | 2\n3 | 4", 3),
        ("## one\ntwo", 2),
        ("one\n: two\n: three", 3),
        ("```\none\n\ntwo\n```", 1),
        ("one[^n]\n\n[^n]: two", 2),
        ("<div>\n\none\n\n</div>", 3),
        ("[r]: a.it.md", 0),
    ] {
        assert_eq!(blocks(body).len(), n_blocks, "{body}");
    }
}

#[test]
fn substance_is_the_same_in_two_languages() {
    let it = "## Dove {#where}\n\nIl 20 novembre 2025 erano [oltre 40 sedi](fact:n), 7,1% in più, in [Ohio](a.it.md).[@s]";
    let en = "## Where {#where}\n\nOn 20 November 2025 there were [over 40 sites](fact:n) in [Ohio](a.it.md), up 7.1%.[@s]";
    let substances = |body| -> Vec<u16> {
        fingerprints(body)
            .iter()
            .map(|block| block.substance)
            .collect()
    };
    assert_eq!(substances(it), substances(en));
    assert_eq!(changes(it, en), Changes::Wording);
}

#[test]
fn blocks_have_their_place_in_the_file() {
    let starts: Vec<u32> = blocks("## one\n\ntwo\n\n- three\n  - four\n\na | b\n-|-\n1 | 2")
        .iter()
        .map(|block| block.place.start)
        .collect();
    assert_eq!(starts, [100, 108, 113, 123, 131, 141]);
}

#[test]
fn long_texts_have_a_limited_number_of_fingerprints() {
    let long = "one\n\n".repeat(MAX_BLOCKS * 2);
    assert_eq!(fingerprints(&long).len(), MAX_BLOCKS);
    assert_eq!(changes(&long, &(long.clone() + "two")), Changes::Substance);
}

// Every accepted pair of every site depends on them.
#[test]
fn fingerprints_never_change() {
    let body = "## Dove {#where}\n\nNel 2025 *oltre* [40](fact:n), \"così\".[@s]\n\n- [ ] a | b\n\n|c|d|\n|-|-|\n";
    let found: Vec<String> = fingerprints(body)
        .iter()
        .map(Fingerprint::to_string)
        .collect();
    assert_eq!(found, ["dndfkcmv", "mjphscrv", "qngftvsb", "jdvdtvsb"]);
}

#[test]
fn any_input_is_read() {
    for body in [
        &"> ".repeat(10_000),
        &"[".repeat(10_000),
        &"*a ".repeat(10_000),
        "<",
        "<a href=",
        "[@](",
        "[](fact:)",
        "{#}",
        "\u{0}\u{1}<a>",
        "|",
    ] {
        blocks(body);
    }
}
