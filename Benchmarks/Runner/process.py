"""Runs one program and measures it."""

import os
import signal
import tempfile
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    seconds: float
    """Wall time of the whole process, its start included."""
    megabytes: float
    """Peak resident memory as the kernel counted it, mapped files included."""
    output: bytes
    """The end of standard output, if it did not go to a file."""


class Failed(Exception):
    pass


KEPT_OUTPUT = 64 << 10
LONGEST_RUN = 900
"""A run that takes more seconds is ended."""


def run(command, environment, output=None, folder=None):
    """Standard output goes to the file `output`, if given.

    The child is spawned, not forked: with fork, the memory of this process would count as memory of the child.
    """
    command = [str(part) for part in command]
    with tempfile.TemporaryFile() as errors, (
        open(output, "w+b") if output else tempfile.TemporaryFile()
    ) as sink, open(os.devnull, "rb") as nothing:
        actions = [
            (os.POSIX_SPAWN_DUP2, nothing.fileno(), 0),
            (os.POSIX_SPAWN_DUP2, sink.fileno(), 1),
            (os.POSIX_SPAWN_DUP2, errors.fileno(), 2),
        ]
        environment = dict(os.environ, **{name: str(value) for name, value in environment.items()})
        here = os.getcwd()
        if folder:
            os.chdir(folder)
        try:
            started = time.perf_counter()
            child = os.posix_spawnp(command[0], command, environment, file_actions=actions)
        except OSError as error:
            raise Failed(f"{command[0]}: {error.strerror}") from error
        finally:
            os.chdir(here)
        status, usage = wait(child)
        seconds = time.perf_counter() - started
        if code := os.waitstatus_to_exitcode(status):
            raise Failed(f"exit code {code}: {tail(errors)}")
        kept = b"" if output else last(sink)
    return Run(seconds, usage.ru_maxrss / 1024, kept)


def wait(child):
    def hung(*_):
        raise TimeoutError

    earlier = signal.signal(signal.SIGALRM, hung)
    signal.alarm(LONGEST_RUN)
    try:
        _, status, usage = os.wait4(child, 0)
        return status, usage
    except TimeoutError as error:
        os.kill(child, signal.SIGKILL)
        os.wait4(child, 0)
        raise Failed(f"not done after {LONGEST_RUN} seconds") from error
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, earlier)


def last(file):
    file.seek(0, os.SEEK_END)
    file.seek(max(0, file.tell() - KEPT_OUTPUT))
    return file.read()


def tail(file):
    lines = last(file).decode(errors="replace").strip().splitlines()
    return " | ".join(lines[-3:])[:400] or "nothing on standard error"
