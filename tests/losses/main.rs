//! What `explain` answers by planning anew: losses of sites, countries, owners, lanes and rules, ranges of numbers, why a site is used or
//! not. By hand, and against cold plans.

#[cfg(test)]
mod cold;
#[cfg(test)]
mod hand;
#[cfg(test)]
mod ranges;
#[cfg(test)]
mod support;
#[cfg(test)]
mod why;
