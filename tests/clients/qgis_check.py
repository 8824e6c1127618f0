"""QGIS, without a screen, opens the API, the files, the tiles and the store as a person would add them.

Usage: qgis_check.py opens FOLDER URL STORE
       qgis_check.py many FOLDER URL     a service of many mentions, some of them on both sides of the antimeridian

Its pictures and tiles go into the folder.
"""

import json
import math
import os
import re
import sys
import tempfile
import urllib.parse
import urllib.request

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())

from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsDateTimeRange,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeatureRequest,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsNetworkAccessManager,
    QgsNetworkRequestParameters,
    QgsPointXY,
    QgsProject,
    QgsProviderRegistry,
    QgsRectangle,
    QgsRenderContext,
    QgsVectorLayerTemporalContext,
    QgsVectorLayer,
    QgsVectorTileBasicRenderer,
    QgsVectorTileLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QSize, QTime
from qgis.PyQt.QtGui import QColor

WGS_84 = QgsCoordinateReferenceSystem("EPSG:4326")
WEB_MERCATOR = QgsCoordinateReferenceSystem("EPSG:3857")
# A Mercator whose middle is at 150 E, so that both sides of the antimeridian are one sheet.
PACIFIC_MERCATOR = QgsCoordinateReferenceSystem("EPSG:3832")
SYRIA = QgsRectangle(35, 32, 43, 38)
TILES = "collections/mentions/tiles/WebMercatorQuad"
FOLDER = sys.argv[2]


def fetched(address):
    with urllib.request.urlopen(address) as answer:
        return answer.read()


def matched(url, collection, query=""):
    """How many features the service says a collection has."""
    return json.loads(fetched(f"{url}/collections/{collection}/items?f=json&limit=1{query}"))["numberMatched"]


def whole(url, collection, query=""):
    """Every feature of a collection, by its id, in one answer of the service."""
    answer = json.loads(fetched(f"{url}/{collection}.geojson{query}"))
    features = {feature["id"]: feature for feature in answer["features"]}
    # The flight path is one answer, which says no number.
    number = answer.get("numberMatched", len(answer["features"]))
    check(0 < len(features) == len(answer["features"]) == number, f"{collection}.geojson{query} is whole: {len(features)} features")
    return features


def check(condition, words):
    if not condition:
        raise AssertionError(words)
    print(f"ok: {words}")


def api_layer(url, collection, more=""):
    return QgsVectorLayer(f"url='{url}' typename='{collection}' {more}", collection, "OAPIF")


def check_layer(layer, name, count, geometry):
    """A layer that is valid, complete and of one geometry type, with fields of stable types."""
    check(layer.isValid(), f"{name} opens")
    features = list(layer.getFeatures())
    check(len(features) == count, f"{name} has {count} features, read {len(features)}")
    check(QgsWkbTypes.geometryType(layer.wkbType()) == geometry, f"{name} is of one geometry type")
    check(layer.crs().authid() in ("EPSG:4326", "OGC:CRS84"), f"{name} is in WGS 84")
    names = [field.name() for field in layer.fields()]
    check("id" in names, f"{name} has its id among {len(names)} fields")
    return features


def boxes(addresses):
    """The mentions that the service sends for the boxes that QGIS asks for: QGIS itself leaves out what lies outside."""
    return [feature for address in addresses if "bbox=" in address for feature in json.loads(fetched(address))["features"]]


class Asked:
    """The addresses that QGIS asks for, in the order in which it asks."""

    def __init__(self):
        self.addresses = []
        QgsNetworkAccessManager.instance().requestAboutToBeCreated[QgsNetworkRequestParameters].connect(
            lambda request: self.addresses.append(request.request().url().toString())
        )

    def during(self, work):
        # Layers ask from threads of their own, and the word of it waits for the next turn of the loop.
        QgsApplication.processEvents()
        self.addresses.clear()
        result = work()
        QgsApplication.processEvents()
        return result, list(self.addresses)


