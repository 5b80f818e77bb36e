//! What the automata of a thread have worked out so far, within a budget.
//!
//! An automaton works out its states as texts need them, and keeps them: that is what makes it fast. Over thousands of documents those
//! of patterns that are seldom asked add up to more than those that do the work. So each thread keeps its own, and when they
//! pass the budget it forgets those that are searched least for their size. (Forgetting what was not used for longest costs three
//! times as much: nearly every document asks nearly every pattern in turn.)
//!
//! Callers may rely on this: nothing here changes an answer.

use std::cell::RefCell;
use std::sync::atomic::{AtomicUsize, Ordering};

use regex_automata::meta::{Cache, Regex};

/// Bytes of states that one thread may keep, roughly. 10,000 reports want more; with this a run of two threads over them takes less than
/// 300 MB in all.
const BUDGET: usize = 36 << 20;

/// Share of the budget that is left when it was passed, so that forgetting is rare.
const LEFT: usize = BUDGET / 8 * 7;

/// Searches of one automaton between two looks at its size; a young one grows fast and is looked at more often.
const LOOK_AFTER: u32 = 32;

static NEXT: AtomicUsize = AtomicUsize::new(0);

thread_local! {
    static CACHES: RefCell<Caches> = const { RefCell::new(Caches { kept: Vec::new(), bytes: 0 }) };
}

/// A compiled automaton, and its number in the caches.
#[derive(Debug)]
pub(super) struct Automaton {
    regex: Regex,
    number: usize,
}

impl Automaton {
    pub(super) fn new(regex: Regex) -> Self {
        Self { regex, number: NEXT.fetch_add(1, Ordering::Relaxed) }
    }

    /// Searches with what this thread has worked out.
    pub(super) fn search<T>(&self, search: impl FnOnce(&Regex, &mut Cache) -> T) -> T {
        CACHES.with_borrow_mut(|caches| {
            let kept = caches.kept(self);
            let found = search(&self.regex, &mut kept.cache);
            if kept.searches.is_multiple_of(LOOK_AFTER) || kept.searches.is_power_of_two() {
                caches.look(self.number);
            }
            found
        })
    }
}

struct Caches {
    kept: Vec<Option<Box<Kept>>>,
    bytes: usize,
}

struct Kept {
    cache: Cache,
    searches: u32,
    bytes: usize,
}

impl Caches {
    #[inline]
    fn kept(&mut self, automaton: &Automaton) -> &mut Kept {
        if automaton.number >= self.kept.len() {
            self.kept.resize_with(automaton.number + 1, || None);
        }
        let new = || Box::new(Kept { cache: automaton.regex.create_cache(), searches: 0, bytes: 0 });
        let kept = self.kept[automaton.number].get_or_insert_with(new);
        kept.searches = kept.searches.wrapping_add(1);
        kept
    }

    /// Notes how large the cache of `number` has become, and forgets others when all are too large.
    fn look(&mut self, number: usize) {
        let Some(kept) = &mut self.kept[number] else { return };
        let bytes = kept.cache.memory_usage();
        self.bytes = self.bytes - kept.bytes + bytes;
        kept.bytes = bytes;
        if self.bytes > BUDGET {
            self.forget();
        }
    }

    fn forget(&mut self) {
        let mut by_worth: Vec<(u64, usize)> =
            self.kept.iter().enumerate().filter_map(|(at, kept)| Some((kept.as_ref()?.worth(), at))).collect();
        by_worth.sort_unstable();
        for (_, at) in by_worth {
            if self.bytes <= LEFT {
                break;
            }
            self.bytes -= self.kept[at].take().map_or(0, |kept| kept.bytes);
        }
        self.kept.iter_mut().flatten().for_each(|kept| kept.searches /= 2);
    }
}

impl Kept {
    /// Searches for their bytes.
    fn worth(&self) -> u64 {
        (u64::from(self.searches) << 32) / (self.bytes as u64 + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_searched_least_for_its_size_is_forgotten_first() {
        let automata: Vec<Automaton> = ["a+b", "b+c", "c+d"].iter().map(|p| Automaton::new(Regex::new(p).unwrap())).collect();
        let mut caches = Caches { kept: Vec::new(), bytes: 0 };
        for automaton in &automata {
            caches.kept(automaton).bytes = LEFT / 2;
            caches.bytes += LEFT / 2;
        }
        caches.kept(&automata[0]);
        caches.forget();
        let kept: Vec<bool> = automata.iter().map(|automaton| caches.kept[automaton.number].is_some()).collect();
        assert_eq!((kept, caches.bytes), (vec![true, false, true], LEFT / 2 * 2));
    }

    #[test]
    fn answers_are_the_same_after_forgetting() {
        let automaton = Automaton::new(Regex::new("zie vraag [0-9]+").unwrap());
        let found = || automaton.search(|regex, cache| regex.search_with(cache, &"Ik zie vraag 12.".into()).map(|m| m.range()));
        let before = found();
        CACHES.with_borrow_mut(|caches| caches.kept[automaton.number] = None);
        assert_eq!((before, found()), (Some(3..15), Some(3..15)));
    }
}
