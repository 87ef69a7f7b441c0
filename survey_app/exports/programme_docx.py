"""Write a proposed programme as a DOCX: real headings, repeated table headers, language and title set."""

from collections.abc import Sequence
from datetime import UTC, datetime, time

import docx
from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Cm, Pt
from docx.table import _Cell

from survey_app.exports.left_out import Exported
from survey_app.exports.story import (
    AgendaDay,
    CityStory,
    ExchangeStory,
    Learner,
    ProgrammeWords,
    SessionStory,
    Story,
    UnmetLine,
)
from survey_app.exports.telling import tell_programme
from survey_app.exports.texts import with_legal_texts
from survey_app.exports.word_styles import (
    ACCENT,
    QUIET,
    TINT,
    add_row,
    dress,
    page_number,
    saved,
    shade,
    small,
    tighten,
    titled_table,
)
from survey_app.programmes.model import Problem, Proposal


def programme_docx(problem: Problem, proposal: Proposal, words: ProgrammeWords) -> Exported:
    """Give a proposed programme as a DOCX document to read, edit and hand on."""
    return story_docx(tell_programme(problem, proposal, words), words)


def story_docx(told: Story, words: ProgrammeWords) -> Exported:
    """Give a story as a DOCX document."""
    story, left_out = with_legal_texts(told, "document")
    document = docx.Document()
    dress(document, story.language)
    _properties(document, story, datetime.combine(words.made_on, time(), UTC))
    _opening(document, story)
    _calendar(document, story)
    for exchange in story.exchanges:
        _exchange(document, exchange)
    if story.cities:
        document.add_heading("Every city", 1)
    for city in story.cities:
        _city(document, city)
    _proof(document, story)
    return Exported(saved(document), left_out)


def _properties(document: Document, story: Story, made_at: datetime) -> None:
    core = document.core_properties
    # the format allows 255 characters for these
    core.title, core.author = f"{story.title}, {story.network}"[:255], story.network[:255]
    core.language, core.comments, core.last_modified_by = story.language, "", story.network[:255]
    core.created = core.modified = made_at.replace(tzinfo=None)
    footer = document.sections[0].footer.paragraphs[0]
    footer.style = document.styles["Normal"]
    footer.paragraph_format.tab_stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT)
    small(footer, f"{story.title}, {story.network}\tPage ")
    page_number(footer)


def _opening(document: Document, story: Story) -> None:
    line = document.add_paragraph()
    run = line.add_run(story.network)
    run.bold, run.font.color.rgb = True, ACCENT
    document.add_paragraph(story.title, "Title")
    document.add_paragraph(f"{story.what}, {story.made_on}", "Subtitle")
    if story.figures:
        _figures(document, story.figures)
    for sentence in story.summary:
        document.add_paragraph(sentence)
    for note in story.notes:
        small(document.add_paragraph(), note)
    if story.conflict:
        document.add_heading("What stands in the way", 1)
        _bullets(document, story.conflict)


def _figures(document: Document, figures: Sequence[tuple[str, str]]) -> None:
    """Set the figures as a table of two rows: labels as its header, figures below."""
    labels = [label for _, label in figures]
    table = titled_table(document, labels, [16 / len(figures)] * len(figures), "The programme in figures")
    for cell, (figure, _) in zip(add_row(table), figures, strict=True):
        shade(cell, TINT)
        run = cell.paragraphs[0].add_run(figure)
        run.bold, run.font.size, run.font.color.rgb = True, Pt(18), ACCENT
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _calendar(document: Document, story: Story) -> None:
    if not story.calendar:
        return
    document.add_heading("Calendar", 1)
    titles = ("Week", "Monday to Friday", "Host", "Visiting")
    table = titled_table(document, titles, (2.7, 5.0, 3.4, 4.9), "Exchanges by week")
    for line in story.calendar:
        cells = add_row(table)
        for cell, text in zip(cells, (line.week, line.days, line.host, line.visitors), strict=True):
            cell.paragraphs[0].add_run(text)
    document.add_heading("Exchanges", 1)


