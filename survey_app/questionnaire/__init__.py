"""What is asked: model, question types, expressions, reader, checks, problems. Pure."""
