#!/usr/bin/env python3
"""Writes the generated parts of docs/: commands, settings, API and schema, from the built program.

    scripts/reference.py [--check] [--program .build/debug/sushai]

A document contains a generated part between `<!-- generated: NAME -->` and `<!-- end -->`; everything else in it is
written by hand. With --check nothing is written, and a part that is not fresh makes the script fail.
"""

import argparse
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPENAPI = ROOT / "Sources/Web/Templates/openapi.json"


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--check", action="store_true")
    options.add_argument("--program", default=".build/debug/sushai")
    options = options.parse_args()
    program = Program(Path(options.program).resolve())
    tables, states = program.tables()
    documents = {
        "docs/reference/commands.md": {"commands": lambda: commands(program.dump())},
        "docs/reference/settings.md": {"settings": lambda: settings(program.rows("settings"))},
        "docs/reference/api.md": {"api": lambda: api(json.loads(OPENAPI.read_text()))},
        "docs/architecture/schema.md": {"schema": lambda: schema(tables)},
    }
    check_states(states)
    stale = [path for path, parts in documents.items() if not is_fresh(ROOT / path, parts, write=not options.check)]
    if stale and options.check:
        sys.exit(f"not fresh: {', '.join(stale)}; run `make reference` and commit the result")
    for path in stale:
        print(f"wrote {path}")


def is_fresh(path, parts, write):
    """Whether the generated parts of a document equal the program's current output; writes them on request."""
    before = text = path.read_text()
    for name, make in parts.items():
        pattern = re.compile(rf"(<!-- generated: {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        text, count = pattern.subn(lambda match: f"{match[1]}\n{make().strip()}\n\n{match[2]}", text)
        if count != 1:
            sys.exit(f"{path} has no part <!-- generated: {name} --> … <!-- end -->")
    if write and text != before:
        path.write_text(text)
    return text == before


class Program:
    def __init__(self, path):
        self.path = path

    def run(self, *arguments, **environment):
        # Settings of this shell must not appear in a document.
        base = {key: value for key, value in os.environ.items() if not key.startswith("SUSHAI_")}
        return subprocess.run(
            [self.path, *arguments], cwd=ROOT, env=base | environment, check=True, stdout=subprocess.PIPE, text=True
        ).stdout

    def dump(self):
        """The commands, as the argument parser describes them."""
        return json.loads(self.run("--experimental-dump-help"))["command"]

    def rows(self, *command):
        return json.loads(self.run(*command, "--json"))

    def tables(self):
        """The tables and the states of a database that contains only one token."""
        with tempfile.TemporaryDirectory() as folder:
            path = folder + "/sushai.sqlite"
            self.run("token", "create", "--role", "monitor", "--name", "reference", SUSHAI_DATABASE=path)
            database = sqlite3.connect(path)
            try:
                return read_tables(database), read_states(database)
            finally:
                database.close()


def plain(text):
    """Text in which `<` does not start a tag, except in code."""
    parts = text.split("`")
    return "`".join(part if number % 2 else part.replace("<", "&lt;") for number, part in enumerate(parts))


def cell(text):
    return plain(" ".join(str(text).split())).replace("|", "\\|")


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(cell(value) for value in row) + " |" for row in rows])


# ---- commands ------------------------------------------------------------------------------------------------------


def commands(command, parents=()):
    """The command and its subcommands, with one heading per command."""
    path = (*parents, command["commandName"])
    below = [each for each in command.get("subcommands", []) if each["commandName"] != "help"]
    parts = described(command, path, below) if parents else []
    parts += [commands(each, path) for each in below]
    return "\n\n".join(part for part in parts if part)


def described(command, path, below):
    """The parts of one command: heading, purpose, usage, arguments, discussion."""
    arguments = [each for each in command.get("arguments", []) if is_shown(each)]
    parts = [f"{'#' * min(len(path), 4)} {' '.join(path[1:])}", plain(command.get("abstract", ""))]
    if not below:
        parts.append("```\n" + " ".join([*path, *map(usage, arguments)]) + "\n```")
    elif "defaultSubcommand" in command:
        parts.append(f"`{' '.join(path)}` = `{' '.join(path)} {command['defaultSubcommand']}`")
    # `--json` is explained once, at the top of the page.
    rows = [(f"`{name(each)}`", meaning(each)) for each in arguments if "json" not in names(each)]
    if rows:
        parts.append(table(["参数", "说明"], rows))
    return [*parts, prose(command.get("discussion", ""))]


def is_shown(argument):
    return argument.get("shouldDisplay", True) and not {"help", "version"} & names(argument)


def names(argument):
    return {each["name"] for each in argument.get("names", [])}


def name(argument):
    """`--limit <limit>`, `--json`, `<file> …`"""
    value = f"<{argument.get('valueName', 'value')}>"
    more = " …" if argument.get("isRepeating") else ""
    if argument["kind"] == "positional":
        return value + more
    dashes = {"long": "--", "longWithSingleDash": "-", "short": "-"}
    spelled = ", ".join(dashes[each["kind"]] + each["name"] for each in argument["names"])
    return spelled + (f" {value}{more}" if argument["kind"] == "option" else "")


