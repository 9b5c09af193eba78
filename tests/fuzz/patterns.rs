//! Files that are one thing over and over: what takes longer than a file is long shows in them.

use readout::clean::{Familiar, clean, margins};
use readout::extract::authority::{Authority, Sidecar};
use readout::extract::extract;
use readout::report::ReportId;
use readout::sources::{Mapping, Source, records_in};

/// One thing, and what stands before and behind the many of it.
pub(crate) struct Pattern {
    /// The name of the file, which tells what it is.
    pub(crate) file: &'static str,
    head: &'static str,
    /// What is repeated.
    pub(crate) unit: &'static str,
    tail: &'static str,
}

/// Units of plain text; `§` is another word each time.
const TEXT: &[&str] = &[
    // Dates of every form.
    "July 4, 2022\n",
    "4 July 2022 | ",
    "04.07.2022 ",
    "2022-07-04T10:30:00Z ",
    "12/11/2022, ",
    "Monday, July 4 ",
    "Monday, July 5, 2022\n",
    "29 février 2023\n",
    "٤ تموز ٢٠٢٢ ",
    "1443 هـ / 2022 م\n",
    "2022年7月4日 ",
    "3 hours ago\n",
    "Published: \n",
    "Updated 10:30 AM GMT ",
    // What stands around reports.
    "Read More: Envoy visits Lun\n",
    "Also read: ",
    "Related stories\n",
    "Share this article on Facebook\n",
    "Advertisement\n\n",
    "Tags: harbour, ferry, Lun\n",
    "#ferry ",
    "harbour | ferry | ",
    "Home > World > Iraq > ",
    "© 2022 Harbour Wire. All rights reserved.\n",
    "Comments (0)\n",
    "Photo: Ana Sousa/AP\n",
    "The envoy speaks to the mayor. (AP Photo/Ana Sousa)\n",
    "By Ana Sousa\n",
    "By Ana Sousa and ",
    "Edited by Lena Maas\n",
    "World\nPolitics\nSport\n",
    "https://a.b/c?d=e ",
    "Ana Sousa (@ana) July 4, 2022\n",
    "ERBIL, Iraq (AP) — ",
    "LONDON - ",
    "ANKARA\n4 July 2022\n",
    "Editor’s picks\nEnvoy visits Lun\nThe mayor spoke to them.\n",
    "Topics\nLun\nSign up for our newsletter\n",
    "at the Harbour House in Lun, ",
    "2 thoughts on “Envoy”\n",
    // Names and meetings.
    "Masrour Barzani ",
    "Masrour Barzani, ",
    "Maj. Gen. Kevin C. Leahy ",
    "President of the Republic of ",
    "Prime Minister Ana Sousa and ",
    "the Ministry of Defense of ",
    "of the Oliy Majlis ",
    "Head of the Cabinet of Ministers ",
    "— RNX\n© RNX\n",
    "Home | World | Sport\n",
    "On one side sat Ana A§ and ",
    "Ana A§’s deputy, ",
    "en una reunión ante Ana A§ ",
    "Por la empresa: Ana A§; ",
    "acompañado por Ana A§, ",
    "a accordé une audience à Ana A§, ",
    "tuvo lugar la reunión y se celebró ",
    "al-",
    "Mr. ",
    "Dr. Maria de la ",
    "and and and ",
    "met with ",
    "met with and received and ",
    "Ana Sousa met Piet Maas, ",
    "Ana Sousa met Piet Maas on Monday. ",
    "The envoy Ana Sousa held talks with Piet Maas in Baghdad.\n",
    "Baghdad, ",
    "on Monday and on Tuesday ",
    "Sousa said that Maas said that ",
    "traf sich mit Frau Maas und ",
    "se reunió con el presidente ",
    "ile görüştü ",
    // Other words each time.
    "#§ ",
    "Tags: §,\n",
    "§,",
    "§ ",
    "§. ",
    "A§ B§ ",
    "§\n",
    "Read More: Envoy § visits Lun\n",
    "The envoy § met the mayor of § on Monday.\n",
    "Ana A§ met Piet B§, ",
    "Ana A§ met Piet B§ in Baghdad. ",
    "President Ana A§ and ",
    "A§ Harbour Party, ",
    "A§ | B§ | ",
    "By Ana A§\n",
    "4 July 2022 | Ana A§\n",
    "Al A§ met Piet Maas. ",
    "Minister Ana Al A§ met Al B§. ",
    "The mayor met the mayor of Lun, Ana A§. The mayor spoke. ",
    "Ana A§ met Piet B§ to discuss the July 5, 2022 vote in Lun last year ",
    "“He § came to see the ferry line,” said Ana A§. ",
    "https://a.b/§ ",
    // Lists and entries.
    "• Ana A§, mayor of Lun\n",
    "Those present:\n• Ana A§\n\nThe bus came.\n",
    "In attendance: Ana A§; Piet B§; ",
    "Mon 10 Oct – Ana A§ met Piet B§ here. ",
    "Ana A§ had not, as Piet B§ claimed, met Lea C§. ",
    "When the two met, Ana A§ joined Piet B§ by video link. ",
    // Other languages.
    "El ministro Ana A§ y B§ fue recibido el lunes por Piet C§, y Lea D§ se reunió con Max E§. ",
    "Acompañado por el alcalde Ana A§; por la empresa, Piet B§; ",
    "M. A§ El B§ s’est entretenu hier avec Mme C§ au siège de l’Union de D§. ",
    "Der Landrat Mag. Ana A§ traf am 2. November in Lun den Minister Piet B§ zu einem Gespräch. ",
    "O ministro Ana A§ foi recebido esta manhã pelo presidente Piet B§ em São M. da C§. ",
    "Il presidente Ana A§ ha incontrato ieri il sindaco Piet B§ a Lun. ",
    "Başkan Ana A§, Vali Piet B§ ile Lun’da bir araya geldi. ",
    // Signs.
    "“",
    "“He came. ",
    "\"he said\" ",
    "said: “We will build the ferry line together,” ",
    "(",
    "()",
    "[",
    "’s ",
    "'",
    ". ",
    "... ",
    "-",
    "- ",
    ", ",
    "; ",
    ":",
    "&amp;",
    "&amp",
    "&",
    "<",
    "<p>",
    "<p ",
    // Letters.
    "a",
    "A",
    "a ",
    "A ",
    "word\n",
    "Word ",
    "Word\n",
    "\n",
    " \n",
    "\u{301}",
    "a\u{301}",
    "\u{200f}",
    "ب",
    "نێچیرڤان بارزانی ",
    "中",
    "𝄞 ",
    "ﷺ",
    "İ",
    "\u{fffd}a",
    "1",
    "1 a ",
    "1,000 ",
];

