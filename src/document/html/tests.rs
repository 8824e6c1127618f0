use encoding_rs::{WINDOWS_1251, WINDOWS_1252};
use jiff::civil::date;
use proptest::prelude::*;

use super::{Found, declared_encoding, fragment, read, unescape};
use crate::document::DateBasis;

/// A page as newspapers make them: head, menu, cookie banner, article with what is put into it, sidebar, comments, footer.
const NEWS: &str = r##"<!DOCTYPE html>
<html lang="en-GB" class="no-js cookies-pending">
<head>
<meta charset="utf-8">
<title>Ferry service to the islands resumes after storm | The Harbour Post</title>
<meta name="description" content="Boats run again.">
<meta property="og:title" content="Ferry service to the islands resumes after storm">
<meta property="og:site_name" content="The Harbour Post">
<link rel="stylesheet" href="/main.css"><link rel="canonical" href="https://harbour.example/news/ferries-resume">
<script>var a = "<p>This paragraph is in a script, and it goes on for quite a while, as scripts do.</p>";</script>
<style>.nav > a::before { content: "<p>" }</style>
<script type="application/ld+json">
{"@context":"https://schema.org","@graph":[
 {"@type":"WebSite","name":"The Harbour Post"},
 {"@type":["NewsArticle"],"headline":"Ferry service to the islands resumes after storm",
  "datePublished":"2021-03-14T18:20:00+01:00","dateModified":"2021-03-16T08:00:00+01:00",
  "publisher":{"@type":"Organization","name":"The Harbour Post"}}]}
</script>
</head>
<body class="page cookie-banner-open">
<div id="cookie-consent" role="dialog"><p>We and our partners store cookies, and other identifiers, to show you better advertisements. You may change your mind at any time, in the settings.</p><button>Accept</button></div>
<header class="site-header"><a href="/"><img src="logo.svg" alt="Harbour Post"></a>
<nav><ul><li><a href="/news">News</a><li><a href="/sport">Sport</a><li><a href="/weather">Weather in Esbjerg</a></ul></nav></header>
<main>
<article class="story">
<header><h1>Ferry service to the islands resumes after storm</h1>
<p class="byline">By our correspondent</p>
<time datetime="2021-03-14T18:20">14 March 2021</time></header>
<div class="share-buttons"><a href="#">Share</a> <a href="#">Tweet</a></div>
<figure><img src="ferry.jpg"><figcaption>The ferry in the harbour of Esbjerg. Photo: archive</figcaption></figure>
<div class="story-body">
<p>Ferries between Esbjerg and Fan&oslash; are running again after a storm kept them in harbour for two days, the operator said on Sunday.</p>
<p>Some 400 passengers were waiting on the island, <a href="/f">among them</a> a school class from
   Aarhus &mdash; all of them were brought to Esbjerg by the evening.<br>No one was hurt.
<aside class="related"><h3>Related stories</h3><ul><li><a href="/a">Storm closes bridge at Korsør</a></li><li><a href="/b">Two ships adrift off Skagen</a></li></ul></aside>
<div class="newsletter-signup"><p>Sign up for our newsletter, and get the news of the day, every morning, in your inbox.</p></div>
<h2>More wind to come</h2>
<p>The weather service warned of more wind in the north of Jutland, where gusts of up to 110 km/h, and high water, are expected.</p>
<blockquote><p>&ldquo;We look at it hour by hour,&rdquo; a spokeswoman said.</p></blockquote>
<p><a href="/live">Read more: follow the storm in our live report from Frederikshavn</a></p>
</div>
<h2>Topics</h2><ul class="tags"><li><a href="/t/storm">Storm</a></li><li><a href="/t/ferry">Ferry</a></li></ul>
</article>
<section id="comments"><h2>Comments</h2><p>I was on that ferry, and it was awful, really awful, said nobody in Odense ever, and so on.</p></section>
</main>
<div class="sidebar"><h2>Most read</h2><ol><li><a href="/1">Mayor of Ribe steps down</a></li><li><a href="/2">Train late again in Kolding</a></li></ol></div>
<footer><p>© The Harbour Post, Harbour Street 1, Esbjerg. All rights reserved, in all countries.</p></footer>
</body></html>"##;

