//! The judge accepts right plans and refuses broken ones, for the right reason.

#[cfg(test)]
mod amounts;
#[cfg(test)]
mod breaking;
#[cfg(test)]
mod claims;
#[cfg(test)]
mod contracts;
#[cfg(test)]
mod goods;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod money;
#[cfg(test)]
mod random;
#[cfg(test)]
mod random_goods;
#[cfg(test)]
mod right;
#[cfg(test)]
mod support;
#[cfg(test)]
mod tricks;
