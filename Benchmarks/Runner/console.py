"""The pages of the console on a large store."""

import hashlib
import json
import shutil
import sys
from contextlib import contextmanager
from pathlib import Path

import data
import paths
from data import DATA
from measure import Contender, Measure, statement
from process import Failed

PARTS = ("median", "p95", "bytes", "first")


def store(bench, rows):
    """The folder of the store. Another schema or another generator makes another one."""
    state = hashlib.sha256()
    for folder in ("Sources/Store/Migrations", "Sources/sushai-bench/Console"):
        for file in sorted((paths.ROOT / folder).rglob("*.swift")):
            state.update(file.name.encode() + b"\0" + file.read_bytes())
    made = DATA / f"console-{rows}-{state.hexdigest()[:12]}"
    if not made.exists():
        for earlier in DATA.glob(f"console-{rows}-*"):
            shutil.rmtree(earlier)
        part = made.with_name(made.name + ".part")
        environment = {"SUSHAI_CRAWLERS": paths.ROOT / "Crawlers", "SUSHAI_CRITERIA": paths.ROOT / "Criteria"}
        data.make(
            f"a store with {rows:,} listings",
            ["env", *(f"{name}={value}" for name, value in environment.items()), *bench, "console-store", part,
             "--listings", rows])
        part.rename(made)
    return made


@contextmanager
def measure(sushai, bench, rounds, rows):
    """Every page of every kind of person. The figure is the 95th percentile of the slowest one."""
    made = store(bench, rows)
    data.warm(made / "sushai.sqlite")
    yield Measure(
        "console", "ms",
        [
            Contender(
                "ours", [sys.executable, Path(__file__).with_name("console_pages.py"), sushai.parent, "store"],
                prepare=lambda folder: shutil.copytree(made, folder / "store"),
                inspect=lambda folder: json.loads((folder / "pages.json").read_text()))
        ],
        figure=slowest, rounds=rounds, shown=("pages", "largestBytes", "firstLoadBytes"), parts=PARTS)


def slowest(result):
    line = statement(result)
    if not line or "milliseconds" not in line:
        raise Failed("no line with milliseconds was printed")
    return line["milliseconds"]
