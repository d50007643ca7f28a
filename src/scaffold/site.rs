//! A whole new site: the embedded example in the languages asked for, with its own copy of the templates.

use super::PlannedFile;
use super::languages::Language;
use super::localize::{localize_yaml, yaml_text};
use crate::embedded::{Embedded, STARTER, TEMPLATES};

/// What was asked for.
#[derive(Clone, Copy, Debug)]
pub struct NewSite<'a> {
    /// Tags of its languages, at least one, each once.
    pub languages: &'a [String],
    /// Its name, instead of the example's.
    pub title: Option<&'a str>,
    /// Address of its home page, checked.
    pub base_url: Option<&'a str>,
    /// Address of its repository, checked.
    pub repository: Option<&'a str>,
    /// The repository that holds the sources of the program, `OWNER/NAME`.
    pub program: Option<&'a str>,
}

impl NewSite<'_> {
    /// Tags of the languages whose words and texts are English until somebody translates them.
    pub fn untranslated(&self) -> Vec<&str> {
        let languages = self.languages().into_iter();
        let untranslated = languages.filter(|language| language.is_untranslated());
        untranslated.map(|language| language.tag).collect()
    }

    fn languages(&self) -> Vec<Language<'_>> {
        self.languages.iter().map(|tag| Language::of(tag)).collect()
    }

    /// The address asked for; else the one that GitHub Pages gives a repository.
    fn base_url(&self) -> Option<String> {
        let on_github = || {
            let path = self.repository?.strip_prefix("https://github.com/")?;
            let (owner, name) = path.trim_end_matches('/').split_once('/')?;
            let host = format!("{}.github.io", owner.to_lowercase());
            Some(match name.eq_ignore_ascii_case(&host) {
                true => format!("https://{host}/"),
                false => format!("https://{host}/{name}/"),
            })
        };
        self.base_url.map(str::to_owned).or_else(on_github)
    }
}

/// The files of a new site, sorted by path.
pub fn plan_site(new: &NewSite<'_>) -> Vec<PlannedFile> {
    let languages = new.languages();
    let mut files: Vec<PlannedFile> = Vec::new();
    for (path, bytes) in STARTER {
        files.extend(starter_files(path, bytes, new, &languages));
    }
    let (words, looks): (Vec<&Embedded>, Vec<&Embedded>) = TEMPLATES
        .iter()
        .partition(|(path, _)| path.starts_with("strings/"));
    files.extend(
        looks
            .iter()
            .map(|(path, bytes)| (format!("templates/{path}"), bytes.to_vec())),
    );
    files.extend(
        languages
            .iter()
            .filter_map(|language| words_file(*language, &words)),
    );
    files.sort();
    files.dedup();
    files
}

/// What becomes of one file of the example: a text in each language that begins with it, a localized data file, a copy.
fn starter_files(
    path: &str,
    bytes: &[u8],
    new: &NewSite<'_>,
    languages: &[Language<'_>],
) -> Vec<PlannedFile> {
    let text = String::from_utf8_lossy(bytes);
    let text_of = |base| Some((path.strip_suffix(&format!(".{base}.md"))?, base));
    if let Some((id, base)) = text_of("it").or_else(|| text_of("en")) {
        let languages = languages.iter().filter(|language| language.base == base);
        return languages
            .map(|language| {
                (
                    format!("{id}.{}.md", language.tag),
                    page_text(&text, *language).into(),
                )
            })
            .collect();
    }
    let changed = match path {
        "content/site.yaml" => site_yaml(&localize_yaml(&text, languages), new),
        _ if path.starts_with("content/") => localize_yaml(&text, languages),
        ".github/workflows/site.yml" => match new.program {
            Some(program) => with_line(&text, "  PROGRAM:", &format!("  PROGRAM: {program}")),
            None => text.into_owned(),
        },
        _ => text.into_owned(),
    };
    vec![(path.to_owned(), changed.into())]
}

/// Links lead to texts of the same language; what is not translated says so to editors.
fn page_text(text: &str, language: Language<'_>) -> String {
    let text = text.replace(
        &format!(".{}.md", language.base),
        &format!(".{}.md", language.tag),
    );
    if language.is_untranslated() {
        text.replacen(
            "---\n",
            "---\n# to be translated: this text is still English\n",
            1,
        )
    } else {
        text
    }
}

/// The interface words of a language: its own, or English ones under its name.
fn words_file(language: Language<'_>, words: &[&Embedded]) -> Option<PlannedFile> {
    let path = format!("strings/{}.yaml", language.base);
    let (_, bytes) = words.iter().find(|(known, _)| *known == path)?;
    let text = String::from_utf8_lossy(bytes).into_owned();
    let text = GENERAL
        .iter()
        .fold(text, |text, (own, general)| text.replace(own, general));
    if !language.is_untranslated() {
        return Some((format!("templates/{path}"), text.into()));
    }
    let name = yaml_text(&language.name());
    let text = with_line(&text, "lang_name:", &format!("lang_name: {name}"));
    let text = with_line(
        &text,
        "locale:",
        &format!("locale: {}", yaml_text(&language.tag.replace('-', "_"))),
    );
    let text = with_line(&text, "chooser:", &format!("chooser: {{button: {name}}}"));
    let text = format!("# to be translated: these words are still English\n{text}");
    Some((
        format!("templates/strings/{}.yaml", language.tag),
        text.into(),
    ))
}

/// Words that fit the site of this repository alone, and what fits any.
const GENERAL: [(&str, &str); 2] = [
    (
        "company: Azienda, situazione",
        "company: \"Chi, situazione\"",
    ),
    ("company: Company, status", "company: \"Who, status\""),
];

fn site_yaml(text: &str, new: &NewSite<'_>) -> String {
    let tags: Vec<String> = new.languages.iter().map(|tag| yaml_text(tag)).collect();
    let mut text = with_line(
        text,
        "languages:",
        &format!("languages: [{}]", tags.join(", ")),
    );
    if let Some(url) = new.base_url() {
        text = with_line(
            &text,
            "base_url:",
            &format!("base_url: {}", yaml_text(&url)),
        );
    }
    if let Some(url) = new.repository {
        text = with_line(
            &text,
            "# repository:",
            &format!("repository: {}", yaml_text(url)),
        );
    }
    if let Some(title) = new.title {
        let title = yaml_text(title);
        let titles: Vec<String> = tags.iter().map(|tag| format!("{tag}: {title}")).collect();
        text = with_line(
            &text,
            "title:",
            &format!("title: {{{}}}", titles.join(", ")),
        );
    }
    text
}

/// The text with another line in the place of the first one that begins so.
fn with_line(text: &str, beginning: &str, line: &str) -> String {
    let mut done = false;
    let lines = text.split_inclusive('\n').map(|old| {
        if done || !old.starts_with(beginning) {
            return old.to_owned();
        }
        done = true;
        format!("{line}\n")
    });
    lines.collect()
}
