use super::*;

#[track_caller]
fn check(html: &str, expected: &[(Kind, &str)]) {
    let document = Document::from(html);
    let blocks = read(&document);
    let found: Vec<(Kind, &str)> = blocks.iter().map(|block| (block.kind, block.text.as_str())).collect();
    assert_eq!(found, expected);
    assert_eq!(marked(&document.html(), blocks.len()), vec![true; blocks.len()]);
}

#[test]
fn a_page_is_read_block_by_block() {
    use Kind::{Caption, Heading, Item, Quote, Row, Text};
    check(
        "<h1>A <em>visit</em></h1><div>By Ana<p>The envoy\n  met <a href=x>the <b>mayor</b></a>.</p>and left</div>
         <ul><li>One<li><p>Two</p></ul><blockquote><p>Yes.</p></blockquote>
         <figure><img alt=x><figcaption>The two <span>in Quito</span></figcaption></figure>
         <table><tr><td>Ana</td><td> Sousa</td></tr><tr><td><p>a</p></td><td>b</td></tr></table>",
        &[
            (Heading(1), "A visit"),
            (Text, "By Ana"),
            (Text, "The envoy met the mayor."),
            (Text, "and left"),
            (Item, "One"),
            (Item, "Two"),
            (Quote, "Yes."),
            (Caption, "The two in Quito"),
            (Row, "Ana | Sousa"),
            (Text, "a"),
            (Text, "b"),
        ],
    );
}

#[test]
fn line_breaks_part_what_they_should() {
    check(
        "<div>By Ana Sousa<br>4 July 2022<br><br>The envoy met<br>the mayor.<br/>He left.</div><pre>a\nb</pre>",
        &[
            (Kind::Text, "By Ana Sousa"),
            (Kind::Text, "4 July 2022"),
            (Kind::Text, "The envoy met the mayor."),
            (Kind::Text, "He left."),
            (Kind::Text, "a"),
            (Kind::Text, "b"),
        ],
    );
}

#[test]
fn what_nobody_sees_is_left_out_and_what_stands_around_is_told() {
    let document = Document::from(
        "<nav><a href=/>Home</a></nav><p>The mayor.</p><script>x</script><p style='display: none'>y</p>\u{f0000}",
    );
    let blocks = read(&document);
    let told: Vec<(&str, bool, bool)> = blocks.iter().map(|b| (&*b.text, b.around, b.linked > 0)).collect();
    assert_eq!(
        told,
        [("Home", true, true), ("The mayor.", false, false), ("y", true, false)]
    );
    assert_eq!(marked(&document.html(), 3), [true; 3]);
}
