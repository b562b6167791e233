"""The slips that tables can hold, each with the one fault it must become."""

from dataclasses import dataclass

from tests.entries import Slip, again, all_of, cell, content, gone, more, text, without

SPOT, QUALITY, RECALLS, CERTIFICATION, VOICE, FOOD, STANDARDS, TESTING = (
    f"observations/{name}.csv"
    for name in ("spot_check", "quality_level", "recalls", "certification", "voice", "food", "standards", "testing")
)
FACTS, SOURCES, COVERAGE, LEFT_OUT, RELEASE = "facts.csv", "sources.csv", "coverage.csv", "left_out.csv", "release.toml"
BATCHES = "indicators/spot_check_batches.toml"
ONLY_2018 = ("P82", "spot_check_pass_rate", "actual", "level", "year", "2018", "100000", "all", "all")


@dataclass(frozen=True)
class Defect:
    """A slip, and the fault it must become: its rule, and its file, row (by first cell or number) and column."""

    name: str
    slip: Slip
    rule: str
    file: str
    row: str | int
    column: str
    times: int = 1

    def __str__(self) -> str:
        return f"{self.rule}: {self.name}"


def slipped(name: str, file: str, row: str, column: str, typed: str, rule: str, at: str = "") -> Defect:
    """One cell was typed wrong; the fault stands there, or at the row `at` when that one gives it away."""
    return Defect(name, cell(file, row, column, typed), rule, file, at or row, column)


FORM = [
    Defect("no facts", without(FACTS), "file_missing", FACTS, 0, ""),
    Defect("no sources", without(SOURCES), "file_missing", SOURCES, 0, ""),
    Defect("no coverage", without(COVERAGE), "file_missing", COVERAGE, 0, ""),
    Defect("no left-out rows", without(LEFT_OUT), "file_missing", LEFT_OUT, 0, ""),
    Defect("no date", without(RELEASE), "file_missing", RELEASE, 0, ""),
    Defect(
        "no observations",
        without(SPOT, QUALITY, RECALLS, CERTIFICATION, VOICE, FOOD, STANDARDS, TESTING),
        "file_missing",
        "observations/",
        0,
        "",
    ),
    Defect("GB 18030", content(FOOD, lambda b: b.decode().encode("gb18030") + b"\xca"), "file_not_utf8", FOOD, 0, ""),
    Defect("byte order mark", content(FACTS, lambda b: b"\xef\xbb\xbf" + b), "file_not_utf8", FACTS, 0, ""),
    Defect("unpaired quote", content(VOICE, lambda b: b + b'"'), "not_csv", VOICE, 20, ""),
    Defect("columns exchanged", text(COVERAGE, "status,measure", "measure,status"), "header_differs", COVERAGE, 1, ""),
    Defect("empty file", content(STANDARDS, lambda _: b""), "header_differs", STANDARDS, 1, ""),
    Defect("surplus comma", text(SPOT, "P19,", "P19,,"), "row_length", SPOT, "P19", ""),
    Defect("missing comma", text(FACTS, "P182,", "P182"), "row_length", FACTS, 2, ""),
    Defect("blank line at the end", content(TESTING, lambda b: b + b"\n"), "row_length", TESTING, 117, ""),
    slipped("space after a figure", RECALLS, "S60", "printed", "5316.2万件 ", "cell_padded"),
    slipped("no-break space before a source", SPOT, "S82", "source", "\u00a0reply_npc_5844", "cell_padded"),
    Defect("date as text", text(RELEASE, "2026-11-21", '"2026-11-21"'), "release_toml", RELEASE, 0, "date"),
    Defect("date with time", text(RELEASE, "2026-11-21", "2026-11-21T00:00:00"), "release_toml", RELEASE, 0, "date"),
    Defect("no English note", text(RELEASE, "en =", "english ="), "release_toml", RELEASE, 0, "en", times=2),
    Defect("empty note", text(RELEASE, 'zh = "', 'zh = "" #'), "release_toml", RELEASE, 0, "zh"),
    Defect("no TOML", text(RELEASE, "zh = ", "zh "), "release_toml", RELEASE, 0, ""),
    Defect("folder of another day", text(RELEASE, "11-21", "11-22"), "release_of_other_day", RELEASE, 0, "date"),
]

