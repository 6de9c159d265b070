"""Whose number it is, told from the words around it: another person's, the advertiser's own, or nobody knows.

To publish others' data takes their separate consent (个人信息保护法 第二十五条); a firm may publish its own contacts.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from adlint.expression import expression
from adlint.finding import Rule, Severity
from adlint.normalize import fold
from adlint.record import NamedTuple

if TYPE_CHECKING:
    from adlint.match.scan import Scan

#: How far a reader looks: in the sentence, and above it for a heading.
REACH, ABOVE = 90, 200
#: And how far behind the number.
BEHIND = 24

#: Behind a semicolon: the next field of the same record follows (姓名：…；电话：…), and no other sentence.
NO_FIELD = r"(?!\s?(?:联系)?(?:电话|手机|身份|证件|地址|住址|卡号|微信|姓名))"
_BREAKS = rf"[。!?\n\r\uffff\ufffc]|;{NO_FIELD}|……"
_BREAK = expression(_BREAKS)
_LAST_BREAK = expression(rf"[\s\S]*(?:{_BREAKS})")
_COMMA = expression(r"[,|\t]")

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范彭郎鲁韦马苗方俞任袁柳鲍史唐费薛雷贺倪汤滕罗毕郝安常于傅齐康伍余顾孟黄穆萧尹姚邵汪毛狄"
    "戴宋庞熊纪舒屈项祝董梁杜阮蓝季贾江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢莫房裘丁宣邓单洪包诸左石崔吉龚程邢裴陆荣翁荀羊甄曲封储靳段焦谷车侯宓全班宫宁仇甘厉戎祖武符"
    "刘景詹龙叶幸司黎溥印白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰雍桑桂濮牛寿通边扈燕冀尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终居衡步都耿满弘匡国文寇广禄"
    "肖付闫代岳佘涂聂晁勾敖融冷辛阚那简饶曾沙关游"
)
_DOUBLE = "欧阳|上官|司马|诸葛|东方|独孤|南宫|夏侯|皇甫|尉迟|公孙|慕容|令狐|长孙|宇文|司徒|端木|百里"
#: A Chinese personal name, folded; not proof by itself, hence always with a label or an honorific.
NAME = rf"(?:(?:{_DOUBLE})[\u4e00-\u9fff]{{1,2}}?|[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}?)"
_TITLED = (
    rf"(?:{_DOUBLE}|[{_SURNAMES}])[\u4e00-\u9fff]{{0,2}}(?:女士|先生|小姐|太太|阿姨|大爷|大妈|大叔|同学|妈妈"
    rf"|爸爸|奶奶|爷爷|某某?)"
    rf"|[{_SURNAMES}](?:[姐哥叔姨]|师傅|总(?![\u4e00-\u9fff]))"
)
FULL_NAME = expression(NAME)
_HONORIFIC = expression(_TITLED)
#: Whom to turn to: the advertiser's people are called so, and so is somebody else's.
_CONTACT = expression(
    rf"(?:联系人?|找|致电|咨询|报名|人)\s?:?\s?(?:{_TITLED})[(:,\s]{{0,3}}(?:电话|手机|微信|tel)?[:)\s]{{0,2}}\Z"
)
#: Behind these stands a name.
_NAME_LABEL = (
    "姓名|名字|户名|收货人|收件人|寄件人|发货人|联系人|投保人|被保险人|持卡人|申请人|法定代表人|监护人|当事人|投诉人"
    "|举报人|借款人|担保人|负责人|获奖者|中奖者|得奖者|户主|我叫|我是|本人"
)
#: Behind these a name may stand, or anything else: 客户张三, 客户安全.
_PERSON = (
    "学员|学生|考生|患者|病人|病友|孕妇|产妇|宝妈|宝爸|家长|业主|房主|客户|顾客|居民|村民|会员|车主|买家|用户|租客"
    "|房东|讲师|主讲|老师|教练|医生|主任|专家|导师|设计师|经理|顾问|店长|法人(?:代表)?|欠款人|债务人"
)
_LINK = r"\s{0,2}(?:是|为|叫|[:(|])?\s{0,2}"
_REACHED = "的?(?:电话|手机|联系|微信|身份|证件|住|家庭|邮箱|护照)"
#: 徐 静, as in forms; only behind a label.
_SPACED_NAME = rf"[{_SURNAMES}]\s{{1,2}}[\u4e00-\u9fff](?![\u4e00-\u9fff])"
_END = rf"(?:\Z|[^\u4e00-\u9fff]|的|与|和|已|于|{_REACHED})"
#: A full name, labelled as one.
NAMED = expression(
    rf"(?:(?:{_NAME_LABEL}|(?<![a-z])name){_LINK}(?=(?:{NAME}|{_SPACED_NAME}){_END})"
    rf"|(?:{_PERSON})(?:\s{{0,2}}[:(|]\s{{0,2}}|\s{{1,2}})(?={NAME}(?:\Z|[^\u4e00-\u9fff]|的|{_REACHED}))"
    rf"|(?:{_PERSON})(?={NAME}(?:[0-9(]|,?{_REACHED}|[,:]?\s?1[3-9][0-9]))"
    # 王芳，女，35岁; 王芳，家住…
    rf"|(?:\A|[,;:(\s。\uffff])(?={NAME}[,(](?:男|女|家住|现住|住在)))"
    rf"(?P<name>{NAME}|{_SPACED_NAME})(?={_END})"
)
#: Columns of names.
NAME_HEADING = expression(
    rf"(?:{_NAME_LABEL}|学员|学生|考生|患者|病人|业主|客户|顾客|会员|买家)(?:姓名|名称|名字)?|名字"
)
#: Words that NAMED takes for names since they begin with what is also a surname.
_NO_NAME = expression(
    "[\u4e00-\u9fff]?(?:老师|经理|总监|主任|医生|教练|顾问|女士|先生|小姐|师傅|电话|手机|热线|方式|方法|我们|全名)"
    "|常见|可以|任何|所有|全部|全程|全国|全职|满意|金牌|高级|高达|高端|温馨|专属|专业|安全|安心|关注|方便|成功|时刻"
    "|万家|包教|任意|应当|应该|都可|都有|都能|从此|祝您|双方|双倍|和我|向您|通过|居住|居家|康复|连连"
    "|常[用年]|全[新套]|高效|高清|金卡|万千|包邮|包括|包安|游[戏泳]|石材|水[果电]|花[样店]|鲜花|安装|管理|经营|温泉|单[号独]|白[领酒]|黄金|马上|平[台均]|计划|时间|江湖"
)

#: The advertiser's own contact, by the label that stands before a number.
_OWN = (
    r"热线|咨询(?![师员])|预[约订]|订[购餐座货房票]|加盟|招[商募生聘]|代理|客服|服务(?:电话|号|台|微信|邮箱)"
    r"|专线|商务|合作|报名|售[后前楼]|维修|报修|送货|外卖|团购|批发|采购|询价|投稿|媒体"
    r"|门店(?<!到门店)(?<!在门店)|本店|店[铺面址长主家员]|总店|分店|旗舰店|专卖店|体验店|直营店|小店|老板|商家"
    r"|厂[家址]|工厂|公司|总部|前台|总机|官方|官网|销售|导购|顾问|专员|经纪人"
    r"|经理|店长|来电|致电|联系我们|值班|看[房车店]|试[驾听吃]|送[水餐气花]|点餐|外送|营业|投诉|举报|开锁|搬家|保洁|疏通|回收|租车|拖车|代驾|跑腿|家政|装修|项目部|办公室|工作室|展厅|接待|美容院|诊所|酒店|民宿|餐厅|饭店|驾校"
    r"|学校|机构|(?<!收货)(?<!收件)(?<!寄件)(?<!家庭)(?<!邮寄)(?<!我家)地址"
)
_OWN_LABEL = expression(rf"(?:{_OWN})[^。]{{0,14}}\Z")
_OWN_WORD = expression(_OWN)
_OWN_AFTER = expression(
    r"\s{0,2}[,)(]?\s{0,2}(?:进行|即可|免费|快速|马上|立即|直接|来|,)?(?:咨询(?![师员])|预[约订]|报名"
    r"|订[购餐座货]|了解(?:详情|更多)|客服|热线|招商|[\u4e00-\u9fff]{1,3}(?:经理|店长|顾问))"
)
_OWN_ABOVE = expression("门店|店址|地址|联系我们|联系方式|营业时间|招商|加盟|旗舰店|专卖店")
#: Somebody speaks of himself.
_SELF = expression(
    "(?:联系|找|加|私信?|私聊|打给|打|呼|微信|微我|电话|手机)我(?![们司厂店院校])|我的|本人|我是|我叫|私人"
    "|个人(?:电话|手机|微信|号|邮箱|qq|联系)|private|personal|my "
)

_THIRD = (
    "客户|顾客|学员|学生|考生|患者|病人|患儿|病友|用户|会员|业主|住户|居民|家长|买家|宝妈|粉丝|车主|投保人"
    "|被保险人|借款人|欠款人|债务人|老赖|失信|持卡人|当事人|投诉人|受害|应聘|候选人"
    "|订单|收货|收件|寄件|快递单|面单|中奖|获奖|得奖|名单|病历|病案|就诊|住院|诊断|化验|体检报告|聊天记录|截图"
    "|身份证号|身份证[:：]|银行卡号|护照号|家庭住址|住址|家住|户籍"
    "|紧急联系人|监护人|家属|亲属|花名册|通讯录|登记表|简历|姓名[: ]|名字[是叫]"
)
_THIRD_WORD = expression(_THIRD)
#: Readers who are spoken to, not persons who are told of: 新老客户, 会员专享.
_READERS = expression(
    r"(?:新老|广大|各位|尊敬的|亲爱的|所有|全体|每位|每一位|服务|致|欢迎|凡|本店|成为|注册|加入)(?:客户|顾客"
    r"|用户|会员|业主|家长|学员|车主|学生|粉丝|宝妈)"
    r"|(?:客户|顾客|用户|会员|业主|家长|学员|车主|学生|粉丝|患者|病人)(?=专享|专属|至上|第一|服务|中心|价|日|节"
    r"|福利|权益|积分|咨询|热线|专线|朋友|们|可|请|均|都|凭|即|满意|好评|口碑|俱乐部|权|制|端|体验|群体|需求"
    r"|来电|来店)"
    r"|订单(?:满|金额|咨询|查询|服务|量|减)|中奖(?:率|概率|规则|后)|招生|学生(?:证|价)"
)
_RECORD = expression(
    "名单|中奖|获奖|得奖|聊天记录|收货|收件|订单(?:信息|详情)|(?:客户|学员|患者|会员|用户|业主)(?:信息|资料"
    "|案例|档案|名册)|病历|病案|花名册|通讯录|登记表|姓名[: ]|住址"
)

#: Who says "my number" here is not the advertiser.
_QUOTED = expression("截图|聊天记录|面单|晒单|留言|客户说|顾客说")


class Stance(Enum):
    """THIRD: another person's; OWN: the advertiser's published contact; OPEN: neither can be told."""

    THIRD = "third"
    OWN = "own"
    OPEN = "open"


class Vicinity(NamedTuple):
    """The folded copy around a number, cut where a reader would stop."""

    label: str  # since the last comma
    sentence: str  # since the beginning of the sentence
    above: str  # before that: headings, the rows of a list
    after: str  # the rest of the sentence


def vicinity_of(scan: Scan, segment: int, start: int, end: int) -> Vicinity:
    """What stands around text[start:end] of a segment as seen on paper.

    In a table, the column's heading and the cells before count.
    """
    text = scan.seen.text
    base = scan.seen.ahead(scan.starts[segment])
    lead = text[max(0, base + start - ABOVE) : base + start]
    behind = text[base + end : base + end + BEHIND]
    heading = heading_of(scan, segment)
    if heading:
        # A row reads on from cell to cell, and each cell from its column's heading.
        own = max(0, len(lead) - start)
        lead = f"{lead[:own]},{heading}:{lead[own:]}".replace("\uffff", ",")
        behind = behind.replace("\uffff", ",")
    last = _LAST_BREAK.match(lead)
    cut = last.end() if last else 0
    stop = _BREAK.search(behind)
    sentence = lead[cut:][-REACH:]
    label = _COMMA.split(sentence.rstrip(",| \t"))[-1]
    return Vicinity(label, sentence, lead[:cut], behind[: stop.start() if stop else BEHIND])


def heading_of(scan: Scan, segment: int) -> str:
    """The column's heading in a cell's place (第4行·手机号), folded; nothing for what is no cell."""
    read = scan.document.segments[segment]
    cell = read.anchors[0].place.cell if read.kind == "cell" and read.anchors else None
    return fold((cell or "").partition("·")[2][:12])


def stance_of(near: Vicinity) -> Stance:
    """Whose contact it is: by its own label, by names, by the nearest word that tells, by the heading above."""
    is_named = is_naming(near)
    told = _READERS.sub("", near.sentence)
    if _SELF.search(near.label):
        return Stance.THIRD if is_named or _QUOTED.search(told) else Stance.OPEN
    if is_labelled_own(near):
        if is_named:
            return Stance.THIRD if _RECORD.search(told) else Stance.OPEN
        return Stance.OWN
    if not is_named and _CONTACT.search(near.label) and not _THIRD_WORD.search(told):
        return Stance.OPEN
    if is_named or is_addressing(near):
        return Stance.THIRD
    own, third = _last(_OWN_WORD, told), _last(_THIRD_WORD, told)
    if third > own or _RECORD.search(_until_digit(near.after)):
        return Stance.THIRD
    if (own >= 0 or _OWN_AFTER.match(near.after)) and not _SELF.search(told):
        return Stance.OWN
    above = _READERS.sub("", near.above)
    own, third = _last(_OWN_ABOVE, above), _last(_RECORD, above)
    if third > own:
        return Stance.THIRD
    return Stance.OWN if own >= 0 and not _SELF.search(told) else Stance.OPEN


def is_naming(near: Vicinity) -> bool:
    """True if a person's full name is labelled as such in the same sentence."""
    return any(_is_name(match) for match in NAMED.finditer(near.sentence + "\uffff" + _until_digit(near.after)))


