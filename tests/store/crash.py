#!/usr/bin/env python3
"""Kills a server while many write to it and read from it, again and again: nothing that it acknowledged may be lost.

SIGKILL ends the process and not the machine: what the system has taken is written. That a commit reaches the disk itself is
up to `synchronous=FULL`, which only a loss of power could try.

Usage: crash.py BINARY [--kills N] [--seed S]     20 kills take less than a minute
"""

import argparse
import collections
import json
import random
import sqlite3
import subprocess
import threading
import time

import ledger
import texts
from server import Server, content, end, run, say, validate, workplace
from writers import TEMPLATES, WRITERS, Writer, read, report, text_of

READERS = 3
# Stores whose making is cut short, and ends of `dateline ingest` before its end.
MADE = 8
INGESTS = 5


def read_templates(client):
    """The mentions of each template, as the service reads the text without keeping it."""
    templates = []
    for number in range(TEMPLATES):
        body = client.ask("POST", "/geoparse", report(number)).json()
        mentions = [feature["properties"] for feature in [*body["features"], *body["unlocated"]]]
        templates.append([((one["start"], one["end"]), one["surface"], one["place_id"] or "", one["kind"]) for one in mentions])
    return templates


def while_made(binary, folder, choice):
    """A server that is killed while it makes its store leaves one that the next server takes."""
    for number in range(MADE):
        store, log = f"{folder}/made{number}.gpkg", f"{folder}/made{number}.log"
        server = Server(binary, store, log)
        time.sleep(choice.uniform(0.01, 0.2))
        server.kill()
        with Server(binary, store, log):
            pass
    say(f"{MADE} servers were killed while they made their store; the next ones took it")


def while_ingested(binary, folder, choice):
    """`dateline ingest` that is killed some times and run again to its end has every document once."""
    store, path, count = f"{folder}/ingested.gpkg", f"{folder}/ingested.jsonl", 2000
    with open(path, "w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(texts.document(number, 3)) + "\n" for number in range(count))
    for _ in range(INGESTS):
        command = [binary, "ingest", "--store", store, path]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as ingest:
            time.sleep(choice.uniform(0.1, 1.5))
            ingest.kill()
    code, words = run(binary, "ingest", "--store", store, path)
    say(f"{INGESTS} times dateline ingest was killed, and then: {words}")
    faults = [] if code == 0 else [f"dateline ingest ends with {code}: {words}"]
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as connection:
        found = connection.execute("SELECT count(*), count(DISTINCT title) FROM documents").fetchone()
    if found != (count, count):
        faults.append(f"of {count} ingested documents {found} are there")
    code, words = run(binary, "check", "--store", store)
    return faults if code == 0 else [*faults, f"dateline check ends with {code}: {words}"]


def at_rest(binary, store, log):
    """What is wrong with the file when nobody uses it."""
    faults = []
    code, words = run(binary, "check", "--store", store)
    say(f"dateline check: {words}")
    if code != 0:
        faults.append(f"dateline check ends with {code}: {words}")
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as connection:
        def ask(question):
            return connection.execute(question).fetchone()[0]

        try:
            if (verdict := ask("PRAGMA integrity_check")) != "ok":
                faults.append(f"integrity_check: {verdict}")
        except sqlite3.OperationalError as error:
            say(f"skipped: PRAGMA integrity_check of Python: {error}")
        if ask("SELECT sum(mentions) FROM places") != ask("SELECT count(*) FROM mentions"):
            faults.append("the places of the file do not count the mentions of the file")
        # `check` looks at the outline of a text, and this at all of it.
        for number, text in connection.execute("SELECT substr(title, 8), text FROM documents"):
            if text != text_of(int(number)):
                faults.append(f"report {number} has another text than was posted")
    verdict = validate(store)
    if verdict is None:
        say("skipped: GDAL's validate_gpkg is not installed")
    elif verdict:
        faults.append(f"validate_gpkg: {verdict}")
    words = content(log).decode(errors="replace")
    if "panicked" in words:
        faults.append(f"the server panicked: {words[words.index('panicked') - 100:][:600]}")
    return faults


def one_life(server, choice, ledgers, templates, counts, faults):
    """Lets all write and read, and kills the server in the midst of it; gives the seconds that it lived."""
    stop = threading.Event()
    threads = [Writer(index, choice.random()) for index in range(WRITERS)]
    for writer, entries in zip(threads, ledgers, strict=True):
        writer.begin(server, entries, templates, stop, counts, faults)
    for _ in range(READERS):
        threads.append(threading.Thread(target=read, args=(server.client(), stop, counts, faults), daemon=True))
        threads[-1].start()
    lived = choice.uniform(0.05, 1.5)
    time.sleep(lived)
    # From now on a connection may break.
    stop.set()
    server.kill()
    for thread in threads:
        thread.join(30)
    return lived


def killed_again(binary, store, log, choice):
    """A server that is killed while it starts: what the first kill left must survive that too."""
    server = Server(binary, store, log)
    time.sleep(choice.uniform(0.005, 0.4))
    server.kill()


def lives(arguments, folder, choice, counts):
    """Kills as often as asked, and compares after each start; gives what is wrong."""
    faults = []
    binary, store, log = arguments.binary, f"{folder}/crash.gpkg", f"{folder}/server.log"
    ledgers = [{} for _ in range(WRITERS)]
    server = Server(binary, store, log)
    server.wait()
    templates = read_templates(server.client())
    while counts["kills"] < arguments.kills and not faults:
        lived = one_life(server, choice, ledgers, templates, counts, faults)
        counts["kills"] += 1
        if choice.random() < 0.25 and counts["kills"] < arguments.kills:
            killed_again(binary, store, log, choice)
            counts["kills"] += 1
            counts["of them at the start"] += 1
        server = Server(binary, store, log)
        try:
            ready = server.wait()
            entries = {number: entry for own in ledgers for number, entry in own.items()}
            documents, mentions, corrections = ledger.compare(server.client(), entries, templates)
        except (ledger.Doubt, RuntimeError) as doubt:
            faults.append(f"after kill {counts['kills']}: {doubt}")
            break
        say(f"kill {counts['kills']:3}: lived {lived:.2f} s, ready again in {ready:.2f} s; "
            f"{documents} documents, {mentions} mentions, {corrections} corrections are as acknowledged")
    if server.stop() != 0:
        faults.append("the last server did not end in good order")
    faults += at_rest(binary, store, log)
    if faults:
        say(f"the end of the log: {server.words()[-1500:]}")
    return faults


def main():
    parser = argparse.ArgumentParser(description="Kills a server while many write to it.")
    parser.add_argument("binary")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    arguments = parser.parse_args()
    say(f"seed {arguments.seed}")
    choice = random.Random(arguments.seed)
    counts = collections.Counter()
    with workplace() as folder:
        while_made(arguments.binary, folder, choice)
        faults = while_ingested(arguments.binary, folder, choice)
        faults += lives(arguments, folder, choice, counts)
    say(", ".join(f"{number} {name}" for name, number in counts.items()))
    end(faults)


if __name__ == "__main__":
    main()
