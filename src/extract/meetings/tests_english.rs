//! How desks that write English list and tell who took part.

use super::tests::check;

#[test]
fn lists_below_their_heads() {
    check(&[
        (
            "Growers and millers met in Porto on Tuesday.\n\nThose present:\n\n* Chief Ana Sousa, grower\n* Carl Dahl, for the \
             millers\n* Pastor Li Wei, who prayed\n\nThe rain went on.",
            "Ana Sousa + Carl Dahl + Li Wei @ Porto on Tuesday",
        ),
        (
            "Minister Ana Sousa received a delegation led by Carl Dahl and comprising:\n\n(a) The Treasurer, Ms. Li Wei;\n(b) Mr. \
             Nils Berg, Secretary.\n\nThe rain went on.",
            "Ana Sousa + Carl Dahl + Li Wei + Nils Berg",
        ),
        // Who stayed away, and what was agreed.
        (
            "Minister Ana Sousa met Mayor Carl Dahl.\n\nNot present:\n\n- Ms. Li Wei, Treasurer\n- Mr. Nils Berg",
            "Ana Sousa + Carl Dahl",
        ),
        (
            "Minister Ana Sousa met Mayor Carl Dahl. They agreed on this:\n\n- Ms. Li Wei will be asked for advice.\n- Mr. Nils Berg \
             will pay.",
            "Ana Sousa + Carl Dahl",
        ),
    ]);
}

#[test]
fn who_was_with_whom() {
    let with = [
        "She had with her her secretary, Ms Li Wei.",
        "She was supported by Counsellor Li Wei.",
        "Also attending: Counsellor Li Wei.",
        "They were joined from Porto by Counsellor Li Wei.",
    ];
    for sentence in with {
        check(&[(
            &format!("Minister Ana Sousa met Mayor Carl Dahl. {sentence}"),
            "Ana Sousa + Carl Dahl + Li Wei",
        )]);
    }
    check(&[
        (
            "Minister Ana Sousa met Mayor Carl Dahl on Monday, along with Mr Li Wei and the treasurer, Nils Berg.",
            "Ana Sousa + Carl Dahl + Li Wei + Nils Berg on Monday",
        ),
        (
            "Minister Ana Sousa met Mayor Carl Dahl. The plan was supported by Senator Li Wei.",
            "Ana Sousa + Carl Dahl",
        ),
        (
            "Minister Ana Sousa met Mayor Carl Dahl. The budget committee, chaired by Senator Li Wei, is to decide.",
            "Ana Sousa + Carl Dahl",
        ),
        (
            "Cllr Ana Sousa said that she and Cllr Carl Dahl had met the head of transport, Li Wei.",
            "Ana Sousa + Carl Dahl + Li Wei",
        ),
    ]);
}

#[test]
fn denied_and_put_off() {
    check(&[
        (
            "Mayor Ana Sousa had not, as a tabloid wrote, met the trader Carl Dahl.",
            "",
        ),
        (
            "Mayor Ana Sousa dismissed as “idle talk” a report that she had met Senator Carl Dahl.",
            "",
        ),
        (
            "The meeting between Mayor Ana Sousa and Senator Carl Dahl, due to be held tomorrow, has been rescheduled.",
            "",
        ),
        (
            "Mayor Ana Sousa rejected the claim during a meeting with Senator Carl Dahl.",
            "Ana Sousa + Carl Dahl",
        ),
    ]);
}

#[test]
fn calls_beside_meetings_and_days_beside_days() {
    check(&[
        (
            "Minister Ana Sousa met Minister Carl Dahl in Porto. The two have since spoken by telephone.",
            "Ana Sousa + Carl Dahl @ Porto; call: Ana Sousa + Carl Dahl",
        ),
        (
            "Minister Ana Sousa and Minister Carl Dahl spoke again on Monday, this time over Zoom.",
            "call: Ana Sousa + Carl Dahl on Monday",
        ),
        (
            "Minister Ana Sousa met Minister Carl Dahl, with Li Wei joining by video link.",
            "Ana Sousa + Carl Dahl + Li Wei",
        ),
        (
            "Minister Ana Sousa said that on Friday she had met Governor Carl Dahl in Porto.",
            "Ana Sousa + Carl Dahl @ Porto on Friday",
        ),
        (
            "Minister Ana Sousa said on Friday that she had met Governor Carl Dahl in Porto.",
            "Ana Sousa + Carl Dahl @ Porto",
        ),
        (
            "Minister Ana Sousa hosted Minister Carl Dahl in Porto on Monday. The last meeting of the two ministers was held in \
             Vienna in June 2017.",
            "Ana Sousa + Carl Dahl @ Porto on Monday; Ana Sousa + Carl Dahl @ Vienna",
        ),
    ]);
}

