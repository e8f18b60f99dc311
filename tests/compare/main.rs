//! Comparisons, from outside: games against hand-solved ones and their axioms, books of plans, coalitions of shipped instances.

#[cfg(test)]
mod axioms;
#[cfg(test)]
mod books;
#[cfg(test)]
mod choice;
#[cfg(test)]
mod coalitions;
#[cfg(test)]
mod figures;
#[cfg(test)]
mod games;
#[cfg(test)]
mod measures;
#[cfg(test)]
mod sweeps;
#[cfg(test)]
mod tunings;
