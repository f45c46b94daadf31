"""The made-up words of the synthetic store."""

from __future__ import annotations

from app.enums import ActivityKind, Stage

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰萍红梅建国志文思雨欣怡子涵浩然宇轩梓诗婷雪琳佳颖晨曦博瑞"
CITIES = ("杭州", "宁波", "上海", "苏州", "南京", "合肥", "武汉", "成都")
SOURCES = ("转介绍", "缘故", "讲座", "社区活动", "老客户", "线上咨询")
JOBS = (
    ("教师", 1), ("会计", 1), ("工程师", 1), ("医生", 1), ("销售", 2), ("个体经营", 2), ("司机", 3), ("厨师", 3),
    ("公务员", 1), ("设计师", 1), ("护士", 2), ("程序员", 1), ("电工", 4), ("快递员", 4),
)  # fmt: skip
NOTES: dict[ActivityKind, tuple[str, ...]] = {
    ActivityKind.CALL: ("约时间见面", "问候，发送资料", "对方在忙，改天再打"),
    ActivityKind.APPOINTMENT: ("约在周末下午", "约在公司附近"),
    ActivityKind.VISIT: ("家中拜访", "公司拜访，聊到孩子教育", "送节日问候"),
    ActivityKind.MEETING: ("面谈，了解家庭情况", "面谈，谈到养老打算"),
    ActivityKind.ANALYSIS: ("完成需求分析", "补充财务信息"),
    ActivityKind.PROPOSAL: ("讲解三个方案", "调整后再讲一次"),
    ActivityKind.CLOSING: ("签单", "补交资料后签单"),
    ActivityKind.SERVICE: ("保单递送", "协助变更联系方式"),
    ActivityKind.REFERRAL: ("介绍同事一名", "介绍邻居一名"),
}
NEXT_STEPS: dict[Stage, tuple[ActivityKind, str]] = {
    Stage.S0_LISTED: (ActivityKind.CALL, "电话约访"),
    Stage.S1_APPOINTED: (ActivityKind.MEETING, "第一次面谈"),
    Stage.S2_MET: (ActivityKind.ANALYSIS, "需求面谈，补充财务信息"),
    Stage.S3_ANALYSED: (ActivityKind.PROPOSAL, "讲解方案"),
    Stage.S4_PROPOSED: (ActivityKind.CLOSING, "跟进建议书"),
    Stage.S5_SUBMITTED: (ActivityKind.CALL, "跟进核保"),
    Stage.S6_ISSUED: (ActivityKind.SERVICE, "递送保单"),
    Stage.S7_DELIVERED: (ActivityKind.REFERRAL, "请介绍朋友"),
    Stage.S8_REFERRED: (ActivityKind.SERVICE, "保单年检"),
    Stage.PAUSED: (ActivityKind.CALL, "再问近况"),
}
