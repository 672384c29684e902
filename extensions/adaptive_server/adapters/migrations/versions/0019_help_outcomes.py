"""What came of help is looked for among the problems of its skill, for all helps at once.

Before, each help was set against every later verdict of its learner, which took seconds for the
helps of a large course.
"""

from __future__ import annotations

from alembic import op

revision = "0019"
down_revision = "0018"

# An item made from a problem shows its solution, so it is no other problem.
IS_NEXT = """
    v.learner_id = h.learner_id AND v.problem_id <> h.problem_id
      AND v.counted AND v.first_attempt AND v.decided_at > h.drawn_at
      AND coalesce(p.card ->> 'parent', '') <> h.problem_id
"""
OF_ALL = """
LEFT JOIN (
    SELECT DISTINCT ON (h.learner_id, h.problem_id)
           h.learner_id, h.problem_id, v.solved, v.hinted
    FROM help_styles h
    JOIN problem_skills k ON k.problem_id = h.problem_id AND k.position = 0
    JOIN problem_skills s ON s.skill_id = k.skill_id
    JOIN verdicts v ON v.problem_id = s.problem_id
    JOIN problem_versions p ON p.problem_id = v.problem_id AND p.version = v.version
    WHERE"""
NEXT_OF_ALL = """
    ORDER BY h.learner_id, h.problem_id, v.seq
) other ON other.learner_id = h.learner_id AND other.problem_id = h.problem_id
"""
OF_EACH = """
LEFT JOIN LATERAL (
    SELECT v.solved, v.hinted FROM verdicts v
    JOIN problem_skills s ON s.problem_id = v.problem_id AND s.skill_id = k.skill_id
    JOIN problem_versions p ON p.problem_id = v.problem_id AND p.version = v.version
    WHERE"""
NEXT_OF_EACH = """
    ORDER BY v.seq LIMIT 1
) other ON true
"""
OUTCOMES = """
CREATE OR REPLACE VIEW help_outcomes AS
SELECT h.learner_id,
       h.problem_id,
       k.skill_id,
       h.style,
       h.propensity,
       h.held_out,
       h.drawn_at,
       e.source,
       CASE WHEN next.seq IS NULL THEN NULL
            WHEN next.solved THEN true
            ELSE next.score / nullif(next.max_score, 0) > old.score / nullif(old.max_score, 0)
       END AS better,
       extract(epoch FROM fixed.decided_at - h.drawn_at)::double precision AS fixed_s,
       other.solved AND NOT other.hinted AS unaided
FROM help_styles h
JOIN problem_skills k ON k.problem_id = h.problem_id AND k.position = 0
JOIN LATERAL (
    SELECT source FROM help_events e
    WHERE e.learner_id = h.learner_id AND e.problem_id = h.problem_id
    ORDER BY e.seq DESC LIMIT 1
) e ON true
LEFT JOIN LATERAL (
    SELECT v.score, v.max_score FROM verdicts v
    WHERE v.learner_id = h.learner_id AND v.problem_id = h.problem_id AND v.counted
      AND v.decided_at <= h.drawn_at
    ORDER BY v.seq DESC LIMIT 1
) old ON true
LEFT JOIN LATERAL (
    SELECT v.seq, v.solved, v.score, v.max_score FROM verdicts v
    WHERE v.learner_id = h.learner_id AND v.problem_id = h.problem_id AND v.counted
      AND v.decided_at > h.drawn_at
    ORDER BY v.seq LIMIT 1
) next ON true
LEFT JOIN LATERAL (
    SELECT v.decided_at FROM verdicts v
    WHERE v.learner_id = h.learner_id AND v.problem_id = h.problem_id AND v.counted
      AND v.decided_at > h.drawn_at AND v.solved
    ORDER BY v.seq LIMIT 1
) fixed ON true
"""


def upgrade() -> None:
    """Replace the view; its columns and rows are the same."""
    op.execute(OUTCOMES + OF_ALL + IS_NEXT + NEXT_OF_ALL)


def downgrade() -> None:
    """Bring back the view as it was."""
    op.execute(OUTCOMES + OF_EACH + IS_NEXT + NEXT_OF_EACH)
