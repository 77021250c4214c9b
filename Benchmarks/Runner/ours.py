"""The contender that is ours."""

import paths
from measure import Contender

ENVIRONMENT = {"SUSHAI_CRAWLERS": paths.CRAWLERS, "SUSHAI_CRITERIA": paths.RULES}


def ours(program, *arguments, environment=None, **rest):
    """program: a path, or a command as a list."""
    program = program if isinstance(program, list) else [program]
    return Contender("ours", [*program, *arguments], {**ENVIRONMENT, **(environment or {})}, **rest)
