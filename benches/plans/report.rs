//! The tables, in Markdown.

use super::measure::Taken;
use std::fmt::Write;

/// Largest share of the time of the large instance outside the solver.
const SHARE: f64 = 0.05;
/// Largest peak of memory, in that of the solver alone.
const MEMORY: f64 = 2.5;
/// Least time of the solver's default, in that of `auto`.
pub const DEFAULT: f64 = 10.0;
/// Most time per entry to build the largest program, in that of the one named `BASE`, which is of the same kind.
const GROWTH: f64 = 1.5;
const BASE: &str = "medium";

/// What was measured on an instance.
#[derive(Clone, Debug)]
pub struct Measured {
    /// Instance.
    pub name: String,
    /// The plan, method `auto`.
    pub auto: Taken,
    /// Peak of memory of the solver alone, MiB.
    pub alone: Option<f64>,
    /// The same plan by simplex, where `auto` takes another method.
    pub simplex: Option<Taken>,
}

impl Measured {
    /// Share of the time that is not the solver's.
    fn share(&self) -> f64 {
        1.0 - self.auto.solver / self.auto.total()
    }

    /// Peak of memory in that of the solver alone.
    fn memory(&self) -> Option<f64> {
        Some(self.auto.memory? / self.alone?)
    }

    /// Seconds of the solve by simplex in those by `auto`, and whether it came to its end.
    fn gain(&self) -> Option<(f64, bool)> {
        let simplex = self.simplex.as_ref()?;
        Some((simplex.solve / self.auto.solve, super::measure::is_right(simplex)))
    }

    /// Microseconds to build, per entry.
    fn per_entry(&self) -> f64 {
        self.auto.build / self.auto.entries as f64 * 1e6
    }
}

/// All tables.
pub fn tables(measured: &[Measured], machine: &str) -> String {
    let mut text = format!("{machine}\n\n");
    times(&mut text, measured);
    memory(&mut text, measured);
    building(&mut text, measured);
    methods(&mut text, measured);
    targets(&mut text, measured);
    text
}

fn times(text: &mut String, measured: &[Measured]) {
    text.push_str("### Time, seconds\n\n| instance | columns | rows | read | build | HiGHS | rest of solve | extract | total | outside HiGHS |\n");
    text.push_str("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
    for row in measured {
        let taken = &row.auto;
        let cells = [
            taken.read,
            taken.build,
            taken.solver,
            taken.solve - taken.solver,
            taken.extract,
            taken.total(),
        ];
        let cells = cells.map(|seconds| format!("{seconds:.3}")).join(" | ");
        let (columns, rows, share) = (taken.columns, taken.rows, 100.0 * row.share());
        let _ = writeln!(text, "| {} | {columns} | {rows} | {cells} | {share:.1} % |", row.name);
    }
}

fn memory(text: &mut String, measured: &[Measured]) {
    text.push_str("\n### Peak of memory, MiB\n\n| instance | `lodestone solve` | HiGHS alone | ratio |\n|---|--:|--:|--:|\n");
    for row in measured {
        let whole = number(row.auto.memory, 0);
        let (alone, ratio) = (number(row.alone, 0), number(row.memory(), 2));
        let _ = writeln!(text, "| {} | {whole} | {alone} | {ratio} |", row.name);
    }
}

fn building(text: &mut String, measured: &[Measured]) {
    text.push_str("\n### Build\n\n| instance | entries | seconds | µs per entry |\n|---|--:|--:|--:|\n");
    for row in measured {
        let (entries, seconds) = (row.auto.entries, row.auto.build);
        let _ = writeln!(text, "| {} | {entries} | {seconds:.3} | {:.2} |", row.name, row.per_entry());
    }
}

fn methods(text: &mut String, measured: &[Measured]) {
    text.push_str("\n### Method\n\n| instance | `auto` takes | seconds | `simplex`, seconds | ratio |\n|---|---|--:|--:|--:|\n");
    for row in measured {
        let simplex = row.simplex.as_ref().map_or("-".into(), |taken| format!("{:.1}", taken.solve));
        let Taken { method, solve, .. } = &row.auto;
        let _ = writeln!(text, "| {} | {method} | {solve:.2} | {simplex} | {} |", row.name, gain(row));
    }
}

fn gain(row: &Measured) -> String {
    match row.gain() {
        None => "-".into(),
        Some((ratio, true)) => format!("{ratio:.1}"),
        Some((ratio, false)) => format!("not finished at {ratio:.1}"),
    }
}

fn targets(text: &mut String, measured: &[Measured]) {
    let Some(last) = measured.last() else { return };
    let _ = writeln!(
        text,
        "\n### Targets, on `{}`\n\n| target | measured | met |\n|---|--:|---|",
        last.name
    );
    let mut line = |target: String, value: Option<(String, bool)>| {
        let (value, met) = value.map_or(("-".into(), "not measured"), |(value, met)| {
            (value, if met { "yes" } else { "no" })
        });
        let _ = writeln!(text, "| {target} | {value} | {met} |");
    };
    let share = (format!("{:.1} %", 100.0 * last.share()), last.share() <= SHARE);
    line(format!("outside HiGHS, at most {} %", 100.0 * SHARE), Some(share));
    let memory = last.memory().map(|ratio| (format!("{ratio:.2}"), ratio <= MEMORY));
    line(format!("memory in that of HiGHS alone, at most {MEMORY}"), memory);
    let base = measured.iter().find(|row| row.name == BASE && row.name != last.name);
    let growth = base.map(|row| last.per_entry() / row.per_entry());
    line(
        format!("build per entry in that of `{BASE}`, at most {GROWTH}"),
        growth.map(|ratio| (format!("{ratio:.2}"), ratio <= GROWTH)),
    );
    let reached = last.gain().map(|(ratio, _)| (gain(last), ratio >= DEFAULT));
    line(format!("`simplex` in `auto`, at least {DEFAULT}"), reached);
}

fn number(value: Option<f64>, digits: usize) -> String {
    value.map_or("-".into(), |value| format!("{value:.digits$}"))
}
