//! A supply network with origin classes, as large as asked: mines, three stages of plants, customers in tiers, stocks.

use lodestone::lp::{Level, Lp};

use crate::build::INF;

/// Numbers that look random and are the same every time.
pub struct Dice(pub u64);

impl Dice {
    /// Uniform between two numbers.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        low + (high - low) * (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

#[derive(Clone, Copy)]
pub struct Size {
    pub sites: usize,
    pub classes: usize,
    pub periods: usize,
    pub demands: usize,
    pub tiers: usize,
    pub seed: u64,
}

struct Net {
    lp: Lp,
    size: Size,
    dice: Dice,
}

impl Net {
    fn row(&mut self, lower: f64, upper: f64) -> usize {
        self.lp.row_lower.push(lower);
        self.lp.row_upper.push(upper);
        self.lp.row_lower.len() - 1
    }

    fn column(&mut self, upper: f64, costs: &[(usize, f64)], entries: &[(usize, f64)]) {
        let mut entries = entries.to_vec();
        entries.sort_by_key(|entry| entry.0);
        for (i, value) in entries {
            self.lp.rows.push(i as u32);
            self.lp.values.push(value);
        }
        self.lp.starts.push(self.lp.rows.len());
        self.lp.column_lower.push(0.0);
        self.lp.column_upper.push(upper);
        self.lp.integer.push(false);
        for (k, level) in self.lp.levels.iter_mut().enumerate() {
            let cost = costs.iter().find(|cost| cost.0 == k).map_or(0.0, |cost| cost.1);
            level.coefficients.push(cost);
        }
    }

    /// Rows of one stage: in and out by site, class, period; capacity by site, period.
    fn rows(&mut self, stages: usize) -> (Vec<usize>, Vec<usize>, Vec<usize>) {
        let Size {
            sites, classes, periods, ..
        } = self.size;
        let cells = stages * sites * classes * periods;
        let inputs = (0..cells).map(|_| self.row(0.0, 0.0)).collect();
        let outputs = (0..cells).map(|_| self.row(0.0, 0.0)).collect();
        let capacity = (0..stages * sites * periods)
            .map(|_| {
                let most = self.dice.between(20.0, 80.0).round();
                self.row(-INF, most)
            })
            .collect();
        (inputs, outputs, capacity)
    }
}

/// Rows that the columns of the network name.
struct Rows {
    inputs: Vec<usize>,
    outputs: Vec<usize>,
    capacity: Vec<usize>,
}

impl Net {
    fn cell(&self, stage: usize, site: usize, class: usize, t: usize) -> usize {
        ((stage * self.size.sites + site) * self.size.classes + class) * self.size.periods + t
    }

    fn cost(&self) -> usize {
        self.size.tiers
    }

    fn mines(&mut self, rows: &Rows, t: usize) {
        let Size { sites, classes, .. } = self.size;
        for (site, to) in (0..sites * sites).map(|n| (n / sites, n % sites)) {
            let class = site % classes;
            let price = 10_000.0 * (1.0 + class as f64 / 2.0) + self.dice.between(0.0, 3_000.0).round();
            let most = self.dice.between(10.0, 90.0 / sites as f64 + 10.0).round();
            let red = if class == 0 { 1.0 } else { 0.0 };
            let input = rows.inputs[self.cell(0, to, class, t)];
            self.column(most, &[(self.cost(), price), (self.cost() + 1, red)], &[(input, 1.0)]);
        }
    }

    fn plant(&mut self, rows: &Rows, (stage, site, class): (usize, usize, usize), t: usize) {
        let Size { sites, periods, .. } = self.size;
        let (cell, cost) = (self.cell(stage, site, class, t), self.cost());
        let (input, output) = (rows.inputs[cell], rows.outputs[cell]);
        let capacity = rows.capacity[(stage * sites + site) * periods + t];
        let fee = self.dice.between(1_000.0, 26_000.0).round();
        self.column(
            INF,
            &[(cost, fee)],
            &[(input, -1.0), (output, [0.9, 0.98, 3.3][stage]), (capacity, 1.0)],
        );
        if class > 0 {
            let lesser = rows.outputs[self.cell(stage, site, class - 1, t)];
            self.column(INF, &[], &[(output, -1.0), (lesser, 1.0)]);
        }
        if stage == 2 && t + 1 < periods {
            let later = rows.outputs[self.cell(stage, site, class, t + 1)];
            self.column(40.0, &[(cost, 500.0)], &[(output, -1.0), (later, 1.0)]);
        }
        for to in (0..sites).filter(|_| stage < 2) {
            let freight = self.dice.between(100.0, 900.0).round();
            let next = rows.inputs[self.cell(stage + 1, to, class, t)];
            self.column(INF, &[(cost, freight)], &[(output, -1.0), (next, 1.0)]);
        }
    }

    fn customer(&mut self, rows: &Rows, demand: usize, t: usize) {
        let Size {
            sites,
            classes,
            demands,
            tiers,
            ..
        } = self.size;
        let quantity = (self.dice.between(0.05, 1.6) * 200.0 * sites as f64 / demands as f64).round();
        let row = self.row(quantity, quantity);
        self.column(INF, &[(demand % tiers, 1.0 + (demand % 4) as f64)], &[(row, 1.0)]);
        for class in demand % classes..classes {
            for site in 0..sites {
                let freight = self.dice.between(100.0, 900.0).round();
                let output = rows.outputs[self.cell(2, site, class, t)];
                self.column(INF, &[(self.cost(), freight)], &[(row, 1.0), (output, -1.0)]);
            }
        }
    }
}

/// Tiers of shortage, then cost, then exposure.
pub fn network(size: Size) -> Lp {
    let lp = Lp {
        starts: vec![0],
        ..Lp::default()
    };
    let mut net = Net {
        lp,
        size,
        dice: Dice(size.seed),
    };
    let names = (0..size.tiers)
        .map(|k| format!("tier{k}"))
        .chain(["cost".into(), "exposure".into()]);
    net.lp.levels = names
        .map(|name| Level {
            name,
            ..Level::default()
        })
        .collect();
    let (inputs, outputs, capacity) = net.rows(3);
    let rows = Rows {
        inputs,
        outputs,
        capacity,
    };
    for t in 0..size.periods {
        net.mines(&rows, t);
        for stage in 0..3 {
            for (site, class) in (0..size.sites * size.classes).map(|n| (n / size.classes, n % size.classes)) {
                net.plant(&rows, (stage, site, class), t);
            }
        }
        for demand in 0..size.demands {
            net.customer(&rows, demand, t);
        }
    }
    net.lp
}
