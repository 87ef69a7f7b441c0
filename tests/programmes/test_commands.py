"""From file to file, with the exit status that scripts rely on."""

import json
import subprocess
import sys

import pytest

from survey_app.programmes.commands import propose_file, verify_files
from tests.programmes.cast import WEEKS, city, network

MEMBERS = city("turku", {"water": 3}, {"food": 5}), city("tartu", {"food": 4}, {"water": 5})


@pytest.fixture
def files(tmp_path):
    return tmp_path / "problem.json", tmp_path / "proposal.json"


@pytest.fixture
def said():
    return []


def write(path, data):
    path.write_text(json.dumps(data), encoding="utf-8")


def test_a_programme_is_written_and_verified(files, said):
    problem, proposal = files
    write(problem, network(*MEMBERS, objectives=["served", "exchanges"]))
    assert propose_file(problem, proposal, 20, 1, said.append) == 0
    written = json.loads(proposal.read_text(encoding="utf-8"))
    assert (written["format"], written["status"], written["seed"]) == ("exchange-proposal/1", "optimal", 1)
    assert said[1:] == ["served: 2 (proven)", "exchanges: 1 (proven)"]
    assert said[0].startswith("status: optimal, 1 exchanges, ")
    said.clear()
    assert verify_files(problem, proposal, said.append) == 0
    assert said == ["No rule is broken and all figures follow."]


def test_a_broken_rule_is_said_by_its_label(files, said):
    problem, proposal = files
    write(problem, network(*MEMBERS, objectives=["served"]))
    propose_file(problem, proposal, 20)
    write(problem, network(*MEMBERS, objectives=["served"], max_exchanges=0))
    assert verify_files(problem, proposal, said.append) == 1
    assert said == ["network-limit: exchanges: 1 exchanges, at most 0"]


def test_decisions_that_cannot_hold(files, said):
    problem, proposal = files
    decisions = [{"pin": {"host": "turku", "visitor": "turku"}}]
    write(problem, network(*MEMBERS, decisions=decisions))
    assert propose_file(problem, proposal, 20, 1, said.append) == 3
    assert json.loads(proposal.read_text(encoding="utf-8"))["status"] == "infeasible"
    assert said[1] == "decisions[0]"
    assert verify_files(problem, proposal, said.append) == 0


def test_no_time_for_anything(files):
    problem, proposal = files
    write(problem, network(*MEMBERS, decisions=[{"pin": {"host": "turku", "week": WEEKS[0]}}]))
    assert propose_file(problem, proposal, 0.0) == 4
    assert json.loads(proposal.read_text(encoding="utf-8"))["exchanges"] == []


def test_bad_input_is_said_in_full_and_nothing_is_written(files, said):
    problem, proposal = files
    write(problem, network(*MEMBERS, objectives=["serve"], slack=3))
    assert propose_file(problem, proposal, 20, 1, said.append) == 2
    assert not proposal.exists()
    assert said == [
        f"{problem}: objectives[0]: 'serve' is not a known objective; did you mean 'served'?",
        f"{problem}: slack: is an integer; write an object from objective to integer",
    ]


@pytest.mark.parametrize("text", ["{", "[" * 100000, '{"a": NaN}}', "\xff"])
def test_what_is_no_json(text, files, said):
    problem, proposal = files
    problem.write_text(text, encoding="latin-1")
    assert propose_file(problem, proposal, 20, 1, said.append) == 2
    assert [line.split(": ")[1] for line in said] == ["cannot be read as JSON"]


def test_a_file_that_is_not_there(files, said):
    problem, proposal = files
    assert verify_files(problem, proposal, said.append) == 2
    assert [line.split(": ")[1] for line in said] == ["cannot be read as JSON"] * 2


def test_the_solver_library_is_loaded_only_to_solve():
    code = "import sys, survey_app.programmes.commands; print('ortools' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