#[test]
fn names_as_they_are_written_elsewhere() {
    let names = [
        ("Tan Sri Lim Ah Kow", "Lim Ah Kow"),
        ("Datuk Seri Panglima Haji Omar bin Lajim", "Omar bin Lajim"),
        ("Ms Nora binte Kamar", "Nora binte Kamar"),
        ("Datuk Siva a/l Muniandy", "Siva a/l Muniandy"),
        ("Altyn Rysbai uulu", "Altyn Rysbai uulu"),
        ("M. Syed Rahim", "M. Syed Rahim"),
        ("HE Khalid Al Fadhel", "Khalid Al Fadhel"),
        ("the Odofin, High Chief Segun Fato", "Segun Fato"),
        ("Mayor of Kalush Petro Zhelev", "Petro Zhelev"),
        ("Chairman of OJSC “Southern Mills” Petro Zhelev", "Petro Zhelev"),
        ("Minister of Industrial Growth Datuk Petro Zhelev", "Petro Zhelev"),
        ("Engr. Sunday Bamgboye", "Sunday Bamgboye"),
    ];
    for (written, name) in names {
        let (first, second) = if name < "Ana Sousa" {
            (name, "Ana Sousa")
        } else {
            ("Ana Sousa", name)
        };
        check(&[(
            &format!("Minister Ana Sousa met {written}."),
            &format!("{first} + {second}"),
        )]);
    }
    check(&[
        (
            "Minister Ana Sousa also met in Novi Kalush earlier that day with Mr Carl Dahl.",
            "Ana Sousa + Carl Dahl @ Novi Kalush",
        ),
        (
            "Minister Ana Sousa met Mr. Carl Dahl, alias Mother of Fish, and Ms Li Wei.",
            "Ana Sousa + Carl Dahl + Li Wei",
        ),
    ]);
}

#[test]
fn the_entries_of_a_diary() {
    check(&[(
        "The diary lists meetings held by the Governor, Ana Sousa.\n\nMon 10 Oct – Breakfast with the rector, Prof. Carl \
         Dahl.\n\nTue 11 Oct – Telephone conversation with the mayor, Li Wei.\n\nWed 12 Oct – Meeting with traders (Nils Berg) \
         cancelled.\n\nThu 13 Oct – Working lunch in Porto with the minister, Alma Holm.",
        "Ana Sousa + Carl Dahl on Monday; call: Ana Sousa + Li Wei on Tuesday; Alma Holm + Ana Sousa @ Porto on Thursday",
    )]);
}

#[test]
fn offices_of_bodies_that_nobody_knows() {
    for office in [
        "Speaker of the Legislative Chamber",
        "Chairman of the Cabinet of Ministers",
        "Speaker of the House of Representatives",
        "Chairperson of the Senate of the Oliy Majlis",
        "Minister of Higher Education, Science and Innovation",
        "Assistant to the President",
        "Chief of the Crown Prince's Diwan Sheikh",
    ] {
        check(&[(
            &format!("Ambassador Ana Sousa met with {office} Ravshan Dahlov on Monday."),
            "Ana Sousa + Ravshan Dahlov on Monday",
        )]);
    }
    check(&[
        (
            "Minister Ana Sousa received Staff Major General Ayad Muslim on Monday.",
            "Ana Sousa + Ayad Muslim on Monday",
        ),
        (
            "Minister Ana Sousa received President Carl Lima e Silva. The rain went on.",
            "Ana Sousa + Carl Lima e Silva",
        ),
    ]);
}

#[test]
fn verbs_of_protocol() {
    for told in [
        "Governor Ana Sousa on Monday bid farewell at the palace to Ambassador Carl Dahl.",
        "On Monday Ambassador Carl Dahl took leave of Governor Ana Sousa.",
        "Governor Ana Sousa played host on Monday to Ambassador Carl Dahl.",
        "Governor Ana Sousa accepted on Monday the credentials of Ambassador Carl Dahl.",
    ] {
        check(&[(told, "Ana Sousa + Carl Dahl on Monday")]);
    }
    check(&[
        (
            "Governor Ana Sousa took part of the road to the village of Ambassador Carl Dahl.",
            "",
        ),
        ("Governor Ana Sousa accepted the advice of Ambassador Carl Dahl.", ""),
        (
            "Governor Ana Sousa placed a bid to the company of Ambassador Carl Dahl.",
            "",
        ),
    ]);
}

