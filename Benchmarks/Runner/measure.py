"""A measure: the contenders, the data, and the figure of a run."""

import json
import os
import shutil
import statistics
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable

import data
from process import Failed, Run, run


def wall(result: Run) -> float:
    return result.seconds


def rate(amount):
    """`amount` divided by the seconds of wall time, start-up included."""
    return lambda result: amount / result.seconds


def stated(what, scale=1):
    """The amount in the program's last line, divided by the seconds in that line."""

    def figure(result):
        try:
            line = statement(result)
            return line[what] / scale / line["seconds"]
        except (KeyError, TypeError, ZeroDivisionError) as error:
            raise Failed(f"no line with seconds and {what} was printed") from error

    return figure


def stated_seconds(result):
    """The seconds in the program's last line."""
    try:
        return statement(result)["seconds"]
    except (KeyError, TypeError) as error:
        raise Failed("no line with seconds was printed") from error


def statement(result):
    """The JSON object in the last line of standard output; None if there is none."""
    try:
        line = json.loads(result.output.strip().splitlines()[-1])
        return line if isinstance(line, dict) else None
    except (IndexError, ValueError):
        return None


@dataclass(frozen=True)
class Contender:
    name: str
    command: list
    environment: dict = field(default_factory=dict)
    output: Path | None = None
    """The file for standard output, if it is kept."""
    figure: Callable[[Run], float] | None = None
    """The figure of this contender, if it is not that of the measure."""
    prepare: Callable[[Path], None] | None = None
    """Fills the folder of a run before it."""
    inspect: Callable[[Path], dict] | None = None
    """More figures, read from the folder after a run."""


@dataclass(frozen=True)
class Measure:
    name: str
    unit: str
    contenders: list
    """Ours first."""
    figure: Callable[[Run], float] = wall
    rounds: int = 5
    answer: Path | None = None
    """The file with the correct rows, which every contender must find."""
    found: dict = field(default_factory=dict)
    """Contender → the file with its rows."""
    shown: tuple = ()
    """Keys of the last line that are printed as well."""
    same: tuple = ()
    """Keys whose values must be the same in the last line of every contender."""
    parts: tuple = ()
    """Figures of each part of the measure: `p95` is in the line as `p95 <name of the part>`."""

    @property
    def is_time(self):
        return self.unit == "s"


@dataclass
class Outcome:
    figures: list = field(default_factory=list)
    megabytes: list = field(default_factory=list)
    lines: list = field(default_factory=list)
    """The last line of each run, with the figures read from its folder."""
    fault: str | None = None

    @property
    def median(self):
        return None if self.fault or not self.figures else statistics.median(self.figures)

    @property
    def stated(self):
        """The last line of the last run, each number being the median of all runs; None without a line."""
        if not self.lines or not self.lines[-1]:
            return None
        return {key: self.middle(key, value) for key, value in self.lines[-1].items()}

    def middle(self, key, value):
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return value
        return statistics.median(line[key] for line in self.lines if line and key in line)

    @property
    def memory(self):
        return None if self.fault or not self.megabytes else statistics.median(self.megabytes)


def take(measure):
    """Contender → outcome. In every round all contenders run in turn; each round starts with another one."""
    outcomes = {contender.name: Outcome() for contender in measure.contenders}
    for turn in range(measure.rounds):
        at = turn % len(measure.contenders)
        for contender in measure.contenders[at:] + measure.contenders[:at]:
            outcome = outcomes[contender.name]
            if outcome.fault:
                continue
            try:
                result, found = once(contender)
                outcome.figures.append((contender.figure or measure.figure)(result))
                outcome.megabytes.append(result.megabytes)
                outcome.lines.append({**(statement(result) or {}), **found})
            except Failed as failure:
                outcome.fault = str(failure)
    differing(measure, outcomes)
    return outcomes


def differing(measure, outcomes):
    """A contender whose figures differ from ours did another job and is not measured."""
    mine = outcomes[measure.contenders[0].name]
    for outcome in outcomes.values():
        if mine.fault or outcome.fault:
            continue
        for name in measure.same:
            wanted, found = (mine.stated or {}).get(name), (outcome.stated or {}).get(name)
            if wanted is None or wanted != found:
                outcome.fault = f"{name} is {found}, ours {wanted}"
                break


def once(contender):
    """One run in a new folder, in which the store is made too. Returns the run and what was read from the folder."""
    folder = data.scratch() / "run"
    folder.mkdir()
    try:
        if contender.prepare:
            contender.prepare(folder)
        environment = {"SUSHAI_DATABASE": folder / "sushai.sqlite", **contender.environment}
        result = run(contender.command, environment, contender.output, folder)
        return result, contender.inspect(folder) if contender.inspect else {}
    finally:
        shutil.rmtree(folder)
        os.sync()
