//! Units: quantity texts to numbers in base units (t, yr, USD), checked by dimension.

use indexmap::IndexMap;
use std::fmt;

/// Known units: name, factor to the base unit, dimension. A year has 365.25 days and 12 months; a pound 0.45359237 kg
/// (International Yard and Pound Agreement, 1959).
const KNOWN: [(&str, f64, Dimension); 25] = [
    ("t", 1.0, MASS),
    ("tonne", 1.0, MASS),
    ("tonnes", 1.0, MASS),
    ("kt", 1e3, MASS),
    ("Mt", 1e6, MASS),
    ("kg", 1e-3, MASS),
    ("g", 1e-6, MASS),
    ("lb", 0.453_592_37e-3, MASS),
    ("yr", 1.0, TIME),
    ("year", 1.0, TIME),
    ("years", 1.0, TIME),
    ("month", 1.0 / 12.0, TIME),
    ("months", 1.0 / 12.0, TIME),
    ("week", 7.0 / 365.25, TIME),
    ("weeks", 7.0 / 365.25, TIME),
    ("d", 1.0 / 365.25, TIME),
    ("day", 1.0 / 365.25, TIME),
    ("days", 1.0 / 365.25, TIME),
    ("h", 1.0 / 8766.0, TIME),
    ("USD", 1.0, MONEY),
    ("kUSD", 1e3, MONEY),
    ("MUSD", 1e6, MONEY),
    ("%", 1e-2, NONE),
    ("ppm", 1e-6, NONE),
    ("1", 1.0, NONE),
];

/// Powers of mass, time and money.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Dimension {
    mass: i8,
    time: i8,
    money: i8,
}

const NONE: Dimension = Dimension {
    mass: 0,
    time: 0,
    money: 0,
};
const MASS: Dimension = Dimension { mass: 1, ..NONE };
const TIME: Dimension = Dimension { time: 1, ..NONE };
const MONEY: Dimension = Dimension { money: 1, ..NONE };

impl Dimension {
    /// From the text of `x-dimension` in the schema, such as `money/mass`.
    pub fn of_schema(text: &str) -> Self {
        let name = |name: &str| match name {
            "mass" => MASS,
            "time" => TIME,
            "money" => MONEY,
            _ => NONE,
        };
        let mut parts = text.split('/').map(name);
        let first = parts.next().unwrap_or_default();
        parts.fold(first, |product, part| product.times(part, -1))
    }

    fn times(self, other: Self, power: i8) -> Self {
        let add = |a: i8, b: i8| a.saturating_add(b.saturating_mul(power));
        Self {
            mass: add(self.mass, other.mass),
            time: add(self.time, other.time),
            money: add(self.money, other.money),
        }
    }
}

impl fmt::Display for Dimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [("money", self.money), ("mass", self.mass), ("time", self.time)];
        let list = |sign: i8| -> Vec<&str> {
            let held = parts.iter().filter(|(_, power)| power * sign > 0);
            held.flat_map(|(name, power)| std::iter::repeat_n(*name, usize::from(power.unsigned_abs())))
                .collect()
        };
        let (above, below) = (list(1), list(-1));
        f.write_str(if above.is_empty() { "1" } else { "" })?;
        f.write_str(&above.join("*"))?;
        below.iter().try_for_each(|name| write!(f, "/{name}"))
    }
}

/// Largest number that a quantity may come to in base units. All ore ever mined is some 1e12 t; solvers take numbers from 1e15 on
/// for mistakes or for infinite.
pub(super) const MOST: f64 = 1e12;

/// Smallest number but zero that a quantity may come to in base units: the solver takes anything smaller for nothing.
pub(super) const LEAST: f64 = 1e-9;

/// What is wrong with a quantity.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Wrong {
    /// No number at its beginning.
    NotANumber,
    /// Not finite.
    NotFinite,
    /// A unit that is not known.
    UnknownUnit(String),
    /// No unit.
    NoUnit,
    /// Another dimension.
    Dimension(Dimension),
}

/// The units of a document: the known ones and its own.
#[derive(Clone, Debug)]
pub(super) struct Units {
    known: IndexMap<String, (f64, Dimension)>,
}

impl Default for Units {
    fn default() -> Self {
        let entry = |(name, factor, dimension): (&str, f64, Dimension)| (name.to_owned(), (factor, dimension));
        Self {
            known: KNOWN.into_iter().map(entry).collect(),
        }
    }
}

impl Units {
    /// Adds a unit worth a quantity of known units. False when the name is taken or is no word.
    pub fn define(&mut self, name: &str, quantity: &str) -> Result<bool, Wrong> {
        let letters = name.chars().all(|c| c.is_alphanumeric() || c == '_');
        if self.known.contains_key(name) || !letters || name.starts_with(|c: char| c.is_ascii_digit()) || name.is_empty() {
            return Ok(false);
        }
        let (value, dimension) = self.measure(quantity)?;
        self.known.insert(name.to_owned(), (value, dimension));
        Ok(true)
    }

