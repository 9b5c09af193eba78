//! What stands above the body: headline, kicker, standfirst, section, and the rest.

use super::above;
use super::byline;
use super::draft::{Draft, Piece};
use super::outlet;
use super::text::{fold, pattern, words};
use crate::report::{Role, Stated};
use regex::Regex;
use rustc_hash::FxHashSet;
use std::cell::OnceCell;
use std::sync::LazyLock;

const HEADLINE: &str = "headline";
pub(super) const REPEATED: &str = "headline-again";
pub(super) const KICKER: &str = "kicker";
const SECTION: &str = "section-name";
const STANDFIRST: &str = "standfirst";
const BESIDE: &str = "name-beside-date";
pub(super) const ABOVE: &str = "above-headline";
pub(super) const LEFTOVER: &str = "head-leftover";

/// Chooses the headline among the lines above the body, then labels what stands around it.
pub(super) fn label(draft: &mut Draft<'_>) {
    let Some(at) = choose(draft) else {
        without_headline(draft);
        return;
    };
    let Some(piece) = draft.pieces.get(at) else {
        return;
    };
    let (number, text) = (piece.number, piece.text.clone());
    let (headline, site) = split(draft, at, without_marks(&text));
    if at >= draft.body.start {
        draft.body.start = at + 1;
    }
    if let Some(piece) = draft.pieces.get_mut(at) {
        piece.set(Role::Headline, HEADLINE);
    }
    if let Some(site) = site {
        outlet::claim_title(draft, at, &site);
    }
    let again = fold(&headline);
    let limit = draft.body.start;
    for piece in draft.pieces.iter_mut().take(limit).skip(at + 1) {
        // `(LEAD) Envoy lands in Quito`
        let bare = piece
            .text
            .rsplit_once(") ")
            .map_or(piece.text.as_str(), |(mark, rest)| {
                if mark.starts_with('(') { rest } else { &piece.text }
            });
        let same = piece.fold == again || fold(outlet::split_title(bare).0) == again;
        if same && (piece.is_open() || piece.is(Role::Repeated)) {
            piece.set(Role::Repeated, REPEATED);
        }
    }
    draft.headline = Some(Stated::new(headline, number, text, HEADLINE));
    above::label(draft, at);
    below(draft, at);
}

/// The title without the sign of Markdown before it: `# Envoy lands in Quito`.
fn without_marks(text: &str) -> &str {
    let bare = text.trim_start_matches('#');
    bare.strip_prefix(' ')
        .filter(|_| bare.len() < text.len())
        .unwrap_or(text)
}

/// Labels what stands around a headline that is known.
pub(super) fn label_around(draft: &mut Draft<'_>, at: usize) {
    above::label(draft, at);
    below(draft, at);
}

/// `Venue: …`, `Participants: …`: particulars that belong to the text.
static PARTICULARS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:event\s+date|date\s+and\s+time|time|venue|location|place|participants?|attendees|present|speakers?|chair|subject|re|host|organi[sz]er|duration|language)\s*[:：]\s*\S",
    )
});

/// A page title is cut when its first part stands again as a line, or a bar sets the site off.
fn split(draft: &Draft<'_>, at: usize, text: &str) -> (String, Option<String>) {
    // However long the site's name: when the words before it stand again, they are the headline.
    for sign in [" | ", " – ", " — ", " - ", " > ", " :: "] {
        let Some((first, rest)) = text.split_once(sign) else {
            continue;
        };
        let folded = fold(first);
        if first.split_whitespace().count() >= 3
            && draft
                .pieces
                .iter()
                .enumerate()
                .any(|(index, piece)| index != at && piece.fold == folded)
        {
            return (first.trim().to_owned(), Some(rest.trim().to_owned()));
        }
    }
    let (headline, site) = outlet::split_title(text);
    let Some(site) = site else {
        return (text.to_owned(), None);
    };
    let folded = fold(headline);
    let again = draft
        .pieces
        .iter()
        .enumerate()
        .any(|(index, piece)| index != at && piece.fold == folded);
    let site_again = draft
        .outlets
        .iter()
        .any(|claim| fold(&claim.stated.value).replace(' ', "") == fold(site).replace(' ', ""));
    if again || site_again || text.contains(" | ") || (at == 0 && outlet::is_press_name(site)) {
        (headline.to_owned(), Some(site.to_owned()))
    } else {
        (text.to_owned(), None)
    }
}

