//! What the bodies of requests hold.

use serde_json::{Map, Value, json};

use crate::http::body::{FORM, MEDIA_TYPES};
use crate::mention::Kind;
use crate::movement::{Mode, Polarity};

/// A text in any of the formats that are read, or as an object with what is known of it.
pub(super) fn text() -> Value {
    let words = || json!({"type": "string", "minLength": 1});
    let mut content: Map<String, Value> = MEDIA_TYPES
        .iter()
        .map(|(media_type, _)| ((*media_type).to_owned(), json!({"schema": words()})))
        .collect();
    let report = json!({"schema": {
        "type": "object",
        "required": ["text"],
        "additionalProperties": false,
        "properties": {
            "text": words(),
            "title": {"type": "string", "nullable": true},
            "date": {"type": "string", "format": "date", "nullable": true},
            "source": {"type": "string", "nullable": true},
            "language": {"type": "string", "nullable": true},
        },
    }});
    content.insert("application/json".to_owned(), report);
    let files = json!({"type": "array", "items": {"type": "string", "format": "binary"}});
    let form = json!({"type": "object", "properties": {"file": files}, "required": ["file"]});
    content.insert(FORM.to_owned(), json!({"schema": form}));
    let description = "Plain text, an HTML page (its article is read), a feed (an entry is a document), JSON objects one a line, or mail; \
                       nothing that it refers to is fetched";
    json!({"required": true, "description": description, "content": content})
}

/// What is right of a mention.
pub(super) fn mention_patch() -> Value {
    let members = json!({
        "place_id": {"type": "string", "description": "The place it means, by its id in the gazetteer"},
        "kind": kind(),
        "not_a_place": {"type": "boolean", "description": "Whether the words name no place"},
        "by": by(),
    });
    object("What is right: another place, another kind, or that it is no place", &[], &members)
}

/// What is right of a journey.
pub(super) fn journey_patch() -> Value {
    let members = json!({
        "rejected": {"type": "boolean", "description": "Whether no journey is told there"},
        "set": edit(),
        "by": by(),
    });
    object("What is right: that it is no journey, or how it is", &[], &members)
}

/// Words that are a mention.
pub(super) fn missed_mention() -> Value {
    let members = json!({
        "start": {"type": "integer", "minimum": 0, "description": "First Unicode character in the text of the document"},
        "end": {"type": "integer", "minimum": 1, "description": "One past its last Unicode character"},
        "kind": kind(),
        "place_id": {"type": "string", "nullable": true, "description": "The place it means, where that is known"},
        "by": by(),
    });
    object("A mention that was missed", &["start", "end"], &members)
}

/// Corrections as they are listed.
pub(super) fn corrections() -> Value {
    let text = || json!({"type": "string"});
    let members = json!({
        "id": text(),
        "at": {"type": "string", "format": "date-time"},
        "by": by(),
        "document_id": text(),
        "start": {"type": "integer", "minimum": 0},
        "end": {"type": "integer", "minimum": 1},
        "surface": text(),
        "action": {"type": "string", "enum": ["place", "kind", "no_place", "mention", "reject", "edit"]},
        "place_id": text(),
        "kind": kind(),
        "set": edit(),
    });
    let needed = ["document_id", "start", "end", "surface", "action"];
    let description =
        "One correction, or JSON objects one a line as the list gives them; one without id and at is new";
    let mut body = object(description, &needed, &members);
    body["content"]["application/jsonl"] = json!({"schema": text()});
    body
}

fn object(description: &str, needed: &[&str], members: &Value) -> Value {
    let mut schema = json!({"type": "object", "additionalProperties": false, "properties": members});
    if !needed.is_empty() {
        schema["required"] = json!(needed);
    }
    json!({"required": true, "description": description, "content": {"application/json": {"schema": schema}}})
}

fn kind() -> Value {
    json!({"type": "string", "enum": Kind::ALL.map(Kind::as_str)})
}

fn by() -> Value {
    json!({"type": "string", "nullable": true, "maxLength": 200, "description": "Who says so"})
}

/// What of a journey is otherwise than it was read.
fn edit() -> Value {
    let number = || json!({"type": "integer", "minimum": 0});
    let text = || json!({"type": "string"});
    let places = || json!({"type": "array", "items": {"type": "string"}});
    let day = || json!({"type": "string", "format": "date"});
    let members = json!({
        "mode": {"type": "string", "enum": Mode::ALL.map(Mode::as_str)},
        "polarity": {"type": "string", "enum": Polarity::ALL.map(Polarity::as_str)},
        "count": number(), "count_unit": text(), "carriers": number(), "carrier_unit": text(), "targets": number(),
        "operator": text(), "origins": places(), "vias": places(), "destinations": places(),
        "event_start": day(), "event_end": day(),
    });
    json!({"type": "object", "additionalProperties": false, "properties": members})
}
