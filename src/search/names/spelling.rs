//! A word read as consonants and what stands between them.

use super::arabic;
use super::letters::{Letters, Script, letters, script};
use super::row::Row;
use super::sound::Sound;
use super::vowels::Gap;

/// More consonants than any name has.
const MOST: usize = 20;

/// How to read the letters that are now a vowel, now a consonant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mode {
    /// `w` is a consonant like `v`: Nowak, Novak.
    pub(super) w_is_v: bool,
    /// `v` is a glide like `w`: Velayati, ولایتی.
    pub(super) v_is_w: bool,
    /// `j` is a vowel like `y`: Jaroslav, Yaroslav.
    pub(super) j_is_y: bool,
    /// Without the article that stands at the beginning: Alsudani, السوداني.
    pub(super) no_article: bool,
    /// `x` is kh: Zaxo, Zakho.
    pub(super) x_is_kh: bool,
}

/// A word, ready to be read in one or the other mode.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written {
    pub(super) script: Script,
    pub(super) letters: Letters,
    /// Written with letters that only Kurdish has.
    pub(super) kurdish: bool,
}

impl Written {
    /// `None` for digits, other scripts and what is too long.
    pub(super) fn of(word: &str) -> Option<Self> {
        let script = script(word)?;
        let (letters, kurdish) = match script {
            Script::Arabic => arabic::letters(word)?,
            _ => (letters(word, script)?, false),
        };
        Some(Self {
            script,
            letters,
            kurdish,
        })
    }

    pub(super) fn has(&self, letter: u8) -> bool {
        self.letters.as_slice().contains(&letter)
    }

    pub(super) fn count(&self, letter: u8) -> usize {
        self.letters.as_slice().iter().filter(|have| **have == letter).count()
    }

    /// The letters after an article that is written together with the name.
    pub(super) fn after_article(&self) -> Option<&[u8]> {
        match (self.script, self.letters.as_slice()) {
            (Script::Latin, [b'a' | b'e', b'l', rest @ ..]) => {
                let rest = rest.strip_prefix(b"'").unwrap_or(rest);
                rest.first().filter(|c| !b"aeiouyl".contains(c)).map(|_| rest)
            }
            (Script::Arabic, [arabic::ALIF, arabic::LAM, rest @ ..]) if !rest.is_empty() => Some(rest),
            _ => None,
        }
    }

    /// `None` when there are too many consonants.
    pub(super) fn read(&self, mode: Mode) -> Option<Spelling> {
        let letters = match self.after_article() {
            Some(rest) if mode.no_article => rest,
            _ => self.letters.as_slice(),
        };
        match self.script {
            Script::Arabic => arabic::read(letters, self.kurdish),
            _ => latin(letters, mode),
        }
    }
}

/// Consonants and gaps: there is one gap more than there are consonants.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Spelling {
    pub(super) sounds: Row<Sound, MOST>,
    pub(super) gaps: Row<Gap, { MOST + 1 }>,
}

impl Spelling {
    pub(super) fn new() -> Self {
        let mut empty = Self::default();
        empty.gaps.push(Gap::new());
        empty
    }

    /// A vowel or glide; those beyond what a gap holds are passed over.
    pub(super) fn vowel(&mut self, letter: u8) {
        if let Some(gap) = self.gaps.last_mut() {
            gap.push(letter);
        }
    }

    fn gap_is_empty(&self) -> bool {
        self.gaps.as_slice().last().is_none_or(|gap| gap.as_slice().is_empty())
    }

    /// A consonant; `merge` makes one of two that touch and belong to one class.
    #[must_use]
    pub(super) fn consonant(&mut self, sound: Sound, merge: bool) -> bool {
        if merge && self.gap_is_empty() && self.sounds.as_slice().last().map(|last| last.class()) == Some(sound.class())
        {
            if let Some(last) = self.sounds.last_mut() {
                // Matthew is heard as th, Schuschnigg as sh.
                *last = (*last).max(sound);
            }
            return true;
        }
        self.sounds.push(sound) && self.gaps.push(Gap::new())
    }

    /// An h at the end is seldom heard: Abdullah, Saleh.
    pub(super) fn silence_final(&mut self, silent: Sound, letter: u8) {
        if self.gap_is_empty() && self.sounds.as_slice().last() == Some(&silent) {
            self.sounds.pop();
            self.gaps.pop();
            self.vowel(letter);
        }
    }

    pub(super) fn ends_in_i(&self) -> bool {
        let last = self.gaps.as_slice().last();
        last.is_some_and(|last| matches!(last.as_slice(), b"i" | b"y" | b"ee" | b"iy"))
    }

    pub(super) fn ends_in_vowel(&self) -> bool {
        self.gaps
            .as_slice()
            .last()
            .is_some_and(|last| !last.as_slice().is_empty())
    }

    /// At most two syllables, with no diphthong, and a consonant at the end.
    pub(super) fn is_closed(&self) -> bool {
        let gaps = self.gaps.as_slice();
        self.syllables() <= 2 && !self.ends_in_vowel() && gaps.iter().skip(1).all(|gap| gap.len() < 2)
    }

