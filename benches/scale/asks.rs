//! What is asked: for each kind several questions of like cost, so that no answer is only remembered.

use crate::bare::{self, all, any};
use crate::bare_index::{self, Fields, day_number};
use crate::ground::{Ground, Value, by_number};
use crate::http::Client;
use std::ops::Bound;
use tantivy::query::{AllQuery, PhraseQuery, Query, RangeQuery, RegexQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

/// How bare tantivy is asked.
pub(crate) struct Bare {
    pub(crate) query: Box<dyn Query>,
    pub(crate) newest: bool,
    /// The first match alone is fetched: no counts, no snippets.
    pub(crate) one: bool,
}

pub(crate) struct Ask {
    pub(crate) path: String,
    pub(crate) bare: Option<Bare>,
}

pub(crate) struct Kind {
    pub(crate) name: &'static str,
    pub(crate) asks: Vec<Ask>,
}

/// Words that many reports have, the commonest first.
const COMMON: [&str; 12] = [
    "border", "region", "harvest", "water", "council", "road", "bridge", "river", "school", "price", "market",
    "village",
];

/// Makes terms and questions for both sides.
struct Pen<'a> {
    fields: &'a Fields,
}

impl Pen<'_> {
    fn word(&self, word: &str) -> Box<dyn Query> {
        let term = Term::from_field_text(self.fields.body, &bare::stem(&word.to_lowercase()));
        Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
    }

    fn exact(&self, field: Field, value: &str) -> Box<dyn Query> {
        Box::new(TermQuery::new(
            Term::from_field_text(field, value),
            IndexRecordOption::Basic,
        ))
    }

    fn days(&self, from: jiff::civil::Date, to: jiff::civil::Date) -> Box<dyn Query> {
        let term = |date: jiff::civil::Date| {
            let days = date.duration_since(jiff::civil::date(1970, 1, 1)).as_hours() / 24;
            Term::from_field_u64(self.fields.day, day_number(days))
        };
        Box::new(RangeQuery::new(Bound::Included(term(from)), Bound::Included(term(to))))
    }
}

fn ask(path: String, query: Box<dyn Query>) -> Ask {
    let bare = Some(Bare {
        query,
        newest: false,
        one: false,
    });
    Ask { path, bare }
}

