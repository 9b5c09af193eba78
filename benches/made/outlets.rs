//! The outlets: each with a page of its own around its reports.

use super::chance::Chance;
use super::people::capital;
use super::words::stem;
use jiff::civil::Date;

pub const OUTLETS: usize = 84;

/// How an outlet prints its reports.
pub struct Outlet {
    pub name: String,
    /// Lines above every report, and below it.
    pub above: Vec<String>,
    pub below: Vec<String>,
    pub dates: DateForm,
    pub dateline: Dateline,
    /// Names of the sections that stand above its headlines.
    pub sections: Vec<&'static str>,
    pub pointer: &'static str,
    pub by: &'static str,
    /// Names who wrote a report.
    pub signs: bool,
    pub captions: bool,
    pub tags: bool,
    pub standfirst: bool,
    /// Lists other reports below.
    pub lists: bool,
    pub british: bool,
}

#[derive(Clone, Copy)]
pub enum DateForm {
    DayFirst,
    MonthFirst,
    WithWeekday,
    Iso,
    Published,
    WithTime,
    /// On the line of the section, as an exporter leaves it.
    Labelled,
    /// In the dateline alone.
    None,
}

#[derive(Clone, Copy)]
pub enum Dateline {
    /// `ERBIL (Harbour Wire) –`
    Agency,
    /// `ERBIL —`
    Place,
    /// `ERBIL, July 4 (Harbour Wire) –`
    Dated,
    None,
}

const SECTIONS: [&str; 10] = [
    "Politics",
    "World",
    "Security",
    "Business",
    "Diplomacy",
    "National",
    "Economy",
    "Energy",
    "Middle East",
    "Local News",
];

impl Outlet {
    pub fn all(seed: u64) -> Vec<Self> {
        (0..OUTLETS as u64).map(|number| Self::of(seed, number)).collect()
    }

    fn of(seed: u64, number: u64) -> Self {
        let mut chance = Chance::of(seed, "outlet", number);
        let made = capital(&stem(700 + chance.below(9_000)));
        let kinds = [
            "Herald",
            "Times",
            "Post",
            "Gazette",
            "Tribune",
            "News",
            "Courier",
            "Wire",
            "News Agency",
            "Observer",
            "Chronicle",
            "Press",
            "Daily",
            "Monitor",
        ];
        let name = format!("{made} {}", chance.pick(&kinds));
        let mut sections = SECTIONS.to_vec();
        sections.rotate_left(chance.below(SECTIONS.len()));
        sections.truncate(if chance.percent(55) { chance.within(2..7) } else { 0 });
        use DateForm::{DayFirst, Iso, Labelled, MonthFirst, None as Undated, Published, WithTime, WithWeekday};
        let forms = [
            DayFirst,
            MonthFirst,
            MonthFirst,
            WithWeekday,
            Iso,
            Published,
            Published,
            WithTime,
            Labelled,
            Undated,
        ];
        let datelines = [
            Dateline::Agency,
            Dateline::Agency,
            Dateline::Place,
            Dateline::Dated,
            Dateline::None,
        ];
        Self {
            above: above(&mut chance, &name),
            below: below(&mut chance, &name, &made),
            dates: *chance.pick(&forms),
            dateline: *chance.pick(&datelines),
            sections,
            pointer: chance.word(&["Read More: ", "Read more: ", "Also read: ", "See also: ", "Related: "]),
            by: chance.word(&["By ", "By ", "Written by ", "author_image "]),
            signs: chance.percent(70),
            captions: chance.percent(45),
            tags: chance.percent(35),
            standfirst: chance.percent(30),
            lists: chance.percent(20),
            british: chance.percent(35),
            name,
        }
    }

    /// A day as it is printed on a line of its own.
    pub fn date_line(&self, day: Date, chance: &mut Chance) -> Option<String> {
        let month = day.strftime("%B").to_string();
        let (number, year) = (day.day(), day.year());
        Some(match self.dates {
            DateForm::DayFirst => format!("{number} {month} {year}"),
            DateForm::MonthFirst => format!("{month} {number}, {year}"),
            DateForm::WithWeekday => format!("{}, {number} {month} {year}", day.strftime("%A")),
            DateForm::Iso | DateForm::Labelled => day.to_string(),
            DateForm::Published => format!("Published: {month} {number}, {year}"),
            DateForm::WithTime => format!(
                "{number} {month} {year} {:02}:{:02}",
                chance.within(6..23),
                chance.below(60)
            ),
            DateForm::None => return None,
        })
    }
}

/// Menus, crumbs, a masthead.
fn above(chance: &mut Chance, name: &str) -> Vec<String> {
    let mut lines = Vec::new();
    if chance.percent(35) {
        lines.extend(["Skip to content", "Menu", "Search"].map(str::to_owned));
    }
    if chance.percent(40) {
        lines.push("Home | Politics | World | Business | Sports | Opinion | Video".to_owned());
    }
    if chance.percent(20) {
        lines.push(name.to_owned());
    }
    if chance.percent(15) {
        lines.extend(["Subscribe", "Sign in"].map(str::to_owned));
    }
    lines
}

/// Share boxes, comment boxes, shops of apps, rights.
fn below(chance: &mut Chance, name: &str, made: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut add = |percent: usize, box_of: &[&str]| {
        if chance.percent(percent) {
            lines.extend(
                box_of
                    .iter()
                    .map(|line| line.replace("{name}", name).replace("{made}", made)),
            );
        }
    };
    add(
        50,
        &[
            "Share this article",
            "Facebook",
            "Twitter",
            "WhatsApp",
            "Telegram",
            "Copy link",
        ],
    );
    add(
        20,
        &[
            "Comments",
            "{name} moderates all comments. Be brief, be kind and keep to the matter.",
            "Post a comment",
        ],
    );
    add(25, &["Follow {name} on Facebook", "Subscribe to our newsletter"]);
    add(
        30,
        &[
            "Listen To",
            "{made} Radio On",
            "98.3FM",
            "Download",
            "{made} Applications On",
            "App Store Google Play Galaxy Store Huawei Store",
        ],
    );
    add(85, &["© 2024 {name}. All rights reserved."]);
    add(
        50,
        &["Site Map -  Privacy Policy -  About -  Contact -  Jobs -  Archive"],
    );
    add(
        20,
        &["About us", "Contact us", "Terms of Use", "Privacy Policy", "Advertise"],
    );
    lines
}
