//! Web pages: what their markup states is taken as stated, the article in them goes through the rules of a
//! saved page, and what stands around it is furniture.
//!
//! Where statements contradict each other, the one whose [`Origin`] comes first is taken, and the others
//! stay in the ledger; of days that differ a warning tells. A moment in the time of the world gives way to
//! the same moment, or to a day printed right beside it, in the outlet's own time.

mod language;

use super::draft::{Draft, Piece};
use super::familiar::Familiar;
use super::lines::{self, RawLine};
use super::text::fold;
use super::{
    MOST_LINES, body, byline, caption, credit, date_line, furniture, head, imprint, masthead, outlet, pointer,
    published, repeated, stated, tags, title, too_many_lines,
};
use crate::report::{Line, Report, Role, Stated, Title, Warning, is_web_address};
use crate::sources::{Origin, Source, WebLine, What};
use jiff::Timestamp;
use jiff::civil::Date;
use std::borrow::Cow;

const AROUND: &str = "html-around";
const CAPTION: &str = "html-caption";
const ITEM: &str = "html-list";
const QUOTE: &str = "html-quote";
const HEADING: &str = "html-heading";
const LINKS: &str = "html-links";
const MODIFIED: &str = "html-modified";

/// What a line of the page states.
struct Claim {
    what: What,
    origin: Origin,
    number: u32,
    text: String,
}

impl Claim {
    fn rule(&self) -> &'static str {
        match self.origin {
            Origin::Record => of_record(self.what),
            _ if self.what == What::Modified => MODIFIED,
            Origin::Heading => "html-headline",
            Origin::Canonical => "html-canonical",
            Origin::JsonLd => "html-json-ld",
            Origin::OpenGraph => "html-open-graph",
            Origin::Citation => "html-citation",
            Origin::DublinCore => "html-dublin-core",
            Origin::Microdata => "html-microdata",
            Origin::Meta => "html-meta",
            Origin::Class => "html-class",
            Origin::Time => "html-time",
            Origin::Attribute => "html-lang",
            Origin::Title => "html-title",
            Origin::SavedFrom => "html-saved-from",
        }
    }

    fn stated<T>(&self, value: T) -> Stated<T> {
        Stated::new(value, self.number, self.text.clone(), self.rule())
    }
}

fn of_record(what: What) -> &'static str {
    match what {
        What::Headline => "record-title",
        What::Byline => "record-byline",
        What::Published | What::Modified => "record-published",
        What::Outlet => "record-outlet",
        What::Section => "record-section",
        What::Tag => "record-tags",
        What::Url => "record-url",
        What::Lang => "record-lang",
    }
}