IDS = [
    slipped("indicator misspelt", SPOT, "S83", "indicator", "spot_check_passrate", "unknown_indicator"),
    slipped("indicator of a cut level misspelt", RECALLS, "P331", "indicator", "recalls", "unknown_indicator"),
    slipped("status in Chinese", SPOT, "S83", "status", "实际", "unknown_choice"),
    slipped("unknown measure", SPOT, "S89", "measure", "delta", "unknown_choice"),
    slipped("unknown grain", SPOT, "P19", "grain", "halfyear", "unknown_choice"),
    slipped("shown in words", SPOT, "P10", "shown", "maybe", "unknown_choice"),
    slipped("unknown province", RECALLS, "P415", "region", "990000", "unknown_region"),
    slipped("a scheme without group", QUALITY, "P215", "region", "index3:north", "unknown_region"),
    slipped("a fact nowhere", FACTS, "P182", "region", "china", "unknown_region"),
    slipped("unknown breakdown", SPOT, "P121", "dimension", "channels", "unknown_dimension"),
    slipped("unknown member", SPOT, "P121", "member", "factory", "unknown_member"),
    slipped("breakdown without member", SPOT, "P121", "member", "all", "half_breakdown"),
    Defect(
        "undeclared breakdown",
        text(BATCHES, 'channel = "sum"', ""),
        "dimension_not_declared",
        SPOT,
        "P121",
        "dimension",
        times=6,
    ),
    slipped("unknown flag", SPOT, "P22", "flags", "x", "unknown_flag"),
    slipped("flags out of order", SPOT, "P22", "flags", "re", "flags_unordered"),
    slipped("flag twice", SPOT, "P22", "flags", "ee", "flags_unordered"),
    slipped("break by hand", SPOT, "P82", "flags", "b", "break_entered"),
    slipped("inferred, but how?", SPOT, "P22", "note", "", "flag_without_note"),
    slipped("source misspelt, the only use", FACTS, "P182", "source", "cctv_2024", "unknown_source"),
    slipped("source misspelt", SPOT, "S83", "source", "reply_npc_5484", "unknown_source"),
    slipped("source of a left-out row", LEFT_OUT, "S53", "source", "reply", "unknown_source"),
    slipped("note misspelt", SPOT, "P22", "note", "computed", "unknown_note"),
    slipped("note of the build", SPOT, "P22", "note", "made_from_counts", "note_of_build"),
    slipped("transcript row without letter", SPOT, "S83", "transcript", "83", "transcript_malformed"),
    slipped("transcript rows with commas", FACTS, "P182", "transcript", "P182,P183", "transcript_malformed"),
    slipped("transcript row of a left-out row", LEFT_OUT, "P83", "transcript", "P083", "transcript_malformed"),
]

PERIODS = [
    slipped("month 13", CERTIFICATION, "P666", "period", "2024-13", "period_malformed"),
    slipped("30 February", RECALLS, "S60", "period", "../2018-02-30", "period_malformed"),
    slipped("full-width year", SPOT, "S83", "period", "２０１７", "period_malformed"),
    slipped("year with its word", FACTS, "P182", "period", "2024年", "period_malformed"),
    slipped("quarter of a half", SPOT, "P19", "period", "2008Q1", "period_not_of_grain"),
    slipped("year as a moment", CERTIFICATION, "P666", "period", "2024", "period_not_of_grain"),
    slipped("span of a year", SPOT, "S83", "period", "2016/2017", "period_not_of_grain"),
    slipped("period of coverage", COVERAGE, "spot_check_pass_rate", "period", "2015Q1", "period_not_of_grain"),
    slipped("span backwards", SPOT, "P44", "period", "2015-09/2015-06", "period_backwards"),
    slipped("span without start", SPOT, "P44", "period", "../2015-09", "period_open_start"),
    slipped("year to come", SPOT, "S83", "period", "2071", "period_in_future"),
    slipped("this year before its end", FACTS, "P182", "period", "2026", "period_in_future"),
    slipped("stock over a month", CERTIFICATION, "P423", "grain", "month", "grain_not_of_kind"),
    Defect(
        "count at a moment",
        all_of(cell(RECALLS, "P266", "grain", "moment"), cell(RECALLS, "P266", "period", "2017-12")),
        "grain_not_of_kind",
        RECALLS,
        "P266",
        "grain",
    ),
]

