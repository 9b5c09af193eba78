//! Bodies that a report names, with the line where it does: those of the gazetteer, and names that are
//! built as bodies' names are: a word for what they are (`Ministry`, `Party`) with capitalised words
//! before it or `of …` behind it. A definition, `Full Name (ABC)`, ties the letters to the name.

use super::gazetteer::{self, Head, Hit, Kind};
use super::letters::definitions;
use super::near::{Word, after, before, begins_sentence};
use super::passage::Passage;
use super::words::{in_list, is_office, starts_sentence};
use crate::report::Organisation;
use std::ops::Range;

const NAMED: &str = "organisation-named";
const BUILT: &str = "organisation-by-its-kind";
const DEFINED: &str = "organisation-with-its-letters";

/// Bodies that are kept of one report.
pub(super) const MOST: usize = 30;

/// Words before a body's kind that tell no body from another.
const GENERIC: &str = "armed security coalition joint allied special ground local regional federal city executive editorial opposition \
    ruling political interim caretaker air military district provincial general organizing organising steering working technical \
    advisory western eastern northern southern home task peacekeeping premier champions major minor super trade credit labor \
    parliamentary presidential senior top entire own public private foreign-backed rebel government civil transitional police \
    country's state";

/// What ministries are for: `Ministry of Labour and Social Affairs` is one.
const SUBJECTS: &str = "affairs development trade industry commerce security defence defense culture sport sports tourism energy \
    mineral minerals resources finance planning research technology science sciences education health welfare labour labor housing \
    transport infrastructure environment water agriculture fisheries forestry communications information religious human rights social \
    integration investment industrial economic economy public works higher heritage antiquities youth women international foreign \
    cooperation crafts consumer natural rural local regional reconstruction municipalities electricity power petroleum gas mining media \
    justice interior immigration innovation digital climate food nutrition family population endowments martyrs anfal displacement";

/// Words that end what a body is for.
const ENDS: &str = "affairs security defence defense interior education health finance justice culture trade commerce labour \
    agriculture energy tourism transport environment sports foreign";

/// The bodies of the passages, each once, by first appearance; their places are masked, for a place in
/// a body's name is none of the report's.
pub(super) fn read(passages: &mut [Passage<'_>], people: &[&str]) -> Vec<Organisation> {
    let letters = definitions(passages);
    let mut found: Vec<Organisation> = Vec::new();
    for passage in passages {
        let mut names: Vec<(Range<usize>, String, &'static str)> = Vec::new();
        for (full, name) in letters
            .iter()
            .filter(|definition| definition.line == passage.line)
            .map(|d| (&d.range, &d.name))
        {
            names.push((full.clone(), name.clone(), DEFINED));
        }
        for hit in &passage.hits {
            if let Kind::Head(head) = hit.name.kind
                && let Some(range) = built(passage, hit, head)
                && let Some(words) = passage.text.get(range.clone())
                && let Some(words) = without_person(words, people)
                && range.start + words.len() >= hit.range.end
            {
                let range = range.start..range.start + words.len();
                names.push((range, words.to_owned(), BUILT));
            }
        }
        for hit in passage.hits.iter().filter(|hit| hit.name.kind == Kind::Body) {
            let inside = names
                .iter()
                .any(|(range, ..)| range.start <= hit.range.start && hit.range.end <= range.end && *range != hit.range);
            let words = passage.text.get(hit.range.clone()).unwrap_or_default();
            if !inside && !passage.is_masked(&hit.range) && is_body(passage, hit, words) {
                let defined = letters.iter().find(|definition| definition.letters == words);
                let name = defined.map_or_else(|| hit.name.shown.to_owned(), |definition| definition.name.clone());
                names.push((hit.range.clone(), name, NAMED));
            }
        }
        ministries(passage.text, &mut names);
        names.sort_by_key(|(range, ..)| (range.start, std::cmp::Reverse(range.end)));
        for (range, name, rule) in names {
            let words = passage.text.get(range.clone()).unwrap_or_default();
            let overlaps = passage.is_masked(&range);
            passage.masks.push(range);
            let name = shown(&name);
            if !overlaps && found.len() < MOST && !found.iter().any(|known| known.name.eq_ignore_ascii_case(&name)) {
                let evidence = passage.evidence(words, rule);
                found.push(Organisation { name, evidence });
            }
        }
    }
    found
}

/// `Committee for Security Ana Sousa`: somebody's name is none of the body's.
fn without_person<'w>(words: &'w str, people: &[&str]) -> Option<&'w str> {
    let first = |name: &str| {
        let given = name.split(' ').next().unwrap_or_default().to_owned();
        (name.contains(' ') && words.ends_with(name.rsplit(' ').next().unwrap_or_default()))
            .then(|| words.rfind(&format!(" {given} ")))
            .flatten()
    };
    match people.iter().find_map(|name| first(name)) {
        Some(at) => words.get(..at),
        None => Some(words),
    }
}