/// The report of a web page; `kinds` says of each line of its text what it is.
pub(super) fn read(source: &Source, kinds: &[WebLine], familiar: &Familiar) -> Report {
    let raw = lines::non_blank(&source.text);
    let kind_of = |line: &RawLine| {
        let index = usize::try_from(line.number).unwrap_or(usize::MAX);
        kinds.get(index.saturating_sub(1)).copied().unwrap_or(WebLine::Untold)
    };
    let claims: Vec<Claim> = raw
        .iter()
        .filter_map(|line| match kind_of(line) {
            WebLine::Stated(what, origin) => Some(Claim {
                what,
                origin,
                number: line.number,
                text: line.text.clone(),
            }),
            _ => None,
        })
        .collect();
    let (headline, site) = headline(&claims);
    let has_headline = headline.is_some();
    let mut shown: Vec<WebLine> = Vec::new();
    let (mut pieces, mut rest) = (Vec::new(), Vec::new());
    for (index, line) in raw.iter().enumerate() {
        let kind = kind_of(line);
        let is_headline = has_headline && pieces.is_empty() && line.number == 1;
        if !is_headline && matches!(kind, WebLine::Stated(..) | WebLine::Around) {
            continue;
        }
        let mut piece = Piece::new(index..index + 1, line.number, line.text.clone(), line.raw.clone(), true);
        match (is_headline, kind) {
            (true, _) => piece.set(Role::Headline, claims.first().map_or("html-title", Claim::rule)),
            (_, WebLine::Caption) => piece.set(Role::Caption, CAPTION),
            _ => {}
        }
        if pieces.len() < MOST_LINES {
            pieces.push(piece);
            shown.push(kind);
        } else {
            piece.offer(Role::Paragraph, "body");
            rest.push(piece);
        }
    }
    let mut draft = Draft::new(pieces, familiar);
    if let Some(first) = rest.first() {
        draft.warn(Some(first.number), too_many_lines());
    }
    draft.headline = headline.clone();
    run(&mut draft, &shown, has_headline);
    let published = day(&claims, &mut draft);
    draft.pieces.extend(rest);
    for line in raw.iter().filter(|line| kind_of(line) == WebLine::Around) {
        imprint::note_around(&mut draft, line.number, &line.text);
    }
    let outlet = first(&claims, What::Outlet).or(site).or_else(|| outlet::choose(&draft));
    let byline = author(&claims, outlet.as_ref(), draft.byline.take());
    let mut report = Report {
        id: source.id.clone(),
        lines: ledger(&draft, raw, &claims, &kind_of),
        title: match headline.or_else(|| draft.headline.take()) {
            Some(headline) => Title::Printed(headline),
            None => Title::Supplied(title::supply(&draft)),
        },
        section: first(&claims, What::Section).or_else(|| draft.section.take()),
        byline,
        outlet,
        published,
        dateline_place: draft.dateline_place.take(),
        tags: keywords(&claims, &mut draft),
        lang: None,
        url: None,
        read_more: std::mem::take(&mut draft.read_more),
        warnings: std::mem::take(&mut draft.warnings),
    };
    report.url = address(&claims, &mut report.warnings);
    report.lang = language::language(&claims, &report.lines, &mut report.warnings);
    report.warnings = super::dedup(std::mem::take(&mut report.warnings));
    report
}

/// The rules of a saved page that find something in an article, and for what could not be told apart all
/// that are not about the one headline.
fn run(draft: &mut Draft<'_>, kinds: &[WebLine], has_headline: bool) {
    let untold = kinds.contains(&WebLine::Untold);
    let before: &[fn(&mut Draft<'_>)] = &[
        body::label_tweets,
        pointer::label,
        date_line::label,
        byline::label,
        credit::label,
        credit::label_foot,
        tags::label,
        furniture::label_phrases,
        caption::label,
        caption::label_beside_credit,
        furniture::label_menus,
        tags::label_barred,
        repeated::label,
        furniture::label_end,
        furniture::label_lists,
        furniture::label_about,
        imprint::note,
    ];
    before.iter().for_each(|rule| rule(draft));
    if untold {
        masthead::label(draft);
    }
    for (piece, kind) in draft.pieces.iter_mut().zip(kinds) {
        match kind {
            WebLine::Item => piece.offer(Role::Paragraph, ITEM),
            WebLine::Quote => piece.offer(Role::Paragraph, QUOTE),
            WebLine::Heading => piece.offer(Role::Kicker, HEADING),
            _ => {}
        }
    }
    body::find(draft);
    if has_headline {
        head::label_around(draft, 0);
    } else {
        head::label(draft);
    }
    tags::label_strips(draft);
    repeated::label_pulled(draft);
    if untold {
        body::label_links(draft);
    } else {
        label_links(draft, kinds);
    }
    body::label_within(draft);
    head::label_rest(draft);
    // What the article has is part of it, though no running text stands below.
    for (piece, kind) in draft.pieces.iter_mut().zip(kinds) {
        if *kind == WebLine::Text || (*kind == WebLine::Link && is_told(piece)) {
            piece.offer(Role::Paragraph, "body");
        }
    }
    body::label_leftovers(draft);
    imprint::note_foot(draft);
    outlet::claim_byline(draft);
}

/// Running text is the report's, though it is all one link: somebody forgot to end it.
fn is_told(piece: &Piece) -> bool {
    piece.shape.is_prose() && piece.shape.ends_sentence && piece.shape.words >= 12
}

/// Two or more neighbouring lines that are links, and nothing else, lead to other stories.
fn label_links(draft: &mut Draft<'_>, kinds: &[WebLine]) {
    let open = |draft: &Draft<'_>, at: usize| {
        let is_link = |piece: &Piece| piece.is_open() && !is_told(piece);
        kinds.get(at) == Some(&WebLine::Link) && draft.pieces.get(at).is_some_and(is_link)
    };
    let mut start = 0;
    while start < draft.pieces.len() {
        let length = (start..draft.pieces.len()).take_while(|at| open(draft, *at)).count();
        if length >= 2 {
            for piece in draft.pieces.iter_mut().skip(start).take(length) {
                piece.set(Role::Furniture, LINKS);
            }
        }
        start += length.max(1);
    }
}

