//! The style sheets of `templates/assets/css/` → one text without needless spaces; a text → its hash for a content policy.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use sha2::{Digest, Sha256};

use crate::model::Site;

/// The layers, in the order in which they are put together; files with other names follow, sorted.
const LAYERS: [&str; 6] = ["tokens", "base", "layout", "parts", "figures", "print"];

/// All style sheets as one text, minified.
pub(in crate::render) fn bundle_css(site: &Site) -> String {
    let mut sheets: Vec<(usize, &str, &str)> = site
        .templates
        .iter()
        .filter_map(|(path, file)| {
            let name = path.strip_prefix("assets/css/")?.strip_suffix(".css")?;
            let position = LAYERS
                .iter()
                .position(|layer| *layer == name)
                .unwrap_or(LAYERS.len());
            Some((position, name, site.files.get(*file).text.as_str()))
        })
        .collect();
    sheets.sort_unstable();
    let css: String = sheets.iter().map(|(_, _, text)| minify(text)).collect();
    // In a string the two are the same, and nothing else may end the element that holds the sheets.
    css.replace("</", "<\\/")
}

/// Takes out comments, and spaces where CSS does not need them. Strings stay as they are.
fn minify(css: &str) -> String {
    let mut output = String::with_capacity(css.len());
    let mut chars = css.char_indices().peekable();
    let mut gap = false;
    while let Some((index, c)) = chars.next() {
        if css[index..].starts_with("/*") {
            let length = css[index + 2..]
                .find("*/")
                .map_or(css.len() - index, |end| end + 4);
            while chars.peek().is_some_and(|(next, _)| *next < index + length) {
                chars.next();
            }
            gap = true;
        } else if c.is_whitespace() {
            gap = true;
        } else {
            if std::mem::take(&mut gap) && needs_space(&output, c) {
                output.push(' ');
            }
            if c == '}' && output.ends_with(';') {
                output.pop();
            }
            output.push(c);
            if c == '"' || c == '\'' {
                copy_string(c, &mut chars, &mut output);
            }
        }
    }
    output
}

fn copy_string(
    quote: char,
    chars: &mut std::iter::Peekable<std::str::CharIndices<'_>>,
    output: &mut String,
) {
    while let Some((_, c)) = chars.next() {
        output.push(c);
        if c == '\\' {
            output.extend(chars.next().map(|(_, escaped)| escaped));
        } else if c == quote {
            return;
        }
    }
}

/// Whether a space between what was written and `next` means something. A colon may begin a selector (`a :hover`).
fn needs_space(output: &str, next: char) -> bool {
    let last = output.chars().next_back().unwrap_or('{');
    !("{};,:>(".contains(last) || "{};,>)".contains(next))
}

/// The hash of an inlined text as a content policy names it: `sha256-…`.
pub(in crate::render) fn policy_hash(text: &str) -> String {
    format!(
        "sha256-{}",
        BASE64_STANDARD.encode(Sha256::digest(text.as_bytes()))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_go_where_they_mean_nothing() {
        for (css, expected) in [
            ("a , b > c { color : red ; }\n", "a,b>c{color :red}"),
            ("/* x */ a { b: calc(1px + 2px) }", "a{b:calc(1px + 2px)}"),
            (".a .b :hover { }", ".a .b :hover{}"),
            (
                "@media (min-width: 4rem) and (x) { }",
                "@media (min-width:4rem) and (x){}",
            ),
            (
                "a::before { content: \"a  ;  b\" / \"\"; }",
                "a::before{content:\"a  ;  b\" / \"\"}",
            ),
            (
                "a { margin: 0 -.5em; font: 1rem/1.1 var(--x) }",
                "a{margin:0 -.5em;font:1rem/1.1 var(--x)}",
            ),
        ] {
            assert_eq!(minify(css), expected);
        }
    }

    #[test]
    fn hashes_are_those_of_the_policy() {
        assert_eq!(
            policy_hash(""),
            "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
        );
        assert_eq!(
            policy_hash("abc"),
            "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="
        );
    }
}
