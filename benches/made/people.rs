//! The people of the made reports: each number is always the same person.

use super::chance::Chance;
use super::words::stem;
use std::sync::LazyLock;

/// A country, the word for what is of it, and its capital.
pub const COUNTRIES: [(&str, &str, &str); 48] = [
    ("Iraq", "Iraqi", "Baghdad"),
    ("Turkey", "Turkish", "Ankara"),
    ("Finland", "Finnish", "Helsinki"),
    ("Egypt", "Egyptian", "Cairo"),
    ("Portugal", "Portuguese", "Lisbon"),
    ("Kenya", "Kenyan", "Nairobi"),
    ("Poland", "Polish", "Warsaw"),
    ("Japan", "Japanese", "Tokyo"),
    ("Armenia", "Armenian", "Yerevan"),
    ("France", "French", "Paris"),
    ("India", "Indian", "New Delhi"),
    ("Vietnam", "Vietnamese", "Hanoi"),
    ("Morocco", "Moroccan", "Rabat"),
    ("Germany", "German", "Berlin"),
    ("Brazil", "Brazilian", "Brasilia"),
    ("Norway", "Norwegian", "Oslo"),
    ("Iran", "Iranian", "Tehran"),
    ("Ghana", "Ghanaian", "Accra"),
    ("Ukraine", "Ukrainian", "Kyiv"),
    ("Spain", "Spanish", "Madrid"),
    ("Kuwait", "Kuwaiti", "Kuwait City"),
    ("Sweden", "Swedish", "Stockholm"),
    ("Pakistan", "Pakistani", "Islamabad"),
    ("Italy", "Italian", "Rome"),
    ("Senegal", "Senegalese", "Dakar"),
    ("Denmark", "Danish", "Copenhagen"),
    ("Lebanon", "Lebanese", "Beirut"),
    ("Mongolia", "Mongolian", "Ulaanbaatar"),
    ("Tunisia", "Tunisian", "Tunis"),
    ("Austria", "Austrian", "Vienna"),
    ("Qatar", "Qatari", "Doha"),
    ("Serbia", "Serbian", "Belgrade"),
    ("Ethiopia", "Ethiopian", "Addis Ababa"),
    ("Ireland", "Irish", "Dublin"),
    ("Kazakhstan", "Kazakh", "Astana"),
    ("Hungary", "Hungarian", "Budapest"),
    ("Nigeria", "Nigerian", "Abuja"),
    ("Romania", "Romanian", "Bucharest"),
    ("Nepal", "Nepalese", "Kathmandu"),
    ("Estonia", "Estonian", "Tallinn"),
    ("Algeria", "Algerian", "Algiers"),
    ("Greece", "Greek", "Athens"),
    ("Bangladesh", "Bangladeshi", "Dhaka"),
    ("Croatia", "Croatian", "Zagreb"),
    ("Rwanda", "Rwandan", "Kigali"),
    ("Latvia", "Latvian", "Riga"),
    ("Tanzania", "Tanzanian", "Dodoma"),
    ("Bulgaria", "Bulgarian", "Sofia"),
];

/// Towns beside the capitals.
pub const TOWNS: [&str; 28] = [
    "Erbil",
    "Istanbul",
    "Geneva",
    "Basra",
    "Tampere",
    "Mombasa",
    "Krakow",
    "Osaka",
    "Mumbai",
    "Casablanca",
    "Hamburg",
    "Barcelona",
    "Lahore",
    "Naples",
    "Aarhus",
    "Graz",
    "Karachi",
    "Kirkuk",
    "Mosul",
    "Lyon",
    "Lviv",
    "Kumasi",
    "Gothenburg",
    "Rotterdam",
    "Antwerp",
    "Marseille",
    "Izmir",
    "Tartu",
];

/// What stands before a name, before a name said again, and behind it; `{}` is the country.
const OFFICES: [(&str, &str, &str); 18] = [
    ("President", "President", "the president of {}"),
    ("Prime Minister", "Prime Minister", "the prime minister of {}"),
    ("Foreign Minister", "Minister", "the foreign minister of {}"),
    ("Ambassador", "Ambassador", "the ambassador of {}"),
    ("Defense Minister", "Minister", "the defense minister of {}"),
    ("Interior Minister", "Minister", "the interior minister of {}"),
    ("Governor", "Governor", "the governor of a province of {}"),
    ("Special Envoy", "Envoy", "the special envoy of {}"),
    ("Finance Minister", "Minister", "the finance minister of {}"),
    ("Consul General", "Consul", "the consul general of {}"),
    ("Speaker", "Speaker", "the speaker of the parliament of {}"),
    ("Trade Minister", "Minister", "the minister of trade of {}"),
    ("Oil Minister", "Minister", "the oil minister of {}"),
    ("Mayor", "Mayor", "a mayor from {}"),
    ("Senator", "Senator", "a senator of {}"),
    ("Deputy Minister", "Minister", "the deputy minister of health of {}"),
    ("Bishop", "Bishop", "a bishop from {}"),
    (
        "Deputy Governor",
        "Governor",
        "the deputy governor of the central bank of {}",
    ),
];

