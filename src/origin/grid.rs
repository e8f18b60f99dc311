//! A table by site and material.

use crate::network::{MaterialId, Network, SiteId};

/// One value for each site and material.
#[derive(Clone, Debug)]
pub(super) struct Grid<T> {
    materials: usize,
    cells: Vec<T>,
}

impl<T: Clone + Default> Grid<T> {
    /// The default everywhere.
    pub fn new(network: &Network) -> Self {
        let materials = network.materials.len();
        Self {
            materials,
            cells: vec![T::default(); network.sites.len() * materials],
        }
    }
}

impl<T> Grid<T> {
    /// The value at a site for a material.
    pub fn at(&self, site: SiteId, material: MaterialId) -> &T {
        &self.cells[site.index() * self.materials + material.index()]
    }

    /// The same, to be changed.
    pub fn at_mut(&mut self, site: SiteId, material: MaterialId) -> &mut T {
        &mut self.cells[site.index() * self.materials + material.index()]
    }

    /// All values with their places, by site and material.
    pub fn iter(&self) -> impl Iterator<Item = ((SiteId, MaterialId), &T)> {
        let place = |index: usize| (SiteId::new(index / self.materials), MaterialId::new(index % self.materials));
        self.cells.iter().enumerate().map(move |(index, value)| (place(index), value))
    }
}
