"""make bench: compares the program with the tools that a user would use instead. See Benchmarks/README.md."""

import argparse
import json
import sys
from pathlib import Path

import budgets
import data
import machine
import paths
import plan
import process
import report
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


def main():
    options = arguments()
    if not options.sushai.exists():
        sys.exit(f"bench: {options.sushai} is missing; build it with make release")
    lock = data.prepare()
    print(machine.lines())
    if options.quick:
        print("quick: small data under the large ones' names; the figures mean nothing")
    results, broken = [], 0
    sushai = options.sushai.resolve()
    bench = sushai.with_name("sushai-bench")
    # An older program has these commands as `sushai bench`.
    command = [bench] if bench.exists() else [sushai, "bench"]
    for name, prepared in plan.measures(sushai, command, options.quick):
        if not chosen(name, options.only):
            continue
        with prepared() as measure:
            outcomes = take(measure)
            equality = compared(measure, outcomes)
        result = report.summary(measure, outcomes, equality)
        report.show(measure, outcomes, result)
        results.append(result)
        broken += "faults" in result or bool(equality and equality["differing"])
    if not results:
        sys.exit(f"bench: nothing is called {options.only}")
    missed = 0 if options.quick else budgets.check(results)
    if missed or broken:
        sys.exit(f"bench: {missed} budgets missed, {broken} measures with a fault")
    lock.close()


main()
