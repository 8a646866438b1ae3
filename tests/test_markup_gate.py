"""No text of others is read as markup: the gate, and what it lets through and what it stops."""

from pathlib import Path

import pytest

from tests.markup_gate import unsafe_texts

ROOT = Path(__file__).parents[1]


def test_no_text_of_others_is_shown_as_markup() -> None:
    files = sorted((ROOT / "tracker" / "ui").rglob("*.py"))
    found = {file.name: unsafe_texts(file.read_text("utf-8")) for file in files}
    assert {name: lines for name, lines in found.items() if lines} == {}
    assert len(files) > 40


PASSES = (
    "Static('words of ours')",
    "Static(WORDS_OF_OURS)",
    "Static(Content(name))",
    "Static(Content('\\n').join(rows), id='rows')",
    "Static(Content.styled(name, '$muted'))",
    "Static(Content.from_markup('[b]ours[/b]'))",
    "Static(name, markup=False)",
    "Static()",
    "Static(id=name)",
    "Input(name)",
    "app.notify(f'Not saved: {error}', markup=False)",
    "app.notify('Saved.', title=name)",
    "box.border_title = Content(name)",
    "box.border_title = Content(name) if name else None",
    "box.tooltip = 'ours'",
    "Binding('a', 'b', tooltip='ours')",
    "def say(what: Content): box.update(what)",
    "def say(what: 'Content'): box.update(what)",
    "def said() -> Content: return Content(name)\nbox.update(said())",
    "class A:\n def said(self) -> Content: ...\n def say(self): box.update(self.said())",
    "def one(line: str): ...\ndef two(line: Content): box.update(line)",
    "names = {'a'}; names.update(others)",
    "known = dict(a=1)\nknown.update(b=name)",
    "line = Content(name); box.update(line)",
    "class A:\n def render(self) -> Content: ...",
    "class A:\n def __init__(self): super().__init__()",
    "class A:\n def __init__(self): super().__init__(id=name)",
    "from textual.widgets import Input, Static",
    "lines = [*map(Content, names)]",
    "query_one('#x', Static)",
)
STOPS = (
    "line = name; box.update(line)",
    "line = 'ours'; line = name; box.update(line)",
    "line = Content(name); line = name; box.update(line)",
    "line = Content(name); line += name; box.update(line)",
    "line = Content(name)\nfor line in names: box.update(line)",
    "[box.update(line) for line in names]",
    "if (line := name): box.update(line)",
    "with opened(name) as line: box.update(line)",
    "def say(what: str): box.update(what)",
    "def say(what): box.update(what)",
    "def said() -> str: return name\nbox.update(said())",
    "class A:\n def said(self) -> Content: ...\nclass B:\n def said(self) -> str: ...\n"
    "box.update(b.said())",
    "async def say(what: str): box.update(what)",
    "Static(name)",
    "Static(*names)",
    "Static(**{'content': name})",
    "Static(content=name)",
    "Static('a' + name)",
    "Static('a %s' % name)",
    "Static('{}'.format(name))",
    "Static(f'{name}')",
    "Static(str(name), id='x')",
    "Static(name, markup=True)",
    "Static(name, markup=is_ours)",
    "Static(Content.from_markup(name))",
    "Static(Content.from_markup('[b]$name[/b]', name=name))",
    "Static(Text.from_markup(name))",
    "Static(name if name else 'ours')",
    "widgets.Static(name)",
    "Label(f'{name}')",
    "Button(name)",
    "Checkbox(name)",
    "RadioButton(name)",
    "RadioSet(name)",
    "Option(name)",
    "OptionList(name)",
    "SelectionList((name, 1))",
    "Selection(name, 1)",
    "Select(names, prompt='ours')",
    "Select([], prompt=name)",
    "Tab(name)",
    "TabPane(name)",
    "Collapsible(title=name)",
    "Tree(name)",
    "Placeholder(name)",
    "Markdown(name)",
    "box.add_row('ours', name)",
    "box.add_column(name)",
    "box.add_columns('ours', name)",
    "box.add_option(name)",
    "box.add_options(names)",
    "box.set_options(names)",
    "box.with_tooltip(name)",
    "SystemCommand(name, 'ours', run)",
    "Binding('a', 'b', tooltip=name)",
    "box.update(name)",
    "self.notify(f'Not saved: {error}')",
    "self.notify(message=name)",
    "box.border_title = name",
    "box.border_subtitle = f'{name}'",
    "box.border_title = Content(name) if name else other",
    "box.border_title: str = name",
    "box.tooltip = name",
    "box.label = name",
    "option.prompt = name",
    "class A:\n def render(self) -> str: ...",
    "class A:\n def render(self) -> RenderResult: ...",
    "class A:\n def render(self): ...",
    "class A:\n def __init__(self): super().__init__(name)",
    "from textual.widgets import Label",
    "from textual.widgets import Static as S",
    "from textual.widgets.option_list import Option",
    "rows = [*map(Static, names)]",
    "make = partial(app.notify, name)",
)


@pytest.mark.parametrize("lines", PASSES)
def test_the_gate_lets_words_of_ours_and_content_pass(lines: str) -> None:
    assert unsafe_texts(lines) == []


@pytest.mark.parametrize("lines", STOPS)
def test_the_gate_stops_what_may_be_the_text_of_others(lines: str) -> None:
    assert unsafe_texts(lines) != []
