"""The three sheets of a catalogue workbook and the words their columns go by."""

from __future__ import annotations

PRODUCTS = {
    "code": ("产品代码", "代码", "product code", "产品编码", "险种代码", "产品编号"),
    "name_zh": ("产品名称", "中文名称", "名称", "name", "险种名称", "产品名", "product name", "product"),
    "name_en": ("英文名称", "english name"),
    "insurer": ("保险公司", "承保公司", "公司"),
    "kind": ("类型", "险种类型", "主附险"),
    "category": ("类别", "险种"),
    "sex": ("性别",),
    "age_min": ("最小投保年龄", "投保年龄起"),
    "age_max": ("最大投保年龄", "投保年龄止"),
    "occupation_max": ("最高职业类别",),
    "pay_years": ("缴费年限", "交费期间", "交费期", "缴费期", "缴费期间", "交费年限"),
    "term": ("保障期限", "保险期间", "保障期间", "保险期限"),
    "age_plus_pay_max": ("年龄加缴费年限上限",),
    "sum_min": ("最低保额", "起售保额", "最低基本保额"),
    "sum_max": ("最高保额", "最高基本保额"),
    "sum_step": ("保额步长", "保额递增"),
    "rate_unit": ("费率单位",),
    "grade": ("产品等级", "风险等级"),
    "mains": ("所附主险", "可附主险"),
    "max_ratio_to_main": ("与主险保额比上限",),
    "indemnity": ("报销型", "费用补偿型"),
    "on_sale_from": ("开售日期",),
    "on_sale_to": ("停售日期",),
    "cooling_off_days": ("犹豫期天数", "犹豫期"),
    "waiting_days": ("等待期天数", "等待期"),
    "phase": ("生命周期",),
    "commission_rate": ("首年佣金率", "佣金率"),
    "features": ("产品特点",),
    "selling_points": ("卖点",),
    "exclusions": ("责任免除", "除外责任"),
    "after_sale": ("售后服务",),
    "non_guaranteed": ("非保证利益", "非保证利益说明"),
    "deductible": ("免赔额", "年免赔额"),
    "renewal_years": ("保证续保年限", "保证续保"),
    "early": ("提前给付",),
    "insurer_en": ("保险公司英文名", "公司英文名"),
    "features_en": ("产品特点英文",),
    "selling_points_en": ("卖点英文",),
    "exclusions_en": ("责任免除英文",),
    "after_sale_en": ("售后服务英文",),
    "non_guaranteed_en": ("非保证利益英文",),
}
TEXTS = ("features", "selling_points", "exclusions", "after_sale", "non_guaranteed")
FIGURES = ("deductible", "renewal_years", "early")  # facts that rules read: yuan, years, "yes"
FACTS = (*TEXTS, "insurer_en", *(f"{name}_en" for name in TEXTS), *FIGURES)
COVERS = {
    "code": ("产品代码", "代码"),
    "event": ("保险事故", "保障责任", "责任"),
    "factor": ("倍数", "系数", "赔付倍数"),
}
RATES = {
    "code": ("产品代码", "代码"),
    "sex": ("性别",),
    "age_from": ("起始年龄", "年龄起"),
    "age_to": ("终止年龄", "年龄止"),
    "rate": ("费率",),
}
SHEETS = {
    "products": (PRODUCTS, ("code", "name_zh", "kind", "sum_min", "sum_step", "rate_unit")),
    "covers": (COVERS, ("code", "event", "factor")),
    "rates": (RATES, ("code", "age_from", "age_to", "rate")),
}
SHEET_WORDS = {"products": ("产品", "产品表"), "covers": ("责任", "保障责任"), "rates": ("费率", "费率表")}
SEX_WORDS = {"": None, "any": None, "不限": None, "男": "M", "m": "M", "male": "M", "女": "F", "f": "F", "female": "F"}
YEARS_WORDS = {"终身": "life", "终生": "life", "whole life": "life", "wholelife": "life"}
