//! Which sites that may be closed are open.

/// Which sites that may be closed are open: by site, then by window of its opening.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct State(Vec<Vec<bool>>);

/// A site that may be closed, by position, and one of its windows, by position.
pub type Slot = (usize, usize);

impl State {
    /// A state, by site and window.
    pub fn new(open: Vec<Vec<bool>>) -> Self {
        Self(open)
    }

    /// Sites open throughout or closed throughout; `windows` is the number of windows of each.
    pub fn constant(windows: &[usize], open: impl Fn(usize) -> bool) -> Self {
        let sites = windows.iter().enumerate();
        Self(sites.map(|(site, windows)| vec![open(site); *windows]).collect())
    }

    /// Windows of a site in order; empty where there is no such site.
    pub fn windows(&self, site: usize) -> &[bool] {
        self.0.get(site).map_or(&[], Vec::as_slice)
    }

    /// Whether a site is open in a window.
    pub fn is_open(&self, (site, window): Slot) -> bool {
        self.windows(site).get(window).copied().unwrap_or(false)
    }

    /// Whether a site is open in no window.
    pub fn is_closed(&self, site: usize) -> bool {
        !self.windows(site).contains(&true)
    }

    /// The state with some slots opened, or closed.
    pub fn with(&self, slots: &[Slot], open: bool) -> Self {
        let mut changed = self.clone();
        for (site, window) in slots {
            if let Some(slot) = changed.0.get_mut(*site).and_then(|windows| windows.get_mut(*window)) {
                *slot = open;
            }
        }
        changed
    }
}
