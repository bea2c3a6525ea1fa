"""Which rows of a batch, and who of those here, are one person: the same whatever the order of the rows.

Equal names that share a telephone or an e-mail are one. Names that may only be one person's are where nothing speaks
against it: nobody of another name has the handle, and all who would become one could be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from ....store import kinds
from ...finding.compatible import Compatible, are_several
from .asked import Asked
from .folded import Handle, Number, Shared, number, shared, system, telephones
from .here import Here

MOST_NAMES = 12  # that may be one person's; more are a crowd
MOST_COMPARED = 50  # telephones of one person, or rows of one number

Words = tuple[str, ...]


class Node:
    """A row, or somebody here, as far as it tells who they are.

    Shape: `forms` are the forms of the name and of each nickname that an equal name has too; `names` are those that
    are whole names, none where nobody ever said one; `sure` has the systems with their numbers.
    """

    def __init__(self, at: int, region: str | None, who: Asked | Here) -> None:
        self.at, self.who = at, who
        handles: Iterable[Handle] = who.row.details.handles if isinstance(who, Asked) else who.handles
        name = (who.row.details.name or "") if isinstance(who, Asked) else who.name
        words = [who.words] if isinstance(who, Asked) else who.words()
        is_named = who.row.is_named if isinstance(who, Asked) else not who.is_nameless()
        self.has_one_word = is_named and (len(words[0]) < 2 or min(map(len, words[0])) == 1)
        self.forms = {form for some in words if some for form in (" ".join(sorted(some)), "".join(some))}
        self.names = {tuple(words[0])} if is_named else set()
        self.names |= {tuple(some) for some in words[1:] if len(some) > 1}
        self.are_several = are_several(name)
        self.mails = {shared(kind, value) for kind, value in handles if kind == kinds.EMAIL}
        self.numbers: dict[Shared, list[Number]] = {}
        self.sure: dict[str, set[str]] = {}
        for kind, value in handles:
            if kind == kinds.PHONE:
                self.numbers.setdefault(shared(kind, value), []).append(number(value, region))
            elif kind == kinds.SOURCE and (of := system(value)):
                self.sure.setdefault(of, set()).add(value)

    @property
    def person(self) -> Here | None:
        """Who it is, of those here."""
        return self.who if isinstance(self.who, Here) else None

    @property
    def phones(self) -> set[Number]:
        """All telephones."""
        return {one for some in self.numbers.values() for one in some}


class Joined:
    """Nodes that are joined one by one: each has the first of those it is together with."""

    def __init__(self) -> None:
        self.first: dict[int, int] = {}

    def __call__(self, one: int) -> int:
        """Return the first of those a node is together with."""
        first = self.first
        while (up := first.get(one, one)) != one:
            first[one] = first.get(up, up)
            one = up
        return one

    def join(self, nodes: Iterable[Node | int]) -> None:
        """Put nodes together."""
        roots = {self(one.at if isinstance(one, Node) else one) for one in nodes}
        least = min(roots)
        self.first.update(dict.fromkeys(roots - {least}, least))


class Cluster:
    """Nodes of equal names that are one person, taken together."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.nodes = nodes
        self.names = {words for node in nodes for words in node.names}
        self.people = [node.person for node in nodes if node.person is not None]
        self.are_several = any(node.are_several for node in nodes)
        self.phones = {one for node in nodes for one in node.phones}
        self.sure: dict[str, set[str]] = {}
        for node in nodes:
            for of, values in node.sure.items():
                self.sure.setdefault(of, set()).update(values)

    def differs_in_number(self, other: Cluster) -> bool:
        """Tell whether a system that knows both by name has other numbers for the one than for the other."""
        if not (self.names and other.names):
            return False
        return any(values.isdisjoint(other.sure[of]) for of, values in self.sure.items() if of in other.sure)


