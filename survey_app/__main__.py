"""`python -m survey_app` is the command `survey-app`."""

from survey_app.cli import main

main()
