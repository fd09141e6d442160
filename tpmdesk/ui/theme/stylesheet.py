"""The style sheet of the whole application, filled in from the tokens."""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

from tpmdesk.ui.theme import tokens
from tpmdesk.ui.theme.tokens import Palette, Size, Weight, roles_of

_TEXT = """
QMainWindow, QWidget#pages, QDialog { background: $window; }
QLabel { background: transparent; }
QLabel[type="title"] { font-size: ${title}px; font-weight: $strong; }
QLabel[type="heading"] { font-size: ${heading}px; font-weight: $strong; }
QLabel[type="strong"] { font-weight: $strong; }
QLabel[type="muted"] { color: $muted; }
QLabel[type="caption"] { font-size: ${small}px; color: $muted; }
QLabel[type="overline"] { font-size: ${small}px; font-weight: $strong; color: $muted; }
QLabel[type="small"] { font-size: ${small}px; }
QLabel[type="problem"] { font-size: ${small}px; color: $again; }
QLabel:disabled { color: $edge; }
QToolTip { background: $raised; color: $text; border: 1px solid $border; padding: 6px 8px;
    font-size: ${small}px; }
"""

_SURFACES = """
QWidget#sidebar { background: $sidebar; border-right: 1px solid $border; }
QFrame[surface="panel"] { background: $surface; border: 1px solid $border;
    border-radius: ${radius}px; }
QFrame[surface="raised"] { background: $raised; border: 1px solid $border;
    border-radius: ${radius}px; }
QFrame[surface="soft"] { background: $accent_soft; border: none; border-radius: ${radius}px; }
QFrame[surface="wrong"] { background: $raised; border: none; border-left: 3px solid $again;
    border-radius: ${radius_tiny}px; }
QFrame[surface="better"] { background: $raised; border: none; border-left: 3px solid $good;
    border-radius: ${radius_tiny}px; }
QFrame[surface="line"] { background: $border; border: none; }
QScrollArea, QScrollArea > QWidget > QWidget#content { background: transparent; border: none; }
QSplitter::handle { background: $border; }
"""

_BUTTONS = """
QPushButton { background: $surface; border: 1px solid $border; border-radius: ${radius_small}px;
    padding: 7px 15px; min-height: 20px; outline: none; }
QPushButton:hover { background: $raised; }
QPushButton:pressed { background: $border; }
QPushButton:focus { border: 2px solid $focus; padding: 6px 14px; }
QPushButton:disabled { color: $edge; background: $raised; }
QPushButton[kind="primary"] { background: $accent; border-color: $accent; color: $on_accent;
    font-weight: $strong; }
QPushButton[kind="primary"]:hover { background: $accent_strong; border-color: $accent_strong; }
QPushButton[kind="primary"]:pressed { background: $accent_strong; }
QPushButton[kind="primary"]:focus { border-color: $text; }
QPushButton[kind="primary"]:disabled { background: $raised; border-color: $border;
    color: $edge; }
QPushButton[kind="ghost"] { background: transparent; border-color: transparent; color: $muted; }
QPushButton[kind="ghost"]:hover { background: $raised; }
QPushButton[kind="ghost"]:focus { border-color: $focus; }
QPushButton[kind="nav"] { background: transparent; border-color: transparent; color: $muted;
    text-align: left; padding: 7px 11px; }
QPushButton[kind="nav"]:hover { background: $raised; }
QPushButton[kind="nav"]:checked { background: $accent_soft; color: $text; }
QPushButton[kind="nav"]:focus { border: 2px solid $focus; padding: 6px 10px; }
QPushButton[kind="segment"] { background: transparent; border-color: transparent; color: $muted;
    padding: 3px 11px; font-size: ${small}px; border-radius: 6px; }
QPushButton[kind="segment"]:hover { color: $text; }
QPushButton[kind="segment"]:checked { background: $surface; border-color: $border; color: $text;
    font-weight: $strong; }
QPushButton[kind="segment"]:focus { border: 2px solid $focus; padding: 2px 10px; }
QPushButton[kind="moment"] { background: transparent; border-color: $border; color: $muted;
    padding: 1px 9px; font-size: ${small}px; border-radius: 6px; }
QPushButton[kind="moment"]:hover { color: $text; border-color: $edge; }
QPushButton[kind="moment"]:focus { border: 2px solid $focus; padding: 0 8px; }
QPushButton[kind="rating"] { padding: 11px 15px; min-height: 40px;
    border-radius: ${radius}px; }
QPushButton[kind="rating"]:focus { border: 2px solid $focus; padding: 10px 14px; }
QToolButton { background: transparent; border: 1px solid transparent;
    border-radius: ${radius_small}px; padding: 5px; }
QToolButton:hover { background: $raised; }
QToolButton:focus { border-color: $focus; }
"""

