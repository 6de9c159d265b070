"""A made-up report with everything in it that has ever been awkward to print, and one with nothing in it."""

from __future__ import annotations

from adlint.finding import Finding, Input, Problem, Report, Rule, Severity, Status, Suggestion
from adlint.model import Box, Place

PHONE = "13800138000"
ID_CARD = "110101190002280016"
CARD = "6222 0200 0000 0000 000"
EMAIL = "zhangsan@example.com"
WIDE_PHONE = "１３９００１３９０００"
SPACED_PHONE = "137 0013 7000"
NAME = "欧阳娜娜"

#: A file name with a long date in it, which is no bank card and must stay legible.
MISSING = "双十二_20261111123456.md"

#: What must not be seen anywhere, in no spelling.
SECRETS = (
    PHONE,
    ID_CARD,
    CARD,
    CARD.replace(" ", ""),
    EMAIL,
    WIDE_PHONE,
    "13900139000",
    SPACED_PHONE,
    SPACED_PHONE.replace(" ", ""),
    NAME,
)


def finding(text: str, words: str, **fields: object) -> Finding:
    """A finding of `words` in a segment."""
    start = text.index(words)
    line = fields.pop("line", None)
    place = Place(line=line, column=start + 1, end_column=start + 1 + len(words)) if line else Place()
    values: dict[str, object] = {
        "rule_id": "AD101",
        "rule_name": "claim-of-being-first",
        "category": "absolute",
        "severity": Severity.ERROR,
        "confidence": 0.98,
        "source": "文案/双十一主推.md",
        "places": (place,),
        "start": start,
        "end": start + len(words),
        "segment_text": text,
        "message": f"“{words}”是绝对化用语",
        "suggestions": (Suggestion("广受好评"), Suggestion("深受欢迎", safe=True)),
        "law": ("《广告法》第九条第（三）项",),
        "fingerprint": "1:6f0c",
    }
    return Finding(**{**values, **fields})  # type: ignore[arg-type]


MAIN = "今年双十一，补水面膜销量全网第一，98%的用户表示肌肤明显改善，买一送一。"
LEAK = (
    f"咨询{NAME}：{PHONE}，身份证{ID_CARD}，收款{CARD}，邮箱{EMAIL}，备用{WIDE_PHONE}、{SPACED_PHONE}。全国销量冠军！"
)
LEAKED = (NAME, PHONE, ID_CARD, CARD, EMAIL, WIDE_PHONE, SPACED_PHONE)
LONG = "夏" * 3000 + "全球领先😀" + "冬" * 3000


def rule(rule_id: str, name: str, category: str, severity: Severity, why: str) -> Rule:
    """A rule with a reason, for the formats that print one."""
    return Rule(rule_id, name, "terms", category, severity, {"zh": "{text}"}, {"zh": why, "en": f"({name})"}, ("法条",))


RULES = {
    "AD101": rule("AD101", "claim-of-being-first", "absolute", Severity.ERROR, "广告不得使用“国家级”等用语。"),
    "AD201": rule("AD201", "figure-without-source", "unsourced-statistic", Severity.WARNING, "引证内容应当表明出处。"),
}


