//! What elements, and the words of their classes, say about the text in them.

/// An element, as far as reading goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// The whole page or its body.
    Root,
    /// `article`, `main`.
    Article,
    /// `div`, `section` and other boxes.
    Box,
    /// `p`.
    Paragraph,
    /// `h1`.
    Headline,
    /// `h2` to `h6`.
    Heading,
    /// `ul`, `ol`, `dl`.
    List,
    /// `li`, `dt`, `dd`.
    Item,
    /// `table` and its parts above the row.
    Table,
    /// `tr`.
    Row,
    /// `td`, `th`.
    Cell,
    /// `blockquote`.
    Quote,
    /// `pre`.
    Preformatted,
    /// `form`, `fieldset`.
    Form,
    /// `header`, `aside`, `footer`, `figure`: beside the text, unless nothing else is there.
    Beside,
    /// `nav`, `script` and what else never holds text.
    Never,
    /// `a`.
    Link,
    /// `br`.
    Break,
    /// Elements without content.
    Void,
    /// Inside a line.
    Inline,
}

impl Tag {
    /// The element of a lower-case name.
    pub fn of(name: &[u8]) -> Self {
        match name {
            b"html" | b"body" => Self::Root,
            b"article" | b"main" => Self::Article,
            b"div" | b"section" | b"center" | b"address" | b"details" | b"summary" | b"hgroup"
            | b"frameset" => Self::Box,
            b"p" => Self::Paragraph,
            b"h1" => Self::Headline,
            b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Self::Heading,
            b"ul" | b"ol" | b"dl" | b"dir" => Self::List,
            b"li" | b"dt" | b"dd" => Self::Item,
            b"table" | b"tbody" | b"thead" | b"tfoot" | b"caption" => Self::Table,
            b"tr" => Self::Row,
            b"td" | b"th" => Self::Cell,
            b"blockquote" => Self::Quote,
            b"pre" | b"listing" | b"xmp" | b"plaintext" => Self::Preformatted,
            b"form" | b"fieldset" => Self::Form,
            b"header" | b"aside" | b"footer" | b"figure" | b"figcaption" => Self::Beside,
            b"nav" | b"menu" | b"script" | b"style" | b"noscript" | b"template" | b"svg" | b"math"
            | b"iframe" | b"object" | b"select" | b"textarea" | b"button" | b"canvas" | b"audio"
            | b"video" | b"dialog" | b"title" | b"noembed" | b"noframes" | b"datalist" | b"applet"
            | b"map" => Self::Never,
            b"a" => Self::Link,
            b"br" => Self::Break,
            b"area" | b"base" | b"basefont" | b"bgsound" | b"col" | b"embed" | b"frame" | b"hr" | b"img"
            | b"input" | b"link" | b"meta" | b"param" | b"source" | b"track" | b"wbr" => Self::Void,
            // Elements that a page defines itself are boxes more often than not.
            _ if name.contains(&b'-') => Self::Box,
            _ => Self::Inline,
        }
    }

    /// Whether text before and after it are of different paragraphs.
    pub fn is_block(self) -> bool {
        !matches!(self, Self::Link | Self::Break | Self::Void | Self::Inline)
    }

    /// Whether the text in it is one paragraph, whose container is the block around.
    pub fn holds_a_paragraph(self) -> bool {
        matches!(self, Self::Paragraph | Self::Item | Self::Cell | Self::Quote | Self::Preformatted)
    }

    /// How likely an article is in it, before its text is looked at.
    pub fn score(self) -> f32 {
        match self {
            Self::Article => 10.0,
            Self::Box => 5.0,
            Self::Cell | Self::Quote | Self::Preformatted => 3.0,
            Self::List | Self::Item | Self::Form => -3.0,
            Self::Heading | Self::Headline | Self::Beside => -5.0,
            _ => 0.0,
        }
    }
}

/// What the class, id or role of an element says of its content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hint {
    /// Words that articles have, or that other things have.
    pub weight: i8,
    /// Looks like something beside the article.
    pub beside: bool,
    /// Asks for consent or is hidden: no text of the page, whatever else is there.
    pub never: bool,
}

impl Hint {
    /// Adds what the words of a class or an id say.
    pub fn add_words(&mut self, value: &str) {
        let (mut good, mut bad, mut beside) = (false, false, false);
        let mut word = [0_u8; 24];
        let mut length = 0;
        let mut before_is_lower = false;
        let mut take = |word: &[u8]| match kind(word) {
            Kind::Article => good = true,
            Kind::Doubtful => bad = true,
            Kind::Beside => (bad, beside) = (true, true),
            Kind::Consent => self.never = true,
            Kind::Nothing => {}
        };
        for &byte in value.as_bytes() {
            // "relatedStories" is two words.
            let splits = byte.is_ascii_uppercase() && before_is_lower;
            if splits || !byte.is_ascii_alphabetic() {
                take(&word[..length]);
                length = 0;
            }
            if byte.is_ascii_alphabetic() && length < word.len() {
                word[length] = byte.to_ascii_lowercase();
                length += 1;
            }
            before_is_lower = byte.is_ascii_lowercase();
        }
        take(&word[..length]);
        self.weight = self.weight.saturating_add(25 * (i8::from(good) - i8::from(bad)));
        self.beside |= beside && !good;
    }

