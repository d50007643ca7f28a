//! What the Markdown stage asks, answered from the model for one page.

use super::figures;
use super::link::{Target, resolve_link};
use super::markdown::{
    Counted, FactMark, Image, Kind, Link, Lookup, PageState, StatusMark, Unmarked, Words,
};
use super::page_lookup::PageLookup;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, did_you_mean};
use crate::quantity::{Form, Locale, Mention};
use crate::status::Status;

impl Lookup for PageLookup<'_> {
    fn locale(&self) -> Locale {
        self.shared.locale(self.page.lang)
    }

    fn words(&self) -> &Words {
        self.shared.markdown_words(self.page.lang)
    }

    fn link(&self, destination: &str, place: Place, out: &mut Diagnostics) -> Link {
        let site = self.shared.site;
        match resolve_link(site, self.page, destination, place, out) {
            Target::Broken => Link::Broken,
            Target::External => Link::External {
                href: destination.to_owned(),
            },
            Target::File(path, suffix) => Link::Anchor {
                href: self.href(&path) + &suffix,
            },
            Target::Page(index, suffix) => {
                let target = site.page(index);
                if target.path == self.page.path && suffix.starts_with('#') {
                    return Link::Anchor { href: suffix };
                }
                Link::Page {
                    href: self.page_href(index) + &suffix,
                    title: super::markdown::typographic(
                        &target.front_matter.title,
                        self.shared.locale(target.lang),
                    ),
                    hreflang: self.foreign_tag(index),
                }
            }
        }
    }

    fn image(&self, destination: &str, place: Place, out: &mut Diagnostics) -> Option<Image> {
        match resolve_link(self.shared.site, self.page, destination, place, out) {
            Target::File(path, suffix) => Some(Image {
                src: self.href(&path) + &suffix,
                width: None,
                height: None,
            }),
            Target::Broken => None,
            Target::External => {
                let error =
                    Diagnostic::error("foreign-image", "a picture from another site").at(place);
                out.push(
                    error.help(
                        "put the picture beside the text: pages load nothing from other hosts",
                    ),
                );
                None
            }
            Target::Page(..) => {
                let error = Diagnostic::error(
                    "dead-link",
                    format!("`{destination}` is a page, not a picture"),
                );
                out.push(
                    error
                        .at(place)
                        .help("name a picture that lies beside the text"),
                );
                None
            }
        }
    }

    fn fact(&self, id: &str) -> Option<FactMark> {
        let fact = self.shared.site.facts.get(id)?;
        let lang = self.page.lang;
        let canonical =
            fact.quantity
                .format(self.shared.locale(lang), &fact.words(lang), Form::Text);
        Some(FactMark {
            canonical,
            status: self.shared.status(fact.status, lang),
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
        let Some(fact) = self.shared.site.facts.get(id) else {
            return;
        };
        let (lang, locale) = (self.page.lang, self.locale());
        if let Err(mismatch) =
            fact.quantity
                .stated_by(locale, &fact.words(lang), marked, before, mention)
        {
            let message = format!(
                "the text says `{}`, and the fact `{id}` says otherwise: {}",
                marked.trim(),
                mismatch.kind
            );
            let error = Diagnostic::error("fact-mismatch", message)
                .at(place)
                .help(format!("write `[{}](fact:{id})`", mismatch.expected))
                .related(fact.place, "the fact");
            out.push(error);
        }
    }

    fn unmarked(
        &self,
        number: &Unmarked<'_>,
        state: &PageState,
        out: Option<&mut Diagnostics>,
    ) -> Option<Counted> {
        self.judge(number, state, out)
    }

    fn has_source(&self, id: &str) -> bool {
        self.shared.site.sources.contains_key(id)
    }

    fn has_term(&self, id: &str) -> bool {
        self.shared.site.terms.contains_key(id)
    }

    fn status(&self, id: &str) -> Option<StatusMark> {
        Some(self.shared.status(Status::parse(id)?, self.page.lang))
    }

    fn figure(
        &self,
        name: &str,
        caption_html: &str,
        place: Place,
        state: &mut PageState,
        out: &mut Diagnostics,
    ) -> Option<String> {
        figures::figure(self, name, caption_html, place, state, out)
    }

    fn suggest(&self, kind: Kind, id: &str) -> String {
        let site = self.shared.site;
        match kind {
            Kind::Fact => did_you_mean(
                id,
                site.facts.keys().map(String::as_str),
                "facts are defined in facts/*.yaml",
            ),
            Kind::Source => did_you_mean(
                id,
                site.sources.keys().map(String::as_str),
                "sources are defined in sources.yaml",
            ),
            Kind::Term => did_you_mean(
                id,
                site.terms.keys().map(String::as_str),
                "terms are defined in glossary.yaml",
            ),
            Kind::Status => did_you_mean(
                id,
                Status::ALL.iter().map(|status| status.name()),
                "the statuses are",
            ),
            Kind::Figure => did_you_mean(id, figures::NAMES, "figures made from data are"),
        }
    }
}
