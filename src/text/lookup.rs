//! A table that is asked and never walked.

use std::borrow::Borrow;
use std::hash::{BuildHasherDefault, Hash};

#[expect(clippy::disallowed_types, reason = "cannot be walked here, so its order reaches nothing")]
type Table<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<ahash::AHasher>>;

/// What belongs to a key, found in one step however much there is. It has no order to be seen, so none can reach a page.
#[derive(Clone, Debug)]
pub struct Lookup<K, V>(Table<K, V>);

impl<K, V> Default for Lookup<K, V> {
    fn default() -> Self {
        Self(Table::default())
    }
}

impl<K: Eq + Hash, V> Lookup<K, V> {
    /// An empty one with room for so many keys.
    #[must_use]
    pub fn for_about(keys: usize) -> Self {
        Self(Table::with_capacity_and_hasher(keys, BuildHasherDefault::default()))
    }

    /// Whether nothing was given to it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What belongs to `key`.
    pub fn get<Q: Eq + Hash + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.0.get(key)
    }

    /// What stands at a key, to be changed.
    pub fn get_mut<Q: Eq + Hash + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        self.0.get_mut(key)
    }

    /// What belongs to `key`, to be added to; the usual value where there was nothing.
    pub fn at(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        self.0.entry(key).or_default()
    }

    /// What belongs to `key`, which is `value` where there was nothing.
    pub fn or_add(&mut self, key: K, value: V) -> &mut V {
        self.0.entry(key).or_insert(value)
    }

    /// Gives `key` a value unless it has one; whether it had none.
    pub fn add(&mut self, key: K, value: V) -> bool {
        let mut new = false;
        self.0.entry(key).or_insert_with(|| {
            new = true;
            value
        });
        new
    }
}

/// Where a key comes twice, its first value is kept.
impl<K: Eq + Hash, V> FromIterator<(K, V)> for Lookup<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let pairs = pairs.into_iter();
        let mut lookup = Self::for_about(pairs.size_hint().0);
        for (key, value) in pairs {
            lookup.add(key, value);
        }
        lookup
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_value_of_a_key_is_kept() {
        let mut lookup: Lookup<String, u32> =
            [("a".to_owned(), 1), ("b".to_owned(), 2), ("a".to_owned(), 3)].into_iter().collect();
        assert_eq!((lookup.get("a"), lookup.get("b"), lookup.get("c")), (Some(&1), Some(&2), None));
        assert!(!lookup.add("a".to_owned(), 4) && lookup.add("c".to_owned(), 5));
        assert!(!lookup.is_empty() && Lookup::<u8, u8>::default().is_empty());
        *lookup.at("d".to_owned()) += 6;
        assert_eq!((*lookup.or_add("d".to_owned(), 7), *lookup.or_add("e".to_owned(), 7)), (6, 7));
        assert_eq!((lookup.get("a"), lookup.get("c"), lookup.get("d")), (Some(&1), Some(&5), Some(&6)));
    }
}