FIGURES = [
    slipped("no figure", SPOT, "S83", "printed", "", "printed_empty"),
    slipped("full-width figure", SPOT, "S83", "printed", "９１.5%", "printed_wide"),
    slipped("full-width per cent", SPOT, "S83", "printed", "91.5％", "printed_wide"),
    slipped("words for a number", RECALLS, "S55", "printed", "几百万辆", "printed_no_number"),
    slipped("two qualifiers", RECALLS, "S55", "printed", "超过2004.8万辆以上", "printed_two_qualifiers"),
    slipped("thousands separators", SPOT, "S82", "printed", "20,192批次", "printed_unreadable"),
    slipped("Arabic-Indic digits", SPOT, "S82", "printed", "٢٠١٩٢批次", "printed_unreadable"),
    slipped("exponent", SPOT, "S82", "printed", "2e4批次", "printed_unreadable"),
    slipped("space before the unit", SPOT, "S82", "printed", "20192 批次", "printed_unreadable"),
    slipped("too large", RECALLS, "S55", "printed", "200480000000亿辆", "printed_too_long"),
    slipped("too fine", SPOT, "S83", "printed", "91.50001%", "printed_too_long"),
    slipped("unit of another indicator", SPOT, "S82", "printed", "20192家", "unit_differs"),
    slipped("unit left out", SPOT, "S83", "printed", "91.5", "unit_differs"),
    slipped("per cent for points", SPOT, "S89", "printed", "-0.1%", "unit_differs"),
    slipped("unit of a fact", FACTS, "P182", "printed", "107万箱", "unknown_unit"),
    slipped("point lost", SPOT, "S83", "printed", "915%", "rate_out_of_range"),
    slipped("negative rate", SPOT, "S83", "printed", "-91.5%", "rate_out_of_range"),
    slipped("negative count", SPOT, "S82", "printed", "-20192批次", "count_negative"),
    slipped("half a batch", SPOT, "S82", "printed", "20192.5批次", "count_not_whole"),
]

