"""The list of a report: which figures, under which chapters, in whose words; and how a list is changed.

Every change gives another list. Figures and chapters are counted from 0, figures through all chapters.
"""

from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlencode, urlsplit

from data import PUBLISHED
from views.named import page_of
from views.state import State, read_link, write_shared_link

MOST_FIGURES, MOST_CHAPTERS = 100, 30
LONGEST_TITLE, LONGEST_CAPTION = 120, 1000


@dataclass(frozen=True)
class Item:
    """One figure of a report: a view and the link to it, and the author's words, empty for the card's own.

    The link names neither language nor release: those are the report's.
    """

    view: str
    link: str
    title: str = ""
    caption: str = ""

    def state(self, language: str, release: str = "") -> State:
        """What the link asks for, in the language and of the release of a report."""
        asked, _ = read_link(parse_qs(urlsplit(self.link).query))
        return replace(asked, language=language, release=release)


@dataclass(frozen=True)
class Chapter:
    """Figures under one heading; empty where a report has no chapters."""

    title: str = ""
    figures: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Report:
    """The list of a report: its title, language and dataset, the release it was made from, and its chapters."""

    title: str = ""
    chapters: tuple[Chapter, ...] = ()
    language: str = "zh"
    dataset: str = PUBLISHED
    release: str = ""

    @property
    def figures(self) -> tuple[Item, ...]:
        """All figures, in order."""
        return tuple(item for chapter in self.chapters for item in chapter.figures)

    @property
    def numbers(self) -> tuple[str, ...]:
        """The number of every figure: 1-1 by chapter, 1 where no chapter has a title. Empty chapters do not count."""
        filled = [chapter.figures for chapter in self.chapters if chapter.figures]
        if not any(chapter.title for chapter in self.chapters if chapter.figures):
            return tuple(str(n + 1) for n in range(len(self.figures)))
        return tuple(f"{c}-{n + 1}" for c, figures in enumerate(filled, 1) for n in range(len(figures)))

    def holds(self, item: Item) -> bool:
        """Whether the same figure stands in it, whatever its words."""
        return any((one.view, one.link) == (item.view, item.link) for one in self.figures)

    def place(self, figure: int) -> tuple[int, int]:
        """The chapter of a figure and its place there. IndexError where there is none."""
        for number, chapter in enumerate(self.chapters):
            if figure < len(chapter.figures):
                return number, figure
            figure -= len(chapter.figures)
        raise IndexError("no such figure")


def item_of(view: str, state: State) -> Item:
    """The figure of a view and its state, as a list holds it."""
    plain = write_shared_link(replace(state.without_report(), release=""))
    query = urlencode({part: text for part, text in plain.items() if part != "lang"})
    return Item(view, f"/{page_of(view)}?{query}")


def added(report: Report, item: Item) -> Report:
    """With a figure at the end of the last chapter; one that stands there already is not added again."""
    if report.holds(item) or len(report.figures) >= MOST_FIGURES:
        return report
    *before, last = report.chapters or (Chapter(),)
    return replace(report, chapters=(*before, replace(last, figures=(*last.figures, item))))


def removed(report: Report, figure: int) -> Report:
    """Without a figure."""
    chapter, place = report.place(figure)
    figures = report.chapters[chapter].figures
    return _with_figures(report, chapter, (*figures[:place], *figures[place + 1 :]))


def moved(report: Report, figure: int, by: int) -> tuple[Report, int]:
    """With a figure one further up (-1) or down (1), beyond the end of a chapter in the next; and where it is then."""
    chapter, place = report.place(figure)
    figures = list(report.chapters[chapter].figures)
    if 0 <= place + by < len(figures):
        figures[place], figures[place + by] = figures[place + by], figures[place]
        return _with_figures(report, chapter, tuple(figures)), figure + by
    if not 0 <= chapter + by < len(report.chapters):
        return report, figure
    there = report.chapters[chapter + by].figures
    item = figures.pop(place)
    left = _with_figures(report, chapter, tuple(figures))
    return _with_figures(left, chapter + by, (*there, item) if by < 0 else (item, *there)), figure


def moved_to(report: Report, figure: int, chapter: int) -> tuple[Report, int]:
    """With a figure at the end of a chapter, and where it is then; where it stands in that one, as it was."""
    if report.place(figure)[0] == chapter:
        return report, figure
    item, left = report.figures[figure], removed(report, figure)
    made = _with_figures(left, chapter, (*left.chapters[chapter].figures, item))
    return made, sum(len(one.figures) for one in made.chapters[: chapter + 1]) - 1


def worded(report: Report, figure: int, **words: str) -> Report:
    """With another `title` or `caption` of a figure."""
    chapter, place = report.place(figure)
    figures = report.chapters[chapter].figures
    item = replace(figures[place], **{name: text.strip() for name, text in words.items()})
    return _with_figures(report, chapter, (*figures[:place], item, *figures[place + 1 :]))


def retitled(report: Report, title: str) -> Report:
    """With another title of the report."""
    return replace(report, title=title.strip())


def chapter_added(report: Report, title: str) -> Report:
    """With one more chapter at the end; where there are as many as can be, as it was."""
    if len(report.chapters) >= MOST_CHAPTERS:
        return report
    return replace(report, chapters=(*report.chapters, Chapter(title.strip())))


def chapter_renamed(report: Report, chapter: int, title: str) -> Report:
    """With another title of a chapter."""
    chapters = list(report.chapters)
    chapters[chapter] = replace(chapters[chapter], title=title.strip())
    return replace(report, chapters=tuple(chapters))


def chapter_removed(report: Report, chapter: int) -> Report:
    """Without a chapter; its figures stand at the end of the one before, of the first at the head of the next."""
    chapters = list(report.chapters)
    gone = chapters.pop(chapter)
    if not chapters:
        return replace(report, chapters=(Chapter("", gone.figures),) if gone.figures else ())
    if chapter:
        chapters[chapter - 1] = replace(chapters[chapter - 1], figures=chapters[chapter - 1].figures + gone.figures)
    else:
        chapters[0] = replace(chapters[0], figures=gone.figures + chapters[0].figures)
    return replace(report, chapters=tuple(chapters))


def _with_figures(report: Report, chapter: int, figures: tuple[Item, ...]) -> Report:
    chapters = list(report.chapters)
    chapters[chapter] = replace(chapters[chapter], figures=figures)
    return replace(report, chapters=tuple(chapters))
