"""Groups of things found to be one, with a guard that no group joins what must stay apart."""

from collections.abc import Hashable, Iterable, Sequence


class Groups:
    """Union of indices 0…n-1. `marks[i]` are facts about i; a group never holds two marks of one sort.

    A mark is a pair (sort, value): ``("kind", "lane")``. Joining a group marked ("kind", "lane") with one
    marked ("kind", "square") is refused; an index without a mark of that sort may join either.
    """

    def __init__(self, marks: Sequence[Iterable[tuple[str, Hashable]]]) -> None:
        self._parent = list(range(len(marks)))
        self._size = [1] * len(marks)
        self._marks: list[dict[str, Hashable]] = [dict(pairs) for pairs in marks]

    def find(self, index: int) -> int:
        """The representative of the group of `index`."""
        root = index
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[index] != root:
            self._parent[index], index = root, self._parent[index]
        return root

    def join(self, left: int, right: int) -> bool:
        """Make one group of two; False when they are one already or their marks forbid it."""
        a, b = self.find(left), self.find(right)
        if a == b:
            return False
        if self._size[a] < self._size[b]:
            a, b = b, a
        theirs = self._marks[b]
        mine = self._marks[a]
        if any(mine.get(sort, value) != value for sort, value in theirs.items()):
            return False
        mine.update(theirs)
        self._parent[b] = a
        self._size[a] += self._size[b]
        return True

    def members(self) -> list[list[int]]:
        """The groups, each in ascending order, ordered by their first member."""
        found: dict[int, list[int]] = {}
        for index in range(len(self._parent)):
            found.setdefault(self.find(index), []).append(index)
        return list(found.values())
