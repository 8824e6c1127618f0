//! Closed word lists: the few words around a name that tell what it is. All are folded, except where said.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::gazetteer::fold;

/// A function that tells whether a word is one of those in a string, which is read more easily than one word a line.
macro_rules! word_set {
    ($(#[$doc:meta])* $name:ident: $words:literal) => {
        $(#[$doc])*
        pub(super) fn $name(word: &str) -> bool {
            static SET: LazyLock<HashSet<&str>> = LazyLock::new(|| $words.split_whitespace().collect());
            SET.contains(word)
        }
    };
}

/// The first column of a table in gazetteer/supplement, without its comments and its header.
fn first_column(table: &'static str) -> impl Iterator<Item = &'static str> {
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .map(|line| line.split('\t').next().unwrap_or_default().trim())
        .filter(|word| !word.is_empty())
}

/// The same, folded.
fn folded(table: &'static str) -> HashSet<String> {
    first_column(table).map(fold).collect()
}

/// Ordinary English words, months and weekdays that are also names of places.
pub(super) static WORDS: LazyLock<HashSet<String>> =
    LazyLock::new(|| folded(include_str!("../../gazetteer/supplement/words.tsv")));

/// Common given names.
pub(super) static GIVEN_NAMES: LazyLock<HashSet<String>> =
    LazyLock::new(|| folded(include_str!("../../gazetteer/supplement/given_names.tsv")));

/// Common surnames that are also names of places.
pub(super) static SURNAMES: LazyLock<HashSet<String>> =
    LazyLock::new(|| folded(include_str!("../../gazetteer/supplement/surnames.tsv")));

/// Names of places that alone are something else in the news, as they are written. Those that are only "better elsewhere" are
/// places all the same: of their bearers the most important wins.
pub(super) static NOT_PLACES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let table = include_str!("../../gazetteer/supplement/not_places.tsv");
    let better: HashSet<&str> =
        table.lines().filter_map(|line| Some(line.split_once("\tbetter elsewhere")?.0)).collect();
    first_column(table).filter(|name| !better.contains(name)).collect()
});

word_set! {
    /// Words that stand before a person's name.
    is_title:
    "mr mrs ms dr sir lord lady dame president premier chancellor minister secretary senator sen rep
     congressman congresswoman gov governor mayor general gen lt col colonel maj major capt captain sgt
     admiral adm cmdr king queen prince princess pope imam sheikh ayatollah judge justice prof professor
     rev spokesman spokeswoman spokesperson ambassador envoy commander chief coach officer detective
     sheriff reporter correspondent actor actress singer author"
}

word_set! {
    /// Nouns that end the name of an organisation, an event or a document: what stands before them is a part of it.
    is_organisation_head:
    "army council university college institute school academy party front corps times post herald tribune
     globe journal news press gazette bank fc united club association federation union committee
     committees commission agency authority ministry department police court forces force guard guards
     navy flotilla fleet brigade brigades battalion movement organisation organization foundation society
     airlines airways company corporation corp inc ltd group observatory coalition congress parliament
     senate assembly treaty agreement accord accords convention protocol declaration pact conference
     summit festival marathon stock exchange hospital museum orchestra symphony church cathedral giants
     bulls bears lions tigers eagles dolphins cowboys yankees dodgers lakers celtics raiders chargers
     patriots saints bombers"
}

word_set! {
    /// Verbs of speech and decision: a state, capital or seat of power before them stands for its government.
    is_agent_verb:
    "said says say insisted insists denied denies denounced denounces condemned condemns warned warns
     urged urges claimed claims announced announces accused accuses called calls wants wanted agreed
     agrees refused refuses rejected rejects demanded demands launched launches scrambled summoned asked
     asks seeks sought vowed vows pledged pledges supports supported backs backed targets targeted
     strikes struck attacked attacks began begins starts started plans planned intends intended hopes
     believes responded retaliated imposed imposes signed joined offered offers conducted insist
     continues continued sends sent carried contradicted criticised criticized may might will would
     should must can could"
}

word_set! {
    /// Prepositions before a person or party, not before a place: "against Russia" means the state.
    is_party_preposition:
    "against by with between told tells urged accused warned asked backed"
}

word_set! {
    /// Prepositions of place.
    is_place_preposition:
    "in near at from into around outside inside across through throughout towards toward over off within
     to of via between beyond"
}

word_set! {
    /// "north", "northern", "north-western", "central": what stands before a region's name.
    is_direction:
    "north south east west northern southern eastern western northeast northwest southeast southwest
     northeastern northwestern southeastern southwestern central coastal upper lower rural mainland
     inland far mid"
}

word_set! {
    /// Nouns that name a part of the place before or behind them: "parts of Syria", "the Mediterranean coast".
    is_part_noun:
    "part parts coast coasts coastline shore shores border borders frontier airspace outskirts suburb
     suburbs countryside north south east west northeast northwest southeast southwest centre center
     interior waters skies territory soil region regions area areas"
}

word_set! {
    /// Nouns of areas with a government: "Hama province", "the province of Hama".
    is_area_noun:
    "province provinces governorate governorates county counties district districts state states oblast
     prefecture canton department departments republic emirate"
}

word_set! {
    /// Nouns of settlements: "the city of Tartus".
    is_settlement_noun:
    "city cities town towns village villages port hamlet suburb capital municipality"
}
