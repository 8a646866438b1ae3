"""All settings in one list: each changed by a key, saved at once, and explained below."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from tracker.core.errors import SettingsError
from tracker.settings import SettingsFile, Value
from tracker.settings.checks import NUMBER
from tracker.settings.steps import step
from tracker.settings.table import LONGEST, SETTINGS, Setting
from tracker.ui.screens.room import Room
from tracker.ui.widgets.key_bar import KeyBar
from tracker.ui.widgets.lines import Lines
from tracker.ui.widgets.setting_rows import explanation, fault_lines, setting_row
from tracker.ui.widgets.title_bar import TitleBar


class SettingsScreen(Room[None]):
    """Lists what `found` returns, and gives each change to `change`, which may refuse it."""

    DEFAULT_CSS = """
    SettingsScreen #list { padding: 1 1 0 1; }
    SettingsScreen.-tall #list { height: 15; }
    SettingsScreen #below { height: auto; padding: 0 2; margin: 0 1; border-top: solid $border; }
    SettingsScreen #below Static { width: 1fr; }
    SettingsScreen #about { min-height: 2; }
    SettingsScreen #faults { color: $warning; }
    SettingsScreen #wrong { color: $warning; }
    SettingsScreen Input { display: none; background: $panel; }
    SettingsScreen.-typing Input { display: block; }
    SettingsScreen #path { color: $muted; }
    """
    AUTO_FOCUS = "#list"
    ABOUT = (
        "Every change is saved at once, and holds at once. The limits for pain can be made "
        "stricter, never looser."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "change", "Change", id="settings.change", tooltip="The next value, or type one"
        ),
        Binding("space", "change", show=False, tooltip="The next value, or type one"),
        Binding(
            "right",
            "step(1)",
            "Adjust",
            id="settings.more",
            key_display="← →",  # Left is bound below
            tooltip="A value back, a value on",
        ),
        Binding(
            "left", "step(-1)", show=False, key_display="← →", tooltip="A value back, a value on"
        ),
        Binding(
            "ctrl+s",
            "save",
            "Save",
            id="settings.save",
            key_display="⏎",  # Enter itself comes as Input.Submitted
            tooltip="Save what was typed",
        ),
        Binding("escape", "close", "Back", id="settings.close", tooltip="Back to where you were"),
    ]

    def __init__(
        self, found: Callable[[], SettingsFile], change: Callable[[str, Value], None]
    ) -> None:
        super().__init__()
        self.id = "settings"
        self._found = found
        self._change = change

    def compose(self) -> ComposeResult:
        """Lay out the list over what explains the row under the cursor."""
        rows, found = tuple(SETTINGS.values()), self._found()
        wrong = Static(id="wrong")
        wrong.display = False
        faults = Static(Content("\n").join(fault_lines(found.faults)), id="faults")
        faults.display = bool(found.faults)
        yield TitleBar("Settings", "saved as you go")
        yield Lines(rows, self._draw, empty=Content(""), id="list")
        with Vertical(id="below"):
            yield Static(Content("\n").join(explanation(rows[0], found)), id="about")
            yield Input(max_length=LONGEST, restrict=r"[0-9 +()\-]*", compact=True)
            yield wrong
            yield faults
            yield Static(Content(str(found.path)), id="path")
        yield KeyBar()

    def on_mount(self) -> None:
        """Follow a theme that is changed from elsewhere."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._tell())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to change what is not being typed, and to save what is."""
        if action == "save":
            return self._is_typing
        return action not in ("change", "step") or not self._is_typing

    def on_lines_moved(self) -> None:
        """Explain the row that the cursor came to, whatever was being typed in another."""
        self._stop_typing()
        self._tell()

    def on_lines_chosen(self) -> None:
        """Change what was clicked."""
        self.action_change()

    def on_input_submitted(self) -> None:
        """Save what was typed."""
        self.action_save()

    def action_change(self) -> None:
        """Take the next value, the first after the last one; or begin to type."""
        if self._setting.key == NUMBER:
            self._start_typing()
        else:
            self._give(step(self._setting.rule, self._value, 1, around=True))

    def action_step(self, by: int) -> None:
        """Go a value on or back, as far as there is one."""
        if self._setting.key == NUMBER:
            self._start_typing()
        else:
            self._give(step(self._setting.rule, self._value, by))

    def action_save(self) -> None:
        """Save the number that was typed; stay, and say why, when it is refused."""
        if self._give(self.query_one(Input).value.strip()):
            self._stop_typing()

    def action_close(self) -> None:
        """Leave the number as it was, or go back."""
        if self._is_typing:
            self._stop_typing()
        else:
            self.dismiss(None)

    @property
    def _setting(self) -> Setting:
        row = self.query_one("#list", Lines).row
        assert isinstance(row, Setting)
        return row

    @property
    def _value(self) -> Value:
        value: Value = getattr(self._found().values, self._setting.key)
        return value

    @property
    def _is_typing(self) -> bool:
        return self.has_class("-typing")

    def _draw(self, setting: Setting, width: int) -> Content:
        return setting_row(setting, self._found(), setting is self._setting, width)

    def _give(self, value: Value) -> bool:
        """Have the value saved, if it is another one; return whether it stands."""
        try:
            if value != self._value:
                self._change(self._setting.key, value)
        except SettingsError as error:
            self._refuse(str(error))
            return False
        self._tell()
        return True

    def _refuse(self, sentence: str) -> None:
        if self._is_typing:
            self._say_wrong(Content(sentence))
        else:
            self.notify(sentence, severity="error", markup=False)

    def _say_wrong(self, sentence: Content) -> None:
        wrong = self.query_one("#wrong", Static)
        wrong.display = bool(sentence)
        wrong.update(sentence)

    def _start_typing(self) -> None:
        field = self.query_one(Input)
        field.value = str(self._value)
        self.add_class("-typing")
        field.focus()
        self.refresh_bindings()

    def _stop_typing(self) -> None:
        if self._is_typing:
            self.remove_class("-typing")
            self._say_wrong(Content(""))
            self.query_one("#list", Lines).focus()
            self.refresh_bindings()

    def _tell(self) -> None:
        """Show what holds now; what says the same as before is not laid out again."""
        found = self._found()
        self.query_one("#list", Lines).refresh()
        about = Content("\n").join(explanation(self._setting, found))
        if (shown := self.query_one("#about", Static)).content != about:
            shown.update(about)
        faults = Content("\n").join(fault_lines(found.faults))
        if (shown := self.query_one("#faults", Static)).content != faults:
            shown.update(faults)
            shown.display = bool(faults)
