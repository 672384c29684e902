"""Problem notebooks: what an author writes, and what is made of it.

skills_file   the skill graph with its misconceptions, from `skills.yaml`
authored      one problem as its author wrote it, as plain values
format        notebook JSON -> AuthoredProblem, with a finding for everything malformed
release       AuthoredProblem -> the learner's notebook, a whitelist
bundle        AuthoredProblem -> what the grader needs
"""
