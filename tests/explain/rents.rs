//! Which limits are said to make goods dearer, and which to hold prices down.

use lodestone::explain::{Explanation, PriceOf, PricePart, memo};
use lodestone::results::terminal::{Style, explanation};

fn rent(what: &str, amount: f64) -> PricePart {
    PricePart {
        kind: "rent".into(),
        what: what.into(),
        amount,
    }
}

#[test]
fn a_rent_below_zero_does_not_make_goods_dearer() {
    let price = PriceOf {
        demand: "buyer".into(),
        tonnes: 10.0,
        price: 30_000.0,
        range: (30_000.0, 30_000.0),
        parts: vec![
            rent("capacity of line a", 40_000.0),
            rent("least activity of line b", -10_000.0),
        ],
        compliance_premium: None,
        way: Vec::new(),
        next_best: Vec::new(),
    };
    let told = Explanation {
        status: "optimal".into(),
        prices: vec![price],
        ..Explanation::default()
    };
    let words = explanation(&memo(&told), Style::default());
    let rents = words.split("Where the rents are").nth(1).unwrap();
    let (dearer, cheaper) = rents.split_once("hold prices down").unwrap();
    assert!(dearer.contains("capacity of line a") && dearer.contains("0.400"), "{words}");
    assert!(!dearer.contains("least activity"), "{words}");
    assert!(
        cheaper.contains("least activity of line b") && cheaper.contains("-0.100"),
        "{words}"
    );
}
