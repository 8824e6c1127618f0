import dataclasses
import datetime
import json
import os
import pickle
import subprocess
from pathlib import Path

import pytest

import dateline

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("DATELINE", ROOT / "target" / "release" / "dateline"))
TEXT = "Troops left Homs for Idlib on 7 October 2015. Shells fell on Aleppo on Wednesday. Xyzzyburg is quiet."


def test_mentions_have_typed_attributes() -> None:
    parsed = dateline.parse(TEXT, date="2015-10-08", title="Report")
    homs = parsed[0]
    assert (homs.name, homs.country, homs.kind) == ("Homs", "SY", "literal")
    assert homs.longitude == pytest.approx(36.72, abs=0.05)
    assert homs.latitude == pytest.approx(34.73, abs=0.05)
    assert homs.event_start == datetime.date(2015, 10, 7)
    assert homs.published == datetime.date(2015, 10, 8)
    assert homs.document_title == "Report"
    assert TEXT[homs.start : homs.end] == homs.surface == "Homs"
    aleppo = next(mention for mention in parsed if mention.name == "Aleppo")
    assert aleppo.event_start == datetime.date(2015, 10, 7)


def test_a_result_is_a_sequence_with_journeys() -> None:
    parsed = dateline.parse(TEXT)
    assert len(parsed) == len(list(parsed)) == len(parsed.mentions)
    assert parsed[0:2] == parsed.mentions[:2]
    journey = parsed.movements[0]
    assert (journey.origin, journey.destination) == ("Homs", "Idlib")
    assert journey.geometry is not None
    assert journey.to_geojson()["geometry"] == journey.geometry
    assert parsed == dateline.parse(TEXT)
    assert pickle.loads(pickle.dumps(parsed[0])) == parsed[0]


def test_geojson_is_a_feature_collection_that_nobody_shares() -> None:
    parsed = dateline.parse(TEXT)
    collection = parsed.to_geojson()
    assert collection["type"] == "FeatureCollection"
    assert [feature["id"] for feature in collection["features"]] == [m.id for m in parsed if m.longitude is not None]
    assert [feature["properties"]["surface"] for feature in collection["unlocated"]] == ["Xyzzyburg"] * len(
        collection["unlocated"]
    )
    assert collection["documents"][0]["id"] == parsed[0].document_id
    collection["features"][0]["properties"]["name"] = "Elsewhere"
    assert parsed.to_geojson()["features"][0]["properties"]["name"] == "Homs"
    assert parsed.__geo_interface__ == parsed.to_geojson()
    json.dumps(collection)


def test_attributes_are_the_columns_of_tables() -> None:
    def names(record: type) -> list[str]:
        return [field.name for field in dataclasses.fields(record) if not field.name.startswith("_")]

    mention = [*names(dateline.Mention), "geometry", "error"]
    assert dateline.schema().column_names == ["row_id", *mention]
    movement = [*names(dateline.Movement), "error"]
    assert dateline.schema(movements=True).column_names == ["row_id", *movement]


@pytest.mark.parametrize(
    "date", ["2015-10-07", datetime.date(2015, 10, 7), datetime.datetime(2015, 10, 7, 23), "7 Oct 2015"]
)
def test_a_day_may_be_written_in_several_ways(date: str | datetime.date) -> None:
    assert dateline.parse("In Homs.", date=date)[0].published == datetime.date(2015, 10, 7)


def test_what_is_wrong_is_a_value_error_in_words() -> None:
    with pytest.raises(ValueError, match='the date is "yesterday": expected a day such as 2015-10-07'):
        dateline.parse("In Homs.", date="yesterday")
    with pytest.raises(ValueError, match="larger than 64 MiB"):
        dateline.parse("a" * (64 * 1024 * 1024 + 1))
    with pytest.raises(ValueError, match="surrogates"):
        dateline.parse("In Homs \ud800.")


def test_an_empty_text_has_no_mentions_and_any_text_has_an_answer() -> None:
    assert len(dateline.parse("")) == 0
    for text in ["\0", "\r\n\r\n", "🏙️ Homs 🏙️", "ホムス", "Homs" * 1000]:
        for mention in dateline.parse(text):
            assert text[mention.start : mention.end] == mention.surface


@pytest.mark.skipif(not BINARY.exists(), reason=f"{BINARY} is not built")
def test_the_program_prints_the_same(tmp_path: Path) -> None:
    seeds = sorted((ROOT / "seeds").glob("*.txt"))
    assert seeds
    documents = []
    for seed in seeds:
        front, body = seed.read_text(encoding="utf-8").removeprefix("---\n").split("\n---\n", 1)
        fields = dict(line.split(": ", 1) for line in front.splitlines())
        documents.append({"text": body.strip(), "date": fields["date"], "title": fields["title"]})
    lines = tmp_path / "seeds.jsonl"
    lines.write_text("".join(json.dumps(document) + "\n" for document in documents), encoding="utf-8")

    def printed(*options: str) -> list[dict]:
        command = [BINARY, "parse", *options, lines]
        return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)["features"]

    ours = [dateline.parse(**document) for document in documents]
    assert printed("--unlocated") == [mention.to_geojson() for parsed in ours for mention in parsed]
    assert printed() == [feature for parsed in ours for feature in parsed.to_geojson()["features"]]
    for document, parsed in zip(documents, ours, strict=True):
        lines.write_text(json.dumps(document), encoding="utf-8")
        assert printed("--movements") == [movement.to_geojson() for movement in parsed.movements]
