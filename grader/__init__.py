"""Grades submissions: trusted judge, untrusted sandbox, plain data between them.

The import name is generic on purpose: whoever looks for the grader finds it whole in the folder
of that name, and it knows nothing of the rest of PythonMastery.
"""
