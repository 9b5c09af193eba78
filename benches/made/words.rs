//! Words and sentences: ordinary English between made words, each as often as words are.

use super::chance::{Chance, mix};
use std::fmt::Write as _;

/// Made words of each kind, beside the real ones.
const NOUNS: usize = 22_000;
const VERBS: usize = 8_000;
const ADJECTIVES: usize = 12_000;

const REAL_NOUNS: &str = "border region harvest water trade council road bridge river school price market army village \
    energy budget reform election project contract plan port airport hospital tax law court refugee camp grain oil gas \
    pipeline dam farm factory worker teacher doctor student family city district province valley coast island ship train \
    railway crisis conflict threat ceasefire treaty sanction export import currency bank loan debt grant aid fund programme \
    policy strategy partner sector industry tourism culture museum stadium festival language church university hostage \
    prisoner weapon drone missile tank patrol checkpoint convoy mine attack raid protest strike march flood drought storm \
    earthquake fire climate forest mountain desert well vaccine clinic virus patient medicine food wheat rice fish cattle \
    milk bread fuel electricity tariff licence permit visa passport quota subsidy pension wage job investor company firm \
    merger stock share bond dispute claim ruling appeal verdict inquiry audit report survey census poll ballot vote seat \
    coalition cabinet party faction bloc opposition movement union league network channel newspaper archive record letter";
const REAL_VERBS: &str = "support extend follow review open close delay expand reject approve launch suspend restore repair \
    protect train equip deploy transfer return deliver limit raise lower cover finance renew repeat affect reduce improve \
    monitor secure develop strengthen underline highlight stress praise criticise consider examine question settle claim \
    attack shell damage rebuild clear plant export import collect publish register remove replace test measure control";
const REAL_ADJECTIVES: &str = "new regional national local joint common economic political military public private foreign \
    internal northern southern eastern western central recent further final early late long short large small major minor \
    strong weak heavy rural urban legal civil social annual monthly daily difficult stable fragile mutual bilateral ongoing";

const STARTS: [&str; 24] = [
    "b", "br", "c", "cl", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "pl", "r", "s", "st",
    "t", "tr", "v",
];
const MIDDLES: [&str; 20] = [
    "a", "e", "i", "o", "u", "al", "an", "ar", "el", "en", "er", "il", "in", "ir", "ol", "on", "or", "ul", "un", "ur",
];

/// A made stem: numbers that differ give stems that differ.
pub fn stem(number: usize) -> String {
    let mut rest = number;
    let mut stem = String::new();
    loop {
        // Mixed within the syllable, so that neighbours do not look alike.
        let turn = (mix(stem.len() as u64 + 7) % 480) as usize;
        let syllable = (rest + turn) % 480;
        stem.push_str(STARTS[syllable % 24]);
        stem.push_str(MIDDLES[syllable / 24]);
        rest /= 480;
        if rest == 0 {
            break stem;
        }
        rest -= 1;
    }
}

/// The words, the commonest first.
pub struct Words {
    nouns: Vec<String>,
    verbs: Vec<String>,
    adjectives: Vec<String>,
}

impl Words {
    pub fn new() -> Self {
        let list = |real: &str, made: usize, first: usize, endings: &[&str]| {
            let made =
                (0..made).map(|n| stem(480 + first + n) + endings[(mix(n as u64) % endings.len() as u64) as usize]);
            real.split_whitespace().map(str::to_owned).chain(made).collect()
        };
        Self {
            nouns: list(REAL_NOUNS, NOUNS, 0, &["", "tion", "ment", "er", "ity", "ance", "ist"]),
            verbs: list(REAL_VERBS, VERBS, NOUNS, &["t", "k", "nd", "ll", "ck", "rt"]),
            adjectives: list(
                REAL_ADJECTIVES,
                ADJECTIVES,
                NOUNS + VERBS,
                &["al", "ive", "ous", "ic", "ant", "less"],
            ),
        }
    }

    pub fn noun(&self, chance: &mut Chance) -> &str {
        &self.nouns[chance.zipf(self.nouns.len())]
    }

