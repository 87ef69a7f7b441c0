"""Every message about a questionnaire file: its severity, its cause, its remedy. One catalogue."""

from enum import StrEnum


class Severity(StrEnum):
    """Say whether a problem keeps the questionnaire from being served."""

    ERROR = "error"
    WARNING = "warning"


E, W = Severity.ERROR, Severity.WARNING

CATALOGUE: dict[str, tuple[Severity, str, str]] = {
    "more": (W, "There may be more findings than the {limit} told here.", "Mend these and check again."),
    # The file as text and YAML
    "too-large": (
        E,
        "The file has {size:,} bytes; at most {limit:,} are read.",
        "Split it into several questionnaires.",
    ),
    "not-text": (E, "The file is not UTF-8 text: {detail} cannot be read.", "Save it as UTF-8."),
    "unprintable": (
        E,
        "Here stands the character {character}, which cannot be shown or stored.",
        "Delete it; some editors hide it.",
    ),
    "not-yaml": (E, "YAML cannot read this: {detail}.", "{remedy}"),
    "empty-file": (
        E,
        "The file holds no questionnaire.",
        "Begin with name, version, title, language and pages.",
    ),
    "no-mapping": (
        E,
        "The file holds {found}, where a questionnaire is expected.",
        "Begin with name, version, title, language and pages.",
    ),
    "alias": (E, "Aliases and anchors (& and *) are not allowed.", "Write the part out where it is used."),
    "tag": (E, "Tags such as {tag} are not allowed.", "Leave the tag out; write plain text in quotes."),
    "too-deep": (
        E,
        "Nested more than {limit} levels deep.",
        "Take some levels of brackets or indentation out.",
    ),
    "too-many-parts": (
        E,
        "The file has more than {limit:,} keys, values and lists.",
        "Split it into several questionnaires.",
    ),
    "duplicate-key": (E, "The key “{key}” stands in line {line} already.", "Keep one of the two."),
    "odd-key": (E, "A key must be a name, not {found}.", "Write a word before the colon."),
    "several-documents": (
        E,
        "A second document begins here.",
        "Keep one questionnaire in a file; take “---” out.",
    ),
    # The shape
    "unknown-key": (E, "“{key}” is not a key of {owner}.", "{hint}"),
    "missing-key": (E, "{owner} lacks “{key}”.", "Add “{key}: …”."),
    "wrong-shape": (E, "“{key}” must be {wanted}, not {found}.", "{remedy}"),
    "unknown-type": (E, "There is no question type “{value}”.", "{hint}"),
    "no-type": (E, "{owner} lacks “type”.", "Add “type: text” or another question type."),
    "unknown-word": (E, "“{value}” is not a value of “{key}”.", "{hint}"),
    "bad-name": (
        E,
        "“{value}” cannot be a name.",
        "Use letters, digits, - and _ only, a letter first, 64 characters at most.",
    ),
    "bad-choice-name": (
        E,
        "“{value}” cannot be the name of a choice.",
        "Use letters, digits, - and _ only, 64 characters at most.",
    ),
    "bad-value": (E, "{detail}.", ""),  # the check of the value tells the remedy too
    "too-few": (E, "“{key}” has no entry.", "Add one, each on a line of its own that begins with “- ”."),
    "too-many": (E, "“{key}” has {count:,} entries; at most {limit:,} fit.", "Take some out, or split it."),
    "too-short": (E, "“{key}” holds no text.", "Write something, or leave the key out."),
    "too-long": (E, "“{key}” has {count:,} characters; at most {limit:,} fit.", "Shorten it."),
    "out-of-range": (E, "“{key}: {value}” is {side} {limit}.", "Write {limit} or {more}."),
    "bad-language": (E, "“{value}” is no language code.", "Write one such as en, fi or pt-BR."),
    "bad-week": (E, "“{value}” is no week.", "Write the year and the week’s number: 2027-W10."),
    # Names and lists
    "duplicate-name": (
        E,
        "The name “{name}” is already taken by the {what} in line {line}.",
        "Give each {each} a name of its own.",
    ),
    "duplicate-choice": (
        E,
        "The choice “{name}” stands twice in the list “{list}”.",
        "Rename or remove one of the two.",
    ),
    "duplicate-label": (
        W,
        "Two choices of the list “{list}” read “{label}”.",
        "Give each a label of its own.",
    ),
    "reserved-name": (
        E,
        "The choice “other” is what “other: true” adds by itself.",
        "Rename the choice, or leave “other” out.",
    ),
    "unknown-list": (E, "There is no list “{name}”.", "{hint}"),
    "unused-list": (W, "No question uses the list “{name}”.", "Remove it, or use it."),
    "unused-column": (
        W,
        "No choice_filter of the list “{list}” looks at “{key}”.",
        "Remove it, or use it in a choice_filter.",
    ),
    "unknown-choice": (E, "“{name}” is not in the list “{list}”.", "{hint}"),
    "too-many-conditions": (
        E,
        "The conditions have more than {limit:,} characters together.",
        "Shorten them, or split the questionnaire.",
    ),
    "too-many-questions": (E, "{count} questions are more than {limit}.", "Split the questionnaire."),
    # Tables and repeats
    "column-type": (
        E,
        "A question of type {type} does not fit into a table.",
        "Its columns may be {known}; ask all else in a repeat.",
    ),
    "type-inside": (
        E,
        "A question of type {type} cannot be asked for each entry of a table or repeat.",
        "Ask for it outside; “most” lets a question take several files.",
    ),
    "link-inside": (
        E,
        "A link cannot set “{name}”, which stands in each entry of a table or repeat.",
        "Take “from_link” out, or put the question outside.",
    ),
    "feeds-inside": (
        E,
        "“{name}” is asked for each entry, so it cannot feed a programme.",
        "Remove “feeds”, or ask it once, outside.",
    ),
    # Expressions and piping
    "expression": (E, "{detail}", "{remedy}"),
    "cycle": (
        E,
        "Conditions go round in a circle: {circle}.",
        "Take one of the conditions out of the circle.",
    ),
    "self-reference": (
        E,
        "The condition of “{name}” asks for its own answer.",
        "Use “constraint” to check an answer, or name another question.",
    ),
    "page-asks-itself": (
        E,
        "The page “{page}” is shown only after “{name}”, which stands on it, is answered.",
        "Move that question to an earlier page, or take it out of the condition.",
    ),
    "group-asks-itself": (
        E,
        "The group “{group}” is shown only after “{name}”, which stands in it, is answered.",
        "Move that question out of the group, or take it out of the condition.",
    ),
    "asked-later": (W, "“{name}” is asked only later than this.", "Move that question before this one."),
    "no-answer": (E, "A note has no answer, so “{key}” means nothing here.", "Remove “{key}”."),
    "nobody-answers": (
        E,
        "Nobody is asked for “{name}”, so “{key}” means nothing here.",
        "Remove “{key}”.",
    ),
    "never-answered": (
        E,
        "“{name}” is required, but being read-only it can never be answered.",
        "Remove “required” or “read_only”.",
    ),
    "dead-message": (
        W,
        "“{key}” is never shown: there is no “{needs}”.",
        "Add “{needs}”, or remove the message.",
    ),
    "silent-constraint": (
        W,
        "“{name}” has a constraint but no words for who breaks it.",
        "Add “constraint_message”.",
    ),
    "bad-default": (
        E,
        "The default cannot be an answer to “{name}”: {detail}",
        "Change or remove “default”.",
    ),
    "too-many-ticks": (E, "“{key}: {value}” is more than the {count} choices of the list.", "Lower “{key}”."),
    "short-rank": (
        W,
        "There is nothing to put into order in a list with one entry.",
        "Add entries to “{list}”.",
    ),
    # Conversions
    "carried": (
        E,
        "“{what}” is carried along from {origin} and cannot be served.",
        "Ask for it in another way, then remove it here.",
    ),
    # Proofs
    "never-holds": (
        E,
        "{asked} can never hold{together}: {why}.",
        "Change the condition, or take “{name}” out.",
    ),
    "contradiction": (
        E,
        "{asked} can never hold{together} here{alone}: {why}.",
        "Change one of the conditions, or take “{name}” out.",
    ),
    "unreachable-page": (
        E,
        "The page “{page}” can never be reached, as {asked} can never hold{together}: {why}.",
        "Change the condition, or take the page out.",
    ),
    "always-holds": (W, "The condition always holds: {why}.", "Take it out, or change it."),
    "no-answer-fits": (
        E,
        "No answer to “{name}” is accepted, as {asked} can never hold{together}: {why}.",
        "Change the constraint.",
    ),
    "idle-constraint": (
        W,
        "No answer to “{name}” breaks the constraint: {why}.",
        "Take it out, or make it stricter.",
    ),
    # Data protection
    "no-purpose": (
        E,
        "The questionnaire asks for personal data (“{name}”) but has no “{key}”.",
        "Add “{key}” at the top.",
    ),
    "untold": (W, "The questionnaire has no “{key}”.", "Add it: respondents read it before the first page."),
    # Feeding a programme
    "feeds-type": (E, "A question of type {type} cannot feed “{feed}”.", "{hint}"),
    "feeds-twice": (E, "“{feed}” is already fed by “{name}” in line {line}.", "Let one question feed it."),
    "feeds-scale": (
        E,
        "What feeds “{feed}” needs figures between 0 and 5.",
        "Set “scale: {{from: 0, to: 5}}”.",
    ),
    "feeds-topics": (
        E,
        "Needs and offers have different rows (“{needs}”, “{offers}”).",
        "Use one list of topics for both.",
    ),
    "cannot-feed": (
        W,
        "This cannot feed a programme: nothing feeds {missing}.",
        "Add the questions, or remove every “feeds”.",
    ),
}
