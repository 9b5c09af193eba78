//! A rare name must stay rare: how many others of a few thousand made names a search would take in.

use super::*;
use std::collections::{BTreeSet, HashMap};

/// Surnames of several countries, as news prints them.
const REAL: &str = "
Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson Thomas
Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young Allen King
Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts Gomez Phillips
Evans Turner Diaz Parker Cruz Edwards Collins Reyes Stewart Morris Morales Murphy Cook Rogers Gutierrez Ortiz Morgan Cooper
Peterson Bailey Reed Kelly Howard Ramos Kim Cox Ward Richardson Watson Brooks Chavez Wood James Bennett Gray Mendoza Ruiz
Hughes Price Alvarez Castillo Sanders Patel Myers Long Ross Foster Jimenez Powell Jenkins Perry Russell Sullivan Bell Coleman
Butler Henderson Barnes Fisher Vasquez Simmons Graham Murray Ford Castro Marshall Owens Harrison Fernandez McDonald Woods
Washington Kennedy Wells Vargas Henry Chen Freeman Webb Tucker Guzman Burns Crawford Olson Simpson Porter Hunter Gordon Mendez
Silva Shaw Snyder Mason Dixon Munoz Hunt Hicks Holmes Palmer Wagner Black Robertson Boyd Stone Salazar Fox Warren Mills Meyer
Rice Schmidt Garza Daniels Ferguson Nichols Stephens Soto Weaver Ryan Gardner Payne Grant Dunn Kelley Spencer Hawkins Arnold
Pierce Hansen Peters Santos Hart Bradley Knight Elliott Cunningham Duncan Armstrong Hudson Carroll Lane Riley Andrews Alvarado
Ray Delgado Berry Perkins Hoffman Johnston Matthews Pena Richards Contreras Willis Carpenter Lawrence Sandoval Guerrero George
Chapman Rios Estrada Ortega Watkins Greene Nunez Wheeler Valdez Harper Burke Larson Santiago Maldonado Morrison Franklin Carlson
Austin Dominguez Carr Lawson Jacobs OBrien Lynch Singh Vega Bishop Montgomery Oliver Jensen Harvey Williamson Gilbert Dean Sims
Muller Schmidt Schneider Fischer Weber Becker Schulz Hoffmann Koch Bauer Richter Klein Wolf Neumann Schwarz Zimmermann Braun
Hofmann Hartmann Lange Werner Krause Lehmann Kohler Herrmann Konig Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Moller
Ivanov Smirnov Kuznetsov Popov Vasiliev Petrov Sokolov Mikhailov Novikov Fedorov Morozov Volkov Alekseev Lebedev Semenov Egorov
Pavlov Kozlov Stepanov Nikolaev Orlov Andreev Makarov Nikitin Zakharov Zaitsev Solovyov Borisov Yakovlev Grigoriev Romanov
Shevchenko Kovalenko Bondarenko Tkachenko Kravchenko Oliynyk Kovalchuk Koval Polishchuk Shevchuk Melnyk Marchenko Lysenko
Yilmaz Kaya Demir Sahin Celik Yildiz Yildirim Ozturk Aydin Ozdemir Arslan Dogan Kilic Aslan Cetin Kara Koc Kurt Ozkan Simsek
Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Zheng Liang Xie Tang Han Cao Deng Feng Peng
Zeng Xiao Tian Dong Pan Yuan Cai Jiang Yu Du Ye Cheng Wei Su Lu Ding Ren Shen Yao Lu Jiang Cui Zhong Tan Fan Jin Shi Liao Jia
Maliki Abadi Hakim Sadr Sistani Jaafari Allawi Hashimi Nujaifi Jubouri Halbousi Ameri Fayyad Muhandis Khazali Zebari Salih Rashid
Barzani Talabani Mustafa Hawrami Sindi Zaxoyi Duhoki Bradost Surchi Goran Jaff Hamawandi Shaways Mahmud Fattah Qadir Rasul Faraj
";

type Parts = &'static [&'static str];

