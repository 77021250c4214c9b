"""Runs the SQL that the runner made inside Python's DuckDB, whose version is ahead of the command line's."""

import sys

import duckdb

with open(sys.argv[1], encoding="utf-8") as file:
    duckdb.connect().execute(file.read())
