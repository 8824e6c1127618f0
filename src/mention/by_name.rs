//! Mentions of texts that the tagger cannot read: the longest names of the gazetteer, and rules for which of them to believe.
//!
//! 1. At each word that could start a name, the longest name of the gazetteer, also behind an article or particle that is
//!    written on to it ("l’Irak", "Suriye’de", "وبدمشق") and in another case ("в Москве").
//! 2. Without blanks between words, the longest name at each letter.
//! 3. Names of well-known places are believed, unless they are ordinary words or parts of a person's name.
//! 4. Names of small places need the text to say more: that a place comes, and its country.

use std::collections::HashSet;
use std::ops::Range;

use super::foreign_words::{is_given_name, is_no_name, is_preposition, qualifier};
use super::script::{Script, is_ideograph, is_kana, is_katakana, is_run, script_of};
use super::{Kind, Mention, Qualifier};
use crate::gazetteer::{
    FeatureClass, Gazetteer, Hit, Level, NameKey, NameKind, PlaceId, Renown, base_names, fold,
};
use crate::segment::{Segmented, Shape};
use crate::tagger::words::Words;

/// The place mentions of a text in any language, in text order, by the names of the gazetteer alone.
///
/// Finds less than the tagger does in English, and more that is no place. Cost: a megabyte of text a second on one core.
#[must_use]
pub fn find_by_name(text: &str, segmented: &Segmented, gazetteer: &Gazetteer) -> Vec<Mention> {
    let finder = Finder::new(text, segmented, gazetteer);
    let names = finder.names();
    let believed = finder.believed(&names);
    let mut mentions: Vec<Mention> = names
        .iter()
        .zip(believed)
        .filter(|(_, believed)| *believed)
        .map(|(name, _)| Mention {
            kind: finder.kind_of(name),
            qualifier: name.qualifier,
            ..Mention::literal(name.range.clone(), segmented.tokens[name.tokens.start].sentence)
        })
        .collect();
    super::dateline::mark(text, &mut mentions);
    super::written::join(text, segmented, mentions, |_token| (false, false))
}

/// How much a place is talked of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    Small,
    /// A city of 100,000, a province, a sea
    Known,
    /// A country, its capital, a city of a million
    Great,
}

/// A name of the gazetteer in the text.
struct Name {
    /// Bytes in the text.
    range: Range<usize>,
    /// The tokens that it lies in.
    tokens: Range<usize>,
    hits: Vec<Hit>,
    standing: Standing,
    qualifier: Option<Qualifier>,
    script: Script,
}

impl Name {
    fn is_single(&self) -> bool {
        self.tokens.len() == 1
    }
}

/// Names have up to this many words.
const MOST_WORDS: usize = 8;
/// Of a name that is bent, up to this many.
const MOST_BENT_WORDS: usize = 3;
/// Names without blanks are no longer than this, in letters.
const LONGEST_RUN: usize = 16;

struct Finder<'t> {
    words: Words<'t>,
    gazetteer: &'t Gazetteer,
    /// Folded words that the text writes small somewhere.
    small: HashSet<String>,
    /// Nouns have capitals, as in German: a capital says nothing.
    nouns_have_capitals: bool,
}

impl<'t> Finder<'t> {
    fn new(text: &'t str, segmented: &'t Segmented, gazetteer: &'t Gazetteer) -> Self {
        let words = Words::new(text, segmented);
        let (mut small, mut capitals, mut cased) = (HashSet::new(), 0_usize, 0_usize);
        for at in 0..words.len() {
            match words.shape(at) {
                Shape::Lower => {
                    small.insert(words.folded(at).to_owned());
                    cased += 1;
                }
                Shape::Capitalised if !words.starts_sentence(at) => {
                    capitals += 1;
                    cased += 1;
                }
                _ => {}
            }
        }
        // A quarter and more in German, an eighth or so in others.
        let german = (0..words.len()).any(|at| matches!(words.folded(at), "der" | "die" | "das" | "und"));
        let nouns_have_capitals = german && capitals * 5 >= cased;
        Self { words, gazetteer, small, nouns_have_capitals }
    }

