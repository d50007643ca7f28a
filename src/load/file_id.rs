//! Path below `content/` → what the file is. All naming rules of `content/` live here.

use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Place, did_you_mean};
use crate::lang::{Lang, Languages};

/// What a text file of `content/` is.
#[derive(Debug, PartialEq, Eq)]
pub enum Role {
    /// `site.yaml`.
    Config,
    /// A file of `facts/`.
    Facts,
    /// `sources.yaml`.
    Sources,
    /// `timeline.yaml`.
    Timeline,
    /// `glossary.yaml`.
    Glossary,
    /// `maps/NAME.json`, by name.
    Map(String),
    /// A data file, with the id of its page.
    Data(String),
    /// A text: id and language.
    Page(String, Lang),
}

/// Whether a path below `content/` is read as text by the program, rather than copied.
pub(super) fn is_text(path: &str) -> bool {
    !path.starts_with("static/")
        && (path.ends_with(".md")
            || path.ends_with(".yaml")
            || path.starts_with("maps/") && path.ends_with(".json"))
}

/// Says what the file at a path below `content/` is; `None` and an error if its name fits no rule.
pub fn role_of(
    path: &str,
    file: FileId,
    languages: &Languages,
    diagnostics: &mut Diagnostics,
) -> Option<Role> {
    Some(match path {
        "site.yaml" => Role::Config,
        "sources.yaml" => Role::Sources,
        "timeline.yaml" => Role::Timeline,
        "glossary.yaml" => Role::Glossary,
        _ if path.starts_with("facts/") && path.ends_with(".yaml") => Role::Facts,
        _ if path.starts_with("maps/") => Role::Map(
            path.trim_start_matches("maps/")
                .trim_end_matches(".json")
                .to_owned(),
        ),
        _ if path.ends_with(".yaml") => Role::Data(path.trim_end_matches(".yaml").to_owned()),
        _ => return page_role(path, file, languages, diagnostics),
    })
}

fn page_role(
    path: &str,
    file: FileId,
    languages: &Languages,
    diagnostics: &mut Diagnostics,
) -> Option<Role> {
    let stem = path.strip_suffix(".md")?;
    let name = stem.rsplit('/').next().unwrap_or(stem);
    let first = languages
        .iter()
        .next()
        .map_or("it", |lang| languages.tag(lang));
    let Some((_, tag)) = name.rsplit_once('.').filter(|(base, _)| !base.is_empty()) else {
        let error = Diagnostic::error(
            "missing-language",
            format!("`{name}.md` does not say its language"),
        )
        .at(Place::file(file))
        .help(format!(
            "name it `{name}.{first}.md`: every text carries its language in its name"
        ));
        diagnostics.push(error);
        return None;
    };
    let Some(lang) = languages.find(tag) else {
        let error = Diagnostic::error(
            "unknown-language",
            format!("`{tag}` is not a language of the site"),
        )
        .at(Place::file(file))
        .help(did_you_mean(
            tag,
            languages.tags(),
            "a text is named NAME.LANG.md, and the languages of site.yaml are",
        ));
        diagnostics.push(error);
        return None;
    };
    Some(Role::Page(
        stem[..stem.len() - tag.len() - 1].to_owned(),
        lang,
    ))
}

/// The id and the language of a path below `content/`, if it has the form of a text.
pub fn id_of(path: &str, languages: &Languages) -> Option<(String, Lang)> {
    let stem = path.strip_suffix(".md")?;
    let (id, tag) = stem.rsplit_once('.')?;
    let named = !id.is_empty() && !id.ends_with('/');
    languages
        .find(tag)
        .filter(|_| named)
        .map(|lang| (id.to_owned(), lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(path: &str) -> Result<Role, &'static str> {
        let languages = Languages::new(vec!["it".into(), "pt-BR".into()]).expect("two languages");
        let mut diagnostics = Diagnostics::new();
        role_of(path, FileId(0), &languages, &mut diagnostics).ok_or_else(|| {
            diagnostics
                .iter()
                .next()
                .map_or("nothing", |diagnostic| diagnostic.code)
        })
    }

    #[test]
    fn paths_have_their_roles() {
        let languages = Languages::new(vec!["it".into(), "pt-BR".into()]).expect("two languages");
        let lang = |tag: &str| languages.find(tag).expect("known");
        for (path, expected) in [
            ("site.yaml", Ok(Role::Config)),
            ("facts/a.yaml", Ok(Role::Facts)),
            ("maps/us.json", Ok(Role::Map("us".into()))),
            (
                "partners/foxconn.yaml",
                Ok(Role::Data("partners/foxconn".into())),
            ),
            (
                "partners/foxconn.it.md",
                Ok(Role::Page("partners/foxconn".into(), lang("it"))),
            ),
            (
                "v1.2.pt-BR.md",
                Ok(Role::Page("v1.2".into(), lang("pt-BR"))),
            ),
            ("about.md", Err("missing-language")),
            ("about.fr.md", Err("unknown-language")),
            (".it.md", Err("missing-language")),
        ] {
            assert_eq!(role(path), expected, "{path}");
        }
    }
}