/// Lines of a file among which the headline is looked for; what stands lower is none.
const TOP: usize = 200;

/// The best line to be the headline; none when nothing above the body looks like one.
fn choose(draft: &Draft<'_>) -> Option<usize> {
    let body = body_words(draft);
    let start = draft.body.start.min(draft.pieces.len());
    let mut best: Option<(f32, usize)> = None;
    for index in 0..start.min(TOP) {
        let Some(piece) = draft.pieces.get(index) else {
            continue;
        };
        let Some(score) = score(draft, index, piece, &body) else {
            continue;
        };
        if best.is_none_or(|(top, _)| score > top + 0.01) {
            best = Some((score, index));
        }
    }
    if let Some((score, index)) = best
        && score >= 1.0
    {
        return Some(index);
    }
    // The first line of the body may be a headline that ends like a sentence.
    let lead = draft.pieces.get(start).filter(|piece| piece.is_open())?;
    let nothing_above = draft
        .pieces
        .iter()
        .take(start)
        .all(|piece| !piece.is_open() || draft.phrases.is_section(&piece.fold));
    let next = draft.pieces.get(start + 1)?;
    let head_follows = next.is(Role::Byline)
        || next.is(Role::Date)
        || next.is(Role::Caption)
        || super::dateline::read(&next.text).is_some();
    let short = lead.shape.words <= 24 && lead.shape.inner_stops == 0 && !lead.shape.is_bullet;
    let unlike_text = !lead.text.ends_with('.') && !lead.shape.starts_quote || head_follows;
    (nothing_above && short && unlike_text && super::dateline::read(&lead.text).is_none() && draft.body.len() > 1)
        .then_some(start)
}

/// The only line above the first date, byline or running text that may be the headline.
pub(super) fn lone(draft: &Draft<'_>) -> Option<usize> {
    let ends = |piece: &Piece| {
        piece.is(Role::Date)
            || piece.is(Role::Byline)
            || piece.is_body_like()
            || super::dateline::read(&piece.text).is_some()
    };
    let end = draft.pieces.iter().take(TOP).position(ends)?;
    let may_be_headline = |index: &usize| {
        draft.pieces.get(*index).is_some_and(|piece| {
            may_head(piece)
                && (piece.shape.words >= 3 || !piece.shape.has_case)
                && !piece.text.ends_with('.')
                && !draft.phrases.is_section(&piece.fold)
                && !draft.phrases.is_kind_of_notice(&piece.fold)
                && !draft.phrases.is_made_of_furniture(&piece.fold)
        })
    };
    let mut lines = (0..end).filter(may_be_headline);
    lines.next().filter(|_| lines.next().is_none())
}

/// Words of the first paragraphs that stand above them too, for comparing.
fn body_words<'d>(draft: &'d Draft<'_>) -> FxHashSet<&'d str> {
    let (mut above, mut words) = (FxHashSet::default(), FxHashSet::default());
    let head = draft.pieces.iter().take(draft.body.start.min(TOP));
    for piece in head.filter(|piece| may_head(piece)) {
        each_gram(&piece.fold, |gram| {
            above.insert(gram);
        });
    }
    let first = draft.pieces.iter().skip(draft.body.start);
    for piece in first
        .take(draft.body.len().min(12))
        .filter(|piece| piece.is_body_like())
    {
        each_gram(&piece.fold, |gram| {
            if above.contains(gram) {
                words.insert(gram);
            }
        });
    }
    words
}

