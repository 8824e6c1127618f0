use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int64Type};
use arrow_array::{
    Array, ArrayRef, Date32Array, Date64Array, Int32Array, Int64Array, LargeStringArray, NullArray,
    RecordBatch, StringArray, StringViewArray, TimestampMicrosecondArray, TimestampNanosecondArray,
    UInt64Array,
};
use arrow_schema::DataType;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::document::{DateBasis, Document};
use crate::feature::{MENTION, MOVEMENT, encode_mention, encode_movement};
use crate::gazetteer::Gazetteer;
use crate::movement;
use crate::pipeline::parse;

const TEXTS: [&str; 6] = [
    "Shells fell on Homs on Wednesday, and the road to Aleppo was closed.",
    "",
    "On 7 October 2015 a convoy of 20 trucks drove from Homs to Idlib, 150 km away. Moscow denied it.",
    "Nothing happened.",
    "Le président est à Genève; она в Москве. Coordinates 36°12'N 37°06'E. Xyzzyburg is quiet.",
    "Four warships in the Caspian Sea fired 26 cruise missiles over Iran and Iraq at targets in Raqqa on Wednesday.",
];

fn batch(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    RecordBatch::try_from_iter(columns).unwrap()
}

fn texts(texts: &[Option<&str>]) -> ArrayRef {
    Arc::new(StringArray::from(texts.to_vec()))
}

fn whole() -> RecordBatch {
    let all: Vec<_> = TEXTS.iter().copied().map(Some).collect();
    let days = [Some("2015-10-07"), None, Some(" "), Some("2016-03-01"), Some("never"), Some("2015-10-08")];
    let titles = [Some("One"), None, Some(""), Some("Four"), None, Some("Six")];
    batch(vec![
        ("title", texts(&titles)),
        ("text", texts(&all)),
        ("date", texts(&days)),
        ("id", Arc::new(Int32Array::from(vec![Some(10), Some(20), None, Some(40), Some(50), Some(60)]))),
    ])
}

fn movements() -> Annotator {
    Annotator { rows: Rows::Movements, ..Annotator::default() }
}

/// A row of an answer as JSON, with the names of columns.
fn row(answer: &RecordBatch, row: usize) -> Value {
    let schema = answer.schema();
    let value = |column: &ArrayRef| match column.data_type() {
        _ if column.is_null(row) => Value::Null,
        DataType::Utf8 => column.as_string::<i32>().value(row).into(),
        DataType::Int64 => column.as_primitive::<Int64Type>().value(row).into(),
        DataType::Float64 => column.as_primitive::<Float64Type>().value(row).into(),
        DataType::Boolean => column.as_boolean().value(row).into(),
        DataType::Date32 => {
            column.as_primitive::<Date32Type>().value_as_date(row).unwrap().to_string().into()
        }
        DataType::Binary => column.as_binary::<i32>().value(row).into(),
        DataType::List(_) => {
            let list = column.as_list::<i32>().value(row);
            list.as_string::<i32>().iter().collect::<Vec<_>>().into()
        }
        other => panic!("{other}"),
    };
    let columns = schema.fields().iter().zip(answer.columns());
    columns.map(|(field, column)| (field.name().clone(), value(column))).collect()
}

fn rows(answer: &RecordBatch) -> Vec<Value> {
    (0..answer.num_rows()).map(|at| row(answer, at)).collect()
}

/// The document that a row of texts should be read as.
fn document(title: Option<&str>, day: Option<&str>, text: &str) -> Document {
    let day = day.map(|day| (day.parse().unwrap(), DateBasis::Given));
    Document::new(title.map(str::to_owned), day, None, text.to_owned())
}

#[test]
fn an_answer_is_what_the_pipeline_gives_document_by_document() {
    let answer = rows(&annotate(&whole()).unwrap());
    let documents = [
        (Some(10), document(Some("One"), Some("2015-10-07"), TEXTS[0])),
        (Some(20), document(None, None, TEXTS[1])),
        (None, document(None, None, TEXTS[2])),
        (Some(40), document(Some("Four"), Some("2016-03-01"), TEXTS[3])),
        (Some(60), document(Some("Six"), Some("2015-10-08"), TEXTS[5])),
    ];
    let mut expected = Vec::new();
    for (id, document) in documents {
        for mention in parse(document, Gazetteer::bundled()).mentions {
            let feature: Value = serde_json::from_slice(&encode_mention(&mention)).unwrap();
            expected.push((json!(id), feature));
        }
    }
    let (errors, answer): (Vec<Value>, Vec<Value>) =
        answer.into_iter().partition(|row| row["error"] != Value::Null);
    assert_eq!(answer.len(), expected.len());
    assert!(answer.len() > 8);
    for (row, (id, feature)) in answer.iter().zip(&expected) {
        assert_eq!(&row["row_id"], id);
        for property in &MENTION {
            assert_eq!(row[property.name], feature["properties"][property.name], "{}", property.name);
        }
        assert_eq!(row["longitude"], feature["geometry"]["coordinates"][0]);
        assert_eq!(row["latitude"], feature["geometry"]["coordinates"][1]);
        assert_eq!(row["geometry"].is_null(), feature["geometry"].is_null());
    }
    let [error] = errors.as_slice() else { panic!("{errors:?}") };
    assert_eq!(error["row_id"], 50);
    assert_eq!(error["error"], "the date is \"never\": expected a day such as 2015-10-07");
    assert_eq!(error.as_object().unwrap().values().filter(|value| !value.is_null()).count(), 2);
}

