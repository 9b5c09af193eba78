//! The grammar of meetings, sentence by sentence.

use crate::clean::{Familiar, clean};
use crate::extract::extract;
use crate::report::{Meeting, MeetingKind, ReportId};
use crate::sources::{Encoding, Form, Source};

/// The meetings of a text.
pub(super) fn meetings(text: &str) -> Vec<Meeting> {
    of_report(&format!("Officials hold talks\n\n{text}\n"))
}

/// The meetings of a whole report.
pub(super) fn of_report(text: &str) -> Vec<Meeting> {
    let source = Source {
        broken: None,
        id: ReportId::from_stem("x"),
        path: "x".into(),
        bytes: Vec::new(),
        text: text.to_owned(),
        form: Form::Page,
        encoding: Encoding::Utf8,
        digest: String::new(),
    };
    extract(&clean(&source, &Familiar::default())).meetings
}

/// The meetings of a text: `A + B @ Place on Weekday`, with `call:` before those by telephone and `?`
/// behind days in doubt, joined by `; `.
fn told(text: &str) -> String {
    let meetings = meetings(text);
    let meetings = meetings.iter().map(|meeting| {
        let mut names: Vec<&str> = meeting.people.iter().map(|person| person.name.as_str()).collect();
        names.sort_unstable();
        let call = if meeting.kind == MeetingKind::Call {
            "call: "
        } else {
            ""
        };
        let place = meeting.place.as_ref().map(|place| format!(" @ {}", place.value));
        let day = meeting.weekday.as_ref().map(|day| format!(" on {}", day.value));
        let (place, day) = (place.unwrap_or_default(), day.unwrap_or_default());
        let doubt = if meeting.doubt.is_some() { "?" } else { "" };
        format!("{call}{}{place}{day}{doubt}", names.join(" + "))
    });
    meetings.collect::<Vec<_>>().join("; ")
}

