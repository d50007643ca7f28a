//! The stage against a small made-up site.

use super::*;
use crate::diagnostic::{FileId, Severity};
use crate::quantity::{Locale, Mention};

/// A site with one of each.
struct Site {
    locale: Locale,
    words: Words,
}

impl Site {
    fn new(locale: Locale) -> Self {
        let words = Words {
            source: "Fonte".to_owned(),
            note: "Nota".to_owned(),
            notes_title: "Note".to_owned(),
            back: "torna al testo".to_owned(),
        };
        Self { locale, words }
    }
}

impl Lookup for Site {
    fn locale(&self) -> Locale {
        self.locale
    }

    fn words(&self) -> &Words {
        &self.words
    }

    fn link(&self, destination: &str, place: Place, out: &mut Diagnostics) -> Link {
        match destination {
            "ohio.it.md" => Link::Page {
                href: "../ohio/".to_owned(),
                title: "Ohio & co.".to_owned(),
                hreflang: None,
            },
            "b.en.md" => Link::Page {
                href: "../../en/b/".to_owned(),
                title: "B".to_owned(),
                hreflang: Some("en".to_owned()),
            },
            "#x" => Link::Anchor {
                href: "#x".to_owned(),
            },
            _ if destination.contains(':') => Link::External {
                href: destination.to_owned(),
            },
            _ => {
                out.push(Diagnostic::error("broken-link", destination).at(place));
                Link::Broken
            }
        }
    }

    fn image(&self, destination: &str, _: Place, _: &mut Diagnostics) -> Option<Image> {
        Some(Image {
            src: destination.to_owned(),
            width: Some(40),
            height: Some(30),
        })
    }

    fn fact(&self, id: &str) -> Option<FactMark> {
        let class = if id == "old" { "st-off" } else { "st-said" };
        let status = StatusMark {
            class: class.to_owned(),
            label: format!("label {class}"),
        };
        ["big", "old"].contains(&id).then(|| FactMark {
            canonical: "circa 1.400\u{a0}miliardi".to_owned(),
            status,
        })
    }

    fn verify_fact(
        &self,
        id: &str,
        marked: &str,
        before: &str,
        mention: Mention,
        place: Place,
        out: &mut Diagnostics,
    ) {
        if !marked.contains("1.400") {
            let message = format!("{id}: {marked}|{before}|{mention:?}");
            out.push(Diagnostic::error("fact-text", message).at(place));
        }
    }

    fn unmarked(
        &self,
        number: &Unmarked<'_>,
        _: &PageState,
        out: Option<&mut Diagnostics>,
    ) -> Option<Counted> {
        let said = &number.text[number.range.clone()];
        if said.contains("1.400") {
            return Some(Counted {
                fact: "big".to_owned(),
                ranges: vec![number.found.range.clone()],
                n_numbers: 1,
            });
        }
        if let Some(out) = out.filter(|_| number.found.has_unit()) {
            out.push(Diagnostic::warning("number", said).at(number.place));
        }
        None
    }

    fn has_source(&self, id: &str) -> bool {
        ["a", "b", "c", "x--y"].contains(&id)
    }

    fn has_term(&self, id: &str) -> bool {
        id == "rack"
    }

    fn status(&self, id: &str) -> Option<StatusMark> {
        (id == "announced").then(|| StatusMark {
            class: "st-ann".to_owned(),
            label: "annuncio".to_owned(),
        })
    }

    fn figure(
        &self,
        name: &str,
        caption: &str,
        place: Place,
        state: &mut PageState,
        out: &mut Diagnostics,
    ) -> Option<String> {
        let inner = render_inline("dato[@c]", place, self, state, out);
        Some(format!(
            "<figure data-name=\"{name}\">{caption}|{inner}</figure>"
        ))
    }

    fn suggest(&self, _: Kind, id: &str) -> String {
        format!("did you mean not `{id}`?")
    }
}

struct Outcome {
    body: Body,
    state: PageState,
    out: Diagnostics,
}

impl Outcome {
    /// `code@start..end` of each diagnostic, in order.
    fn codes(&self) -> Vec<String> {
        let place = |place: Option<Place>| {
            place.map_or_else(String::new, |p| format!("@{}..{}", p.start, p.end))
        };
        self.out
            .iter()
            .map(|diagnostic| format!("{}{}", diagnostic.code, place(diagnostic.place)))
            .collect()
    }

    fn html(&self) -> String {
        let sections = self
            .body
            .sections
            .iter()
            .map(|section| section.html.as_str());
        std::iter::once(self.body.lead.as_str())
            .chain(sections)
            .collect()
    }
}

