#!/usr/bin/env python3
"""Serves the console with the data of the demonstration, on this machine only. Takes the folder of the programs.

The console works on a copy, .demo/console/, so that the demonstration stays as it is. The first run adds a second round of
samples that is half done, so that every role finds work, and one account for each role. With `--fill <folder>` it only adds
that round to the demonstration in the folder; the browser tests use this.
"""

import csv
import io
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

FIXTURES = pathlib.Path("Fixtures")
LABORATORY = "LAB-01"
# The platform and the division that the accounts below belong to.
PLATFORM = "douyin"
REGION = "330482"
BASIS = "《中华人民共和国电子商务法》第二十九条、第三十八条"
# The first moment after all of the second round.
AFTER = "2026-11-20T10:00:00+08:00"
ACCOUNTS = {
    "officer": ("监管人员", ["--region", "330000"]),
    "analyst": ("承检机构检测员", ["--laboratory", LABORATORY, "--duty", "analyst"]),
    "reviewer": ("承检机构复核员", ["--laboratory", LABORATORY, "--duty", "reviewer"]),
    "buyer": ("抽样人员", []),
    "platform": ("平台人员", ["--platform", PLATFORM]),
    "bureau": ("属地局", ["--region", REGION[:4] + "00"]),
    "auditor": ("审计人员", ["--region", "330000"]),
    "administrator": ("管理员", []),
}
ROLES = {"analyst": "laboratory", "reviewer": "laboratory"}
# The work that a database without the platforms' addresses can do.
WORK = ("judge", "route", "publish", "bulk")

# How many purchases of the second round end where; the rest stays open.
LISTED, PROPOSED, OTHER, HELD, PENDING, UNREPORTED = 7, 6, 3, 6, 10, 9


class Programs:
    """`sushai` on one database."""

    def __init__(self, programs: str, folder: pathlib.Path):
        self.folder = folder
        self.path = str(pathlib.Path(programs) / "sushai")
        # Nobody else may see invented data under a public address.
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("SUSHAI_")}
        self.environment |= {
            "SUSHAI_DATABASE": str(folder / "sushai.sqlite"),
            "SUSHAI_EVIDENCE": str(folder / "evidence"),
            "SUSHAI_HOST": "127.0.0.1",
        }

    def run(self, *arguments: str, at: str | None = None, token: str = "", codes: tuple = (0,)) -> str:
        environment = self.environment | ({"SUSHAI_CLOCK_START": at} if at else {})
        if token:
            environment["SUSHAI_TOKEN"] = token
        run = subprocess.run([self.path, *arguments], env=environment, capture_output=True, text=True)
        if run.returncode not in codes:
            raise SystemExit(f"demo-console: sushai {' '.join(arguments)} ended with {run.returncode}: {run.stderr}")
        return run.stdout

    def rows(self, *arguments: str, at: str | None = None) -> list:
        return json.loads(self.run(*arguments, "--json", at=at))


# MARK: The second round


def fill(programs: Programs):
    """Draws again, and leaves every step of some samples to a person."""
    officer = json.loads((programs.folder / "tokens.json").read_text())["330000-001"]
    quotas = [f"--quota={product}=20" for product in ("childrens-clothing", "power-bank", "toys")]
    programs.run("draw", "open", "--run", "2026-11-B", *quotas, "--budget", "9000.00", at="2026-11-16T15:00:00+08:00")
    seed = "2026132 03 08 11 19 27 30 05"
    programs.run("draw", "execute", "--run", "2026-11-B", "--seed", seed, at="2026-11-16T21:30:00+08:00")

    samples = buy(programs)
    with tempfile.TemporaryDirectory() as folder:
        reports = Reports(programs, pathlib.Path(folder))
        reports.file(samples.take(LISTED, PLATFORM), (0,), "2026-11-18T10:00:00+08:00")
        settle(programs, officer, "2026-11-18T10:10:00+08:00")
        reports.file(samples.take(PROPOSED), (0,), "2026-11-18T16:00:00+08:00")
        reports.file(samples.take(OTHER), (1, 2, 3), "2026-11-18T16:10:00+08:00")
        programs.run("route", at="2026-11-18T16:20:00+08:00")
        programs.run("lab", "set", "--laboratory", LABORATORY, "--four-eyes", "on", at="2026-11-18T17:00:00+08:00")
        reports.upload(samples.take(PENDING), "2026-11-19T09:30:00+08:00")
        reports.upload(samples.take(HELD), "2026-11-19T14:00:00+08:00", is_wrong=True)
    for number in [it["number"] for it in programs.rows("notice", "list", at=AFTER)][:2]:
        proof = str(FIXTURES / "Evidence" / "order.png")
        programs.run("notice", "serve", "--number", number, "--proof", proof, at="2026-11-19T15:00:00+08:00")


