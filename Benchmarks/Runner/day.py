"""The second day of three feeds: fetched, stored, screened, and its flags listed, by our commands and by a script.

Both begin with the database of the first day, which each made itself. The pages come from nginx on this machine.
"""

import shutil
import sys
from contextlib import contextmanager
from functools import partial

import data
import paths
import process
from data import Day
from measure import Contender, Measure
from ours import ENVIRONMENT
from pulling import served

FEEDS = ("a", "b", "c")
DAYS = ("2026-11-01", "2026-11-02")
RECORDS = 122
"""Listings on a page."""
CHANGES = {"figures": 40, "attributes": 2}

OURS = """
"$0" pull {crawlers} > /dev/null && "$0" screen > /dev/null || exit 1
for pull in {pulls}; do "$0" screen --list --json --limit 1000000 --pull $pull || exit 1; done
"""
CHECKPOINT = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1])
assert database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
database.close()
"""


@contextmanager
def measure(sushai, rounds, pages):
    days = [Day(number, **CHANGES) for number in (1, 2)]
    data.rules()
    folders = {feed: [data.pages(pages, day, first(feed, pages)) for day in days] for feed in FEEDS}
    current = data.scratch() / "day"
    current.mkdir()
    found = {name: current / f"{name}.flags" for name in ("ours", "script")}
    publish(current, folders, 0)
    with served({feed: current / feed for feed in FEEDS}, pages) as root:
        feeds = {feed: f"{root}/{feed}" for feed in FEEDS}
        contenders = [
            (our(sushai, feeds, found["ours"]), "sushai.sqlite", checkpoint),
            (script(feeds, pages, found["script"]), "day.duckdb", lambda file: None),
        ]
        after = [begin(current, make(1), file, settle) for make, file, settle in contenders]
        publish(current, folders, 1)
        for feed in FEEDS:
            for page in folders[feed][1].iterdir():
                data.warm(page)
        yield Measure(
            "day", "s",
            [
                resumed(make(2), *made, settle, len(FEEDS) * pages * RECORDS)
                for (make, _, settle), made in zip(contenders, after)
            ],
            rounds=rounds, answer=answer(current, pages, days[1]), found=found,
            shown=("firstBytes", "addedBytes", "bytesPerListing"))
    shutil.rmtree(current)


def first(feed, pages):
    """The index of the first listing of a feed. No two feeds have a listing in common."""
    return FEEDS.index(feed) * pages * RECORDS


def publish(current, folders, day):
    """Shows the pages of a day at the addresses of the feeds."""
    for feed, days in folders.items():
        link = current / f"{feed}.new"
        link.symlink_to(days[day])
        link.rename(current / feed)


def our(sushai, feeds, output):
    def make(day):
        pulls = range((day - 1) * len(FEEDS) + 1, day * len(FEEDS) + 1)
        text = OURS.format(
            crawlers=" ".join(f"--crawler bench-day-{feed}" for feed in feeds), pulls=" ".join(map(str, pulls)))
        environment = {
            **ENVIRONMENT, "SUSHAI_CLOCK_START": f"{DAYS[day - 1]}T08:00:00+08:00",
            **{f"SUSHAI_BENCH_ENDPOINT_{feed.upper()}": address for feed, address in feeds.items()},
        }
        return Contender("ours", ["sh", "-c", text, sushai], environment, output)

    return make


def script(feeds, pages, output):
    def make(day):
        command = [
            paths.PYTHON, paths.PEERS / "day_duckdb.py", "day.duckdb", DAYS[day - 1], paths.PRODUCTS, output, pages,
            *(f"{feed}={address}" for feed, address in feeds.items()),
        ]
        return Contender("script", command)

    return make


def begin(current, contender, file, settle):
    """The database after the first day. It is not timed."""
    folder = current / contender.name
    folder.mkdir()
    environment = {"SUSHAI_DATABASE": folder / "sushai.sqlite", **contender.environment}
    process.run(contender.command, environment, contender.output, folder)
    settle(folder / file)
    return folder / file, size(folder / file)


def resumed(contender, database, before, settle, listings):
    """The contender with a copy of the first day's database in each run."""

    def inspect(folder):
        settle(folder / database.name)
        added = size(folder / database.name) - before
        return {"firstBytes": before, "addedBytes": added, "bytesPerListing": added / listings}

    return Contender(
        contender.name, contender.command, contender.environment, contender.output,
        prepare=partial(copy, database), inspect=inspect)


def copy(database, folder):
    shutil.copy(database, folder / database.name)


def size(database):
    """The file and its log."""
    return sum(
        file.stat().st_size for ending in ("", "-wal", ".wal")
        if (file := database.with_name(database.name + ending)).exists())


def checkpoint(database):
    """Moves the log into the file. In another process, so that this one stays small."""
    process.run([sys.executable, "-c", CHECKPOINT, database], {})


def answer(folder, pages, day):
    """The right flags of all feeds. Prices are compared in each feed on its own."""
    path = folder / "answer"
    with open(path, "wb") as file:
        for feed in FEEDS:
            file.write(data.listings("answer", pages * RECORDS, day, first(feed, pages)).read_bytes())
    return path
