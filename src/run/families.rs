//! Families of rows and columns, as files, docs and tests name them.

use indexmap::IndexMap;

/// Members of each family, in the order of first appearance.
pub(super) fn count<K>(keys: &[K], family: fn(&K) -> &'static str) -> Vec<(&'static str, usize)> {
    let mut counts: IndexMap<&'static str, usize> = IndexMap::new();
    for key in keys {
        *counts.entry(family(key)).or_default() += 1;
    }
    counts.into_iter().collect()
}
