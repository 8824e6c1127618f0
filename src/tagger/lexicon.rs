//! Closed word lists: the few words around a name that tell what it is. All are folded, except where said.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::gazetteer::fold;

/// A function that tells whether a word is one of those in a string, which is read more easily than one word a line.
macro_rules! word_set {
    ($(#[$doc:meta])* $name:ident: $words:literal) => {
        $(#[$doc])*
        pub(crate) fn $name(word: &str) -> bool {
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
pub(crate) static WORDS: LazyLock<HashSet<String>> =
    LazyLock::new(|| folded(include_str!("../../gazetteer/supplement/words.tsv")));

/// Common given names.
pub(crate) static GIVEN_NAMES: LazyLock<HashSet<String>> =
    LazyLock::new(|| folded(include_str!("../../gazetteer/supplement/given_names.tsv")));

/// Common surnames that are also names of places.
pub(crate) static SURNAMES: LazyLock<HashSet<String>> =
    LazyLock::new(|| folded(include_str!("../../gazetteer/supplement/surnames.tsv")));

/// Names of places that alone are something else in the news, as they are written. Those that are only "better elsewhere" are
/// places all the same: of their bearers the most important wins.
pub(crate) static NOT_PLACES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
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

/// Which lists a word is on: one bit a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Classes(pub(crate) u32);

/// The lists that the tagger is told of, by bit; the ordinary words, given names and surnames above come behind them.
const LISTS: [&str; 13] = [
    // Titles before a name
    "mr mrs ms miss dr sir lord lady dame president premier chancellor minister secretary senator sen rep
     congressman congresswoman gov governor mayor general gen lt col colonel maj major capt captain sgt
     admiral adm cmdr king queen prince princess pope imam sheikh ayatollah judge justice prof professor
     rev spokesman spokeswoman spokesperson ambassador envoy commander chief coach officer detective
     sheriff reporter correspondent actor actress singer author deputy trooper det cpl pte const councillor
     cllr archbishop bishop father sister brother cardinal deacon pastor superintendent director chairman
     chairwoman attorney solicitor principal trustee commissioner supervisor selectman alderman delegate mp
     mla mpp td taoiseach sultan emir crown lance private staff",
    // Heads of organisations
    "army council university college institute academy party front corps times post herald tribune globe
     journal news press gazette bank fc united club association federation union committee committees
     commission agency authority ministry department police court forces guard guards navy flotilla fleet
     brigade brigades battalion regiment squadron movement organisation organization foundation society
     airlines airways company corporation corp inc ltd llc plc group observatory coalition congress
     parliament senate assembly orchestra symphony fund trust league office bureau board district service
     services center centre network alliance chamber tv radio media airline holdings partners records
     entertainment industries systems technologies laboratories consortium cooperative credit insurance dept
     administration secretariat tribunal squad team rotary lions kiwanis legion choir band ballet opera
     conference conservancy utilities electric energy oil gas motors telecom bancorp financial capital",
    // Titles of clubs' teams
    "giants bulls bears lions tigers eagles dolphins cowboys yankees dodgers lakers celtics raiders chargers
     patriots saints bombers wildcats bulldogs panthers hawks warriors knights rangers rovers wanderers
     athletic city town albion villa hotspur mariners pirates cubs sox reds braves mets phillies royals twins
     astros jets bills ravens steelers browns bengals titans colts texans broncos chiefs vikings packers
     falcons buccaneers cardinals rams seahawks niners spurs rockets mavericks thunder jazz suns kings
     clippers pistons pacers bucks hornets magic wizards raptors nets knicks sixers heat canucks flames oilers
     leafs senators canadiens bruins sabres penguins capitals flyers devils islanders blues predators stars
     avalanche sharks ducks coyotes huskies spartans trojans bobcats mustangs badgers hoosiers buckeyes
     wolverines gators seminoles crimson tide longhorns aggies sooners jayhawks",
    // Verbs of speech
    "said says say told tells added adds asked asks replied insisted insists denied denies warned warns urged
     urges claimed claims announced announces accused accuses called calls wrote recalled explained testified
     noted stated argued believes thinks hopes knows wants",
    // Prepositions of place
    "in near at from into around outside inside across through throughout towards toward over off within to of
     via between beyond along",
    // Directions
    "north south east west northern southern eastern western northeast northwest southeast southwest
     northeastern northwestern southeastern southwestern central coastal upper lower rural mainland inland far
     mid downtown metro greater suburban",
    // Nouns of areas
    "province provinces governorate governorates county counties district districts state states oblast
     prefecture canton departments republic emirate region regions parish parishes borough township co twp area
     territory territories",
    // Nouns of settlements
    "city cities town towns village villages port hamlet suburb capital municipality neighborhood neighbourhood
     community",
    // Nouns of landscapes
    "river lake creek mountain mountains hill hills valley bay sea ocean gulf island islands peninsula desert
     forest cape coast strait straits canal channel falls bluff canyon mesa plain plains delta sound harbor
     harbour beach reservoir glacier mount springs isle isles basin range pass plateau wilderness ridge",
    // Nouns of buildings and roads
    "street st road rd avenue ave drive dr lane ln boulevard blvd highway hwy route interstate freeway parkway
     pkwy turnpike expressway motorway court circle place plaza square bridge airport station terminal hospital
     church cathedral mosque temple synagogue school elementary high museum library theatre theater stadium
     arena park garden gardens cemetery prison jail penitentiary base barracks fort hotel inn mall market tower
     building hall palace castle house courthouse dam tunnel pier dock docks lodge center centre gate arch zoo
     campus clinic chapel embassy consulate monument memorial terrace crescent close way trail pike field
     auditorium gym gymnasium raceway speedway racecourse checkpoint crossing",
    // Months and weekdays
    "january february march april may june july august september october november december jan feb mar apr jun
     jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu
     thur thurs fri sat sun",
    // Events and works
    "war wars treaty agreement accord accords convention protocol declaration pact summit festival marathon
     championship championships cup games olympics tournament prize award awards act bill revolution uprising
     day week parade fair show open derby classic bowl series tour grand prix film novel album song",
    // What joins the words of one name
    "of the and de la le el al del da di du van von der den bin ibn on upon in",
];

/// The bits of the lists that stand in files.
const ORDINARY: u32 = 1 << LISTS.len();
const GIVEN: u32 = ORDINARY << 1;
const SURNAME: u32 = ORDINARY << 2;

static CLASSES: LazyLock<HashMap<&'static str, u32>> = LazyLock::new(|| {
    let mut classes: HashMap<&str, u32> = HashMap::new();
    for (bit, list) in LISTS.iter().enumerate() {
        for word in list.split_whitespace() {
            *classes.entry(word).or_default() |= 1 << bit;
        }
    }
    for (set, bit) in [(&WORDS, ORDINARY), (&GIVEN_NAMES, GIVEN), (&SURNAMES, SURNAME)] {
        for word in set.iter() {
            *classes.entry(word).or_default() |= bit;
        }
    }
    classes
});

impl Classes {
    /// The lists that a folded word is on.
    pub(crate) fn of(folded: &str) -> Self {
        Self(CLASSES.get(folded).copied().unwrap_or_default())
    }
}
