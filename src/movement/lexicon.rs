//! The words journeys are told in: verbs of motion with their arguments, nouns for what moves, and the small words that
//! give places their roles. Nothing here belongs to a particular report.

use std::{collections::HashMap, sync::LazyLock};

use super::Mode;

/// How a verb arranges what moves and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// "launched 26 missiles at": the object flies, the subject is the launcher
    Launch,
    /// "carried out 26 missile strikes against": as [`Frame::Launch`], with strikes for an object
    Strike,
    /// "sent 200 soldiers to": the object moves
    Send,
    /// "sailed from": the subject moves, places stand in prepositional phrases
    Go,
    /// "arrived in", "landed at": as [`Frame::Go`], and "in" and "at" give the destination
    Arrive,
    /// "fled Homs", "left for": the direct object is the origin
    Leave,
    /// "reached Idlib", "entered Syria": the direct object is the destination
    Reach,
    /// "crossed Iran": the direct object is passed through
    Cross,
    /// "hit targets in": the direct object is where a missile ends
    Impact,
    /// "stopped in", "refuelled at": a halt on the way
    Halt,
}

/// A verb of motion.
#[derive(Debug)]
pub(super) struct Verb {
    pub lemma: &'static str,
    pub frame: Frame,
    /// How its subject moves, where the verb alone says so.
    pub mode: Option<Mode>,
    /// "flew 300 km": a length right after it is the length of the journey.
    pub extent: bool,
    /// It is a journey whoever the subject is: a person by name will do.
    pub personal: bool,
    /// Words of which one must follow ("took off"); empty when it stands alone.
    pub particles: &'static [&'static str],
    /// A place with a role must stand in the clause, or the word means something else ("moved", "left").
    pub needs_place: bool,
}

/// The form in which a verb stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Base,
    Third,
    Past,
    Participle,
    Gerund,
}

const fn verb(lemma: &'static str, frame: Frame, mode: Option<Mode>) -> Verb {
    Verb { lemma, frame, mode, extent: false, personal: false, particles: &[], needs_place: false }
}

impl Verb {
    const fn extent(mut self) -> Self {
        self.extent = true;
        self
    }
    const fn personal(mut self) -> Self {
        self.personal = true;
        self
    }
    const fn then(mut self, particles: &'static [&'static str]) -> Self {
        self.particles = particles;
        self
    }
    const fn placed(mut self) -> Self {
        self.needs_place = true;
        self
    }
}

