<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ActionBar</name>
    <message>
        <source>What is to be done</source>
        <translation>要做什么</translation>
    </message>
    <message>
        <source>Who does it</source>
        <translation>由谁做</translation>
    </message>
    <message>
        <source>Until when</source>
        <translation>到何时</translation>
    </message>
    <message>
        <source>Add action</source>
        <translation>添加行动</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>行动</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>完成日期</translation>
    </message>
    <message>
        <source>Agreed in</source>
        <translation>议定于</translation>
    </message>
</context>
<context>
    <name>ActivityBar</name>
    <message>
        <source>Kind of activity</source>
        <translation>活动类型</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>What happened, or what to do</source>
        <translation>做了什么，或准备做什么</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Premium</source>
        <translation>保费</translation>
    </message>
    <message>
        <source>planned</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
</context>
<context>
    <name>ActivityDialog</name>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Empty: all day</source>
        <translation>空着表示全天</translation>
    </message>
    <message>
        <source>How long (minutes)</source>
        <translation>时长（分钟）</translation>
    </message>
    <message>
        <source>Reminder</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Who goes along</source>
        <translation>陪同人</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Premium a year (yuan)</source>
        <translation>年交保费（元）</translation>
    </message>
    <message>
        <source>Visit report</source>
        <translation>拜访报告</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>None</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>At its time</source>
        <translation>准时</translation>
    </message>
    <message>
        <source>A day before</source>
        <translation>提前一天</translation>
    </message>
    <message>
        <source>{minutes} minutes before</source>
        <translation>提前 {minutes} 分钟</translation>
    </message>
</context>
<context>
    <name>Acts</name>
    <message>
        <source>Add for {need}</source>
        <translation>为{need}添加产品</translation>
    </message>
    <message>
        <source>The plan is changed; premium {more}.</source>
        <translation>方案已调整；保费 {more}。</translation>
    </message>
    <message>
        <source>Pin {item}</source>
        <translation>锁定{item}</translation>
    </message>
    <message>
        <source>Why it stays</source>
        <translation>为什么一定要</translation>
    </message>
    <message>
        <source>Without {item}</source>
        <translation>不要{item}</translation>
    </message>
    <message>
        <source>Why not</source>
        <translation>为什么不要</translation>
    </message>
    <message>
        <source>The wish is dropped.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>Looking for the next best</source>
        <translation>正在找次优的选择</translation>
    </message>
    <message>
        <source>Looking for other plans</source>
        <translation>正在找其他方案</translation>
    </message>
    <message>
        <source>Another plan is taken.</source>
        <translation>已采用另一个方案。</translation>
    </message>
    <message>
        <source>Why the plan was changed</source>
        <translation>方案为什么这样调整</translation>
    </message>
    <message>
        <source>Proposal {number} is saved.</source>
        <translation>建议书 {number} 已保存。</translation>
    </message>
    <message>
        <source>Planned, and repeated.</source>
        <translation>已安排，并会重复。</translation>
    </message>
    <message>
        <source>New activity</source>
        <translation>新建活动</translation>
    </message>
    <message>
        <source>{what} is recorded.</source>
        <translation>{what} 已记录。</translation>
    </message>
    <message>
        <source>{what} is planned.</source>
        <translation>{what} 已安排。</translation>
    </message>
    <message>
        <source>Guests…</source>
        <translation>客人…</translation>
    </message>
    <message>
        <source>Calendar file…</source>
        <translation>日历文件…</translation>
    </message>
    <message>
        <source>{what} is cancelled.</source>
        <translation>{what} 已取消。</translation>
    </message>
    <message>
        <source>Which ones are cancelled?</source>
        <translation>取消哪些？</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Cancel it</source>
        <translation>取消安排</translation>
    </message>
    <message>
        <source>Export to a calendar file</source>
        <translation>导出日历文件</translation>
    </message>
    <message>
        <source>{count} written to {path}.</source>
        <translation>已把 {count} 项写入 {path}。</translation>
    </message>
    <message>
        <source>Which ones are changed?</source>
        <translation>更改哪些？</translation>
    </message>
    <message>
        <source>{what} is changed.</source>
        <translation>{what} 已更改。</translation>
    </message>
</context>
<context>
    <name>AddDialog</name>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>保额</translation>
    </message>
    <message>
        <source>Premium</source>
        <translation>保费</translation>
    </message>
    <message>
        <source>Needs covered</source>
        <translation>需求覆盖</translation>
    </message>
    <message>
        <source>Why: kept with the proposal</source>
        <translation>原因：随建议书保存</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Add to the plan</source>
        <translation>加入方案</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>No product can join this plan for this need.</source>
        <translation>没有产品可以为这项需求加入这个方案。</translation>
    </message>
</context>
<context>
    <name>AlternativesDialog</name>
    <message>
        <source>Plans of other products</source>
        <translation>产品不同的方案</translation>
    </message>
    <message>
        <source>Within the same budget, best first. Each does without at least a third of the items of every other; what no other plan has is bold.</source>
        <translation>都在同一预算内，最好的在前。每个方案至少有三分之一的项目与其他方案不同；只有它才有的用粗体。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>{share} of the needs</source>
        <translation>覆盖需求 {share}</translation>
    </message>
    <message>
        <source>Take this plan</source>
        <translation>采用这个方案</translation>
    </message>
    <message>
        <source>It takes the place of the {plan} plan; Ctrl+Z brings that back</source>
        <translation>代替{plan}方案；按 Ctrl+Z 可以换回来</translation>
    </message>
</context>
<context>
    <name>AnalysisWindow</name>
    <message>
        <source>Needs analysis</source>
        <translation>需求分析</translation>
    </message>
    <message>
        <source>frozen on {day}, formula {version}</source>
        <translation>{day} 冻结，公式 {version}</translation>
    </message>
    <message>
        <source>{stage}: commonly first {events}; the customer's own order counts</source>
        <translation>{stage}：一般先看{events}；以客户自己的排序为准</translation>
    </message>
    <message>
        <source>Saved as {name}, edition {number}.</source>
        <translation>已存为“{name}”第 {number} 版。</translation>
    </message>
    <message>
        <source>New interviews begin with this set.</source>
        <translation>新的面谈都从这一套假设开始。</translation>
    </message>
    <message>
        <source>Save the case file</source>
        <translation>保存案例文件</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>已保存：{path}</translation>
    </message>
    <message>
        <source>thousand yuan</source>
        <translation>万元</translation>
    </message>
    <message>
        <source>what there is</source>
        <translation>已有</translation>
    </message>
    <message>
        <source>what is missing</source>
        <translation>缺口</translation>
    </message>
    <message>
        <source>age of {name}</source>
        <translation>{name}的年龄（岁）</translation>
    </message>
    <message>
        <source>cover</source>
        <translation>保障</translation>
    </message>
    <message>
        <source>need of today</source>
        <translation>今天的需要</translation>
    </message>
    <message>
        <source>what comes in</source>
        <translation>收入与养老金</translation>
    </message>
    <message>
        <source>living and support of parents</source>
        <translation>生活与赡养</translation>
    </message>
    <message>
        <source>education</source>
        <translation>教育</translation>
    </message>
    <message>
        <source>instalments</source>
        <translation>月供</translation>
    </message>
    <message>
        <source>premiums</source>
        <translation>保费</translation>
    </message>
    <message>
        <source>spending in retirement</source>
        <translation>退休后花费</translation>
    </message>
    <message>
        <source>thousand yuan a year, in today's prices</source>
        <translation>万元/年（按今天的物价）</translation>
    </message>
    <message>
        <source>premiums should stay below</source>
        <translation>保费不宜超过</translation>
    </message>
    <message>
        <source>at {age}: −{amount} {name}</source>
        <translation>{age} 岁：−{amount} {name}</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>缺口</translation>
    </message>
    <message>
        <source>Cover over the years</source>
        <translation>保障随年龄的变化</translation>
    </message>
    <message>
        <source>Money over a life</source>
        <translation>一生的收支</translation>
    </message>
    <message>
        <source>If things change</source>
        <translation>如果情况变化</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>变了什么</translation>
    </message>
    <message>
        <source>Print the record…</source>
        <translation>打印分析记录…</translation>
    </message>
    <message>
        <source>Case file…</source>
        <translation>案例文件…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>AnswerDialog</name>
    <message>
        <source>About this answer</source>
        <translation>关于这个回答</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Nothing rests on this answer yet.</source>
        <translation>还没有需求依据这个回答。</translation>
    </message>
    <message>
        <source>What rests on it ({links} links become suspect when it changes):</source>
        <translation>依据这个回答的有（一旦改动，{links} 条关联会标为存疑）：</translation>
    </message>
    <message>
        <source>History</source>
        <translation>变更记录</translation>
    </message>
    <message>
        <source>Not changed since the interview began.</source>
        <translation>面谈开始以来没有变过。</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>没有回答</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
</context>
<context>
    <name>AssumptionPanel</name>
    <message>
        <source>Set of assumptions</source>
        <translation>假设的版本</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Save as a set…</source>
        <translation>存为一套…</translation>
    </message>
    <message>
        <source>Use for new interviews</source>
        <translation>新面谈都用这一套</translation>
    </message>
    <message>
        <source>Assumptions</source>
        <translation>假设</translation>
    </message>
</context>
<context>
    <name>Backup</name>
    <message>
        <source>Folder for the backup</source>
        <translation>备份到哪个文件夹</translation>
    </message>
    <message>
        <source>Making a backup</source>
        <translation>正在备份</translation>
    </message>
    <message>
        <source>Backup made: {path}</source>
        <translation>已备份：{path}</translation>
    </message>
    <message>
        <source>The backup could not be made.</source>
        <translation>备份没有成功。</translation>
    </message>
</context>
<context>
    <name>BaselinesList</name>
    <message>
        <source>Freeze a baseline…</source>
        <translation>冻结基线…</translation>
    </message>
    <message>
        <source>Compare with now</source>
        <translation>与现在比较</translation>
    </message>
    <message>
        <source>Compare two…</source>
        <translation>比较两份…</translation>
    </message>
    <message>
        <source>Name of the baseline</source>
        <translation>基线名称</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>冻结于</translation>
    </message>
    <message>
        <source>By</source>
        <translation>由谁</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>项数</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>关联数</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>A baseline freezes all needs and links, so that you can see later what changed.</source>
        <translation>基线把全部需求和关联冻结下来，以后可以看出变了什么。</translation>
    </message>
    <message>
        <source>{name} compared with now</source>
        <translation>{name} 与现在比较</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>比较对象</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
</context>
<context>
    <name>BinActs</name>
    <message>
        <source>{name} is in the recycle bin.</source>
        <translation>{name}已移入回收站。</translation>
    </message>
    <message>
        <source>{name} is restored.</source>
        <translation>{name}已恢复。</translation>
    </message>
    <message>
        <source>Erase for good</source>
        <translation>彻底删除</translation>
    </message>
    <message>
        <source>{count} customers and {rows} records of theirs will be erased. This cannot be undone.</source>
        <translation>将彻底删除 {count} 位客户及其 {rows} 条记录，无法恢复。</translation>
    </message>
    <message>
        <source>Interviews, needs, proposals, orders, policies and activities go with them. Backups made before keep what they have.</source>
        <translation>面谈、需求、建议书、订单、保单和活动一并删除。此前的备份保留其中的内容。</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>彻底删除</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>{count} customers are erased.</source>
        <translation>已彻底删除 {count} 位客户。</translation>
    </message>
</context>
<context>
    <name>Block</name>
    <message>
        <source>all day</source>
        <translation>全天</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>逾期</translation>
    </message>
</context>
<context>
    <name>Board</name>
    <message>
        <source>Board of opportunities</source>
        <translation>销售机会看板</translation>
    </message>
    <message>
        <source>Won</source>
        <translation>已成交</translation>
    </message>
    <message>
        <source>Paused or lost</source>
        <translation>暂缓或失去</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>已逾期</translation>
    </message>
    <message>
        <source>Needs past their date</source>
        <translation>超期的需求</translation>
    </message>
    <message>
        <source>Orders returned</source>
        <translation>被退回的订单</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Actions agreed</source>
        <translation>议定的行动</translation>
    </message>
    <message>
        <source>Unfinished interviews</source>
        <translation>未完成的面谈</translation>
    </message>
    <message>
        <source>Look at the needs again</source>
        <translation>需求该重看了</translation>
    </message>
    <message>
        <source>In the next seven days</source>
        <translation>未来七天</translation>
    </message>
    <message>
        <source>Birthdays</source>
        <translation>生日</translation>
    </message>
    <message>
        <source>all day</source>
        <translation>全天</translation>
    </message>
    <message>
        <source>the analysis is a year old</source>
        <translation>上次分析已满一年</translation>
    </message>
    <message>
        <source>{name} turns {age}</source>
        <translation>{name}满 {age} 岁</translation>
    </message>
    <message>
        <source>{name}: lunar birthday</source>
        <translation>{name}农历生日</translation>
    </message>
    <message>
        <source>Taken off: {card}</source>
        <translation>已移除：{card}</translation>
    </message>
    <message>
        <source>The cards stand as they first did.</source>
        <translation>卡片已恢复最初的排列。</translation>
    </message>
    <message>
        <source>Counting</source>
        <translation>正在统计</translation>
    </message>
    <message>
        <source>Copied as a picture: {card}</source>
        <translation>已复制为图片：{card}</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>已保存：{path}</translation>
    </message>
</context>
<context>
    <name>BudgetCurve</name>
    <message>
        <source>What each further yuan covers</source>
        <translation>多花的每一元能覆盖多少</translation>
    </message>
    <message>
        <source>Drag the dashed line, or use the arrow keys</source>
        <translation>拖动虚线，或用方向键</translation>
    </message>
    <message>
        <source>premium a year (yuan)</source>
        <translation>年交保费（元）</translation>
    </message>
    <message>
        <source>weighted needs covered (%)</source>
        <translation>加权需求覆盖率（%）</translation>
    </message>
    <message>
        <source>budget {amount} covers {share} (drag)</source>
        <translation>预算 {amount} 覆盖 {share}（可拖动）</translation>
    </message>
</context>
<context>
    <name>BulkDialog</name>
    <message>
        <source>Change many customers</source>
        <translation>批量修改客户</translation>
    </message>
    <message>
        <source>Change them</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>The chosen: {count}</source>
        <translation>选中的：{count} 位</translation>
    </message>
    <message>
        <source>All shown in the list: {count}</source>
        <translation>列表中的全部：{count} 位</translation>
    </message>
    <message>
        <source>Tick what is to be set. Ticked and left empty, it is emptied. It can be undone.</source>
        <translation>勾选要改的项目；勾选后留空表示清空。可以撤销。</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Add tags</source>
        <translation>添加标签</translation>
    </message>
    <message>
        <source>Remove tags</source>
        <translation>去掉标签</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>City</source>
        <translation>城市</translation>
    </message>
</context>
<context>
    <name>CalendarView</name>
    <message>
        <source>Earlier</source>
        <translation>往前</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>往后</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Go to a day</source>
        <translation>跳到某天</translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message>
        <source>None</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>还有 {count} 条</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Done: {what}</source>
        <translation>已完成：{what}</translation>
    </message>
</context>
<context>
    <name>CardFrame</name>
    <message>
        <source>Move {card}: drag, or Alt and an arrow key</source>
        <translation>移动“{card}”：拖动，或按 Alt 加方向键</translation>
    </message>
    <message>
        <source>Show the numbers as a table</source>
        <translation>以表格显示数字</translation>
    </message>
    <message>
        <source>Menu of {card}</source>
        <translation>“{card}”的菜单</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>前往</translation>
    </message>
    <message>
        <source>Move earlier</source>
        <translation>前移</translation>
    </message>
    <message>
        <source>Move later</source>
        <translation>后移</translation>
    </message>
    <message>
        <source>One column wide</source>
        <translation>一栏宽</translation>
    </message>
    <message>
        <source>Two columns wide</source>
        <translation>两栏宽</translation>
    </message>
    <message>
        <source>Copy as picture</source>
        <translation>复制为图片</translation>
    </message>
    <message>
        <source>Save as {kind}…</source>
        <translation>另存为 {kind}…</translation>
    </message>
    <message>
        <source>Take off the page</source>
        <translation>从页面移除</translation>
    </message>
    <message>
        <source>What {card} shows</source>
        <translation>“{card}”显示的内容</translation>
    </message>
</context>
<context>
    <name>CardWords</name>
    <message>
        <source>Record your activities on Today: they are counted here.</source>
        <translation>在“今日”记录活动，这里就会统计。</translation>
    </message>
    <message>
        <source>premium, yuan</source>
        <translation>保费，元</translation>
    </message>
</context>
<context>
    <name>CascadeDialog</name>
    <message>
        <source>From the premium back to calls</source>
        <translation>从保费倒推到电话</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>{number}. {above} {wanted} ÷ {ratio} = {below} {needed} (rounded up)</source>
        <translation>{number}. {above} {wanted} ÷ {ratio} = {below} {needed}（向上取整）</translation>
    </message>
    <message>
        <source>typed by you</source>
        <translation>您自己填的</translation>
    </message>
    <message>
        <source>rule of thumb: fewer than {least} in your past</source>
        <translation>经验值：您过去不足 {least} 次</translation>
    </message>
    <message>
        <source>yours: {above} from {below}</source>
        <translation>您自己的：{below} 次得 {above}</translation>
    </message>
    <message>
        <source>the team's, yours are too few: {above} from {below}</source>
        <translation>团队的（您自己的太少）：{below} 次得 {above}</translation>
    </message>
    <message>
        <source>△ small sample: </source>
        <translation>△ 样本少：</translation>
    </message>
    <message>
        <source>Premium per case</source>
        <translation>件均保费</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>比率</translation>
    </message>
    <message>
        <source>Value (editable)</source>
        <translation>数值（可改）</translation>
    </message>
    <message>
        <source>Where from</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Needed</source>
        <translation>需要</translation>
    </message>
    <message>
        <source>Premium wanted, yuan</source>
        <translation>想要的保费（元）</translation>
    </message>
    <message>
        <source>Ratios of</source>
        <translation>比率取自</translation>
    </message>
    <message>
        <source>the last {weeks} weeks</source>
        <translation>过去 {weeks} 周</translation>
    </message>
    <message>
        <source>Take over as</source>
        <translation>作为</translation>
    </message>
    <message>
        <source>Reset the ratios</source>
        <translation>恢复比率</translation>
    </message>
    <message>
        <source>Take over as targets</source>
        <translation>采用为目标</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>CaseCard</name>
    <message>
        <source>Service cases</source>
        <translation>服务个案</translation>
    </message>
</context>
<context>
    <name>CaseDialog</name>
    <message>
        <source>Log</source>
        <translation>处理记录</translation>
    </message>
    <message>
        <source>Note a step, then Enter</source>
        <translation>记录一步，按回车保存</translation>
    </message>
    <message>
        <source>Note a step</source>
        <translation>记录一步</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Filed and paid…</source>
        <translation>报案与赔付…</translation>
    </message>
    <message>
        <source>Take the last step back</source>
        <translation>撤回最后一步</translation>
    </message>
    <message>
        <source>Filed and paid</source>
        <translation>报案与赔付</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Begin to work on it</source>
        <translation>开始处理</translation>
    </message>
    <message>
        <source>Wait for…</source>
        <translation>等待…</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>已解决</translation>
    </message>
    <message>
        <source>Close the case</source>
        <translation>结案</translation>
    </message>
    <message>
        <source>came in on {day}</source>
        <translation>{day} 受理</translation>
    </message>
    <message>
        <source>owner: {name}</source>
        <translation>负责人：{name}</translation>
    </message>
    <message>
        <source>due on {day}</source>
        <translation>{day} 前答复</translation>
    </message>
    <message>
        <source>severity: {level}</source>
        <translation>严重程度：{level}</translation>
    </message>
    <message>
        <source>promised for {day}</source>
        <translation>承诺 {day} 答复</translation>
    </message>
    <message>
        <source>happened on {day}</source>
        <translation>{day} 出险</translation>
    </message>
    <message>
        <source>filed with {insurer} on {day}</source>
        <translation>{day} 向{insurer}报案</translation>
    </message>
    <message>
        <source>{amount} yuan paid on {day}</source>
        <translation>{day} 赔付 {amount} 元</translation>
    </message>
    <message>
        <source>Resolution: {text}</source>
        <translation>处理结果：{text}</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>By</source>
        <translation>由谁</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>CaseTable</name>
    <message>
        <source>Kind of case</source>
        <translation>个案类型</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>全部类型</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Not closed</source>
        <translation>未结案</translation>
    </message>
    <message>
        <source>Overdue only</source>
        <translation>只看逾期</translation>
    </message>
    <message>
        <source>New case…</source>
        <translation>新建个案…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Service cases</source>
        <translation>服务个案</translation>
    </message>
    <message>
        <source>No case: questions, claims and complaints stand here until they are resolved.</source>
        <translation>没有个案：咨询、理赔、投诉在这里跟到解决。</translation>
    </message>
    <message>
        <source>Cases: {count}</source>
        <translation>共 {count} 个个案</translation>
    </message>
    <message>
        <source>Choose the family first, in the customers or by the search (Ctrl+K).</source>
        <translation>请先选择家庭：在“客户”里选，或用搜索（Ctrl+K）。</translation>
    </message>
    <message>
        <source>{count} missing</source>
        <translation>缺 {count} 份</translation>
    </message>
    <message>
        <source>Answer due</source>
        <translation>答复期限</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>What it is about</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>资料</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>家庭</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
</context>
<context>
    <name>Cases</name>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>What it is about</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>保单</translation>
    </message>
    <message>
        <source>Came in on</source>
        <translation>受理日期</translation>
    </message>
    <message>
        <source>Left empty, the usual days of the kind are taken.</source>
        <translation>不填则按该类型通常的天数。</translation>
    </message>
    <message>
        <source>Due on</source>
        <translation>应答复日期</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>程度</translation>
    </message>
    <message>
        <source>Answer promised for</source>
        <translation>承诺答复日期</translation>
    </message>
    <message>
        <source>Insured event</source>
        <translation>出险类型</translation>
    </message>
    <message>
        <source>Happened on</source>
        <translation>出险日期</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>经过</translation>
    </message>
    <message>
        <source>Waiting for</source>
        <translation>等待谁</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>处理结果</translation>
    </message>
    <message>
        <source>Why it is opened again</source>
        <translation>重新打开的原因</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Filed with</source>
        <translation>报案保险公司</translation>
    </message>
    <message>
        <source>Filed on</source>
        <translation>报案日期</translation>
    </message>
    <message>
        <source>Paid (yuan)</source>
        <translation>赔付金额（元）</translation>
    </message>
    <message>
        <source>Paid on</source>
        <translation>赔付日期</translation>
    </message>
    <message>
        <source>Case {number} is opened.</source>
        <translation>已登记个案 {number}。</translation>
    </message>
    <message>
        <source>New case of {name}</source>
        <translation>{name}的新个案</translation>
    </message>
</context>
<context>
    <name>ChainCard</name>
    <message>
        <source>Take this link out</source>
        <translation>移除这条关联</translation>
    </message>
    <message>
        <source>({state})</source>
        <translation>（{state}）</translation>
    </message>
    <message>
        <source>changed since: {what}</source>
        <translation>此后有变：{what}</translation>
    </message>
    <message>
        <source>Still holds</source>
        <translation>仍然成立</translation>
    </message>
</context>
<context>
    <name>ChangeDialog</name>
    <message>
        <source>Change: {name}</source>
        <translation>调整：{name}</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>保额</translation>
    </message>
    <message>
        <source>Why: kept with the proposal</source>
        <translation>原因：随建议书保存</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Premium</source>
        <translation>保费</translation>
    </message>
    <message>
        <source>Needs covered</source>
        <translation>需求覆盖</translation>
    </message>
    <message>
        <source>Sum (yuan)</source>
        <translation>保额（元）</translation>
    </message>
    <message>
        <source>{sum}: premium {more}, needs covered {cover}</source>
        <translation>{sum}：保费 {more}，需求覆盖 {cover}</translation>
    </message>
    <message>
        <source>Instead</source>
        <translation>换成</translation>
    </message>
    <message>
        <source>Products that answer the same need</source>
        <translation>回应同一需求的其他产品</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Take this sum</source>
        <translation>改用这个保额</translation>
    </message>
    <message>
        <source>Take the chosen product</source>
        <translation>换成所选产品</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ChangesTab</name>
    <message>
        <source>Only what changed</source>
        <translation>只看有变化的</translation>
    </message>
    <message>
        <source>Gaps then and now</source>
        <translation>上次与现在的缺口</translation>
    </message>
    <message>
        <source>What happened in the family</source>
        <translation>家里发生的事</translation>
    </message>
    <message>
        <source>Something happened…</source>
        <translation>家里有事发生…</translation>
    </message>
    <message>
        <source>Nothing to talk about</source>
        <translation>不必再谈</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>There is no earlier analysis of this family to compare with.</source>
        <translation>这个家庭还没有更早的分析可以比较。</translation>
    </message>
    <message>
        <source>Compared with the analysis of {day}</source>
        <translation>与 {day} 的分析相比</translation>
    </message>
    <message>
        <source>Need</source>
        <translation>需求</translation>
    </message>
    <message>
        <source>Gap then</source>
        <translation>上次缺口</translation>
    </message>
    <message>
        <source>Gap now</source>
        <translation>现在缺口</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>调整</translation>
    </message>
    <message>
        <source>Mostly because of</source>
        <translation>主要原因</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>往来记录</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>谁</translation>
    </message>
    <message>
        <source>Needs to look at</source>
        <translation>要重看的需求</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>to talk about</source>
        <translation>待谈</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已处理</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>Chips</name>
    <message>
        <source>Pinned: {item}</source>
        <translation>锁定：{item}</translation>
    </message>
    <message>
        <source>Not wanted: {item}</source>
        <translation>不要：{item}</translation>
    </message>
    <message>
        <source>{reason} – click to drop this wish</source>
        <translation>{reason}（点击取消）</translation>
    </message>
