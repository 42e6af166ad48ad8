using HonourWall.Search.Text;

namespace HonourWall.Search.Reading;

/// <summary>A document read back from the index, normalised for matching when first asked.</summary>
internal sealed class StoredText(int slot, SearchDocument document, string pinyinPattern)
{
    private readonly Lazy<NormalisedText[]> _names = new(() => [.. document.OtherNames.Prepend(document.Name).Select(Normaliser.Normalise)]);
    private readonly Lazy<NormalisedText[]> _fields = new(() => [.. TermCollector.Fields(document).Select(Normaliser.Normalise)]);
    private readonly Lazy<NormalisedText> _body = new(() => Normaliser.Normalise(document.Body));
    private readonly Lazy<NormalisedText> _bodyWithYears = new(() => Normaliser.Normalise(document.Body).WithDigitYears());

    public int Slot => slot;

    public SearchDocument Document => document;

    public string PinyinPattern => pinyinPattern;

    /// <summary>The name, then the other names.</summary>
    public IReadOnlyList<NormalisedText> Names => _names.Value;

    /// <summary>Employer, occupation, districts, honours, industry and line.</summary>
    public IReadOnlyList<NormalisedText> Fields => _fields.Value;

    public NormalisedText Body => _body.Value;

    /// <summary>The body with years in digits; the body itself when it has none in Chinese numerals.</summary>
    public NormalisedText BodyWithYears => _bodyWithYears.Value;

    /// <summary>Whether the text holds these characters in one piece; a word with a year is looked for in both forms of years.</summary>
    public bool Holds(ReadOnlySpan<int> codes, ReadOnlySpan<int> codesWithYears) =>
        Names.Any(codes) || Fields.Any(codes) || Body.Codes.IndexOf(codes) >= 0 || BodyWithYears.Codes.IndexOf(codesWithYears) >= 0 || Fields.Any(codesWithYears);
}

/// <summary>Looks for characters in several short texts.</summary>
internal static class NormalisedTexts
{
    public static bool Any(this IReadOnlyList<NormalisedText> texts, ReadOnlySpan<int> codes)
    {
        foreach (var text in texts) if (text.Codes.IndexOf(codes) >= 0) return true;
        return false;
    }
}
