//! Any text becomes a condition or a reason with a place in it, and a condition answers for any feature.
#![no_main]

use dateline::cql::{CqlError, Expression, Row, Schema, Value, parse_json, parse_text};
use dateline::feature::{MENTION, MOVEMENT};
use dateline::geometry::Crs;
use geo::Geometry;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = &*String::from_utf8_lossy(data);
    for properties in [MENTION.as_slice(), &MOVEMENT] {
        for crs in [Crs::Crs84, Crs::Epsg(3857)] {
            let schema = Schema { properties, spatial: true, crs };
            check(parse_text(text, schema));
            check(parse_json(text, schema));
        }
    }
});

fn check(read: Result<Expression, CqlError>) {
    match read {
        Ok(expression) => {
            for at in 0..4 {
                let _ = expression.holds(&Odd(at));
            }
        }
        Err(error) => assert!(error.place.starts_with("at ") && !error.reason.is_empty(), "{error}"),
    }
}

/// Whatever a property should be, it is something else.
struct Odd(usize);

impl Row for Odd {
    fn value(&self, property: usize) -> Value<'_> {
        match (property + self.0) % 6 {
            0 => Value::Null,
            1 => Value::Text("Homs"),
            2 => Value::Number(f64::MAX),
            3 => Value::Boolean(true),
            4 => Value::Day(i32::MIN),
            _ => Value::List(vec!["a", "b"]),
        }
    }

    fn geometry(&self) -> Option<&Geometry<f64>> {
        None
    }
}
