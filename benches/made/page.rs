//! A report as its outlet prints it.

use super::chance::Chance;
use super::outlets::{DateForm, Dateline, Outlet};
use super::people::{Person, capital};
use super::story::{Event, Told};
use super::words::Words;
use jiff::civil::Date;

/// All that is laid out on one page.
pub struct Page<'a> {
    pub words: &'a Words,
    pub outlet: &'a Outlet,
    pub event: &'a Event,
    pub told: Told,
    pub headline: Option<&'a str>,
    pub published: Option<Date>,
    /// Headlines of other reports that it points to.
    pub pointers: Vec<String>,
    /// Headlines in its list of other stories.
    pub listed: Vec<String>,
}

/// The parts of a report, for those who need them apart.
pub struct Parts {
    pub text: String,
    pub body: String,
    pub byline: Option<String>,
    pub section: Option<String>,
    pub tags: Vec<String>,
}

impl Page<'_> {
    pub fn lay_out(&self, chance: &mut Chance) -> Parts {
        let outlet = self.outlet;
        let section = (!outlet.sections.is_empty()).then(|| (*chance.pick(&outlet.sections)).to_owned());
        let byline = (outlet.signs && chance.percent(80)).then(|| Person::of(11, chance.zipf(900) as u64).name());
        let tags = self.tags(chance);
        let body = self.body(chance);
        let mut lines: Vec<String> = outlet.above.clone();
        let day = self.published.and_then(|day| outlet.date_line(day, chance));
        match (&section, &day, outlet.dates) {
            (section, Some(day), DateForm::Labelled) => {
                lines.push(format!(" date {day} {}", section.as_deref().unwrap_or_default()));
            }
            (Some(section), _, _) => lines.push(section.clone()),
            _ => {}
        }
        lines.push(String::new());
        if let Some(headline) = self.headline {
            lines.extend([headline.to_owned(), String::new()]);
            if outlet.standfirst && chance.percent(70) {
                let mut line = String::new();
                self.words.sentence(chance, self.event.place, &mut line);
                lines.push(line.trim_end().to_owned());
            }
        }
        if let Some(byline) = &byline {
            lines.push(format!("{}{byline}", outlet.by));
        }
        lines.extend(day.filter(|_| !matches!(outlet.dates, DateForm::Labelled)));
        if outlet.captions && chance.percent(70) {
            let caption = self.caption(chance);
            // As pages have it whose picture opens in a window.
            if chance.percent(25) {
                lines.push(caption.clone());
            }
            lines.push(caption);
        }
        if outlet.tags && !tags.is_empty() {
            lines.push(format!("Tags: {}", tags.join(", ")));
        }
        lines.extend([String::new(), body.clone()]);
        if chance.percent(15) {
            lines.push(format!("Edited by {}", Person::of(11, chance.zipf(60) as u64).name()));
        }
        if !self.listed.is_empty() {
            lines.push("Related stories".to_owned());
            lines.extend(self.listed.iter().cloned());
        }
        lines.extend(outlet.below.iter().cloned());
        Parts {
            text: lines.join("\n") + "\n",
            body,
            byline,
            section,
            tags,
        }
    }

    fn tags(&self, chance: &mut Chance) -> Vec<String> {
        let event = self.event;
        let mut tags = vec![event.host.country().0.to_owned(), event.host.name()];
        if event.guest.country().0 != event.host.country().0 {
            tags.push(event.guest.country().0.to_owned());
        }
        tags.push(capital(self.words.noun(chance)));
        tags
    }

    fn caption(&self, chance: &mut Chance) -> String {
        let Event {
            host,
            guest,
            place,
            day,
            ..
        } = self.event;
        let day = match chance.below(3) {
            0 => format!(" on {}", day.strftime("%B %-d, %Y")),
            1 => format!(", {}", day.strftime("%-d %B %Y")),
            _ => String::new(),
        };
        if self.told == Told::News {
            return format!("A view of {place}{day}. (Photo: {})", self.outlet.name);
        }
        format!(
            "{} {} met with {} {}, {}, in {place}{day}. (Photo: {})",
            host.title(),
            host.name(),
            guest.title(),
            guest.name(),
            guest.office(),
            self.outlet.name,
        )
    }

    fn body(&self, chance: &mut Chance) -> String {
        let event = self.event;
        let mut paragraphs = vec![self.dateline() + &self.lead(chance)];
        // Many are short, some are long, and a few are very long.
        let many = match chance.below(1_000) {
            0..4 => chance.within(30..160),
            4..60 => chance.within(9..20),
            60..400 => chance.within(1..4),
            _ => chance.within(3..8),
        };
        let mut told = self.further(chance).into_iter();
        let mut pointers = self.pointers.iter();
        for number in 0..many {
            let mut paragraph = String::new();
            if let Some(sentence) = told.next() {
                paragraph.push_str(&sentence);
                paragraph.push(' ');
            }
            for _ in 0..chance.within(1..5) {
                self.words.sentence(chance, event.place, &mut paragraph);
            }
            paragraphs.push(paragraph.trim_end().to_owned());
            if number % 2 == 0
                && let Some(pointer) = pointers.next()
            {
                paragraphs.push(format!("{}{pointer}", self.outlet.pointer));
            }
        }
        paragraphs.join(if chance.percent(50) { "\n\n" } else { "\n" })
    }

    fn dateline(&self) -> String {
        let place = self.event.place.to_uppercase();
        let name = &self.outlet.name;
        match (self.outlet.dateline, self.published) {
            (Dateline::Agency, _) => format!("{place} ({name}) – "),
            (Dateline::Place, _) => format!("{place} — "),
            (Dateline::Dated, Some(day)) => format!("{place}, {} ({name}) – ", day.strftime("%B %-d")),
            _ => String::new(),
        }
    }

    /// The first paragraph: who met whom, as the press says it.
    fn lead(&self, chance: &mut Chance) -> String {
        let Event {
            host,
            guest,
            place,
            day,
            topics,
            ..
        } = self.event;
        let (a, b) = (full(host, self.outlet.british), full(guest, self.outlet.british));
        let (titled, other) = (
            format!("{} {}", host.title(), host.name()),
            format!("{} {}", guest.title(), guest.name()),
        );
        let (day, [topic, second]) = (day.strftime("%A"), topics);
        let mut lead = match (self.told, chance.below(10)) {
            (Told::News, _) => {
                let mut lead = String::new();
                self.words.sentence(chance, place, &mut lead);
                lead + &format!("This is what {titled} said about {topic} in {place}.")
            }
            _ if self.event.call => format!(
                "{} {titled} spoke by phone on {day} with {b}, about {topic} and {second}.",
                host.country().1
            ),
            (_, 0 | 1) => format!("{a}, met with {other} in {place} on {day} to discuss {topic}."),
            (_, 2) => format!(
                "{} {titled} met on {day} with {b}, to discuss {topic} and {second}.",
                host.country().1
            ),
            (_, 3) => format!(
                "{} {titled} on {day} received {b}, for talks on {topic}.",
                host.country().1
            ),
            (_, 4) => format!("{other} was received by {a}, in {place} on {day}."),
            (_, 5) => format!("On {day}, {titled} held talks with {b}, on {topic}."),
            (_, 6) => format!("{b}, paid a courtesy call on {titled} in {place} on {day}."),
            (_, 7) => format!("{a}, welcomed {b}, in {place} on {day}. The two sides discussed {topic} and {second}."),
            (_, 8) => format!("{titled} and {other} met in {place} on {day} to discuss {topic}."),
            _ => format!(
                "{titled}, who is {}, received in {place} on {day} {b}, and discussed {topic}.",
                host.office()
            ),
        };
        lead.push(' ');
        for _ in 0..chance.within(0..3) {
            self.words.sentence(chance, place, &mut lead);
        }
        lead.trim_end().to_owned()
    }

    /// Sentences that open the paragraphs below.
    fn further(&self, chance: &mut Chance) -> Vec<String> {
        let Event {
            host,
            guest,
            others,
            named,
            topics,
            ..
        } = self.event;
        let mut told = Vec::new();
        if self.told != Told::News {
            // One desk in ten spells a name in its own way.
            let surname = if chance.percent(10) {
                guest.other_spelling()
            } else {
                guest.surname.clone()
            };
            told.push(match chance.below(3) {
                0 => format!(
                    "{} congratulated {surname} and stressed the importance of {}.",
                    host.short(),
                    topics[1]
                ),
                1 => format!("“We spoke about {},” {surname} said after the meeting.", topics[0]),
                _ => format!(
                    "During the meeting, {} and {} reviewed {}.",
                    host.short(),
                    guest.short(),
                    topics[1]
                ),
            });
            if !others.is_empty() {
                let list: Vec<String> = others
                    .iter()
                    .map(|person| format!("{} {}", person.title(), person.name()))
                    .collect();
                told.push(match list.split_last() {
                    Some((last, [])) => format!("The meeting was also attended by {last}."),
                    Some((last, rest)) => format!("The meeting was also attended by {} and {last}.", rest.join(", ")),
                    None => String::new(),
                });
            }
        }
        for person in named {
            let titled = format!("{} {}", person.title(), person.name());
            told.push(match chance.below(6) {
                0 => format!(
                    "Last month {titled}, {}, criticised the {}.",
                    person.office(),
                    self.words.noun(chance)
                ),
                1 => format!(
                    "On {}, {} also met with {titled}.",
                    self.event.day.saturating_sub(jiff::Span::new().days(1)).strftime("%A"),
                    host.short()
                ),
                2 => format!("The matter was raised before by {titled} of {}.", person.country().0),
                3 => format!(
                    "“It is a matter of {},” said {}, {}.",
                    self.words.noun(chance),
                    person.name(),
                    person.office()
                ),
                4 => format!(
                    "According to {}, {}, the {} is not over.",
                    person.name(),
                    person.office(),
                    self.words.noun(chance)
                ),
                _ => format!(
                    "{} {titled} is expected in {} next week.",
                    person.country().1,
                    self.event.place
                ),
            });
        }
        told
    }
}

/// A person as a lead names one: office behind the name, or before it.
fn full(person: &Person, british: bool) -> String {
    let rank = if person.military || british {
        format!("{} ", person.title())
    } else {
        String::new()
    };
    format!("{rank}{}, {}", person.name(), person.office())
}
