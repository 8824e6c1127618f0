"""What becomes of writing where the disk is full or may not be written; run by trouble.py."""

import os
import subprocess

import texts
from server import content, run, say
from trial import Skip, all_there, expect, no_panic, tells, whole

NOBODY = "65534"


def disk_full(trial):
    """A full disk: writing is refused in words and loses nothing, and goes on by itself when there is space."""
    if os.geteuid() != 0:
        raise Skip("making a small file system needs root")
    mount = trial.folder + "/small"
    os.makedirs(mount)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", mount], capture_output=True, check=False).returncode:
        raise Skip("a tmpfs cannot be mounted here")
    try:
        store = mount + "/full.gpkg"
        ballast = mount + "/ballast"
        with open(ballast, "wb") as file:
            file.write(bytes(2 << 20))
        with trial.server(store) as server:
            client = server.client()
            kept, number = [], 0
            while True:
                answer = client.ask("POST", "/documents", texts.document(number, 40))
                if answer.status not in (200, 201):
                    break
                kept += [document["id"] for document in answer.json()["documents"]]
                number += 1
                expect(number < 2000, "the disk never gets full")
            say(f"    full after {number} documents: {answer}")
            expect(answer.status in (500, 503, 507), f"a full disk gives {answer.status}")
            expect(answer.headers["content-type"] == "application/problem+json", "the refusal is no problem+json")
            tells(answer.body.decode(), "full", "full.gpkg")
            all_there(client, kept)
            again = client.ask("POST", "/documents", texts.document(number, 40))
            expect(again.status == answer.status, f"the next one gives {again}")
            whole(trial, store)
            mention = client.get("/collections/mentions/items?limit=1").json()["features"][0]["id"]
            for request in (("DELETE", f"/documents/{kept[-1]}"),
                            ("PATCH", f"/collections/mentions/items/{mention}", {"kind": "region"})):
                answer = client.ask(*request)
                say(f"    {request[0]}: {answer}")
                expect(answer.status in (200, 204, 500, 503, 507), f"{request[0]} gives {answer}")
                if answer.status >= 500:
                    tells(answer.body.decode(), "full")
                elif request[0] == "DELETE":
                    kept.pop()
            os.remove(ballast)
            answer = client.ask("POST", "/documents", texts.document(number, 40))
            expect(answer.status == 201, f"with space again, writing gives {answer}")
            kept.append(answer.json()["documents"][0]["id"])
            for number in range(number + 1, number + 6):
                answer = client.ask("POST", "/documents", texts.document(number, 2))
                expect(answer.status == 201, f"with space again, writing gives {answer}")
                kept.append(answer.json()["documents"][0]["id"])
            server.kill()
        with trial.server(store) as server:
            all_there(server.client(), kept)
        whole(trial, store)
        # And a start on a disk that is full already.
        fill(ballast)
        server = trial.server(store)
        try:
            server.wait()
            all_there(server.client(), kept)
            say("    on a full disk it starts and serves")
        except RuntimeError as words:
            say(f"    on a full disk it does not start: {words}")
            tells(str(words), "full.gpkg")
        finally:
            server.stop()
        os.remove(ballast)
        with trial.server(store) as server:
            all_there(server.client(), kept)
        whole(trial, store)
    finally:
        subprocess.run(["umount", "-l", mount], check=False)


def fill(path):
    """Writes until there is no space."""
    try:
        with open(path, "wb", buffering=0) as file:
            while file.write(bytes(4096)):
                pass
    except OSError:
        pass


def read_only(trial, what):
    """Serves nothing and writes nothing where it may not write; reading commands work."""
    folder = trial.folder + "/kept"
    os.makedirs(folder)
    store = trial.store(folder + "/kept.gpkg", 5)
    before = content(store)
    lock = store + ".lock"
    if os.path.exists(lock):
        os.remove(lock)
    as_user = ()
    if os.geteuid() == 0:
        as_user = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")
        os.chmod(trial.folder, 0o777)
        for path in (folder, store):
            os.chown(path, int(NOBODY), int(NOBODY))
    os.chmod(store, 0o444)
    os.chmod(folder, 0o555 if what == "folder" else 0o755)
    try:
        server = trial.server(store, before=as_user)
        try:
            server.wait()
            raise AssertionError(f"a read-only {what} is served as if it could be written")
        except RuntimeError as words:
            say(f"    serve: {words}")
            tells(str(words), "kept.gpkg", "ermission|read.?only|readonly")
            no_panic(str(words))
        finally:
            server.stop()
        text = trial.folder + "/one.txt"
        with open(text, "w", encoding="utf-8") as file:
            file.write(texts.report(77))
        for command, good in ((("ingest", "--store", store, text), False), (("check", "--store", store), True),
                              (("query", "mentions", "--store", store, "--out", trial.folder + "/answer.geojson"), True)):
            code, words = run(trial.binary, *command, before=as_user)
            say(f"    {command[0]}: {code} {words[:200]}")
            expect((code == 0) == good, f"{command[0]} ends with {code}: {words}")
            no_panic(words)
            if not good:
                tells(words, "kept.gpkg")
        expect(content(store) == before, "the file was changed")
    finally:
        os.chmod(folder, 0o755)


def read_only_folder(trial):
    """A folder without leave to write: refused in words that name the file, while check and query read."""
    read_only(trial, "folder")


def read_only_file(trial):
    """A file without leave to write: the same."""
    read_only(trial, "file")


CHECKS = [disk_full, read_only_folder, read_only_file]
