"""What is found in a text."""

from __future__ import annotations

import copy
import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Self, overload


class _Record:
    """What has the properties of a feature as its attributes."""

    _feature: dict[str, Any]

    @classmethod
    def _read(cls, feature: dict[str, Any], **more: Any) -> Self:
        properties = dict(feature["properties"])
        for name in cls._days():
            if properties[name] is not None:
                properties[name] = datetime.date.fromisoformat(properties[name])
        more["_feature"] = feature
        return cls(**properties, **more)

    @staticmethod
    def _days() -> tuple[str, ...]:
        return ("event_start", "event_end")

    def to_geojson(self) -> dict[str, Any]:
        """Return the GeoJSON feature (RFC 7946), as `json.dumps` takes it."""
        return _copy(self._feature)

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        """The same, for what asks for it by this name."""
        return self.to_geojson()


@dataclass(frozen=True, slots=True)
class Mention(_Record):
    """A mention of a place.

    `start`, `end` and `sentence_start` count the characters of the text, as slices of Python do. `radius_km` is in kilometres.
    """

    id: str
    """Id: document, first and last character."""
    document_id: str
    """Document."""
    document_title: str | None
    """Title of the document."""
    published: datetime.date | None
    """Day the document was published."""
    sentence: str
    """Sentence it stands in."""
    sentence_start: int
    """First Unicode character of the sentence in the text."""
    start: int
    """First Unicode character of the mention in the text."""
    end: int
    """One past its last Unicode character."""
    surface: str
    """Words of the mention."""
    kind: str
    """What the mention does with its place."""
    place_id: str | None
    """Gazetteer id of the place."""
    name: str | None
    """Name of the place."""
    feature_class: str | None
    """GeoNames feature class."""
    feature_code: str | None
    """GeoNames feature code."""
    country: str | None
    """ISO 3166-1 alpha-2 code."""
    admin1: str | None
    """First-level area."""
    admin2: str | None
    """Second-level area."""
    confidence: float | None
    """0 to 1: how likely the place is right within 161 km."""
    precision_ucdp: int | None
    """UCDP where_prec, 1 (exact) to 7 (international waters)."""
    precision_acled: int | None
    """ACLED geo_precision, 1 (town) to 3 (region)."""
    radius_km: float | None
    """Half the extent of what is meant, in kilometres."""
    event_start: datetime.date | None
    """First day of the event."""
    event_end: datetime.date | None
    """Last day of the event, inclusive."""
    event_time: str | None
    """Time of day of the event, where the text tells one."""
    time_precision: str | None
    """How finely the text tells the time of the event."""
    time_source: str | None
    """Which day the datetime parameter compares with."""
    time_text: str | None
    """Time words of the text."""
    time_basis: str | None
    """How the days follow from them."""
    hedged: bool
    """Told with a hedge."""
    negated: bool
    """Told as not so."""
    dateline: bool
    """In a dateline: where the document was written."""
    corrected: bool
    """Corrected by a person."""
    longitude: float | None
    """Degrees, WGS 84; none without a place."""
    latitude: float | None
    """Degrees, WGS 84; none without a place."""
    _feature: dict[str, Any] = field(repr=False, compare=False)

    @staticmethod
    def _days() -> tuple[str, ...]:
        return ("published", "event_start", "event_end")