class Samples:
    def __init__(self, rows: list):
        self._rows = rows

    def take(self, count: int, platform: str | None = None) -> list:
        wanted = [it for it in self._rows if platform in (None, it["platform"])][:count]
        self._rows = [it for it in self._rows if it not in wanted]
        return wanted


def buy(programs: Programs) -> Samples:
    """Buys what the steps after need. The tasks of the platform come first, because its list needs them."""
    tasks = programs.rows("purchase", "list", "--open", at=AFTER)
    tasks.sort(key=lambda it: it["platform"] != PLATFORM)
    count = LISTED + PROPOSED + OTHER + HELD + PENDING + UNREPORTED
    # Some of the platform's tasks stay open, too.
    for task in tasks[:count]:
        number = task["task"]
        programs.run(
            *("purchase", "record", "--task", str(number), "--order", f"DEMO-{1000 + number}"),
            *("--paid", task["price"].split("-")[0], "--on", "2026-11-17", "--laboratory", LABORATORY),
            *("--seller", f"示例商行{number}号", "--region", REGION if number % 2 else "330782"),
            *("--evidence", str(FIXTURES / "Evidence" / "order.png")),
            at="2026-11-17T15:00:00+08:00",
        )
    bought = programs.rows("purchase", "list", at=AFTER)
    return Samples([it for it in bought if it["task"] in {task["task"] for task in tasks[:count]}])


def settle(programs: Programs, officer: str, at: str):
    """Confirms all takedowns and gives them to the platforms."""
    programs.run("route", at=at)
    for takedown in programs.rows("takedown", "list", at=at):
        if takedown["state"] == "proposed":
            programs.run("takedown", "confirm", "--id", str(takedown["id"]), "--basis", BASIS, at=at, token=officer)
    programs.run("takedown", "publish", at=at)


class Reports:
    """Files of the laboratory, from the fixtures."""

    HEADER = ("报告编号", "样品标签", "检测日期", "生产日期", "标称", "检测项目", "项目名称", "检测值", "单位", "检出限")

    def __init__(self, programs: Programs, folder: pathlib.Path):
        self._programs = programs
        self._folder = folder
        self._count = 100
        self._known: dict[tuple, dict] = {}

    def file(self, samples: list, fixtures: tuple, at: str):
        """Files complete reports, with these fixtures of the product in turn."""
        paths = []
        for index, sample in enumerate(samples):
            self._count += 1
            report = self._measured(sample, fixtures[index % len(fixtures)])
            report |= {"reportNumber": f"JC-2026-{self._count}", "sample": sample["label"]}
            paths.append(self._folder / f"{self._count}.json")
            paths[-1].write_text(json.dumps(report))
        self._programs.run("lab", "import", "--laboratory", LABORATORY, *map(str, paths), at=at)

    def upload(self, samples: list, at: str, is_wrong: bool = False):
        """Uploads a table for each sample. A wrong one has a letter in a number, and a line that is no result."""
        for sample in samples:
            self._count += 1
            name = f"检测结果-{self._count}.csv"
            rows = [list(row) for row in self._rows(sample)]
            if is_wrong:
                measured = next(row for row in rows if row[7].replace(".", "").isdigit())
                measured[7] = "l" + measured[7]
                rows.append([*rows[0][:4], "", "合计", "", f"共 {len(rows)} 项", "", ""])
            text = io.StringIO()
            csv.writer(text).writerows([self.HEADER, *rows])
            (self._folder / name).write_text("\ufeff" + text.getvalue())
            path = str(self._folder / name)
            # 65 says that rows are held.
            self._programs.run("lab", "import", "--laboratory", LABORATORY, path, at=at, codes=(0, 65))

    def _rows(self, sample: dict):
        report = self._measured(sample, 1)
        declared = ";".join(f"{name}={value}" for name, value in report["declared"].items())
        names = self._names(sample["product"], report["producedOn"])
        for result in report["results"]:
            yield (
                *(f"JC-2026-{self._count}", sample["label"], report["testedOn"], report["producedOn"], declared),
                *(result["item"], names.get(result["item"], ""), result["value"], result["unit"]),
                result.get("detectionLimit", ""),
            )

    def _names(self, product: str, produced: str) -> dict:
        """The names of the items, from the empty form."""
        if (product, produced) not in self._known:
            form = self._programs.run(
                "lab", "template", product, "--format", "csv", "--on", "2026-11-17", "--produced", produced
            )
            rows = csv.DictReader(io.StringIO(form.removeprefix("\ufeff")))
            self._known[(product, produced)] = {row["检测项目"]: row["项目名称"] for row in rows}
        return self._known[(product, produced)]

    @staticmethod
    def _measured(sample: dict, number: int) -> dict:
        paths = sorted((FIXTURES / "LabReports" / sample["product"]).glob("*.json"))
        return json.loads(paths[number].read_text()) | {"testedOn": "2026-11-18"}


