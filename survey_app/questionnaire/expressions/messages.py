"""Every message about an expression: code -> what is wrong, what to write instead."""

from collections.abc import Mapping
from types import MappingProxyType

CATALOGUE: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # size
        "too-long": (
            "The expression has {count} characters; at most {limit} are read.",
            "Split it: give parts of it to other questions’ conditions, and ask for those questions here.",
        ),
        "too-deep": (
            "More than {limit} parentheses, functions or signs stand inside one another here.",
            "Split it: give the inner part to another question’s condition, and ask for that question here.",
        ),
        "too-many-parts": (
            "The expression has more than {limit} parts.",
            "Split it: give parts of it to other questions’ conditions, and ask for those questions here.",
        ),
        "number-too-long": ("A number may have at most {limit} digits.", "Write a shorter number."),
        # shape
        "empty-expression": (
            "There is no expression.",
            "Write one, such as ${{name}} = 'choice', or leave the key out.",
        ),
        "value-expected": (
            "A value is expected here, not {found}.",
            "Write a question ${{name}}, a number, a quoted 'text' or a function such as today().",
        ),
        "operator-expected": (
            "An operator is expected here, not {found}.",
            "Join the two sides with and, or, = != < <= > >=, + - * div or mod.",
        ),
        "incomplete": (
            "The expression ends where a value is expected.",
            "Write a question ${{name}}, a number, a quoted 'text' or a function after {found}.",
        ),
        "missing-parenthesis": ("This parenthesis is never closed.", "Write ) where the part ends."),
        "extra-parenthesis": ("This ) closes nothing.", "Take it away, or write ( where the part begins."),
        "stray-comma": (
            "A comma stands only between the arguments of a function.",
            "Write a decimal number with a point, such as 1.5; join conditions with 'and' or 'or'.",
        ),
        "unclosed-text": ("This text is never closed.", "Write the same quote, {found}, at its end."),
        "bad-reference": (
            "This is no reference to a question.",
            "Write ${{name}}: dollar sign, brace, the question's name, closing brace.",
        ),
        "stray-character": (
            "The character {found} has no meaning here.",
            "Take it away, or put text into quotes.",
        ),
        "attribute-access": (
            "Nothing inside an answer can be reached with '{found}'.",
            "Write row(${{grid}}, 'row') for a row, selected(${{name}}, 'choice') for a choice.",
        ),
        "path": (
            "Paths do not exist here.",
            "Refer to a question with ${{name}} and to this answer with a single point.",
        ),
        "ternary": ("There is no {found} operator.", "Write if(condition, value, other value)."),
        "not-without-parentheses": ("not is a function.", "Write not(...), with parentheses."),
        "membership": (
            "There is no operator {found}.",
            "Write selected(${{name}}, 'choice'), or = once for each value with or between.",
        ),
        "foreign-operator": ("{found} is not an operator here.", "Write {right}."),
        "typographic-quotes": ("These are typographic quotes.", "Write straight ones: {right}."),
        "chained-comparison": (
            "Comparisons cannot be chained.",
            "Write both and join them: {right}.",
        ),
        # names
        "unknown-name": (
            "There is no question {found} that could be used here.",
            "Use the name of a question.",
        ),
        "unknown-choice": ("{found} is not a choice of {source}.", "Use one of: {known}."),
        "unknown-row": ("{found} is not a row of {source}.", "Use one of: {known}."),
        "unknown-function": ("There is no function {found}.", "The functions are: {known}."),
        "not-served": ("{found} is not served here: {reason}.", "Leave it out."),
        "format-not-literal": (
            "How a date is written must be a quoted text, so that it can be checked now.",
            "Write it between quotes, such as '%d.%m.%Y'.",
        ),
        "bad-format": (
            "{found} is no part of a date.",
            "The parts are %Y %y %m %n %b %d %e %a, of a time %H %h %M %S; %% is a percent sign.",
        ),
        "bare-word": (
            "{found} is neither a question nor a text.",
            "Write ${{{found}}} for a question, '{found}' for a text.",
        ),
        "no-this": (
            "The point stands for the answer of the question itself, and there is none here.",
            "Refer to a question with ${{name}}.",
        ),
        "no-position": (
            "position(..) is the place of an entry, and there is none here.",
            "Write it only in the conditions of questions inside a repeat or a table.",
        ),
        "not-in-repeat": (
            "{source} is not asked for each entry of {repeat}.",
            "Write a question that stands directly inside that repeat.",
        ),
        # functions and kinds
        "wrong-arguments": ("{found}() takes {wanted}, not {count}.", "Write {usage}."),
        "wrong-kind": ("{source} is {found}, where {wanted} is needed.", "Use something that is {wanted}."),
        "not-comparable": (
            "{source}, {found}, cannot be compared with {other}, {wanted}.",
            "Compare values of the same kind, or test for an empty answer with = ''.",
        ),
        "not-ordered": (
            "{source} is {found}; only numbers, dates and times can be smaller or larger.",
            "Use = or !=, or turn it into a number with number(...).",
        ),
        "kinds-differ": (
            "{source} is {found}, but {other} is {wanted}.",
            "Let every branch give the same kind; '' is allowed in any of them.",
        ),
        "bad-date": ("{found} is not a date.", "Write year, month and day: '2027-01-31'."),
        "bad-time": ("{found} is not a time.", "Write hours and minutes: '14:30'."),
        "bad-datetime": ("{found} is not a date with a time.", "Write it as '2027-01-31T14:30'."),
        "bad-boolean": (
            "{source} is answered with yes or no, never with {found}.",
            "Write 'yes' or 'no', or true() or false().",
        ),
        "date-sum": (
            "{source} cannot be added or subtracted here.",
            "Write date + days, date - days, or date - date, which gives days.",
        ),
        "row-not-literal": (
            "The row must be a quoted name, so that it can be checked now.",
            "Write row(${{grid}}, 'row').",
        ),
        "pattern-not-literal": (
            "The pattern of regex() must be a quoted text, so that it can be checked now.",
            "Write the pattern itself between quotes.",
        ),
        "pattern-too-long": ("The pattern has more than {limit} characters.", "Shorten it."),
        "pattern-too-large": (
            "The patterns of this expression need too much time and memory.",
            "Write + or * instead of counted repetitions, and test the length with string-length(...).",
        ),
        "bad-pattern": (
            "The pattern cannot be used: {reason}.",
            "Patterns are RE2's: no look-around, no back-references.",
        ),
        # texts with ${name} in them
        "template-too-long": ("The text has {count} characters; at most {limit} are read.", "Shorten it."),
    }
)
