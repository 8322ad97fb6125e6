"""YAML of labels: safe, every scalar a string, no key twice and no alias."""

from __future__ import annotations

from typing import Any

import yaml


class YamlError(ValueError):
    """What is wrong with a text, and the line, counted from 1."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


class _Loader(yaml.SafeLoader):
    """Without resolvers a plain scalar is a string. Aliases are refused: a short file could stand for a huge one."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - a dictionary there too

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            untyped: Any = self
            raise _refused("an alias, which has no place here", untyped.peek_event())
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _refused("a key that is no scalar", key)
            if key.value in seen:
                raise _refused(f"key {key.value!r:.60} twice", key)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def _refused(problem: str, at: Any) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=at.start_mark)


def load(text: str) -> Any:
    """The one document of a text, None for an empty one.

    Raises: YamlError for anything else.
    """
    try:
        loader = _Loader(text)
        return loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise YamlError(f"{error.problem}"[:120], 1 if mark is None else mark.line + 1) from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise YamlError(str(error).partition("\n")[0][:120], 1) from None
