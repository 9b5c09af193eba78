//! What the archivist states of a person in `authority.toml`, besides how the name is written.

use crate::archive::Archive;
use crate::extract::authority::{NameKind, Office};
use crate::web::show;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// The archivist's own words; no report has to bear them out.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "StatedOfPerson")]
pub(super) struct Stated {
    /// A remark for readers.
    pub(super) note: Option<String>,
    /// Offices held, in the order of the file.
    pub(super) offices: Vec<StatedOffice>,
}

/// An office with its time: each end a year, a month or a day, as `2022`, `2022-07`, `2022-07-04`.
#[derive(Serialize, JsonSchema)]
pub(super) struct StatedOffice {
    pub(super) name: String,
    from: Option<String>,
    to: Option<String>,
}

impl Stated {
    /// Of whoever the file names by this slug, if it says anything.
    pub(super) fn of(archive: &Archive, slug: &str) -> Option<Self> {
        let state = archive.state();
        let known = state.authority.named(NameKind::Person, slug)?;
        let office = |office: &Office| StatedOffice {
            name: office.name.clone(),
            from: office.from.clone(),
            to: office.to.clone(),
        };
        let stated = Self {
            note: known.note.clone(),
            offices: known.offices.iter().map(office).collect(),
        };
        (stated.note.is_some() || !stated.offices.is_empty()).then_some(stated)
    }
}

impl StatedOffice {
    /// `from 27 October 2022`, `2018 to May 2023`, `until 2023`; empty where the file says none.
    pub(super) fn time(&self) -> String {
        match (self.from.as_deref().map(spoken), self.to.as_deref().map(spoken)) {
            (Some(from), Some(to)) => format!("{from} to {to}"),
            (Some(from), None) => format!("from {from}"),
            (None, Some(to)) => format!("until {to}"),
            (None, None) => String::new(),
        }
    }
}

/// A year, a month or a day, in words.
fn spoken(time: &str) -> String {
    let day = |text: &str| text.parse::<Date>().ok();
    match day(time) {
        Some(day) => show::day(day),
        None => match day(&format!("{time}-01")) {
            Some(first) => first.strftime("%B %Y").to_string(),
            None => time.to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_said_as_exactly_as_they_are_stated() {
        let time = |from: Option<&str>, to: Option<&str>| {
            let [from, to] = [from, to].map(|time| time.map(str::to_owned));
            let name = String::new();
            StatedOffice { name, from, to }.time()
        };
        assert_eq!(time(Some("2022-10-27"), None), "from 27 October 2022");
        assert_eq!(time(Some("2018"), Some("2023-05")), "2018 to May 2023");
        assert_eq!(time(None, Some("2023")), "until 2023");
        assert_eq!(time(None, None), "");
    }
}
