"""The dataset `demo`: synthetic records of every kind, and the release that is rolled up from them."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from data import FOLDER as DATA
from data import RECORDS
from data.releases import Release
from indicators import catalogue
from intake.demo.certifications import certifications_of
from intake.demo.inspections import inspections_of, years
from intake.demo.recalls import recalls_of
from intake.rolled import Described, Progress, records_source, unheard, write_rolled
from intake.years import write_records

DATASET = "demo"
RELEASED = date(2026, 11, 22)
FOLDER = Path(__file__).parent
WORDS = {
    "zh": "演示数据：全部记录均由程序合成，仅用于展示功能，不是真实的监管数据。",
    "en": "Demonstration data: every record is synthetic, made to show what the dashboard does, and not a real figure.",
}
TITLES = {
    "inspections": ("监督抽查合成记录", "Synthetic records of spot checks"),
    "recalls": ("缺陷产品召回合成记录", "Synthetic records of recalls"),
    "certifications": ("认证合成记录", "Synthetic records of certification"),
}


@dataclass(frozen=True)
class DemoExtracts:
    """The synthetic records at a scale: at scale 1 some 1,000,000 inspections in all years together."""

    scale: float = 1.0
    years: Sequence[int] = field(default_factory=years)

    @property
    def until(self) -> date:
        """The last day of the last year: every year is whole."""
        return date(max(self.years), 12, 31)

    def fingerprint(self, year: int) -> str:
        """What the records of a year follow from: the scale, the settings, what draws them, the members they name."""
        made_by = sorted(path for path in FOLDER.glob("*.*") if path.suffix in (".py", ".toml"))
        members = {id: list(breakdown.members) for id, breakdown in catalogue().breakdowns.items()}
        digest = hashlib.sha256(json.dumps([year, self.scale, members]).encode())
        for path in made_by:
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def write(self, year: int, folder: Path) -> dict[str, list[Path]]:
        """Writes the records of a year in streams, so that no scale needs more memory than another."""
        streams: dict[str, Iterable[pa.Table]] = {
            "inspections": inspections_of(year, self.scale),
            "recalls": [recalls_of(year)],
            "certifications": [certifications_of(year)],
        }
        return {extract: [write_records(extract, year, streams[extract], folder)] for extract in RECORDS}


def build_demo(root: Path = DATA, scale: float = 1.0, told: Progress = unheard) -> Release:
    """The demonstration release under `root`, built unless it is there already. Raises ImportRunningError."""
    described = Described(RELEASED, WORDS, [_source(extract) for extract in RECORDS], True, "intake.demo")
    return write_rolled(DemoExtracts(scale), described, DATASET, root, told)


def _source(extract: str) -> dict[str, Any]:
    title, title_en = TITLES[extract]
    return records_source(
        extract,
        publisher="演示数据",
        publisher_en="Demonstration data",
        title=title,
        title_en=title_en,
        date=RELEASED.isoformat(),
        remark=WORDS["zh"],
        remark_en=WORDS["en"],
    )
