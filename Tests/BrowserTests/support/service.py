"""The program under test: accounts from the command line, and the service on a free port."""

import calendar
import contextlib
import json
import os
import pathlib
import sqlite3
import subprocess
import time


# The program reads Criteria/ and Crawlers/ of its working folder.
ROOT = pathlib.Path(__file__).resolve().parents[3]


class Service:
    """`sushai serve` on the database of the demonstration. It ends with this process, when its standard input closes."""

    # An hour after the demonstration, in Beijing time. With a fixed day, the screens of two runs are alike.
    START = "2026-11-16T10:00:00+08:00"

    def __init__(self, programs: pathlib.Path, folder: pathlib.Path):
        self._program = str(programs / "sushai")
        self._environment = dict(
            os.environ,
            SUSHAI_DATABASE=str(folder / "sushai.sqlite"),
            SUSHAI_EVIDENCE=str(folder / "evidence"),
            SUSHAI_LOG_LEVEL="warning",
            SUSHAI_PORT="0",
            SUSHAI_CLOCK_START=self.START,
        )
        self._log = open(folder / "serve.log", "w")
        self._begun = time.monotonic()
        self._process = subprocess.Popen(
            [self._program, "serve", "--no-workers", "--stop-with-input"],
            env=self._environment,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )
        line = self._process.stdout.readline()
        if "http://" not in line:
            raise RuntimeError(f"sushai serve printed {line!r}; see {self._log.name}")
        self.address = line.split()[-1]

    def now(self) -> float:
        """The seconds of the service's clock. It began with the process, so this is wrong by less than a second."""
        start = calendar.timegm(time.strptime(self.START, "%Y-%m-%dT%H:%M:%S+08:00")) - 8 * 3600
        return start + time.monotonic() - self._begun

    def create(self, name: str, options: list[str]) -> str:
        """Makes an account and returns its temporary password."""
        return json.loads(self.run("user", "create", "--name", name, *options, "--json"))[0]["password"]

    def run(self, *words: str) -> str:
        """Runs a command on the database of the service and returns what it printed."""
        moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self.now()))
        run = subprocess.run(
            [self._program, *words],
            env=dict(self._environment, SUSHAI_CLOCK_START=moment),
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        if run.returncode != 0:
            raise RuntimeError(f"sushai {' '.join(words)}: {run.stderr}")
        return run.stdout

    def query(self, statement: str, *values) -> list:
        """Rows of the database; also changes what no command changes, such as the time of a request."""
        database = sqlite3.connect(self._environment["SUSHAI_DATABASE"], timeout=20)
        with contextlib.closing(database), database:
            return database.execute(statement, values).fetchall()

    def leave_alone(self, name: str):
        """Moves the sessions of an account two hours back, so that they have ended by themselves."""
        self.query(
            "UPDATE accountSession SET createdAt = createdAt - 7200000, lastSeenAt = lastSeenAt - 7200000 "
            "WHERE accountId = (SELECT id FROM account WHERE name = ?)",
            name,
        )

    def stop(self):
        self._process.stdin.close()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._process.stdout.close()
        self._log.close()
