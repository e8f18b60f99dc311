//! Explanations: sums that hold, prices that a change confirms, and how they read.

#[cfg(test)]
mod cases;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod kinks;
#[cfg(test)]
mod rents;
#[cfg(test)]
mod repairs;
#[cfg(test)]
mod scarce;
#[cfg(test)]
mod sums;