def _exchange(document: Document, exchange: ExchangeStory) -> None:
    document.add_heading(exchange.title, 2)
    lines = [f"{exchange.days} ({exchange.week})", f"Visiting: {', '.join(exchange.visitors)}"]
    for line in (*lines, *exchange.contacts):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.paragraph_format.keep_with_next = True
        small(paragraph, line)
    if exchange.why:
        document.add_paragraph(" ".join(exchange.why)).paragraph_format.keep_with_next = True
    titles = ("No.", "Topic", "Presented by", "Who learns, and why")
    table = titled_table(document, titles, (1.2, 6.6, 3.4, 4.8), f"Agenda: {exchange.title}")
    for session in exchange.sessions:
        _session(add_row(table), session)
    for day in exchange.agenda:
        _day(document, day, exchange.title)


def _day(document: Document, day: AgendaDay, exchange: str) -> None:
    document.add_heading(day.title, 3)
    table = titled_table(document, ("Time", "What"), (3.2, 12.8), f"{day.title}: {exchange}")
    for line in day.lines:
        when, what = add_row(table)
        when.paragraphs[0].add_run(line.time)
        what.paragraphs[0].add_run(line.what).bold = True
        for words in line.beside:
            paragraph = what.add_paragraph()
            tighten(paragraph)
            small(paragraph, words)


def _session(cells: tuple[_Cell, ...], session: SessionStory) -> None:
    order, topic, presenter, learners = cells
    order.paragraphs[0].add_run(str(session.order))
    topic.paragraphs[0].add_run(session.topic).bold = True
    if session.practice:
        example = topic.add_paragraph()
        tighten(example)
        small(example, session.practice, italic=True)
    presenter.paragraphs[0].add_run(session.presenter)
    presenter.paragraphs[0].add_run().add_break()
    small(presenter.paragraphs[0], session.role)
    for position, learner in enumerate(session.learners):
        _learner(learners, learner, first=position == 0)


def _learner(cell: _Cell, learner: Learner, *, first: bool) -> None:
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    tighten(paragraph)
    paragraph.add_run(learner.city).add_break()
    again = ", counted in another session" if learner.again else ""
    small(paragraph, f"need {learner.need}, offer {learner.offer}: {learner.points} points{again}")


def _city(document: Document, city: CityStory) -> None:
    document.add_heading(city.name, 2)
    document.add_paragraph(city.fulfilment)
    _bullets(document, city.plans)
    for title, lines in (("Learns", city.gets), ("Shows", city.gives)):
        if lines:
            document.add_heading(title, 3)
            _bullets(document, lines)
    if city.unmet:
        document.add_heading("Stays open", 3)
    for line in city.unmet:
        _unmet(document, line)


def _unmet(document: Document, line: UnmetLine) -> None:
    paragraph = document.add_paragraph(style="List Bullet")
    paragraph.add_run(line.topic).bold = True
    paragraph.add_run(f", {line.so_far}. {line.why}")
    if line.remedy:
        paragraph.add_run(f" What would help: {line.remedy}")


def _bullets(document: Document, lines: Sequence[str]) -> None:
    for line in lines:
        document.add_paragraph(line, "List Bullet")


def _proof(document: Document, story: Story) -> None:
    if not story.proof:
        return
    document.add_heading("How good is this programme?", 1)
    document.add_paragraph(story.status)
    explained = document.add_paragraph()
    run = explained.add_run(story.how_to_read)
    run.font.color.rgb = QUIET
    for aim in story.proof:
        paragraph = document.add_paragraph(style="List Number")
        paragraph.add_run(aim.title).bold = True
        paragraph.add_run(f": {aim.aim} Reached: ")
        paragraph.add_run(aim.reached).bold = True
        paragraph.add_run(f". {aim.proof}")