    /// Adds what a role of ARIA says.
    pub fn add_role(&mut self, role: &str) {
        match role {
            "navigation" | "menu" | "menubar" | "dialog" | "alertdialog" | "search" | "toolbar"
            | "tablist" => self.never = true,
            "complementary" | "banner" | "contentinfo" => self.beside = true,
            "main" | "article" => self.weight = self.weight.saturating_add(25),
            _ => {}
        }
    }
}

enum Kind {
    Article,
    Doubtful,
    Beside,
    Consent,
    Nothing,
}

/// What a word of a class speaks for, in the manner of Readability. Words that stand alone are compared whole, others by how they
/// begin, because "sidebarright" is as common as "sidebar-right".
fn kind(word: &[u8]) -> Kind {
    let begins = |words: &[&[u8]]| words.iter().any(|start| word.starts_with(start));
    let Some(first) = word.first() else { return Kind::Nothing };
    match first {
        b'a' if matches!(word, b"ad" | b"ads" | b"adv") || begins(&[b"advert", b"adsense", b"author"]) => {
            Kind::Beside
        }
        b'a' if begins(&[b"article"]) => Kind::Article,
        b'b' if begins(&[b"breadcrumb", b"banner", b"byline"]) => Kind::Beside,
        b'b' if matches!(word, b"body" | b"blog") => Kind::Article,
        b'c' if begins(&[b"cookie", b"consent", b"cmp"]) => Kind::Consent,
        b'c' if begins(&[b"comment", b"credit", b"copyright"])
            || matches!(word, b"caption" | b"captions") =>
        {
            Kind::Beside
        }
        b'c' if begins(&[b"content"]) => Kind::Article,
        b'd' if begins(&[b"disqus"]) => Kind::Beside,
        b'e' if matches!(word, b"entry") => Kind::Article,
        b'e' if matches!(word, b"extra" | b"extras") => Kind::Beside,
        b'f' if begins(&[b"footer", b"footnote"]) || matches!(word, b"follow" | b"foot") => Kind::Beside,
        b'g' if begins(&[b"gdpr"]) => Kind::Consent,
        b'h' if begins(&[b"header"]) => Kind::Beside,
        b'h' if begins(&[b"hentry"]) => Kind::Article,
        b'l' if matches!(word, b"legal" | b"login") => Kind::Beside,
        b'm' if begins(&[b"menu", b"masthead", b"modal", b"mostread", b"mostpopular"]) => Kind::Beside,
        b'm' if matches!(word, b"media" | b"meta") => Kind::Doubtful,
        b'm' if begins(&[b"main"]) => Kind::Article,
        b'n' if matches!(word, b"nav" | b"nag") || begins(&[b"navbar", b"navig", b"newsletter"]) => {
            Kind::Beside
        }
        b'o' if begins(&[b"onetrust"]) => Kind::Consent,
        b'o' if begins(&[b"outbrain"]) => Kind::Beside,
        b'p' if begins(&[b"pager", b"paginat", b"popular", b"popup", b"promo", b"paywall"]) => Kind::Beside,
        b'p' if matches!(word, b"post" | b"page" | b"paragraph") => Kind::Article,
        b'r' if begins(&[b"related", b"recommend", b"remark", b"recirc"])
            || matches!(word, b"rss" | b"replies") =>
        {
            Kind::Beside
        }
        b's' if begins(&[
            b"sidebar",
            b"share",
            b"sharing",
            b"social",
            b"sponsor",
            b"skyscraper",
            b"subscri",
            b"signup",
            b"skip",
        ]) =>
        {
            Kind::Beside
        }
        b's' if begins(&[b"story"]) => Kind::Article,
        b's' if matches!(word, b"shopping" | b"scroll" | b"stories") => Kind::Doubtful,
        b't' if begins(&[b"taboola", b"trending", b"toolbar", b"teaser"])
            || matches!(word, b"tags" | b"timestamp") =>
        {
            Kind::Beside
        }
        b't' if matches!(word, b"text") => Kind::Article,
        b't' if matches!(word, b"tool" | b"tools" | b"tag") => Kind::Doubtful,
        b'w' if begins(&[b"widget"]) => Kind::Doubtful,
        _ => Kind::Nothing,
    }
}
