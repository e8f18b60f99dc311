//! Explanations: honest about what contradicts what, sums that hold, prices that a change confirms, and how they read.

#[cfg(test)]
#[path = "../properties/case.rs"]
#[allow(dead_code)]
mod case;
#[cfg(test)]
mod cases;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod honest;
#[cfg(test)]
mod kinks;
#[cfg(test)]
mod sums;