</context>
<context>
    <name>ChooseCards</name>
    <message>
        <source>Cards on the page</source>
        <translation>页面上的卡片</translation>
    </message>
    <message>
        <source>As at first</source>
        <translation>恢复最初排列</translation>
    </message>
    <message>
        <source>Show these</source>
        <translation>显示所选</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ClockActs</name>
    <message>
        <source>Mark paid</source>
        <translation>标记已交</translation>
    </message>
    <message>
        <source>Record the answer</source>
        <translation>记录回答</translation>
    </message>
    <message>
        <source>Plan: {kind}</source>
        <translation>安排{kind}</translation>
    </message>
    <message>
        <source>{kind} planned for {day}.</source>
        <translation>已安排 {day} 的{kind}。</translation>
    </message>
    <message>
        <source>The premium due on {day} is marked paid.</source>
        <translation>{day} 到期的保费已标记为已交。</translation>
    </message>
    <message>
        <source>Done: {what}</source>
        <translation>已完成：{what}</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>明天</translation>
    </message>
    <message>
        <source>In {days} days</source>
        <translation>{days} 天后</translation>
    </message>
    <message>
        <source>Until a day…</source>
        <translation>到某一天…</translation>
    </message>
    <message>
        <source>Show again on</source>
        <translation>再次提醒</translation>
    </message>
    <message>
        <source>Put off: {what}</source>
        <translation>推迟：{what}</translation>
    </message>
    <message>
        <source>The message is copied: {text}</source>
        <translation>消息已复制：{text}</translation>
    </message>
    <message>
        <source>Put off until {day}.</source>
        <translation>已推迟到 {day}。</translation>
    </message>
</context>
<context>
    <name>ClockCard</name>
    <message>
        <source>Clocks</source>
        <translation>到期提醒</translation>
    </message>
    <message>
        <source>Put off: {what}</source>
        <translation>推迟：{what}</translation>
    </message>
    <message>
        <source>Done: {what}</source>
        <translation>已完成：{what}</translation>
    </message>
</context>
<context>
    <name>ClockSettings</name>
    <message>
        <source>Lead days of the clocks</source>
        <translation>到期提醒的提前天数</translation>
    </message>
    <message>
        <source>urgent</source>
        <translation>紧急</translation>
    </message>
    <message>
        <source>Days of grace</source>
        <translation>宽限期天数</translation>
    </message>
    <message>
        <source>Years to reinstate</source>
        <translation>复效年数</translation>
    </message>
    <message>
        <source>Visit after days</source>
        <translation>几天后回访</translation>
    </message>
    <message>
        <source>Ask after days</source>
        <translation>几天后询问</translation>
    </message>
</context>
<context>
    <name>ClockSettingsDialog</name>
    <message>
        <source>A clock is shown so many days before its day, and is marked as urgent from the second number on. Leave the first empty and that kind is not shown.</source>
        <translation>每类提醒在到期前这么多天开始显示，剩余天数不超过第二个数时标为“紧急”。第一个数留空，这一类就不显示。</translation>
    </message>
    <message>
        <source>The lead days are changed.</source>
        <translation>提前天数已修改。</translation>
    </message>
</context>
<context>
    <name>ClockTable</name>
    <message>
        <source>Kind of clock</source>
        <translation>提醒类型</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>全部类型</translation>
    </message>
    <message>
        <source>Clocks</source>
        <translation>到期提醒</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Copy message</source>
        <translation>复制消息</translation>
    </message>
    <message>
        <source>Put off</source>
        <translation>推迟</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Open the family</source>
        <translation>打开家庭</translation>
    </message>
    <message>
        <source>Lead days…</source>
        <translation>提前天数…</translation>
    </message>
    <message>
        <source>How many days before its day each kind of clock is shown</source>
        <translation>每类提醒提前多少天显示</translation>
    </message>
    <message>
        <source>Clocks: {count}</source>
        <translation>共 {count} 条提醒</translation>
    </message>
    <message>
        <source>Nothing comes due in the days shown.</source>
        <translation>这段时间没有到期的事项。</translation>
    </message>
    <message>
        <source>Days left</source>
        <translation>剩余</translation>
    </message>
    <message>
        <source>Due day</source>
        <translation>到期日</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>家庭</translation>
    </message>
</context>
<context>
    <name>CoachingView</name>
    <message>
        <source>Agents</source>
        <translation>代理人</translation>
    </message>
    <message>
        <source>Steps of the funnel</source>
        <translation>漏斗各步</translation>
    </message>
    <message>
        <source>Training done</source>
        <translation>培训与练习</translation>
    </message>
    <message>
        <source>Agreed with the agent</source>
        <translation>与本人约定</translation>
    </message>
    <message>
        <source>Add training</source>
        <translation>添加培训</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Skill</source>
        <translation>技能</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Minutes spent</source>
        <translation>用时（分钟）</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>No reports yet</source>
        <translation>还没有周报</translation>
    </message>
    <message>
        <source>Roll up the weekly files first.</source>
        <translation>请先汇总周报。</translation>
    </message>
    <message>
        <source>Worth asking how things are: these are signs, not verdicts.</source>
        <translation>值得关心一下近况：这些只是迹象，不是结论。</translation>
    </message>
    <message>
        <source>No sign of trouble in the reports.</source>
        <translation>周报里没有异常迹象。</translation>
    </message>
    <message>
        <source>{count} signs</source>
        <translation>{count} 个迹象</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>代理人</translation>
    </message>
    <message>
        <source>A week now</source>
        <translation>近期每周</translation>
    </message>
    <message>
        <source>Activities of a mean week, of the last four reported</source>
        <translation>最近四周（已交）平均每周的活动次数</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>The same, of the eight weeks before</source>
        <translation>再往前八周的平均</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>其他人</translation>
    </message>
    <message>
        <source>The middle of the rest of the team</source>
        <translation>团队其他人的中位数</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>关注</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Families</source>
        <translation>家庭</translation>
    </message>
    <message>
        <source>Entered the next stage / entered this one, in four weeks</source>
        <translation>四周内进入下一阶段 / 进入本阶段的户数</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>So</source>
        <translation>判断</translation>
    </message>
</context>
<context>
    <name>ColumnsStep</name>
    <message>
        <source>Sheet</source>
        <translation>工作表</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>The header has two rows</source>
        <translation>表头有两行</translation>
    </message>
    <message>
        <source>The first rows of the file</source>
        <translation>文件的前几行</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Still needed: {fields}</source>
        <translation>还缺：{fields}</translation>
    </message>
    <message>
        <source>Column of the file</source>
        <translation>文件里的列</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>例子</translation>
    </message>
    <message>
        <source>Is taken for</source>
        <translation>当作</translation>
    </message>
    <message>
        <source>{count} columns are taken as you chose them the last time.</source>
        <translation>{count} 列沿用您上次的选择。</translation>
    </message>
    <message>
        <source>This is an export of Jira or Redmine: {count} columns are known.</source>
        <translation>这是 Jira 或 Redmine 的导出文件，认出 {count} 列。</translation>
    </message>
    <message>
        <source>This is an export of {program}: {count} columns are known.</source>
        <translation>这是 {program} 的导出文件，认出 {count} 列。</translation>
    </message>
    <message>
        <source>{count} columns were recognised by their headers. Yellow ones are not used.</source>
        <translation>按表头认出 {count} 列；黄色的列没有用到。</translation>
    </message>
    <message>
        <source>Click the row that holds the names of the columns</source>
        <translation>点一下写着列名的那一行</translation>
    </message>
</context>
<context>
    <name>CombinationsPage</name>
    <message>
        <source>Budget a year</source>
        <translation>每年预算</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>计算</translation>
    </message>
    <message>
        <source>Whose plans?</source>
        <translation>谁的方案？</translation>
    </message>
    <message>
        <source>Choose a family first.</source>
        <translation>请先选择一个家庭。</translation>
    </message>
    <message>
        <source>Choose a customer</source>
        <translation>选择客户</translation>
    </message>
    <message>
        <source>{name} has no confirmed needs yet</source>
        <translation>{name}还没有已确认的需求</translation>
    </message>
    <message>
        <source>Plans are made from needs the customer has confirmed in an interview.</source>
        <translation>方案根据客户在面谈中确认的需求生成。</translation>
    </message>
    <message>
        <source>Needs interview</source>
        <translation>需求面谈</translation>
    </message>
    <message>
        <source>No products to choose from</source>
        <translation>没有可选的产品</translation>
    </message>
    <message>
        <source>Import a catalogue in the library first.</source>
        <translation>请先在“资料”里导入产品目录。</translation>
    </message>
    <message>
        <source>Go to the library</source>
        <translation>打开资料</translation>
    </message>
    <message>
        <source>{count} needs</source>
        <translation>{count} 项需求</translation>
    </message>
    <message>
        <source>Budget (yuan)</source>
        <translation>预算（元）</translation>
    </message>
    <message>
        <source>The budget is changed.</source>
        <translation>预算已更改。</translation>
    </message>
    <message>
        <source>Three plans are being computed…</source>
        <translation>正在计算三个方案…</translation>
    </message>
    <message>
        <source>Line by line</source>
        <translation>逐项对比</translation>
    </message>
    <message>
        <source>Premium and cover</source>
        <translation>保费与覆盖</translation>
    </message>
    <message>
        <source>Proposals ({count})</source>
        <translation>建议书（{count}）</translation>
    </message>
    <message>
        <source>Other plans</source>
        <translation>其他方案</translation>
    </message>
    <message>
        <source>Plans within this budget that differ in products</source>
        <translation>同一预算内、产品不同的方案</translation>
    </message>
    <message>
        <source>Pairs…</source>
        <translation>搭配…</translation>
    </message>
    <message>
        <source>Products that belong together, and the bonus a plan gets for both</source>
        <translation>哪些产品适合一起买，以及方案因此得到的加分</translation>
    </message>
    <message>
        <source>Bold: differs from the balanced plan</source>
        <translation>粗体：与均衡方案不同</translation>
    </message>
    <message>
        <source>Computing the combinations</source>
        <translation>正在计算产品组合</translation>
    </message>
    <message>
        <source>Budget a year (yuan)</source>
        <translation>每年预算（元）</translation>
    </message>
</context>
<context>
    <name>CommandBox</name>
    <message>
        <source>Search customers or actions (Ctrl+K)</source>
        <translation>搜索客户或功能（Ctrl+K）</translation>
    </message>
    <message>
        <source>Search customers or actions</source>
        <translation>搜索客户或功能</translation>
    </message>
    <message>
        <source>Go to {tab}</source>
        <translation>转到 {tab}</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Switch the language</source>
        <translation>切换语言</translation>
    </message>
    <message>
        <source>Switch between light and dark</source>
        <translation>切换浅色和深色</translation>
    </message>
    <message>
        <source>Change my details</source>
        <translation>修改我的资料</translation>
    </message>
    <message>
        <source>PIN for the customer view</source>
        <translation>客户视图的 PIN</translation>
    </message>
    <message>
        <source>Make a backup</source>
        <translation>立即备份</translation>
    </message>
    <message>
        <source>Edit the weekly template</source>
        <translation>编辑周报模板</translation>
    </message>
    <message>
        <source>All clocks</source>
        <translation>全部到期提醒</translation>
    </message>
    <message>
        <source>All service cases</source>
        <translation>全部服务个案</translation>
    </message>
    <message>
        <source>Satisfaction of the customers</source>
        <translation>客户满意度</translation>
    </message>
    <message>
        <source>New service case</source>
        <translation>新建服务个案</translation>
    </message>
    <message>
        <source>Choose the family first, in the customers or by the search (Ctrl+K).</source>
        <translation>请先选择家庭：在“客户”里选，或用搜索（Ctrl+K）。</translation>
    </message>
</context>
<context>
    <name>CompareDialog</name>
    <message>
        <source>＋ added</source>
        <translation>＋ 新增</translation>
    </message>
    <message>
        <source>－ removed</source>
        <translation>－ 移除</translation>
    </message>
    <message>
        <source>△ changed</source>
        <translation>△ 变动</translation>
    </message>
    <message>
        <source>{added} added · {removed} removed · {changed} changed</source>
        <translation>新增 {added} · 移除 {removed} · 变动 {changed}</translation>
    </message>
    <message>
        <source>Nothing changed.</source>
        <translation>没有变化。</translation>
    </message>
    <message>
        <source>How</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>变了什么</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>关联</translation>
    </message>
    <message>
        <source>Compare products</source>
        <translation>产品对比</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>年龄</translation>
    </message>
    <message>
        <source>Premium of the least sum, at the age of</source>
        <translation>最低保额的年保费，年龄</translation>
    </message>
</context>
<context>
    <name>ComparePanel</name>
    <message>
        <source>Take the file's</source>
        <translation>用文件里的</translation>
    </message>
    <message>
        <source>Keep what is here</source>
        <translation>保留这里的</translation>
    </message>
    <message>
        <source>Leave this row out</source>
        <translation>跳过这一行</translation>
    </message>
    <message>
        <source>Decide again</source>
        <translation>重新决定</translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>文件里</translation>
    </message>
    <message>
        <source>Same person: update {code}</source>
        <translation>同一个人：更新 {code}</translation>
    </message>
    <message>
        <source>A new customer</source>
        <translation>是新客户</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>The plans line by line</source>
        <translation>三个方案逐项对比</translation>
    </message>
    <message>
        <source>With it</source>
        <translation>附带</translation>
    </message>
    <message>
        <source>gap {amount}</source>
        <translation>缺口 {amount}</translation>
    </message>
    <message>
        <source>also by {names}</source>
        <translation>另由{names}覆盖</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>调整</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>{count} × · {premium}</source>
        <translation>{count} 件 · {premium} 元</translation>
    </message>
    <message>
        <source>sum {sum} · {premium} a year</source>
        <translation>保额 {sum} · 年交 {premium}</translation>
    </message>
    <message>
        <source>How it is priced, and why this one</source>
        <translation>怎么算的，为什么选它</translation>
    </message>
    <message>
        <source>No longer pinned</source>
        <translation>取消锁定</translation>
    </message>
    <message>
        <source>Pin it with this sum</source>
        <translation>锁定这一项</translation>
    </message>
    <message>
        <source>Not this product</source>
        <translation>不要这个产品</translation>
    </message>
    <message>
        <source>Add a product for this need</source>
        <translation>为这项需求添加产品</translation>
    </message>
    <message>
        <source>fully covered</source>
        <translation>已覆盖</translation>
    </message>
    <message>
        <source>{amount} open: {why}</source>
        <translation>还缺 {amount}：{why}</translation>
    </message>
    <message>
        <source>What stays open, and why</source>
        <translation>仍未覆盖，及原因</translation>
    </message>
    <message>
        <source>Every need is covered.</source>
        <translation>所有需求都已覆盖。</translation>
    </message>
    <message>
        <source>Belongs together: bonus counted</source>
        <translation>搭配加分（已计入）</translation>
    </message>
    <message>
        <source>{products} ({member}): +{bonus}</source>
        <translation>{products}（{member}）：+{bonus}</translation>
    </message>
    <message>
        <source>{member} {need} {amount}: {why}</source>
        <translation>{member} {need} {amount}：{why}</translation>
    </message>
</context>
<context>
    <name>ConditionLine</name>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Remove condition</source>
        <translation>去掉条件</translation>
    </message>
</context>
<context>
    <name>ConditionsField</name>
    <message>
        <source>Add condition</source>
        <translation>添加条件</translation>
    </message>
</context>
<context>
    <name>ContactPane</name>
    <message>
        <source>Edit contact</source>
        <translation>修改联系方式</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Save notes</source>
        <translation>保存备注</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>放弃修改</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>City</source>
        <translation>城市</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>WeChat</source>
        <translation>微信</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>邮箱</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Referred by</source>
        <translation>介绍人</translation>
    </message>
    <message>
        <source>The contact is changed.</source>
        <translation>联系方式已修改。</translation>
    </message>
    <message>
        <source>Contact of {name}</source>
        <translation>{name}的联系方式</translation>
    </message>
    <message>
        <source>Notes saved.</source>
        <translation>备注已保存。</translation>
    </message>
    <message>
        <source>not saved yet</source>
        <translation>尚未保存</translation>
    </message>
</context>
<context>
    <name>CoverTab</name>
    <message>
        <source>Person</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>保险事故</translation>
    </message>
    <message>
        <source>Cover over the years</source>
        <translation>保障随年龄的变化</translation>
    </message>
    <message>
        <source>No cover against this event.</source>
        <translation>这方面还没有保障。</translation>
    </message>
    <message>
        <source>As far as is known this cover has no end; where no policy stands behind it, look it up.</source>
        <translation>目前看这份保障没有到期日；没有保单对应的部分，请再核实。</translation>
    </message>
    <message>
        <source>At {age} the cover falls by {amount}: {name}.</source>
        <translation>{age} 岁时保障减少 {amount}：{name}。</translation>
    </message>
</context>
<context>
    <name>CoverageCard</name>
    <message>
        <source>Needs covered (burn-up)</source>
        <translation>需求保障进度（燃起图）</translation>
    </message>
    <message>
        <source>Needs known, and those that policies in force cover, on each day, from when needs and links were recorded; the gaps are those of today.</source>
        <translation>各日已知的需求，以及有效保单已覆盖的需求；按需求和关联的记录日期计，缺口按今天的数额。</translation>
    </message>
    <message>
        <source>Hold a needs interview: its needs are counted here.</source>
        <translation>做一次需求面谈，其中的需求会在这里统计。</translation>
    </message>
    <message>
        <source>{covered} of {known} needs are covered; {change} since {day}.</source>
        <translation>{known} 项需求中 {covered} 项已有保障；自 {day} 起 {change}。</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>needs known</source>
        <translation>已知需求</translation>
    </message>
    <message>
        <source>covered by policies in force</source>
        <translation>有效保单已覆盖</translation>
    </message>
    <message>
        <source>needs, count</source>
        <translation>需求，项</translation>
    </message>
</context>
<context>
    <name>CustomerActs</name>
    <message>
        <source>Classes and tags…</source>
        <translation>分类与标签…</translation>
    </message>
    <message>
        <source>Own fields…</source>
        <translation>自定义字段…</translation>
    </message>
    <message>
        <source>Referrals and sources…</source>
        <translation>转介绍与来源…</translation>
    </message>
    <message>
        <source>Hand over to another agent…</source>
        <translation>移交给其他代理人…</translation>
    </message>
    <message>
        <source>Hand-overs…</source>
        <translation>客户移交记录…</translation>
    </message>
    <message>
        <source>{count} customers were changed again since and stay as they are.</source>
        <translation>{count} 位客户后来又改过，保持不变。</translation>
    </message>
    <message>
        <source>{count} customers are changed.</source>
        <translation>已修改 {count} 位客户。</translation>
    </message>
    <message>
        <source>Changing customers</source>
        <translation>正在修改客户</translation>
    </message>
    <message>
        <source>Taking the change back</source>
        <translation>正在撤销修改</translation>
    </message>
    <message>
        <source>Export customers</source>
        <translation>导出客户</translation>
    </message>
    <message>
        <source>{count} visiting cards saved: {path}</source>
        <translation>已保存 {count} 张名片：{path}</translation>
    </message>
    <message>
        <source>{count} customers saved, phones masked: {path}</source>
        <translation>已保存 {count} 位客户，电话已打码：{path}</translation>
    </message>
    <message>
        <source>Exporting customers</source>
        <translation>正在导出客户</translation>
    </message>
</context>
<context>
    <name>CustomerLine</name>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
</context>
<context>
    <name>CustomerList</name>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>City</source>
        <translation>城市</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
</context>
<context>
    <name>CustomerView</name>
    <message>
        <source>Our family's needs</source>
        <translation>我们家的需求</translation>
    </message>
    <message>
        <source>Need and cover of each need</source>
        <translation>各项需求的需要额与已有保障</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>For the agent</source>
        <translation>代理人</translation>
    </message>
    <message>
        <source>{name}'s family</source>
        <translation>{name}的家庭</translation>
    </message>
    <message>
        <source>What matters to us</source>
        <translation>我们看重什么</translation>
    </message>
    <message>
        <source>What is there, and what is missing</source>
        <translation>已经有的，和还缺的</translation>
    </message>
    <message>
        <source>Touch a bar to see how it is computed.</source>
        <translation>点一条，看怎么算的。</translation>
    </message>
</context>
<context>
    <name>CustomersPage</name>
    <message>
        <source>Name, pinyin, initials or phone</source>
        <translation>姓名、拼音、首字母或电话</translation>
    </message>
    <message>
        <source>Search customers</source>
        <translation>搜索客户</translation>
    </message>
    <message>
        <source>Add customer</source>
        <translation>新增客户</translation>
    </message>
    <message>
        <source>Recycle bin</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>Show the customers in the recycle bin: to look at, restore, or erase</source>
        <translation>查看回收站里的客户：可以恢复或彻底删除</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>查重</translation>
    </message>
    <message>
        <source>Look for customers who are here twice</source>
        <translation>找出重复的客户</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>批量修改…</translation>
    </message>
    <message>
        <source>Change the chosen customers, or all that are shown (Ctrl+E)</source>
        <translation>修改选中的客户或列表中的全部客户（Ctrl+E）</translation>
    </message>
    <message>
        <source>Erase…</source>
        <translation>彻底删除…</translation>
    </message>
    <message>
        <source>Empty the bin…</source>
        <translation>清空回收站…</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>In the recycle bin: {count}</source>
        <translation>回收站：{count} 位</translation>
    </message>
    <message>
        <source>Found: {count}</source>
        <translation>找到 {count} 位</translation>
    </message>
    <message>
        <source>Customers: {count}</source>
        <translation>共 {count} 位客户</translation>
    </message>
    <message>
        <source>, chosen: {count}</source>
        <translation>，已选 {count} 位</translation>
    </message>
    <message>
        <source>No customers yet</source>
        <translation>还没有客户</translation>
    </message>
    <message>
        <source>Add the first family by hand, or bring the sample family to see how everything hangs together.</source>
        <translation>可以先录入第一个家庭，也可以放入示例家庭，看看各部分如何衔接。</translation>
    </message>
    <message>
        <source>Import a list from Excel</source>
        <translation>从 Excel 导入名单</translation>
    </message>
    <message>
        <source>Open the sample family</source>
        <translation>打开示例家庭</translation>
    </message>
    <message>
        <source>New customer</source>
        <translation>新客户</translation>
    </message>
</context>
<context>
    <name>DateEditor</name>
    <message>
        <source>Open the calendar</source>
        <translation>打开日历</translation>
    </message>
</context>
<context>
    <name>DaysCard</name>
    <message>
        <source>The year, day by day</source>
        <translation>全年逐日</translation>
    </message>
    <message>
        <source>Activities done on each day of the calendar year in which the period ends.</source>
        <translation>所选期间末日所在自然年内，每天完成的活动数。</translation>
    </message>
    <message>
        <source>{year}, day by day</source>
        <translation>{year} 年逐日</translation>
    </message>
    <message>
        <source>{total} activities on {days} days; at most {most} on one day.</source>
        <translation>{days} 天共完成 {total} 次活动，单日最多 {most} 次。</translation>
    </message>
</context>
<context>
    <name>DrillDialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>{part} of {whole} = {value}</source>
        <translation>{whole} 中的 {part} = {value}</translation>
    </message>
    <message>
        <source>The middle of {count} rows: {value} days</source>
        <translation>{count} 行的中位数：{value} 天</translation>
    </message>
    <message>
        <source>{count} rows add up to {value} yuan</source>
        <translation>{count} 行合计 {value} 元</translation>
    </message>
    <message>
        <source>{count} rows add up to {value}</source>
        <translation>{count} 行合计 {value}</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>家庭</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>总数</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>天数</translation>
    </message>
    <message>
        <source>Yuan</source>
        <translation>元</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>计入</translation>
    </message>
