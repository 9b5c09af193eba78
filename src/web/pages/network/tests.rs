use super::data::Graph;
use super::*;
use crate::report::MeetingId;
use crate::search::Named;
use crate::web::xml;
use scraper::{ElementRef, Html, Selector};

fn named(n: usize, meetings: usize) -> Named {
    Named {
        slug: format!("person-{n}"),
        name: format!("Person <{n}>"),
        reports: 9,
        meetings,
    }
}

fn tie(one: usize, other: usize, meetings: usize, day: Option<&str>) -> Edge {
    Edge {
        between: (one, other),
        meetings,
        last: (day.map(|day| day.parse().unwrap()), MeetingId::parse("abc.7").unwrap()),
    }
}

fn network(size: usize, ties: Vec<Edge>) -> Network {
    Network {
        people: (0..size).map(|n| named(n, size - n)).collect(),
        ties,
        looked_at: 2_000,
        cut: size > 3,
    }
}

fn page(network: &Network) -> Html {
    let page = Page::new(network, &Params::default());
    Html::parse_document(&Here::default().render(&page).unwrap())
}

fn all<'h>(html: &'h Html, css: &str) -> Vec<ElementRef<'h>> {
    html.select(&Selector::parse(css).unwrap()).collect()
}

fn words(element: &ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_two_who_met_stand_in_both_pictures_and_in_the_table() {
    let html = page(&network(3, vec![tie(0, 1, 4, Some("2022-07-04")), tie(1, 2, 1, None)]));
    let told = |css: &str| all(&html, css).iter().map(words).collect::<Vec<_>>();
    let expected = [
        "Person <0> and Person <1>: 4 meetings, last on 4 July 2022",
        "Person <1> and Person <2>: 1 meeting",
    ];
    assert_eq!(told(".network path > title"), expected);
    assert_eq!(told(".matrix a > title"), expected);
    assert_eq!(told(".matrix a > text"), ["4", "1"]);
    assert_eq!(
        told("tbody tr:first-child > *"),
        ["Person <0> and Person <1>", "4", "4 July 2022"]
    );
    assert_eq!(
        told("tbody tr:last-child > *"),
        ["Person <1> and Person <2>", "1", "no day is known"]
    );
    let hrefs = |css: &str| -> Vec<&str> { all(&html, css).iter().filter_map(|link| link.attr("href")).collect() };
    assert_eq!(
        hrefs(".matrix svg a"),
        ["/network?a=person-0&b=person-1", "/network?a=person-1&b=person-2"]
    );
    assert_eq!(
        hrefs(".network li a"),
        ["/people/person-0", "/people/person-1", "/people/person-2"]
    );
    assert_eq!(hrefs("tbody tr:first-child td a").last(), Some(&"/meetings/abc.7"));
    // The two who never met: one dot, in the third row and the first column.
    assert_eq!(all(&html, ".never")[0].attr("d"), Some("M22 110h0"));
    assert!(!words(&all(&html, ".standfirst")[0]).contains("2,000"));
}

#[test]
fn nothing_lies_outside_of_the_pictures_and_no_two_cells_are_one() {
    let size = 30;
    let ties = (0..size).flat_map(|n| (n + 1..size).map(move |m| tie(n, m, (n * m) % 7 + 1, None)));
    let network = network(size, ties.collect());
    let html = page(&network);
    assert!(words(&all(&html, ".standfirst")[0]).contains("30 people with most meetings, of the 2,000"));
    let arcs = all(&html, ".network path");
    assert_eq!(arcs.len(), size * (size - 1) / 2);
    for arc in arcs {
        let path = arc.attr("d").unwrap().replace(['M', 'A'], " ");
        let numbers: Vec<f64> = path.split_whitespace().map(|number| number.parse().unwrap()).collect();
        let [x, from, wide, _, _, _, _, _, to] = numbers[..] else {
            panic!("{path}")
        };
        assert!(wide < x && from < to && to < size as f64 * 10.0, "{path}");
        let thick: f64 = arc.attr("stroke-width").unwrap().parse().unwrap();
        assert!((1.0..9.0).contains(&thick), "{thick}");
    }
    let mut cells: Vec<(usize, usize)> = all(&html, ".matrix rect")
        .iter()
        .map(|cell| {
            let at = |name: &str| cell.attr(name).unwrap().parse().unwrap();
            (at("x"), at("y"))
        })
        .collect();
    let found = cells.len();
    assert_eq!(found, 20 * 19 / 2);
    cells.sort_unstable();
    cells.dedup();
    assert_eq!(cells.len(), found);
    assert!(cells.iter().all(|(x, y)| x < y && *y < 20 * 44));
}

#[test]
fn the_empty_network_says_so() {
    let html = page(&Network::default());
    assert_eq!(all(&html, "svg").len(), 0);
    assert!(words(&all(&html, ".nothing")[0]).contains("No report"));
}

#[test]
fn the_graph_is_well_formed_whatever_the_names() {
    let mut made = network(2, vec![tie(0, 1, 2, Some("2022-07-04"))]);
    made.people[0].name = "A \u{1}& \"B\" <c>".to_owned();
    let text = xml::document(&Graph::new(&made, &Here::of_origin("http://a"))).unwrap();
    let document = roxmltree::Document::parse(&text).unwrap();
    let named = |name: &str| {
        document
            .descendants()
            .filter(|node| node.tag_name().name() == name)
            .collect::<Vec<_>>()
    };
    let keys: Vec<&str> = named("key").iter().filter_map(|key| key.attribute("id")).collect();
    let data = |node: &roxmltree::Node<'_, '_>| -> Vec<String> {
        let data = node.children().filter(|child| child.is_element());
        data.map(|data| {
            assert!(keys.contains(&data.attribute("key").unwrap()));
            data.text().unwrap_or_default().to_owned()
        })
        .collect()
    };
    let (nodes, edges) = (named("node"), named("edge"));
    assert_eq!((nodes.len(), edges.len()), (2, 1));
    assert_eq!(
        data(&nodes[0]),
        ["A \u{fffd}& \"B\" <c>", "http://a/people/person-0", "9", "2"]
    );
    assert_eq!(data(&edges[0]), ["2", "2022-07-04"]);
    assert_eq!(edges[0].attribute("source"), nodes[0].attribute("id"));
    assert_eq!(edges[0].attribute("target"), nodes[1].attribute("id"));
}