TOGETHER = [
    Defect("row copied", again(SPOT, "S82"), "row_twice", SPOT, 224, "source"),
    slipped("none of one shown", SPOT, "P61", "shown", "no", "none_shown"),
    slipped("two shown", RECALLS, "P267", "shown", "yes", "several_shown"),
    slipped("chosen without reason", RECALLS, "S55", "note", "", "shown_without_reason"),
    slipped("reason without choice", RECALLS, "S60", "note", "shown_exact", "reason_without_choice"),
    Defect("digit differs", cell(SPOT, "P10", "printed", "91.9%"), "disagreement_unsaid", SPOT, "S83", "note"),
    Defect(
        "turned side entered too",
        all_of(
            gone(LEFT_OUT, "P83"),
            more(SPOT, "P83", *ONLY_2018[1:], "89.7%", "", "samr_spot_check_2018", "yes", ""),
        ),
        "both_sides",
        SPOT,
        224,
        "indicator",
    ),
    slipped("rate against its counts", SPOT, "P1107", "printed", "14.9%", "counts_differ"),
    Defect(
        "digit too many", cell(SPOT, "P1106", "printed", "36010批次"), "numerator_too_large", SPOT, "P1107", "printed"
    ),
    slipped("sign lost", SPOT, "S89", "printed", "0.1个百分点", "change_differs"),
    Defect("part too large", cell(RECALLS, "P333", "printed", "301次"), "members_exceed", RECALLS, "P331", "printed"),
    Defect("part too small", cell(SPOT, "P111", "printed", "90.9%"), "members_short", SPOT, "P107", "printed"),
    Defect("shares above 100", cell(SPOT, "P116", "printed", "92.0%"), "regions_exceed", SPOT, "P119", "printed"),
    slipped("scopes exchanged", CERTIFICATION, "P667", "printed", "99770家", "scopes_reversed"),
    slipped("cumulative falls", RECALLS, "P299", "printed", "3065次", "cumulative_falls"),
    Defect("cut level unsaid", gone(COVERAGE, "contacts_12315"), "coverage_unsaid", VOICE, "P1071", "region"),
    Defect(
        "cut products unsaid", gone(COVERAGE, "cnas_certificates"), "coverage_unsaid", CERTIFICATION, "P949", "member"
    ),
    Defect(
        "coverage of no region",
        cell(COVERAGE, "cnas_certificates", "region", "430000"),
        "coverage_unneeded",
        COVERAGE,
        "cnas_certificates",
        "breakdown",
    ),
    slipped("coverage of no indicator", COVERAGE, "cnas_certificates", "indicator", "cnas", "unknown_indicator"),
    slipped("coverage in words", COVERAGE, "cnas_certificates", "coverage", "some", "unknown_choice"),
    slipped("coverage of no status", COVERAGE, "cnas_certificates", "status", "promise", "unknown_choice"),
    Defect("coverage said twice", again(COVERAGE, "cnas_certificates"), "coverage_unneeded", COVERAGE, 81, "breakdown"),
    Defect("row lost", gone(FACTS, "P182"), "transcript_gap", LEFT_OUT, 0, "transcript"),
    slipped("row of another indicator", SPOT, "S82", "transcript", "S83", "transcript_twice", at="S83"),
    slipped("row of another table", FACTS, "P182", "transcript", "P1111", "transcript_twice"),
    Defect(
        "row far off", cell(FACTS, "P182", "transcript", "P9999"), "transcript_gap", LEFT_OUT, 0, "transcript", times=2
    ),
]

LISTS = [
    slipped("capitals in an id", FACTS, "P182", "fact", "Batches-2024", "fact_id_malformed"),
    slipped("fact without English", FACTS, "P182", "name_en", "", "text_missing"),
    slipped("unknown topic of a fact", FACTS, "P182", "topic", "spot_checks", "unknown_topic"),
    Defect(
        "fact id twice",
        cell(FACTS, "P181", "fact", "batches_checked_all_levels_government_2024"),
        "id_twice",
        FACTS,
        "P181",
        "fact",
    ),
    Defect("source twice", again(SOURCES, "aqsiq_plan_undated"), "id_twice", SOURCES, 98, "id"),
    slipped("source without title", SOURCES, "aqsiq_plan_undated", "title", "", "text_missing"),
    slipped("month 13 of a source", SOURCES, "aqsiq_plan_undated", "date", "2018-13", "source_date"),
    slipped("how it was seen", SOURCES, "aqsiq_plan_undated", "seen", "copy", "unknown_choice"),
    slipped("described by a guess", SOURCES, "aqsiq_plan_undated", "described", "maybe", "unknown_choice"),
    slipped("address", SOURCES, "aqsiq_plan_undated", "remark", "见 https://example.org", "source_address"),
    slipped("bare address", SOURCES, "aqsiq_plan_undated", "title", "www.samr.gov.cn 公告", "source_address"),
    Defect(
        "source that nothing uses",
        more(SOURCES, "aqsiq_2001", "总局", "AQSIQ", "公告", "Notice", "no", "", "2001", "press", "", ""),
        "source_unused",
        SOURCES,
        98,
        "id",
    ),
    slipped("reason misspelt", LEFT_OUT, "S53", "reason", "nonumber", "unknown_reason"),
]

DEFECTS = [*FORM, *IDS, *PERIODS, *FIGURES, *TOGETHER, *LISTS]