fn render_in(locale: Locale, body: &str) -> Outcome {
    let site = Site::new(locale);
    let (mut state, mut out) = (PageState::new(), Diagnostics::new());
    let text = Text {
        body,
        file: FileId(0),
        offset: 0,
        typography: Typography::ByLanguage,
    };
    let body = render_body(&text, &site, &mut state, &mut out);
    Outcome { body, state, out }
}

fn render(body: &str) -> Outcome {
    render_in(Locale::It, body)
}

/// The HTML of a text that is the first section's.
fn section(body: &str) -> String {
    let outcome = render(&format!("## T\n\n{body}"));
    assert_eq!(outcome.codes(), Vec::<String>::new(), "{body}");
    outcome.body.sections[0].html.clone()
}

fn cite(number: usize, mark: usize) -> String {
    format!(
        "<button type=\"button\" class=\"c\" id=\"_c{number}-{mark}\" popovertarget=\"_f{number}\" aria-label=\"Fonte {number}\">{number}</button>"
    )
}

#[test]
fn the_lead_and_the_sections_are_told_apart() {
    let outcome =
        render("Uno.\n\nDue *x*.\n\n## Primo {#one}\n\nTesto.[@a]\n\n## Secondo\n\nTesto.\n");
    let body = &outcome.body;
    assert_eq!(
        body.lead,
        "<p class=\"lead\">Uno.</p>\n<div class=\"flow\">\n<p>Due <em>x</em>.</p>\n</div>\n"
    );
    assert_eq!(
        (body.lead_text.as_str(), body.word_count),
        ("Uno. Due x.", 7)
    );
    let sections: Vec<_> = body
        .sections
        .iter()
        .map(|s| (s.id.as_str(), s.title_html.as_str(), s.has_citation))
        .collect();
    assert_eq!(
        sections,
        [("one", "Primo", true), ("secondo", "Secondo", false)]
    );
    assert_eq!(
        body.sections[0].html,
        format!(
            "<div class=\"flow\">\n<p>Testo.{}</p>\n</div>\n",
            cite(1, 1)
        )
    );
    let headings: Vec<_> = body
        .headings
        .iter()
        .map(|h| (h.level, h.explicit, h.section))
        .collect();
    assert_eq!(headings, [(2, true, Some(0)), (2, false, Some(1))]);
}

#[test]
fn running_text_flows_and_the_rest_has_its_own_place() {
    let html = section(
        "Uno.\n\n- a\n- b\n\n> [!NOTE]\n> Nota.\n\nDue.\n\n| A | B |\n|--|-:|\n| x | y |\n\n---\n",
    );
    let expected = "<div class=\"flow\">\n<p>Uno.</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n</div>\n\
        <p class=\"aside side\">Nota.</p>\n<div class=\"flow\">\n<p>Due.</p>\n</div>\n\
        <div class=\"scroll wide\"><table>\n<thead><tr><th scope=\"col\">A</th><th scope=\"col\" class=\"r\">B</th></tr></thead>\n\
        <tbody>\n<tr><th scope=\"row\">x</th><td class=\"r\">y</td></tr>\n</tbody>\n</table></div>\n\
        <div class=\"flow\">\n<hr>\n</div>\n";
    assert_eq!(html, expected);
}

#[test]
fn a_note_of_several_blocks_is_a_box_around_them() {
    let html = section("> [!NOTE]\n> Uno.\n>\n> Due.\n");
    assert_eq!(
        html,
        "<div class=\"aside side\">\n<p>Uno.</p>\n<p>Due.</p>\n</div>\n"
    );
}

#[test]
fn boxes_stand_side_by_side_and_a_lone_one_stands_alone() {
    let html =
        section("### Si sa {.known}\n\n- a\n\n### Non si sa {.unknown}\n\nb\n\n### Poi\n\nc\n");
    let expected = "<div class=\"two wide\">\n<div class=\"known\"><h3 id=\"si-sa\">Si sa</h3>\n<ul>\n<li>a</li>\n</ul>\n</div>\n\
        <div class=\"unknown\"><h3 id=\"non-si-sa\">Non si sa</h3>\n<p>b</p>\n</div>\n</div>\n\
        <div class=\"flow\">\n<h3 id=\"poi\">Poi</h3>\n<p>c</p>\n</div>\n";
    assert_eq!(html, expected);
    let outcome = render("## Non si sa {.unknown}\n\n- a\n");
    assert_eq!(
        outcome.body.sections[0].html,
        "<div class=\"unknown\"><ul>\n<li>a</li>\n</ul>\n</div>\n"
    );
    assert!(outcome.body.sections[0].boxes_only);
}

