//! Places and bodies: what a sentence names, and what it does not.

use readout::clean::{Familiar, clean};
use readout::extract::extract;
use readout::report::Facts;
use readout::sources::{DEFAULT_MAX_BYTES, Folder};
use std::fs;
use tempfile::TempDir;

/// The facts of a record with these paragraphs.
fn facts(title: &str, body: &str) -> Facts {
    let temp = TempDir::new().unwrap();
    let record = serde_json::json!({"id": "1", "title": title, "body": body, "outlet": "Kirkuk Now"});
    fs::write(temp.path().join("d.jsonl"), record.to_string()).unwrap();
    let folder = Folder::open(temp.path(), DEFAULT_MAX_BYTES).unwrap();
    let scan = folder.scan();
    extract(&clean(&folder.read(&scan.found[0]).unwrap(), &Familiar::default()))
}

fn places(facts: &Facts) -> Vec<&str> {
    facts.places.iter().map(|place| place.name.as_str()).collect()
}

fn bodies(facts: &Facts) -> Vec<&str> {
    facts.organisations.iter().map(|body| body.name.as_str()).collect()
}

/// A sentence, the places that it names, and the bodies.
type Case = (&'static str, &'static [&'static str], &'static [&'static str]);

#[rustfmt::skip]
const CASES: [Case; 96] = [
    // Plain
    ("The envoy flew from Lima to Quito on Monday.", &["Lima", "Quito"], &[]),
    ("He visited Baghdad and then Tehran.", &["Baghdad", "Tehran"], &[]),
    ("Iraq and Syria share a border.", &["Iraq", "Syria"], &[]),
    ("Nigeria’s president met Niger's foreign minister.", &["Nigeria", "Niger"], &[]),
    ("In Nairobi, the delegates from South Sudan and Sudan sat apart.", &["Nairobi", "South Sudan", "Sudan"], &[]),
    ("A ferry leaves Helsinki for Tallinn each morning.", &["Helsinki", "Tallinn"], &[]),
    ("On Thursday Oslo answered.", &["Oslo"], &[]),
    ("Northern Iraq and eastern Ukraine were discussed.", &["Iraq", "Ukraine"], &[]),
    ("Talks between Tbilisi, Yerevan and Baku go on.", &["Tbilisi", "Yerevan", "Baku"], &[]),
    ("The Kiev talks were moved to Geneva.", &["Kyiv", "Geneva"], &[]),
    ("Erbil Governor Omed Haddad and Tokyo Mayor Ken Sato spoke.", &["Erbil", "Tokyo"], &[]),
    ("The Baghdad-Erbil dispute goes on.", &["Baghdad", "Erbil"], &[]),
    ("A Paris-based firm sent two engineers to Abidjan.", &["Paris", "Abidjan"], &[]),
    ("The road through Diyala province and on to Wasit province is closed.", &["Diyala", "Wasit"], &[]),
    ("They met in Tampere, Finland.", &["Tampere", "Finland"], &[]),
    ("They met in Nagu, Finland.", &["Nagu", "Finland"], &[]),
    ("The minister of Burma spoke in Burkina Faso.", &["Myanmar", "Burkina Faso"], &[]),
    ("He flew to Washington, D.C., and to New York City.", &["Washington", "New York"], &[]),
    ("Ships wait in the Gulf of Oman and the South China Sea.", &["Gulf of Oman", "South China Sea"], &[]),
    ("He lives in Nice and works in Santiago, Chile.", &["Nice", "Santiago", "Chile"], &[]),
    // The United States
    ("The U.S. and the UK have sent envoys.", &["United States", "United Kingdom"], &[]),
    ("He thanked the US for its help.", &["United States"], &[]),
    ("The US-led talks and a U.S. envoy failed.", &[], &[]),
    ("He told US to wait.", &[], &[]),
    // Not a place
    ("Paris Hilton and Jordan Peterson sang.", &[], &[]),
    ("Georgia Meloni received Michael Jordan.", &[], &[]),
    ("The Washington Post and the Tehran Times reported it.", &[], &[]),
    ("Kirkuk Now asked the mayor; Kirkuk Now was told nothing.", &[], &[]),
    ("He told France 24 that the road was open.", &[], &[]),
    ("Mr. Chad and Dr. Israel left the room.", &[], &[]),
    ("President Michael Jordan said no. Jordan said it twice.", &[], &[]),
    ("She ate turkey from good china with chile sauce.", &[], &[]),
    ("A nice reading of the mobile phone.", &[], &[]),
    ("Nice talks were held, said Florence.", &[], &[]),
    ("The pro-Iran group met the Israel-Hamas mediator.", &[], &["Hamas"]),
    ("The Treaty of Lausanne and the Duke of York were named.", &[], &[]),
    ("Follow #Iraq or write to desk@iraq.example.", &[], &[]),
    ("The Paris Agreement and the Berlin Wall are history.", &[], &[]),
    ("Baghdadi cooks and Romanian singers came.", &[], &[]),
    ("Chad Brown and Victoria Sydney danced.", &[], &[]),
    ("The Islamabad United captain spoke.", &[], &[]),
    // Bodies of the world
    ("The UN and NATO met the African Union.", &[], &["United Nations", "NATO", "African Union"]),
    ("A U.N. Security Council envoy spoke in Vienna.", &["Vienna"], &["UN Security Council"]),
    ("The IMF, the World Bank and OPEC+ disagreed.", &[], &["International Monetary Fund", "World Bank", "OPEC+"]),
    ("Nobody knows who spoke for ASEAN.", &[], &["ASEAN"]),
    ("Al-Qaeda and ISIS were named; anti-ISIS forces were not.", &[], &["Al-Qaeda", "Islamic State"]),
    ("The Arab League summit opened in Muscat.", &["Muscat"], &["Arab League"]),
    ("He left the White House for the Pentagon.", &[], &["White House", "Pentagon"]),
    // Bodies by their kind
    ("The Ministry of Labour and Social Affairs hired him.", &[], &["Ministry of Labour and Social Affairs"]),
    ("The Iraqi Foreign Ministry said so.", &[], &["Iraqi Foreign Ministry"]),
    ("The Ministry of the Interior and the Kurdistan Parliament wrote.", &[], &["Ministry of the Interior", "Kurdistan Parliament"]),
    ("She teaches at the University of Baghdad, not in Basra.", &["Basra"], &["University of Baghdad"]),
    ("He left Kyoto University for Tokyo.", &["Tokyo"], &["Kyoto University"]),
    ("The Kurdistan Regional Government sent a letter.", &[], &["Kurdistan Regional Government"]),
    ("Members of the Social Democratic Party of Finland voted.", &[], &["Social Democratic Party of Finland"]),
    ("The Supreme Council for Women met the Bank of Ghana Governor.", &[], &["Supreme Council for Women", "Bank of Ghana"]),
    ("Popular Mobilization Forces and the Kenya Defence Forces trained.", &[], &["Popular Mobilization Forces", "Kenya Defence Forces"]),
    ("The Iraqi Army and Peshmerga forces trained.", &[], &["Iraqi Army", "Peshmerga"]),
    ("The Eastern Pacific Tuna Commission (EPTC) met; the EPTC is old.", &[], &["Eastern Pacific Tuna Commission"]),
    ("The Harbour Workers’ Union of Chile struck.", &[], &["Harbour Workers’ Union of Chile"]),
    ("The Kurdistan Region’s Ministry of Peshmerga Affairs wrote.", &["Kurdistan Region"], &["Ministry of Peshmerga Affairs"]),
    ("U.S. Central Command and the Norwegian Coast Guard agreed.", &[], &["US Central Command", "Norwegian Coast Guard"]),
    ("He leads the Office of the Prime Minister.", &[], &["Office of the Prime Minister"]),
    ("The Aga Foundation and the Green Growth Institute paid.", &[], &["Aga Foundation", "Green Growth Institute"]),
    ("The Council of Ministers met on Monday.", &[], &["Council of Ministers"]),
    ("Speaker of Kurdistan Parliament Rewaz Faiq came.", &[], &["Kurdistan Parliament"]),
    ("The Egyptian National Railways Authority and Misr Bank signed.", &[], &["Egyptian National Railways Authority", "Misr Bank"]),
    // Not a body
    ("The Council met, and the Party voted.", &[], &[]),
    ("The committee, the army and the ministry agreed.", &[], &[]),
    ("Security Forces and Coalition Forces moved.", &[], &[]),
    ("He signed a Memorandum of Understanding (MOU) on Artificial Intelligence (AI).", &[], &[]),
    ("A Guard of Honour stood by.", &[], &[]),
    ("The Premier League club lost.", &[], &[]),
    ("Party members and Union leaders came.", &[], &[]),
    ("This Committee and That Commission were jokes.", &[], &[]),
    ("Meeting Parliament is hard.", &[], &[]),
    ("The Army on Sunday left.", &[], &[]),
    ("The Gross Domestic Product (GDP) fell; GDP may rise.", &[], &[]),
    ("The Territorial Administration Minister smiled.", &[], &[]),
    ("Chairman of the State Committee for National Security Omar Haddad came.", &[], &["State Committee for National Security"]),
    ("A US-led International Coalition was formed.", &[], &["International Coalition"]),
    // Other languages
    ("МОСКВА и Киев молчали.", &["Moscow", "Kyiv"], &[]),
    ("Le président est arrivé à Téhéran après une visite en Égypte.", &["Tehran", "Egypt"], &[]),
    ("El canciller viajó de La Habana a Nueva York para hablar ante la ONU.", &["Havana", "New York"], &["United Nations"]),
    ("Der Minister reiste von Wien nach Genf und sprach mit der Europäischen Union.", &["Vienna", "Geneva"], &["European Union"]),
    ("Heyet önce Bağdat'ta konuştu, sonra Kahire'ye gitti.", &["Baghdad", "Cairo"], &[]),
    ("Dışişleri Bakanlığı sözcüsü Ankara'da konuştu.", &["Ankara"], &["Dışişleri Bakanlığı"]),
    ("Министр прибыл в Багдад из Москвы и говорил о НАТО.", &["Baghdad", "Moscow"], &["NATO"]),
    ("التقى الوزير في بغداد بوفد من إيران والعراق.", &["Baghdad", "Iran", "Iraq"], &[]),
    ("قالت وزارة الخارجية العراقية إن الأمم المتحدة وافقت.", &[], &["وزارة الخارجية", "United Nations"]),
    ("سەرۆک لە هەولێر لەگەڵ باڵیۆزی ئێران کۆبووەوە.", &["Erbil", "Iran"], &[]),
    ("وزیر خارجه ایران در تهران با سفیر روسیه دیدار کرد.", &["Iran", "Tehran", "Russia"], &[]),
    ("El Ministerio de Relaciones Exteriores habló en Bogotá.", &["Bogotá"], &["Ministerio de Relaciones Exteriores"]),
    ("O presidente chegou a Brasília e seguiu para Moscou.", &["Brasília", "Moscow"], &[]),
    ("La Universidad de Salamanca y el Partido Popular firmaron.", &[], &["Universidad de Salamanca", "Partido Popular"]),
    ("Prezydent przybył do Warszawy.", &["Warsaw"], &[]),
];

#[test]
fn sentences_name_places_and_bodies() {
    let mut wrong = Vec::new();
    for (text, expected_places, expected_bodies) in CASES {
        let facts = facts("", text);
        if places(&facts) != expected_places || bodies(&facts) != expected_bodies {
            wrong.push(format!("{text}\n  {:?} {:?}", places(&facts), bodies(&facts)));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_evidence_is_where_it_stands_first() {
    let facts = facts(
        "Envoy lands in Quito",
        "SUVA (Harbour Wire) — The envoy left.\n\nThe Tuna Council (TC) in Quito agreed; Suva did not.",
    );
    let named: Vec<(&str, u32, &str)> = facts
        .places
        .iter()
        .map(|place| (place.name.as_str(), place.evidence.line, &*place.evidence.rule))
        .collect();
    assert_eq!(named, [("Suva", 2, "dateline"), ("Quito", 1, "place-named")]);
    let council = &facts.organisations[0];
    assert_eq!(
        (
            council.name.as_str(),
            council.evidence.line,
            council.evidence.words.as_str()
        ),
        ("Tuna Council", 4, "Tuna Council")
    );
}

#[test]
fn letters_stand_for_the_name_that_a_report_ties_them_to() {
    let facts = facts("", "The Social Democratic Foundation (SDF) met.\nThe SDF agreed.");
    assert_eq!(bodies(&facts), ["Social Democratic Foundation"]);
}

#[test]
fn headlines_with_capitals_throughout_name_what_is_sure() {
    assert_eq!(
        places(&facts("President Barzani Arrives in Paris Hilton Lobby", "x")),
        [] as [&str; 0]
    );
    assert_eq!(
        places(&facts("President Barzani Arrives In Paris For Talks With Iraq", "x")),
        ["Paris", "Iraq"]
    );
    assert_eq!(
        bodies(&facts("Parliament Approves Iraqi Army Bill After NATO Visit", "x")),
        ["NATO"]
    );
    assert_eq!(
        places(&facts("LIBRARIES IN INDIA: A STUDY OF US READERS", "x")),
        ["India"]
    );
}

#[test]
fn a_town_called_by_a_weekday_is_one_in_datelines_alone() {
    let text = "وزیر بنادر امروز دوشنبه در تهران با سفیر این کشور دیدار کرد و درباره حمل و نقل گفت‌وگو کردند.";
    assert_eq!(places(&facts("دیدار وزیر بنادر با سفیر", text)), ["Tehran"]);
}

#[test]
fn no_report_has_more_than_a_page_of_names() {
    let towns = "Lima Quito Oslo Baku Doha Muscat Riga Minsk Prague Rome Madrid Lisbon Porto Dublin London Tokyo Seoul Hanoi Dhaka \
        Delhi Kabul Tehran Ankara Cairo Tripoli Tunis Algiers Rabat Dakar Accra Abuja Lagos Nairobi Kampala Kigali Lusaka";
    let body: Vec<String> = towns
        .split_whitespace()
        .map(|town| format!("in {town}, and the {town} Bank,"))
        .collect();
    let facts = facts("", &body.join(" "));
    assert_eq!((facts.places.len(), facts.organisations.len()), (30, 30));
}
