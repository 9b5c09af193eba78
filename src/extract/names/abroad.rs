//! What tells a name from something else in the languages of `tongue`.

use super::*;

/// Offices of which the complement is somebody, and no body or place: `asesor de Ana Sousa`.
const OF_SOMEBODY: [&str; 36] = [
    "asesor",
    "asesora",
    "portavoz",
    "vocero",
    "vocera",
    "abogado",
    "abogada",
    "enviado",
    "enviada",
    "representante",
    "homólogo",
    "homóloga",
    "assessor",
    "assessora",
    "porta-voz",
    "advogado",
    "advogada",
    "conseiller",
    "conseillère",
    "avocat",
    "avocate",
    "porte-parole",
    "envoyé",
    "envoyée",
    "représentant",
    "représentante",
    "consigliere",
    "consigliera",
    "avvocato",
    "portavoce",
    "sprecher",
    "sprecherin",
    "kollege",
    "kollegin",
    "amtskollege",
    "amtskollegin",
];

/// Guests by what they are.
const VISITORS: [&str; 5] = ["visitante", "visiteur", "visiteuse", "convidado", "ospite"];

/// What stands behind `e` in surnames of Portuguese: `Tavares e Silva`.
const SECOND: [&str; 24] = [
    "Silva",
    "Sousa",
    "Souza",
    "Costa",
    "Castro",
    "Melo",
    "Mello",
    "Sá",
    "Lima",
    "Cunha",
    "Brito",
    "Vasconcelos",
    "Noronha",
    "Albuquerque",
    "Menezes",
    "Meneses",
    "Almeida",
    "Abreu",
    "Moura",
    "Faro",
    "Lencastre",
    "Távora",
    "Carmo",
    "Mota",
];

/// Words for companies, straight before their names.
const COMPANY: [&str; 16] = [
    "empresa",
    "firma",
    "compañía",
    "companhia",
    "sociedad",
    "sociedade",
    "société",
    "compagnie",
    "entreprise",
    "azienda",
    "società",
    "minera",
    "petrolera",
    "aerolínea",
    "multinacional",
    "groupe",
];

/// What bears the name of somebody behind it: `Plaza General Francisco Sousa`.
const NAMED_FOR: [&str; 34] = [
    "plaza",
    "plazas",
    "avenida",
    "calle",
    "calzada",
    "bulevar",
    "parque",
    "puente",
    "estadio",
    "aeropuerto",
    "hospital",
    "escuela",
    "colegio",
    "teatro",
    "auditorio",
    "biblioteca",
    "salón",
    "sala",
    "place",
    "rue",
    "avenue",
    "boulevard",
    "pont",
    "stade",
    "aéroport",
    "piazza",
    "via",
    "viale",
    "corso",
    "praça",
    "rua",
    "ponte",
    "estádio",
    "aeroporto",
];

impl Scan<'_, '_> {
    /// `la Plaza General Francisco Sousa`: a title, or a name, with the word for a place before it.
    pub(super) fn is_named_for(&self, start: usize) -> bool {
        let place = |at: usize| {
            self.at(at)
                .is_some_and(|token| token.is_capital() && token.is_one_of(&NAMED_FOR))
        };
        self.abroad && (place(start) || self.is_joined(start) && place(start.wrapping_sub(1)))
    }

    /// `Coronel DEM Ana Sousa`, `Coronel de Caballería DEM Ana Sousa`: letters for an arm of service between a rank and
    /// a name.
    pub(super) fn is_arm(&self, at: usize) -> bool {
        let letters = self.at(at).is_some_and(|token| {
            token.shape == Shape::Capitals
                && (2..=5).contains(&token.text.len())
                && token.text.bytes().all(|byte| byte.is_ascii_uppercase())
                && token.gap.is_plain()
        });
        let named = self.at(at + 1).is_some_and(|next| next.shape == Shape::Capital);
        let ranked = || {
            let before = at.wrapping_sub(1);
            let behind_arm = self.class(before).is(Class::NOTNAME)
                && self.class(before.wrapping_sub(1)).is(Class::OF)
                && self.class(before.wrapping_sub(2)).is(Class::RANK);
            self.class(before).is(Class::RANK) || behind_arm
        };
        self.abroad && letters && named && self.is_joined(at) && ranked()
    }

    /// `son homologue vaudois Ana Sousa`: an adjective that no list holds, between an office and a name.
    pub(super) fn is_of_town(&self, at: usize) -> bool {
        let endings = [
            "ois", "oise", "ais", "aise", "ain", "aine", "ien", "ienne", "éen", "éenne", "ano", "ana", "ino", "ina",
            "eño", "eña", "ense", "ese", "és", "esa", "ico", "ica", "ista", "ivo", "iva", "ique", "al", "ale", "ar",
        ];
        let adjective = self.at(at).is_some_and(|token| {
            token.shape == Shape::Lower
                && token.class == Class::default()
                && token.gap.is_plain()
                && token.text.len() > 4
                && endings.iter().any(|ending| token.text.ends_with(ending))
        });
        let before = at.wrapping_sub(1);
        self.abroad
            && adjective
            && self.is_joined(at)
            && self
                .at(before)
                .is_some_and(|office| office.class.is(Class::OFFICE) && !is_plural(office.text))
    }