fn page(html: &str) -> Found {
    read("page.html", html.as_bytes(), None).unwrap()
}

/// A page with this head, and with an article.
fn with_head(head: &str) -> Found {
    page(&format!(
        "<!doctype html><html><head>{head}</head><body><h1>A headline</h1><p>The road to Viborg is open again, police said, \
         and traffic moves.</p></body></html>"
    ))
}

#[test]
fn the_article_of_a_news_page_is_read_without_what_stands_around_it() {
    assert_eq!(
        page(NEWS).text,
        "Ferries between Esbjerg and Fanø are running again after a storm kept them in harbour for two days, the operator said \
         on Sunday.\n\n\
         Some 400 passengers were waiting on the island, among them a school class from Aarhus — all of them were brought to \
         Esbjerg by the evening.\nNo one was hurt.\n\n\
         More wind to come\n\n\
         The weather service warned of more wind in the north of Jutland, where gusts of up to 110 km/h, and high water, are \
         expected.\n\n\
         “We look at it hour by hour,” a spokeswoman said."
    );
}

#[test]
fn a_news_page_tells_title_day_address_and_language() {
    let found = page(NEWS);
    assert_eq!(found.title.as_deref(), Some("Ferry service to the islands resumes after storm"));
    assert_eq!(found.published, Some((date(2021, 3, 14), DateBasis::JsonLd)));
    assert_eq!(found.source.as_deref(), Some("https://harbour.example/news/ferries-resume"));
    assert_eq!(found.language.as_deref(), Some("en-GB"));
}

