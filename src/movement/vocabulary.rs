//! The small words that give clauses their shape and places their roles, as lists.

use std::{collections::HashSet, sync::LazyLock};

/// Declares a test of whether a word, in lower case, stands in a list.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident: $list:literal) => {
        $(#[$doc])*
        pub(super) fn $name(word: &str) -> bool {
            static WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| $list.split_whitespace().collect());
            WORDS.contains(word)
        }
    };
}

words! {
    /// Words before a noun that belong to its unit: "cruise missile", "cargo ship".
    is_unit_modifier:
        "cruise ballistic fighter cargo container attack patrol transport passenger fishing refugee oil \
         stealth freight guided hypersonic rubber armoured armored landing hospital aid supply \
         reconnaissance surveillance military artillery mortar naval spy special high-speed"
}

words! {
    /// What a missile noun may stand before and still mean missiles under way: "26 cruise missile strikes".
    is_strike:
        "strike strikes launch launches attack attacks"
}

words! {
    /// Nouns that, right after a mover, make another thing of it: "missile system", "train station".
    makes_another_thing:
        "system systems defence defense defences defenses launcher launchers site sites base bases test \
         tests shield programme program factory plant battery batteries station stop driver drivers owner \
         owners service services crash lines line route routes yard yards bomb bombs bombing strike \
         strikes launch launches attack attacks raid raids fire crossing camp camps ticket tickets \
         traffic tracks movements build buildup crisis policy deal chief commander spokesman headquarters \
         depot depots operations talks command market prices exports engine parts numbers casualties \
         captain"
}

words! {
    /// Words for several, which stand before "of": "a volley of 12 rockets", "hundreds of refugees".
    is_group:
        "volley volleys salvo salvos salvoes barrage series wave waves group groups pair couple handful \
         number total convoy convoys column columns fleet flotilla squadron party band contingent dozens \
         scores hundreds thousands tens millions formation force crowd tonnes tons shipment shipments \
         hail flood stream unit units team delegation trio swarm battalion company brigade majority most \
         all none some few each"
}

words! {
    /// Words that say somebody says so.
    is_speech:
        "said says say saying told tells telling claimed claims claim claiming announced announces \
         announcing reported reports reporting stated states stressing stressed adding added confirmed \
         confirms confirming according insisted insists alleged alleges accused accuses warned denied \
         denies denying wrote writes tweeted acknowledged admitted declared noted quoted disclosed \
         revealed suggested believes argued reiterated explained rejected rejects dismissed dismisses"
}

words! {
    /// Words that say it is not so.
    is_denial:
        "denied denies deny denying denial rejected rejects dismissed dismisses refuted refutes untrue \
         false fabricated"
}

words! {
    /// Words that say it may be so.
    is_hedge:
        "apparently reportedly allegedly possibly perhaps probably likely unconfirmed presumably \
         seemingly supposedly purportedly alleged suspected believed thought appeared appears appear \
         seemed seems unverified may might rumoured rumored rumours rumors unclear"
}

words! {
    /// Articles and other words that open a noun phrase.
    is_determiner:
        "the a an these those this that its their his her our both all some several many any no another \
         every each more other few"
}

words! {
    /// Prepositions that can give a place its role.
    is_preposition:
        "from to for at in into onto on upon over through across via toward towards off out near outside \
         around inside within against by past along aboard with under of between above beyond behind \
         about below beside amid during without despite throughout transiting crossing until like than as"
}

words! {
    /// Forms of be.
    is_be:
        "is are was were be been being isn't aren't wasn't weren't get got"
}

words! {
    /// Verbs after which it has not happened.
    is_modal:
        "will would could should may might can must shall won't wouldn't couldn't shouldn't cannot can't"
}

words! {
    /// Points of the compass, plain and combined.
    is_direction:
        "north south east west northeast northwest southeast southwest northern southern eastern western \
         central northeastern northwestern southeastern southwestern upper lower northward southward"
}

words! {
    /// Common nouns for places, which may stand between a preposition and a name ("the port of Tartus").
    is_place_noun:
        "city cities town towns village villages port ports capital province provinces region regions \
         state coast shore shores island islands airport base naval air airbase airfield harbour harbor \
         district governorate area areas waters airspace territory skies strait straits canal river \
         desert mountains sea gulf peninsula centre center county republic kingdom enclave hills suburb \
         suburbs outskirts parts part territories border frontier countryside valley camp military launch \
         cosmodrome shipyard station hospital hub resort stronghold neighbouring neighboring nearby \
         beaches beach soil land mainland lake bay channel plains steppe coastline homeland archipelago \
         isle municipality"
}

