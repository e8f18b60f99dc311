//! Dense typed ids: positions in the vectors of a [`Network`](super::Network).

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// Position in its vector.
            pub fn index(self) -> usize {
                self.0 as usize
            }
            /// Id of a position.
            pub fn new(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }
        }
    )*};
}

ids! {
    /// A period.
    PeriodId;
    /// A watched element.
    ElementId;
    /// A stage.
    StageId;
    /// A material.
    MaterialId;
    /// A country.
    CountryId;
    /// A customs territory.
    TerritoryId;
    /// An owner.
    OwnerId;
    /// A site.
    SiteId;
    /// A source at a site.
    SourceId;
    /// A production line.
    LineId;
    /// One recipe on one line.
    OperationId;
    /// A stock of one material at one site.
    StockId;
    /// A by-product market of one material at one site.
    ByProductId;
    /// A permission to dispose of one material at one site.
    DisposalId;
    /// A pair of places joined by a lane.
    RouteId;
    /// One material on one route.
    LaneId;
    /// A demand.
    DemandId;
    /// Used goods of a demand that come back.
    ReturnId;
    /// A rule of origin.
    RuleId;
    /// A commitment in force under the policy or scenario.
    CommitmentId;
    /// A contract in force under the policy or scenario.
    ContractId;
    /// A limit on the number of places that a place trades with.
    PartnersId;
    /// An option to build.
    OptionId;
    /// A measure in force under the policy or scenario.
    MeasureId;
}