    /// Syllables, roughly: gaps that hold anything; Daoud, Dawud and Saeed have two in one gap.
    pub(super) fn syllables(&self) -> usize {
        let in_gap = |gap: &Gap| match gap.as_slice() {
            [] | [b'h'] => 0,
            [_, b'w' | b'y', _, ..] => 2,
            [a, b, c, ..] if *c != b'h' && (a != b || b != c) => 2,
            _ => 1,
        };
        self.gaps.as_slice().iter().map(in_gap).sum()
    }
}

fn latin(letters: &[u8], mode: Mode) -> Option<Spelling> {
    let mut spelling = Spelling::new();
    let mut rest = letters;
    let mut first = true;
    while !rest.is_empty() {
        let (written, left) = unit(rest, first, mode);
        first = false;
        let room = match written {
            Unit::Consonant(sound) => spelling.consonant(sound, true),
            Unit::Two(one, other) => spelling.consonant(one, true) && spelling.consonant(other, true),
            Unit::Vowel(letter) => {
                spelling.vowel(letter);
                true
            }
            Unit::Nothing => true,
        };
        if !room {
            return None;
        }
        rest = left;
    }
    spelling.silence_final(Sound::H, b'h');
    Some(spelling)
}

enum Unit {
    Consonant(Sound),
    Two(Sound, Sound),
    Vowel(u8),
    Nothing,
}

/// The first consonant or vowel of `rest`, and what follows it.
fn unit(rest: &[u8], first: bool, mode: Mode) -> (Unit, &[u8]) {
    use Sound::*;
    let (sound, left) = match rest {
        [b't', b's', b'c', b'h', left @ ..] | [b't', b'c', b'h', left @ ..] => (Tch, left),
        [b's', b'c', b'h', left @ ..] => (Sh, left),
        [b'd', b'z', b'h', left @ ..] | [b'd', b'j', left @ ..] | [b'd', b'Z', left @ ..] => (J, left),
        // Christ, Chris; but Chavez.
        [b'c', b'h', left @ ..] if starts(left, b"rl") => (K, left),
        [b'c', b'h', left @ ..] | [b'c', b'z', left @ ..] => (Ch, left),
        [b's', b'h', left @ ..] => (Sh, left),
        [b'z', b'h', left @ ..] => (Zh, left),
        [b'k', b'h', left @ ..] => (Kh, left),
        [b'g', b'h', left @ ..] => (Gh, left),
        [b'p', b'h', left @ ..] => (F, left),
        [b't', b'h', left @ ..] => (Th, left),
        [b'd', b'h', left @ ..] => (Dh, left),
        // Bhutto; but Subhi.
        [b'b', b'h', left @ ..] if first => (B, left),
        [b'w', b'h', left @ ..] => return (Unit::Vowel(b'w'), left),
        [b'c', b'k', left @ ..] => (K, left),
        // Zelenskij, Andrej.
        [b'i' | b'y', b'j'] => return (Unit::Vowel(b'i'), &[]),
        [b'c', left @ ..] if starts(left, b"eiy") => (SoftC, left),
        [b'c', left @ ..] => (HardC, left),
        [b'x', left @ ..] if mode.x_is_kh => (Kh, left),
        // Xi, Xu; Xavier.
        [b'x', left @ ..] if first && starts(left, b"iu") => (Sh, left),
        [b'x', left @ ..] if first => (Kh, left),
        [b'x', left @ ..] => return (Unit::Two(K, S), left),
        [b'v', left @ ..] if mode.v_is_w => return (Unit::Vowel(b'w'), left),
        [b'w', left @ ..] if mode.w_is_v => (V, left),
        [b'j', left @ ..] if mode.j_is_y => return (Unit::Vowel(b'y'), left),
        [letter, left @ ..] => match plain(*letter) {
            Some(sound) => (sound, left),
            None if *letter == b'\'' => return (Unit::Nothing, left),
            None => return (Unit::Vowel(*letter), left),
        },
        [] => return (Unit::Nothing, rest),
    };
    (Unit::Consonant(sound), left)
}

fn starts(rest: &[u8], with: &[u8]) -> bool {
    rest.first().is_some_and(|first| with.contains(first))
}

fn plain(letter: u8) -> Option<Sound> {
    use Sound::*;
    Some(match letter {
        b'b' => B,
        b'd' => D,
        b'f' => F,
        b'g' => G,
        b'h' | b'H' => H,
        b'j' | b'J' => J,
        b'k' | b'q' => K,
        b'l' => L,
        b'm' => M,
        b'n' => N,
        b'p' => P,
        b'r' => R,
        b's' => S,
        b't' => T,
        b'v' => V,
        b'z' => Z,
        b'C' => Ch,
        b'S' => Sh,
        b'Z' => Zh,
        b'G' => Gh,
        b'X' => Kh,
        b'D' => Dh,
        b'T' => Th,
        _ => return None,
    })
}
