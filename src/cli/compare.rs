//! `lodestone compare`.

use super::arguments::{Compare, Global};
use super::exit::{Exit, Stop};
use super::screen::Screen;
use crate::results::files::{check_free, pretty};
use crate::results::{Table, choice, comparison, game, sweep, terminal};
use crate::run::{self, Ask, Ending, Instance, Players, Range, Selection};

/// Compares policies, or coalitions.
pub(super) fn run(command: &Compare, global: &Global, screen: &Screen) -> Result<Exit, Stop> {
    if let Some(folder) = &command.out {
        check_free(folder, command.overwrite).map_err(run::Failure::Output)?;
    }
    let instance = Instance::find(&command.instance)?;
    match (&command.sweep, command.frontier) {
        (Some(range), _) => sweep((command, range), global, &instance, screen),
        (_, Some(points)) => frontier((command, points.into()), global, &instance, screen),
        _ if command.own_choice => own_choice(command, global, &instance, screen),
        _ if command.game.is_empty() => policies(command, global, &instance, screen),
        _ => coalitions(command, global, &instance, screen),
    }
}

fn one(command: &Compare) -> Result<Selection, run::Failure> {
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
    finish((command, global), (&sweep::tables(&swept), &text, instance), ending, screen)
}

fn frontier((command, points): (&Compare, usize), global: &Global, instance: &Instance, screen: &Screen) -> Result<Exit, Stop> {
    let base = one(command)?;
    let found = run::frontier(instance, points, (&base, &global.options()), &|step| screen.progress(step))?;
    let refused = found.corners.iter().any(|corner| !corner.verified);
    let ending = if refused { Ending::Unverified } else { Ending::Optimal };
    let text = || terminal::frontier(&found, screen.style);
    finish((command, global), (&sweep::frontier(&found), &text, instance), ending, screen)
}

fn asked(command: &Compare, global: &Global) -> Result<Ask, run::Failure> {
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
    let tables = choice::tables(&choices);
    let text = || terminal::own_choice(&choices, screen.style);
    finish((command, global), (&tables, &text, instance), ending, screen)
}

fn policies(command: &Compare, global: &Global, instance: &Instance, screen: &Screen) -> Result<Exit, Stop> {
    let ask = asked(command, global)?;
    let (compared, ending) = run::compare(instance, &ask, &|step| screen.progress(step))?;
    let tables = comparison::tables(&compared);
    let text = || terminal::comparison(&compared, screen.style);
    finish((command, global), (&tables, &text, instance), ending, screen)
}

fn coalitions(command: &Compare, global: &Global, instance: &Instance, screen: &Screen) -> Result<Exit, Stop> {
    let players = Players {
        names: command.game.clone(),
        policy: command.base()?,
        scenarios: command.one_scenario()?,
        set: command.set.clone(),
    };
    let (played, ending) = run::play(instance, &players, &global.options(), &|step| screen.progress(step))?;
    let tables = game::tables(&played);
    let text = || terminal::game(&played, screen.style);
    finish((command, global), (&tables, &text, instance), ending, screen)
}

/// Writes and prints.
fn finish(
    (command, global): (&Compare, &Global),
    (tables, text, instance): (&[Table], &dyn Fn() -> String, &Instance),
    ending: Ending,
    screen: &Screen,
) -> Result<Exit, Stop> {
    if let Some(folder) = &command.out {
        let asked = run::Compared {
            instance: &instance.name,
            tables,
            options: &global.options(),
            set: &command.set,
        };
        run::write_compared(&asked, (folder, global.format()), command.overwrite)?;
    }
    if command.json {
        let document = comparison::document(&instance.name, tables);
        screen.document(&pretty(&document).map_err(Stop::Stdout)?)?;
    } else {
        screen.result(&text())?;
    }
    if let Some(folder) = &command.out {
        screen.remark(&format!("Results are in {}.", folder.display()));
    }
    Ok(ending.into())
}
