//! One program solved again and again with other numbers, hot.
//!
//! Every solve starts clean from a basis given with it, so that its answer does not depend on what was solved before, to the last bit. A
//! hot answer is proved as a cold one is; what the basis does not settle is solved cold.

use super::highs::{Basis, Session, Verdict};
use super::lexicographic::{Ended, prove};
use super::weights::Weights;
use super::{Method, Options, Outcome, SolveError, Status, doubt, evident, highs, method, mixed};
use crate::lp::Lp;

/// What a solve leaves for others to start from.
#[derive(Clone, Debug)]
pub struct Seed {
    basis: Option<Basis>,
    weights: Weights,
    /// The one objective to which the basis belongs.
    costs: Vec<f64>,
    /// Lower and upper of columns, then of rows.
    bounds: [Vec<f64>; 4],
    point: Vec<f64>,
}

impl Seed {
    /// How far the bounds of a program are from those of the seed's, summed in their own units.
    pub fn bounds_apart(&self, lp: &Lp) -> f64 {
        let of = [&lp.column_lower, &lp.column_upper, &lp.row_lower, &lp.row_upper];
        self.bounds.iter().zip(of).map(|(own, other)| apart(own, other)).sum()
    }

    /// How far the costs of a program are from those of the seed's, summed in the unit of the one objective.
    pub fn costs_apart(&self, lp: &Lp) -> f64 {
        apart(&self.costs, &self.weights.combine(lp))
    }
}

/// Sum of the differences of numbers that are finite in both.
fn apart(one: &[f64], other: &[f64]) -> f64 {
    let differences = one.iter().zip(other).map(|(a, b)| (a - b).abs());
    differences.filter(|difference| difference.is_finite()).sum()
}

/// How a solve of a [`Hot`] program started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// From the basis given.
    Hot,
    /// From the basis given, with the program passed anew, as entries of its matrix come or go.
    Anew,
    /// From the plan given, by branch and cut.
    Plan,
    /// From nothing, for a reason.
    Cold(Reason),
}

/// Why a program was not solved hot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It has other rows, columns or levels.
    Shape,
    /// There is no basis to start from, as the program it comes from has no plan.
    Base,
    /// The basis given led to no verdict that stands.
    Doubt,
    /// Bounds alone decide it.
    Evident,
    /// The certificate refused what the hot solve called optimal.
    Certificate,
    /// It lies too far from the basis given.
    Far,
}

impl Start {
    /// In words, for tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hot => "hot",
            Self::Anew => "hot: entries come or go",
            Self::Plan => "plan",
            Self::Cold(Reason::Shape) => "cold: other rows or columns",
            Self::Cold(Reason::Base) => "cold: the instance itself has no plan",
            Self::Cold(Reason::Doubt) => "cold: the hot solve left doubt",
            Self::Cold(Reason::Evident) => "none: bounds decide",
            Self::Cold(Reason::Far) => "cold: too far from the plan as it is",
            Self::Cold(Reason::Certificate) => "cold: the certificate refused the hot solve",
        }
    }
}

/// Solves a program once, and what it leaves to start from; nothing where it has no plan.
///
/// # Errors
/// When the solver refuses the program or fails.
pub fn seed(lp: &Lp, options: &Options) -> Result<(Outcome, Option<Seed>), SolveError> {
    if lp.is_mixed_integer() || evident::outcome(lp).is_some() {
        let outcome = super::solve(lp, options)?;
        let point = outcome.point.clone().filter(|_| outcome.status == Status::Optimal);
        let seed = point.map(|point| planted(lp, None, Weights::first(lp), point));
        return Ok((outcome, seed));
    }
    highs::check(lp)?;
    let mut weights = Weights::first(lp);
    let mut session = Session::new(lp, &weights.combine(lp))?;
    session.limit(options.time_limit);
    method::tighten(&mut session)?;
    let chosen = options.method.resolve(lp.columns());
    let verdict = method::cold(&mut session, chosen)?;
    match prove(lp, &mut session, &mut weights, (verdict, chosen.name()))? {
        Ended::Doubtful(verdict, work) => Ok((doubt::settle(lp, options, (&verdict, work))?, None)),
        Ended::Settled(outcome) => {
            let seed = left(lp, &session, weights, &outcome);
            Ok((outcome, seed))
        }
    }
}

