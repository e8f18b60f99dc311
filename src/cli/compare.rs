//! `lodestone compare`.

use super::arguments::{Global, alternatives};
use super::exit::{Exit, Stop};
use super::screen::Screen;
use crate::results::files::{check_free, pretty};
use crate::results::{Table, choice, comparison, game, grid, sweep, terminal, tune};
use crate::run::{self, Aim, Ask, Ending, Failure, Instance, Players, Range, Selection, Target, Tune};
use clap::{ArgGroup, Args};
use std::path::PathBuf;

/// `compare`.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("narrowed").args(["sweep", "tune"]).multiple(true))]
pub(super) struct Compare {
    /// Instance folder, or the name of a shipped example
    pub instance: PathBuf,
    /// Policies, the first being what the others are compared with; every one when absent. With --game the one whose measures coalitions take
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub policies: Vec<String>,
    /// Scenarios: alternatives separated by commas, each joined by `+`; the baseline when absent
    #[arg(long, value_name = "A,B+C", value_delimiter = ',')]
    scenarios: Vec<String>,
    /// Plan every coalition of these countries or customs territories
    #[arg(long, value_name = "US,JP", value_delimiter = ',')]
    pub game: Vec<String>,
    /// Let the buyers of each country choose for themselves, and say whether they would do what the plan has them do
    #[arg(long, conflicts_with_all = ["game", "sweep", "frontier", "tune"])]
    pub own_choice: bool,
    /// Tune a value of a policy until --to is reached, from A, where it does little, to B; may be repeated
    #[arg(long, value_name = "PATH=A..B UNIT", value_parser = Tune::read, requires = "to", conflicts_with_all = ["game", "sweep", "frontier", "policies"])]
    pub tune: Vec<Tune>,
    /// What every --tune is to bring about, such as exposure=9000
    #[arg(long, value_name = "FIGURE=VALUE", value_parser = Target::read, requires = "tune")]
    pub to: Option<Target>,
    /// Move one value through a range, and find where the plan of one policy changes; given twice, plan every pair of two values
    #[arg(long, value_name = "PATH=A..B:STEP UNIT", value_parser = Range::read, conflicts_with_all = ["game", "frontier"])]
    pub sweep: Vec<Range>,
    /// Width to which --sweep and --tune narrow a value, in the unit of the range; a 64th of the step, or a 1024th of the range, when absent
    #[arg(long, value_name = "WIDTH", value_parser = width, requires = "narrowed")]
    pub width: Option<f64>,
    /// So many points of the frontier between cost and exposure of one policy
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(2..=200), conflicts_with = "game")]
    pub frontier: Option<u16>,
    /// With --frontier, between cost and the shortage of the first tier
    #[arg(long, requires = "frontier")]
    pub cover: bool,
    /// Set one value of the instance under every policy; may be repeated
    #[arg(long, value_name = "PATH=VALUE")]
    pub set: Vec<String>,
    /// Write every table into this folder
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Replace older results
    #[arg(long)]
    pub overwrite: bool,
    /// Print one JSON document instead of tables
    #[arg(long)]
    pub json: bool,
}

impl Compare {
    /// Alternatives, each as scenarios laid over each other.
    ///
    /// # Errors
    /// When a name is empty.
    pub fn scenarios(&self) -> Result<Vec<Vec<String>>, Failure> {
        alternatives(&self.scenarios)
    }

    /// The scenarios laid over each other, where only one alternative makes sense.
    ///
    /// # Errors
    /// When alternatives are given.
    pub fn one_scenario(&self) -> Result<Vec<String>, Failure> {
        match self.scenarios()?.as_slice() {
            [] => Ok(Vec::new()),
            [one] => Ok(one.clone()),
            _ => Err(Failure::Usage(
                "--game, --sweep, --tune and --frontier take one alternative of --scenarios; ask once for each".into(),
            )),
        }
    }

