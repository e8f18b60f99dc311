//! Damage done to shipped instances at random, the same in every run.

#[cfg(test)]
mod damage;
#[cfg(test)]
mod edits;