_INPUTS = """
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QDateEdit, QComboBox {
    background: $surface; border: 1px solid $edge; border-radius: ${radius_small}px;
    padding: 6px 11px; selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QSpinBox, QDoubleSpinBox, QDateEdit, QComboBox { min-height: 22px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QDateEdit:focus, QComboBox:focus { border: 2px solid $focus; padding: 5px 10px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QSpinBox:disabled, QComboBox:disabled,
QDateEdit:disabled { color: $edge; background: $raised; border-color: $border; }
QSpinBox, QDoubleSpinBox, QDateEdit { padding-left: 0; min-height: 19px; }
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus, QComboBox QLineEdit,
QComboBox QLineEdit:focus { border: none; padding: 0; min-height: 0; background: transparent; }
QTextBrowser, QTextBrowser:focus { background: transparent; border: none; padding: 0; }
QComboBox::drop-down { border: none; width: 32px; }
QComboBox::down-arrow { image: url("$down"); width: 16px; height: 16px; }
QComboBox[room="small"] { padding: 6px 0 6px 7px; }
QComboBox[room="small"]:focus { padding: 5px 0 5px 6px; }
QComboBox[room="small"]::drop-down { width: 26px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $border; padding: 4px;
    outline: none; }
QComboBox QAbstractItemView::item { min-height: 32px; padding: 0 8px;
    border-radius: ${radius_tiny}px; }
QComboBox QAbstractItemView::item:selected { background: $accent_soft; color: $text; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: 26px;
    background: transparent; subcontrol-origin: border; }
QAbstractSpinBox::up-button { subcontrol-position: top right; margin: 3px 3px 0 0; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; margin: 0 3px 3px 0; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: $raised;
    border-radius: ${radius_tiny}px; }
QAbstractSpinBox::up-arrow { image: url("$up"); width: 12px; height: 12px; }
QAbstractSpinBox::down-arrow { image: url("$down"); width: 12px; height: 12px; }
QDateEdit::drop-down { border: none; width: 32px; }
QDateEdit::down-arrow { image: url("$down"); width: 16px; height: 16px; }
QCheckBox, QRadioButton { spacing: 8px; outline: none; background: transparent; }
QCheckBox::indicator, QRadioButton::indicator { width: 16px; height: 16px;
    border: 1px solid $edge; background: $surface; }
QCheckBox::indicator { border-radius: ${radius_tiny}px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $focus;
    width: 14px; height: 14px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent;
    image: url("$check"); }
QRadioButton::indicator:checked { border: 5px solid $accent; width: 8px; height: 8px; }
QSlider { min-height: 24px; outline: none; background: transparent; }
QSlider::groove:horizontal { height: 4px; background: $border; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal { width: 16px; height: 16px; margin: -7px 0; border-radius: 9px;
    background: $surface; border: 1px solid $edge; }
QSlider::handle:horizontal:hover { border-color: $accent; }
QSlider::handle:horizontal:focus { border: 2px solid $focus; width: 14px; height: 14px; }
"""

_VIEWS = """
QAbstractItemView { background: transparent; border: none; alternate-background-color: transparent;
    selection-background-color: $accent_soft; selection-color: $text; outline: none; }
QListView::item { padding: 8px 12px; border-radius: ${radius_small}px;
    border: 1px solid transparent; }
QListView::item:hover { background: $raised; }
QListView::item:selected { background: $accent_soft; color: $text; }
QTableView { gridline-color: transparent; }
QTableView::item { padding: 0 12px; border-bottom: 1px solid $border; }
QTableView::item:hover { background: $raised; }
QTableView::item:selected { background: $accent_soft; color: $text; }
QListView:focus, QTableView:focus, QTreeView:focus { border: 2px solid $focus;
    border-radius: ${radius_small}px; }
QListView#cells:focus { border: none; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: transparent; color: $muted; border: none;
    border-bottom: 1px solid $border; padding: 8px 15px; font-size: ${small}px; }
QTableCornerButton::section { background: transparent; border: none; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 12px; margin: 0; }
QScrollBar:horizontal { height: 12px; margin: 0; }
QScrollBar::handle { background: $border; border-radius: 3px; margin: 3px; }
QScrollBar::handle:hover { background: $edge; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QMenu { background: $surface; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 7px 24px 7px 12px; border-radius: ${radius_tiny}px; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $edge; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QTabWidget::pane { border: none; }
QTabBar { background: transparent; outline: none; }
QTabBar::tab { background: transparent; color: $muted; padding: 8px 4px; margin-right: 20px;
    border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; font-weight: $strong; }
QTabBar::tab:focus { border-bottom-color: $focus; color: $text; }
QProgressBar { background: $border; border: none; border-radius: 2px; min-height: 4px;
    max-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QCalendarWidget QWidget { background: $surface; alternate-background-color: $raised; }
QCalendarWidget QAbstractItemView:enabled { background: $surface;
    selection-background-color: $accent; selection-color: $on_accent; }
QCalendarWidget QToolButton { color: $text; font-weight: $strong; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
"""

_SHEET = Template(_TEXT + _SURFACES + _BUTTONS + _INPUTS + _VIEWS)


def stylesheet(palette: Palette, marks: Mapping[str, str]) -> str:
    """The style sheet in that palette; `marks` names the picture files "check", "down", "up"."""
    return _SHEET.substitute(
        roles_of(palette),
        **marks,
        small=Size.SMALL,
        heading=Size.HEADING,
        title=Size.TITLE,
        strong=Weight.STRONG,
        radius=tokens.RADIUS,
        radius_small=tokens.RADIUS_SMALL,
        radius_tiny=tokens.RADIUS_TINY,
    )
