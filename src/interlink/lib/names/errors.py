"""What can go wrong with names.

NamesError
├── UnusableAlias       an alias without a letter or a digit, which nothing could be matched with
└── BrokenNameData      the shipped name lists are missing or are another file
"""


class NamesError(Exception):
    """Anything that goes wrong with names.

    Attributes:
        about: The text that it is about.
        again: Whether trying again, with nothing changed, can help.
    """

    again = False

    def __init__(self, about: str, words: str) -> None:
        super().__init__(words)
        self.about = about


class UnusableAlias(NamesError):
    """An alias that holds no letter and no digit."""

    def __init__(self, alias: str) -> None:
        super().__init__(alias, f"“{alias}” cannot be looked for: it has no letter and no digit in it.")


class BrokenNameData(NamesError):
    """The shipped name lists cannot be read."""

    def __init__(self, path: str) -> None:
        super().__init__(
            path, f"The name lists in {path} are missing or broken. Installing Interlink again brings them."
        )