/// The name in one spelling: without the points of `U.S.`, and as the gazetteer has it.
fn shown(name: &str) -> String {
    let name = name
        .strip_prefix("the ")
        .or_else(|| name.strip_prefix("The "))
        .unwrap_or(name);
    if let Some(known) = gazetteer::look_up(name).filter(|known| known.kind == Kind::Body) {
        return known.shown.to_owned();
    }
    name.replace("U.S.", "US")
        .replace("U.K.", "UK")
        .replace("U.N.", "UN")
        .replace("E.U.", "EU")
}

/// Letters alone mean nothing where all are capitals, nor do those of an address.
fn is_body(passage: &Passage<'_>, hit: &Hit, words: &str) -> bool {
    let cased = words.chars().any(|c| c.is_uppercase() || c.is_lowercase());
    let abbreviation = cased && !words.chars().any(char::is_lowercase) && !words.contains(' ');
    let front = passage
        .text
        .get(..hit.range.start)
        .and_then(|head| head.chars().next_back());
    let shouted = abbreviation && passage.capitals;
    !shouted && !matches!(front, Some('@' | '.'))
}

/// The stretch of a body's name around a word for what it is.
fn built(passage: &Passage<'_>, hit: &Hit, head: Head) -> Option<Range<usize>> {
    if passage.loose || passage.is_masked(&hit.range) {
        return None;
    }
    let text = passage.text;
    let romance = head == Head::Romance;
    let behind = if romance {
        romance_complement(text, hit.range.end)
    } else {
        complement(text, hit.range.end).filter(|_| !leaves_for_place(passage, hit.range.end))
    };
    let (start, words, generic) = if romance {
        (hit.range.start, 0, false)
    } else {
        run_before(passage, hit.range.start)?
    };
    let enough = match head {
        Head::Any => behind.is_some() || words >= 1,
        Head::Two => behind.is_some() || words >= 2,
        Head::Of | Head::Romance => behind.is_some(),
    };
    // `Security Council Committee`: the last word for a kind is the one that counts.
    let next = after(text, hit.range.end).filter(|word| word.joined && word.is_capital());
    let goes_on = behind.is_none()
        && next.is_some_and(|next| {
            passage
                .hits
                .iter()
                .any(|other| other.range.start == next.start && matches!(other.name.kind, Kind::Head(Head::Any)))
        });
    // `the Territorial Administration Minister`: an office, whatever the body is called.
    let office = behind.is_none() && next.is_some_and(|next| matches!(next.text, "Minister" | "Ministers"));
    (enough && !goes_on && !office && (behind.is_some() || !generic)).then(|| start..behind.unwrap_or(hit.range.end))
}

/// The capitalised words before a body's kind: where they start, how many, and whether they tell
/// nothing. `None` when they are the end of another name.
fn run_before(passage: &Passage<'_>, head: usize) -> Option<(usize, usize, bool)> {
    let text = passage.text;
    let (mut start, mut count, mut generic) = (head, 0, true);
    while count < 7 {
        let Some(word) = before(text, start) else { break };
        let folded = word.folded();
        if !word.joined || word.text.ends_with(['’', '\'']) {
            break;
        }
        if !word.is_capital() {
            return match &*folded {
                "of" | "for" if count > 0 => before(text, word.start)
                    .is_none_or(|name| !name.is_capital() || is_office(&name.folded()))
                    .then_some((start, count, generic)),
                "and" | "&" if count > 0 => before(text, word.start)
                    .is_none_or(|name| !name.is_capital() || ends_name(passage, name))
                    .then_some((start, count, generic)),
                _ => Some((start, count, generic)),
            };
        }
        let first = begins_sentence(text, word.start);
        let starter = starts_sentence(&folded)
            || (first && (folded.ends_with("ing") || folded.ends_with("ed")) && !folded.starts_with("united"));
        // `US-led Coalition`, `Camilo/Reuters Agency`
        let compound = word.text.contains('/')
            || word
                .text
                .rsplit_once('-')
                .is_some_and(|(_, last)| in_list("led backed based run owned born", last));
        let shortened = text.get(word.end..).is_some_and(|rest| rest.starts_with(". "));
        if starter || compound || is_office(&folded) || shortened {
            break;
        }
        generic &= in_list(GENERIC, &folded);
        start = word.start;
        count += 1;
    }
    Some((start, count, generic))
}

/// A name that was recognised ends with this word.
fn ends_name(passage: &Passage<'_>, word: Word<'_>) -> bool {
    passage.hits.iter().any(|hit| hit.range.end == word.end)
}

/// Links of a name that are followed, `and` and `of`: no body has so many, and each name in a row of them would be
/// read to the end of the row.
const MOST_LINKS: usize = 12;

