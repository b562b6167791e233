"""Links: strict, versioned, by ids; whatever a link says, it is read whole or named and refused."""

from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.releases import datasets, release_ids
from indicators import catalogue
from regions import regions, schemes
from views.state import (
    AGAINST,
    FORMS,
    GLUED,
    GRAINS,
    MOST_REGIONS,
    PARTS,
    State,
    read_link,
    typed,
    write_link,
    write_shared_link,
)
from words import LANGUAGES, say

INDICATORS = sorted(catalogue().indicators)
DIMENSIONS = sorted(catalogue().breakdowns)
REGIONS = sorted(regions())


@st.composite
def states(draw) -> State:
    dimension = draw(st.sampled_from(["", *DIMENSIONS]))
    members = sorted(catalogue().breakdowns[dimension].members) if dimension else []
    chosen = draw(st.lists(st.sampled_from(members), unique=True)) if members else []
    return State(
        language=draw(st.sampled_from(LANGUAGES)),
        indicator=draw(st.sampled_from(INDICATORS)),
        grain=draw(st.sampled_from(GRAINS)),
        regions=tuple(draw(st.lists(st.sampled_from(REGIONS), unique=True, max_size=MOST_REGIONS))),
        dimension=dimension,
        members=tuple(chosen),
        compare=draw(st.sampled_from(["", "province", "city", *schemes()])),
        against=draw(st.sampled_from(["", *AGAINST])),
        form=draw(st.sampled_from(["", *FORMS])),
        until=draw(st.none() | st.dates(date(1990, 1, 1), date(2030, 12, 31))),
        text=draw(st.text(max_size=30).map(typed)),
        report_list=draw(st.from_regex(r"[0-9a-f]{20}", fullmatch=True) | st.just("")),
        report_template=draw(st.from_regex(r"[0-9a-f]{20}", fullmatch=True) | st.just("")),
    )


def as_query(link: dict[str, str]) -> dict[str, list[str]]:
    return {name: [text] for name, text in link.items()}


@settings(max_examples=1000, deadline=None)
@given(states())
def test_a_link_reads_back_as_the_state_it_was_written_for(state):
    assert read_link(as_query(write_link(state))) == (state, [])
    assert read_link(as_query(write_shared_link(state))) == (state, [])


@settings(max_examples=1000, deadline=None)
@given(states(), st.sampled_from([*PARTS, "v", "zz", "I", "ｉ"]), st.text(max_size=30))
def test_a_mutated_link_is_read_whole_or_refused_whole(state, part, text):
    """Nothing is guessed: a link either reads back to exactly what it says, or every problem is named."""
    query = as_query(write_shared_link(state)) | {part: [text]}
    read, problems = read_link(query)
    if problems:
        assert read_link(as_query(write_link(read))) == (read, []), "what can be read of it is a link of its own"
        assert all(say(p.rule, "zh", part=p.part, value=p.value) for p in problems)
    else:
        assert (
            write_shared_link(read).items() <= {name: texts[0].rstrip(GLUED) for name, texts in query.items()}.items()
        )