#[test]
fn a_list_of_names_in_bold_is_set_as_rows() {
    let html = section("- **Uno.** a\n- **Due?** b\n");
    assert_eq!(
        html,
        "<ul class=\"plain rows\">\n<li><strong>Uno.</strong> a</li>\n<li><strong>Due?</strong> b</li>\n</ul>\n"
    );
    assert!(section("- **Uno.** a\n- Due\n").starts_with("<div class=\"flow\">\n<ul>\n"));
    assert!(section("- **Uno** a.\n").starts_with("<div class=\"flow\">\n<ul>\n"));
}

#[test]
fn an_alias_can_be_put_where_a_heading_says() {
    let outcome = render("## A\n\nx\n\n### B\n\n| a |\n|-|\n| b |\n\n### *C*\n\ny\n");
    let html = &outcome.body.sections[0].html;
    for (heading, words) in outcome.body.headings[1..]
        .iter()
        .zip(["B</h3>", "<em>C</em></h3>"])
    {
        assert!(
            html[heading.offset..].starts_with(words),
            "{}",
            &html[heading.offset..]
        );
    }
}

#[test]
fn citations_are_numbered_by_first_appearance() {
    let outcome = render("a [@b]. b[@a; @b][@c] c [@a]\n[@x--y]\n");
    let expected = format!(
        "<p class=\"lead\">a{}. b{}{}{} c{}{}</p>\n",
        cite(1, 1),
        cite(2, 1),
        cite(1, 2),
        cite(3, 1),
        cite(2, 2),
        cite(4, 1)
    );
    assert_eq!(outcome.html(), expected);
    let cited: Vec<_> = outcome
        .state
        .citations()
        .iter()
        .map(|c| (c.source.as_str(), c.marks))
        .collect();
    assert_eq!(cited, [("b", 2), ("a", 2), ("c", 1), ("x--y", 1)]);
    assert_eq!(outcome.body.lead_text, "a. b c");
}

#[test]
fn the_first_mention_in_a_section_is_told_from_later_ones() {
    let outcome =
        render("Sono circa [mille](fact:big) e [due](fact:big).\n\n## B\n\n[tre](fact:big)\n");
    let messages: Vec<_> = outcome.out.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "big: mille|Sono circa |First",
            "big: due|Sono circa mille e |Again",
            "big: tre||First"
        ]
    );
    assert_eq!(outcome.state.facts().len(), 3);
}

#[test]
fn a_fact_without_words_writes_itself() {
    for marked in ["[](fact:big)", "[…](fact:big)", "[...](fact:big)"] {
        assert_eq!(
            render(marked).html(),
            "<p class=\"lead\">circa 1.400\u{a0}miliardi</p>\n"
        );
    }
    assert_eq!(
        render("[circa *1.400\nmiliardi*](fact:big)").html(),
        "<p class=\"lead\">circa <em>1.400\u{a0}miliardi</em></p>\n"
    );
}

#[test]
fn a_cell_shows_each_status_once() {
    let html = section(
        "| A | B |\n|--|--|\n| [1.400](fact:big), [1.400](fact:big) | [1.400](fact:old) [](status:announced) |\n",
    );
    let row = "<tr><th scope=\"row\">1.400, 1.400 <span class=\"st st-said\">label st-said</span></th>\
        <td>1.400 <span class=\"st st-ann\">annuncio</span> <span class=\"st st-off\">label st-off</span></td></tr>";
    assert!(html.contains(row), "{html}");
}

#[test]
fn a_term_is_a_button_once_in_a_section() {
    let outcome = render("[rack](term:rack) [racks](term:rack)\n\n## B\n\n[rack](term:rack)\n");
    let button = "<button type=\"button\" class=\"t\" popovertarget=\"_g-rack\">rack</button>";
    assert_eq!(
        outcome.body.lead,
        format!("<p class=\"lead\">{button} racks</p>\n")
    );
    assert!(outcome.body.sections[0].html.contains(button));
}

#[test]
fn links_are_resolved_and_titles_are_written() {
    let html = section(
        "[a](ohio.it.md) [](ohio.it.md) [](b.en.md) [c](b.en.md) <https://x.test/?a=1&b=2> <m@x.test>",
    );
    let expected = "<a href=\"../ohio/\">a</a> <a href=\"../ohio/\">Ohio &amp; co.</a> \
        <a href=\"../../en/b/\" lang=\"en\" hreflang=\"en\">B</a> <a href=\"../../en/b/\" hreflang=\"en\">c</a> \
        <a href=\"https://x.test/?a=1&amp;b=2\">https://x.test/?a=1&amp;b=2</a> <a href=\"mailto:m@x.test\">m@x.test</a>";
    assert_eq!(
        html,
        format!("<div class=\"flow\">\n<p>{expected}</p>\n</div>\n")
    );
}