    /// `il suo omologo Ante Sousa`: a small word that is a given name, behind an office.
    pub(super) fn is_small_by_name(&self, at: usize) -> bool {
        let capital = self.at(at).is_some_and(|token| {
            let given = token.class.is(Class::FUNC) && token.text.len() > 3
                || token.is_one_of(&["malik", "sultan", "sardar", "emir", "amir"]);
            token.shape == Shape::Capital && given && token.gap.is_plain()
        });
        let office = self.at(at.wrapping_sub(1)).is_some_and(|before| {
            before.class.is_title() || before.shape == Shape::Lower && before.class.is(Class::MOD | Class::PEOPLE)
        });
        self.abroad && capital && office && self.is_joined(at) && self.is_plain_name(at + 1)
    }

    /// `Lo Russo`, `Di Greco`: what is of a people elsewhere, behind a small word with a capital inside a name.
    pub(super) fn is_of_particle(&self, at: usize) -> bool {
        let small = self
            .at(at.wrapping_sub(1))
            .is_some_and(|before| matches!(before.text, "Lo" | "La" | "Li" | "Di" | "De" | "Del" | "Della" | "D"));
        self.abroad
            && small
            && self.is_joined(at)
            && self
                .at(at)
                .is_some_and(|token| token.shape == Shape::Capital && !token.class.is(Class::FUNC))
    }

    /// `Coronel Reina Isabel Sousa`: an office that is a given name behind a rank.
    pub(super) fn is_queen_by_name(&self, at: usize) -> bool {
        let before = at.wrapping_sub(1);
        self.abroad
            && self
                .at(at)
                .is_some_and(|token| token.shape == Shape::Capital && token.is_one_of(&["reina", "rey", "abad"]))
            && self.is_joined(at)
            && (self.class(before).is(Class::RANK) || self.is_arm(before))
            && self.is_plain_name(at + 1)
            && self.is_plain_name(at + 2)
    }

    /// An article that was set aside stands before the word: `dell’Autorità`.
    pub(super) fn is_elided(&self, at: usize) -> bool {
        let ends = self.at(at.wrapping_sub(1)).zip(self.at(at));
        self.abroad && self.is_joined(at) && ends.is_some_and(|(before, token)| token.start >= before.end + 3)
    }

    /// A bare name that is of a place or of a body: `alcalde de Ramos Arizpe`, `en Ramos Arizpe`, `Ramos Arizpe – El
    /// alcalde …`.
    pub(super) fn is_no_person(&self, name: &Range<usize>) -> bool {
        if !self.abroad {
            return false;
        }
        let before = self
            .at(name.start.wrapping_sub(1))
            .filter(|_| self.is_joined(name.start));
        let located = before.is_some_and(|before| {
            before.shape == Shape::Lower
                && before.is_one_of(&[
                    "en", "em", "in", "im", "nel", "nella", "nei", "no", "na", "nos", "nas", "dans",
                ])
                || before.is_capital()
                    && before.is_one_of(&["são", "santo", "santa", "san", "saint", "sainte", "sankt"])
        });
        let saint = self.at(name.start).is_some_and(|first| {
            first.is_one_of(&["são", "santo", "santa", "san", "saint", "sainte", "sankt"]) && name.len() == 2
        });
        located || saint || self.is_of_office(name.start) || self.is_dateline(name)
    }

    /// An office that goes on to a company, and no person: `presidente de la surcoreana Daehan Cells`.
    pub(super) fn is_of_company(&self, start: usize) -> bool {
        let adjective = self
            .at(start.wrapping_sub(1))
            .is_some_and(|before| before.shape == Shape::Lower && before.class.is(Class::MOD | Class::PEOPLE));
        self.abroad && adjective && self.is_joined(start) && self.is_of_office(start)
    }

    /// Words that lead a visitor who is named elsewhere: no office of the name behind them.
    pub(super) fn is_visitor(&self, at: usize) -> bool {
        self.abroad && self.at(at).is_some_and(|token| token.is_one_of(&VISITORS))
    }

    fn is_of_office(&self, start: usize) -> bool {
        let (mut at, mut of, mut between) = (start, self.is_elided(start), 0);
        while at > self.start && self.is_joined(at) && start - at < 6 {
            at -= 1;
            let Some(token) = self.at(at).filter(|token| token.shape == Shape::Lower || of) else {
                return false;
            };
            if token.class.is(Class::OF | Class::ARTICLE) {
                of = true;
            } else if of {
                return token.class.is(Class::OFFICE) && !token.is_one_of(&OF_SOMEBODY);
            } else {
                between += 1;
                if between > 2 || !token.class.is(Class::MOD | Class::PEOPLE) && !token.is_one_of(&COMPANY) {
                    return false;
                }
            }
        }
        false
    }