@pytest.mark.parametrize(
    ("query", "rule", "part"),
    [
        ({"i": ["nonsense"]}, "link_unknown_value", "i"),
        ({"i": [""]}, "link_unknown_value", "i"),
        ({"i": ["spot_check_pass_rate", "vehicle_recalls"]}, "link_repeated", "i"),
        ({"r": ["110000~999999"]}, "link_unknown_value", "r"),
        ({"r": ["110000~110000"]}, "link_unknown_value", "r"),
        ({"r": ["110000~120000~130000~140000~150000~210000~220000"]}, "link_too_many", "r"),
        ({"r": ["999999"]}, "link_unknown_value", "r"),
        ({"d": ["enterprise_size"], "m": ["production"]}, "link_unknown_value", "m"),
        ({"m": ["large"]}, "link_unknown_value", "m"),
        ({"t": ["2024-13-01"]}, "link_unknown_value", "t"),
        ({"t": ["２０２４-01-01"]}, "link_unknown_value", "t"),
        ({"t": ["2024"]}, "link_unknown_value", "t"),
        ({"lang": ["中文"]}, "link_unknown_value", "lang"),
        ({"vs": ["province"]}, "link_unknown_value", "vs"),
        ({"vs": [""]}, "link_unknown_value", "vs"),
        ({"vs": ["parent", "parent"]}, "link_repeated", "vs"),
        ({"f": ["waterfall"]}, "link_unknown_value", "f"),
        ({"rel": ["2001-01-01-00000000"]}, "link_release_gone", "rel"),
        ({"rel": ["2001-13-01-00000000"]}, "link_unknown_value", "rel"),
        ({"rel": ["2001-01-01-0000000G"]}, "link_unknown_value", "rel"),
        ({"rel": ["２００１-01-01-00000000"]}, "link_unknown_value", "rel"),
        ({"rel": ["../published"]}, "link_unknown_value", "rel"),
        ({"p": ["1２"]}, "link_unknown_value", "p"),
        ({"q": ["召\ufffd"]}, "link_unknown_value", "q"),
        ({"q": ["  two  words"]}, "link_unknown_value", "q"),
        ({"q": ["a" * 121]}, "link_unknown_value", "q"),
        ({"li": ["0123456789abcdef012"]}, "link_unknown_value", "li"),
        ({"li": ["0123456789ABCDEF0123"]}, "link_unknown_value", "li"),
        ({"li": ["../../../etc/passwd/"]}, "link_unknown_value", "li"),
        ({"tp": ["0" * 21]}, "link_unknown_value", "tp"),
        ({"v": ["2"]}, "link_version", "v"),
        ({"colour": ["red"]}, "link_unknown_part", "colour"),
        ({"i": ["x" * 5000]}, "link_unknown_value", "i"),
    ],
)
def test_what_cannot_be_read_is_named(query, rule, part):
    state, problems = read_link(query)
    assert [(problem.rule, problem.part) for problem in problems] == [(rule, part)]
    assert state == State(dimension=state.dimension), "only what can be read is kept"
    assert len(problems[0].value) <= 200


def test_a_link_of_another_version_is_not_read_in_part():
    assert read_link({"v": ["2"], "lang": ["en"], "i": ["vehicle_recalls"]})[0] == State(language="en")


def test_what_passing_on_glues_to_a_link_is_no_part_of_it():
    state = State(indicator="vehicle_recalls", grain="year")
    assert read_link({"v": ["1"], "amp;i": ["vehicle_recalls"], "amp;g": ["year。"]}) == (state, [])
    cut, [problem] = read_link({"v": ["1"], "i": ["vehicle_recalls"], "rel": ["2026-11"]})
    assert cut == State(indicator="vehicle_recalls")
    assert problem.part == "rel"


def test_what_chat_applications_append_is_no_part_of_a_link():
    appended = {"from": ["singlemessage", "timeline"], "isappinstalled": ["0"], "utm_source": ["x"], "fbclid": ["y"]}
    assert read_link({"v": ["1"], "i": ["vehicle_recalls"], **appended}) == (State(indicator="vehicle_recalls"), [])


def test_every_problem_of_a_link_is_named_at_once_in_its_language():
    state, problems = read_link({"lang": ["en"], "i": ["a"], "g": ["b"], "zz": ["c"]})
    assert [problem.part for problem in problems] == ["i", "g", "zz"]
    assert state == State(language="en")


def test_what_regions_are_held_against_is_a_part_of_its_own():
    state = State(compare="city", within="350000", against="parent")
    assert write_link(state) == {"v": "1", "by": "city", "in": "350000", "vs": "parent"}
    assert read_link(as_query(write_link(state))) == (state, [])
    assert state.but(indicator="vehicle_recalls").against == "", "another indicator begins with the nation"