/// Units of web pages, with what stands before them.
const HTML: &[(&str, &str)] = &[
    ("", "<div>"),
    ("<html><body>", "<div>"),
    ("<html><body>", "<div>a"),
    ("<html><body>", "<div></div>"),
    ("<html><body>", "<p>"),
    (
        "<html><body>",
        "<p>The envoy met the mayor of the town, and they spoke.",
    ),
    ("<html><body>", "<b>"),
    ("<html><body>", "<i itemprop=author>"),
    ("<html><body>", "<i itemprop=author>Ana</i>"),
    (
        "<html><body>",
        "<footer>© 2022 Harbour Wire. All rights reserved.</footer>",
    ),
    ("<html><body>", "<b><p>a "),
    ("<html><body>", "<a href=x>"),
    ("<html><body>", "<a href=x>a</a> "),
    ("<html><body>", "<table>"),
    ("<html><body>", "<table><tr><td>"),
    ("<html><body><table>", "a<tr>"),
    ("<html><body>", "<ul><li>"),
    ("<html><body>", "<select><option>"),
    ("<html><body>", "<svg>"),
    ("<html><body>", "<math><mi>"),
    ("<html><body>", "<template>"),
    ("<html><body>", "<button>"),
    ("<html><body>", "<form>"),
    ("<html><body>", "<font><i><b>"),
    ("<html><body>", "<nobr>"),
    ("<html><body>", "</p>"),
    ("<html><body>", "</b>"),
    ("<html><body>", "<!--"),
    ("<html><body>", "<!-- a -->"),
    ("<html><body>", "<![CDATA["),
    ("<html><body>", "<script>"),
    ("<html><body>", "<script></script>"),
    ("<html><body><script>", "<!--<script>"),
    ("<html><body>", "<style>"),
    ("<html><body>", "<noscript>"),
    ("<html><body>", "<time datetime=2022-07-04>"),
    ("<html><body>", "<figure><figcaption>"),
    ("<html><body>", "<br>"),
    ("<html><body>", "<h1>Envoy visits Lun</h1>"),
    (
        "<html><body>",
        "<article><p>The envoy met the mayor, and they spoke.</p></article>",
    ),
    ("<html><body>", "<img alt=a>"),
    ("<html><body><div ", "a "),
    ("<html><body><div ", "a=b "),
    ("<html><body><div class=\"", "a "),
    ("<html><body>", "&amp;"),
    ("<html><body>", "&nGt;"),
    ("<html><body>", "&"),
    ("<html><body>", "&#120;"),
    ("<html><body>", "<"),
    ("<html><body>", "</"),
    ("<html><body>", "<a "),
    ("<html><body>", "<p itemprop=headline>"),
    ("<html><body>", "<span itemscope itemtype=NewsArticle>"),
    ("<html><head>", "<meta property=og:title content=a>"),
    ("<html><head>", "<meta name=keywords content=\"a, b\">"),
    ("<html><head>", "<link rel=canonical href=/a>"),
    ("<html><head><title>", "a | "),
    ("<html><head><title>", "<title>"),
    (
        "<html><head>",
        "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"a\"}</script>",
    ),
    ("<html><head><script type=application/ld+json>", "["),
    ("<html><head><script type=application/ld+json>", "{\"a\":"),
    (
        "<html><head><script type=application/ld+json>[",
        "{\"@type\":\"NewsArticle\",\"headline\":\"a\"},",
    ),
    ("<html><body>", "a "),
    ("<html><body>", "a\n"),
    ("<html><head>", "<meta name=keywords content=§>"),
    ("<html><body>", "<p>The envoy § met the mayor of § on Monday.</p>"),
    ("<html><body>", "<div class=§>a</div>"),
    ("<html><body><div ", "§=b "),
    ("<html><body>", "<§>"),
];