#[test]
fn figures_and_pictures_stand_where_they_should() {
    let figure = section("![La *carta*[@a]](figure:map)\n");
    assert_eq!(
        figure,
        format!(
            "<figure data-name=\"map\">La <em>carta</em>{}|dato{}</figure>\n",
            cite(1, 1),
            cite(2, 1)
        )
    );
    let picture =
        "<img src=\"a.png\" alt=\"&lt;b&gt; «c»\" width=\"40\" height=\"30\" loading=\"lazy\">";
    assert_eq!(
        section("![\\<b> \"c\"](a.png)\n"),
        format!("<div class=\"flow\">\n<p>{picture}</p>\n</div>\n")
    );
    let captioned = format!("<figure>{picture}<figcaption>L’«x»</figcaption></figure>");
    assert_eq!(
        section("![\\<b> \"c\"](a.png 'L\\'\"x\"')\n"),
        format!("<div class=\"flow\">\n{captioned}\n</div>\n")
    );
}

#[test]
fn footnotes_are_collected_with_ways_back() {
    let outcome = render("a[^n] b[^n]\n\n[^n]: Nota [x](ohio.it.md).\n\nc\n");
    assert_eq!(outcome.codes(), Vec::<String>::new());
    assert!(outcome.body.lead.contains(
        "a<sup class=\"fn\"><a id=\"_nr1-1\" href=\"#_n1\" aria-label=\"Nota 1\">1</a></sup> b"
    ));
    let note = "<li id=\"_n1\"><p>Nota <a href=\"../ohio/\">x</a>. <span class=\"bk\"><a href=\"#_nr1-1\" aria-label=\"torna al testo, 1\">a</a> \
        <a href=\"#_nr1-2\" aria-label=\"torna al testo, 2\">b</a></span></p></li>";
    assert!(
        outcome.body.footnotes_html.contains(note),
        "{}",
        outcome.body.footnotes_html
    );
    assert_eq!(outcome.state.links().len(), 1);
}

#[test]
fn quotes_follow_the_language() {
    let table = [
        (
            Locale::It,
            "l'\"accordo\" degli anni '90",
            "l’«accordo» degli anni ’90",
        ),
        (
            Locale::It,
            "\"Ha detto 'sì' ieri\", un po' dopo",
            "«Ha detto “sì” ieri», un po’ dopo",
        ),
        (Locale::It, "\"a \"b\" c\" d", "«a “b” c» d"),
        (
            Locale::It,
            "*\"x\"* (\"y\") **\"z\"**",
            "<em>«x»</em> («y») <strong>«z»</strong>",
        ),
        (
            Locale::It,
            "a -- b... `\"c\" -- 'd'`",
            "a – b… <code>&quot;c&quot; -- 'd'</code>",
        ),
        (
            Locale::En,
            "\"x\" and \"he said 'y'\"",
            "“x” and “he said ‘y’”",
        ),
        (
            Locale::En,
            "rock 'n' roll, 'tis the '90s, don't",
            "rock ’n’ roll, ’tis the ’90s, don’t",
        ),
        (
            Locale::En,
            "'single' and the boys' \"cars\"",
            "‘single’ and the boys’ “cars”",
        ),
        (Locale::Other, "\"x \"y\" z\"", "“x ‘y’ z”"),
        (
            Locale::It,
            "un 5\" e \\\"x\\\"",
            "un 5&quot; e &quot;x&quot;",
        ),
        (
            Locale::It,
            "\"[x](ohio.it.md)\"",
            "«<a href=\"../ohio/\">x</a>»",
        ),
    ];
    for (locale, markdown, html) in table {
        let outcome = render_in(locale, markdown);
        assert_eq!(
            outcome.html(),
            format!("<p class=\"lead\">{html}</p>\n"),
            "{markdown}"
        );
    }
}

#[test]
fn plain_titles_get_the_same_signs() {
    let table = [
        (
            Locale::It,
            "L'accordo \"x\" -- dell'Ohio...",
            "L’accordo «x» – dell’Ohio…",
        ),
        (
            Locale::En,
            "OpenAI's 'big' deal in the '90s",
            "OpenAI’s ‘big’ deal in the ’90s",
        ),
        (Locale::En, "The boys' \"cars\"", "The boys’ “cars”"),
        (Locale::It, "però è --- \"'a' b\"", "però è — «“a” b»"),
        (Locale::Other, "", ""),
    ];
    for (locale, text, set) in table {
        assert_eq!(typographic(text, locale), set, "{text}");
    }
}

