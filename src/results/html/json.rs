//! Numbers and data as they stand in the page.

use serde_json::Value;

/// A number to seven significant digits, which is more than a chart or a table shows; null where it is not finite.
pub(super) fn rounded(value: f64) -> Value {
    let text = format!("{value:.6e}");
    let short = text.parse::<f64>().unwrap_or(value) + 0.0;
    if short.fract() == 0.0 && short.abs() < 1e15 {
        return Value::from(short as i64);
    }
    Value::from(short)
}

/// Data as text that a script element can hold whatever names the data contain.
pub(super) fn inert(value: &Value) -> String {
    let mut text = String::new();
    for letter in value.to_string().chars() {
        match letter {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => text += &format!("\\u{:04x}", u32::from(letter)),
            _ => text.push(letter),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn no_name_ends_the_script() {
        let hostile = json!({ "</script><script>alert(1)</script>": "<!--&\u{2028}\u{2029}\"\\" });
        let text = inert(&hostile);
        assert!(!text.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), hostile);
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!(rounded(0.1 + 0.2).to_string(), "0.3");
        assert_eq!(rounded(1_590_000.0).to_string(), "1590000");
        assert_eq!(rounded(-0.0).to_string(), "0");
        assert_eq!(rounded(f64::NAN), Value::Null);
    }
}
