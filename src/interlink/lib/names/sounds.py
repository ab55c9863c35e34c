"""How well a word in one script can stand for a Latin one, letter by letter.

For each script there is a table of which Latin letters stand for which native ones and at what cost: 0 where it
is always so, more where it is rarer. The tables are learned from the shipped name lists by `scripts/name_data.py`
(expectation and maximisation with the best path only, after Li, Zhang and Su, "A joint source-channel model for
machine transliteration", ACL 2004), and the best path through a pair of words is found as by Wagner and Fischer.
"""

from collections.abc import Mapping

type_of_table = Mapping[str, Mapping[str, float]]

# Native letters taken together, and Latin letters that may stand for them.
LONGEST_NATIVE = 2
LONGEST_LATIN = 4
IMPOSSIBLE = 99.0


def chunks(native: str, at: int, longest: int = LONGEST_NATIVE) -> list[str]:
    """List the pieces of one or two native letters that begin at a place."""
    return [native[at : at + size] for size in range(1, longest + 1) if at + size <= len(native)]


def cost(native: str, latin: str, table: type_of_table, limit: float = IMPOSSIBLE) -> float:
    """Say how much it costs to read a native word as a Latin one.

    Args:
        native: The folded word in the table's script.
        latin: The word in plain Latin letters, as `scripts.latinised` gives it.
        table: For each native piece, the cost of each Latin piece; under "" that of Latin letters which the
            native word leaves out.
        limit: Above this, exactness does not matter and work is saved.

    Returns:
        The cost of the cheapest reading, or `IMPOSSIBLE`.
    """
    width = len(latin)
    left_out = table.get("", {})
    skip = [left_out.get(c, IMPOSSIBLE) for c in latin]
    rows = [[IMPOSSIBLE] * (width + 1) for _ in range(len(native) + 1)]
    rows[0][0] = 0.0
    dead = 0  # rows in a row that nothing within the limit reaches
    for at, row in enumerate(rows):
        reached = [place for place in range(width + 1) if row[place] <= limit]
        if not reached:
            dead += 1
            if dead == LONGEST_NATIVE:
                return IMPOSSIBLE
            continue
        dead = 0
        for place in range(reached[0], width):
            price = row[place] + skip[place]
            row[place + 1] = min(row[place + 1], price)
        for piece in chunks(native, at):
            costs = table.get(piece)
            if costs:
                _advance(row, rows[at + len(piece)], latin, costs, limit)
    return rows[-1][-1]


def _advance(row: list[float], to: list[float], latin: str, costs: Mapping[str, float], limit: float) -> None:
    for piece, price in costs.items():
        # Most pieces of a letter are nowhere in the word, and that is quickly seen.
        at = latin.find(piece)
        while at >= 0:
            total = row[at] + price
            if total <= limit and total < to[at + len(piece)]:
                to[at + len(piece)] = total
            at = latin.find(piece, at + 1) if at < len(latin) else -1


def path(native: str, latin: str, table: type_of_table, limit: float = IMPOSSIBLE) -> tuple[tuple[str, str], ...]:
    """Give the pieces, native and Latin, of the cheapest reading; empty where none costs less than the limit."""
    best: dict[tuple[int, int], tuple[float, tuple[tuple[str, str], ...]]] = {(0, 0): (0.0, ())}
    left_out = table.get("", {})
    for at in range(len(native) + 1):
        pieces = [(piece, table[piece]) for piece in chunks(native, at) if piece in table]
        for to in range(len(latin) + 1):
            known = best.get((at, to))
            if known is None:
                continue
            sofar, steps = known
            letter = latin[to : to + 1]
            offers = [("", letter, left_out[letter])] if letter in left_out else []
            offers += [
                (piece, letters, price)
                for piece, costs in pieces
                for letters, price in costs.items()
                if latin.startswith(letters, to)
            ]
            for piece, letters, price in offers:
                place = (at + len(piece), to + len(letters))
                if sofar + price <= limit and (place not in best or sofar + price < best[place][0]):
                    best[place] = (sofar + price, (*steps, (piece, letters)))
    end = best.get((len(native), len(latin)))
    return end[1] if end else ()