#[test]
fn allowed_raw_html_passes_and_the_rest_is_shown_as_text() {
    assert_eq!(
        render("a<!-- x --><br/>b <ABBR title=\"x &quot;y&quot;\">c</abbr>").html(),
        "<p class=\"lead\">a<br>b <abbr title=\"x &quot;y&quot;\">c</abbr></p>\n"
    );
    let details = "<details open>\n<summary>A &amp; B &eacute;</summary>\n\n*c*\n\n</details>\n";
    let html = section(details);
    assert_eq!(
        html,
        "<div class=\"flow\">\n<details open=\"\">\n<summary>A &amp; B &eacute;</summary>\n<p><em>c</em></p>\n</details>\n</div>\n"
    );
    let outcome =
        render("uno\n\n<script>alert(77)</script>\n\ndue <img src=x onerror=alert(1) alt=a>\n");
    assert!(
        outcome
            .html()
            .contains("&lt;script&gt;alert(77)&lt;/script&gt;")
            && !outcome.html().contains("<img")
    );
    assert_eq!(outcome.codes(), ["raw-html@5..13", "raw-html@37..71"]);
}

#[test]
fn every_fault_has_its_code_and_place() {
    let table: [(&str, &[&str]); 43] = [
        ("a [b](javascript:x)", &["unsafe-address@2..19"]),
        ("a [b](<java\tscript:x>)", &["unsafe-address@2..22"]),
        ("[b][r]\n\n[r]: data:text/html,x", &["unsafe-address@0..6"]),
        ("![b](data:x)", &["unsafe-address@0..12"]),
        (
            "<a href=\"javascript&#58;x\">y</a>",
            &["unsafe-address@0..27"],
        ),
        ("a [b](nope.md)", &["broken-link@2..14"]),
        ("a [x][nope-def]", &["undefined-reference@2..15"]),
        ("a [x] [y]", &[]),
        ("a [^x]", &["undefined-footnote@2..6"]),
        ("[^x]: b", &["unused-footnote@0..7"]),
        ("[@nope]", &["unknown-source@0..7"]),
        ("[@a, @b]", &["citation-form@0..8"]),
        ("[x][@a]", &["citation-form@0..7"]),
        ("[@a](https://x.test)", &["citation-form@0..20"]),
        ("[x](fact:nope)", &["unknown-fact@0..14"]),
        ("[x](term:nope)", &["unknown-term@0..14"]),
        ("[](status:nope)", &["unknown-status@0..15"]),
        (
            "[a [1.400](fact:big) b](ohio.it.md)",
            &["fact-in-link@0..23"],
        ),
        ("[a [x](ohio.it.md) b](fact:big)", &["fact-in-link@0..21"]),
        (
            "<a href=\"#x\">[1.400](fact:big)</a>",
            &["raw-link@0..13", "fact-in-link@13..30"],
        ),
        ("`[x](fact:big)`", &["fact-in-link@0..15"]),
        ("    [x](fact:big)", &["fact-in-link@4..17"]),
        ("[a [x](ohio.it.md) b](ohio.it.md)", &["link-in-link@0..21"]),
        ("[odd](a b)", &["stray-link@0..5"]),
        ("## [x](term:rack)", &["misplaced-term@3..17"]),
        ("[](https://x.test)", &["empty-link@0..18"]),
        ("![](a.png)", &["missing-alt@0..10"]),
        ("x ![c](figure:map)", &["figure-place@2..18"]),
        ("[c](figure:map)", &["figure-place@0..15"]),
        ("**(accordo)**bis", &["stray-emphasis@0..2"]),
        ("\\*\\*x\\*\\*", &[]),
        (
            "E' perche' un po'",
            &["apostrophe-accent@0..2", "apostrophe-accent@3..10"],
        ),
        ("# a", &["second-h1@0..3"]),
        ("## a\n\n#### b", &["heading-level@6..12"]),
        ("## a {#_x}", &["reserved-id@0..10"]),
        ("## a {#x}\n\n## b {#x}", &["duplicate-id@11..20"]),
        ("## a {.odd}", &["heading-attribute@0..11"]),
        ("##", &["empty-heading@0..2"]),
        ("<b>x", &["raw-html@0..3"]),
        ("*<b>x*</b>", &["raw-html@1..4", "raw-html@6..10"]),
        ("<div>\n\nx", &["raw-html@0..5"]),
        ("> [!TIP]\n> x", &["note-kind@0..12"]),
        ("x <p>y</p>", &["raw-html@2..5"]),
    ];
    for (markdown, codes) in table {
        let outcome = render(markdown);
        assert_eq!(outcome.codes(), codes, "{markdown}\n{}", outcome.html());
    }
}

#[test]
fn places_count_from_the_top_of_the_file() {
    let (site, mut state, mut out) = (Site::new(Locale::It), PageState::new(), Diagnostics::new());
    let text = Text {
        body: "è [x](nope.md)",
        file: FileId(3),
        offset: 100,
        typography: Typography::AsTyped,
    };
    render_body(&text, &site, &mut state, &mut out);
    assert_eq!(
        out.iter().next().and_then(|d| d.place),
        Some(Place::new(FileId(3), 103..115))
    );
}

