//! `/people`: everybody named in the archive; `/people.json` the same for programs.

use crate::report::slug;
use crate::search::{
    Beginning, MAX_LIMIT, MAX_QUERY_CHARS, NAME_WORDS, Named, OTHER_SCRIPTS, Params, PeopleList, PeopleRequest,
};
use crate::web::Error;
use crate::web::frame::Frame;
use crate::web::here::{Here, filters};
use crate::web::link_header::links_header;
use crate::web::links::{Given, below, results, search_for};
use crate::web::pages::conventions::NOT_INDEXED;
use crate::web::pages::paging;
use crate::web::show;
use crate::web::site::{Site, fingerprint};
use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::Serialize;

/// People on a page unless `limit` says otherwise.
const LIMIT: usize = 50;
/// Pages end at this person.
const LAST: usize = 10_000;
/// Letters of a beginning.
pub(super) const LETTERS: usize = 40;
/// The parameters of the list.
const KNOWN: [&str; 4] = ["q", "letter", "page", "limit"];

#[derive(Template)]
#[template(path = "people.html")]
struct Page {
    frame: Frame,
    /// `1,234 people are`.
    all: String,
    heading: String,
    q: String,
    letter: String,
    letters: Vec<Letter>,
    further: Vec<Letter>,
    notices: Vec<String>,
    people: Vec<PersonView>,
    none: bool,
    order: &'static str,
    /// `1 to 50 of 1,234`.
    range: String,
    first: String,
    /// The same words, looked for in reports.
    search: String,
    previous: Option<String>,
    next: Option<String>,
    json: String,
}

/// Names that begin so.
struct Letter {
    letters: String,
    people: String,
    href: String,
    chosen: bool,
}

/// Somebody in the list.
pub(super) struct PersonView {
    pub name: String,
    pub href: String,
    pub reports: String,
    pub meetings: String,
}

impl PersonView {
    pub(super) fn new(named: &Named) -> Self {
        Self {
            name: named.name.clone(),
            href: show::person_path(&named.slug),
            reports: show::number(named.reports),
            meetings: show::number(named.meetings as u64),
        }
    }
}

/// `/people`.
pub(in crate::web) async fn people(
    State(site): State<Site>,
    Given(params): Given,
    here: Here,
) -> Result<Response, Error> {
    let asked = Asked::read(&params)?;
    let (list, letters, further) = {
        let request = asked.request();
        site.ask(move |archive| {
            let further = match request.beginning.as_str() {
                "" | OTHER_SCRIPTS => Vec::new(),
                beginning => archive.beginnings(beginning)?,
            };
            Ok((archive.people(&request)?, archive.beginnings("")?, further))
        })
        .await?
    };
    let links = asked.links(&here, "/people", &list);
    let page = Page::new(&asked, list, letters, further);
    Ok((links, here.html(&page)?).into_response())
}

/// `/people.json`.
pub(in crate::web) async fn people_json(
    State(site): State<Site>,
    Given(params): Given,
    here: Here,
) -> Result<Response, Error> {
    let asked = Asked::read(&params)?;
    let request = asked.request();
    let list = site.ask(move |archive| archive.people(&request)).await?;
    let links = asked.links(&here, "/people.json", &list);
    let next = asked
        .has_next(&list)
        .then(|| here.href(&asked.at("/people.json", asked.page + 1)));
    let answer = Json(Answer {
        total: list.total,
        respelled: list.respelled,
        people: list.people.iter().map(|named| Listed::new(named, &here)).collect(),
        next,
        notices: asked.notices,
    });
    let headers = ([NOT_INDEXED], fingerprint(&site.state()), links);
    Ok((headers, answer).into_response())
}

/// The part of the list that was asked for.
struct Asked {
    q: String,
    letter: String,
    page: usize,
    limit: usize,
    /// What was not understood.
    notices: Vec<String>,
}

