//! The two passes over all pages, and what is worked out between them. What the memory of the last run knows is not made
//! again.

use std::sync::Arc;

use rayon::prelude::*;

use super::aliases::{aliases_from_translations, with_aliases};
use super::finish::{Finish, finish_pages};
use super::fixed::Output;
use super::memo::{Anew, Known, PageMade, Placed, TextMade};
use super::page_lookup::PageLookup;
use super::page_text::PageText;
use super::sections::uncited_sections;
use super::shared::Shared;
use super::tally::{proposed_marks, tally_texts};
use super::templates::Templates;
use super::text::render_text;
use super::uses::{Moved, PageUses, Uses};
use super::{Rendered, copy_assets, facts_data, feed, put_files, render_fixed, search};
use crate::diagnostic::{Diagnostics, Place};
use crate::model::{Page, PageIndex};
use crate::panics::catch;
use crate::sink::{OutputError, Sink};
use crate::watchdog::Watchdog;

/// What all passes work with.
pub(super) struct Passes<'a> {
    pub(super) shared: &'a Shared<'a>,
    /// `None` where they have errors.
    pub(super) templates: Option<&'a Templates<'a>>,
    pub(super) sink: &'a dyn Sink,
    pub(super) watchdog: &'a Watchdog,
    /// Whether the run leaves a memory.
    pub(super) keeps: bool,
    /// The pages whose texts are made anew.
    pub(super) texts: Anew,
    /// The pages that these reach by their translations.
    pub(super) pages: Anew,
}

/// What came of a run, and what is known after it if all pages could be made.
type Ran = (Rendered, Option<Known>);