const PARTS: [(&str, Parts, Parts, Parts); 6] = [
    (
        "arabic",
        &[
            "Ab", "Sal", "Has", "Kar", "Mah", "Naj", "Rash", "Tal", "Jam", "Far", "Khal", "Qas", "Sha", "Zub", "Hud",
            "Mun", "Bas", "Dul", "Ghas", "Nas",
        ],
        &["a", "i", "ou", "ee", "ai", "u"],
        &[
            "m", "d", "ri", "bi", "dan", "far", "sim", "mani", "wi", "rat", "shid", "nawi", "lak", "bour", "meed",
            "zin", "douri", "hami",
        ],
    ),
    (
        "slavic",
        &[
            "Petr", "Ivan", "Kov", "Mar", "Bog", "Vol", "Zhuk", "Sid", "Tim", "Grig", "Roman", "Yar", "Dor", "Luk",
            "Pav", "Sem",
        ],
        &["a", "o", "e", "i", "u", "y"],
        &[
            "lenko", "nov", "chuk", "vsky", "shin", "rin", "tsev", "denko", "kin", "rov", "mov", "nenko", "lsky",
        ],
    ),
    (
        "english",
        &[
            "Har", "Mor", "Wil", "Ash", "Stan", "Brad", "Thorn", "Win", "Lang", "Black", "Wood", "Hamp", "Ald", "Birm",
            "Cal", "Der", "Ken", "Pres",
        ],
        &["", "ing", "er", "en"],
        &[
            "ton", "ley", "field", "ford", "man", "son", "well", "worth", "den", "more", "ham", "by", "low", "wick",
            "dale",
        ],
    ),
    (
        "spanish",
        &[
            "Mar", "Fern", "Gonz", "Cal", "Vel", "Rod", "Esp", "Mont", "Sal", "Ben", "Del", "Cas", "Gut", "Her",
        ],
        &["a", "e", "i", "o", "and", "ill"],
        &[
            "ez", "ado", "era", "ero", "ina", "ales", "oza", "ana", "ino", "ares", "eda", "uela",
        ],
    ),
    (
        "pinyin",
        &[
            "B", "Ch", "D", "F", "G", "H", "J", "K", "L", "M", "N", "P", "Q", "R", "Sh", "S", "T", "W", "X", "Y", "Zh",
            "Z",
        ],
        &["a", "e", "i", "o", "u", "ia", "ao", "iu", "ei"],
        &["n", "ng", "nming", "ohua", "wei", "nguo", "ping", "jun", "lin"],
    ),
    (
        "turkish",
        &[
            "Ak", "Kar", "Dem", "Yil", "Ers", "Boz", "Gul", "Tas", "Sel", "Ozt", "Cel", "Kor", "Top",
        ],
        &["a", "i", "u", "o", "e"],
        &[
            "oglu", "kaya", "tas", "dag", "kan", "soy", "men", "ci", "gul", "bas", "lar", "man",
        ],
    ),
];

fn names() -> BTreeSet<String> {
    let mut names: BTreeSet<String> = REAL.split_whitespace().map(str::to_owned).collect();
    for (_, firsts, middles, lasts) in PARTS {
        for first in firsts {
            for middle in middles {
                names.extend(lasts.iter().map(|last| format!("{first}{middle}{last}")));
            }
        }
    }
    names
}

#[test]
fn a_rare_name_is_not_flooded() {
    let names = names();
    let mut filed: HashMap<String, Vec<&str>> = HashMap::new();
    for name in &names {
        filed.entry(key(name).unwrap_or_default()).or_default().push(name);
    }
    let (mut counts, mut worst, mut looked_at) = (Vec::new(), Vec::new(), 0);
    for typed in &names {
        let Some(name) = Name::read(typed) else { continue };
        let candidates: BTreeSet<&str> = lookup_keys(typed)
            .iter()
            .filter_map(|key| filed.get(key))
            .flatten()
            .copied()
            .collect();
        looked_at += candidates.len();
        let variants: Vec<&str> = candidates
            .into_iter()
            .filter(|other| other != typed && name.likeness(other, Effort::Careful).is_some())
            .collect();
        counts.push(variants.len());
        worst.push((variants.len(), typed.as_str(), variants));
    }
    counts.sort_unstable();
    worst.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    let at = |share: usize| counts.get(counts.len() * share / 1000).copied().unwrap_or_default();
    println!(
        "{} names, {} candidates looked at for each",
        names.len(),
        looked_at / names.len()
    );
    println!(
        "variants: median {}, 90% {}, 99% {}, 99.9% {}",
        at(500),
        at(900),
        at(990),
        at(999)
    );
    for (count, typed, variants) in worst.iter().take(40) {
        println!("{count} {typed}: {}", variants.join(" "));
    }
    let real: BTreeSet<&str> = REAL.split_whitespace().collect();
    println!("among real surnames:");
    for (_, typed, variants) in worst.iter().filter(|(_, typed, _)| real.contains(typed)) {
        let variants: Vec<&str> = variants.iter().filter(|other| real.contains(*other)).copied().collect();
        if !variants.is_empty() {
            println!("  {typed}: {}", variants.join(" "));
        }
    }
    assert!(names.len() > 4_000, "{}", names.len());
    assert_eq!(at(500), 0);
    assert!(at(990) <= 4 && at(999) <= 8);
}
