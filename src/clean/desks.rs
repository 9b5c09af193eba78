//! What stands where a publisher's name does and is a desk that every publisher has, in languages other than English.

/// How their names begin, folded: `Cellule de Communication`, `© RIPRODUZIONE RISERVATA`.
const BEGIN: [&str; 20] = [
    "cellule de communication",
    "service de presse",
    "service communication",
    "gabinete de prensa",
    "gabinete de imprensa",
    "oficina de prensa",
    "oficina de comunicacion",
    "sala de prensa",
    "assessoria de",
    "ufficio stampa",
    "pressestelle",
    "presseamt",
    "medienstelle",
    "basin musavirligi",
    "riproduzione riservata",
    "reproduccion prohibida",
    "todos los derechos",
    "todos os direitos",
    "tous droits",
    "alle rechte",
];

/// Whether a folded name is that of a desk.
pub(super) fn is_desk(folded: &str) -> bool {
    BEGIN.iter().any(|begin| folded.starts_with(begin))
}

/// `Edirne Belediyesi Bilgi İşlem Müdürlüğü`: the body whose desk it is.
pub(super) fn of_desk_in_turkish(name: &str) -> Option<&str> {
    let desks = [
        "Müdürlüğü",
        "Müşavirliği",
        "Dairesi Başkanlığı",
        "Birimi",
        "Koordinatörlüğü",
    ];
    let bodies = [
        "Belediyesi",
        "Bakanlığı",
        "Valiliği",
        "Kaymakamlığı",
        "Üniversitesi",
        "Odası",
        "Borsası",
        "Birliği",
    ];
    let desk = desks.iter().any(|desk| name.ends_with(desk));
    let end = bodies
        .iter()
        .filter_map(|body| Some(name.find(&format!("{body} "))? + body.len()));
    desk.then(|| name.get(..end.min()?)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::text::fold;

    #[test]
    fn desks_and_publishers() {
        for name in [
            "Cellule de Communication MPT",
            "Ufficio Stampa",
            "RIPRODUZIONE RISERVATA",
        ] {
            assert!(is_desk(&fold(name)), "{name}");
        }
        assert!(!is_desk(&fold("Gabinete do Povo")));
    }
}
