//! Which claims what came cannot serve: a transport problem between classes, solved by augmenting paths.

use crate::network::RuleSet;
use std::collections::BTreeMap;

/// Rounding of sums, as a share of all that came and went.
const ROUNDING: f64 = 1e-14;

/// Claims that lack goods.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Lacking {
    /// Classes claimed, all those that compete for the same goods.
    pub classes: Vec<RuleSet>,
    /// Tonnes that they lack together.
    pub tonnes: f64,
}

/// What claims lack when goods serve their own class and every lesser one. Claims of no rule need nothing.
pub(super) fn lacking(came: &BTreeMap<RuleSet, f64>, claimed: &BTreeMap<RuleSet, f64>) -> Lacking {
    let mut matching = Matching::new(came, claimed);
    let total: f64 = came.values().chain(claimed.values()).map(|tonnes| tonnes.abs()).sum();
    let mut lacking = Lacking::default();
    for claim in 0..matching.claims.len() {
        let open = matching.serve(claim, ROUNDING * total);
        // A not-a-number stands for sums that overflow; it is carried on, so that the judge sees it.
        if open.is_nan() || open > ROUNDING * total {
            lacking.tonnes += open;
            let rivals = matching.search(claim, 0.0);
            let told = rivals.claims.iter().map(|rival| matching.claims[*rival].0);
            lacking.classes.extend(told);
        }
    }
    lacking.classes.sort_unstable();
    lacking.classes.dedup();
    lacking
}

/// Goods and claims, and what of the goods serves which claim.
struct Matching {
    /// Class and tonnes not used yet.
    goods: Vec<(RuleSet, f64)>,
    /// Class and tonnes wanted.
    claims: Vec<(RuleSet, f64)>,
    /// Tonnes of goods (first) that serve a claim (second).
    used: Vec<Vec<f64>>,
}

/// What a search from a claim reached.
#[derive(Default)]
struct Reached {
    /// Claims, in the order of the search.
    claims: Vec<usize>,
    /// For each of those claims, the goods and the position of the claim through which it was reached.
    through: Vec<Option<(usize, usize)>>,
    /// Goods with something left, and the position of the claim that they may serve.
    free: Option<(usize, usize)>,
}

impl Matching {
    fn new(came: &BTreeMap<RuleSet, f64>, claimed: &BTreeMap<RuleSet, f64>) -> Self {
        let list = |book: &BTreeMap<RuleSet, f64>| book.iter().map(|(class, tonnes)| (*class, *tonnes)).collect::<Vec<_>>();
        let mut claims = list(claimed);
        claims.retain(|(class, _)| *class != RuleSet::default());
        let goods = list(came);
        let used = vec![vec![0.0; claims.len()]; goods.len()];
        Self { goods, claims, used }
    }

    /// Serves a claim as far as goods allow, by moving goods between claims; tonnes that stay open.
    fn serve(&mut self, claim: usize, least: f64) -> f64 {
        let mut open = self.claims[claim].1;
        while open > least {
            let reached = self.search(claim, least);
            let Some(end) = reached.free else { break };
            open -= self.augment(&reached, end, open);
        }
        open
    }

    /// Breadth first from a claim: goods that may serve it, then claims that use those goods.
    fn search(&self, claim: usize, least: f64) -> Reached {
        let mut reached = Reached {
            claims: vec![claim],
            through: vec![None],
            free: None,
        };
        let mut seen = vec![false; self.goods.len()];
        let mut at = 0;
        while let Some(current) = reached.claims.get(at).copied() {
            for (good, (class, left)) in self.goods.iter().enumerate() {
                if seen[good] || !class.covers(self.claims[current].0) {
                    continue;
                }
                seen[good] = true;
                if *left > least {
                    reached.free = Some((good, at));
                    return reached;
                }
                for (rival, used) in self.used[good].iter().enumerate() {
                    if *used > least && !reached.claims.contains(&rival) {
                        reached.claims.push(rival);
                        reached.through.push(Some((good, at)));
                    }
                }
            }
            at += 1;
        }
        reached
    }

    /// Moves goods along a path; tonnes moved.
    fn augment(&mut self, reached: &Reached, (free, end): (usize, usize), open: f64) -> f64 {
        let mut moved = open.min(self.goods[free].1);
        let mut at = end;
        while let Some((good, before)) = reached.through[at] {
            moved = moved.min(self.used[good][reached.claims[at]]);
            at = before;
        }
        self.goods[free].1 -= moved;
        let (mut gained, mut at) = (free, end);
        loop {
            self.used[gained][reached.claims[at]] += moved;
            let Some((good, before)) = reached.through[at] else { break };
            self.used[good][reached.claims[at]] -= moved;
            (gained, at) = (good, before);
        }
        moved
    }
}
