"""The Mock page: choose a round, check the sound, answer aloud, and see what was heard."""