def check_pages(asked, url, size=None):
    """Every mention comes exactly once, however many of them QGIS takes at a time."""
    expected = whole(url, "mentions")
    more = f"pageSize='{size}'" if size else ""
    read, addresses = asked.during(lambda: [feature["id"] for feature in api_layer(url, "mentions", more).getFeatures()])
    # QGIS looks at ten features before it reads, to learn the fields.
    pages = [address for address in addresses if "/items?" in address and "limit=10&" not in f"{address}&"]
    taken = {urllib.parse.parse_qs(urllib.parse.urlsplit(page).query)["limit"][0] for page in pages}
    if size:
        check(taken == {str(size)} and len(pages) == math.ceil(len(expected) / size), f"QGIS turns {len(pages)} pages of {size}")
    else:
        check(len(pages) > 1 and len(taken) == 1, f"QGIS turns {len(pages)} pages of {', '.join(taken)}, as it likes")
    check(sorted(read) == sorted(expected), f"and reads each of {len(expected)} mentions once, {len(set(read))} of {len(read)} read")
    # QGIS itself leaves out what comes twice, so its pages are asked for again.
    sent = [feature["id"] for page in pages for feature in json.loads(fetched(page))["features"]]
    check(sorted(sent) == sorted(expected), f"which those pages bring once: {len(sent)}")


def check_subsets(url):
    """What a filter of QGIS leaves is what the service finds by the same condition."""
    for subset, query, fits in [
        ("country = 'SY'", "country=SY", lambda f: f["country"] == "SY"),
        ('"confidence" > 0.95', "filter=confidence > 0.95", lambda f: f["confidence"] > 0.95),
        ("sentence_start >= 1000", "filter=sentence_start >= 1000", lambda f: f["sentence_start"] >= 1000),
        ("sentence LIKE '%airstrike%'", "filter=sentence LIKE '%airstrike%'", lambda f: "airstrike" in f["sentence"]),
        ("admin1 IS NULL AND NOT hedged", "filter=admin1 IS NULL AND hedged = false", lambda f: not f["hedged"]),
    ]:
        count = matched(url, "mentions", "&" + urllib.parse.quote(query, safe="="))
        layer = api_layer(url, "mentions")
        check(layer.setSubsetString(subset), f"QGIS takes the filter {subset}")
        features = list(layer.getFeatures())
        check(0 < count < matched(url, "mentions") and len(features) == count, f"which leaves {len(features)} mentions, {count} by {query}")
        check(all(fits(feature) for feature in features), "all of which fit it")


def check_geojson(url):
    """The plain files, by their address as it is and as the data source manager writes it."""
    # GDAL tries first whether it could write to the address.
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    for name, geometry in [("mentions", QgsWkbTypes.PointGeometry), ("flight-path", QgsWkbTypes.LineGeometry)]:
        expected = whole(url, name)
        for prefix in ["", "/vsicurl/"]:
            layer = QgsVectorLayer(f"{prefix}{url}/{name}.geojson", name, "ogr")
            features = check_layer(layer, f"{prefix}{name}.geojson", len(expected), geometry)
            check({feature["id"] for feature in features} == set(expected), f"{prefix}{name}.geojson has the service's features")
            check(all(feature.hasGeometry() for feature in features), f"{prefix}{name}.geojson: every feature stands somewhere")
    gdal.PopErrorHandler()


def drawn(layer, crs, extent, name):
    """A picture of a layer on white."""
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(crs)
    settings.setExtent(extent)
    settings.setOutputSize(QSize(600, 500))
    settings.setBackgroundColor(QColor("white"))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    picture = job.renderedImage()
    path = os.path.join(FOLDER, f"{name}.png")
    check(picture.save(path), f"a picture: {path}")
    to_map = QgsCoordinateTransform(WGS_84, crs, QgsProject.instance())

    def painted(longitude, latitude):
        # By the extent that was drawn, which has the proportions of the picture.
        pixel = settings.mapToPixel().transform(to_map.transform(QgsPointXY(longitude, latitude)))
        x, y = int(pixel.x()), int(pixel.y())
        return picture.valid(x, y) and picture.pixelColor(x, y) != QColor("white")

    return painted


