//! Files and places that mean harm, through the command line: exit code and message, within bounded memory and time.
#![cfg(target_os = "linux")]

#[cfg(test)]
mod input;
#[cfg(test)]
mod output;
#[cfg(test)]
mod stored;
#[cfg(test)]
mod support;
