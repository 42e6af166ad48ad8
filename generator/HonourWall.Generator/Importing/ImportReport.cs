namespace HonourWall.Generator.Importing;

/// <summary>Tells what an import did or would do.</summary>
internal sealed class ImportReport(TextWriter output, bool isChinese)
{
    public void Write(ImportPlan plan, bool isDry)
    {
        if (isDry)
        {
            foreach (var change in plan.Changes) TextDiff.Write(output, change);
        }
        else
        {
            foreach (var (id, name, isNew) in plan.Added) output.WriteLine($"{(isNew ? "+" : "=")} {id}　{name}");
        }
        var known = plan.Added.Count(a => !a.IsNew);
        output.WriteLine(isChinese
            ? $"{(isDry ? "将新增" : "新增")} {plan.Added.Length} 行（其中已有的人 {known} 位），批次中已有 {plan.Unchanged} 行，标题、合计等 {plan.Passed} 行没有读取。"
            : $"{(isDry ? "would add" : "added")} {plan.Added.Length} rows ({known} of people who are there already); {plan.Unchanged} are in the batch; {plan.Passed} titles, totals and remarks were passed over.");
        if (isDry && plan.Changes.Length > 0) output.WriteLine(isChinese ? "试运行：什么也没有写入。" : "Dry run: nothing was written.");
    }
}
