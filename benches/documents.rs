//! What reading files costs: pages to articles, feeds, JSON lines and mails to texts.

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline::document::read_bytes;

/// Pages in a run: 5 MB, more than the caches hold.
const PAGES: usize = 250;

/// A page of some 20 kB with what pages have: scripts, styles, menus, an article, stories beside it, comments, a footer.
fn page(number: usize) -> String {
    let mut html = String::from(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Convoy leaves the port | The Daily Wire</title>\
         <meta property=\"og:title\" content=\"Convoy leaves the port\"><meta property=\"article:published_time\" \
         content=\"2015-10-07T08:00:00+03:00\"><link rel=\"canonical\" href=\"https://wire.example/convoy\"><script \
         type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\"headline\":\"Convoy leaves \
         the port\",\"datePublished\":\"2015-10-07T08:00:00+03:00\",\"author\":{\"@type\":\"Person\",\"name\":\"A. N.\"}}</script>\
         <script>window.layer=[];for(var i=0;i<10;i++){if(i<5&&i>2){layer.push('<b>'+i)}}</script><style>body{margin:0}.nav \
         a{color:red}.nav a:hover{color:blue}</style></head><body class=\"page page--news\"><header class=\"site-header\"><nav \
         class=\"main-nav\"><ul>",
    );
    let mut write =
        |words: std::fmt::Arguments<'_>| html.write_fmt(words).expect("writing into a String does not fail");
    for section in 0..50 {
        write(format_args!(
            "<li class=\"nav-item nav-item--{section}\"><a href=\"/section/{section}?ref=nav&amp;source=top\" \
             title=\"Section {section}\">Section {section}</a></li>\n"
        ));
    }
    write(format_args!(
        "</ul></nav></header><div id=\"cookie-banner\" class=\"cookie\"><p>We use cookies to make this site better. By going on \
         you agree, and so on.</p><button>OK</button></div><main><article class=\"story\"><h1>Convoy leaves the port</h1>\n"
    ));
    for paragraph in 0..24 {
        write(format_args!(
            "<p class=\"story__text\">Paragraph {paragraph} of page {number}: the convoy of forty lorries left the port of Latakia \
             on Tuesday, officials said, and drove <a href=\"/x\">north-east</a> towards Aleppo&nbsp;&mdash; a road of some 180 \
             kilometres, where checkpoints had been set up, the ministry said in a statement.</p>\n"
        ));
    }
    write(format_args!("</article><aside class=\"sidebar\"><h2>Most read</h2><ul>"));
    for story in 0..40 {
        write(format_args!(
            "<li><a href=\"/story/{story}\"><img src=\"/img/{story}.jpg\" alt=\"\" width=\"80\" height=\"60\"><span>Another story \
             with a headline {story}</span></a></li>\n"
        ));
    }
    write(format_args!(
        "</ul></aside></main><footer><p>© The Daily Wire</p></footer><script async src=\"/a.js\"></script></body></html>"
    ));
    html
}

fn feed() -> String {
    let entry = "<item><title>Convoy leaves the port</title><link>https://wire.example/convoy</link><pubDate>Wed, 07 Oct 2015 \
                 08:00:00 +0300</pubDate><description><![CDATA[<p>The convoy left Latakia &amp; drove north.</p>]]></description>\
                 <content:encoded>&lt;p&gt;The convoy of forty lorries left the port of Latakia on Tuesday, officials said, and \
                 drove north-east towards Aleppo.&lt;/p&gt;</content:encoded></item>\n";
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Wire</title>{}</channel></rss>",
        entry.repeat(2000)
    )
}

fn lines() -> String {
    let text = "The convoy of forty lorries left the port of Latakia on Tuesday, officials said. ".repeat(20);
    let line = format!(
        "{{\"id\": 7, \"meta\": {{\"tags\": [1, 2, 3]}}, \"date\": \"2015-10-07\", \"text\": \"{text}\"}}\n"
    );
    line.repeat(1000)
}

fn mails() -> String {
    let text =
        "The convoy of forty lorries left the port of Latakia on Tuesday, officials said.\n".repeat(20);
    let mail = format!(
        "From desk@wire.example Wed Oct  7 08:00:00 2015\nFrom: Desk <desk@wire.example>\nDate: Wed, 7 Oct 2015 08:00:00 +0300\n\
         Subject: Convoy\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
    );
    mail.repeat(1000)
}

fn reading(criterion: &mut Criterion) {
    let pages: Vec<String> = (0..PAGES).map(page).collect();
    let mut group = criterion.benchmark_group("reading files");
    group.throughput(Throughput::Bytes(pages.iter().map(|page| page.len() as u64).sum()));
    group.bench_function("pages of 20 kB", |bencher| {
        bencher.iter(|| {
            pages
                .iter()
                .map(|page| read_bytes("page.html", black_box(page).as_bytes()).map_or(0, |read| read.len()))
                .sum::<usize>()
        });
    });
    for (name, content) in [("a.rss", feed()), ("a.jsonl", lines()), ("a.mbox", mails())] {
        group.throughput(Throughput::Bytes(content.len() as u64));
        group
            .bench_function(name, |bencher| bencher.iter(|| read_bytes(name, black_box(content.as_bytes()))));
    }
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);