</context>
<context>
    <name>DueDialog</name>
    <message>
        <source>When reports are due</source>
        <translation>交报截止时间</translation>
    </message>
    <message>
        <source>Day, from the week's Sunday on</source>
        <translation>从当周周日算起的日子</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
</context>
<context>
    <name>DuplicatesDialog</name>
    <message>
        <source>Duplicates</source>
        <translation>查重</translation>
    </message>
    <message>
        <source>Pairs that look alike</source>
        <translation>看起来相同的客户</translation>
    </message>
    <message>
        <source>Merge…</source>
        <translation>合并…</translation>
    </message>
    <message>
        <source>Not the same person</source>
        <translation>不是同一个人</translation>
    </message>
    <message>
        <source>Merged before</source>
        <translation>合并过的</translation>
    </message>
    <message>
        <source>Take the merge back</source>
        <translation>撤销这次合并</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Looking for people who are here twice …</source>
        <translation>正在找重复的客户……</translation>
    </message>
    <message>
        <source>Looking for duplicates</source>
        <translation>正在查重</translation>
    </message>
    <message>
        <source>{name} is one customer now.</source>
        <translation>{name} 已合并为一位客户。</translation>
    </message>
    <message>
        <source>{left} and {right} are not the same.</source>
        <translation>{left} 和 {right} 不是同一个人。</translation>
    </message>
    <message>
        <source>{name} is a customer again.</source>
        <translation>{name} 已恢复为单独的客户。</translation>
    </message>
    <message>
        <source>{count} pairs look alike. The score is 0 to 100.</source>
        <translation>有 {count} 对客户看起来相同；相似度为 0 到 100。</translation>
    </message>
    <message>
        <source>Nobody is here twice, as far as can be seen.</source>
        <translation>没有发现重复的客户。</translation>
    </message>
    <message>
        <source>Something went wrong. Nothing was changed.</source>
        <translation>程序出错了，数据没有改动。</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>相似度</translation>
    </message>
    <message>
        <source>One</source>
        <translation>一位</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>The other</source>
        <translation>另一位</translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Merged in</source>
        <translation>并入的客户</translation>
    </message>
</context>
<context>
    <name>DurationsCard</name>
    <message>
        <source>How long stages last</source>
        <translation>各阶段停留时间</translation>
    </message>
    <message>
        <source>Days between entering and leaving a stage, of the stays that ended in the period: the stroke is the median, the bar reaches from the lower to the upper quartile. Open stays have no length yet and are not in it.</source>
        <translation>期内结束的停留，从进入到离开阶段的天数：竖线为中位数，色条为下四分位到上四分位。尚未结束的停留还没有时长，不计入。</translation>
    </message>
    <message>
        <source>No stay ended in the period; {open} go on.</source>
        <translation>期内没有结束的停留；{open} 个仍在进行。</translation>
    </message>
    <message>
        <source>Longest: {stage}, half of {of} stays were over within {days} days; {open} go on and do not count.</source>
        <translation>最久的是{stage}：{of} 个停留中一半在 {days} 天内结束；另有 {open} 个仍在进行，不计入。</translation>
    </message>
    <message>
        <source>days: median, quartiles</source>
        <translation>天数：中位数与四分位</translation>
    </message>
    <message>
        <source>still open</source>
        <translation>仍在进行</translation>
    </message>
    <message>
        <source>{mid} days ({low}–{high}, n = {of})</source>
        <translation>{mid} 天（{low}–{high}，n = {of}）</translation>
    </message>
    <message>
        <source>{days} d · n {of}</source>
        <translation>{days} 天 · n {of}</translation>
    </message>
    <message>
        <source> · {open} open</source>
        <translation> · {open} 个未结束</translation>
    </message>
    <message>
        <source>days in the stage</source>
        <translation>停留天数</translation>
    </message>
</context>
<context>
    <name>EntryDialog</name>
    <message>
        <source>Add anyway</source>
        <translation>仍然添加</translation>
    </message>
    <message>
        <source>This person may be here already:</source>
        <translation>这个人可能已经在库里了：</translation>
    </message>
    <message>
        <source>Open {who}</source>
        <translation>打开 {who}</translation>
    </message>
</context>
<context>
    <name>EventDialog</name>
    <message>
        <source>What happened</source>
        <translation>往来记录</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>谁</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Something happened in the family</source>
        <translation>家里发生的事</translation>
    </message>
</context>
<context>
    <name>EventsSection</name>
    <message>
        <source>Life events</source>
        <translation>人生大事</translation>
    </message>
    <message>
        <source>Nothing was recorded: a marriage, a child, a mortgage, a new job – each moves the needs.</source>
        <translation>还没有记录：结婚、生子、买房贷款、换工作都会影响需求。</translation>
    </message>
    <message>
        <source>Record event</source>
        <translation>记录大事</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>先放下</translation>
    </message>
    <message>
        <source>Recorded by mistake</source>
        <translation>记错了</translation>
    </message>
    <message>
        <source>to talk about</source>
        <translation>待谈</translation>
    </message>
    <message>
        <source>settled</source>
        <translation>已处理</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>往来记录</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>谁</translation>
    </message>
    <message>
        <source>Moves the needs</source>
        <translation>影响的需求</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>FamilyForms</name>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Relation</source>
        <translation>关系</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>出生日期</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Identity number</source>
        <translation>身份证号</translation>
    </message>
    <message>
        <source>tells birth date and sex</source>
        <translation>填了会自动带出生日和性别</translation>
    </message>
    <message>
        <source>Occupation</source>
        <translation>职业</translation>
    </message>
    <message>
        <source>Occupation class</source>
        <translation>职业类别</translation>
    </message>
    <message>
        <source>Income a year (yuan)</source>
        <translation>年收入（元）</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Insured</source>
        <translation>被保险人</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Insurer</source>
        <translation>保险公司</translation>
    </message>
    <message>
        <source>Policy number</source>
        <translation>保单号</translation>
    </message>
    <message>
        <source>In force from</source>
        <translation>生效日期</translation>
    </message>
    <message>
        <source>Until (empty = for life)</source>
        <translation>保至（留空为终身）</translation>
    </message>
    <message>
        <source>Premium a year (yuan)</source>
        <translation>年交保费（元）</translation>
    </message>
    <message>
        <source>Years to pay</source>
        <translation>交费年数</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Of a lapsed policy: it can be reinstated for two years.</source>
        <translation>中止的保单填写：两年内可以申请复效。</translation>
    </message>
    <message>
        <source>Lapsed on</source>
        <translation>中止日期</translation>
    </message>
    <message>
        <source>Group cover by the employer</source>
        <translation>单位团体保险</translation>
    </message>
    <message>
        <source>{event}, sum</source>
        <translation>{event}保额</translation>
    </message>
    <message>
        <source>City</source>
        <translation>城市</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>WeChat</source>
        <translation>微信</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>邮箱</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Referred by</source>
        <translation>介绍人</translation>
    </message>
    <message>
        <source>Several tags are separated by commas.</source>
        <translation>多个标签用逗号分开。</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>A rejection needs its reason.</source>
        <translation>选“拒绝”时要写明原因。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
</context>
<context>
    <name>FamilyHead</name>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Needs interview</source>
        <translation>需求面谈</translation>
    </message>
    <message>
        <source>Combinations</source>
        <translation>产品组合</translation>
    </message>
    <message>
        <source>Matrix</source>
        <translation>需求矩阵</translation>
    </message>
    <message>
        <source>To the recycle bin</source>
        <translation>移入回收站</translation>
    </message>
    <message>
        <source>In the recycle bin: in no list, search or figure until it is restored.</source>
        <translation>在回收站里：恢复之前不出现在任何列表、搜索和统计中。</translation>
    </message>
    <message>
        <source>Handed over to another agent.</source>
        <translation>已移交给其他代理人。</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Stage: {stage}</source>
        <translation>阶段：{stage}</translation>
    </message>
</context>
<context>
    <name>FamilyService</name>
    <message>
        <source>Clocks</source>
        <translation>到期提醒</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>个案</translation>
    </message>
    <message>
        <source>Satisfaction</source>
        <translation>满意度</translation>
    </message>
    <message>
        <source>Premiums, birthdays, loans</source>
        <translation>保费、生日、贷款</translation>
    </message>
</context>
<context>
    <name>FamilyView</name>
    <message>
        <source>Stage of {name}</source>
        <translation>{name}的阶段</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>家庭</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>财务</translation>
    </message>
    <message>
        <source>Policies</source>
        <translation>保单</translation>
    </message>
    <message>
        <source>Contact and notes</source>
        <translation>联系与备注</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>背景</translation>
    </message>
    <message>
        <source>Purchases</source>
        <translation>购买记录</translation>
    </message>
    <message>
        <source>Activities</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
</context>
<context>
    <name>Feedback</name>
    <message>
        <source>The answer is recorded.</source>
        <translation>已记录回答。</translation>
    </message>
    <message>
        <source>How content is {name}?</source>
        <translation>{name}满意吗？</translation>
    </message>
    <message>
        <source>The answer is removed.</source>
        <translation>已删除回答。</translation>
    </message>
    <message>
        <source>Need</source>
        <translation>需求</translation>
    </message>
    <message>
        <source>It stands at the need's follow-up and in the log of the matrix.</source>
        <translation>会写入该需求的回访记录和矩阵的变更日志。</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>为什么</translation>
    </message>
    <message>
        <source>The need is open again.</source>
        <translation>需求已重新打开。</translation>
    </message>
    <message>
        <source>Open a need of {name} again</source>
        <translation>重新打开{name}的需求</translation>
    </message>
    <message>
        <source>Moment</source>
        <translation>时点</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Content (1–5)</source>
        <translation>满意度（1–5）</translation>
    </message>
    <message>
        <source>Recommends (0–10)</source>
        <translation>推荐意愿（0–10）</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation>询问方式</translation>
    </message>
    <message>
        <source>In the customer's words</source>
        <translation>客户原话</translation>
    </message>
</context>
<context>
    <name>FeedbackTable</name>
    <message>
        <source>Answers</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Record an answer…</source>
        <translation>记录回答…</translation>
    </message>
    <message>
        <source>Open a need again…</source>
        <translation>重新打开需求…</translation>
    </message>
    <message>
        <source>The customer's words show that a need was not met after all</source>
        <translation>客户的话说明有一项需求其实没有满足</translation>
    </message>
    <message>
        <source>Show the need</source>
        <translation>查看需求</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Nothing was said yet. Ask after an interview, a delivery, a claim or a complaint.</source>
        <translation>还没有回答。面谈、递送、理赔、投诉之后都可以询问。</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Moment</source>
        <translation>时点</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>满意</translation>
    </message>
    <message>
        <source>Recommends</source>
        <translation>推荐</translation>
    </message>
    <message>
        <source>In the customer's words</source>
        <translation>客户原话</translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation>询问方式</translation>
    </message>
    <message>
        <source>Opened again</source>
        <translation>重开的需求</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>家庭</translation>
    </message>
</context>
<context>
    <name>FieldsDialog</name>
    <message>
        <source>Own fields</source>
        <translation>自定义字段</translation>
    </message>
    <message>
        <source>What you want to know of every customer besides what is asked already. They are in the form, the list, the filter, in exports and imports. A retired field keeps its values.</source>
        <translation>每位客户还想记录的内容。自定义字段出现在表单、列表、筛选、导出和导入中；停用的字段保留已填的内容。</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Retire</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Field name</source>
        <translation>字段名</translation>
    </message>
    <message>
        <source>The kind cannot be changed later.</source>
        <translation>类型以后不能更改。</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Separated by commas.</source>
        <translation>用逗号隔开。</translation>
    </message>
    <message>
        <source>New field</source>
        <translation>新字段</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>恢复销售</translation>
    </message>
    <message>
        <source>retired</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>FiguresCard</name>
    <message>
        <source>Figures of the period</source>
        <translation>本期数字</translation>
    </message>
    <message>
        <source>Every figure of your definitions, with its target and the period before.</source>
        <translation>按指标口径列出的全部数字，附目标与上一期。</translation>
    </message>
</context>
<context>
    <name>FiguresTable</name>
    <message>
        <source>Figures of the period</source>
        <translation>本期数字</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Actual</source>
        <translation>实际</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>达成率</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>To date</source>
        <translation>本月至今</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Search needs</source>
        <translation>搜索需求</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Every status</source>
        <translation>全部状态</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Every kind</source>
        <translation>全部种类</translation>
    </message>
    <message>
        <source>only this family</source>
        <translation>只看这个家庭</translation>
    </message>
</context>
<context>
    <name>FilterDialog</name>
    <message>
        <source>Which customers</source>
        <translation>筛选客户</translation>
    </message>
    <message>
        <source>Name of the view</source>
        <translation>视图名称</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>全部清空</translation>
    </message>
    <message>
        <source>Remove view</source>
        <translation>删除视图</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save view</source>
        <translation>保存视图</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Customers: {count}</source>
        <translation>共 {count} 位客户</translation>
    </message>
</context>
<context>
    <name>FilterForm</name>
    <message>
        <source>(none)</source>
        <translation>（无）</translation>
    </message>
    <message>
        <source>referred by a customer</source>
        <translation>由客户介绍</translation>
    </message>
    <message>
        <source>not referred</source>
        <translation>非介绍</translation>
    </message>
    <message>
        <source>Name or phone</source>
        <translation>姓名或电话</translation>
    </message>
    <message>
        <source>Name, pinyin, initials or phone</source>
        <translation>姓名、拼音、首字母或电话</translation>
    </message>
    <message>
        <source>City</source>
        <translation>城市</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>With all tags</source>
        <translation>含全部标签</translation>
    </message>
    <message>
        <source>Without tags</source>
        <translation>不含标签</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Birthday in month</source>
        <translation>生日月份</translation>
    </message>
    <message>
        <source>Age from</source>
        <translation>年龄从</translation>
    </message>
    <message>
        <source>Age to</source>
        <translation>年龄到</translation>
    </message>
    <message>
        <source>No contact for days</source>
        <translation>多少天未联系</translation>
    </message>
    <message>
        <source>Referral</source>
        <translation>转介绍</translation>
    </message>
    <message>
        <source>Needs</source>
        <translation>需求</translation>
    </message>
    <message>
        <source>Kind of need</source>
        <translation>需求类型</translation>
    </message>
    <message>
        <source>Interest</source>
        <translation>兴趣</translation>
    </message>
    <message>
        <source>Own fields</source>
        <translation>自定义字段</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>known</source>
        <translation>已知</translation>
    </message>
    <message>
        <source>Nothing speaks against this plan.</source>
        <translation>没有发现不适当之处。</translation>
    </message>
</context>
<context>
    <name>FindingsView</name>
    <message>
        <source>Findings</source>
        <translation>核对项</translation>
    </message>
    <message>
        <source>Suspect links</source>
        <translation>存疑关联</translation>
    </message>
    <message>
        <source>Show the need</source>
        <translation>查看需求</translation>
    </message>
    <message>
        <source>Nothing found here.</source>
        <translation>没有发现问题。</translation>
    </message>
    <message>
        <source>suspect links</source>
        <translation>存疑关联</translation>
    </message>
    <message>
        <source>Still holds…</source>
        <translation>仍然成立…</translation>
    </message>
    <message>
        <source>Needs open again: {count}</source>
        <translation>重新打开的需求：{count}</translation>
    </message>
    <message>
        <source>Found at</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Customer code</source>
        <translation>客户编号</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>变了什么</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>自</translation>
    </message>
</context>
<context>
    <name>Foot</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Undone: {what}</source>
        <translation>已撤销：{what}</translation>
    </message>
</context>
<context>
    <name>ForecastCard</name>
    <message>
        <source>Forecast</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Open sales of today by the work month they are expected in, each weighted by its chance; the stroke is the range in which four months in five should end.</source>
        <translation>今天所有进行中的商机，按预计成交的工作月、以各自的成交概率加权；竖线为五个月中四个月应落入的区间。</translation>
    </message>
    <message>
        <source>Open a sale on Selling and say when it may close.</source>
        <translation>在“销售”新建商机并填写预计成交日期。</translation>
    </message>
    <message>
        <source>Forecast from today</source>
        <translation>从今天起的预测</translation>
    </message>
    <message>
        <source>{count} open sales of {total} yuan: to be expected {expected}, four times in five {low} to {high}.</source>
        <translation>{count} 个进行中的商机共 {total} 元：预计 {expected} 元，五次中有四次在 {low} 到 {high} 之间。</translation>
    </message>
    <message>
        <source>Mostly a rule of thumb so far.</source>
        <translation>目前主要依据经验值。</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <source>{month} overdue</source>
        <translation>{month} 已过期</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>日期不详</translation>
    </message>
    <message>
        <source>to be expected (range)</source>
        <translation>预计（区间）</translation>
    </message>
    <message>
        <source>all that is open</source>
        <translation>全部进行中</translation>
    </message>
    <message>
        <source>four times in five</source>
        <translation>五次里有四次</translation>
    </message>
</context>
<context>
    <name>ForecastView</name>
    <message>
        <source>Premium expected by month</source>
        <translation>各月预计保费</translation>
    </message>
    <message>
        <source>Forecast by month</source>
        <translation>各月预测</translation>
    </message>
    <message>
        <source>Chance of each stage</source>
        <translation>各阶段的成交率</translation>
    </message>
    <message>
        <source>Open: {count}, {total} in all. To be expected: {weighted}; four times in five {low} to {high}.</source>
        <translation>进行中 {count} 个，合计 {total}。预计成交 {weighted}；五次里有四次会在 {low} 到 {high} 之间。</translation>
    </message>
    <message>
        <source>The chance of a stage: of your own sales that were once there and have ended, how many were won, beside a rule of thumb that weighs as much as {prior} sales. Four months in five should end within the range.</source>
        <translation>阶段成交率：您自己到过这个阶段并已结束的机会里，成交了多少；另加一个相当于 {prior} 个机会的经验值。五个月里应有四个月落在区间内。</translation>
    </message>
    <message>
        <source>Ended sales of yours so far: {count}. For now this is mostly the rule of thumb.</source>
        <translation>您目前已结束的机会：{count} 个，所以现在主要是经验值。</translation>
    </message>
    <message>
        <source>Overdue ({month})</source>
        <translation>逾期（{month}）</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>没有日期</translation>
    </message>
    <message>
        <source>all that is open</source>
        <translation>全部进行中</translation>
    </message>
    <message>
        <source>weighted</source>
        <translation>加权</translation>
    </message>
    <message>
        <source>four times in five</source>
        <translation>五次里有四次</translation>
    </message>
    <message>
        <source>10,000 yuan</source>
        <translation>万元</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>机会数</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Weighted</source>
        <translation>加权</translation>
    </message>
    <message>
        <source>At least</source>
        <translation>至少</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>至多</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>经验值</translation>
    </message>
    <message>
        <source>Won</source>
        <translation>已成交</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>Chance</source>
        <translation>把握</translation>
    </message>
</context>
<context>
    <name>FormDialog</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>What was typed and not saved last time is back. Start afresh</source>
        <translation>上次没有保存的内容已恢复。不要，重新填</translation>
    </message>
</context>
<context>
    <name>FunnelCard</name>
    <message>
        <source>Funnel and conversion</source>
        <translation>漏斗与转化</translation>
    </message>
    <message>
        <source>By period: families that entered the next stage in the period ÷ families that entered this one in it; these are two crowds, so it may pass 100%. By entry week: of the families that entered the path in a week, the share that had reached a stage by the period's end.</source>
        <translation>按期间：期内进入下一阶段的家庭 ÷ 期内进入本阶段的家庭，两者不是同一批，可能超过 100%。按进入周：某周进入名单的家庭中，到期末已到达某阶段的比例。</translation>
    </message>
    <message>
        <source>by period</source>
        <translation>按期间</translation>
    </message>
    <message>
        <source>by entry week (cohort)</source>
        <translation>按进入周（同批）</translation>
    </message>
    <message>
        <source>Funnel: conversion by entry week (cohort)</source>
        <translation>漏斗：按进入周（同批）的转化</translation>
    </message>
    <message>
        <source>Funnel: conversion by period</source>
        <translation>漏斗：按期间的转化</translation>
    </message>
    <message>
        <source>Entered the list: {count}; left the path: {left}.</source>
        <translation>进入名单 {count} 户；离开 {left} 户。</translation>
    </message>
    <message>
        <source>The weakest step by period: {stage} → next, {rate} of {of}.</source>
        <translation>按期间最弱的一步：{stage} → 下一阶段，{of} 户的 {rate}。</translation>
    </message>
    <message>
        <source>No family entered the path in these weeks.</source>
        <translation>这些周没有家庭进入名单。</translation>
    </message>
    <message>
        <source>Of {count} families that entered in these {weeks} weeks, {met} were met and {won} insured so far.</source>
        <translation>这 {weeks} 周进入的 {count} 户中，至今面谈 {met} 户、承保 {won} 户。</translation>
    </message>
    <message>
        <source>Entry week</source>
        <translation>进入周</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>entered</source>
        <translation>进入</translation>
    </message>
    <message>
        <source>entered next ÷ entered, by period</source>
        <translation>进入下一阶段 ÷ 进入，按期间</translation>
    </message>
    <message>
        <source>there at the end</source>
        <translation>期末在此</translation>
    </message>
    <message>
        <source> (→ share that goes on)</source>
        <translation>（→ 进入下一阶段的比例）</translation>
    </message>
    <message>
        <source>families, count</source>
        <translation>家庭，户</translation>
    </message>
    <message>
        <source>share of the entry week, %</source>
        <translation>占进入周的比例，%</translation>
    </message>
</context>
<context>
    <name>GapsTab</name>
    <message>
        <source>What each person needs and what is missing</source>
        <translation>每个人需要多少、还缺多少</translation>
    </message>
    <message>
        <source>Need</source>
        <translation>需求</translation>
    </message>
    <message>
        <source>How it is computed</source>
        <translation>怎么算的</translation>
    </message>
    <message>
        <source>✓ reached</source>
        <translation>✓ 已够</translation>
    </message>
    <message>
        <source>✕ not reached</source>
        <translation>✕ 未达</translation>
    </message>
    <message>
        <source>Medical cover goes by tier ({tier} a year): {people}</source>
        <translation>医疗险看档次（每年 {tier}）：{people}</translation>
    </message>
</context>
<context>
    <name>GiveDialog</name>
    <message>
        <source>To whom</source>
        <translation>对方</translation>
    </message>
    <message>
        <source>The name of the agent who takes them.</source>
        <translation>接收客户的代理人姓名。</translation>
    </message>
    <message>
        <source>How and when the customer agreed that another agent gets these data.</source>
        <translation>客户何时、以何种方式同意把资料交给另一位代理人。</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>客户同意</translation>
    </message>
    <message>
        <source>At least 8 characters. Tell it by phone: it is in no file.</source>
        <translation>至少 8 个字符。请当面或电话告知对方，文件里没有它。</translation>
    </message>
    <message>
        <source>Password of the package</source>
        <translation>移交包密码</translation>
    </message>
    <message>
        <source>Hand over to another agent</source>
        <translation>移交给其他代理人</translation>
    </message>
    <message>
        <source>Save package…</source>
        <translation>保存移交包…</translation>
    </message>
    <message>
        <source> and {count} more</source>
        <translation>等另外 {count} 位</translation>
    </message>
    <message>
        <source>{names}: family, interviews, needs, proposals, orders, policies and activities go into one encrypted file. Here they are marked as handed over and go to the recycle bin.</source>
        <translation>{names}：家庭、面谈、需求、建议书、订单、保单和活动写入一个加密文件；本机的记录标为“已移交”并移入回收站。</translation>
    </message>
    <message>
        <source>Save package</source>
        <translation>保存移交包</translation>
    </message>
    <message>
        <source>{count} customers are in the package: {path}</source>
        <translation>{count} 位客户已写入移交包：{path}</translation>
    </message>
</context>
<context>
    <name>GridField</name>
    <message>
        <source>Add a row</source>
        <translation>加一行</translation>
    </message>
    <message>
        <source>Remove the row</source>
        <translation>删除此行</translation>
    </message>
    <message>
        <source>Paste from Excel</source>
        <translation>从 Excel 粘贴</translation>
    </message>
    <message>
        <source>Replaces the rows by what was copied; also Ctrl+V in the table</source>
        <translation>用复制的内容替换所有行；在表格中按 Ctrl+V 也可以</translation>
    </message>
</context>
<context>
    <name>GridView</name>
    <message>
        <source>Previous page</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>○ proposed   ● in force   ⚠ suspect</source>
        <translation>○ 已建议   ● 已生效   ⚠ 存疑</translation>
    </message>
    <message>
        <source>needs {first}–{last} of {all}</source>
        <translation>第 {first}–{last} 项需求，共 {all} 项</translation>
    </message>
    <message>
        <source>cut: {shown} of {all} products, the most used first</source>
        <translation>已截断：{all} 个产品中的 {shown} 个，常用的在前</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>家庭成员</translation>
    </message>
    <message>
        <source>Need</source>
        <translation>需求</translation>
    </message>
    <message>
        <source>Needs by products</source>
        <translation>需求与产品对照</translation>
    </message>
