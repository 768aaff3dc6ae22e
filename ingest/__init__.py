"""Delivered files become rows of text in schema `raw`, with nothing lost."""
