//! Words in the letters of Arabic, Persian, Sorani and Urdu, and how their gaps meet Latin vowels.

use super::letters::{Letters, is_apostrophe, is_passed_over};
use super::row::Row;
use super::sound::{NEVER, Sound};
use super::spelling::Spelling;
use super::vowels::{Gap, Place};

/// Alif at the beginning: any vowel, and nothing before a long one.
pub(super) const ALIF: u8 = b'A';
pub(super) const LAM: u8 = b'l';

/// What the gaps hold: `A` alif, `W` waw, `Y` ya, `I` and `E` Kurdish ê and e, `N` ayn, `C` carrier of an initial
/// vowel, `Z` ya without dots, `H` final ha, `h` final ḥa.
pub(super) const CARRIER: u8 = b'C';
const AYN: u8 = b'N';

/// One byte for each letter, and whether the spelling is Kurdish.
pub(super) fn letters(word: &str) -> Option<(Letters, bool)> {
    let mut out = Row::new();
    for c in word.chars() {
        let letter = match c {
            'ا' | 'أ' | 'إ' | 'آ' | 'ٱ' => ALIF,
            // Sorani sets a hamza before an initial vowel.
            'ئ' if out.len() == 0 => ALIF,
            'و' | 'ۆ' | 'ؤ' | 'ۇ' => b'W',
            'ي' | 'ی' | 'ې' | 'ئ' => b'Y',
            'ێ' => b'I',
            'ى' => b'Z',
            'ە' | 'ۀ' => b'E',
            'ة' => b'H',
            'ع' => AYN,
            'ب' => b'b',
            'پ' => b'p',
            'ت' => b't',
            'ث' => b'8',
            'ج' => b'j',
            'چ' => b'c',
            'ح' => b'9',
            'خ' => b'x',
            'د' | 'ڈ' => b'd',
            'ذ' => b'2',
            'ر' | 'ڕ' | 'ڑ' => b'r',
            'ز' => b'z',
            'ژ' => b'3',
            'س' => b's',
            'ش' => b'S',
            'ص' => b'5',
            'ض' => b'D',
            'ط' => b'T',
            'ظ' => b'4',
            'غ' => b'G',
            'ف' => b'f',
            'ڤ' => b'v',
            'ق' => b'q',
            'ك' | 'ک' => b'k',
            'گ' | 'ڭ' => b'g',
            'ل' | 'ڵ' => b'l',
            'م' => b'm',
            'ن' | 'ں' => b'n',
            'ه' | 'ہ' | 'ھ' => b'a',
            'ء' => continue,
            c if is_apostrophe(c) || is_passed_over(c) => continue,
            _ => return None,
        };
        if !out.push(letter) {
            return None;
        }
    }
    Some((
        out,
        word.chars().any(|c| matches!(c, 'ە' | 'ێ' | 'ۆ' | 'ڵ' | 'ڕ' | 'ڤ')),
    ))
}

pub(super) fn read(letters: &[u8], kurdish: bool) -> Option<Spelling> {
    let mut spelling = Spelling::new();
    let mut before = 0;
    let mut rest = letters;
    let slave = letters.starts_with(&[AYN, b'b', b'd', ALIF, LAM]);
    while let [letter, after @ ..] = rest {
        let initial = before == 0;
        let room = match (*letter, after) {
            (ALIF | AYN, _) if initial => vowel(&mut spelling, CARRIER),
            // Sorani sets a hamza on the chair of ya before an initial vowel.
            (b'Y', [b'E' | b'I' | b'W' | ALIF, ..]) if initial && kurdish => vowel(&mut spelling, CARRIER),
            (b'W' | b'Y', _) if before == *letter => true,
            // The article inside Abdullah, Abdulrahman: a, u, e or nothing.
            (ALIF, [LAM, ..]) if slave && spelling.sounds.len() == 2 => vowel(&mut spelling, AYN),
            (b'a', []) => vowel(&mut spelling, b'H'),
            (b'9', []) => vowel(&mut spelling, b'h'),
            (b'l', _) if before == b'l' => true,
            (letter, _) => match consonant(letter) {
                Some(sound) => spelling.consonant(sound, false),
                None => vowel(&mut spelling, letter),
            },
        };
        if !room {
            return None;
        }
        before = *letter;
        rest = after;
    }
    Some(spelling)
}

fn vowel(spelling: &mut Spelling, letter: u8) -> bool {
    spelling.vowel(letter);
    true
}

