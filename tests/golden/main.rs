//! The formulation, from outside: text of every family, classes of small networks, figures of the worked cases.

#[cfg(test)]
mod border;
#[cfg(test)]
mod cases;
#[cfg(test)]
mod classes;
#[cfg(test)]
mod excerpt;
#[cfg(test)]
mod families;
#[cfg(test)]
mod merging;
#[cfg(test)]
mod names;
#[cfg(test)]
mod networks;
#[cfg(test)]
mod size;
#[cfg(test)]
mod tolerance;
