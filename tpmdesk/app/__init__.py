"""Use cases, and the ports that the edges fulfil."""
