//! Two people: when they last met, and where that is told.

use super::pair_path;
use crate::archive::{self, Archive};
use crate::report::slug;
use crate::search::{Field, Named, Pair, Params, PeopleRequest};
use crate::web::Error;
use crate::web::frame::Frame;
use crate::web::here::{Here, filters};
use crate::web::links::{below, results, search_for};
use crate::web::pages::person::{AttendedView, MEETINGS};
use crate::web::show;
use crate::web::site::Site;
use askama::Template;
use axum::response::Response;

/// People who may be meant by a name that nobody has.
const MEANT: usize = 12;
/// Other spellings of a name that are tried.
const SPELLINGS: usize = 3;

#[derive(Template)]
#[template(path = "pair.html")]
struct Page {
    frame: Frame,
    one: PersonLink,
    other: PersonLink,
    /// `They last met on 4 July 2022, as far as this archive knows.`
    last: String,
    /// `2 reports name both.`, and the search for them.
    both: Option<(String, String)>,
    meetings: Vec<AttendedView>,
    /// More than one of the meetings is of no exact day, so that they may be one.
    may_be_one: bool,
    /// Two who met, and may be the same two: the names of both, their meetings, and their page.
    otherwise: Vec<(String, String, String)>,
    /// `All 40 meetings`, and where they are.
    all: Option<(String, String)>,
    a: String,
    b: String,
}

/// Somebody, with the address of the page.
struct PersonLink {
    name: String,
    href: String,
}

/// What stands instead where a name is nobody's.
#[derive(Template)]
#[template(path = "pair-unknown.html")]
struct Unknown {
    frame: Frame,
    names: Vec<Meant>,
    a: String,
    b: String,
}

/// A name that nobody has, and who may be meant.
struct Meant {
    typed: String,
    people: Vec<PersonLink>,
}

/// The page of two people by slug, or by a name as it is written.
pub(super) async fn pair(site: &Site, here: &Here, a: &str, b: &str) -> Result<Response, Error> {
    let (a, b) = (a.trim().to_owned(), b.trim().to_owned());
    let (one, other) = (slug(&a), slug(&b));
    if one.is_empty() || other.is_empty() {
        return Err(Error::Bad(
            "It takes two people to meet; a name has letters or digits.".to_owned(),
        ));
    }
    if one == other {
        return Err(Error::Bad(
            "It takes two people to meet; both names are those of one.".to_owned(),
        ));
    }
    let answer = site
        .ask(move |archive| Answer::of(archive, (&a, &one), (&b, &other)))
        .await?;
    match answer {
        Answer::Known(page) => here.html(&*page),
        Answer::Unknown(page) => here.html(&page),
    }
}

enum Answer {
    Known(Box<Page>),
    Unknown(Unknown),
}

impl Answer {
    fn of(archive: &Archive, a: (&str, &str), b: (&str, &str)) -> Result<Self, archive::Error> {
        if let Some(pair) = archive.pair(a.1, b.1, MEETINGS)? {
            return Ok(Answer::Known(Box::new(Page::new(archive, pair)?)));
        }
        // Two whom the archivist calls otherwise.
        let [one, other] = [a.1, b.1].map(|slug| archive.settled(slug).unwrap_or_else(|| slug.to_owned()));
        if one != other
            && let Some(pair) = archive.pair(&one, &other, MEETINGS)?
        {
            return Ok(Answer::Known(Box::new(Page::new(archive, pair)?)));
        }
        let mut names = Vec::new();
        for (name, other) in [(a, b), (b, a)] {
            if archive.profile(name.1, 0, 0)?.is_none() {
                names.push(Meant::of(archive, name.0, other.1)?);
            }
        }
        Ok(Answer::Unknown(Unknown {
            frame: Frame::new("Who met whom").hidden(),
            names,
            a: a.0.to_owned(),
            b: b.0.to_owned(),
        }))
    }
}

