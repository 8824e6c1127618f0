"""What the checks of trouble.py share."""

import re

import texts
from server import Server, run


class Skip(Exception):
    """The check needs what this machine has not."""


class Trial:
    """The binary, and a folder of its own for one check."""

    def __init__(self, binary, folder):
        self.binary, self.folder = binary, folder

    def server(self, store, **options):
        return Server(self.binary, store, f"{self.folder}/server.log", **options)

    def store(self, path, documents, sentences=9):
        """A store of some reports, closed in good order."""
        with self.server(path) as server:
            client = server.client()
            for number in range(documents):
                answer = client.ask("POST", "/documents", texts.document(number, sentences))
                expect(answer.status == 201, f"POST gives {answer}")
        return path

    def check(self, store):
        """Exit code and words of `dateline check`."""
        return run(self.binary, "check", "--store", store)


def expect(condition, words):
    if not condition:
        raise AssertionError(words)


def tells(words, *patterns):
    """Words for people have to say all of that."""
    for pattern in patterns:
        expect(re.search(pattern, words), f"nothing like {pattern!r} in: {words}")


def no_panic(words):
    expect("panicked" not in words, f"it panicked: {words}")


def all_there(client, ids):
    """Every acknowledged document is served."""
    for identity in ids:
        answer = client.get(f"/documents/{identity}")
        expect(answer.status == 200 and answer.json()["id"] == identity, f"{identity} is lost: {answer}")


def posted(client, number):
    """Adds a report, and gives its id."""
    answer = client.ask("POST", "/documents", texts.document(number))
    expect(answer.status == 201, f"POST gives {answer}")
    return answer.json()["documents"][0]["id"]


def whole(trial, store):
    """`dateline check` is content."""
    code, words = trial.check(store)
    expect(code == 0, f"check: {words}")
