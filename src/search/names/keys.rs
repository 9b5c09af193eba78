//! The keys that a name is filed under and looked up by.

use super::letters::Script;
use super::ordinary::is_ordinary;
use super::spelling::{Mode, Spelling, Written};

/// Keys beyond these would cost more than they find.
const MOST_KEYS: usize = 8;
/// What a key must hold to say anything.
const FEWEST: usize = 2;

/// The key that a printed word is filed under: the classes of its consonants, the same in every
/// script. `None` for what has too little to go by: numbers, one consonant, other scripts, and the
/// commonest English words, which capitals do not make names.
#[must_use]
pub fn key(word: &str) -> Option<String> {
    let written = Written::of(word)?;
    if written.script == Script::Latin && is_ordinary(written.letters.as_slice()) {
        return None;
    }
    let spelling = written.read(filed(&written))?;
    joined(&spelling)
}

/// Arabic is filed without its article, which is never set apart, unless nothing would be left.
pub(super) fn filed(written: &Written) -> Mode {
    let mut mode = Mode::default();
    if written.script == Script::Arabic && written.after_article().is_some() {
        mode.no_article = true;
        if written.read(mode).is_none_or(|spelling| spelling.sounds.len() < FEWEST) {
            mode.no_article = false;
        }
    }
    mode
}

/// The keys to look up for a word that a reader typed, likeliest first: never more than eight, and
/// the word's own [`key`] is the first of them.
#[must_use]
pub fn lookup_keys(word: &str) -> Vec<String> {
    let mut keys = Vec::new();
    let Some(first) = key(word) else { return keys };
    keys.push(first);
    let Some(written) = Written::of(word) else { return keys };
    let filed = filed(&written);
    let mut modes = Vec::new();
    let latin = written.script == Script::Latin;
    if written.has(b'v') && written.script != Script::Arabic {
        modes.push(Mode { v_is_w: true, ..filed });
    }
    if latin && written.has(b'w') {
        modes.push(Mode { w_is_v: true, ..filed });
    }
    if latin && written.has(b'j') {
        modes.push(Mode { j_is_y: true, ..filed });
    }
    if latin && written.has(b'x') {
        modes.push(Mode { x_is_kh: true, ..filed });
    }
    if written.after_article().is_some() {
        let no_article = !filed.no_article;
        modes.push(Mode { no_article, ..filed });
    }
    let mut add = |key: Option<String>| {
        if let Some(key) = key
            && keys.len() < MOST_KEYS
            && !keys.contains(&key)
        {
            keys.push(key);
        }
    };
    for mode in modes {
        add(written.read(mode).as_ref().and_then(joined));
    }
    let Some(spelling) = written.read(filed) else {
        return keys;
    };
    if latin && matches!(written.letters.as_slice().first(), Some(b'y')) {
        add(joined(&spelling).map(|key| format!("j{key}")));
    }
    for (place, sound) in spelling.sounds.as_slice().iter().enumerate() {
        for class in sound.other_classes() {
            add(with_class(&spelling, place, class));
        }
    }
    if written.script == Script::Arabic {
        for place in waws(&spelling) {
            add(with_waw(&spelling, place));
        }
    }
    keys
}

fn joined(spelling: &Spelling) -> Option<String> {
    let sounds = spelling.sounds.as_slice();
    (sounds.len() >= FEWEST).then(|| {
        let mut key = String::with_capacity(sounds.len());
        key.extend(sounds.iter().map(|sound| sound.class()));
        key
    })
}

fn with_class(spelling: &Spelling, place: usize, class: &str) -> Option<String> {
    let sounds = spelling.sounds.as_slice();
    (sounds.len() >= FEWEST).then(|| {
        let mut key = String::with_capacity(sounds.len() + 1);
        for (at, sound) in sounds.iter().enumerate() {
            if at == place {
                key.push_str(class);
            } else {
                key.push(sound.class());
            }
        }
        key
    })
}

/// The gaps that hold a waw, which may have been printed as v.
fn waws(spelling: &Spelling) -> impl Iterator<Item = usize> + '_ {
    let gaps = spelling.gaps.as_slice().iter().enumerate();
    gaps.filter(|(_, gap)| gap.as_slice().contains(&b'W')).map(|(at, _)| at)
}

fn with_waw(spelling: &Spelling, gap: usize) -> Option<String> {
    let mut key: String = spelling.sounds.as_slice().iter().map(|sound| sound.class()).collect();
    key.insert(gap.min(key.len()), 'f');
    (key.len() >= FEWEST).then_some(key)
}