</context>
<context>
    <name>GuestsDialog</name>
    <message>
        <source>Guests: {what}</source>
        <translation>客人：{what}</translation>
    </message>
    <message>
        <source>A customer, or any name; Enter invites</source>
        <translation>客户或任何姓名，回车即邀请</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>邀请</translation>
    </message>
    <message>
        <source>Guest</source>
        <translation>客人</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Guests</source>
        <translation>客人</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>从名单去掉</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>No customer yet</source>
        <translation>还不是客户</translation>
    </message>
    <message>
        <source>State of {name}</source>
        <translation>{name}的状态</translation>
    </message>
</context>
<context>
    <name>HandoversDialog</name>
    <message>
        <source>Who takes a package over sends the receipt back: then it is certain that the customers arrived. A package nobody took can be taken back.</source>
        <translation>接收方把回执发回来，才能确认客户已经到达。没有人接收的移交包可以收回。</translation>
    </message>
    <message>
        <source>Hand-overs</source>
        <translation>客户移交</translation>
    </message>
    <message>
        <source>Open package…</source>
        <translation>打开移交包…</translation>
    </message>
    <message>
        <source>Open receipt…</source>
        <translation>打开回执…</translation>
    </message>
    <message>
        <source>Save receipt…</source>
        <translation>保存回执…</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>收回</translation>
    </message>
    <message>
        <source>Open package</source>
        <translation>打开移交包</translation>
    </message>
    <message>
        <source>Open receipt</source>
        <translation>打开回执</translation>
    </message>
    <message>
        <source>{other} has received the customers.</source>
        <translation>{other} 已收到客户。</translation>
    </message>
    <message>
        <source>Save receipt</source>
        <translation>保存回执</translation>
    </message>
    <message>
        <source>The receipt is saved: {path}</source>
        <translation>回执已保存：{path}</translation>
    </message>
    <message>
        <source>{count} customers are yours again.</source>
        <translation>{count} 位客户已收回。</translation>
    </message>
    <message>
        <source>From {giver}: {count} customers with {rows} records came.</source>
        <translation>来自 {giver}：接收 {count} 位客户，共 {rows} 条记录。</translation>
    </message>
    <message>
        <source>{count} were here already and stay as they are.</source>
        <translation>{count} 位本来就在这里，保持不变。</translation>
    </message>
    <message>
        <source>{count} numbers were taken and got another.</source>
        <translation>{count} 个编号已被占用，换了新编号。</translation>
    </message>
    <message>
        <source>Consent: {text}</source>
        <translation>客户同意：{text}</translation>
    </message>
    <message>
        <source>taken over</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>received</source>
        <translation>对方已收到</translation>
    </message>
    <message>
        <source>no receipt yet</source>
        <translation>尚无回执</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Other agent</source>
        <translation>对方代理人</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录数</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>客户同意</translation>
    </message>
</context>
<context>
    <name>Head</name>
    <message>
        <source>Switch the language</source>
        <translation>切换语言</translation>
    </message>
    <message>
        <source>Switch between light and dark</source>
        <translation>切换浅色和深色</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>Needfolio manual</source>
        <translation>需合使用手册</translation>
    </message>
    <message>
        <source>Search the manual</source>
        <translation>搜索手册</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>No page says that.</source>
        <translation>手册里没有找到。</translation>
    </message>
    <message>
        <source>Page of the manual</source>
        <translation>手册页面</translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>Versions of {name}</source>
        <translation>{name} 的版本</translation>
    </message>
    <message>
        <source>A report of an earlier week keeps the version of its time.</source>
        <translation>以前各周的报告保留当时的版本。</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Take this version up again</source>
        <translation>重新采用此版本</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>comes with the program</source>
        <translation>随程序自带</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Holds from</source>
        <translation>起用</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>修改时间</translation>
    </message>
    <message>
        <source>By</source>
        <translation>由谁</translation>
    </message>
    <message>
        <source>Kind of change</source>
        <translation>改动</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>计入</translation>
    </message>
</context>
<context>
    <name>HistoryPane</name>
    <message>
        <source>Planned</source>
        <translation>已安排</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>往来记录</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Cancel it</source>
        <translation>取消安排</translation>
    </message>
    <message>
        <source>Sleep until…</source>
        <translation>休眠到…</translation>
    </message>
    <message>
        <source>Message texts…</source>
        <translation>消息文本…</translation>
    </message>
    <message>
        <source>{what} is cancelled.</source>
        <translation>{what} 已取消。</translation>
    </message>
    <message>
        <source>{what} is recorded.</source>
        <translation>{what} 已记录。</translation>
    </message>
    <message>
        <source>{what} is planned.</source>
        <translation>{what} 已安排。</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
</context>
<context>
    <name>HoldToShow</name>
    <message>
        <source>Hold to show</source>
        <translation>按住显示</translation>
    </message>
    <message>
        <source>Phone {number}, hold to show</source>
        <translation>电话 {number}，按住显示</translation>
    </message>
</context>
<context>
    <name>HourGrid</name>
    <message>
        <source>Hours of the day</source>
        <translation>当天各小时</translation>
    </message>
</context>
<context>
    <name>HoursCard</name>
    <message>
        <source>Weekdays and hours</source>
        <translation>星期与钟点</translation>
    </message>
    <message>
        <source>Activities done in the period by the hour they began; those without a time stand at the right.</source>
        <translation>期内完成的活动，按开始的钟点；没有时间的列在最右。</translation>
    </message>
    <message>
        <source>Most is done on {day} from {hour}:00: {count} of {total}; {untimed} without a time.</source>
        <translation>{day} {hour}:00 起做得最多：{total} 次中的 {count} 次；{untimed} 次没有时间。</translation>
    </message>
    <message>
        <source>{untimed} activities, all without a time.</source>
        <translation>{untimed} 次活动，都没有时间。</translation>
    </message>
    <message>
        <source>no time</source>
        <translation>无时间</translation>
    </message>
</context>
<context>
    <name>HouseholdField</name>
    <message>
        <source>Name, pinyin, initials or phone</source>
        <translation>姓名、拼音、首字母或电话</translation>
    </message>
</context>
<context>
    <name>ImpactDialog</name>
    <message>
        <source>Leave it as it is</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>Nothing else is affected.</source>
        <translation>不影响其他记录。</translation>
    </message>
    <message>
        <source>Records affected: {records} · families: {families} · links that become suspect: {links}</source>
        <translation>影响 {families} 家的 {records} 条记录；{links} 条关联会变为存疑。</translation>
    </message>
</context>
<context>
    <name>ImportOpeners</name>
    <message>
        <source>Excel or CSV, in any order and with any headers; exports of HubSpot, Pipedrive and Salesforce are known. Nothing is written before you have seen it.</source>
        <translation>Excel 或 CSV，列的顺序和叫法不限；HubSpot、Pipedrive、Salesforce 的导出文件能直接认出。看过预览之前，不会写入任何内容。</translation>
    </message>
    <message>
        <source>Import customers</source>
        <translation>导入客户</translation>
    </message>
    <message>
        <source>An Excel workbook with the sheets products, covers and rates. Products you have stay.</source>
        <translation>含“产品、责任、费率”三张表的 Excel 工作簿。已有的产品会保留。</translation>
    </message>
    <message>
        <source>Import products</source>
        <translation>导入产品</translation>
    </message>
    <message>
        <source>A requirement table in Excel or CSV, an export of Jira or Redmine, or ReqIF. A newer version of a table shows what was added, changed and is gone; nothing is deleted.</source>
        <translation>Excel 或 CSV 的需求表、Jira 或 Redmine 的导出文件，或 ReqIF。同一张表的新版本会列出新增、变更和文件中已没有的条目，不会删除任何内容。</translation>
    </message>
    <message>
        <source>Import needs</source>
        <translation>导入需求</translation>
    </message>
</context>
<context>
    <name>ImportWizard</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Clipboard</source>
        <translation>剪贴板</translation>
    </message>
    <message>
        <source>Reading the file</source>
        <translation>正在读取文件</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>正在比对</translation>
    </message>
    <message>
        <source>Save the rejected rows</source>
        <translation>保存拒收的行</translation>
    </message>
    <message>
        <source>{count} rows saved: {path}</source>
        <translation>已保存 {count} 行：{path}</translation>
    </message>
    <message>
        <source>Taken back: {count} records are as they were.</source>
        <translation>已撤销：{count} 条记录恢复原样。</translation>
    </message>
    <message>
        <source>Taking the import back</source>
        <translation>正在撤销导入</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Import {count} rows</source>
        <translation>导入 {count} 行</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>InterestsSection</name>
    <message>
        <source>Interests and preferences</source>
        <translation>兴趣与偏好</translation>
    </message>
    <message>
        <source>Nothing is known yet: hobbies, topics, products preferred, when and how to call, what to avoid.</source>
        <translation>还没有记录：爱好、话题、产品偏好、何时怎样联系、有什么忌讳。</translation>
    </message>
    <message>
        <source>Add interest</source>
        <translation>添加兴趣</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>{name} is removed.</source>
        <translation>{name}已移除。</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Whose</source>
        <translation>谁的</translation>
    </message>
    <message>
        <source>Empty: the whole family.</source>
        <translation>留空表示全家。</translation>
    </message>
    <message>
        <source>Interest or preference</source>
        <translation>兴趣或偏好</translation>
    </message>
    <message>
        <source>the family</source>
        <translation>全家</translation>
    </message>
</context>
<context>
    <name>InterviewBoard</name>
    <message>
        <source>Customer view</source>
        <translation>客户视图</translation>
    </message>
    <message>
        <source>Large type, only this family; left by your password or PIN</source>
        <translation>大字显示，只看这一家；用您的密码或 PIN 退出</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Discard this draft and choose another template</source>
        <translation>丢弃这份草稿，另选模板</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Confirm the needs</source>
        <translation>确认需求</translation>
    </message>
    <message>
        <source>Start a new interview</source>
        <translation>开始新的面谈</translation>
    </message>
    <message>
        <source>See them in the matrix</source>
        <translation>到需求矩阵查看</translation>
    </message>
    <message>
        <source>See the combinations</source>
        <translation>查看产品组合</translation>
    </message>
    <message>
        <source>confirmed on {day}</source>
        <translation>{day} 已确认</translation>
    </message>
    <message>
        <source>held on {day}; every answer is saved; {count} questions still open</source>
        <translation>{day} 面谈；每个回答都已保存；还有 {count} 题没有回答</translation>
    </message>
    <message>
        <source>held on {day}; every answer is saved</source>
        <translation>{day} 面谈；每个回答都已保存</translation>
    </message>
    <message>
        <source>{count} still missing</source>
        <translation>还缺 {count} 项</translation>
    </message>
    <message>
        <source>Not talked about yet</source>
        <translation>还没聊到</translation>
    </message>
    <message>
        <source>{count} questions without an answer</source>
        <translation>{count} 题没有回答</translation>
    </message>
</context>
<context>
    <name>InterviewPage</name>
    <message>
        <source>Whose needs?</source>
        <translation>谁的需求？</translation>
    </message>
    <message>
        <source>Choose a family first; then the interview leads you through its needs step by step.</source>
        <translation>先选择一个家庭，面谈会一步一步带您了解他们的需求。</translation>
    </message>
    <message>
        <source>Choose a customer</source>
        <translation>选择客户</translation>
    </message>
    <message>
        <source>A new interview with {name}</source>
        <translation>与{name}的新面谈</translation>
    </message>
    <message>
        <source>What the customer said in this draft, and your notes, will be gone.</source>
        <translation>这份草稿里客户说过的和您的记录都会消失。</translation>
    </message>
    <message>
        <source>Discard the draft</source>
        <translation>丢弃草稿</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>{count} needs are confirmed and stand in the matrix.</source>
        <translation>已确认 {count} 项需求，并列入需求矩阵。</translation>
    </message>
    <message>
        <source>Needs interview: {count} needs confirmed</source>
        <translation>需求面谈：确认了 {count} 项需求</translation>
    </message>
    <message>
        <source>Please mend or clear what is marked before you go on.</source>
        <translation>请先改正或清空标红的内容，再继续。</translation>
    </message>
</context>
<context>
    <name>InterviewPeople</name>
    <message>
        <source>New member</source>
        <translation>新成员</translation>
    </message>
</context>
<context>
    <name>KeyPanel</name>
    <message>
        <source>Password or PIN</source>
        <translation>密码或 PIN</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Leave the customer view</source>
        <translation>退出客户视图</translation>
    </message>
    <message>
        <source>Go on talking</source>
        <translation>继续谈</translation>
    </message>
    <message>
        <source>For the agent:</source>
        <translation>代理人：</translation>
    </message>
    <message>
        <source>Checking the key</source>
        <translation>正在核对</translation>
    </message>
    <message>
        <source>Three times wrong. Please wait five seconds; everything said is saved.</source>
        <translation>三次都不对，请等五秒；说过的都已保存。</translation>
    </message>
    <message>
        <source>That is not the password or PIN. Everything said is saved; try again.</source>
        <translation>密码或 PIN 不对，请再试；说过的都已保存。</translation>
    </message>
</context>
<context>
    <name>KpiDialog</name>
    <message>
        <source>KPI definitions</source>
        <translation>指标定义</translation>
    </message>
    <message>
        <source>Show retired ones</source>
        <translation>显示停用的</translation>
    </message>
    <message>
        <source>Definitions {version}</source>
        <translation>定义版本 {version}</translation>
    </message>
    <message>
        <source>Take up again</source>
        <translation>恢复使用</translation>
    </message>
    <message>
        <source>Retire</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>○ retired</source>
        <translation>○ 停用</translation>
    </message>
    <message>
        <source>● with a target</source>
        <translation>● 有目标</translation>
    </message>
    <message>
        <source>● in use</source>
        <translation>● 在用</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>计入</translation>
    </message>
    <message>
        <source>This period</source>
        <translation>本期</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Usually for a</source>
        <translation>常用期间</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>新建…</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Duplicate…</source>
        <translation>复制…</translation>
    </message>
    <message>
        <source>Versions…</source>
        <translation>版本…</translation>
    </message>
    <message>
        <source>Show its rows</source>
        <translation>看明细</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>KpiEditor</name>
    <message>
        <source>KPI definition</source>
        <translation>指标定义</translation>
    </message>
    <message>
        <source>Name (Chinese)</source>
        <translation>名称（中文）</translation>
    </message>
    <message>
        <source>Name (English)</source>
        <translation>名称（英文）</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Usually stated for a</source>
        <translation>常用期间</translation>
    </message>
    <message>
        <source>Above the line</source>
        <translation>分子</translation>
    </message>
    <message>
        <source>Below the line</source>
        <translation>分母</translation>
    </message>
    <message>
        <source>Empty: nothing is divided.</source>
        <translation>不填则不做除法。</translation>
    </message>
    <message>
        <source>Formula text (Chinese)</source>
        <translation>公式说明（中文）</translation>
    </message>
    <message>
        <source>Formula text (English)</source>
        <translation>公式说明（英文）</translation>
    </message>
    <message>
        <source>Write the formula texts from the lines</source>
        <translation>按分子分母写出公式说明</translation>
    </message>
    <message>
        <source>{period}: {reckoning}</source>
        <translation>{period}：{reckoning}</translation>
    </message>
    <message>
        <source>{part}, line {number}: </source>
        <translation>{part}第 {number} 行：</translation>
    </message>
</context>
<context>
    <name>LabelsDialog</name>
    <message>
        <source>A customer has one class and any number of tags. A new word or colour shows everywhere at once; renaming a tag to one there is makes them one.</source>
        <translation>每位客户有一个分类和任意多个标签。改名或换颜色立即处处生效；把一个标签改成已有的名字，两者合并。</translation>
    </message>
    <message>
        <source>Classes and tags</source>
        <translation>分类与标签</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>{name} is removed from {count} customers.</source>
        <translation>已从 {count} 位客户中去掉“{name}”。</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>What it means</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>New label</source>
        <translation>新的分类或标签</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
</context>
<context>
    <name>Lane</name>
    <message>
        <source>weighted {amount}</source>
        <translation>加权 {amount}</translation>
    </message>
</context>
<context>
    <name>LeadView</name>
    <message>
        <source>Agent</source>
        <translation>代理人</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Meeting actions overdue</source>
        <translation>逾期的会议行动项</translation>
    </message>
    <message>
        <source>Double-click or press Enter to open the meeting.</source>
        <translation>双击或按回车打开那次评审会。</translation>
    </message>
    <message>
        <source>By agent</source>
        <translation>按代理人</translation>
    </message>
    <message>
        <source>By kind of need</source>
        <translation>按需求种类</translation>
    </message>
    <message>
        <source>Suspect for:</source>
        <translation>存疑时长：</translation>
    </message>
    <message>
        <source>up to 7 days</source>
        <translation>7 天以内</translation>
    </message>
    <message>
        <source>8 to 30 days</source>
        <translation>8 至 30 天</translation>
    </message>
    <message>
        <source>longer</source>
        <translation>更久</translation>
    </message>
    <message>
        <source>Reviews overdue or open again</source>
        <translation>逾期或重新打开的评审</translation>
    </message>
    <message>
        <source>Meeting actions overdue: {count}</source>
        <translation>逾期的会议行动项：{count}</translation>
    </message>
    <message>
        <source>Needs</source>
        <translation>需求</translation>
    </message>
    <message>
        <source>Covered share</source>
        <translation>覆盖比例</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>已生效</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>逾期</translation>
    </message>
    <message>
        <source>Suspect</source>
        <translation>存疑</translation>
    </message>
    <message>
        <source>Coverage by kind</source>
        <translation>各种类的覆盖</translation>
    </message>
    <message>
        <source>Coverage by agent</source>
        <translation>各代理人的覆盖</translation>
    </message>
    <message>
        <source>Click a figure for its list.</source>
        <translation>点数字查看清单。</translation>
    </message>
    <message>
        <source>{count} days</source>
        <translation>{count} 天</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>谁</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>要做什么</translation>
    </message>
    <message>
        <source>Due by</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Review meeting</source>
        <translation>评审会</translation>
    </message>
    <message>
        <source>Held on</source>
        <translation>开会日期</translation>
    </message>
</context>
<context>
    <name>LibraryPage</name>
    <message>
        <source>Search products</source>
        <translation>搜索产品</translation>
    </message>
    <message>
        <source>What it covers</source>
        <translation>保什么</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>No products yet</source>
        <translation>还没有产品</translation>
    </message>
    <message>
        <source>Import your insurer's catalogue from Excel, or start with the fictional sample insurer.</source>
        <translation>从 Excel 导入贵公司的产品目录，或先用虚构的示例保险公司。</translation>
    </message>
    <message>
        <source>Load the sample catalogue</source>
        <translation>载入示例产品</translation>
    </message>
    <message>
        <source>Load the sample goods</source>
        <translation>载入示例商品</translation>
    </message>
    <message>
        <source>Import from Excel</source>
        <translation>从 Excel 导入</translation>
    </message>
    <message>
        <source>New product…</source>
        <translation>新增产品…</translation>
    </message>
    <message>
        <source>All covers</source>
        <translation>全部保障</translation>
    </message>
    <message>
        <source>Export the catalogue</source>
        <translation>导出产品目录</translation>
    </message>
    <message>
        <source>{count} products saved: {path}</source>
        <translation>已保存 {count} 个产品：{path}</translation>
    </message>
    <message>
        <source>{read} products read: {added} added, {updated} updated, {unchanged} unchanged, {rejected} rejected.</source>
        <translation>读到 {read} 个产品：新增 {added}，更新 {updated}，未变 {unchanged}，拒收 {rejected}。</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Covers</source>
        <translation>保障内容</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Ages</source>
        <translation>年龄</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>等级</translation>
    </message>
</context>
<context>
    <name>LifeTab</name>
    <message>
        <source>Money over a life</source>
        <translation>一生的收支</translation>
    </message>
    <message>
        <source>In {count} of these years more goes out than comes in, the first at {age}.</source>
        <translation>其中 {count} 年入不敷出，最早在 {age} 岁。</translation>
    </message>
    <message>
        <source>Whether premiums can be borne cannot be told: no income is known.</source>
        <translation>还不知道收入，无法判断保费是否承受得起。</translation>
    </message>
    <message>
        <source>{mark} Premiums now {paid} a year, {ratio} of the income (warn at {warn}, stop at {stop}); {room} more a year stay below the warning line.</source>
        <translation>{mark} 现有保费每年 {paid}，占收入 {ratio}（警戒 {warn}，停止 {stop}）；每年再加 {room} 以内不到警戒线。</translation>
    </message>
</context>
<context>
    <name>LinkDialog</name>
    <message>
        <source>Link {number}</source>
        <translation>关联 {number}</translation>
    </message>
    <message>
        <source>Kind of link</source>
        <translation>关联种类</translation>
    </message>
    <message>
        <source>What to link</source>
        <translation>关联什么</translation>
    </message>
    <message>
        <source>The family has nothing of this kind that is not linked yet.</source>
        <translation>这家人没有尚未关联的这类记录。</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Note or path</source>
        <translation>记录或路径</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>关联</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Path of the file</source>
        <translation>文件路径</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>ListChips</name>
    <message>
        <source>suspect links</source>
        <translation>存疑关联</translation>
    </message>
    <message>
        <source>no product</source>
        <translation>无产品</translation>
    </message>
    <message>
        <source>Nothing is proposed or in force for this need.</source>
        <translation>这项需求还没有建议产品，也没有生效的保障。</translation>
    </message>
    <message>
        <source>What is proposed or in force does not reach the gap.</source>
        <translation>已建议或已生效的保额还没有达到缺口。</translation>
    </message>
    <message>
        <source>What is proposed or in force reaches the gap.</source>
        <translation>已建议或已生效的保额达到了缺口。</translation>
    </message>
    <message>
        <source>More than 120 % of the gap: the cover may be double.</source>
        <translation>超过缺口的 120%：可能重复投保。</translation>
    </message>
    <message>
        <source>The customer does not want it, for now or for good.</source>
        <translation>客户暂时或一直不需要。</translation>
    </message>
    <message>
        <source>The planned finish has passed; the number after it is days.</source>
        <translation>已过计划完成日，后面的数字是天数。</translation>
    </message>
    <message>
        <source>The planned start has passed and nothing has begun.</source>
        <translation>已过计划开始日，还没有开始。</translation>
    </message>
    <message>
        <source>The planned finish is within seven days.</source>
        <translation>七天内到计划完成日。</translation>
    </message>
    <message>
        <source>Put aside on purpose.</source>
        <translation>有意搁置。</translation>
    </message>
    <message>
        <source>Finished.</source>
        <translation>已经完成。</translation>
    </message>
    <message>
        <source>Nothing is late or due soon.</source>
        <translation>没有逾期，也没有临近到期。</translation>
    </message>
    <message>
        <source>Something at one end of a link changed since it was made.</source>
        <translation>关联建立之后，其中一端有改动。</translation>
    </message>
    <message>
        <source>A gap that neither a proposal nor a policy answers.</source>
        <translation>有缺口，却没有建议书或保单回应。</translation>
    </message>
</context>
<context>
    <name>ListDialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>LogList</name>
    <message>
        <source>Assess the impact</source>
        <translation>评估影响</translation>
    </message>
    <message>
        <source>Decide…</source>
        <translation>作出决定…</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>About</source>
        <translation>涉及</translation>
    </message>
    <message>
        <source>Affected</source>
        <translation>受影响</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>决定</translation>
    </message>
    <message>
        <source>Log a change or a decision from a need's menu “More” in the list.</source>
        <translation>在列表中选一项需求，用“更多”登记变更或决策。</translation>
    </message>
    <message>
        <source>agreed</source>
        <translation>同意</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>不同意</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>为什么</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>The template: {path}</source>
        <translation>模板：{path}</translation>
    </message>
</context>
<context>
    <name>MatrixChoice</name>
    <message>
        <source>Matrix</source>
        <translation>需求矩阵</translation>
    </message>
    <message>
        <source>Facts…</source>
        <translation>基本信息…</translation>
    </message>
    <message>
        <source>Name, purpose, period and owner of this matrix</source>
        <translation>这个矩阵的名称、目的、期间和负责人</translation>
    </message>
    <message>
        <source>New matrix…</source>
        <translation>新建矩阵…</translation>
    </message>
    <message>
        <source>All customers' needs</source>
        <translation>全部客户需求</translation>
    </message>
    <message>
        <source>Name of the matrix</source>
        <translation>矩阵名称</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>目的</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>Begins</source>
        <translation>开始日期</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>结束日期</translation>
    </message>
