//! Typography, tables, figures and raw HTML inside lists, emphasis that stays visible.

use crate::html;
use crate::support::Site;

/// The base of all faults, with another body for its page `page` in a language. The body begins at line 7 of the file.
pub(crate) fn page(lang: &str, body: &str) -> Site {
    Site::fault("_base").change_file(&format!("content/page.{lang}.md"), |old| {
        let (head, _) = old.rsplit_once("---\n").expect("front matter");
        format!("{head}---\n{body}\n")
    })
}

/// What stands inside `<main>` of the page `page` of a site that builds.
pub(crate) fn main_of(site: Site, lang: &str) -> String {
    let built = site.build();
    html::main_of(&built.text(&format!("{lang}/page/index.html"))).to_owned()
}

/// The main part of a page with this body.
pub(crate) fn shown(lang: &str, body: &str) -> String {
    main_of(page(lang, body), lang)
}

/// What `check` says of the page `page`, as `code line:column`, but for what belongs to the comparison of texts.
pub(crate) fn said(site: &Site, file: &str) -> Vec<String> {
    let run = site.run(&["check", "--format", "json", "--today", "2026-11-25"]);
    let objects = run.objects();
    let here = objects.iter().filter(|object| object["file"] == file);
    let codes = here.map(|object| {
        let code = object["code"].as_str().unwrap_or_default();
        format!("{code} {}:{}", object["line"], object["column"])
    });
    let of_pairs = [
        "translation-differs",
        "stale-translation",
        "updated-not-changed",
    ];
    codes
        .filter(|said| !of_pairs.iter().any(|code| said.starts_with(code)))
        .collect()
}

/// What `check` says of an Italian page with this body.
pub(crate) fn said_of(body: &str) -> Vec<String> {
    said(&page("it", body), "content/page.it.md")
}

/// Checks the words of a paragraph in both languages.
fn set_as(typed: &str, italian: &str, english: &str) {
    for (lang, expected) in [("it", italian), ("en", english)] {
        let main = shown(lang, typed);
        let text = html::text_of(&main);
        assert!(
            text.lines().any(|line| line == expected),
            "{typed} as {expected}: {main}"
        );
    }
}

#[test]
fn p42_an_elision_is_an_apostrophe() {
    for (typed, italian, english) in [
        (
            "l'\"accordo\" degli anni '90",
            "l’«accordo» degli anni ’90",
            "l’“accordo” degli anni ’90",
        ),
        ("L'\"histoire\"", "L’«histoire»", "L’“histoire”"),
        (
            "l'*\"a b\"* e dell'**\"x\"**",
            "l’«a b» e dell’«x»",
            "l’“a b” e dell’“x”",
        ),
        (
            "'ndrangheta e l'\"accordo\"",
            "’ndrangheta e l’«accordo»",
            "’ndrangheta e l’“accordo”",
        ),
        (
            "'o sole e l'\"accordo\"",
            "’o sole e l’«accordo»",
            "’o sole e l’“accordo”",
        ),
        (
            "'sto po' di tempo",
            "’sto po’ di tempo",
            "’sto po’ di tempo",
        ),
        (
            "nel '900 e nell'\"800\"",
            "nel ’900 e nell’«800»",
            "nel ’900 e nell’“800”",
        ),
        (
            "'15-'18, ('90s), '68.",
            "’15-’18, (’90s), ’68.",
            "’15-’18, (’90s), ’68.",
        ),
        (
            "Rock 'n' roll. 'Tis",
            "Rock ’n’ roll. ’Tis",
            "Rock ’n’ roll. ’Tis",
        ),
        (
            "'l'\"accordo\" c'è'",
            "‘l’«accordo» c’è’",
            "‘l’“accordo” c’è’",
        ),
        (
            "'un po' di tutto'",
            "‘un po’ di tutto’",
            "‘un po’ di tutto’",
        ),
    ] {
        set_as(typed, italian, english);
    }
}

