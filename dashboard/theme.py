"""The figures' colours, each with a meaning, light and dark (the page's own are in config.toml)."""

from dataclasses import dataclass
from math import sqrt

import streamlit as st


@dataclass(frozen=True)
class Palette:
    """Hex colours of one theme; `quantity` goes from little to much."""

    page: str
    panel: str
    border: str
    text: str
    context: str
    done: str
    behind: str
    compared: str
    act: str
    quantity: tuple[str, ...]


LIGHT = Palette(
    page="#FFFFFF", panel="#F4F6F5", border="#DDE3E0", text="#17211D", context="#6B7A73",
    done="#0A6B60", behind="#D98E04", compared="#3B6FB6", act="#C2453D",
    quantity=("#EEF5F1", "#D9EBE2", "#BFDDCF", "#A0CCB8", "#7DB89F",
              "#58A285", "#358B6B", "#187355", "#0B5E43", "#064A30"),
)  # fmt: skip
DARK = Palette(
    page="#101614", panel="#18211E", border="#2B3733", text="#E6ECE9", context="#9AA8A1",
    done="#3DB79A", behind="#F0B343", compared="#7FA8E0", act="#EA6A5F",
    quantity=("#16241E", "#1A3129", "#1E4034", "#245141", "#2C644F",
              "#38795F", "#4A9074", "#62A88B", "#82C2A7", "#A9DDC6"),
)  # fmt: skip


def active_palette() -> Palette:
    """The palette of the page that the reader has open; light until the browser has said."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def pick_shade(share: float, palette: Palette) -> str:
    """The colour for a share (0..1) of the largest value, on a square-root scale."""
    steps = len(palette.quantity) - 1
    return palette.quantity[round(sqrt(max(0.0, min(share, 1.0))) * steps)]


def pick_ink(background: str, palette: Palette) -> str:
    """Dark or light text, whichever reads better on a colour `#RRGGBB` (WCAG's contrast)."""
    inks = (LIGHT.text, "#FFFFFF") if palette is LIGHT else (DARK.page, DARK.text)
    return max(inks, key=lambda ink: contrast(ink, background))


def contrast(first: str, second: str) -> float:
    """WCAG's contrast ratio of two colours, 1 to 21."""
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB`, 0 to 1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
