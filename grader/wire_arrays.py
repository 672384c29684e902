"""numpy arrays and pandas tables as plain parts: by value, never by pickle.

Only problems that ask for `data` meet these types, so nothing is imported before one turns up.
`build_array` and its like are part of the trust boundary.
"""

from __future__ import annotations

import importlib
import sys
from typing import Any

_MAX_BYTES = 3 << 20
_FIXED = "biufcMmSU"  # kinds of numpy types whose items are bytes and nothing else
_DTYPES = (
    *("object", "str", "string", "boolean", "category", "Int8", "Int16", "Int32", "Int64"),
    *("UInt8", "UInt16", "UInt32", "UInt64", "Float32", "Float64"),
)


def name_of(x: Any) -> str:
    """Return the name under which a value can cross, or an empty text.

    A subclass crosses as what it extends: its own methods do not decide a comparison.
    """
    if "numpy" in sys.modules:
        numpy = sys.modules["numpy"]
        if issubclass(type(x), numpy.ndarray) and (x.dtype.kind in _FIXED or x.dtype == object):
            return "ndarray"
        if issubclass(type(x), numpy.generic) and x.dtype.kind in _FIXED:
            return "scalar"
    if "pandas" in sys.modules:
        for name in ("DataFrame", "Series", "Index", "Timestamp"):
            if issubclass(type(x), getattr(sys.modules["pandas"], name)):
                return name
    return ""


def parts(name: str, x: Any) -> Any:
    """Return the plain parts of a value that has a name here; raises ValueError for odd ones."""
    if name == "ndarray":
        x = sys.modules["numpy"].asarray(x)
    elif name in ("DataFrame", "Series"):
        x = getattr(sys.modules["pandas"], name)(x)
    match name:
        case "ndarray" if x.dtype == object:
            return ["object", list(x.shape), x.ravel().tolist()]
        case "ndarray" | "scalar":
            return [x.dtype.str, list(x.shape), x.tobytes()]
        case "Series":
            return [_column(x), _index(x.index), x.name]
        case "DataFrame":
            columns = [_column(x.iloc[:, i]) for i in range(x.shape[1])]
            return [columns, _index(x.index), _index(x.columns)]
        case "Index":
            return _index(x)
    return x.isoformat()


def _column(series: Any) -> list[Any]:
    dtype = str(series.dtype)
    values = series.array
    if type(values).__name__ == "NumpyExtensionArray" and values.dtype.kind in _FIXED:
        return [dtype, series.to_numpy()]
    if dtype.startswith("datetime64") or dtype.startswith("timedelta64"):
        return [dtype, series.to_numpy()]
    missing = series.isna().tolist()
    pairs = zip(series.astype(object).tolist(), missing, strict=True)
    told = [None if gone else value for value, gone in pairs]
    if dtype == "category":
        return [dtype, (told, values.categories.tolist(), values.ordered)]
    return [dtype, told]


def _index(index: Any) -> list[Any]:
    if type(index).__name__ == "RangeIndex":
        return ["range", [index.start, index.stop, index.step], list(index.names)]
    if index.nlevels > 1:
        return ["multi", index.tolist(), list(index.names)]
    return [*_column(index.to_series()), list(index.names)]


def build(name: str, plain: Any) -> Any:
    """Return the value that the parts stand for.

    Raises:
        ImportError: numpy or pandas is not installed here.
        KeyError, ValueError, TypeError: They are none of its kind.
    """
    match name:
        case "ndarray":
            return _build_array(*plain)
        case "scalar":
            return _build_array(*plain)[()]
    pandas = importlib.import_module("pandas")
    match name:
        case "Series":
            column, index, label = plain
            return _build_series(pandas, column, index, label)
        case "DataFrame":
            columns, index, labels = plain
            made = [_build_series(pandas, column, index, None) for column in columns]
            frame = pandas.DataFrame(dict(enumerate(made)), index=_build_index(pandas, index))
            frame.columns = _build_index(pandas, labels)
            return frame
        case "Index":
            return _build_index(pandas, plain)
    return pandas.Timestamp(_text(plain))


def _build_array(dtype: Any, shape: Any, content: Any) -> Any:
    numpy = importlib.import_module("numpy")
    if any(type(n) is not int or n < 0 for n in shape) or len(shape) > 32:
        raise ValueError("not a shape")
    if dtype == "object":
        array = numpy.empty(len(content), dtype=object)
        for place, item in enumerate(content):
            array[place] = item
        return array.reshape(shape)
    if len(_text(dtype)) > 20 or len(content) > _MAX_BYTES:
        raise ValueError("not an array")
    kind = numpy.dtype(dtype)
    if kind.kind not in _FIXED or kind.fields is not None:
        raise ValueError("not an array")
    return numpy.frombuffer(content, dtype=kind).reshape(shape).copy()


def _text(x: Any) -> str:
    if type(x) is not str or len(x) > 100:
        raise ValueError("not a text")
    return x


def _build_series(pandas: Any, column: Any, index: Any, label: Any) -> Any:
    dtype, values = column
    known = _text(dtype) in _DTYPES
    if not known and type(values).__name__ != "ndarray":
        raise ValueError("not a column")
    made, values = _build_index(pandas, index), _values(pandas, dtype, values)
    return pandas.Series(values, index=made, dtype=dtype if known else None, name=label)


def _values(pandas: Any, dtype: str, values: Any) -> Any:
    """Return the values of a column; where they are categories, these in their order."""
    if dtype != "category":
        return values
    told, categories, ordered = values
    return pandas.Categorical(told, categories=categories, ordered=ordered is True)


def _build_index(pandas: Any, plain: Any) -> Any:
    kind, values, names = plain
    if kind == "range":
        start, stop, step = values
        return pandas.RangeIndex(start, stop, step, name=names[0])
    if kind == "multi":
        return pandas.MultiIndex.from_tuples([tuple(v) for v in values], names=names)
    known, values = _text(kind) in _DTYPES, _values(pandas, kind, values)
    return pandas.Index(values, dtype=kind if known else None, name=names[0])