impl Asked {
    fn read(params: &Params) -> Result<Self, Error> {
        let limit = paging::limit(params, LIMIT, MAX_LIMIT)?;
        let page = paging::page(params, LAST / limit)?;
        let q = params.get("q").unwrap_or_default().trim().to_owned();
        if q.chars().count() > MAX_QUERY_CHARS {
            return Err(Error::Bad(format!(
                "A name has at most {MAX_QUERY_CHARS} characters here."
            )));
        }
        let letter = params.get("letter").unwrap_or_default().trim();
        let folded = slug(letter);
        let are_letters = letter.chars().all(char::is_alphabetic);
        if letter.chars().count() > LETTERS || folded.is_empty() != letter.is_empty() || !are_letters {
            return Err(Error::Bad(format!(
                "“letter” is the beginning of the last word of a name, or “{OTHER_SCRIPTS}”."
            )));
        }
        let mut unknown: Vec<&str> = Vec::new();
        for (name, _) in &params.pairs {
            if !KNOWN.contains(&name.as_str()) && !unknown.contains(&name.as_str()) && unknown.len() < 10 {
                unknown.push(name);
            }
        }
        let notice = |name: &&str| {
            let short: String = name.chars().take(40).collect();
            format!("“{short}” is no parameter of this list and was ignored.")
        };
        let mut notices: Vec<String> = unknown.iter().map(notice).collect();
        if q.split_whitespace().count() > NAME_WORDS {
            notices.push(format!(
                "Only the first {NAME_WORDS} words of the name were looked for."
            ));
        }
        Ok(Self {
            notices,
            q,
            letter: folded,
            page,
            limit,
        })
    }

    fn request(&self) -> PeopleRequest {
        PeopleRequest {
            q: self.q.clone(),
            beginning: self.letter.clone(),
            offset: (self.page - 1) * self.limit,
            limit: self.limit,
        }
    }

    fn has_next(&self, list: &PeopleList) -> bool {
        self.page < LAST / self.limit && self.page * self.limit < list.total
    }

    fn before(&self, list: &PeopleList) -> Option<usize> {
        paging::before(self.page, self.limit, list.total)
    }

    /// Where the list goes on, for programs.
    fn links(&self, here: &Here, path: &str, list: &PeopleList) -> HeaderMap {
        let mut links = Vec::new();
        if self.has_next(list) {
            links.push(("next", self.at(path, self.page + 1), None));
        }
        if let Some(before) = self.before(list) {
            links.push(("prev", self.at(path, before), None));
        }
        links.push(("first", self.at(path, 1), None));
        links_header(here, &links)
    }

    fn at(&self, path: &str, page: usize) -> String {
        let mut params = Params::default();
        let mut add = |name: &str, value: &str| {
            if !value.is_empty() {
                params = params.with(name, value);
            }
        };
        add("q", &self.q);
        add("letter", &self.letter);
        if self.limit != LIMIT {
            add("limit", &self.limit.to_string());
        }
        // Last, for any other parameter leads back to the first page.
        if page > 1 {
            add("page", &page.to_string());
        }
        below(path, &params)
    }

    /// Search engines keep the whole list and its letters, and no other part of it.
    fn frame(&self, list: &PeopleList) -> Frame {
        let title = match (self.q.as_str(), self.letter.as_str()) {
            ("", "") => "People".to_owned(),
            ("", OTHER_SCRIPTS) => "People: other scripts".to_owned(),
            ("", letter) => format!("People: {}", capital(letter)),
            (q, _) => format!("People: {q}"),
        };
        let frame = Frame::of_page(&title, self.page)
            .about("Everybody named in the reports of this archive: how they are called, their offices, whom they met.")
            .at(self.at("/people", self.page));
        if self.limit == LIMIT && self.q.is_empty() && !list.people.is_empty() {
            frame
        } else {
            frame.hidden()
        }
    }
}

/// `sa` as the beginning of a name: `Sa`.
fn capital(letters: &str) -> String {
    let mut chars = letters.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}

