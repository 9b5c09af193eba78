//! What desks of other languages than English tell beside the plain verb of meeting.

use super::tests_languages::{met, people};

#[track_caller]
fn check(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(met(&format!("Gazeta\n\n{text}\n")), *expected, "{text}");
    }
}

#[test]
fn came_signed_and_was_received() {
    check(&[
        (
            "El embajador de Corea, Kim Sang-ho, presentó este lunes sus cartas credenciales ante el presidente Arturo Sala en \
             el Palacio Nacional.",
            &["Arturo Sala, Kim Sang-ho"],
        ),
        (
            "O ministro Caio Bento recebeu ontem, em separado, os cumprimentos de despedida do embaixador cessante da Itália, \
             Marco Sala, que termina uma missão de quatro anos.",
            &["Caio Bento, Marco Sala"],
        ),
        (
            "A visita de cortesia do embaixador da Índia, Suresh Reddy, ao governador de Nampula, Manuel Alberto, decorreu esta \
             manhã na sede do governo provincial.",
            &["Manuel Alberto, Suresh Reddy"],
        ),
        (
            "La conseillère Monika Wyss et son homologue vaudois Pascal Droz ont signé lundi à Aigle la convention sur \
             l'hôpital, en présence du directeur Pierre Morand.",
            &["Monika Wyss, Pascal Droz, Pierre Morand"],
        ),
        // What one alone signs is no meeting.
        (
            "La conseillère Monika Wyss a signé lundi à Aigle la lettre que le directeur Pierre Morand lui avait envoyée au \
             début de la semaine.",
            &[],
        ),
        (
            "Un acuerdo por las aguas del río que firmaron hace años los pueblos de la ribera sigue sin cumplirse, recordó la \
             alcaldesa Rosa Ibarra en su discurso.",
            &[],
        ),
        (
            "El ministro Jorge Prieto visitó las obras del hospital acompañado por la intendenta Carla Funes y por el director \
             del hospital, Iván Cuesta, quienes le mostraron los avances.",
            &["Carla Funes, Iván Cuesta, Jorge Prieto"],
        ),
    ]);
}

#[test]
fn told_before_those_who_were_there() {
    check(&[
        (
            "Informamos que el martes 5 de noviembre de 2019 se llevó a cabo en la ciudad de San Juan la audiencia por los \
             despidos en la fábrica.\n\nPor nuestra organización concurrieron el secretario general, cro. Ramón Sosa, y los \
             paritarios Nélida Paz y Walter Cruz. Por la empresa lo hizo su apoderado, el Dr. Ezequiel Funes. Presidió el acto \
             la Dra. Marisel Guerra.",
            &["Ezequiel Funes, Marisel Guerra, Nélida Paz, Ramón Sosa, Walter Cruz"],
        ),
        (
            "En dicha reunión, celebrada el martes 22 con el señor Jefe del Estado Mayor Conjunto, Vicealmirante José Sala, el \
             Mayor General ERD Ramón Puello habló de la frontera.\n\nEstuvieron presentes por Honduras:\n• General de Brigada \
             Wilmer Cálix, Inspector General\n• Coronel de Comunicaciones DEM Reina Isabel Mejía, Directora\n\nPor República \
             Dominicana:\n• Coronel ERD Ana Marte de los Ríos\n",
            &["Ana Marte de los Ríos, José Sala, Ramón Puello, Reina Isabel Mejía, Wilmer Cálix"],
        ),
        (
            "Le Président de la République, Hery Rabe, a accordé deux audiences ce jeudi.\n\n▶️ Mme Ana Sousa, représentante de \
             l'organisation, est venue faire ses adieux au terme de quatre années passées dans le pays.\n\n▶️ Enfin, \
             l'ambassadeur du Japon, S.E.M. Ken Mori, a remis la liste des bateaux qui sont offerts aux pêcheurs de la côte.",
            &["Ana Sousa, Hery Rabe", "Hery Rabe, Ken Mori"],
        ),
        // Audiences that are still to be granted.
        (
            "Le Président de la République, Hery Rabe, doit accorder deux audiences jeudi.\n\n▶️ Mme Ana Sousa, représentante \
             de l'organisation, est une amie du pays depuis vingt ans et plus.",
            &[],
        ),
        (
            "Il via libera era arrivato dal Consiglio, riunitosi sabato a Bologna. Presenti: il presidente Ugo Ferri; i \
             vicepresidenti Ada Lo Russo (vicaria) e Renzo Galli; il segretario generale Aldo Conte. Assente Irma Colli.",
            &["Ada Lo Russo, Aldo Conte, Renzo Galli, Ugo Ferri"],
        ),
    ]);
}

#[test]
fn german_and_turkish_order() {
    check(&[
        (
            "In einem Telefonat mit dem finnischen Präsidenten Antti Laine hat Bundeskanzlerin Maria Stolz am Samstag die Lage \
             an der Grenze besprochen.",
            &["Antti Laine, Maria Stolz"],
        ),
        (
            "Zu Gast bei Ministerpräsident Klaus Behrens war am Montag der polnische Botschafter Marek Zielinski. Begleitet \
             wurde er von Konsulin Anna Kowal.",
            &["Anna Kowal, Klaus Behrens, Marek Zielinski"],
        ),
        (
            "Am morgigen Donnerstag reist Ministerin Eva Kern nach Kiel weiter, wo sie den Landrat Jonas Petri trifft und über \
             die Fischerei spricht.",
            &[],
        ),
        (
            "Rektör Nuri Bilge, Kazakistan Büyükelçisi Yerlan Seitov'u ağırladı. Dekan Elif Şen'in de hazır bulunduğu görüşmede \
             iki ülke arasındaki ilişkiler ele alındı.",
            &["Elif Şen, Nuri Bilge, Yerlan Seitov"],
        ),
        (
            "Vali Hasan Yıldız, cuma günü Rize'ye giderek Ticaret Odası Başkanı Murat Kaya ile bir araya gelmiş, kentin \
             ekonomisi ve limanı hakkında bilgi almıştı.",
            &["Hasan Yıldız, Murat Kaya"],
        ),
    ]);
}

#[test]
fn names_between_ranks_and_places() {
    let named = |text: &str| people(&format!("Gazeta\n\n{text}\n"));
    assert_eq!(
        named(
            "El martes, en la Plaza General Francisco Sala, el alcalde Tomás Rey Sousa recibió al Coronel de Caballería DEM Elvin \
             Funes y al secretario Le Minh Tuan para hablar del agua."
        ),
        ["Elvin Funes", "Le Minh Tuan", "Tomás Rey Sousa"]
    );
    assert_eq!(
        named(
            "Il ministro Aldo Bertani ha incontrato ieri a Roma il suo omologo croato Ante Vuk e la c.t. azzurra Beatrice Lo Russo \
             per parlare della regata."
        ),
        ["Aldo Bertani", "Ante Vuk", "Beatrice Lo Russo"]
    );
    assert_eq!(
        named(
            "Le ministre Driss El Ouazzani Touhami a reçu mardi Mme Chikondi Mwakasungula, porteuse d'un message du président \
             Lazare Banda. M. El Ouazzani a remercié Mme Mwakasungulla de sa visite."
        ),
        ["Chikondi Mwakasungula", "Driss El Ouazzani Touhami", "Lazare Banda"]
    );
}