/// Of the shape of a headline, and no other rule has claimed it.
fn may_head(piece: &Piece) -> bool {
    piece.is_open()
        && (piece.shape.is_headline_like() || (piece.shape.starts_quote && piece.shape.words <= 30))
        && !piece.shape.ends_colon
}

/// What two texts are compared by: the beginnings of their words, for endings differ; pairs of letters
/// in scripts without spaces.
fn each_gram<'t>(folded: &'t str, mut take: impl FnMut(&'t str)) {
    for word in words(folded) {
        if word.is_ascii() {
            if word.len() > 3 {
                take(word.get(..5).unwrap_or(word));
            }
        } else if word.chars().any(super::shape::is_unspaced) {
            let next = word.char_indices().skip(1);
            let pairs = word.char_indices().zip(next);
            pairs
                .filter_map(|((start, _), (at, c))| word.get(start..at + c.len_utf8()))
                .for_each(&mut take);
        } else {
            let end = word.char_indices().nth(5).map_or(word.len(), |(end, _)| end);
            word.get(..end).into_iter().for_each(&mut take);
        }
    }
}

/// How many grams a line has, and how many of them the first paragraphs have too.
fn shared(piece: &Piece, body: &FxHashSet<&str>) -> (usize, usize) {
    let (mut words, mut shared) = (0_usize, 0_usize);
    each_gram(&piece.fold, |gram| {
        words += 1;
        shared += usize::from(body.contains(gram));
    });
    (words, shared)
}

/// Whether a date stands above the line, and above that what tells of the same as the text: the headline
/// is there, and below it stands the text of a picture.
fn stands_below_head(draft: &Draft<'_>, index: usize, body: &FxHashSet<&str>) -> bool {
    let above = draft.pieces.get(..index).unwrap_or_default();
    let date = above.iter().rposition(|piece| piece.is(Role::Date)).unwrap_or(0);
    let mut heads = above.iter().take(date);
    heads.any(|piece| may_head(piece) && piece.shape.words >= 4 && shared(piece, body).1 >= 2)
}

fn score(draft: &Draft<'_>, index: usize, piece: &Piece, body: &FxHashSet<&str>) -> Option<f32> {
    if !may_head(piece) {
        return None;
    }
    let next = draft
        .pieces
        .iter()
        .skip(index + 1)
        .find(|next| !next.is_only(Role::Furniture));
    let before_meta = next.is_some_and(|next| next.is(Role::Date) || next.is(Role::Byline));
    // `Envoys Meet` is a headline where one is due.
    let short = piece.shape.words < 3 && piece.shape.has_case;
    let tells = before_meta && super::masthead::tells(&piece.text);
    if draft.phrases.is_section(&piece.fold) || short && !tells || stands_below_head(draft, index, body) && !before_meta
    {
        return None;
    }
    let (words, shared) = shared(piece, body);
    let overlap = shared as f32 / words.max(1) as f32;
    let mut score = 3.0 * overlap + (shared.min(3) as f32) * 0.35;
    if piece.shape.words >= 5 {
        score += 1.0;
    }
    // The headline stands above the standfirst, and is the shorter of the two.
    let above = draft
        .pieces
        .iter()
        .take(index)
        .filter(|above| above.is_open() && above.shape.words >= 5 && above.shape.is_headline_like())
        .count();
    score -= 1.1 * above.min(3) as f32;
    let just_above = index
        .checked_sub(1)
        .and_then(|before| draft.pieces.get(before))
        .filter(|before| before.is_open() && before.shape.is_headline_like());
    if just_above.is_some_and(|before| before.shape.words >= 6 && before.shape.words < piece.shape.words) {
        score -= 1.5;
    }
    score -= 0.08 * piece.shape.words.saturating_sub(14) as f32;
    let bare = fold(outlet::split_title(&piece.text).0);
    let again = draft
        .pieces
        .iter()
        .skip(index + 1)
        .any(|other| other.is(Role::Repeated) && other.fold == piece.fold || other.fold == bare);
    if again {
        score += 2.0;
    }
    let last_of_head = draft
        .pieces
        .iter()
        .take(draft.body.start)
        .skip(index + 1)
        .all(|next| !next.is_open());
    if last_of_head || before_meta {
        score += 0.5;
    }
    if piece.text.ends_with('.') {
        score -= 1.5;
    }
    if piece.shape.starts_quote && piece.shape.ends_sentence {
        score -= 1.0;
    }
    // Below a byline or a caption a line of capitals alone is a strip of tags.
    let below = draft
        .pieces
        .iter()
        .take(index)
        .any(|above| above.is(Role::Byline) || above.is(Role::Caption));
    if below {
        score -= if piece.shape.lower_long == 0 && piece.shape.has_case {
            4.0
        } else {
            1.5
        };
    }
    if index + 1 == draft.pieces.len() {
        return None;
    }
    Some(score)
}

