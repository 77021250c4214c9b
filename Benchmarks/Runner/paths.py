"""The paths of all files."""

from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
ROOT = HERE.parent
DATA = HERE / ".data"
RULES = DATA / "Criteria"
PRODUCTS = RULES / "products.csv"
CRAWLERS = HERE / "Crawlers"
PEERS = HERE / "Peers"
BUDGETS = HERE / "Budgets"
GENERATOR = HERE / ".build/release/bench-data"
PYTHON = HERE / ".peers/bin/python"
SUSHAI = ROOT / ".build/release/sushai"
BROWSER_TESTS = ROOT / "Tests/BrowserTests"


def duckdb():
    """The binary. The script with the same name in bin/ would add the start of Python to every run."""
    return next((HERE / ".peers/lib").glob("python3.*/site-packages/duckdb_cli/duckdb"))
