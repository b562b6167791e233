"""The slips that TOML entries of indicators and breakdowns can hold, each with the one fault it must become."""

import re

from tests.entries import Entry, content, text, without
from tests.slips import BATCHES, Defect

PASS_RATE, FAIL_RATE = "indicators/spot_check_pass_rate.toml", "indicators/spot_check_nonconforming_rate.toml"
CHANNEL = "indicators/breakdowns/channel.toml"
NEW_INDICATOR = "indicators/market_pass_rate.toml"
BODIES = "indicators/testing_bodies.toml"
FOOD_RATE, PRODUCE = "indicators/food_nonconforming_rate.toml", "indicators/farm_produce_pass_rate.toml"
STOCK = "indicators/valid_certificates.toml"
RECALLS = "indicators/vehicle_recalls.toml"
FOOD_MIX = '[mix]\nbreakdown = "food_class"'


def new_indicator(entry: Entry) -> None:
    """An indicator without observations."""
    said = entry.file("indicators/farm_produce_pass_rate.toml").read_text(encoding="utf-8")
    for name in re.findall(r'^name = "(.*)"$', said, re.MULTILINE):
        said = said.replace(f'name = "{name}"', f'name = "{name} 2"')
    entry.file(NEW_INDICATOR).write_text(said.split("[joins.members]")[0], encoding="utf-8")


def toml(name: str, file: str, old: str, new: str, rule: str, field: str, times: int = 1) -> Defect:
    """A TOML entry says something else."""
    return Defect(name, text(file, old, new), rule, file, 0, field, times)


