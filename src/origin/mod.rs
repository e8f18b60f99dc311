//! Stub.

/// Stub.
#[derive(Debug)]
pub struct Labelled<'a> {
    /// Network.
    pub network: &'a crate::network::Network,
}
/// Stub.
pub fn label(network: &crate::network::Network) -> Labelled<'_> {
    Labelled { network }
}
