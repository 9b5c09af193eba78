//! Words and signs that mean something to a target, and some that should not stand where they do.

const ODD: [&str; 22] = [
    "\u{0}", "\u{1}", "\u{200f}", "\u{202e}", "\u{200d}", "\u{feff}", "\u{301}", "\u{2028}", "\u{a0}", "\t", "\r\n",
    "\n", "\n\n", "𝄞", "İ", "ß", "ﷺ", "“", "”", "&amp;", "&#x0;", "&nGt;",
];

const TEXT: &str = "By |Tags: |Read More: |Also read: |Photo: |(AP) - |ERBIL, Iraq (AP) — |LONDON - |Monday|on Tuesday|\
                    July 4, 2022|04.07.2022|2022-07-04|31/12/2021|29 février 2023|1443 هـ|٤ تموز ٢٠٢٢|Published: |Updated |\
                    met with |met |meeting |held talks with |received |spoke by phone with |and |, and |the |Maj. Gen. |\
                    Prime Minister |President |Mr. |Dr. |al-|’s |Masrour Barzani|Kevin Leahy|Baghdad|the Ministry of Defense|\
                    © 2022 |All rights reserved|Share this|Comments|Related stories|- || | - |...|(|)|\"|:|;|Herr |señor |\
                    traf sich mit |se reunió con |ile görüştü|le ministre |https://a.b/c|#tag|@user|<p>|<br>|&nbsp;|&amp;nbsp;";

const HTML: &str = "<div>|</div>|<p>|</p>|<br>|<a href=\"x\">|</a>|<b>|<i>|</b>|<table>|<tr>|<td>|</table>|<ul><li>|<!--|-->|\
                    <script>|</script>|<style>|</style>|<title>|</title>|<h1>|</h1>|<h2>|<head>|<body>|<html lang=\"en\">|\
                    <svg>|<math>|<template>|<select>|<option>|<textarea>|<plaintext>|<noscript>|<iframe>|<frameset>|<form>|\
                    <article>|<nav>|<footer>|<aside>|<figure>|<figcaption>|<blockquote>|<time datetime=\"2022-07-04\">|\
                    <meta charset=\"koi8-r\">|<meta property=\"og:title\" content=\"|<meta name=\"citation_title\" content='|\
                    <link rel=canonical href=\"https://a.b/\">|<base href=\"//\">|<script type=\"application/ld+json\">{\"@type\":\
                    \"NewsArticle\",\"headline\":\"A\",\"datePublished\":\"2022-07-04T23:59:60Z\"}</script>|<![CDATA[|]]>|<?xml |\
                    \"|'|=|>|<|/>|&|&lt;|&#|;|itemprop=\"headline\"|hidden|style=\"display:none\"|class=\"share\"| id=x|met with ";

const JSON: &str = "{|}|[|]|:|,|\"|\\|\\u0000|\\ud800|\\n|null|true|1e999|-0|\"id\":|\"title\":|\"text\":|\"body\":|\"html\":|\
                    \"published\":|\"author\":|\"source\":|\"tags\":|\"url\":|\"lang\":|\"_source\":{|\"2022-07-04\"|1656892800|\
                    1656892800000|\"<p>a</p>\"|[\"a\",\"b\"]|{\"name\":\"x\"}|\n===\n|[fields]\n|[[file]]\n|name = \"*\"\n|met with ";

const TOML: &str = "[[person]]\n|[[organisation]]\n|[[place]]\n|name = |variants = [|not = [|reports = [|note = |offices = [{ |\
                    from = 2022|to = \"2023-05\"|\"Kevin Leahy\"|\"Barzani\"|\"45e50149b2bb228b\"|]|}|{|[|\"|\"\"\"|'|'''|,|=|.|#|\
                    title = |outlet = |section = |byline = |url = \"https://a.b/\"|lang = \"en\"|published = 2022-07-04|\
                    dated = { earliest = 2022-07-04, latest = 2022-07-06 }|met_on = 2022-07-03|people = { add = [|\\u0000|\\|\
                    9999-12-31|-0001-01-01|2022-07-04T00:00:00Z|true|inf|nan|0x|[fields]\n|[[file]]\n|fields = { |text = |a.b.c";

/// Those of a target.
pub(super) fn of(target: &str) -> Vec<&'static str> {
    let own: &[&'static str] = match target {
        "html" => &[HTML, TEXT],
        "records" => &[JSON, TEXT],
        "mapping" | "authority" | "sidecar" => &[TOML],
        _ => &[TEXT],
    };
    let own = own.iter().flat_map(|list| list.split('|'));
    own.chain(ODD).filter(|token| !token.is_empty()).collect()
}
