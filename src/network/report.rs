//! Collects every problem and note found while the network is built.

use crate::spec::quantity::rounded;
use crate::spec::{Problem, Spec, nearest, remedy};
use std::cell::{Cell, RefCell};

/// Unknown names for which the nearest known one is looked for: each search goes through all known names.
const MOST_HINTS: usize = 200;

/// What was wrong and what is worth a remark.
pub(super) struct Report<'a> {
    /// The specification judged.
    pub spec: &'a Spec,
    problems: RefCell<Vec<Problem>>,
    notes: RefCell<Vec<String>>,
    unresolved: Cell<bool>,
    hints: Cell<usize>,
}

impl<'a> Report<'a> {
    /// Nothing found yet.
    pub fn new(spec: &'a Spec) -> Self {
        Self {
            spec,
            problems: RefCell::new(spec.problems.clone()),
            notes: RefCell::new(spec.notes.clone()),
            unresolved: Cell::new(!spec.problems.is_empty()),
            hints: Cell::new(0),
        }
    }

    /// Something wrong at a path.
    pub fn problem(&self, path: &str, found: impl Into<String>, expected: impl Into<String>) {
        self.hinted(path, found, expected, None);
    }

    /// Something wrong at a path, with a remedy. Nothing is said of values that stand in for others.
    pub fn hinted(&self, path: &str, found: impl Into<String>, expected: impl Into<String>, hint: Option<String>) {
        if self.is_doubtful(path) {
            return;
        }
        self.problems
            .borrow_mut()
            .push(self.spec.problem(path, found, expected, hint));
    }

    /// Whether the value at a path stands in for one that could not be read.
    pub fn is_doubtful(&self, path: &str) -> bool {
        let below = |doubtful: &String| {
            path.strip_prefix(doubtful.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.spec.doubtful.iter().any(below)
    }

    /// A name that is none of the known ones.
    pub fn unknown<'n>(&self, path: &str, what: &str, name: &str, known: impl IntoIterator<Item = &'n str>) {
        self.unresolved.set(true);
        self.hints.set(self.hints.get() + 1);
        let known = known.into_iter().filter(|_| self.hints.get() <= MOST_HINTS);
        let known: Vec<&str> = known.collect();
        let long_country =
            what.starts_with("country") && name.chars().count() > 3 && nearest(name, known.iter().copied()).is_none();
        let hint = if long_country {
            Some("countries are two-letter codes of ISO 3166-1, such as `US`".to_owned())
        } else {
            remedy(name, known)
        };
        let article = if what.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
        self.hinted(
            path,
            format!("unknown {what} `{name}`"),
            format!("the name of {article} {what}"),
            hint,
        );
    }

    /// Whether some name is unknown.
    pub fn unresolved(&self) -> bool {
        self.unresolved.get()
    }

    /// A share outside 0..1.
    pub fn share(&self, path: &str, value: f64) {
        if !(0.0..=1.0).contains(&value) {
            self.problem(path, format!("`{}`", rounded(value)), "a share from 0 to 1");
        }
    }

    /// A remark that is no error.
    pub fn note(&self, text: impl Into<String>) {
        self.notes.borrow_mut().push(text.into());
    }

    /// Notes so far.
    pub fn notes(&self) -> Vec<String> {
        self.notes.borrow().clone()
    }

    /// Problems in reading order, none twice.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = self.problems.borrow().clone();
        problems.sort();
        problems.dedup_by(|later, first| {
            let placed = !later.path.is_empty() || later.source == first.source;
            let same = placed && (&later.path, &later.found) == (&first.path, &first.found);
            if same && first.hint.is_none() {
                first.hint = later.hint.take();
            }
            same
        });
        problems
    }
}
