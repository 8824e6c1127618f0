//! The names behind words that a sentence has bent: "Москве" is Москва, "وبدمشق" is دمشق.
//!
//! The gazetteer has the forms that stand alone. What is made here are guesses, most of which no place is called; whoever asks must
//! look them up, and trust them only where a well-known place bears them.

use std::sync::LazyLock;

use super::fold::fold;

/// Endings of Russian and Ukrainian cases, folded, with what may stand for them in the nominative.
const CYRILLIC_ENDINGS: [(&str, &[&str]); 45] = [
    ("ыми", &["ые"]),
    ("ими", &["ие"]),
    ("ами", &["ы", "и", "а"]),
    ("ями", &["и", "я"]),
    ("ого", &["ыи", "ии", "ое", "ои", "е"]),
    ("его", &["ии", "ее"]),
    ("ому", &["ыи", "ии", "ое", "ои", "е"]),
    ("ему", &["ии", "ее"]),
    ("ові", &[""]),
    ("еві", &[""]),
    ("цом", &["ец"]),
    ("ах", &["ы", "и", "а"]),
    ("ях", &["и", "я"]),
    ("ам", &["ы", "и", "а"]),
    ("ям", &["и", "я"]),
    ("ов", &["ы", "и"]),
    ("ых", &["ые"]),
    ("их", &["ие"]),
    ("ым", &["ыи", "ое"]),
    ("им", &["ии", "ое"]),
    ("ом", &["", "о", "ыи", "ии", "ое", "ои"]),
    ("ем", &["ь", "и", "е", "ии", ""]),
    ("ои", &["а", "ая"]),
    ("еи", &["я", "а", "яя"]),
    ("ую", &["ая"]),
    ("юю", &["яя"]),
    ("ью", &["ь"]),
    ("ою", &["а"]),
    ("ею", &["я", "а"]),
    ("єю", &["я"]),
    ("оі", &["а"]),
    ("іи", &["а"]),
    ("ца", &["ец"]),
    ("цу", &["ец"]),
    ("це", &["ец"]),
    ("зі", &["га"]),
    ("ці", &["ка"]),
    ("а", &["", "о"]),
    ("я", &["ь", "и", "е"]),
    ("у", &["", "а", "о"]),
    ("ю", &["ь", "и", "я"]),
    ("ы", &["а"]),
    ("и", &["а", "я", "ь"]),
    ("е", &["", "а", "о", "я", "ь", "и"]),
    ("і", &["", "а", "о", "я", "ь"]),
];

/// Names shorter than this, in letters, are not guessed: too many words differ from them by an ending.
const SHORTEST_CYRILLIC: usize = 4;
/// The same of scripts that write few vowels: "حمص" is Homs.
const SHORTEST_SEMITIC: usize = 3;

/// Of a name of more words the forms are too many, and in the news it stands as it is.
const MOST_WORDS: usize = 3;

/// Korean particles and what else is written on to a name.
static KOREAN_ENDINGS: LazyLock<Vec<String>> = LazyLock::new(|| {
    "에서는 에서도 에서의 에서 에게 에는 에도 으로 부터 까지 이라고 라고 은 는 이 가 을 를 의 에 와 과 로 도 만"
        .split(' ')
        .map(fold)
        .collect()
});

/// The names that folded words may be a bent form of; the words themselves are not among them.
pub(crate) fn base_names(words: &[&str]) -> Vec<String> {
    let Some(first) = words.first().and_then(|word| word.chars().next()) else { return Vec::new() };
    if words.len() > MOST_WORDS {
        return Vec::new();
    }
    let mut names = match first {
        '\u{400}'..='\u{52f}' => cyrillic(words),
        '\u{600}'..='\u{6ff}' => with_first(words, arabic(words[0])),
        '\u{590}'..='\u{5ff}' => with_first(words, hebrew(words[0])),
        // Folded Hangul is decomposed.
        '\u{1100}'..='\u{11ff}' => with_last(words),
        _ => Vec::new(),
    };
    let asked = words.join(" ");
    names.retain(|name| *name != asked);
    names.sort_unstable();
    names.dedup();
    names
}

/// All words of a Russian or Ukrainian name are bent together.
fn cyrillic(words: &[&str]) -> Vec<String> {
    let mut names = vec![String::new()];
    for (index, word) in words.iter().enumerate() {
        let mut forms = nominatives(word);
        forms.push((*word).to_owned());
        names = names
            .iter()
            .flat_map(|name| {
                forms.iter().map(move |form| if index == 0 { form.clone() } else { format!("{name} {form}") })
            })
            .collect();
    }
    names
}

