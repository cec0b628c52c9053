//! Keys of articles: ordered as the articles are, and kept while others come and go between them.
//!
//! What rests on an article names its key, so nothing has to be counted anew where an article is put between others or taken away. A new article gets a number
//! halfway between those of its neighbours (list labelling). Not here: what articles report (`told`).

/// By what an article is known on its timeline, and on those that one joiner makes after it while its date and path stay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleKey(u64);

impl ArticleKey {
    /// No key of an article is smaller.
    pub(super) const MIN: Self = ArticleKey(0);
    /// No key of an article is greater.
    pub(super) const MAX: Self = ArticleKey(u64::MAX);
}

/// How far apart the keys of articles lie that came at one time. Between two of them 32 more can come one after the other, each beside the last; then all get new keys.
const GAP: u64 = 1 << 32;

/// The keys of a timeline's articles, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleKeys(Vec<ArticleKey>);

impl ArticleKeys {
    /// The keys of so many articles none of which had one before.
    pub fn new(count: usize) -> Self {
        ArticleKeys((1..).take(count).map(|number: u64| ArticleKey(number.saturating_mul(GAP))).collect())
    }

    /// The keys of articles some of which have one, in growing order; `None` where there is no room left between two of them.
    pub(super) fn around(known: impl Iterator<Item = Option<ArticleKey>>) -> Option<Self> {
        let (mut keys, mut waiting) = (Vec::new(), 0_u64);
        for key in known {
            match key {
                Some(key) => {
                    put_between(&mut keys, waiting, key.0)?;
                    keys.push(key);
                    waiting = 0;
                }
                None => waiting += 1,
            }
        }
        let last = keys.last().map_or(0, |key: &ArticleKey| key.0);
        put_between(&mut keys, waiting, last.checked_add(GAP.checked_mul(waiting + 1)?)?)?;
        Some(ArticleKeys(keys))
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = ArticleKey> {
        self.0.iter().copied()
    }

    /// The key of the article at an index.
    pub fn get(&self, index: usize) -> Option<ArticleKey> {
        self.0.get(index).copied()
    }

    /// The index of the article with a key.
    pub fn index(&self, key: ArticleKey) -> Option<usize> {
        // Most articles have the key that they would get first.
        let guess = usize::try_from(key.0 / GAP).ok().and_then(|number| number.checked_sub(1));
        guess.filter(|guess| self.get(*guess) == Some(key)).or_else(|| self.0.binary_search(&key).ok())
    }

    /// For each of these, its index among others, those of a timeline before or after.
    pub fn among<'a>(&'a self, others: &'a ArticleKeys) -> impl Iterator<Item = Option<usize>> + 'a {
        let mut at = 0;
        self.0.iter().map(move |key| {
            at += others.0.iter().skip(at).take_while(|other| *other < key).count();
            (others.0.get(at) == Some(key)).then_some(at)
        })
    }
}

/// Adds so many keys between the last and the next.
fn put_between(keys: &mut Vec<ArticleKey>, count: u64, next: u64) -> Option<()> {
    let last = keys.last().map_or(0, |key| key.0);
    let step = next.checked_sub(last)? / (count + 1);
    if count > 0 && step == 0 {
        return None;
    }
    keys.extend((1..=count).map(|number| ArticleKey(last + number * step)));
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn articles_that_come_together_are_far_apart() {
        assert_eq!(ArticleKeys::around([None, None].into_iter()), Some(ArticleKeys::new(2)));
    }

    #[test]
    fn where_no_room_is_left_no_keys_are_given() {
        let mut keys = ArticleKeys::new(2);
        for _ in 0..32 {
            let (first, last) = (keys.get(0), keys.get(1));
            keys = ArticleKeys::around([first, None, last].into_iter()).unwrap();
            keys.0.pop();
        }
        assert_eq!(ArticleKeys::around([keys.get(0), None, keys.get(1)].into_iter()), None);
    }

    proptest! {
        #[test]
        fn keys_stay_and_grow(steps in prop::collection::vec((0..30_usize, any::<bool>()), 0..60)) {
            let mut articles: Vec<u32> = (0..9).collect();
            let mut keys = ArticleKeys::new(articles.len());
            for (number, (at, comes)) in (100..).zip(steps) {
                let (was, before) = (articles.clone(), keys.clone());
                match at % (articles.len() + 1) {
                    at if comes => articles.insert(at, number),
                    at if at < articles.len() => drop(articles.remove(at)),
                    _ => {}
                }
                let key = |article: &u32| before.get(was.iter().position(|other| other == article)?);
                keys = ArticleKeys::around(articles.iter().map(key)).unwrap_or_else(|| ArticleKeys::new(articles.len()));
                prop_assert!(keys.0.is_sorted_by(|a, b| a < b));
                prop_assert!(keys.iter().enumerate().all(|(at, key)| keys.index(key) == Some(at)));
                let places: Vec<_> = keys.iter().map(|key| before.index(key)).collect();
                prop_assert_eq!(keys.among(&before).collect::<Vec<_>>(), places);
            }
        }
    }
}
