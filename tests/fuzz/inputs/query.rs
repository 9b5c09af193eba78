//! Made inputs for the query parser: what the grammar knows, joined well and badly, and what was
//! made before with a few changes.

/// An endless row of inputs; the same seed makes the same.
pub(crate) struct Inputs {
    state: u64,
    last: String,
    operators: Vec<&'static str>,
    heads: Vec<&'static str>,
    atoms: Vec<&'static str>,
    marks: Vec<&'static str>,
}

// What a bar parts.
const OPERATORS: &str =
    " AND | OR | NOT | NEAR | NEAR/3 | NEAR/0 | NEAR/101 | NEAR/x | | | | -| +|| OR -| AND +| NEAR/3 ";
const HEADS: &str = "||||||||-|+|=|title:|body:|person:|lang:|id:|para:|sent:|met:|date:|before:|after:|has:|in:|foo:|NOT |–|\
                     !|--|title:-|para:title:|Title:=|para:sent:|=title:|-para:";
const ATOMS: &str = "a|b|leahy|Barzani|peshm*|w?ldcard|*stan|a*|ab*c?|say?|word~|word~2|word~9|word~0|~|*|?|C++|a+b|\
                     al-Sudani|Shia’|U.S.-led|10:30|https://a.b/~c?d=*|leahy^2|Gen.:|2022|2022-07|2022-07-04|\
                     2022-07-04..2022-08-01|2023..2021|2022..|..2022|2022-13|original|caption|org|AND|NEAR|NEAR/5|OR|\
                     بارزانی|Neçirvan|é\u{301}x*|\u{640}|&";
const MARKS: &str = "(|)|\"|“|-|+|:|=|*|?|~|/|^|.|..|'| |\t|\u{0}|://|in:original|para:(|met:(|𝄞|ß";
const QUOTES: [(&str, &str); 7] = [
    ("\"", "\""),
    ("“", "”"),
    ("„", "“"),
    ("«", "»"),
    ("»", "«"),
    ("\"", ""),
    ("\"", "\"~"),
];
const SUFFIXES: [&str; 8] = ["", "", "", "~3", "~0", "~999", "*", "~3^2.5"];

impl Inputs {
    pub(crate) fn new(seed: u64) -> Self {
        let list = |text: &'static str| text.split('|').collect();
        Self {
            state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1,
            last: String::new(),
            operators: list(OPERATORS),
            heads: list(HEADS),
            atoms: list(ATOMS),
            marks: list(MARKS),
        }
    }

    /// A number below `end`.
    fn below(&mut self, end: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 11) as usize % end
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    fn operator(&mut self) -> &'static str {
        let n = self.below(self.operators.len());
        self.operators[n]
    }

    fn head(&mut self) -> &'static str {
        let n = self.below(self.heads.len());
        self.heads[n]
    }

    fn atom(&mut self) -> &'static str {
        let n = self.below(self.atoms.len());
        self.atoms[n]
    }

    fn mark(&mut self) -> &'static str {
        let n = self.below(self.marks.len());
        self.marks[n]
    }

    fn expression(&mut self, text: &mut String, depth: usize) {
        for part in 0..1 + self.below(4) {
            if part > 0 {
                *text += self.operator();
            }
            *text += self.head();
            match self.below(10) {
                0..=1 if depth > 0 => {
                    text.push('(');
                    self.expression(text, depth - 1);
                    text.push(')');
                }
                2 => {
                    let (open, close) = self.pick(&QUOTES);
                    *text += open;
                    for word in 0..1 + self.below(3) {
                        *text += if word > 0 { " " } else { "" };
                        *text += self.atom();
                    }
                    *text += close;
                    *text += self.pick(&SUFFIXES);
                }
                _ => *text += self.atom(),
            }
        }
    }

    /// Bits and pieces in any order.
    fn soup(&mut self, text: &mut String) {
        for _ in 0..self.below(20) {
            *text += match self.below(4) {
                0 => self.mark(),
                1 => self.head(),
                2 => self.operator(),
                _ => self.atom(),
            };
        }
    }

    /// The last input with a few changes.
    fn mutant(&mut self) -> String {
        let mut chars: Vec<char> = self.last.chars().collect();
        for _ in 0..1 + self.below(4) {
            let at = self.below(chars.len() + 1);
            let end = (at + self.below(8)).min(chars.len());
            match self.below(4) {
                0 => drop(chars.drain(at..end)),
                1 => {
                    let copy = chars[at..end].to_vec();
                    let to = self.below(chars.len() + 1);
                    chars.splice(to..to, copy);
                }
                2 => {
                    let any = self.below(0x11_0000) as u32;
                    let c = char::from_u32(any).unwrap_or(char::REPLACEMENT_CHARACTER);
                    chars.insert(at, c);
                }
                _ => {
                    let mark = self.mark();
                    chars.splice(at..at, mark.chars());
                }
            }
        }
        chars.into_iter().take(2_000).collect()
    }

    /// As long as a query may be, and as deep as it likes.
    fn long(&mut self) -> String {
        let mut unit = String::new();
        self.soup(&mut unit);
        let unit = if unit.is_empty() { "(" } else { &unit };
        let times = self.below(2_000 / unit.len() + 1);
        let mut text = unit.repeat(times);
        self.expression(&mut text, 2);
        if self.below(2) == 0 {
            text += &")".repeat(self.below(200));
        }
        text.chars().take(2_000).collect()
    }
}

impl Iterator for Inputs {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let mut text = String::new();
        match self.below(1_000) {
            0 => text = self.long(),
            1..=399 => self.expression(&mut text, 3),
            400..=599 => self.soup(&mut text),
            _ => text = self.mutant(),
        }
        self.last.clone_from(&text);
        Some(text)
    }
}
