//! Properties of the whole pipeline, from instance text to judged plan, over random small instances.
//!
//! `make test` runs a few fixed cases of each property, `make nightly` many new ones: where `PROPTEST_CASES` is set, each property runs that
//! many cases, from a new seed unless `PROPTEST_RNG_SEED` gives one. What fails is kept beside this folder, in
//! `proptest-regressions/`, and is tried first from then on.

#[cfg(test)]
mod case;
#[cfg(test)]
mod coverage;
#[cfg(test)]
mod decided;
#[cfg(test)]
mod disguise;
#[cfg(test)]
mod enriched;
#[cfg(test)]
mod exhaustive;
#[cfg(test)]
mod extra;
#[cfg(test)]
mod honest;
#[cfg(test)]
mod labels;
#[cfg(test)]
mod merging;
#[cfg(test)]
mod more;
#[cfg(test)]
mod pipeline;
#[cfg(test)]
mod prices;
#[cfg(test)]
mod rich;
#[cfg(test)]
mod rules;
#[cfg(test)]
mod second;
#[cfg(test)]
mod text;
