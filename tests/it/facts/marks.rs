//! Numbers without a mark: which count as marked, which are reported, which are left alone; what `check --fix` writes.

use std::fs;

use super::{TODAY, codes, event, fact, page, path, said, site, term, with_text};
use crate::support::Site;

/// Facts that a page uses or not: two of the same value, one of a range, one that counts.
fn facts() -> Vec<String> {
    vec![
        fact(
            "spending",
            &[
                "value: '1400'",
                "scale: billion",
                "unit: USD",
                "about: true",
            ],
        ),
        fact("round-one", &["value: '30'", "scale: billion", "unit: USD"]),
        fact("round-two", &["value: '30'", "scale: billion", "unit: USD"]),
        fact("power", &["value: '4.5'", "unit: GW"]),
        fact(
            "budget",
            &["range: ['1', '5']", "scale: billion", "unit: USD"],
        ),
        fact(
            "places",
            &[
                "value: '12'",
                "noun: {it: [stato, stati], en: [state, states]}",
            ],
        ),
        fact("staff", &["value: '400'", "unit: people", "at_least: true"]),
    ]
}

/// The codes that an Italian text raises.
fn raised(text: &str) -> Vec<String> {
    codes(&with_text(site(&facts()), text, "Text."))
}

#[test]
fn a_number_is_told_from_its_fact_its_page_and_its_surroundings() {
    let used = "[circa 1.400 miliardi di dollari](fact:spending), [4,5 GW](fact:power), [12 stati](fact:places), \
        [da 1 a 5 miliardi di dollari](fact:budget), [oltre 400 addetti](fact:staff).\n\n## B\n\n";
    let table: [(&str, &str, &[&str]); 32] = [
        (
            "",
            "Sono circa 1.400 miliardi di dollari.",
            &["unmarked-fact"],
        ),
        (used, "Sono circa 1.400 miliardi di dollari.", &[]),
        (used, "Sono 1.400 miliardi di dollari.", &["unmarked-fact"]),
        (
            used,
            "Sono oltre 1.400 miliardi di dollari.",
            &["unmarked-fact"],
        ),
        (
            used,
            "Sono circa 1.400 miliardi di dollari, e 1.400 miliardi di dollari.",
            &[],
        ),
        (
            used,
            "Sono circa 1.500 miliardi di dollari.",
            &["number-without-fact"],
        ),
        (used, "Sono circa 1.400 miliardi.", &[]),
        (used, "Sono 4.500 MW.", &[]),
        (used, "Sono 4,6 GW.", &["number-without-fact"]),
        (used, "Sono 30 miliardi di dollari.", &["unmarked-fact"]),
        (used, "In 12 stati, in 13 stati, in 12 capitoli, 12.", &[]),
        (used, "Da 1 a 5 miliardi di dollari.", &[]),
        (
            used,
            "Da 1 a 6 miliardi di dollari.",
            &["number-without-fact"],
        ),
        (used, "Circa 400 addetti.", &["unmarked-fact"]),
        (used, "Oltre 400 addetti.", &[]),
        (
            "",
            "[3.000 chilogrammi](fact:none) e [1.400 euro](fact:none).",
            &[],
        ),
        ("", "3.000 chilogrammi.", &["number-without-fact"]),
        ("", "8 anni, 3 km, 20%, 5 yen.", &["number-without-fact"; 4]),
        (
            "",
            "Nel 2025, il 20 novembre 2025, nel XXI secolo, il 1º, 24/7, GB200, 10:30.",
            &[],
        ),
        (
            "",
            "Si legge \"costa 50 miliardi di dollari\", «60 GW», ‘70 GW’.",
            &[],
        ),
        (
            "",
            "`50 GW` e <https://x.example/50GW> e https://x.example/a%20GW.",
            &[],
        ),
        ("", "[il piano](https://x.example/50GW 'da 50 GW').", &[]),
        (
            "",
            "[il piano da 50 GW](https://x.example/).",
            &["number-without-fact"],
        ),
        (used, "[il piano da 4,5 GW](https://x.example/).", &[]),
        ("", "[da 50 GW](term:plant).", &["number-without-fact"]),
        (
            "",
            "## Sono 50 GW {#x}\n\n### 60 GW",
            &["number-without-fact"; 2],
        ),
        (
            "",
            "| A | B |\n|--|--|\n| C | 50 GW |",
            &["number-without-fact"],
        ),
        (
            used,
            "| A | B |\n|--|--|\n| C | circa 1.400 miliardi di dollari |",
            &[],
        ),
        (
            "",
            "- 50 GW\n- x[^1]\n\n[^1]: 60 GW",
            &["number-without-fact"; 2],
        ),
        ("", "> [!NOTE]\n> Sono 50 GW.", &["number-without-fact"]),
        ("", "Due miliardi di dollari.", &["number-without-fact"]),
        (used, "**4,5 GW** e *4,5* GW.", &[]),
    ];
    for (before, text, expected) in table {
        assert_eq!(raised(&format!("{before}{text}")), expected, "{text}");
    }
}