/// Lines between the headline and the body.
fn below(draft: &mut Draft<'_>, headline: usize) {
    let words_told = OnceCell::new();
    let mut below_meta = false;
    for index in headline + 1..draft.body.start {
        let above = draft.pieces.get(index - 1);
        below_meta |= above.is_some_and(|above| above.is(Role::Byline) || above.is(Role::Date));
        let Some(piece) = draft.pieces.get(index).filter(|piece| piece.is_open()) else {
            continue;
        };
        let beside_date = [index.checked_sub(1), Some(index + 1)]
            .into_iter()
            .flatten()
            .any(|at| at != headline && draft.pieces.get(at).is_some_and(|near| near.is(Role::Date)));
        if draft.phrases.is_kind_of_notice(&piece.fold) {
            set(draft, index, Role::Kicker, KICKER);
        } else if draft.phrases.is_section(&piece.fold) {
            set_section(draft, index);
        } else if PARTICULARS.is_match(&piece.text) {
            set(draft, index, Role::Paragraph, "particulars");
        } else if super::caption::looks_like_head_caption(piece)
            || (after_meta(draft, headline, index)
                && (super::caption::tells_a_picture(piece) || super::caption::names_people(piece)))
            || (below_meta && super::caption::shows_people(piece) && is_told_of(draft, &words_told, &piece.text))
        {
            set(draft, index, Role::Caption, "caption-seen");
        } else if index
            .checked_sub(1)
            .and_then(|before| draft.pieces.get(before))
            .is_some_and(|before| before.is(Role::Byline))
            && byline::is_office(&piece.text)
        {
            set(draft, index, Role::Byline, "office-below-name");
        } else if let Some(name) = byline::named_with_office(&piece.text)
            .or_else(|| byline::pair_of_names(&piece.text).filter(|names| !is_told_of(draft, &words_told, names)))
            .or_else(|| byline::desk(&piece.text))
            .or_else(|| byline::with_address(&piece.text))
        {
            byline::set(draft, index, name);
        } else if beside_date
            && draft.byline.is_none()
            && (2..=4).contains(&piece.shape.words)
            && !piece.text.contains(", ")
            && !names_office(&piece.text)
            && !piece.text.contains(|c: char| c.is_ascii_digit())
            && piece.shape.has_case
            && let Some(name) = byline::name(&piece.text).filter(|name| !is_told_of(draft, &words_told, name))
        {
            byline::set(draft, index, name);
            if let Some(label) = draft.pieces.get_mut(index).and_then(|piece| piece.label.as_mut()) {
                label.rule = BESIDE;
            }
        } else if !super::tags::is_strip(piece) {
            settle_below(draft, index);
        }
    }
}

