"""The blank form of a questionnaire, to be printed or filled in without the web."""
