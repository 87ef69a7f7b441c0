"""What the keys of a questionnaire file say, told by editors while somebody writes one.

The designer’s guide says the same; a test holds the two together.
"""

from collections.abc import Mapping

# By the part of a file or the type of question, then by key; "" is the part or type itself.
WORDS: Mapping[str, Mapping[str, str]] = {
    "Questionnaire": {
        "name": "The questionnaire's name: stable, never shown.",
        "version": (
            'The version of this text, such as "2027.1". Every answer knows the version it was given to.'
        ),
        "title": "The heading of the form.",
        "language": "The language the file is written in: en, fi, pt-BR.",
        "languages": "Which translations are offered: {fi: partial, nl: withheld}; complete is the rule.",
        "introduction": "Read before the first page; an empty line begins a new paragraph.",
        "purpose": (
            "What the answers are used for. Read before the first page; required as soon as a question is "
            "personal."
        ),
        "retention": (
            "How long the answers are kept. Read before the first page; required as soon as a question is "
            "personal."
        ),
        "contact": "Whom to ask about the questions and the data.",
        "minutes": "About how long it takes: 1 to 600.",
        "lists": "The lists of choices and of rows, by name.",
        "pages": "The pages, in order.",
        "carried": "What a conversion kept of another tool's file to write it back; not served.",
    },
    "Page": {
        "name": "The page's name.",
        "label": "The page's heading.",
        "hint": "A sentence below the heading.",
        "relevant": "A condition: the page is left out while it does not hold.",
        "questions": "The questions and groups, in order.",
    },
    "Group": {
        "": "Questions under one heading, shown and hidden together. It has no answer of its own.",
        "name": "The group's name: stable, never shown.",
        "type": "group.",
        "label": "The heading above its questions. Left out: no heading.",
        "hint": "A sentence below the heading.",
        "relevant": "A condition: all that is in the group is left out while it does not hold.",
        "appearance": "Looks only, never data.",
        "questions": "The questions and groups in it, in order.",
    },
    "Choice": {
        "name": "What is stored and exported. Never change it once there are answers.",
        "label": "What is read.",
        "renamed_from": "The name that this entry had before, so that older answers still count.",
    },
    "QuestionBase": {
        "name": "The question's name: stable, the head of its export columns.",
        "type": "One of the types below.",
        "label": "The question.",
        "hint": "A sentence of help below it.",
        "guidance_hint": "More help, for printed forms only.",
        "required": (
            "true: the page is not complete without an answer. In a grid every row needs one. A question "
            "that is not shown never blocks."
        ),
        "required_message": "What to say when it is missing, instead of the usual words.",
        "relevant": (
            "A condition: the question is shown while it holds. Answers to hidden questions are kept while "
            "somebody fills in, count as empty in other conditions, and are left out when the sheet is "
            "signed off."
        ),
        "constraint": (
            "A condition on the answer, which is written as a single point. An empty answer is not tested."
        ),
        "constraint_message": "What to say when it does not hold. Write one with every constraint.",
        "read_only": "true: shown, not to be changed.",
        "appearance": "Looks only, never data; the types that know one name it.",
        "feeds": "What a programme of exchanges reads from the answer.",
        "personal": (
            "true: the answer names or describes a person. E-mail addresses and telephone numbers count "
            "without it."
        ),
        "renamed_from": "The name that the question had before.",
    },
    "Scale": {
        "from": "The first figure.",
        "to": "The last figure.",
        "low": "Words for the first.",
        "high": "Words for the last.",
    },
    "Range": {
        "from": "The first figure.",
        "to": "The last figure.",
        "step": "How far the figures lie apart; 1 if left out.",
        "low": "Words for the first.",
        "high": "Words for the last.",
    },
    "WeekRange": {
        "from": "The first week.",
        "to": "The last week.",
    },
    "text": {
        "format": "email, url or telephone: one such thing, checked.",
        "appearance": "multiline: a field of several lines.",
        "max_length": "The most characters, 10,000 if left out, at most 100,000.",
        "default": "The text that stands there at first.",
        "": "Free text.",
    },
    "integer": {
        "default": "The number that stands there at first.",
        "unit": "Written behind the field: people, km.",
        "": "A whole number, at most 15 digits. Blanks between digits are read.",
    },
    "decimal": {
        "default": "The number that stands there at first, in quotes.",
        "unit": "Written behind the field.",
        "": "A number that may have decimals, kept exactly as typed; comma and point are both read.",
    },
    "yes_no": {
        "default": "true (yes) or false (no).",
        "": "Yes or no. No is an answer; empty is none.",
    },
    "select_one": {
        "choices": "The list.",
        "choice_filter": (
            "A condition on each choice, which may name its further keys: country = ${country}. A choice "
            "that was made and is no longer offered counts as no answer."
        ),
        "other": (
            "true, or your own words: a further choice with a text field. Who ticks it must say what it is."
        ),
        "appearance": "minimal: a drop-down instead of radio buttons; good for more than about ten choices.",
        "comment": "The label of a text field that goes with the choice.",
        "default": "The name of the choice taken at first.",
        "": "One choice of a list.",
    },
    "select_multiple": {
        "choices": "The list.",
        "choice_filter": (
            "A condition on each choice, which may name its further keys: country = ${country}. A choice "
            "that was made and is no longer offered counts as no answer."
        ),
        "other": "As in select_one.",
        "least": "The fewest ticks, where there are any.",
        "most": "The most ticks.",
        "default": "The names of the choices ticked at first: [en, fi].",
        "none_of_these": "The name of a choice that excludes all others.",
        "comments": "true: every ticked choice takes a comment.",
        "": "Several choices of a list.",
    },
    "city": {
        "choices": (
            "The list. Left out: the list that is shipped, some 500 larger cities of Europe, named such as "
            "fi-turku; a list of the file that is called cities goes before it."
        ),
        "choice_filter": (
            "A condition on each choice, which may name its further keys: country = ${country}. A choice "
            "that was made and is no longer offered counts as no answer."
        ),
        "other": "As in select_one.",
        "comment": "As in select_one.",
        "default": "The name of the city taken at first.",
        "": "One choice of a long list, which can be searched: a city, an organisation.",
    },
    "rank": {
        "choices": "The list.",
        "": "All entries of a list put into order.",
    },
    "rating": {
        "scale": "The scale.",
        "default": "The figure chosen at first.",
        "": "One figure on a scale.",
    },
    "slider": {
        "range": "The figures that can be chosen.",
        "default": "The figure that stands there at first. Without one nothing is chosen yet.",
        "unit": "Written behind the figure: %, people.",
        "": "One figure of a range, chosen with a slider or typed.",
    },
    "allocation": {
        "choices": "The list that the points are shared over.",
        "total": "How many points there are, 100 if left out.",
        "unit": "What is shared out, if it is not points.",
        "": (
            "Points shared out over the entries of a list. Whoever begins must share out all of them; an "
            "entry left empty gets none."
        ),
    },
    "rating_grid": {
        "rows": "The list whose entries are the rows.",
        "scale": "The scale.",
        "": "A figure on one scale for each entry of a list.",
    },
    "select_grid": {
        "rows": "The list whose entries are the rows.",
        "choices": "The list whose entries are the columns.",
        "": "One choice of a list for each entry of another list.",
    },
    "date": {
        "default": "The day that stands there at first: 2027-03-08.",
        "": "A day of the calendar.",
    },
    "time": {
        "default": 'The time that stands there at first, in quotes: "14:30".',
        "": "A time of day in hours and minutes.",
    },
    "datetime": {
        "default": 'What stands there at first, in quotes: "2027-03-08T14:30".',
        "": "A day of the calendar with a time of day, as clocks show it where the city lies.",
    },
    "date_range": {
        "": "The days from one to another, both included.",
    },
    "location": {
        "": "Where something lies: the name of a place, latitude and longitude in degrees, or all three.",
    },
    "availability": {
        "weeks": "The weeks asked for. Left out: the weeks of the round that the questionnaire is used in.",
        "": "Yes, if needed or no for each week.",
    },
    "file": {
        "accept": (
            "The kinds that are taken, of pdf, png, jpeg, gif, docx, xlsx, pptx, odt, ods, odp and text. "
            "Left out: pdf, png, jpeg, docx, xlsx, odt and ods."
        ),
        "most": "How many files at most, 1 if left out.",
        "max_mb": "How large each may be, in megabytes: 1 to 3, 3 if left out.",
        "": (
            "Files that are sent along. What a file is, is told by its content: a name proves nothing, and "
            "documents with macros are refused."
        ),
    },
    "consent": {
        "": (
            "A statement with one box to tick; the statement is the label. Make it required when nothing "
            "goes on without it."
        ),
    },
    "calculate": {
        "calculation": "The expression: what it gives is the answer.",
        "": (
            "A value that the server computes from other answers. Nobody is asked for it; it is stored and "
            "exported under its label, and can be used in conditions and repeated in texts."
        ),
    },
    "hidden": {
        "default": "Its text. Left out: none, until a link or the coordinator sets it.",
        "from_link": "true: the address of a city's link may set it, as in …/city/…?NAME=value.",
        "": "A text that nobody is asked for: stored and exported, and known to conditions.",
    },
    "note": {
        "": "Words between questions. Nothing is answered, so it can neither be required nor feed anything.",
    },
    "table": {
        "rows": ("The list whose entries are the rows. Left out: respondents add rows, as in a repeat."),
        "columns": (
            "The questions of a row: text, integer, decimal, yes_no, select_one, rating, slider, date, "
            "time, calculate, hidden; at most 12."
        ),
        "entry": "What one row is called, where respondents add rows.",
        "min": "The fewest rows, where respondents add rows.",
        "max": "The most rows; 200 if left out.",
        "": "A few short questions in columns, answered in each row.",
    },
    "repeat": {
        "questions": "The questions, groups, tables and repeats that are asked for each entry.",
        "entry": "What one entry is called: “Colleague” makes “Colleague 1” and “Add: Colleague”.",
        "min": "The fewest entries; 0 if left out.",
        "max": "The most entries; 200 if left out.",
        "repeat_count": (
            "An expression that gives how many entries there are, instead of buttons that add and remove "
            "them."
        ),
        "": "The same questions for each of any number of entries.",
    },
}