def places_of(features):
    """The names and positions of what is mentioned: two places may have one name."""
    return list({f["properties"]["place_id"]: (f["properties"]["name"], f["geometry"]["coordinates"]) for f in features}.values())


def check_shown(painted, places):
    names = [name for name, _ in places]
    missing = [name for name, at in places if not painted(*at)]
    check(places and not missing, f"it shows {', '.join(names)}, missing: {', '.join(missing) or 'none'}")


def mention_tiles(url):
    """The tiles as a layer: QGIS reads the parts of its own address from between the ampersands, so the inner one is escaped."""
    inner = urllib.parse.quote(f"{url}/{TILES}/{{z}}/{{y}}/{{x}}?f=mvt&kind=literal,metonymic", safe=":/?{}")
    layer = QgsVectorTileLayer(f"type=xyz&url={inner}&zmin=0&zmax=14", "tiles")
    renderer = QgsVectorTileBasicRenderer()
    ink = QColor("darkred")
    renderer.setStyles(QgsVectorTileBasicRenderer.simpleStyle(ink, ink, 0.5, ink, 0.5, ink, ink, 3))
    layer.setRenderer(renderer)
    return layer


def check_tiles(asked, url):
    layer = mention_tiles(url)
    check(layer.isValid() and layer.sourceMinZoom() == 0 and layer.sourceMaxZoom() == 14, "the vector tiles open")
    extent = QgsCoordinateTransform(WGS_84, WEB_MERCATOR, QgsProject.instance()).transformBoundingBox(SYRIA)
    painted, addresses = asked.during(lambda: drawn(layer, WEB_MERCATOR, extent, "tiles"))
    inside = whole(url, "mentions", f"?bbox=35,32,43,38&kind=literal,metonymic")
    check_shown(painted, places_of(inside.values()))
    check(not painted(42.5, 32.5), "and nothing where nothing is")

    # What QGIS asked for, row before column, is what the service says of the view.
    found = {}
    for address in addresses:
        zoom, row, column = urllib.parse.urlsplit(address).path.split("/")[-3:]
        # The driver reads the tile's place from its path, column before row.
        path = os.path.join(FOLDER, zoom, column, f"{row}.mvt")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(fetched(address))
        tile = QgsVectorLayer(path, "tile", "ogr")
        check(tile.isValid() and tile.crs().authid() == "EPSG:3857", f"tile {zoom}/{row}/{column} opens: {tile.featureCount()} features")
        found.update((feature["id"], feature) for feature in tile.getFeatures() if extent.contains(feature.geometry().asPoint()))
    check(set(found) == set(inside), f"the tiles of the view hold its {len(inside)} mentions, found {len(found)}")
    check(all(found[id]["surface"] == feature["properties"]["surface"] for id, feature in inside.items()), "with their properties")
    blank = QgsRectangle(-4e6, -4e6, -3e6, -3e6)
    painted, addresses = asked.during(lambda: drawn(layer, WEB_MERCATOR, blank, "no-tiles"))
    check(addresses and not painted(-31, -30), "tiles of the empty ocean are empty")


# What a style tells apart, by the layer that comes with it.
STYLED = {
    "mentions": {"literal", "facility", "region", "metonymic", "demonym", "embedded"},
    "places": {"itself", "other"},
    "regions": {"area", "country", "vague", "sea"},
    "movements": {"derived", "denied", "reference"},
}