</context>
<context>
    <name>MatrixColumns</name>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>家庭成员</translation>
    </message>
    <message>
        <source>Need</source>
        <translation>需求</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>覆盖率</translation>
    </message>
    <message>
        <source>Covered / gap</source>
        <translation>已覆盖 / 缺口</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Importance</source>
        <translation>重要性</translation>
    </message>
    <message>
        <source>Urgency</source>
        <translation>紧迫性</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Planned finish</source>
        <translation>计划完成</translation>
    </message>
    <message>
        <source>Dates</source>
        <translation>日期提示</translation>
    </message>
    <message>
        <source>Answer → plan → policy</source>
        <translation>回答 → 方案 → 保单</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>Planned start</source>
        <translation>计划开始</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>实际开始</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>实际完成</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Owner's number</source>
        <translation>负责人工号</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>MatrixExchange</name>
    <message>
        <source>Export the matrix</source>
        <translation>导出需求矩阵</translation>
    </message>
    <message>
        <source>{count} needs saved: {path}</source>
        <translation>已保存 {count} 项需求：{path}</translation>
    </message>
</context>
<context>
    <name>MatrixPage</name>
    <message>
        <source>Show all again</source>
        <translation>恢复显示全部</translation>
    </message>
    <message>
        <source>Reading the matrix</source>
        <translation>读取矩阵</translation>
    </message>
    <message>
        <source>Views of the matrix</source>
        <translation>矩阵的视图</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Need × product</source>
        <translation>需求 × 产品</translation>
    </message>
    <message>
        <source>Findings and suspects</source>
        <translation>问题与存疑</translation>
    </message>
    <message>
        <source>Lead's view</source>
        <translation>主管视图</translation>
    </message>
    <message>
        <source>Baselines, changes, meetings</source>
        <translation>基线 · 变更 · 会议</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>What makes a link suspect, and how far a change is followed</source>
        <translation>什么会让关联存疑，变化追踪多远</translation>
    </message>
    <message>
        <source>No needs yet</source>
        <translation>还没有需求</translation>
    </message>
    <message>
        <source>Needs enter the matrix when a customer confirms them at the end of an interview.</source>
        <translation>客户在面谈结束时确认的需求，会列入这里。</translation>
    </message>
    <message>
        <source>Go to the interview</source>
        <translation>去面谈</translation>
    </message>
    <message>
        <source>New matrix…</source>
        <translation>新建矩阵…</translation>
    </message>
    <message>
        <source>{shown} of {all}</source>
        <translation>{shown} / {all}</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
</context>
<context>
    <name>MatrixPicker</name>
    <message>
        <source>Matrix</source>
        <translation>需求矩阵</translation>
    </message>
    <message>
        <source>All customers' needs</source>
        <translation>全部客户需求</translation>
    </message>
    <message>
        <source>＋ A new matrix</source>
        <translation>＋ 新建矩阵</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>目的</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Into the matrix</source>
        <translation>导入到矩阵</translation>
    </message>
</context>
<context>
    <name>MeetingView</name>
    <message>
        <source>Agenda</source>
        <translation>议程</translation>
    </message>
    <message>
        <source>Held on</source>
        <translation>开会日期</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>出席</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>决定</translation>
    </message>
    <message>
        <source>One decision a line</source>
        <translation>一行一项决定</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Actions of the meeting</source>
        <translation>会议的行动</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>会议纪要</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>Roll up the week's reports first: the agenda is built from their figures.</source>
        <translation>请先汇总这一周的周报，议程由其中的数字生成。</translation>
    </message>
    <message>
        <source>Actions: who, what, until when</source>
        <translation>行动：谁、做什么、到何时</translation>
    </message>
</context>
<context>
    <name>MeetingsList</name>
    <message>
        <source>Hold a review meeting…</source>
        <translation>召开评审会…</translation>
    </message>
    <message>
        <source>Add an action…</source>
        <translation>添加行动…</translation>
    </message>
    <message>
        <source>Next action done</source>
        <translation>下一项行动已完成</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>出席</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>发现</translation>
    </message>
    <message>
        <source>Actions open</source>
        <translation>未完成行动</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>A meeting freezes a baseline and the findings of the day; its actions wait on Today.</source>
        <translation>评审会会冻结一份基线和当天发现的问题；会上定的行动项会出现在“今日”。</translation>
    </message>
    <message>
        <source>Names, separated by commas</source>
        <translation>姓名，用逗号分开</translation>
    </message>
    <message>
        <source>Freeze a baseline</source>
        <translation>冻结一份基线</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>要做什么</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>谁</translation>
    </message>
    <message>
        <source>Due by</source>
        <translation>期限</translation>
    </message>
</context>
<context>
    <name>MembersPane</name>
    <message>
        <source>Family</source>
        <translation>家庭</translation>
    </message>
    <message>
        <source>Add member</source>
        <translation>新增成员</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>New member</source>
        <translation>新成员</translation>
    </message>
    <message>
        <source>{name} is removed.</source>
        <translation>{name}已移除。</translation>
    </message>
    <message>
        <source>{name} is changed.</source>
        <translation>{name}已修改。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Relation</source>
        <translation>关系</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>年龄</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>出生日期</translation>
    </message>
    <message>
        <source>Occupation</source>
        <translation>职业</translation>
    </message>
    <message>
        <source>Income a year</source>
        <translation>年收入</translation>
    </message>
</context>
<context>
    <name>MergeDialog</name>
    <message>
        <source>Merge two customers</source>
        <translation>合并两位客户</translation>
    </message>
    <message>
        <source>Keep the other one</source>
        <translation>保留另一位</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Members, policies, interviews, needs, proposals and activities of both stay. The merge can be taken back.</source>
        <translation>双方的成员、保单、面谈、需求、建议书和活动都会保留；合并可以撤销。</translation>
    </message>
    <message>
        <source>Stays</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Is merged in</source>
        <translation>并入</translation>
    </message>
    <message>
        <source>both: {text}</source>
        <translation>两者都留：{text}</translation>
    </message>
</context>
<context>
    <name>MessagesDialog</name>
    <message>
        <source>Message texts</source>
        <translation>消息文本</translation>
    </message>
    <message>
        <source>The message</source>
        <translation>消息内容</translation>
    </message>
    <message>
        <source>Note it as a message sent</source>
        <translation>记为已发消息</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>New text…</source>
        <translation>新文本…</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Fill in by hand: {fields}</source>
        <translation>需要手工填：{fields}</translation>
    </message>
    <message>
        <source>Copied. Paste it where you write to the customer.</source>
        <translation>已复制，到微信等处粘贴即可。</translation>
    </message>
    <message>
        <source>{name} is deleted.</source>
        <translation>{name} 已删除。</translation>
    </message>
</context>
<context>
    <name>MoneyPane</name>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Income of {name}</source>
        <translation>{name}的年收入</translation>
    </message>
    <message>
        <source>A year</source>
        <translation>每年</translation>
    </message>
    <message>
        <source>Owned</source>
        <translation>资产</translation>
    </message>
    <message>
        <source>Owed</source>
        <translation>负债</translation>
    </message>
    <message>
        <source>Once</source>
        <translation>一次性</translation>
    </message>
    <message>
        <source>The family's money is changed.</source>
        <translation>家庭财务已修改。</translation>
    </message>
    <message>
        <source>The family's money</source>
        <translation>家庭财务</translation>
    </message>
    <message>
        <source>Together, as far as known</source>
        <translation>合计（已知部分）</translation>
    </message>
</context>
<context>
    <name>MoreMenu</name>
    <message>
        <source>Message texts…</source>
        <translation>消息文本…</translation>
    </message>
    <message>
        <source>Asleep…</source>
        <translation>休眠中的客户…</translation>
    </message>
    <message>
        <source>Export this week as a calendar file…</source>
        <translation>导出这一周的日历文件…</translation>
    </message>
    <message>
        <source>Export all to come as a calendar file…</source>
        <translation>导出今后全部的日历文件…</translation>
    </message>
    <message>
        <source>Days until a customer counts as not heard from…</source>
        <translation>多少天算“久未联系”…</translation>
    </message>
    <message>
        <source>Names in notices outside the window</source>
        <translation>窗口外的提醒显示姓名</translation>
    </message>
</context>
<context>
    <name>NeedDetail</name>
    <message>
        <source>Decline…</source>
        <translation>客户不需要…</translation>
    </message>
    <message>
        <source>The customer does not want this need answered</source>
        <translation>记下客户不需要这项保障</translation>
    </message>
    <message>
        <source>Wanted after all</source>
        <translation>改为需要</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Comes from</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>No answer is linked.</source>
        <translation>没有关联的回答。</translation>
    </message>
    <message>
        <source>Proposed</source>
        <translation>已建议</translation>
    </message>
    <message>
        <source>No product is proposed yet.</source>
        <translation>还没有建议产品。</translation>
    </message>
    <message>
        <source>Ordered and in force</source>
        <translation>交单与生效</translation>
    </message>
    <message>
        <source>No order and no policy yet.</source>
        <translation>还没有交单和保单。</translation>
    </message>
    <message>
        <source>Also linked</source>
        <translation>其他关联</translation>
    </message>
    <message>
        <source>No activity, note or file is linked.</source>
        <translation>没有关联的活动、记录或文件。</translation>
    </message>
    <message>
        <source>Link…</source>
        <translation>关联…</translation>
    </message>
    <message>
        <source>Suggest an owner…</source>
        <translation>推荐负责人…</translation>
    </message>
    <message>
        <source>Reviews…</source>
        <translation>评审…</translation>
    </message>
    <message>
        <source>Log a change or decision…</source>
        <translation>登记变更或决策…</translation>
    </message>
    <message>
        <source>Trace drawing…</source>
        <translation>追踪图…</translation>
    </message>
    <message>
        <source>Remove from the matrix…</source>
        <translation>移出矩阵…</translation>
    </message>
    <message>
        <source>opened again</source>
        <translation>因反馈重开</translation>
    </message>
    <message>
        <source>gap {gap} · proposed {proposed} · in force {held}</source>
        <translation>缺口 {gap} · 已建议 {proposed} · 已生效 {held}</translation>
    </message>
    <message>
        <source>rescheduled: {count}</source>
        <translation>改期 {count} 次</translation>
    </message>
    <message>
        <source>declined: {reason}</source>
        <translation>客户不需要：{reason}</translation>
    </message>
    <message>
        <source>declined until {day}: {reason}</source>
        <translation>{day} 前不需要：{reason}</translation>
    </message>
</context>
<context>
    <name>NeedPicker</name>
    <message>
        <source>Which need does it answer?</source>
        <translation>它回应哪项需求？</translation>
    </message>
    <message>
        <source>Needs</source>
        <translation>需求</translation>
    </message>
    <message>
        <source>The family has no need yet: hold an interview first.</source>
        <translation>这家人还没有需求，请先面谈。</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>关联</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>NeedPremiumCard</name>
    <message>
        <source>Premium by need</source>
        <translation>各类需求的保费</translation>
    </message>
    <message>
        <source>First-year premium issued in the period less what was taken back in it, by the needs linked to each product; one that answers several is parted by the amounts it answers.</source>
        <translation>期内承保的首年保费减去期内撤单，按各产品所关联的需求；一个产品回应多项需求时，按所回应的数额分摊。</translation>
    </message>
    <message>
        <source>Need</source>
        <translation>需求</translation>
    </message>
    <message>
        <source>no need linked</source>
        <translation>未关联需求</translation>
    </message>
</context>
<context>
    <name>NeedsOrder</name>
    <message>
        <source>What matters most to you?</source>
        <translation>对您来说，什么最要紧？</translation>
    </message>
    <message>
        <source>Drag the most important to the top.</source>
        <translation>把最要紧的拖到最上面。</translation>
    </message>
    <message>
        <source>Needs in your order</source>
        <translation>按您的顺序排列的需求</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>How it is computed</source>
        <translation>怎么算的</translation>
    </message>
    <message>
        <source>What we heard</source>
        <translation>我们听到的</translation>
    </message>
</context>
<context>
    <name>NeedsView</name>
    <message>
        <source>Needs</source>
        <translation>需求</translation>
    </message>
    <message>
        <source>{number} is changed.</source>
        <translation>{number} 已修改。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Open again after this day; empty: for good.</source>
        <translation>过了这天会重新列为待解决；留空表示一直不需要。</translation>
    </message>
    <message>
        <source>Declined until</source>
        <translation>拒绝至</translation>
    </message>
    <message>
        <source>Decline {number}</source>
        <translation>{number}：客户不需要</translation>
    </message>
    <message>
        <source>The link is taken out.</source>
        <translation>已移除关联。</translation>
    </message>
    <message>
        <source>Remove {number} from the matrix</source>
        <translation>把 {number} 移出矩阵</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>{number} is removed.</source>
        <translation>{number} 已移出。</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Log a change or decision…</source>
        <translation>登记变更或决策…</translation>
    </message>
    <message>
        <source>Logged.</source>
        <translation>已登记。</translation>
    </message>
    <message>
        <source>Why does the link still hold?</source>
        <translation>为什么这条关联仍然成立？</translation>
    </message>
    <message>
        <source>Still holds</source>
        <translation>仍然成立</translation>
    </message>
</context>
<context>
    <name>NextStep</name>
    <message>
        <source>none planned</source>
        <translation>未安排</translation>
    </message>
    <message>
        <source>overdue {day}</source>
        <translation>逾期 {day}</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
</context>
<context>
    <name>NextStepDialog</name>
    <message>
        <source>Done: {what}</source>
        <translation>已完成：{what}</translation>
    </message>
    <message>
        <source>How did it go?</source>
        <translation>结果如何？</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>No next step</source>
        <translation>不安排下一步</translation>
    </message>
    <message>
        <source>Premium a year (yuan)</source>
        <translation>年交保费（元）</translation>
    </message>
    <message>
        <source>What was said, what they want, what you noticed</source>
        <translation>谈了什么，客户想要什么，你注意到什么</translation>
    </message>
    <message>
        <source>Visit report</source>
        <translation>拜访报告</translation>
    </message>
    <message>
        <source>Who went along</source>
        <translation>陪同人</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Close this message</source>
        <translation>关闭这条消息</translation>
    </message>
</context>
<context>
    <name>OrderPane</name>
    <message>
        <source>Order</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Changed since the lead decided</source>
        <translation>主管上次决定之后的改动</translation>
    </message>
    <message>
        <source>Order history</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Adjust</source>
        <translation>调整</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>调整</translation>
    </message>
    <message>
        <source>Undo the last step</source>
        <translation>撤销上一步</translation>
    </message>
    <message>
        <source>Opportunity {number}</source>
        <translation>机会 {number}</translation>
    </message>
    <message>
        <source>Proposal</source>
        <translation>建议书</translation>
    </message>
    <message>
        <source>Payer</source>
        <translation>投保人</translation>
    </message>
    <message>
        <source>Delivery date</source>
        <translation>预计交付日</translation>
    </message>
    <message>
        <source>Policy number</source>
        <translation>保单号</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>交单日</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>审批日</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>承保日</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>递送日</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>回执日</translation>
    </message>
    <message>
        <source>Cooling-off until</source>
        <translation>犹豫期至</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>已撤销</translation>
    </message>
</context>
<context>
    <name>OrdersView</name>
    <message>
        <source>Orders</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>No orders yet</source>
        <translation>还没有订单</translation>
    </message>
    <message>
        <source>An order is made of a proposal the customer has accepted. Keep one in “Combinations” first.</source>
        <translation>订单由客户接受的建议书生成。请先在“产品组合”里保存一份建议书。</translation>
    </message>
    <message>
        <source>Go to combinations</source>
        <translation>去产品组合</translation>
    </message>
    <message>
        <source>{number}: {step}</source>
        <translation>{number}：{step}</translation>
    </message>
    <message>
        <source>Approval of orders</source>
        <translation>订单审批</translation>
    </message>
    <message>
        <source>Order {number}</source>
        <translation>订单 {number}</translation>
    </message>
</context>
<context>
    <name>Outline</name>
    <message>
        <source>Parts of the template</source>
        <translation>模板的组成</translation>
    </message>
    <message>
        <source>(no text yet)</source>
        <translation>（还没有文字）</translation>
    </message>
</context>
<context>
    <name>OwnerDialog</name>
    <message>
        <source>Owner of {number}</source>
        <translation>{number} 的负责人</translation>
    </message>
    <message>
        <source>Now: {owner}</source>
        <translation>现在：{owner}</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>推荐</translation>
    </message>
    <message>
        <source>Good at</source>
        <translation>擅长</translation>
    </message>
    <message>
        <source>Kinds of need or tags of customers, then Enter</source>
        <translation>需求种类或客户标签，写好后按回车</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>指派</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>{count} open needs</source>
        <translation>{count} 项未完成需求</translation>
    </message>
    <message>
        <source>good at {tags}</source>
        <translation>擅长{tags}</translation>
    </message>
    <message>
        <source>knows the family</source>
        <translation>熟悉这家人</translation>
    </message>
</context>
<context>
    <name>PaceCard</name>
    <message>
        <source>Actual against target</source>
        <translation>实际与目标</translation>
    </message>
    <message>
        <source>Counted up from the period's first day. The pace grows on working days, Monday to Friday, and ends at the target.</source>
        <translation>从期初起累计。进度线只在工作日（周一至周五）上升，期末到达目标。</translation>
    </message>
    <message>
        <source>{metric}: actual against target</source>
        <translation>{metric}：实际与目标</translation>
    </message>
    <message>
        <source>{actual} so far; no target is set for this period.</source>
        <translation>至今 {actual}；本期没有设目标。</translation>
    </message>
    <message>
        <source>{actual} of {target}: the target is reached.</source>
        <translation>{actual} / {target}：目标已达成。</translation>
    </message>
    <message>
        <source>{actual} of {target}: {missing} short when the period ended.</source>
        <translation>{actual} / {target}：期末还差 {missing}。</translation>
    </message>
    <message>
        <source>No working day is left.</source>
        <translation>已没有剩余工作日。</translation>
    </message>
    <message>
        <source>{needed} a working day reach the target in the {left} working days left, today included.</source>
        <translation>剩余 {left} 个工作日（含今天）每天 {needed} 即可达成。</translation>
    </message>
    <message>
        <source>{actual} of {target}: on pace.</source>
        <translation>{actual} / {target}：与进度持平。</translation>
    </message>
    <message>
        <source>{actual} of {target}: {by} ahead of the pace.</source>
        <translation>{actual} / {target}：比进度快 {by}。</translation>
    </message>
    <message>
        <source>{actual} of {target}: {by} behind the pace.</source>
        <translation>{actual} / {target}：比进度慢 {by}。</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>actual</source>
        <translation>实际</translation>
    </message>
    <message>
        <source>pace to the target</source>
        <translation>目标进度</translation>
    </message>
    <message>
        <source>{metric}, count</source>
        <translation>{metric}，次</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Something went wrong. Nothing was changed.</source>
        <translation>程序出错了，数据没有改动。</translation>
    </message>
</context>
<context>
    <name>PairsDialog</name>
    <message>
        <source>Products that belong together</source>
        <translation>搭配产品</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>计入</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Belongs to</source>
        <translation>搭配</translation>
    </message>
    <message>
        <source>Bonus</source>
        <translation>加分</translation>
    </message>
    <message>
        <source>Count the bonus of pairs in every plan</source>
        <translation>所有方案都计入搭配加分</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Pair {number}: {text}</source>
        <translation>第 {number} 组搭配：{text}</translation>
    </message>
    <message>
        <source>A pair adds its bonus once for each person who has both products. It is shown apart and never counts as cover. A bonus of 1 weighs as much as a need of weight 1 wholly covered.</source>
        <translation>同一个人同时拥有两个产品时，方案加一次分；加分单独列出，不算作保障。加分 1 相当于完全满足一个权重为 1 的需求。</translation>
    </message>
    <message>
        <source>Sold together here</source>
        <translation>本库中常一起购买</translation>
    </message>
    <message>
        <source>No pair yet. Plans then look at cover and premium alone.</source>
        <translation>还没有搭配，方案只看保障和保费。</translation>
    </message>
    <message>
        <source>{together} of {households} families, {lift} times as often as by chance</source>
        <translation>{households} 个家庭中有 {together} 个，是随机情况的 {lift} 倍</translation>
    </message>
    <message>
        <source>Make a pair</source>
        <translation>设为搭配</translation>
    </message>
    <message>
        <source>Add a pair</source>
        <translation>添加搭配</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>The pairs are changed.</source>
        <translation>搭配已修改。</translation>
    </message>
</context>
<context>
    <name>PaperDialog</name>
    <message>
        <source>Open the file</source>
        <translation>打开文件</translation>
    </message>
    <message>
        <source>Picture for the phone</source>
        <translation>手机长图</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>Word</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>已保存：{path}</translation>
    </message>
</context>
<context>
    <name>Papers</name>
    <message>
        <source>Papers</source>
        <translation>资料</translation>
    </message>
    <message>
        <source>A further paper, then Enter</source>
        <translation>其他资料，按回车添加</translation>
    </message>
    <message>
        <source>A further paper</source>
        <translation>其他资料</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Papers: {count} missing</source>
        <translation>资料：还缺 {count} 份</translation>
    </message>
    <message>
        <source>Papers: all there</source>
        <translation>资料：已齐</translation>
    </message>
    <message>
        <source>came on {day}</source>
        <translation>{day} 收到</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺</translation>
    </message>
</context>
<context>
    <name>PeopleCard</name>
    <message>
        <source>Add a family member</source>
        <translation>添加家庭成员</translation>
    </message>
    <message>
        <source>birth date missing</source>
        <translation>缺出生日期</translation>
    </message>
    <message>
        <source>{day}, aged {age}</source>
        <translation>{day} 生，{age} 岁</translation>
    </message>
    <message>
        <source>Fill in the birth date</source>
        <translation>补填出生日期</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
</context>
<context>
    <name>PeopleView</name>
    <message>
        <source>Premiums</source>
        <translation>保费</translation>
    </message>
    <message>
        <source>Mark paid</source>
        <translation>标记已交</translation>
    </message>
    <message>
        <source>Birthday and work</source>
        <translation>生日与工作</translation>
    </message>
    <message>
        <source>Change birthday and work…</source>
        <translation>修改生日与岗位…</translation>
    </message>
    <message>
        <source>Loans</source>
        <translation>贷款</translation>
    </message>
    <message>
        <source>Add loan…</source>
        <translation>添加贷款…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Renewal premiums</source>
        <translation>续期保费</translation>
    </message>
    <message>
        <source>The premium due on {day} is marked paid.</source>
        <translation>{day} 到期的保费已标记为已交。</translation>
    </message>
    <message>
        <source>The premium due on {day} is marked unpaid.</source>
        <translation>{day} 到期的保费已标记为未交。</translation>
    </message>
    <message>
        <source>Keeps the birthday</source>
        <translation>过哪个生日</translation>
    </message>
    <message>
        <source>Decides when a woman may retire; not known counts as staff.</source>
        <translation>决定女性的法定退休年龄；不填按干部、管理或技术岗。</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>{name}: birthday and work are changed.</source>
        <translation>{name}的生日与岗位已修改。</translation>
    </message>
    <message>
        <source>Loan</source>
        <translation>贷款</translation>
    </message>
    <message>
        <source>Mortgage, car loan …</source>
        <translation>房贷、车贷……</translation>
    </message>
    <message>
        <source>Last instalment on</source>
        <translation>最后一期还款日</translation>
    </message>
    <message>
        <source>Still owed (yuan)</source>
        <translation>剩余本金（元）</translation>
    </message>
    <message>
        <source>{name} is added.</source>
        <translation>已添加{name}。</translation>
    </message>
    <message>
        <source>Add loan</source>
        <translation>添加贷款</translation>
    </message>
    <message>
        <source>{name} is removed.</source>
        <translation>{name}已移除。</translation>
    </message>
    <message>
        <source>Mark unpaid</source>
        <translation>标记未交</translation>
    </message>
    <message>
        <source>paid on {day}</source>
        <translation>{day} 已交</translation>
    </message>
    <message>
        <source>unpaid</source>
        <translation>未交</translation>
    </message>
    <message>
        <source>to come</source>
        <translation>未到期</translation>
    </message>
    <message>
        <source>Due day</source>
        <translation>到期日</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Premium no.</source>
        <translation>期数</translation>
    </message>
    <message>
        <source>Premium</source>
        <translation>保费</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Born</source>
        <translation>出生日期</translation>
    </message>
    <message>
        <source>Lunar day</source>
        <translation>农历</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>生日</translation>
    </message>
</context>
<context>
    <name>PeriodBar</name>
    <message>
        <source>Kind of period</source>
        <translation>期间类型</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>起始日</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>最后日期</translation>
    </message>
    <message>
        <source>The period before</source>
        <translation>前一期</translation>
    </message>
    <message>
        <source>The period after</source>
        <translation>后一期</translation>
    </message>