# MARK: The console


def prepared(path: str) -> Programs:
    """The copy of the demonstration, made if it is missing."""
    demo, console = pathlib.Path(".demo"), pathlib.Path(".demo/console")
    if not console.exists():
        if not (demo / "sushai.sqlite").exists():
            raise SystemExit("demo-console: .demo/ has no demonstration; run make demo first")
        print("准备控制台的数据，约一两分钟……", flush=True)
        unfinished = demo / "console.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        with sqlite3.connect(demo / "sushai.sqlite") as source, sqlite3.connect(unfinished / "sushai.sqlite") as copy:
            source.backup(copy)
        shutil.copytree(demo / "evidence", unfinished / "evidence")
        shutil.copy(demo / "tokens.json", unfinished)
        programs = Programs(path, unfinished)
        fill(programs)
        make_accounts(programs)
        unfinished.rename(console)
    return Programs(path, console)


def make_accounts(programs: Programs):
    made = {}
    for name, (_, options) in ACCOUNTS.items():
        role = ROLES.get(name, name)
        made[name] = programs.rows("user", "create", "--role", role, "--name", name, *options, at=AFTER)[0]["password"]
    path = programs.folder / "accounts.json"
    path.touch(mode=0o600)
    path.write_text(json.dumps(made))


def serve(programs: Programs):
    """Serves until this process is stopped."""
    if time.time() < time.mktime(time.strptime(AFTER[:19], "%Y-%m-%dT%H:%M:%S")):
        # The records are dated later than this machine's clock, so the service gets a clock of its own.
        programs.environment["SUSHAI_CLOCK_START"] = AFTER
        print(f"本机的时钟早于演示，控制台的时钟从 {AFTER[:16].replace('T', ' ')} 起；两步验证的验证码须按该时钟计算。")
    environment = programs.environment | {
        "SUSHAI_PORT": os.environ.get("SUSHAI_PORT", "8080"), "SUSHAI_LOG_LEVEL": "warning"
    }
    arguments = [programs.path, "serve", "--no-workers", "--stop-with-input"]
    service = subprocess.Popen(arguments, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    line = service.stdout.readline()
    if "http://" not in line:
        raise SystemExit("demo-console: the service did not start; see the message above")
    work = [subprocess.Popen([programs.path, "work", "--only", kind], env=environment) for kind in WORK]
    print(f"控制台 {line.split()[-1]}/console/　按 Ctrl-C 停止\n\n账号　　　　　临时密码　　　　　　　角色")
    passwords = json.loads((programs.folder / "accounts.json").read_text())
    for name, (role, _) in ACCOUNTS.items():
        print(f"{name:14}{passwords[name]:24}{role}")
    print("\n首次登录时设置自己的密码，临时密码随即失效。监管人员和管理员另须开通两步验证。", flush=True)
    try:
        service.wait()
    except KeyboardInterrupt:
        pass
    finally:
        for process in work:
            process.terminate()
        service.stdin.close()
        service.wait()


def main():
    arguments = sys.argv[1:]
    if arguments[1:2] == ["--fill"] and len(arguments) == 3:
        fill(Programs(arguments[0], pathlib.Path(arguments[2])))
    elif len(arguments) == 1:
        serve(prepared(arguments[0]))
    else:
        raise SystemExit("usage: scripts/demo-console.py PROGRAMS [--fill FOLDER]")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