def usage(argument):
    text = name(argument).split(", ")[-1]
    return f"[{text}]" if argument.get("isOptional") else text


def meaning(argument):
    parts = [argument.get("abstract", ""), argument.get("discussion", "")]
    if argument.get("allValues"):
        parts.append("可取：" + "、".join(f"`{each}`" for each in argument["allValues"]))
    if argument.get("defaultValue"):
        parts.append(f"默认：`{argument['defaultValue']}`")
    return " ".join(part for part in parts if part)


def prose(text):
    """A discussion: indented lines are commands, other lines are paragraphs. The word before an example is left out."""
    blocks = []
    for line in text.splitlines():
        if re.fullmatch(r"(EXAMPLES?|示例)[:：]?", line):
            continue
        kind = "code" if line.startswith("  ") else "text" if line.strip() else None
        if kind and blocks and blocks[-1][0] == kind:
            blocks[-1][1].append(line)
        else:
            blocks.append((kind, [line]))
    rendered = {
        "code": lambda lines: "```sh\n" + "\n".join(line[2:] for line in lines) + "\n```",
        "text": lambda lines: plain("\n".join(lines)),
    }
    return "\n\n".join(rendered[kind](lines) for kind, lines in blocks if kind)


# ---- settings ------------------------------------------------------------------------------------------------------


def settings(rows):
    return table(["变量", "默认", "含义"], [(f"`{each['variable']}`", each["default"], each["meaning"]) for each in rows])


# ---- API -----------------------------------------------------------------------------------------------------------


