#!/usr/bin/env python3
"""Spark on one master and two workers gives the rows that one process gives, also when a worker is killed in the midst.

Both runs are of examples/spark/geoparse.py. In the second one a worker and its executor end by SIGKILL while they have tasks; that it was
then is told by Spark itself: the executor had active tasks, tasks failed because it was lost, and the job ended after that.

Usage: cluster.py [--documents N] [--tasks N]     20,000 documents take some two minutes on two cores
"""

import argparse
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pyspark

import dateline

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "store"))

import texts as reports  # noqa: E402

EXAMPLE = ROOT / "examples" / "spark" / "geoparse.py"
SPARK = Path(pyspark.__file__).parent
WORKERS = 2
# Tasks that have ended before a worker is killed: enough that both are at work.
BEFORE = 5
SECONDS = 180


def say(words):
    print(words, flush=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(found, what, seconds=SECONDS):
    """What `found` gives, as soon as it gives anything."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        # A page that is only coming up answers with words, or with no application.
        with contextlib.suppress(OSError, ValueError):
            if answer := found():
                return answer
        time.sleep(0.05)
    raise SystemExit(f"failed: {what} did not come within {seconds} s")


class Cluster:
    """A master and its workers, each a process, with a core for each worker."""

    def __init__(self, folder):
        self.folder = folder
        self.port, self.page = free_port(), free_port()
        self.address = f"spark://127.0.0.1:{self.port}"
        self.environment = {
            **os.environ,
            "SPARK_HOME": str(SPARK),
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_CONF_DIR": str(folder),
            "PYSPARK_PYTHON": sys.executable,
            "PYSPARK_DRIVER_PYTHON": sys.executable,
        }
        self.processes = []

    def __enter__(self):
        self.master = self.start("master", "--host", "127.0.0.1", "--port", self.port, "--webui-port", self.page)
        until(lambda: self.state()["status"] == "ALIVE", "the master")
        self.workers = [
            self.start(
                "worker", "--host", "127.0.0.1", "--cores", 1, "--memory", "1g", "--webui-port", free_port(),
                "--work-dir", self.folder / f"work{number}", self.address, number=number,
            )
            for number in range(WORKERS)
        ]  # fmt: skip
        until(lambda: self.state()["aliveworkers"] == WORKERS, "the workers")
        return self

    def start(self, what, *options, number=0):
        name = f"org.apache.spark.deploy.{what}.{what.capitalize()}"
        command = [str(SPARK / "bin" / "spark-class"), name, *map(str, options)]
        with open(self.folder / f"{what}{number}.log", "wb") as log:
            process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log, start_new_session=True)
        self.processes.append(process)
        return process

    def __exit__(self, *_):
        for process in self.processes:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def state(self):
        return ask(f"http://127.0.0.1:{self.page}/json/")

    def submit(self, corpus, out, task_bytes):
        """Starts the example; answers with its process and the address of its page."""
        page = free_port()
        events = self.folder / f"events-{out.name}"
        events.mkdir()
        settings = {
            "spark.ui.port": page,
            "spark.executor.memory": "600m",
            "spark.eventLog.enabled": "true",
            "spark.eventLog.rolling.enabled": "false",
            "spark.eventLog.compress": "false",
            "spark.eventLog.dir": events.as_uri(),
            # However few cores there are.
            "spark.sql.files.maxPartitionBytes": task_bytes,
            "spark.sql.files.openCostInBytes": 0,
            # Progress is to be seen as it is made.
            "spark.ui.liveUpdate.period": 0,
        }
        command = [str(SPARK / "bin" / "spark-submit"), "--master", self.address]
        for name, value in settings.items():
            command += ["--conf", f"{name}={value}"]
        command += [str(EXAMPLE), "--date", "date", "--id", "id", "--title", "title", str(corpus), str(out)]
        log = self.folder / f"{out.name}.log"
        with open(log, "wb") as lines:
            process = subprocess.Popen(
                command, env=self.environment, stdout=lines, stderr=lines, start_new_session=True
            )
        self.processes.append(process)
        return Job(process, f"http://127.0.0.1:{page}/api/v1/applications", log, events)


class Job:
    """The example while it runs on the cluster, and what Spark wrote of it."""

    def __init__(self, process, page, log, events):
        self.process, self.page, self.log, self.folder = process, page, log, events

    def executors(self):
        """The executors, as the page of the job tells of them."""
        [application] = ask(self.page)
        executors = ask(f"{self.page}/{application['id']}/allexecutors")
        return [executor for executor in executors if executor["id"] != "driver"]

    def end(self):
        code = self.process.wait()
        if code != 0:
            print(self.log.read_text(errors="replace")[-4000:])
            raise SystemExit(f"failed: spark-submit ended with {code}")

    def events(self):
        [path] = [path for path in self.folder.rglob("*") if path.is_file() and not path.name.startswith(".")]
        with open(path, encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]


def ask(address):
    with urllib.request.urlopen(address, timeout=5) as answer:
        return json.load(answer)


def children(parent):
    """The processes that a process has started."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            # The name may have blanks and brackets in it.
            fields = status.read_text().rpartition(")")[2].split()
            if int(fields[1]) == parent:
                found.append(int(status.parent.name))
    return found


def arguments(process):
    return Path(f"/proc/{process}/cmdline").read_bytes().decode(errors="replace").split("\0")


def kill_a_worker(cluster, job, out):
    """Kills the first worker and its executor while tasks run there; answers with the executor and when that was.

    Not before some tasks have written what they found: the first one only looks what columns the texts have.
    """
    worker = cluster.workers[0]

    def started():
        # Its other children, such as one that looks what the machine is, have gone again soon.
        ids = {process: arguments(process) for process in children(worker.pid)}
        return [(process, words) for process, words in ids.items() if "--executor-id" in words]

    [(executor, words)] = until(started, "the executor")
    name = words[words.index("--executor-id") + 1]

    def at_work():
        done = {path.name for path in out.glob("month=*/part-*.parquet")}
        if len(done) < BEFORE:
            return None
        # Held still it cannot end its task between the look and the kill.
        os.kill(executor, signal.SIGSTOP)
        time.sleep(0.3)
        [active] = [each["activeTasks"] for each in job.executors() if each["id"] == name]
        if active == 0:
            os.kill(executor, signal.SIGCONT)
            return None
        return done

    done = until(at_work, "a task of the executor", 600)
    if job.process.poll() is not None:
        raise SystemExit("failed: the job ended before the worker was killed")
    os.kill(worker.pid, signal.SIGKILL)
    os.kill(executor, signal.SIGKILL)
    killed = time.time()
    worker.wait()
    say(f"worker {worker.pid} and its executor {name} ({executor}) killed after {len(done)} tasks, while it had tasks")
    return name, killed


def prove(job, executor, killed):
    """Spark's own account: the executor was lost with tasks on it, and others did them before the job ended."""
    events = job.events()
    ends = [event for event in events if event["Event"] == "SparkListenerTaskEnd"]
    lost = [event for event in ends if event["Task End Reason"]["Reason"] == "ExecutorLostFailure"]
    after = [
        event
        for event in ends
        if event["Task End Reason"]["Reason"] == "Success" and event["Task Info"]["Finish Time"] / 1000 > killed
    ]
    [removed] = [event for event in events if event["Event"] == "SparkListenerExecutorRemoved"] or [None]
    jobs = [event["Completion Time"] / 1000 for event in events if event["Event"] == "SparkListenerJobEnd"]
    last = max(event["Stage ID"] for event in ends)
    if not lost or any(event["Task Info"]["Executor ID"] != executor or event["Stage ID"] != last for event in lost):
        raise SystemExit(f"failed: no task that reads was lost with executor {executor}")
    if removed is None or removed["Executor ID"] != executor:
        raise SystemExit(f"failed: Spark did not see executor {executor} go")
    if not after or max(jobs) < killed:
        raise SystemExit("failed: the job had ended before the worker was killed")
    say(
        f"Spark lost {len(lost)} running task(s) with it and did {len(after)} tasks after that, "
        f"until {max(jobs) - killed:.1f} s after the kill"
    )


def written(out, columns):
    """The rows that are in a folder of GeoParquet, in the order of their ids; its files are looked at first."""
    files = sorted(out.rglob("*.parquet"))
    months = {path.parent.name for path in files}
    if len(months) != 12 or any(path.parent.parent != out for path in files) or (out / "_unfinished").exists():
        raise SystemExit(f"failed: {out} has other files than those of twelve months")
    geo = json.loads(pq.read_metadata(files[0]).metadata[b"geo"])
    if geo["columns"]["geometry"]["encoding"] != "WKB":
        raise SystemExit(f"failed: {files[0]} is no GeoParquet")
    tables = []
    for path in files:
        table = pq.ParquetFile(path).read()
        if {day.strftime("month=%Y-%m") for day in pc.unique(table["published"]).to_pylist()} != {path.parent.name}:
            raise SystemExit(f"failed: {path} has mentions of other months")
        tables.append(table)
    return pa.concat_tables(tables).select(columns).sort_by("id"), len(files)


def compare(expected, out):
    found, files = written(out, expected.column_names)
    if len(found) != len(expected):
        raise SystemExit(f"failed: {len(found)} rows for {len(expected)}")
    for name in expected.column_names:
        if found[name].to_pylist() != expected[name].to_pylist():
            raise SystemExit(f"failed: the rows differ in {name}")
    say(f"{len(found)} rows in {files} files, the same as those of one process")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--tasks", type=int, default=32)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dateline-spark.") as folder:
        folder = Path(folder)
        documents = [{"id": number, **reports.document(number)} for number in range(args.documents)]
        table = pa.Table.from_pylist(documents)
        lines, parquet = folder / "texts.jsonl", folder / "texts.parquet"
        with open(lines, "w", encoding="utf-8") as out:
            out.writelines(json.dumps(document) + "\n" for document in documents)
        parquet.mkdir()
        for number, begin in enumerate(range(0, len(table), -(-len(table) // args.tasks))):
            pq.write_table(table.slice(begin, -(-len(table) // args.tasks)), parquet / f"{number:03}.parquet")
        # What a task is: so many bytes of the lines, and a file of Parquet.
        size = lines.stat().st_size
        bytes_of = {lines: -(-size // args.tasks), parquet: max(path.stat().st_size for path in parquet.iterdir())}

        begin = time.monotonic()
        answer = dateline.annotate(table).to_pyarrow()
        seconds = time.monotonic() - begin
        say(f"{args.documents} documents of {size / 1e6:.0f} MB: one process, all cores, {seconds:.1f} s")
        expected = answer.sort_by("id")

        with Cluster(folder) as cluster:
            for name, corpus in (("whole", lines), ("killed", parquet)):
                begin = time.monotonic()
                job = cluster.submit(corpus, folder / name, bytes_of[corpus])
                told = kill_a_worker(cluster, job, folder / name) if name == "killed" else None
                job.end()
                say(f"Spark, {name}: {time.monotonic() - begin:.1f} s from spark-submit to the end")
                if told:
                    prove(job, *told)
                # The ids of JSON lines are read as texts, whatever they are.
                ids = expected["row_id"].cast(pa.string() if corpus is lines else pa.int64())
                compare(expected.set_column(0, "row_id", ids), folder / name)


if __name__ == "__main__":
    main()
