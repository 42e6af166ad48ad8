using System.Text.RegularExpressions;

namespace HonourWall.Generator.Privacy;

/// <summary>
/// Words that tell of somebody's health or hardship, and the phrases in which they do not: institutions, policies, and those whom the
/// person cares for.
/// </summary>
internal static partial class SensitiveWords
{
    private static readonly WordFinder Words = new("患诊查病症癌瘤血炎梗风瘫肢残抑神艾疗析住困低贫助债异丧",
    [
        "身患", "罹患", "患有", "患上", "患病", "确诊", "查出", "因病", "病逝", "病故", "病重", "重病", "大病", "绝症", "癌", "肿瘤", "白血病", "尿毒症",
        "糖尿病", "高血压", "心脏病", "冠心病", "肝炎", "脑梗", "脑出血", "中风", "瘫痪", "偏瘫", "截肢", "残疾", "抑郁", "精神病", "精神分裂", "艾滋", "化疗",
        "透析", "病历", "住院", "困难职工", "困难家庭", "生活困难", "家庭困难", "经济困难", "特困", "低保", "贫困户", "救助金", "困难补助", "负债", "欠债", "离异", "丧偶",
    ]);

    /// <summary>Quick: most texts hold none of them.</summary>
    public static bool Contains(ReadOnlySpan<char> text) => Words.Find(text) is not null;

    /// <summary>The first word in a clause that says something about a person; null when there is none.</summary>
    public static (int Index, string Word)? Find(string clause)
    {
        if (!Contains(clause)) return null;
        // Blanked, not cut out, so that places stay.
        return Words.Find(Harmless().Replace(clause, m => new string('\u25a1', m.Length)));
    }

    [GeneratedRegex(
        // Institutions, departments, subjects and schemes.
        @"(疾病|肿瘤|癌症|心脏病|糖尿病|肝炎|精神病|残疾人?|脑血管病|大病|重病)?(预防控制|防治|预防|诊疗|医学|康复)(中心|研究所|研究院|医院|所|科|站)|"
        + @"(肿瘤|癌症|心脏病|糖尿病|肝炎|精神病|透析|血液透析|化疗|重症|住院)(医院|专科|内科|外科|科|病房|病区|门诊|部|楼|室|中心|研究|防治|学|专业|专家|患者|病人|医师|医生|治疗|手术|筛查|药物|疫苗|早诊)|"
        + @"残疾人?(联合会|联|事业|福利|就业|服务|运动|奥|艺术|学校|康复|职工|朋友|群体|乘客|顾客|孩子|儿童|学生|专用|通道|车)|残疾(儿童|孩子|学生|老人|乘客|军人)|"
        + @"(大病|医疗|困难|特困)(救助|保险|互助|帮扶|慰问|保障)(基金|资金|制度|办法|政策|中心|站|工作|计划)?|"
        + @"(困难|特困)(职工|家庭|群众|人员)?(帮扶|救助|慰问|档案|援助)(中心|站|基金|工作|制度)?|低保(政策|制度|标准|工作|审批|办理)|"
        + @"(抗|防|治|战胜|攻克|研究)癌|癌(细胞|症研究)|资产负债|负债(率|表)|"
        // Those whom the person treats, serves or helps.
        + @"(身患|罹患|患有|患上|确诊(为|患有)?|查出)?[^，。；、]{0,12}(患者|病人|病患|病例|病号)|"
        + @"(身患|罹患|患有|患上|患病|残疾|瘫痪|偏瘫|重病|住院|丧偶|离异|困难|特困|低保)[^，。；、]{0,12}的(儿童|孩子|老人|老年人|群众|职工|工友|同事|乘客|旅客|妇女|产妇|婴儿|居民|村民|学生|学员|邻居|家庭|军人|顾客|客人|市民)|"
        + @"(帮扶|救助|慰问|关爱|资助|帮助|走访|照顾|照料|服务|收治|救治|治疗|诊治|护理|看望|结对|接济|捐助|援助|解决|面向|针对|为|给|向|对)(了|过|着)?[^，。；]{0,8}(困难职工|困难家庭|特困|低保|贫困户|残疾人?|生活困难|家庭困难|经济困难|住院|透析|瘫痪|偏瘫|大病|重病|癌|白血病|尿毒症|精神病)[^，。；、]{0,6}|"
        + @"查出(了|过)?[^，。；]{0,6}(隐患|故障|问题|漏洞|缺陷|原因|毛病|事故|错误|\d+)|确诊(率|时间|标准|手段)|(疑难|常见|多发|职业|传染|流行)病",
        RegexOptions.CultureInvariant)]
    private static partial Regex Harmless();
}