#[test]
fn a_value_is_inline_whatever_it_begins_with() {
    let site = Site::new(Locale::It);
    let place = Place::new(FileId(1), 5..9);
    let table = [
        ("nessuno[@a]", format!("nessuno{}", cite(1, 1))),
        ("2025. Poi\nbasta", "2025. Poi basta".to_owned()),
        ("# a", "# a".to_owned()),
        ("- a", "- a".to_owned()),
        ("_x_ \"y\"", "<em>x</em> «y»".to_owned()),
        (
            "[](status:announced) \"x\"",
            "<span class=\"st st-ann\">annuncio</span> «x»".to_owned(),
        ),
        ("", String::new()),
        ("**a** (b)", "<strong>a</strong> (b)".to_owned()),
    ];
    for (markdown, html) in table {
        let (mut state, mut out) = (PageState::new(), Diagnostics::new());
        assert_eq!(
            render_inline(markdown, place, &site, &mut state, &mut out),
            html,
            "{markdown}"
        );
        assert_eq!(out, Diagnostics::new());
    }
    let (mut state, mut out) = (PageState::new(), Diagnostics::new());
    render_inline("a [b](nope.md)", place, &site, &mut state, &mut out);
    assert_eq!(out.iter().next().and_then(|d| d.place), Some(place));
}

#[test]
fn hostile_texts_end_soon_and_well() {
    let table = "|".to_owned()
        + &" h |".repeat(50)
        + "\n|"
        + &"---|".repeat(50)
        + "\n"
        + &("|".to_owned() + &" c |".repeat(50) + "\n").repeat(500);
    let texts = [
        "[".repeat(5000) + "a" + &"](b)".repeat(5000),
        "*".repeat(10_000) + "a\n\n" + &"*a **a ".repeat(2500),
        ">".repeat(10_000) + " a",
        table,
        "[a]: https://example.test/".to_owned() + &"x".repeat(5000) + "\n\n" + &"[a] ".repeat(500),
        "a <!-- ".repeat(5000)
            + "\n\n"
            + &"a <? ".repeat(5000)
            + "\n\n"
            + &"a <![CDATA[ ".repeat(5000)
            + "\n\n"
            + &"a <a ".repeat(5000),
        "## Same\n\n".repeat(1000),
        (1..300)
            .map(|n| "e".to_owned() + &"`".repeat(n))
            .collect::<String>(),
        "a**b".repeat(5000) + "\n\n" + &"_a ".repeat(5000) + "\n\n" + &"**x* ".repeat(5000),
        "word *em* ".repeat(10_000),
        "<div>".repeat(1000) + "\n\nx",
        "- ".repeat(1000) + "x",
        "\"'".repeat(5000),
        "\0".repeat(100),
    ];
    for text in texts {
        let outcome = render(&text);
        let html = outcome.html();
        assert!(html.len() < 100 * text.len() + 1_000_000 && !html.contains('\0'));
        assert!(outcome.out.count(Severity::Error) < 2000);
    }
}

#[test]
fn too_deep_and_too_much_are_said() {
    assert_eq!(
        render(&(">".repeat(200) + " a")).codes()[0]
            .split('@')
            .next(),
        Some("too-deep")
    );
}

/// Asserts that every element is closed in the order of opening, blocks are not inside paragraphs, attributes are quoted.
fn assert_well_formed(html: &str, markdown: &str) {
    let mut open: Vec<String> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let end = rest[at..]
            .find('>')
            .map(|end| at + end)
            .unwrap_or_else(|| panic!("{markdown:?}\n{html}"));
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        let name: String = tag
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        assert!(
            !name.is_empty() && tag.matches('"').count().is_multiple_of(2),
            "{tag} in {markdown:?}\n{html}"
        );
        let is_void = ["br", "hr", "img", "input", "wbr"].contains(&name.as_str());
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "{markdown:?}\n{html}");
        } else if !is_void {
            let is_block = [
                "p",
                "div",
                "ul",
                "ol",
                "li",
                "table",
                "blockquote",
                "h3",
                "pre",
                "figure",
                "details",
            ];
            let in_line = open.iter().any(|element| {
                ["p", "h3", "b", "a", "button", "summary"].contains(&element.as_str())
            });
            assert!(
                !(in_line && is_block.contains(&name.as_str())),
                "{name} in a line: {markdown:?}\n{html}"
            );
            let activates = name == "button" || (name == "a" && tag.contains("href"));
            let in_active = open.iter().any(|element| element == "button");
            assert!(
                !(activates && in_active),
                "{name} in a button: {markdown:?}\n{html}"
            );
            open.push(name);
        }
    }
    assert_eq!(open, Vec::<String>::new(), "{markdown:?}\n{html}");
}

