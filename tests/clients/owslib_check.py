"""OWSLib, the library most Python programs use for OGC services, reads the API.

Usage: owslib_check.py URL
"""

import sys

from owslib.ogcapi.features import Features


def check(condition, words):
    if not condition:
        sys.exit(f"failed: {words}")
    print(f"ok: {words}")


url = sys.argv[1]
service = Features(url)
check(any("ogcapi-features-1" in name for name in service.conformance()["conformsTo"]), "the service declares OGC API Features")
names = [collection["id"] for collection in service.collections()["collections"]]
check({"mentions", "places", "movements"} <= set(names), f"its collections are {', '.join(names)}")
check(service.api()["openapi"].startswith("3.0"), "its OpenAPI description is read")

everything = service.collection_items("mentions", limit=1)
check(everything["numberReturned"] == 1 and everything["numberMatched"] > 1, f"{everything['numberMatched']} mentions, one a page")
boxed = service.collection_items("mentions", bbox=[35, 32, 43, 38], limit=1000)
check(0 < boxed["numberMatched"] < everything["numberMatched"], f"{boxed['numberMatched']} of them in a box")
one = service.collection_item("mentions", boxed["features"][0]["id"])
check(one["properties"]["sentence"] == boxed["features"][0]["properties"]["sentence"], "one mention by its id")
