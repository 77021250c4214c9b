"""Pages from a server on this machine: nginx with one worker; every program sends sixteen requests at a time."""

import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from urllib.request import urlopen

import data
import paths
from measure import Contender, Measure, rate
from ours import ours

SERVER = """
{user}
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    sendfile on;
    keepalive_requests 1000000;
    default_type application/json;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        # Feeds answer without validators, so every page is sent.
        etag off;
        if_modified_since off;
        add_header Last-Modified "";
{locations}
    }}
}}
"""


@contextmanager
def measure(sushai, rounds, name, options, peers=("curl", "scrapy")):
    """Ours decodes every page; without `options` it also stores the listings. curl decodes nothing."""
    with served({"feed": data.pages()}, data.PAGES) as root:
        address = f"{root}/feed"
        lines = "".join(
            f'url = "{address}?page={page}"\noutput = "/dev/null"\n' for page in range(1, data.PAGES + 1)
        )
        requests = data.scratch() / "curl.config"
        requests.write_text(lines)
        data.rules()
        rivals = [
            Contender("curl", ["curl", "-q", "--silent", "--parallel", "--parallel-max", "16", "--config", requests]),
            Contender("scrapy", [paths.PYTHON, paths.PEERS / "spider.py", address, data.PAGES]),
        ]
        yield Measure(
            name, "pages/s",
            [
                ours(
                    sushai, "pull", "--crawler", "bench-pages", *options,
                    environment={"SUSHAI_BENCH_ENDPOINT": address}),
                *(rival for rival in rivals if rival.name in peers),
            ],
            figure=rate(data.PAGES), rounds=rounds)


@contextmanager
def served(feeds, pages):
    """The address of a server with feeds: name → folder of pages. The server runs until the end of the block."""
    folder = data.scratch() / "nginx"
    folder.mkdir(exist_ok=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    user = "user root;" if os.geteuid() == 0 else ""
    settings = folder / "nginx.conf"
    locations = "\n".join(
        f"        location = /{name} {{ root {pages_folder}; rewrite ^ /$arg_page.json break; }}"
        for name, pages_folder in feeds.items())
    settings.write_text(SERVER.format(folder=folder, port=port, locations=locations, user=user))
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    server = subprocess.Popen([program, "-p", folder, "-e", folder / "error.log", "-c", settings])
    try:
        root = f"http://127.0.0.1:{port}"
        for name in feeds:
            for page in range(1, pages + 1):
                fetch(f"{root}/{name}?page={page}", patiently=page == 1)
        yield root
    finally:
        server.terminate()
        server.wait()


def fetch(address, patiently):
    """Requests every page once before the measure, to detect a wrong server."""
    until = time.monotonic() + (10 if patiently else 0)
    while True:
        try:
            with urlopen(address) as answer:
                return len(answer.read())
        except OSError:
            if time.monotonic() >= until:
                raise
            time.sleep(0.05)
