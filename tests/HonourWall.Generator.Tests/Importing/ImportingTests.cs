using System.Collections.Immutable;
using HonourWall.Generator.Importing;
using HonourWall.Roll.Diagnostics;

namespace HonourWall.Generator.Tests.Importing;

/// <summary>A small content folder, lists to take into its batch, and what was said of the last one.</summary>
public abstract class ImportingTests : IDisposable
{
    protected const string Batch = "2020-model-worker";
    protected const string BatchFile = "batches/2020-model-worker.csv";

    private protected SampleContent Content { get; } = new();

    private protected TemporaryFolder Lists { get; } = new();

    protected ImmutableArray<Diagnostic> Said { get; private set; } = [];

    public void Dispose()
    {
        Content.Dispose();
        Lists.Dispose();
        GC.SuppressFinalize(this);
    }

    protected string Csv(string text) => Lists.Write("名单.csv", text);

    protected string Xlsx(object?[][] rows, params string[] merged) => Save(new Workbook().Sheet("Sheet1", rows, merged));

    private protected string Save(Workbook workbook)
    {
        var path = Lists.PathOf("名单.xlsx");
        File.Delete(path);
        workbook.Save(path);
        return path;
    }

    private protected static ImmutableDictionary<int, string> Decide(params (int Row, string Id)[] decisions) => decisions.ToImmutableDictionary(d => d.Row, d => d.Id);

    private protected ImportPlan Import(string list, Func<ImportRequest, ImportRequest>? change = null)
    {
        var request = new ImportRequest { File = list, Source = Content.Path, Batch = Batch };
        var bag = new DiagnosticBag();
        var plan = Importer.Plan(change?.Invoke(request) ?? request, SampleContent.Noon, bag);
        Importer.Write(plan);
        Said = bag.ToImmutable();
        return plan;
    }

    protected string Written() => File.ReadAllText(Content.PathOf(BatchFile));
}
