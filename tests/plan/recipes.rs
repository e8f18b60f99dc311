//! Recipes of the trade: swarf that goes back within the period, substitution of heavy rare earths, diffusion into finished magnets, scrap
//! that comes back.

use super::cases::{assert_chains_are_whole, assert_ledger_is_whole, assert_near, solved, ways};
use lodestone::run::Solved;

/// Tonnes sold by a site.
fn sold(solved: &Solved, site: &str) -> f64 {
    let network = &solved.posed.network;
    let supplies = solved.plan.supplies.iter().filter(|supply| {
        let source = &network.sources[supply.of.index()];
        network.sites[source.site.index()].name == site
    });
    supplies.map(|supply| supply.quantity).sum()
}

/// Activity of a process.
fn made(solved: &Solved, process: &str) -> f64 {
    let operations = &solved.posed.network.operations;
    let runs = solved
        .plan
        .activities
        .iter()
        .filter(|run| operations[run.of.index()].name == process);
    runs.map(|run| run.quantity).sum()
}

const SWARF: &str = "
lodestone: 1
name: Swarf
periods: { start: 2026-01-01, count: 1, length: 1 yr }
allies: [US, AU, JP]
elements: { NdPr: {} }
stages: { mined: {}, separated: {}, block: {}, magnet: {}, recycled: { recycling: true } }
materials:
  oxide: { stage: separated, contents: { NdPr: 100 % } }
  block: { stage: block, contents: { NdPr: 30 % } }
  swarf: { stage: block, contents: { NdPr: 30 % } }
  magnet: { stage: magnet, contents: { NdPr: 30 % } }
processes:
  pressing: { stage: block, inputs: { oxide: 0.3 t/t }, outputs: { block: 1 t/t } }
  machining: { stage: magnet, inputs: { block: 1.25 t/t }, outputs: { magnet: 1 t/t, swarf: 0.25 t/t } }
  swarf-recycling: { stage: recycled, inputs: { swarf: 1 t/t }, outputs: { oxide: 0.27 t/t } }
sites:
  cn-market: { country: CN, source: { oxide: { offer: 60 USD/kg } } }
  au-mine: { country: AU, source: { oxide: { offer: 90 USD/kg } } }
  jp-works:
    country: JP
    lines: { works: { processes: [pressing, machining, swarf-recycling], fees: { machining: 5 USD/kg } } }
demands:
  us-defense: { country: US, accepts: [magnet], requires: [clean], quantity: 50 t/yr }
  us-cars: { country: US, accepts: [magnet], quantity: 50 t/yr }
rules: { clean: { stages: { mined: { excluded: [CN] } } } }
";

/// A magnet takes 1.25 x 0.3 t of oxide, of which 0.25 x 0.27 t come back: 0.3075 t are bought, at the class of the magnet.
#[test]
fn swarf_goes_back_to_oxide_within_the_period_at_its_class() {
    let found = solved(SWARF);
    assert_near(sold(&found, "au-mine"), 50.0 * 0.3075, "clean oxide");
    assert_near(sold(&found, "cn-market"), 50.0 * 0.3075, "other oxide");
    assert_near(made(&found, "swarf-recycling"), 25.0, "swarf");
    assert!(found.report.ok, "{:?}", found.report.findings);
    assert_ledger_is_whole(&found, "swarf");
    assert_chains_are_whole(&found, "swarf");
}

const HEAVY: &str = "
lodestone: 1
name: Dy or Tb
periods: { start: 2026-01-01, count: 1, length: 1 yr }
elements: { Dy: {}, Tb: {} }
stages: { separated: {}, magnet: {}, diffused: {} }
materials:
  dy-oxide: { stage: separated, contents: { Dy: 100 % } }
  tb-oxide: { stage: separated, contents: { Tb: 100 % } }
  magnet-base: { stage: magnet }
  magnet-dy: { stage: magnet, contents: { Dy: 3 % } }
  magnet-tb: { stage: magnet, contents: { Tb: 2 % } }
  magnet-gbd: { stage: diffused, contents: { Dy: 0.5 % } }
processes:
  pressing: { stage: magnet, outputs: { magnet-base: 1 t/t } }
  with-dy: { stage: magnet, inputs: { dy-oxide: 0.03 t/t }, outputs: { magnet-dy: 1 t/t } }
  with-tb: { stage: magnet, inputs: { tb-oxide: 0.02 t/t }, outputs: { magnet-tb: 1 t/t } }
  diffusion: { stage: diffused, inputs: { magnet-base: 1 t/t, dy-oxide: 0.005 t/t }, outputs: { magnet-gbd: 1 t/t } }
sites:
  dy-mine: { country: AU, source: { dy-oxide: { offer: 500 USD/kg, available: 1 t/yr } } }
  tb-mine: { country: AU, source: { tb-oxide: { offer: 2000 USD/kg } } }
  jp-works:
    country: JP
    lines:
      presses: { processes: [pressing, with-dy, with-tb], fees: { pressing: 20 USD/kg, with-dy: 20 USD/kg, with-tb: 20 USD/kg } }
      diffusion: { processes: [diffusion], capacity: 40 t/yr, fee: 6 USD/kg }
demands:
  us-motors: { country: US, accepts: [magnet-dy, magnet-tb, magnet-gbd], quantity: 100 t/yr }
";

/// Diffusion takes 40 t x 0.005 = 0.2 t of Dy; the 0.8 t left make 26.67 t; Tb makes the other 33.33 t.
#[test]
fn diffusion_saves_dy_and_tb_takes_its_place() {
    let found = solved(HEAVY);
    assert_near(made(&found, "diffusion"), 40.0, "diffusion");
    assert_near(made(&found, "pressing"), 40.0, "base magnets");
    assert_near(made(&found, "with-dy"), 0.8 / 0.03, "Dy magnets");
    assert_near(sold(&found, "tb-mine"), 0.02 * (60.0 - 0.8 / 0.03), "Tb");
    assert!(found.report.ok, "{:?}", found.report.findings);
    assert_ledger_is_whole(&found, "heavy");
}

/// A life of half a year: half of what a year delivers comes back in it, and a magnet may be the third life of its oxide.
#[test]
fn scrap_comes_back_within_the_period() {
    let text = SWARF
        .replace(
            "us-cars: { country: US,",
            "us-cars: { country: US, returns: { material: used, per: 1 t/t, life: 6 months, collected: 80 %, offer: 1 USD/kg },",
        )
        .replace(
            "materials:\n",
            "materials:\n  used: { stage: magnet, contents: { NdPr: 30 % } }\n",
        )
        .replace(
            "processes:\n  pressing",
            "processes:\n  return: { stage: recycled, inputs: { used: 1 t/t }, outputs: { oxide: 0.2 t/t } }\n  pressing",
        )
        .replace("swarf-recycling], fees", "swarf-recycling, return], fees");
    let found = solved(&text);
    assert!(found.report.ok, "{:?}", found.report.findings);
    let share = 184.0 / 365.0;
    assert_near(made(&found, "return"), 0.8 * 50.0 * share, "scrap");
    assert_near(sold(&found, "au-mine"), 50.0 * 0.3075, "clean oxide");
    assert_near(
        sold(&found, "cn-market"),
        50.0 * 0.3075 - 0.2 * 0.8 * 50.0 * share,
        "other oxide",
    );
    assert_ledger_is_whole(&found, "returns");
    assert_chains_are_whole(&found, "returns");
    let ways = ways(&found, "us-cars", 0, Some("NdPr"));
    assert!(ways.keys().any(|way| way.contains("collected us-cars used")), "{ways:?}");
}
