# Copyright (c) Atrium contributors.
# Distributed under the terms of the Modified BSD License.
"""Records what nbformat 5.11 does, for the specs of reading, writing and validating.

Run with the development environment: ``.dev/venv/bin/python packages/notebooks/testdata/record.py``.
"""

import copy
import itertools
import json
import logging
import random
import warnings
from pathlib import Path

import nbformat
import nbformat.v4.convert
from nbformat import reader
from nbformat.converter import convert

HERE = Path(__file__).parent
logging.disable(logging.CRITICAL)
warnings.simplefilter("ignore")


def cell(kind="markdown", source="", **fields):
    base = {"cell_type": kind, "metadata": {}, "source": source}
    if kind == "code":
        base |= {"execution_count": None, "outputs": []}
    return base | fields


def notebook(*cells, minor=4, **fields):
    cells = copy.deepcopy(cells)
    if minor >= 5:
        for index, item in enumerate(cells):
            item.setdefault("id", f"cell-{index}")
    return {"nbformat": 4, "nbformat_minor": minor, "metadata": {}, "cells": list(cells)} | fields


def result(data, **fields):
    return {
        "output_type": "execute_result",
        "execution_count": 1,
        "metadata": {},
        "data": data,
    } | fields


def display(data, **fields):
    return {"output_type": "display_data", "metadata": {}, "data": data} | fields


def stream(text, name="stdout"):
    return {"output_type": "stream", "name": name, "text": text}


ERROR = {
    "output_type": "error",
    "ename": "E",
    "evalue": "v",
    "traceback": ["\u001b[31mE\u001b[0m\nline", "two\r\n"],
}
BOUNDARIES = "a\nb\rc\r\nd\ve\ff\x1cg\x1dh\x1ei\x85j\u2028k\u2029l\r\r\nm\n\n"


def old_cell(kind, **fields):
    return {"cell_type": kind, "metadata": {}} | fields


def old_notebook(*cells, **fields):
    sheets = [{"cells": list(cells), "metadata": {}}]
    return {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {"name": "old"},
        "worksheets": sheets,
    } | fields


def old_outputs():
    return [
        {
            "output_type": "pyout",
            "prompt_number": 3,
            "text": ["one\n", "two"],
            "png": "aGk=",
            "metadata": {},
        },
        {"output_type": "pyout", "prompt_number": 4, "html": ["<b>", "x</b>"], "latex": "$x$"},
        {
            "output_type": "display_data",
            "svg": ["<svg>\n", "</svg>"],
            "metadata": {"png": {"width": 3}},
        },
        {
            "output_type": "display_data",
            "json": '{"a": [1, 2.5, "\\u00e9"]}',
            "javascript": "alert(1)\n",
        },
        {"output_type": "stream", "stream": "stderr", "text": ["w1\n", "w2\n"]},
        {"output_type": "stream", "text": "no name"},
        {"output_type": "pyerr", "ename": "E", "evalue": "v", "traceback": ["a", "b"]},
    ]


