#!/usr/bin/env python3
"""Writers and readers at once: no reader waits for a writer, and what is acknowledged is seen at once.

Each reader asks one kind of question some times a second, first while nobody writes and then while writers add, correct and
delete as fast as they are answered. The writers keep the store at its size, so that both times compare.

A median is compared with the one just before on the same machine. Where a machine is busy with other things, neither says much.

Usage: load.py BINARY [--seconds 120] [--writers 8] [--readers 32]     two minutes and a half; the seconds are of the writing
"""

import argparse
import http.client
import json
import multiprocessing
import os
import random
import threading
import time

import texts
from server import Client, Server, end, percentile, run, say, workplace

# About 11.5 mentions each: 20,000 mentions.
DOCUMENTS = 1750
# Documents of its own that a writer keeps.
KEPT = 20
# Seconds between two questions of a reader: all of them together leave room on two cores for the server.
PAUSE = 0.25
SEEN_SECONDS = 0.1
# A median that grows by less is no wait: it is the turns that processes take on a busy core.
NO_WAIT_SECONDS = 0.003
PROCESSES = 4


def questions(client):
    """The kinds of questions: a name, and the paths to choose from."""
    first = client.get("/collections/mentions/items?limit=1000").json()["features"]
    features = [feature["id"] for feature in first]
    documents = [one["id"] for one in client.get("/documents?limit=1000").json()["documents"]]
    boxes = [(lon, lat, lon + 4, lat + 3) for lon in range(-10, 50, 4) for lat in range(30, 55, 3)]
    items = "/collections/mentions/items"
    return [
        ("one feature", [f"{items}/{one}" for one in features]),
        ("a box", [f"{items}?bbox={','.join(map(str, box))}&limit=100" for box in boxes]),
        ("a country", [f"{items}?country={code}&limit=100" for code in ("SY", "UA", "NG", "IN", "BR", "US", "JP")]),
        ("a filter", [f"{items}?filter=confidence%20%3E%200.{digit}%20AND%20kind%3D%27literal%27&limit=100"
                      for digit in range(1, 10)]),
        ("the surest", [f"{items}?sortby=-confidence&limit=20"]),
        ("a document", [f"/documents/{one}" for one in documents]),
        ("a tile", [f"/collections/mentions/tiles/WebMercatorQuad/4/{y}/{x}" for y in range(4, 8) for x in range(7, 11)]),
        ("counts", ["/collections/mentions/counts?by=country", "/collections/mentions/counts?by=day"]),
    ]


