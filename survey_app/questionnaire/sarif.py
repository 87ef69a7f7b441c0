"""Findings in SARIF 2.1.0, the format in which code reviews show them at their lines."""

from collections.abc import Sequence
from typing import Any

from survey_app.questionnaire.problems import CATALOGUE, Problem

_PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/")
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(findings: Sequence[tuple[str, Problem]], version: str) -> dict[str, Any]:
    """Return a SARIF log of findings, given as (path of the file, finding); version is the program's."""
    rules = {found.code: place for place, found in enumerate({one.code: one for _, one in findings}.values())}
    severities = {found.code: found.severity for _, found in findings}
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "survey-app",
                        "version": version,
                        "rules": [_rule(code, severities[code]) for code in rules],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(path, found, rules[found.code]) for path, found in findings],
            }
        ],
    }


def _uri(path: str) -> str:
    """Return a relative path as SARIF wants it: with slashes, other characters as their bytes in %."""
    signs = path.replace("\\", "/").encode()
    return "".join(chr(sign) if sign in _PLAIN else f"%{sign:02X}" for sign in signs)


def _rule(code: str, severity: str) -> dict[str, Any]:
    cause = CATALOGUE[code][1] if code in CATALOGUE else code
    return {
        "id": code,
        "shortDescription": {"text": cause},
        "defaultConfiguration": {"level": severity},
    }


def _result(path: str, found: Problem, rule: int) -> dict[str, Any]:
    region = {"startLine": found.place.line, "startColumn": found.place.column}
    return {
        "ruleId": found.code,
        "ruleIndex": rule,
        "level": str(found.severity),
        "message": {"text": found.message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(path)},
                    "region": region,
                }
            }
        ],
    }