def test_a_plain_state_needs_no_link_and_a_shared_one_says_everything():
    assert write_link(State()) == {}
    assert write_shared_link(State()) == {"v": "1", "lang": "zh", "ds": "published", "i": "spot_check_pass_rate"}
    assert {part.field for part in PARTS.values()} == {field.name for field in fields(State)}


def test_the_list_of_a_report_is_known_to_no_other_page_and_keeps_the_place_in_it():
    state = State(indicator="vehicle_recalls", report_list="0" * 20, report_template="1" * 20, page=3)
    assert write_link(state) == {"v": "1", "i": "vehicle_recalls", "p": "3", "li": "0" * 20, "tp": "1" * 20}
    assert read_link(as_query(write_link(state))) == (state, [])
    assert state.without_report() == State(indicator="vehicle_recalls", page=3)
    assert state.plain() == State()
    assert state.but(report_list="2" * 20).lists_as(state)
    assert not state.but(indicator="consumer_recalls").lists_as(state)


def test_links_hold_ids_and_no_colon():
    link = write_link(State(language="en", regions=("notice3:east",)))
    assert link == {"v": "1", "lang": "en", "r": "notice3.east"}


def test_another_indicator_keeps_language_and_release_and_drops_what_may_not_fit():
    state = State(
        language="en", indicator="valid_certificates", dimension="scheme", members=("product",), grain="moment"
    )
    assert state.but(indicator="vehicle_recalls") == State(language="en", indicator="vehicle_recalls")
    assert state.but(grain="year").dimension == "scheme"


def test_a_link_names_one_region_or_several_in_the_order_of_the_reader():
    assert read_link({"v": ["1"], "r": ["430000"]}) == (State(regions=("430000",)), [])
    several = State(regions=("430000", "coverage:with_abroad", "110000"))
    assert write_link(several)["r"] == "430000~coverage.with_abroad~110000"
    assert read_link(as_query(write_link(several))) == (several, [])


def test_too_many_regions_are_counted_and_the_most_is_said():
    many = sorted(regions())[: MOST_REGIONS + 1]
    _, [problem] = read_link({"r": ["~".join(many).replace(":", ".")]})
    for language in LANGUAGES:
        said = say(problem.rule, language, part=problem.part, value=problem.value)
        assert f"{MOST_REGIONS + 1}" in said
        assert f"{MOST_REGIONS}" in said


def test_a_release_that_is_gone_is_named_with_the_way_on():
    gone = "2001-01-01-00000000"
    state, problems = read_link({"v": ["1"], "i": ["vehicle_recalls"], "rel": [gone]})
    assert [problem.rule for problem in problems] == ["link_release_gone"]
    assert read_link(as_query(write_link(state))) == (State(indicator="vehicle_recalls"), []), "the same, the newest"
    for language in LANGUAGES:
        said = say("link_release_gone", language, part="rel", value=gone)
        assert gone in said
        assert "rel" in said


@pytest.mark.parametrize("name", datasets())
def test_a_release_that_is_here_but_of_another_dataset_is_not_gone(name):
    for id in release_ids(name):
        other = next(one for one in datasets() if one != name)
        assert read_link({"ds": [name], "rel": [id]}) == (State(dataset=name, release=id), [])
        assert [one.rule for one in read_link({"ds": [other], "rel": [id]})[1]] == ["link_unknown_value"]


def test_the_other_side_keeps_every_other_part():
    state = State(
        language="en",
        indicator="spot_check_pass_rate",
        dimension="enterprise_size",
        members=("small",),
        regions=("100000",),
        grain="year",
    )
    turned = state.other_side()
    assert turned.indicator == "spot_check_nonconforming_rate"
    assert turned.other_side() == state
    assert State(indicator="vehicle_recalls").other_side() == State(indicator="vehicle_recalls")