#[test]
fn a_message_names_the_fact_or_the_nearest_and_shows_the_mark() {
    let table = [
        (
            "Sono circa 1.400 miliardi di dollari.",
            "write `[circa 1.400 miliardi di dollari](fact:spending)`, or `[1.400 miliardi di dollari](fact:none)`",
        ),
        (
            "Sono 1.400 miliardi di dollari.",
            "write `[circa 1.400\u{a0}miliardi di\u{a0}dollari](fact:spending)`",
        ),
        (
            "Sono 1.450 miliardi di dollari.",
            "the nearest fact is `spending`, circa 1.400\u{a0}miliardi di\u{a0}dollari",
        ),
        ("Sono 5 GW.", "the nearest fact is `power`, 4,5\u{a0}GW"),
        (
            "Sono 30 miliardi di dollari.",
            "write `[30 miliardi di dollari](fact:round-one)` or `[30 miliardi di dollari](fact:round-two)`",
        ),
        (
            "Pesa 3.000 chilogrammi.",
            "add it to a file of facts/ with its source, or write `[3.000 chilogrammi](fact:none)`",
        ),
        (
            "[Da 5 GW](https://x.example/).",
            "a mark cannot stand inside a link or raw HTML: put the number outside",
        ),
    ];
    for (text, help) in table {
        let site = with_text(site(&facts()), text, "Text.");
        let run = site.run(&["check", "--format", "json", "--today", TODAY]);
        let objects = run.objects();
        assert_eq!(objects.len(), 1, "{text}");
        let said = objects[0]["help"].as_str().unwrap_or_default();
        assert!(said.contains(help), "{text}: {said}");
    }
}

#[test]
fn facts_of_the_data_file_belong_to_the_page() {
    let home = |body: &str| {
        page(
            "home",
            "",
            &format!("{body}[@daily; @weekly] [x](term:plant)"),
        )
    };
    let data =
        "facts: [power]\namount: {it: '[12 stati](fact:places)', en: '[12 states](fact:places)'}\n";
    let site = site(&facts())
        .write(&path("text", "it"), page("text", "", "[](fact:spending) [](fact:round-one) [](fact:round-two) [](fact:budget) [](fact:staff)"))
        .write("content/_index.yaml", data)
        .write(&path("_index", "it"), home("Sono 4,5 GW in 12 stati."))
        .write(&path("_index", "en"), home("There are 4.5 GW in 12 states."));
    assert_eq!(said(&site), [""; 0]);
    let run = site.run(&["check", "--fix"]);
    assert!(
        run.stdout.contains("wrote 4 marks in 2 files"),
        "{}",
        run.stdout
    );
}

#[test]
fn texts_of_data_files_events_and_terms_are_looked_at_and_never_written() {
    let number = ("Sono 50 GW.", "There are 50 GW.");
    let data = format!("amount: {{it: '{}', en: '{}'}}\n", number.0, number.1);
    for (file, text) in [
        ("content/_index.yaml", data),
        ("content/timeline.yaml", event(number.0, number.1)),
        ("content/glossary.yaml", term(number.0, number.1)),
    ] {
        let site = site(&facts()).write(file, &text);
        assert_eq!(codes(&site), ["number-without-fact"; 2], "{file}");
        let marked = text.replace("50 GW", "[50 GW](fact:none)");
        let site = site.write(file, marked);
        assert_eq!(said(&site), [""; 0], "{file}");
        let stated = text
            .replace("50 GW", "[4,5 GW](fact:power) e 4,5 GW")
            .replace(
                "are [4,5 GW](fact:power) e 4,5",
                "are [4.5 GW](fact:power) and 4.5",
            );
        let site = site.write(file, &stated);
        assert_eq!(said(&site), [""; 0], "{file}");
        site.run(&["check", "--fix"]);
        assert_eq!(site.read(file), stated);
    }
}

