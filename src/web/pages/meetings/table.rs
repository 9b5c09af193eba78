use super::{LIMIT, ask};
use crate::search::MeetingRow;
use crate::web::Error;
use crate::web::here::Here;
use crate::web::links::Given;
use crate::web::pages::search::{csv_answer, defused};
use crate::web::show;
use crate::web::site::{Site, fingerprint};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use csv::{Terminator, WriterBuilder};
use jiff::civil::Date;

/// The columns; a promise to whoever reads the table by program.
const COLUMNS: [&str; 11] = [
    "id", "url", "kind", "day", "earliest", "latest", "people", "place", "topics", "reports", "outlets",
];

/// `/meetings.csv`: the same parameters as `/meetings`, for spreadsheets (RFC 4180, UTF-8).
pub(in crate::web) async fn meetings_csv(
    State(site): State<Site>,
    Given(params): Given,
    here: Here,
) -> Result<Response, Error> {
    let asked = ask(&site, &params, LIMIT).await?.whole()?;
    let state = site.state();
    let name = format!("readout-meetings-{}.csv", state.fingerprint);
    let links = asked.links(&params, "/meetings.csv", &here);
    let body = table(&asked.list.meetings, &here).map_err(Error::from)?;
    Ok((csv_answer(&name), fingerprint(&state), links, body).into_response())
}

fn table(rows: &[MeetingRow], here: &Here) -> Result<Vec<u8>, csv::Error> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
    for row in rows {
        writer.write_record([
            defused(row.id.to_string()),
            defused(here.url(&show::meeting_path(&row.id))),
            row.kind.name().to_owned(),
            day(row.when.exact()),
            day(row.when.earliest),
            day(row.when.latest),
            defused(row.people.join("; ")),
            defused(row.place.clone().unwrap_or_default()),
            defused(row.topics.join("; ")),
            row.reports.to_string(),
            defused(row.outlets.join("; ")),
        ])?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}