def everything() -> Report:
    """Every status, kind of place, problem and nasty character."""
    at = LEAK.index
    leak = {
        "source": "文案/活动页.html",
        "segment_text": LEAK,
        "secrets": tuple((at(value), at(value) + len(value)) for value in LEAKED),
    }
    pii = {"rule_id": "PI101", "rule_name": "mobile-number", "category": "pii", "law": (), "suggestions": ()}
    findings = [
        finding(MAIN, "全网第一", line=12, source_span=(120, 124)),
        finding(
            MAIN,
            "98%的用户",
            line=12,
            rule_id="AD201",
            rule_name="figure-without-source",
            category="unsourced-statistic",
            severity=Severity.WARNING,
            confidence=0.62,
            message="“98%的用户”没有注明数据来源",
            suggestions=(Suggestion("请补充来源，例如“数据来源：××调研，2026年6月，n=500”"),),
            law=("《广告法》第十一条", "《广告法》第二十八条"),
            fingerprint="1:77aa",
        ),
        finding("第一夫人牌旗袍", "第一夫人", line=20, status=Status.WAIVED, reason="已注册商标，见商标证 1234567"),
        finding("国家级非遗技艺", "国家级", line=31, status=Status.KNOWN, fingerprint="1:99bb"),
        finding(LEAK, PHONE, line=3, message=f"疑似个人手机号“{PHONE}”", **{**leak, **pii}),
        finding(LEAK, "销量冠军", line=3, message=f"“销量冠军”是绝对化用语（联系人{NAME}）", reason="", **leak),
        finding(
            "活动热线 400-820-8820 顶级品质",
            "顶级",
            source="文案/活动海报.png",
            kind="ocr",
            places=(Place(box=Box(120, 40, 380.5, 96)), Place(box=Box(10, 110, 90, 140))),
        ),
        finding("=1+2最佳选择", "最佳", source="文案/价目表.xlsx", kind="cell", places=(Place(cell="价目表!B4"),)),
        finding(
            "本品\x1b[31m最好\u202e用\x07😀\ud83d\n::error::伪造",
            "最好",
            source="文案/::set-env.txt",
            line=1,
            message="“最好”是\n绝对化用语",
        ),
        finding(
            "::warning file=x::最强",
            "最强",
            source="文案/台词.srt",
            kind="speech",
            places=(Place(line=4, column=1, time=62.5),),
            suggestions=(Suggestion("=HYPERLINK(1)"),),
        ),
        finding(
            '<svg onload=alert(1)></script><script>alert(2)</script>|最大| & "独家"',
            "最大",
            source="文案/标记.txt",
            line=1,
            rule_id="AD8001",
            severity=Severity.INFO,
            category="house-style",
            rule_name="outside-rule",
            message="“最大”<b>不宜</b>使用",
        ),
        finding(LONG, "全球领先", source="文案/长文.pdf", kind="body", places=(Place(page=3),)),
        finding("名字带字节\udcff的最佳文件", "最佳", source="文案/坏\udcff名.txt", line=2),
    ]
    return Report(
        findings=tuple(findings),
        problems=(
            Problem("type-unsupported", "文案/旧版.doc", "不支持 .doc", "请在 Word 或 WPS 里另存为 .docx"),
            Problem(
                "doc-partial",
                "文案/长文.pdf",
                "“文案/长文.pdf”有一部分没能读出：第 4 页只有图片",
                "读出的部分已检查，其余请人工核对",
            ),
            Problem(
                "io-missing", "双十二_20261111123456.md", f"找不到“双十二_20261111123456.md”（{PHONE}）", "请检查文件名"
            ),
            Problem("ocr-unsure", "文案/活动海报.png", "图中文字较模糊（可信度 41%）", "请人工复核", unchecked=False),
        ),
        inputs=(
            Input("文案/双十一主推.md", encoding="utf-8"),
            Input("文案/活动页.html", encoding="gb18030"),
            Input("文案/活动海报.png"),
            Input("文案/价目表.xlsx"),
            Input("文案/::set-env.txt", encoding="utf-8"),
            Input("文案/台词.srt", encoding="utf-8"),
            Input("文案/标记.txt", encoding="utf-8"),
            Input("文案/长文.pdf", "partial", "doc-partial"),
            Input("文案/坏\udcff名.txt", encoding="utf-8"),
            Input("文案/没有问题.md", encoding="utf-8"),
            Input("文案/旧版.doc", "failed", "type-unsupported"),
            Input(MISSING, "failed", "io-missing"),
            Input("文案/配置.yaml", "skipped", "type-unsupported"),
            Input("文案/说明.yaml", "skipped", "type-unsupported"),
            Input("文案/LICENSE", "skipped", "type-unsupported"),
        ),
        doubtful=3,
    )


def nothing() -> Report:
    """Two files, read and found clean."""
    return Report(inputs=(Input("文案/没有问题.md", encoding="utf-8"), Input("文案/也没有.docx")))
