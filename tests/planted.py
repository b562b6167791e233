"""Plain records that tests vary: one batch that conforms, what makes it fail, one recall, and the source of all."""

from typing import Any

BATCH: dict[str, Any] = {
    "level": "national",
    "region": "430104",
    "product": "power_bank",
    "product_class": "electronics",
    "enterprise_size": "small",
    "channel": "shop",
    "passed": True,
    "enterprise": 1,
    "failed_item": "",
    "follow_up": "",
}
FAILED = {"passed": False, "failed_item": "safety", "follow_up": "ordered"}
RECALL: dict[str, Any] = {
    "kind": "vehicle",
    "emission": False,
    "category": "suv",
    "brand": "A01",
    "region": "310000",
    "origin": "domestic_own_brand",
    "energy": "",
    "component": "engine",
    "cause": "design",
    "trigger": "",
    "units": 100,
    "completed": None,
    "completed_on": None,
}
SOURCE: dict[str, Any] = {
    "publisher": "局",
    "publisher_en": "Bureau",
    "title": "记录",
    "title_en": "Records",
    "described": True,
    "number": "",
    "date": "2025",
    "seen": "records",
    "remark": "",
    "remark_en": "",
}