def read(job):
    """Some readers for some seconds, in a process of their own: by reader, the seconds that answers took; and faults."""
    port, readers, seconds = job
    until = time.monotonic() + seconds
    taken = {index: [] for index, _ in readers}
    faults = []

    def one(index, paths):
        client, choice = Client(port), random.Random(index)
        time.sleep(choice.random() * PAUSE)
        while time.monotonic() < until:
            path = choice.choice(paths)
            began = time.monotonic()
            try:
                answer, turned_away = client.ask_patiently("GET", path)
            except (OSError, http.client.HTTPException) as error:
                faults.append(f"{path}: {error!r}")
                return
            took = time.monotonic() - began
            taken[index].append(took)
            if answer.status not in (200, 204) or turned_away:
                faults.append(f"{path}: {answer}, turned away {turned_away} times")
            time.sleep(max(0, PAUSE - took))

    threads = [threading.Thread(target=one, args=reader) for reader in readers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken, faults


def write(job):
    """One writer for some seconds: how often it did what, how long until documents were seen, and faults."""
    port, index, seconds = job
    until = time.monotonic() + seconds
    client, other, choice = Client(port), Client(port), random.Random(index)
    own, faults, seen, took = [], [], [], []
    counts = {"added": 0, "deleted": 0, "corrected": 0, "turned away": 0}
    number = 10_000_000 + index * 1_000_000

    def ask(expected, *request):
        answer, turned_away = client.ask_patiently(*request)
        counts["turned away"] += turned_away
        if answer.status not in expected:
            faults.append(f"{request[0]} {request[1]}: {answer}")
        return answer

    try:
        while time.monotonic() < until and not faults:
            number += 1
            began = time.monotonic()
            answer = ask((201,), "POST", "/documents", texts.document(number))
            acknowledged = time.monotonic()
            took.append(acknowledged - began)
            counts["added"] += 1
            own.append(answer.json()["documents"][0]["id"])
            if number % 5 == 0:
                # By another connection: a reader that knows of nothing but the id.
                answer = other.get(f"/collections/mentions/items?document={own[-1]}&limit=100")
                seen.append(time.monotonic() - acknowledged)
                features = answer.json().get("features")
                if not features:
                    faults.append(f"{own[-1]} was acknowledged and is not seen: {answer}")
                elif number % 10 == 0:
                    mention = choice.choice(features)["id"]
                    ask((200,), "PATCH", f"/collections/mentions/items/{mention}", {"kind": "facility"})
                    changed = other.get(f"/collections/mentions/items/{mention}").json()["properties"]["kind"]
                    if changed != "facility":
                        faults.append(f"{mention} was corrected and is seen as {changed}")
                    counts["corrected"] += 1
            if len(own) > KEPT:
                gone = own.pop(0)
                ask((204,), "DELETE", f"/documents/{gone}")
                counts["deleted"] += 1
                if number % 5 == 0 and other.get(f"/documents/{gone}").status != 404:
                    faults.append(f"{gone} was deleted and is still seen")
    except (OSError, http.client.HTTPException) as error:
        faults.append(f"writer {index}: {error!r}")
    return counts, seen, took, faults


def words(values):
    """Three percentiles in milliseconds."""
    return "/".join(f"{percentile(values, share) * 1000:.1f}" for share in (0.5, 0.95, 0.99))


def main():
    parser = argparse.ArgumentParser(description="Writers and readers at once.")
    parser.add_argument("binary")
    for name, number in (("seconds", 120), ("writers", 8), ("readers", 32)):
        parser.add_argument(f"--{name}", type=int, default=number)
    arguments = parser.parse_args()
    faults = []
    with workplace() as folder:
        store, corpus = f"{folder}/load.gpkg", f"{folder}/corpus.jsonl"
        with open(corpus, "w", encoding="utf-8") as lines:
            lines.writelines(json.dumps(texts.document(number)) + "\n" for number in range(DOCUMENTS))
        began = time.monotonic()
        _, said = run(arguments.binary, "ingest", "--store", store, corpus)
        say(f"{said.splitlines()[-1]} in {time.monotonic() - began:.1f} s; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        context = multiprocessing.get_context("spawn")
        with Server(arguments.binary, store, f"{folder}/server.log") as server, \
                context.Pool(PROCESSES + arguments.writers) as pool:
            kinds = questions(server.client())
            readers = [(index, kinds[index % len(kinds)][1]) for index in range(arguments.readers)]
            shares = [readers[part::PROCESSES] for part in range(PROCESSES)]

            def everybody(seconds):
                return pool.map_async(read, [(server.port, share, seconds) for share in shares], 1)

            def result(asked):
                taken = {}
                for part, wrong in asked.get():
                    taken |= part
                    faults.extend(wrong[:5])
                return taken

            result(everybody(2))
            quiet = result(everybody(max(5, arguments.seconds // 4)))
            before = server.memory("VmRSS")
            asked = everybody(arguments.seconds)
            written = pool.map_async(write, [(server.port, index, arguments.seconds) for index in range(arguments.writers)], 1)
            time.sleep(arguments.seconds / 2)
            # It checks the copy itself before it says that all went well.
            code, said = run(arguments.binary, "backup", "--store", store, f"{folder}/copy.gpkg")
            if code:
                faults.append(f"backup while others write: {said}")
            written = written.get()
            loaded = result(asked)
            say(f"memory of the server: {before >> 20} MiB while nobody writes, {server.memory('VmRSS') >> 20} MiB after all, "
                f"{server.memory() >> 20} MiB at most")
        counts, seen, took = {}, [], []
        for own, own_seen, own_took, wrong in written:
            counts = {name: counts.get(name, 0) + number for name, number in own.items()}
            seen, took = seen + own_seen, took + own_took
            faults.extend(wrong[:5])
        say(", ".join(f"{number} {name}" for name, number in counts.items()) + f" in {arguments.seconds} s")
        say(f"a document is acknowledged within {words(took)} ms (half, 95 %, 99 % of them), "
            f"and then seen within {words(seen)} ms")
        if percentile(seen, 0.5) > SEEN_SECONDS:
            faults.append(f"half of the documents are seen only {percentile(seen, 0.5) * 1000:.0f} ms after their answer")
        say("milliseconds of answers       quiet: half/95 %/99 %   while written: half/95 %/99 %   times, of the slowest")
        for kind, (name, _) in enumerate(kinds):
            own = [index for index, _ in readers if index % len(kinds) == kind]
            before, after = ([value for index in own for value in taken[index]] for taken in (quiet, loaded))
            if not before or not after:
                continue
            medians = [(percentile(quiet[index], 0.5), percentile(loaded[index], 0.5)) for index in own]
            times = max(loud / still for still, loud in medians)
            say(f"{name:12} {len(after):6} answers {words(before):>21} {words(after):>33} {times:>12.1f}")
            if any(loud > 3 * still and loud - still > NO_WAIT_SECONDS for still, loud in medians):
                faults.append(f"a reader of {name} waits {times:.1f} times as long while others write")
        code, said = run(arguments.binary, "check", "--store", store)
        if code:
            faults.append(f"check: {said}")
    end(faults)


if __name__ == "__main__":
    main()
