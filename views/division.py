"""One figure divided by one breakdown: what every form of the breakdowns page draws from, and how it is called."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.releases import Release
from indicators import Break, Indicator, catalogue
from views.choices import TOTALS, Choices, place_text
from views.comparison import comparison_remarks
from views.levels import Asked, Key, Level, Row, joins_of, parts_of_whole
from views.period import Period
from views.series import crosses
from views.state import State
from views.withheld import withheld_remark
from words import say, uncapitalised


@dataclass(frozen=True)
class Division:
    """What a state asks for, with the level that it divides into in every grain."""

    release: Release
    state: State
    choices: Choices
    asked: Asked
    levels: dict[str, Level]

    @property
    def indicator(self) -> Indicator:
        """The indicator that is divided."""
        return self.choices.indicator

    @property
    def language(self) -> str:
        """The language of the reader."""
        return self.state.language

    @property
    def ordered(self) -> bool:
        """Whether the members keep their own order, as sizes do, instead of that of their figures."""
        return catalogue().breakdowns[self.asked.dimension].ordered

    @property
    def whole_name(self) -> str:
        """What the level divides: a member, or the place."""
        place = place_text(self.choices, self.asked.place, self.language)
        return self.asked.parent_name(self.language) or place

    def name(self, member: str) -> str:
        """A member as it is called here; one that overlaps with the others says so."""
        one = self.asked.members[member]
        text = one.text(self.language)
        return say("of_which_member", self.language, name=text) if one.of_which else text

    def plain_name(self, member: str) -> str:
        """A member as a sentence calls it."""
        return self.asked.members[member].text(self.language)

    def coverage(self, grain: str, key: Key) -> str:
        """What is known of the members that a period leaves out; empty where nothing can be said of a whole."""
        stated = self.levels[grain].coverage.get(key, "")
        single = joins_of(self.indicator, self.asked.dimension) == "of_which"
        level = self.levels[grain]
        unsure = stated == "complete" and (level.withheld_at([key]) > 0 or not self.adds(grain, key))
        return "" if not stated or single or unsure else say(f"coverage_level_{stated}", self.language)

    def withheld(self, grain: str, keys: Sequence[Key]) -> tuple[str, ...]:
        """How many figures of the level are withheld in some periods of a grain, and why."""
        return withheld_remark(self.levels[grain].withheld_at(keys), self.language)

    def adds(self, grain: str, key: Key) -> bool:
        """Whether the members add up to their whole in a period."""
        return parts_of_whole(self.indicator, self.asked, self.levels[grain], key) is not None

    def remarks(self, rows: Sequence[Mapping[str, Any]]) -> list[str]:
        """What must be said of the figures, each once; that they were turned from the other side once for all."""
        said = comparison_remarks([{**row, "turned": False} for row in rows], self.indicator, self.language)
        if any(row["turned"] and row["printed"] for row in rows):
            other = catalogue().indicators[self.indicator.complement].texts(self.language).name
            said.insert(0, say("remark_turned", self.language, other=other))
        return said

    def is_chosen(self, member: str) -> bool:
        """Whether a member is spoken of: chosen, or one of all while none is."""
        return not self.asked.chosen or member in self.asked.chosen

    def title(self, period: str = "") -> str:
        """Indicator, breakdown, place and period."""
        language = self.language
        dimension = catalogue().breakdowns[self.asked.dimension].text(language)
        in_title = uncapitalised(dimension)
        if parent := self.asked.parent_name(language):
            in_title = say("subject_member", language, name=in_title, place=parent)
        name = self.indicator.texts(language).name
        if not self.asked.place:
            return name
        place = place_text(self.choices, self.asked.place, language)
        title = say("trend_title_by", language, name=name, dimension=in_title, place=place)
        title = say("title_in_period", language, title=title, period=period) if period else title
        return title if self.choices.status == "actual" else say("target_title", language, title=title)

    def subject(self) -> str:
        """What a sentence speaks of: the indicator, with its place where that is not plainly the nation."""
        language, place = self.language, self.asked.place
        subject = self.indicator.texts(language).name
        if place != TOTALS[0] or self.choices.has_two_scopes:
            subject = say("subject_of", language, name=subject, place=place_text(self.choices, place, language))
        if parent := self.asked.parent_name(language):
            subject = say("subject_member", language, name=subject, place=parent)
        return subject if self.choices.status == "actual" else say("target_subject", language, subject=subject)

    def breaks(self, rows: list[Row]) -> list[Break]:
        """The breaks that lie between rows."""
        return [b for b in catalogue().breaks(self.indicator.id) if rows and crosses(b.since, rows)]

    def periods(self) -> list[Period]:
        """The periods in which the level has figures, newest first."""
        found = [(level, key) for level in self.levels.values() for key in level.keys]
        made = [period_of(level, key) for level, key in found]
        return sorted(made, key=lambda one: (-one.until.toordinal(), one.grain, str(one.period)))

    def fitting(self, offered: list[Period]) -> list[Period]:
        """Those of some periods that the state allows."""
        wanted = self.state
        return [one for one in offered if wanted.until in (None, one.until) and wanted.grain in ("", one.grain)]


def period_of(level: Level, key: Key) -> Period:
    """A period of a level, with how many members have a figure in it."""
    return Period(*key, level.grain, len(level.at(key)), level.whole_at(key) is not None)
