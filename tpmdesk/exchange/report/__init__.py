"""Reports of an attempt for a friend: to read, to listen to, and to score."""
