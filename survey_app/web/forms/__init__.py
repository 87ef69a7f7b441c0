"""The forms a city fills in: question type to field, page to form class."""