    /// `Ramos Arizpe – El alcalde`: before a dash, where a text begins.
    fn is_dateline(&self, name: &Range<usize>) -> bool {
        let dash = self
            .at(name.end.wrapping_sub(1))
            .is_some_and(|last| last.gap.has(Gap::DASH));
        let begins = self
            .at(name.end)
            .is_some_and(|next| next.shape != Shape::Lower && next.class.is(Class::FUNC));
        name.start == self.start && dash && begins
    }

    /// `el presidente, Santiago Sousa`: a name that is a place's elsewhere.
    pub(super) fn is_behind_office(&self, at: usize) -> bool {
        let comma = self
            .at(at.wrapping_sub(1))
            .is_some_and(|before| before.gap == Gap::COMMA);
        self.abroad && comma && self.office_before_comma(at, self.start, false).is_some()
    }

    /// `…, il presidente dell’Autorità portuale Ana Sousa`: behind an article and an office comes a full name, and what
    /// stood before the comma is another’s.
    pub(super) fn is_next_of_list(&self, start: usize, head: usize, at: usize) -> bool {
        let full = self.is_joined(at)
            && self.is_joined(at + 1)
            && self.is_plain_name(at)
            && (self.is_plain_name(at + 1) || self.class(at + 1).is(Class::PARTICLE) && self.is_plain_name(at + 2));
        let of = self
            .class(at.wrapping_sub(1))
            .is(Class::OF | Class::ARTICLE | Class::PREP)
            || self.is_elided(at);
        self.abroad && head + 1 < at && full && !of && self.class(start).is(Class::ARTICLE)
    }

    /// `la ingeniera Ana Sousa`: forms of address in small letters.
    pub(super) fn is_small_honor(&self, at: usize) -> bool {
        self.abroad
            && self.at(at).is_some_and(|token| {
                token.shape == Shape::Lower
                    && token.class.is(Class::HONOR)
                    && !token.class.is(Class::FUNC)
                    && (token.text.len() > 4
                        || token.class.is(Class::ABBREV)
                        || token.is_one_of(&["don", "doña", "dom", "frau"]))
            })
    }

    /// `Ortega y Gasset`, `Tavares e Silva`: the small word at `end` is inside the name that begins at `at`.
    pub(super) fn joins_surnames(&self, at: usize, end: usize) -> bool {
        let (Some(link), Some(next)) = (self.at(end), self.at(end + 1)) else {
            return false;
        };
        if !self.abroad || end < at + 2 || !self.is_plain_name(end + 1) {
            return false;
        }
        // Where it is no `and`, nothing else stands between capitals.
        if !link.class.is(Class::LINK) {
            return true;
        }
        if link.says("e") {
            return SECOND.contains(&next.text);
        }
        let titled = self.is_joined(at) && self.class(at.wrapping_sub(1)).is_title()
            || self.office_before_comma(at, self.start, false).is_some();
        titled && !next.gap.is_plain()
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::meetings::tests_languages::people;

    #[test]
    fn places_bodies_and_surnames() {
        let cases: [(&str, &[&str]); 6] = [
            (
                "El martes, el alcalde de Valle Hondo, Ramiro Cifuentes, recibió en su despacho a la presidenta de la minera \
                 Orion Metals, Clara Benavente, para hablar del agua de la ciudad.",
                &["Clara Benavente", "Ramiro Cifuentes"],
            ),
            (
                "El portavoz de Clara Benavente, Ramiro Cifuentes, se reunió el lunes con el alcalde de la ciudad, Tomás \
                 Urquidi, para hablar del agua y de los caminos.",
                &["Clara Benavente", "Ramiro Cifuentes", "Tomás Urquidi"],
            ),
            (
                "O cônsul honorário de Angola, Armindo Lopes e Silva, reuniu-se na segunda-feira com a ministra da Cultura, \
                 Rita Campos, para falar do museu e da escola.",
                &["Armindo Lopes e Silva", "Rita Campos"],
            ),
            (
                "A ministra da Cultura, Rita Campos, recebeu ontem os escritores Armindo Lopes e Davi Antunes, que falaram do \
                 museu e da escola da cidade.",
                &["Armindo Lopes", "Davi Antunes", "Rita Campos"],
            ),
            (
                "El embajador de España, Ignacio Olaso y Urrutia, fue recibido el lunes por la ministra de Cultura, Rita \
                 Campos, para hablar del museo de la ciudad.",
                &["Ignacio Olaso y Urrutia", "Rita Campos"],
            ),
            (
                "Il sindaco Renzo Galli ha incontrato ieri il presidente dell'Autorità portuale Ugo Ferri e la deputata Irma \
                 Colli per parlare della sicurezza nei porti.",
                &["Irma Colli", "Renzo Galli", "Ugo Ferri"],
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(people(&format!("Gazeta\n\n{text}\n")), expected, "{text}");
        }
    }
}
