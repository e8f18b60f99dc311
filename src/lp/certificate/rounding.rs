//! Sums of products that enclose the true value.
//!
//! Every addition and product is split into its rounded result and its exact error (two-sum: Knuth, The Art of Computer Programming 2,
//! 4.2.2; product by fused multiply-add), and the errors are summed with directed rounding. Ogita, Rump, Oishi: Accurate sum and
//! dot product, SIAM Journal on Scientific Computing 26 (2005), has the scheme; here the tail is an interval, so that nothing is lost.

/// Products below this may have lost their error to underflow.
const TINY: f64 = 1e-290;

/// A sum known to lie between two bounds.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sum {
    head: f64,
    least: f64,
    most: f64,
}

impl Sum {
    /// Adds a number.
    pub(super) fn add(&mut self, number: f64) {
        let (head, error) = two_sum(self.head, number);
        self.head = head;
        self.tail(error, error);
    }

    /// Adds the product of two finite numbers.
    pub(super) fn add_product(&mut self, a: f64, b: f64) {
        if a == 0.0 || b == 0.0 {
            return;
        }
        let product = a * b;
        self.add(product);
        if product.abs() < TINY {
            self.tail(-f64::MIN_POSITIVE, f64::MIN_POSITIVE);
        } else {
            let error = a.mul_add(b, -product);
            self.tail(error, error);
        }
    }

    fn tail(&mut self, least: f64, most: f64) {
        self.least = add_down(self.least, least);
        self.most = add_up(self.most, most);
    }

    /// A number that is not above the sum; minus infinity after an overflow.
    pub(super) fn lower(&self) -> f64 {
        add_down(self.head, self.least)
    }

    /// A number that is not below the sum; infinity after an overflow.
    pub(super) fn upper(&self) -> f64 {
        add_up(self.head, self.most)
    }
}

/// Rounded sum and its exact error; the error is no number after an overflow.
fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let part = sum - a;
    (sum, (a - (sum - part)) + (b - part))
}

/// Sum, rounded down.
pub(super) fn add_down(a: f64, b: f64) -> f64 {
    match two_sum(a, b) {
        (sum, error) if !sum.is_finite() || !error.is_finite() => f64::NEG_INFINITY,
        (sum, error) if error < 0.0 => sum.next_down(),
        (sum, _) => sum,
    }
}

/// Sum, rounded up.
pub(super) fn add_up(a: f64, b: f64) -> f64 {
    -add_down(-a, -b)
}

/// Product, rounded down; minus infinity after an overflow.
pub(super) fn product_down(a: f64, b: f64) -> f64 {
    let mut sum = Sum::default();
    sum.add_product(a, b);
    sum.lower()
}

/// Quotient of two numbers, neither negative, rounded up; infinity where it is no number.
pub(super) fn quotient_up(a: f64, b: f64) -> f64 {
    let quotient = (a / b).next_up();
    if quotient.is_nan() { f64::INFINITY } else { quotient }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_sums_stay_exact() {
        let mut sum = Sum::default();
        for number in [1e16, 1.0, -1e16, 0.5] {
            sum.add(number);
        }
        assert_eq!((sum.lower(), sum.upper()), (1.5, 1.5));
        sum.add_product(0.5, -3.0);
        assert_eq!((sum.lower(), sum.upper()), (0.0, 0.0));
    }

    #[test]
    fn what_cannot_be_held_is_enclosed() {
        // 0.1 is 0x1.999999999999ap-4, so that its square is no double.
        let mut sum = Sum::default();
        sum.add_product(0.1, 0.1);
        assert_eq!(sum.upper(), sum.lower().next_up());
        // 2^-54 is half a last place below one and a quarter above.
        assert_eq!(
            (add_down(1.0, 2f64.powi(-54)), add_up(1.0, 2f64.powi(-54))),
            (1.0, 1.0_f64.next_up())
        );
        assert_eq!(quotient_up(1.0, 3.0), (1.0_f64 / 3.0).next_up());
        let mut tiny = Sum::default();
        tiny.add_product(1e-200, 1e-200);
        assert!(tiny.lower() < 0.0 && tiny.upper() > 0.0);
    }

    #[test]
    fn an_overflow_says_nothing() {
        let mut sum = Sum::default();
        sum.add_product(1e200, 1e200);
        assert_eq!((sum.lower(), sum.upper()), (f64::NEG_INFINITY, f64::INFINITY));
    }
}
