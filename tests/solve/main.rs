//! The solver room, from outside: known optima, random programs against other ways, statuses, determinism.

#[cfg(test)]
mod build;
#[cfg(test)]
mod certificate;
#[cfg(test)]
mod duals;
#[cfg(test)]
mod files;
#[cfg(test)]
mod installed;
#[cfg(test)]
mod measure;
#[cfg(test)]
mod mixed;
#[cfg(test)]
mod network;
#[cfg(test)]
mod random;
#[cfg(test)]
mod sessions;
#[cfg(test)]
mod textbook;