def is_addressing(near: Vicinity) -> bool:
    """True if somebody is called by surname and title in the same sentence: 李女士, 王阿姨."""
    return bool(_HONORIFIC.search(_READERS.sub("", near.sentence)) or _HONORIFIC.search(_until_digit(near.after)))


def is_labelled_own(near: Vicinity) -> bool:
    """True if the label right before a number names the advertiser's contact: 订购热线, 看房电话."""
    return _is_own_label(_READERS.sub("", near.label))


def is_own(words: str) -> bool:
    """True if the words speak of the advertiser's own contact: 客服, 热线, 咨询."""
    return bool(_OWN_WORD.search(_READERS.sub("", words)))


def is_name(words: str) -> bool:
    """True unless the words are a title or a phrase that begins like a name."""
    return not _NO_NAME.match(words)


def graded(rule: Rule, stance: Stance) -> Severity:
    """The rule's severity, one step up for another person's number, a hint for the advertiser's own contact."""
    if stance is Stance.OWN or rule.severity is Severity.INFO:
        return Severity.INFO
    return Severity.ERROR if stance is Stance.THIRD else rule.severity


def _is_own_label(label: str) -> bool:
    """True if a label names the advertiser's contact, and no other person after it (门店客户电话)."""
    own = _OWN_LABEL.search(label[-24:])
    return bool(own and _last(_THIRD_WORD, label) <= _last(_OWN_WORD, label))


def _is_name(match: re.Match[str]) -> bool:
    return is_name(match["name"])


def _until_digit(text: str) -> str:
    """What belongs to this number and not to the next."""
    return re.split("[0-9]", text, maxsplit=1)[0]


def _last(pattern: re.Pattern[str], text: str) -> int:
    at = -1
    for match in pattern.finditer(text):
        at = match.start()
    return at