const RANKS: [(&str, &str, &str); 8] = [
    ("General", "General", "the chief of staff of the army of {}"),
    ("Maj. Gen.", "Maj. Gen.", "the commander of the ground forces of {}"),
    (
        "Brig. Gen.",
        "Brig. Gen.",
        "the deputy commander of the border guard of {}",
    ),
    ("Lt. Gen.", "Gen.", "the deputy chief of staff of the army of {}"),
    ("Col.", "Col.", "the military attaché of {}"),
    (
        "Major General",
        "Major General",
        "the commander of the training mission of {}",
    ),
    ("Admiral", "Admiral", "the commander of the navy of {}"),
    (
        "Brigadier General",
        "General",
        "the head of military intelligence of {}",
    ),
];

const GIVEN: &str = "Omar Ana Karim Li Eva Tom Nadia Ines Carl Sara Ivan Leila Marek Yuki Hrant Marie Ravi Linh Youssef Greta \
    Paulo Astrid Reza Kofi Oksana Pablo Fatima Erik Imran Giulia Amadou Freya Rima Bat Hedi Franz Hamad Milan Hana Sean \
    Aida Zoltan Chidi Elena Suman Kadri Samir Nikos Rahim Ivana Jean Ilze Juma Petar Nils Clara Sven Dana Luis Olga Hassan \
    Mina Jonas Rosa Emil Vera Adil Noor Felix Irina Bruno Layla Stefan Amina Otto Zara Viktor Salma Andrei Lucia";

static GIVEN_NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| GIVEN.split_whitespace().collect());

/// A person.
pub struct Person {
    pub given: String,
    pub surname: String,
    country: usize,
    office: (&'static str, &'static str, &'static str),
    pub military: bool,
}

impl Person {
    /// The person of a number. Small numbers are those who are met often.
    pub fn of(seed: u64, number: u64) -> Self {
        let mut chance = Chance::of(seed, "person", number);
        let mut given = chance.pick_skewed(GIVEN_NAMES.as_slice()).to_string();
        if chance.percent(25) {
            given = capital(&stem(480 + 31 * chance.zipf(400)));
        }
        let mut surname = capital(&stem(480 + chance.zipf(30_000)));
        match chance.below(20) {
            0 | 1 => surname.insert_str(0, "al-"),
            2 => surname.push_str("-Berg"),
            3..=6 => surname.push_str("ani"),
            7..=10 => surname.push_str("ov"),
            11..=13 => surname.push_str("sen"),
            _ => {}
        }
        let military = chance.percent(25);
        let offices: &[_] = if military { &RANKS } else { &OFFICES };
        Self {
            given,
            surname,
            country: chance.zipf(COUNTRIES.len()),
            office: *chance.pick_skewed(offices),
            military,
        }
    }

    /// Who is drawn, rank by rank, so that four times the reports have little more than twice the people.
    pub fn draw(chance: &mut Chance) -> u64 {
        chance.open_zipf(60.0, 1.78)
    }

    pub fn name(&self) -> String {
        format!("{} {}", self.given, self.surname)
    }

    /// The surname as another desk spells it.
    pub fn other_spelling(&self) -> String {
        for (from, to) in [("i", "ee"), ("k", "q"), ("a", "e"), ("o", "u")] {
            if let Some(at) = self.surname.rfind(from).filter(|at| *at > 2) {
                return format!("{}{to}{}", &self.surname[..at], &self.surname[at + 1..]);
            }
        }
        self.surname.clone()
    }

    pub fn country(&self) -> (&'static str, &'static str, &'static str) {
        COUNTRIES[self.country]
    }

    /// What stands before the name.
    pub fn title(&self) -> &'static str {
        self.office.0
    }

    /// `Minister Haddad`
    pub fn short(&self) -> String {
        format!("{} {}", self.office.1, self.surname)
    }

    /// `the ambassador of Finland`
    pub fn office(&self) -> String {
        self.office.2.replace("{}", self.country().0)
    }
}

pub fn capital(word: &str) -> String {
    let mut word = word.to_owned();
    if let Some(first) = word.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    word
}
