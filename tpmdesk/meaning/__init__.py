"""Reads what is meant, by a small language model that runs on this computer."""
