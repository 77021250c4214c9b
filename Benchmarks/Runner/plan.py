"""Every measure, in the order of the run. Data is made just before the measure that needs it."""

from contextlib import contextmanager
from functools import partial

import data
import judging
import paths
import pulling
import screening
from measure import Contender, Measure, rate, stated


def measures(sushai, bench, quick):
    """(name, context manager that gives the measure)

    bench: the command of sushai-bench as a list; older programs have the same commands as `sushai bench`."""
    small, large = (100_000, 100_000) if quick else (1_000_000, 5_000_000)
    rounds = 1 if quick else 5
    screen = partial(screening.measure, sushai, rounds)
    yield "screen.ndjson.1m", partial(screen, "screen.ndjson.1m", "ndjson", small)
    yield "screen.ndjson.5m", partial(screen, "screen.ndjson.5m", "ndjson", large)
    yield "screen.late.1m", partial(screen, "screen.late.1m", "ndjson-late", small)
    yield "screen.csv.1m", partial(screen, "screen.csv.1m", "csv", small)
    yield "screen.gzip.1m", partial(screen, "screen.gzip.1m", "ndjson", small, "gzip")
    yield "screen.zstd.1m", partial(screen, "screen.zstd.1m", "ndjson", small, "zstd")
    for kind in ("ndjson", "json"):
        yield f"decode.{kind}", partial(decode, bench, rounds, kind, large)
    for patterns in (20, 20_000):
        yield f"match.{patterns}", partial(match, bench, rounds, patterns, small)
    yield "pull.1000x100k", partial(pulling.measure, sushai, rounds, "pull.1000x100k", ["--try"])
    yield "pull.stored", partial(pulling.measure, sushai, rounds, "pull.stored", [], ["curl"])
    for name, rows in (("1m", 1), ("5m", 5), ("20m", 20)):
        # The longer runs vary little.
        often = min(rounds, 3 if rows == 1 else 1)
        yield f"store.{name}", partial(store, bench, often, name, rows * small // (20 if quick else 1))
    yield "judge", partial(judging.judge, bench, min(rounds, 3), 20_000 if quick else 200_000)
    yield "intake", partial(judging.intake, bench, min(rounds, 3), 10_000 if quick else 100_000)


def ours(program, *arguments, **rest):
    environment = {"SUSHAI_CRAWLERS": paths.CRAWLERS, "SUSHAI_CRITERIA": paths.RULES, **rest.pop("environment", {})}
    return Contender("ours", [*program, *arguments], environment, **rest)


@contextmanager
def decode(bench, rounds, kind, rows):
    """Ten mapped fields of every listing. `cat` and `wc -l` show the time to read the bytes only."""
    file = data.listings("ndjson", rows) if kind == "ndjson" else data.document(rows)
    data.rules()
    data.warm(file)
    yield Measure(
        f"decode.{kind}", "GB/s",
        [
            ours(bench, "decode", file, "--crawler", "bench" if kind == "ndjson" else "bench-json"),
            Contender("cat", ["cat", file], output="/dev/null"),
            Contender("wc -l", ["wc", "-l", file]),
        ],
        figure=rate(file.stat().st_size / 1e9), rounds=rounds)


@contextmanager
def match(bench, rounds, patterns, rows):
    """Titles in memory matched against a number of words; reading them is not counted."""
    file = data.listings("ndjson", rows)
    data.rules()
    data.warm(file)
    yield Measure(
        f"match.{patterns}", "M titles/s",
        [ours(bench, "match", file, "--patterns", patterns, "--crawler", "bench")],
        figure=stated("rows", 1e6), rounds=rounds)


@contextmanager
def store(bench, rounds, name, rows):
    """Snapshots into an empty SQLite file, decoding included."""
    file = data.listings("ndjson", min(rows, 5_000_000))
    data.rules()
    data.warm(file)
    yield Measure(
        f"store.{name}", "k snapshots/s",
        [ours(bench, "store", file, "--rows", rows, "--crawler", "bench")],
        figure=stated("rows", 1e3), rounds=rounds)
