"""Importers: problem sets that others have, as drafts of problems in our format.

Each format is a module with one function that yields, per source, a `Draft` or why there is none:

humaneval       JSON lines with prompt, entry_point, canonical_solution, test
mbpp            JSON lines with text, code, test_list
exercism        folders with stub, exemplar and a unittest file
pytest_pairs    a module of functions and its pytest file
nbgrader_course source/ASSIGNMENT/*.ipynb of nbgrader

Nothing that is read is executed here; whoever writes a draft grades its own reference first.
"""
