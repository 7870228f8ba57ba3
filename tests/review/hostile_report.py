"""A report whose every text tries to be something else: markup, a link, a script, a terminal's command."""

from __future__ import annotations

from cdk_model_packages.review.report import (
    Change,
    Edge,
    Finding,
    Node,
    Permission,
    Readiness,
    Report,
    Reviewed,
    ValidationJob,
)

TEXTS = (
    "<script>window.pwned=1</script>",
    "</script><script>window.pwned=2</script><!--<script>",
    '"><img src=x onerror="window.pwned=3">',
    "'><svg/onload=window.pwned=4>",
    "javascript:window.pwned=5",
    "[click](javascript:window.pwned=6) ![x](https://evil.example/x.png) <https://evil.example>",
    "https://evil.example/ www.evil.example someone@evil.example @everyone #123 GH-45 owner/name#6",
    "| a | b |\n| --- | --- |\n# heading\n- list\n***\n```\nfence\n~~~\n`code`",
    "</code></details><b>bold</b> **bold** _it_ ~~gone~~ $x^2$ &lt;b&gt;",
    '"]; click n0 href "javascript:window.pwned=7"; n1["`**md**`"] --> end %% "}}',
    "%%script%% {{7*7}} ${7*7} %(x)s {0} \\",
    "\x1b[31mred\x1b]8;;https://evil.example\x07link\x1b]8;;\x07\r\x00\x9b2J",
    "\u202egnp.exe\u2066 \u200bhidden\ufeff \u2028 \ud800",
    "`` ` ``` |` \\| \\",
)
GOOD_SOURCE = "https://docs.aws.amazon.com/a_(b)c?d=e&f=*g*"


def hostile_report() -> Report:
    """Each text in each place where a template's text can be."""
    return Report(
        templates=tuple(Reviewed(text, text, text, text, text) for text in TEXTS),
        findings=tuple(_finding(text, source) for text in TEXTS for source in (text, GOOD_SOURCE)),
        suppressed=tuple(_finding(text, text, suppressed=text) for text in TEXTS),
        permissions=tuple(
            Permission(text, text, "Allow", (text, "s3:*"), (text, f"${{{text}.Arn}}"), (text,), text, text, (text,),
                       "gained", 3)
            for text in TEXTS
        ),
        changes=tuple(Change(text, text, text, "replaced", (text,), text, (text,)) for text in TEXTS),
        readiness=tuple(Readiness(text, "edge", text, text, "no", text, text) for text in TEXTS),
        validation_jobs=tuple(ValidationJob(text, text, text, text, 1, text, text, 2.0, text) for text in TEXTS),
        nodes=tuple(
            Node(f"{text}{kind}", text, kind, text if kind else "") for text in TEXTS for kind in (text, "")
        ),
        edges=tuple(Edge(f"{text}{text}", text, text) for text in TEXTS),
    )  # fmt: skip


def _finding(text: str, source: str, suppressed: str | None = None) -> Finding:
    return Finding(
        rule=text,
        severity="error",
        template=text,
        resource=text,
        path=text,
        message=text,
        fix=text,
        source=source,
        line=2,
        column=3,
        title=text,
        reason=text,
        when=text,
        construct=text,
        suppressed=suppressed,
    )