/// Third person, past, participle and gerund of each verb; a dash where past and participle are one.
static VERBS: &[(&str, Verb)] = {
    use Frame::{Arrive, Cross, Go, Halt, Impact, Launch, Leave, Reach, Send, Strike};
    use Mode::{Flight, Foot, People, Rail, Road, Sea};
    &[
        ("launches launched - launching", verb("launch", Launch, None)),
        ("fires fired - firing", verb("fire", Launch, None)),
        ("looses loosed - loosing", verb("loose", Launch, None)),
        ("shoots shot - shooting", verb("shoot", Launch, None)),
        ("lobs lobbed - lobbing", verb("lob", Launch, None)),
        ("hurls hurled - hurling", verb("hurl", Launch, None)),
        ("unleashes unleashed - unleashing", verb("unleash", Launch, None)),
        ("carries carried - carrying", verb("carry", Strike, None).then(&["out"])),
        ("conducts conducted - conducting", verb("conduct", Strike, None)),
        ("delivers delivered - delivering", verb("deliver", Strike, None)),
        ("mounts mounted - mounting", verb("mount", Strike, None)),
        ("makes made - making", verb("make", Strike, None)),
        ("sends sent - sending", verb("send", Send, None)),
        ("deploys deployed - deploying", verb("deploy", Send, None)),
        ("redeploys redeployed - redeploying", verb("redeploy", Send, None)),
        ("dispatches dispatched - dispatching", verb("dispatch", Send, None)),
        ("despatches despatched - despatching", verb("dispatch", Send, None)),
        ("ships shipped - shipping", verb("ship", Send, None)),
        ("transfers transferred - transferring", verb("transfer", Send, None)),
        ("transports transported - transporting", verb("transport", Send, None)),
        ("evacuates evacuated - evacuating", verb("evacuate", Send, None)),
        ("airlifts airlifted - airlifting", verb("airlift", Send, Some(Flight))),
        ("ferries ferried - ferrying", verb("ferry", Send, None)),
        ("buses bused - busing", verb("bus", Send, Some(Road))),
        ("busses bussed - bussing", verb("bus", Send, Some(Road))),
        ("relocates relocated - relocating", verb("relocate", Send, None)),
        ("diverts diverted - diverting", verb("divert", Send, None)),
        ("escorts escorted - escorting", verb("escort", Send, None).placed()),
        ("smuggles smuggled - smuggling", verb("smuggle", Send, None)),
        ("deports deported - deporting", verb("deport", Send, None)),
        ("repatriates repatriated - repatriating", verb("repatriate", Send, None)),
        ("takes took taken taking", verb("take", Send, None).placed()),
        ("brings brought - bringing", verb("bring", Send, None).placed()),
        ("moves moved - moving", verb("move", Send, None).placed()),
        ("withdraws withdrew withdrawn withdrawing", verb("withdraw", Send, None).placed()),
        ("pulls pulled - pulling", verb("pull", Send, None).then(&["out", "back"]).placed()),
        ("flies flew flown flying", verb("fly", Go, Some(Flight)).extent().personal()),
        ("travels travelled - travelling", verb("travel", Go, None).extent().personal()),
        ("travels traveled - traveling", verb("travel", Go, None).extent().personal()),
        ("journeys journeyed - journeying", verb("journey", Go, None).extent().personal()),
        ("sails sailed - sailing", verb("sail", Go, Some(Sea)).extent().personal()),
        ("steams steamed - steaming", verb("steam", Go, Some(Sea)).extent()),
        ("drives drove driven driving", verb("drive", Go, Some(Road)).extent().personal().placed()),
        ("rides rode ridden riding", verb("ride", Go, None).extent().personal().placed()),
        ("rolls rolled - rolling", verb("roll", Go, Some(Road)).extent().placed()),
        ("rumbles rumbled - rumbling", verb("rumble", Go, Some(Road)).extent().placed()),
        ("marches marched - marching", verb("march", Go, Some(Foot)).extent().personal()),
        ("walks walked - walking", verb("walk", Go, Some(Foot)).extent().personal().placed()),
        ("treks trekked - trekking", verb("trek", Go, Some(Foot)).extent().personal()),
        ("hikes hiked - hiking", verb("hike", Go, Some(Foot)).extent().personal().placed()),
        ("trudges trudged - trudging", verb("trudge", Go, Some(Foot)).extent().personal().placed()),
        ("swims swam swum swimming", verb("swim", Go, Some(People)).extent().personal().placed()),
        ("rows rowed - rowing", verb("row", Go, Some(Sea)).extent().personal().placed()),
        ("advances advanced - advancing", verb("advance", Go, None).extent()),
        ("retreats retreated - retreating", verb("retreat", Go, None).extent()),
        ("proceeds proceeded - proceeding", verb("proceed", Go, None).extent().placed()),
        ("pushes pushed - pushing", verb("push", Go, None).extent().placed()),
        ("heads headed - heading", verb("head", Go, None).personal().placed()),
        ("returns returned - returning", verb("return", Go, None).personal().placed()),
        ("goes went gone going", verb("go", Go, None).placed()),
        (
            "passes passed - passing",
            verb("pass", Go, None).then(&["through", "over", "across", "by"]).placed(),
        ),
        ("streams streamed - streaming", verb("stream", Go, None).placed()),
        ("pours poured - pouring", verb("pour", Go, None).placed()),
        ("rushes rushed - rushing", verb("rush", Go, None).placed()),
        ("strays strayed - straying", verb("stray", Go, None).placed()),
        ("drifts drifted - drifting", verb("drift", Go, None).extent().placed()),
        ("slips slipped - slipping", verb("slip", Go, None).placed()),
        ("escapes escaped - escaping", verb("escape", Leave, Some(People)).placed()),
        ("sets set - setting", verb("set", Leave, None).then(&["off", "out", "sail"]).personal()),
        ("takes took taken taking", verb("take off", Leave, Some(Flight)).then(&["off"])),
        ("departs departed - departing", verb("depart", Leave, None).personal()),
        ("leaves left - leaving", verb("leave", Leave, None).personal().placed()),
        ("flees fled - fleeing", verb("flee", Leave, Some(People)).personal()),
        ("abandons abandoned - abandoning", verb("abandon", Leave, None).placed()),
        ("arrives arrived - arriving", verb("arrive", Arrive, None).personal().placed()),
        ("lands landed - landing", verb("land", Arrive, None).placed()),
        ("touches touched - touching", verb("touch down", Arrive, Some(Flight)).then(&["down"])),
        ("docks docked - docking", verb("dock", Arrive, Some(Sea))),
        ("berths berthed - berthing", verb("berth", Arrive, Some(Sea))),
        ("moors moored - mooring", verb("moor", Arrive, Some(Sea))),
        ("crashes crashed - crashing", verb("crash", Impact, None).placed()),
        ("slams slammed - slamming", verb("slam", Impact, None).placed()),
        ("hits hit - hitting", verb("hit", Impact, None).placed()),
        ("strikes struck - striking", verb("strike", Impact, None).placed()),
        ("targets targeted - targeting", verb("target", Impact, None).placed()),
        ("reaches reached - reaching", verb("reach", Reach, None).placed()),
        ("enters entered - entering", verb("enter", Reach, None).placed()),
        ("violates violated - violating", verb("violate", Reach, None).placed()),
        ("penetrates penetrated - penetrating", verb("penetrate", Reach, None).placed()),
        ("crosses crossed - crossing", verb("cross", Cross, None).personal().placed()),
        ("transits transited - transiting", verb("transit", Cross, None).placed()),
        ("traverses traversed - traversing", verb("traverse", Cross, None).placed()),
        ("overflies overflew overflown overflying", verb("overfly", Cross, Some(Flight)).placed()),
        ("stops stopped - stopping", verb("stop", Halt, None).placed()),
        ("refuels refuelled - refuelling", verb("refuel", Halt, None).placed()),
        ("refuels refueled - refueling", verb("refuel", Halt, None).placed()),
        ("chugs chugged - chugging", verb("chug", Go, Some(Rail)).extent().placed()),
    ]
};