</context>
<context>
    <name>PersistencyCard</name>
    <message>
        <source>13-month persistency</source>
        <translation>13 个月继续率</translation>
    </message>
    <message>
        <source>Of the policies sold here whose 13th month was reached in a work month, the share still in force; the twelve months up to the period's end.</source>
        <translation>在此售出、于各工作月满 13 个月的保单中仍有效的比例；至期末为止的十二个月。</translation>
    </message>
    <message>
        <source>Nothing to do yet: the first policies reach their 13th month a year after they are issued.</source>
        <translation>暂时无需操作：保单承保一年后才会满 13 个月。</translation>
    </message>
    <message>
        <source>{kept} of {due} policies went on past their 13th month: {rate}.</source>
        <translation>{due} 张满 13 个月的保单中 {kept} 张继续有效：{rate}。</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>已生效</translation>
    </message>
    <message>
        <source>13th month reached</source>
        <translation>满 13 个月</translation>
    </message>
    <message>
        <source>in force, % of the policies</source>
        <translation>仍有效，占保单 %</translation>
    </message>
</context>
<context>
    <name>PictureOfWeek</name>
    <message>
        <source>Figures</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Definitions, version {version}</source>
        <translation>指标口径，版本 {version}</translation>
    </message>
    <message>
        <source>Picture of the week {week}</source>
        <translation>本周一图 {week}</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>代理人</translation>
    </message>
    <message>
        <source>Made on</source>
        <translation>制作日期</translation>
    </message>
    <message>
        <source>No customer's name, phone or health is on this page.</source>
        <translation>本页没有客户的姓名、电话或健康信息。</translation>
    </message>
    <message>
        <source>Nothing was done or planned in this week.</source>
        <translation>这一周没有完成或计划的事项。</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Actual</source>
        <translation>实际</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Reached</source>
        <translation>达成率</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
</context>
<context>
    <name>PinDialog</name>
    <message>
        <source>PIN for the customer view</source>
        <translation>客户视图的 PIN</translation>
    </message>
    <message>
        <source>Four to twelve digits. Left empty, only the password leaves the customer view.</source>
        <translation>4 到 12 位数字。留空时，只能用密码退出客户视图。</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>PIN once more</source>
        <translation>再输一次 PIN</translation>
    </message>
</context>
<context>
    <name>PlaceRow</name>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>Source, day and history of this answer</source>
        <translation>这个回答的来源、日期和变更记录</translation>
    </message>
    <message>
        <source>How sure is this answer?</source>
        <translation>这个回答有多确定？</translation>
    </message>
    <message>
        <source>Policies: {list}</source>
        <translation>保单：{list}</translation>
    </message>
    <message>
        <source>Use {amount}</source>
        <translation>采用 {amount}</translation>
    </message>
    <message>
        <source>Use what the policies say: {amount}</source>
        <translation>采用保单上的金额：{amount}</translation>
    </message>
</context>
<context>
    <name>PlanHead</name>
    <message>
        <source>Save proposal</source>
        <translation>存为建议书</translation>
    </message>
    <message>
        <source>{share} of the needs</source>
        <translation>覆盖需求 {share}</translation>
    </message>
    <message>
        <source>Suitability of {plan}: {verdict}</source>
        <translation>{plan}方案的适当性：{verdict}</translation>
    </message>
    <message>
        <source>What was looked at, and what was found</source>
        <translation>看了什么、发现了什么</translation>
    </message>
    <message>
        <source>limit {limit}</source>
        <translation>上限 {limit}</translation>
    </message>
    <message>
        <source>a year</source>
        <translation>每年</translation>
    </message>
    <message>
        <source>a year, {more} over the limit</source>
        <translation>每年，超出上限 {more}</translation>
    </message>
    <message>
        <source>a year, limit {limit}</source>
        <translation>每年，上限 {limit}</translation>
    </message>
</context>
<context>
    <name>PoliciesPane</name>
    <message>
        <source>Policies</source>
        <translation>保单</translation>
    </message>
    <message>
        <source>Add policy</source>
        <translation>新增保单</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>In force: {count}, premium a year {premium}</source>
        <translation>有效保单 {count} 张，年交保费 {premium}</translation>
    </message>
    <message>
        <source>No policy is known yet: those found in an interview, typed in, or issued stand here.</source>
        <translation>还没有保单：面谈中得知的、手工录入的、承保的都会列在这里。</translation>
    </message>
    <message>
        <source>{name} is removed.</source>
        <translation>{name}已移除。</translation>
    </message>
    <message>
        <source>New policy</source>
        <translation>新保单</translation>
    </message>
    <message>
        <source>for life</source>
        <translation>终身</translation>
    </message>
    <message>
        <source>Insured</source>
        <translation>被保险人</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Covers</source>
        <translation>保障内容</translation>
    </message>
    <message>
        <source>Premium a year</source>
        <translation>年交保费</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>保至</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>PortfolioDialog</name>
    <message>
        <source>Portfolio</source>
        <translation>产品分析</translation>
    </message>
    <message>
        <source>Once needs are confirmed or products are sold, this shows who buys what and where they do not meet.</source>
        <translation>确认需要或售出产品后，这里会显示谁买什么，以及需要与产品在哪里不匹配。</translation>
    </message>
    <message>
        <source>Nothing to count yet</source>
        <translation>暂无可统计的数据</translation>
    </message>
    <message>
        <source>People by</source>
        <translation>人群划分</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Who is insured by our products</source>
        <translation>谁拥有我们的产品</translation>
    </message>
    <message>
        <source>All people</source>
        <translation>全部人数</translation>
    </message>
    <message>
        <source>Insured by our products</source>
        <translation>拥有我们产品的人数</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人数（人）</translation>
    </message>
    <message>
        <source>Export the portfolio</source>
        <translation>导出产品分析</translation>
    </message>
    <message>
        <source>{count} rows saved: {path}</source>
        <translation>已保存 {count} 行：{path}</translation>
    </message>
</context>
<context>
    <name>PremiumCard</name>
    <message>
        <source>Submit an order on Selling: its premium stands here once it is issued.</source>
        <translation>在“销售”交单，承保后保费就会出现在这里。</translation>
    </message>
    <message>
        <source>{total} yuan issued; most with {place}: {value} yuan.</source>
        <translation>承保 {total} 元；最多的是{place}：{value} 元。</translation>
    </message>
    <message>
        <source>premium, yuan</source>
        <translation>保费，元</translation>
    </message>
</context>
<context>
    <name>PreviewStep</name>
    <message>
        <source>{count} rows read</source>
        <translation>读到 {count} 行</translation>
    </message>
    <message>
        <source>Rows of the file</source>
        <translation>文件中的各行</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行号</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>处理</translation>
    </message>
    <message>
        <source>In detail</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>maybe known</source>
        <translation>可能已有</translation>
    </message>
    <message>
        <source>to look at</source>
        <translation>待确认</translation>
    </message>
    <message>
        <source>Nothing is written yet. Double-click a cell to mend it; yellow cells are at fault.</source>
        <translation>还没有写入任何内容。双击单元格可直接修改；黄色的有问题。</translation>
    </message>
</context>
<context>
    <name>ProductActs</name>
    <message>
        <source>New product…</source>
        <translation>新增产品…</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Versions…</source>
        <translation>版本…</translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation>对比…</translation>
    </message>
    <message>
        <source>Select two to four products in the list (Ctrl+click)</source>
        <translation>请在列表中选中两到四个产品（按住 Ctrl 点选）</translation>
    </message>
    <message>
        <source>Portfolio…</source>
        <translation>产品分析…</translation>
    </message>
    <message>
        <source>Who buys what, what is asked for and not sold, what is sold together</source>
        <translation>谁买什么、哪些需要没有产品、哪些产品一起购买</translation>
    </message>
    <message>
        <source>Pairs…</source>
        <translation>搭配…</translation>
    </message>
    <message>
        <source>Products that belong together, and the bonus a plan gets for both</source>
        <translation>哪些产品适合一起买，以及方案因此得到的加分</translation>
    </message>
    <message>
        <source>Withdraw…</source>
        <translation>停售…</translation>
    </message>
    <message>
        <source>No longer sold; shows first which families it is proposed to</source>
        <translation>不再销售；先列出它建议给了哪些家庭</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>恢复销售</translation>
    </message>
    <message>
        <source>Sold again, with the last day it had before it was withdrawn</source>
        <translation>恢复销售，停售日恢复为停售前的设定</translation>
    </message>
    <message>
        <source>{name} is saved.</source>
        <translation>{name} 已保存。</translation>
    </message>
    <message>
        <source>Withdraw from sale</source>
        <translation>停售</translation>
    </message>
    <message>
        <source>{name} is withdrawn.</source>
        <translation>{name} 已停售。</translation>
    </message>
    <message>
        <source>{name} is on sale again.</source>
        <translation>{name} 已恢复销售。</translation>
    </message>
</context>
<context>
    <name>ProductCard</name>
    <message>
        <source>on sale</source>
        <translation>在售</translation>
    </message>
    <message>
        <source>not on sale</source>
        <translation>停售</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Insurer</source>
        <translation>保险公司</translation>
    </message>
    <message>
        <source>Covers</source>
        <translation>保障内容</translation>
    </message>
    <message>
        <source>Issue ages</source>
        <translation>投保年龄</translation>
    </message>
    <message>
        <source>Sums (least – most / step)</source>
        <translation>保额（最低 – 最高 / 级差）</translation>
    </message>
    <message>
        <source>Paid for / covered for</source>
        <translation>交费期 / 保障期</translation>
    </message>
    <message>
        <source>Accompanies</source>
        <translation>附加于</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特点</translation>
    </message>
    <message>
        <source>Selling points</source>
        <translation>卖点</translation>
    </message>
    <message>
        <source>Exclusions</source>
        <translation>责任免除</translation>
    </message>
    <message>
        <source>After sale</source>
        <translation>售后服务</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>年龄</translation>
    </message>
    <message>
        <source>Women, per {unit}</source>
        <translation>女，每 {unit}</translation>
    </message>
    <message>
        <source>Men, per {unit}</source>
        <translation>男，每 {unit}</translation>
    </message>
    <message>
        <source>Rates</source>
        <translation>费率</translation>
    </message>
</context>
<context>
    <name>ProductEditor</name>
    <message>
        <source>New product</source>
        <translation>新增产品</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Terms of sale</source>
        <translation>销售规则</translation>
    </message>
    <message>
        <source>Descriptions</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Covers and rates</source>
        <translation>责任与费率</translation>
    </message>
    <message>
        <source>Why it is changed (kept with the version)</source>
        <translation>修改原因（随版本保存）</translation>
    </message>
    <message>
        <source>Save as a new version</source>
        <translation>存为新版本</translation>
    </message>
    <message>
        <source>Add the product</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Please look at this once more; a second press saves it as it is.</source>
        <translation>请再核对一次；再按一次将按现在的内容保存。</translation>
    </message>
    <message>
        <source>Save all the same</source>
        <translation>仍然保存</translation>
    </message>
    <message>
        <source>{what} in English</source>
        <translation>{what}（英文）</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>Proposals and policies name the product by its code</source>
        <translation>建议书和保单按代码引用产品，代码不能修改</translation>
    </message>
</context>
<context>
    <name>ProductPremiumCard</name>
    <message>
        <source>Premium by product</source>
        <translation>各产品的保费</translation>
    </message>
    <message>
        <source>First-year premium issued in the period less what was taken back in it, by product.</source>
        <translation>期内承保的首年保费减去期内撤单，按产品。</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
</context>
<context>
    <name>ProfileDialog</name>
    <message>
        <source>My details</source>
        <translation>我的资料</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Licence number</source>
        <translation>执业证编号</translation>
    </message>
    <message>
        <source>Highest product grade</source>
        <translation>可销售的最高产品等级</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>I lead this team: show the tab Team</source>
        <translation>我带这个团队：显示“团队”页</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ProgressPage</name>
    <message>
        <source>Weekly workbook</source>
        <translation>周报工作簿</translation>
    </message>
    <message>
        <source>Still to do this week: {what}</source>
        <translation>本周还差：{what}</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>已保存：{path}</translation>
    </message>
    <message>
        <source>Writing the weekly workbook</source>
        <translation>正在写周报</translation>
    </message>
    <message>
        <source>No target is set for this period yet.</source>
        <translation>本期还没有设目标。</translation>
    </message>
    <message>
        <source>Counting</source>
        <translation>正在统计</translation>
    </message>
    <message>
        <source>Every target of the period is reached.</source>
        <translation>本期目标全部达成。</translation>
    </message>
    <message>
        <source>Short of the target: {what}</source>
        <translation>距目标还差：{what}</translation>
    </message>
    <message>
        <source>Still to do: {what}</source>
        <translation>还差：{what}</translation>
    </message>
    <message>
        <source>Other cards chosen.</source>
        <translation>已更换卡片。</translation>
    </message>
    <message>
        <source>Picture of the week {week}</source>
        <translation>本周一图 {week}</translation>
    </message>
    <message>
        <source>Drawing the picture of the week</source>
        <translation>正在绘制本周一图</translation>
    </message>
    <message>
        <source>Set targets</source>
        <translation>设目标</translation>
    </message>
    <message>
        <source>KPI definitions</source>
        <translation>指标定义</translation>
    </message>
    <message>
        <source>In your own words</source>
        <translation>困难与反馈</translation>
    </message>
    <message>
        <source>Cards…</source>
        <translation>卡片…</translation>
    </message>
    <message>
        <source>Picture of the week</source>
        <translation>本周一图</translation>
    </message>
    <message>
        <source>Open the workbook</source>
        <translation>打开周报</translation>
    </message>
</context>
<context>
    <name>Proposals</name>
    <message>
        <source>Proposals</source>
        <translation>建议书</translation>
    </message>
    <message>
        <source>The paper</source>
        <translation>建议书</translation>
    </message>
    <message>
        <source>The proposal as PDF, Word or one long picture</source>
        <translation>建议书，可存为 PDF、Word 或长图</translation>
    </message>
    <message>
        <source>Suitability</source>
        <translation>适当性</translation>
    </message>
    <message>
        <source>On the table again</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Its products at today's prices, to be changed and saved anew</source>
        <translation>按今天的价格重新放回方案里，可以再调整、另存</translation>
    </message>
    <message>
        <source>Presented</source>
        <translation>已讲解</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Change requested</source>
        <translation>要求修改</translation>
    </message>
    <message>
        <source>No proposals yet</source>
        <translation>还没有建议书</translation>
    </message>
    <message>
        <source>Save one of the plans above: it is kept with its prices, its needs and the day.</source>
        <translation>保存上面的一个方案：价格、需求和日期都会一并留存。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>The suitability of {number} is recorded.</source>
        <translation>{number} 的适当性评估已记录。</translation>
    </message>
    <message>
        <source>{number}: {state}.</source>
        <translation>{number}：{state}。</translation>
    </message>
    <message>
        <source>not assessed</source>
        <translation>未评估</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Premium a year</source>
        <translation>年交保费</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>项数</translation>
    </message>
    <message>
        <source>Priced on</source>
        <translation>计价日期</translation>
    </message>
</context>
<context>
    <name>PurchasesPane</name>
    <message>
        <source>Purchases</source>
        <translation>购买记录</translation>
    </message>
    <message>
        <source>Sums of each year</source>
        <translation>各年合计</translation>
    </message>
    <message>
        <source>Bought: {count}, first premiums together {premium}</source>
        <translation>共购买 {count} 件，首期保费合计 {premium}</translation>
    </message>
    <message>
        <source>Nothing was bought yet: policies and orders stand here as they come.</source>
        <translation>还没有购买记录：保单和订单会出现在这里。</translation>
    </message>
    <message>
        <source>Bought on</source>
        <translation>购买日期</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>For</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>First premium</source>
        <translation>首期保费</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Policy number</source>
        <translation>保单号</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>日期不详</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Bought</source>
        <translation>已购买</translation>
    </message>
    <message>
        <source>First premiums</source>
        <translation>首期保费</translation>
    </message>
    <message>
        <source>Sold by us</source>
        <translation>其中本人销售</translation>
    </message>
</context>
<context>
    <name>QuestionForm</name>
    <message>
        <source>Key</source>
        <translation>代号</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Asked of</source>
        <translation>问谁</translation>
    </message>
    <message>
        <source>Question in Chinese</source>
        <translation>问题（中文）</translation>
    </message>
    <message>
        <source>Question in English</source>
        <translation>问题（英文）</translation>
    </message>
    <message>
        <source>Why we ask, in Chinese</source>
        <translation>为什么问（中文）</translation>
    </message>
    <message>
        <source>Why we ask, in English</source>
        <translation>为什么问（英文）</translation>
    </message>
    <message>
        <source>The figure of the worksheet; goods: want.…, have.…, weight.… Empty for none.</source>
        <translation>填入计算书的哪个数；商品用 want.…、have.…、weight.…；没有就留空。</translation>
    </message>
    <message>
        <source>Feeds</source>
        <translation>填入</translation>
    </message>
    <message>
        <source>Must be answered before the needs are confirmed</source>
        <translation>确认需求前必须回答</translation>
    </message>
    <message>
        <source>Asked only where a policy has such cover</source>
        <translation>只在保单有这种保障时才问</translation>
    </message>
    <message>
        <source>Asked when the answer to</source>
        <translation>在这一题的回答</translation>
    </message>
    <message>
        <source>In yuan</source>
        <translation>单位：元</translation>
    </message>
    <message>
        <source>is one of</source>
        <translation>是其中之一时问</translation>
    </message>
    <message>
        <source>Values of its choices, by comma</source>
        <translation>它的选项值，用逗号隔开</translation>
    </message>
    <message>
        <source>or is above</source>
        <translation>或大于时问</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>1 = summed</source>
        <translation>1 = 计入合计</translation>
    </message>
    <message>
        <source>Scale from</source>
        <translation>最低分</translation>
    </message>
    <message>
        <source>Scale to</source>
        <translation>最高分</translation>
    </message>
    <message>
        <source>Low end</source>
        <translation>低端</translation>
    </message>
    <message>
        <source>High end</source>
        <translation>高端</translation>
    </message>
</context>
<context>
    <name>QuickLine</name>
    <message>
        <source>One line, such as: tomorrow 3pm visit Wang Fang</source>
        <translation>一句话记事，如：明天下午3点 拜访 王芳</translation>
    </message>
    <message>
        <source>Quick entry</source>
        <translation>一句话记事</translation>
    </message>
    <message>
        <source>all day</source>
        <translation>全天</translation>
    </message>
    <message>
        <source>{minutes} minutes</source>
        <translation>{minutes} 分钟</translation>
    </message>
    <message>
        <source>note: {text}</source>
        <translation>备注：{text}</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已处理</translation>
    </message>
    <message>
        <source>Not a day or time: “{text}”.</source>
        <translation>“{text}”不是日期或时间。</translation>
    </message>
    <message>
        <source>Which “{name}”?</source>
        <translation>是哪一位“{name}”？</translation>
    </message>
    <message>
        <source>No kind is said: a call.</source>
        <translation>没写类型，按电话。</translation>
    </message>
    <message>
        <source>No day is said: today.</source>
        <translation>没写日期，按今天。</translation>
    </message>
    <message>
        <source>No customer by that name.</source>
        <translation>没有找到这位客户。</translation>
    </message>
</context>
<context>
    <name>RankingField</name>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>This order is right</source>
        <translation>就按这个顺序</translation>
    </message>
</context>
<context>
    <name>RecordsView</name>
    <message>
        <source>Baselines</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>Changes and decisions</source>
        <translation>变更与决策</translation>
    </message>
    <message>
        <source>Review meetings</source>
        <translation>评审会</translation>
    </message>
</context>
<context>
    <name>ReferralSection</name>
    <message>
        <source>Referrals</source>
        <translation>转介绍</translation>
    </message>
    <message>
        <source>This family has referred nobody yet. Who referred somebody is said in that customer's contact.</source>
        <translation>这个家庭还没有介绍过别人。谁介绍的，在被介绍客户的联系方式里填写。</translation>
    </message>
    <message>
        <source>Referred by: {chain}</source>
        <translation>介绍人：{chain}</translation>
    </message>
</context>
<context>
    <name>Referrals</name>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Referred</source>
        <translation>直接介绍</translation>
    </message>
    <message>
        <source>All below</source>
        <translation>累计介绍</translation>
    </message>
    <message>
        <source>Bought</source>
        <translation>已购买</translation>
    </message>
    <message>
        <source>Their premium a year</source>
        <translation>带来的年保费</translation>
    </message>
</context>
<context>
    <name>ReferralsDialog</name>
    <message>
        <source>Referrals and sources</source>
        <translation>转介绍与来源</translation>
    </message>
    <message>
        <source>Who referred whom</source>
        <translation>谁介绍了谁</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>{people} customers referred {referred}; {bought} bought, paying {premium} a year.</source>
        <translation>{people} 位客户介绍了 {referred} 位；其中 {bought} 位已购买，年保费 {premium}。</translation>
    </message>
    <message>
        <source>Nobody was referred yet: say who referred a customer in the customer's contact.</source>
        <translation>还没有转介绍：在客户的联系方式里填写介绍人。</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>（无）</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Met</source>
        <translation>已面谈</translation>
    </message>
    <message>
        <source>Bought</source>
        <translation>已购买</translation>
    </message>
    <message>
        <source>Bought of all</source>
        <translation>成交比例</translation>
    </message>
    <message>
        <source>Premium a year</source>
        <translation>年交保费</translation>
    </message>
</context>
<context>
    <name>ReminderStrip</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>In 10 minutes</source>
        <translation>10 分钟后</translation>
    </message>
    <message>
        <source>In an hour</source>
        <translation>1 小时后</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>明天</translation>
    </message>
    <message>
        <source>Close this reminder</source>
        <translation>关闭这条提醒</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>还有 {count} 条</translation>
    </message>
    <message>
        <source>Reminder</source>
        <translation>提醒</translation>
    </message>
</context>
<context>
    <name>Reopening</name>
    <message>
        <source>As in {number}</source>
        <translation>沿用 {number}</translation>
    </message>
    <message>
        <source>{number} is on the table again: {now} a year today, {then} when it was kept.</source>
        <translation>{number} 已重新打开：按今天的价格每年 {now} 元，保存时为 {then} 元。</translation>
    </message>
    <message>
        <source>No longer to be had: {names}.</source>
        <translation>现已不能投保：{names}。</translation>
    </message>
</context>
<context>
    <name>RepeatField</name>
    <message>
        <source>days</source>
        <translation>天</translation>
    </message>
    <message>
        <source>weeks</source>
        <translation>周</translation>
    </message>
    <message>
        <source>months</source>
        <translation>个月</translation>
    </message>
    <message>
        <source>years</source>
        <translation>年</translation>
    </message>
    <message>
        <source>Does not repeat</source>
        <translation>不重复</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>on its day</source>
        <translation>当日</translation>
    </message>
    <message>
        <source>on the last day</source>
        <translation>最后一天</translation>
    </message>
    <message>
        <source>Day of the month</source>
        <translation>每月几号</translation>
    </message>
    <message>
        <source>without an end</source>
        <translation>一直重复</translation>
    </message>
    <message>
        <source>until</source>
        <translation>直到</translation>
    </message>
    <message>
        <source>times</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>结束日期</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>最后日期</translation>
    </message>
    <message>
        <source>How many times</source>
        <translation>多少次</translation>
    </message>
    <message>
        <source>every</source>
        <translation>每</translation>
    </message>
</context>
<context>
    <name>ResultStep</name>
    <message>
        <source>What is worth knowing</source>
        <translation>值得一看</translation>
    </message>
    <message>
        <source>Save the rejected rows…</source>
        <translation>保存拒收的行…</translation>
    </message>
    <message>
        <source>A file with the reason beside each row, to mend and import again</source>
        <translation>每行旁边写着原因的文件，改好后可再导入</translation>
    </message>
    <message>
        <source>Undo this import</source>
        <translation>撤销这次导入</translation>
    </message>
    <message>
        <source>Done: {count} of {read} rows are in.</source>
        <translation>完成：{read} 行中导入了 {count} 行。</translation>
    </message>
    <message>
        <source>There was nothing to write: {read} rows read.</source>
        <translation>没有需要写入的内容：读到 {read} 行。</translation>
    </message>
    <message>
        <source>{count} are here and no longer in the file; nothing was deleted: {names}</source>
        <translation>这里有、文件里已没有的 {count} 条（未删除）：{names}</translation>
    </message>
    <message>
        <source>The import is undone: everything is as it was before.</source>
        <translation>导入已撤销，一切恢复原样。</translation>
    </message>
</context>
<context>
    <name>ReviewDialog</name>
    <message>
        <source>Reviews of {number}</source>
        <translation>{number} 的评审</translation>
    </message>
    <message>
        <source>Give a verdict…</source>
        <translation>给出结论…</translation>
    </message>
    <message>
        <source>Ask for a review…</source>
        <translation>请人评审…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Nobody has reviewed this need yet.</source>
        <translation>这项需求还没有人评审过。</translation>
    </message>
    <message>
        <source>due {day}</source>
        <translation>截止 {day}</translation>
    </message>
    <message>
        <source>open again: {what}</source>
        <translation>重新打开：{what}</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Needed unless accepted.</source>
        <translation>不通过或要求修改时必填。</translation>
    </message>
    <message>
        <source>Reviewer</source>
        <translation>评审人</translation>
    </message>
    <message>
        <source>Review by</source>
        <translation>评审期限</translation>
    </message>
