//! Many jobs of one kind, each on a thread of its own.

use rayon::prelude::*;

/// What `one` makes of each item, in the order of the items, on so many threads; on this one where the system gives none.
pub(super) fn each<T: Sync, R: Send>(threads: usize, items: &[T], one: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    match pool {
        Ok(pool) => pool.install(|| items.par_iter().map(one).collect()),
        Err(_) => items.iter().map(one).collect(),
    }
}
