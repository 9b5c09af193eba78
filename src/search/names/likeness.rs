//! Whether two spellings can be the same name.

use super::arabic;
use super::keys::filed;
use super::letters::Script;
use super::ordinary::is_ordinary;
use super::sound::{self, NEVER, Sound};
use super::spelling::{Mode, Spelling, Written};
use super::vowels::{self, Place};

/// How far a search may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effort {
    /// For every search: what a reader would call the same name.
    Careful,
    /// For a spelling that the archive does not hold, or one that stands beside other names which
    /// must match too.
    Generous,
}

/// How alike two spellings are: the lower the cost the better, and 0 is a mere habit of spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Likeness {
    /// The sum of what differs.
    pub cost: u8,
}

/// A typed word, read once and compared with many.
#[derive(Clone, Copy, Debug)]
pub struct Name {
    written: Written,
    ordinary: bool,
}

impl Name {
    /// `None` for what has no key: numbers, one consonant, other scripts.
    #[must_use]
    pub fn read(word: &str) -> Option<Self> {
        let written = Written::of(word)?;
        let ordinary = written.script == Script::Latin && is_ordinary(written.letters.as_slice());
        Some(Self { written, ordinary })
    }

    /// Whether `candidate` can be this name. Symmetric: two words are as like as they are the other
    /// way round.
    #[must_use]
    pub fn likeness(&self, candidate: &str, effort: Effort) -> Option<Likeness> {
        self.compare(&Name::read(candidate)?, None, effort)
    }

    /// As [`Name::likeness`], for a folded candidate found under `key`: the key still knows that
    /// `sirnak` was printed Şırnak and `necirvan` Neçirvan.
    #[must_use]
    pub fn likeness_under(&self, key: &str, candidate: &str, effort: Effort) -> Option<Likeness> {
        self.compare(&Name::read(candidate)?, Some(key), effort)
    }

    fn compare(&self, other: &Name, key: Option<&str>, effort: Effort) -> Option<Likeness> {
        if self.written.letters == other.written.letters && self.written.script == other.written.script {
            return Some(Likeness { cost: 0 });
        }
        if self.ordinary || other.ordinary {
            return None;
        }
        let (one, two) = (&self.written, &other.written);
        let (mut first, mut second) = (filed(one), filed(two));
        if one.script != Script::Arabic && two.script != Script::Arabic {
            // Nowak and Novak: whichever is written, it is a consonant in both.
            let mixed = (one.has(b'v') && two.has(b'w')) || (one.has(b'w') && two.has(b'v'));
            first.w_is_v = mixed;
            second.w_is_v = mixed;
        }
        let mut best = attempt((one, first), (two, second), key, (effort, 0));
        let mut consider = |first: Mode, second: Mode, price: u8| {
            let found = attempt((one, first), (two, second), key, (effort, price));
            if found.is_some_and(|cost| best.is_none_or(|best| cost < best)) {
                best = found;
            }
        };
        let across = (one.script == Script::Arabic) != (two.script == Script::Arabic);
        if across && (one.has(b'v') || two.has(b'v')) {
            consider(Mode { v_is_w: true, ..first }, Mode { v_is_w: true, ..second }, 0);
        }
        if across && (one.has(b'w') || two.has(b'w')) {
            consider(Mode { w_is_v: true, ..first }, Mode { w_is_v: true, ..second }, 0);
        }
        if one.count(b'j') != two.count(b'j') && one.script != Script::Arabic && two.script != Script::Arabic {
            consider(Mode { j_is_y: true, ..first }, Mode { j_is_y: true, ..second }, 0);
        }
        if one.has(b'x') || two.has(b'x') {
            consider(
                Mode { x_is_kh: true, ..first },
                Mode {
                    x_is_kh: true,
                    ..second
                },
                0,
            );
        }
        // Within Latin, Alford is not Ford: only where nothing else was found, and for long names.
        let turned = |mode: Mode| Mode {
            no_article: !mode.no_article,
            ..mode
        };
        if across || effort == Effort::Generous {
            if one.after_article().is_some() {
                consider(
                    turned(first),
                    second,
                    1 - u8::from(across && one.script == Script::Latin),
                );
            }
            if two.after_article().is_some() {
                consider(
                    first,
                    turned(second),
                    1 - u8::from(across && two.script == Script::Latin),
                );
            }
        }
        best.map(|cost| Likeness { cost })
    }
}

/// Whether two words can be the same name; [`Name`] does the same for many candidates.
#[must_use]
pub fn likeness(typed: &str, candidate: &str, effort: Effort) -> Option<Likeness> {
    Name::read(typed)?.likeness(candidate, effort)
}

/// What a difference may cost, by how many consonants there are to go by.
fn budget(consonants: usize, effort: Effort) -> u8 {
    let careful = match consonants {
        0..=4 => 0,
        5 => 1,
        _ => 2,
    };
    match effort {
        Effort::Careful => careful,
        Effort::Generous if consonants >= 3 => careful + 1,
        Effort::Generous => 0,
    }
}

