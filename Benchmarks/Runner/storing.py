"""Storing a feed day after day, and screening what is stored."""

import shutil
from contextlib import contextmanager
from functools import partial

import data
import process
from data import Day
from measure import Measure, stated, stated_seconds
from ours import ENVIRONMENT, ours

SHOWN = ("rowsPerSecond", "bytesPerListing", "fileBytes")


def measures(bench, quick):
    """(name, context manager that gives the measure); the longer runs vary little, so they run once."""
    rows, few, days = (20_000, 5_000, 4) if quick else (1_000_000, 300_000, 20)
    often = 1 if quick else 3
    changed = [Day(), Day(2, figures=40)]
    yield "store.new", partial(store, bench, often, "store.new", rows, [Day()])
    yield "store.unchanged", partial(store, bench, often, "store.unchanged", rows, [Day()], ["--days", 2])
    yield "store.changed", partial(store, bench, often, "store.changed", rows, changed)
    many = [Day(number, figures=40, attributes=2) for number in range(1, days + 1)]
    yield "store.days", partial(store, bench, 1, "store.days", few, many)
    yield "store.screen", partial(screen, bench, often, "store.screen", rows, changed)


def files(rows, days):
    found = [data.listings("ndjson", rows, day) for day in days]
    data.rules()
    for file in found:
        data.warm(file)
    return found


@contextmanager
def store(bench, rounds, name, rows, days, options=()):
    """One file a day into one SQLite file, decoding included. The figure is that of the last day."""
    shown = SHOWN + (("lastToSecond", "memoryLastToSecond") if len(days) > 2 else ())
    yield Measure(
        name, "k listings/s", [ours(bench, "store", *files(rows, days), *options, "--crawler", "bench")],
        figure=stated("rows", 1e3), rounds=rounds, shown=shown)


@contextmanager
def screen(bench, rounds, name, rows, days):
    """The last of the stored pulls is screened. The database is made once, and each round has a copy of it."""
    made = data.scratch() / "screen-store"
    command = [*bench, "store", *files(rows, days), "--crawler", "bench", "--keep", made]
    process.run(command, ENVIRONMENT, folder=data.scratch())
    try:
        yield Measure(
            name, "s",
            [ours(bench, "screen-store", "stored", prepare=lambda folder: shutil.copytree(made, folder / "stored"))],
            figure=stated_seconds, rounds=rounds, shown=("rows", "flags"))
    finally:
        shutil.rmtree(made)