#[test]
fn a_fix_changes_nothing_but_the_numbers_of_the_texts() {
    let body = "[](fact:spending)\r\n\r\n## B\r\n\r\nÈ «così»: circa 1.400\r\nmiliardi di dollari, *4,5 GW* [4,5 GW](fact:power).\rPoi \\$30.\r\n\r\n\r\n";
    let text = format!("\u{feff}{}", page("text", "", body).trim_end_matches('\n'));
    let site = site(&facts()).write(&path("text", "it"), &text);
    let file = site.path(&path("text", "it"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("a mode");
    }
    let before = tree(&site);
    let run = site.run(&["check", "--fix", "--today", TODAY]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let expected = text
        .replace(
            "circa 1.400\r\nmiliardi di dollari",
            "[circa 1.400\r\nmiliardi di dollari](fact:spending)",
        )
        .replace("*4,5 GW*", "*[4,5 GW](fact:power)*");
    assert_eq!(fs::read_to_string(&file).expect("the text"), expected);
    let report = "content/text.it.md:11:11: [circa 1.400 miliardi di dollari](fact:spending)\n\
        content/text.it.md:12:23: [4,5 GW](fact:power)\nwrote 2 marks in 1 file\n";
    assert!(run.stdout.starts_with(report), "{}", run.stdout);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(&file).expect("the text").permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
    }
    let mut after = tree(&site);
    after.insert("text.it.md".to_owned(), text.into_bytes());
    assert_eq!(after, before);
    let again = site.run(&["check", "--fix", "--today", TODAY]);
    assert!(
        again.stdout.starts_with("wrote no marks"),
        "{}",
        again.stdout
    );
}

/// The files of content/, by name.
fn tree(site: &Site) -> std::collections::BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(site.path("content"))
        .into_iter()
        .flatten();
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, fs::read(entry.path()).expect("a file of the tree"))
        })
        .collect()
}

#[test]
fn a_figure_that_disagrees_is_an_error_wherever_it_stands() {
    let wrong = "[4,6 GW](fact:power)";
    let texts = [
        wrong.to_owned(),
        format!("## {wrong} {{#x}}"),
        format!("- **a** {wrong}"),
        format!("| A |\n|--|\n| {wrong} |"),
        format!("> [!NOTE]\n> {wrong}"),
        format!("x[^1]\n\n[^1]: {wrong}"),
        "[quattro GW](fact:power)".to_owned(),
        "[4.5 GW](fact:power)".to_owned(),
        "[4,5 MW](fact:power)".to_owned(),
        "[4,5](fact:power)".to_owned(),
        "[13 stati](fact:places)".to_owned(),
        "[12 sedi](fact:places)".to_owned(),
        "[circa 400 addetti](fact:staff)".to_owned(),
        "[da 1 a 6 miliardi di dollari](fact:budget)".to_owned(),
        "[1.400 miliardi di dollari](fact:spending)".to_owned(),
        "[circa 1,4 trilioni di dollari](fact:spending)".to_owned(),
        "[circa 1.400 miliardi di euro](fact:spending)".to_owned(),
    ];
    for text in texts {
        assert_eq!(raised(&text), ["fact-mismatch"], "{text}");
    }
    let (it, en) = (wrong, "[4.6 GW](fact:power)");
    for (file, text) in [
        (
            "content/_index.yaml",
            format!("amount: {{it: '{it}', en: '{en}'}}\n"),
        ),
        ("content/timeline.yaml", event(it, en)),
        ("content/glossary.yaml", term(it, en)),
    ] {
        let site = site(&facts()).write(file, text);
        assert_eq!(codes(&site), ["fact-mismatch"; 2], "{file}");
    }
}

#[test]
fn no_fact_is_called_none() {
    let site = site(&facts()).change_file("content/facts/all.yaml", |old| {
        old.to_owned() + &fact("none", &["value: '4'", "unit: GW"])
    });
    assert_eq!(said(&site), ["reserved-id: a fact cannot be called `none`"]);
}

#[test]
fn many_numbers_and_many_facts_take_time_in_proportion() {
    let facts: Vec<String> = (0..900)
        .map(|n| {
            fact(
                &format!("f{n}"),
                &[&format!("value: '{}'", n + 100_000), "unit: USD"],
            )
        })
        .collect();
    let stated: String = (0..900)
        .map(|n| format!("Sono {}.{:03} dollari. ", (n + 100_000) / 1000, n % 1000))
        .collect();
    let start = std::time::Instant::now();
    let site = with_text(site(&facts), &format!("{stated} [](fact:f1)"), "Text.");
    let n_unmarked = codes(&site)
        .iter()
        .filter(|code| *code == "unmarked-fact")
        .count();
    assert_eq!(n_unmarked, 899);
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