</context>
<context>
    <name>ReviewStep</name>
    <message>
        <source>Confirm the needs</source>
        <translation>确认需求</translation>
    </message>
    <message>
        <source>Needs in the customer's order</source>
        <translation>按客户的排序列出的需求</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>The whole analysis</source>
        <translation>完整分析</translation>
    </message>
    <message>
        <source>What we heard, in plain words</source>
        <translation>我们听到的（大白话）</translation>
    </message>
    <message>
        <source>Write it anew from the answers</source>
        <translation>按回答重新写</translation>
    </message>
    <message>
        <source>How it is computed</source>
        <translation>怎么算的</translation>
    </message>
    <message>
        <source>In the order the customer chose. They stand in the matrix and wait for a plan.</source>
        <translation>按客户选定的顺序。这些需求已列入需求矩阵，接下来可以做方案。</translation>
    </message>
    <message>
        <source>No need can be computed yet: fill in the family's birth dates and incomes first.</source>
        <translation>还算不出需求：请先补齐家庭成员的出生日期和收入。</translation>
    </message>
    <message>
        <source>Go through the list together. What matters most to the customer comes first: drag a line, or press Ctrl+↑ and Ctrl+↓. Then let the customer confirm.</source>
        <translation>和客户一起过一遍。客户最看重的排在最前：拖动一行，或按 Ctrl+↑、Ctrl+↓。排好后请客户确认。</translation>
    </message>
    <message>
        <source>Still missing before the needs can be confirmed:</source>
        <translation>确认之前还缺：</translation>
    </message>
    <message>
        <source>Read it out, mend what is not right; confirmed, it is kept with the needs.</source>
        <translation>念给客户听，不对的地方直接改；确认后和需求一起保存。</translation>
    </message>
</context>
<context>
    <name>ReviewView</name>
    <message>
        <source>What is reviewed</source>
        <translation>考核对象</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>期间</translation>
    </message>
    <message>
        <source>Show records and streaks</source>
        <translation>显示纪录与连胜</translation>
    </message>
    <message>
        <source>Agents reviewed</source>
        <translation>考核的代理人</translation>
    </message>
    <message>
        <source>Products reviewed</source>
        <translation>考核的产品</translation>
    </message>
    <message>
        <source>Rating, 5 is best</source>
        <translation>评分（5 最好）</translation>
    </message>
    <message>
        <source>Strengths</source>
        <translation>优点</translation>
    </message>
    <message>
        <source>To improve</source>
        <translation>改进</translation>
    </message>
    <message>
        <source>Agreed</source>
        <translation>约定</translation>
    </message>
    <message>
        <source>Save evaluation</source>
        <translation>保存考核</translation>
    </message>
    <message>
        <source>Campaigns</source>
        <translation>活动方案</translation>
    </message>
    <message>
        <source>Plan a campaign</source>
        <translation>新建活动方案</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} 至 {last}</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>活动方案</translation>
    </message>
    <message>
        <source>Campaign name</source>
        <translation>方案名称</translation>
    </message>
    <message>
        <source>For</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>The whole team</source>
        <translation>全团队</translation>
    </message>
    <message>
        <source>Begins</source>
        <translation>开始日期</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>结束日期</translation>
    </message>
    <message>
        <source>Aim</source>
        <translation>目的</translation>
    </message>
    <message>
        <source>Planned cost</source>
        <translation>计划费用</translation>
    </message>
    <message>
        <source>Actual cost</source>
        <translation>实际费用</translation>
    </message>
    <message>
        <source>Customers reached</source>
        <translation>触达客户</translation>
    </message>
    <message>
        <source>Policies closed</source>
        <translation>成交保单</translation>
    </message>
    <message>
        <source>Premium closed</source>
        <translation>促成保费</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Evaluation of {name}</source>
        <translation>{name} 的考核</translation>
    </message>
    <message>
        <source>Nothing to review yet</source>
        <translation>还没有可考核的数据</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>代理人</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>周报</translation>
    </message>
    <message>
        <source>Late reports</source>
        <translation>迟交次数</translation>
    </message>
    <message>
        <source>Activities</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Meetings</source>
        <translation>面谈</translation>
    </message>
    <message>
        <source>Proposals</source>
        <translation>建议书</translation>
    </message>
    <message>
        <source>Closings</source>
        <translation>促成</translation>
    </message>
    <message>
        <source>Premium</source>
        <translation>保费</translation>
    </message>
    <message>
        <source>A case</source>
        <translation>件均</translation>
    </message>
    <message>
        <source>Closed of proposed</source>
        <translation>建议书促成率</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>培训</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Policies</source>
        <translation>保单</translation>
    </message>
    <message>
        <source>Families</source>
        <translation>家庭</translation>
    </message>
    <message>
        <source>Yearly premium</source>
        <translation>年交保费</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>代理人</translation>
    </message>
    <message>
        <source>Cost a policy</source>
        <translation>每单费用</translation>
    </message>
    <message>
        <source>Premium a yuan</source>
        <translation>每元费用换保费</translation>
    </message>
    <message>
        <source>Campaigns: plan, cost, result</source>
        <translation>活动方案：计划、费用、结果</translation>
    </message>
</context>
<context>
    <name>RowsDialog</name>
    <message>
        <source>{count} rows</source>
        <translation>{count} 行</translation>
    </message>
    <message>
        <source>Which rows</source>
        <translation>哪些明细</translation>
    </message>
    <message>
        <source>Above the line: {what}</source>
        <translation>分子：{what}</translation>
    </message>
    <message>
        <source>Below the line: {what}</source>
        <translation>分母：{what}</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>明细</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>{count} rows, together {whole}</source>
        <translation>{count} 行，合计 {whole}</translation>
    </message>
    <message>
        <source>{count} cannot be counted: no commission rate in the catalogue</source>
        <translation>{count} 行无法计入：产品目录里没有佣金率</translation>
    </message>
    <message>
        <source>{count} policies</source>
        <translation>{count} 张保单</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>家庭</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Counted as</source>
        <translation>计为</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>计入</translation>
    </message>
</context>
<context>
    <name>RulesActs</name>
    <message>
        <source>Comparing all links</source>
        <translation>比对全部关联</translation>
    </message>
    <message>
        <source>The matrix follows its new settings.</source>
        <translation>矩阵已按新设置。</translation>
    </message>
</context>
<context>
    <name>RulesDialog</name>
    <message>
        <source>Limits and recording rules</source>
        <translation>阈值与双录规则</translation>
    </message>
    <message>
        <source>Premiums over income: caution (%)</source>
        <translation>保费占收入：提示（%）</translation>
    </message>
    <message>
        <source>Premiums over income: stop (%)</source>
        <translation>保费占收入：终止（%）</translation>
    </message>
    <message>
        <source>Age + years of payment at most</source>
        <translation>年龄＋交费年数上限</translation>
    </message>
    <message>
        <source>Extra care from age</source>
        <translation>特别关照年龄起</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>销售方式</translation>
    </message>
    <message>
        <source>Payer's age from</source>
        <translation>投保人年龄起</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>A sale is recorded (sound and picture) where one line fits. An empty cell fits everything. Product: a code, a category, or “{long}” for everything that covers more than a year.</source>
        <translation>有一行符合，就要双录。空格表示不限。产品一栏可填代码、类别，或填“{long}”表示所有一年以上的产品。</translation>
    </message>
    <message>
        <source>When a sale is recorded</source>
        <translation>什么时候要双录</translation>
    </message>
    <message>
        <source>Add a rule</source>
        <translation>添加一条</translation>
    </message>
    <message>
        <source>As shipped</source>
        <translation>恢复默认</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Matrix settings</source>
        <translation>矩阵设置</translation>
    </message>
    <message>
        <source>A link becomes suspect when a ticked field of a record at its ends changes. White space never counts. Ticking a field marks nothing by itself: from now on its changes are seen. Unticking one makes links valid again that were suspect only for it.</source>
        <translation>关联两端的记录里，勾选的内容一变，关联就存疑；空格永远不算。新勾选一项不会标记任何关联，从现在起才看它的变化；取消一项，只因它而存疑的关联就恢复有效。</translation>
    </message>
    <message>
        <source>How far a change is followed</source>
        <translation>变化追踪多远</translation>
    </message>
    <message>
        <source>As delivered</source>
        <translation>恢复默认</translation>
    </message>
    <message>
        <source>Follow a change over</source>
        <translation>变化追踪</translation>
    </message>
    <message>
        <source>link: what rests on the changed record itself</source>
        <translation>层关联：直接依据它的记录</translation>
    </message>
    <message>
        <source>links: also what rests on that in turn, so that more becomes suspect</source>
        <translation>层关联：依据它的记录，以及再依据这些记录的；存疑会更多</translation>
    </message>
</context>
<context>
    <name>SalePane</name>
    <message>
        <source>Opportunity</source>
        <translation>销售机会</translation>
    </message>
    <message>
        <source>Proposals</source>
        <translation>建议书</translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation>还没有。</translation>
    </message>
    <message>
        <source>Stages so far</source>
        <translation>阶段历程</translation>
    </message>
    <message>
        <source>What was said and done</source>
        <translation>沟通记录</translation>
    </message>
    <message>
        <source>Nothing yet.</source>
        <translation>还没有。</translation>
    </message>
    <message>
        <source>Order {number}</source>
        <translation>订单 {number}</translation>
    </message>
    <message>
        <source>Make an order of {number}</source>
        <translation>把 {number} 做成订单</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Lose or pause</source>
        <translation>失去或暂缓</translation>
    </message>
    <message>
        <source>Sleep until…</source>
        <translation>休眠到…</translation>
    </message>
    <message>
        <source>Customer's page</source>
        <translation>客户页</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>your own</source>
        <translation>您自己定的</translation>
    </message>
    <message>
        <source>of its stage</source>
        <translation>按阶段</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>预计保费</translation>
    </message>
    <message>
        <source>Expected on</source>
        <translation>预计日期</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Last contact</source>
        <translation>最近联系</translation>
    </message>
    <message>
        <source>Competitor</source>
        <translation>竞争对手</translation>
    </message>
    <message>
        <source>Lost because</source>
        <translation>失去原因</translation>
    </message>
    <message>
        <source>Paused until</source>
        <translation>暂缓至</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Chance</source>
        <translation>把握</translation>
    </message>
    <message>
        <source>Weighted</source>
        <translation>加权</translation>
    </message>
    <message>
        <source>“{stage}” asks for {evidence}.</source>
        <translation>进入“{stage}”需要：{evidence}。</translation>
    </message>
</context>
<context>
    <name>SalesView</name>
    <message>
        <source>Opportunities</source>
        <translation>销售机会</translation>
    </message>
    <message>
        <source>A new opportunity: {name}</source>
        <translation>新的销售机会：{name}</translation>
    </message>
    <message>
        <source>How {name} ends</source>
        <translation>{name} 的机会如何结束</translation>
    </message>
    <message>
        <source>Move {name}</source>
        <translation>移动 {name}</translation>
    </message>
    <message>
        <source>Opportunity: {name}</source>
        <translation>销售机会：{name}</translation>
    </message>
    <message>
        <source>{name} moved to “{stage}”</source>
        <translation>{name} 已移到“{stage}”</translation>
    </message>
</context>
<context>
    <name>SatisfactionCard</name>
    <message>
        <source>Satisfaction</source>
        <translation>满意度</translation>
    </message>
    <message>
        <source>CSAT: the share of 4 and 5 among the scores from 1 to 5. NPS: promoters (9, 10) less detractors (0 to 6), in % of the scores from 0 to 10, so it may be below zero. The twelve work months up to the period's end.</source>
        <translation>CSAT：1 到 5 分中 4、5 分的比例。NPS：推荐者（9、10 分）减贬损者（0 到 6 分），占 0 到 10 分评分的百分比，可能为负。至期末为止的十二个工作月。</translation>
    </message>
    <message>
        <source>Ask customers after an interview or a delivery and record what they say with the customer.</source>
        <translation>面谈或递送保单后询问客户，并把回答记在客户资料里。</translation>
    </message>
    <message>
        <source>{name} {value} of {count} answers</source>
        <translation>{name} {value}（{count} 个回答）</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <source>CSAT and NPS, %</source>
        <translation>CSAT 与 NPS，%</translation>
    </message>
</context>
<context>
    <name>ScenariosTab</name>
    <message>
        <source>Scenarios</source>
        <translation>情景</translation>
    </message>
    <message>
        <source>Gap of</source>
        <translation>缺口</translation>
    </message>
    <message>
        <source>Gaps by scenario</source>
        <translation>各情景下的缺口</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>情景</translation>
    </message>
    <message>
        <source>Gaps together</source>
        <translation>缺口合计</translation>
    </message>
    <message>
        <source>Left over a year</source>
        <translation>每年结余</translation>
    </message>
    <message>
        <source>Savings last</source>
        <translation>积蓄可支撑</translation>
    </message>
    <message>
        <source>Premiums / income</source>
        <translation>保费/收入</translation>
    </message>
</context>
<context>
    <name>ScopeDialog</name>
    <message>
        <source>Recurring activity</source>
        <translation>重复的活动</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>SectionForm</name>
    <message>
        <source>Key</source>
        <translation>代号</translation>
    </message>
    <message>
        <source>Title in Chinese</source>
        <translation>中文标题</translation>
    </message>
    <message>
        <source>Title in English</source>
        <translation>英文标题</translation>
    </message>
    <message>
        <source>To the agent, in Chinese</source>
        <translation>给代理人的提示（中文）</translation>
    </message>
    <message>
        <source>To the agent, in English</source>
        <translation>给代理人的提示（英文）</translation>
    </message>
    <message>
        <source>Show the family's members here</source>
        <translation>在这一步显示家庭成员</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Open questions</source>
        <translation>开放式提问</translation>
    </message>
    <message>
        <source>To understand better</source>
        <translation>追问澄清</translation>
    </message>
</context>
<context>
    <name>SectionSheet</name>
    <message>
        <source>not answered</source>
        <translation>未回答</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
</context>
<context>
    <name>Selling</name>
    <message>
        <source>No.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>What it is about</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>天数</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>预计保费</translation>
    </message>
    <message>
        <source>Chance</source>
        <translation>把握</translation>
    </message>
    <message>
        <source>Weighted</source>
        <translation>加权</translation>
    </message>
    <message>
        <source>Expected on</source>
        <translation>预计日期</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Reason, competitor</source>
        <translation>原因、竞争对手</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>First year</source>
        <translation>首年保费</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>预计交付</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>交单日</translation>
    </message>
    <message>
        <source>Policy number</source>
        <translation>保单号</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>已生效</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Insured</source>
        <translation>被保险人</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>保额</translation>
    </message>
    <message>
        <source>Stands</source>
        <translation>状况</translation>
    </message>
    <message>
        <source>Expected first-year premium (yuan)</source>
        <translation>预计首年保费（元）</translation>
    </message>
    <message>
        <source>Empty: the chance of its stage, learnt from your own sales.</source>
        <translation>留空：按阶段的成交率，由您自己的机会得出。</translation>
    </message>
    <message>
        <source>Chance (%)</source>
        <translation>把握（%）</translation>
    </message>
    <message>
        <source>Competitor</source>
        <translation>竞争对手</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>How it ends</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>A refusal needs its reason.</source>
        <translation>拒绝要写原因。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>For a sale that is put off.</source>
        <translation>暂缓时填写。</translation>
    </message>
    <message>
        <source>Look at it again on</source>
        <translation>再联系的日期</translation>
    </message>
    <message>
        <source>A move back, or a refusal, needs its reason.</source>
        <translation>往回移动或拒绝要写原因。</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>审批人</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Needed: it stays in the history.</source>
        <translation>必填：会留在历史里。</translation>
    </message>
    <message>
        <source>Payer</source>
        <translation>投保人</translation>
    </message>
    <message>
        <source>Delivery date</source>
        <translation>预计交付日</translation>
    </message>
    <message>
        <source>Left out because</source>
        <translation>不承保原因</translation>
    </message>
    <message>
        <source>Needed: the order is on its way.</source>
        <translation>必填：订单已在途中。</translation>
    </message>
    <message>
        <source>A lead approves</source>
        <translation>主管审批</translation>
    </message>
    <message>
        <source>From a first-year premium of (yuan)</source>
        <translation>首年保费达到（元）</translation>
    </message>
    <message>
        <source>{count} d</source>
        <translation>{count} 天</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 天</translation>
    </message>
    <message>
        <source>{count} days</source>
        <translation>{count} 天</translation>
    </message>
</context>
<context>
    <name>SellingPage</name>
    <message>
        <source>No opportunities yet</source>
        <translation>还没有销售机会</translation>
    </message>
    <message>
        <source>A sale begins with the first appointment. Choose a customer and record one, or begin a sale here.</source>
        <translation>第一次约访就会开始一个机会。选一位客户记录约访，或在这里直接新建。</translation>
    </message>
    <message>
        <source>Choose a customer</source>
        <translation>选择客户</translation>
    </message>
    <message>
        <source>New opportunity</source>
        <translation>新建机会</translation>
    </message>
    <message>
        <source>Choose a customer first, in “Customers” or with Ctrl+K.</source>
        <translation>请先选一位客户：在“客户”页，或按 Ctrl+K。</translation>
    </message>
    <message>
        <source>No accepted proposal waits for its order</source>
        <translation>没有等待下单的已接受建议书</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>看板</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Which opportunities</source>
        <translation>显示哪些机会</translation>
    </message>
    <message>
        <source>Approval</source>
        <translation>审批设置</translation>
    </message>
    <message>
        <source>Order a proposal</source>
        <translation>建议书下单</translation>
    </message>
</context>
<context>
    <name>ServiceWindow</name>
    <message>
        <source>Service: clocks, cases, satisfaction</source>
        <translation>服务：到期提醒、个案、满意度</translation>
    </message>
    <message>
        <source>Clocks</source>
        <translation>到期提醒</translation>
    </message>
    <message>
        <source>Service cases</source>
        <translation>服务个案</translation>
    </message>
    <message>
        <source>Satisfaction</source>
        <translation>满意度</translation>
    </message>
</context>
<context>
    <name>SetDialog</name>
    <message>
        <source>A name there is already gets its next edition; interviews keep the one they have.</source>
        <translation>用已有的名字会存成下一版；已有的面谈仍用原来那一版。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>What it is for</source>
        <translation>适用于</translation>
    </message>
    <message>
        <source>Save the assumptions as a set</source>
        <translation>把这些假设存为一套</translation>
    </message>
</context>
<context>
    <name>SetField</name>
    <message>
        <source>Set it</source>
        <translation>要改</translation>
    </message>
</context>
<context>
    <name>SidePane</name>
    <message>
        <source>Need and cover of each need</source>
        <translation>各项需求的需要额与已有保障</translation>
    </message>
    <message>
        <source>The whole analysis</source>
        <translation>完整分析</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>缺口</translation>
    </message>
    <message>
        <source>Kind of observation</source>
        <translation>观察的种类</translation>
    </message>
    <message>
        <source>Observation</source>
        <translation>观察</translation>
    </message>
    <message>
        <source>Observations</source>
        <translation>观察记录</translation>
    </message>
    <message>
        <source>My notes</source>
        <translation>我的记录</translation>
    </message>
    <message>
        <source>How to ask</source>
        <translation>怎么问</translation>
    </message>
    <message>
        <source>Click a need to see how it is computed.</source>
        <translation>点一项需求，看怎么算的。</translation>
    </message>
    <message>
        <source>⚠ rests on answers that are to be verified or were not told.</source>
        <translation>⚠ 表示用到了待核实或未透露的数字。</translation>
    </message>
    <message>
        <source>The gaps appear as soon as the family's ages and incomes are known.</source>
        <translation>填好家庭成员的年龄和收入后，这里就会显示缺口。</translation>
    </message>
    <message>
        <source>Open questions</source>
        <translation>开放式提问</translation>
    </message>
    <message>
        <source>To understand better</source>
        <translation>追问澄清</translation>
    </message>
    <message>
        <source>Ask one thing, then wait. Say back what you heard before you go on.</source>
        <translation>一次只问一件事，然后等。先复述听到的，再往下问。</translation>
    </message>
    <message>
        <source>Decision: {list}</source>
        <translation>决策：{list}</translation>
    </message>
    <message>
        <source>For your eyes only: observations, and how and when the family decides.</source>
        <translation>仅您自己可见：您的观察，以及这个家庭由谁、何时、怎样做决定。</translation>
    </message>
    <message>
        <source>Note it</source>
        <translation>记下</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>SleepDialog</name>
    <message>
        <source>Sleep: {name}</source>
        <translation>休眠：{name}</translation>
    </message>
    <message>
        <source>Asleep until</source>
        <translation>休眠到</translation>
    </message>
    <message>
        <source>Until then not on Today and not stale</source>
        <translation>到那天之前不出现在今日，也不算久未联系</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>为什么</translation>
    </message>
</context>
<context>
    <name>SleepersDialog</name>
    <message>
        <source>Asleep</source>
        <translation>休眠中</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Nobody is asleep. Put a customer to sleep from its history.</source>
        <translation>没有休眠中的客户。可在客户的“往来”里让他休眠。</translation>
    </message>
    <message>
        <source>a sale</source>
        <translation>一笔销售</translation>
    </message>
    <message>
        <source>Wake</source>
        <translation>唤醒</translation>
    </message>
    <message>
        <source>Wake {name}</source>
        <translation>唤醒{name}</translation>
    </message>
</context>
<context>
    <name>SourceConversionCard</name>
    <message>
        <source>Conversion by source</source>
        <translation>各来源的转化</translation>
    </message>
    <message>
        <source>By cohort: of the families that entered the path in the period, the share whose policy was issued by its end.</source>
        <translation>按同批：期内进入名单的家庭中，到期末已承保的比例。</translation>
    </message>
    <message>
        <source>Conversion by source (cohort of the period)</source>
        <translation>各来源的转化（本期同批）</translation>
    </message>
    <message>
        <source>{won} of {total} families that entered in the period are insured so far.</source>
        <translation>本期进入的 {total} 户中，至今 {won} 户已承保。</translation>
    </message>
    <message>
        <source>insured, % of the families</source>
        <translation>已承保，占家庭 %</translation>
    </message>
</context>
<context>
    <name>SourceStep</name>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Paste a block from Excel</source>
        <translation>粘贴 Excel 里复制的内容</translation>
    </message>
    <message>
        <source>Latest imports</source>
        <translation>最近的导入</translation>
    </message>
    <message>
        <source>Undo this import</source>
        <translation>撤销这次导入</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Drop a file here</source>
        <translation>把文件拖到这里</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>变更</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>↺ undone</source>
        <translation>↺ 已撤销</translation>
    </message>
</context>
<context>
    <name>SourcesCard</name>
    <message>
        <source>Sources of customers</source>
        <translation>客户来源</translation>
    </message>
    <message>
        <source>Families that entered the path in the period, by the source kept with the customer.</source>
        <translation>期内进入名单的家庭，按客户资料中的来源。</translation>
    </message>
    <message>
        <source>Add customers and say where they come from.</source>
        <translation>添加客户并填写来源。</translation>
    </message>
    <message>
        <source>{total} new families; most from {source}: {count}.</source>
        <translation>新增 {total} 户；最多来自{source}：{count} 户。</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>no source given</source>
        <translation>未填来源</translation>
    </message>
    <message>
        <source>families</source>
        <translation>家庭</translation>
    </message>
    <message>
        <source>insured</source>
        <translation>已承保</translation>
    </message>
    <message>
        <source>families, count</source>
        <translation>家庭，户</translation>
    </message>
</context>
<context>
    <name>StageCard</name>
    <message>
        <source>Add your first customers: each step on their path is counted here.</source>
        <translation>添加第一批客户：他们走过的每一步都会在这里统计。</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
</context>
<context>
    <name>StageNotes</name>
    <message>
        <source>Stage notes</source>
        <translation>阶段记录</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>Stage note</source>
        <translation>阶段记录内容</translation>
    </message>
    <message>
        <source>Note, then Enter</source>
        <translation>写好后按回车</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>StagesView</name>
    <message>
        <source>Stages</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Double-click or press Enter to open a row.</source>
        <translation>双击或按回车展开一行。</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>还有 {count} 条</translation>
    </message>
</context>
<context>
    <name>StaleDaysDialog</name>
    <message>
        <source>Not heard from: days for each stage</source>
        <translation>久未联系：各阶段的天数</translation>
    </message>
</context>
<context>
    <name>StepList</name>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
</context>
<context>
    <name>Strip</name>
    <message>
        <source>All day</source>
        <translation>全天</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>还有 {count} 条</translation>
    </message>