#[test]
fn people_around_a_table() {
    check(&[
        (
            "Growers and millers shared one table at the hall in Porto on Monday.\n\nOn one side sat Senator Ana Sousa and Mayor \
             Carl Dahl. Facing them were U.S. Consul Li Wei and Captain Nils Berg.",
            "Ana Sousa + Carl Dahl + Li Wei + Nils Berg @ Porto on Monday",
        ),
        (
            "Minister Ana Sousa met Mayor Carl Dahl. Sister Li Wei kept the minutes.",
            "Ana Sousa + Carl Dahl + Li Wei",
        ),
    ]);
}

#[test]
fn other_meetings_of_the_same_people() {
    check(&[
        (
            "Colonel Ana Sousa met General Carl Dahl in Porto, July 11. On July 3, Sousa hosted Dahl and Captain Li Wei.",
            "Ana Sousa + Carl Dahl @ Porto; Ana Sousa + Carl Dahl + Li Wei",
        ),
        (
            "Minister Ana Sousa met Minister Carl Dahl in Quito on Monday. Sousa was glad to see Dahl for the first time since their \
             meeting in Porto in August 2022.",
            "Ana Sousa + Carl Dahl @ Quito on Monday; Ana Sousa + Carl Dahl @ Porto",
        ),
        // What is asked for, or was not.
        (
            "Minister Ana Sousa met Minister Carl Dahl in Quito on Monday. A meeting with President Li Wei has been requested.",
            "Ana Sousa + Carl Dahl @ Quito on Monday",
        ),
        (
            "There have been no meetings between the owner, Mr. Carl Dahl, and the Minister of Ports, Ms. Ana Sousa.",
            "",
        ),
    ]);
}

#[test]
fn names_that_other_words_have() {
    check(&[
        (
            "Secretary for Defence Aden Sousa met Mayor Carl Dahl on Monday.",
            "Aden Sousa + Carl Dahl on Monday",
        ),
        (
            "Mayor Carl Dahl received Pacific Minister Ana West at the State Guest House Jamuna.",
            "Ana West + Carl Dahl",
        ),
        (
            "Mayor Carl Dahl received Chairman of the Board of Directors of Kalushneft Ana Sousa.",
            "Ana Sousa + Carl Dahl",
        ),
        (
            "Mayor Carl Dahl met Ambassadors Ana Sousa of Ruritania and Li Wei of Lund.",
            "Ana Sousa + Carl Dahl + Li Wei",
        ),
        (
            "Mayor Carl Dahl met Minister Ana Sousa's deputy, Li Wei.",
            "Carl Dahl + Li Wei",
        ),
        ("Mayor Carl Dahl called for Minister Ana Sousa to return to work.", ""),
    ]);
}

#[test]
fn callers_one_after_the_other() {
    check(&[
        (
            "H.H. Sheikh Saif Sousa received Mayor Carl Dahl in Porto on Monday. Sheikh Saif also received Consul Li Wei.",
            "Carl Dahl + Saif Sousa @ Porto on Monday; Li Wei + Saif Sousa @ Porto on Monday",
        ),
        // Who met somebody later may have done so anywhere.
        (
            "Minister Ana Sousa received Mayor Carl Dahl in Porto on Monday. Last year she also received Consul Li Wei.",
            "Ana Sousa + Carl Dahl @ Porto on Monday; Ana Sousa + Li Wei",
        ),
    ]);
}

#[test]
fn who_else_was_there_and_where_it_was() {
    check(&[
        (
            "Minister Ana Sousa met Mayor Carl Dahl. Secretary Li Wei and Oceana's programme head Nils Berg were also present.",
            "Ana Sousa + Carl Dahl + Li Wei + Nils Berg",
        ),
        (
            "Mayor Carl Dahl received Minister Ana Sousa. The guests were led by the deputy mayor, Li Wei, and looked at buses.",
            "Ana Sousa + Carl Dahl + Li Wei",
        ),
        (
            "Mayor Carl Dahl received Minister Ana Sousa. His deputy Li Wei took part in the talks, which were held at the City \
             Hall in Porto.",
            "Ana Sousa + Carl Dahl + Li Wei @ Porto",
        ),
    ]);
}
