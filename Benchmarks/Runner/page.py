"""Writes RESULTS.md and its pictures from the kept figures."""

import bars
import budgets
from report import number, parts

GROUPS = {
    "day": "A whole day",
    "screen": "Screening a file",
    "store": "Storing day after day",
    "decode": "Decoding",
    "match": "Matching words",
    "pull": "Fetching",
    "judge": "Judging results",
    "intake": "Importing a laboratory's file",
    "console": "Pages of the console",
}
TITLES = {
    "rowsPerSecond": "listings a second", "bytesPerListing": "bytes added for each listing of the last day",
    "fileBytes": "bytes of the database at the end", "lastToSecond": "speed of the last days, the second ones being 1",
    "memoryLastToSecond": "peak of memory on the last day, that of the second being 1", "rows": "listings",
    "flags": "flags", "firstBytes": "bytes of the database after the first day",
    "addedBytes": "bytes that the second day added",
    "pages": "kinds of pages", "largestBytes": "bytes of the largest page",
    "firstLoadBytes": "bytes of the largest page with its style sheet and its script",
    "median": "median, ms", "p95": "95th percentile, ms", "bytes": "bytes of the largest",
    "first": "bytes with style sheet and script",
}


def write(folder, results):
    """RESULTS.md, and results/<group>.svg for each group with figures."""
    pictures = folder / "results"
    pictures.mkdir(exist_ok=True)
    groups = {group: [result for result in results if result["bench"].split(".")[0] == group] for group in GROUPS}
    groups = {group: found for group, found in groups.items() if found}
    for group, found in groups.items():
        (pictures / f"{group}.svg").write_text(bars.picture(found), encoding="utf-8")
    checked = budgets.every(results)
    runs = places(results)
    shared = list(runs) if len(runs) == 1 else []
    sections = [section(group, found, [] if shared else where(found)) for group, found in groups.items()]
    parts = [head(checked, results, shared), *sections, table(checked)]
    (folder / "RESULTS.md").write_text("\n".join(parts), encoding="utf-8")


def head(checked, results, shared):
    missed = [budget for budget in checked if not budget.kept]
    if missed:
        verb = "is" if len(missed) == 1 else "are"
        lines = [f"**{len(missed)} of {len(checked)} budgets {verb} missed:**", ""]
        lines += [f"- {sentence(budget)}" for budget in missed]
    else:
        lines = [f"**All {len(checked)} budgets are kept.**"]
    unmeasured = len(budgets.load()) - len(checked)
    if unmeasured:
        lines += ["", f"Budgets not measured yet: {unmeasured}."]
    faults = [f"- `{result['bench']}`, {name}: {fault}" for result in results for name, fault in result.get("faults", {}).items()]
    if faults:
        lines += ["", "These failed, or found something else:", "", *faults]
    text = "\n".join(lines)
    return (
        f"# Results\n\n{text}\n\n"
        "`make bench` wrote this page. [README.md](README.md) says what is measured and how. Medians; the spread is the\n"
        "smallest and the largest of all rounds; memory is the peak. “Times” says how many times better sushai is.\n"
        + "".join(f"\n{line}\n" for line in shared)
    )


def sentence(budget):
    against = f" ({budget.against})" if budget.against else ""
    return f"`{budget.entry['measure']}` {budget.entry['figure']}{against}: {budget.shown}, wanted {budget.wanted}"


def section(group, results, where):
    lines = [f"## {GROUPS[group]}", "", f"![{GROUPS[group]}](results/{group}.svg)", ""]
    for line in where:
        lines += [line, ""]
    lines += ["| measure | program | median | spread | memory | times |", "|---|---|--:|---|--:|--:|"]
    for result in results:
        lines += rows(result)
    notes = [note for result in results for note in remarks(result)]
    tables = [line for result in results if result.get("parts") for line in table_of_parts(result)]
    return "\n".join([*lines, "", *notes, *([""] if notes else []), *tables])


def places(results):
    """Day and machine, with the names of the measures. Parts of a group can come from different runs."""
    runs = {}
    for result in results:
        text = f"Measured on {result['on']}: {result['machine']}. Against {result['against']}."
        runs.setdefault(text, []).append(result["bench"])
    return runs


def where(results):
    runs = places(results)
    return [text if len(runs) == 1 else f"{', '.join(names)}: {text}" for text, names in runs.items()]


def shown(name):
    return "sushai" if name == "ours" else name


def rows(result):
    for name, value in {"ours": result["ours"], **result["peers"]}.items():
        title = f"`{result['bench']}`" if name == "ours" else ""
        if value is None:
            yield f"| {title} | {shown(name)} | not measured | | | |"
            continue
        low, high = result["spread"][name]
        times = result["ratios"].get(name)
        yield (
            f"| {title} | {shown(name)} | {number(value)} {result['unit']} | {number(low)} … {number(high)} |"
            f" {result['memoryMB'][name]:,.0f} MB | {f'{times:.2f}' if times else ''} |"
        )


def table_of_parts(result):
    names = result["parts"]
    yield "| | " + " | ".join(TITLES.get(name, name) for name in names) + " |"
    yield "|---|" + "--:|" * len(names)
    for part, values in parts(result["stated"]["ours"], names) if "stated" in result else ():
        yield f"| `{part}` | " + " | ".join(number(value) for value in values) + " |"
    yield ""


def remarks(result):
    name = f"`{result['bench']}`"
    if "right" in result:
        right = ", ".join(shown(who) for who in result["right"])
        yield f"- {name}: exactly the right {result['rows']:,} flags: {right or 'no one'}."
    for key in result.get("shown", ()):
        stated = {who: line[key] for who, line in result["stated"].items() if line.get(key) is not None}
        if stated:
            figures = ", ".join(f"{shown(who)} {number(value)}" for who, value in stated.items())
            yield f"- {name}: {TITLES.get(key, key)}: {figures}."


def table(checked):
    lines = ["## Budgets", "", "| | measure | figure | against | found | wanted |", "|---|---|---|---|--:|---|"]
    for budget in checked:
        kept = "kept" if budget.kept else "**missed**"
        lines.append(
            f"| {kept} | `{budget.entry['measure']}` | {budget.entry['figure']} | {budget.against} |"
            f" {budget.shown} | {budget.wanted} |")
    return "\n".join(lines) + "\n"
