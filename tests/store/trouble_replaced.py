"""What becomes of a store whose file is taken away or replaced while it is served; run by trouble.py."""

import os

import texts
from server import run, say
from trial import all_there, expect, posted, tells, whole

SIDES = ("", "-wal", "-shm")


def refused(answer):
    """What cannot be kept must not be acknowledged."""
    say(f"    POST: {answer}")
    expect(answer.status >= 500, f"a document was acknowledged that is lost: {answer}")


def file_removed(trial):
    """The file of a running server is removed: nothing is acknowledged any more that is written to no file."""
    store = trial.folder + "/removed.gpkg"
    with trial.server(store) as server:
        client = server.client()
        posted(client, 1)
        for side in SIDES:
            os.remove(store + side)
        refused(client.ask("POST", "/documents", texts.document(2)))


def file_replaced(trial):
    """Another file is put in its place, as who brings back a copy would do: it stays whole, and nothing more is acknowledged."""
    store, copy = trial.folder + "/replaced.gpkg", trial.folder + "/copy.gpkg"
    with trial.server(store) as server:
        client = server.client()
        kept = [posted(client, number) for number in range(3)]
        code, words = run(trial.binary, "backup", "--store", store, copy)
        expect(code == 0, words)
        os.replace(copy, store)
        refused(client.ask("POST", "/documents", texts.document(5)))
    with trial.server(store) as server:
        all_there(server.client(), kept)
    whole(trial, store)


def copy_over_itself(trial):
    """A copy onto the store that it is a copy of: refused, or the store stays whole with all that was acknowledged."""
    store = trial.folder + "/itself.gpkg"
    with trial.server(store) as server:
        client = server.client()
        kept = [posted(client, number) for number in range(3)]
        code, words = run(trial.binary, "backup", "--store", store, "--overwrite", store)
        say(f"    backup: {code} {words}")
        kept.append(posted(client, 4))
        server.kill()
    whole(trial, store)
    with trial.server(store) as server:
        all_there(server.client(), kept)


def copy_over_served(trial):
    """A copy onto another store that is served: refused, and the process that has it is named."""
    good, store = trial.store(trial.folder + "/good.gpkg", 4), trial.folder + "/served.gpkg"
    with trial.server(store) as server:
        client = server.client()
        kept = [posted(client, 10)]
        code, words = run(trial.binary, "backup", "--store", good, "--overwrite", store)
        say(f"    backup: {code} {words}")
        kept.append(posted(client, 11))
        server.kill()
    whole(trial, store)
    with trial.server(store) as server:
        all_there(server.client(), kept)
    expect(code == 1, "a store that is served was copied over")
    tells(words, "served.gpkg", f"process {server.process.pid}|in use")


def copy_over_crashed(trial):
    """A copy onto a store whose server was killed, which left a write-ahead log: the copy is whole, and of the copied."""
    good, store = trial.store(trial.folder + "/good.gpkg", 4), trial.folder + "/crashed.gpkg"
    with trial.server(store) as server:
        client = server.client()
        for number in range(20):
            posted(client, number)
        server.kill()
    expect(os.path.exists(store + "-wal"), "there is no write-ahead log to try it with")
    code, words = run(trial.binary, "backup", "--store", good, "--overwrite", store)
    say(f"    backup: {code} {words}")
    whole(trial, store)
    with trial.server(store) as server:
        expect(server.client().get("/ready").json()["documents"] == 4, "it is not the store that was copied")


CHECKS = [file_removed, file_replaced, copy_over_itself, copy_over_served, copy_over_crashed]
