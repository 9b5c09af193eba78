//! `/meetings`: who met whom over time, narrowed to people, places, outlets and days; in other forms
//! for programs, spreadsheets and calendars.

mod calendar;
mod json;
mod meant;
mod row;
mod table;

pub(in crate::web) use calendar::meetings_ics;
pub(in crate::web) use json::{Answer, KinJson, MeetingJson, meetings_json};
pub(in crate::web) use row::{KinView, PersonView, RowView};
pub(in crate::web) use table::meetings_csv;

use super::paging;
use super::search::{Chart, Counted, at_page};
use crate::search::{Dates, MAX_LIMIT, MAX_OFFSET, MeetingList, MeetingRequest, Params};
use crate::web::Error;
use crate::web::frame::Frame;
use crate::web::here::{Here, filters};
use crate::web::link_header::links_header;
use crate::web::links::{Given, below};
use crate::web::show;
use crate::web::site::Site;
use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use meant::Meant;

/// Meetings on a page unless `limit` says otherwise.
const LIMIT: usize = 30;
/// The address of the list.
const PATH: &str = "/meetings";

const MEETINGS: Counted = Counted {
    path: PATH,
    one: "meeting",
    many: "meetings",
    heading: "Meetings",
};

#[derive(Template)]
#[template(path = "meetings.html")]
struct Page {
    frame: Frame,
    heading: String,
    form: Form,
    notices: Vec<String>,
    /// Names that stand for nothing, where nothing was found.
    meant: Vec<Meant>,
    chips: Vec<Chip>,
    chart: Option<Chart>,
    years: Vec<Year>,
    range: String,
    previous: Option<String>,
    next: Option<String>,
    /// Where the list begins, on a page behind its end.
    first: Option<String>,
    is_narrowed: bool,
    forms: Vec<(&'static str, String)>,
}

/// What the form shows again.
struct Form {
    person: String,
    with: String,
    place: String,
    outlet: String,
    from: String,
    to: String,
    /// Parameters that the form keeps although it has no field for them.
    kept: Vec<(String, String)>,
}

/// What the list is narrowed to, and the link that widens it again.
struct Chip {
    label: &'static str,
    value: String,
    href: String,
}

/// The meetings of a year, or those of which no day is known.
struct Year {
    id: String,
    heading: String,
    meetings: Vec<RowView>,
}

/// `/meetings`.
pub(in crate::web) async fn meetings(
    State(site): State<Site>,
    Given(params): Given,
    here: Here,
) -> Result<Response, Error> {
    let asked = ask(&site, &params, LIMIT).await?;
    let links = asked.links(&params, PATH, &here);
    Ok((links, here.html(&Page::new(&params, asked))?).into_response())
}

/// What was asked, and the answer.
struct Asked {
    request: MeetingRequest,
    list: MeetingList,
    meant: Vec<Meant>,
}

async fn ask(site: &Site, params: &Params, limit: usize) -> Result<Asked, Error> {
    let (request, mut notices) = params.read_meetings(limit)?;
    let (asked, given) = (request.clone(), params.clone());
    let answer = site.ask(move |archive| {
        let list = archive.meetings(&asked)?;
        let meant = match list.total {
            0 => meant::meant(archive, &given, &asked)?,
            _ => Vec::new(),
        };
        Ok((list, meant))
    });
    let (mut list, meant) = answer.await?;
    notices.append(&mut list.notices);
    list.notices = notices;
    Ok(Asked { request, list, meant })
}

impl Asked {
    /// For a form that has no place to say that something is left out.
    fn whole(self) -> Result<Self, Error> {
        match self.list.is_cut {
            true => Err(Error::Bad(
                "There are more meetings than one answer goes through; narrow them down by days.".to_owned(),
            )),
            false => Ok(self),
        }
    }

    fn has_next(&self) -> bool {
        let end = self.request.page.saturating_mul(self.request.limit);
        end < self.list.total && end <= MAX_OFFSET
    }

    fn before(&self) -> Option<usize> {
        paging::before(self.request.page, self.request.limit, self.list.total)
    }

