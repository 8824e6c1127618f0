use proptest::prelude::*;

use super::{Segmented, Shape, character::is_blank, segment};

/// Segments the text of `marked` without its bars and marks the sentence starts with bars again.
fn marked_again(marked: &str) -> String {
    let text = marked.replace('|', "");
    let segmented = segment(&text);
    let mut again = text.clone();
    for sentence in segmented.sentences.iter().skip(1).rev() {
        again.insert(sentence.range.start, '|');
    }
    again
}

fn assert_sentences(cases: &[&str]) {
    let wrong: Vec<_> = cases
        .iter()
        .filter_map(|case| Some((*case, marked_again(case))).filter(|(case, again)| case != again))
        .map(|(case, again)| format!("expected {case:?}\n     got {again:?}"))
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn plain_sentences_end_at_their_stops() {
    assert_sentences(&[
        "The convoy left Hama at dawn. |It reached Homs by noon.",
        "Who fired first? |Nobody could say! |The shelling went on.",
        "Talks failed.  |Both sides left Geneva.",
        "Talks failed.\u{A0}|Both sides left Geneva.",
        "The count stood at 36 in 2014. |26 more were added in 2015.",
        "One word. |Two.",
        "No stop at the end",
        "It cost $4.5 million. |Nobody paid.",
        "Prices rose 1,610 per cent in a year. |Bread ran out.",
        "Shares fell 0.5 per cent.",
        "The army fled the war.|The rebels stayed.",
        "See example.org for the list. |It is long.",
        "It was on cnn.com. |The page is gone.",
        "The ratio was 4.5. |It fell to 3.2. |Then it rose.",
    ]);
}

#[test]
fn abbreviations_do_not_end_sentences_where_a_name_or_number_follows() {
    assert_sentences(&[
        "U.S. Defense Secretary Ash Carter spoke in Rome. |He left at once.",
        "The U.S. Navy and the U.K. Treasury agreed.",
        "A U.S.-led coalition struck Raqqa. |Iraq agreed.",
        "Mr. Shoigu thanked Mrs. Petrova and Dr. Aziz.",
        "Gen. Ahmad met Lt. Col. Farid and Sgt. Karam in Tartus.",
        "Gov. Brown flew to St. Louis. |Crowds waited.",
        "The U.N. Security Council met on Sept. 30 and again on Oct. 7, 2015.",
        "J. Smith and R.K. Gupta wrote the report. |It is short.",
        "Vladimir V. Putin spoke. |Nobody answered.",
        "George W. Bush flew to Baghdad.",
        "Unit No. 5 of the plant failed. |Staff fled.",
        "At 5 p.m. Wednesday the guns fell silent.",
        "At 10 a.m. GMT the ships turned.",
        "He lives in Sacramento, Calif. with his wife.",
        "Officials in Churchill, Man. Mayor Spence said, were told.",
        "Apple Inc. and Rosneft Corp. Director Ivanov disagreed.",
        "Smith v. Jones and Iran vs. Iraq were on the list.",
        "Troops, tanks, etc. were sent to the coast, i.e. Latakia.",
        "A slide closed W.Va. 61 in East Bank. |It will reopen.",
        "He holds a Ph.D. from Aleppo.",
        "It fell approx. 40 km short.",
        "Washington, D.C. Mayor Bowser declined.",
        "The hearing is on Wed. Oct. 7 in court.",
    ]);
}

#[test]
fn abbreviations_end_sentences_where_the_next_word_opens_one() {
    assert_sentences(&[
        "They trained in the U.S. |The course was short.",
        "They trained in the U.S. |He left first.",
        "They trained in the U.S. |“We were glad,” one said.",
        "The firm is Rosneft Ltd. |It pumps oil.",
        "The shop is on Main St. |The owner is away.",
        "The guns fell silent at 5 p.m. |Police came at six.",
        "The guns fell silent at 5 p.m. |The police came at six.",
        "It is the war of the U.K. |But others joined.",
        "That was World War I. |Russia left it early.",
        "There was a plan B. |Kerry knew of it.",
        "The answer was no. |Moscow had said so.",
        "The cat sat. |The dog ran.",
        "Sales stopped in Dec. |No reason was given.",
        "He is the man. |Aleppo knows him.",
        "They missed the mass. |Prayers were said later.",
    ]);
}

#[test]
fn closing_quotes_and_brackets_belong_to_the_sentence_before() {
    assert_sentences(&[
        "“We will stay.” |The crowd left.",
        "\"We will stay.\" |The crowd left.",
        "\"We will stay.\" |\"We will not.\"",
        "He said: ‘Stop.’ |They stopped.",
        "“Stop!” he shouted. |They stopped.",
        "“Why now?” she asked.",
        "“Why now?” Putin asked. |Nobody knew.",
        "“Why now?” |Putin smiled.",
        "(The bridge is gone.) |Cars turned back.",
        "The bridge is gone (it fell in 2012). |Cars turned back.",
        "« Nous restons. » |Paris agreed.",
        "He called it “war.” |[Officials disagreed.]",
        "The report ends here.)\n\n|Next part.",
        "Really?! |Yes, really.",
    ]);
}

#[test]
fn an_ellipsis_ends_a_sentence_only_before_a_capital() {
    assert_sentences(&[
        "They waited... and waited.",
        "They waited… and waited.",
        "They waited... |Nobody came.",
        "They waited… |Nobody came.",
        "They waited . . . and waited. |Nobody came.",
        "… and then it began. |People ran.",
    ]);
}

#[test]
fn a_sentence_may_begin_with_an_arabic_article_or_a_particle() {
    assert_sentences(&[
        "The town fell. |al-Nusra took it.",
        "The town fell. |al Qaeda took it.",
        "The envoy left. |de Mistura will be back.",
        "Bashar al-Assad met Staffan de Mistura in Damascus.",
    ]);
}

#[test]
fn stops_of_other_scripts_end_sentences() {
    assert_sentences(&[
        "俄军空袭霍姆斯。|叙利亚表示欢迎。",
        "هل وصلت السفن؟ |نعم وصلت.",
        "دخلت القوات حمص. |ثم خرجت.",
        "रूस ने हमला किया। |सीरिया चुप रहा।",
        "Войска вошли в Хомс. |Город пуст.",
    ]);
}

#[test]
fn paragraphs_headlines_and_list_lines_are_their_own_sentences() {
    assert_sentences(&[
        "Ships strike Syria from afar\n|Four ships of the flotilla fired on Wednesday, the ministry said in Moscow.",
        "Share\n\n|The talks went on.\n\n|Advertisement\n\n|Nobody left.",
        "Share\r\n\r\n|The talks went on.",
        "By Our Staff\n|MOSCOW - The talks went on in the evening.",
        "Targets hit:\n|- Homs\n|- Hama\n|- Idlib",
        "Targets hit:\n|• a bridge\n|• a depot",
        "What we know\n|1. The ships fired.\n|2. The missiles flew.",
        "1. The ships fired. |The missiles flew.",
        "   \n \u{A0}\n  First.\n \t \n|Second.  \n",
    ]);
}

#[test]
fn lines_wrapped_by_hand_are_joined_again() {
    assert_sentences(&[
        "The ships left the port of Astrakhan at\nnight and sailed south for two days. |On the\nthird day Gen. Orlov gave the order, and the\nfirst missiles rose. |They flew over Iran.\n\n\
         |A second group followed. |It was led by Mr.\nPetrov, who had served in the U.S. and in\nCuba.",
        "The state of emergency was declared by the govern-\nment of Iraq on Monday, and it will last for thirty\ndays.",
        "Ships strike targets\n|The ships left the port of Astrakhan at night\nand sailed south for two days before they were\nseen again.",
        "one line\ntwo lines\nthree lines",
        "The delegation came from Tartus,\nSyria, and from Moscow.",
    ]);
}

fn tokens_of(text: &str) -> Vec<&str> {
    segment(text).tokens.iter().map(|token| &text[token.range.clone()]).collect()
}

fn assert_tokens(spaced: &str, text: &str) {
    assert_eq!(tokens_of(text), spaced.split(' ').collect::<Vec<_>>());
}

#[test]
fn possessives_are_tokens_and_inner_apostrophes_are_not() {
    assert_tokens("Russia ’s army", "Russia’s army");
    assert_tokens("Russia 's U.S. 's RUSSIA 'S", "Russia's U.S.'s RUSSIA'S");
    assert_tokens("militants ’ camp", "militants’ camp");
    assert_tokens("Sana'a 's O'Brien d’Ivoire Qur‘an don't", "Sana'a's O'Brien d’Ivoire Qur‘an don't");
    assert_tokens("Back ' Jihad ' now", "Back 'Jihad' now");
    assert_tokens("' s Hertogenbosch", "' s Hertogenbosch");
}

#[test]
fn hyphens_and_slashes_part_words() {
    assert_tokens("US - led al - Numan north ‑ western", "US-led al-Numan north‑western");
    assert_tokens("and / or 24 / 7 Kyiv – Lviv F - 16s", "and/or 24/7 Kyiv–Lviv F-16s");
}

#[test]
fn numbers_keep_their_separators() {
    assert_tokens(
        "1,610 km , 4.5 - year - old , 12,34,567 at 10:30",
        "1,610 km, 4.5-year-old, 12,34,567 at 10:30",
    );
    assert_tokens("in 2014 , 2015 .", "in 2014,2015.");
    assert_tokens("$ 4.5m ( 26th )", "$4.5m (26th)");
}

#[test]
fn abbreviations_keep_their_stops_and_last_words_do_not() {
    assert_tokens("U.S. and U.K. agreed .", "U.S. and U.K. agreed.");
    assert_tokens(
        "Mr. X came at 5 a.m. to St. Paul , Minn. with J. R. R. Tolkien .",
        "Mr. X came at 5 a.m. to St. Paul, Minn. with J. R. R. Tolkien.",
    );
    assert_tokens("Sun . Man . No .", "Sun. Man. No.");
    assert_tokens("wait ... what ? !", "wait...what?!");
}

#[test]
fn combining_marks_and_joiners_stay_in_their_word() {
    assert_eq!(tokens_of("Que\u{301}bec co\u{AD}operate ﬁre"), ["Que\u{301}bec", "co\u{AD}operate", "ﬁre"]);
    assert_eq!(tokens_of("A\u{A0}B\u{200B}C\u{FEFF}"), ["A", "B", "C"]);
}

#[test]
fn shapes_tell_what_the_letters_look_like() {
    let text = "warships Damascus McCain iPhone ISIL U.S. A J. Smith 1,610 16s حمص ; D’Ivoire 's";
    let shapes: Vec<_> = segment(text).tokens.iter().map(|token| token.shape).collect();
    assert_eq!(
        shapes,
        [
            Shape::Lower,
            Shape::Capitalised,
            Shape::Capitalised,
            Shape::Capitalised,
            Shape::Upper,
            Shape::Upper,
            Shape::Initial,
            Shape::Initial,
            Shape::Capitalised,
            Shape::Number,
            Shape::Number,
            Shape::Uncased,
            Shape::Punctuation,
            Shape::Capitalised,
            Shape::Punctuation,
            Shape::Lower,
        ]
    );
}

#[test]
fn paragraphs_are_counted_by_empty_lines() {
    let segmented = segment("\n\nHeadline here\nBody one. Body two.\n\n\n\nBody three.");
    let paragraphs: Vec<_> = segmented.sentences.iter().map(|sentence| sentence.paragraph).collect();
    assert_eq!(paragraphs, [0, 0, 0, 1]);
}

#[test]
fn nothing_comes_of_nothing() {
    assert_eq!(segment(""), Segmented::default());
    assert_eq!(segment(" \n\t\u{A0}\r\n\u{FEFF}"), Segmented::default());
}

fn assert_sound(text: &str) -> Result<(), TestCaseError> {
    let segmented = segment(text);
    let mut covered = 0;
    for (number, token) in segmented.tokens.iter().enumerate() {
        prop_assert!(token.range.start < token.range.end);
        prop_assert!(text.is_char_boundary(token.range.start) && text.is_char_boundary(token.range.end));
        prop_assert!(text[covered..token.range.start].chars().all(is_blank), "text between tokens");
        let sentence = &segmented.sentences[token.sentence];
        prop_assert!(sentence.tokens.contains(&number));
        prop_assert!(sentence.range.start <= token.range.start && token.range.end <= sentence.range.end);
        covered = token.range.end;
    }
    prop_assert!(text[covered..].chars().all(is_blank), "text after the last token");
    let (mut next_token, mut next_byte, mut paragraph) = (0, 0, 0);
    for sentence in &segmented.sentences {
        prop_assert_eq!(sentence.tokens.start, next_token);
        prop_assert!(sentence.tokens.end > next_token && sentence.range.start >= next_byte);
        prop_assert_eq!(sentence.range.start, segmented.tokens[sentence.tokens.start].range.start);
        prop_assert_eq!(sentence.range.end, segmented.tokens[sentence.tokens.end - 1].range.end);
        prop_assert!(sentence.paragraph == paragraph || sentence.paragraph == paragraph + 1);
        (next_token, next_byte, paragraph) = (sentence.tokens.end, sentence.range.end, sentence.paragraph);
    }
    prop_assert_eq!(next_token, segmented.tokens.len());
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_covered_in_order(text in any::<String>()) {
        assert_sound(&text)?;
    }

    #[test]
    fn text_full_of_marks_is_covered_in_order(
        text in "(U\\.S\\.|Mr\\.|al-|No\\. ?|[ \n\r.!?…。’'\"“”»(),:\\-•1aA\u{301}\u{200d}sé🚀]){0,60}"
    ) {
        assert_sound(&text)?;
    }
}
