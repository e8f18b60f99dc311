//! Many programs of one shape, on every thread.

use crate::lp::Lp;
use crate::solve::{Hot, Options, SolveError};
use rayon::prelude::*;

/// A session that is made where the first program needs it.
pub(super) struct Session<'b> {
    base: &'b Lp,
    options: &'b Options,
    hot: Option<Hot<'b>>,
}

impl<'b> Session<'b> {
    /// None yet.
    pub fn new(base: &'b Lp, options: &'b Options) -> Self {
        let hot = None;
        Self { base, options, hot }
    }

    /// The session.
    pub fn hot(&mut self) -> Result<&mut Hot<'b>, SolveError> {
        match &mut self.hot {
            Some(hot) => Ok(hot),
            none => Ok(none.insert(Hot::new(self.base, self.options)?.only_near())),
        }
    }
}

/// What `one` makes of each item, in order; each thread has a session of its own.
pub(super) fn each<'b, T: Sync, R: Send>(
    (base, options): (&'b Lp, &'b Options),
    items: &[T],
    one: impl Fn(&mut Session<'b>, &T) -> Result<R, SolveError> + Sync,
) -> Result<Vec<R>, SolveError> {
    let session = || Session::new(base, options);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.threads).build();
    let results: Vec<Result<R, SolveError>> = match pool {
        Ok(pool) => pool.install(|| items.par_iter().map_init(session, &one).collect()),
        Err(_) => items.iter().map(|item| one(&mut session(), item)).collect(),
    };
    results.into_iter().collect()
}
