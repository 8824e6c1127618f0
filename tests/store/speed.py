#!/usr/bin/env python3
"""How fast documents come in, and what a store costs at the start, in memory and for each document, as it grows.

Nothing is asserted: figures of one machine at one time, to be read beside its load. The texts are those of texts.py: short
reports, every sixth of which tells of a journey, whose line has to be drawn.

Usage: speed.py BINARY [--million] [--only command|http|size]     about three minutes; the million takes a quarter of an hour more
"""

import argparse
import json
import os
import resource
import threading
import time

import texts
from server import Server, percentile, run, say, workplace

MENTIONS_OF_DOCUMENT = 11.5
SIZES = (10_000, 100_000)
STARTS = 3


def corpus(path, numbers, journeys=True):
    """Writes reports as JSON Lines; gives the bytes of their texts."""
    size = 0
    with open(path, "w", encoding="utf-8") as lines:
        for number in numbers:
            document = texts.document(number)
            if not journeys:
                document["text"] = document["text"].replace("trucks drove from", "trucks stood between")
            size += len(document["text"].encode())
            lines.write(json.dumps(document) + "\n")
    return size


def rate(name, documents, size, seconds, processor_seconds):
    # The last figure is the one that does not depend on what else a machine does.
    say(f"{name:44} {documents / seconds:8.0f} documents/s {size / seconds / 1e6:7.3f} MB/s "
        f"{processor_seconds / documents * 1000:8.1f} ms of a core for each")


def children_seconds():
    """Seconds of a processor that all commands took that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def by_command(binary, folder):
    for name, journeys in (("dateline ingest", True), ("dateline ingest, no journeys in it", False)):
        path, count = f"{folder}/some.jsonl", 2000
        size = corpus(path, range(count), journeys)
        store = f"{folder}/ingest{journeys}.gpkg"
        began, before = time.monotonic(), children_seconds()
        run(binary, "ingest", "--store", store, path)
        rate(name, count, size, time.monotonic() - began, children_seconds() - before)


def by_http(binary, folder):
    start = 1_000_000
    for connections, batch, requests in ((1, 1, 200), (8, 1, 50), (1, 100, 10), (8, 100, 3)):
        with Server(binary, f"{folder}/http{connections}-{batch}.gpkg", f"{folder}/log") as server:
            sizes = []

            def send(numbers):
                client = server.client()
                for first in numbers:
                    reports = [texts.document(number) for number in range(first, first + batch)]
                    if batch == 1:
                        answer, _ = client.ask_patiently("POST", "/documents", reports[0])
                    else:
                        lines = "\n".join(map(json.dumps, reports))
                        answer, _ = client.ask_patiently("POST", "/documents", lines, "application/x-ndjson")
                    if answer.status != 201:
                        raise RuntimeError(f"POST gives {answer}")
                    sizes.append(sum(len(report["text"].encode()) for report in reports))

            threads = []
            for _ in range(connections):
                numbers = range(start, start + requests * batch, batch)
                start += requests * batch
                threads.append(threading.Thread(target=send, args=(numbers,)))
            # What is loaded by the first text is none of the others' time.
            server.client().ask("POST", "/documents", texts.document(start + 5_000_000))
            began, before = time.monotonic(), server.processor_seconds()
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            what = "one document a request" if batch == 1 else f"{batch} documents a request"
            rate(f"HTTP, {connections} connection{'s' * (connections > 1)}, {what}",
                 len(sizes) * batch, sum(sizes), time.monotonic() - began, server.processor_seconds() - before)


def started(binary, store, log, starts=STARTS):
    """Seconds until it answers, at best of some starts, and of a core; memory at most and then; how many mentions."""
    seconds, worked = [], []
    for _ in range(starts):
        with Server(binary, store, log) as server:
            seconds.append(server.ready_seconds)
            worked.append(server.processor_seconds())
            most, now = server.memory("VmHWM"), server.memory("VmRSS")
            mentions = server.client().get("/ready").json()["mentions"]
    return (min(seconds), min(worked)), most, now, mentions


def by_size(binary, folder, sizes):
    log = f"{folder}/log"
    run(binary, "ingest", "--store", f"{folder}/empty.gpkg", "/dev/null")
    bare, _, empty, _ = started(binary, f"{folder}/empty.gpkg", log)
    say(f"an empty store: ready in {bare[0]:.3f} s, {empty / 1e6:.0f} MB")
    for size in sizes:
        store, path = f"{folder}/size{size}.gpkg", f"{folder}/size.jsonl"
        count = round(size / MENTIONS_OF_DOCUMENT)
        corpus(path, range(count))
        began, before = time.monotonic(), children_seconds()
        code, said = run(binary, "ingest", "--store", store, path, timeout=7200)
        took, worked = time.monotonic() - began, children_seconds() - before
        if code:
            raise RuntimeError(f"ingest: {said}")
        ready, most, now, mentions = started(binary, store, log, 1 if size > SIZES[-1] else STARTS)
        say(f"{mentions} mentions of {count} documents, {os.path.getsize(store) / 1e6:.0f} MB of file")
        say(f"    ingested in {took:.1f} s ({worked:.1f} s of a core)")
        say(f"    ready in {ready[0]:.2f} s ({ready[1]:.2f} s of a core)")
        say(f"    memory {now / 1e6:.0f} MB, {most / 1e6:.0f} MB at most; beyond the empty store "
            f"{(now - empty) / mentions:.0f} B a mention, {(most - empty) / mentions:.0f} B at most")
        if size >= SIZES[-1]:
            one_by_one(binary, store, log)


def one_by_one(binary, store, log):
    """How long one document, one correction and one deletion take in a store that has many."""
    with Server(binary, store, log) as server:
        client = server.client()
        taken = {"POST": [], "PATCH": [], "DELETE": []}

        def ask(*request):
            began = time.monotonic()
            answer = client.ask(*request)
            taken[request[0]].append(time.monotonic() - began)
            if answer.status not in (200, 201, 204):
                raise RuntimeError(f"{request[0]} gives {answer}")
            return answer

        answers = [ask("POST", "/documents", texts.document(9_000_000 + number)) for number in range(51)]
        ids = [answer.json()["documents"][0]["id"] for answer in answers]
        for identity in ids[:25]:
            mention = client.get(f"/collections/mentions/items?document={identity}&limit=1").json()["features"][0]["id"]
            ask("PATCH", f"/collections/mentions/items/{mention}", {"kind": "facility"})
        for identity in ids[:25]:
            ask("DELETE", f"/documents/{identity}")
        for name, seconds in taken.items():
            # The first one loads the models.
            seconds = seconds[1:]
            half, most = (percentile(seconds, share) * 1000 for share in (0.5, 0.95))
            say(f"    {name:6} half {half:.1f} ms, 95 % {most:.1f} ms, of {len(seconds)}")


def main():
    parser = argparse.ArgumentParser(description="How fast documents come in, and what a store costs.")
    parser.add_argument("binary")
    parser.add_argument("--million", action="store_true")
    parser.add_argument("--only", choices=("command", "http", "size"))
    arguments = parser.parse_args()
    say(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with workplace() as folder:
        if arguments.only in (None, "command"):
            by_command(arguments.binary, folder)
        if arguments.only in (None, "http"):
            by_http(arguments.binary, folder)
        if arguments.only in (None, "size"):
            by_size(arguments.binary, folder, SIZES + (1_000_000,) * arguments.million)
    say(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