#[test]
fn p42_the_same_holds_in_every_place() {
    let line = "l'\"accordo\" del '90";
    let expected = "’«accordo» del ’90";
    for (what, body) in [
        ("heading", format!("## {line}\n\nx")),
        ("list", format!("- uno\n- {line}")),
        ("quotation", format!("> {line}")),
        ("note in the margin", format!("> [!NOTE]\n> {line}")),
        ("footnote", format!("x[^1]\n\n[^1]: {line}")),
        ("link", format!("[{line}](page.it.md)")),
        ("term", format!("[{line}](term:plant)")),
        (
            "head of a table",
            format!("| a | {line} |\n|---|---|\n| b | c |"),
        ),
        ("cell", format!("| a | b |\n|---|---|\n| b | {line} |")),
        ("two lines", line.replace(' ', "\n")),
    ] {
        let main = shown("it", &body).replace('\n', " ");
        assert!(main.contains(expected), "{what}: {main}");
    }
    let title = |text: &str| text.replace("\"La pagina\"", "'L''\"accordo\" del ''90'");
    let site = page("it", "x").change_file("content/page.it.md", title);
    assert!(main_of(site, "it").contains("<h1>L’«accordo» del ’90</h1>"));
}

#[test]
fn p42_code_addresses_and_attributes_are_left_alone() {
    let main = shown(
        "it",
        "`l'\"x\" '90` <https://a.example/l'x> [x](https://a.example/?q='90) <kbd>x</kbd>\n\n    l'\"x\"\n\n```\nanni '90\n```",
    );
    for kept in [
        "<code>l'&quot;x&quot; '90</code>",
        "https://a.example/l'x</a>",
        "?q=&#x27;90\"",
        "anni '90\n",
    ] {
        let escaped = kept.replace("&quot;", "\"");
        assert!(
            main.contains(kept) || main.contains(&escaped),
            "{kept}: {main}"
        );
    }
    assert!(!main.contains('’') && !main.contains('«'), "{main}");
}

#[test]
fn p43_quotes_follow_the_language_of_the_page() {
    for (typed, italian, english) in [
        ("\"x\"", "«x»", "“x”"),
        ("\"a 'b' c \"d\" e\"", "«a “b” c “d” e»", "“a ‘b’ c ‘d’ e”"),
        ("(\"x\"), \"y\".", "(«x»), «y».", "(“x”), “y”."),
        ("\"*x*\" \"`y`\" **\"z\"**", "«x» «y» «z»", "“x” “y” “z”"),
        ("\"?\" \"...e\" \"!\"", "«?» «…e» «!»", "“?” “…e” “!”"),
        ("\"'x'\" (\"'y'\").", "«“x”» («“y”»).", "“‘x’” (“‘y’”)."),
        ("\"[x](page.it.md)\" e", "«x» e", "“x” e"),
        ("5'10\" e 6\"", "5’10\" e 6\"", "5’10\" e 6\""),
        ("\\\"x\\\" \\'y\\'", "\"x\" 'y'", "\"x\" 'y'"),
        ("«x» “y”", "«x» “y”", "«x» “y”"),
    ] {
        set_as(typed, italian, english);
    }
    let twice = shown("it", "\"uno\n\n\"due\"");
    assert!(
        twice.contains("«uno<") && twice.contains("«due»"),
        "{twice}"
    );
}

/// The cells of each row.
fn rows(main: &str) -> Vec<Vec<String>> {
    let rows = main.split("<tr>").skip(1);
    rows.map(|row| {
        let row = row.split("</tr>").next().unwrap_or_default();
        let row = row.replace("</th>", "</td>");
        let cells = row.split_inclusive("</td>");
        cells
            .map(|cell| {
                let inside = cell.split_once('>').map_or("", |(_, inside)| inside);
                inside.trim_end_matches("</td>").to_owned()
            })
            .collect()
    })
    .collect()
}

#[test]
fn p44_an_escaped_pipe_in_code_in_a_table_loses_its_backslash() {
    let main = shown(
        "it",
        "| f\\|oo  |\n| ------ |\n| b `\\|` az |\n| b **\\|** im |",
    );
    let expected = [
        ["f|oo"],
        ["b <code>|</code> az"],
        ["b <strong>|</strong> im"],
    ];
    assert_eq!(rows(&main), expected);
}