impl Passes<'_> {
    /// Makes all pages and files.
    ///
    /// # Errors
    /// The sink's own.
    pub(super) fn run(
        self,
        mut known: Known,
        diagnostics: &mut Diagnostics,
    ) -> Result<Ran, OutputError> {
        let site = self.shared.site;
        let nothing = || Ok((Rendered::default(), None));
        let texts = self.first_pass(&known, diagnostics);
        let (Some(templates), Some(texts)) = (self.templates, texts) else {
            return nothing();
        };
        if super::report_missing_templates(self.shared, templates, diagnostics) {
            return nothing();
        }
        let mut moved = Moved::default();
        let (uses, of_pages) = self.uses(&mut known, &texts, &mut moved);
        let kept_texts = self.kept(&texts);
        let placed = self.placed(&known, texts);
        let mut rendered = uses.to_rendered();
        let words = self.words(&known, &placed);
        let files = self.between(&placed, &words, &uses, &mut rendered);
        let kept_placed = self.kept(&placed);
        let pages = self.finish(templates, &uses, placed, &known, &moved, diagnostics)?;
        let Some(pages) = pages else {
            return nothing();
        };
        rendered.records = pages.iter().map(|page| Arc::clone(&page.record)).collect();
        render_fixed(
            self.shared,
            templates,
            self.sink,
            &mut rendered,
            diagnostics,
        )?;
        put_files(files, self.sink, &mut rendered)?;
        copy_assets(site, self.sink, &mut rendered)?;
        let is_whole = self.keeps && pages.len() == site.pages.len();
        let known = is_whole.then(|| Known {
            texts: kept_texts,
            translations: Arc::clone(&self.shared.translations),
            placed: kept_placed,
            of_pages,
            uses: Some(uses),
            words,
            pages,
        });
        Ok((rendered, known))
    }

    /// A copy for the memory, if there is to be one.
    fn kept<T: Clone>(&self, values: &[T]) -> Vec<T> {
        match self.keeps {
            true => values.to_vec(),
            false => Vec::new(),
        }
    }

    /// The texts of all pages; `None`, with an error, if the program failed at one of them.
    fn first_pass(&self, known: &Known, diagnostics: &mut Diagnostics) -> Option<Vec<TextMade>> {
        let pages: Vec<(PageIndex, &Page)> = self.shared.site.indexed_pages().collect();
        let made: Vec<Result<TextMade, Diagnostics>> = pages
            .into_par_iter()
            .map(|(index, page)| match known.texts.get(index.0 as usize) {
                Some(made) if !self.texts.has(index) => Ok(made.clone()),
                _ => self.make_text(page),
            })
            .collect();
        let mut texts = Vec::with_capacity(made.len());
        for made in made {
            match made {
                Ok(made) => {
                    diagnostics.extend(made.found.clone());
                    texts.push(Some(made));
                }
                Err(found) => {
                    diagnostics.extend(found);
                    texts.push(None);
                }
            }
        }
        texts.into_iter().collect()
    }

    fn make_text(&self, page: &Page) -> Result<TextMade, Diagnostics> {
        let path = &self.shared.site.files.get(page.file).path;
        let _going = self.watchdog.begin(path, path);
        let mut found = Diagnostics::new();
        match catch(path, || render_text(self.shared, page, &mut found)) {
            Ok(text) => Ok(TextMade {
                text: Arc::new(text),
                found,
            }),
            Err(fault) => {
                found.push(fault.at(Place::file(page.file)));
                Err(found)
            }
        }
    }

    /// Who uses what, and what each page uses; `moved` learns what that changes for pages that are known.
    fn uses(
        &self,
        known: &mut Known,
        texts: &[TextMade],
        moved: &mut Moved,
    ) -> (Uses, Vec<PageUses>) {
        let site = self.shared.site;
        let mut of_pages = std::mem::take(&mut known.of_pages);
        let pages: Vec<(PageIndex, &Page)> = site.indexed_pages().collect();
        let made: Vec<(PageIndex, &Page, PageUses)> = pages
            .into_par_iter()
            .filter(|(index, _)| self.texts.has(*index))
            .map(|(index, page)| {
                let text = &texts[index.0 as usize].text;
                (index, page, PageUses::of(site, page, text))
            })
            .collect();
        let Some(mut uses) = known.uses.take() else {
            let mut uses = Uses::none(site.config.languages.len());
            for (index, page, used) in made {
                uses.add(index, page.lang, &used);
                of_pages.push(used);
            }
            return (uses, of_pages);
        };
        for (index, page, new) in made {
            let old = &mut of_pages[index.0 as usize];
            uses.replace(index, page.lang, old, &new, moved);
            *old = new;
        }
        (uses, of_pages)
    }

    /// The texts with the ids that translations bring.
    fn placed(&self, known: &Known, texts: Vec<TextMade>) -> Vec<Placed> {
        let texts: Vec<Arc<PageText>> = texts.into_iter().map(|made| made.text).collect();
        let site = self.shared.site;
        let indices = (0..texts.len())
            .into_par_iter()
            .map(crate::model::page_index);
        let aliases: Vec<Option<Vec<Vec<String>>>> = indices
            .map(|index| {
                let is_new = self.pages.has(index);
                is_new.then(|| aliases_from_translations(site, index, &texts))
            })
            .collect();
        let all = texts.into_iter().zip(aliases).enumerate();
        all.map(|(index, (text, aliases))| match aliases {
            Some(aliases) => with_aliases(text, aliases),
            None => known.placed[index].clone(),
        })
        .collect()
    }

    /// The words of each page that the search looks in; none where there is no search.
    fn words(&self, known: &Known, placed: &[Placed]) -> Vec<Arc<str>> {
        let shared = self.shared;
        if !search::has_search(shared.site) {
            return Vec::new();
        }
        let pages: Vec<(PageIndex, &Page)> = shared.site.indexed_pages().collect();
        let pages = pages.into_par_iter().zip(placed);
        pages
            .map(
                |((index, page), (text, _))| match known.words.get(index.0 as usize) {
                    Some(words) if !self.pages.has(index) => Arc::clone(words),
                    _ => search::page_words(&PageLookup { shared, page }, text),
                },
            )
            .collect()
    }

    /// What is made of all texts together: files for machines, and what the checks want to know.
    fn between(
        &self,
        placed: &[Placed],
        words: &[Arc<str>],
        uses: &Uses,
        rendered: &mut Rendered,
    ) -> Vec<Output> {
        let (shared, site) = (self.shared, self.shared.site);
        let texts: Vec<Arc<PageText>> = placed.iter().map(|(text, _)| Arc::clone(text)).collect();
        rendered.uncited = uncited_sections(site, &texts);
        rendered.marks = proposed_marks(&texts);
        rendered.tallies = tally_texts(site, &texts);
        let data = facts_data::data_files(shared, uses).into_iter();
        let search = search::search_files(shared, &texts, words);
        data.chain(search)
            .chain(feed::feeds(shared, &texts))
            .collect()
    }

    /// The finished pages; `None` if one took so long that others were not begun.
    fn finish(
        &self,
        templates: &Templates<'_>,
        uses: &Uses,
        placed: Vec<Placed>,
        known: &Known,
        moved: &Moved,
        diagnostics: &mut Diagnostics,
    ) -> Result<Option<Vec<PageMade>>, OutputError> {
        let anew = self.pages.with_moved(self.shared.site, moved);
        let pass = Finish {
            shared: self.shared,
            templates,
            uses,
            sink: self.sink,
            keeps: self.keeps,
        };
        let known = |index: PageIndex| {
            let page = known.pages.get(index.0 as usize);
            page.filter(|_| !anew.has(index)).cloned()
        };
        let (pages, has_barked) = finish_pages(&pass, placed, &known, diagnostics)?;
        Ok((!has_barked).then_some(pages))
    }
}
