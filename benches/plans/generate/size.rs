//! How large a network is.

/// Numbers of everything in a network.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Name, as typed.
    pub name: &'static str,
    /// Countries.
    pub countries: usize,
    /// Mines, each with an ore of its own.
    pub mines: usize,
    /// Separation plants.
    pub plants: usize,
    /// Makers of metal and alloy.
    pub works: usize,
    /// Makers of parts.
    pub makers: usize,
    /// Part grades, each made in two technologies.
    pub grades: usize,
    /// Rules of origin.
    pub rules: usize,
    /// Countries that use parts.
    pub markets: usize,
    /// Demands at each of them.
    pub demands: usize,
    /// Quarters.
    pub periods: usize,
    /// Places of the next stage that a place ships to.
    pub partners: usize,
}

/// The sizes on offer, ascending.
pub const SIZES: [Size; 4] = [
    Size {
        name: "small",
        countries: 8,
        mines: 4,
        plants: 3,
        works: 2,
        makers: 3,
        grades: 2,
        rules: 2,
        markets: 3,
        demands: 3,
        periods: 4,
        partners: 2,
    },
    Size {
        name: "medium",
        countries: 12,
        mines: 8,
        plants: 5,
        works: 4,
        makers: 6,
        grades: 3,
        rules: 2,
        markets: 5,
        demands: 6,
        periods: 12,
        partners: 2,
    },
    Size {
        name: "middle",
        countries: 14,
        mines: 14,
        plants: 9,
        works: 7,
        makers: 10,
        grades: 4,
        rules: 3,
        markets: 7,
        demands: 8,
        periods: 12,
        partners: 4,
    },
    Size {
        name: "large",
        countries: 18,
        mines: 24,
        plants: 14,
        works: 12,
        makers: 15,
        grades: 6,
        rules: 4,
        markets: 11,
        demands: 12,
        periods: 16,
        partners: 5,
    },
];

impl Size {
    /// The size of that name.
    pub fn named(name: &str) -> Option<Self> {
        SIZES.into_iter().find(|size| size.name == name)
    }
}
