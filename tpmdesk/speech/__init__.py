"""The speech edge: voices, player, microphone, recognizers."""
