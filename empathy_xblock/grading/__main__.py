"""The engine on the command line: mark, calibrate, components, agreement.

Reads JSON lines, writes JSON lines. Bad input: where and what on standard error, exit 2, and
nothing written.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from empathy_xblock.grading import cered, files, languages
from empathy_xblock.grading.agreement import agreement, mean_kappa
from empathy_xblock.grading.calibration import Marked, Model, calibrate
from empathy_xblock.grading.engine import mark
from empathy_xblock.grading.files import BadInput
from empathy_xblock.unit.model import Rubric
from empathy_xblock.unit.olx import OLXError, read_rubric


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status."""
    options = _parser().parse_args(arguments)
    try:
        output: str = options.run(options)
    except BadInput as error:
        print(error, file=sys.stderr)
        return 2
    sys.stdout.buffer.write(output.encode("utf-8"))
    sys.stdout.buffer.flush()
    return 0


def _mark(options: argparse.Namespace) -> str:
    rubric = _rubric(options.rubric)
    model = _model(options.model) if options.model else None
    prompt = _decoded(options.prompt) if options.prompt else ""
    lines = files.read_lines(sys.stdin.buffer.read(), files.TextLine)
    out: list[str] = []
    for line in lines:
        marking = mark(line.text, rubric, prompt=prompt, context=line.context, model=model)
        marks = [
            {
                "criterion": one.criterion,
                "level": one.level,
                "points": one.points,
                "confidence": round(one.confidence, 6),
                "probabilities": [round(share, 6) for share in one.probabilities],
                "abstained": one.abstained,
                "evidence": [list(span) for span in one.evidence],
            }
            for one in marking.marks
        ]
        out.append(
            files.as_line(
                {
                    "id": line.id,
                    "language": marking.language,
                    "flags": list(marking.flags),
                    "marks": marks,
                }
            )
        )
    return "".join(out)


def _calibrate(options: argparse.Namespace) -> str:
    rubric = _rubric(options.rubric)
    lines = _checked(options.marked, files.GradedLine, rubric)
    model = calibrate(rubric, [Marked(line.text, line.levels, line.context) for line in lines])
    try:
        files.write_whole(options.out, model.as_json())
    except OSError as error:
        raise BadInput(f"{options.out.name}: {error.strerror}") from None
    return "".join(
        f"{one.criterion}: {one.fitted} ({one.examples} marked; {one.reason})\n"
        for one in model.criteria
    )


def _components(options: argparse.Namespace) -> str:
    lines = files.read_lines(sys.stdin.buffer.read(), files.SentenceLine)
    out: list[str] = []
    for line in lines:
        shares = cered.probabilities(line.sentence, options.lang, line.context)
        out.append(
            files.as_line(
                {
                    "id": line.id,
                    "component": max(shares, key=lambda name: shares[name]),
                    "probabilities": {name: round(share, 6) for name, share in shares.items()},
                }
            )
        )
    return "".join(out)


def _agreement(options: argparse.Namespace) -> str:
    rubric = _rubric(options.rubric)
    graded = _checked(options.marked, files.GradedLine, rubric)
    marked = _checked(options.marks, files.MarkedLine, rubric)
    given = {line.id: {one.criterion: one for one in line.marks} for line in marked}
    parts = {}
    everything: list[tuple[int, int]] = []
    sure: list[tuple[int, int]] = []
    for criterion in rubric.criteria:
        both = [
            (line.levels[criterion.id], given[line.id][criterion.id])
            for line in graded
            if criterion.id in line.levels and criterion.id in given.get(line.id, {})
        ]
        pairs = [(level, one.level) for level, one in both]
        everything += pairs
        sure += [(level, one.level) for level, one in both if not one.abstained]
        parts[criterion.id] = agreement(pairs)
    if not everything:
        raise BadInput("no text has both a person's level and a mark")
    mean = mean_kappa(list(parts.values()))
    return files.as_line(
        {
            "criteria": {name: part.as_dict() for name, part in parts.items()},
            "overall": {
                **agreement(everything).as_dict(),
                "mean_kappa": None if mean is None else round(mean, 3),
            },
            "not_abstained": agreement(sure).as_dict(),
        }
    )


def _checked(path: Path, kind: type[files.AnyLine], rubric: Rubric) -> list[files.AnyLine]:
    return files.read_lines(_bytes(path), kind, path.name, rubric)


def _rubric(path: Path) -> Rubric:
    try:
        return read_rubric(_bytes(path))
    except OLXError as error:
        raise BadInput("\n".join(f"{path.name}: {problem}" for problem in error.problems)) from None


def _model(path: Path) -> Model:
    try:
        return Model.model_validate_json(_bytes(path))
    except ValidationError as error:
        raise BadInput(f"{path.name}: not a model: {files.first_fault(error)}") from None


def _decoded(path: Path) -> str:
    try:
        return _bytes(path).decode("utf-8")
    except UnicodeDecodeError:
        raise BadInput(f"{path.name}: not UTF-8") from None


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path.name}: {error.strerror}") from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m empathy_xblock.grading",
        description="Mark reflections against a rubric, and measure the marks.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    one = commands.add_parser("mark", help="mark texts from standard input")
    one.add_argument("--rubric", type=Path, required=True, help="the rubric, as OLX")
    one.add_argument("--model", type=Path, help="what `calibrate` wrote")
    one.add_argument("--prompt", type=Path, help="the question the texts answer, as text")
    one.set_defaults(run=_mark)

    one = commands.add_parser("calibrate", help="learn from marked texts")
    one.add_argument("--rubric", type=Path, required=True, help="the rubric, as OLX")
    one.add_argument("--marked", type=Path, required=True, help="texts with levels, JSON lines")
    one.add_argument("--out", type=Path, required=True, help="where to write the model")
    one.set_defaults(run=_calibrate)

    one = commands.add_parser("components", help="tag sentences from standard input")
    one.add_argument(
        "--lang",
        choices=sorted(languages.SUPPORTED),
        help="the language of all sentences; recognized if not given",
    )
    one.set_defaults(run=_components)

    one = commands.add_parser("agreement", help="compare marks with a person's levels")
    one.add_argument("--rubric", type=Path, required=True, help="the rubric, as OLX")
    one.add_argument("--marked", type=Path, required=True, help="texts with levels, JSON lines")
    one.add_argument("--marks", type=Path, required=True, help="what `mark` wrote")
    one.set_defaults(run=_agreement)
    return parser


if __name__ == "__main__":
    sys.exit(main())
