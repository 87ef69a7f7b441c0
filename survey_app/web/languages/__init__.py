"""The languages in which the product speaks to respondents, and how it says things in each."""
