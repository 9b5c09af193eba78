use super::parameters::Parameters;
use crate::web::pages::discovery::Completions;
use crate::web::pages::meeting::Answer as Meeting;
use crate::web::pages::meetings::Answer as Meetings;
use crate::web::pages::network::Answer as Network;
use crate::web::pages::people::Answer as People;
use crate::web::pages::person::Record as Person;
use crate::web::pages::report::Record;
use crate::web::pages::search::Answer;
use crate::web::pages::wanted::Answer as Wanted;
use schemars::{Schema, SchemaGenerator};

/// An address that programs ask.
pub(super) struct Address {
    pub path: &'static str,
    /// Its name in code that is made from the document.
    pub name: &'static str,
    pub summary: &'static str,
    pub parameters: Parameters,
    /// What it answers, in words.
    pub answer: &'static str,
    pub body: Body,
    /// Whether a `Link` header leads to further pages.
    pub is_paged: bool,
}

/// What an address answers with.
pub(super) enum Body {
    /// JSON of this media type and shape.
    Json(&'static str, fn(&mut SchemaGenerator) -> Schema),
    /// Text of one of these media types.
    Other(&'static [&'static str]),
}

const JSON: &str = "application/json";

/// Every address that answers with something else than a page.
pub(super) const ADDRESSES: [Address; 29] = [
    Address {
        path: "/search.json",
        name: "search",
        summary: "Search the reports",
        parameters: Parameters::Search,
        answer: "A page of results, with what was understood and ways to narrow it",
        body: Body::Json(JSON, SchemaGenerator::subschema_for::<Answer>),
        is_paged: true,
    },
    Address {
        path: "/search.atom",
        name: "searchFeed",
        summary: "Follow a search",
        parameters: Parameters::Search,
        answer: "A feed of the results (RFC 4287)",
        body: Body::Other(&["application/atom+xml"]),
        is_paged: true,
    },
    Address {
        path: "/search.csv",
        name: "searchTable",
        summary: "Search the reports, for spreadsheets",
        parameters: Parameters::Search,
        answer: "A table of the results (RFC 4180)",
        body: Body::Other(&["text/csv"]),
        is_paged: true,
    },
    Address {
        path: "/feed.atom",
        name: "feed",
        summary: "Follow the newest reports",
        parameters: Parameters::Page,
        answer: "A feed of the reports, the newest first (RFC 4287)",
        body: Body::Other(&["application/atom+xml"]),
        is_paged: true,
    },
    Address {
        path: "/suggest",
        name: "suggest",
        summary: "Complete what is being typed",
        parameters: Parameters::Beginning,
        answer: "What was typed, and lists of one length: completions, what they are, where they lead",
        body: Body::Json(
            "application/x-suggestions+json",
            SchemaGenerator::subschema_for::<Completions>,
        ),
        is_paged: false,
    },
    Address {
        path: "/reports/{id}.json",
        name: "report",
        summary: "The record of a report",
        parameters: Parameters::Report,
        answer: "Every line of the report with its role, and what is inferred from it with its evidence",
        body: Body::Json(JSON, SchemaGenerator::subschema_for::<Record>),
        is_paged: false,
    },
    Address {
        path: "/reports/{id}.txt",
        name: "source",
        summary: "The untouched source of a report",
        parameters: Parameters::Report,
        answer: "The bytes as they came; a part of them where `Range` asks for one",
        body: Body::Other(&["text/plain", "application/octet-stream"]),
        is_paged: false,
    },
    Address {
        path: "/meetings.json",
        name: "meetings",
        summary: "Who met whom, over time",
        parameters: Parameters::Meetings,
        answer: "A page of meetings, the newest first, those of no exact day last",
        body: Body::Json(JSON, SchemaGenerator::subschema_for::<Meetings>),
        is_paged: true,
    },
    Address {
        path: "/meetings.csv",
        name: "meetingsTable",
        summary: "Who met whom, for spreadsheets",
        parameters: Parameters::Meetings,
        answer: "A table of the meetings (RFC 4180)",
        body: Body::Other(&["text/csv"]),
        is_paged: true,
    },
    Address {
        path: "/meetings.ics",
        name: "meetingsCalendar",
        summary: "Who met whom, for calendars",
        parameters: Parameters::Meetings,
        answer: "The meetings of a known day as events of a whole day (RFC 5545)",
        body: Body::Other(&["text/calendar"]),
        is_paged: true,
    },
    Address {
        path: "/meetings/{id}.json",
        name: "meeting",
        summary: "One meeting with every report of it",
        parameters: Parameters::Meeting,
        answer: "What each report says of the meeting, what may be the same, and what was of one visit",
        body: Body::Json(JSON, SchemaGenerator::subschema_for::<Meeting>),
        is_paged: false,
    },
    Address {
        path: "/people.json",
        name: "people",
        summary: "Everybody named in the archive",
        parameters: Parameters::People,
        answer: "People, those in most reports first; by name where a letter is asked for",
        body: Body::Json(JSON, SchemaGenerator::subschema_for::<People>),
        is_paged: true,
    },
    Address {
        path: "/people/{slug}.json",
        name: "person",
        summary: "What reports say of a person",
        parameters: Parameters::Person,
        answer: "Names as printed, offices as claims of reports, the latest meetings, whom the person met",
        body: Body::Json(JSON, SchemaGenerator::subschema_for::<Person>),
        is_paged: false,
    },
    Address {
        path: "/network.json",
        name: "network",
        summary: "Who met whom",
        parameters: Parameters::None,
        answer: "The people with most meetings, and who of them met",
        body: Body::Json(JSON, SchemaGenerator::subschema_for::<Network>),
        is_paged: false,
    },
    Address {
        path: "/network.graphml",
        name: "networkGraph",
        summary: "Who met whom, for programs that draw networks",
        parameters: Parameters::None,
        answer: "The same in GraphML",
        body: Body::Other(&["application/graphml+xml"]),
        is_paged: false,
    },
    Address {
        path: "/wanted.json",
        name: "wanted",
        summary: "What reports point to and the archive does not hold",
        parameters: Parameters::Wanted,
        answer: "Headlines with the reports that point to them, those that most point to first",
        body: Body::Json(JSON, SchemaGenerator::subschema_for::<Wanted>),
        is_paged: true,
    },
    Address {
        path: "/reports/{id}.chicago.txt",
        name: "citeChicago",
        summary: "Cite a report in the style of the Chicago Manual",
        parameters: Parameters::Report,
        answer: "The citation, for a bibliography",
        body: Body::Other(&["text/plain"]),
        is_paged: false,
    },
    Address {
        path: "/reports/{id}.apa.txt",
        name: "citeApa",
        summary: "Cite a report in the style of the APA",
        parameters: Parameters::Report,
        answer: "The citation",
        body: Body::Other(&["text/plain"]),
        is_paged: false,
    },
    Address {
        path: "/reports/{id}.mla.txt",
        name: "citeMla",
        summary: "Cite a report in the style of the MLA",
        parameters: Parameters::Report,
        answer: "The citation",
        body: Body::Other(&["text/plain"]),
        is_paged: false,
    },
    Address {
        path: "/reports/{id}.bib",
        name: "citeBibtex",
        summary: "Cite a report in BibTeX",
        parameters: Parameters::Report,
        answer: "One entry",
        body: Body::Other(&["application/x-bibtex"]),
        is_paged: false,
    },
    Address {
        path: "/reports/{id}.ris",
        name: "citeRis",
        summary: "Cite a report in RIS",
        parameters: Parameters::Report,
        answer: "One record",
        body: Body::Other(&["application/x-research-info-systems"]),
        is_paged: false,
    },
    Address {
        path: "/reports/{id}.csl.json",
        name: "citeCsl",
        summary: "Cite a report in CSL-JSON",
        parameters: Parameters::Report,
        answer: "A list of one item",
        body: Body::Json(
            "application/vnd.citationstyles.csl+json",
            SchemaGenerator::subschema_for::<Vec<serde_json::Map<String, serde_json::Value>>>,
        ),
        is_paged: false,
    },
    Address {
        path: "/opensearch.xml",
        name: "openSearch",
        summary: "How browsers and feed readers search here",
        parameters: Parameters::None,
        answer: "An OpenSearch 1.1 description",
        body: Body::Other(&["application/opensearchdescription+xml"]),
        is_paged: false,
    },
    Address {
        path: "/sitemap.xml",
        name: "siteMap",
        summary: "Every page worth keeping, for crawlers",
        parameters: Parameters::Part,
        answer: "A site map, or the index of its parts",
        body: Body::Other(&["application/xml"]),
        is_paged: false,
    },
    Address {
        path: "/api.json",
        name: "api",
        summary: "This document",
        parameters: Parameters::None,
        answer: "An OpenAPI 3.1 document",
        body: Body::Json(
            JSON,
            SchemaGenerator::subschema_for::<serde_json::Map<String, serde_json::Value>>,
        ),
        is_paged: false,
    },
    Address {
        path: "/robots.txt",
        name: "robots",
        summary: "What crawlers may read",
        parameters: Parameters::None,
        answer: "Rules for crawlers (RFC 9309)",
        body: Body::Other(&["text/plain"]),
        is_paged: false,
    },
    Address {
        path: "/healthz",
        name: "health",
        summary: "Whether the archive answers",
        parameters: Parameters::None,
        answer: "`ok` and the number of reports",
        body: Body::Other(&["text/plain"]),
        is_paged: false,
    },
    Address {
        path: "/readyz",
        name: "ready",
        summary: "Whether there is something to serve",
        parameters: Parameters::None,
        answer: "`ready` and the number of reports; a 503 that says why where there is none or the index cannot be read",
        body: Body::Other(&["text/plain"]),
        is_paged: false,
    },
    Address {
        path: "/favicon.ico",
        name: "icon",
        summary: "The icon of the archive",
        parameters: Parameters::None,
        answer: "A picture",
        body: Body::Other(&["image/svg+xml"]),
        is_paged: false,
    },
];
