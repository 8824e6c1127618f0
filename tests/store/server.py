"""A server of the release binary, started, killed and asked over HTTP; shared by the scripts beside it."""

import atexit
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time

# A store of a million mentions takes minutes.
READY_SECONDS = 1200


def free_port():
    """A TCP port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Answer:
    """What came back: status, headers by name in small letters, body."""

    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)

    def __str__(self):
        return f"{self.status} {self.body[:300].decode(errors='replace')}"


class Client:
    """One connection that is kept open. A request is never sent a second time by itself: whoever asks knows what it means."""

    def __init__(self, port, timeout=60):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)

    def ask(self, method, path, body=None, content_type="application/json"):
        headers = {}
        if body is not None and not isinstance(body, (bytes, str)):
            body = json.dumps(body)
        if isinstance(body, str):
            body = body.encode()
        if body is not None:
            headers["Content-Type"] = content_type
        try:
            if self.connection.sock is None:
                self.connection.connect()
                # A head and its body are two writes, and the second must not wait for the first to be confirmed.
                self.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
            found = {}
            for name, value in response.getheaders():
                name = name.lower()
                found[name] = f"{found[name]}, {value}" if name in found else value
            return Answer(response.status, found, response.read())
        except (OSError, http.client.HTTPException):
            self.connection.close()
            raise

    def get(self, path):
        return self.ask("GET", path)

    def close(self):
        self.connection.close()

    def ask_patiently(self, *request, patience=60):
        """The same, again where the server is busy and says when to come back; with how often it was turned away."""
        end = time.monotonic() + patience
        turned_away = 0
        while True:
            answer = self.ask(*request)
            if answer.status != 503 or "retry-after" not in answer.headers or time.monotonic() > end:
                return answer, turned_away
            turned_away += 1
            time.sleep(float(answer.headers["retry-after"]) / 10)


# What is killed when the script ends, however it does.
STARTED = []


@atexit.register
def kill_what_is_left():
    for process in STARTED:
        if process.poll() is None:
            process.kill()


class Server:
    """A server on a store; its words go to the end of `log`."""

    def __init__(self, binary, store, log, options=("--no-seeds",), before=(), environment=None):
        self.port = free_port()
        self.store, self.log = store, log
        self.said_before = os.path.getsize(log) if os.path.exists(log) else 0
        command = [*before, binary, "serve", "--no-open", "--store", store, "--listen", f"127.0.0.1:{self.port}"]
        self.began = time.monotonic()
        with open(log, "ab") as words:
            self.process = subprocess.Popen(
                [*command, *options], stdin=subprocess.DEVNULL, stdout=words, stderr=words, env=environment)
        STARTED.append(self.process)

    def client(self, timeout=60):
        return Client(self.port, timeout)

    def wait(self):
        """Waits until it answers; gives the seconds since its start. Raises with its words where it ends instead."""
        while time.monotonic() - self.began < READY_SECONDS:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with {self.process.returncode}: {self.words()[-500:]}")
            try:
                # The port is open from the start, and the answer comes when the documents are read.
                if self.client(READY_SECONDS).get("/ready").status == 200:
                    return time.monotonic() - self.began
            except (OSError, http.client.HTTPException):
                pass
            time.sleep(0.002)
        raise RuntimeError(f"the server did not answer within {READY_SECONDS} s: {self.words()[-500:]}")

    def words(self):
        """What it said so far."""
        with open(self.log, "rb") as words:
            words.seek(self.said_before)
            return words.read().decode(errors="replace")

    def memory(self, name="VmHWM"):
        """Bytes of memory that the process holds at most (VmHWM) or now (VmRSS)."""
        with open(f"/proc/{self.process.pid}/status", encoding="utf-8") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith(name))

    def processor_seconds(self):
        """Seconds of a processor that it took so far, on all cores together."""
        with open(f"/proc/{self.process.pid}/stat", encoding="utf-8") as status:
            fields = status.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def kill(self):
        """As a failing machine would end it."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        """As a service manager would; gives the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.kill()
            return None

    def __enter__(self):
        self.ready_seconds = self.wait()
        return self

    def __exit__(self, *_):
        self.stop()


def run(binary, *arguments, before=(), timeout=600):
    """A command of the binary: exit code, and all its words."""
    done = subprocess.run([*before, binary, *arguments], capture_output=True, text=True, timeout=timeout, check=False)
    return done.returncode, (done.stdout + done.stderr).strip()


def content(path):
    """The bytes of a file."""
    with open(path, "rb") as file:
        return file.read()


def validate(store):
    """What GDAL's check of GeoPackages says against a file; None where it is not installed."""
    python = "/usr/bin/python3"
    module = "osgeo_utils.samples.validate_gpkg"
    if not os.path.exists(python) or subprocess.run(
            [python, "-c", f"import {module}"], capture_output=True, check=False).returncode:
        return None
    done = subprocess.run([python, "-m", module, store], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else (done.stdout + done.stderr).strip()


def workplace():
    """A folder that is gone with the script, also where somebody ends that."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    return tempfile.TemporaryDirectory(prefix="dateline-store-")


def percentile(values, share):
    """The value that a share of all is not above."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def say(*words):
    print(*words, flush=True)


def end(faults):
    """Says how it went, and ends the script with that."""
    for fault in faults:
        say(f"FAULT: {fault}")
    say("failed" if faults else "passed")
    sys.exit(1 if faults else 0)