TOPICS = "indicators/topics.toml"
ENTRIES = [
    Defect("no topics", without(TOPICS), "entry_file_missing", TOPICS, 0, ""),
    toml("no TOML", PASS_RATE, "[zh]", "[zh", "entry_not_toml", ""),
    Defect("Latin-1", content(PASS_RATE, lambda b: b + b"#\xe9"), "entry_not_toml", PASS_RATE, 0, ""),
    toml("no breakdown TOML", CHANNEL, "zh =", "zh", "entry_not_toml", ""),
    toml("field misspelt", PASS_RATE, "decimals = 1", "decimals = 1\ncolour = 2", "field_unknown", "colour"),
    toml("own id", PASS_RATE, "topic =", 'id = "other"\ntopic =', "field_unknown", "id"),
    toml("joins outside", PASS_RATE, "topic =", 'regions = "sum"\ntopic =', "field_unknown", "regions"),
    toml("own order", CHANNEL, 'id = "shop"', 'id = "shop"\norder = 9', "field_unknown", "members[2].order"),
    toml("unknown field of a text", PASS_RATE, "[en]", '[en]\ntitle = "x"', "field_unknown", "en.title"),
    toml("no kind", PASS_RATE, 'kind = "rate"\n', "", "field_missing", "kind"),
    toml("no English name", PASS_RATE, 'name = "National spot-check pass rate"\n', "", "field_missing", "en.name"),
    toml("no joins over regions", PASS_RATE, 'regions = "none"\n', "", "field_missing", "joins.regions"),
    toml("member without English", CHANNEL, 'en = "E-commerce"\n', "", "field_missing", "members[3].en"),
    toml("topic without English", TOPICS, 'en = "Recalls"\n', "", "field_missing", "recalls.en"),
    toml("decimals as text", PASS_RATE, "decimals = 1", 'decimals = "1"', "field_wrong_type", "decimals"),
    toml("decimals as truth", PASS_RATE, "decimals = 1", "decimals = true", "field_wrong_type", "decimals"),
    toml("caveats as text", PASS_RATE, '["targeted_sample", "mix_changed"]', '"x"', "field_wrong_type", "caveats"),
    toml("number among aliases", PASS_RATE, '"pass rate",', "7,", "field_wrong_type", "en.aliases[0]"),
    toml("break with time", FAIL_RATE, "2018-01-01", "2018-01-01T00:00:00", "field_wrong_type", "breaks[0].since"),
    toml("break as a table", FAIL_RATE, "[[breaks]]", "[breaks]", "field_wrong_type", "breaks"),
    toml("counts as text", BATCHES, "decimals", 'counts = "x"\ndecimals', "field_wrong_type", "counts"),
    toml("topic as text", TOPICS, "[spot_check]", 'x = "y"\n[spot_check]', "field_wrong_type", "x"),
    toml("unit without text", "indicators/units.toml", '"度" = "kWh"', '"度" = 1', "field_wrong_type", "度"),
    toml("unknown kind", PASS_RATE, 'kind = "rate"', 'kind = "ratio"', "field_not_a_choice", "kind"),
    toml("unknown better", PASS_RATE, 'better = "higher"', 'better = "up"', "field_not_a_choice", "better"),
    toml(
        "unknown join", PASS_RATE, 'product = "none"', 'product = "mean"', "field_not_a_choice", "joins.members.product"
    ),
    toml("unknown no_row", PASS_RATE, '"missing"', '"none"', "field_not_a_choice", "no_row"),
    toml("member twice", CHANNEL, 'id = "shop"', 'id = "retail"', "member_twice", "members[2].id"),
    toml("parent misspelt", CHANNEL, 'parent = "retail"', 'parent = "shops"', "parent_unknown", "members[2].parent"),
    toml("alias of two members", CHANNEL, '"电子商务"', '"生产"', "alias_twice", "members.e_commerce"),
    toml("name of two indicators", PASS_RATE, "国家监督抽查合格率", "国家监督抽查不合格率", "alias_twice", "name"),
    toml("topic misspelt", PASS_RATE, 'topic = "spot_check"', 'topic = "checks"', "unknown_topic", "topic"),
    toml("basis misspelt", PASS_RATE, "risk_targeted_spot_check", "spot_check", "unknown_basis", "basis"),
    toml("caveat misspelt", PASS_RATE, '"mix_changed"', '"mix"', "unknown_caveat", "caveats"),
    toml("undescribed breakdown", PASS_RATE, "product =", "goods =", "unknown_dimension", "joins.members.goods"),
    Defect(
        "complement one-sided",
        text(FAIL_RATE, "complement =", "#"),
        "complement_not_mutual",
        PASS_RATE,
        0,
        "complement",
    ),
    toml("complement equally good", FAIL_RATE, '"lower"', '"higher"', "complement_not_mutual", "complement", times=2),
    toml(
        "no such composition", PASS_RATE, "spot_check_enterprise_share", "share", "composition_unknown", "composition"
    ),
    toml(
        "composition of another breakdown",
        PASS_RATE,
        "spot_check_enterprise_share",
        "testing_body_share",
        "composition_unknown",
        "composition",
    ),
    toml(
        "composition of counts",
        PASS_RATE,
        "spot_check_enterprise_share",
        "spot_check_batches",
        "composition_unknown",
        "composition",
    ),
    toml(
        "no such counts",
        PASS_RATE,
        'denominator = "spot_check_batches"',
        'denominator = "x"',
        "counts_unknown",
        "counts",
    ),
    toml(
        "two numerators",
        PASS_RATE,
        "[counts]",
        '[counts]\nnumerator = "spot_check_batches"',
        "counts_unknown",
        "counts",
    ),
    toml("unknown chance", PASS_RATE, '"binomial"', '"normal"', "field_not_a_choice", "chance"),
    toml("rate of events", PRODUCE, '"binomial"', '"poisson"', "chance_not_of_kind", "chance"),
    toml("count of a sample", RECALLS, '"poisson"', '"binomial"', "chance_not_of_kind", "chance"),
    toml("stock of events", STOCK, "[zh]", 'chance = "poisson"\n\n[zh]', "chance_not_of_kind", "chance"),
    toml("chance of one side", FAIL_RATE, 'chance = "binomial"\n', "", "sides_differ", "chance", times=2),
    toml("mix of one side", FAIL_RATE, 'told_by = ["spot_check_product_kinds"]', "", "sides_differ", "mix", times=2),
    toml("no mix", FOOD_RATE, FOOD_MIX, "", "mix_missing", "mix"),
    toml("mix of nothing", FOOD_RATE, FOOD_MIX, "[mix]", "field_missing", "mix.breakdown"),
    toml("mix by no breakdown", FOOD_RATE, '"food_class"\n', '"foods"\n', "unknown_dimension", "mix.breakdown"),
    toml(
        "mix told by nothing",
        FOOD_RATE,
        FOOD_MIX,
        f'{FOOD_MIX}\ntold_by = ["kinds"]',
        "mix_told_by_unknown",
        "mix.told_by",
    ),
    toml(
        "mix told by a rate",
        FOOD_RATE,
        FOOD_MIX,
        f'{FOOD_MIX}\ntold_by = ["farm_produce_pass_rate"]',
        "mix_told_by_unknown",
        "mix.told_by",
    ),
    toml("no question", PASS_RATE, "占多大比例？", "占多大比例。", "question_mark", "zh.question"),
    toml("half-width question mark", PASS_RATE, "占多大比例？", "占多大比例?", "question_mark", "zh.question"),
    toml("unlisted unit", BATCHES, 'unit = "批次"', 'unit = "箱"', "unit_not_listed", "zh.unit"),
    toml(
        "unused breakdown",
        BODIES,
        "[joins.members]",
        '[joins.members]\ncause = "none"',
        "dimension_unused",
        "joins.members.cause",
    ),
    Defect("nothing observed", new_indicator, "too_few_observations", NEW_INDICATOR, 0, ""),
]
