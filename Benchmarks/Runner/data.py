"""Makes the missing data. Data of another generator or another seed is made again."""

import fcntl
import hashlib
import shutil
import subprocess
import sys

from paths import DATA, GENERATOR, HERE, RULES

PAGES = 1000


def generation():
    """Changes whenever a source of the generator does."""
    state = hashlib.sha256()
    for file in sorted((HERE / "Sources").rglob("*.swift")):
        state.update(file.name.encode() + b"\0" + file.read_bytes())
    return state.hexdigest()


def prepare():
    """Empties the folder of data that another generator made. The file returned is held for as long as it is open."""
    alone = open(DATA.with_suffix(".lock"), "w")
    try:
        fcntl.flock(alone, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.exit("bench: another run is measuring; two would spoil each other's figures")
    mark = DATA / "generation"
    if not mark.exists() or mark.read_text() != generation():
        shutil.rmtree(DATA, ignore_errors=True)
        DATA.mkdir()
        mark.write_text(generation())
    shutil.rmtree(scratch(), ignore_errors=True)
    scratch().mkdir()
    return alone


def scratch():
    """For what a run writes; emptied at the start."""
    return DATA / "scratch"


def listings(kind, rows):
    """A file of listings: kind ndjson, ndjson-late, csv or answer."""
    path = DATA / f"{rows}.{kind}"
    if not path.exists():
        make(f"{rows:,} listings as {kind}", [GENERATOR, kind, rows, path])
    return path


def packed(path, tool, suffix):
    """`path` compressed at the tool's usual level."""
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
    """A failing tool prints its reason on standard error."""
    print(f"bench: making {what}", flush=True)
    if code := subprocess.run([str(part) for part in command], stdout=output).returncode:
        sys.exit(f"bench: {command[0]} could not make {what} (exit code {code})")


def warm(path):
    """Reads the file once, so that no one is first to wait for the disk."""
    with open(path, "rb", buffering=0) as file:
        space = bytearray(1 << 20)
        while file.readinto(space):
            pass