    /// The pages beside this one, as a header.
    fn links(&self, params: &Params, path: &str, here: &Here) -> HeaderMap {
        let page = self.request.page;
        let at = |rel, page| (rel, below(path, &at_page(params, page)), None);
        let next = self.has_next().then(|| at("next", page + 1));
        let before = self.before().map(|before| [at("prev", before), at("first", 1)]);
        let relations: Vec<_> = next.into_iter().chain(before.into_iter().flatten()).collect();
        links_header(here, &relations)
    }
}

impl Page {
    fn new(params: &Params, asked: Asked) -> Self {
        let page = asked.request.page;
        let chips = Chip::all(params, &asked.request);
        let (before, has_next, is_narrowed) = (asked.before(), asked.has_next(), !chips.is_empty());
        let Asked { request, list, meant } = asked;
        let shown = list.meetings.len();
        let at = |page| below(PATH, &at_page(params, page));
        let form = |ending: &str, limit: usize| {
            let params = params.without_any("page").with("limit", &limit.to_string());
            below(&format!("{PATH}{ending}"), &params)
        };
        let count = show::count(list.total as u64, "meeting", "meetings");
        let frame = Frame::of_page("Meetings", page)
            .about("Who met whom, when and where, as the press told it.")
            .at(at(page));
        Self {
            // Filters are endless: search engines keep the list as a whole.
            frame: match is_narrowed || request.limit != LIMIT || (shown == 0 && page > 1) {
                true => frame.hidden(),
                false => frame,
            },
            heading: match (list.total, list.total - list.dated) {
                (0, _) => "No meeting".to_owned(),
                (_, 0) => count,
                (1, _) => format!("{count}, of no exact day"),
                (total, inexact) if total == inexact => format!("{count}, none of an exact day"),
                (_, inexact) => format!("{count}, {} of them of no exact day", show::number(inexact as u64)),
            },
            form: Form::new(params, &request),
            notices: list.notices.iter().map(ToString::to_string).collect(),
            meant,
            chart: Chart::of(MEETINGS, params, &list.histogram),
            years: Year::all(list.meetings),
            range: match shown {
                0 => String::new(),
                _ => format!(
                    "{}–{} of {}",
                    show::number(request.offset() as u64 + 1),
                    show::number((request.offset() + shown) as u64),
                    show::number(list.total as u64)
                ),
            },
            previous: before.map(at),
            next: has_next.then(|| at(page + 1)),
            first: (page > 1 && list.total > 0).then(|| at(1)),
            chips,
            is_narrowed,
            forms: vec![
                ("JSON", form(".json", request.limit)),
                ("Table (CSV)", form(".csv", MAX_LIMIT)),
                ("Calendar (iCalendar)", form(".ics", MAX_LIMIT)),
            ],
        }
    }
}

impl Form {
    fn new(params: &Params, request: &MeetingRequest) -> Self {
        // A field holds one value; the others are kept beside it.
        let fields = ["person", "with", "place", "outlet"];
        let mut kept = Vec::new();
        for name in fields {
            kept.extend(
                params
                    .all(name)
                    .skip(1)
                    .map(|value| (name.to_owned(), value.to_owned())),
            );
        }
        for name in ["dates", "limit"] {
            kept.extend(params.get(name).map(|value| (name.to_owned(), value.to_owned())));
        }
        let text = |name: &str| params.get(name).unwrap_or_default().trim().to_owned();
        let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| day.to_string());
        Self {
            person: text("person"),
            with: text("with"),
            place: text("place"),
            outlet: text("outlet"),
            from: day(request.filters.from),
            to: day(request.filters.to),
            kept,
        }
    }
}

impl Chip {
    fn all(params: &Params, request: &MeetingRequest) -> Vec<Self> {
        let filters = &request.filters;
        let mut chips = Vec::new();
        for (label, name, values) in [
            ("Person", "person", &filters.people),
            ("With", "with", &request.with),
            ("Place", "place", &filters.places),
            ("Outlet", "outlet", &filters.outlets),
        ] {
            for value in values {
                let same: Vec<&str> = params.all(name).filter(|given| given.trim() == value).collect();
                let wider = same
                    .into_iter()
                    .fold(params.without_any("page"), |p, v| p.without(name, v));
                chips.push(Self {
                    label,
                    value: value.clone(),
                    href: below(PATH, &wider),
                });
            }
        }
        // The other limit is written as it was read: both may have been given the wrong way round.
        let only = |name: &str, day: Option<Date>| {
            let day = day.map_or_else(String::new, |day| day.to_string());
            let bare = params.without_any("from").without_any("to");
            if day.is_empty() { bare } else { bare.with(name, &day) }
        };
        let dates = match filters.dates {
            Dates::Any => None,
            Dates::Sure => Some("surely in this time"),
            Dates::Possible => Some("possibly in this time"),
            Dates::Undated => Some("undated"),
        };
        for (label, value, wider) in [
            ("From", filters.from.map(show::day), only("to", filters.to)),
            ("To", filters.to.map(show::day), only("from", filters.from)),
            ("Dates", dates.map(str::to_owned), params.without_any("dates")),
        ] {
            if let Some(value) = value {
                chips.push(Self {
                    label,
                    value,
                    href: below(PATH, &wider),
                });
            }
        }
        chips
    }
}

impl Year {
    /// The rows as they come, the newest first.
    fn all(rows: Vec<crate::search::MeetingRow>) -> Vec<Self> {
        let mut years: Vec<Self> = Vec::new();
        for row in rows {
            let (id, heading) = match row.when.exact() {
                Some(day) => (format!("y{}", day.year()), day.year().to_string()),
                None => ("undated".to_owned(), "Day not known".to_owned()),
            };
            let row = RowView::from(row);
            match years.last_mut() {
                Some(open) if open.id == id => open.meetings.push(row),
                _ => years.push(Self {
                    id,
                    heading,
                    meetings: vec![row],
                }),
            }
        }
        years
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_without_notices_leaves_nothing_out_in_silence() {
        let whole = |is_cut| {
            let list = MeetingList {
                is_cut,
                ..MeetingList::default()
            };
            Asked {
                request: MeetingRequest::default(),
                list,
                meant: Vec::new(),
            }
            .whole()
        };
        assert!(whole(false).is_ok());
        assert!(matches!(whole(true), Err(Error::Bad(said)) if said.contains("narrow them down")));
    }
}
