//! Which part of a batch one machine does.

use std::fmt;

/// Part `part` of `of`, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Which part.
    pub part: usize,
    /// Of how many.
    pub of: usize,
}

impl Default for Shard {
    fn default() -> Self {
        Self { part: 1, of: 1 }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.part, self.of)
    }
}

/// Variables in which job arrays count their tasks, and the number of the first.
const ARRAYS: [(&str, usize); 3] = [(SLURM, 1), ("JOB_COMPLETION_INDEX", 0), ("AWS_BATCH_JOB_ARRAY_INDEX", 0)];
const SLURM: &str = "SLURM_ARRAY_TASK_ID";

impl Shard {
    /// Reads `K/N`, or `auto/N` where the environment of a job array says which part this is. Slurm's tasks are those of `--array=1-N`, all or
    /// some of them: how many there are is said by N alone, as an array of tasks to be done again does not know it.
    ///
    /// # Errors
    /// When it is neither, or the environment does not say.
    pub fn read(text: &str) -> Result<Self, String> {
        Self::told(text, &|name| std::env::var(name).ok())
    }

    fn told(text: &str, variable: &dyn Fn(&str) -> Option<String>) -> Result<Self, String> {
        let form = || "expected K/N with K from 1 to N, such as 3/16, or auto/N in a job array".to_owned();
        let (part, of) = text.split_once('/').map_or((text, None), |(part, of)| (part, Some(of)));
        let number = |text: &str| text.trim().parse::<usize>().ok();
        let shard = if part == "auto" {
            Self::of_array(of.map(|of| number(of).ok_or_else(form)).transpose()?, variable)?
        } else {
            let (part, of) = number(part).zip(of.and_then(number)).ok_or_else(form)?;
            Self { part, of }
        };
        let fits = (1..=shard.of).contains(&shard.part);
        if fits { Ok(shard) } else { Err(form()) }
    }

    fn of_array(of: Option<usize>, variable: &dyn Fn(&str) -> Option<String>) -> Result<Self, String> {
        let number = |name: &str| variable(name).and_then(|text| text.trim().parse::<usize>().ok());
        for (index, first) in ARRAYS {
            let Some(at) = number(index) else { continue };
            let of = of.ok_or_else(|| format!("{index} says which part this is, but not of how many; give auto/N"))?;
            let part = at.saturating_add(1).checked_sub(first).filter(|part| (1..=of).contains(part));
            let part = part.ok_or_else(|| {
                format!(
                    "{index} is {at}; the parts of auto/{of} are {first} to {}",
                    first.saturating_add(of).saturating_sub(1)
                )
            })?;
            return Ok(Self { part, of });
        }
        let names = ARRAYS.map(|(index, _)| index).join(", ");
        Err(format!("auto needs one of {names} in the environment"))
    }

    /// Whether the work at a position is of this part.
    pub fn takes(self, position: usize) -> bool {
        position % self.of == self.part - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, environment: &[(&str, &str)]) -> Result<Shard, String> {
        let find = |name: &str| environment.iter().find(|(known, _)| *known == name);
        Shard::told(text, &|name| find(name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn parts_are_told_or_found_in_the_environment() {
        assert_eq!(told("3/16", &[]), Ok(Shard { part: 3, of: 16 }));
        let again = [
            ("SLURM_ARRAY_TASK_ID", "7"),
            ("SLURM_ARRAY_TASK_MIN", "7"),
            ("SLURM_ARRAY_TASK_COUNT", "1"),
        ];
        assert_eq!(told("auto/16", &again), Ok(Shard { part: 7, of: 16 }));
        assert_eq!(told("auto/8", &[("JOB_COMPLETION_INDEX", "0")]), Ok(Shard { part: 1, of: 8 }));
        assert_eq!(
            told("auto/8", &[("AWS_BATCH_JOB_ARRAY_INDEX", "7")]),
            Ok(Shard { part: 8, of: 8 })
        );
    }

    #[test]
    fn what_is_no_part_is_refused() {
        for text in ["0/3", "4/3", "3", "a/b", "auto/3", ""] {
            assert!(told(text, &[]).is_err(), "{text}");
        }
        assert!(told("auto", &[("JOB_COMPLETION_INDEX", "0")]).unwrap_err().contains("auto/N"));
        assert!(told("auto/2", &[("JOB_COMPLETION_INDEX", "2")]).is_err());
        assert!(told("auto/0", &[("JOB_COMPLETION_INDEX", "0")]).is_err());
        let slurm = |id: &str| told("auto/4", &[("SLURM_ARRAY_TASK_ID", id)]);
        assert!(slurm("0").unwrap_err().contains("1 to 4") && slurm("5").is_err());
        assert!(told("auto", &[("SLURM_ARRAY_TASK_ID", "1")]).unwrap_err().contains("auto/N"));
    }

    #[test]
    fn parts_share_all_work() {
        let taken = |part| (0..10).filter(move |position| Shard { part, of: 3 }.takes(*position)).count();
        assert_eq!([1, 2, 3].map(taken), [4, 3, 3]);
    }
}
