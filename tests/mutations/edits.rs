//! Small damage to a text. Any three numbers mean some edit, so that random numbers and bytes of a fuzzer both do.

/// Words that go badly in many places.
const WORDS: [&str; 40] = [
    "nan",
    ".inf",
    "-.inf",
    "1e308",
    "-1e308",
    "1e-308",
    "5e-324",
    "1e999",
    "0",
    "-0",
    "-1",
    "1",
    "2",
    "1e15",
    "1e-9",
    "1e6 t/yr",
    "1e9 USD/kg",
    "-3 t/yr",
    "0 t/yr",
    "100 %",
    "0 %",
    "200 %",
    "1 t/t",
    "1e300 t/t",
    "1 yr",
    "0 d",
    "1e9 yr",
    "2026-02-30",
    "9999-12-31",
    "-9999-01-01",
    "0000-00-00",
    "18446744073709551616",
    "-9223372036854775808",
    "[]",
    "{}",
    "null",
    "true",
    "*",
    "''",
    "~",
];
/// Bytes that mean something to a reader, or to none.
const PIECES: [&[u8]; 24] = [
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\r\n",
    b"\t",
    b"\n",
    b" ",
    b": ",
    b"- ",
    b"'",
    b"\"",
    b"[",
    b"]",
    b"{",
    b"}",
    b",",
    b"#",
    b"&a ",
    b"*a",
    b"<<: *a",
    b"---\n",
    b"!!int ",
    b"\xe2\x80\xa8",
    b"\xcc\x81",
];
/// Names of fields that the format knows.
const FIELDS: [&str; 24] = [
    "set",
    "scale",
    "from",
    "until",
    "kind",
    "owner",
    "losses",
    "stocks",
    "lines",
    "outages",
    "circuits",
    "byproducts",
    "minimum",
    "criticality",
    "exposure",
    "transit",
    "freight",
    "capacity",
    "unless",
    "requires",
    "customs_value",
    "opening",
    "available",
    "model",
];

/// One change: what, where, and with what.
#[derive(Clone, Copy, Debug)]
pub struct Edit {
    /// Which kind of change.
    pub what: u8,
    /// Which line, token or byte.
    pub place: u16,
    /// Which word, or which other line or token.
    pub with: u16,
}

impl Edit {
    /// Edits that bytes stand for, five bytes each, at most 32.
    pub fn of_bytes(bytes: &[u8]) -> Vec<Self> {
        let edit = |bytes: &[u8]| match *bytes {
            [what, a, b, c, d] => Some(Self {
                what,
                place: u16::from_le_bytes([a, b]),
                with: u16::from_le_bytes([c, d]),
            }),
            _ => None,
        };
        bytes.chunks(5).take(32).filter_map(edit).collect()
    }

    /// The text after this edit.
    pub fn apply(self, text: &[u8]) -> Vec<u8> {
        match self.what % 16 {
            kind @ 0..=4 => self.on_lines(kind, text),
            kind @ 5..=12 => self.on_tokens(kind, text),
            kind => self.on_bytes(kind, text),
        }
    }

    fn on_lines(self, kind: u8, text: &[u8]) -> Vec<u8> {
        let mut lines: Vec<Vec<u8>> = text.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
        let Some(at) = pick(self.place, lines.len()) else {
            return text.to_vec();
        };
        let other = pick(self.with, lines.len()).unwrap_or(at);
        match kind {
            0 => drop(lines.remove(at)),
            1 => lines.insert(at, lines[other].clone()),
            2 => lines.swap(at, other),
            3 => lines[at].splice(0..0, vec![b' '; usize::from(self.with % 5)]).for_each(drop),
            _ => {
                let blanks = lines[at].iter().take_while(|byte| **byte == b' ').count();
                lines[at].drain(..blanks.min(usize::from(self.with % 5)));
            }
        }
        lines.concat()
    }

    fn on_tokens(self, kind: u8, text: &[u8]) -> Vec<u8> {
        let all = tokens(text);
        let numbers: Vec<_> = all.iter().filter(|token| text[token.0].is_ascii_digit()).copied().collect();
        let chosen = if kind < 9 { &numbers } else { &all };
        let Some((start, end)) = pick(self.place, chosen.len()).map(|at| chosen[at]) else {
            return text.to_vec();
        };
        let word = |words: &[&str]| pick(self.with, words.len()).map_or(Vec::new(), |at| words[at].as_bytes().to_vec());
        let other = || pick(self.with, all.len()).map_or(Vec::new(), |at| text[all[at].0..all[at].1].to_vec());
        let new = match kind {
            5 | 6 => word(&WORDS),
            7 => [b"-", &text[start..end]].concat(),
            8 => [&text[start..end], b"0000"].concat(),
            9 | 10 => other(),
            11 => word(&FIELDS),
            _ => Vec::new(),
        };
        replaced(text, (start, end), &new)
    }

    fn on_bytes(self, kind: u8, text: &[u8]) -> Vec<u8> {
        let at = pick(self.place, text.len()).unwrap_or(0);
        match kind {
            13 => text[..at].to_vec(),
            14 => {
                let piece = pick(self.with, PIECES.len()).map_or(&b""[..], |at| PIECES[at]);
                replaced(text, (at, at), piece)
            }
            _ => {
                let quote = |byte: &u8| b"'\"[]{},:#".contains(byte);
                let found = text[at..].iter().position(quote).map(|offset| at + offset);
                found.map_or(text.to_vec(), |at| replaced(text, (at, at + 1), b""))
            }
        }
    }
}

/// The text after several edits; those after a megabyte are left out, as repeating a text of one line doubles it each time.
pub fn applied(edits: &[Edit], text: &[u8]) -> Vec<u8> {
    const LONGEST: usize = 1 << 20;
    edits.iter().fold(
        text.to_vec(),
        |text, edit| {
            if text.len() > LONGEST { text } else { edit.apply(&text) }
        },
    )
}

/// A position among so many; spread over long texts.
fn pick(number: u16, count: usize) -> Option<usize> {
    let spread = count.div_ceil(usize::from(u16::MAX)).max(1);
    (count > 0).then(|| usize::from(number) * spread % count)
}

/// Start and end of every word, number or name.
fn tokens(text: &[u8]) -> Vec<(usize, usize)> {
    let inside = |byte: u8| byte.is_ascii_alphanumeric() || b"_.-%/".contains(&byte);
    let mut tokens = Vec::new();
    let mut start = None;
    for at in 0..=text.len() {
        match (start, text.get(at).is_some_and(|byte| inside(*byte))) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                tokens.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    tokens
}

fn replaced(text: &[u8], (start, end): (usize, usize), new: &[u8]) -> Vec<u8> {
    [&text[..start], new, &text[end..]].concat()
}