def written_cases():
    yield "an empty notebook", notebook()
    for minor in range(6):
        yield (
            f"minor {minor}",
            notebook(cell("code", "1 + 1"), cell(), cell("raw", "r"), minor=minor),
        )
    yield (
        "every line boundary of Python in a source",
        notebook(cell("code", BOUNDARIES), cell("markdown", BOUNDARIES)),
    )
    yield (
        "line boundaries in outputs",
        notebook(
            cell(
                "code",
                "x",
                outputs=[
                    stream(BOUNDARIES),
                    stream([BOUNDARIES, "more"], "stderr"),
                    display(
                        {
                            "text/html": BOUNDARIES,
                            "image/svg+xml": BOUNDARIES,
                            "application/javascript": BOUNDARIES,
                        }
                    ),
                    result(
                        {
                            "text/plain": [BOUNDARIES, "x"],
                            "text/x-odd": "a\nb",
                            "text/latex": ["$", "$"],
                        }
                    ),
                    display(
                        {
                            "image/png": ["aGk=\n", "aGk=\n"],
                            "application/pdf": "a\nb",
                            "application/xml": "a\nb",
                        }
                    ),
                    ERROR,
                ],
            )
        ),
    )
    yield (
        "JSON data stays as it is",
        notebook(
            cell(
                "code",
                "x",
                outputs=[
                    display(
                        {
                            "application/json": ["a\n", "b"],
                            "application/vnd.x.v1+json": {"b": [1, [], {}], "a": ["l\n"]},
                        }
                    ),
                    display({"application/geo+json": "a\nb", "text/plain": ""}),
                ],
            )
        ),
    )
    yield (
        "attachments",
        notebook(
            cell(
                "markdown",
                "![](a.png)",
                attachments={"a.png": {"image/png": "aGk="}, "b": {"text/plain": "a\nb"}},
            ),
            cell("raw", "", attachments={"c": {"image/svg+xml": ["<svg>\n", "</svg>"]}}),
        ),
    )
    yield (
        "text beyond ASCII",
        notebook(
            cell(
                "markdown", 'é ü 漢字 עברית العربية 🧊 \u200f \x7f \x00 \x1f \b \f " \\ / </script>'
            ),
            metadata={"title": "Gletscherschmelze ❄️"},
        ),
    )
    yield (
        "keys by code point",
        notebook(
            cell(
                "markdown",
                "x",
                metadata={
                    "\uff5e": 1,
                    "\U0001f9ca": 2,
                    "z": 3,
                    "Z": 4,
                    "é": 5,
                    "": 6,
                    "10": 7,
                    "9": 8,
                    "a b": 9,
                    "a": 10,
                },
            )
        ),
    )
    yield (
        "nested metadata",
        notebook(
            cell(
                "code",
                "x",
                metadata={
                    "nbgrader": {"grade": True, "points": 2, "list": [], "none": None, "map": {}},
                    "tags": ["b", "a"],
                },
            ),
            metadata={
                "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
                "x": [[[]], [{}], [1, [2]]],
            },
        ),
    )
    yield (
        "transient keys",
        notebook(
            cell("code", "x", metadata={"trusted": True, "deep": {"trusted": True}}),
            metadata={
                "orig_nbformat": 3,
                "orig_nbformat_minor": 1,
                "signature": "sha256:x",
                "keep": {"signature": 1},
            },
        ),
    )
    yield (
        "sources as lists",
        notebook(
            cell("code", ["a = 1\n", "b = 2"]), cell("markdown", []), cell("markdown", ["", ""])
        ),
    )
    yield "unknown keys", notebook(cell("markdown", "x", odd={"b": 1, "a": 2}), odd=[1])
    yield (
        "nbformat 3",
        old_notebook(
            old_cell("heading", source=["One\n", "two\u2028three"], level=2),
            old_cell("heading", source="No level"),
            old_cell("markdown", source=["a\n", "b"]),
            old_cell("markdown", source=["a", "b"]),
            old_cell("html", source="<b>x</b>"),
            old_cell("raw", source="raw", rendered=["x", "y"]),
            old_cell(
                "code",
                input=["x = 1\n", "y"],
                language="python",
                prompt_number=3,
                outputs=old_outputs(),
                collapsed=True,
            ),
            old_cell("code", input=["x = 1", "y"], language="python", outputs=[], collapsed=False),
            {"cell_type": "code", "input": "z", "language": "python", "outputs": []},
            {"cell_type": "markdown", "source": "no metadata"},
        ),
    )
    two = old_notebook(old_cell("markdown", source="sheet 1"))
    two["worksheets"].append({"cells": [old_cell("markdown", source="sheet 2")]})
    two |= {"orig_nbformat": 2, "metadata": {"name": "x", "signature": "s", "keep": 1}}
    yield "nbformat 3 with two worksheets", two


NUMBERS = """{"cells":[{"cell_type":"code","execution_count":1,"metadata":{"n":[0,-1,1.0,-0.0,0.1,1e+16,1e-07,1.5e+300,
9007199254740993,123456789012345678901234567890,3.141592653589793,2.5e-05,100000.0,1e+22]},"outputs":[],"source":""}],
"metadata":{},"nbformat":4,"nbformat_minor":4}"""
SPELLING = """\ufeff{"nbformat":4 , "nbformat_minor":4,\t"metadata":{}, "cells" : [ {"source":"\\u00e9\\uD83E\\uDDCA\\/\\u0041",
"cell_type":"markdown","metadata":{ } } ] }\r\n"""


def written():
    nbformat.v4.convert.random_cell_id = ids = lambda: f"ID{next(ids.numbers)}"
    texts = [(name, json.dumps(value)) for name, value in written_cases()]
    for name, text in [*texts, ("numbers", NUMBERS), ("another spelling", SPELLING)]:
        ids.numbers = itertools.count()
        read = reader.reads(text.removeprefix("\ufeff"))
        if read.nbformat == 3:
            read = convert(read, 4)
        yield {"name": name, "input": text, "output": nbformat.v4.writes_json(read) + "\n"}


