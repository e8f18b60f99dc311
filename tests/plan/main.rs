//! Plans, from outside: who pays whom and who bears it, where each delivery came from, what one more tonne is worth.

#[cfg(test)]
mod bearers;
#[cfg(test)]
mod cases;
#[cfg(test)]
mod chains;
#[cfg(test)]
mod circles;
#[cfg(test)]
mod controls;
#[cfg(test)]
mod declared;
#[cfg(test)]
mod ledger;
#[cfg(test)]
mod prices;
#[cfg(test)]
mod quotas;
#[cfg(test)]
mod random;
#[cfg(test)]
mod recipes;
mod responses;
#[cfg(test)]
mod shares;
#[cfg(test)]
mod supports;