fn left(lp: &Lp, session: &Session, weights: Weights, outcome: &Outcome) -> Option<Seed> {
    let point = outcome.point.clone().filter(|_| outcome.status == Status::Optimal)?;
    Some(planted(lp, Some(session.basis()?), weights, point))
}

fn planted(lp: &Lp, basis: Option<Basis>, weights: Weights, point: Vec<f64>) -> Seed {
    let bounds = [&lp.column_lower, &lp.column_upper, &lp.row_lower, &lp.row_upper];
    Seed {
        basis,
        costs: weights.combine(lp),
        bounds: bounds.map(Clone::clone),
        weights,
        point,
    }
}

/// A program in the memory of the solver. It is made, used and dropped on one thread.
#[derive(Debug)]
pub struct Hot<'b> {
    base: &'b Lp,
    session: Session,
    held: Lp,
    options: Options,
    most: i32,
}

impl<'b> Hot<'b> {
    /// Keeps a program in memory.
    ///
    /// # Errors
    /// When the solver refuses it.
    pub fn new(base: &'b Lp, options: &Options) -> Result<Self, SolveError> {
        highs::check(base)?;
        Ok(Self {
            base,
            session: session(base)?,
            held: base.clone(),
            options: options.clone(),
            most: i32::MAX,
        })
    }

    /// Leaves to a cold solve what lies so far from the seed that its iterations would take longer, where cold solves are by interior point.
    pub fn only_near(mut self) -> Self {
        if self.options.method.resolve(self.base.columns()) == Method::Ipm {
            self.most = i32::try_from(self.base.height() / NEAR).unwrap_or(i32::MAX);
        }
        self
    }

    /// How it solves.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Solves a program from a seed of another of the same rows and columns; one of others is solved cold.
    ///
    /// # Errors
    /// When the solver refuses the program or fails.
    pub fn solve(&mut self, lp: &Lp, seed: &Seed) -> Result<(Outcome, Start), SolveError> {
        Ok(self.solve_on(lp, seed)?.0)
    }

    /// As [`solve`](Self::solve), with what it leaves to start from.
    ///
    /// # Errors
    /// When the solver refuses the program or fails.
    pub fn solve_on(&mut self, lp: &Lp, seed: &Seed) -> Result<((Outcome, Start), Option<Seed>), SolveError> {
        highs::check(lp)?;
        if let Some(outcome) = evident::outcome(lp) {
            return Ok(((outcome, Start::Cold(Reason::Evident)), None));
        }
        if !alike(self.base, lp) {
            return Ok(((super::solve(lp, &self.options)?, Start::Cold(Reason::Shape)), None));
        }
        let Some(basis) = &seed.basis else {
            let outcome = mixed::solve(lp, &self.options, Some(&seed.point))?;
            return Ok(((outcome, Start::Plan), None));
        };
        self.hold(lp)?;
        self.session.forget()?;
        self.session.set_basis(basis)?;
        self.session.restart();
        self.session.limit(self.options.time_limit);
        let mut weights = seed.weights.clone();
        let verdict = self.approach(seed, &weights.combine(lp))?;
        if verdict == Verdict::IterationLimit {
            return Ok(((super::solve(lp, &self.options)?, Start::Cold(Reason::Far)), None));
        }
        match prove(lp, &mut self.session, &mut weights, (verdict, "hot simplex"))? {
            Ended::Settled(outcome) => {
                let left = left(lp, &self.session, weights, &outcome);
                let start = if patterned(self.base, lp) { Start::Hot } else { Start::Anew };
                Ok(((outcome, start), left))
            }
            Ended::Doubtful(..) => Ok(((super::solve(lp, &self.options)?, Start::Cold(Reason::Doubt)), None)),
        }
    }

