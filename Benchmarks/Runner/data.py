"""Makes the missing data. If the generator or the seed has changed, all data is made again."""

import fcntl
import hashlib
import shutil
import subprocess
import sys

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


def listings(kind, rows):
    """A file of listings: kind ndjson, ndjson-late, csv or answer."""
    path = DATA / f"{rows}.{kind}"
    if not path.exists():
        make(f"{rows:,} listings as {kind}", [GENERATOR, kind, rows, path])
    return path


def document(rows):
    """The listings of `ndjson` as one JSON document, in the list `data.list`."""
    path = DATA / f"{rows}.json"
    if not path.exists():
        print(f"bench: making {rows:,} listings as json", flush=True)
        part = path.with_name(path.name + ".part")
        with open(listings("ndjson", rows), "rb") as lines, open(part, "wb") as file:
            file.write(b'{"code":0,"data":{"list":[')
            for number, line in enumerate(lines):
                file.write((b"," if number else b"") + line.rstrip(b"\n"))
            file.write(b'],"total":%d}}\n' % rows)
        part.rename(path)
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


def pages():
    folder = DATA / "pages"
    if not (folder / f"{PAGES}.json").exists():
        folder.mkdir(exist_ok=True)
        make(f"{PAGES:,} pages", [GENERATOR, "pages", PAGES, folder])
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
