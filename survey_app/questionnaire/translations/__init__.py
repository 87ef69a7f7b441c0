"""A questionnaire in other languages: texts by name, translation files, what they lack, what is offered."""
