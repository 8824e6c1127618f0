//! The attributes of a start tag that say something of the page or of the text inside.

use super::tag::Hint;

/// Bytes kept of a value.
pub const VALUE_BYTES: usize = 4096;

/// The attributes of a start tag that matter.
#[derive(Default)]
pub struct Attributes {
    pub hint: Hint,
    pub href: Option<String>,
    pub content: Option<String>,
    pub datetime: Option<String>,
    pub language: Option<String>,
    /// `name`, `property`, `itemprop`, `http-equiv`.
    pub names: Vec<String>,
    pub is_linked_data: bool,
    pub is_canonical: bool,
    pub is_published: bool,
}

impl Attributes {
    /// Takes note of an attribute, which may have no value.
    pub fn name(&mut self, attribute: Attribute) {
        match attribute {
            // Its values hide as well, "until-found" among them.
            Attribute::Hidden => self.hint.never = true,
            Attribute::PubDate => self.is_published = true,
            _ => {}
        }
    }

    /// Takes note of the value of an attribute.
    pub fn value(&mut self, attribute: Attribute, value: &str) {
        let is = |word: &str| value.trim().eq_ignore_ascii_case(word);
        match attribute {
            Attribute::Words => self.hint.add_words(value),
            Attribute::Role => self.hint.add_role(value),
            // The value "until-found" hides as well.
            Attribute::Hidden | Attribute::Other => {}
            Attribute::AriaHidden => self.hint.never |= is("true"),
            Attribute::Style => {
                let style: String =
                    value.chars().filter(|character| !character.is_whitespace()).take(1000).collect();
                self.hint.never |= style.contains("display:none") || style.contains("visibility:hidden");
            }
            Attribute::Href => self.href = Some(kept(value)),
            Attribute::Content => self.content = Some(kept(value)),
            Attribute::Name => self.names.push(kept(value).to_ascii_lowercase()),
            Attribute::ItemProp => {
                let name = kept(value).to_ascii_lowercase();
                if name == "articlebody" {
                    self.hint.weight = self.hint.weight.saturating_add(50);
                }
                self.is_published |= name == "datepublished";
                self.names.push(name);
            }
            Attribute::DateTime => self.datetime = Some(kept(value)),
            Attribute::PubDate => self.is_published = true,
            Attribute::Lang => self.language = Some(kept(value)),
            Attribute::Type => self.is_linked_data = is("application/ld+json"),
            Attribute::Rel => self.is_canonical = is("canonical"),
        }
    }
}

/// The attributes that are looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Attribute {
    Other,
    Words,
    Role,
    Hidden,
    AriaHidden,
    Style,
    Href,
    Content,
    Name,
    ItemProp,
    DateTime,
    PubDate,
    Lang,
    Type,
    Rel,
}

impl Attribute {
    /// The attribute of a lower-case name.
    pub fn of(name: &[u8]) -> Self {
        match name {
            b"class" | b"id" => Self::Words,
            b"role" => Self::Role,
            b"hidden" => Self::Hidden,
            b"aria-hidden" => Self::AriaHidden,
            b"style" => Self::Style,
            b"href" => Self::Href,
            b"content" => Self::Content,
            b"name" | b"property" | b"http-equiv" => Self::Name,
            b"itemprop" => Self::ItemProp,
            b"datetime" => Self::DateTime,
            b"pubdate" => Self::PubDate,
            b"lang" | b"xml:lang" => Self::Lang,
            b"type" => Self::Type,
            b"rel" => Self::Rel,
            _ => Self::Other,
        }
    }
}

/// As much of a value as is kept.
pub fn kept(value: &str) -> String {
    value[..value.floor_char_boundary(VALUE_BYTES)].trim().to_owned()
}