/// The headline, and the name of the site where it stands behind it.
fn headline(claims: &[Claim]) -> (Option<Stated<String>>, Option<Stated<String>>) {
    let mut titles = claims.iter().filter(|claim| claim.what == What::Headline);
    let Some(chosen) = titles.next().filter(|claim| claim.number == 1) else {
        return (None, None);
    };
    let site_of = |claim: &Claim| {
        let (words, site) = outlet::split_title(&claim.text);
        let site = site.map(|site| Stated::new(site.to_owned(), claim.number, claim.text.clone(), "outlet-title"));
        (words.to_owned(), site)
    };
    let names: Vec<String> = claims
        .iter()
        .filter(|claim| claim.what == What::Outlet)
        .map(|claim| fold(&claim.text))
        .collect();
    let (words, site) = site_of(chosen);
    let is_name = site.as_ref().is_some_and(|site| names.contains(&fold(&site.value)));
    // The title of a page has the site behind the headline; a headline may have a dash.
    if chosen.origin == Origin::Title || is_name {
        return (Some(chosen.stated(words)), site);
    }
    let head = fold(&chosen.text);
    let other = titles.filter(|claim| claim.origin == Origin::Title).find_map(|claim| {
        let site = outlet::site_beside(&claim.text, &head)?;
        Some(Stated::new(
            site.to_owned(),
            claim.number,
            claim.text.clone(),
            "outlet-title",
        ))
    });
    (Some(chosen.stated(chosen.text.clone())), other)
}

/// What is stated first.
fn first(claims: &[Claim], what: What) -> Option<Stated<String>> {
    let claim = claims.iter().find(|claim| claim.what == what)?;
    Some(claim.stated(claim.text.clone()))
}

/// The day of publication: that of the first statement that gives one, else the one that is printed.
fn day(claims: &[Claim], draft: &mut Draft<'_>) -> Option<Stated<Date>> {
    let mut stated: Vec<(&Claim, Date)> = Vec::new();
    for claim in claims.iter().filter(|claim| claim.what == What::Published) {
        match stated::day(&claim.text) {
            Some(day) => stated.push((claim, day)),
            None => draft.warn(Some(claim.number), format!("“{}” is no day of publication", claim.text)),
        }
    }
    let doubts = draft.warnings.len();
    let printed = published::choose(draft);
    let Some((claim, day)) = stated.first().copied() else {
        return printed;
    };
    // What is printed need not be clear where the markup is.
    draft.warnings.truncate(doubts);
    let moment = stated::moment(&claim.text);
    let turned = stated::is_of_the_world(&claim.text);
    let own = stated.iter().find(|(other, _)| {
        turned && moment.is_some() && stated::moment(&other.text) == moment && !stated::is_of_the_world(&other.text)
    });
    let (claim, day) = own.copied().unwrap_or((claim, day));
    if let Some(printed) = printed {
        let apart = day.since(printed.value).map_or(i32::MAX, |span| span.get_days().abs());
        if own.is_none() && turned && apart == 1 {
            note_others(draft, &stated, printed.value, moment, printed.evidence.line);
            return Some(printed);
        }
        if printed.value != day {
            let text = format!(
                "the page states {day} as its day of publication and has {} printed; the former is taken",
                printed.value
            );
            draft.warn(Some(printed.evidence.line), text);
        }
    }
    note_others(draft, &stated, day, moment, claim.number);
    Some(claim.stated(day))
}

/// Warns of statements that give another day than the one that is taken, and do not mean the same moment.
fn note_others(draft: &mut Draft<'_>, stated: &[(&Claim, Date)], day: Date, moment: Option<Timestamp>, line: u32) {
    let others = stated
        .iter()
        .filter(|(other, other_day)| *other_day != day && (moment.is_none() || stated::moment(&other.text) != moment));
    for (other, other_day) in others {
        let text =
            format!("{other_day} is stated as the day of publication too; {day} is taken, which line {line} states");
        draft.warn(Some(other.number), text);
    }
}

