"""Shows the machine and the versions of the other programs."""

import os
import platform
import re
import subprocess

import paths


def machine():
    return f"{processor()}, {os.cpu_count()} cores, {memory()} GB, {system()}"


def against():
    return ", ".join(versions())


def processor():
    match = re.search(r"model name\s*:\s*(.+)", read("/proc/cpuinfo"))
    return match.group(1) if match else platform.machine()


def memory():
    match = re.search(r"MemTotal:\s*(\d+)", read("/proc/meminfo"))
    return round(int(match.group(1)) / 1024 / 1024) if match else "?"


def system():
    match = re.search(r'PRETTY_NAME="(.+)"', read("/etc/os-release"))
    return match.group(1) if match else platform.system()


def versions():
    pinned = re.findall(r"^([a-z-]+)==(.+)$", (paths.PEERS / "requirements.txt").read_text(), re.MULTILINE)
    tools = {"curl": ["curl", "--version"], "nginx": ["/usr/sbin/nginx", "-v"]}
    return [f"{name} {version}" for name, version in pinned] + [
        f"{name} {version(command)}" for name, command in tools.items()
    ]


def version(command):
    try:
        run = subprocess.run(command, capture_output=True, text=True)
    except OSError:
        return "missing"
    found = re.search(r"\d+\.\d+(\.\d+)?", run.stdout + run.stderr)
    return found.group(0) if found else "?"


def read(path):
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except OSError:
        return ""
