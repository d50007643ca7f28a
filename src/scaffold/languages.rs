//! The languages that a new site may have: which of them the program brings words for, and what the others are called.

/// A language of the new site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Language<'a> {
    /// Its tag, as it was asked for.
    pub(super) tag: &'a str,
    /// The language whose texts it begins with: its own, or English, to be translated.
    pub(super) base: &'static str,
}

impl<'a> Language<'a> {
    /// The language of a tag.
    pub(super) fn of(tag: &'a str) -> Self {
        let base = match primary(tag).as_str() {
            "it" => "it",
            _ => "en",
        };
        Self { tag, base }
    }

    /// Whether the texts are in another language until somebody translates them.
    pub(super) fn is_untranslated(self) -> bool {
        primary(self.tag) != self.base
    }

    /// What it is called in itself; its tag where that is not known, or where the tag says more.
    pub(super) fn name(self) -> String {
        let primary = primary(self.tag);
        let known = NAMES.iter().find(|(tag, _)| *tag == primary);
        match known {
            Some((tag, name)) if *tag == self.tag => (*name).to_owned(),
            Some((_, name)) => format!("{name} ({})", self.tag),
            None => self.tag.to_owned(),
        }
    }
}

fn primary(tag: &str) -> String {
    let primary = tag.split('-').next().unwrap_or(tag);
    primary.to_ascii_lowercase()
}

/// Names of languages in themselves, for the switch.
const NAMES: [(&str, &str); 24] = [
    ("bg", "български"),
    ("ca", "català"),
    ("cs", "čeština"),
    ("da", "dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("es", "español"),
    ("fi", "suomi"),
    ("fr", "français"),
    ("hr", "hrvatski"),
    ("hu", "magyar"),
    ("ja", "日本語"),
    ("nb", "norsk bokmål"),
    ("nl", "Nederlands"),
    ("pl", "polski"),
    ("pt", "português"),
    ("ro", "română"),
    ("ru", "русский"),
    ("sl", "slovenščina"),
    ("sq", "shqip"),
    ("sv", "svenska"),
    ("tr", "Türkçe"),
    ("uk", "українська"),
    ("zh", "中文"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_begins_with_its_own_words_or_with_english_ones() {
        for (tag, base, untranslated, name) in [
            ("it", "it", false, "it"),
            ("it-CH", "it", false, "it-CH"),
            ("EN", "en", false, "EN"),
            ("de", "en", true, "Deutsch"),
            ("pt-BR", "en", true, "português (pt-BR)"),
            ("tlh", "en", true, "tlh"),
        ] {
            let language = Language::of(tag);
            assert_eq!(
                (language.base, language.is_untranslated()),
                (base, untranslated),
                "{tag}"
            );
            assert_eq!(language.name(), name);
        }
    }
}
