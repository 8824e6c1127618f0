use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesStart, BytesText, Event};
use serde_json::Value;

use crate::feature::Encoded;

/// Writes what stands before the placemarks of a KML 2.2 document.
pub(super) fn write_opening(out: &mut impl Write, name: &str) -> io::Result<()> {
    let mut xml = Writer::new(out);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let kml = BytesStart::new("kml").with_attributes([("xmlns", "http://www.opengis.net/kml/2.2")]);
    xml.write_event(Event::Start(kml))?;
    xml.write_event(Event::Start(BytesStart::new("Document")))?;
    text(&mut xml, "name", name)
}

/// What stands behind the placemarks.
pub(super) const CLOSING: &[u8] = b"</Document></kml>";

/// Writes a feature as a placemark, named by its name or words, with all its properties that are not null.
pub(super) fn write_placemark(out: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    placemark(&mut Writer::new(out), bytes)
}

fn placemark(xml: &mut Writer<impl Write>, bytes: &[u8]) -> io::Result<()> {
    let encoded = Encoded::new(bytes);
    let geometry: Value = serde_json::from_slice(encoded.geometry())?;
    let read = |name: &str| -> Option<String> { serde_json::from_slice(encoded.property(name)?).ok()? };
    xml.create_element("Placemark").write_inner_content(|xml| {
        let name = ["name", "surface", "id"].iter().find_map(|name| read(name));
        text(xml, "name", &name.unwrap_or_default())?;
        if let Some(sentence) = read("sentence") {
            text(xml, "description", &sentence)?;
        }
        xml.create_element("ExtendedData").write_inner_content(|xml| {
            for (key, raw) in encoded.properties() {
                let (key, value): (String, Value) =
                    (serde_json::from_slice(key)?, serde_json::from_slice(raw)?);
                let value = match value {
                    Value::Null => continue,
                    Value::String(text) => text,
                    other => other.to_string(),
                };
                let data = xml.create_element("Data").with_attribute(("name", key.as_str()));
                data.write_inner_content(|xml| text(xml, "value", &value))?;
            }
            Ok(())
        })?;
        shape(xml, &geometry)
    })?;
    Ok(())
}

fn text(xml: &mut Writer<impl Write>, element: &str, content: &str) -> io::Result<()> {
    // XML 1.0 has no other control characters.
    let content: String =
        content.chars().filter(|&c| !c.is_control() || matches!(c, '\n' | '\t' | '\r')).collect();
    xml.create_element(element).write_text_content(BytesText::new(&content))?;
    Ok(())
}

fn shape(xml: &mut Writer<impl Write>, geometry: &Value) -> io::Result<()> {
    let coordinates = &geometry["coordinates"];
    let parts = || coordinates.as_array().into_iter().flatten();
    match geometry["type"].as_str() {
        Some("Point") => point(xml, coordinates),
        Some("LineString") => line(xml, coordinates),
        Some("MultiLineString") => several(xml, |xml| parts().try_for_each(|part| line(xml, part))),
        Some("MultiPolygon") => several(xml, |xml| parts().try_for_each(|part| polygon(xml, part))),
        _ => Ok(()),
    }
}

fn several<W: Write>(
    xml: &mut Writer<W>,
    content: impl FnOnce(&mut Writer<W>) -> io::Result<()>,
) -> io::Result<()> {
    xml.create_element("MultiGeometry").write_inner_content(content)?;
    Ok(())
}

fn point(xml: &mut Writer<impl Write>, at: &Value) -> io::Result<()> {
    xml.create_element("Point").write_inner_content(|xml| text(xml, "coordinates", &tuple(at)))?;
    Ok(())
}

fn line(xml: &mut Writer<impl Write>, line: &Value) -> io::Result<()> {
    xml.create_element("LineString").write_inner_content(|xml| text(xml, "coordinates", &tuples(line)))?;
    Ok(())
}

fn polygon(xml: &mut Writer<impl Write>, polygon: &Value) -> io::Result<()> {
    xml.create_element("Polygon").write_inner_content(|xml| {
        for (number, ring) in polygon.as_array().into_iter().flatten().enumerate() {
            let boundary = if number == 0 { "outerBoundaryIs" } else { "innerBoundaryIs" };
            xml.create_element(boundary).write_inner_content(|xml| {
                let ring = |xml: &mut Writer<_>| text(xml, "coordinates", &tuples(ring));
                xml.create_element("LinearRing").write_inner_content(ring)?;
                Ok(())
            })?;
        }
        Ok(())
    })?;
    Ok(())
}

fn tuples(positions: &Value) -> String {
    positions.as_array().into_iter().flatten().map(tuple).collect::<Vec<_>>().join(" ")
}

/// "36.7,34.7"
fn tuple(at: &Value) -> String {
    at.as_array().into_iter().flatten().map(Value::to_string).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feature::testing::{mention, movement};
    use crate::feature::{encode_mention, encode_movement};
    use crate::geometry::Position;

    fn written(feature: &[u8]) -> String {
        let mut out = Vec::new();
        write_opening(&mut out, "Mentions & more").unwrap();
        write_placemark(&mut out, feature).unwrap();
        out.extend_from_slice(CLOSING);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_placemark_has_its_name_its_point_and_what_is_known_and_text_is_escaped() {
        let mut record = mention("d", 0, "Homs", Some(Position::new(36.5, 34.7)));
        record.sentence = "Shells <fell> on \"Homs\" & Hama\u{1}.".to_owned();
        let kml = written(&encode_mention(&record));
        assert!(kml.contains("<name>Mentions &amp; more</name>"), "{kml}");
        assert!(kml.contains("<Point><coordinates>36.5,34.7</coordinates></Point>"), "{kml}");
        assert!(kml.contains("&lt;fell&gt;") && kml.contains("&amp; Hama.</description>"), "{kml}");
        assert!(kml.contains("<Data name=\"country\"><value>SY</value></Data>"), "{kml}");
        assert!(!kml.contains("event_start"), "{kml}");
        let mut reader = quick_xml::Reader::from_str(&kml);
        while !matches!(reader.read_event().unwrap(), Event::Eof) {}
    }

    #[test]
    fn a_line_in_two_parts_is_one_geometry() {
        let part = |lon: f64| vec![Position::new(lon, 0.0), Position::new(lon + 1.0, 0.5)];
        let kml = written(&encode_movement(&movement("m", vec![part(1.0), part(5.0)])));
        assert!(
            kml.contains(
                "<MultiGeometry><LineString><coordinates>1.0,0.0 2.0,0.5</coordinates></LineString>"
            )
        );
    }
}