fn attempt(
    one: (&Written, Mode),
    two: (&Written, Mode),
    key: Option<&str>,
    (effort, price): (Effort, u8),
) -> Option<u8> {
    let (a, mut b) = (one.0.read(one.1)?, two.0.read(two.1)?);
    if a.sounds.len() != b.sounds.len() || a.sounds.len() < 2 {
        return None;
    }
    if let Some(key) = key {
        take_hints(&mut b, key);
    }
    let scripts = (one.0.script, two.0.script);
    let kurdish = one.0.kurdish || two.0.kurdish;
    let few = a.sounds.len();
    let within = scripts.0 == scripts.1;
    let across = (scripts.0 == Script::Arabic) != (scripts.1 == Script::Arabic);
    let syllables = a.syllables().max(b.syllables());
    // Web and Webb, Can and Kan, Said and Saeed: too short to tell a spelling from another word.
    if within && few == 2 && syllables < 2 && scripts.0 != Script::Arabic {
        return None;
    }
    // Talabani, Talebani: three syllables that end in -i are seldom an English name.
    let open = syllables >= 3 && few == 4 && within && a.ends_in_i() && b.ends_in_i();
    let limit = budget(few + usize::from(open), effort);
    let mut cost = price;
    for (x, y) in a.sounds.as_slice().iter().zip(b.sounds.as_slice()) {
        cost = cost.saturating_add(consonants(*x, *y, scripts, kurdish));
        // Riyadh is not Riaz.
        if few == 2 && within && x != y && (*x == Sound::Dh || *y == Sound::Dh) {
            cost = cost.saturating_add(1);
        }
        if cost > limit {
            return None;
        }
    }
    let word = vowels::Word {
        tight: within && syllables < 2,
        short: few <= 3,
        closed: few <= 4 && a.is_closed() && b.is_closed(),
    };
    // Jiang is not Yang.
    if one.1.j_is_y && few < 4 && effort == Effort::Careful {
        return None;
    }
    let mut short_before = false;
    let (mut matres, mut long_before) = (0, false);
    for (at, (x, y)) in a.gaps.as_slice().iter().zip(b.gaps.as_slice()).enumerate() {
        let place = match at {
            0 => Place::First,
            at if at == few => Place::Last,
            _ => Place::Inside,
        };
        let (arabic, latin) = if scripts.0 == Script::Arabic { (x, y) } else { (y, x) };
        let price = match scripts {
            (Script::Arabic, Script::Arabic) => arabic::within(x, y, place, kurdish),
            (Script::Arabic, _) | (_, Script::Arabic) => arabic::across(arabic, latin, place, short_before, at == 1),
            _ => vowels::cost(x, y, place, word),
        };
        short_before = place == Place::Inside && arabic.as_slice().is_empty() && !latin.as_slice().is_empty();
        // ناصر is Nasir and not Nasr: in Arabic no long vowel stands before two consonants.
        let cluster = at + 1 == few && few == 3 && latin.as_slice().is_empty() && long_before && !a.ends_in_vowel();
        let price = price.saturating_add(u8::from(across && cluster && !kurdish));
        long_before = !arabic.as_slice().is_empty();
        matres += usize::from(arabic.as_slice().iter().any(|token| *token != arabic::CARRIER));
        cost = cost.saturating_add(price);
        if cost > limit {
            return None;
        }
    }
    // بن alone could be Ben, Ban, Bon.
    let latin = if scripts.0 == Script::Arabic { &b } else { &a };
    if across && (few == 2 && matres == 0 || latin.syllables() == 0) {
        return None;
    }
    Some(cost)
}

fn consonants(one: Sound, other: Sound, scripts: (Script, Script), kurdish: bool) -> u8 {
    let cost = sound::cost(one, other);
    match scripts {
        (Script::Arabic, Script::Arabic) if kurdish && sound::alike_in_kurdish(one, other) => 0,
        // Хусейн, Гитлер: Cyrillic has no h.
        (Script::Cyrillic, Script::Latin) | (Script::Latin, Script::Cyrillic) => match (one.min(other), one.max(other))
        {
            (Sound::Kh, Sound::H) | (Sound::G, Sound::H) => 0,
            (Sound::SoftC | Sound::HardC | Sound::Sh, Sound::Ch) | (Sound::Ch, Sound::Tch) => 0,
            _ => cost,
        },
        _ => cost.min(NEVER),
    }
}

/// Gives back to s and c the mark that folding took and the key kept.
fn take_hints(spelling: &mut Spelling, key: &str) {
    if key.len() != spelling.sounds.len() {
        return;
    }
    for (at, class) in key.bytes().enumerate() {
        if let (b'j', Some(sound)) = (class, spelling.sounds.get_mut(at)) {
            *sound = match *sound {
                Sound::S => Sound::Sh,
                Sound::HardC => Sound::Ch,
                Sound::Z => Sound::Zh,
                other => other,
            };
        }
    }
}
