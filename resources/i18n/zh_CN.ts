<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1">
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
        <source>Make a backup</source>
        <translation>立即备份</translation>
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
    <name>MainWindow</name>
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
        <source>Progress</source>
        <translation>进展</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>资料</translation>
    </message>
    <message>
        <source>Switch the language</source>
        <translation>切换语言</translation>
    </message>
    <message>
        <source>Switch between light and dark</source>
        <translation>切换浅色和深色</translation>
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
    <name>Page</name>
    <message>
        <source>Something went wrong. Nothing was changed.</source>
        <translation>程序出错了，数据没有改动。</translation>
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
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
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
    <name>parent</name>
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
</TS>
