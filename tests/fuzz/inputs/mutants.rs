//! Texts of ours, cut, joined, repeated and broken.

/// The longest input, in bytes.
const LONGEST: usize = 24_000;

/// An endless row of them.
pub(super) struct Mutants {
    state: u64,
    corpus: Vec<Vec<u8>>,
    tokens: Vec<&'static str>,
    last: Vec<u8>,
}

impl Mutants {
    pub(super) fn new(seed: u64, corpus: Vec<Vec<u8>>, tokens: Vec<&'static str>) -> Self {
        Self {
            state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1,
            corpus,
            tokens,
            last: Vec::new(),
        }
    }

    /// A number below `end`.
    fn below(&mut self, end: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 11) as usize % end.max(1)
    }

    fn token(&mut self) -> &'static [u8] {
        let n = self.below(self.tokens.len());
        self.tokens[n].as_bytes()
    }

    /// A text of the corpus, or a part of it, mostly of whole lines.
    fn piece(&mut self, longest: usize) -> Vec<u8> {
        let which = self.below(self.corpus.len());
        let at = self.below(self.corpus[which].len());
        let length = 1 + self.below(longest);
        let by_lines = self.below(4) > 0;
        let text = &self.corpus[which];
        let begin = match by_lines {
            true => text[..at]
                .iter()
                .rposition(|byte| *byte == b'\n')
                .map_or(0, |lf| lf + 1),
            false => at,
        };
        let end = (begin + length).min(text.len());
        let end = match by_lines {
            true => text[end..]
                .iter()
                .position(|byte| *byte == b'\n')
                .map_or(text.len(), |lf| end + lf + 1),
            false => end,
        };
        text[begin..end].to_vec()
    }

    /// Any place between two characters, as most mistakes of people are; or between any two bytes.
    fn place(&mut self, text: &[u8]) -> usize {
        let mut at = self.below(text.len() + 1);
        if self.below(16) > 0 {
            while text.get(at).is_some_and(|byte| byte & 0xC0 == 0x80) {
                at += 1;
            }
        }
        at
    }

    fn change(&mut self, text: &mut Vec<u8>) {
        let at = self.place(text);
        match self.below(10) {
            0..=2 => {
                let token = self.token();
                text.splice(at..at, token.iter().copied());
            }
            3 => {
                let token = self.token();
                let times = 1 + self.below(40);
                text.splice(at..at, token.repeat(times));
            }
            4..=5 => {
                let piece = self.piece(600);
                text.splice(at..at, piece);
            }
            6 => {
                let end = self.place(text);
                if at < end && end - at < 400 {
                    text.drain(at..end);
                }
            }
            7 => {
                let end = (at + self.below(200)).min(text.len());
                let copy = text[at..end].to_vec();
                let to = self.place(text);
                text.splice(to..to, copy);
            }
            8 => {
                let any = self.below(0x11_0000) as u32;
                let c = char::from_u32(any).unwrap_or(char::REPLACEMENT_CHARACTER);
                text.splice(at..at, c.to_string().into_bytes());
            }
            _ => {
                if self.below(4) == 0
                    && let Some(byte) = text.get_mut(at)
                {
                    *byte ^= 1 << (self.state % 8);
                }
            }
        }
    }
}

impl Iterator for Mutants {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        let mut text = match self.below(8) {
            0..=2 => {
                let longest = [200, 2_000, LONGEST][self.below(3)];
                self.piece(longest)
            }
            3..=6 => std::mem::take(&mut self.last),
            _ => {
                let parts = 1 + self.below(6);
                (0..parts).flat_map(|_| self.piece(400)).collect()
            }
        };
        for _ in 0..1 + self.below(6) {
            self.change(&mut text);
        }
        text.truncate(LONGEST);
        self.last.clone_from(&text);
        Some(text)
    }
}
