"""The library: every card, found as you type, and what can be done with it."""