/// Files of records and of the archivist's: file, before, unit, behind.
const OTHER: &[(&str, &str, &str, &str)] = &[
    (
        "a.txt",
        "Envoy visits Lun\n\nBy Lena Maas\n4 July 2022\n",
        "Ana A§ and Piet B§ in Lun\n",
        "\nThe envoy met the mayor of the town on Monday, and they spoke of the ferry line and the harbour.\n",
    ),
    (
        "a.txt",
        "Envoy visits Lun\n\n4 July 2022\n",
        "Ana A§\n",
        "\nThe envoy met the mayor of the town on Monday, and they spoke of the ferry line and the harbour.\n",
    ),
    ("a.json", "", "[", ""),
    ("a.json", "[", "{\"id\":1,\"text\":\"a\"},", "{}]"),
    ("a.json", "", "{\"id\":1,\"text\":\"a\"}", ""),
    ("a.json", "", "{\"a\":", ""),
    ("a.json", "{\"text\":\"a\",\"b\":", "[", ""),
    ("a.json", "{", "\"a\":1,", "\"text\":\"b\"}"),
    ("a.json", "{", "\"a\":[{}],", "\"text\":\"b\"}"),
    ("a.json", "{\"text\":\"", "\\n", "\"}"),
    ("a.json", "{\"text\":\"", "\\\"", "\"}"),
    ("a.json", "{\"text\":\"", "a", ""),
    ("a.json", "{\"text\":\"b\",\"tags\":\"", "a,", "\"}"),
    ("a.json", "{\"text\":\"b\",\"tags\":[", "\"a\",", "\"a\"]}"),
    ("a.json", "{\"text\":\"b\",\"author\":[", "{\"name\":\"a\"},", "{}]}"),
    ("a.json", "{\"text\":[", "\"a\",", "\"a\"]}"),
    ("a.json", "{\"html\":\"", "<p>", "\"}"),
    ("a.json", "{\"html\":\"", "<div>a", "\"}"),
    ("a.json", "{\"text\":\"b\",\"title\":\"", "a ", "\"}"),
    ("a.json", "{", "\"§\":1,", "\"text\":\"b\"}"),
    ("a.json", "{\"text\":\"b\",\"tags\":[", "\"§\",", "\"a\"]}"),
    ("a.jsonl", "", "{\"id\":\"§\",\"text\":\"§\"}\n", ""),
    ("a.jsonl", "", "{\"id\":1,\"text\":\"a\"}\n", ""),
    (
        "a.jsonl",
        "",
        "{\"id\":1,\"text\":\"Ana Sousa met Piet Maas in Lun.\"}\n",
        "",
    ),
    ("a.jsonl", "", "\n", ""),
    ("a.jsonl", "", "x\n", ""),
    ("a.jsonl", "", "{", ""),
    ("a.jsonl", "", "[", ""),
    ("sources.toml", "", "[[file]]\n", ""),
    (
        "sources.toml",
        "",
        "[[file]]\nname = \"a*\"\nfields = { id = \"b\" }\n",
        "",
    ),
    ("sources.toml", "[fields]\ntext = [", "\"a\", ", "]"),
    ("sources.toml", "[fields]\ntext = ", "[", ""),
    ("sources.toml", "", "a.", "a = 1"),
    ("authority.toml", "", "[[person]]\n", ""),
    ("authority.toml", "", "[[person]]\nname = \"Ana Sousa\"\n", ""),
    (
        "authority.toml",
        "",
        "[[person]]\nname = \"Ana Sousa\"\nreports = [\"a\"]\n",
        "",
    ),
    (
        "authority.toml",
        "[[person]]\nname = \"Ana\"\nvariants = [",
        "\"a\", ",
        "]",
    ),
    ("authority.toml", "", "[[person]]\nname = \"a\"\nx = 1\n", ""),
    ("authority.toml", "", "[", ""),
    ("authority.toml", "a = ", "[", ""),
    ("authority.toml", "a = ", "{ a = ", ""),
    ("authority.toml", "", "[a.", ""),
    ("authority.toml", "a = \"\"\"", "\n", "\"\"\""),
    ("authority.toml", "", "#", ""),
    ("a.meta.toml", "title = \"", "a", "\""),
    ("a.meta.toml", "people = { add = [", "\"a\", ", "] }"),
    ("a.meta.toml", "", "a", ""),
];