/// Whether each name in a line stands in the text below: the report is about them, not by them. The words of the
/// text are gathered once.
fn is_told_of(draft: &Draft<'_>, told: &OnceCell<FxHashSet<String>>, line: &str) -> bool {
    let told = told.get_or_init(|| {
        let body = draft.pieces.get(draft.body.clone()).unwrap_or_default().iter();
        let body = body.filter(|piece| piece.is_body_like());
        body.flat_map(|piece| words(&piece.fold)).map(str::to_owned).collect()
    });
    let folded = fold(line);
    let small = |word: &&str| word.is_ascii() && word.len() <= 3;
    let mut names = words(&folded).filter(|word| !small(word)).peekable();
    names.peek().is_some() && names.all(|name| told.contains(name))
}

/// Whether a line has the word of an office.
pub(super) fn names_office(line: &str) -> bool {
    line.split_whitespace().any(|word| NO_PERSON.contains(&word))
}

/// Words of offices, not of people.
const NO_PERSON: [&str; 26] = [
    "President",
    "Minister",
    "Prime",
    "Secretary",
    "Ambassador",
    "Governor",
    "Speaker",
    "Chancellor",
    "Commissioner",
    "Senator",
    "Consul",
    "Envoy",
    "Office",
    "Bureau",
    "Ministry",
    "Department",
    "Press",
    "News",
    "Section",
    "Unit",
    "The",
    "Embassy",
    "Agency",
    "Government",
    "Video",
    "City",
];

/// Below byline and date stand pictures; the standfirst stands above them. Without either, both do.
fn after_meta(draft: &Draft<'_>, headline: usize, index: usize) -> bool {
    let is_meta = |piece: &Piece| piece.is(Role::Byline) || piece.is(Role::Date);
    let below = draft.pieces.get(headline + 1..draft.body.start).unwrap_or_default();
    !below.iter().any(is_meta)
        || draft
            .pieces
            .get(headline + 1..index)
            .unwrap_or_default()
            .iter()
            .any(is_meta)
}

/// What stands below the headline and is nothing else is a standfirst, or too short for one.
fn settle_below(draft: &mut Draft<'_>, index: usize) {
    let Some(piece) = draft.pieces.get(index).filter(|piece| piece.is_open()) else {
        return;
    };
    if piece.shape.words >= 5 || piece.shape.is_prose() {
        set(draft, index, Role::Standfirst, STANDFIRST);
    } else {
        set(draft, index, Role::Furniture, LEFTOVER);
    }
}

/// Labels what the rule for strips of tags left open below the headline.
pub(super) fn label_rest(draft: &mut Draft<'_>) {
    let headline = draft
        .pieces
        .iter()
        .position(|piece| piece.is(Role::Headline))
        .unwrap_or(0);
    for index in headline..draft.body.start.min(draft.pieces.len()) {
        settle_below(draft, index);
    }
}

/// Lines above the body of a report that has no headline.
fn without_headline(draft: &mut Draft<'_>) {
    for index in 0..draft.body.start.min(draft.pieces.len()) {
        let Some(piece) = draft.pieces.get(index).filter(|piece| piece.is_open()) else {
            continue;
        };
        if draft.phrases.is_section(&piece.fold) {
            set_section(draft, index);
        } else if super::caption::looks_like_caption(piece) {
            set(draft, index, Role::Caption, "caption-seen");
        } else if piece.shape.is_prose() {
            set(draft, index, Role::Standfirst, STANDFIRST);
        } else if piece.shape.words <= 12 {
            set(draft, index, Role::Kicker, KICKER);
        } else {
            set(draft, index, Role::Paragraph, LEFTOVER);
        }
    }
}

pub(super) fn set(draft: &mut Draft<'_>, index: usize, role: Role, rule: &'static str) {
    if let Some(piece) = draft.pieces.get_mut(index) {
        piece.set(role, rule);
    }
}

pub(super) fn set_section(draft: &mut Draft<'_>, index: usize) {
    set(draft, index, Role::Section, SECTION);
    if let Some(piece) = draft.pieces.get(index) {
        let stated = Stated::new(piece.text.clone(), piece.number, piece.text.clone(), SECTION);
        draft.section.get_or_insert(stated);
    }
}