/// "the incursion into Turkish airspace": a noun that tells of motion as [`Frame::Reach`] does.
pub(super) static INCURSION: Verb = verb("incursion", Frame::Reach, Some(Mode::Flight)).placed();

/// Every form of every verb; "took" is a form of two.
static FORMS: LazyLock<HashMap<&'static str, Vec<(&'static Verb, Form)>>> = LazyLock::new(|| {
    let mut forms: HashMap<&'static str, Vec<(&'static Verb, Form)>> = HashMap::new();
    for (inflections, verb) in VERBS {
        let mut inflections = inflections.split(' ');
        let third = inflections.next().unwrap_or_default();
        let past = inflections.next().unwrap_or_default();
        let participle = inflections.next().filter(|word| *word != "-").unwrap_or(past);
        let gerund = inflections.next().unwrap_or_default();
        let base = verb.lemma.split(' ').next().unwrap_or_default();
        let mut add = |word, form| {
            let senses = forms.entry(word).or_default();
            // "land" is listed under one lemma; a form that serves as past and participle is kept once, as past.
            if !senses.iter().any(|(known, at): &(&Verb, Form)| known.lemma == verb.lemma && *at == form) {
                senses.push((verb, form));
            }
        };
        add(base, Form::Base);
        add(third, Form::Third);
        add(past, Form::Past);
        if participle != past {
            add(participle, Form::Participle);
        }
        add(gerund, Form::Gerund);
    }
    forms
});

/// The verbs of which `word` (lower case) is a form.
pub(super) fn verbs(word: &str) -> &'static [(&'static Verb, Form)] {
    FORMS.get(word).map_or(&[], Vec::as_slice)
}

/// What sort of thing moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
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
    pub(super) const fn mode(self) -> Mode {
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
    pub(super) const fn launches(self) -> bool {
        matches!(self, Self::Aircraft | Self::Vehicle | Self::Vessel)
    }

    /// Whether it can carry people or goods.
    pub(super) const fn carries(self) -> bool {
        matches!(self, Self::Aircraft | Self::Vehicle | Self::Vessel | Self::Train)
    }

    /// Whether its nationality is that of a state that commands it.
    pub(super) const fn commanded(self) -> bool {
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
         interceptor gunship transporter squadron biplane airship balloon tu il mig sukhoi",
    ),
    (
        Class::Vehicle,
        "convoy column truck lorry/lorries bus/buses car vehicle tank motorcade van pickup ambulance trailer tanker-truck \
         minibus/minibuses taxi coach/coaches motorcycle motorbike bulldozer humvee jeep",
    ),
    (Class::Train, "train locomotive wagon railcar"),
    (
        Class::Vessel,
        "ship warship frigate destroyer vessel submarine boat tanker freighter flotilla fleet corvette cruiser ferry/ferries \
         dinghy/dinghies trawler yacht cutter minesweeper barge battleship gunboat steamer schooner icebreaker tugboat tug \
         carrier raft sailboat speedboat armada liner trimaran catamaran",
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
         firefighter rescuer aid-worker herder nomad",
    ),
    (Class::Walkers, "marcher walker hiker trekker protester pedestrian runner caravan expedition"),
    (
        Class::Person,
        "president minister envoy ambassador pope king queen chancellor secretary general senator commander captain leader \
         diplomat premier prince explorer adventurer aviator pilot monk journalist reporter sultan emir bishop",
    ),
    (
        Class::Cargo,
        "weapon arms/arms ammunition/ammunition munitions/munitions supply/supplies aid/aid grain/grain equipment/equipment \
         tonne ton shipment cargo/cargoes fuel/fuel wheat/wheat cocaine/cocaine medicine vaccine oil/oil coal/coal container \
         parcel",
    ),
];

/// A noun for something that moves.
#[derive(Clone, Copy, Debug)]
pub(super) struct Noun {
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
pub(super) fn noun(word: &str) -> Option<Noun> {
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
pub(super) fn plural(unit: &str) -> String {
    let (modifiers, noun) = unit.rsplit_once(' ').map_or(("", unit), |(modifiers, noun)| (modifiers, noun));
    let mut words = NOUNS.iter().flat_map(|(_, words)| words.split_whitespace());
    let plural =
        match words.find(|word| word.split('/').next() == Some(noun)).and_then(|word| word.split_once('/')) {
            Some((_, plural)) => plural.to_owned(),
            None => format!("{noun}s"),
        };
    if modifiers.is_empty() { plural } else { format!("{modifiers} {plural}") }
}
