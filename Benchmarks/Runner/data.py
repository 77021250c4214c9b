"""Makes the missing data. If the generator or the seed has changed, all data is made again."""

import fcntl
import hashlib
import shutil
import subprocess
import sys
from dataclasses import dataclass

from paths import DATA, GENERATOR, HERE, RULES

PAGES = 1000


def generation():
    """A hash of the sources of the generator."""
    state = hashlib.sha256()
    for file in sorted((HERE / "Sources").rglob("*.swift")):
        state.update(file.name.encode() + b"\0" + file.read_bytes())
    return state.hexdigest()


def prepare():
    """Deletes data that another version of the generator made. Returns a lock file: the lock ends when it is closed."""
    lock = open(DATA.with_suffix(".lock"), "w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.exit("bench: another run is measuring; two runs at a time give wrong figures")
    mark = DATA / "generation"
    if not mark.exists() or mark.read_text() != generation():
        shutil.rmtree(DATA, ignore_errors=True)
        DATA.mkdir()
        mark.write_text(generation())
    shutil.rmtree(scratch(), ignore_errors=True)
    scratch().mkdir()
    return lock


def scratch():
    """The folder for files that a run writes; emptied at the start."""
    return DATA / "scratch"


@dataclass(frozen=True)
class Day:
    """A day of a feed, with the share of the listings that change each day, in a hundred."""

    number: int = 1
    figures: int = 0
    attributes: int = 0

    @property
    def name(self):
        return f".day{self.number}-{self.figures}-{self.attributes}" if self.number > 1 else ""

    @property
    def options(self):
        return [
            "--day", self.number, "--changed-figures", self.figures, "--changed-attributes", self.attributes,
        ]


def listings(kind, rows, day=Day(), first=0):
    """A file of listings: kind ndjson, ndjson-late, csv, json or answer."""
    path = DATA / f"{rows}{f'.from{first}' if first else ''}{day.name}.{kind}"
    if not path.exists():
        what = f"{rows:,} listings as {kind}" + (f", day {day.number}" if day.number > 1 else "")
        make(what, [GENERATOR, kind, rows, path, *day.options, "--from", first])
    return path


def packed(path, tool, suffix):
    """`path`, compressed with the tool's default level."""
    result = path.with_name(path.name + suffix)
    if not result.exists():
        part = result.with_name(result.name + ".part")
        with open(part, "wb") as file:
            make(f"{result.name}", [tool, "-c", path], file)
        part.rename(result)
    return result


def rules():
    if not (RULES / "products.csv").exists():
        RULES.mkdir(exist_ok=True)
        make("400 criteria", [GENERATOR, "rules", RULES])


def pages(count=PAGES, day=Day(), first=0):
    """A folder of pages, `1.json` to `<count>.json`."""
    folder = DATA / f"pages{count}{f'.from{first}' if first else ''}{day.name}"
    if not (folder / f"{count}.json").exists():
        folder.mkdir(exist_ok=True)
        make(f"{count:,} pages, day {day.number}", [GENERATOR, "pages", count, folder, *day.options, "--from", first])
    return folder


def make(what, command, output=None):
    """Runs a command that makes data; ends the program if it fails."""
    print(f"bench: making {what}", flush=True)
    if code := subprocess.run([str(part) for part in command], stdout=output).returncode:
        sys.exit(f"bench: {command[0]} could not make {what} (exit code {code})")


def warm(path):
    """Reads the file once, so that no contender has to wait for the disk."""
    with open(path, "rb", buffering=0) as file:
        space = bytearray(1 << 20)
        while file.readinto(space):
            pass