#[test]
fn movements_are_those_that_one_document_tells_of() {
    let answer = rows(&movements().annotate(&whole()).unwrap());
    let expected: Vec<_> =
        [document(None, None, TEXTS[2]), document(Some("Six"), Some("2015-10-08"), TEXTS[5])]
            .into_iter()
            .flat_map(|document| {
                movement::derive(&parse(document, Gazetteer::bundled()).accounts, Gazetteer::bundled())
            })
            .map(|movement| serde_json::from_slice::<Value>(&encode_movement(&movement)).unwrap())
            .collect();
    let answer: Vec<_> = answer.iter().filter(|row| row["error"].is_null()).collect();
    assert_eq!(answer.len(), expected.len());
    assert!(answer.len() > 1);
    for (row, feature) in answer.iter().zip(&expected) {
        for property in &MOVEMENT {
            let (found, expected) = (&row[property.name], &feature["properties"][property.name]);
            if matches!(property.of, crate::feature::PropertyType::Objects) {
                let found: Value = serde_json::from_str(found.as_str().unwrap()).unwrap();
                assert_eq!(found.as_array().unwrap().len(), expected.as_array().unwrap().len());
            } else {
                assert_eq!(found, expected, "{}", property.name);
            }
        }
        assert_eq!(row["geometry"].is_null(), feature["geometry"].is_null());
    }
}

#[test]
fn texts_and_dates_and_ids_of_every_type_mean_the_same() {
    let text = TEXTS[0];
    let texts: [ArrayRef; 3] = [
        Arc::new(StringArray::from(vec![text])),
        Arc::new(LargeStringArray::from(vec![text])),
        Arc::new(StringViewArray::from(vec![text])),
    ];
    let days: [ArrayRef; 7] = [
        Arc::new(StringArray::from(vec!["2015-10-07"])),
        Arc::new(LargeStringArray::from(vec!["2015-10-07T23:00:00Z"])),
        Arc::new(StringViewArray::from(vec!["7 October 2015"])),
        Arc::new(Date32Array::from(vec![16_715])),
        Arc::new(Date64Array::from(vec![16_715 * 86_400_000])),
        Arc::new(TimestampMicrosecondArray::from(vec![16_716 * 86_400_000_000 - 1]).with_timezone("UTC")),
        Arc::new(TimestampNanosecondArray::from(vec![16_715 * 86_400_000_000_000])),
    ];
    let ids: [ArrayRef; 2] = [Arc::new(Int64Array::from(vec![7])), Arc::new(UInt64Array::from(vec![7]))];
    let mut answers = Vec::new();
    for text in &texts {
        for day in &days {
            for id in &ids {
                let batch = batch(vec![("text", text.clone()), ("date", day.clone()), ("id", id.clone())]);
                answers.push(annotate(&batch).unwrap());
            }
        }
    }
    assert_eq!(row(&answers[0], 0)["event_start"], "2015-10-07");
    assert!(answers.iter().all(|answer| *answer == answers[0]));
}

#[test]
fn a_bad_row_is_an_error_in_words_and_the_others_are_read() {
    let too_large = "a ".repeat((64 << 20) / 2 + 1);
    let all = [None, Some(too_large.as_str()), Some("In Homs."), Some("In Homs."), Some("In Homs.")];
    let answer = annotate(&batch(vec![
        ("text", texts(&all)),
        ("date", Arc::new(Date32Array::from(vec![None, None, Some(i32::MAX), None, None]))),
        ("id", Arc::new(UInt64Array::from(vec![1, 2, 3, u64::MAX, 5]))),
    ]))
    .unwrap();
    let answer: Vec<_> = rows(&answer)
        .into_iter()
        .map(|row| {
            format!("{}: {} {}", row["row_id"], row["name"], row["error"].as_str().unwrap_or_default())
        })
        .collect();
    assert_eq!(
        answer,
        [
            "1: null the text is null",
            "2: null the text is larger than 64 MiB, the most that is read as one document",
            "3: null the date is 2147483647 days from 1970-01-01: expected a year from -9999 to 9999",
            "null: null the id is 18446744073709551615: expected a number up to 9223372036854775807",
            "5: \"Homs\" ",
        ]
    );
}