#[test]
fn no_mixture_breaks_the_nesting() {
    let pieces = [
        "a",
        " ",
        "\n",
        "\n\n",
        "è",
        "*",
        "**",
        "_",
        "`",
        "```\n",
        "> ",
        "- ",
        "1. ",
        "## ",
        "### b {.known}\n",
        "#### ",
        "|a|b|\n|-|-|\n|",
        "|",
        "[",
        "]",
        "](fact:big)",
        "](term:rack)",
        "](ohio.it.md)",
        "](status:announced)",
        "[@a]",
        "[x][@b]",
        "[^n]",
        "[^n]: ",
        "![",
        "](figure:map)\n\n",
        "](a.png \"t\")",
        "<b>",
        "</b>",
        "<div>\n",
        "</div>\n",
        "<details>\n",
        "<summary>",
        "</summary>",
        "</details>\n",
        "<p>",
        "<a href=\"#x\">",
        "</a>",
        "<script>",
        "<!--",
        "-->",
        "<br>",
        "'",
        "\"",
        "\\",
        "&amp;",
        "&lt;",
        "\0",
        "> [!NOTE]\n> ",
        "- [ ] ",
        "\n: ",
        "    ",
        "---\n",
        "~~",
        "<https://x.test>",
        "<",
        ">",
        "{#x}",
        "\n===\n",
        "<dl>\n<dt>",
        "</dt>",
        "<dd>",
        "</dd>\n",
        "</dl>",
        "<img src=\"a\" alt=\"b\">",
        "E'",
        "--",
        "...",
        "<span id=\"q\">",
        "</span>",
    ];
    let mut seed: u64 = 7;
    let mut next = |n: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).expect("31 bits fit") % n
    };
    let rounds = std::env::var("SPIEGA_ROUNDS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(3000);
    for _ in 0..rounds {
        let markdown: String = (0..next(30) + 1)
            .map(|_| pieces[next(pieces.len())])
            .collect();
        let outcome = render(&markdown);
        for section in &outcome.body.sections {
            assert_well_formed(&section.html, &markdown);
            assert_well_formed(&section.title_html, &markdown);
        }
        assert_well_formed(&outcome.body.lead, &markdown);
        assert_well_formed(&outcome.body.footnotes_html, &markdown);
        let (mut state, mut out) = (PageState::new(), Diagnostics::new());
        let value = render_inline(
            &markdown,
            Place::file(FileId(0)),
            &Site::new(Locale::En),
            &mut state,
            &mut out,
        );
        assert_well_formed(&value, &markdown);
        render_commonmark(&markdown);
    }
}

#[test]
fn numbers_without_a_mark_are_looked_at_and_the_rest_is_left_alone() {
    let table: [(&str, &[&str]); 26] = [
        ("Vale 5 GW e 3%.", &["5 GW", "3%"]),
        ("Vale 1.400 miliardi di dollari.", &[]),
        ("Vale [7 GW](fact:none).", &[]),
        ("Vale [1.400 e 7 GW](fact:big) o 8 GW.", &["8 GW"]),
        (
            "Nel 2025, il 20 novembre 2025, il 1º giorno, i 12 capitoli.",
            &[],
        ),
        (
            "Il titolo \"5 GW\", poi «6 GW» e ‘7 GW’, e 8 GW.",
            &["8 GW"],
        ),
        ("Un \"titolo non chiuso e 5 GW.", &["5 GW"]),
        ("Codice `5 GW`.\n\n    6 GW\n\n```\n7 GW\n```\n", &[]),
        (
            "<https://x.test/5GW> e https://x.test/6%20GW e [8 GW](https://x.test/9GW)",
            &["8 GW"],
        ),
        ("**5** GW, *6 GW*, 7\nGW", &["5 GW", "6 GW", "7 GW"]),
        ("5&nbsp;GW", &["5\u{a0}GW"]),
        ("## Sezione da 5 GW {#a}\n\n### 6 GW\n", &["5 GW", "6 GW"]),
        (
            "- 5 GW\n  - 6 GW\n\n> 7 GW\n\n> [!NOTE]\n> 8 GW\n",
            &["5 GW", "6 GW", "7 GW", "8 GW"],
        ),
        (
            "| A | 5 GW |\n|--|--|\n| 6 GW | 7 GW |\n",
            &["5 GW", "6 GW", "7 GW"],
        ),
        ("x[^1]\n\n[^1]: 5 GW\n", &["5 GW"]),
        ("![5 GW in *cifre*](a.png)", &["5 GW"]),
        ("![La carta dei 5 GW](figure:map)\n", &["5 GW"]),
        (
            "<details>\n<summary>5 GW</summary>\n</details>\n",
            &["5 GW"],
        ),
        (
            "<q>5 GW</q>, <cite>6 GW</cite>, <code>7 GW</code>, <b>8 GW</b>",
            &["8 GW"],
        ),
        ("[](ohio.it.md) e [rack da 5 GW](term:rack)", &["5 GW"]),
        ("GB200, NVL72, 24/7, 5G, GPT-4, v1.2.3", &[]),
        ("due miliardi di dollari", &["due miliardi di dollari"]),
        (
            "da 1 a 5 miliardi di dollari",
            &["1 a 5 miliardi di dollari"],
        ),
        (
            "3.000 chilogrammi, 20 minuti, 8 anni",
            &["3.000 chilogrammi", "20 minuti", "8 anni"],
        ),
        ("<!-- 5 GW -->", &[]),
        ("", &[]),
    ];
    for (markdown, expected) in table {
        let outcome = render(markdown);
        let numbers: Vec<_> = outcome.out.iter().filter(|d| d.code == "number").collect();
        let said: Vec<_> = numbers.iter().map(|d| d.message.as_str()).collect();
        assert_eq!(said, expected, "{markdown}");
        for number in numbers {
            let place = number.place.unwrap();
            let typed = &markdown[place.start as usize..place.end as usize];
            assert!(
                typed.starts_with(number.message.chars().next().unwrap()),
                "{typed}"
            );
        }
    }
}

