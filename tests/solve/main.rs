//! The solver room, from outside: known optima, random programs against other ways, statuses, determinism.

mod build;
mod measure;
mod network;
mod random;
mod textbook;
