"""What only its label or its neighbours give away: homes, names, devices, records."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from adlint.finding import Candidate
from adlint.match.pii.ip_address import is_public
from adlint.model import Anchor, Document, Place, Segment

Found = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "home"),
    [
        (
            "杭州市西湖区幸福路12号阳光花园3栋2单元1502室（收货人：张三）",
            "杭州市西湖区幸福路12号阳光花园3栋2单元1502室",
        ),
        ("收货地址：浙江省杭州市文三路100号阳光花园3栋2单元1502室", "浙江省杭州市文三路100号阳光花园3栋2单元1502室"),
        ("家庭住址：某市某区幸福路12号院5号楼301", "某市某区幸福路12号院5号楼301"),
        ("王小明家住朝阳区建国路88号院3号楼502室", "朝阳区建国路88号院3号楼502室"),
        ("李女士，电话13800138000，漕溪北路18弄3号502室", "漕溪北路18弄3号502室"),
        ("寄件地址：天河区体育西路1号天河公寓A座1203", "天河区体育西路1号天河公寓A座1203"),
        ("户籍地址：某县某镇某村12号", "某县某镇某村12号"),
        ("租住在某市某区幸福小区3栋502室", "某市某区幸福小区3栋502室"),
        ("现住址：某区幸福路二段8号", "某区幸福路二段8号"),
        ("邮寄地址：某区幸福路8号幸福家园2栋1单元301室", "某区幸福路8号幸福家园2栋1单元301室"),
    ],
)
def test_homes_are_found(text: str, home: str, found: Found) -> None:
    assert found("PI108", text) == [(home, "error")]


@pytest.mark.parametrize(
    "text",
    [
        "某某市大道88号广场1层旗舰店",
        "门店地址：杭州市西湖区文三路100号",
        "地址：北京市朝阳区建国路88号现代城大厦A座1502室",
        "区政府向南500米路东",
        "产地山东烟台",
        "阳光花园3栋2单元1502室 特价房 总价120万",
        "收货地址请填写详细到门牌号",
        "公司地址：上海市浦东新区张江路100号2幢301室",
        "联系地址：上海市浦东新区张江路100号，电话13800138000",
        "小区地址：幸福路88号",
        "退货地址：某区幸福路12号仓库",
        "我家住在阳光花园",
        "花园洋房，两梯四户",
    ],
)
def test_places_of_business_are_let_pass(text: str, found: Found) -> None:
    assert found("PI108", text) == []


@pytest.mark.parametrize(
    ("text", "name", "severity"),
    [
        ("收货人：张三，电话13800138000", "张三", "error"),
        ("姓名：王小明 手机：138-0013-8000", "王小明", "error"),
        ("我的名字是张三，电话是13812345678。", "张三", "error"),
        ("患者李小红身份证110101190002280016", "李小红", "error"),
        ("居民张三的身份证号11010519491231002X", "张三", "error"),
        ("联系人：欧阳娜娜 13800138000", "欧阳娜娜", "error"),
        ("学员张伟，手机13800138000", "张伟", "error"),
        ("讲师：陈思，营养师，联系方式13712345678", "陈思", "error"),
        ("客户张三13800138000", "张三", "error"),
        ("销售顾问：李建国 13800138000", "李建国", "warning"),
    ],
)
def test_names_beside_a_number_are_found(text: str, name: str, severity: str, found: Found) -> None:
    assert found("PI109", text) == [(name, severity)]


@pytest.mark.parametrize(
    "text",
    [
        "收货人：张三",
        "讲师王芳，十年教学经验",
        "姓名：张** 手机13800138000",
        "联系人：王经理 13800138000",
        "客户安全，热线13800138000",
        "用户高达13800138000人",
        "客户满意度98%，热线400-820-8820",
        "张小泉剪刀，热线13800138000",
        "老师电话13800138000",
        "联系人方式：13800138000",
        "收货人：张三，电话138****8000",
    ],
)
def test_other_words_are_no_names(text: str, found: Found) -> None:
    assert found("PI109", text) == []


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("IMEI：490154203237518", "490154203237518"),
        ("IMEI1: 356938035643809", "356938035643809"),
        ("串号352099001761481", "352099001761481"),
        ("设备号 350000000000006", "350000000000006"),
        ("imei=860000000000017", "860000000000017"),
        ("IMEI码：990000000000028", "990000000000028"),
        ("IMEI：35-693803-564380-9", "35-693803-564380-9"),
        ("IMSI：460001234567890", "460001234567890"),
        ("MAC地址：00:1A:2B:3C:4D:5E", "00:1A:2B:3C:4D:5E"),
        ("OAID: 1a2b3c4d-1a2b-1a2b-1a2b-1a2b3c4d5e6f", "1a2b3c4d-1a2b-1a2b-1a2b-1a2b3c4d5e6f"),
    ],
)
def test_device_identifiers_are_found(text: str, identifier: str, found: Found) -> None:
    assert found("PI110", text) == [(identifier, "error")]
    assert found("PI110", identifier) == []


@pytest.mark.parametrize(
    "text",
    [
        "IMEI：490154203237519",
        "IMEI：356938035643808",
        "IMEI：86000000000001",
        "IMEI：8600000000000100",
        "IMEI：ABCDEF012345678",
        "IMEI：000000000000000",
        "IMEI：4901542****7518",
        "支持双卡IMEI查询",
        "批号356938035643809",
        "MAC地址：00:00:00:00:00:00",
        "MAC口红 #123456",
    ],
)
def test_other_identifiers_are_let_pass(text: str, found: Found) -> None:
    assert found("PI110", text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("住院号：20230456", "20230456"),
        ("病历号 A123456", "A123456"),
        ("门诊号#00123456", "00123456"),
        ("准考证号：110123456789", "110123456789"),
        ("军官证：南字第123456号", "南字第123456号"),
        ("社保号 1234567890", "1234567890"),
        ("医保卡号：1234567890", "1234567890"),
        ("公积金账号是123456789012", "123456789012"),
        ("学籍号：G110101190002280016", "G110101190002280016"),
        ("驾驶证档案编号：440012345678", "440012345678"),
        ("就诊卡号００１２３４５６７８", "００１２３４５６７８"),
    ],
)
def test_records_are_found(text: str, number: str, found: Found) -> None:
    assert found("PI111", text) == [(number, "error")]


@pytest.mark.parametrize(
    "text",
    [
        "准考证号在考前一周打印",
        "就诊卡2000张免费领",
        "病历号：******",
        "病历号：2024****01",
        "凭社保号可在线查询",
        "住院号：000000",
        "住院号 12",
        "准考证号2024年可查",
        "订单号：20241123123456",
        "军官证凭证优惠",
    ],
)
def test_labels_without_a_number_are_let_pass(text: str, found: Found) -> None:
    assert found("PI111", text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("姓名：张三，宅电：010-62345678", "010-62345678"),
        ("王女士，翠湖家园8号楼1单元601室，0571-82345678", "0571-82345678"),
        ("家里电话 62345678，住址：幸福路12号阳光花园3栋2单元1502室", "62345678"),
        ("业主：李建国 住宅电话：（010）6234 5678", "（010）6234 5678"),
    ],
)
def test_telephones_of_homes_are_found(text: str, number: str, found: Found) -> None:
    assert found("PI112", text) == [(number, "warning")]


@pytest.mark.parametrize(
    "text",
    [
        "客服热线 010-62345678",
        "联系人：王经理 0571-82345678",
        "姓名：张三，单位电话：010-62345678",
        "翠湖家园8号楼1单元601室",
        "宅电安装 请拨 10010",
        "售楼处：王女士 0571-82345678，阳光花园3栋2单元1502室 总价120万",
        "家庭电话 010-6234",
    ],
)
def test_telephones_of_firms_are_let_pass(text: str, found: Found) -> None:
    assert found("PI112", text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("订单号：202411231234567890，收货人：张三", "202411231234567890"),
        ("买家 李小明 手机13800138000 运单号 YT1234567890123", "YT1234567890123"),
        ("姓名：王芳，检查号 CT20241380", "CT20241380"),
        ("保单号：PDAA20241100013800 投保人：张伟", "PDAA20241100013800"),
    ],
)
def test_numbers_beside_a_person_are_found(text: str, number: str, found: Found) -> None:
    assert found("PI113", text) == [(number, "error")]


@pytest.mark.parametrize(
    "text",
    [
        "订单号：202411231234567890",
        "快递单号 SF1234567890123，客服热线 13800138000",
        "收货人：张** 订单号：202411231234567890",
        "手机端订单号查询 202411231234567890",
        "检查号：******，姓名：王芳",
        "姓名、学号必填",
    ],
)
def test_numbers_alone_are_let_pass(text: str, found: Found) -> None:
    assert found("PI113", text) == []


def test_addresses_of_visitors_are_found_in_bulk_only(found: Found) -> None:
    rows = ["访问日志", "5.6.7.8 登录", "9.10.11.12 登录", "13.14.15.16 登录"]
    numbers = [(row.split()[0], "warning") for row in rows[1:]]
    assert found("PI114", *rows) == numbers
    assert found("PI114", *rows[:3]) == []
    assert found("PI114", *rows[:3], "192.168.1.1 登录", "8.8.8.8 登录", "5.6.7.8 登录") == []
    assert found("PI114", "章节 5.6.7.8", "章节 9.10.11.12", "章节 13.14.15.16") == []


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("5.6.7.8", True),
        ("192.0.2.1", False),
        ("203.0.113.255", False),
        ("198.51.100.7", False),
        ("10.0.0.1", False),
        ("172.20.1.1", False),
        ("172.32.1.1", True),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("256.1.1.1", False),
        ("1.2.3", False),
        ("1.2.3.999", False),
        ("1.2.3.4.5", False),
        ("01.2.3.4", False),
    ],
)
def test_which_addresses_are_public(address: str, expected: bool) -> None:
    assert is_public(address) == expected


def test_a_table_is_read_by_its_headings(candidates: Callable[[str, Document], list[Candidate]]) -> None:
    def hits(rule_id: str, **row: str) -> list[tuple[int, str]]:
        cells = [Segment(text, "cell", (Anchor(0, Place(cell=f"第2行·{head}"), 0),)) for head, text in row.items()]
        found = candidates(rule_id, Document("t", tuple(cells)))
        return [(hit.segment, hit.severity.value) for hit in found]

    assert hits("PI109", 收货人="张三", 电话="13800138000") == [(0, "error")]
    assert hits("PI109", 学员姓名="李\u200b小明", 证件="110101190002280016") == [(0, "error")]
    assert hits("PI109", 联系人="张三", 电话="13800138000") == [(0, "warning")]
    assert hits("PI109", 收货人="张**", 电话="13800138000") == []
    assert hits("PI109", 品牌="张小泉", 电话="13800138000") == []
    assert hits("PI109", 收货人="张三", 电话="400-820-8820") == []
    assert hits("PI111", 学员="甲", 准考证号="110123456789") == [(1, "error")]
    assert hits("PI111", 学员="甲", 准考证号="2024年6月可查") == []
    assert hits("PI111", 商品="甲", 货号="110123456789") == []