    /// Names of all units.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.known.keys().map(String::as_str)
    }

    /// A quantity in base units. A number without unit is taken where the dimension is 1, and for zero.
    pub fn quantity(&self, text: &str, dimension: Dimension) -> Result<f64, Wrong> {
        let (number, unit) = split(text)?;
        if unit.is_empty() {
            return if dimension == NONE || number == 0.0 {
                Ok(number)
            } else {
                Err(Wrong::NoUnit)
            };
        }
        let (value, found) = self.measure(text)?;
        if found == dimension {
            Ok(value)
        } else {
            Err(Wrong::Dimension(found))
        }
    }

    fn measure(&self, text: &str) -> Result<(f64, Dimension), Wrong> {
        let (number, unit) = split(text)?;
        let (factor, dimension) = self.unit(unit)?;
        let value = number * factor;
        if value.is_finite() {
            Ok((value, dimension))
        } else {
            Err(Wrong::NotFinite)
        }
    }

    /// A product or quotient of units, such as `USD/kg` or `t*km/yr`.
    fn unit(&self, text: &str) -> Result<(f64, Dimension), Wrong> {
        let (mut factor, mut dimension) = (1.0, NONE);
        let mut power = 1;
        let mut rest = text.trim();
        while !rest.is_empty() {
            let end = rest.find(['/', '*']).unwrap_or(rest.len());
            let name = rest[..end].trim();
            let Some(&(each, of)) = self.known.get(name) else {
                return Err(Wrong::UnknownUnit(name.to_owned()));
            };
            factor = if power > 0 { factor * each } else { factor / each };
            dimension = dimension.times(of, power);
            power = if rest[end..].starts_with('/') { -1 } else { 1 };
            rest = match rest[end..].chars().next() {
                Some(_) if rest[end + 1..].trim().is_empty() => return Err(Wrong::UnknownUnit(text.to_owned())),
                _ => rest.get(end + 1..).unwrap_or_default(),
            };
        }
        Ok((factor, dimension))
    }
}

/// The number at the beginning of a quantity, and its unit.
pub(super) fn split(text: &str) -> Result<(f64, &str), Wrong> {
    let text = text.trim();
    let end = number_end(text);
    let (number, unit) = (text[..end].replace('_', ""), text[end..].trim());
    match number.parse::<f64>() {
        Ok(value) if value.is_finite() => Ok((value, unit)),
        Ok(_) => Err(Wrong::NotFinite),
        Err(_) if not_finite(text) => Err(Wrong::NotFinite),
        Err(_) => Err(Wrong::NotANumber),
    }
}

fn not_finite(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or_default();
    let word = word.trim_start_matches(['+', '-', '.']).to_ascii_lowercase();
    ["nan", "inf", "infinity"].contains(&word.as_str())
}

/// Where the number ends: digits, sign, point, underscore, and an exponent when digits follow it.
fn number_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = usize::from(text.starts_with(['+', '-']));
    while digit(at) || matches!(bytes.get(at), Some(b'.' | b'_')) {
        at += 1;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) && at > 0 {
        let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        if digit(at + 1 + sign) {
            at += 1 + sign;
            while digit(at) {
                at += 1;
            }
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn price(text: &str) -> Result<f64, Wrong> {
        Units::default().quantity(text, Dimension::of_schema("money/mass"))
    }

    #[test]
    fn quantities_come_in_base_units() {
        let units = Units::default();
        let of = |text: &str, dimension: &str| units.quantity(text, Dimension::of_schema(dimension)).unwrap();
        assert_eq!(price("110 USD/kg"), Ok(110_000.0));
        assert_eq!(price("-2.5e3USD/t"), Ok(-2500.0));
        assert_eq!(of("1_500 t/yr", "mass/time"), 1500.0);
        assert_eq!(of("2 USD/kg/yr", "money/mass/time"), 2000.0);
        assert_eq!(of("2 %", "1"), 0.02);
        assert_eq!(of("0.3 t/t", "1"), 0.3);
        assert_eq!(of("600 g/t", "1"), 600.0 * 1e-6);
        assert_eq!(of("8 %/yr", "1/time"), 0.08);
        assert_eq!(of("3 months", "time"), 0.25);
        assert_eq!(of("0.25", "1"), 0.25);
        assert_eq!(price("0"), Ok(0.0));
    }

    #[test]
    fn wrong_quantities_say_why() {
        assert_eq!(price("15"), Err(Wrong::NoUnit));
        assert_eq!(price("15 USD/kgg"), Err(Wrong::UnknownUnit("kgg".into())));
        assert_eq!(price("15 USD/"), Err(Wrong::UnknownUnit("USD/".into())));
        assert_eq!(
            price("15 t/yr").unwrap_err(),
            Wrong::Dimension(Dimension::of_schema("mass/time"))
        );
        for text in ["nan USD/kg", ".inf", "inf USD/kg", "1e999 USD/kg", "-.inf"] {
            assert_eq!(price(text), Err(Wrong::NotFinite), "{text}");
        }
        for text in ["", "USD/kg", "abc", "1,500 USD/kg", "- 3 USD/kg", "..", "\u{661} t"] {
            assert!(price(text).is_err(), "{text}");
        }
    }

    #[test]
    fn own_units_build_on_known_ones() {
        let mut units = Units::default();
        assert_eq!(units.define("case", "2 t"), Ok(true));
        assert_eq!(units.define("AUD", "0.655 USD"), Ok(true));
        assert_eq!(units.define("t", "2 kg"), Ok(false));
        assert_eq!(units.quantity("10 case/yr", Dimension::of_schema("mass/time")), Ok(20.0));
        assert_eq!(units.quantity("100 AUD/t", Dimension::of_schema("money/mass")), Ok(65.5));
    }

    #[test]
    fn dimensions_read_as_they_are_written() {
        for text in ["mass", "money/mass", "money/mass/time", "1/time", "1"] {
            assert_eq!(Dimension::of_schema(text).to_string(), text);
        }
    }
}
