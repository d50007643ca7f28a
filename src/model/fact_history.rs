//! Which fact came after which: successors exist, and no chain of them leads back to its beginning.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::fact::Fact;
use crate::config::Placed;
use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};

impl Fact {
    /// Ids of the facts that came after this one, with their places: the newer figure first, then the one that is counted
    /// in another way.
    pub fn successors(&self) -> impl Iterator<Item = &Placed> {
        self.replaced_by.iter().chain(&self.followed_by)
    }
}

/// A successor must exist, and the chain must end.
pub(super) fn check_successors(facts: &BTreeMap<String, Fact>, diagnostics: &mut Diagnostics) {
    let cyclic = cyclic(facts);
    for fact in facts.values() {
        for next in fact.successors() {
            if !facts.contains_key(&next.text) {
                let ids = facts.keys().map(String::as_str);
                let error =
                    Diagnostic::error("unknown-fact", format!("no fact is called `{}`", next.text))
                        .at(next.place)
                        .help(did_you_mean(
                            &next.text,
                            ids,
                            "facts are defined in facts/*.yaml",
                        ));
                diagnostics.push(error);
            } else if cyclic.contains(fact.id.as_str()) && cyclic.contains(next.text.as_str()) {
                let error =
                    Diagnostic::error("fact-cycle", format!("`{}` comes after itself", fact.id))
                        .at(next.place);
                diagnostics.push(error.help("a later figure never leads back to an earlier one"));
            }
        }
    }
}

type Step<'a> = (&'a str, &'a str);

/// Ids of the facts that come after themselves.
fn cyclic(facts: &BTreeMap<String, Fact>) -> HashSet<&str> {
    let steps: Vec<Step<'_>> = facts
        .values()
        .flat_map(|fact| {
            fact.successors()
                .map(|next| (fact.id.as_str(), next.text.as_str()))
        })
        .collect();
    let endless = without_ends(steps);
    let reversed = endless.into_iter().map(|(from, to)| (to, from)).collect();
    let in_cycles = without_ends(reversed);
    in_cycles.into_iter().map(|(from, _)| from).collect()
}

/// The steps from which one can go on for ever.
fn without_ends(steps: Vec<Step<'_>>) -> Vec<Step<'_>> {
    let mut n_steps: HashMap<&str, usize> = HashMap::new();
    let mut before: HashMap<&str, Vec<&str>> = HashMap::new();
    for &(from, to) in &steps {
        *n_steps.entry(from).or_default() += 1;
        n_steps.entry(to).or_default();
        before.entry(to).or_default().push(from);
    }
    let mut ends: Vec<&str> = n_steps
        .iter()
        .filter(|(_, n)| **n == 0)
        .map(|(id, _)| *id)
        .collect();
    let mut ended = HashSet::new();
    while let Some(end) = ends.pop() {
        ended.insert(end);
        for from in before.get(end).into_iter().flatten() {
            if let Some(n) = n_steps.get_mut(from) {
                *n -= 1;
                if *n == 0 {
                    ends.push(from);
                }
            }
        }
    }
    steps
        .into_iter()
        .filter(|(from, to)| !ended.contains(from) && !ended.contains(to))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_leads_back_is_left() {
        let table: [(&[Step<'_>], &[Step<'_>]); 4] = [
            (&[("a", "b"), ("b", "c")], &[]),
            (&[("a", "b"), ("b", "a")], &[("a", "b"), ("b", "a")]),
            (&[("x", "x"), ("x", "y")], &[("x", "x")]),
            (
                &[("start", "a"), ("a", "b"), ("b", "a")],
                &[("start", "a"), ("a", "b"), ("b", "a")],
            ),
        ];
        for (steps, left) in table {
            assert_eq!(without_ends(steps.to_vec()), left, "{steps:?}");
        }
    }

    #[test]
    fn a_chain_of_many_facts_takes_no_time() {
        let ids: Vec<String> = (0..100_000).map(|n| format!("f{n}")).collect();
        let steps: Vec<Step<'_>> = ids
            .windows(2)
            .map(|pair| (pair[0].as_str(), pair[1].as_str()))
            .collect();
        assert_eq!(without_ends(steps), []);
    }
}
