"""The demonstration set: what offices would send, made up for 83 regencies and cities, and led through published figures.

It shows the pages at work before an office has sent anything. Every number in it is generated from ``SEED`` and from the
facts; none is a figure of a real regency. ``used`` and ``left_out`` say where it touches published figures.
"""

from data.demo.anchors import left_out, used
from data.demo.card import card
from data.demo.generator import demonstration
from data.demo.ground import SEED

__all__ = ["SEED", "card", "demonstration", "left_out", "used"]
