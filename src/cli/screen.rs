//! What the user sees: results on standard output, everything else on standard error.

use super::arguments::{ColorChoice, Global};
use super::exit::Stop;
use crate::results::terminal::Style;
use crate::run::Step;
use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

/// How and how much to say.
#[derive(Debug)]
pub(super) struct Screen {
    /// Look of results.
    pub style: Style,
    /// Whether more is wanted.
    pub verbose: bool,
    quiet: bool,
    live: bool,
    start: Instant,
    /// Tenth of a second in which draws were shown last.
    shown: AtomicUsize,
}

impl Screen {
    /// As the arguments and the terminal say.
    pub fn new(global: &Global) -> Self {
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let colour = match global.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => io::stdout().is_terminal() && !no_color,
        };
        Self {
            style: Style { colour },
            verbose: global.verbose > 0,
            quiet: global.quiet,
            live: io::stderr().is_terminal() && !global.quiet && global.verbose == 0,
            start: Instant::now(),
            shown: AtomicUsize::new(usize::MAX),
        }
    }

    /// Writes a document to standard output, also when quiet.
    pub fn document(&self, text: &str) -> Result<(), Stop> {
        self.clear();
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes())
            .and_then(|()| out.flush())
            .map_err(Stop::Stdout)
    }

    /// Writes a result to standard output.
    pub fn result(&self, text: &str) -> Result<(), Stop> {
        if self.quiet {
            self.clear();
            return Ok(());
        }
        self.document(text)
    }

    /// A remark on standard error.
    pub fn remark(&self, text: &str) {
        self.clear();
        if !self.quiet {
            complain(text);
        }
    }

    /// Shows where the work stands: one line that replaces itself, or a line for each step when more is wanted.
    pub fn progress(&self, step: Step) {
        let text = match step {
            Step::Reading => "reading".to_string(),
            Step::Building => "building".into(),
            Step::Solving { rows, columns } => format!("solving {rows} rows, {columns} columns"),
            Step::Judging => "judging".into(),
            Step::Comparing { done, of } => format!("{done} of {of} plans"),
            Step::Drawing { .. } => return self.drawing(step),
        };
        if self.live {
            let _ = write!(io::stderr(), "\r\x1b[2K{text} ...");
        } else if self.verbose && !self.quiet {
            complain(&format!("{:8.2} s  {text}", self.start.elapsed().as_secs_f64()));
        }
    }

    /// Shows how far draws are, ten times a second on a terminal, and at every hundredth part of them where more is wanted.
    fn drawing(&self, step: Step) {
        let Step::Drawing {
            done,
            of,
            before,
            hot,
            failed,
        } = step
        else {
            return;
        };
        let here = done - before;
        let seconds = self.start.elapsed().as_secs_f64();
        let tenth = (seconds * 10.0) as usize;
        if self.live && self.shown.swap(tenth, Ordering::Relaxed) == tenth && done < of {
            return;
        }
        let rate = here as f64 / seconds.max(1e-9);
        let share = 100.0 * hot as f64 / here.max(1) as f64;
        let failed = if failed > 0 {
            format!(", {failed} without a plan")
        } else {
            String::new()
        };
        let text = format!(
            "{done} of {of} draws, {} left, {rate:.1} a second, {share:.0} % hot{failed}",
            of - done
        );
        if self.live {
            let _ = write!(io::stderr(), "\r\x1b[2K{text} ...");
        } else if self.verbose && !self.quiet && here.is_multiple_of((of / 100).max(1)) {
            complain(&format!("{seconds:8.2} s  {text}"));
        }
    }

    /// Removes the line of progress.
    pub fn clear(&self) {
        if self.live {
            let _ = write!(io::stderr(), "\r\x1b[2K");
        }
    }
}

/// Writes to standard error; where that is gone there is nobody to tell.
pub(super) fn complain(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}
