"""A generator that goes on behind its `yield` is not called once more."""

from grader.tracer import Tracer

SOURCE = """def fill(size):
    honey = 0
    while honey < size:
        honey += 1
        yield honey
"""


def test_a_generator_is_entered_once_and_gives_each_value():
    space = {}
    exec(compile(SOURCE, "<cell answer>", "exec"), space)
    tracer = Tracer()
    with tracer.watching():
        list(space["fill"](2))
    steps, _, _ = tracer.told()
    assert [line for _, line, *_, entered in steps if entered] == [1]
    assert [values for _, _, values, returned, *_ in steps if returned is not None] == [[], [], []]
    changed = [values for _, _, values, returned, _, entered in steps if values and not entered]
    assert changed == [[["honey", "0"]], [["honey", "1"]], [["honey", "2"]]]
