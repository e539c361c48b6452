#!/usr/bin/env python3
"""Draws what a terminal shows as a PNG: the pictures of the README come from real runs.

    tmux capture-pane -e -p -t SESSION | docs/pictures/draw.py picture.png [COLUMNS ROWS]

Needs Pillow (PyPI) and the DejaVu Sans Mono fonts.
"""
import re
import sys
import unicodedata

from PIL import Image, ImageDraw, ImageFont

FOLDER = "/usr/share/fonts/truetype/dejavu/"
CELL = (10, 21)
BACKGROUND, FOREGROUND = (24, 26, 31), (205, 209, 216)
BASIC = [(40, 44, 52), (224, 108, 117), (152, 195, 121), (229, 192, 123), (97, 175, 239), (198, 120, 221), (86, 182, 194), (205, 209, 216)]
BRIGHT = [(92, 99, 112), (240, 128, 137), (172, 215, 141), (245, 212, 143), (127, 195, 255), (218, 140, 241), (106, 202, 214), (255, 255, 255)]


def palette(index):
    if index < 16: return (BASIC + BRIGHT)[index]
    if index < 232:
        index -= 16
        return tuple(0 if v == 0 else 55 + 40 * v for v in (index // 36, index // 6 % 6, index % 6))
    return (8 + 10 * (index - 232),) * 3


class Pen:
    def __init__(self): self.reset()

    def reset(self):
        self.fg = self.bg = None
        self.bold = self.dim = self.reverse = self.underline = False

    def apply(self, codes):
        codes = [int(c or 0) for c in codes]
        while codes:
            c = codes.pop(0)
            if c == 0: self.reset()
            elif c == 1: self.bold = True
            elif c == 2: self.dim = True
            elif c == 4: self.underline = True
            elif c == 7: self.reverse = True
            elif c == 22: self.bold = self.dim = False
            elif c == 24: self.underline = False
            elif c == 27: self.reverse = False
            elif 30 <= c <= 37: self.fg = BASIC[c - 30]
            elif 90 <= c <= 97: self.fg = BRIGHT[c - 90]
            elif c == 39: self.fg = None
            elif 40 <= c <= 47: self.bg = BASIC[c - 40]
            elif 100 <= c <= 107: self.bg = BRIGHT[c - 100]
            elif c == 49: self.bg = None
            elif c in (38, 48) and codes:
                kind = codes.pop(0)
                colour = palette(codes.pop(0)) if kind == 5 else tuple(codes.pop(0) for _ in range(3))
                if c == 38: self.fg = colour
                else: self.bg = colour

    def colours(self):
        fg, bg = self.fg or FOREGROUND, self.bg or BACKGROUND
        if self.reverse: fg, bg = bg, fg
        if self.dim: fg = tuple((f * 58 + b * 42) // 100 for f, b in zip(fg, bg))
        return fg, bg


def braille(draw, x, y, dots, ink):
    """The font has no braille: eight dots, numbered as Unicode does."""
    for bit, (across, down) in enumerate([(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)]):
        if dots >> bit & 1:
            left, top = x + 1 + 5 * across, y + 2 + 5 * down
            draw.ellipse((left, top, left + 2, top + 2), fill=ink)


def main():
    lines = sys.stdin.read().split("\n")
    columns = int(sys.argv[2]) if len(sys.argv) > 2 else 80
    rows = int(sys.argv[3]) if len(sys.argv) > 3 else len(lines)
    plain, bold = (ImageFont.truetype(FOLDER + f, 16) for f in ("DejaVuSansMono.ttf", "DejaVuSansMono-Bold.ttf"))
    image = Image.new("RGB", (columns * CELL[0] + 24, rows * CELL[1] + 24), BACKGROUND)
    draw, pen = ImageDraw.Draw(image), Pen()
    for row, line in enumerate(lines[:rows]):
        column = 0
        for part in re.split(r"(\x1b\[[0-9;:]*m|\x1b[()].|[\x0e\x0f])", line):
            if part.startswith("\x1b["): pen.apply(re.split("[;:]", part[2:-1]))
            elif not part.startswith("\x1b"):
                for letter in part:
                    if unicodedata.combining(letter): continue
                    x, y = 12 + column * CELL[0], 12 + row * CELL[1]
                    fg, bg = pen.colours()
                    wide = 2 if unicodedata.east_asian_width(letter) in "WF" else 1
                    if bg != BACKGROUND: draw.rectangle((x, y, x + wide * CELL[0] - 1, y + CELL[1] - 1), fill=bg)
                    if "\u2800" <= letter <= "\u28ff":
                        braille(draw, x, y, ord(letter) - 0x2800, fg)
                        column += 1
                        continue
                    draw.text((x, y + 1), letter, font=bold if pen.bold else plain, fill=fg)
                    if pen.underline: draw.line((x, y + CELL[1] - 2, x + CELL[0], y + CELL[1] - 2), fill=fg)
                    column += wide
    image.save(sys.argv[1])


main()