/// All kinds, with words that the reports have.
pub(crate) fn kinds(
    ground: &Ground,
    searcher: &Searcher,
    fields: &Fields,
    client: &mut Client,
) -> Result<Vec<Kind>, String> {
    let pen = Pen { fields };
    let values = ground.some_values(20_000).map_err(|error| error.to_string())?;
    let rare = rare_words(ground, &values, searcher, fields)?;
    let outlets = by_number(values.iter().map(|value| value.outlet.as_str()));
    let surnames = by_number(
        values
            .iter()
            .flat_map(|value| &value.people)
            .filter_map(|name| name.split(' ').next_back()),
    );
    let pairs = || COMMON.iter().zip(COMMON.iter().skip(1));
    let phrase = |words: &str| -> Box<dyn Query> {
        let terms = words
            .split(' ')
            .map(|word| Term::from_field_text(fields.body, &bare::stem(word)));
        Box::new(PhraseQuery::new(terms.collect()))
    };
    let mut kinds = Vec::new();
    let mut add = |name, asks: Vec<Ask>| kinds.push(Kind { name, asks });
    add(
        "rare word",
        rare.iter()
            .map(|word| ask(format!("/search?q={word}"), pen.word(word)))
            .collect(),
    );
    add(
        "common word",
        COMMON
            .iter()
            .map(|word| ask(format!("/search?q={word}"), pen.word(word)))
            .collect(),
    );
    add(
        "two words, one rare",
        rare.iter()
            .zip(COMMON)
            .map(|(a, b)| ask(format!("/search?q={a}+{b}"), all(vec![pen.word(a), pen.word(b)])))
            .collect(),
    );
    add(
        "two common words",
        pairs()
            .map(|(a, b)| ask(format!("/search?q={a}+{b}"), all(vec![pen.word(a), pen.word(b)])))
            .collect(),
    );
    add(
        "phrase",
        ["next week", "last year", "two sides", "last month"]
            .iter()
            .map(|words| ask(format!("/search?q=%22{}%22", words.replace(' ', "+")), phrase(words)))
            .collect(),
    );
    let prefix = |start: &&str| {
        let query = RegexQuery::from_pattern(&format!("{start}.*"), fields.body).map_err(|error| error.to_string())?;
        Ok(ask(format!("/search?q={start}*"), Box::new(query) as Box<dyn Query>))
    };
    let starts = ["ceasef", "harves", "earthq", "govern", "univer", "pipel"];
    add("prefix", starts.iter().map(prefix).collect::<Result<_, String>>()?);
    add(
        "name in its spellings",
        surnames
            .iter()
            .take(8)
            .map(|name| {
                let other = name.replacen('a', "e", 1);
                ask(format!("/search?q={name}"), any(vec![pen.word(name), pen.word(&other)]))
            })
            .collect(),
    );
    let years = || (2002..2022_i16).step_by(3);
    let first = |year| jiff::civil::date(year, 3, 1);
    let last = |year| jiff::civil::date(year + 1, 5, 31);
    add(
        "range of days",
        years()
            .map(|year| {
                ask(
                    format!("/search?from={year}-03&to={}-05", year + 1),
                    pen.days(first(year), last(year)),
                )
            })
            .collect(),
    );
    add(
        "word in a range of days",
        years()
            .zip(COMMON)
            .map(|(year, word)| {
                let path = format!("/search?q={word}&from={year}-03&to={}-05", year + 1);
                ask(path, all(vec![pen.word(word), pen.days(first(year), last(year))]))
            })
            .collect(),
    );
    add(
        "word of an outlet",
        outlets
            .iter()
            .zip(COMMON)
            .map(|(outlet, word)| {
                let path = format!("/search?q={word}&outlet={}", outlet.replace(' ', "+"));
                ask(path, all(vec![pen.word(word), pen.exact(fields.outlet, outlet)]))
            })
            .collect(),
    );
    add(
        "any of six words",
        (0..6)
            .map(|n| {
                let words = &COMMON[n..n + 6];
                let query = any(words.iter().map(|word| pen.word(word)).collect());
                ask(format!("/search?q={}&match=any", words.join("+")), query)
            })
            .collect(),
    );
    add(
        "newest first",
        COMMON
            .iter()
            .map(|word| Ask {
                path: format!("/search?q={word}&sort=newest"),
                bare: Some(Bare {
                    query: pen.word(word),
                    newest: true,
                    one: false,
                }),
            })
            .collect(),
    );
    add("everything", vec![ask("/search".to_owned(), Box::new(AllQuery))]);
    let report = |value: &Value| Ask {
        path: format!("/reports/{}", value.id),
        bare: Some(Bare {
            query: pen.exact(fields.id, &value.id),
            newest: false,
            one: true,
        }),
    };
    add(
        "`/reports/{id}`",
        values.iter().step_by((values.len() / 60).max(1)).map(report).collect(),
    );
    let alone = |path: &str| {
        vec![Ask {
            path: path.to_owned(),
            bare: None,
        }]
    };
    add("`/`", alone("/"));
    add("`/people`", alone("/people"));
    add("`/people/{slug}`", listed(client, "/people.json?limit=20", "people"));
    add("`/meetings`", alone("/meetings"));
    add(
        "`/meetings/{id}`",
        listed(client, "/meetings.json?limit=20", "meetings"),
    );
    add("`/network`", alone("/network"));
    add("`/wanted`", alone("/wanted"));
    add("`/about`", alone("/about"));
    if let Some(bad) = kinds.iter().find(|kind| kind.asks.is_empty()) {
        eprintln!("nothing can be asked of the kind {}", bad.name);
    }
    Ok(kinds)
}

/// The pages that a list leads to.
fn listed(client: &mut Client, path: &str, what: &str) -> Vec<Ask> {
    let Ok(list) = client.json(path) else { return Vec::new() };
    let entries = list.get(what).and_then(|list| list.as_array());
    let urls = entries
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.get("url")?.as_str());
    urls.map(|url| Ask {
        path: url.to_owned(),
        bare: None,
    })
    .collect()
}

/// Made words that two to twelve reports have.
fn rare_words(ground: &Ground, values: &[Value], searcher: &Searcher, fields: &Fields) -> Result<Vec<String>, String> {
    let mut words = Vec::new();
    for value in values.iter().step_by(37) {
        let text = std::fs::read_to_string(ground.pages.join(&value.file)).map_err(|error| error.to_string())?;
        let made = text
            .split(|letter: char| !letter.is_ascii_lowercase())
            .filter(|word| word.len() > 7);
        for word in made {
            let term = Term::from_field_text(fields.body, &bare::stem(word));
            let many = searcher.doc_freq(&term).map_err(|error| error.to_string())?;
            if (2..=12).contains(&many) && !words.iter().any(|known| known == word) {
                words.push(word.to_owned());
                break;
            }
        }
        if words.len() == 12 {
            break;
        }
    }
    Ok(words)
}

/// Opens bare tantivy's index for questions.
pub(crate) fn searcher(ground: &Ground) -> tantivy::Result<(Searcher, Fields)> {
    let (index, fields) = bare_index::open(&ground.bare)?;
    let reader = index.reader_builder().doc_store_cache_num_blocks(200).try_into()?;
    Ok((reader.searcher(), fields))
}
