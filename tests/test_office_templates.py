"""A bureau's template for Word: it gives its styles and its page, none of its text, and refuses in a clear sentence."""

import io
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from exports.office.template import TemplateError
from exports.office.word import word
from exports.report import file_of
from tests.test_office_fixed import parts_of, volume_of
from tests.test_office_word import texts_in
from words import say, texts


def template_of(words="旧稿", header="某市市场监管局"):
    made = Document()
    made.add_paragraph(words)
    made.sections[0].header.paragraphs[0].text = header
    made.styles["Heading 1"].font.size = 444500
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def with_part(content, name, part):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        for other, given in parts_of(content).items():
            file.writestr(other, part if other == name else given)
    return written.getvalue()


def test_a_template_gives_its_styles_and_its_header_and_none_of_its_text(release):
    document = Document(io.BytesIO(word(volume_of(release, ("trends",)), template_of())))
    assert document.sections[0].header.paragraphs[0].text == "某市市场监管局"
    assert document.styles["Heading 1"].font.size == 444500
    assert "旧稿" not in "".join(one.text for one in document.paragraphs)
    assert texts_in(document, "Heading 1") == ["第一章"]
    assert len(document.tables) == 1


def test_where_a_template_has_a_foot_of_its_own_each_figure_names_its_release(release):
    made = Document()
    made.sections[0].footer.paragraphs[0].text = "内部资料"
    content = io.BytesIO()
    made.save(content)
    document = Document(io.BytesIO(word(volume_of(release, ("trends", "regions")), content.getvalue())))
    said = say("release", "zh", release=release.id)
    assert [one.text for one in document.paragraphs].count(said) == 1 + 2


def test_a_template_does_not_take_the_mark_off_synthetic_data(demo):
    document = Document(io.BytesIO(word(volume_of(demo, ("trends",)), template_of())))
    said = [one.text for one in document.sections[0].header.paragraphs]
    assert said == ["某市市场监管局", say("synthetic_warning", "zh").strip()]


def test_a_template_that_cannot_be_used_says_so(release):
    good = template_of()
    cases = {
        "empty": b"",
        "text": b"no zip at all",
        "cut": good[: len(good) // 2],
        "a zip of something else": with_part(good, "[Content_Types].xml", b"<Types/>"),
        "broken XML": with_part(good, "word/document.xml", b"<w:document"),
        "broken styles": with_part(good, "word/styles.xml", b"\x00"),
        "another root": with_part(good, "word/document.xml", b"<a/>"),
    }
    for name, template in cases.items():
        with pytest.raises(TemplateError) as raised:
            word(volume_of(release, ("trends",)), template)
        assert raised.value.rule == "template_not_word", name
        assert set(texts("interface")[raised.value.rule]) == {"zh", "en"}


def test_a_template_without_a_page_gets_one(release):
    good = template_of()
    bare = parts_of(good)["word/document.xml"]
    tree = etree.fromstring(bare)
    for one in tree.findall(f".//{qn('w:sectPr')}"):
        one.getparent().remove(one)
    document = Document(
        io.BytesIO(word(volume_of(release, ("trends",)), with_part(good, "word/document.xml", etree.tostring(tree))))
    )
    assert round(document.sections[0].page_width.cm) == 21


def with_relation(content, name, kind, target, external=True):
    """The file with one more relation of a part."""
    root = etree.fromstring(parts_of(content)[name])
    etree.SubElement(root, root[0].tag, Id="rId99", Type=f"http://schemas.example/{kind}", Target=target)
    if external:
        root[-1].set("TargetMode", "External")
    return with_part(content, name, etree.tostring(root))


def test_nothing_of_a_template_but_its_looks_travels_into_the_report(release):
    template = with_relation(template_of(), "word/_rels/document.xml.rels", "subDocument", "file:///C:/secret.docx")
    packed = parts_of(word(volume_of(release, ("trends",)), template))
    assert not any(b"secret" in content for content in packed.values())
    assert any(name.startswith("word/header") for name in packed), "its header stays"


def test_a_template_with_no_room_for_text_gets_an_ordinary_page(release):
    made = Document()
    made.sections[0].left_margin = made.sections[0].right_margin = made.sections[0].page_width // 2 + 100
    content = io.BytesIO()
    made.save(content)
    section = Document(io.BytesIO(word(volume_of(release, ("trends",)), content.getvalue()))).sections[0]
    assert (section.page_width - section.left_margin - section.right_margin) / 360000 > 6


def test_whatever_is_wrong_with_a_template_is_one_sentence(release, monkeypatch):
    monkeypatch.setattr("exports.office.word.paper", lambda *_: {}["no such part"])
    with pytest.raises(TemplateError) as refused:
        file_of(volume_of(release, ("trends",)), "docx", template_of())
    assert refused.value.rule == "template_unusable"
    assert refused.value.rule in texts("interface")
