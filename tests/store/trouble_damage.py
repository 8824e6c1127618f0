"""What becomes of files that are damaged, or that are no store; run by trouble.py."""

import csv
import io
import os
import random
import sqlite3

from server import content, run, say
from trial import expect, no_panic, tells

FLIPS = 24


def asked(trial, store):
    """What the commands and a server make of a file: exit code and words of check, and all that is served, or None."""
    code, words = trial.check(store)
    server = trial.server(store)
    data = None
    try:
        server.wait()
        data = served(server.client())
    except RuntimeError as error:
        tells(str(error), os.path.basename(store))
    finally:
        server.stop()
    no_panic(words + server.words())
    if code != 0:
        tells(words, os.path.basename(store))
    return code, words, data


def served(client):
    """All that is served of mentions, documents and corrections, to be compared."""
    answers = []
    for path in ("/collections/mentions/items?limit=10000&f=csv", "/collections/unlocated/items?f=csv",
                 "/documents?limit=1000", "/corrections"):
        answer = client.get(path)
        expect(answer.status < 500, f"{path}: {answer}")
        # The addresses in it have the port of the server.
        answers.append(answer.body if "csv" in path else {**answer.json(), "links": None})
    listed = answers[2].get("documents", [])
    return answers, [client.get(f"/documents/{one['id']}").json().get("text") for one in listed]


def differences(before, after):
    """Which properties of mentions, or what else, are others."""
    if after is None:
        return "not served"
    rows = [list(csv.DictReader(io.StringIO(data[0][0].decode(errors="replace")))) for data in (before, after)]
    if len(rows[0]) != len(rows[1]):
        return f"{len(rows[1])} mentions and not {len(rows[0])}"
    names = {name for one, other in zip(*rows) for name in one if one[name] != other[name]}
    if before[1] != after[1]:
        names.add("a text")
    return ", ".join(sorted(names)) or "something else"


def good_store(trial, documents):
    """A store that is whole: its file, the bytes of it, and what is served of it."""
    store = trial.store(trial.folder + "/good.gpkg", documents)
    code, words, data = asked(trial, store)
    expect(code == 0 and data, f"the good store is not good: {words}")
    with open(store, "rb") as file:
        return file.read(), data


def written(trial, name, damaged):
    with open(f"{trial.folder}/{name}.gpkg", "wb") as file:
        file.write(damaged)
    return file.name


def header_damaged(trial):
    """Bytes flipped in the first hundred: an error that names the file, or the same data as before; never a panic."""
    good, before = good_store(trial, 20)
    for at in (0, 5, 15, 16, 17, 18, 19, 20, 21, 24, 28, 40, 44, 47, 56, 60, 68, 96, 100, 103):
        damaged = bytearray(good)
        damaged[at] ^= 0xFF
        store = written(trial, f"header{at}", damaged)
        code, words, data = asked(trial, store)
        say(f"    byte {at:3}: {'refused' if data is None else 'served'}; check {code}: {words.splitlines()[0][:140]}")
        expect(code != 0 or data in (None, before), f"byte {at} flipped: other data, and check finds nothing")
        os.remove(store)


def middle_damaged(trial):
    """Bytes flipped anywhere: an error that names the file, or check finds it, or the data are the same; never a panic."""
    good, before = good_store(trial, 60)
    choice = random.Random(7)
    found = harmless = 0
    unnoticed = []
    for number in range(FLIPS):
        at = choice.randrange(4096, len(good) - 64)
        damaged = bytearray(good)
        for offset in range(choice.choice((1, 8, 64))):
            damaged[at + offset] ^= choice.randrange(1, 256)
        store = written(trial, f"flip{number}", damaged)
        code, _, data = asked(trial, store)
        if code != 0:
            found += 1
        elif data == before:
            harmless += 1
        else:
            unnoticed.append((at, differences(before, data)))
        os.remove(store)
    say(f"    of {FLIPS} damages check found {found}, {harmless} changed nothing that is served, {len(unnoticed)} were unnoticed")
    for at, words in unnoticed:
        say(f"    unnoticed at {at} of {len(good)}: {words}")
    expect(not unnoticed, f"check is content with changed data in {len(unnoticed)} of {FLIPS} damaged files")


def text_damaged(trial):
    """A letter of a stored text is another: check finds that the text is not that of its content hash."""
    store = trial.store(trial.folder + "/text.gpkg", 5)
    with open(store, "r+b") as file:
        at = file.read().rindex(b"The file has the number 00000003")
        file.seek(at)
        file.write(b"Thy")
    code, words = trial.check(store)
    say(f"    check: {code} {words}")
    expect(code == 1, "check is content with a text that was changed")


def truncated(trial):
    """A file cut off: an error that names it, or the same data as before; never a panic."""
    good, before = good_store(trial, 60)
    half = len(good) // 2 // 4096 * 4096
    for size in (0, 1, 15, 100, 512, 4095, 4096, 8192, half, half + 77, len(good) - 4096, len(good) - 1):
        store = written(trial, f"cut{size}", good[:size])
        code, words, data = asked(trial, store)
        say(f"    {size:7} bytes: {'refused' if data is None else 'served'}; check {code}: {words.splitlines()[0][:140]}")
        expect(code != 0 or data == before or size < 2, f"check is content with {size} of {len(good)} bytes, and the data are others")
        os.remove(store)


def no_store(trial):
    """A text, a folder, a database or a GeoPackage of others, a name in no folder: refused in words, and left as they were."""
    folder = trial.folder
    with open(folder + "/text.gpkg", "w", encoding="utf-8") as file:
        file.write("Shelling hit two houses in Homs.\n" * 500)
    with sqlite3.connect(folder + "/database.gpkg") as connection:
        connection.execute("CREATE TABLE notes (words TEXT)")
    connection.close()
    with sqlite3.connect(folder + "/foreign.gpkg") as connection:
        connection.executescript("PRAGMA application_id = 1196444487; CREATE TABLE gpkg_contents (table_name TEXT);"
                                 "CREATE TABLE roads (fid INTEGER)")
    connection.close()
    os.makedirs(folder + "/reports.gpkg")
    for name, expected in (("text.gpkg", "not a GeoPackage"), ("database.gpkg", "not a GeoPackage"),
                           ("foreign.gpkg", "did not make"), ("reports.gpkg", "folder|directory"), ("none/here.gpkg", "here.gpkg")):
        store = f"{folder}/{name}"
        before = content(store) if os.path.isfile(store) else None
        for command in (("serve", "--no-open", "--listen", "127.0.0.1:0"), ("ingest", __file__), ("check",), ("query", "mentions")):
            code, words = run(trial.binary, *command, "--store", store, timeout=30)
            say(f"    {name}: {command[0]}: {words[:160]!r}")
            expect(code == 1, f"{command[0]} of {name} ends with {code}: {words}")
            tells(words, name, "there is no" if name.startswith("none") and command[0] in ("check", "query") else expected)
            no_panic(words)
        if before is not None:
            expect(content(store) == before, f"{name} was changed")
            expect(not os.path.exists(store + ".lock"), f"a lock was left beside {name}")


CHECKS = [header_damaged, middle_damaged, text_damaged, truncated, no_store]
