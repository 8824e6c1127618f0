"""QGIS, without a screen, opens the API and the store as a person would add them.

Usage: qgis_check.py URL STORE
"""

import json
import os
import sys
import tempfile
import urllib.request

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())

from qgis.core import QgsApplication, QgsProviderRegistry, QgsRectangle, QgsFeatureRequest, QgsVectorLayer, QgsWkbTypes


def matched(url, collection):
    """How many features the service says a collection has."""
    with urllib.request.urlopen(f"{url}/collections/{collection}/items?f=json&limit=1") as answer:
        return json.load(answer)["numberMatched"]


def check(condition, words):
    if not condition:
        raise AssertionError(words)
    print(f"ok: {words}")


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


def run(url, store):
    check("OAPIF" in QgsProviderRegistry.instance().providerList(), "QGIS has the OGC API Features provider")

    for collection, geometry in [("mentions", QgsWkbTypes.PointGeometry), ("places", QgsWkbTypes.PointGeometry)]:
        layer = QgsVectorLayer(f"url='{url}' typename='{collection}'", collection, "OAPIF")
        features = check_layer(layer, f"API {collection}", matched(url, collection), geometry)
        check(all(feature.hasGeometry() for feature in features), f"API {collection}: every feature stands somewhere")

    mentions = QgsVectorLayer(f"url='{url}' typename='mentions' restrictToRequestBBOX='1'", "view", "OAPIF")
    syria = QgsRectangle(35, 32, 43, 38)
    inside = list(mentions.getFeatures(QgsFeatureRequest(syria)))
    check(inside and all(syria.contains(f.geometry().asPoint()) for f in inside), f"a view of the map asks for its box: {len(inside)} features")
    check(all(isinstance(f["start"], int) and isinstance(f["confidence"], float) for f in inside), "numbers arrive as numbers")

    stored = QgsVectorLayer(f"{store}|layername=mentions", "stored", "ogr")
    check_layer(stored, "stored mentions", matched(url, "mentions"), QgsWkbTypes.PointGeometry)


def main():
    application = QgsApplication([], False)
    application.initQgis()
    code = 0
    try:
        run(*sys.argv[1:3])
    except Exception as error:  # every failure is the reader's to see, whatever raised it
        print(f"failed: {error}", file=sys.stderr)
        code = 1
    # QGIS may crash while it takes itself down, which says nothing about the check.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


main()