#[test]
fn a_number_that_counts_as_marked_gets_a_mark_where_one_can_stand() {
    let table = [
        (
            "Vale 1.400 miliardi.",
            Some("Vale [1.400 miliardi](fact:big)."),
        ),
        ("**1.400** miliardi", None),
        (
            "**1.400 miliardi** e",
            Some("**[1.400 miliardi](fact:big)** e"),
        ),
        ("\\$1.400 circa", Some("[\\$1.400](fact:big) circa")),
        ("C:\\\\1.400", None),
        ("wow!1.400", None),
        ("[1.400](https://x.test/)", None),
        ("[rack da 1.400](term:rack)", None),
        ("<b>1.400</b>", Some("<b>[1.400](fact:big)</b>")),
        ("<b>1.400</b> miliardi", None),
        ("<details>\n1.400\n</details>\n", None),
        ("1.400[@a] miliardi", None),
        ("1.400\nmiliardi", Some("[1.400\nmiliardi](fact:big)")),
        (
            "> a 1.400\n> miliardi",
            Some("> a [1.400\n> miliardi](fact:big)"),
        ),
        (
            "1.400&nbsp;miliardi",
            Some("[1.400&nbsp;miliardi](fact:big)"),
        ),
        (
            "L'accordo: 'è' 1.400",
            Some("L'accordo: 'è' [1.400](fact:big)"),
        ),
        (
            "| A |\n|--|\n| 1.400 |",
            Some("| A |\n|--|\n| [1.400](fact:big) |"),
        ),
        ("## 1.400 {#x}", Some("## [1.400](fact:big) {#x}")),
        ("![1.400](a.png)", Some("![[1.400](fact:big)](a.png)")),
        ("[1.400](fact:big)", None),
        ("[1.400](fact:none)", None),
        ("\"1.400\" e `1.400`", None),
    ];
    for (markdown, expected) in table {
        let outcome = render(markdown);
        let mut marked = markdown.to_owned();
        for mark in outcome.state.proposed_marks().iter().rev() {
            marked.insert_str(mark.place.end as usize, &format!("](fact:{})", mark.fact));
            marked.insert(mark.place.start as usize, '[');
        }
        assert_eq!(marked, expected.unwrap_or(markdown));
        let again = render(&marked);
        assert_eq!(again.state.proposed_marks(), [], "{marked}");
        assert_eq!(again.body.word_count, outcome.body.word_count, "{marked}");
    }
}

#[test]
fn a_number_that_counts_as_marked_is_a_use_of_its_fact() {
    let outcome = render("## A\n\nVale 1.400 e [1.400](fact:big), 5 GW, [6 GW](fact:none).\n");
    let uses: Vec<_> = outcome
        .state
        .facts()
        .iter()
        .map(|fact| (fact.id.as_str(), fact.section))
        .collect();
    assert_eq!(uses, [("big", Some(0)), ("big", Some(0))]);
    let count = outcome.state.numbers()[&None];
    assert_eq!(
        (count.with_fact, count.without_fact, count.loose),
        (0, 1, 1)
    );
}

#[test]
fn a_mark_without_fact_needs_words_and_stands_outside_links() {
    assert_eq!(render("[](fact:none)").codes(), ["empty-link@0..13"]);
    assert_eq!(
        render("[a [b](fact:none)](https://x.test/)").codes(),
        ["fact-in-link@0..18"]
    );
    assert_eq!(
        render("[3.000 MW](fact:none)").html(),
        "<p class=\"lead\">3.000\u{a0}MW</p>\n"
    );
}
