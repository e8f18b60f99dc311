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

/// Tiers of shortage, then cost, then exposure.
pub fn network(size: Size) -> Lp {
    let Size {
        sites,
        classes,
        periods,
        demands,
        tiers,
        seed,
    } = size;
    let mut net = Net {
        lp: Lp {
            starts: vec![0],
            ..Lp::default()
        },
        size,
        dice: Dice(seed),
    };
    let names = (0..tiers)
        .map(|k| format!("tier{k}"))
        .chain(["cost".into(), "exposure".into()]);
    net.lp.levels = names
        .map(|name| Level {
            name,
            ..Level::default()
        })
        .collect();
    let (cost, exposure, stages) = (tiers, tiers + 1, 3);
    let (inputs, outputs, capacity) = net.rows(stages);
    let cell = |stage: usize, site: usize, class: usize, t: usize| ((stage * sites + site) * classes + class) * periods + t;
    for t in 0..periods {
        for site in 0..sites {
            let class = site % classes;
            for to in 0..sites {
                let price = 10_000.0 * (1.0 + class as f64 / 2.0) + net.dice.between(0.0, 3_000.0).round();
                let most = net.dice.between(5.0, 30.0).round();
                let red = if class == 0 { 1.0 } else { 0.0 };
                net.column(
                    most,
                    &[(cost, price), (exposure, red)],
                    &[(inputs[cell(0, to, class, t)], 1.0)],
                );
            }
        }
        for stage in 0..stages {
            for site in 0..sites {
                for class in 0..classes {
                    let (input, output) = (inputs[cell(stage, site, class, t)], outputs[cell(stage, site, class, t)]);
                    let fee = net.dice.between(1_000.0, 26_000.0).round();
                    let output_rate = [0.9, 0.98, 3.3][stage];
                    net.column(
                        INF,
                        &[(cost, fee)],
                        &[
                            (input, -1.0),
                            (output, output_rate),
                            (capacity[(stage * sites + site) * periods + t], 1.0),
                        ],
                    );
                    if class > 0 {
                        net.column(INF, &[], &[(output, -1.0), (outputs[cell(stage, site, class - 1, t)], 1.0)]);
                    }
                    if stage == 2 && t + 1 < periods {
                        net.column(
                            40.0,
                            &[(cost, 500.0)],
                            &[(output, -1.0), (outputs[cell(stage, site, class, t + 1)], 1.0)],
                        );
                    }
                    if stage < 2 {
                        for to in 0..sites {
                            let freight = net.dice.between(100.0, 900.0).round();
                            net.column(
                                INF,
                                &[(cost, freight)],
                                &[(output, -1.0), (inputs[cell(stage + 1, to, class, t)], 1.0)],
                            );
                        }
                    }
                }
            }
        }
        for demand in 0..demands {
            let quantity = net.dice.between(0.05, 1.6) * 66.0 * sites as f64 / demands as f64;
            let row = net.row(quantity.round(), quantity.round());
            net.column(INF, &[(demand % tiers, 1.0 + (demand % 4) as f64)], &[(row, 1.0)]);
            for class in demand % classes..classes {
                for site in 0..sites {
                    let freight = net.dice.between(100.0, 900.0).round();
                    net.column(
                        INF,
                        &[(cost, freight)],
                        &[(row, 1.0), (outputs[cell(2, site, class, t)], -1.0)],
                    );
                }
            }
        }
    }
    net.lp
}