#[test]
fn the_surest_day_of_a_page_counts() {
    let json =
        r#"<script type="application/ld+json">{"@type":"Article","datePublished":"2021-03-02"}</script>"#;
    let time = r#"<time datetime="2021-03-03">3 March</time>"#;
    let meta = r#"<meta property="article:published_time" content="2021-03-01T23:59:00-08:00">"#;
    let changed = r#"<meta property="article:modified_time" content="2021-04-01">"#;
    let day = |head: &str| with_head(head).published;
    assert_eq!(day(&[time, json, meta].concat()), Some((date(2021, 3, 1), DateBasis::Metadata)));
    assert_eq!(day(&[time, json, changed].concat()), Some((date(2021, 3, 2), DateBasis::JsonLd)));
    assert_eq!(day(time), Some((date(2021, 3, 3), DateBasis::TimeElement)));
    assert_eq!(
        day(&[time, r#"<time datetime="2021-03-09" itemprop="datePublished">"#].concat()).unwrap().0,
        date(2021, 3, 9)
    );
    assert_eq!(day(&[time, r#"<time datetime="2021-03-09">"#].concat()), None, "of other stories, perhaps");
    assert_eq!(day(changed), None);
    assert_eq!(day(r#"<meta name="date" content="02/03/2021">"#), None, "of February or of March");
}

#[test]
fn a_title_is_freed_of_the_name_of_the_site() {
    let title = |head: &str| with_head(head).title.unwrap();
    assert_eq!(
        title("<title>Road to Viborg open again after flood - Jutland Daily</title>"),
        "Road to Viborg open again after flood"
    );
    assert_eq!(title("<title>Roads &amp;\n Rails</title>"), "Roads & Rails");
    assert_eq!(title("<title>A headline | Jutland Daily</title>"), "A headline", "as the h1 says");
    assert_eq!(title(""), "A headline");
}

#[test]
fn a_page_without_an_article_says_so() {
    let links = "<li><a href='/section'>Section of the page</a></li>".repeat(40);
    for body in [
        format!("<nav><ul>{links}</ul></nav><footer><p>All rights reserved.</p></footer>"),
        format!("<div><ul>{links}</ul></div><form><label>Name</label><input><a href='/forgot'>Forgot?</a></form>"),
        "<div id='root'></div><script>boot()</script>".to_owned(),
        "<div class='cookie-notice'><p>We use cookies, as everybody does, and we ask you to agree to them now.</p></div>".to_owned(),
    ] {
        let error = read("page.html", format!("<html><body>{body}</body></html>").as_bytes(), None).unwrap_err().to_string();
        assert_eq!(error, "page.html: no article on this page, expected paragraphs of text outside of menus");
    }
}

#[test]
fn a_piece_of_a_page_is_read_whole() {
    assert_eq!(page("<p>In Homs.").text, "In Homs.");
    assert_eq!(page("<h1>Title</h1><p>In Homs.<p>In Hama.").text, "Title\n\nIn Homs.\n\nIn Hama.");
    assert_eq!(
        fragment("One<br><br>Two &amp; <b>th</b>ree<ul><li>a<li>b</ul>end"),
        "One\n\nTwo & three\n\na\n\nb\n\nend"
    );
    assert_eq!(fragment("a&nbsp;b\u{AD}c  d\r\n\te<wbr>f"), "a bc d ef");
}

#[test]
fn paragraphs_that_are_divided_by_line_breaks_are_read() {
    let html = "<table><tr><td class=menu><a href=1>Home</a><br><a href=2>News</a></td><td><font size=2><b>Bridge closed</b><br><br>\
        The old bridge over the river, which carries most of the traffic to the north, is closed until May.<br><br>\
        Lorries must go by the motorway, a detour of 40 km, the road authority said on its website.<br><br></font></td></tr></table>";
    assert_eq!(
        page(html).text,
        "Bridge closed\n\nThe old bridge over the river, which carries most of the traffic to the north, is closed until May.\n\n\
         Lorries must go by the motorway, a detour of 40 km, the road authority said on its website."
    );
}

#[test]
fn lines_of_preformatted_text_stay_lines() {
    let html = "<html><body><pre>BERGEN  The harbour was closed\non Monday, the port said.\n\nIt opens on Tuesday.\n</pre></body></html>";
    assert_eq!(
        page(html).text,
        "BERGEN The harbour was closed\non Monday, the port said.\n\nIt opens on Tuesday."
    );
}

#[test]
fn a_page_that_brings_its_text_in_metadata_alone_is_read() {
    let html = r#"<html><head><script type="application/ld+json">{"@type":"NewsArticle","headline":"Bridge &amp; road",
        "articleBody":"The bridge at Middelfart is closed, the police said.\n\nIt opens on Friday."}</script></head>
        <body><div id=app></div></body></html>"#;
    let found = page(html);
    assert_eq!(found.text, "The bridge at Middelfart is closed, the police said.\n\nIt opens on Friday.");
    assert_eq!(found.title.as_deref(), Some("Bridge & road"));
}

#[test]
fn a_page_whose_every_class_speaks_against_it_is_read_all_the_same() {
    let paragraph = "<p>The village hall of Thisted burned down in the night, and nobody was hurt, the fire service said.</p>";
    let html = format!("<html><body><div class='sidebar-layout'>{}</div></body></html>", paragraph.repeat(3));
    assert_eq!(page(&html).text.matches("Thisted").count(), 3);
}

#[test]
fn the_declared_encoding_is_used() {
    let russian = "<p>Паром из Калининграда пришёл в порт Усть-Луга, сообщили в компании.</p>";
    let french = "<p>Le café de la gare a été fermé à Besançon, dit le maire d’Orléans.</p>";
    for (head, text, encoding) in [
        ("<meta charset=windows-1251>", russian, WINDOWS_1251),
        (
            "<META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset = 'windows-1251'\">",
            russian,
            WINDOWS_1251,
        ),
        ("<meta charset=\"iso-8859-1\">", french, WINDOWS_1252),
        ("", russian, WINDOWS_1251),
    ] {
        let html = format!("<html><head>{head}</head><body>{text}</body></html>");
        let (bytes, _, _) = encoding.encode(&html);
        let found = read("page.html", &bytes, None).unwrap();
        assert!(text.contains(&found.text), "{head}: {}", found.text);
    }
    let saved_anew = format!("<meta charset=windows-1251>{russian}");
    assert!(russian.contains(&page(&saved_anew).text), "it is UTF-8, whatever it says");
    let (bytes, _, _) = WINDOWS_1251.encode(russian);
    assert!(russian.contains(&read("a", &bytes, Some(WINDOWS_1251)).unwrap().text), "as HTTP says");
    assert_eq!(declared_encoding(b"<?xml version='1.0' encoding='koi8-r'?>"), Some(encoding_rs::KOI8_R));
}

#[test]
fn utf_16_is_read_with_and_without_its_mark() {
    let html = "<html><body><p>In Málaga, nothing moves.</p></body></html>";
    let wide: Vec<u8> = html.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [[b"\xFF\xFE".as_slice(), &wide].concat(), wide] {
        assert_eq!(read("page", &bytes, None).unwrap().text, "In Málaga, nothing moves.");
    }
}

#[test]
fn damage_costs_no_more_than_what_is_damaged() {
    let text = |html: &[u8]| read("page.html", html, None).unwrap().text;
    assert_eq!(
        text(b"<html><body><p>In Homs.<p>Caf\xC3\xA9, d\xC3\xA9j\xC3\xA0 \xE9 in Hama.</body>"),
        "In Homs.\n\nCafé, déjà \u{FFFD} in Hama."
    );
    assert_eq!(
        text(b"<p>In <b>Homs</p></i></table></p><p class=\"a>In Hama.</p><p title=\">In Idlib."),
        "In Homs\n\nIn Idlib."
    );
    let cut = &NEWS[..NEWS.find("More wind").unwrap()];
    assert!(page(cut).text.ends_with("No one was hurt."));
}

#[test]
fn a_hundred_thousand_open_elements_are_read() {
    for tag in ["div", "b", "a href=x", "table><tr><td", "ul><li", "x-y", "p", "blockquote"] {
        let html = format!(
            "{}<p>The road to Viborg is open again, police said.",
            format!("<{tag}>").repeat(100_000)
        );
        let result = read("page.html", html.as_bytes(), None);
        assert!(result.is_ok() || tag.starts_with("a "), "{tag}");
    }
    let closed = format!("{}In Homs.{}In Hama.", "<div>".repeat(100_000), "</div>".repeat(100_000));
    assert_eq!(page(&closed).text, "In Homs.\n\nIn Hama.");
}

#[test]
fn a_page_of_millions_of_blocks_is_refused_with_the_bound() {
    let error = read("page.html", "<p>x".repeat(1_100_000).as_bytes(), None).unwrap_err().to_string();
    assert_eq!(error, "page.html, block 1000000: it goes on, expected a page of fewer blocks and paragraphs");
}

#[test]
fn references_stand_for_characters() {
    assert_eq!(unescape("a &lt;b&gt; &amp;amp; <c> &nbsp;&#8212;&bogus;"), "a <b> &amp; <c> \u{A0}—&bogus;");
}

proptest! {
    #[test]
    fn any_markup_is_read_or_refused(html in "(<(/?(div|p|a href=b|nav|pre|li|td|br|script|title|article class=sidebar)|!--|meta charset=gbk)>?|[a-zé., \n\r&;\"'-]{0,9}|-->|&amp;){0,60}") {
        if let Ok(found) = read("a", html.as_bytes(), None) {
            prop_assert!(!found.text.trim().is_empty());
            prop_assert!(!found.text.contains(['\r', '\0']));
            prop_assert!(found.text.split("\n\n").all(|paragraph| !paragraph.trim().is_empty()));
        }
    }
}