    /// The policy named, where only one makes sense.
    ///
    /// # Errors
    /// When several are named.
    pub fn base(&self) -> Result<Option<String>, Failure> {
        match self.policies.as_slice() {
            [] => Ok(None),
            [one] => Ok(Some(one.clone())),
            _ => Err(Failure::Usage(
                "--game, --sweep and --frontier take one policy; name one with --policies".into(),
            )),
        }
    }
}

fn width(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(value) if value > 0.0 && value.is_finite() => Ok(value),
        _ => Err("expected a positive number".into()),
    }
}

/// Compares policies, or coalitions.
pub(super) fn run(command: &Compare, global: &Global, screen: &Screen) -> Result<Exit, Stop> {
    if let Some(folder) = &command.out {
        check_free(folder, command.overwrite).map_err(Failure::Output)?;
    }
    let instance = Instance::find(&command.instance)?;
    if let Some(target) = &command.to {
        return tuned((command, target), global, &instance, screen);
    }
    match (command.sweep.as_slice(), command.frontier) {
        ([range], _) => sweep((command, range), global, &instance, screen),
        ([first, second], _) => pairs((command, [first, second]), global, &instance, screen),
        ([_, _, _, ..], _) => Err(Failure::Usage("--sweep moves one value or two".into()).into()),
        (_, Some(points)) => frontier((command, points.into()), global, &instance, screen),
        _ if command.own_choice => own_choice(command, global, &instance, screen),
        _ if command.game.is_empty() => policies(command, global, &instance, screen),
        _ => coalitions(command, global, &instance, screen),
    }
}

fn one(command: &Compare) -> Result<Selection, Failure> {
    Ok(Selection {
        policy: command.base()?,
        scenarios: command.one_scenario()?,
        set: command.set.clone(),
    })
}

fn sweep((command, range): (&Compare, &Range), global: &Global, instance: &Instance, screen: &Screen) -> Result<Exit, Stop> {
    let base = one(command)?;
    let asked = (range, command.width);
    let (swept, ending) = run::sweep(instance, asked, (&base, &global.options()), &|step| screen.progress(step))?;
    let text = || terminal::sweep(&swept, screen.style);
    let made = Made {
        kind: "sweep",
        policies: &command.policies,
        clubs: &[],
        tables: &sweep::tables(&swept),
        text: &text,
    };
    finish((command, global), (&made, instance), ending, screen)
}

fn pairs(
    (command, ranges): (&Compare, [&Range; 2]),
    global: &Global,
    instance: &Instance,
    screen: &Screen,
) -> Result<Exit, Stop> {
    if command.width.is_some() {
        return Err(Failure::Usage("--width narrows changes along one --sweep; two are planned at their steps".into()).into());
    }
    let base = one(command)?;
    let (planned, ending) = run::grid(instance, ranges, (&base, &global.options()), &|step| screen.progress(step))?;
    let text = || terminal::grid(&planned, screen.style);
    let made = Made {
        kind: "grid",
        policies: &command.policies,
        clubs: &[],
        tables: &grid::tables(&planned),
        text: &text,
    };
    finish((command, global), (&made, instance), ending, screen)
}

fn frontier((command, points): (&Compare, usize), global: &Global, instance: &Instance, screen: &Screen) -> Result<Exit, Stop> {
    let base = one(command)?;
    let against = if command.cover {
        run::Against::Cover
    } else {
        run::Against::Exposure
    };
    let found = run::frontier(instance, (points, against), (&base, &global.options()), &|step| {
        screen.progress(step)
    })?;
    let refused = found.corners.iter().any(|corner| !corner.verified);
    let ending = if refused { Ending::Unverified } else { Ending::Optimal };
    let text = || terminal::frontier(&found, screen.style);
    let made = Made {
        kind: if command.cover { "cover" } else { "frontier" },
        policies: std::slice::from_ref(&found.policy),
        clubs: &[],
        tables: &sweep::frontier(&found),
        text: &text,
    };
    finish((command, global), (&made, instance), ending, screen)
}