fn consonant(letter: u8) -> Option<Sound> {
    use Sound::*;
    Some(match letter {
        b'b' => Ba,
        b'p' => P,
        b't' => T,
        b'8' => Tha,
        b'j' => Jim,
        b'c' => Che,
        b'9' => Hah,
        b'x' => Kha,
        b'd' => D,
        b'2' => Dhal,
        b'r' => R,
        b'z' => Zain,
        b'3' => Zhe,
        b's' => Sin,
        b'S' => Shin,
        b'5' => Sad,
        b'D' => Dad,
        b'T' => Tah,
        b'4' => Zah,
        b'G' => Ghain,
        b'f' => Fa,
        b'v' => V,
        b'q' => Qaf,
        b'k' => Kaf,
        b'g' => Gaf,
        b'l' => L,
        b'm' => M,
        b'n' => N,
        b'a' => H,
        _ => return None,
    })
}

/// How badly the Latin vowels of a gap suit the letters of an Arabic one. `short_before` says that
/// the gap before was a short vowel that Arabic leaves unwritten, `opening` that this is the first
/// gap after a consonant.
pub(super) fn across(arabic: &Gap, latin: &Gap, place: Place, short_before: bool, opening: bool) -> u8 {
    let (tokens, letters) = (arabic.as_slice(), latin.as_slice());
    match (place, tokens, letters) {
        (_, [], []) => 0,
        // An initial vowel has its carrier, a final one is always written.
        (Place::First | Place::Last, [], _) => NEVER,
        (Place::Last, _, []) if tokens != [AYN] => NEVER,
        (Place::First, _, []) => NEVER,
        (Place::Inside, [], [short]) => match short {
            b'a' | b'e' | b'o' => 0,
            b'i' | b'u' if !short_before => 0,
            // Karim and Karam, Hamad and Hammoud: a long vowel would have been written.
            b'i' | b'u' => 1,
            _ => 2,
        },
        // Moubarak.
        (Place::Inside, [], b"ou") if opening => 0,
        (Place::Inside, [], [b'o' | b'e', b'u' | b'o' | b'e'] | [b'a', b'a']) => 2,
        (Place::Inside, [], _) => NEVER,
        _ => fit(
            tokens,
            letters,
            place,
            tokens.iter().any(|token| b"WYINC".contains(token)),
        ),
    }
}

/// Matches tokens and letters from the left, trying each way.
fn fit(tokens: &[u8], letters: &[u8], place: Place, glides: bool) -> u8 {
    let Some((token, later)) = tokens.split_first() else {
        return match letters {
            [] => 0,
            [b'a' | b'e' | b'i' | b'o' | b'u'] if place != Place::Last => u8::from(!glides),
            _ => NEVER,
        };
    };
    let mut best = NEVER;
    for (count, price) in taken(*token, letters, later.is_empty(), place) {
        if let Some(left) = letters.get(count..) {
            // Oiled is not وليد: a waw that is heard as o or u has no vowel behind it.
            let price = match (token, letters.get(..count), left) {
                (b'W', Some(b"o" | b"u"), [_, ..]) if later.is_empty() => price.saturating_add(2),
                (b'Y', Some(b"i" | b"e"), [b'o' | b'u', ..]) if later.is_empty() => price.saturating_add(2),
                _ => price,
            };
            best = best.min(price.saturating_add(fit(later, left, place, glides)));
        }
    }
    // A short vowel before this token: Nawaf, Haider.
    if let [b'a' | b'e' | b'i' | b'o' | b'u', left @ ..] = letters
        && glides
        && !left.is_empty()
    {
        best = best.min(fit_short(tokens, left, place));
    }
    best
}

/// As [`fit`], after a short vowel: there is no second one.
fn fit_short(tokens: &[u8], letters: &[u8], place: Place) -> u8 {
    let Some((token, later)) = tokens.split_first() else {
        return NEVER;
    };
    taken(*token, letters, later.is_empty(), place)
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .filter_map(|(count, price)| Some(price.saturating_add(fit(later, letters.get(count..)?, place, true))))
        .min()
        .unwrap_or(NEVER)
}