def expressions(layer):
    """Every expression of a style by itself: QGIS draws on without a word when one is broken."""
    labels = layer.labeling().settings()
    properties = labels.dataDefinedProperties()
    defined = [properties.property(key) for key in properties.propertyKeys()]
    times = layer.temporalProperties()
    return [
        layer.renderer().classAttribute(),
        labels.fieldName if labels.isExpression else f'"{labels.fieldName}"',
        *(one.asExpression() for one in defined if one.isActive()),
        layer.displayExpression(),
        *filter(None, [times.startExpression(), times.endExpression()]),
        *re.findall(r"\[%(.*?)%\]", layer.mapTipTemplate(), re.DOTALL),
    ]


def check_style(store, table, classes):
    """A layer opened as a person opens it: nothing but the file says how it looks."""
    layer = QgsVectorLayer(f"{store}|layername={table}", table, "ogr")
    renderer = layer.renderer()
    check(renderer.type() == "categorizedSymbol", f"stored {table} come with their style")
    check({category.value() for category in renderer.categories()} == classes, f"which tells apart {', '.join(sorted(classes))}")
    names = set(layer.fields().names())
    for text in expressions(layer):
        expression = QgsExpression(text)
        # An expression that asks about layers asks for all columns.
        unknown = expression.referencedColumns() - names - {QgsFeatureRequest.ALL_ATTRIBUTES}
        if expression.hasParserError() or unknown:
            raise AssertionError(f"{table}: {text}: {expression.parserErrorString()} {unknown}")
    check(layer.labelsEnabled(), "with labels, and every expression is of columns that are there")
    unnamed = [name for name in names - {"fid"} if not layer.attributeAlias(layer.fields().indexOf(name))]
    check(not unnamed, f"every column has a name for people, missing: {', '.join(sorted(unnamed)) or 'none'}")

    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    render = QgsRenderContext()
    render.setExpressionContext(context)
    renderer.startRender(render, layer.fields())
    left_out, tips = [], 0
    for feature in layer.getFeatures():
        context.setFeature(feature)
        render.expressionContext().setFeature(feature)
        if feature.hasGeometry() and renderer.symbolForFeature(feature, render) is None:
            left_out.append(feature["id"])
        tip = QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context)
        tips += "[%" not in tip and len(re.sub("<[^>]*>|\\s", "", tip)) > 3
    renderer.stopRender(render)
    check(not left_out, f"every feature has a symbol, left out: {', '.join(left_out) or 'none'}")
    check(tips == layer.featureCount() > 0, f"and a map tip: {tips}")
    return layer


def check_styles(store):
    layers = {table: check_style(store, table, classes) for table, classes in STYLED.items()}
    mentions = layers["mentions"]
    # QGIS 3.22 guesses the times of a new layer after it took the style; its "Load Default Style" takes them.
    mentions.loadDefaultStyle()
    times = mentions.temporalProperties()
    check(times.isActive(), "the mentions go by time")
    moment = QgsVectorLayerTemporalContext()
    moment.setLayer(mentions)
    day = QgsDateTimeRange(QDateTime(QDate(2015, 10, 7), QTime(0, 0)), QDateTime(QDate(2015, 10, 7), QTime(23, 59)))
    found = [f.id() for f in mentions.getFeatures(QgsFeatureRequest().setFilterExpression(times.createFilterString(moment, day)))]

    def days(feature):
        told = [feature[key] for key in ("event_start", "event_end", "published") if feature[key]]
        return (told[0], feature["event_end"] or told[0]) if told else None

    of_day = [f.id() for f in mentions.getFeatures() if days(f) is None or days(f)[0] <= QDate(2015, 10, 7) <= days(f)[1]]
    check(sorted(found) == sorted(of_day) and 0 < len(found) < mentions.featureCount(), f"{len(found)} of them are of 7 Oct 2015")
    painted = drawn(mentions, WEB_MERCATOR, QgsCoordinateTransform(WGS_84, WEB_MERCATOR, QgsProject.instance()).transformBoundingBox(SYRIA), "styled")
    seen = {f["place_id"]: (f["name"], f.geometry().asPoint()) for f in mentions.getFeatures(QgsFeatureRequest(SYRIA))}
    check_shown(painted, [(name, (point.x(), point.y())) for name, point in seen.values()])


