//! What `explain` is asked beside why a plan costs what it costs: a loss, a site, ranges.

use super::arguments::{Explain, Global};
use super::exit::{Exit, Stop};
use super::screen::{Screen, complain};
use crate::results::files::pretty;
use crate::results::{comparison, losses, ranges, terminal};
use crate::run::{self, Ending, Instance, Losable, LossAsk, RangeAsk, WhyAsk};
use clap::{Args, ValueEnum};

/// Numbers that `--ranging` tells of where `--most` is absent.
const MOST: u16 = 12;

/// Questions of `explain`.
#[derive(Debug, Args)]
pub(super) struct Asked {
    /// Plan without each of these in turn: which is a single point of failure, and what takes its place
    #[arg(long, value_enum, value_name = "KIND")]
    loss: Option<LossChoice>,
    /// With --loss: lose every two of them at once, too
    #[arg(long, requires = "loss")]
    pairs: bool,
    /// Tell why a site is used or is not, and what would have to change
    #[arg(long, value_name = "SITE", conflicts_with = "loss")]
    why: Option<String>,
    /// Tell how far prices, capacities and floors may move before the plan changes, and which move cost most
    #[arg(long, conflicts_with_all = ["loss", "why"])]
    ranging: bool,
    /// With --ranging: so many numbers, those that move most; 12 when absent
    #[arg(long, value_name = "N", requires = "ranging", value_parser = clap::value_parser!(u16).range(1..))]
    most: Option<u16>,
}

/// What may be lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum LossChoice {
    /// Every site
    Sites,
    /// All sites of every country
    Countries,
    /// All sites of every owner
    Owners,
    /// Every way from one place to another
    Lanes,
    /// Every rule of origin, which demands no longer ask for
    Rules,
}

impl LossChoice {
    fn kind(self) -> Losable {
        match self {
            Self::Sites => Losable::Sites,
            Self::Countries => Losable::Countries,
            Self::Owners => Losable::Owners,
            Self::Lanes => Losable::Lanes,
            Self::Rules => Losable::Rules,
        }
    }
}

/// Answers the question asked; nothing where none is.
pub(super) fn answer(command: &Explain, global: &Global, screen: &Screen) -> Result<Option<Exit>, Stop> {
    let asked = &command.asked;
    let asker = Asker { command, global, screen };
    if let Some(kind) = asked.loss {
        return asker.loss(kind.kind()).map(Some);
    }
    if let Some(site) = &asked.why {
        return asker.why(site).map(Some);
    }
    if asked.ranging {
        return asker.ranging().map(Some);
    }
    Ok(None)
}

struct Asker<'a> {
    command: &'a Explain,
    global: &'a Global,
    screen: &'a Screen,
}

impl Asker<'_> {
    fn loss(&self, kind: Losable) -> Result<Exit, Stop> {
        let ask = LossAsk {
            selection: self.command.chosen.selection()?,
            options: self.global.options(),
            kind,
            pairs: self.command.asked.pairs,
        };
        let instance = Instance::find(&self.command.chosen.instance)?;
        match run::losses(&instance, &ask, &|step| self.screen.progress(step))? {
            Err(ending) => Ok(self.nothing(ending)),
            Ok(found) => {
                let document = comparison::document(&instance.name, &losses::tables(&found));
                self.show(&|| pretty(&document), &|| terminal::losses(&found, self.screen.style))
            }
        }
    }

    fn why(&self, site: &str) -> Result<Exit, Stop> {
        let ask = WhyAsk {
            selection: self.command.chosen.selection()?,
            options: self.global.options(),
            site: site.to_owned(),
        };
        let instance = Instance::find(&self.command.chosen.instance)?;
        match run::why(&instance, &ask, &|step| self.screen.progress(step))? {
            Err(ending) => Ok(self.nothing(ending)),
            Ok(story) => self.show(&|| pretty(&story), &|| {
                terminal::explanation(&story.memo(), self.screen.style)
            }),
        }
    }

    fn ranging(&self) -> Result<Exit, Stop> {
        let ask = RangeAsk {
            selection: self.command.chosen.selection()?,
            options: self.global.options(),
            most: self.command.asked.most.unwrap_or(MOST).into(),
        };
        let instance = Instance::find(&self.command.chosen.instance)?;
        match run::ranges(&instance, &ask, &|step| self.screen.progress(step))? {
            Err(ending) => Ok(self.nothing(ending)),
            Ok(found) => {
                let document = comparison::document(&instance.name, &ranges::tables(&found));
                self.show(&|| pretty(&document), &|| terminal::ranges(&found, self.screen.style))
            }
        }
    }

    fn show(&self, document: &dyn Fn() -> std::io::Result<String>, text: &dyn Fn() -> String) -> Result<Exit, Stop> {
        if self.command.json {
            self.screen.document(&document().map_err(Stop::Stdout)?)?;
        } else {
            self.screen.result(&text())?;
        }
        Ok(Exit::Done)
    }

    /// There is no plan to begin with.
    fn nothing(&self, ending: Ending) -> Exit {
        complain(&format!(
            "there is no plan to begin with ({}); `lodestone explain` without --loss, --why and --ranging says why",
            ending.name()
        ));
        ending.into()
    }
}
