//! Consonants, how they fall together into classes, and how far apart two of them are.

/// A difference that no budget pays for.
pub(super) const NEVER: u8 = 100;

/// A consonant as a spelling states it. Those of the Arabic script have names of their own where one
/// letter stands for several sounds of Latin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sound {
    #[default]
    B,
    P,
    F,
    V,
    T,
    Th,
    D,
    Dh,
    S,
    Z,
    /// `c` before e, i and y without a mark: s, or a ç or a Turkish c that lost its context.
    SoftC,
    /// `c` elsewhere: k, or a ç that lost its mark.
    HardC,
    Sh,
    Ch,
    /// Mitchell is not Michel.
    Tch,
    J,
    Zh,
    G,
    Gh,
    K,
    Kh,
    H,
    L,
    M,
    N,
    R,
    Ba,
    Tha,
    Jim,
    Che,
    Kha,
    Dhal,
    Zain,
    Zhe,
    Sin,
    Shin,
    Sad,
    Dad,
    Tah,
    Zah,
    Ghain,
    Fa,
    Qaf,
    Kaf,
    Gaf,
    Hah,
}

use Sound::*;

impl Sound {
    /// The class that the key is made of: broad, for likeness decides finely.
    pub(super) fn class(self) -> char {
        match self {
            B | P | Ba => 'b',
            F | V | Fa => 'f',
            T | Th | Tah | Tha => 't',
            D | Dad | Dhal => 'd',
            S | Z | Dh | SoftC | Zain | Sin | Sad | Zah => 's',
            Sh | Ch | Tch | J | Zh | Jim | Che | Zhe | Shin => 'j',
            G | Gh | K | HardC | Ghain | Qaf | Kaf | Gaf => 'k',
            H | Kh | Kha | Hah => 'h',
            L => 'l',
            M => 'm',
            N => 'n',
            R => 'r',
        }
    }

    /// Other classes under which the same name may be filed, likeliest first.
    pub(super) fn other_classes(self) -> &'static [&'static str] {
        match self {
            Th => &["s"],
            Dh | Z | Zah => &["d"],
            Dad | Dhal | Tha => &["s"],
            SoftC => &["j"],
            HardC => &["j"],
            G | Gaf => &["j"],
            Jim => &["k"],
            Ghain => &["j"],
            Kh => &["ks"],
            Kha => &["k", "ks"],
            _ => &[],
        }
    }

    /// The Latin sounds that a letter of the Arabic script is written with, and at what cost.
    fn latin(self) -> &'static [(Sound, u8)] {
        match self {
            Ba => &[(B, 0), (P, 0)],
            Tah => &[(T, 0), (Th, 1)],
            Tha => &[(Th, 0), (S, 0), (SoftC, 1), (T, 0)],
            Jim => &[(J, 0), (G, 0), (SoftC, 0), (HardC, 1), (Zh, 1), (Ch, 1)],
            Che => &[(Ch, 0), (Tch, 0), (SoftC, 0), (HardC, 1), (J, 1), (Sh, 1)],
            Kha => &[(Kh, 0), (H, 1), (K, 1), (Ch, 1)],
            Dhal => &[(Dh, 0), (Z, 0), (Th, 0), (D, 0)],
            Zain => &[(Z, 0), (S, 1)],
            Zhe => &[(Zh, 0), (J, 0), (G, 1)],
            Sin => &[(S, 0), (SoftC, 0), (Z, 1)],
            Shin => &[(Sh, 0), (Ch, 0), (S, 1)],
            Sad => &[(S, 0), (SoftC, 1), (Z, 1)],
            Dad => &[(D, 0), (Dh, 0), (Z, 0)],
            Zah => &[(Z, 0), (Dh, 0), (D, 1)],
            Ghain => &[(Gh, 0), (G, 0), (J, 2), (K, 2)],
            Fa => &[(F, 0), (V, 0)],
            Qaf => &[(K, 0), (HardC, 0), (G, 0), (Gh, 0)],
            Kaf => &[(K, 0), (HardC, 0), (G, 1)],
            Gaf => &[(G, 0), (Gh, 0), (J, 1)],
            Hah => &[(H, 0)],
            _ => &[],
        }
    }

    /// What Kurdish and Persian make of the letters that only Arabic tells apart.
    fn plain(self) -> Sound {
        match self {
            Tha | Sad => Sin,
            Dhal | Dad | Zah => Zain,
            Tah => T,
            Hah => H,
            other => other,
        }
    }
}

/// The cost between two sounds, the same in both directions; [`NEVER`] for what no spelling mixes up.
pub(super) fn cost(one: Sound, other: Sound) -> u8 {
    if one == other {
        return 0;
    }
    let (low, high) = if one < other { (one, other) } else { (other, one) };
    match (low, high) {
        (HardC, K) => 0,
        (S, SoftC) | (SoftC, Ch) | (Dh, Z) | (G, Gh) => 0,
        (F, V) | (T, Th) | (D, Dh) | (S, Z) | (S, Sh) | (Z, Zh) | (J, Zh) | (Kh, H) => 1,
        (Ch, Tch) | (SoftC | HardC | Sh, Ch | J) | (Z, SoftC) => 1,
        (G, K) | (J, G) | (S, Ch) => 2,
        (low, high) => {
            let across = high.latin().iter().find(|(sound, _)| *sound == low);
            match across {
                Some((_, cost)) => *cost,
                None if low.plain() == high.plain() => 1,
                None => NEVER,
            }
        }
    }
}

/// Letters of Arabic names that Kurdish writes alike.
pub(super) fn alike_in_kurdish(one: Sound, other: Sound) -> bool {
    one.plain() == other.plain()
}
