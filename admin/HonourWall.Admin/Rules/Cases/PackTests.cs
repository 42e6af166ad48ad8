using HonourWall.Admin.Rules.Diagnostics;

namespace HonourWall.Admin.Rules.Cases;

/// <summary>Runs the tests beside the packs (规则包自带的测试): each must give what it expects, each pack that answers must have some.</summary>
public static class PackTests
{
    /// <returns>How many tests ran.</returns>
    public static int Run(RuleBook book, RuleDiagnostics diagnostics)
    {
        var reader = new PackTestReader(book, diagnostics);
        var cases = book.Files.Where(f => f.HoldsTests).SelectMany(f => reader.Read(f)).ToList();
        foreach (var test in cases)
        {
            var assessment = test.Assess();
            var result = assessment.Decision == Decision.NotCovered ? NotCovered : assessment.Result;
            if (result != test.Expected) diagnostics.Add("HR213", test.Place, test.Expected ?? "", result);
        }
        foreach (var pack in book.Packs.Where(p => p.Question is not null && !cases.Exists(c => c.Facts.Pack == p)))
            diagnostics.Add("HR214", new ContentPlace(pack.File, 1, 1), pack.Id);
        return cases.Count;
    }

    /// <summary>What a test expects where the rules say nothing.</summary>
    public const string NotCovered = "规则未规定";
}
