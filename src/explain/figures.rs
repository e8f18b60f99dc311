//! How numbers look in words.

/// A number with thousands separators and so many decimals.
pub fn number(value: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = text
        .split_once('.')
        .map_or((text.as_str(), None), |(whole, fraction)| (whole, Some(fraction)));
    let mut grouped = String::new();
    for (k, digit) in whole.chars().enumerate() {
        if k > 0 && (whole.len() - k) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let is_zero = text.chars().all(|c| c == '0' || c == '.');
    let sign = if value < 0.0 && !is_zero { "-" } else { "" };
    match fraction {
        Some(fraction) => format!("{sign}{grouped}.{fraction}"),
        None => format!("{sign}{grouped}"),
    }
}

/// A number in text without the zeros that end its fraction.
pub fn trimmed(text: &str) -> &str {
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.'),
        false => text,
    }
}

/// Tonnes with three significant digits or more.
pub fn tonnes(value: f64) -> String {
    match value.abs() {
        size if size < 5e-7 => "0".into(),
        size if size < 0.0005 => "<0.001".into(),
        size if size < 1.0 => number(value, 3),
        size if size < 1000.0 => number(value, 2),
        _ => number(value, 0),
    }
}

/// Money in the unit that fits.
pub fn money(value: f64) -> String {
    match value.abs() {
        size if size < 0.005 => "0 USD".into(),
        size if size < 1e5 => format!("{} USD", number(value, 0)),
        size if size >= 1e9 => format!("{} MUSD", number(value / 1e6, 1)),
        _ => format!("{} MUSD", millions(value)),
    }
}

/// Millions of USD.
pub fn millions(value: f64) -> String {
    number(value / 1e6, 3)
}

/// Price in USD/kg.
pub fn per_kg(usd_per_t: f64) -> String {
    number(usd_per_t / 1e3, 2)
}

/// A number with at most so many significant digits.
pub(crate) fn figure(value: f64, digits: u8) -> String {
    let size = value.abs().max(1e-12).log10().floor();
    let decimals = (f64::from(digits) - 1.0 - size).clamp(0.0, 15.0);
    let text = format!("{value:.*}", decimals as usize);
    trimmed(&text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::figure;

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        let cases = [
            (15.0, "15"),
            (21.299_99, "21.3"),
            (0.0, "0"),
            (123_456.0, "123456"),
            (0.012_345, "0.012345"),
        ];
        for (value, text) in cases {
            assert_eq!(figure(value, 5), text);
        }
        assert_eq!(figure(21.299_99, 7), "21.29999");
    }
}
