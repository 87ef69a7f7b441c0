"""Which rows of a form are served, as far as that depends on the other rows."""

from collections.abc import Iterator, Mapping
from typing import Any

from survey_app.questionnaire.formats.xlsform.asked import Scene, served_kind
from survey_app.questionnaire.formats.xlsform.heading import Heading
from survey_app.questionnaire.formats.xlsform.outline import Node


def scene_of(heading: Heading, nodes: list[Node], lists: Mapping[str, list[dict[str, Any]]]) -> Scene:
    """Return what each row's reading needs; a value that cannot be computed is served nowhere it is used."""
    names = {name: frozenset(str(one["name"]) for one in choices) for name, choices in lists.items()}
    columns = {
        name: frozenset(key for one in choices for key in (*one, "name", "label"))
        for name, choices in lists.items()
    }
    every = {row.cell("name") or "": None for node in nodes for row in node.rows()}
    scene = Scene(heading.source, dict(every), names, columns)
    while True:
        types = dict(_types(nodes, scene, repeated=False))
        if types == scene.types:
            return scene
        scene = Scene(heading.source, types, names, columns)


def _types(nodes: list[Node], scene: Scene, *, repeated: bool) -> Iterator[tuple[str, str | None]]:
    """Yield our type of each question, group and repeat that is served, by name; None inside a repeat."""
    for node in nodes:
        if node.kind in ("group", "repeat"):
            yield node.name, None
            yield from _types(node.children, scene, repeated=repeated or node.kind == "repeat")
        elif node.kind == "question" and (kind := served_kind(node, scene)):
            yield node.name, None if repeated else kind.type


def serves(node: Node, scene: Scene) -> bool:
    """Tell whether anything in a node is served; what holds nothing of that kind is carried as a whole."""
    if node.kind == "question":
        return served_kind(node, scene) is not None
    return node.kind in ("group", "repeat") and any(serves(child, scene) for child in node.children)
