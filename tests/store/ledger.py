"""What a server acknowledged, and what must therefore be found again."""

import csv
import io


class Doubt(Exception):
    """What is there is not what was acknowledged."""


class Entry:
    """One document. Where an answer was cut off, either outcome is right, and `doubt` holds the one that is not certain."""

    def __init__(self, number, template):
        self.number, self.template = number, template
        self.id = None
        self.there = False
        self.doubt = None
        # By the place of the mention: id of the correction, what was put right.
        self.corrections = {}

    def mentions(self, template, corrections):
        """The mentions as they have to be, by their place in the text."""
        found = {span: (surface, place, kind, "false") for span, surface, place, kind in template}
        for span, (_, patch) in corrections.items():
            if "not_a_place" in patch:
                del found[span]
            else:
                surface, place, kind, _ = found[span]
                found[span] = (surface, patch.get("place_id", place), patch.get("kind", kind), "true")
        return found

    def settle(self, seen, template, known_corrections):
        """Compares with what was found (None: no such document), and takes it as certain from now on."""
        allowed = {self.there}
        if self.doubt in ("add", "delete"):
            allowed = {True, False}
        if (seen is not None) not in allowed:
            raise Doubt(f"report {self.number} ({self.id}) is {'missing' if seen is None else 'there again'}")
        self.there = seen is not None
        variants = [self.corrections]
        if isinstance(self.doubt, tuple):
            what, span, correction = self.doubt
            other = dict(self.corrections)
            if what == "correct":
                other[span] = correction
            else:
                del other[span]
            variants.append(other)
        self.doubt = None
        if seen is None:
            self.corrections = {}
            return
        for variant in variants:
            if self.mentions(template, variant) == seen:
                self.corrections = variant
                break
        else:
            wanted = self.mentions(template, self.corrections)
            other = sorted(set(wanted.items()) ^ set(seen.items()))[:4]
            raise Doubt(f"report {self.number} ({self.id}) has {len(seen)} mentions and not {len(wanted)}; "
                        f"they differ in {other}")
        for span, (identity, patch) in list(self.corrections.items()):
            if identity is None:
                # Made, but its answer was lost: it is known by its place.
                identity = known_corrections.get((self.id, *span))
                self.corrections[span] = (identity, patch)
            if known_corrections.get((self.id, *span)) != identity or identity is None:
                raise Doubt(f"the correction {identity} of report {self.number} at {span} is not listed")


def pages(client, path):
    """Every answer from a list to its last page."""
    while path:
        answer = client.get(path)
        if answer.status != 200:
            raise Doubt(f"{path}: {answer}")
        yield answer
        path = next_page(answer)


def next_page(answer):
    """The path of the page behind, out of the header Link."""
    for link in answer.headers.get("link", "").split(", <"):
        target, _, relation = link.strip("<").partition(">")
        if 'rel="next"' in relation:
            return "/" + target.split("/", 3)[3]
    return None


def read_documents(client):
    """The id of every document by its number; none may be there twice."""
    found = {}
    path = "/documents?limit=10000&f=json"
    while path:
        answer = client.get(path)
        if answer.status != 200:
            raise Doubt(f"{path}: {answer}")
        body = answer.json()
        for document in body["documents"]:
            number = int(document["title"].split()[1])
            if number in found:
                raise Doubt(f"report {number} is there twice")
            found[number] = document["id"]
        path = next((link["href"] for link in body["links"] if link["rel"] == "next"), None)
        path = path and "/" + path.split("/", 3)[3]
    return found


def read_mentions(client):
    """The mentions of every document by their place in the text; none may be there twice."""
    found = {}
    for collection in ("mentions", "unlocated"):
        for answer in pages(client, f"/collections/{collection}/items?f=csv&limit=10000"):
            for row in csv.DictReader(io.StringIO(answer.body.decode())):
                own = found.setdefault(row["document_id"], {})
                span = (int(row["start"]), int(row["end"]))
                if span in own:
                    raise Doubt(f"the mention {row['id']} is there twice")
                own[span] = (row["surface"], row["place_id"], row["kind"], row["corrected"])
    return found


def read_corrections(client):
    """The id of every correction by document and place; none may be there twice."""
    found = {}
    for correction in client.get("/corrections?f=json").json()["corrections"]:
        key = (correction["document_id"], correction["start"], correction["end"])
        if key in found:
            raise Doubt(f"two corrections of {key}")
        found[key] = correction["id"]
    return found


def compare(client, entries, templates):
    """Everything that is served against everything that was acknowledged; gives the number of documents and of mentions."""
    documents, mentions, corrections = read_documents(client), read_mentions(client), read_corrections(client)
    for number, entry in entries.items():
        identity = documents.pop(number, None)
        seen = None
        if identity is not None:
            if entry.id not in (None, identity):
                raise Doubt(f"report {number} was {entry.id} and is {identity}")
            entry.id = identity
            seen = mentions.pop(identity, {})
        entry.settle(seen, templates[entry.template], corrections)
    if documents or mentions:
        raise Doubt(f"there are documents {documents} and mentions of {list(mentions)} that nobody added")
    own = {identity for entry in entries.values() for identity, _ in entry.corrections.values()}
    strange = set(corrections.values()) - own
    if strange:
        raise Doubt(f"there are corrections {strange} that were undone, or that nobody made")
    there = [entry for entry in entries.values() if entry.there]
    return len(there), sum(len(templates[entry.template]) for entry in there), len(own)