/// All of them.
pub(crate) fn patterns() -> Vec<Pattern> {
    let texts = TEXT.iter().map(|unit| of("a.txt", "", unit, ""));
    // A report, and then that on one line of it.
    let behind = TEXT.iter().filter(|unit| !unit.contains('\n')).map(|unit| {
        let head = "Envoy visits Lun\n\nLUN - The envoy Ana Sousa met the mayor on Monday. ";
        of("a.txt", head, unit, "\n\nThey spoke.\n")
    });
    let pages = HTML.iter().map(|(head, unit)| of("a.html", head, unit, ""));
    let others = OTHER.iter().map(|(file, head, unit, tail)| of(file, head, unit, tail));
    texts.chain(behind).chain(pages).chain(others).collect()
}

fn of(file: &'static str, head: &'static str, unit: &'static str, tail: &'static str) -> Pattern {
    Pattern { file, head, unit, tail }
}

impl Pattern {
    /// Its name for people.
    pub(crate) fn name(&self) -> String {
        format!("{} {:?} {:?}", self.file, self.head, self.unit)
    }

    /// A file of so many bytes, or a little more.
    pub(crate) fn file_of(&self, bytes: usize) -> Vec<u8> {
        let mut made = self.head.to_owned();
        if self.unit.contains('§') {
            let mut number = 0;
            while made.len() < bytes {
                made += &self.unit.replace('§', &letters(number));
                number += 1;
            }
        } else {
            made += &self.unit.repeat(bytes / self.unit.len());
        }
        made += self.tail;
        made.into_bytes()
    }

    /// Reads a file of it as the archive would, from its bytes to its facts; how many lines its ledger has.
    pub(crate) fn read(&self, bytes: Vec<u8>) -> usize {
        let limit = bytes.len() as u64;
        match self.file {
            "authority.toml" => Authority::parse(&text(bytes)).map_or(1, |(_, faults)| faults.len()),
            "a.meta.toml" => Sidecar::parse(&text(bytes)).map_or(1, |(_, faults)| faults.len()),
            "sources.toml" => Mapping::parse(&text(bytes)).1.len(),
            "a.json" | "a.jsonl" => {
                let mut lines = 0;
                records_in(self.file, &bytes, &Mapping::default(), limit, &mut |found, bytes| {
                    lines += Source::record(&found, bytes.to_vec()).map_or(0, |source| facts(&source));
                });
                lines
            }
            _ => {
                let id = ReportId::from_stem("a");
                Source::page(id, self.file.to_owned(), bytes, None).map_or(0, |source| facts(&source))
            }
        }
    }
}

/// A number as a word.
fn letters(number: usize) -> String {
    let digits = number.to_string();
    digits.bytes().map(|digit| char::from(digit - b'0' + b'k')).collect()
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_default()
}

fn facts(source: &Source) -> usize {
    let familiar = Familiar::of(margins(source).into_iter().take(1));
    let report = clean(source, &familiar);
    let facts = extract(&report);
    report.lines.len() + facts.people.len()
}
