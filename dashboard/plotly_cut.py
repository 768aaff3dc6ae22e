"""Plotly without what no chart here draws: a third of the bytes that a first visit waits for.

Streamlit's script holds Plotly as named modules, each run when another first asks for it, and one list of the kinds of
traces. The list is cut to what the charts use (bars; scatter is always there), and the modules that nothing left asks
for are emptied: maps of the world, WebGL, other calendars.
"""

import re

USED = "lib/bar.js"
_MODULE = re.compile(
    r'([A-Za-z_$][\w$]*)=[A-Za-z_$]+\(\{"((?:src|node_modules|lib|stackgl_modules|build)[^"]*)"(\([\w$,]*\)\{)'
)
_REGISTER = re.compile(r"(\.register\(\[)[\w$(),]+(\]\),[\w$]+\.exports=[\w$]+\}\}\)\(\))")
_ASKED = re.compile(r"([A-Za-z_$][\w$]*)\(\)")
_BETWEEN = re.compile(r"[\w$,;\s]*")


def cut_plotly(script: str) -> str:
    """The script with the modules that are asked for; as it is where it is built in another way."""
    found = list(_MODULE.finditer(script))
    register = _REGISTER.search(script, found[-1].start()) if found else None
    bars = [module[1] for module in found if module[2] == USED]
    if register is None or not bars:
        return script
    script = f"{script[: register.start()]}{register[1]}{bars[0]}(){register[2]}{script[register.end() :]}"
    starts = [module.start() for module in found]
    texts = {
        module[1]: script[start:end]
        for module, start, end in zip(found, starts, [*starts[1:], register.start()], strict=True)
    }
    ends = {name: text.rfind("}})") for name, text in texts.items()}
    alone = {name for name, text in texts.items() if _BETWEEN.fullmatch(text, ends[name] + 3)}
    # Functions of a module stand before it, behind another: they ask when it is asked for.
    behind = [text[text.find("}})") :] for text in texts.values()]
    asking = {name: before + texts[name] for name, before in zip(texts, ["", *behind], strict=False)}
    asked = _list_asked(script[: starts[0]] + behind[-1] + script[register.start() :], asking)
    kept = [script[: starts[0]]]
    for module in found:
        name, text = module[1], texts[module[1]]
        is_idle = name in alone and name not in asked
        kept.append(f"{module[0]}{text[ends[name] :]}" if is_idle else text)
    return "".join([*kept, script[register.start() :]])


def _list_asked(outside: str, texts: dict[str, str]) -> set[str]:
    """The modules that the code outside them asks for, and those that these ask for."""
    asked: set[str] = set()
    waiting = [name for name in _ASKED.findall(outside) if name in texts]
    while waiting:
        name = waiting.pop()
        if name not in asked:
            asked.add(name)
            waiting += [one for one in _ASKED.findall(texts[name]) if one in texts]
    return asked
