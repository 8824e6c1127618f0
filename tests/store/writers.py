"""Who writes to a server and reads from it while crash.py kills it."""

import http.client
import json
import random
import threading
import time

import ledger
import texts

WRITERS = 6
TEMPLATES = 40
# Documents that a writer keeps; above it deletes more than it adds, so that long runs stay as quick as short ones.
KEPT = 200
# Places to correct to: Homs, Lagos, Oslo, as GeoNames numbers them.
PLACES = ("169577", "2332459", "3143244")
KINDS = ("metonymic", "facility", "region")


def text_of(number):
    """A report whose mentions are those of its template: the number stands behind all of them."""
    return f"{texts.body(number % TEMPLATES)} The file has the number {number:08}."


def report(number):
    return {"text": text_of(number), "title": f"Report {number}", "date": "2016-03-05"}


class Writer(threading.Thread):
    """Adds, deletes, corrects and takes back, one after the other, and notes what was acknowledged."""

    def __init__(self, index, seed):
        super().__init__(daemon=True)
        self.index, self.choice = index, random.Random(seed)

    def begin(self, server, entries, templates, stop, counts, faults):
        self.client = server.client()
        self.entries, self.templates, self.stop = entries, templates, stop
        self.counts, self.faults = counts, faults
        self.start()

    def run(self):
        try:
            while not self.stop.is_set():
                self.step()
        except (OSError, http.client.HTTPException):
            if not self.stop.is_set():
                self.faults.append(f"writer {self.index}: the server went away by itself")
        except Exception as error:  # whatever goes wrong here is a finding
            self.faults.append(f"writer {self.index}: {error!r}")

    def step(self):
        there = [entry for entry in self.entries.values() if entry.there]
        add = 0.45 if len(there) > KEPT else 0.7
        deed = self.choice.choices(
            [self.add, self.add_many, self.add_again, self.delete, self.correct, self.take_back],
            [add, 0.06, 0.04, 0.6 - 0.6 * add if len(there) > KEPT else 0.08, 0.12, 0.05])[0]
        if deed in (self.add, self.add_many):
            deed()
        elif deed == self.add_again:
            if self.entries:
                self.post([self.choice.choice(list(self.entries.values()))])
        elif there:
            deed(self.choice.choice(there))
        time.sleep(self.choice.random() * 0.004)

    def fresh(self):
        # Numbers of one writer are never those of another.
        number = (len(self.entries) * WRITERS + self.index)
        entry = self.entries[number] = ledger.Entry(number, number % TEMPLATES)
        return entry

    def ask(self, expected, *request):
        answer, turned_away = self.client.ask_patiently(*request)
        self.counts["turned away"] += turned_away
        if answer.status not in expected:
            self.faults.append(f"{request[0]} {request[1]}: {answer}")
        return answer

    def add(self):
        self.post([self.fresh()])

    def add_many(self):
        self.post([self.fresh() for _ in range(self.choice.randint(2, 20))])

    def add_again(self):
        """See `step`."""

    def post(self, entries):
        for entry in entries:
            if not entry.there:
                entry.doubt = "add"
        reports = [report(entry.number) for entry in entries]
        if len(reports) == 1:
            answer = self.ask((200, 201), "POST", "/documents", reports[0])
        else:
            lines = "\n".join(map(json.dumps, reports))
            answer = self.ask((200, 201), "POST", "/documents", lines, "application/x-ndjson")
        for entry, listed in zip(entries, answer.json()["documents"], strict=True):
            if entry.there != (listed["outcome"] == "already_there"):
                self.faults.append(f"report {entry.number} was posted: {listed}")
            entry.id, entry.there, entry.doubt = listed["id"], True, None
        self.counts["added"] += len(entries)
        if self.choice.random() < 0.1:
            self.ask((200,), "GET", f"/documents/{entries[0].id}")

    def delete(self, entry):
        entry.doubt = "delete"
        self.ask((204,), "DELETE", f"/documents/{entry.id}")
        entry.there, entry.doubt, entry.corrections = False, None, {}
        self.counts["deleted"] += 1

    def correct(self, entry):
        spans = [span for span, _, place, _ in self.templates[entry.template] if place and span not in entry.corrections]
        if not spans:
            return
        span = self.choice.choice(spans)
        patch = self.choice.choice((
            {"place_id": self.choice.choice(PLACES)}, {"kind": self.choice.choice(KINDS)}, {"not_a_place": True}))
        entry.doubt = ("correct", span, (None, patch))
        path = f"/collections/mentions/items/{entry.id}-{span[0]}-{span[1]}"
        answer = self.ask((200, 204), "PATCH", path, {**patch, "by": f"writer {self.index}"})
        entry.corrections[span] = (answer.headers["location"].rsplit("/", 1)[1], patch)
        entry.doubt = None
        self.counts["corrected"] += 1

    def take_back(self, entry):
        if not entry.corrections:
            return
        span = self.choice.choice(list(entry.corrections))
        entry.doubt = ("take back", span, None)
        self.ask((204,), "DELETE", f"/corrections/{entry.corrections[span][0]}")
        del entry.corrections[span]
        entry.doubt = None
        self.counts["taken back"] += 1


def read(client, stop, counts, faults):
    """Pages through the mentions until it is told to stop."""
    path = None
    try:
        while not stop.is_set():
            answer = client.get(path or "/collections/mentions/items?f=json&limit=500")
            if answer.status != 200:
                faults.append(f"a reader got {answer}")
                return
            counts["pages"] += 1
            body = answer.json()
            path = next(("/" + link["href"].split("/", 3)[3] for link in body["links"] if link["rel"] == "next"), None)
            time.sleep(0.01)
    except (OSError, http.client.HTTPException):
        pass
