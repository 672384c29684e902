"""Explains Python errors to learners: `explain(source, name, message, line, variables)`.

case          what is known of one error: source, tree, message, values, all cut and cleaned
rule          looks at a case and may say something; grouped in `rules_*` by family of errors
suggestion    one reading with its relevance, the reason for it and one next step
texts         every sentence, by rule id, in `texts_*`

Pure: no input or output, standard library only, never raises, bounded length and time.
"""

from .explainer import explain
from .explanation import Explanation, Suggestion
from .none_value import returned_none
from .raw_value import returned_raw

__all__ = ["Explanation", "Suggestion", "explain", "returned_none", "returned_raw"]