fn nominatives(word: &str) -> Vec<String> {
    let mut forms = Vec::new();
    let mut add = |form: String| {
        if form.chars().count() >= SHORTEST_CYRILLIC {
            forms.push(form);
        }
    };
    for (ending, nominatives) in CYRILLIC_ENDINGS {
        let Some(stem) = word.strip_suffix(ending) else { continue };
        for nominative in nominatives {
            add(format!("{stem}{nominative}"));
            // "Харкова", "Києва" are Харків, Київ.
            if nominative.is_empty()
                && let Some(stem) = ["ов", "ев", "єв"].iter().find_map(|end| stem.strip_suffix(end))
            {
                add(format!("{stem}ів"));
            }
        }
    }
    // "Афин", "Черновцов": the genitive of the many is bare.
    if word.chars().count() >= SHORTEST_CYRILLIC {
        add(format!("{word}ы"));
    }
    forms
}

/// And, so, in, to, like: one letter each, written on to the word. "لل" is the last of them with the article.
fn arabic(word: &str) -> Vec<String> {
    let mut forms = Vec::new();
    let mut rests = vec![word];
    rests.extend(['و', 'ف'].iter().filter_map(|&and| word.strip_prefix(and)));
    for rest in rests {
        forms.push(rest.to_owned());
        forms.extend(['ب', 'ل', 'ك'].iter().filter_map(|&to| rest.strip_prefix(to)).map(str::to_owned));
        if let Some(name) = rest.strip_prefix("لل") {
            forms.push(format!("ال{name}"));
        }
    }
    let bare: Vec<String> =
        forms.iter().filter_map(|form| form.strip_prefix("ال")).map(str::to_owned).collect();
    forms.extend(bare);
    forms.retain(|form| form.chars().count() >= SHORTEST_SEMITIC);
    forms
}

/// And, in, to, from, that, the, like.
fn hebrew(word: &str) -> Vec<String> {
    let mut forms = Vec::new();
    let mut rests = vec![word];
    rests.extend(word.strip_prefix('ו'));
    for rest in rests {
        forms.push(rest.to_owned());
        forms.extend(
            ['ב', 'ל', 'מ', 'ש', 'ה', 'כ'].iter().filter_map(|&to| rest.strip_prefix(to)).map(str::to_owned),
        );
    }
    forms.retain(|form| form.chars().count() >= SHORTEST_SEMITIC);
    forms
}

fn with_first(words: &[&str], forms: Vec<String>) -> Vec<String> {
    forms.into_iter().map(|form| [&[form.as_str()], &words[1..]].concat().join(" ")).collect()
}

fn with_last(words: &[&str]) -> Vec<String> {
    let Some((last, before)) = words.split_last() else { return Vec::new() };
    let stems = KOREAN_ENDINGS.iter().filter_map(|ending| last.strip_suffix(ending.as_str()));
    stems
        .filter(|stem| stem.chars().count() >= SHORTEST_CYRILLIC)
        .map(|stem| [before, &[stem]].concat().join(" "))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_that_stands_alone_is_among_the_guesses() {
        for (bent, name) in [
            ("Москве", "Москва"),
            ("Москвой", "Москва"),
            ("Сирии", "Сирия"),
            ("Хомса", "Хомс"),
            ("Дамаском", "Дамаск"),
            ("Грозного", "Грозный"),
            ("Казани", "Казань"),
            ("Китаем", "Китай"),
            ("Афинах", "Афины"),
            ("Саудовской Аравии", "Саудовская Аравия"),
            ("Курской области", "Курская область"),
            ("Харкова", "Харків"),
            ("Києві", "Київ"),
            ("Донецькій області", "Донецька область"),
            ("وحمص", "حمص"),
            ("وبدمشق", "دمشق"),
            ("للعراق", "العراق"),
            ("בירושלים", "ירושלים"),
            ("서울에서", "서울"),
        ] {
            let folded = fold(bent);
            let words: Vec<&str> = folded.split(' ').collect();
            assert!(base_names(&words).contains(&fold(name)), "{bent}: {:?}", base_names(&words));
        }
        assert!(base_names(&["damascus"]).is_empty());
        assert!(base_names(&[]).is_empty());
    }
}