@dataclass(frozen=True, slots=True)
class Movement(_Record):
    """A journey that the text tells of, or the yardstick beside one (`geometry_status` is `reference`).

    Lengths and distances are in kilometres.
    """

    id: str
    """Id."""
    mode: str
    """How it moves."""
    origin: str | None
    """Names of the origins."""
    origin_place_id: str | None
    """Gazetteer ids of the origins."""
    origin_precision: str | None
    """How precisely the origin is known."""
    via: str | None
    """Names of the territories passed."""
    destination: str | None
    """Names of the destinations."""
    destination_place_id: str | None
    """Gazetteer ids of the destinations."""
    destination_precision: str | None
    """How precisely the destination is known."""
    count: int | None
    """How many moved."""
    count_unit: str | None
    """Of what."""
    count_qualifier: str | None
    """About, an estimated, ... as written."""
    carriers: int | None
    """How many carried or launched them."""
    carrier_unit: str | None
    """Of what."""
    operator: str | None
    """Whose, as an ISO 3166-1 code."""
    targets: int | None
    """How many targets."""
    event_start: datetime.date | None
    """First day."""
    event_end: datetime.date | None
    """Last day, inclusive."""
    date_basis: str | None
    """How the days follow."""
    length_km: float | None
    """Kilometres along the line."""
    great_circle_km: float | None
    """Kilometres of the plain geodesic."""
    feasible_min_km: float | None
    """Shortest path that the named areas allow."""
    feasible_max_km: float | None
    """Longest of the shortest paths between the named areas."""
    reported_km: float | None
    """Distance told, in kilometres."""
    reported_qualifier: str | None
    """Nearly, about, ... as written."""
    reported_min_km: float | None
    """Least kilometres the words allow."""
    reported_max_km: float | None
    """Most kilometres the words allow; null when open."""
    discrepancy_km: float | None
    """Reported less computed kilometres."""
    discrepancy_percent: float | None
    """The same as a share of the computed length."""
    distance_check: str
    """How the reported distance stands to the feasible ones."""
    hedged: bool
    """Told with a hedge."""
    polarity: str
    """Whether the text says it happened."""
    confidence: float
    """0 to 1."""
    confidence_reasons: str
    """Why not more."""
    geometry_status: str
    """derived, or reference for a yardstick."""
    consistent_with_text: bool
    """Whether the line agrees with what the text says of the route."""
    method: str
    """How the line was found."""
    contradicting: str | None
    """Countries the line crosses against the text."""
    documents: list[str]
    """Ids of the documents it rests on."""
    segments: list[dict[str, Any]]
    """The stretches of the line in order."""
    evidence: list[dict[str, Any]]
    """The spans of text behind each statement."""
    alternatives: list[str]
    """Ids of contradicting claims and of the yardstick."""
    geometry: dict[str, Any] | None
    """A LineString or MultiLineString of GeoJSON; none where no line can be drawn."""
    _feature: dict[str, Any] = field(repr=False, compare=False)


class Parsed(Sequence[Mention]):
    """What is found in a text: a sequence of its mentions, with the journeys beside them."""

    document: dict[str, Any]
    """Id, title, date, language and counts of the document."""
    mentions: list[Mention]
    """All mentions in the order of the text, also those without a place."""
    movements: list[Movement]
    """The journeys, each with its yardstick behind it."""

    def __init__(self, answer: bytes) -> None:
        read = json.loads(answer)
        self.document = read["document"]
        self.mentions = [_mention(feature) for feature in read["mentions"]]
        self.movements = [Movement._read(feature, geometry=feature["geometry"]) for feature in read["movements"]]

    @overload
    def __getitem__(self, index: int) -> Mention: ...
    @overload
    def __getitem__(self, index: slice) -> list[Mention]: ...
    def __getitem__(self, index: int | slice) -> Mention | list[Mention]:
        return self.mentions[index]

    def __len__(self) -> int:
        return len(self.mentions)

    def __repr__(self) -> str:
        return f"<dateline.Parsed: {len(self.mentions)} mentions, {len(self.movements)} movements>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Parsed):
            return NotImplemented
        return self.to_geojson() == other.to_geojson()

    __hash__ = None  # type: ignore[assignment]

    def to_geojson(self) -> dict[str, Any]:
        """Return the whole document as one feature collection, of the shape in which the service answers `POST /geoparse`.

        `features` has the mentions with a place; the members `unlocated` and `movements` have the others and the journeys, and
        `documents` the document itself.
        """
        features: list[dict[str, Any]] = [mention.to_geojson() for mention in self.mentions]
        return {
            "type": "FeatureCollection",
            "documents": [_copy(self.document)],
            "features": [feature for feature in features if feature["geometry"] is not None],
            "unlocated": [feature for feature in features if feature["geometry"] is None],
            "movements": [movement.to_geojson() for movement in self.movements],
        }

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        """The same, for what asks for it by this name."""
        return self.to_geojson()


def _mention(feature: dict[str, Any]) -> Mention:
    longitude, latitude = feature["geometry"]["coordinates"] if feature["geometry"] else (None, None)
    return Mention._read(feature, longitude=longitude, latitude=latitude)


def _copy(value: dict[str, Any]) -> dict[str, Any]:
    # Whoever changes what was given out must not change what it was made of.
    copied: dict[str, Any] = copy.deepcopy(value)
    return copied
