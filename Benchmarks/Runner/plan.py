"""Every measure, in the order of the run. Data is made just before the measure that needs it."""

from contextlib import contextmanager
from functools import partial

import console
import data
import day
import judging
import pulling
import screening
import storing
from measure import Contender, Measure, rate, stated
from ours import ours


def measures(sushai, bench, quick):
    """(name, context manager that gives the measure)"""
    small, large = (100_000, 100_000) if quick else (1_000_000, 5_000_000)
    rounds = 1 if quick else 5
    screen = partial(screening.measure, sushai, rounds)
    yield "screen.ndjson.1m", partial(screen, "screen.ndjson.1m", "ndjson", small)
    yield "screen.ndjson.5m", partial(screen, "screen.ndjson.5m", "ndjson", large)
    yield "screen.json.1m", partial(screen, "screen.json.1m", "json", small)
    yield "screen.late.1m", partial(screen, "screen.late.1m", "ndjson-late", small)
    yield "screen.csv.1m", partial(screen, "screen.csv.1m", "csv", small)
    yield "screen.gzip.1m", partial(screen, "screen.gzip.1m", "ndjson", small, "gzip")
    yield "screen.zstd.1m", partial(screen, "screen.zstd.1m", "ndjson", small, "zstd")
    yield "decode.ndjson", partial(decode, bench, rounds, large)
    yield "decode.pages", partial(decode_pages, bench, rounds)
    for patterns in (20, 20_000):
        yield f"match.{patterns}", partial(match, bench, rounds, patterns, small)
    yield "pull.1000x100k", partial(pulling.measure, sushai, rounds, "pull.1000x100k", ["--try"])
    yield "pull.stored", partial(pulling.measure, sushai, rounds, "pull.stored", [], ["curl"])
    yield from storing.measures(bench, quick)
    yield "day", partial(day.measure, sushai, min(rounds, 3), 150 if quick else 2733)
    yield "judge", partial(judging.judge, bench, min(rounds, 3), 20_000 if quick else 200_000)
    yield "intake", partial(judging.intake, bench, min(rounds, 3), 10_000 if quick else 100_000)
    yield "console", partial(console.measure, sushai, bench, min(rounds, 3), 20_000 if quick else 1_000_000)


@contextmanager
def decode(bench, rounds, rows):
    """Ten mapped fields of every listing. `cat` and `wc -l` show the time to read the bytes only."""
    file = data.listings("ndjson", rows)
    data.rules()
    data.warm(file)
    yield Measure(
        "decode.ndjson", "GB/s",
        [
            ours(bench, "decode", file, "--crawler", "bench"),
            Contender("cat", ["cat", file], output="/dev/null"),
            Contender("wc -l", ["wc", "-l", file]),
        ],
        figure=rate(file.stat().st_size / 1e9), rounds=rounds)


@contextmanager
def decode_pages(bench, rounds):
    """Pages of about 100 KB in memory, on two threads."""
    folder = data.pages()
    data.rules()
    yield Measure(
        "decode.pages", "GB/s", [ours(bench, "decode-pages", folder, "--crawler", "bench-pages")],
        figure=stated("bytes", 1e9), rounds=rounds)


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