fn asked(command: &Compare, global: &Global) -> Result<Ask, Failure> {
    Ok(Ask {
        policies: command.policies.clone(),
        scenarios: command.scenarios()?,
        set: command.set.clone(),
        options: global.options(),
    })
}

fn own_choice(command: &Compare, global: &Global, instance: &Instance, screen: &Screen) -> Result<Exit, Stop> {
    let ask = asked(command, global)?;
    let (choices, ending) = run::own_choice(instance, &ask, &|step| screen.progress(step))?;
    let text = || terminal::own_choice(&choices, screen.style);
    let made = Made {
        kind: "own choice",
        policies: &command.policies,
        clubs: &[],
        tables: &choice::tables(&choices),
        text: &text,
    };
    finish((command, global), (&made, instance), ending, screen)
}

fn tuned((command, target): (&Compare, &Target), global: &Global, instance: &Instance, screen: &Screen) -> Result<Exit, Stop> {
    let base = one(command)?;
    let aim = Aim {
        tunes: &command.tune,
        target,
        width: command.width,
    };
    let (tunings, ending) = run::tune(instance, aim, (&base, &global.options()), &|step| screen.progress(step))?;
    let policies: Vec<String> = command.tune.iter().map(|tune| tune.policy.clone()).collect();
    let text = || terminal::tune(&tunings, screen.style);
    let made = Made {
        kind: "tuned",
        policies: &policies,
        clubs: &[],
        tables: &tune::tables(&tunings),
        text: &text,
    };
    finish((command, global), (&made, instance), ending, screen)
}

fn policies(command: &Compare, global: &Global, instance: &Instance, screen: &Screen) -> Result<Exit, Stop> {
    let ask = asked(command, global)?;
    let (compared, clubs, ending) = run::compare(instance, &ask, &|step| screen.progress(step))?;
    let text = || terminal::comparison(&compared, screen.style);
    let made = Made {
        kind: "policies",
        policies: &command.policies,
        clubs: &clubs,
        tables: &comparison::tables(&compared),
        text: &text,
    };
    finish((command, global), (&made, instance), ending, screen)
}

fn coalitions(command: &Compare, global: &Global, instance: &Instance, screen: &Screen) -> Result<Exit, Stop> {
    let players = Players {
        names: command.game.clone(),
        policy: command.base()?,
        scenarios: command.one_scenario()?,
        set: command.set.clone(),
    };
    let (played, ending) = run::play(instance, &players, &global.options(), &|step| screen.progress(step))?;
    let text = || terminal::game(&played, screen.style);
    let made = Made {
        kind: "coalitions",
        policies: std::slice::from_ref(&played.policy),
        clubs: &[],
        tables: &game::tables(&played),
        text: &text,
    };
    finish((command, global), (&made, instance), ending, screen)
}

/// What a comparison came to.
struct Made<'a> {
    /// What was compared.
    kind: &'static str,
    /// Policies.
    policies: &'a [String],
    /// Clubs of the policies, where they are told.
    clubs: &'a [run::Club],
    /// Tables.
    tables: &'a [Table],
    /// Text for a terminal.
    text: &'a dyn Fn() -> String,
}

/// Writes and prints.
fn finish(
    (command, global): (&Compare, &Global),
    (made, instance): (&Made, &Instance),
    ending: Ending,
    screen: &Screen,
) -> Result<Exit, Stop> {
    if let Some(folder) = &command.out {
        let asked = run::Compared {
            instance: &instance.name,
            kind: made.kind,
            policies: made.policies,
            clubs: made.clubs,
            scenarios: &command.scenarios,
            tables: made.tables,
            options: &global.options(),
            set: &command.set,
        };
        run::write_compared(&asked, (folder, global.format()), command.overwrite)?;
    }
    if command.json {
        let document = comparison::document(&instance.name, made.tables);
        screen.document(&pretty(&document).map_err(Stop::Stdout)?)?;
    } else {
        screen.result(&(made.text)())?;
    }
    if let Some(folder) = &command.out {
        screen.remark(&format!("Results are in {}.", folder.display()));
    }
    Ok(ending.into())
}
