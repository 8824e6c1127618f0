//! Closed word lists of other languages than English, all folded: what stands before places, and what is none.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::Qualifier;
use crate::gazetteer::fold;

/// A set of the words in a string, each folded as the tokens of a text are.
fn set(words: &str) -> HashSet<String> {
    words.split_whitespace().map(fold).collect()
}

/// "in", "from", "to", "near" of the languages that news comes in most.
static PREPOSITIONS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    set("à a au aux en dans vers depuis près de du des d entre \
         desde hacia hasta cerca del e \
         in aus nach bei von vom zum zur zwischen \
         nel nella da dal dalla verso presso \
         em no na para perto \
         в во из от под у около близ возле к до на между \
         у з із зі від під біля до поблизу між на \
         w z ze do pod koło \
         في من إلى قرب نحو بين على عن شمال جنوب شرق غرب شرقي غربي شمالي جنوبي وسط \
         در از به \
         van naar te tussen \
         i från till nära fra til ved")
});

/// "the city of", "village".
static SETTLEMENT_NOUNS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    set("ville village commune bourg localité ciudad pueblo localidad municipio aldea villa \
         stadt dorf ort gemeinde kleinstadt hauptstadt hafenstadt ortschaft \
         città cittadina paese borgo cidade vila povoado \
         город города городе городом городу село села селе посёлок посёлка поселке деревня деревни деревне г \
         місто міста місті селище селища селищі містечко \
         miasto miasta mieście wieś \
         مدينة بلدة قرية مدينتي بلدتي ومدينة وبلدة وقرية بمدينة ببلدة لمدينة العاصمة \
         شهر روستای \
         stad dorp şehri kenti")
});

/// "the province of", "district".
static AREA_NOUNS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    set("province gouvernorat région département district provincia región departamento gobernación estado \
         provinz gouvernement bundesland region bezirk landkreis \
         provincia regione governatorato província região \
         провинция провинции провинцию область области округ округа район района районе губернаторство \
         область області район району провінція провінції \
         محافظة محافظتي ومحافظة بمحافظة ولاية إقليم منطقة ريف \
         استان")
});

/// Words with which sentences open, and German nouns, that are also names of well-known places.
static NO_NAMES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    set(
        "le la les un une des de du il elle ils elles on nous vous ce cette ces son sa ses leur mais ou et donc or ni car \
         si en dans par pour sur sous avec sans selon après avant alors aussi ainsi bien plus tous tout toute mars mai août nord sud \
         est ouest centre tours nice lundi mardi mercredi jeudi vendredi samedi dimanche général président ministre saint sainte \
         el los las una unos unas por para con sin sobre como cuando mientras entre hasta desde según pero y o que se su sus él \
         ella ellos este esta estos estas ese esa aunque durante tras todo todos más ya no sí ni también lunes martes miércoles \
         jueves viernes sábado domingo norte sur este oeste mayo junio julio gobierno santa san don real victoria \
         der die das den dem des ein eine einer eines einem einen und oder aber denn doch wenn weil dass als ob wie wo wer was man \
         er sie es wir ihr ich in im am an auf aus bei beim mit nach seit von vom vor zu zum zur für gegen ohne um unter über \
         zwischen bis durch alle alles viele nur noch nicht auch so hier dort da dann heute gestern morgen montag dienstag mittwoch \
         donnerstag freitag samstag sonntag mai essen halle regen hagen siegen hof worms singen hamm wesel ende land ort see \
         norden süden osten westen stadt mann frau herr kanzler welt bad burg berg wald markt baden minden bergen laufen weiden \
         rosen karte krone leer stade trier lage feld bund grund \
         il lo gli i uno di da del della nel nella che chi ma se non più anche dopo prima come quando tra fra con su per ieri oggi \
         domani marzo maggio lunedì como potenza massa \
         o os as um uma no na nos nas em ao ou mas não seu sua \
         het een van voor met door bij uit naar over ook maar dat deze dit hij zij \
         bu bir ve ile için de da o şu ama çok son yeni dün bugün van batman ordu muş ağrı \
         в на с к у о и а но он она они мы вы это как что по из за от до для при после перед если когда уже еще также \
         однако так там тут где кто все всё мира мир село дома днём весной орел орёл владимир победа слава союз надежда центр \
         восток запад юг север гора море дело дела часть части власти люди россиян \
         у в з і й та але він вона вони ми ви це як що по із за від до для при після якщо коли вже ще також мир сили \
         الشرق الغرب الشمال الجنوب مالي صور المدينة البلدة القرية السلام النصر الوحدة المنطقة الساحل الحرية النور الرئيس \
         الجمهورية العاصمة الشعب الدولة الاتحاد الحدود الجيش المركز شمال جنوب شرق غرب وسط البحر الجبل النهر القوات طريق بحر بري سيدي \
         الباب القصر البيت السوق البلاد مركز محافظة منطقة ريف مطار نهر جبل سد حي ميناء على عام يوم أكثر أول كان قال بين بعد قبل كل \
         هذا هذه ذلك التي الذي الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت بلدة مدينة قرية \
         به در از را این آن شهر استان \
         صباح مساء نور مايو مئة حصار سيول أمل ريم \
         сила час заря поле северный южный восточный западный центральный тигр бор лев надія мати мета схід захід воля разом \
         tête parti lac vin bon seul bar mon sec sol paul orange \
         paz pueblo centro río lago montaña oro madera pan sal carmen soledad mercedes rodríguez vargas moreno guerrero medina \
         cortés salazar libertad independencia progreso esperanza unión \
         mitte gold name \
         barış sabah salı kuzey güney doğu batı kaya kara \
         fiume sale luca marino costa prato conti \
         ręka północ zachód wschód południe",
    )
});

/// Given names that are also names of great cities, which the list of given names of the tagger leaves out.
static GIVEN_NAMES: LazyLock<HashSet<String>> =
    LazyLock::new(|| set("santiago sofia valencia victoria florencia владимир"));

/// Whether a word is a given name before it is a city, if a capitalised word follows.
pub(super) fn is_given_name(folded: &str) -> bool {
    GIVEN_NAMES.contains(folded) || crate::tagger::lexicon::GIVEN_NAMES.contains(folded)
}

/// Whether a word says that a place comes next.
pub(super) fn is_preposition(folded: &str) -> bool {
    PREPOSITIONS.contains(folded)
}

/// What a noun before a name asks of its place.
pub(super) fn qualifier(folded: &str) -> Option<Qualifier> {
    if SETTLEMENT_NOUNS.contains(folded) {
        Some(Qualifier::Settlement)
    } else {
        AREA_NOUNS.contains(folded).then_some(Qualifier::Area)
    }
}

/// Whether a word is too common to be taken for a place when it stands alone.
pub(super) fn is_no_name(folded: &str) -> bool {
    NO_NAMES.contains(folded)
}
