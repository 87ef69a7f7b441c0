"""The only room that speaks Flask and WTForms: forms, one blueprint per audience, static files."""
