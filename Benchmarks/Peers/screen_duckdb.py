"""Runs the SQL of the runner in Python's DuckDB, which is a newer version than the command line."""

import sys

import duckdb

with open(sys.argv[1], encoding="utf-8") as file:
    duckdb.connect().execute(file.read())