class Together:
    """Who is one person among the nodes of a batch that share anything."""

    def __init__(self, compatible: Compatible, nodes: dict[Shared, list[Node]], numbered: Iterable[list[Node]]) -> None:
        self.compatible = compatible
        self.handles = nodes
        self.nodes = {node.at: node for some in (*nodes.values(), *numbered) for node in some}
        self.equal, self.by_phone, self.wide = Joined(), Joined(), Joined()
        for some in numbered:
            self._join_numbered(some)
        for key, some in nodes.items():
            self._join_equal(key, some)
        self.root = self._without_conflicts()
        self.clusters = {root: Cluster(some) for root, some in self._parted(self.root).items()}
        for key, some in nodes.items():
            self._join_compatible(key, some)
        self._accept()

    def _join_numbered(self, nodes: Sequence[Node]) -> None:
        """Join the nodes of one number of another system: where it is not sure, those that nothing speaks against."""
        pairs = combinations(nodes[:MOST_COMPARED], 2)
        sure = isinstance(nodes[0].who, Asked) and nodes[0].who.is_sure
        for one, other in [(nodes[0], node) for node in nodes[1:]] if sure else pairs:
            if sure or self.is_of_number(one, other):
                self.equal.join((one, other))
                self.by_phone.join((one, other))

    def is_of_number(self, one: Node, other: Node) -> bool:
        """Tell whether two of an unsure number are one person."""
        if not one.mails.isdisjoint(other.mails) or not are_disjoint(one.phones, other.phones):
            return True
        both_have = (one.phones or one.mails) and (other.phones or other.mails)
        neither_has = not (one.phones or one.mails or other.phones or other.mails)
        if both_have or not (neither_has or not (one.has_one_word or other.has_one_word)):
            return False
        if not one.forms.isdisjoint(other.forms):
            return True
        return not (one.are_several or other.are_several) and self._all_compatible(one.names | other.names)

    def _join_equal(self, key: Shared, nodes: Sequence[Node]) -> None:
        named: dict[str, list[Node]] = {}
        for node in nodes:
            for form in node.forms:
                named.setdefault(form, []).append(node)
        for some in named.values():
            for group in _of_one_handle(key, some, may_be_short=True) if len(some) > 1 else ():
                self.equal.join(group)
                if key[0] == kinds.PHONE:
                    self.by_phone.join(group)

    def _without_conflicts(self) -> dict[int, int]:
        """Return with whom each node is: by e-mail alone only where no two of other numbers have other telephones."""
        root = {at: self.equal(at) for at in self.nodes}
        for some in self._parted(root).values():
            of_phone: dict[int, list[Node]] = {}
            for node in some:
                of_phone.setdefault(self.by_phone(node.at), []).append(node)
            if len(of_phone) == 1 or all(len(values) < 2 for values in Cluster(some).sure.values()):
                continue
            parts = [part for part in map(Cluster, of_phone.values()) if part.phones and part.sure]
            if len(parts) > MOST_COMPARED or any(one.differs_in_number(two) for one, two in combinations(parts, 2)):
                root.update((node.at, self.by_phone(node.at)) for node in some)
        return root

    def _parted(self, root: dict[int, int]) -> dict[int, list[Node]]:
        found: dict[int, list[Node]] = {}
        for at in sorted(root):
            found.setdefault(root[at], []).append(self.nodes[at])
        return found

    def _join_compatible(self, key: Shared, nodes: Sequence[Node]) -> None:
        """Join who has a handle, where all of their names may be one person's."""
        for group in _of_one_handle(key, nodes, may_be_short=False):
            roots = {self.root[node.at] for node in group}
            if not 1 < len(roots) <= MOST_NAMES:
                continue
            some = [self.clusters[root] for root in roots]
            if not self._may_be_one(some):
                continue
            if key[0] == kinds.EMAIL and any(
                one.phones and other.phones and are_disjoint(one.phones, other.phones)
                for one, other in combinations(some, 2)
            ):
                continue
            self.wide.join(roots)

    def _may_be_one(self, some: Sequence[Cluster]) -> bool:
        return (
            sum(len(one.people) for one in some) <= 1
            and not any(one.are_several for one in some)
            and not any(one.differs_in_number(other) for one, other in combinations(some, 2))
            and self._all_compatible(set().union(*(one.names for one in some)))
        )

    def _all_compatible(self, names: set[Words]) -> bool:
        return len(names) <= MOST_NAMES and all(self.compatible(one, other) for one, other in combinations(names, 2))

    def _accept(self) -> None:
        """Let those be one whose names may be, where the same is so of all whom that joins."""
        found: dict[int, list[int]] = {}
        for root in self.clusters:
            found.setdefault(self.wide(root), []).append(root)
        became: dict[int, int] = {}
        for first, roots in found.items():
            if 1 < len(roots) <= MOST_NAMES and self._may_be_one([self.clusters[root] for root in roots]):
                became.update(dict.fromkeys(roots, first))
        self.root = {at: became.get(root, root) for at, root in self.root.items()}
        people: dict[int, list[Node]] = {}
        for node in self.nodes.values():
            if node.person is not None:
                people.setdefault(self.root[node.at], []).append(node)
        self.people = people

    def person(self, at: int) -> Here | None:
        """Return who of those here a row is about; of several, the one who has its number, or else its telephone."""
        some, row = self.people.get(self.root[at], []), self.nodes[at].who
        if len(some) > 1 and isinstance(row, Asked):
            numbered = [node for node in some if node.person and (kinds.SOURCE, row.row.source) in node.person.handles]
            some = numbered or [node for node in some if self.by_phone(node.at) == self.by_phone(at)]
        return some[0].person if len(some) == 1 else None

    def sharing(self, at: int) -> Iterator[Node]:
        """Yield who shares what is nearly a handle with a row."""
        node = self.nodes[at]
        for key in (*node.mails, *node.numbers):
            yield from self.handles.get(key, ())


def _of_one_handle(key: Shared, nodes: Sequence[Node], *, may_be_short: bool) -> Iterator[list[Node]]:
    """Yield those of one handle together: of telephones that end alike, those of one telephone."""
    if key[0] == kinds.EMAIL:
        yield list(nodes)
        return
    whole = telephones(one for node in nodes for one in node.numbers[key] if may_be_short or not one.is_short)
    of_one: dict[Number, list[Node]] = {}
    for node in nodes:
        for one in {whole[one] for one in node.numbers[key] if one in whole}:
            of_one.setdefault(one, []).append(node)
    yield from (some for some in of_one.values() if len(some) > 1)


def are_disjoint(some: set[Number], others: set[Number]) -> bool:
    """Tell whether no telephone is among both; of very many, only those written the same are."""
    if not some.isdisjoint(others):
        return False
    if len(some) * len(others) > MOST_COMPARED * MOST_COMPARED:
        return True
    return not any(one.is_one_with(other) for one in some for other in others)
