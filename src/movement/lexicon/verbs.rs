//! Verbs of motion with their forms.

use std::{collections::HashMap, sync::LazyLock};

use super::{Form, Frame, Verb, verb};
use crate::movement::Mode;

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
        ("tows towed - towing", verb("tow", Send, None)),
        ("hauls hauled - hauling", verb("haul", Send, None).placed()),
        ("trucks trucked - trucking", verb("truck", Send, Some(Road)).placed()),
        ("conveys conveyed - conveying", verb("convey", Send, None).placed()),
        ("whisks whisked - whisking", verb("whisk", Send, None).placed()),
        ("expels expelled - expelling", verb("expel", Send, Some(People)).placed()),
        ("extradites extradited - extraditing", verb("extradite", Send, None).placed()),
        ("resettles resettled - resettling", verb("resettle", Send, None).placed()),
        ("speeds sped - speeding", verb("speed", Go, None).extent().personal().placed()),
        ("races raced - racing", verb("race", Go, None).extent().placed()),
        ("hurries hurried - hurrying", verb("hurry", Go, None).placed()),
        ("trundles trundled - trundling", verb("trundle", Go, None).extent().placed()),
        ("cycles cycled - cycling", verb("cycle", Go, Some(Road)).extent().personal().placed()),
        ("pedals pedalled - pedalling", verb("pedal", Go, Some(Road)).extent().personal().placed()),
        ("paddles paddled - paddling", verb("paddle", Go, Some(Sea)).extent().personal().placed()),
        ("cruises cruised - cruising", verb("cruise", Go, None).extent().placed()),
        ("jogs jogged - jogging", verb("jog", Go, Some(Foot)).extent().personal().placed()),
        ("wanders wandered - wandering", verb("wander", Go, Some(Foot)).extent().personal().placed()),
        ("limps limped - limping", verb("limp", Go, None).placed()),
        ("glides glided - gliding", verb("glide", Go, Some(Flight)).extent().placed()),
        ("soars soared - soaring", verb("soar", Go, Some(Flight)).extent().placed()),
        (
            "hitchhikes hitchhiked - hitchhiking",
            verb("hitchhike", Go, Some(Road)).extent().personal().placed(),
        ),
        ("ventures ventured - venturing", verb("venture", Go, None).placed()),
        ("migrates migrated - migrating", verb("migrate", Go, Some(People)).placed()),
        ("emigrates emigrated - emigrating", verb("emigrate", Go, Some(People)).personal().placed()),
        ("covers covered - covering", verb("cover", Go, None).extent().placed()),
        ("pulls pulled - pulling", verb("pull in", Reach, None).then(&["into", "in"]).placed()),
        ("comes came come coming", verb("come", Arrive, None).then(&["down", "ashore"]).placed()),
        ("disembarks disembarked - disembarking", verb("disembark", Arrive, None).personal().placed()),
        ("anchors anchored - anchoring", verb("anchor", Arrive, Some(Sea))),
        ("passes passed - passing", verb("pass by", Cross, None).placed()),
        ("rounds rounded - rounding", verb("round", Cross, None).placed()),
        ("skirts skirted - skirting", verb("skirt", Cross, None).placed()),
        ("calls called - calling", verb("call", Halt, None).then(&["at"]).placed()),
        ("pauses paused - pausing", verb("pause", Halt, None).placed()),
        ("carries carried - carrying", verb("convey", Send, None).placed()),
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

/// "on its way from", "en route to", "bound for": words that tell of a journey under way without a verb of motion.
pub(in crate::movement) static EN_ROUTE: Verb = verb("en route", Frame::Go, None).placed();

/// "the incursion into Turkish airspace": a noun that tells of motion as [`Frame::Reach`] does.
pub(in crate::movement) static INCURSION: Verb = verb("incursion", Frame::Reach, Some(Mode::Flight)).placed();

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
pub(in crate::movement) fn verbs(word: &str) -> &'static [(&'static Verb, Form)] {
    FORMS.get(word).map_or(&[], Vec::as_slice)
}
