"""Rewriting a questionnaire's file in place: comments, order and layout stay as they are. Pure."""