#[test]
fn p44_pipes_are_the_same_in_every_kind_of_table_and_mark() {
    let table = "| a | b |\n|---|---|\n| `x\\|y` | `` \\|` `` |";
    let quoted = table.replace('\n', "\n> ");
    let indented = |by: &str| table.replace('\n', &format!("\n{by}"));
    for body in [
        table.to_owned(),
        format!("- uno\n\n  {}", indented("  ")),
        format!("> {quoted}"),
        format!("> [!NOTE]\n> {quoted}"),
        format!("x[^1]\n\n[^1]: y\n\n    {}", indented("    ")),
        table.replace('\n', " \t\r\n"),
        table.replace('\n', "\t\n") + "\t",
        format!("> {}", quoted.replace('\n', "\t\n")),
    ] {
        let main = shown("it", &body);
        assert_eq!(
            rows(&main)[1],
            ["<code>x|y</code>", "<code>|`</code>"],
            "{body}"
        );
        html::element_paths(&main);
    }
    let links = "| <https://a.example/a\\|b> | [x](https://a.example/a\\|b) | <a id=\"a\\|b\"></a>\\| |\n|-|-|-|";
    let address = "<a href=\"https://a.example/a%7Cb\">";
    let cells = [
        format!("{address}https://a.example/a|b</a>"),
        format!("{address}x</a>"),
        "<a id=\"a|b\"></a>|".to_owned(),
    ];
    assert_eq!(rows(&shown("it", links))[0], cells);
    assert!(shown("it", "`\\|`").contains("<code>\\|</code>"));
}

#[test]
fn p44_blanks_and_tabs_at_the_end_of_a_line_change_nothing() {
    let body = "| a | b |\n|---|:-:|\n| c | d |\n\n```rust\nx\n```\n\n~~~\ny\n~~~\n\nuno\ndue\n\n- a\n- b\n\n## T {#t}\n\n> [!NOTE]\n> z\n\n---\n\nT\n: d\n\nx[^1]\n\n[^1]: n";
    let plain = shown("it", body);
    assert!(
        plain.contains("<table>") && plain.contains("<hr>") && plain.contains("<dd>"),
        "{plain}"
    );
    for blanks in [" ", "\t", " \t", "\t\t "] {
        for end in ["\n", "\r\n"] {
            let typed = body
                .replace("rust\nx\n", "rust\nX\n")
                .replace("~\ny\n", "~\nY\n");
            let typed = typed.replace('\n', &format!("{blanks}{end}"));
            let typed = typed
                .replace(&format!("X{blanks}"), "x")
                .replace(&format!("Y{blanks}"), "y");
            assert_eq!(shown("it", &typed), plain, "{typed:?}");
        }
    }
}

#[test]
fn p45_a_figure_inside_a_list_leaves_one_list() {
    let figure = "![Le aziende](figure:list:firms)";
    let main = shown("it", &format!("- uno\n- due\n\n  {figure}\n\n- tre"));
    let paths = html::element_paths(&main);
    let n = |path: &str| paths.iter().filter(|found| *found == path).count();
    assert_eq!(
        (n("div ul"), n("div ul li"), n("div ul li ul li p a")),
        (1, 3, 1),
        "{main}"
    );
}

#[test]
fn p45_whatever_stands_in_an_item_its_list_goes_on() {
    let blocks = [
        "![Le aziende](figure:list:firms)",
        "> [!NOTE]\n> nota\n> `x`",
        "| a | b |\n|---|---|\n| c | d |",
        "```\na\n\nb\n```",
        "<div>\n\n*x*\n\n</div>",
        "> uno\n>\n> - due\n>\n>   ![Le aziende](figure:list:firms)",
        "- dentro\n\n  ![Le aziende](figure:list:firms)",
        "### Titolo {#qui}\n\ntesto",
        "![Un'immagine](foto.png \"Didascalia\")",
    ];
    for block in blocks {
        for (bullet, indent) in [("-", "  "), ("1.", "   "), ("-", "\t")] {
            let block = block.replace('\n', &format!("\n{indent}"));
            let body = format!("{bullet} uno\n{bullet} due\n\n{indent}{block}\n\n{bullet} tre");
            for body in [body.clone(), format!("> {}", body.replace('\n', "\n> "))] {
                let site = page("it", &body).write("content/foto.png", "x");
                let main = main_of(site, "it");
                let list = if bullet == "-" { "ul" } else { "ol" };
                let paths = html::element_paths(&main);
                let outer = paths.iter().filter(|path| {
                    path.as_str() == format!("div {list} li")
                        || path.as_str() == format!("div blockquote {list} li")
                });
                assert_eq!(outer.count(), 3, "{body}: {main}");
            }
        }
    }
}

