using System.Collections.Frozen;

namespace HonourWall.Admin.Rules.Diagnostics;

/// <summary>The words of one diagnostic; <c>{0}</c> … are its arguments.</summary>
public sealed record RuleDiagnosticEntry(string Code, Wording Message, Wording Help);

/// <summary>Every diagnostic of rule packs (HR1xx reading, HR2xx packs, HR3xx cases), in both languages.</summary>
public static class RuleDiagnosticCatalogue
{
    private static readonly FrozenDictionary<string, RuleDiagnosticEntry> Entries = new RuleDiagnosticEntry[]
    {
        new("HR101", new("{0} 读不懂：{1}", "this {0} cannot be read: {1}"),
            new("检查引号、括号和缩进是否成对。", "Check quotes, brackets and indentation.")),
        new("HR102", new("不认识的键「{0}」", "unknown key \"{0}\""),
            new("可用的键：{1}。", "Known keys: {1}.")),
        new("HR103", new("缺少「{0}」", "\"{0}\" is missing"),
            new("补上它；不知道的事实不能当作没有。", "Add it: an unknown fact is not the same as none.")),
        new("HR104", new("这里是{0}，应为{1}", "this is {0}; wanted is {1}"),
            new("改成所要的写法；金额一律写成带引号的文字。", "Write it in that form; amounts are quoted text.")),
        new("HR105", new("「{0}」不在可用的范围内", "\"{0}\" is not allowed here"),
            new("可用：{1}。", "Allowed: {1}.")),
        new("HR106", new("「{0}」出现了两次", "\"{0}\" stands here twice"),
            new("只留一个。", "Keep one.")),
        new("HR107", new("「{0}」不是日期", "\"{0}\" is not a date"),
            new("写成 年-月-日，如 2014-06-01，并确有这一天。", "Write year-month-day such as 2014-06-01, a day that exists.")),
        new("HR108", new("「{0}」不是金额", "\"{0}\" is not an amount"),
            new("以元为单位，最多两位小数，不带逗号、符号和空格，如 \"10000.00\"。", "元 with at most two decimals, no separators, signs or spaces: \"10000.00\".")),

        new("HR201", new("各版的日期重叠或倒置：自 {0} 起的一版与 {1} 相碰", "versions overlap or run backwards: the one since {0} meets {1}"),
            new("按时间先后排列，前一版止于后一版的前一天；只有第一版的 since 可以是 未注明。", "Oldest first, each ending the day before the next; only the first may be since 未注明.")),
        new("HR202", new("{0} 之后到 {1} 之前没有规定", "nothing holds between {0} and {1}"),
            new("补上这一段，或去掉前一版的 until。", "Add a version for those days, or drop the until before them.")),
        new("HR203", new("这一版没有依据", "this version has no basis"),
            new("写 basis，指向 bases 中的文件和条款。", "Write a basis that names one of the bases.")),
        new("HR204", new("bases 里没有「{0}」", "bases has no \"{0}\""),
            new("可用：{1}。", "There is: {1}.")),
        new("HR205", new("没有参数「{0}」", "there is no parameter \"{0}\""),
            new("本包的参数写短名，其他包的写 包名/参数名。", "A parameter of this pack by its short name, of another as pack/name.")),
        new("HR206", new("「{0}」的类型是 {1}，不适用于这里", "\"{0}\" is of kind {1}, which does not fit here"),
            new("换一个类型合适的，或改它的 kind。", "Name one of a fitting kind, or change its kind.")),
        new("HR207", new("没有事实「{0}」", "there is no fact \"{0}\""),
            new("可用：{1}。", "There is: {1}.")),
        new("HR208", new("「{0}」没有用到", "\"{0}\" is not used"),
            new("用上它或删去：没有用到的规定会让人误以为有效。", "Use it or delete it: what is not used only looks as if it counted.")),
        new("HR209", new("荣誉归类表里没有「{0}」", "the table of honours has no class \"{0}\""),
            new("在 honours.yaml 里找类别的代号。", "Find the class's id in honours.yaml.")),
        new("HR210", new("事实「{0}」可以不注明，而这个构件必须有它", "the fact \"{0}\" is optional, but this block needs it"),
            new("去掉 optional，或写 default。", "Drop optional, or give it a default.")),
        new("HR211", new("构件「{0}」要知道日期，而规则包没有 dated-by", "the block \"{0}\" needs a day, but the pack has no dated-by"),
            new("写 dated-by: [on] 或 [year]。", "Write dated-by: [on] or [year].")),
        new("HR212", new("规则包「{0}」的步骤给不出 gives 所说的结果", "the steps of \"{0}\" do not leave what gives says"),
            new("amount 要有一个算金额的构件，yes-no 不能有。", "amount needs one block that sums, yes-no none.")),
        new("HR213", new("测试不符：应为「{0}」，得到「{1}」", "test failed: expected \"{0}\", got \"{1}\""),
            new("先看规则包是否写错，再看测试。", "Look at the pack first, then at the test.")),
        new("HR214", new("规则包「{0}」没有测试", "the pack \"{0}\" has no tests"),
            new("在旁边写 {0}.tests.yaml，界线上下各一例。", "Write {0}.tests.yaml beside it, with a case on each side of every line.")),

        new("HR301", new("要有且只有一个所问事项", "exactly one question is wanted"),
            new("写 {0} 中的一个。", "Write one of {0}.")),
        new("HR302", new("没有规则包回答「{0}」", "no pack answers \"{0}\""),
            new("可用：{1}。", "There is: {1}.")),
        new("HR303", new("事实自相矛盾：{0}", "the facts contradict each other: {0}"),
            new("核对后改正其中一项。", "Check them and correct one.")),
        new("HR304", new("荣誉归类表里没有奖项「{0}」", "the table of honours has no award \"{0}\""),
            new("核对奖项的全称；确是新的奖项，请先在 honours.yaml 里归类。", "Check the full name; a new award must be classed in honours.yaml first.")),
        new("HR305", new("「{0}」与「{1}、{2}」只能写一种，并且要写全", "state either \"{0}\" or both \"{1}\" and \"{2}\""),
            new("写自付金额，或写总额和其中的自费。", "State the amount itself, or the whole and the part that is taken off.")),
        new("HR306", new("「{0}」至少要写一个", "at least one of \"{0}\" is wanted"),
            new("规定随时间变化，要知道是哪一天、哪一年。", "The rules change with time: say which day or year.")),
        new("HR307", new("规则没有规定：{0}", "the rules do not cover this: {0}"),
            new("请人工处理，不要当作不符合。", "A person must decide; it is not a refusal.")),
        new("HR308", new("CSV 写法有误：{0}", "this CSV is wrong: {0}"),
            new("首行为列名，须有 case 和 input；含逗号、引号的字段用双引号括起，里面的引号写两次。", "A header with case and input; fields with commas or quotes stand in double quotes, quotes inside twice.")),
        new("HR309", new("文件不是 UTF-8 编码", "the file is not UTF-8"),
            new("另存为 UTF-8 编码。", "Save it as UTF-8.")),
    }.ToFrozenDictionary(e => e.Code, StringComparer.Ordinal);

    public static IEnumerable<RuleDiagnosticEntry> All => Entries.Values.OrderBy(e => e.Code, StringComparer.Ordinal);

    /// <exception cref="KeyNotFoundException">No such code: a bug of ours.</exception>
    public static RuleDiagnosticEntry Get(string code) => Entries[code];
}