</context>
<context>
    <name>SuitabilityDialog</name>
    <message>
        <source>Suitability: {title}</source>
        <translation>适当性：{title}</translation>
    </message>
    <message>
        <source>Recording's number</source>
        <translation>双录编号</translation>
    </message>
    <message>
        <source>The recording itself is not kept here.</source>
        <translation>录音录像不保存在本程序中。</translation>
    </message>
    <message>
        <source>Risk characteristics</source>
        <translation>风险特征</translation>
    </message>
    <message>
        <source>As the customer tells it: how much of a swing is bearable.</source>
        <translation>按客户自己说的：能承受多大的波动。</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>销售方式</translation>
    </message>
    <message>
        <source>Cover held</source>
        <translation>已有保障</translation>
    </message>
    <message>
        <source>Asked for each person what cover of the same kind is held; none is an answer</source>
        <translation>已逐人问过有没有同类保障；没有也是答案</translation>
    </message>
    <message>
        <source>Known from the interview or from policies on record</source>
        <translation>已从面谈或保单得知</translation>
    </message>
    <message>
        <source>What was explained</source>
        <translation>向客户说明了什么</translation>
    </message>
    <message>
        <source>The customer's own words</source>
        <translation>客户本人的原话</translation>
    </message>
    <message>
        <source>Advise the customer to stop, and say why. Only if the customer still wants it, write down both:</source>
        <translation>请建议客户终止，并说明原因。客户仍坚持要买时，两项都要记下：</translation>
    </message>
    <message>
        <source>Limits and recording rules</source>
        <translation>阈值与双录规则</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>评估文件</translation>
    </message>
    <message>
        <source>The recorded assessment in five parts, as PDF, Word or picture</source>
        <translation>已记录的评估，分五部分，可存为 PDF、Word 或图片</translation>
    </message>
    <message>
        <source>Record the assessment</source>
        <translation>记录评估</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>SumField</name>
    <message>
        <source>One step less</source>
        <translation>少一档</translation>
    </message>
    <message>
        <source>One step more</source>
        <translation>多一档</translation>
    </message>
</context>
<context>
    <name>TableField</name>
    <message>
        <source>Add a row</source>
        <translation>加一行</translation>
    </message>
    <message>
        <source>Remove this row</source>
        <translation>删除这一行</translation>
    </message>
</context>
<context>
    <name>TableView</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>Tabs</name>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Needs interview</source>
        <translation>需求面谈</translation>
    </message>
    <message>
        <source>Combinations</source>
        <translation>产品组合</translation>
    </message>
    <message>
        <source>Matrix</source>
        <translation>需求矩阵</translation>
    </message>
    <message>
        <source>Selling</source>
        <translation>销售</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进展</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>资料</translation>
    </message>
</context>
<context>
    <name>TakeDialog</name>
    <message>
        <source>Password of the package</source>
        <translation>移交包密码</translation>
    </message>
    <message>
        <source>Take customers over</source>
        <translation>接收客户</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>接收</translation>
    </message>
</context>
<context>
    <name>TargetWords</name>
    <message>
        <source>set for the week of {day}, goes on</source>
        <translation>沿用 {day} 那一周所设</translation>
    </message>
    <message>
        <source>{value} of {period} × {days}/{of} working days</source>
        <translation>{period} 的 {value} × {days}/{of} 个工作日</translation>
    </message>
    <message>
        <source>sum of {first} to {last}</source>
        <translation>{first} 至 {last} 之和</translation>
    </message>
    <message>
        <source>set for this period</source>
        <translation>本期所设</translation>
    </message>
</context>
<context>
    <name>TargetsDialog</name>
    <message>
        <source>Targets</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>△ {metric} {period}: set {value}, its parts together {parts} ({difference})</source>
        <translation>△ {metric} {period}：定为 {value}，各部分合计 {parts}（{difference}）</translation>
    </message>
    <message>
        <source>△ {metric} {period}: set {value}, its parts so far {parts} ({unset} not set yet)</source>
        <translation>△ {metric} {period}：定为 {value}，各部分目前合计 {parts}（还有 {unset} 段未定）</translation>
    </message>
    <message>
        <source>△ {metric}: the team's target is {own}, those of its agents add up to {theirs}</source>
        <translation>△ {metric}：团队目标 {own}，各代理人目标合计 {theirs}</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>现行目标</translation>
    </message>
    <message>
        <source>Where from</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>Done so far</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Reached</source>
        <translation>达成率</translation>
    </message>
    <message>
        <source>Whose targets</source>
        <translation>谁的目标</translation>
    </message>
    <message>
        <source>Mine ({name})</source>
        <translation>我的（{name}）</translation>
    </message>
    <message>
        <source>The team's</source>
        <translation>团队的</translation>
    </message>
    <message>
        <source>Work month…</source>
        <translation>工作月…</translation>
    </message>
    <message>
        <source>Type into the first three columns: kept at once, Ctrl+Z takes it back. Where nothing is set, the share of the longer period by working days holds; a week's target goes on until another week has its own.</source>
        <translation>直接在前三列输入，立即保存，Ctrl+Z 撤销。没有设的期间按工作日从更长的期间折算；周目标一直沿用，直到另一周有自己的目标。</translation>
    </message>
    <message>
        <source>From the premium back to calls…</source>
        <translation>从保费倒推到电话…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>TeamPage</name>
    <message>
        <source>Week</source>
        <translation>周报</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>周会</translation>
    </message>
    <message>
        <source>Coaching</source>
        <translation>辅导</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>考核</translation>
    </message>
    <message>
        <source>Folder of the weekly files</source>
        <translation>周报所在的文件夹</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>已保存：{path}</translation>
    </message>
    <message>
        <source>Rolling up the weekly files</source>
        <translation>正在汇总周报</translation>
    </message>
    <message>
        <source>The week before</source>
        <translation>前一周</translation>
    </message>
    <message>
        <source>The week after</source>
        <translation>后一周</translation>
    </message>
    <message>
        <source>When reports are due</source>
        <translation>交报截止时间</translation>
    </message>
    <message>
        <source>Roll up again</source>
        <translation>重新汇总</translation>
    </message>
    <message>
        <source>Open the team workbook</source>
        <translation>打开团队周报</translation>
    </message>
    <message>
        <source>Roll up a folder</source>
        <translation>汇总文件夹</translation>
    </message>
</context>
<context>
    <name>TeamWeekView</name>
    <message>
        <source>Agents of the team</source>
        <translation>团队代理人</translation>
    </message>
    <message>
        <source>Double-click a figure to see its rows</source>
        <translation>双击数字查看明细</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>核对项</translation>
    </message>
    <message>
        <source>Activities by agent</source>
        <translation>各代理人的活动</translation>
    </message>
    <message>
        <source>Funnel of the team</source>
        <translation>团队漏斗</translation>
    </message>
    <message>
        <source>Targets of the team</source>
        <translation>团队目标</translation>
    </message>
    <message>
        <source>No reports of this week yet</source>
        <translation>这一周还没有汇总</translation>
    </message>
    <message>
        <source>Drop a folder of your agents' weekly files here, or choose it. Each file is checked; you see who is missing, late, or changed, and get one workbook of the team.</source>
        <translation>把存放周报的文件夹拖到这里，或点下面选择。每份文件都会核对：谁没交、谁迟交、谁改过，一目了然，并得到一份团队周报。</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>Families by stage, whole team</source>
        <translation>全团队各阶段家庭数</translation>
    </message>
    <message>
        <source>Reached of the team's targets</source>
        <translation>团队目标达成</translation>
    </message>
    <message>
        <source>{reported} of {expected} reported, {late} late, {grave} findings to act on.</source>
        <translation>应交 {expected} 人，已交 {reported} 人，迟交 {late} 人，需处理 {grave} 项。</translation>
    </message>
    <message>
        <source>Missing: {names}</source>
        <translation>未交：{names}</translation>
    </message>
    <message>
        <source>Team in all: {figures}</source>
        <translation>团队合计：{figures}</translation>
    </message>
    <message>
        <source>Findings of {name} only</source>
        <translation>只看 {name} 的核对项</translation>
    </message>
    <message>
        <source>All findings: {count}</source>
        <translation>全部核对项：{count}</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>交报</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Covered</source>
        <translation>覆盖率</translation>
    </message>
    <message>
        <source>Stale</source>
        <translation>久未联系</translation>
    </message>
    <message>
        <source>Target {target}</source>
        <translation>目标 {target}</translation>
    </message>
    <message>
        <source>No target</source>
        <translation>未设目标</translation>
    </message>
    <message>
        <source>row {number}</source>
        <translation>第 {number} 行</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>程度</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>核对</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>代理人</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
</context>
<context>
    <name>TemplateChooser</name>
    <message>
        <source>It can be left at any step, and every answer is saved at once.</source>
        <translation>随时可以停下，每个回答都会立即保存。</translation>
    </message>
    <message>
        <source>Start the interview</source>
        <translation>开始面谈</translation>
    </message>
    <message>
        <source>Edit the templates</source>
        <translation>编辑模板</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
    <message>
        <source>about {minutes} minutes</source>
        <translation>约 {minutes} 分钟</translation>
    </message>
    <message>
        <source>your own version {version}</source>
        <translation>您的第 {version} 版</translation>
    </message>
</context>
<context>
    <name>TemplateEditor</name>
    <message>
        <source>Interview templates</source>
        <translation>面谈模板</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Faults</source>
        <translation>问题清单</translation>
    </message>
    <message>
        <source>your version {version}</source>
        <translation>您的第 {version} 版</translation>
    </message>
    <message>
        <source>version {version}</source>
        <translation>第 {version} 版</translation>
    </message>
    <message>
        <source>Use the shipped one</source>
        <translation>恢复自带的</translation>
    </message>
    <message>
        <source>Offer it no longer</source>
        <translation>不再使用</translation>
    </message>
    <message>
        <source>Kept as version {version}. Interviews held before keep theirs.</source>
        <translation>已存为第 {version} 版。以前的面谈仍用它们当时的版本。</translation>
    </message>
    <message>
        <source>Import a template</source>
        <translation>导入模板</translation>
    </message>
    <message>
        <source>Export the template</source>
        <translation>导出模板</translation>
    </message>
    <message>
        <source>{count} faults: nothing was kept. Click one to go there.</source>
        <translation>有 {count} 处不对，没有保存。点一处就到那里。</translation>
    </message>
    <message>
        <source>Section {section}</source>
        <translation>第 {section} 步</translation>
    </message>
    <message>
        <source>Section {section}, question {question}</source>
        <translation>第 {section} 步第 {question} 题</translation>
    </message>
    <message>
        <source>The changes are not saved.</source>
        <translation>改动还没有保存。</translation>
    </message>
    <message>
        <source>Drop the changes</source>
        <translation>丢弃改动</translation>
    </message>
    <message>
        <source>Go on editing</source>
        <translation>继续编辑</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Save as a new version</source>
        <translation>存为新版本</translation>
    </message>
</context>
<context>
    <name>TemplateForm</name>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Name in Chinese</source>
        <translation>中文名称</translation>
    </message>
    <message>
        <source>Name in English</source>
        <translation>英文名称</translation>
    </message>
    <message>
        <source>What it is for, in Chinese</source>
        <translation>用途（中文）</translation>
    </message>
    <message>
        <source>What it is for, in English</source>
        <translation>用途（英文）</translation>
    </message>
    <message>
        <source>Minutes it takes</source>
        <translation>大约几分钟</translation>
    </message>
    <message>
        <source>The needs are for</source>
        <translation>需求的对象</translation>
    </message>
    <message>
        <source>Events by comma; empty means all: {events}</source>
        <translation>用逗号隔开；留空表示全部：{events}</translation>
    </message>
    <message>
        <source>Needs it is about</source>
        <translation>涉及的需求</translation>
    </message>
</context>
<context>
    <name>TermLine</name>
    <message>
        <source>Add or take away</source>
        <translation>加或减</translation>
    </message>
    <message>
        <source>What is counted</source>
        <translation>统计什么</translation>
    </message>
    <message>
        <source>source: any</source>
        <translation>来源：不限</translation>
    </message>
    <message>
        <source>Only families of this source</source>
        <translation>只算此来源的客户</translation>
    </message>
    <message>
        <source>from … yuan</source>
        <translation>… 元起</translation>
    </message>
    <message>
        <source>Only from this amount on, yuan</source>
        <translation>只算此金额（元）以上</translation>
    </message>
    <message>
        <source>Take this line out</source>
        <translation>去掉这一行</translation>
    </message>
</context>
<context>
    <name>TermsField</name>
    <message>
        <source>Add a line</source>
        <translation>加一行</translation>
    </message>
</context>
<context>
    <name>TextDialog</name>
    <message>
        <source>Message text</source>
        <translation>消息文本</translation>
    </message>
    <message>
        <source>Name of the text</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>内容</translation>
    </message>
</context>
<context>
    <name>TieForm</name>
    <message>
        <source>Of this family</source>
        <translation>本家庭成员</translation>
    </message>
    <message>
        <source>Empty: somebody of this family.</source>
        <translation>留空表示本家庭的另一位成员。</translation>
    </message>
    <message>
        <source>Other customer</source>
        <translation>另一位客户</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>Is to the first</source>
        <translation>是前者的</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>TiesSection</name>
    <message>
        <source>Relations</source>
        <translation>关系</translation>
    </message>
    <message>
        <source>Nobody is tied to this family yet. Add a relation to another customer: it shows on both sides.</source>
        <translation>还没有关系。添加与其他客户的关系后，双方都能看到。</translation>
    </message>
    <message>
        <source>Add relation</source>
        <translation>添加关系</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>New relation</source>
        <translation>新关系</translation>
    </message>
    <message>
        <source>{other} is to {one}</source>
        <translation>{other}是{one}的</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>The relation is changed.</source>
        <translation>关系已更改。</translation>
    </message>
    <message>
        <source>Relation</source>
        <translation>关系</translation>
    </message>
    <message>
        <source>The relation is removed.</source>
        <translation>关系已删除。</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>To whom</source>
        <translation>对方</translation>
    </message>
    <message>
        <source>Other customer</source>
        <translation>另一位客户</translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Day view</source>
        <translation>日</translation>
    </message>
    <message>
        <source>Week view</source>
        <translation>周</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>新建…</translation>
    </message>
    <message>
        <source>New activity with all its fields</source>
        <translation>新建活动，可填全部内容</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Still to do this week: {what}</source>
        <translation>本周还差：{what}</translation>
    </message>
    <message>
        <source>A quiet day</source>
        <translation>今天很清静</translation>
    </message>
    <message>
        <source>Nothing is overdue or planned. Plan a call above, or start with a family.</source>
        <translation>没有逾期或计划中的事。可以在上面安排一个电话，或从一个家庭开始。</translation>
    </message>
    <message>
        <source>Go to the customers</source>
        <translation>打开客户</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>欢迎</translation>
    </message>
    <message>
        <source>Look around with the sample family, or begin with your first customer.</source>
        <translation>先用示例家庭四处看看，或从第一位客户开始。</translation>
    </message>
    <message>
        <source>Open the sample family</source>
        <translation>打开示例家庭</translation>
    </message>
    <message>
        <source>Add customer</source>
        <translation>新增客户</translation>
    </message>
    <message>
        <source>Done: {what}</source>
        <translation>已完成：{what}</translation>
    </message>
</context>
<context>
    <name>TraceDialog</name>
    <message>
        <source>Trace of {number}</source>
        <translation>{number} 的追踪图</translation>
    </message>
    <message>
        <source>Save as SVG or PNG…</source>
        <translation>存为 SVG 或 PNG…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The file could not be written.</source>
        <translation>文件无法写入。</translation>
    </message>
</context>
<context>
    <name>TrendView</name>
    <message>
        <source>Satisfaction by month</source>
        <translation>每月满意度</translation>
    </message>
    <message>
        <source>{months} months: NPS {nps} · content {csat} · asked {asked}, answered {answered}</source>
        <translation>近 {months} 个月：NPS {nps} · 满意 {csat} · 询问 {asked} 次，回答 {answered} 次</translation>
    </message>
    <message>
        <source>, few answers</source>
        <translation>，样本少</translation>
    </message>
    <message>
        <source>With fewer than {count} answers a month's figure says little</source>
        <translation>回答少于 {count} 个时，当月数字参考价值有限</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>满意</translation>
    </message>
</context>
<context>
    <name>UnlockPage</name>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Password again</source>
        <translation>再输一次密码</translation>
    </message>
    <message>
        <source>Your name, as it stands on proposals</source>
        <translation>您的姓名（会印在建议书上）</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>您的姓名</translation>
    </message>
    <message>
        <source>Put in the sample family and the sample catalogue</source>
        <translation>放入示例家庭和示例产品</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始使用</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Opening the store</source>
        <translation>正在打开数据文件</translation>
    </message>
    <message>
        <source>Something went wrong; the log file tells more.</source>
        <translation>程序出错了，详情见日志文件。</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>正在准备</translation>
    </message>
    <message>
        <source>Choose a password of at least 8 characters. Everything you enter is encrypted with it on this computer; without it nobody can open it, and nobody can recover it for you.</source>
        <translation>请设一个至少 8 个字符的密码。您录入的一切都用它加密后保存在这台电脑上；没有它谁也打不开，也没有人能替您找回。</translation>
    </message>
    <message>
        <source>Your customers' data is encrypted on this computer.</source>
        <translation>客户资料已加密保存在这台电脑上。</translation>
    </message>
</context>
<context>
    <name>VersionsDialog</name>
    <message>
        <source>Versions of {name}</source>
        <translation>{name} 的版本</translation>
    </message>
    <message>
        <source>A proposal keeps the price of the version it was made with.</source>
        <translation>建议书保留制作时那个版本的价格。</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>变了什么</translation>
    </message>
    <message>
        <source>Take this version up again</source>
        <translation>重新采用此版本</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>version {edition} again</source>
        <translation>重新采用版本 {edition}</translation>
    </message>
    <message>
        <source>The first version.</source>
        <translation>最初的版本。</translation>
    </message>
    <message>
        <source>Rates that differ: {count}</source>
        <translation>不同的费率：{count} 项</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>In use from</source>
        <translation>使用自</translation>
    </message>
    <message>
        <source>In use until</source>
        <translation>使用至</translation>
    </message>
    <message>
        <source>By</source>
        <translation>由谁</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>为什么</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>变更</translation>
    </message>
</context>
<context>
    <name>ViewChooser</name>
    <message>
        <source>Saved view</source>
        <translation>已存视图</translation>
    </message>
    <message>
        <source>Filter…</source>
        <translation>筛选…</translation>
    </message>
    <message>
        <source>All customers</source>
        <translation>全部客户</translation>
    </message>
    <message>
        <source>Filtered, not saved</source>
        <translation>已筛选（未保存）</translation>
    </message>
    <message>
        <source>The view {name} is removed.</source>
        <translation>视图“{name}”已删除。</translation>
    </message>
    <message>
        <source>{view} ({count})</source>
        <translation>{view}（{count}）</translation>
    </message>
</context>
<context>
    <name>Weekdays</name>
    <message>
        <source>Weekday</source>
        <translation>星期</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>周一</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>周二</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>周三</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>周四</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>周五</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>周六</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>周日</translation>
    </message>
    <message>
        <source>activities, count</source>
        <translation>活动，次</translation>
    </message>
</context>
<context>
    <name>WeeksCard</name>
    <message>
        <source>Activities by week</source>
        <translation>每周活动量</translation>
    </message>
    <message>
        <source>Activities done, in whole weeks from Monday to Sunday: those that touch the period, twelve at the least.</source>
        <translation>完成的活动，按周一至周日的整周：与期间相交的各周，至少十二周。</translation>
    </message>
    <message>
        <source>{count} activities in {week}; on average {mean} a week, at most {most} in {best}.</source>
        <translation>{week} 完成 {count} 次；平均每周 {mean} 次，最多 {most} 次（{best}）。</translation>
    </message>
    <message>
        <source>Calendar week</source>
        <translation>周次</translation>
    </message>
    <message>
        <source>activities, count</source>
        <translation>活动，次</translation>
    </message>
</context>
<context>
    <name>WhyDialog</name>
    <message>
        <source>Why this: {name}</source>
        <translation>为什么选它：{name}</translation>
    </message>
    <message>
        <source>Without it, and what stood next</source>
        <translation>没有它会怎样，次优是什么</translation>
    </message>
    <message>
        <source>Being computed…</source>
        <translation>正在计算…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Left out, the premium falls by {saved} and the needs covered by {lost}.</source>
        <translation>去掉它，保费少 {saved}，需求覆盖少 {lost}。</translation>
    </message>
    <message>
        <source>The best plan without it takes {names} instead: {behind} less of the needs, premium {premium}.</source>
        <translation>没有它的最好方案改用{names}：需求覆盖少 {behind}，保费 {premium}。</translation>
    </message>
    <message>
        <source>Nothing can take its place: the best plan without it covers {behind} less, premium {premium}.</source>
        <translation>没有别的能代替它：没有它的最好方案覆盖少 {behind}，保费 {premium}。</translation>
    </message>
    <message>
        <source>How the premium is computed</source>
        <translation>保费怎么算的</translation>
    </message>
    <message>
        <source>Sum ÷ {unit} × rate {rate}</source>
        <translation>保额 ÷ {unit} × 费率 {rate}</translation>
    </message>
    <message>
        <source>age {age}</source>
        <translation>{age} 岁</translation>
    </message>
    <message>
        <source>A waiver's sum is the premiums it waives; it is priced last, for who pays.</source>
        <translation>豁免的保额就是它豁免的保费；最后计价，按投保人的年龄性别。</translation>
    </message>
    <message>
        <source>Each item is rounded half up to the cent, then the items are added.</source>
        <translation>每项四舍五入到分，再相加。</translation>
    </message>
    <message>
        <source>Which need each yuan closes</source>
        <translation>每一元补上了哪项需求</translation>
    </message>
    <message>
        <source>It closes no gap by itself.</source>
        <translation>它本身不补任何缺口。</translation>
    </message>
    <message>
        <source>Need</source>
        <translation>需求</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>计入</translation>
    </message>
    <message>
        <source>Of the gap</source>
        <translation>占缺口</translation>
    </message>
    <message>
        <source>Its premium</source>
        <translation>对应保费</translation>
    </message>
    <message>
        <source>Belongs together</source>
        <translation>搭配</translation>
    </message>
    <message>
        <source>{products}: the plan is valued {bonus} of all needs higher, beside what it covers.</source>
        <translation>{products}：方案的评价因此提高全部需求的 {bonus}，与保障分开计算。</translation>
    </message>
</context>
<context>
    <name>WizardFrame</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Something went wrong. Nothing was changed.</source>
        <translation>程序出错了，数据没有改动。</translation>
    </message>
</context>
<context>
    <name>WordsDialog</name>
    <message>
        <source>In your own words, {week}</source>
        <translation>困难与反馈 {week}</translation>
    </message>
    <message>
        <source>The lead reads this: please no customers' names or phones.</source>
        <translation>主管会看到；请不要写客户姓名和电话。</translation>
    </message>
    <message>
        <source>Saved for the weekly workbook.</source>
        <translation>已保存，会写进周报。</translation>
    </message>
</context>
<context>
    <name>WorkMonthDialog</name>
    <message>
        <source>Work month</source>
        <translation>工作月</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>起始日</translation>
    </message>
    <message>
        <source>1 is the calendar month, 26 gives the 26th to the 25th.</source>
        <translation>1 即自然月；26 即 26 日至次月 25 日。</translation>
    </message>
    <message>
        <source>The year is the calendar year: January begins on the 1st, December ends on the 31st</source>
        <translation>年度按自然年：1 月从 1 日开始，12 月到 31 日结束</translation>
    </message>
    <message>
        <source>Today is in {month}: {first} to {last}. The year {year} is {begin} to {end}.</source>
        <translation>今天属于 {month}：{first} 至 {last}。{year} 年为 {begin} 至 {end}。</translation>
    </message>
    <message>
        <source>Work month changed</source>
        <translation>工作月已修改</translation>
    </message>
</context>
<context>
    <name>WorksheetDialog</name>
    <message>
        <source>How it is computed: {need}</source>
        <translation>怎么算的：{need}</translation>
    </message>
    <message>
        <source>There are several recognised ways to measure this need; they can differ two or three times. The gap shown in the interview is the first one.</source>
        <translation>衡量这项需求有几种公认的方法，结果相差两三倍也很常见。面谈中显示的缺口按第一种方法。</translation>
    </message>
    <message>
        <source>⚠ Not certain: {list}</source>
        <translation>⚠ 尚不确定：{list}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>covered</source>
        <translation>已足够</translation>
    </message>
</context>
<context>
    <name>YesNoField</name>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>_ServiceCard</name>
    <message>
        <source>All…</source>
        <translation>全部…</translation>
    </message>
    <message>
        <source>All: {what}</source>
        <translation>全部{what}</translation>
    </message>
</context>
</TS>
