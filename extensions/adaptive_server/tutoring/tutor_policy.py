"""How much of the tutor learners get: the least that operator, instructor and author allow."""

from __future__ import annotations

from ..class_bodies import ClassTutor, ClassTutorAsk
from ..core.tutor_policy import TutorPolicy, allows, strictest
from ..errors import TutorOff
from ..ports import Person
from ..problems.bank import Problem
from .parts import Parts


async def policy_of(parts: Parts, problem: Problem) -> TutorPolicy:
    """Return what may be asked on a problem in this course; others that a learner is in do not say.

    It is read anew each time, so that every replica follows the instructor at once.
    """
    return policy_for(parts, problem, await parts.store.tutor_policy())


def policy_for(parts: Parts, problem: Problem, course: TutorPolicy) -> TutorPolicy:
    """Return what may be asked on a problem, given what the course allows."""
    return strictest(parts.offer.policy, course, problem.tutor)


def allowing(parts: Parts, problem: Problem, wish: str) -> list[TutorPolicy]:
    """Return the policies of a course under which a wish may be asked on a problem."""
    return [course for course in TutorPolicy if allows(policy_for(parts, problem, course), wish)]


def require(parts: Parts, problem: Problem, course: TutorPolicy, wish: str) -> None:
    """Go on where a wish may be asked on a problem, given what the course allows.

    Raises:
        TutorOff: It may not.
    """
    if not allows(policy_for(parts, problem, course), wish):
        raise TutorOff


async def class_tutor(parts: Parts) -> ClassTutor:
    """Return what the instructor has set, and the most that the operator allows."""
    policy = await parts.store.tutor_policy()
    return ClassTutor(policy=policy.value, most=parts.offer.policy.value)


async def set_class_tutor(parts: Parts, person: Person, ask: ClassTutorAsk) -> ClassTutor:
    """Set what the learners of the course get; an answer that is on its way still comes whole."""
    instructor = await parts.store.learner(person)
    await parts.store.set_tutor_policy(instructor, TutorPolicy(ask.policy))
    return await class_tutor(parts)
