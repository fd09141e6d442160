"""The Stories page: the person's own programs, told and practised."""
