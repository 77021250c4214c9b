"""Judging results in memory, and importing a laboratory's file."""

from contextlib import contextmanager

import data
import paths
from measure import Contender, Measure, stated

SHIPPED = {"SUSHAI_CRITERIA": paths.HERE.parent / "Criteria", "SUSHAI_CRAWLERS": paths.HERE.parent / "Crawlers"}
VERDICTS = ("rows", "meets", "fails", "cannotJudge")


@contextmanager
def judge(bench, rounds, results):
    """Every program reads one file, judges on one thread, and must reach the same verdicts. Reading is not counted."""
    # The criteria may have changed since the last run, so the file is always made again.
    folder = data.scratch() / "judge"
    folder.mkdir()
    make = [*bench, "judge", folder, "--write", results]
    data.make(f"{results:,} results", ["env", *(f"{name}={value}" for name, value in SHIPPED.items()), *make])
    peers = paths.PEERS
    yield Measure(
        "judge", "results/s",
        [
            Contender("ours", [*bench, "judge", folder], SHIPPED),
            Contender("pandas", [paths.PYTHON, peers / "judge_pandas.py", "rows", folder]),
            Contender("pandas-columns", [paths.PYTHON, peers / "judge_pandas.py", "columns", folder]),
            Contender("zen", [paths.PYTHON, peers / "judge_zen.py", folder]),
        ],
        figure=stated("rows"), rounds=rounds, same=VERDICTS)


@contextmanager
def intake(bench, rounds, rows):
    """A CSV into an empty SQLite file: read, judged, stored durably."""
    yield Measure(
        "intake", "rows/s", [Contender("ours", [*bench, "intake", "--rows", rows], SHIPPED)],
        figure=stated("rows"), rounds=rounds)
