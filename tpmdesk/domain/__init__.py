"""What an interview, a card and a rubric are: frozen data and pure functions."""
