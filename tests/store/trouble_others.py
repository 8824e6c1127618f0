"""What becomes of a store beside other servers, programs and clocks; run by trouble.py."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time

import texts
from server import content, run, say
from trial import Skip, all_there, expect, no_panic, tells, whole



def clock_goes_back(trial):
    """The clock of the machine goes back by a day: documents and corrections come and stay, in the order in which they came."""
    if not shutil.which("faketime"):
        raise Skip("faketime is not installed")
    store, offset = trial.folder + "/clock.gpkg", trial.folder + "/offset"

    def now(words):
        # Renamed into place: the server reads it at any moment.
        with open(offset + ".new", "w", encoding="utf-8") as file:
            file.write(words)
        os.replace(offset + ".new", offset)

    now("+0")
    environment = {**os.environ, "FAKETIME_TIMESTAMP_FILE": offset, "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    library = subprocess.run(["faketime", "-f", "+0", "printenv", "LD_PRELOAD"], capture_output=True, text=True, check=True)
    environment["LD_PRELOAD"] = library.stdout.strip()
    server = trial.server(store, environment=environment)
    with server:
        client = server.client()
        kept, corrected = [], []
        for number in range(12):
            if number == 6:
                now("-86400")
            answer = client.ask("POST", "/documents", texts.document(number))
            expect(answer.status == 201, f"POST gives {answer}")
            kept.append(answer.json()["documents"][0]["id"])
            mention = client.get(f"/collections/mentions/items?limit=1&document={kept[-1]}").json()["features"][0]["id"]
            answer = client.ask("PATCH", f"/collections/mentions/items/{mention}", {"place_id": "169577"})
            expect(answer.status == 200, f"PATCH gives {answer}")
            corrected.append(mention)
        listed = client.get("/corrections").json()["corrections"]
        made = [one["at"] for one in listed]
        expect(made != sorted(made), "the clock did not go back for the server")
        mentions = [f"{one['document_id']}-{one['start']}-{one['end']}" for one in listed]
        expect(mentions == corrected, "the corrections are not in the order in which they were made")
        # The same mention again, with the earlier time: the later deed holds.
        answer = client.ask("PATCH", f"/collections/mentions/items/{corrected[0]}", {"place_id": "2332459"})
        expect(answer.status == 200 and answer.json()["properties"]["place_id"] == "2332459", f"PATCH gives {answer}")
        before = client.get("/collections/mentions/items?limit=1000&f=csv").body
        server.kill()
    with trial.server(store) as server:
        client = server.client()
        all_there(client, kept)
        expect(client.get("/collections/mentions/items?limit=1000&f=csv").body == before, "the mentions are others after a restart")
    whole(trial, store)


def newer_store(trial):
    """A store of a later version: refused in words, and left byte for byte as it was."""
    store = trial.store(trial.folder + "/newer.gpkg", 3)
    with sqlite3.connect(store) as connection:
        connection.execute("UPDATE dateline_meta SET value = 99 WHERE key = 'schema_version'")
    connection.close()
    before = content(store)
    for command in (("serve", "--no-open", "--listen", "127.0.0.1:0"), ("ingest", __file__), ("reparse",), ("check",),
                    ("query", "mentions"), ("backup", trial.folder + "/copy.gpkg")):
        code, words = run(trial.binary, *command, "--store", store, timeout=30)
        expect(code == 1, f"{command[0]} ends with {code}: {words}")
        tells(words, "newer.gpkg", "version 99")
        no_panic(words)
    expect(content(store) == before, "the file was changed")
    left = sorted(os.listdir(trial.folder))
    expect(not any(name.startswith("newer.gpkg-") or name == "copy.gpkg" for name in left), f"it left {left}")


def second_server(trial):
    """A second server on one file, by its own name or through a link: refused, and the process that has it is named."""
    store = trial.folder + "/one.gpkg"
    link = trial.folder + "/link.gpkg"
    os.symlink(store, link)
    with trial.server(store) as first:
        for path in (store, link):
            for command in (("serve", "--no-open", "--no-seeds", "--listen", "127.0.0.1:0"), ("ingest", __file__), ("reparse",)):
                code, words = run(trial.binary, *command, "--store", path, timeout=30)
                expect(code == 1, f"{command[0]} ends with {code}: {words}")
                tells(words, os.path.basename(path), f"process {first.process.pid}")
        expect(first.client().ask("POST", "/documents", texts.document(1)).status == 201, "the first one no longer writes")
        first.kill()
    with trial.server(store) as server:
        expect(server.client().get("/ready").json()["documents"] == 1, "the lock of a killed server holds, or its document is gone")


def other_program_writes(trial):
    """Another program holds the file for a while, as QGIS does when it saves: writing waits, then says so, and goes on."""
    store = trial.folder + "/shared.gpkg"
    with trial.server(store) as server:
        client = server.client()
        expect(client.ask("POST", "/documents", texts.document(1)).status == 201, "the first document is not taken")
        for seconds, expected in ((2, 201), (14, 503)):
            other = subprocess.Popen(
                [sys.executable, "-c", "import sqlite3, sys, time\nc = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
                 "c.execute('BEGIN IMMEDIATE')\nprint(flush=True)\ntime.sleep(float(sys.argv[2]))\nc.execute('ROLLBACK')",
                 store, str(seconds)], stdout=subprocess.PIPE)
            other.stdout.readline()
            began = time.monotonic()
            answer = client.ask("POST", "/documents", texts.document(seconds))
            say(f"    held for {seconds} s: {answer.status} after {time.monotonic() - began:.1f} s {answer.body[:200].decode()}")
            expect(answer.status == expected, f"held for {seconds} s: {answer}")
            if expected == 503:
                tells(answer.body.decode(), "locked|in use|busy", "shared.gpkg")
                expect(client.get("/collections/mentions/items?limit=1").status == 200, "readers wait for the other program")
            other.wait()
        expect(client.ask("POST", "/documents", texts.document(14)).status == 201, "it does not write again")
    whole(trial, store)


def full_queue(trial):
    """More writers than the queue holds: some are asked to come back, none is left without an answer, and none is lost."""
    with trial.server(trial.folder + "/queue.gpkg") as server:
        sockets = []
        for number in range(200):
            body = ("\n".join(f'{{"text": "{texts.report(number * 40 + part)}"}}' for part in range(40))).encode()
            connection = socket.create_connection(("127.0.0.1", server.port), timeout=60)
            head = ("POST /documents HTTP/1.1", "Host: localhost", "Connection: close", "Content-Type: application/x-ndjson",
                    f"Content-Length: {len(body)}", "", "")
            connection.sendall("\r\n".join(head).encode() + body)
            sockets.append(connection)
        answers = []
        for connection in sockets:
            words = b""
            while part := connection.recv(65536):
                words += part
            answers.append(words.decode())
        added = sum(answer.count('"outcome":"added"') for answer in answers)
        busy = [answer for answer in answers if answer.startswith("HTTP/1.1 503")]
        say(f"    of {len(answers)} at once {len(busy)} were turned away")
        expect(all(answer.startswith(("HTTP/1.1 201", "HTTP/1.1 503")) for answer in answers), "other answers came")
        told = all("retry-after" in answer.lower() and "waiting" in answer for answer in busy)
        expect(told, "a refusal does not say when to come back")
        expect(server.client().get("/ready").json()["documents"] == added, "not as many documents as were acknowledged")


CHECKS = [clock_goes_back, newer_store, second_server, other_program_writes, full_queue]