impl Page {
    fn new(asked: &Asked, list: PeopleList, letters: Vec<Beginning>, further: Vec<Beginning>) -> Self {
        let all: usize = letters.iter().map(|letter| letter.people).sum();
        let letter = |beginning: Beginning| {
            let other = beginning.letters == OTHER_SCRIPTS;
            Letter {
                people: show::count(beginning.people as u64, "person", "people"),
                href: below("/people", &Params::default().with("letter", &beginning.letters)),
                chosen: match other {
                    true => asked.letter == OTHER_SCRIPTS,
                    false => asked.letter != OTHER_SCRIPTS && asked.letter.starts_with(&beginning.letters),
                },
                letters: if other {
                    "Other scripts".to_owned()
                } else {
                    capital(&beginning.letters)
                },
            }
        };
        // The last come first where they are pages of letters.
        let mut letters: Vec<Letter> = letters.into_iter().map(letter).collect();
        letters.sort_by_key(|letter| letter.letters.len() > 1);
        let mut notices = asked.notices.clone();
        if !list.respelled.is_empty() {
            notices.push(format!("Also looked for {}.", list.respelled.join(", ")));
        }
        if list.cut {
            notices.push("More names begin so than were looked at; more letters find the others.".to_owned());
        }
        let first = (asked.page - 1) * asked.limit;
        Self {
            frame: asked.frame(&list),
            all: match all {
                1 => "1 person is".to_owned(),
                n => format!("{} are", show::count(n as u64, "person", "people")),
            },
            heading: match (asked.q.as_str(), asked.letter.as_str()) {
                ("", "") => "Everybody".to_owned(),
                ("", OTHER_SCRIPTS) => "Names in other scripts".to_owned(),
                ("", letter) => format!("Last words that begin with {}", capital(letter)),
                (q, _) => format!("Names with “{q}”"),
            },
            order: match (asked.q.is_empty(), asked.letter.is_empty()) {
                (true, false) => "by the last word of the name",
                _ => "those in most reports first",
            },
            range: match list.people.len() {
                0 => String::new(),
                shown => format!(
                    "{} to {} of {}",
                    show::number(first as u64 + 1),
                    show::number((first + shown) as u64),
                    show::number(list.total as u64)
                ),
            },
            q: asked.q.clone(),
            letter: asked.letter.clone(),
            letters,
            further: if list.total > LIMIT && asked.q.is_empty() {
                further.into_iter().map(letter).collect()
            } else {
                Vec::new()
            },
            notices,
            none: all == 0,
            first: asked.at("/people", 1),
            search: results(&search_for("q", &asked.q)),
            previous: asked.before(&list).map(|page| asked.at("/people", page)),
            next: asked.has_next(&list).then(|| asked.at("/people", asked.page + 1)),
            json: asked.at("/people.json", asked.page),
            people: list.people.iter().map(PersonView::new).collect(),
        }
    }
}

/// People of the archive.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PeopleList")]
pub(in crate::web) struct Answer {
    /// People in all.
    total: usize,
    people: Vec<Listed>,
    /// Spellings of the names that were looked for too.
    respelled: Vec<String>,
    /// What was not understood.
    notices: Vec<String>,
    /// Where the next page is, if there is one.
    next: Option<String>,
}

/// Somebody, with how much there is.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "NamedPerson")]
pub(super) struct Listed {
    /// What tells people apart: the name in small letters without accents, words joined by hyphens.
    slug: String,
    /// The name that most reports have.
    name: String,
    /// The page of the person.
    url: String,
    /// Reports that name the person.
    reports: u64,
    /// Meetings that reports tell of; of one that several tell, one.
    meetings: usize,
}

impl Listed {
    pub(super) fn new(named: &Named, here: &Here) -> Self {
        Self {
            slug: named.slug.clone(),
            name: named.name.clone(),
            url: here.href(&show::person_path(&named.slug)),
            reports: named.reports,
            meetings: named.meetings,
        }
    }
}