def opens(url, store):
    check("OAPIF" in QgsProviderRegistry.instance().providerList(), "QGIS has the OGC API Features provider")
    asked = Asked()

    for collection, geometry in [("mentions", QgsWkbTypes.PointGeometry), ("places", QgsWkbTypes.PointGeometry)]:
        layer = api_layer(url, collection)
        features = check_layer(layer, f"API {collection}", matched(url, collection), geometry)
        check(all(feature.hasGeometry() for feature in features), f"API {collection}: every feature stands somewhere")

    mentions = api_layer(url, "mentions", "restrictToRequestBBOX='1'")
    inside, addresses = asked.during(lambda: list(mentions.getFeatures(QgsFeatureRequest(SYRIA))))
    check(inside and all(SYRIA.contains(f.geometry().asPoint()) for f in inside), f"a view of the map holds {len(inside)} features")
    check({f["id"] for f in inside} == {f["id"] for f in boxes(addresses)}, "which are those of the box that it asks for")
    check(all(isinstance(f["start"], int) and isinstance(f["confidence"], float) for f in inside), "numbers arrive as numbers")

    check_pages(asked, url)
    check_pages(asked, url, 7)
    check_subsets(url)
    check_geojson(url)
    check_tiles(asked, url)

    stored = QgsVectorLayer(f"{store}|layername=mentions", "stored", "ogr")
    check_layer(stored, "stored mentions", matched(url, "mentions"), QgsWkbTypes.PointGeometry)


def many(url):
    count = matched(url, "mentions")
    check(count > 1000, f"the service has {count} mentions")
    asked = Asked()
    check_pages(asked, url)
    check_pages(asked, url, 7)
    check_geojson(url)

    # QGIS cuts a view in degrees off at 180, so that each side is a question of its own.
    layer = api_layer(url, "mentions", "restrictToRequestBBOX='1'")
    for view, names in [
        ((170, -25, 190, -10), {"Fiji", "Labasa", "Suva"}),
        ((-190, -25, -170, -10), {"American Samoa", "Apia", "Nuku‘alofa", "Pago Pago", "Samoa", "Tonga"}),
    ]:
        read, addresses = asked.during(lambda: {f["name"] for f in layer.getFeatures(QgsFeatureRequest(QgsRectangle(*view)))})
        sent = {feature["properties"]["name"] for feature in boxes(addresses)}
        check(read == sent == names, f"the view {view} holds {', '.join(sorted(read))}")

    # A map of the Pacific has both sides on one sheet.
    pacific = whole(url, "mentions", "?bbox=160,-30,-160,-5")
    places = places_of(pacific.values())
    check({"Suva", "Apia"} <= {name for name, _ in places}, "the service finds Suva and Apia in a box over the antimeridian")
    for name, layer in [("api", api_layer(url, "mentions", "restrictToRequestBBOX='1'")), ("tiles", mention_tiles(url))]:
        painted = drawn(layer, PACIFIC_MERCATOR, QgsRectangle(1e6, -3.5e6, 5.5e6, -0.5e6), f"pacific-{name}")
        check_shown(painted, places)
        check(not painted(-165, -25), "and nothing where nothing is")


def main():
    application = QgsApplication([], False)
    application.initQgis()
    code = 0
    try:
        os.makedirs(FOLDER, exist_ok=True)
        {"opens": opens, "many": many, "styles": check_styles}[sys.argv[1]](*sys.argv[3:])
    except Exception as error:  # every failure is the reader's to see, whatever raised it
        print(f"failed: {error}", file=sys.stderr)
        code = 1
    # QGIS may crash while it takes itself down, which says nothing about the check.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


main()