impl Meant {
    fn of(archive: &Archive, typed: &str, other: &str) -> Result<Self, archive::Error> {
        let request = PeopleRequest {
            q: typed.to_owned(),
            limit: MEANT,
            ..PeopleRequest::default()
        };
        let people = archive.people(&request)?.people.into_iter();
        Ok(Self {
            typed: typed.to_owned(),
            people: people
                .filter(|person| person.slug != other)
                .map(|person| PersonLink {
                    href: pair_path(&person.slug, other),
                    name: person.name,
                })
                .collect(),
        })
    }
}

impl PersonLink {
    fn new(named: &Named) -> Self {
        Self {
            name: named.name.clone(),
            href: show::person_path(&named.slug),
        }
    }
}

impl Page {
    fn new(archive: &Archive, pair: Pair) -> Result<Self, archive::Error> {
        let Pair {
            people,
            total,
            meetings,
        } = pair;
        let [one, other] = &people;
        let named = |person: &Named| format!("{}:\"{}\"", Field::Person.name(), person.name.replace('"', " "));
        let search = search_for("q", &format!("{} {}", named(one), named(other)));
        let reports = match search.read() {
            Ok((request, _)) => archive.search(&request)?.total,
            Err(_) => 0,
        };
        let day = meetings.first().and_then(|met| met.when.exact());
        let times = show::count(total as u64, "meeting", "meetings");
        let last = match (total, day) {
            (0, _) => "No report in this archive tells that they met.".to_owned(),
            (_, Some(day)) => format!(
                "They last met on {}, as far as this archive knows: {times}.",
                show::day(day)
            ),
            (_, None) => format!("They met, on a day that this archive does not know: {times}."),
        };
        let title = format!("{} and {}", one.name, other.name);
        let frame = Frame::new(&title)
            .about(format!("{title}: {last}"))
            .at(pair_path(&one.slug, &other.slug));
        let all = Params::default().with("person", &one.name).with("with", &other.name);
        Ok(Self {
            frame: if total > 0 { frame } else { frame.hidden() },
            both: (reports > 0).then(|| {
                let reports = show::count(reports as u64, "report names both", "reports name both");
                (reports, results(&search))
            }),
            all: (total > meetings.len()).then(|| {
                let words = format!("All {} meetings", show::number(total as u64));
                (words, below("/meetings", &all))
            }),
            may_be_one: meetings.iter().filter(|met| met.when.exact().is_none()).count() > 1,
            otherwise: otherwise(archive, one, other)?,
            meetings: meetings.iter().map(AttendedView::new).collect(),
            last,
            one: PersonLink::new(one),
            other: PersonLink::new(other),
            a: one.name.clone(),
            b: other.name.clone(),
        })
    }
}

/// Those who met and whose names may be other spellings of these two.
fn otherwise(archive: &Archive, one: &Named, other: &Named) -> Result<Vec<(String, String, String)>, archive::Error> {
    let spellings = |person: &Named| -> Result<Vec<String>, archive::Error> {
        let profile = archive.profile(&person.slug, 0, 0)?;
        let alike = profile.into_iter().flat_map(|profile| profile.alike);
        let same = alike.filter(|alike| alike.may_be_same).take(SPELLINGS);
        Ok(std::iter::once(person.slug.clone())
            .chain(same.map(|alike| alike.slug))
            .collect())
    };
    let mut found = Vec::new();
    let (of_one, of_other) = (spellings(one)?, spellings(other)?);
    for a in &of_one {
        for b in &of_other {
            if a == b || (a == &one.slug && b == &other.slug) || (a == &other.slug && b == &one.slug) {
                continue;
            }
            if let Some(pair) = archive.pair(a, b, 0)?
                && pair.total > 0
            {
                let [first, second] = &pair.people;
                found.push((
                    format!("{} and {}", first.name, second.name),
                    show::count(pair.total as u64, "meeting", "meetings"),
                    pair_path(a, b),
                ));
            }
        }
    }
    Ok(found)
}