/// How many letters a token may take, and the cost of each choice.
fn taken(token: u8, letters: &[u8], last: bool, place: Place) -> [(usize, u8); 3] {
    const NO: (usize, u8) = (usize::MAX, NEVER);
    let missing = if place == Place::Inside { (0, 2) } else { NO };
    let ways = |one: bool, two: bool| [if one { (1, 0) } else { NO }, if two { (2, 0) } else { NO }, missing];
    match (token, letters) {
        (b'A', [b'a', b'a', ..]) => ways(true, true),
        (b'A', [b'a', ..]) => ways(true, false),
        (b'A', [b'e' | b'o', ..]) => [(1, 1), NO, missing],
        // Dawood has one waw for both.
        (b'W', [b'w', b'o' | b'u', b'o' | b'u', ..]) => [(3, 0), (1, 0), missing],
        (b'W', [b'w', b'o' | b'u', ..]) => [(2, 0), (1, 0), missing],
        (b'W', [b'o', b'u' | b'o' | b'w', ..] | [b'u', b'w' | b'o', ..] | [b'a', b'u' | b'w' | b'o', ..]) => {
            ways(matches!(letters, [b'o' | b'u', ..]), true)
        }
        (b'W', [b'o' | b'u' | b'w', ..]) => ways(true, false),
        (b'Y', [b'e', b'e' | b'i' | b'y', ..] | [b'i', b'e' | b'y', ..] | [b'y', b'i', ..]) => ways(true, true),
        (b'Y', [b'a', b'i' | b'y', ..]) => ways(false, true),
        (b'Y', [b'i' | b'y', ..]) => ways(true, false),
        (b'Y', [b'e', ..]) if !(last && place == Place::Last) => [(1, 1), NO, missing],
        (b'I', [b'e' | b'i', b'e' | b'i' | b'y', ..]) => ways(true, true),
        (b'I', [b'e' | b'i' | b'y', ..]) => ways(true, false),
        // Where a folded text has lost the difference: Musa, Mustafa.
        (b'Y', [b'a']) if last && place == Place::Last => [(1, 1), NO, missing],
        (b'Z', [b'a' | b'i' | b'y'] | [b'a', b'h'] | [b'e', b'e']) => [(letters.len(), 0), NO, NO],
        (b'E', [b'a' | b'e', b'h']) => ways(false, true),
        (b'E', [b'a' | b'e', ..]) => ways(true, false),
        (b'E', [b'i', ..]) => [(1, 1), NO, missing],
        (b'N', [b'a' | b'e' | b'i' | b'o' | b'u', ..]) => [(0, 0), (1, 0), NO],
        (b'N', _) => [(0, 0), NO, NO],
        (b'C', [b'a' | b'e' | b'i' | b'o' | b'u', ..]) if last => [(1, 0), (letters.len().min(2), 0), NO],
        (b'C', [b'y', ..] | [b'a' | b'e' | b'i' | b'o' | b'u', ..]) => [(0, 0), (1, 0), NO],
        (b'C', _) if !last => [(0, 0), NO, NO],
        (b'H', [b'h'] | [b'a' | b'e', b'h'] | [b'a']) => [(letters.len(), 0), NO, NO],
        (b'H', [b'e']) => [(1, 1), NO, NO],
        (b'h', [b'h']) => [(1, 0), NO, NO],
        (b'h', [b'e' | b'i', b'h']) => [(2, 0), NO, NO],
        (b'h', [b'a' | b'o' | b'u', b'h']) => [(2, 1), NO, NO],
        _ => [missing, NO, NO],
    }
}

/// Two words in this script: nearly the same letters are wanted, but for the vowels that Kurdish
/// writes and Arabic does not.
pub(super) fn within(one: &Gap, other: &Gap, place: Place, kurdish: bool) -> u8 {
    let (one, other) = (one.as_slice(), other.as_slice());
    if one == other {
        return 0;
    }
    match (place, one, other) {
        (Place::Last, [b'Z'], [b'A' | b'Y' | b'H']) | (Place::Last, [b'A' | b'Y' | b'H'], [b'Z']) => 0,
        (_, [b'I'], [b'Y']) | (_, [b'Y'], [b'I']) => 0,
        (Place::Last, [b'E'], [b'H' | b'A']) | (Place::Last, [b'H' | b'A'], [b'E']) => 0,
        (Place::Last, [b'A'], [b'H']) | (Place::Last, [b'H'], [b'A']) if kurdish => 1,
        (Place::First | Place::Inside, _, _) if kurdish && same_without(one, other, b"EN") => 0,
        (Place::First, [CARRIER, ..], [CARRIER, ..]) if kurdish && same_without(one, other, b"EW") => 0,
        (Place::Inside, _, _) if kurdish && same_without(one, other, b"EWYIN") => 1,
        (Place::Inside, [], [b'A' | b'W' | b'Y']) | (Place::Inside, [b'A' | b'W' | b'Y'], []) => 2,
        _ => NEVER,
    }
}

fn same_without(one: &[u8], other: &[u8], passed_over: &[u8]) -> bool {
    let kept = |gap: &'_ [u8]| -> Gap {
        let mut row = Gap::new();
        for token in gap.iter().filter(|token| !passed_over.contains(token)) {
            row.push(*token);
        }
        row
    };
    kept(one) == kept(other)
}
