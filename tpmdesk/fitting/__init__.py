"""Fits the scheduler's parameters, by an optional package that the person installs."""
