"""A bureau's own records: held against their contracts with every fault at once, then rolled up and shown."""

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data.releases import datasets, release_ids
from data.tables import schema_of, table_of
from intake.__main__ import REFUSED, records
from intake.extracts import own_extracts
from intake.faults import EntryRefusedError, Fault
from tests.planted import BATCH, FAILED
from views.current import shown_release
from views.state import State
from views.trend import trend_card

ABOUT = """released = 2026-01-05
until = 2025-12-31
zh = "某局监督抽查记录"
en = "Spot checks of a bureau"
publisher = "某局"
publisher_en = "A bureau"
"""
ROWS = [{**BATCH, "record": month, "date": date(2025, month, 3), "region": "430104"} for month in range(1, 13)]


def put(root: Path, rows: list[dict[str, Any]], name: str = "inspections/2025.parquet", about: str = ABOUT) -> Path:
    """The extracts of a dataset `own`."""
    folder = root / "own" / "extracts"
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(table_of("inspections", rows), path)
    (folder / "about.toml").write_text(about, encoding="utf-8")
    return folder


def faults(folder: Path) -> list[Fault]:
    with pytest.raises(EntryRefusedError) as refused:
        own_extracts(folder)
    return refused.value.faults


def rules(folder: Path) -> list[tuple[str, int, str, str]]:
    return [(fault.file, fault.row, fault.column, fault.rule) for fault in faults(folder)]


def test_sound_records_become_a_release_that_is_shown_as_real(tmp_path, capsys):
    put(tmp_path, [*ROWS[:5], {**ROWS[5], **FAILED}, *ROWS[6:]])
    assert records("own", tmp_path) == 0, capsys.readouterr().err
    assert datasets(tmp_path) == ["published", "demo", "own"]
    release, refused = shown_release(root=tmp_path, dataset="own")
    assert refused is None
    assert not release.synthetic
    card = trend_card(release, State(dataset="own", indicator="all_levels_pass_rate", regions=("430100",)))
    assert (card.headline, card.period) == ("91.7%", "2025年")
    assert card.sources[0].citation.startswith("某局：")
    assert [path.name for path in (tmp_path / "own").glob(".work-*")] == []


def test_every_fault_of_every_file_is_told_at_once_with_its_row_and_column(tmp_path):
    wrong = [
        {**ROWS[0], "region": "439999"},
        {**ROWS[1], "region": "439999"},
        {**ROWS[2], "product": "phlogiston"},
        {**ROWS[3], "date": date(2024, 12, 31)},
        {**ROWS[4], "record": 6},
        {**ROWS[5], "channel": "market"},
        {**ROWS[6], "enterprise": -7},
    ]
    folder = put(tmp_path, wrong)
    put(tmp_path, ROWS[:1], "inspections/latest.parquet")
    (folder / "recalls").mkdir()
    (folder / "recalls" / "2025.parquet").write_bytes(b"PAR1 cut off")
    file = "inspections/2025.parquet"
    assert rules(folder) == [
        (file, 0, "record", "records_twice"),
        (file, 1, "region", "records_region"),
        (file, 3, "product", "records_member"),
        (file, 4, "date", "records_year"),
        (file, 6, "channel", "records_value"),
        (file, 7, "enterprise", "records_negative"),
        ("inspections/latest.parquet", 0, "", "records_name"),
        ("recalls/2025.parquet", 0, "", "records_unreadable"),
    ]
    [place] = [fault for fault in faults(folder) if fault.rule == "records_region"]
    assert place.write("zh").startswith("inspections/2025.parquet，第1行，“region”列：不认识地区代码“439999”，共2行。")
    assert "in 2 rows" in place.write("en")


def test_columns_of_another_type_or_too_many_are_named(tmp_path):
    folder = put(tmp_path, ROWS)
    path = folder / "inspections" / "2025.parquet"
    table = pq.read_table(path)
    other = table.set_column(0, "record", table.column("record").cast(pa.string())).append_column(
        "remark", pa.array([""] * table.num_rows)
    )
    pq.write_table(other, path)
    assert rules(folder) == [
        ("inspections/2025.parquet", 0, "record", "records_type"),
        ("inspections/2025.parquet", 0, "remark", "records_column"),
    ]


@pytest.mark.parametrize("about", ["", "released = '2026'", ABOUT.replace("publisher_en", "publisher_de")])
def test_whose_records_they_are_must_be_said(tmp_path, about):
    assert {rule for *_, rule in rules(put(tmp_path, ROWS, about=about))} == {"records_about"}


def test_a_refusal_leaves_the_old_release(tmp_path, capsys):
    put(tmp_path, ROWS)
    assert records("own", tmp_path) == 0
    before = release_ids("own", tmp_path)
    put(tmp_path, [{**ROWS[0], "region": "9"}])
    assert records("own", tmp_path) == REFUSED
    assert "不认识地区代码“9”" in capsys.readouterr().err
    assert release_ids("own", tmp_path) == before
    put(tmp_path, [{**row, "enterprise": 5} for row in ROWS])
    assert records("own", tmp_path) == 0
    assert len(release_ids("own", tmp_path)) == 2


@pytest.mark.parametrize("name", ["demo", "published", "Own", "../own", ""])
def test_a_dataset_has_a_plain_name_of_its_own(tmp_path, name, capsys):
    assert records(name, tmp_path) == REFUSED
    assert "数据集不能叫" in capsys.readouterr().err


def test_records_are_kept_as_they_were_given(tmp_path):
    put(tmp_path, list(reversed(ROWS)))
    assert records("own", tmp_path) == 0
    release, _ = shown_release(root=tmp_path, dataset="own")
    [path] = release.records("inspections", date(2025, 1, 1), date(2025, 12, 31))
    kept = pq.read_table(path)
    assert kept.schema.equals(schema_of("inspections"))
    assert sorted(kept.column("record").to_pylist()) == [row["record"] for row in ROWS]


def test_records_of_a_month_that_is_not_over_are_kept_and_not_counted(tmp_path):
    put(tmp_path, ROWS[:1], about=ABOUT.replace("until = 2025-12-31", "until = 2025-01-20"))
    assert records("own", tmp_path) == 0
    release, _ = shown_release(root=tmp_path, dataset="own")
    card = trend_card(release, State(dataset="own", indicator="all_levels_pass_rate"))
    assert "这个数据集没有" in card.message
    assert release.records("inspections", date(2025, 1, 1), date(2025, 1, 1))
