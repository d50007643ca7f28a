//! What a number without a mark is: a fact of the page, and then it counts as marked; a fact that the page does not use; or
//! none at all. The last two are reported when the number has a currency or a unit.

use std::ops::Range;

use super::markdown::{Counted, Lookup as _, PageState, Unmarked};
use super::page_lookup::PageLookup;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Fact;
use crate::quantity::{Amount, Form, LocalWords, Mention, Mismatch};

/// How many facts a message names.
const MAX_NAMED: usize = 3;

impl PageLookup<'_> {
    /// The fact that a number states; see [`super::markdown::Lookup::unmarked`].
    pub(super) fn judge(
        &self,
        number: &Unmarked<'_>,
        state: &PageState,
        out: Option<&mut Diagnostics>,
    ) -> Option<Counted> {
        let index = &self.shared.fact_index;
        let fitting = || {
            index
                .fitting(self.locale(), number.found)
                .filter(|fact| self.is_likely(fact, number))
        };
        let of_page: Vec<&Fact> = fitting()
            .filter(|fact| state.knows_fact(&fact.id))
            .collect();
        let mut stated = of_page
            .iter()
            .filter_map(|fact| self.reading(fact, number, state).ok());
        if let (Some(counted), None) = (stated.next(), stated.next()) {
            return Some(counted);
        }
        let out = out.filter(|_| number.found.has_unit())?;
        let diagnostic = if of_page.is_empty() {
            let of_site: Vec<&Fact> = fitting().take(MAX_NAMED).collect();
            if of_site.is_empty() {
                self.without_fact(number)
            } else {
                self.unused(number, state, &of_site)
            }
        } else {
            self.undecided(number, state, &of_page)
        };
        out.push(diagnostic.at(number.place));
        None
    }

    /// Whether a number of the right size may be meant as a fact: one without a unit is followed by the fact's noun, and
    /// both ends of a range are said.
    fn is_likely(&self, fact: &Fact, number: &Unmarked<'_>) -> bool {
        if number.found.opens_range() {
            let is_range = matches!(fact.quantity.amount, Amount::Range(..));
            let is_end = |next| fact.quantity.equals_found(self.locale(), next);
            return is_range && number.next.is_some_and(is_end);
        }
        number.found.has_unit() || self.has_noun(fact, number)
    }

    fn has_noun(&self, fact: &Fact, number: &Unmarked<'_>) -> bool {
        let noun = LocalWords {
            noun: fact.words(self.page.lang).noun,
            ..LocalWords::default()
        };
        let reach = number.found.reach(number.text, self.locale(), &noun);
        reach.words.end > number.found.range.end
    }

    /// The number read as a statement of a fact.
    fn reading(
        &self,
        fact: &Fact,
        number: &Unmarked<'_>,
        state: &PageState,
    ) -> Result<Counted, Mismatch> {
        let words = fact.words(self.page.lang);
        let mention = match state.mention_at(&fact.id, number.place) {
            Mention::First if number.is_in_cell => Mention::Cell,
            mention => mention,
        };
        let (candidates, n_numbers) = self.candidates(fact, number, &words);
        let verdict = |range: &Range<usize>| {
            let (marked, before) = (&number.text[range.clone()], &number.text[..range.start]);
            fact.quantity
                .stated_by(self.locale(), &words, marked, before, mention)
        };
        let mut ranges = Vec::new();
        let mut mismatch = None;
        for range in candidates {
            match verdict(&range) {
                Ok(()) => ranges.push(range),
                Err(found) => mismatch = Some(found),
            }
        }
        match mismatch {
            Some(mismatch) if ranges.is_empty() => Err(mismatch),
            _ => Ok(Counted {
                fact: fact.id.clone(),
                ranges,
                n_numbers,
            }),
        }
    }

    /// What a mark may hold: the words with their qualifier, and without. A range takes the number that follows.
    fn candidates(
        &self,
        fact: &Fact,
        number: &Unmarked<'_>,
        words: &LocalWords<'_>,
    ) -> (Vec<Range<usize>>, usize) {
        let locale = self.locale();
        let mut reach = number.found.reach(number.text, locale, words);
        let is_range = matches!(fact.quantity.amount, Amount::Range(..));
        let end = number
            .next
            .filter(|next| is_range && fact.quantity.equals_found(locale, next));
        let n_numbers = 1 + usize::from(end.is_some());
        if let Some(end) = end {
            let end = end.reach(number.text, locale, words).words.end;
            reach.words.end = end.max(reach.words.end);
            reach.with_qualifier.end = reach.words.end;
        }
        let mut ranges = vec![reach.with_qualifier, reach.words];
        ranges.dedup();
        (ranges, n_numbers)
    }

    /// The number is a fact of the page and does not say so in full, or is several.
    fn undecided(&self, number: &Unmarked<'_>, state: &PageState, facts: &[&Fact]) -> Diagnostic {
        let said = said(number);
        let mut facts = facts;
        let message = match facts {
            [fact] => {
                let why = self
                    .reading(fact, number, state)
                    .err()
                    .map_or_else(String::new, |mismatch| format!(": {}", mismatch.kind));
                format!(
                    "`{said}` looks like the fact `{}` of this page, but does not state it{why}",
                    fact.id
                )
            }
            several => {
                facts = &several[..several.len().min(MAX_NAMED)];
                format!(
                    "`{said}` fits more than one fact of this page: {}",
                    names(facts)
                )
            }
        };
        self.offer(
            Diagnostic::warning("unmarked-fact", message),
            number,
            state,
            facts,
        )
    }

    /// The number is a fact of the site that the page neither marks nor is about.
    fn unused(&self, number: &Unmarked<'_>, state: &PageState, facts: &[&Fact]) -> Diagnostic {
        let message = format!(
            "`{}` is the same as {}, which this page does not mark",
            said(number),
            match facts {
                [fact] => format!("the fact `{}`", fact.id),
                several => format!("the facts {}", names(several)),
            }
        );
        self.offer(
            Diagnostic::warning("unmarked-fact", message),
            number,
            state,
            facts,
        )
    }

    /// Adds the marks that the number may get.
    fn offer(
        &self,
        diagnostic: Diagnostic,
        number: &Unmarked<'_>,
        state: &PageState,
        facts: &[&Fact],
    ) -> Diagnostic {
        let marks: Vec<String> = facts
            .iter()
            .map(|fact| {
                format!(
                    "`[{}](fact:{})`",
                    self.wording(fact, number, state),
                    fact.id
                )
            })
            .collect();
        let help = format!(
            "write {}, or `[{}](fact:none)` if it is another figure{}",
            marks.join(" or "),
            said(number),
            outside(number)
        );
        match facts {
            [fact] => diagnostic.help(help).related(fact.place, "the fact"),
            _ => diagnostic.help(help),
        }
    }

    /// The author's words where they state the fact, else the right ones.
    fn wording(&self, fact: &Fact, number: &Unmarked<'_>, state: &PageState) -> String {
        match self.reading(fact, number, state) {
            Ok(counted) => counted
                .ranges
                .first()
                .and_then(|range| number.text.get(range.clone()))
                .unwrap_or_default()
                .to_owned(),
            Err(mismatch) => mismatch.expected,
        }
    }

    /// The number is no fact of the site.
    fn without_fact(&self, number: &Unmarked<'_>) -> Diagnostic {
        let said = said(number);
        let warning = Diagnostic::warning(
            "number-without-fact",
            format!("`{said}` belongs to no fact"),
        );
        let rest = format!(
            "add it to a file of facts/ with its source, or write `[{said}](fact:none)` if it needs none{}",
            outside(number)
        );
        let measured = number.next.filter(|_| number.found.opens_range());
        let measured = measured.unwrap_or(number.found);
        let Some(nearest) = self.shared.fact_index.nearest(measured) else {
            return warning.help(rest);
        };
        let words = nearest.words(self.page.lang);
        let canonical = nearest.quantity.format(self.locale(), &words, Form::Text);
        warning
            .help(format!(
                "the nearest fact is `{}`, {canonical}; {rest}",
                nearest.id
            ))
            .related(nearest.place, "the nearest fact")
    }
}

/// The number as the text says it.
fn said<'a>(number: &Unmarked<'a>) -> &'a str {
    number.text.get(number.range.clone()).unwrap_or_default()
}

fn names(facts: &[&Fact]) -> String {
    let names: Vec<String> = facts.iter().map(|fact| format!("`{}`", fact.id)).collect();
    names.join(", ")
}

fn outside(number: &Unmarked<'_>) -> &'static str {
    if number.may_be_marked {
        ""
    } else {
        "; a mark cannot stand inside a link or raw HTML: put the number outside"
    }
}
