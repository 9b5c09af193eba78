//! What is told: meetings, each of which one outlet or several report, and other news.

use super::chance::{Chance, mix};
use super::people::{COUNTRIES, Person, TOWNS};
use super::words::Words;
use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};

/// Reports that are laid out together. Within them the shares of everything are fixed.
pub const BLOCK: u64 = 1_000;
/// Meetings of one report, of two and of three reports, in a block; then copies, byte for byte; then other news.
const SINGLE: u64 = 500;
const DOUBLE: u64 = 100;
const TRIPLE: u64 = 30;
const COPIES: u64 = 10;

/// What the report of a number tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// The event of a number; the second and third telling come a little later and from elsewhere.
    Event { event: u64, telling: u64 },
    /// The same bytes as another report.
    Copy { of: u64 },
    /// No meeting stands at its head.
    News,
}

/// What the report of a number tells; the parts of one event are spread within its block.
pub fn told(seed: u64, number: u64) -> Told {
    let (block, at) = (number / BLOCK, number % BLOCK);
    let slot = (at * 7_u64.pow(5) + turn(seed, block)) % BLOCK;
    let event = |n: u64| block * BLOCK + n;
    let doubles = SINGLE + 2 * DOUBLE;
    let triples = doubles + 3 * TRIPLE;
    match slot {
        slot if slot < SINGLE => Told::Event {
            event: event(slot),
            telling: 0,
        },
        slot if slot < doubles => Told::Event {
            event: event(SINGLE + (slot - SINGLE) / 2),
            telling: (slot - SINGLE) % 2,
        },
        slot if slot < triples => Told::Event {
            event: event(SINGLE + DOUBLE + (slot - doubles) / 3),
            telling: (slot - doubles) % 3,
        },
        // A copy of one that came before it, where there is one.
        slot if slot < triples + COPIES && number >= 100 => {
            let of = number - 1 - mix(seed ^ number) % 90;
            match told(seed, of) {
                Told::Copy { .. } => Told::News,
                _ => Told::Copy { of },
            }
        }
        _ => Told::News,
    }
}

fn turn(seed: u64, block: u64) -> u64 {
    mix(seed ^ mix(block)) % BLOCK
}

/// A meeting, or what other news is about.
pub struct Event {
    pub day: Date,
    pub host: Person,
    pub guest: Person,
    pub others: Vec<Person>,
    pub place: &'static str,
    /// The people of no meeting who are named besides.
    pub named: Vec<Person>,
    pub topics: [String; 2],
    pub call: bool,
}

impl Event {
    pub fn of(seed: u64, what: &str, number: u64, words: &Words) -> Self {
        let mut chance = Chance::of(seed, what, number);
        let host = Person::draw(&mut chance);
        // Half of all guests belong to the circle of their host, in which some come again and again.
        let guest = if chance.percent(50) {
            let mut circle = Chance::of(seed, "circle", host << 8 | chance.zipf(60) as u64);
            Person::draw(&mut circle)
        } else {
            Person::draw(&mut chance)
        };
        let guest = if guest == host { host + 1 } else { guest };
        let draw = |chance: &mut Chance, limit| -> Vec<Person> {
            let many = chance.below(limit) * usize::from(chance.percent(60));
            (0..many).map(|_| Person::of(seed, Person::draw(chance))).collect()
        };
        let (others, named) = (draw(&mut chance, 4), draw(&mut chance, 5));
        let host = Person::of(seed, host);
        let place = match chance.below(10) {
            0..6 => host.country().2,
            6..8 => COUNTRIES[chance.zipf(COUNTRIES.len())].2,
            _ => *chance.pick_skewed(&TOWNS),
        };
        // Twenty-five years, of which the late ones brought more.
        let days = (9_131.0 * chance.share().powf(0.6)) as i64;
        Self {
            day: date(2000, 1, 1).saturating_add(Span::new().days(days)),
            guest: Person::of(seed, guest),
            host,
            others,
            place,
            named,
            topics: [words.topic(&mut chance), words.topic(&mut chance)],
            call: chance.percent(6),
        }
    }

    /// When the report of a telling was published: the same day, or one of the next two.
    pub fn published(&self, telling: u64) -> Date {
        let later = i64::try_from(mix(telling ^ self.topics[0].len() as u64) % 5 / 2).unwrap_or(0);
        self.day.saturating_add(later.days())
    }
}

/// The headline of a telling.
pub fn headline(event: &Event, told: Told, words: &Words, chance: &mut Chance) -> String {
    let (host, guest, topic) = (&event.host, &event.guest, &event.topics[0]);
    if told == Told::News {
        let (a, b) = (words.adjective(chance), words.noun(chance));
        let line = match chance.below(5) {
            0 => format!("{a} {b} in {} raises hopes for {topic}", event.place),
            1 => format!("{} of {} faces {a} {b}", words.noun(chance), event.place),
            2 => format!("{}: {topic} needs a {a} {b}", host.short()),
            3 => format!("no {b} without {topic}, report from {} finds", event.place),
            _ => format!("{} {b} puts {topic} at risk", host.country().1),
        };
        return super::people::capital(&line);
    }
    let country = host.country().1;
    match chance.below(9) {
        _ if event.call => format!(
            "{} speaks by phone with {} {} about {topic}",
            host.short(),
            guest.title(),
            guest.name()
        ),
        0 => format!(
            "{country} {} {} meets with {} to discuss {topic}",
            host.title(),
            host.name(),
            guest.short()
        ),
        1 => format!(
            "{} {} receives {} {}",
            host.title(),
            host.name(),
            guest.country().1,
            guest.title()
        ),
        2 => format!(
            "{} discusses {topic} with {} {}",
            host.short(),
            guest.country().1,
            guest.title()
        ),
        3 => format!("{} and {} agree on {topic}", host.short(), guest.short()),
        4 => format!(
            "{country} {}, {} {} review {topic}",
            host.title(),
            guest.country().1,
            guest.title()
        ),
        5 => format!(
            "{}, {} hold talks on {topic} in {}",
            host.short(),
            guest.short(),
            event.place
        ),
        6 => format!(
            "{} {} visits {} for talks on {topic}",
            guest.title(),
            guest.name(),
            event.place
        ),
        7 => format!("{} tells {} that {topic} cannot wait", host.short(), guest.short()),
        _ => format!(
            "{} hosts {} {} in {}",
            host.short(),
            guest.title(),
            guest.name(),
            event.place
        ),
    }
}
