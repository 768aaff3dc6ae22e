"""What a view shows stands in its address, as codes: a link gives it again, and the browser's Back undoes a choice.

A view takes each choice with `choose_one` or `choose_many`, else with `is_asked`, `asked` and `put`; once all is drawn
the frame writes what was put, at once (`write_address`): what was not drawn leaves the address.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any

import streamlit as st

from dashboard import text
from dashboard.as_text import as_text

_PUT, _WRITTEN, _UNKNOWN = "address_put", "address_written", "address_unknown"
_VIEW, _IS_CARRIED = "address_view", "address_is_carried"


def begin_address(view: str) -> None:
    """Forget what the drawing before this one put.

    The menu leads to another view's bare address: what was chosen goes along.
    """
    written: dict[str, str] = st.session_state.get(_WRITTEN, {})
    is_another = st.session_state.get(_VIEW, view) != view
    st.session_state[_IS_CARRIED] = is_another and not any(asked(name) for name in written)
    st.session_state[_VIEW] = view
    st.session_state[_PUT] = {}


def asked(name: str) -> str:
    """What the address says under a name, several values parted by blanks."""
    return " ".join(st.query_params.get_all(name)).strip()


def is_asked(name: str) -> bool:
    """Whether the address says other than what was last written: somebody followed a link or went back."""
    if st.session_state[_IS_CARRIED]:
        return False
    written: dict[str, str] = st.session_state.get(_WRITTEN, {})
    return asked(name) != written.get(name, "")


def put(name: str, value: str) -> None:
    """Have the address say this; nothing where it is empty."""
    st.session_state[_PUT][name] = value
    unknown: dict[str, tuple[str, str]] = st.session_state.get(_UNKNOWN, {})
    if unknown.get(name, ("", value))[1] != value:
        del unknown[name]


def note_unknown(name: str, words: str, shown: str) -> None:
    """Keep what a link asks for and nobody knows, to be told for as long as `shown` stands in its place."""
    st.session_state.setdefault(_UNKNOWN, {})[name] = (words, shown)


def tell_unknown() -> None:
    """Say what the link asked for that is not here."""
    unknown: dict[str, tuple[str, str]] = st.session_state.get(_UNKNOWN, {})
    for name, (words, _) in unknown.items():
        st.warning(
            text.UNKNOWN_IN_LINK.format(asked=f"{name} «{as_text(words)}»"), icon=":material/link_off:"
        )


def write_address() -> None:
    """Write what was put into the address, as one step that Back undoes."""
    drawn: dict[str, str] = st.session_state.pop(_PUT)
    written: dict[str, str] = st.session_state.get(_WRITTEN, {})
    wanted = dict.fromkeys(written, "") | drawn
    changed: dict[str, str | list[str]] = {
        name: value or [] for name, value in wanted.items() if value != asked(name)
    }
    if changed:
        st.query_params.update(changed)
    st.session_state[_WRITTEN] = {name: value for name, value in wanted.items() if value}


def find_codes(words: str, known: Collection[str]) -> tuple[list[str], list[str]]:
    """The codes that some words name, in any case, in the order of `known`; and the words that name none."""
    parts = words.replace(",", " ").split()
    named = {code for code in known if code.lower() in {part.lower() for part in parts}}
    codes = {code.lower() for code in named}
    return [code for code in known if code in named], [one for one in parts if one.lower() not in codes]


def choose_one(
    label: str,
    name: str,
    options: Mapping[str, str],
    default: str,
    choose: Callable[..., str | None] = st.selectbox,
    **look: Any,
) -> str:
    """A list of codes with their words, of which one is chosen; the default does not stand in the address."""
    if is_asked(name):
        codes, unknown = find_codes(asked(name), options)
        st.session_state[name] = codes[0] if codes else default
        if unknown:
            note_unknown(name, asked(name), codes[0] if codes and codes[0] != default else "")
    if st.session_state.get(name) not in options:
        st.session_state[name] = default
    chosen = choose(label, list(options), key=name, format_func=options.__getitem__, **look) or default
    put(name, "" if chosen == default else chosen)
    return chosen


def choose_many(label: str, name: str, options: Mapping[str, str], everything: str) -> str | None:
    """A list of codes with their words, of which any are chosen: as the macros take them, None where none is."""
    if is_asked(name):
        codes, unknown = find_codes(asked(name), options)
        st.session_state[name] = codes
        if unknown:
            note_unknown(name, " ".join(unknown), " ".join(codes))
    if not set(st.session_state.get(name, [])) <= set(options):
        st.session_state[name] = [code for code in options if code in st.session_state[name]]
    chosen = st.multiselect(
        label,
        list(options),
        key=name,
        format_func=options.__getitem__,
        placeholder=everything,
        label_visibility="collapsed",
    )
    several = " ".join(code for code in options if code in chosen)
    put(name, several)
    return several or None


def type_words(label: str, name: str, **look: Any) -> str:
    """A line to type in."""
    if is_asked(name):
        st.session_state[name] = asked(name)
    words = st.text_input(label, key=name, **look) or ""
    put(name, words.strip())
    return words
