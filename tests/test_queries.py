"""Each question, asked of rows small enough to check by hand: see tests/cases/. And the door they are asked through."""

import datetime
import tomllib
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

import queries
from data import RECORDS
from tests.conftest import exact

CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
PLAIN = {
    "status": "actual",
    "measure": "level",
    "region": "100000",
    "dimension": "all",
    "member": "all",
}
NOTHING_PLAIN = ("targets", "facts", "coverage", "choices", "standing", "holdings")
NATION = {**PLAIN, "grain": "year", "complement": None}
# What is asked of records has tests of its own, with records.
OF_RECORDS = {
    question
    for question in queries.questions()
    if question == "withheld"
    or any(f"${extract}" in (queries.FOLDER / f"{question}.sql").read_text(encoding="utf-8") for extract in RECORDS)
}


def asked(question: str, values: dict[str, Any]) -> dict[str, Any]:
    plain = {} if question in NOTHING_PLAIN else PLAIN
    return {name: values.get(name, plain.get(name)) for name in queries.inputs(question)}


def comparable(value: Any) -> Any:
    return exact(value) if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool) else value


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path, small_release):
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    release = small_release(case["given"])
    rows = queries.ask(case["question"], release, **asked(case["question"], case["asked"])).to_pylist()
    told = [{name: comparable(row[name]) for name in want} for row, want in zip(rows, case["expect"], strict=False)]
    assert len(rows) == len(case["expect"]), rows
    assert told == [{name: comparable(value) for name, value in want.items()} for want in case["expect"]]


def test_every_question_has_a_case():
    assert {tomllib.loads(path.read_text(encoding="utf-8"))["question"] for path in CASES} == set(
        queries.questions()
    ) - OF_RECORDS


@pytest.mark.parametrize("question", queries.questions())
def test_a_question_says_what_it_asks_and_is_one_select(question):
    text = (queries.FOLDER / f"{question}.sql").read_text(encoding="utf-8")
    first, second = text.splitlines()[:2]
    assert first.startswith("-- ")
    assert first.endswith("?")
    assert second.startswith("-- One row per ")
    statements = duckdb.extract_statements(text)
    assert [statement.type for statement in statements] == [duckdb.StatementType.SELECT]


@pytest.mark.parametrize("question", sorted(set(queries.questions()) - OF_RECORDS))
def test_no_answer_holds_a_float(question, release):
    values = asked(question, {"indicator": "spot_check_pass_rate", "grain": "year", "regions": ["100000"]})
    values |= {"until": datetime.date(2017, 12, 31)} if "until" in values else {}
    values |= {"reference": "100000"} if "reference" in values else {}
    schema = queries.ask(question, release, **values).schema
    assert not [field.name for field in schema if pa.types.is_floating(field.type)]
    assert not [field.name for field in schema if pa.types.is_decimal(field.type) and field.type.precision > 20]


def test_the_pass_rate_goes_on_as_its_other_side_with_the_break(release):
    values = {**NATION, "indicator": "spot_check_nonconforming_rate", "complement": "spot_check_pass_rate"}
    rows = queries.ask("trend", release, **values).to_pylist()
    shown = [(row["until"].year, row["value"], row["turned"], "b" in row["flags"]) for row in rows]
    assert shown == [
        (2012, Decimal("10.2"), True, False),
        (2013, Decimal("11.1"), True, False),
        (2014, Decimal("7.7"), True, False),
        (2015, Decimal("8.9"), True, False),
        (2016, Decimal("8.4"), True, False),
        (2017, Decimal("8.5"), True, False),
        (2018, Decimal("10.3"), False, True),
        (2020, Decimal("10.0"), False, False),
        (2021, Decimal("12.2"), False, False),
        (2022, Decimal("9.4"), False, False),
        (2023, Decimal("12.3"), False, False),
        (2024, Decimal("14.3"), False, False),
    ]
    assert all(row["title"] and row["publisher"] for row in rows)
    assert (rows[-1]["numerator"], rows[-1]["denominator"]) == (3601, 25250)


def test_an_unknown_question_lists_the_known_ones(release):
    with pytest.raises(queries.UnknownQuestionError, match="no question “tend”.*breakdown, choices"):
        queries.ask("tend", release)


def test_a_missing_and_a_surplus_input_are_named(release):
    with pytest.raises(queries.MissingInputError, match="also needs complement, regions; it does not take region"):
        queries.ask("standing", release, indicator=None, region="100000")


def test_values_are_bound_and_never_read_as_sql(release):
    hostile = "' or true; drop table x; --"
    values = {**NATION, "indicator": hostile}
    assert queries.ask("trend", release, **values).num_rows == 0
    assert queries.ask("facts", release, topic=None, text=hostile).num_rows == 0


def test_threads_never_see_each_others_answers(release):
    indicators = ["spot_check_pass_rate", "vehicle_recalls", "testing_income", "competitiveness_index"] * 25

    def years(indicator: str) -> list[Decimal]:
        answer = queries.ask("trend", release, **{**NATION, "indicator": indicator})
        values: list[Decimal] = answer.column("value").to_pylist()
        return values

    alone = {indicator: years(indicator) for indicator in indicators[:4]}
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(years, indicators))
    assert together == [alone[indicator] for indicator in indicators]


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_csv('/etc/passwd')",
        "select * from read_text('/etc/hostname')",
        "install httpfs",
        "set threads = 2",
        "attach '/tmp/other.db'",
    ],
)
def test_the_connection_is_closed_to_everything_else(sql, release):
    database = queries._database(release.folder.parents[1])
    with database.cursor() as cursor, pytest.raises(duckdb.Error):
        cursor.execute(sql)


def test_a_table_of_the_caller_is_not_read(release):
    secret = pa.table({"a": [1]})
    with queries._database(release.folder.parents[1]).cursor() as cursor, pytest.raises(duckdb.Error):
        cursor.execute("select * from secret")
    assert secret.num_rows == 1
