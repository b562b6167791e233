"""What can be wrong with a question: each error builds its own sentence."""


class UnknownQuestionError(LookupError):
    """No .sql file answers this question."""

    def __init__(self, question: str, known: list[str]) -> None:
        super().__init__(f"There is no question “{question}” in queries/. Known: {', '.join(known)}.")
        self.question = question


class MissingInputError(TypeError):
    """A question was asked without one of its inputs, or with one it does not take."""

    def __init__(self, question: str, wanted: set[str], given: set[str]) -> None:
        missing, surplus = sorted(wanted - given), sorted(given - wanted)
        parts = [f"it also needs {', '.join(missing)}" if missing else ""]
        parts += [f"it does not take {', '.join(surplus)}" if surplus else ""]
        super().__init__(f"Question “{question}”: {'; '.join(part for part in parts if part)}.")
        self.missing, self.surplus = missing, surplus