pub(super) fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(text, expected)| (text, *expected, told(text)))
        .filter(|(_, expected, found)| found != expected)
        .map(|(text, expected, found)| format!("{text}\n  expected <{expected}>\n  found    <{found}>"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn active() {
    check(&[
        (
            "Mayor Ana Sousa met Ambassador Li Wei in Porto on Monday.",
            "Ana Sousa + Li Wei @ Porto on Monday",
        ),
        (
            "On Tuesday, Governor Ana Sousa met with General Carl Dahl at the state house.",
            "Ana Sousa + Carl Dahl on Tuesday",
        ),
        (
            "Minister Ana Sousa received the Swedish envoy, Carl Dahl, on Friday.",
            "Ana Sousa + Carl Dahl on Friday",
        ),
        (
            "President Ana Sousa hosted Prime Minister Carl Dahl for lunch.",
            "Ana Sousa + Carl Dahl",
        ),
        (
            "Councillor Ana Sousa played host to Carl Dahl, the Danish trade envoy.",
            "Ana Sousa + Carl Dahl",
        ),
        (
            "Minister Ana Sousa held talks with Ambassador Carl Dahl.",
            "Ana Sousa + Carl Dahl",
        ),
        (
            "Minister Ana Sousa had a working lunch with Ambassador Carl Dahl.",
            "Ana Sousa + Carl Dahl",
        ),
        (
            "King Ana Sousa granted an audience to Prime Minister Carl Dahl.",
            "Ana Sousa + Carl Dahl",
        ),
        (
            "Ambassador Carl Dahl paid a courtesy call on Mayor Ana Sousa on Thursday.",
            "Ana Sousa + Carl Dahl on Thursday",
        ),
        (
            "Union leader Ana Sousa sat across the table from Carl Dahl, the mill's owner.",
            "Ana Sousa + Carl Dahl",
        ),
        (
            "Minister Ana Sousa conferred with Dr. Carl Dahl on the drought.",
            "Ana Sousa + Carl Dahl",
        ),
        (
            "Minister Ana Sousa and Ambassador Carl Dahl shook hands in Porto.",
            "Ana Sousa + Carl Dahl @ Porto",
        ),
        (
            "Colonel Ana Sousa came face to face with Colonel Carl Dahl.",
            "Ana Sousa + Carl Dahl",
        ),
        (
            "Governor Ana Sousa, Judge Carl Dahl and Bishop Nils Berg gathered to discuss the floods.",
            "Ana Sousa + Carl Dahl + Nils Berg",
        ),
        (
            "A new round of talks brought Minister Ana Sousa and Minister Carl Dahl to Porto on Sunday.",
            "Ana Sousa + Carl Dahl on Sunday",
        ),
    ]);
}

#[test]
fn passive() {
    check(&[
        (
            "Ambassador Carl Dahl was received by Minister Ana Sousa on Monday.",
            "Ana Sousa + Carl Dahl on Monday",
        ),
        (
            "General Carl Dahl was met at the airport by Mayor Ana Sousa.",
            "Ana Sousa + Carl Dahl",
        ),
        (
            "Envoy Carl Dahl was welcomed on Friday by Governor Ana Sousa.",
            "Ana Sousa + Carl Dahl on Friday",
        ),
        (
            "Ambassador Carl Dahl has been hosted by President Ana Sousa.",
            "Ana Sousa + Carl Dahl",
        ),
    ]);
}

#[test]
fn lists_and_offices() {
    check(&[
        (
            "Governor Ana Sousa met union leader Carl Dahl and public defender Nils Berg on Monday.",
            "Ana Sousa + Carl Dahl + Nils Berg on Monday",
        ),
        (
            "Local president Ana Sousa and Allegheny Mills CEO Carl Dahl met federal mediator Nils Berg.",
            "Ana Sousa + Carl Dahl + Nils Berg",
        ),
        (
            "Minister Ana Sousa met Finance Secretary A.K. Rao, Health Secretary Nils Berg and the dockers' leader Eva Holm.",
            "A.K. Rao + Ana Sousa + Eva Holm + Nils Berg",
        ),
        (
            "Minister Ana Sousa received Ambassador of Nepal Carl Dahl, Ambassador of Cuba Nils Berg and Ambassador of Peru Eva Holm.",
            "Ana Sousa + Carl Dahl + Eva Holm + Nils Berg",
        ),
        (
            "Head of the Office of the President Ana Sousa met Ambassador Carl Dahl.",
            "Ana Sousa + Carl Dahl",
        ),
        (
            "Deputy chief of defence Colonel Ana Sousa met Major Carl Dahl.",
            "Ana Sousa + Carl Dahl",
        ),
        (
            "Ana Sousa, the mayor of Porto, met Carl Dahl, 54, an engineer, on Tuesday.",
            "Ana Sousa + Carl Dahl on Tuesday",
        ),
        (
            "Mayor Ana Sousa (left) met Ambassador Carl Dahl (right).",
            "Ana Sousa + Carl Dahl",
        ),
        (
            "Ana Sousa of Portugal and Carl Dahl of Sweden met on Saturday.",
            "Ana Sousa + Carl Dahl on Saturday",
        ),
        (
            "Portugal's Ana Sousa met Sweden's Carl Dahl on Sunday.",
            "Ana Sousa + Carl Dahl on Sunday",
        ),
    ]);
}

#[test]
fn delegations() {
    check(&[
        (
            "A delegation led by Senator Carl Dahl met Governor Ana Sousa.",
            "Ana Sousa + Carl Dahl",
        ),
        (
            "Governor Ana Sousa received a delegation of investors headed by Carl Dahl.",
            "Ana Sousa + Carl Dahl",
        ),
        (
            "Governor Ana Sousa received a delegation of farmers on Monday.",
            "Ana Sousa on Monday",
        ),
        (
            "Minister Ana Sousa met Ambassador Carl Dahl. The Swedish delegation included Colonel Nils Berg.",
            "Ana Sousa + Carl Dahl + Nils Berg",
        ),
    ]);
}

#[test]
fn presence() {
    check(&[
        (
            "President Ana Sousa received, in the presence of Minister Nils Berg, the ambassador of Norway, Carl Dahl.",
            "Ana Sousa + Carl Dahl + Nils Berg",
        ),
        (
            "Minister Ana Sousa met Ambassador Carl Dahl. The meeting was attended by Colonel Nils Berg and Dr. Eva Holm.",
            "Ana Sousa + Carl Dahl + Eva Holm + Nils Berg",
        ),
        (
            "Minister Ana Sousa met Ambassador Carl Dahl. Also present were Colonel Nils Berg and adviser Eva Holm.",
            "Ana Sousa + Carl Dahl + Eva Holm + Nils Berg",
        ),
        (
            "Minister Ana Sousa met Ambassador Carl Dahl. Colonel Nils Berg and Dr. Eva Holm were also at the meeting.",
            "Ana Sousa + Carl Dahl + Eva Holm + Nils Berg",
        ),
        (
            "Minister Ana Sousa met Ambassador Carl Dahl. Colonel Nils Berg was not at the meeting.",
            "Ana Sousa + Carl Dahl",
        ),
        (
            "Minister Ana Sousa met Ambassador Carl Dahl. Colonel Nils Berg sat in.",
            "Ana Sousa + Carl Dahl + Nils Berg",
        ),
        (
            "Minister Ana Sousa met Ambassador Carl Dahl. Dr. Eva Holm moderated.",
            "Ana Sousa + Carl Dahl + Eva Holm",
        ),
        (
            "Minister Ana Sousa met Ambassador Carl Dahl in the presence of Colonel Nils Berg.",
            "Ana Sousa + Carl Dahl + Nils Berg",
        ),
        (
            "Minister Ana Sousa, accompanied by Colonel Nils Berg, met Ambassador Carl Dahl.",
            "Ana Sousa + Carl Dahl + Nils Berg",
        ),
        (
            "Minister Ana Sousa met Ambassador Carl Dahl. Sousa brought along her adviser, Captain Eva Holm.",
            "Ana Sousa + Carl Dahl + Eva Holm",
        ),
        (
            "Minister Ana Sousa met Ambassador Carl Dahl. Colonel Nils Berg took part in the discussion.",
            "Ana Sousa + Carl Dahl + Nils Berg",
        ),
    ]);
}

#[test]
fn not_yet_and_not() {
    check(&[
        ("Minister Ana Sousa will meet Ambassador Carl Dahl on Monday.", ""),
        ("Minister Ana Sousa is expected to receive Ambassador Carl Dahl.", ""),
        ("Minister Ana Sousa refused to meet Ambassador Carl Dahl.", ""),
        ("Minister Ana Sousa did not meet Ambassador Carl Dahl.", ""),
        (
            "Minister Ana Sousa denied reports that she met Ambassador Carl Dahl.",
            "",
        ),
        (
            "Minister Ana Sousa dismissed claims that she had held talks with Carl Dahl.",
            "",
        ),
        (
            "A meeting between Minister Ana Sousa and Ambassador Carl Dahl was cancelled.",
            "",
        ),
        ("Minister Ana Sousa has invited Ambassador Carl Dahl to Porto.", ""),
        (
            "Minister Ana Sousa managed to meet Ambassador Carl Dahl on Monday.",
            "Ana Sousa + Carl Dahl on Monday",
        ),
    ]);
}

#[test]
fn metaphors() {
    check(&[
        (
            "President Ana Sousa received a letter from President Carl Dahl on Sunday.",
            "",
        ),
        (
            "President Ana Sousa and King Carl Dahl exchanged messages on Monday.",
            "",
        ),
        (
            "Minister Ana Sousa met the deadline that Ambassador Carl Dahl had set.",
            "",
        ),
        ("Minister Ana Sousa welcomed the statement of Ambassador Carl Dahl.", ""),
        ("Minister Ana Sousa called for the release of Carl Dahl.", ""),
        ("Boulder Bay commander hosts nobody, Minister Ana Sousa said.", ""),
    ]);
}

#[test]
fn telephone() {
    check(&[
        (
            "Minister Ana Sousa spoke by phone with Minister Carl Dahl on Sunday.",
            "call: Ana Sousa + Carl Dahl on Sunday",
        ),
        (
            "Minister Ana Sousa telephoned Minister Carl Dahl.",
            "call: Ana Sousa + Carl Dahl",
        ),
        (
            "Minister Ana Sousa had a phone conversation with Minister Carl Dahl.",
            "call: Ana Sousa + Carl Dahl",
        ),
        (
            "In a telephone call on Saturday, Minister Ana Sousa congratulated President Carl Dahl on the treaty.",
            "call: Ana Sousa + Carl Dahl on Saturday",
        ),
        (
            "In a meeting that nobody saw, the council fell. Minister Ana Sousa praised President Carl Dahl.",
            "",
        ),
        (
            "General Carl Dahl came for an office call with General Ana Sousa.",
            "Ana Sousa + Carl Dahl",
        ),
        (
            "Minister Ana Sousa felt the earthquake in Porto. Senator Carl Dahl rang her on Friday.",
            "call: Ana Sousa + Carl Dahl on Friday",
        ),
    ]);
}

#[test]
fn background_and_separate() {
    check(&[
        (
            "Minister Ana Sousa met Ambassador Carl Dahl on Monday. Sousa had met General Nils Berg in Lima last year.",
            "Ana Sousa + Carl Dahl on Monday; Ana Sousa + Nils Berg @ Lima",
        ),
        (
            "Minister Ana Sousa met separately with Ambassador Carl Dahl and General Nils Berg.",
            "Ana Sousa + Carl Dahl; Ana Sousa + Nils Berg",
        ),
        (
            "Minister Ana Sousa met Ambassador Carl Dahl on Monday. The following day she received General Nils Berg.",
            "Ana Sousa + Carl Dahl on Monday; Ana Sousa + Nils Berg on Tuesday",
        ),
        (
            "Minister Ana Sousa met Ambassador Carl Dahl on Monday. The same day she received General Nils Berg.",
            "Ana Sousa + Carl Dahl on Monday; Ana Sousa + Nils Berg on Monday",
        ),
        (
            "Minister Ana Sousa, who landed in Porto on Friday, met Ambassador Carl Dahl.",
            "Ana Sousa + Carl Dahl",
        ),
        (
            "Minister Ana Sousa met Ambassador Carl Dahl. The meeting was held on Tuesday.",
            "Ana Sousa + Carl Dahl on Tuesday",
        ),
        (
            "Minister Ana Sousa has invited Ambassador Carl Dahl to Porto. The two met on Wednesday.",
            "Ana Sousa + Carl Dahl on Wednesday",
        ),
    ]);
}

#[test]
fn the_day_and_the_place_of_a_topic_are_not_those_of_the_meeting() {
    let met = "Minister Ana Sousa received Ambassador Li Wei on Tuesday. ";
    let cases = [
        "They also reviewed the outcome of the July 20, 2022 elections.",
        "They discussed the conference to be held in Geneva.",
        "The two discussed preparations for the summit in Lima on May 5.",
        "They reviewed the treaty that was signed in Oslo on 3 March 2021.",
        "The two sides discussed the attack in Beirut on March 5 and the elections on Sunday.",
        "They talked about the Sunday vote.",
    ];
    for case in cases {
        check(&[(&format!("{met}{case}"), "Ana Sousa + Li Wei on Tuesday")]);
    }
    check(&[
        (
            "Minister Ana Sousa met Ambassador Li Wei in Porto on Monday to discuss the May 5, 2022 elections.",
            "Ana Sousa + Li Wei @ Porto on Monday",
        ),
        (
            "Minister Ana Sousa and Ambassador Li Wei discussed the elections during their meeting in Porto on Monday.",
            "Ana Sousa + Li Wei @ Porto on Monday",
        ),
        (
            "Minister Ana Sousa discussed trade with Ambassador Li Wei in Porto on Monday.",
            "Ana Sousa + Li Wei @ Porto on Monday",
        ),
        (
            "Minister Ana Sousa met Ambassador Li Wei at the summit in Porto on Monday.",
            "Ana Sousa + Li Wei @ Porto on Monday",
        ),
    ]);
}

#[test]
fn who_travels_to_a_meeting_has_not_met() {
    check(&[
        (
            "Minister Ana Sousa will fly to Amman on Friday for a meeting with King Carl Dahl.",
            "",
        ),
        (
            "Minister Ana Sousa is to travel to Rome on Friday for talks with Mayor Carl Dahl.",
            "",
        ),
        (
            "Minister Ana Sousa plans to go to Paris next week for a meeting with Carl Dahl.",
            "",
        ),
        ("Ana Sousa, Li Wei to hold talks in Quito.", ""),
        (
            "Minister Ana Sousa is due in Paris on Friday for talks with Mayor Carl Dahl.",
            "",
        ),
        (
            "Minister Ana Sousa flew to Amman on Friday for a meeting with King Carl Dahl.",
            "Ana Sousa + Carl Dahl on Friday",
        ),
        (
            "Minister Ana Sousa, who will leave office in May, met Mayor Carl Dahl on Friday.",
            "Ana Sousa + Carl Dahl on Friday",
        ),
    ]);
}

#[test]
fn what_is_spoken_about_has_times_of_its_own() {
    let met = "Minister Ana Sousa met Ambassador Li Wei on Thursday. ";
    for case in [
        "The leaders spoke about reform in the years to come.",
        "The two discussed what was done in recent months.",
        "They reviewed this year's harvest.",
        "The two sides discussed trade, which fell in 2020.",
        "They discussed the vote in September.",
        "They agreed that the council will convene in April.",
        "They discussed last year's harvest.",
        "They recalled the meeting held in Lima in 2022.",
    ] {
        check(&[(&format!("{met}{case}"), "Ana Sousa + Li Wei on Thursday")]);
    }
    check(&[(
        &format!("{met}The two last met in Lima in 2022."),
        "Ana Sousa + Li Wei on Thursday; Ana Sousa + Li Wei @ Lima",
    )]);
}

#[test]
fn the_day_of_saying_is_not_the_day_of_meeting() {
    check(&[
        (
            "Minister Ana Sousa said on Friday that she had met Ambassador Li Wei in Vienna.",
            "Ana Sousa + Li Wei @ Vienna",
        ),
        (
            "Minister Ana Sousa stated on Friday that she had met Ambassador Li Wei in Vienna.",
            "Ana Sousa + Li Wei @ Vienna",
        ),
        (
            "Minister Ana Sousa met Ambassador Li Wei in Vienna, a statement said on Friday.",
            "Ana Sousa + Li Wei @ Vienna",
        ),
        (
            "Minister Ana Sousa met Ambassador Li Wei on Monday. She told reporters on Friday that the two had discussed trade.",
            "Ana Sousa + Li Wei on Monday",
        ),
        (
            "“We held a meeting with Ambassador Li Wei,” Minister Ana Sousa posted on Friday.",
            "Ana Sousa + Li Wei on Friday",
        ),
        (
            "Minister Ana Sousa said she met Ambassador Li Wei on Friday.",
            "Ana Sousa + Li Wei on Friday",
        ),
    ]);
}

#[test]
fn names_of_several_words() {
    check(&[
        (
            "Minister Khalfan Said Al Harthi met Ibrahim Said Al Busaidi on Monday.",
            "Ibrahim Said Al Busaidi + Khalfan Said Al Harthi on Monday",
        ),
        (
            "President Hassan Sheikh Mohamud met Omar Haji Ali in Porto.",
            "Hassan Sheikh Mohamud + Omar Haji Ali @ Porto",
        ),
        (
            "Minister Fahd bin Mahmoud Al Said received Ambassador Carl Dahl.",
            "Carl Dahl + Fahd bin Mahmoud Al Said",
        ),
        (
            "Professor Edward Said met Ambassador Carl Dahl.",
            "Carl Dahl + Edward Said",
        ),
        (
            "Chancellor Albrecht von Wittke arrived late. On Monday von Wittke met Minister Li Wei.",
            "Albrecht von Wittke + Li Wei on Monday",
        ),
        (
            "Commission President Ursula von der Linden spoke. Minister Ana Sousa met Commission President von der Linden.",
            "Ana Sousa + Ursula von der Linden",
        ),
        (
            "Minister Saad Al Kaabi met Ambassador Carl Dahl. Al Kaabi also met Bishop Nils Berg.",
            "Carl Dahl + Saad Al Kaabi; Nils Berg + Saad Al Kaabi",
        ),
        (
            "Minister Saad Al Kaabi met Professor Noura Al Kaabi.",
            "Noura Al Kaabi + Saad Al Kaabi",
        ),
        (
            "Leader Kim Jong-un received Minister Carl Dahl and Premier Seri Anwar Ibrahim.",
            "Anwar Ibrahim + Carl Dahl + Kim Jong-un",
        ),
        (
            "Minister Ana Sousa met a delegation of the Danish Institute for Human Rights headed by Carl Dahl.",
            "Ana Sousa + Carl Dahl",
        ),
        (
            "The Centre for Policy Studies hosted Ambassador Carl Dahl and Minister Ana Sousa met him there.",
            "Ana Sousa + Carl Dahl",
        ),
        (
            "Former Vice President Al Gore met Ambassador Carl Dahl.",
            "Al Gore + Carl Dahl",
        ),
    ]);
}

#[test]
fn the_town_behind_a_venue_is_the_place() {
    let cases = [
        ("at Villa Rossa in Porto", "Porto"),
        ("at the Presidential Villa, Abuja, on Monday", "Abuja on Monday"),
        ("on the sidelines of the World Health Assembly in Geneva", "Geneva"),
        ("on the margins of the 78th UN General Assembly in New York", "New York"),
        ("at Hotel Adlon in Berlin on Monday", "Berlin on Monday"),
    ];
    for (words, place) in cases {
        check(&[(
            &format!("Minister Ana Sousa met Ambassador Li Wei {words}."),
            &format!("Ana Sousa + Li Wei @ {place}"),
        )]);
    }
    check(&[(
        "A meeting between Minister Ana Sousa and Ambassador Li Wei took place in Vienna on Monday.",
        "Ana Sousa + Li Wei @ Vienna on Monday",
    )]);
    check(&[(
        "Minister Ana Sousa met Ambassador Li Wei on Monday. The talks took place in Vienna.",
        "Ana Sousa + Li Wei @ Vienna on Monday",
    )]);
}

#[test]
fn both_sides_of_a_list_and_two_of_one_office() {
    check(&[
        (
            "Minister Ana Sousa met Ambassador Li Wei on Monday. The meeting was attended by Marc Duval, chief of staff; and, \
             from the Chinese side, Wang Fang and Hu Jie.",
            "Ana Sousa + Hu Jie + Li Wei + Marc Duval + Wang Fang on Monday",
        ),
        (
            "The Prime Minister met the Prime Minister of the Netherlands, Dirk Schoof. The Prime Minister also spoke to \
             President Ana Sousa.",
            "Dirk Schoof; Ana Sousa",
        ),
    ]);
}