    fn verb(&self, chance: &mut Chance) -> &str {
        &self.verbs[chance.zipf(self.verbs.len())]
    }

    pub fn adjective(&self, chance: &mut Chance) -> &str {
        &self.adjectives[chance.zipf(self.adjectives.len())]
    }

    /// What is spoken about: `border security`, `the price of grain`.
    pub fn topic(&self, chance: &mut Chance) -> String {
        match chance.below(4) {
            0 => format!("{} {}", self.noun(chance), self.noun(chance)),
            1 => format!("the {} of {}s", self.noun(chance), self.noun(chance)),
            2 => format!("{} {}s", self.adjective(chance), self.noun(chance)),
            _ => format!("{} {}", self.adjective(chance), self.noun(chance)),
        }
    }

    /// One sentence, with a space behind it.
    pub fn sentence(&self, chance: &mut Chance, place: &str, out: &mut String) {
        const JOINS: [&str; 7] = [
            ", while ",
            ", and ",
            ", but ",
            ", because ",
            ", as ",
            "; ",
            ", although ",
        ];
        let quoted = chance.percent(12);
        if quoted {
            out.push('“');
        }
        let start = out.len();
        self.clause(chance, place, out);
        if let Some(first) = out.get_mut(start..start + 1) {
            first.make_ascii_uppercase();
        }
        if chance.percent(40) {
            out.push_str(chance.word(&JOINS));
            self.clause(chance, place, out);
        }
        out.push_str(if quoted { ",” the statement said. " } else { ". " });
    }

    /// `N` noun, `A` adjective, `V` past form of a verb, `I` its plain form, `Y` year, `D` number, `L` place.
    fn clause(&self, chance: &mut Chance, place: &str, out: &mut String) {
        const CLAUSES: [&str; 24] = [
            "the A N of the N V the Ns in the N",
            "officials expect the N to I the A Ns by the end of the N",
            "it was the A N since Y that V the N of L",
            "Ns in L have been A since the N of the Ns was V",
            "the N is A, and it will I the Ns of the A N",
            "at least D Ns were V in L, according to the N of Ns",
            "there is no A N without a N of Ns, and few Ns I it",
            "the Ns that V the N last year are still A",
            "in Y the N V more than D Ns of A N",
            "the two sides I the N for the A Ns of the region",
            "a N of D Ns has V the A N in the N",
            "they V that the N of Ns would be A in the next N",
            "this N had been V for many years before the A N",
            "A Ns and A Ns are among those that I the N",
            "the N between the Ns was V after a A N",
            "most of the Ns have not been V by any N so far",
            "its A N would I the N at a time of A Ns",
            "some D per cent of the Ns were A in Y",
            "the need for a A N was V in the N of the N",
            "more Ns than ever I the N because of the A N",
            "he V the role of the N in the A Ns of L",
            "she V that their A N must not I the N of Ns",
            "what the N V was a A N for all Ns",
            "the N of L is to I D Ns with the N of the A N",
        ];
        for (n, word) in chance.word(&CLAUSES).split(' ').enumerate() {
            if n > 0 {
                out.push(' ');
            }
            let (kind, rest) = word.split_at(1);
            let is_slot = matches!(rest, "" | "s" | "," | "s,");
            match kind {
                "N" if is_slot => out.push_str(self.noun(chance)),
                "A" if is_slot => out.push_str(self.adjective(chance)),
                "V" if is_slot => {
                    let verb = self.verb(chance);
                    out.push_str(verb);
                    out.push_str(if verb.ends_with('e') { "d" } else { "ed" });
                }
                "I" if is_slot => out.push_str(self.verb(chance)),
                "Y" if is_slot => {
                    let _ = write!(out, "{}", chance.within(1975..2000));
                }
                "D" if is_slot => {
                    let _ = write!(out, "{}", 2 + chance.zipf(9_000));
                }
                "L" if is_slot => out.push_str(place),
                _ => out.push_str(kind),
            }
            out.push_str(rest);
        }
    }
}
