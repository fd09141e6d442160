"""The Draw page: risks to find in a system, systems drawn from memory, dependency maps."""
