//! Nouns for what moves.

use std::{collections::HashMap, sync::LazyLock};

use crate::movement::Mode;

/// What sort of thing moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::movement) enum Class {
    Missile,
    Aircraft,
    Vehicle,
    Train,
    Vessel,
    Troops,
    People,
    Walkers,
    /// One person with an office: "the foreign minister"
    Person,
    Cargo,
}

impl Class {
    /// How it moves when the verb does not say.
    pub(in crate::movement) const fn mode(self) -> Mode {
        match self {
            Self::Missile => Mode::Missile,
            Self::Aircraft => Mode::Flight,
            Self::Vehicle => Mode::Road,
            Self::Train => Mode::Rail,
            Self::Vessel => Mode::Sea,
            Self::Walkers => Mode::Foot,
            Self::Troops | Self::People | Self::Person => Mode::People,
            Self::Cargo => Mode::Unknown,
        }
    }

    /// Whether it can launch missiles.
    pub(in crate::movement) const fn launches(self) -> bool {
        matches!(self, Self::Aircraft | Self::Vehicle | Self::Vessel)
    }

    /// Whether it can carry people or goods.
    pub(in crate::movement) const fn carries(self) -> bool {
        matches!(self, Self::Aircraft | Self::Vehicle | Self::Vessel | Self::Train)
    }

    /// Whether its nationality is that of a state that commands it.
    pub(in crate::movement) const fn commanded(self) -> bool {
        matches!(self, Self::Missile | Self::Aircraft | Self::Vehicle | Self::Vessel | Self::Troops)
    }
}

/// Singular, then plural where it is not formed with an s.
static NOUNS: &[(Class, &str)] = &[
    (
        Class::Missile,
        "missile rocket projectile shell mortar drone scud tomahawk kalibr katyusha torpedo/torpedoes warhead",
    ),
    (
        Class::Aircraft,
        "aircraft/aircraft airplane aeroplane plane jet warplane helicopter chopper bomber airliner glider jetliner \
         interceptor gunship transporter squadron biplane airship balloon tu il mig sukhoi \
         seaplane airbus/airbuses boeing cessna antonov dreamliner turboprop flight jumbo",
    ),
    (
        Class::Vehicle,
        "convoy column truck lorry/lorries bus/buses car vehicle tank motorcade van pickup ambulance trailer tanker-truck cyclist biker motorcyclist rider bicycle bike tram camper \
         minibus/minibuses taxi coach/coaches motorcycle motorbike bulldozer humvee jeep",
    ),
    (Class::Train, "train locomotive wagon railcar express/expresses eurostar tgv shinkansen"),
    (
        Class::Vessel,
        "ship warship frigate destroyer vessel submarine boat tanker freighter flotilla fleet corvette cruiser ferry/ferries \
         dinghy/dinghies trawler yacht cutter minesweeper barge battleship gunboat steamer schooner icebreaker tugboat tug \
         carrier raft sailboat speedboat armada liner trimaran catamaran hovercraft/hovercraft canoe kayak rower hydrofoil bulker \
         lifeboat houseboat",
    ),
    (
        Class::Troops,
        "troop soldier fighter militant rebel gunman/gunmen insurgent jihadist jihadi militiaman/militiamen marine paratrooper \
         commando peacekeeper army/armies brigade battalion regiment division militia force infantry/infantry cavalry/cavalry \
         unit guerrilla legionnaire sailor combatant partisan",
    ),
    (
        Class::People,
        "refugee migrant civilian family/families people/people person/persons resident passenger evacuee worker villager \
         student man/men woman/women child/children prisoner personnel/personnel medic doctor patient pilgrim tourist \
         delegation inhabitant survivor hostage nurse wounded/wounded displaced/displaced asylum-seeker escapee team mission \
         inspector observer monitor adviser advisor dissident athlete orphan detainee defector castaway passenger crew \
         firefighter rescuer aid-worker herder nomad boy girl baby/babies infant pupil teenager \
         youth driver supporter fan climber mountaineer skier orchestra choir scout miner farmer trader couple volunteer \
         recruit teacher schoolchild/schoolchildren holidaymaker traveller commuter exile deportee",
    ),
    (
        Class::Walkers,
        "marcher walker hiker trekker protester pedestrian runner caravan expedition backpacker rambler",
    ),
    (
        Class::Person,
        "president minister envoy ambassador pope king queen chancellor secretary general senator commander captain leader \
         diplomat premier prince explorer adventurer aviator pilot monk journalist reporter sultan emir bishop",
    ),
    (
        Class::Cargo,
        "weapon arms/arms ammunition/ammunition munitions/munitions supply/supplies aid/aid grain/grain equipment/equipment \
         tonne ton shipment cargo/cargoes fuel/fuel wheat/wheat cocaine/cocaine medicine vaccine oil/oil coal/coal container \
         parcel food/food goods/goods rice/rice flour/flour fruit/fruit timber/timber gas/gas copper/copper steel/steel",
    ),
];

/// A noun for something that moves.
#[derive(Clone, Copy, Debug)]
pub(in crate::movement) struct Noun {
    pub singular: &'static str,
    pub class: Class,
    pub plural: bool,
}

static NOUN_FORMS: LazyLock<HashMap<String, Noun>> = LazyLock::new(|| {
    let mut forms = HashMap::new();
    for (class, words) in NOUNS {
        for word in words.split_whitespace() {
            let (singular, plural) = match word.split_once('/') {
                Some((singular, plural)) => (singular, plural.to_owned()),
                None => (word, format!("{word}s")),
            };
            forms.insert(plural.clone(), Noun { singular, class: *class, plural: true });
            if singular != plural {
                forms.insert(singular.to_owned(), Noun { singular, class: *class, plural: false });
            }
        }
    }
    forms
});

/// The noun of which `word` (lower case) is a form. Aircraft types by letters and number ("F-16s", "Su-24") count too.
pub(in crate::movement) fn noun(word: &str) -> Option<Noun> {
    if let Some(noun) = NOUN_FORMS.get(word) {
        return Some(*noun);
    }
    let (letters, number) = word.split_once('-')?;
    let known = matches!(letters, "f" | "su" | "mig" | "tu" | "il" | "b" | "c" | "u" | "an" | "a");
    let digits = number.trim_end_matches('s');
    (known && digits.len() <= 4 && digits.chars().next().is_some_and(|c| c.is_ascii_digit()))
        .then_some(Noun { singular: "aircraft", class: Class::Aircraft, plural: number.ends_with('s') })
}

/// The plural of a unit: "cruise missiles", "lorries", "people".
pub(in crate::movement) fn plural(unit: &str) -> String {
    let (modifiers, noun) = unit.rsplit_once(' ').map_or(("", unit), |(modifiers, noun)| (modifiers, noun));
    let mut words = NOUNS.iter().flat_map(|(_, words)| words.split_whitespace());
    let plural =
        match words.find(|word| word.split('/').next() == Some(noun)).and_then(|word| word.split_once('/')) {
            Some((_, plural)) => plural.to_owned(),
            None => format!("{noun}s"),
        };
    if modifiers.is_empty() { plural } else { format!("{modifiers} {plural}") }
}
