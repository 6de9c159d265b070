"""Ad-like Chinese copy from a seed: the same lines on every machine, from sentence templates of our own.

    >>> lines_of_copy(2, seed=1) == lines_of_copy(2, seed=1)
    True

About one line in eleven says something that a rule looks for, as in real copy; the others look alike and do not.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import count, islice

_LISTS = {
    "goods": "轻茶 冷泡茶 面霜 洗衣液 保温杯 四件套 坚果礼盒 儿童书桌 投影仪 跑鞋 吹风机 空气炸锅 羽绒服 燕麦奶",
    "brand": "青屿 半亩 木里 云朵工坊 南枝 小满集 拾光 山月",
    "part": "杯盖 面料 瓶身 外壳 内胆 鞋底 包装 滤网 电机 灯罩 拉链 提手",
    "stuff": "食品级硅胶 304不锈钢 新疆长绒棉 再生纸 白桦木 高硼硅玻璃 燕麦 云南大叶种茶 乳木果油",
    "feel": "清爽 柔软 轻便 顺手 安静 耐看 温润 服帖 干净利落 不粘手",
    "scene": "通勤路上 午后 露营 出差 加班的夜里 陪孩子写作业 周末早餐 健身之后 雨天 搬新家",
    "who": "上班族 学生 新手妈妈 爸妈 室友 跑步的朋友 喜欢下厨的人 养猫的你",
    "place": "杭州 成都 厦门 西安 长沙 青岛 苏州 昆明",
    "do": "洗净晾干 撕开封口 轻轻一拧 倒入热水 放进背包 挂在门后 充电两小时 按下开关",
    "number": "12 18 24 36 60 128 250 350 500 899",
    "unit": "克 毫升 厘米 片 支 袋 件",
    "day": "3 5 7 15 30",
    "merit": "销量 口碑 人气 好评",
}
WORDS = {name: tuple(words.split()) for name, words in _LISTS.items()}

PLAIN = (
    "{brand}{goods}，{scene}也能随手用上。",
    "{part}换成了{stuff}，摸起来更{feel}。",
    "这一款{goods}净含量{number}{unit}，适合{who}带着走。",
    "先{do}，再静置{day}分钟，就可以开始了。",
    "第一次使用请先阅读说明，{part}可以拆下来清洗。",
    "{who}问得多的是尺寸：展开约{number}厘米，收起来只有一本书大小。",
    "我们把{part}改了三版，直到它足够{feel}为止。",
    "下单后第一时间安排发货，{place}仓现货，{day}天内送达。",
    "质保{number}个月，凭订单在{place}门店或线上都能办理。",
    "{scene}，一杯{feel}的{goods}，刚好够两个人分。",
    "颜色有雾蓝、燕麦白和墨绿，实物以收到的为准。",
    "如果{part}有松动，请联系客服 400-000-0000 换新。",
    "满{number}元减{day}元，活动期见页面，可与店铺券同用。",
    "原料来自{place}郊外的合作农场，每批都能在包装上查到日期。",
    "最近降温，{who}可以把{goods}放在手边。",
    "设计师说：它不该抢眼，只要{feel}、好收纳。",
    "规格：{number}×{number} 毫米；材质：{stuff}；产地：{place}。",
    "老顾客回来看看吧，{brand}给你留了一份小样。",
    "请置于阴凉干燥处，开封后{day}日内用完。",
    "附赠一只{feel}的收纳袋，{scene}正好用得上。",
)

FAULTY = (
    "{brand}{goods}，{merit}第一，买过都说好。",
    "采用最先进的{stuff}工艺，{part}永不变形。",
    "98%的用户表示更{feel}了。",
    "全网最低价，错过再等一年。",
    "{place}首家{goods}体验店，顶级享受。",
    "用上{day}天见效，无效退款。",
    "获奖名单：张晓明 13800138000，请凭短信领取。",
)

#: One line in so many is faulty.
FAULTY_EVERY = 11

_SLOT = re.compile(r"\{([a-z]+)\}")


def lines_of_copy(amount: int, seed: int = 20260101) -> list[str]:
    """So many lines of copy, of one to three sentences each."""
    return list(islice(_lines(seed), amount))


def lines_of_size(size: int, seed: int = 20260101) -> list[str]:
    """Lines that make at most so many bytes of UTF-8, line breaks included."""
    kept = []
    for line in _lines(seed):
        size -= len(line.encode()) + 1
        if size < 0:
            break
        kept.append(line)
    return kept


def markdown_of(lines: list[str]) -> str:
    """The lines as a page: headings, paragraphs, a list item now and then."""
    parts = []
    for number, line in enumerate(lines):
        if number % 17 == 0:
            parts.append(f"## {number // 17 + 1}. {line[:12]}")
        parts.append(f"- {line}" if number % 5 == 0 else line)
    return "\n\n".join(parts) + "\n"


def _lines(seed: int) -> Iterator[str]:
    dice = random.Random(seed)
    for number in count(1):
        templates = dice.sample(PLAIN, dice.choice((1, 1, 2, 2, 3)))
        if number % FAULTY_EVERY == 0:
            templates[-1] = dice.choice(FAULTY)
        yield "".join(_SLOT.sub(lambda match: dice.choice(WORDS[match[1]]), template) for template in templates)