def api(document):
    """One table a role, then the errors."""
    def resolved(value):
        while "$ref" in value:
            target = document
            for part in value["$ref"].removeprefix("#/").split("/"):
                target = target[part]
            value = target
        return value

    operations = [
        (method, path, operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method in {"get", "put", "post", "delete", "patch", "head", "options"}
    ]
    parts = []
    for tag in document["tags"]:
        own = [each for each in operations if tag["name"] in each[2]["tags"]]
        failures = [{code for code in operation["responses"] if code >= "400"} for *_, operation in own]
        everywhere = set.intersection(*failures) if len(own) > 1 else set()
        rows = [row(each, resolved, everywhere) for each in own]
        parts.append(f"## {tag['name']}\n\n{tag['description']}")
        if everywhere:
            parts.append("每个请求都可能返回 " + "、".join(sorted(everywhere)) + "，表中只列其余的错误。")
        parts.append(table(["请求", "用途", "查询参数", "请求内容", "成功", "错误"], rows))
    parts.append("## 错误\n\n" + errors(document, operations, resolved))
    return "\n\n".join(parts)


def row(operation, resolved, everywhere):
    method, path, details = operation
    parameters = [resolved(each) for each in details.get("parameters", [])]
    # Path parameters are visible in the path. Headers belong to the protocol.
    asked = [f"`{each['name']}`" for each in parameters if each["in"] == "query"]
    body = resolved(details.get("requestBody", {})).get("content", {})
    codes = details["responses"]
    return (
        f"`{method.upper()} {path}`", details["summary"].split(" / ")[0], "、".join(asked),
        "、".join(f"`{each}`" for each in body), " ".join(each for each in codes if each < "400"),
        " ".join(each for each in codes if each >= "400" and each not in everywhere))


def errors(document, operations, resolved):
    """Each code of a problem with its status, and the words of the first response that names it."""
    kinds = document["components"]["schemas"]["Problem"]["properties"]["type"]["enum"]
    known = {each.rsplit(":", 1)[1] for each in kinds}
    found = {}
    shared = [("", each) for each in document["components"]["responses"].values()]
    for status, response in shared + [each for *_, operation in operations for each in operation["responses"].items()]:
        description = resolved(response)["description"]
        for code in known & set(re.findall(r"[a-z][a-z-]+", description)):
            entry = found.setdefault(code, [set(), ""])
            entry[0].add(status)
            entry[1] = entry[1] or explained(code, description)
    if known != set(found):
        sys.exit(f"no response of the API names {sorted(known - set(found))}")
    rows = sorted((" ".join(sorted(statuses - {""})), f"`{code}`", words) for code, (statuses, words) in found.items())
    return table(["状态码", "代码", "含义"], rows)


def explained(code, description):
    """What a response's description writes before `（code）` or before `代码：code`."""
    before = re.split(rf"[（、]{code}\b|。?代码：[a-z、 -]*{code}\b", description)[0]
    return re.split(r"[：；]|（[a-z-]+）[；，]?|代码：[a-z-]+。?", before)[-1].strip("。；， ").removeprefix("或")


# ---- schema --------------------------------------------------------------------------------------------------------

# Every table belongs to one subject.
SUBJECTS = {
    "Listings": ["pull", "pullPage", "pageSighting", "pullMissing", "pullContradiction", "pageValidator", "pullCertificate",
                 "listing", "listingVersion", "salesFigure", "listingSnapshot", "rematchedListing", "quarantine"],
    "Flagging": ["flag", "flagPriority", "flagMatch", "supervisionImport", "attentionCount", "shopFailure", "twin",
                 "flagReview", "flaggedListing", "priceCell", "flagComparison"],
    "Sampling": ["samplingRun", "samplingQuota", "frameEntry", "purchaseTask", "purchase", "purchaseEvidence",
                 "custodyRecord", "sample"],
    "Laboratory": ["laboratory", "laboratoryScope", "sampleReceipt", "blindDuplicate", "labUpload", "uploadRemark", "intakeRow"],
    "Judging": ["report", "reportResult", "reportParticular", "reportWithdrawal", "reportHold", "conclusion", "itemJudgement"],
    "Evidence": ["evidence", "evidenceUpload", "sampleEvidence"],
    "Cases": ["notice", "referral"],
    "Takedown": ["takedown", "listEntry", "receipt", "recheck"],
    "Access": ["installation", "token", "account", "accountSession", "recoveryCode", "signInFailure"],
    "Lists": ["savedView", "shownColumns", "bulkAction", "bulkRow"],
    "Audit": ["event", "alert", "chainProof", "job"],
    "Storage": ["storageMeasure", "storagePart"],
}


def read_tables(database):
    """Table → (columns, keys): a column is (name, type, in primary key, unique), a key (columns, table, optional)."""
    tables = {}
    names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'grdb%'"
    for (name,) in database.execute(names).fetchall():
        columns = database.execute(f"PRAGMA table_info({name})").fetchall()
        unique = set()
        for _, index, is_unique, _, partial in database.execute(f"PRAGMA index_list({name})").fetchall():
            parts = [row[2] for row in database.execute(f"PRAGMA index_info({index})").fetchall()]
            if is_unique and not partial and len(parts) == 1:
                unique.add(parts[0])
        primary = [row[1] for row in columns if row[5]]
        unique |= set(primary) if len(primary) == 1 else set()
        keys = {}
        for number, _, target, column, *_ in database.execute(f"PRAGMA foreign_key_list({name})").fetchall():
            keys.setdefault(number, (target, []))[1].append(column)
        required = {row[1] for row in columns if row[3] or row[5]}
        tables[name] = (
            [(row[1], row[2], row[1] in primary, row[1] in unique) for row in columns],
            sorted((tuple(own), target, not set(own) <= required, len(own) == 1 and own[0] in unique)
                   for target, own in keys.values()))
    return tables


def read_states(database):
    """(table, column, states) of every column that names a state."""
    pattern = re.compile(r"\b(state|review) TEXT NOT NULL[^,]*?CHECK \(\1 IN \(([^)]*)\)")
    rows = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
    return [(name, column, re.findall(r"'([^']*)'", values)) for name, sql in rows
            for column, values in pattern.findall(sql)]


def check_states(states):
    """Every state of a table that states.md names is in one of its diagrams."""
    page = (ROOT / "docs/architecture/states.md").read_text()
    diagrams = "".join(re.findall(r"```mermaid\n.*?```", page, re.DOTALL))
    missing = [f"{table}.{column} {state}" for table, column, names in states for state in names
               if f"`{table}`" in page and not re.search(rf"(?<![\w-]){re.escape(state)}(?![\w-])", diagrams)]
    if missing:
        sys.exit(f"no diagram of docs/architecture/states.md shows {', '.join(missing)}")


def schema(tables):
    """One entity-relationship diagram a subject."""
    placed = [name for names in SUBJECTS.values() for name in names]
    if sorted(placed) != sorted(tables):
        sys.exit(f"SUBJECTS in {__file__} and the tables differ: {sorted(set(placed) ^ set(tables))}")
    return "\n\n".join(f"## {subject}\n\n{diagram(names, tables)}" for subject, names in SUBJECTS.items())


def diagram(names, tables):
    lines = ["```mermaid", "erDiagram"]
    for name in names:
        columns, keys = tables[name]
        foreign = {column for own, *_ in keys for column in own}
        lines.append(f"    {name} {{")
        for column, kind, is_primary, is_unique in columns:
            marks = [mark for mark, holds in
                     (("PK", is_primary), ("FK", column in foreign), ("UK", is_unique and not is_primary)) if holds]
            lines.append(f"        {kind} {column} {', '.join(marks)}".rstrip())
        lines.append("    }")
    for name in names:
        for own, target, is_optional, is_unique in tables[name][1]:
            many, one = ("|o" if is_unique else "}o"), ("o|" if is_optional else "||")
            lines.append(f"    {name} {many}--{one} {target} : \"{' '.join(own)}\"")
    return "\n".join([*lines, "```"])


if __name__ == "__main__":
    main()