/// Names that software fills in for an author.
const NOBODY: [&str; 14] = [
    "admin",
    "administrator",
    "webmaster",
    "editor",
    "editors",
    "root",
    "user",
    "staff",
    "guest",
    "author",
    "news desk",
    "newsroom",
    "web desk",
    "web team",
];

/// Who wrote it: as the markup says, unless that names nobody, or the outlet, and the page prints a name.
fn author(
    claims: &[Claim],
    outlet: Option<&Stated<String>>,
    printed: Option<Stated<String>>,
) -> Option<Stated<String>> {
    let is_nobody = |name: &str| {
        let name = fold(name);
        NOBODY.contains(&name.as_str()) || outlet.is_some_and(|outlet| fold(&outlet.value) == name)
    };
    let mut names = claims
        .iter()
        .filter(|claim| claim.what == What::Byline && !is_web_address(&claim.text))
        .map(|claim| {
            let names = byline::read(&claim.text).unwrap_or_else(|| claim.text.clone());
            claim.stated(match claim.origin {
                Origin::Citation | Origin::DublinCore => in_order(&names),
                _ => names,
            })
        });
    let first = names.clone().next();
    let somebody = names.find(|stated| !is_nobody(&stated.value));
    somebody.or(printed).or(first)
}

/// `Sousa, Ana; Lind, Bo` as it is read.
fn in_order(names: &str) -> String {
    let turned = |name: &str| match name.trim().split_once(", ") {
        Some((last, first)) if !first.contains(',') => format!("{first} {last}"),
        _ => name.trim().to_owned(),
    };
    names.split(';').map(turned).collect::<Vec<_>>().join(", ")
}

/// Keywords of the markup, then those that are printed.
fn keywords(claims: &[Claim], draft: &mut Draft<'_>) -> Vec<Stated<String>> {
    let stated = claims.iter().filter(|claim| claim.what == What::Tag);
    let mut tags: Vec<Stated<String>> = stated.map(|claim| claim.stated(claim.text.clone())).collect();
    tags.append(&mut draft.tags);
    let mut seen = std::collections::HashSet::new();
    tags.retain(|tag| seen.insert(fold(&tag.value)));
    tags
}

fn address(claims: &[Claim], warnings: &mut Vec<Warning>) -> Option<Stated<String>> {
    let mut urls = claims.iter().filter(|claim| claim.what == What::Url);
    let found = urls.clone().find(|claim| is_web_address(&claim.text));
    if let (None, Some(claim)) = (found, urls.next()) {
        warnings.push(Warning {
            line: Some(claim.number),
            text: "this is no address as `https://example.org/page` is".to_owned(),
        });
    }
    found.map(|claim| claim.stated(claim.text.clone()))
}

/// One entry for each line that is not blank.
fn ledger(draft: &Draft<'_>, raw: Vec<RawLine>, claims: &[Claim], kind_of: &dyn Fn(&RawLine) -> WebLine) -> Vec<Line> {
    let mut claims = claims.iter();
    let mut lines: Vec<Line> = raw
        .into_iter()
        .map(|line| {
            let claim = matches!(kind_of(&line), WebLine::Stated(..))
                .then(|| claims.next())
                .flatten();
            let (role, rule) = claim.map_or((Role::Furniture, AROUND), |claim| (role(claim), claim.rule()));
            Line {
                number: line.number,
                text: line.text,
                roles: vec![role],
                rule: Cow::Borrowed(rule),
                continues: false,
            }
        })
        .collect();
    for piece in &draft.pieces {
        if let (Some(line), Some(label)) = (lines.get_mut(piece.lines.start), &piece.label) {
            line.roles.clone_from(&label.roles);
            line.rule = Cow::Borrowed(label.rule);
        }
    }
    lines
}

fn role(claim: &Claim) -> Role {
    match claim.what {
        // The one that is taken stands on the first line; the others say it once more.
        What::Headline => Role::Repeated,
        What::Byline => Role::Byline,
        What::Published | What::Modified => Role::Date,
        What::Section => Role::Section,
        What::Tag => Role::Tags,
        What::Outlet | What::Url | What::Lang => Role::Furniture,
    }
}
