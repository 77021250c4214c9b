"""make bench: compares the program with the tools that a user would use instead. See Benchmarks/README.md."""

import argparse
import json
import sys
from pathlib import Path

import budgets
import data
import machine
import page
import paths
import plan
import process
import report
import results
from measure import take


def compared(measure, outcomes):
    """None if there is nothing to compare."""
    files = [f"{name}={path}" for name, path in measure.found.items() if not outcomes[name].fault]
    if not measure.answer or not files:
        return None
    # In a separate process: the memory of this process would count as memory of the processes that it starts.
    command = [sys.executable, Path(__file__).with_name("equality.py"), measure.answer, *files]
    output = data.scratch() / "equality.json"
    try:
        process.run(command, {}, output)
    except process.Failed:
        pass
    result = json.loads(output.read_text())
    for name, difference in result["differing"].items():
        print(f"bench: {measure.name}: {name} differs: {difference}", file=sys.stderr)
    return result


def arguments():
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--only", default="", help="one measure, or the beginning of several names: screen, screen.csv")
    parser.add_argument("--sushai", type=Path, default=paths.SUSHAI, help="the release build to measure")
    parser.add_argument("--quick", action="store_true", help="small data, one round, no budgets: checks that everything runs")
    return parser.parse_args()


def chosen(measure, only):
    return not only or measure == only or measure.startswith(only + ".")


def run(prepared):
    """The result of one measure, and whether something is wrong with it."""
    with prepared() as measure:
        outcomes = take(measure)
        equality = compared(measure, outcomes)
    result = report.summary(measure, outcomes, equality)
    report.show(measure, outcomes, result)
    return result, "faults" in result


def publish(options, done, names):
    """A quick run writes the page too, but beside its data."""
    folder = data.scratch() if options.quick else paths.HERE
    kept = results.add(folder / "results.json", done, machine.machine(), machine.against(), names)
    page.write(folder, kept)
    print(f"\nwritten: {folder / 'RESULTS.md'}")


def main():
    options = arguments()
    bench = options.sushai.resolve().with_name("sushai-bench")
    for program in (options.sushai, bench):
        if not program.exists():
            sys.exit(f"bench: {program} is missing; `make bench` builds it")
    lock = data.prepare()
    if options.quick:
        process.run([sys.executable, "-m", "unittest", "discover", "-s", Path(__file__).parent], {})
    print(f"machine: {machine.machine()}\nagainst: {machine.against()}")
    if options.quick:
        print("quick: small data under the large ones' names; the figures mean nothing")
    plans = dict(plan.measures(options.sushai.resolve(), [bench], options.quick))
    done, broken = [], 0
    for name, prepared in plans.items():
        if chosen(name, options.only):
            result, is_broken = run(prepared)
            done.append(result)
            broken += is_broken
    if not done:
        sys.exit(f"bench: nothing is called {options.only}")
    publish(options, done, list(plans))
    missed = 0 if options.quick else budgets.check(done)
    if missed or broken:
        sys.exit(f"bench: {missed} budgets missed, {broken} measures with a fault")
    lock.close()


if __name__ == "__main__":
    main()
