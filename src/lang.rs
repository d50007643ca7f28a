//! Languages as positions in the list of `site.yaml`; parsed once, no raw tags after that.

/// A language of the site, by its position in [`Languages`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(u8);

impl Lang {
    /// Position in the list of languages.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// The languages of the site, in the order of `site.yaml`; at least one, at most 64.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Languages(Vec<String>);

/// The most languages a site may have.
pub const MAX_LANGUAGES: usize = 64;

impl Languages {
    /// A list of BCP 47 tags. `None` if it is empty or longer than [`MAX_LANGUAGES`].
    pub fn new(tags: Vec<String>) -> Option<Self> {
        (1..=MAX_LANGUAGES)
            .contains(&tags.len())
            .then_some(Self(tags))
    }

    /// The language of a tag, compared without regard to case.
    pub fn find(&self, tag: &str) -> Option<Lang> {
        let position = self
            .0
            .iter()
            .position(|known| known.eq_ignore_ascii_case(tag))?;
        u8::try_from(position).ok().map(Lang)
    }

    /// The tag of a language.
    pub fn tag(&self, lang: Lang) -> &str {
        &self.0[lang.index()]
    }

    /// All languages, in order.
    pub fn iter(&self) -> impl Iterator<Item = Lang> + use<> {
        (0..u8::try_from(self.0.len()).unwrap_or(u8::MAX)).map(Lang)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Never true: a site has at least one language.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All tags, in order.
    pub fn tags(&self) -> impl Iterator<Item = &str> + Clone {
        self.0.iter().map(String::as_str)
    }
}

/// Whether a text has the form of a BCP 47 tag: `it`, `pt-BR`, `zh-Hant`. The registry is not consulted.
pub fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    (2..=8).contains(&primary.len())
        && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

/// A tag in the letters that its registry recommends: `PT-br` → `pt-BR`, `zh-HANT` → `zh-Hant`.
pub fn usual_tag(tag: &str) -> String {
    let parts = tag.split('-').enumerate();
    let parts = parts.map(|(at, part)| match (at, part.len()) {
        (1.., 2) => part.to_ascii_uppercase(),
        (1.., 4) if part.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
            part[..1].to_ascii_uppercase() + &part[1..].to_ascii_lowercase()
        }
        _ => part.to_ascii_lowercase(),
    });
    parts.collect::<Vec<_>>().join("-")
}

/// A value that may differ by language; as long as the list of languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Localized<T>(Vec<T>);

impl<T> Localized<T> {
    /// One value per language, in the order of [`Languages`].
    pub fn new(values: Vec<T>) -> Self {
        Self(values)
    }

    /// The value of a language.
    pub fn get(&self, lang: Lang) -> &T {
        &self.0[lang.index()]
    }

    /// All values in the order of the languages.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_written_as_usual() {
        for (written, usual) in [
            ("IT", "it"),
            ("PT-br", "pt-BR"),
            ("zh-HANT-tw", "zh-Hant-TW"),
            ("de-1996", "de-1996"),
            ("SR-latn-rs", "sr-Latn-RS"),
        ] {
            assert_eq!(usual_tag(written), usual);
        }
    }

    #[test]
    fn tags_have_the_form_of_bcp_47() {
        for tag in ["it", "en", "pt-BR", "zh-Hant", "de-1996", "srp"] {
            assert!(is_language_tag(tag), "{tag}");
        }
        for tag in ["", "i", "it_IT", "it-", "1t", "md.it", "abcdefghi"] {
            assert!(!is_language_tag(tag), "{tag}");
        }
    }
}
