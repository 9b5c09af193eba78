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
pub(super) fn met(text: &str) -> Vec<String> {
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

/// The meetings of a report of 12 May 2023, as people, place and day.
fn told(text: &str) -> Vec<String> {
    let facts = facts(&format!("Gazeta del Sur\n\n12.05.2023\n\n{text}\n"));
    let shown = |meeting: &crate::report::Meeting| {
        let mut names: Vec<&str> = meeting.people.iter().map(|person| person.name.as_str()).collect();
        names.sort_unstable();
        let place = meeting.place.as_ref().map(|place| format!(" in {}", place.value));
        let day = meeting.when.exact().map(|day| format!(" on {day}"));
        format!(
            "{}{}{}",
            names.join(", "),
            place.unwrap_or_default(),
            day.unwrap_or_default()
        )
    };
    facts.meetings.iter().map(shown).collect()
}

#[test]
fn parties_and_delegations() {
    let cases: [(&str, &[&str]); 9] = [
        (
            "El alcalde Juan Robledo recibió ayer a la senadora Elsa Rojas. Asistieron por la empresa el gerente Raúl Fonseca; \
             por el ministerio, la directora Lía Paredes, y el abogado Hugo Brun.",
            &["Elsa Rojas, Hugo Brun, Juan Robledo, Lía Paredes, Raúl Fonseca on 2023-05-11"],
        ),
        (
            "La delegación, integrada por Tito Larrea, Ana Bustos y Carmen Paz, fue recibida el lunes por el gobernador Juan \
             Robledo, que habló con ellos del agua de la ciudad y de los caminos.",
            &["Ana Bustos, Carmen Paz, Juan Robledo, Tito Larrea on 2023-05-08"],
        ),
        (
            "Le maire Paul Garnier a reçu mardi la sénatrice Odile Ferrand. Faisaient partie de la délégation : le préfet Marc \
             Delaunay ; la patronne de brasseries Salma Tazi ; et le consul Jean Vasseur.",
            &["Jean Vasseur, Marc Delaunay, Odile Ferrand, Paul Garnier, Salma Tazi on 2023-05-09"],
        ),
        (
            "Le ministre Paul Garnier avait à ses côtés le directeur du port, Jean Vasseur. Il a reçu hier, a-t-on appris de son \
             cabinet, des pêcheurs de la région. La sénatrice Odile Ferrand a rencontré jeudi le ministre Paul Garnier.",
            &["Jean Vasseur, Odile Ferrand, Paul Garnier on 2023-05-11"],
        ),
        (
            "M. Garnier a été reçu, lundi, par la préfète, Odile Ferrand, et M. Vasseur s'était entretenu en visioconférence avec \
             le ministre, Marc Delaunay. Le maire Paul Garnier et le consul Jean Vasseur sont rentrés.",
            &[
                "Odile Ferrand, Paul Garnier on 2023-05-08",
                "Jean Vasseur, Marc Delaunay",
            ],
        ),
        (
            "Am Montag empfing Landrat Jonas Petri die Botschafterin Karin Lund. In Begleitung von Lund waren Konsul Otto Lenz und \
             die Bürgermeisterin Eva Kern. Der Delegation gehörten weiter Aktuar Max Thoma und Pater Erwin an.",
            &["Erwin, Eva Kern, Jonas Petri, Karin Lund, Max Thoma, Otto Lenz on 2023-05-08"],
        ),
        (
            "Ministerin Eva Kern hatte einen langen Tag. Am Montag kam sie in Kiel mit dem Investor Otto Lenz und dem Chef der \
             Werft, Jonas Petri, zu einem Gespräch über die Arbeit im Hafen zusammen.",
            &["Eva Kern, Jonas Petri, Otto Lenz in Kiel on 2023-05-08"],
        ),
        (
            "Il prefetto Irma Colli ha riunito mercoledì il sindaco Renzo D'Angelo, il presidente dell'Autorità portuale Ugo Di Bari \
             e i segretari dei metalmeccanici Pino Neri e Aldo Conti per parlare dei lavori nel porto.",
            &["Aldo Conti, Irma Colli, Pino Neri, Renzo D'Angelo, Ugo Di Bari on 2023-05-10"],
        ),
        (
            "Büyükelçi Erik Solberg, Vali Murat Kılıçer ile bir görüşme gerçekleştirdi. Heyette Can Yıldız, Ali Demirtaş ve Selin \
             Aydıner yer aldı. Görüşmede iki ülke arasındaki ilişkiler ele alındı.",
            &["Ali Demirtaş, Can Yıldız, Erik Solberg, Murat Kılıçer, Selin Aydıner"],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(told(text), expected, "{text}");
    }
}

#[test]
fn where_and_when_abroad() {
    let cases: [(&str, &[&str]); 11] = [
        (
            "La consejera Ana Bustos mantuvo ayer en La Solana un encuentro con el alcalde, Juan Robledo, en el que hablaron de las \
             obras de la carretera y de la escuela.",
            &["Ana Bustos, Juan Robledo in La Solana on 2023-05-11"],
        ),
        (
            "El alcalde Juan Robledo recibió esta mañana a la ministra Elsa Rojas, con la que habló de las obras de la carretera y \
             de la escuela. Ambos hablaron de las fiestas, que este año serán en junio.",
            &["Elsa Rojas, Juan Robledo on 2023-05-12"],
        ),
        (
            "El alcalde Juan Robledo se reunió el lunes con la ministra Elsa Rojas. Al encuentro, celebrado en San Marcos del Río, \
             asistió también el director del puerto, Tito Larrea.",
            &["Elsa Rojas, Juan Robledo, Tito Larrea in San Marcos del Río on 2023-05-08"],
        ),
        (
            "La semana pasada, el alcalde Juan Robledo viajó a Sariñena para reunirse con la ministra Elsa Rojas, con la que habló \
             de las obras de la carretera y de la escuela.",
            &["Elsa Rojas, Juan Robledo in Sariñena"],
        ),
        (
            "El alcalde Juan Robledo viajará a Sariñena para reunirse con la ministra Elsa Rojas, con la que hablará de las obras \
             de la carretera y de la escuela.",
            &[],
        ),
        (
            "El alcalde Juan Robledo negó que se haya visto con la ministra Elsa Rojas, como publicó un diario de la ciudad, y dijo \
             que no piensa en las obras de la carretera.",
            &[],
        ),
        (
            "O secretário Rui Tavares encontrou-se, esta manhã, em São Roque da Serra, com a presidente da associação de \
             pescadores, Marta Reis, para falar do preço do peixe.",
            &["Marta Reis, Rui Tavares in São Roque da Serra on 2023-05-12"],
        ),
        (
            "Ministerin Eva Kern lobte die Fischer des Landes und ihre Arbeit. Am 2. Mai war sie in Husum mit dem Landrat Jonas Petri \
             zusammengetroffen; dort ging es um die Arbeit im Hafen und um die Fischerei.",
            &["Eva Kern, Jonas Petri in Husum on 2023-05-02"],
        ),
        (
            "Ein für Januar geplantes Treffen mit dem Landrat Jonas Petri war von Ministerin Eva Kern abgesagt worden, weil sie \
             krank war, und es soll im Sommer nachgeholt werden.",
            &[],
        ),
        (
            "Il ministro Aldo Bertani ha incontrato il senatore Ugo Ferri. Di Bari è stato poi sentito al telefono dal sindaco \
             Renzo Galli. Il presidente Luca Di Bari ha parlato dei lavori nel porto e della scuola.",
            &["Aldo Bertani, Ugo Ferri", "Luca Di Bari, Renzo Galli"],
        ),
        (
            "Dışişleri Bakanı Cem Özdoğan, Norveçli mevkidaşı Erik Solberg ile Ankara'da bir araya geldi. Bugün yapılan görüşmede \
             iki ülke arasındaki ilişkiler ve ticaret ele alındı.",
            &["Cem Özdoğan, Erik Solberg in Ankara on 2023-05-12"],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(told(text), expected, "{text}");
    }
}
