using System.Buffers;
using HonourWall.Roll.Diagnostics;
using HonourWall.Roll.Reading;

namespace HonourWall.Generator.Privacy;

/// <summary>
/// Looks through every text of the content folder for what must not be published: numbers that belong to one person stop the build,
/// home addresses and words about health or hardship warn.
/// </summary>
public static class PrivacyLint
{
    public static void Check(RollDraft draft, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var names = new Lazy<SearchValues<string>>(() => SearchValues.Create([.. Names(draft)], StringComparison.Ordinal));
        Parallel.ForEach(draft.Files.Where(f => !f.IsKnownToBeSound), file =>
        {
            var numbers = new NumberLint(file, diagnostics);
            numbers.Check();
            numbers.CheckName();
            new WordLint(file, names, diagnostics).Check();
        });
    }

    private static IEnumerable<string> Names(RollDraft draft)
    {
        var files = draft.Honourees.Select(h => h.Page.Name);
        var rows = draft.Rows.SelectMany(b => b.Rows).Where(r => r.IsCollective != true).Select(r => r.Name?.Text);
        return files.Concat(rows).OfType<string>().Distinct(StringComparer.Ordinal);
    }
}