#[test]
fn p45_what_cannot_be_in_an_item_is_said() {
    let glued = "- uno\n- due\n  ![Le aziende](figure:list:firms)\n- tre";
    assert_eq!(said_of(glued), ["figure-place 9:3"]);
    assert_eq!(
        said_of("- uno\n\n  ### T {.known}\n\n  x")[0],
        "heading-attribute 9:3"
    );
}

#[test]
fn p46_markdown_goes_on_behind_what_begins_a_line() {
    for begins in [
        "[](fact:cost)",
        "[](status:planned)",
        "[plant](term:plant)",
        "x[@daily]",
        "<kbd>x</kbd>",
        "<span>x</span>",
        "<a id=\"k\"></a>",
        "<br>",
    ] {
        for (before, after) in [
            ("", ""),
            ("- ", ""),
            ("> ", ""),
            ("## ", "\n\nx"),
            ("| ", " |\n|---|"),
        ] {
            if before == "## " && begins.contains("term:") {
                continue;
            }
            let main = shown("it", &format!("{before}{begins} *Basil*.{after}"));
            assert!(
                main.contains(" <em>Basil</em>."),
                "{before}{begins}: {main}"
            );
        }
    }
}

#[test]
fn p46_markdown_in_a_block_of_html_is_named() {
    for (body, expected) in [
        ("<div> *Basil*.</div>", &["stray-emphasis 7:7"] as &[&str]),
        (
            "è 😀\n\n<div>\n\t😀 **Basil**\n</div>",
            &["stray-emphasis 10:4"],
        ),
        ("<!-- c --> *Basil*", &["stray-emphasis 7:12"]),
        (
            "- uno\n\n  <p>\n  [x](page.it.md)</p>",
            &["stray-link 10:5"],
        ),
        ("<div>Detto.[@daily]</div>", &["stray-link 7:12"]),
        ("<div>\n\n*Basil* [x](page.it.md)\n\n</div>", &[]),
        ("<div>5 * 3 * 2, snake_case</div>", &[]),
        ("<div><code>a**b**</code></div>", &[]),
    ] {
        assert_eq!(said_of(body), expected, "{body}");
    }
}

#[test]
fn p47_bold_that_stays_visible_is_named() {
    let body = "**(accordo)**bis";
    assert!(shown("it", body).contains("<p class=\"lead\">**(accordo)**bis</p>"));
    assert_eq!(said_of(body), ["stray-emphasis 7:1"]);
}

#[test]
fn p47_its_neighbors_are_named_where_they_stand() {
    for (body, place) in [
        ("## **(a)**bis {#x}\n\ny", "7:4"),
        ("- uno\n\n\t- **(a)**bis", "9:4"),
        ("| a | è 😀 **(a)**bis |\n|---|---|", "7:11"),
        ("> [!NOTE]\n> **(a)**bis", "8:3"),
        ("x[^1]\n\n[^1]: **(a)**bis", "9:7"),
        ("[**(a)**bis](page.it.md)", "7:2"),
        ("<span>**(a)**bis</span>", "7:7"),
        ("**«accordo»**bis", "7:1"),
        ("**[2 dollari](fact:cost)**x", "7:1"),
        ("un__(a)__", "7:3"),
        ("*(a)*bis", "7:1"),
        ("~~(a)~~bis", "7:1"),
        ("qualita\u{300} **(a)**bis", "7:10"),
    ] {
        let expected = [format!("stray-emphasis {place}")];
        assert_eq!(said_of(body), expected, "{body}");
        let crlf = body.replace('\n', "\r\n");
        assert_eq!(said_of(&crlf).last(), expected.last(), "{body}");
    }
    for body in [
        "`**(a)**b`",
        "\\*\\*x\\*\\*",
        "2 * 3 * 4",
        "nota* e *due",
        "a_b_c",
        "~10",
        "**(a)** b",
    ] {
        assert_eq!(said_of(body), [] as [&str; 0], "{body}");
    }
    let summary = "since: {kind: date}\n      summary: {kind: localized}";
    let site = Site::fault("_base")
        .change_file("content/site.yaml", |text| {
            text.replace("since: {kind: date}", summary)
        })
        .write(
            "content/firms/alfa.yaml",
            "summary:\n  it: \"**(a)**bis\"\n  en: x\n",
        )
        .change_file("content/_index.it.md", |text| {
            text.to_owned() + "\n![x](figure:list:firms)\n"
        });
    assert_eq!(
        said(&site, "content/firms/alfa.yaml"),
        ["stray-emphasis 2:7"]
    );
}