    /// Runs from a seed in two steps, each of which starts from a basis that is optimal but for what the step changes: bounds and entries
    /// under the costs of the seed by dual simplex, then the costs by primal simplex. Both at once would leave the basis neither primal nor
    /// dual feasible.
    fn approach(&mut self, seed: &Seed, costs: &[f64]) -> Result<Verdict, SolveError> {
        self.session.set(MOST, self.most)?;
        self.session.set_costs(&seed.costs)?;
        let mut verdict = method::hot(&mut self.session)?;
        if verdict == Verdict::Optimal && seed.costs != costs {
            self.session.set_costs(costs)?;
            verdict = method::recosted(&mut self.session)?;
        }
        self.session.set(MOST, i32::MAX)?;
        Ok(verdict)
    }

    /// Brings the program in memory to other numbers. Where an entry comes or goes it is passed anew, as entries added later would stand in
    /// another order, and round otherwise.
    fn hold(&mut self, lp: &Lp) -> Result<(), SolveError> {
        let held = &self.held;
        if !patterned(held, lp) {
            self.session = session(lp)?;
            self.held.clone_from(lp);
            return Ok(());
        }
        for j in 0..lp.columns() {
            for ((i, new), (_, old)) in lp.column(j).zip(held.column(j)) {
                if new != old {
                    self.session.set_entry(i, j, new)?;
                }
            }
        }
        self.session.set_column_bounds(&lp.column_lower, &lp.column_upper)?;
        self.session.set_row_bounds(&lp.row_lower, &lp.row_upper)?;
        self.held.clone_from(lp);
        Ok(())
    }
}

/// Rows for each iteration from a basis that a cold solve by interior point is worth.
const NEAR: usize = 4;
/// Option of HiGHS: the most iterations of a run.
const MOST: &str = "simplex_iteration_limit";

/// Entries that HiGHS drops.
const DROPPED: f64 = 1e-9;

/// `simplex_dual_edge_weight_strategy` of HiGHS: Devex, whose weights start from one at any basis; those of steepest edge have to be computed
/// for each row first.
const DEVEX: i32 = 1;

fn session(lp: &Lp) -> Result<Session, SolveError> {
    let mut session = Session::new(lp, &vec![0.0; lp.columns()])?;
    method::tighten(&mut session)?;
    session.set("simplex_dual_edge_weight_strategy", DEVEX)?;
    Ok(session)
}

/// Whether two programs have entries at the same places, none of which the solver drops.
fn patterned(one: &Lp, other: &Lp) -> bool {
    let kept = |lp: &Lp| lp.values.iter().all(|value| value.abs() > DROPPED);
    (&one.starts, &one.rows) == (&other.starts, &other.rows) && kept(one) && kept(other)
}

