"""Rows as a script reads them: each kind of column as JSON knows it, the absent as null."""

import json

import numpy as np
import pandas as pd

from metrics import rows


def test_every_kind_of_column_comes_as_json_knows_it_and_the_absent_as_null() -> None:
    frame = pd.DataFrame(
        {
            "share": [0.1 + 0.2, np.nan],
            "people": pd.array([2**53 + 1, None], dtype="Int64"),
            "whole": [1, 2],
            "shown": pd.array([True, None], dtype="boolean"),
            "sure": [True, False],
            "text": pd.Series(["a", None], dtype="str"),
            "sources": pd.Series([np.array(["s1", "s2"]), None], dtype=object),
            "counted": pd.Series([np.int64(3), pd.NA], dtype=object),
            "nothing": pd.Series([None, None], dtype=object),
        }
    )
    first, second = json.loads(rows.as_json(frame))
    assert first == {
        "share": 0.30000000000000004, "people": 9007199254740993, "whole": 1, "shown": True, "sure": True, "text": "a",
        "sources": ["s1", "s2"], "counted": 3, "nothing": None,
    }  # fmt: skip
    assert second == dict.fromkeys(first) | {"whole": 2, "sure": False}
    assert [type(first[name]) for name in ("people", "whole", "shown")] == [int, int, bool]
    assert rows.as_json(frame) == json.dumps(rows.records(frame), ensure_ascii=False)


def test_a_name_or_text_of_any_signs_is_written_as_json_writes_it() -> None:
    texts = ['50%s "Bali"', "baris\nbaru", "\u2028é", "{0}", None]
    frame = pd.DataFrame({"100% {of} it": pd.Series(texts, dtype="str"), "large": [1e300, 1e-7, -0.0, 0.1, np.inf]})
    assert rows.as_json(frame) == json.dumps(rows.records(frame), ensure_ascii=False)


def test_a_frame_without_rows_is_an_empty_list() -> None:
    assert rows.as_json(pd.DataFrame({"share": [], "text": []})) == "[]"