/// `of the Interior`, `of Labour and Social Affairs`, `for Women of Quito`: where it ends.
fn complement(text: &str, at: usize) -> Option<usize> {
    let link = after(text, at).filter(|word| word.joined && !word.closed)?;
    if matches!(link.text, "de" | "del" | "des" | "du") || link.text.starts_with("d’") || link.text.starts_with("d'")
    {
        return romance_complement(text, at);
    }
    if !matches!(link.text, "of" | "for") {
        return None;
    }
    let mut end = names_behind(text, link.end)?;
    for _ in 0..MOST_LINKS {
        let Some(and) = after(text, end).filter(|word| word.joined && !word.closed) else {
            break;
        };
        let next = after(text, and.end).filter(|word| word.joined && word.is_capital());
        end = match (and.text, next) {
            ("and" | "&", Some(next)) if in_list(SUBJECTS, &next.folded()) => names_behind(text, and.end)?,
            ("of", Some(_)) => names_behind(text, and.end)?,
            ("of", None) => match after(text, and.end).filter(|word| word.text == "the") {
                Some(_) => match names_behind(text, and.end) {
                    Some(end) => end,
                    None => break,
                },
                None => break,
            },
            _ => break,
        };
    }
    Some(end)
}

/// `left the University for Tokyo`
fn leaves_for_place(passage: &Passage<'_>, at: usize) -> bool {
    let Some(link) = after(passage.text, at).filter(|word| word.text == "for") else {
        return false;
    };
    let place = |hit: &&Hit| {
        matches!(
            hit.name.kind,
            Kind::Country | Kind::Place | Kind::Ambiguous | Kind::Short
        )
    };
    let mut places = passage.hits.iter().filter(place);
    places.any(|hit| hit.range.start == link.end + 1)
}

/// Up to five capitalised words, `the` before them allowed; an office ends them.
fn names_behind(text: &str, at: usize) -> Option<usize> {
    let mut from = at;
    if let Some(the) = after(text, at).filter(|word| word.joined && matches!(word.text, "the" | "The")) {
        from = the.end;
    }
    let mut end = None;
    let mut of_office = false;
    for nth in 0..5 {
        let Some(word) = after(text, from).filter(|word| word.joined && word.is_capital()) else {
            break;
        };
        let folded = word.folded();
        let day = !is_office(&folded) && starts_sentence(&folded);
        let office = is_office(&folded);
        of_office |= nth == 0 && office;
        if day || word.text.contains(['/', '@']) || (nth > 0 && office != of_office) || in_list("honour honor", &folded)
        {
            break;
        }
        end = Some(word.end);
        from = word.end;
        // `for Security Ana Sousa`: a name follows what the body is for.
        if word.closed || (in_list(ENDS, &folded) && capitals_behind(text, from) >= 2) {
            break;
        }
    }
    end
}

/// Capitalised words behind `at`, counted up to two.
fn capitals_behind(text: &str, at: usize) -> usize {
    let capital =
        |at| after(text, at).filter(|word: &Word<'_>| word.joined && word.is_capital() && !is_office(&word.folded()));
    match capital(at) {
        Some(first) if !first.closed => 1 + usize::from(capital(first.end).is_some()),
        first => usize::from(first.is_some()),
    }
}

/// `de Relaciones Exteriores`, `des Affaires étrangères`, `Popular`.
fn romance_complement(text: &str, at: usize) -> Option<usize> {
    let mut from = at;
    let mut end = None;
    for _ in 0..9 {
        let Some(word) = after(text, from).filter(|word| word.joined) else {
            break;
        };
        let small = matches!(
            word.text,
            "de" | "del"
                | "des"
                | "du"
                | "di"
                | "della"
                | "do"
                | "da"
                | "dos"
                | "das"
                | "la"
                | "las"
                | "los"
                | "les"
                | "le"
                | "y"
                | "et"
                | "e"
        );
        let behind_apostrophe = ["d’", "d'", "l’", "l'"].iter().any(|article| {
            word.text
                .strip_prefix(article)
                .is_some_and(|rest| rest.starts_with(char::is_uppercase))
        });
        let adjective = end.is_some()
            && matches!(
                word.text,
                "étrangères"
                    | "extérieures"
                    | "étrangère"
                    | "nationale"
                    | "sociales"
                    | "humains"
                    | "française"
                    | "européenne"
            );
        if word.is_capital() || behind_apostrophe || adjective {
            if is_office(&word.folded()) || word.text.contains(['/', '@']) {
                break;
            }
            end = Some(word.end);
        } else if !small || word.closed {
            break;
        }
        from = word.end;
        if word.closed {
            break;
        }
    }
    end
}

/// `وزارة الخارجية`: a ministry and what it is for.
fn ministries(text: &str, names: &mut Vec<(Range<usize>, String, &'static str)>) {
    const MINISTRY: &str = "وزارة";
    for (at, _) in text.match_indices(MINISTRY) {
        let end = at + MINISTRY.len();
        if let Some(word) = after(text, end).filter(|word| word.joined && word.text.starts_with("ال")) {
            let taken = names.iter().any(|(range, ..)| range.start <= at && at < range.end);
            if !taken {
                names.push((at..word.end, format!("{MINISTRY} {}", word.text), BUILT));
            }
        }
    }
}
