//! Made reports: people, offices, dates, places, meetings, furniture and links in the proportions of the press.
//!
//! A report follows from its seed and number alone, so that the first thousand of a million are the thousand.
//! All words are our own. [`Maker::report`] makes one; [`write`] fills folders.

#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod chance;
mod outlets;
mod page;
mod people;
mod story;
mod words;
pub mod write;

pub use chance::Chance;
use jiff::civil::Date;
use outlets::Outlet;
use page::Page;
use story::{Event, Told, told};
use words::Words;

/// The seed of all figures that are printed anywhere.
pub const SEED: u64 = 6;

/// A made report and what it holds.
pub struct Made {
    pub id: String,
    /// The saved page.
    pub text: String,
    pub headline: Option<String>,
    /// What stands between head and foot of the page.
    pub body: String,
    pub outlet: String,
    /// When it was published, if it says so.
    pub published: Option<Date>,
    pub byline: Option<String>,
    pub section: Option<String>,
    pub tags: Vec<String>,
    pub people: Vec<String>,
    pub places: Vec<String>,
    /// Which meeting it is of.
    pub meeting: Option<u64>,
}

pub struct Maker {
    seed: u64,
    words: Words,
    outlets: Vec<Outlet>,
}

/// Of a hundred reports, so many point to others; of a hundred pointers, so many to what is held.
const POINTING: usize = 15;
const HELD: usize = 67;

impl Maker {
    pub fn new(seed: u64) -> Self {
        Self {
            seed,
            words: Words::new(),
            outlets: Outlet::all(seed),
        }
    }

    pub fn report(&self, number: u64) -> Made {
        let told = told(self.seed, number);
        if let Told::Copy { of } = told {
            return Made {
                id: id(self.seed, number),
                ..self.report(of)
            };
        }
        let event = self.event(number, told);
        let mut chance = Chance::of(self.seed, "page", number);
        let headline = self.headline(number, told, &event);
        let outlet = &self.outlets[self.outlet(number, told)];
        let published = (!chance.percent(5)).then(|| event.published(telling(told)));
        let pointers = if chance.percent(POINTING) {
            self.pointers(number, &mut chance, event.day)
        } else {
            Vec::new()
        };
        let listed = if outlet.lists {
            (0..3).map(|_| self.wanted(&mut chance)).collect()
        } else {
            Vec::new()
        };
        let page = Page {
            words: &self.words,
            outlet,
            event: &event,
            told,
            headline: headline.as_deref(),
            published,
            pointers,
            listed,
        };
        let parts = page.lay_out(&mut chance);
        let mut people: Vec<String> = event.named.iter().map(people::Person::name).collect();
        people.push(event.host.name());
        if told != Told::News {
            people.extend(event.others.iter().chain([&event.guest]).map(people::Person::name));
        }
        let is_dated = !matches!(outlet.dates, outlets::DateForm::None);
        Made {
            id: id(self.seed, number),
            text: parts.text,
            body: parts.body,
            outlet: outlet.name.clone(),
            published: published.filter(|_| is_dated),
            byline: parts.byline,
            section: parts.section,
            tags: parts.tags,
            people,
            places: vec![event.place.to_owned(), event.host.country().0.to_owned()],
            meeting: match told {
                Told::Event { event, .. } => Some(event),
                _ => None,
            },
            headline,
        }
    }

    fn event(&self, number: u64, told: Told) -> Event {
        match told {
            Told::Event { event, .. } => Event::of(self.seed, "event", event, &self.words),
            _ => Event::of(self.seed, "news", number, &self.words),
        }
    }

    /// One report in twenty has none.
    fn headline(&self, number: u64, told: Told, event: &Event) -> Option<String> {
        let mut chance = Chance::of(self.seed, "headline", number);
        (!chance.percent(5)).then(|| story::headline(event, told, &self.words, &mut chance))
    }

    /// Those who tell one event are never the same.
    fn outlet(&self, number: u64, told: Told) -> usize {
        let (key, step) = match told {
            Told::Event { event, telling } => (event, telling as usize),
            _ => (number | 1 << 40, 0),
        };
        let first = Chance::of(self.seed, "outlet of", key).zipf(self.outlets.len());
        (first + step * 7) % self.outlets.len()
    }

    /// Headlines of reports that are older than a day, or that nobody holds.
    fn pointers(&self, number: u64, chance: &mut Chance, day: Date) -> Vec<String> {
        let many = 1 + chance.below(10) / 7;
        let pointer = |_| {
            if number > 20 && chance.percent(HELD) {
                for _ in 0..6 {
                    let other = if chance.percent(20) {
                        chance.zipf(number as usize) as u64
                    } else {
                        chance.next() % number
                    };
                    let told = told(self.seed, other);
                    if matches!(told, Told::Copy { .. }) {
                        continue;
                    }
                    let event = self.event(other, told);
                    if event.day < day
                        && let Some(headline) = self.headline(other, told, &event)
                    {
                        return headline;
                    }
                }
            }
            self.wanted(chance)
        };
        (0..many).map(pointer).collect()
    }

    /// A headline that no report has; some are wanted by many.
    fn wanted(&self, chance: &mut Chance) -> String {
        let number = chance.open_zipf(40.0, 1.5);
        let event = Event::of(self.seed, "wanted", number, &self.words);
        let mut chance = Chance::of(self.seed, "wanted headline", number);
        let told = Told::Event { event: 0, telling: 0 };
        story::headline(&event, told, &self.words, &mut chance)
    }
}

fn telling(told: Told) -> u64 {
    match told {
        Told::Event { telling, .. } => telling,
        _ => 0,
    }
}

fn id(seed: u64, number: u64) -> String {
    format!("{:016x}", chance::mix(seed ^ chance::mix(number)))
}
