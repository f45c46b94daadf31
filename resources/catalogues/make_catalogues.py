"""Makes the two sample catalogues beside this file: ``python -m resources.catalogues.make_catalogues``.

示例人寿 is fictional (虚构) and so are its rates. They are the net premium by the synthetic table of ``resources/tables`` at the
assumed rate in force, divided by (1 − loading), rounded to two decimals: rate = unit · net / (1 − loading). Medical covers
and the waiver follow rate = base · (1 + slope)^(age − 30). They resemble no insurer's table.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, ROUND_UP, Decimal
from pathlib import Path
from typing import Any

from app.enums import Grade, ProductKind, ProductPhase
from app.services.needs.life_tables import sample_table
from app.services.offers.catalogue.assumed_rates import assumed_rate_cap
from app.services.offers.catalogue.writing import write_catalogue
from app.services.rules.offers.net_premium import net_premium, saves
from app.services.rules.offers.products import Cover, Product, Rate

FOLDER = Path(__file__).resolve().parent
EXCLUSIONS = (
    "故意行为、吸毒、酒后驾驶、战争、核辐射等，以合同条款为准（虚构产品）",
    "Wilful acts, drugs, drink-driving, war, radiation and others as the contract says (fictional product)",
)
AFTER_SALE = (
    "7×24 小时报案；就医绿色通道预约；保单年检（虚构）",
    "Claims reported day and night; help with hospital appointments; yearly review of the policy (fictional)",
)
INSURANCE_TEXTS = {"exclusions": EXCLUSIONS, "after_sale": AFTER_SALE}
TEXTS = {
    code: {"features": features, "selling_points": points}
    for code, features, points in (
        ("T20", ("身故或全残给付保额，保 20 年", "Pays the sum on death or total disability, for 20 years"),
                ("保费低，适合房贷和育儿阶段", "A low premium for the years of mortgage and children")),
        ("T30", ("身故或全残给付保额，保 30 年", "Pays the sum on death or total disability, for 30 years"),
                ("一次锁定到退休前后的费率", "The rate is fixed until about retirement")),
        ("W1", ("身故给付保额，终身有效，有现金价值", "Pays the sum on death, for life; has a cash value"),
               ("保障与传承兼顾", "Protection and legacy in one")),
        ("WL", ("有效保额逐年增加，可部分领取", "The sum grows each year; a part can be drawn"),
               ("长期储备，用途灵活", "A long reserve for what may come")),
        ("C1", ("重大疾病给付保额，终身有效", "Pays the sum on a critical illness, for life"),
               ("不用担心老年续保", "No worry about renewal in old age")),
        ("C2", ("重大疾病给付保额，保至 70 岁", "Pays the sum on a critical illness, to age 70"),
               ("工作年龄段保费更低", "A lower premium for the working years")),
        ("CK", ("少儿重大疾病给付保额，保 30 年", "Pays the sum on a child's critical illness, for 30 years"),
               ("从小开始，保费低", "Early and at a low premium")),
        ("CR", ("重疾给付后主险保额相应减少", "A payment reduces the sum of its main"),
               ("与寿险组合，总保费更低", "Together with life cover the premium is lower")),
        ("A1", ("意外身故、伤残按比例给付，一年期", "Pays for accidental death and disability by degree, for a year"),
               ("保费低、即时生效", "Cheap, and in force at once")),
        ("AK", ("少儿意外身故、伤残给付，一年期", "Pays for a child's accident by degree, for a year"),
               ("适合好动的年纪", "For the lively years")),
        ("AR", ("附加于寿险的意外给付，保 20 年", "Pays for accidents beside a life policy, for 20 years"),
               ("随主险一起交费", "Paid together with its main")),
        ("M1", ("免赔额 1 万，保证续保 20 年", "Deductible 10,000, renewal guaranteed for 20 years"),
               ("大额医疗费用有着落", "Large hospital bills are taken care of")),
        ("M2", ("含特需和国际部，年度限额 400 万", "VIP and international wards, yearly limit 4 million"),
               ("就医选择更多", "More choice of hospitals")),
        ("D1", ("失能后按月给付，至 60 岁", "Pays monthly on disability, to age 60"),
               ("收入中断时的生活费", "A living when income stops")),
        ("L1", ("达到护理状态给付，终身有效", "Pays when care is needed, for life"),
               ("减轻子女负担", "Takes a burden from the children")),
        ("R1", ("约定年龄起终身领取", "An income for life from an agreed age"),
               ("活多久领多久", "As long as one lives")),
        ("E1", ("18–21 岁分四年领取教育金", "Pays for studies in four years, ages 18 to 21"),
               ("专款专用", "Money that is there for studies")),
        ("WV", ("投保人身故或重疾，免交后续保费", "Later premiums are waived on the payer's death or critical illness"),
               ("保障不因意外中断", "Cover goes on whatever happens to the payer")),
    )
}  # fmt: skip
GOODS_TEXTS = {
    "exclusions": (
        "人为拆解、进水不在保修范围（虚构）",
        "Damage by taking apart or water is not under guarantee (fictional)",
    ),
    "after_sale": ("7 天无理由退货，一年保修（虚构）", "Return within 7 days, guarantee of a year (fictional)"),
}
MAIN, RIDER, WAIVER = ProductKind.MAIN, ProductKind.RIDER, ProductKind.WAIVER
CENT = Decimal("0.01")
SEXES = ("F", "M")
DAY = date(2026, 11, 30)


def rates(base: str, slope: str, first: int, last: int) -> tuple[Rate, ...]:
    """What a year costs, for both sexes."""
    found = []
    for sex in SEXES:
        for age in range(first, last + 1):
            value = Decimal(base) * (1 + Decimal(slope)) ** (age - 30)
            found.append(Rate(sex, age, age, max(value.quantize(CENT, ROUND_HALF_UP), CENT)))
    return tuple(found)


def actuarial(product: Product, loading: str, ages: tuple[int, int]) -> tuple[Rate, ...]:
    """Net premiums by the synthetic table at the assumed rate in force, with a loading for costs; no cheaper with age
    where the risk is what is paid for."""
    table, rate = sample_table(), assumed_rate_cap(product.category, DAY)
    found = []
    for sex in SEXES:
        before = CENT
        for age in range(ages[0], ages[1] + 1):
            net = net_premium(product, sex, age, table, rate)
            assert net is not None, product.code
            gross = Decimal(net) * product.rate_unit / (1 - Decimal(loading))
            value = gross.quantize(CENT, ROUND_UP)
            before = value if saves(product) else max(before, value)
            found.append(Rate(sex, age, age, before))
    return tuple(found)


def _facts(texts: dict[str, tuple[str, str]]) -> dict[str, str]:
    """Chinese under the name, English under name_en."""
    return {f"{name}{end}": text for name, pair in texts.items() for end, text in zip(("", "_en"), pair, strict=True)}


def product(
    code: str, zh: str, en: str, kind: ProductKind, category: str, covers: dict[str, str], ages: tuple[int, int],
    price: tuple[str, str] | str, sums: tuple[int, int, int], unit: int = 1000, **more: Any,
) -> Product:  # fmt: skip
    """``price`` is a loading on the net premium, or base and slope of what a year costs."""
    facts = {"insurer_en": "Sample Life"} | _facts(INSURANCE_TEXTS | TEXTS[code]) | more.pop("figures", {})
    least, most, step = sums
    found = Product(
        code=code, name_zh=f"{zh}（虚构）", name_en=f"{en} (fictional)", insurer="示例人寿", kind=kind, category=category,
        covers=tuple(sorted((Cover(e, Decimal(f)) for e, f in covers.items()), key=lambda c: c.event)),
        rates=(), rate_unit=Decimal(unit),
        sum_min=least * 100, sum_max=most * 100, sum_step=step * 100, age_min=ages[0], age_max=ages[1],
        occupation_max=more.pop("occupation_max", 4), cooling_off_days=15,
        phase=more.pop("phase", ProductPhase.GROWTH), facts=facts, **more,
    )  # fmt: skip
    priced = actuarial(found, price, ages) if isinstance(price, str) else rates(*price, *ages)
    return replace(found, rates=priced)


def insurance() -> list[Product]:
    life = ("T20", "T30", "W1", "WL")
    return [
        product("T20", "安守定期寿险 20 年", "Term life 20", MAIN, "term", {"death": "1"}, (18, 55), "0.25",
                (100_000, 3_000_000, 50_000), pay_years="20", term="20", waiting_days=90, age_plus_pay_max=75),
        product("T30", "安守定期寿险 30 年", "Term life 30", MAIN, "term", {"death": "1"}, (18, 45), "0.25",
                (100_000, 3_000_000, 50_000), pay_years="20", term="30", waiting_days=90),
        product("W1", "传家终身寿险", "Whole life", MAIN, "whole life", {"death": "1", "legacy": "1"}, (0, 65),
                "0.12", (50_000, 5_000_000, 10_000), pay_years="20", term="life", grade=Grade.P2),
        product("WL", "臻传增额终身寿险", "Increasing whole life", MAIN, "whole life", {"legacy": "1.2", "retirement": "0.9"},
                (0, 70), "0.06", (50_000, 10_000_000, 10_000), pay_years="10", term="life", grade=Grade.P3),
        product("C1", "康佑终身重疾险", "Critical illness for life", MAIN, "critical illness", {"critical_illness": "1"},
                (0, 55), "0.20", (50_000, 800_000, 10_000), pay_years="20", term="life", waiting_days=90),
        product("C2", "康佑定期重疾险至 70 岁", "Critical illness to 70", MAIN, "critical illness", {"critical_illness": "1"},
                (18, 50), "0.20", (50_000, 1_000_000, 10_000), pay_years="20", term="to70", waiting_days=90),
        product("CK", "护苗少儿重疾险", "Children's critical illness", MAIN, "critical illness", {"critical_illness": "1"},
                (0, 17), "0.35", (100_000, 800_000, 50_000), pay_years="20", term="30", waiting_days=90),
        product("CR", "附加提前给付重疾险", "Critical illness rider", RIDER, "critical illness", {"critical_illness": "1"},
                (18, 55), "0.30", (50_000, 500_000, 10_000), mains=life[:3], max_ratio_to_main=Decimal(1),
                pay_years="20", term="20", waiting_days=90, figures={"early": "yes"}),
        product("A1", "行安综合意外险", "Accident", MAIN, "accident", {"accident": "1"}, (18, 65), "0.40",
                (100_000, 1_000_000, 50_000), pay_years="1", term="1", occupation_max=3),
        product("AK", "少儿意外险", "Children's accident", MAIN, "accident", {"accident": "1"}, (0, 17), "0.30",
                (100_000, 200_000, 50_000), pay_years="1", term="1"),
        product("AR", "附加意外伤害险", "Accident rider", RIDER, "accident", {"accident": "1"}, (18, 60), "0.25",
                (50_000, 2_000_000, 50_000), mains=life, max_ratio_to_main=Decimal(2), pay_years="20", term="20"),
        product("M1", "百万医疗险（保证续保 20 年）", "Medical, guaranteed renewal", MAIN, "medical", {"medical": "1"},
                (0, 60), ("0.16", "0.030"), (2_000_000, 2_000_000, 0), indemnity=True, pay_years="1", term="1",
                waiting_days=30, figures={"deductible": "10000", "renewal_years": "20"}),
        product("M2", "高端医疗险", "Premium medical", MAIN, "medical", {"medical": "1"}, (0, 65), ("1.05", "0.028"),
                (4_000_000, 4_000_000, 0), indemnity=True, pay_years="1", term="1", waiting_days=30, grade=Grade.P2,
                figures={"deductible": "0", "renewal_years": "0"}),
        product("D1", "收入守护失能险", "Disability income", MAIN, "disability", {"disability": "1"}, (18, 50),
                "0.25", (100_000, 3_000_000, 50_000), pay_years="20", term="to60", waiting_days=180),
        product("L1", "颐护长期护理险", "Long-term care", MAIN, "care", {"care": "1"}, (40, 65), "0.20",
                (50_000, 500_000, 10_000), pay_years="10", term="life", waiting_days=180),
        product("R1", "悠然养老年金险", "Retirement annuity", MAIN, "annuity", {"retirement": "1"}, (18, 55),
                "0.06", (50_000, 5_000_000, 10_000), pay_years="10", term="life", grade=Grade.P2),
        product("E1", "启航教育年金险", "Education annuity", MAIN, "annuity", {"education": "1"}, (0, 12), "0.05",
                (20_000, 1_000_000, 5_000), pay_years="10", term="to22", grade=Grade.P2),
        product("WV", "投保人豁免", "Payer's waiver", WAIVER, "waiver", {}, (18, 60), ("28.00", "0.045"), (0, 0, 0),
                pay_years="20", term="20", phase=ProductPhase.MATURITY),
    ]  # fmt: skip


def goods() -> list[Product]:
    """Ordinary goods by the piece: a "sum" of 1 yuan stands for one unit, its "premium" is the price."""

    def thing(code: str, zh: str, en: str, covers: dict[str, str], price: str, most: int = 3, **more: Any) -> Product:
        return Product(
            code=code, name_zh=zh, name_en=en, insurer="示例商店", kind=more.pop("kind", MAIN), category="goods",
            covers=tuple(sorted((Cover(e, Decimal(f)) for e, f in covers.items()), key=lambda c: c.event)),
            rates=(Rate(None, 0, 120, Decimal(price)),), rate_unit=Decimal(1), sum_min=100, sum_max=most * 100, sum_step=100,
            phase=ProductPhase.MATURITY, facts={"insurer_en": "Sample Shop"} | _facts(GOODS_TEXTS), **more,
        )  # fmt: skip

    return [
        thing("P1", "入门手机", "Entry phone", {"calls": "1", "photos": "1"}, "1299"),
        thing("P2", "拍照手机", "Camera phone", {"calls": "1", "photos": "3"}, "3499"),
        thing("P3", "商务手机", "Business phone", {"calls": "2", "battery": "2"}, "4299"),
        thing("X1", "手机壳", "Case", {"protection": "1"}, "59", 5),
        thing("X2", "钢化膜", "Screen protector", {"protection": "1"}, "29", 5),
        thing("X3", "快充充电器", "Fast charger", {"battery": "1"}, "149", 4),
        thing("X4", "移动电源", "Power bank", {"battery": "2"}, "199", 4),
        thing("X5", "无线耳机", "Wireless earphones", {"music": "1"}, "499", 4),
        thing(
            "S1",
            "碎屏服务",
            "Screen repair service",
            {"protection": "2"},
            "299",
            1,
            kind=RIDER,
            mains=("P1", "P2", "P3"),
        ),
        thing("S2", "上门教学", "Lesson at home", {"help": "1"}, "99", 4, kind=RIDER, mains=("P1", "P2", "P3")),
        thing(
            "S3",
            "延长保修",
            "Longer guarantee",
            {"protection": "1", "help": "1"},
            "399",
            1,
            kind=RIDER,
            mains=("P2", "P3"),
        ),
    ]


if __name__ == "__main__":
    write_catalogue(FOLDER / "sample-insurer.xlsx", insurance())
    write_catalogue(FOLDER / "goods.xlsx", goods())
