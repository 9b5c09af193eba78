//! Reports, names and files that would run, close, turn or forge something wherever they are shown.

use crate::site::made;
use readout::report::{Entry, Role};
use std::fs;
use std::path::Path;

/// Each would do something in one place or another where it is not escaped.
pub const PAYLOADS: [&str; 17] = [
    "<script>x-evil()</script>",
    "\"><img src=x onerror=x-evil()>",
    "' onmouseover='x-evil()' x='",
    "</script><x-evil>",
    "</title></textarea><x-evil>",
    "--><x-evil><!--",
    "]]><x-evil/><![CDATA[",
    "javascript:x-evil()",
    "{{1111*1111}} <x-evil>",
    "=HYPERLINK(\"http://x-evil.example\")",
    "+x-evil",
    "-x-evil+1",
    "@x-evil",
    "\t=x-evil",
    "x-evil among words enough to be a text that one reads, and then \u{1}\u{1b}[31m\u{fffe}\u{7f} more of them",
    "\u{202e}live-x\u{2066}",
    "x-evil\r\nEND:VEVENT\r\nTY  - JOUR\r\nX-Evil: 1 ]]>",
];

/// Reports whose every word and name is one of them, as if cleaning and inference had let it pass.
pub fn entries() -> Vec<Entry> {
    let entry = |(n, payload): (usize, &&str)| {
        let other = PAYLOADS[(n + 1) % PAYLOADS.len()];
        let mut report = made(&format!("{n}{payload}"), payload)
            .outlet(payload)
            .section(payload)
            .tag(payload)
            .place(payload)
            .line(Role::Headline, payload)
            .line(Role::Caption, payload)
            .line(Role::Furniture, payload)
            .says(payload)
            .says(&format!("common words {payload} and {other}"))
            .met(&[payload, other], &format!("2025-04-{:02}", n + 1))
            .met_in(payload)
            .organisation(payload)
            .points_to(payload)
            .dated("2025-04-24")
            .lang(payload);
        let entry = report.entry_mut();
        entry.report.byline = entry.report.outlet.clone();
        entry.report.url = entry.report.outlet.clone();
        for meeting in &mut entry.facts.meetings {
            meeting.topics = meeting.place.iter().cloned().collect();
            meeting.doubt = meeting.place.clone();
            for person in &mut meeting.people {
                person.office = meeting.place.clone();
            }
        }
        report.entry()
    };
    PAYLOADS.iter().enumerate().map(entry).collect()
}

/// So many of them in files: in names, texts, records, markup and the archivist's word.
pub fn write_files(folder: &Path, most: usize) {
    let put = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
    // As JSON writes a text, TOML reads it, but for DEL.
    let toml = |text: &str| {
        serde_json::Value::String(text.to_owned())
            .to_string()
            .replace('\u{7f}', "\\u007f")
    };
    let mut records = String::new();
    let mut authority = String::new();
    let people = [
        "Ann Lee",
        "Bo Dahl",
        "Cy Young",
        "Eve Hall",
        "Kim Roe",
        "Lena Maas",
        "Piet Vos",
    ];
    for (n, payload) in PAYLOADS.iter().enumerate().take(most) {
        let (one, two) = (people[n % people.len()], people[(n + 3) % people.len()]);
        let met = format!("Minister {one} met on Monday with Ambassador {two} in Oslo to discuss {payload} and trade.");
        let text = format!(
            "{payload}\n\nBy {payload}\nApril 2{}, 2025\n\nOSLO – {met}\n\n{payload}\n\nRead More: {payload}\n\nTags: {payload}, trade\n",
            n % 9
        );
        // No name of a file has a slash or a NUL in it; all else may be.
        put(&format!("{n} {}.txt", payload.replace('/', "∕")), &text);
        put(
            &format!("{n} {}.meta.toml", payload.replace('/', "∕")),
            &format!(
                "title = {0}\noutlet = {0}\nsection = {0}\nbyline = {0}\nurl = {0}\nlang = {0}\npeople = {{ add = [{0}] }}\n",
                toml(payload)
            ),
        );
        records.push_str(
            &serde_json::json!({
                "id": format!("r{n}{payload}"), "title": payload, "text": [met, payload], "author": {"name": payload},
                "outlet": payload, "tags": [payload], "section": payload, "url": payload, "lang": payload,
                "published": "2025-04-24",
            })
            .to_string(),
        );
        records.push('\n');
        if n < people.len() {
            authority.push_str(&format!(
                "[[person]]\nname = {}\nvariants = [{}]\nnote = {0}\noffices = [{{ name = {0} }}]\n",
                toml(payload),
                toml(one)
            ));
        }
        put(
            &format!("page{n}.html"),
            &format!(
                "<html><head><title>{payload}</title><meta property='og:title' content=\"{payload}\"><link rel=canonical href='javascript:x-evil()'>\
                 <script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":{},\"url\":\"javascript:x-evil()\"}}</script></head>\
                 <body><article><h1>{payload}</h1><p>{met} It lasted for an hour, and both sides said that they would meet again.</p>\
                 <p onclick='x-evil()'>{payload}</p><x-evil>x</x-evil></article></body></html>",
                serde_json::Value::String((*payload).to_owned())
            ),
        );
    }
    put("records.jsonl", &records);
    put("broken.jsonl", "{\"id\": \"<x-evil>\", \"title\": 5}\n<x-evil>\n");
    put("authority.toml", &authority);
    put("bad <x-evil>\u{202e}.txt", "\0\0<x-evil>");
    put("<x-evil> line\nbreak =1.txt", "");
}
