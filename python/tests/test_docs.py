"""The examples in the docstrings run, and say what they say."""

import doctest
import importlib
import pkgutil

import whobacks


def test_examples_say_what_they_say(sund):
    flags = doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL
    finder, runner = doctest.DocTestFinder(), doctest.DocTestRunner(optionflags=flags)
    names = [f"whobacks.{info.name}" for info in pkgutil.iter_modules(whobacks.__path__)]
    names = [name for name in names if not name.endswith(("._types", ".__main__", "._whobacks"))]
    for name in ["whobacks", *names]:
        module = importlib.import_module(name)
        for test in finder.find(module, name, extraglobs={"whobacks": whobacks, "data": sund}):
            runner.run(test)
    assert runner.tries > 30 and runner.failures == 0
    print(f"{runner.tries} examples")