    /// All names in text order; none overlaps another.
    fn names(&self) -> Vec<Name> {
        let mut names = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            if script_of(self.words.surface(at)) == Script::Run {
                self.names_in_run(at, &mut names);
                at += 1;
            } else if let Some(name) = self.name_at(at) {
                at = name.tokens.end;
                names.push(name);
            } else {
                at += 1;
            }
        }
        names
    }

    /// The longest name that starts in a token.
    fn name_at(&self, start: usize) -> Option<Name> {
        let words = &self.words;
        let script = script_of(words.surface(start));
        match words.shape(start) {
            Shape::Capitalised | Shape::Upper | Shape::Uncased => {}
            Shape::Initial | Shape::Lower | Shape::Number | Shape::Punctuation => return None,
        }
        let (tokens, folded) = self.ahead(start);
        let token = words.token(start).range.clone();
        let mut best: Option<Name> = None;
        let mut offer = |count: usize, range: Range<usize>, hits: Vec<Hit>, bent: bool| {
            let span = start..tokens[count - 1] + 1;
            let hits: Vec<Hit> = hits.into_iter().filter(|hit| self.is_written_so(&span, hit.kind)).collect();
            let Some(standing) = hits.iter().map(|hit| self.standing(*hit)).max() else { return };
            if !self.can_end(&span, &hits) || (bent && standing == Standing::Small) {
                return;
            }
            let is_better = best.as_ref().is_none_or(|best| {
                (span.end, standing) > (best.tokens.end, best.standing)
                    && (span.end > best.tokens.end || bent)
            });
            if is_better {
                best = Some(Name { range, tokens: span, hits, standing, qualifier: None, script });
            }
        };
        // As it is written, and behind what is written on to it.
        self.gazetteer.prefixes(&folded, |count, key| {
            let range = token.start..words.token(tokens[count - 1]).range.end;
            offer(count, range, self.gazetteer.hits(key).collect(), false);
        });
        for (part, is_end) in elided(words.surface(start)) {
            let mut folded = folded.clone();
            folded[0] = fold(part);
            let offset = part.as_ptr() as usize - words.surface(start).as_ptr() as usize;
            let first = token.start + offset;
            self.gazetteer.prefixes(&folded, |count, key| {
                if !is_end || count == 1 {
                    let last = words.token(tokens[count - 1]).range.end;
                    let range = first..if is_end { first + part.len() } else { last };
                    offer(count, range, self.gazetteer.hits(key).collect(), true);
                }
            });
        }
        // "Саудовской Аравии", "بدير الزور": only what may belong to the name is tried with it.
        for count in 1..=folded.len().min(MOST_BENT_WORDS) {
            let last = tokens[count - 1];
            if count > 1 && !(self.is_named_so(last)) {
                break;
            }
            let asked: Vec<&str> = folded[..count].iter().map(String::as_str).collect();
            for name in base_names(&asked) {
                let hits: Vec<Hit> = self.gazetteer.lookup(&name).collect();
                if hits.is_empty() {
                    continue;
                }
                let end = words.token(last).range.end;
                // A particle that is a letter of its own stays outside.
                let range = start_of(words.surface(start), &name)
                    .map_or(token.start, |offset| token.start + offset)..end;
                offer(count, range, hits, true);
            }
        }
        let mut name = best?;
        name.qualifier = self.qualifier_before(start);
        Some(name)
    }

    /// The tokens from one on that could be words of a name, with their folded forms.
    fn ahead(&self, start: usize) -> (Vec<usize>, Vec<String>) {
        let words = &self.words;
        let (mut tokens, mut folded) = (Vec::new(), Vec::new());
        for at in start..words.sentence(start).end {
            if folded.len() == MOST_WORDS {
                break;
            }
            if words.folded(at).is_empty() {
                // "Ростов-на-Дону": a hyphen inside a name joins; any other mark ends it.
                if at > start && words.is_hyphen(at) && words.touches(at - 1, at) {
                    continue;
                }
                break;
            }
            tokens.push(at);
            folded.push(words.folded(at).to_owned());
        }
        (tokens, folded)
    }

    /// Whether a word behind the first could belong to a bent name: "область" does without a capital.
    fn is_named_so(&self, at: usize) -> bool {
        match self.words.shape(at) {
            Shape::Capitalised | Shape::Uncased => true,
            Shape::Lower => {
                let word = self.words.folded(at);
                ["област", "кра", "республик", "район", "округ", "штат", "остров", "рес", "мор"]
                    .iter()
                    .any(|stem| word.starts_with(stem))
            }
            _ => false,
        }
    }

    /// "us" is no country: an abbreviation counts only in capitals, and of peoples and post codes nothing counts.
    fn is_written_so(&self, tokens: &Range<usize>, kind: NameKind) -> bool {
        match kind {
            NameKind::Demonym | NameKind::Postal => false,
            NameKind::Abbreviation => {
                self.words.shape(tokens.start) == Shape::Upper
                    && self.words.surface(tokens.start).chars().count() > 2
            }
            _ => true,
        }
    }

    /// A name ends with a word that has a capital, where the script has any; those of countries and provinces may end with a
    /// small one: "Arabie saoudite", "Курская область".
    fn can_end(&self, tokens: &Range<usize>, hits: &[Hit]) -> bool {
        let words = &self.words;
        let lower = |at: usize| words.shape(at) == Shape::Lower;
        let is_area = hits.iter().any(|hit| {
            matches!(
                self.gazetteer.level(hit.place),
                Level::Country | Level::Admin1 | Level::Natural | Level::Region
            )
        });
        let mut inner = tokens.start + 1..tokens.end;
        if is_area && words.shape(tokens.start) != Shape::Lower {
            return true;
        }
        tokens.len() == 1
            || (!lower(tokens.end - 1) && inner.all(|at| !lower(at) || words.folded(at).chars().count() <= 4))
    }

    /// The names inside a run of letters that no blank parts.
    fn names_in_run(&self, token: usize, names: &mut Vec<Name>) {
        let start = self.words.token(token).range.start;
        let letters: Vec<(usize, char)> = self.words.surface(token).char_indices().collect();
        let folded: Vec<String> =
            letters.iter().map(|(_, letter)| fold(letter.encode_utf8(&mut [0; 4]))).collect();
        let mut at = 0;
        while at < letters.len() {
            let Some((end, hits)) = self.longest_in_run(&letters, &folded, at) else {
                at += 1;
                continue;
            };
            let last =
                letters.get(end).map_or(self.words.token(token).range.end, |(offset, _)| start + offset);
            let standing = hits.iter().map(|hit| self.standing(*hit)).max().unwrap_or(Standing::Small);
            // "省", "市" and their like say what the name is of.
            let qualifier = letters.get(end).and_then(|(_, next)| match next {
                '市' | '镇' | '鎮' | '村' | '町' | '城' => Some(Qualifier::Settlement),
                '省' | '州' | '县' | '縣' | '県' | '区' | '區' => Some(Qualifier::Area),
                _ => None,
            });
            names.push(Name {
                range: start + letters[at].0..last,
                tokens: token..token + 1,
                hits,
                standing,
                qualifier,
                script: Script::Run,
            });
            at = end;
        }
    }

    /// The longest name from a letter on that is long or well known enough, and the letter behind it.
    fn longest_in_run(
        &self,
        letters: &[(usize, char)],
        folded: &[String],
        start: usize,
    ) -> Option<(usize, Vec<Hit>)> {
        let first = letters[start].1;
        let katakana = is_katakana(first);
        // Hiragana is grammar; and a foreign name does not start in the middle of another word.
        if !is_run(first)
            || (is_kana(first) && !katakana)
            || (katakana && start > 0 && is_katakana(letters[start - 1].1))
        {
            return None;
        }
        let limit = (start + LONGEST_RUN).min(letters.len());
        let text = folded[start..limit].concat();
        let mut keys: Vec<(usize, NameKey)> = Vec::new();
        self.gazetteer.beginnings(&text, |length, key| keys.push((length, key)));
        for (length, key) in keys.into_iter().rev() {
            let mut bytes = 0;
            let count = folded[start..limit].iter().take_while(|letter| {
                let inside = bytes < length;
                bytes += letter.len() * usize::from(inside);
                inside
            });
            let end = start + count.count();
            let breaks_word = katakana && letters.get(end).is_some_and(|(_, next)| is_katakana(*next));
            if bytes != length || breaks_word {
                continue;
            }
            let hits: Vec<Hit> =
                self.gazetteer.hits(key).filter(|hit| hit.kind != NameKind::Demonym).collect();
            let Some(standing) = hits.iter().map(|hit| self.standing(*hit)).max() else { continue };
            let ideographs = is_ideograph(first);
            let is_enough = match end - start {
                2 if ideographs => {
                    standing == Standing::Great || hits.iter().any(|hit| self.is_large(hit.place))
                }
                2 => katakana && standing == Standing::Great,
                3 => (ideographs || katakana) && standing >= Standing::Known,
                4.. => standing >= Standing::Known || ideographs || katakana,
                _ => false,
            };
            if is_enough {
                return Some((end, hits));
            }
        }
        None
    }

    /// What a name of two ideographs is believed of: a province, or a city of half a million.
    fn is_large(&self, place: PlaceId) -> bool {
        match self.gazetteer.level(place) {
            Level::Admin1 => true,
            Level::Settlement => self.gazetteer.population(place) >= 500_000,
            _ => false,
        }
    }

    fn standing(&self, hit: Hit) -> Standing {
        let known = || self.gazetteer.renown(hit.place) == Renown::Known;
        match self.gazetteer.level(hit.place) {
            Level::Country => Standing::Great,
            Level::Region if known() => Standing::Great,
            Level::Admin1 => Standing::Known,
            Level::Natural if known() => Standing::Known,
            Level::Site if self.gazetteer.place(hit.place).stands_for.is_some() => Standing::Known,
            Level::Admin2 if self.gazetteer.population(hit.place) >= 300_000 => Standing::Known,
            Level::Settlement => {
                let code = self.gazetteer.place(hit.place).code;
                match self.gazetteer.population(hit.place) {
                    1_000_000.. => Standing::Great,
                    _ if code == "PPLC" => Standing::Great,
                    100_000.. => Standing::Known,
                    // The seat of a province is in the news more than its size says.
                    20_000.. if code == "PPLA" => Standing::Known,
                    _ => Standing::Small,
                }
            }
            _ => Standing::Small,
        }
    }

    fn qualifier_before(&self, start: usize) -> Option<Qualifier> {
        let words = &self.words;
        let mut before = words.before(start)?;
        if matches!(words.folded(before), "de" | "du" | "d" | "di" | "del") {
            before = words.before(before)?;
        }
        qualifier(words.folded(before))
    }

    /// Which names are believed: first the well-known ones, then small ones in the countries of those.
    fn believed(&self, names: &[Name]) -> Vec<bool> {
        let starts: HashSet<usize> = names
            .iter()
            .filter(|name| name.standing == Standing::Great)
            .map(|name| name.tokens.start)
            .collect();
        let mut believed: Vec<bool> = names
            .iter()
            .map(|name| name.standing > Standing::Small && self.is_believed(name, &starts))
            .collect();
        let mut countries: HashSet<&str> = HashSet::new();
        for (name, _) in names.iter().zip(&believed).filter(|(_, believed)| **believed) {
            countries.extend(name.hits.first().and_then(|hit| self.gazetteer.place(hit.place).country));
        }
        for (name, believed) in names.iter().zip(&mut believed) {
            if name.standing == Standing::Small {
                *believed = self.is_supported(name, &countries);
            }
        }
        believed
    }

    /// Whether a well-known name means its place: it is no ordinary word, and not a part of a longer name.
    fn is_believed(&self, name: &Name, starts: &HashSet<usize>) -> bool {
        let words = &self.words;
        let start = name.tokens.start;
        if name.script == Script::Run || !name.is_single() {
            return true;
        }
        let letters = words.text[name.range.clone()].chars().count();
        let folded = fold(&words.text[name.range.clone()]);
        if is_no_name(&folded) || is_no_name(words.folded(start)) || letters < 2 {
            return false;
        }
        if name.script == Script::Spaced {
            return letters > 2;
        }
        let first = words.starts_sentence(start);
        let country = self.is_country(name);
        let upper = words.shape(start) == Shape::Upper && !words.in_headline(start);
        if self.small.contains(&folded) && !country {
            return false;
        }
        // "Sam" is nobody's Damascus, but "Şam" is.
        if letters <= 3 && is_given_name(&folded) && words.surface(start).is_ascii() {
            return false;
        }
        if letters <= 3 && (first || self.nouns_have_capitals) && !(upper && country) {
            return false;
        }
        if upper && letters <= 4 && !country {
            return false;
        }
        if first && name.standing == Standing::Known && letters < 5 {
            return false;
        }
        country || name.qualifier.is_some() || !self.is_in_longer_name(name, starts)
    }

    fn is_country(&self, name: &Name) -> bool {
        name.hits.iter().any(|hit| self.gazetteer.level(hit.place) <= Level::Country)
    }

    /// Whether the words beside a name make it a part of a longer one: "Владимир Путин", "Real Madrid".
    fn is_in_longer_name(&self, name: &Name, starts: &HashSet<usize>) -> bool {
        let words = &self.words;
        let named = |at: usize| words.shape(at) == Shape::Capitalised && !words.in_headline(at);
        let before = words.before(name.tokens.start);
        let after = words.after(name.tokens.end - 1);
        if before.is_some_and(|before| named(before) && is_given_name(words.folded(before))) {
            return true;
        }
        if self.nouns_have_capitals {
            return false;
        }
        let part_before = before.is_some_and(|before| {
            named(before)
                && !words.starts_sentence(before)
                && !starts.contains(&before)
                && qualifier(words.folded(before)).is_none()
        });
        let part_after = after.is_some_and(|after| named(after) && !starts.contains(&after));
        let given = is_given_name(words.folded(name.tokens.start));
        part_before || (part_after && (name.standing < Standing::Great || given))
    }

    /// Whether the text says more of a small place than its name.
    fn is_supported(&self, name: &Name, countries: &HashSet<&str>) -> bool {
        let words = &self.words;
        let start = name.tokens.start;
        let in_country = |hit: &&Hit| {
            matches!(
                self.gazetteer.level(hit.place),
                Level::Settlement | Level::Admin2 | Level::Natural | Level::Site
            ) && self.gazetteer.place(hit.place).country.is_some_and(|country| countries.contains(country))
        };
        let Some(near) = name.hits.iter().find(in_country) else { return false };
        if name.script == Script::Run {
            return true;
        }
        let folded = fold(&words.text[name.range.clone()]);
        let letters = folded.chars().count();
        let told = is_preposition(words.folded_before(start));
        if !name.is_single() {
            return told || name.qualifier.is_some();
        }
        let shortest = if name.script == Script::Cased { 4 } else { 3 };
        if letters < shortest
            || is_no_name(&folded)
            || self.small.contains(&folded)
            || words.in_headline(start)
            || words.shape(start) == Shape::Upper
        {
            return false;
        }
        if name.qualifier.is_some() {
            return true;
        }
        // Nouns and short words behind "in" are many, and so are villages.
        let large = if self.nouns_have_capitals {
            20_000
        } else if name.script == Script::Cased {
            500
        } else {
            5_000
        };
        told && self.gazetteer.population(near.place) >= large
            && !self.is_in_longer_name(name, &HashSet::new())
    }

    fn kind_of(&self, name: &Name) -> Kind {
        match name.hits.first().map(|hit| (self.gazetteer.level(hit.place), self.gazetteer.class(hit.place)))
        {
            Some((Level::Site, _)) => Kind::Facility,
            Some((Level::Region, FeatureClass::Region)) => Kind::Region,
            _ => Kind::Literal,
        }
    }
}

/// The part of a word that an apostrophe sets off: "l’Irak", "d’Alep" before it, "Suriye’de" behind it. With each, whether it ends
/// the name.
fn elided(surface: &str) -> Vec<(&str, bool)> {
    let Some((before, after)) = surface.split_once(['\'', '’']) else { return Vec::new() };
    let mut parts = Vec::new();
    if after.starts_with(char::is_uppercase) {
        parts.push((after, false));
    }
    if before.starts_with(char::is_uppercase) && after.starts_with(char::is_lowercase) {
        parts.push((before, true));
    }
    parts
}

/// Where in a word a name starts that its end is: "دمشق" in "وبدمشق"; none where the word is bent otherwise.
fn start_of(surface: &str, name: &str) -> Option<usize> {
    let first = name.split(' ').next()?;
    surface.char_indices().map(|(at, _)| at).skip(1).find(|&at| fold(&surface[at..]) == first)
}
