//! Who met whom in sentences of languages other than English.

use crate::clean::{Familiar, clean};
use crate::report::ReportId;
use crate::sources::{Encoding, Form, Source};

fn facts(text: &str) -> crate::report::Facts {
    let source = Source {
        broken: None,
        id: ReportId::from_stem("x"),
        path: "x".into(),
        bytes: vec![],
        text: text.to_owned(),
        form: Form::Page,
        encoding: Encoding::Utf8,
        digest: String::new(),
    };
    crate::extract::extract(&clean(&source, &Familiar::default()))
}

/// The people of a report, in the order of their names.
pub(in crate::extract) fn people(text: &str) -> Vec<String> {
    let mut names: Vec<String> = facts(text).people.into_iter().map(|person| person.name).collect();
    names.sort_unstable();
    names
}

/// The people of each meeting of a report with this headline and text, in order.
fn met(text: &str) -> Vec<String> {
    let facts = facts(text);
    let names = |meeting: &crate::report::Meeting| {
        let mut names: Vec<&str> = meeting.people.iter().map(|person| person.name.as_str()).collect();
        names.sort_unstable();
        names.join(", ")
    };
    facts.meetings.iter().map(names).collect()
}

#[test]
fn each_in_its_own_words() {
    let cases: [(&str, &[&str]); 14] = [
        (
            "La ministra de Cultura, Elena Barrientos, fue recibida este lunes en la capital por el alcalde, Tomás Urquidi, \
             acompañado por la concejala Rita Salvatierra. Ambos hablaron del festival de la ciudad.",
            &["Elena Barrientos, Rita Salvatierra, Tomás Urquidi"],
        ),
        (
            "El gobernador de la provincia, Julio Carranza, se reunirá mañana con la ministra de Salud, Marta Olivares, para \
             hablar del nuevo hospital de la ciudad.",
            &[],
        ),
        (
            "O governador do estado, Sílvio Carneiro, recebeu ontem no palácio a embaixadora da Suécia, Karin Lindholm. \
             Também participou da reunião o secretário de Cultura, Davi Antunes.",
            &["Davi Antunes, Karin Lindholm, Sílvio Carneiro"],
        ),
        (
            "A prefeita da cidade, Lúcia Tavares, não participou da reunião com o ministro da Educação, Pedro Guimarães, que \
             foi adiada para a próxima semana.",
            &[],
        ),
        (
            "Le préfet de la région, Marc Delaunay, a reçu mardi la présidente du conseil, Odile Ferrand, en présence du \
             colonel Jean Vasseur, pour parler de la sécurité dans les ports.",
            &["Jean Vasseur, Marc Delaunay, Odile Ferrand"],
        ),
        (
            "La ministre de la Culture, Sabine Roche, rencontrera demain à la préfecture le maire de la ville, Paul Garnier, \
             pour parler du théâtre et de son avenir.",
            &[],
        ),
        (
            "L'ambasciatrice di Francia, Claire Monnier, è stata ricevuta ieri dal presidente della Camera, Aldo Bertani. \
             All'incontro erano presenti il senatore Ugo Ferri e la deputata Irma Colli.",
            &["Aldo Bertani, Claire Monnier, Irma Colli, Ugo Ferri"],
        ),
        (
            "Il sindaco della città, Renzo Galli, non ha incontrato il ministro dei Trasporti, Bruno Sartori, che era \
             rimasto nella capitale per il voto di fiducia.",
            &[],
        ),
        (
            "Am Montag traf Bürgermeisterin Helga Brandner in der Stadt mit Botschafter Erik Solberg zusammen. An dem Gespräch \
             nahm auch der Leiter des Hafens, Jonas Petri, teil.",
            &["Erik Solberg, Helga Brandner, Jonas Petri"],
        ),
        (
            "Der Botschafter von Norwegen, Erik Solberg, ist gestern von Ministerpräsidentin Anna Weigelt empfangen worden. \
             Es ging dabei um die Zusammenarbeit bei der Fischerei.",
            &["Anna Weigelt, Erik Solberg"],
        ),
        (
            "Am Freitag will Ministerpräsidentin Anna Weigelt in der Hauptstadt den Botschafter von Norwegen, Erik Solberg, \
             treffen, um über die Fischerei zu sprechen.",
            &[],
        ),
        (
            "Dışişleri Bakanı Cem Özdoğan, Norveç Büyükelçisi Erik Solberg'i dün makamında kabul etti. Görüşmede Bakan \
             Yardımcısı Selin Aydıner de hazır bulundu.",
            &["Cem Özdoğan, Erik Solberg, Selin Aydıner"],
        ),
        (
            "Norveç Büyükelçisi Erik Solberg, Vali Murat Kılıçer tarafından kabul edildi. Konuk büyükelçi, iki ülke \
             arasındaki ilişkilerin güçlü olduğunu söyledi.",
            &["Erik Solberg, Murat Kılıçer"],
        ),
        (
            "Dışişleri Bakanı Cem Özdoğan, gelecek hafta Norveç Büyükelçisi Erik Solberg ile görüşecek. Görüşmede iki ülke \
             arasındaki ilişkilerin ele alınması bekleniyor.",
            &[],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(met(&format!("Gazeta\n\n{text}\n")), expected, "{text}");
    }
}

#[test]
fn guests_who_are_led_by_somebody() {
    let cases = [
        "Le ministre de l’Intérieur, Marc Delaunay, a reçu mardi une délégation de maires conduite par la présidente du \
         conseil, Odile Ferrand, pour parler de la sécurité dans les ports.",
        "El ministro del Interior, Marc Delaunay, recibió este martes en la capital a una delegación de alcaldes encabezada \
         por la presidenta del consejo, Odile Ferrand, para hablar de la seguridad en los puertos.",
    ];
    for case in cases {
        assert_eq!(met(case), ["Marc Delaunay, Odile Ferrand"], "{case}");
    }
}

#[test]
fn german_by_telephone_and_on_the_fringes() {
    let cases = [
        "Bundeskanzler Karl Brandner telefonierte am Montag mit der dänischen Ministerpräsidentin Mette Lindholm über die \
         Lage in der Ostsee und die nächsten Schritte der Regierung.",
        "Am Rande des Gipfels hat Bundeskanzler Karl Brandner am Montag die dänische Ministerpräsidentin Mette Lindholm \
         getroffen und mit ihr über die Lage in der Ostsee gesprochen.",
    ];
    for case in cases {
        assert_eq!(met(case), ["Karl Brandner, Mette Lindholm"], "{case}");
    }
}
