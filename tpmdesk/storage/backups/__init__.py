"""Backups of a profile: objects named by their hash, and a manifest for each backup."""
