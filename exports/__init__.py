"""Figures and frames in, files out: what a reader takes along carries its sources."""
