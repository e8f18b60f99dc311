//! Damage done to shipped instances at random, the same in every run, and what fuzzing kept.

#[cfg(test)]
mod corpus;
#[cfg(test)]
mod damage;
#[cfg(test)]
#[path = "../../fuzz/src/lib.rs"]
mod fuzz;