words! {
    /// Nouns after a state's name or adjective that make a place of it: "Turkish airspace".
    is_domain:
        "airspace territory skies waters soil coast shores land mainland shore coastline side territories \
         capital interior desert countryside"
}

words! {
    /// Groups that stand for a number nobody counted.
    is_vague:
        "dozens scores hundreds thousands tens millions handful"
}

words! {
    /// Words that end a noun phrase to the left.
    is_stop:
        "and or but that which who whose when while where after before because if it they he she we i you \
         there then than not to also saw let whether although though since until so yet him them us me \
         what how"
}

words! {
    /// Participles that describe rather than do.
    is_adjective:
        "armed armoured armored loaded wounded injured masked unmanned guided displaced stranded retired \
         suspected fishing landing remaining united allied crowded overcrowded heavily-armed exhausted \
         packed visiting surviving trained combined red leading opposing flagged registered chartered \
         unidentified unarmed hijacked"
}

words! {
    /// Nouns for a journey, whose length is that of the journey.
    is_journey_noun:
        "journey flight voyage trip march trek drive crossing ride walk passage haul transit"
}

words! {
    /// What missiles are aimed at.
    is_target:
        "targets target positions facilities sites bases installations depots airfields locations"
}

words! {
    /// Capitalised words before a verb that are no names: days, months, pronouns.
    is_day:
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june \
         july august september october november december nothing everyone nobody everything that this \
         there it"
}

words! {
    /// Nouns whose "to" leads nowhere: "ambassador to Russia", "aid to Syria".
    is_to_noun:
        "ambassador envoy visit trip threat link links access damage response exports road route border \
         gateway support help answer assistance commitment visits letter message call sales exposure \
         attention approach warning challenge delegate adviser representative highway bridge pipeline \
         opposition key tribute"
}

words! {
    /// Words after which a place tells where somebody came to harm.
    is_harm:
        "killed killing wounded wounding injured died born dead funeral reporters"
}

words! {
    /// Nouns that tell of motion into an airspace.
    is_incursion:
        "incursion incursions intrusion intrusions"
}

words! {
    /// Forms of have and do.
    is_have_or_do:
        "have has had having do does did didn't doesn't don't hasn't haven't hadn't"
}

words! {
    /// Adverbs that do not end in -ly.
    is_short_adverb:
        "also not never already then just still since soon later again even together now once twice first earlier \
         today yesterday overnight straight back home north south east west northwards southwards eastwards westwards \
         only all both themselves instead each"
}

words! {
    /// Verbs after which an infinitive tells of what happened: "had to travel".
    is_factual:
        "had able began begun started continued continues managed forced allowed helped compelled obliged chose \
         proceeded free first last"
}

words! {
    /// Verbs whose object does what the infinitive says: "allowing its warplanes to cross".
    is_licence:
        "allowing allowed forcing forced forces letting enabled enabling prompting led leading driving caused causing \
         compelling sent"
}

words! {
    /// Verbs after which an infinitive tells of a wish or a plan.
    is_wish:
        "plan plans planned planning hope hopes hoped wants wanted threatened threatens intends intended ready refused \
         failed tried trying attempted attempting urged due expected order ordered decided agreed likely used"
}

words! {
    /// Verbs with many other meanings, which tell of a journey only when both ends are named.
    is_loose_verb:
        "take bring go move escort pull roll ride return cover race hurry rush haul truck convey pause expel cycle wander venture round \
         skirt cruise soar glide"
}

words! {
    /// Nouns for a journey after "on its".
    is_voyage_noun:
        "way journey voyage trip flight drive march crossing passage return tour trek ride"
}

words! {
    /// States of mind and of affairs that people go into without leaving their place.
    is_mood:
        "rage panic fury crisis trouble chaos debt recession war exile power politics history retirement despair hope action \
         conflict turmoil liquidation bankruptcy receivership coma tears"
}

/// Forms of be, have, do and the modal verbs.
pub(super) fn is_auxiliary(word: &str) -> bool {
    is_be(word) || is_modal(word) || is_have_or_do(word)
}

/// Adverbs that stand between auxiliary and verb; those in -ly are known by their ending.
pub(super) fn is_adverb(word: &str) -> bool {
    is_short_adverb(word)
        || (word.ends_with("ly")
            && word.len() > 4
            && !matches!(word, "family" | "assembly" | "italy" | "july"))
}
