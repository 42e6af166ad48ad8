using HonourWall.Roll.Diagnostics;
using HonourWall.Roll.Reading;

namespace HonourWall.Roll.Linking;

/// <summary>Finds files that no row, reference or link leads to: usually an id misspelt in one place.</summary>
internal sealed class ReachCheck(RollDraft draft, HonourLinker honours, DiagnosticBag diagnostics)
{
    /// <summary>Some file is reached by the words of a text alone, or by nothing.</summary>
    public bool HangsOnTexts { get; private set; }

    public void Check()
    {
        // Whoever seems unreached may stand in a row that could not be read.
        if (draft.Gaps.AreInRows) return;
        foreach (var entry in honours.People.All) Check(entry, "honourees");
        foreach (var entry in honours.Collectives.All) Check(entry, "collectives");
    }

    private void Check<T>(RecipientEntry<T> entry, string folder) where T : Recipient
    {
        if (entry.IsReached || entry.File is not { } file) return;
        HangsOnTexts = true;
        var address = $"{folder}/{entry.Id}";
        if (!draft.Files.Any(f => f != file.File && f.NamesPages && LinksTo(f.Text, address))) diagnostics.Add("HW217", file.File.Place, entry.Id);
    }

    private static bool LinksTo(string text, string address)
    {
        for (var at = text.IndexOf(address, StringComparison.Ordinal); at >= 0; at = text.IndexOf(address, at + 1, StringComparison.Ordinal))
        {
            var end = at + address.Length;
            if (end == text.Length || !(char.IsAsciiLetterOrDigit(text[end]) || text[end] == '-')) return true;
        }
        return false;
    }
}
