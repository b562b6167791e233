"""`make ask`: the answer with its sources, or one sentence that says what to ask instead."""

import pytest

from views.ask import main


def test_ask_on_the_command_line_prints_the_answer_with_its_sources(capsys):
    assert main(["trend", "indicator=spot_check_pass_rate"]) == 0
    told = capsys.readouterr().out
    lines = [line for line in told.splitlines() if line.startswith("20")]
    assert [line[:4] for line in lines] == ["2012", "2013", "2014", "2015", "2016", "2017"]
    assert "91.5" in lines[-1]
    assert "20192" in lines[-1]
    assert "对十三届全国人大一次会议第5844号建议的答复" in lines[-1]


def test_ask_for_the_other_side_goes_on_to_2024(capsys):
    assert main(["trend", "indicator=spot_check_pass_rate", "side=spot_check_nonconforming_rate"]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("20")]
    assert [line[:4] for line in lines][-3:] == ["2022", "2023", "2024"]
    assert "14.3" in lines[-1]
    assert [line[:4] for line in lines if " b " in line] == ["2018"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["tend"], "no question “tend”"),
        (["trend", "indicator"], "not name=value"),
        (["trend", "indicator=spot_check_pass_rate", "colour=red"], "does not take colour"),
        (["trend", "indicator=nope"], "no indicator “nope”"),
        (["trend", "indicator=spot_check"], "Known: spot_check_"),
        (["trend"], "needs INDICATOR"),
        (["trend", "indicator=spot_check_pass_rate", "region=x"], "no region “x”"),
        (["trend", "indicator=spot_check_pass_rate", "side=vehicle_recalls"], "not the other side"),
        (["regions", "indicator=valid_certificates", "until=2024"], "write it as 2024-12-31"),
        (["regions", "indicator=valid_certificates", "until=yesterday"], "yesterday"),
    ],
)
def test_ask_refuses_in_one_sentence(arguments, said, capsys):
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert "Traceback" not in told.err


def test_ask_takes_lists_with_spaces_and_says_when_there_is_nothing(capsys):
    told = ["regions", "indicator=valid_certificates", "regions=440000, 330000", "until=2024-12-31"]
    assert main(told) == 0
    assert "2 rows" in capsys.readouterr().out
    assert main(["trend", "indicator=spot_check_pass_rate", "region=110000"]) == 0
    assert capsys.readouterr().out.startswith("0 rows")


def test_ask_alone_lists_the_questions(capsys):
    assert main([]) == 2
    assert "trend" in capsys.readouterr().out