/// Whether a basis of one program is one of the other.
fn alike(one: &Lp, other: &Lp) -> bool {
    (one.columns(), one.height(), one.levels.len()) == (other.columns(), other.height(), other.levels.len())
        && one.integer == other.integer
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::solve::lexicographic::tests::transport;

    /// The program with right-hand sides, costs or an entry moved, by the number of the draw.
    fn draw(base: &Lp, number: usize) -> Lp {
        let mut lp = base.clone();
        let factor = |k: usize| 0.8 + 0.05 * ((number * 7 + k * 3) % 9) as f64;
        if !number.is_multiple_of(3) {
            for (k, (lower, upper)) in lp.row_lower.iter_mut().zip(&mut lp.row_upper).enumerate() {
                *lower *= factor(k);
                *upper *= factor(k);
            }
        }
        if number % 3 != 1 {
            let costs = lp.levels[1].coefficients.iter_mut().enumerate();
            costs.for_each(|(k, cost)| *cost *= factor(k));
        }
        if number % 5 == 2 {
            lp.values[number] *= 1.25;
        }
        lp
    }

    #[test]
    fn hot_answers_are_those_of_cold_solves() {
        for of in 0..6 {
            let base = transport(of);
            let (_, seed) = seed(&base, &Options::default()).unwrap();
            let seed = seed.unwrap();
            let mut hot = Hot::new(&base, &Options::default()).unwrap();
            for number in 0..30 {
                let lp = draw(&base, number);
                let (outcome, start) = hot.solve(&lp, &seed).unwrap();
                let cold = crate::solve::solve(&lp, &Options::default()).unwrap();
                assert_eq!((outcome.status, start), (cold.status, Start::Hot));
                for (a, b) in outcome.levels.iter().zip(&cold.levels) {
                    assert!(
                        (a - b).abs() <= 1e-9 * b.abs().max(1.0),
                        "{:?} {:?}",
                        outcome.levels,
                        cold.levels
                    );
                }
            }
        }
    }

    #[test]
    fn a_seed_is_nearest_to_its_own_program() {
        let base = transport(2);
        let (_, left) = seed(&base, &Options::default()).unwrap();
        let left = left.unwrap();
        assert_eq!((left.bounds_apart(&base), left.costs_apart(&base)), (0.0, 0.0));
        let mut moved = base.clone();
        moved.row_upper[0] += 3.0;
        moved.row_upper[1] = f64::INFINITY;
        assert_eq!((left.bounds_apart(&moved), left.costs_apart(&moved)), (3.0, 0.0));
        let mut dearer = base.clone();
        dearer.levels[1].coefficients[0] += 1.0;
        assert!(left.bounds_apart(&dearer) == 0.0 && left.costs_apart(&dearer) > 0.0);
    }

    #[test]
    fn an_answer_does_not_depend_on_what_was_solved_before() {
        let base = transport(3);
        let (_, seed) = seed(&base, &Options::default()).unwrap();
        let seed = seed.unwrap();
        let solve = |hot: &mut Hot, number: usize| {
            let outcome = hot.solve(&draw(&base, number), &seed).unwrap().0;
            let bits = |values: &[f64]| values.iter().map(|v| v.to_bits()).collect::<Vec<_>>();
            (
                bits(&outcome.levels),
                bits(outcome.point.as_deref().unwrap()),
                outcome.work.iterations,
            )
        };
        let mut one = Hot::new(&base, &Options::default()).unwrap();
        let forward: Vec<_> = (0..30).map(|number| solve(&mut one, number)).collect();
        let mut backward: Vec<_> = (0..30).rev().map(|number| solve(&mut one, number)).collect();
        backward.reverse();
        let fresh: Vec<_> = (0..30)
            .map(|number| solve(&mut Hot::new(&base, &Options::default()).unwrap(), number))
            .collect();
        assert!(forward == backward && forward == fresh);
    }

    #[test]
    fn other_rows_and_impossible_numbers_are_solved_cold() {
        let base = transport(1);
        let (_, seed) = seed(&base, &Options::default()).unwrap();
        let seed = seed.unwrap();
        let mut hot = Hot::new(&base, &Options::default()).unwrap();
        let mut impossible = base.clone();
        let first = impossible.row_lower.len() - 1;
        impossible.row_lower[0] = 1e6;
        impossible.row_upper[0] = 1e6;
        impossible.row_upper[first] = 10.0;
        impossible.row_lower[first] = 10.0;
        let (outcome, start) = hot.solve(&impossible, &seed).unwrap();
        assert_eq!((outcome.status, start), (Status::Infeasible, Start::Cold(Reason::Doubt)));
        let mut wider = base.clone();
        wider.row_lower.push(0.0);
        wider.row_upper.push(1.0);
        let (outcome, start) = hot.solve(&wider, &seed).unwrap();
        assert_eq!((outcome.status, start), (Status::Optimal, Start::Cold(Reason::Shape)));
        let (outcome, start) = hot.solve(&base, &seed).unwrap();
        assert_eq!((outcome.status, start), (Status::Optimal, Start::Hot));
    }
}
