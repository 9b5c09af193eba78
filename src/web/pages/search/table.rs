use super::asked::{Asked, ask_for_all};
use super::hit;
use super::order::pages;
use crate::search::Hit;
use crate::web::Error;
use crate::web::here::Here;
use crate::web::links::Given;
use crate::web::show;
use crate::web::site::Site;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use csv::{Terminator, WriterBuilder};
use jiff::civil::Date;

/// The columns; a promise to whoever reads the table by program.
const COLUMNS: [&str; 10] = [
    "id",
    "url",
    "title",
    "title_supplied",
    "outlet",
    "published",
    "earliest",
    "latest",
    "score",
    "snippet",
];

/// So much of the query as a file's name repeats.
const NAME_CHARS: usize = 40;

/// `/search.csv`: the same parameters as `/search`, for spreadsheets (RFC 4180, UTF-8).
pub(in crate::web) async fn search_csv(
    State(site): State<Site>,
    Given(params): Given,
    here: Here,
) -> Result<Response, Error> {
    let asked = ask_for_all(&site, &params).await?;
    let body = table(&asked.results.hits, &here).map_err(Error::from)?;
    let name = file_name(params.get("q").unwrap_or_default(), &asked);
    let pages = pages("/search.csv", &params, &asked, &here);
    Ok((csv_answer(&name), asked.fingerprint(), pages, body).into_response())
}

/// What is said of a table that is kept under this name, which has nothing but letters and digits.
pub(in crate::web) fn csv_answer(name: &str) -> [(HeaderName, HeaderValue); 2] {
    let attachment = HeaderValue::try_from(format!("attachment; filename=\"{name}\""));
    [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/csv; charset=utf-8; header=present"),
        ),
        (
            header::CONTENT_DISPOSITION,
            attachment.unwrap_or(HeaderValue::from_static("attachment")),
        ),
    ]
}

fn table(hits: &[Hit], here: &Here) -> Result<Vec<u8>, csv::Error> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
    for hit in hits {
        let passages: Vec<String> = hit.snippets.iter().map(|s| hit::plain(&s.parts)).collect();
        writer.write_record([
            defused(hit.id.to_string()),
            defused(here.url(&show::report_path(&hit.id))),
            defused(hit::plain(&hit.title)),
            hit.title_is_supplied.to_string(),
            defused(hit.outlet.clone().unwrap_or_default()),
            day(hit.published),
            day(hit.dated.earliest),
            day(hit.dated.latest),
            hit.score.to_string(),
            defused(passages.join(" ")),
        ])?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

/// Spreadsheets run a cell that begins like a formula; an apostrophe in front makes it text. The
/// full-width signs are formulas to those that are set to Chinese or Japanese. Where a semicolon is between cells,
/// as in German or French, a new one begins behind it.
pub(in crate::web) fn defused(cell: String) -> String {
    const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    let mut safe = String::with_capacity(cell.len() + 1);
    let mut begins = true;
    for c in cell.chars() {
        if begins && FORMULA.contains(&c) {
            safe.push('\'');
        }
        safe.push(c);
        begins = c == ';';
    }
    safe
}

/// `readout-kevin-leahy-1f2e3d4c5b6a7988.csv`: letters and digits that any system takes.
fn file_name(q: &str, asked: &Asked) -> String {
    let mut name = String::from("readout");
    for word in q.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()) {
        if name.len() + word.len() > NAME_CHARS {
            break;
        }
        name.push('-');
        name.push_str(&word.to_ascii_lowercase());
    }
    format!("{name}-{}.csv", asked.archive.fingerprint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{DateBounds, ReportId};
    use crate::search::SnippetPart;

    #[test]
    fn no_cell_is_a_formula() {
        let check = |cell: &str, expected: &str| assert_eq!(defused(cell.to_owned()), expected);
        check("=1+1", "'=1+1");
        check("@SUM(A1)", "'@SUM(A1)");
        check("-2", "'-2");
        check("\tx", "'\tx");
        check("＝1", "'＝1");
        check("x;=1+1;-2", "x;'=1+1;'-2");
        check("a = b; c - d", "a = b; c - d");
        check("", "");
    }

    #[test]
    fn every_cell_of_text_is_defused_and_quoted() {
        let hit = Hit {
            id: ReportId::parse("-x").unwrap(),
            title: vec![SnippetPart {
                text: "=HYPERLINK(\"http://evil.example\";\"a\")\nb, c".to_owned(),
                hit: true,
            }],
            title_is_supplied: false,
            lang: None,
            outlet: Some("+1".to_owned()),
            published: Some("2022-07-04".parse().unwrap()),
            dated: DateBounds::default(),
            score: 2.5,
            more: None,
            snippets: Vec::new(),
        };
        let table = table(&[hit], &Here::default()).unwrap();
        let mut reader = csv::Reader::from_reader(table.as_slice());
        let row = reader.records().next().unwrap().unwrap();
        assert_eq!(
            row.iter().collect::<Vec<_>>(),
            [
                "'-x",
                "/reports/-x",
                "'=HYPERLINK(\"http://evil.example\";\"a\")\nb, c",
                "false",
                "'+1",
                "2022-07-04",
                "",
                "",
                "2.5",
                ""
            ]
        );
    }
}
