//! English abbreviations that news text writes with a full stop, and what they let follow.

/// How an abbreviation stands to the end of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// Stands before the name it belongs to: `Gen.`, `Mr.`; never ends a sentence.
    Title,
    /// Stands before its number: `No. 5`, `p. 12`; only then an abbreviation at all.
    Numbered,
    /// A day of the week: `Wed.`; an abbreviation only before a date, because `sat` and `sun` are words.
    Weekday,
    /// A month: `Sept.`
    Month,
    /// A state or province after its town: `Sacramento, Calif.`; only after a comma or initial (`W.Va.`), because
    /// `Miss` and `Man` are words.
    State,
    /// `a.m.`, `p.m.`: ends a sentence unless a day or a time zone follows.
    Clock,
    /// Any other, also those with inner stops: `U.S.`, `Inc.`; ends a sentence when a word follows that opens sentences.
    Other,
}

const OPENERS: &str = "\
    The This That These Those There Then They He She It We You I His Her Its Their Our My Your A An In \
    On At As By For From With Under Over During Despite According After Before Since Until Although \
    Though However Meanwhile Also Another Other Others Some Many Most Several All Both Each Every No Not \
    Nor But And Or So If When While Where What Who Why How Earlier Later Last Such To Yet Still Now Once \
    One Two Three Only Even Here Officials Police People Among About Between Because Without Asked Next";

const LABELLED: &str = "\
    War Part Phase Plan Class Grade Group Block Section Gate Terminal Vitamin Hepatitis part phase plan \
    class grade group gate vitamin hepatitis";

const HOUR_FOLLOWERS: &str = "\
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July \
    August September October November December GMT UTC BST CET CEST EST EDT ET CST CDT CT MST MDT MT PST \
    PDT PT IST MSK Eastern Central Mountain Pacific Moscow Local";

/// Whether one of the words parted by spaces is `word`.
fn contains(words: &str, word: &str) -> bool {
    words.split(' ').any(|known| known == word)
}

/// Looks up a word written without its last stop.
pub fn find(word: &str) -> Option<Abbreviation> {
    use Abbreviation::{Clock, Month, Numbered, Other, State, Title, Weekday};
    Some(match word {
        "Mr" | "Mrs" | "Ms" | "Mx" | "Dr" | "Prof" | "Messrs" | "Mme" | "Mlle" | "Gen" | "Lt" | "Col"
        | "Maj" | "Capt" | "Cpt" | "Sgt" | "Cpl" | "Pvt" | "Pfc" | "Spc" | "Brig" | "Adm" | "Cmdr"
        | "Cdr" | "Gov" | "Sen" | "Sens" | "Rep" | "Reps" | "Pres" | "Amb" | "Rev" | "Hon" | "Fr"
        | "Msgr" | "Supt" | "Insp" | "Det" | "Atty" | "Asst" | "Dep" | "Sec" | "Gens" | "Govs" | "Drs"
        | "Profs" | "Mt" | "MR" | "MRS" | "DR" | "GEN" | "LT" | "COL" | "CAPT" | "SGT" | "GOV" | "SEN"
        | "REP" | "MT" | "vs" | "v" | "cf" | "e.g" | "i.e" | "viz" => Title,
        "No" | "no" | "Nos" | "nos" | "p" | "pp" | "vol" | "Vol" | "Art" | "art" | "sec" | "ch" | "Ch"
        | "Fig" | "fig" | "para" | "approx" | "ca" | "c" | "Rs" | "Tel" | "tel" | "ext" | "Est" => Numbered,
        "Mon" | "Tue" | "Tues" | "Wed" | "Thu" | "Thur" | "Thurs" | "Fri" | "Sat" | "Sun" => Weekday,
        "Jan" | "Feb" | "Mar" | "Apr" | "Jun" | "Jul" | "Aug" | "Sep" | "Sept" | "Oct" | "Nov" | "Dec" => {
            Month
        }
        "Ala" | "Ariz" | "Ark" | "Calif" | "Cal" | "Colo" | "Conn" | "Del" | "Fla" | "Ga" | "Ill" | "Ind"
        | "Kan" | "Kans" | "Ky" | "La" | "Mass" | "Md" | "Me" | "Mich" | "Minn" | "Miss" | "Mo" | "Mont"
        | "Neb" | "Nev" | "Okla" | "Ont" | "Ore" | "Pa" | "Que" | "Sask" | "Alta" | "Man" | "Tenn"
        | "Tex" | "Va" | "Vt" | "Wash" | "Wis" | "Wyo" => State,
        "a.m" | "p.m" | "A.M" | "P.M" => Clock,
        "Inc" | "Corp" | "Ltd" | "Co" | "Cos" | "Bros" | "Jr" | "Sr" | "Esq" | "Ret" | "ret" | "St"
        | "Ste" | "Ft" | "Ave" | "Blvd" | "Rd" | "Hwy" | "Rte" | "Pkwy" | "Sq" | "Dept" | "Dist" | "Univ"
        | "ST" | "STE" | "FT" | "Assn" | "Intl" | "Govt" | "Bldg" | "Mts" | "Pt" | "Is" | "etc" | "al" => {
            Other
        }
        _ if word.contains('.') => Other,
        _ => return None,
    })
}

/// Words that a sentence opens with and that hardly ever follow an abbreviation inside one.
pub fn opens_sentences(word: &str) -> bool {
    contains(OPENERS, word)
}

/// Words after which a single capital is a label, not the initial of a name: "World War I. Russia ...", "Plan B".
pub fn takes_letter(word: &str) -> bool {
    contains(LABELLED, word)
}

/// Days, months and time zones, which follow an hour of the day: "5 p.m. Wednesday", "10 a.m. GMT".
pub fn follows_hour(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    matches!(find(word), Some(Abbreviation::Weekday | Abbreviation::Month)) || contains(HOUR_FOLLOWERS, word)
}

/// Whether the stop at the end of `word` belongs to it, given the token before it and the text after the stop.
pub fn takes_stop(word: &str, before: Option<&str>, after: &str) -> bool {
    if word.contains('.') {
        return false; // a number or the name of a site
    }
    let next = || after.trim_start().chars().next();
    match find(word) {
        Some(Abbreviation::Numbered) => next().is_some_and(|character| character.is_ascii_digit()),
        Some(Abbreviation::Weekday) => {
            after.starts_with(',')
                || next().is_some_and(|character| character.is_ascii_digit())
                || follows_hour(
                    after
                        .trim_start()
                        .split(|character: char| !character.is_alphabetic())
                        .next()
                        .unwrap_or(""),
                )
        }
        Some(Abbreviation::State) => {
            before.is_some_and(|before| before == "," || (before.len() > 1 && before.ends_with('.')))
        }
        Some(_) => true,
        None => {
            let mut characters = word.chars();
            let is_initial = characters.next().is_some_and(char::is_uppercase) && characters.next().is_none();
            is_initial && !before.is_some_and(takes_letter) && next().is_some_and(char::is_uppercase)
        }
    }
}