#[test]
fn columns_of_nulls_are_read_as_such_and_rows_without_ids_are_numbered() {
    let nulls = || Arc::new(NullArray::new(2)) as ArrayRef;
    let answer =
        annotate(&batch(vec![("text", texts(&[Some("In Homs."), Some("In Aleppo.")])), ("date", nulls())]))
            .unwrap();
    assert_eq!(rows(&answer).iter().map(|row| row["row_id"].clone()).collect::<Vec<_>>(), [0, 1]);
    let answer = rows(&annotate(&batch(vec![("text", nulls()), ("id", nulls())])).unwrap());
    assert_eq!(answer.len(), 2);
    assert_eq!((&answer[0]["row_id"], &answer[0]["error"]), (&Value::Null, &json!("the text is null")));
}

#[test]
fn columns_that_are_missing_or_of_another_type_are_told() {
    let ask = |columns: Columns| {
        let batch =
            batch(vec![("body", texts(&[Some("In Homs.")])), ("n", Arc::new(Int32Array::from(vec![1])))]);
        let answer = Annotator { columns, ..Annotator::default() }.annotate(&batch);
        answer.map(|answer| answer.num_rows()).map_err(|error| error.to_string())
    };
    let body = Columns { text: Some("body".into()), ..Columns::default() };
    assert_eq!(ask(body.clone()), Ok(1));
    assert_eq!(ask(Columns::default()), Err("there is no column \"text\": the table has body, n".into()));
    assert_eq!(
        ask(Columns { title: Some("n".into()), ..body.clone() }),
        Err("the column \"n\" is of type Int32: expected Utf8, LargeUtf8 or Utf8View".into())
    );
    assert!(ask(Columns { date: Some("n".into()), ..body.clone() }).unwrap_err().contains("Date32"));
    assert!(ask(Columns { id: Some("m".into()), ..body }).unwrap_err().contains("\"m\""));
}

#[test]
fn a_table_without_rows_has_the_columns_of_any_other() {
    for annotator in [Annotator::default(), movements()] {
        let empty = whole().slice(0, 0);
        let answer = annotator.annotate(&empty).unwrap();
        assert_eq!(answer.num_rows(), 0);
        assert_eq!(answer.schema(), annotator.annotate(&whole()).unwrap().schema());
        assert_eq!(answer.schema(), annotator.schema(&whole().schema()).unwrap());
        assert!(annotator.annotate_on(None, &empty).unwrap().is_empty());
    }
}

#[test]
fn any_number_of_threads_gives_the_same_parts() {
    let many: Vec<_> = TEXTS.iter().cycle().take(200).copied().map(Some).collect();
    let batch = batch(vec![("text", texts(&many))]);
    let one = Annotator::default().annotate_on(Some(1), &batch).unwrap();
    assert_eq!(one.len(), 4);
    assert_eq!(one, Annotator::default().annotate_on(Some(3), &batch).unwrap());
    let all: Vec<_> = one.iter().flat_map(rows).collect();
    assert_eq!(all, rows(&annotate(&batch).unwrap()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn the_answer_to_a_table_is_that_to_its_slices(
        order in prop::collection::vec((0..TEXTS.len(), any::<bool>()), 0..12),
        at in any::<prop::sample::Index>(),
        of_movements in any::<bool>(),
    ) {
        let all: Vec<_> = order.iter().map(|(at, present)| present.then_some(TEXTS[*at])).collect();
        let ids: Vec<i64> = (0..).take(all.len()).collect();
        let batch = batch(vec![("id", Arc::new(Int64Array::from(ids))), ("text", texts(&all))]);
        let annotator = if of_movements { movements() } else { Annotator::default() };
        let cut = at.index(all.len() + 1);
        let slices = [batch.slice(0, cut), batch.slice(cut, all.len() - cut)];
        let [first, second] = slices.map(|slice| annotator.annotate(&slice).unwrap());
        let answer = annotator.annotate(&batch).unwrap();
        prop_assert_eq!(answer.num_rows(), first.num_rows() + second.num_rows());
        prop_assert_eq!(answer.slice(0, first.num_rows()), first.clone());
        prop_assert_eq!(answer.slice(first.num_rows(), second.num_rows()), second);
    }

    #[test]
    fn whatever_a_text_holds_its_rows_are_those_of_the_pipeline(text in "(\\PC|\r|\n|\0| in Homs){0,40}") {
        let answer = annotate(&batch(vec![("text", texts(&[Some(&text)]))])).unwrap();
        let expected = parse(document(None, None, &text), Gazetteer::bundled());
        prop_assert_eq!(answer.num_rows(), expected.mentions.len());
        for (row, mention) in rows(&answer).iter().zip(expected.mentions) {
            prop_assert_eq!(&row["id"], &json!(mention.id));
            let surface: String = text.chars().skip(mention.start).take(mention.end - mention.start).collect();
            prop_assert_eq!(&row["surface"], &json!(surface));
        }
    }
}
