"""Every difference: its weight, what changed, what that means for answers, how to make it safe."""

H, R, B = "harmless", "needs review", "breaking"
_CHANGED = "{owner}: “{key}” is {after}; it was {before}."
_KEEP = "Keep it, or count what it touches first."

CATALOGUE: dict[str, tuple[str, str, str, str]] = {
    # The questionnaire as a whole
    "same-version": (
        R,
        "The version is still “{version}”.",
        "Two texts would share one version, and answers could not be told apart by it.",
        "Raise “version”.",
    ),
    "version": (H, "Version {before} became {after}.", "", ""),
    "name": (R, _CHANGED, "Versions of one questionnaire share its name.", "Keep the name."),
    "words": (H, _CHANGED, "These are words only; answers stay as they are.", ""),
    "language": (R, _CHANGED, "Texts and translations are read by it.", "Check both."),
    "purpose": (
        R,
        _CHANGED,
        "Answers were given for what it said before.",
        "Ask those who answered, where it promises less than before.",
    ),
    # Pages
    "page-added": (H, "The page “{name}” is new.", "", ""),
    "page-removed": (H, "The page “{name}” is gone.", "Its questions are told one by one.", ""),
    "page-renamed": (H, "The page “{before}” is now named “{after}”.", "Answers know no pages.", ""),
    "page-moved": (H, "The page “{name}” stands elsewhere in the order.", "", ""),
    "group-added": (H, "The group “{name}” is new.", "Answers know no groups.", ""),
    "group-removed": (H, "The group “{name}” is gone.", "Its questions are told one by one.", ""),
    # Questions
    "question-added": (H, "The question “{name}” is new.", "Sheets have no answer to it yet.", ""),
    "question-added-required": (
        R,
        "The question “{name}” is new, and required.",
        "Sheets that were complete are no longer, also those that were signed off.",
        "Leave “required” out, or tell the cities.",
    ),
    "note-added": (H, "The note “{name}” is new.", "", ""),
    "question-removed": (
        B,
        "The question “{name}” is gone.",
        "Answers to it are left out.",
        "If it has another name now, say “renamed_from: {name}” in the new question.",
    ),
    "note-removed": (H, "The note “{name}” is gone.", "", ""),
    "question-renamed": (
        H,
        "The question “{before}” is now named “{after}”.",
        "“renamed_from” carries its answers over; exports head their column with the new name.",
        "",
    ),
    "question-moved": (H, "The question “{name}” stands elsewhere on its page.", "", ""),
    "question-to-page": (H, "The question “{name}” stands on the page “{page}” now.", "", ""),
    # The type
    "type-wider": (
        R,
        _CHANGED,
        "Every answer fits the new type, and looks different in exports.",
        "Check what reads them.",
    ),
    "type-narrower": (
        B,
        _CHANGED,
        "Answers that cannot be read as the new type are left out.",
        "Ask a new question beside it, under another name.",
    ),
    "type": (
        B,
        _CHANGED,
        "No answer of the old type can become one of the new.",
        "Ask a new question, under another name.",
    ),
    # Keys of a question
    "rewritten": (H, _CHANGED, "It says the same in other words.", ""),
    "required": (
        R,
        _CHANGED,
        "Sheets that were complete may be no longer, also those that were signed off.",
        "Leave it out, or tell the cities.",
    ),
    "not-required": (H, _CHANGED, "No sheet lacks more than before.", ""),
    "relevant": (
        R,
        _CHANGED,
        "Other sheets are asked this now; where it is not shown, its answer is left out when signing off.",
        "Walk through both cases.",
    ),
    "constraint": (
        R,
        _CHANGED,
        "Answers given before may break it; they stay, and have to be mended before signing off.",
        "Check those that were signed off.",
    ),
    "calculation": (
        R,
        _CHANGED,
        "The value is computed anew for every sheet, also for those that were signed off.",
        "Check what reads it.",
    ),
    "no-constraint": (H, _CHANGED, "More answers are accepted than before.", ""),
    "read-only": (R, _CHANGED, "Whether somebody can still answer changes.", ""),
    "feeds": (
        R,
        _CHANGED,
        "Programmes read something else from the answers, also from those given.",
        "Compute the programme anew.",
    ),
    "personal": (R, _CHANGED, "How carefully answers are to be handled changes.", "Check the purpose."),
    "now-personal": (H, _CHANGED, "Answers stay, and are handled as personal from now on.", ""),
    "unit": (
        R,
        _CHANGED,
        "Figures given before were meant in the old unit.",
        "Ask a new question, unless only its word is another.",
    ),
    "format": (B, _CHANGED, "Texts that are no such thing are left out.", _KEEP),
    "freer": (H, _CHANGED, "Every answer still fits.", ""),
    "shorter": (B, _CHANGED, "Longer texts are left out.", _KEEP),
    "ticks": (
        R,
        _CHANGED,
        "Answers with another number of ticks stay, and have to be mended before signing off.",
        "Check those that were signed off.",
    ),
    "choices-filtered": (
        R,
        _CHANGED,
        "Choices made before that are no longer offered count as no answer.",
        "Check those that were signed off.",
    ),
    "excludes": (
        B,
        _CHANGED,
        "Answers that tick it beside another choice are left out.",
        "Take it out of “none_of_these”, or count such answers first.",
    ),
    "beside": (B, _CHANGED, "The texts written there are left out.", _KEEP),
    "beside-added": (H, _CHANGED, "Answers given before have no text there.", ""),
    "scale-narrower": (
        B,
        _CHANGED,
        "Figures off the new scale are left out.",
        "Keep the scale, or ask a new question under another name.",
    ),
    "scale": (
        R,
        _CHANGED,
        "A figure given before stays, but may mean more or less on the new scale.",
        "Keep the scale, or ask a new question under another name.",
    ),
    "total": (
        R,
        _CHANGED,
        "What was shared out before adds up to another sum, and has to be shared out anew.",
        "Keep the total, or ask a new question under another name.",
    ),
    "weeks-fewer": (B, _CHANGED, "What was said of weeks no longer asked for is left out.", _KEEP),
    "weeks-more": (R, _CHANGED, "Sheets say nothing of the new weeks yet.", "Ask the cities to add them."),
    "weeks": (
        R,
        _CHANGED,
        "Which weeks the round asks for is not told here.",
        "Compare them with the weeks of the round.",
    ),
    "list-fewer": (
        B,
        _CHANGED,
        "Answers that name {lacking} are left out.",
        "Add what is missing to the new list, or say “renamed_from” there.",
    ),
    "list-other": (H, _CHANGED, "Everything that could be answered still can.", ""),
    # Lists
    "list-added": (H, "The list “{name}” is new.", "", ""),
    "list-removed": (H, "The list “{name}” is gone.", "Its questions are told one by one.", ""),
    "list-renamed": (H, "The list “{before}” is now named “{after}”.", "Answers know no lists.", ""),
    "choice-added": (
        H,
        "{owner}: the entry “{name}” is new.",
        "Who answered before has not seen it.",
        "",
    ),
    "row-added": (
        R,
        "{owner}: the entry “{name}” is new.",
        "It is a new row of “{question}”, which is required: sheets that were complete are no longer.",
        "Tell the cities.",
    ),
    "choice-removed": (
        B,
        "{owner}: the entry “{name}” is gone.",
        "Answers that name it are left out.",
        "If it has another name now, say “renamed_from: {name}” in the new entry.",
    ),
    "choice-unused": (H, "{owner}: the entry “{name}” is gone.", "No question used it.", ""),
    "choice-renamed": (
        H,
        "{owner}: the entry “{before}” is now named “{after}”.",
        "“renamed_from” carries its answers over; exports have the new name.",
        "",
    ),
    "choice-moved": (H, "{owner}: the entry “{name}” stands elsewhere in the order.", "", ""),
}