def splits():
    rng = random.Random(5)
    alphabet = "ab\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029\u0084🧊"
    texts = [BOUNDARIES, "", "\r\n", "\n\r"] + [
        "".join(rng.choices(alphabet, k=rng.randrange(12))) for _ in range(200)
    ]
    return [{"text": text, "lines": text.splitlines(True)} for text in texts]


def faulty(base, change):
    broken = copy.deepcopy(base)
    change(broken)
    return broken


def drop(key):
    return lambda target: target.pop(key)


def verdict_cases():
    rich = cell(
        "code",
        "x",
        outputs=[stream("a"), display({"text/plain": "x"}), result({"text/plain": ["x"]}), ERROR],
    )
    for minor in range(6):
        yield (
            f"4.{minor} with every kind of cell and output",
            notebook(rich, cell(), cell("raw"), minor=minor),
        )
        yield f"4.{minor} with a cell id", notebook(cell(id="a"), minor=minor)
        yield (
            f"4.{minor} with an execution that is no timing",
            notebook(cell("code", metadata={"execution": {"x": 1}}), minor=minor),
        )
        yield (
            f"4.{minor} with jupyter metadata that is text",
            notebook(cell(metadata={"jupyter": "x"}), minor=minor),
        )
        yield (
            f"4.{minor} with a title that is a number",
            notebook(minor=minor, metadata={"title": 1}),
        )
    whole = notebook(cell("code"), cell("markdown"), cell("raw"), minor=5)
    for key in ["metadata", "nbformat_minor", "cells"]:
        yield f"without {key}", faulty(whole, drop(key))
    for index, kind in enumerate(["code", "markdown", "raw"]):
        for key in whole["cells"][index]:
            if key != "cell_type":
                yield (
                    f"{kind} cell without {key}",
                    faulty(whole, lambda n, i=index, k=key: n["cells"][i].pop(k)),
                )
    for key, value in [
        ("id", ""),
        ("id", "a b"),
        ("id", "a" * 64),
        ("id", "a" * 65),
        ("id", "é"),
        ("id", 5),
        ("id", None),
        ("id", "_-"),
        ("id", "a\n"),
        ("source", 5),
        ("source", ["a", 1]),
        ("source", []),
        ("source", None),
        ("source", {}),
        ("metadata", []),
        ("metadata", None),
        ("cell_type", "heading"),
        ("cell_type", ""),
        ("execution_count", -1),
        ("execution_count", 0),
        ("execution_count", 2.5),
        ("execution_count", 2.0),
        ("execution_count", True),
        ("execution_count", "1"),
        ("execution_count", 10**30),
        ("outputs", {}),
        ("outputs", None),
        ("outputs", [1]),
        ("attachments", {}),
        ("odd", 1),
        ("outputs", [{}]),
        ("outputs", [{"output_type": "odd"}]),
        ("outputs", [{"output_type": "pyout"}]),
    ]:
        yield (
            f"code cell with {key} {value!r:.40}",
            faulty(whole, lambda n, k=key, v=value: n["cells"][0].update({k: v})),
        )
    for value in [
        {},
        {"a": {}},
        {"a": {"image/png": "x"}},
        {"a": {"image/png": ["x", "y"]}},
        {"a": {"image/png": 1}},
        {"a": 1},
        [],
        {"a": {"application/json": 1}},
    ]:
        yield (
            f"attachments {value!r}",
            faulty(whole, lambda n, v=value: n["cells"][1].update(attachments=v)),
        )
        yield (
            f"raw attachments {value!r}",
            faulty(whole, lambda n, v=value: n["cells"][2].update(attachments=v)),
        )
    for value in [
        {"tags": []},
        {"tags": ["a", "a"]},
        {"tags": ["a,b"]},
        {"tags": [""]},
        {"tags": [1]},
        {"tags": "a"},
        {"tags": ["a", "b"]},
        {"name": ""},
        {"name": "x"},
        {"name": 1},
        {"name": "x\ny"},
        {"collapsed": True},
        {"collapsed": 1},
        {"collapsed": "true"},
        {"scrolled": "auto"},
        {"scrolled": "x"},
        {"scrolled": True},
        {"scrolled": None},
        {"scrolled": 1},
        {"scrolled": 0},
        {"format": 1},
        {"format": "x"},
        {"jupyter": {}},
        {"jupyter": {"source_hidden": "odd"}},
        {"jupyter": []},
        {"execution": {}},
        {"execution": []},
        {"execution": {"iopub.status.busy": "2026"}},
        {"execution": {"iopub.status.busy": 1}},
        {"anything": {"at": [1]}},
        {"tags": None},
    ]:
        for index, kind in enumerate(["code", "markdown", "raw"]):
            yield (
                f"{kind} metadata {value!r}",
                faulty(whole, lambda n, i=index, v=value: n["cells"][i].update(metadata=v)),
            )
    good = {
        "stream": stream("x"),
        "display": display({"text/plain": "x"}),
        "result": result({"text/plain": "x"}),
        "error": ERROR,
    }
    for name, output in good.items():
        for key in output:
            yield (
                f"{name} output without {key}",
                notebook(cell("code", outputs=[faulty(output, drop(key))])),
            )
        yield (
            f"{name} output with an unknown key",
            notebook(cell("code", outputs=[output | {"odd": 1}])),
        )
        yield (
            f"{name} output with metadata that is text",
            notebook(cell("code", outputs=[output | {"metadata": "x"}])),
        )
    for key, value in [("name", 1), ("text", 1), ("text", ["a", 1]), ("text", []), ("name", "odd")]:
        yield (
            f"stream with {key} {value!r}",
            notebook(cell("code", outputs=[good["stream"] | {key: value}])),
        )
    for key, value in [
        ("ename", 1),
        ("evalue", None),
        ("traceback", "x"),
        ("traceback", [1]),
        ("traceback", []),
    ]:
        yield f"error with {key} {value!r}", notebook(cell("code", outputs=[ERROR | {key: value}]))
    for value in [
        {},
        [],
        {"text/plain": 1},
        {"text/plain": ["a", 1]},
        {"text/plain": None},
        {"application/json": 1},
        {"application/json": None},
        {"application/x+json": [1]},
        {"application/json; v=1": {}},
        {"text/json": {}},
        {"application/jsonx": {}},
        {"application/xjson": {}},
    ]:
        yield f"data {value!r}", notebook(cell("code", outputs=[display(value)]))
    for value in [-1, None, 2.5, "1", 3]:
        yield (
            f"result with count {value!r}",
            notebook(cell("code", outputs=[result({}, execution_count=value)])),
        )
    for value in [
        {"kernelspec": {}},
        {"kernelspec": {"name": "x"}},
        {"kernelspec": {"name": "x", "display_name": "X"}},
        {"kernelspec": {"name": 1, "display_name": "X"}},
        {"kernelspec": "x"},
        {"kernelspec": {"name": "x", "display_name": "X", "odd": [1]}},
        {"language_info": {}},
        {"language_info": {"name": "python"}},
        {"language_info": {"name": 1}},
        {"language_info": {"name": "x", "codemirror_mode": 1}},
        {"language_info": {"name": "x", "codemirror_mode": {}}},
        {"language_info": {"name": "x", "codemirror_mode": "x"}},
        {"language_info": {"name": "x", "file_extension": 1}},
        {"language_info": {"name": "x", "version": 3}},
        {"language_info": {"name": "x", "mimetype": 1}},
        {"language_info": {"name": "x", "pygments_lexer": 1}},
        {"language_info": []},
        {"orig_nbformat": 0},
        {"orig_nbformat": 3},
        {"orig_nbformat": "3"},
        {"title": "x"},
        {"authors": "x"},
        {"authors": [{"name": "A. Rivera"}]},
        {"authors": [1]},
        {"odd": 1},
    ]:
        yield f"notebook metadata {value!r}", notebook(metadata=value)
    yield "metadata that is a list", notebook(metadata=[])
    yield "cells that are an object", notebook(cells={})
    yield "a cell that is text", notebook(cells=["x"])
    yield "an unknown root key", notebook(odd=1)
    yield "worksheets beside cells", notebook(worksheets=[])
    yield "minor that is negative", notebook(nbformat_minor=-1)
    yield "two cells with one id", notebook(cell(id="a"), cell(id="a"), minor=5)
    yield (
        "a missing id beside a valid one",
        faulty(notebook(cell(), cell(), minor=5), lambda n: n["cells"][0].pop("id")),
    )


def is_ok(check, value):
    try:
        return check(copy.deepcopy(value)) is not False
    except nbformat.ValidationError:
        return False
    except (AttributeError, KeyError, TypeError):  # it stumbles over shapes that are no notebook
        return False


def verdicts():
    for name, value in verdict_cases():
        text = json.dumps(value)
        yield {
            "name": name,
            "input": text,
            "isValidStrictly": is_ok(nbformat.validator.isvalid, json.loads(text)),
            "isValid": is_ok(lambda v: nbformat.validate(v), json.loads(text)),
        }


def save(name, records):
    lines = ",\n".join(json.dumps(record) for record in records)
    (HERE / name).write_text(f"[\n{lines}\n]\n")


save("written.json", written())
save("lines.json", splits())
save("verdicts.json", verdicts())
